/** The tables of the Friday at the centre, as workbooks and as paper; and the leaders' tiers they need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LeaderTier } from '#shared/domain/assignment.ts';
import type { FridayTable } from '#shared/report/friday-tables.ts';
import { type DemoOffice, JourneyError } from './office.ts';
import type { TableSummary } from './summary.ts';

const printed: readonly (readonly [FridayTable, string])[] = [
  ['annex2', '附件2'],
  ['annex3', '附件3'],
  ['annex4', '附件4'],
];

export async function printTables(
  centre: DemoOffice,
  out: string,
  tell: (line: string) => void,
): Promise<readonly TableSummary[]> {
  const made: TableSummary[] = [];
  for (const [report, name] of printed) {
    const table = await centre.call('reports.render', { report, format: 'xlsx' });
    const paper = await centre.call('reports.render', { report, format: 'pdf' });
    if (table.file === null || paper.file === null) throw new JourneyError(`${name}没有生成文件。`);
    centre.keep(table.file, join(out, `${name}.xlsx`));
    const pdf = join(out, `${name}.pdf`);
    centre.keep(paper.file, pdf);
    if (!readFileSync(pdf).subarray(0, 5).equals(Buffer.from('%PDF-')))
      throw new JourneyError(`${name}的 PDF 不完整。`);
    made.push({ table: name, projects: paper.rows, pages: paper.pages ?? 0 });
    tell(`${name}：${paper.rows}个项目，PDF 共${paper.pages ?? 0}页。`);
  }
  return made;
}

/** A ledger prints leaders but not of which tier they are: two are taken for the province's, four for the city's. */
export async function assumeTiers(district: DemoOffice, assumptions: string[]): Promise<void> {
  const { untiered } = await district.call('reports.leaders', { report: 'annex3' });
  if (untiered.length === 0) return;
  const names = [...new Set(untiered.map((row) => row.personName))];
  const tierOf = (personName: string): LeaderTier => {
    const place = names.indexOf(personName);
    return place < 2 ? 'provincial' : place < 6 ? 'municipal' : 'district';
  };
  await district.call('reports.saveLeaderTiers', {
    items: untiered.map((row) => ({ assignmentId: row.assignmentId, tier: tierOf(row.personName) })),
  });
  assumptions.push(
    `台账没有注明分包领导的层级，前${Math.min(2, names.length)}位按省级、随后${Math.min(4, Math.max(0, names.length - 2))}位按市级、其余按区县级，这样附件3、附件4才有内容。`,
  );
}
