/** A ledger workbook of 10 000 rows: read, matched and previewed, beside the reader library alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cell, readXlsx, writeXlsx } from 'hucre';
import { leaders, units } from '#shared/demonstration/names.ts';
import { fictionalProjects } from '#shared/demonstration/projects.ts';
import { type BenchRow, fastestOf, plainRow, ratioRow, timed } from './measure.ts';
import { type BenchSet, openBenchOffice } from './stores.ts';

const rowCount = 10_000;

export async function excelRows(set: BenchSet, folder: string): Promise<BenchRow[]> {
  const path = join(folder, '台账.xlsx');
  writeFileSync(path, await ledgerOf(rowCount));
  const bytes = readFileSync(path);
  const office = openBenchOffice('青瓦区', set.empty);
  try {
    const file = office.takeIn(path);
    const preview = () => office.call('ledgerImports.preview', { file });
    // Once each to warm up.
    await readXlsx(bytes, { readStyles: true });
    const first = await preview();
    if (first.counts.created !== rowCount) throw new Error(`read ${first.counts.created} rows of ${rowCount}`);
    const library = () => readXlsx(bytes, { readStyles: true });
    const [floor = 0, fresh = 0] = await fastestOf(5, library, preview);
    const { token } = await preview();
    const commit = await timed(() => office.call('ledgerImports.commit', { token }));
    const [again = 0] = await fastestOf(5, preview);
    const size = `${Math.round(bytes.length / 1024)} KB`;
    return [
      ratioRow('Excel ledger of 10 000 rows: read, match, preview', fresh, floor, 1.5, `all rows new, ${size}`),
      ratioRow('  the same ledger again', again, floor, 1.5, 'all rows known'),
      plainRow('  its import', commit.milliseconds, `${commit.value.operations} operations, no floor in goals.md`),
    ];
  } finally {
    await office.close();
  }
}

async function ledgerOf(count: number): Promise<Uint8Array> {
  const projects = fictionalProjects({ seed: 11, projects: count, weeks: 50, year: 2026 });
  const rows: Cell['value'][][] = [
    ['2026年青石区重点建设项目计划表'],
    ['单位：万元'],
    [
      '序号',
      '项目名称',
      '建设性质',
      '建设内容',
      '总投资',
      '2026年计划投资',
      '开工时间',
      '竣工时间',
      '资金渠道',
      '责任单位',
      '包联领导',
    ],
    ...projects.map((project, index) => [
      index + 1,
      `${project.name}${index + 1}号`,
      index % 3 === 0 ? '续建' : '新建',
      project.summary,
      project.totalInvestment / 10_000,
      Math.round(project.totalInvestment / 40_000),
      project.startsOn,
      project.completesOn,
      project.fundingSource,
      project.units.map((unit) => units[unit]?.name ?? '').join('\n'),
      project.leaders.map((leader) => leaders[leader]?.name ?? '').join('\n'),
    ]),
  ];
  return writeXlsx({ sheets: [{ name: '台账', rows }] });
}
