/** The Thursday of the demonstration: 填报表 go out to the units, most come back filled in, and who is missing is listed. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CellValue, readXlsx, writeXlsx } from 'hucre';
import { columnMark, type FormKey } from '#shared/collection/form.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { plausibleProgress } from '#shared/demonstration/progress.ts';
import type { DemoOffice } from './office.ts';
import type { CollectionSummary } from './summary.ts';

type Project = OutputOf<'projects.list'>['rows'][number];

/** Of so many units one does not answer in time. */
const oneMissingOf = 6;
const yuanPerWan = 10_000;

/** Leaves the workbooks as they went out and as they came back beside the results. */
export async function collectFromUnits(
  district: DemoOffice,
  out: string,
  projects: ReadonlyMap<string, Project>,
  assumptions: string[],
  tell: (line: string) => void,
): Promise<CollectionSummary> {
  const { rows, label, period } = await district.call('collections.units', {});
  const asked = rows.filter((row) => row.projects > 0);
  if (asked.length === 0) return { sent: 0, returned: 0, taken: 0, missing: 0 };
  const [sentFolder, backFolder] = [join(out, '填报表', '发出'), join(out, '填报表', '收回')];
  for (const folder of [sentFolder, backFolder]) mkdirSync(folder, { recursive: true });

  const returned: string[] = [];
  for (const [index, { unitId }] of asked.entries()) {
    const { file } = await district.call('collections.export', { unitIds: [unitId] });
    district.keep(file, join(sentFolder, file.name));
    if (index % oneMissingOf === oneMissingOf - 1) continue;
    const bytes = await filledIn(readFileSync(join(sentFolder, file.name)), projects, period);
    const path = join(backFolder, file.name);
    writeFileSync(path, bytes);
    returned.push(path);
  }
  const preview = await district.call('collections.preview', { files: returned.map((path) => district.takeIn(path)) });
  const { rows: taken, stillMissing } = await district.call('collections.accept', { token: preview.token });
  const list = await district.call('collections.render', { list: 'missing', format: 'xlsx' });
  if (list.file !== null) district.keep(list.file, join(out, '填报表', '未报单位清单.xlsx'));
  assumptions.push(`收回的${returned.length}份填报表由程序按固定种子代填。`);
  tell(
    `${label}填报表：发给${asked.length}个单位，收回${returned.length}份，采用${taken}个项目，还有${stillMissing}个单位未报。`,
  );
  return { sent: asked.length, returned: returned.length, taken, missing: stillMissing };
}

/** What a careful unit types; the other cells stay as they were sent. */
async function filledIn(
  bytes: Uint8Array,
  projects: ReadonlyMap<string, Project>,
  period: string,
): Promise<Uint8Array> {
  const [sheet] = (await readXlsx(bytes)).sheets;
  const rows = (sheet?.rows ?? []).map((row): CellValue[] => [...row]);
  const marks = rows.find((row) => row.includes(columnMark('projectId'))) ?? [];
  const place = (key: FormKey) => marks.indexOf(columnMark(key));
  for (const row of rows) {
    const project = projects.get(String(row[place('projectId')] ?? ''));
    if (project === undefined) continue;
    const figures = plausibleProgress(project, period);
    const typed: Partial<Record<FormKey, CellValue>> = {
      standing: '有进展',
      doneThisYear: figures.doneThisYear === null ? null : figures.doneThisYear / yuanPerWan,
      physicalProgress: figures.physicalProgress,
      progressText: figures.progressText,
      problems: figures.problems ?? '无',
      coordination: figures.coordination,
    };
    for (const [key, value] of Object.entries(typed)) row[place(key as FormKey)] = value;
  }
  return writeXlsx({ sheets: [{ name: sheet?.name ?? '填报表', rows }] });
}
