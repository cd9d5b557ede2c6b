/**
 * `npm run bench [-- --full] [--only NAME]`: every row beside a floor measured in the same run (goals.md). Prints a
 * table and JSON, never fails for being slow. The stores are a tenth of the reference sets unless --full is given.
 * `--only exchange` is also exchange-centre and exchange-photos.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inProject } from '#build/project.ts';
import { excelRows } from './excel.ts';
import { centreRows, exchangeRows } from './exchange.ts';
import { gridRows } from './grid.ts';
import { manyRows } from './many.ts';
import { type BenchRow, tableOf } from './measure.ts';
import { photoRows } from './photos.ts';
import { savingRows } from './saving.ts';
import { sheetRows } from './sheets.ts';
import { startRows } from './start.ts';
import { type BenchSet, benchSet } from './stores.ts';
import { taskRows } from './tasks.ts';

/** The reference set is filled only when a bench asks for it: that takes minutes. */
type Bench = (set: () => Promise<BenchSet>, folder: string) => Promise<BenchRow[]>;
const onSet =
  (bench: (set: BenchSet, folder: string) => Promise<BenchRow[]>): Bench =>
  async (set, folder) =>
    bench(await set(), folder);
const benches: Readonly<Record<string, Bench>> = {
  exchange: onSet(exchangeRows),
  'exchange-centre': (_set, folder) => centreRows(folder),
  'exchange-photos': (_set, folder) => photoRows(folder),
  excel: onSet(excelRows),
  saving: onSet(savingRows),
  start: onSet(startRows),
  grid: onSet(gridRows),
  many: (_set, folder) => manyRows(folder),
  sheets: (_set, folder) => sheetRows(folder),
  tasks: (_set, folder) => taskRows(folder),
};

const { values } = parseArgs({ options: { full: { type: 'boolean' }, only: { type: 'string' } } });
const tell = (line: string) => process.stderr.write(`${line}\n`);
// Beside the project and not in a memory file system: an fsync must be one.
mkdirSync(inProject('.cache'), { recursive: true });
const folder = mkdtempSync(inProject('.cache/bench-'));
process.env['FIVE_ONES_STATE'] = join(folder, 'state');
try {
  const rows: BenchRow[] = [];
  const setName = values.full === true ? 'full' : 'tenth';
  let filled: Promise<BenchSet> | null = null;
  const set = () => {
    filled ??= benchSet(setName, join(folder, 'set'), tell);
    return filled;
  };
  for (const [name, bench] of Object.entries(benches)) {
    const { only = name } = values;
    if (name !== only && !name.startsWith(`${only}-`)) continue;
    tell(`${name} …`);
    rows.push(...(await bench(set, folder)));
  }
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version, set: setName };
  const report = JSON.stringify({ machine, rows });
  mkdirSync(inProject('test-results'), { recursive: true });
  writeFileSync(inProject('test-results/bench.json'), `${report}\n`);
  process.stdout.write(
    `${tableOf(rows)}\n\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${machine.set} set\n${report}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
