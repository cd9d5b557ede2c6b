/** `npm run demo -- [--ledger FILE] [--out DIR]`: the whole journey without a screen. Exit 0 done, 1 not as it should be, 2 usage. */
import '#shared/jitless.ts';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { browserPrinter } from '#electron/host/browser-printer.ts';
import { clockOf } from '#electron/host/clock.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import { rendererFolder } from '#electron/host/surroundings.ts';
import { ProblemError } from '#shared/error.ts';
import { runJourney } from './demo/journey.ts';
import { JourneyError } from './demo/office.ts';

/** Written first, so that a later run knows that the results in the folder are a demonstration's. */
const markName = 'five-ones-demo.txt';

const leftBehind = new Set([
  'district',
  'centre',
  'state',
  'summary.json',
  '督办事项办理情况.pdf',
  '会议纪要.docx',
  '填报表',
  ...['附件2', '附件3', '附件4'].flatMap((table) => [`${table}.xlsx`, `${table}.pdf`]),
]);

process.exitCode = await run(process.argv.slice(2));

async function run(words: readonly string[]): Promise<number> {
  const wishes = typedWishes(words);
  if (wishes === null) return 2;
  try {
    prepare(wishes.out);
    // The high-water mark of a demonstration stays with it.
    process.env['FIVE_ONES_STATE'] ??= join(wishes.out, 'state');
    const clock = clockOf(process.env['FIVE_ONES_NOW']);
    const { faults } = await runJourney({
      ...wishes,
      frozenNow: clock.frozenNow,
      machineNow: clock.now(),
      printer: browserPrinter(() => findBrowser(), rendererFolder()),
      tell: (line) => process.stdout.write(`${line}\n`),
    });
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    if (faults.length > 0) return 1;
    process.stdout.write(`完成。结果见 ${join(wishes.out, 'summary.json')}\n`);
    return 0;
  } catch (error) {
    const isExpected = error instanceof JourneyError || error instanceof ProblemError;
    const text = isExpected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${text}\n`);
    return 1;
  }
}

function typedWishes(words: readonly string[]): { ledger: string; out: string } | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { ledger: { type: 'string' }, out: { type: 'string' } },
    });
    return {
      ledger: resolve(
        values.ledger ?? fileURLToPath(new URL('../../build/resources/demo-ledger.xlsx', import.meta.url)),
      ),
      out: resolve(values.out ?? 'five-ones-demo'),
    };
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : ''}\nnpm run demo -- [--ledger FILE] [--out DIR]\n`,
    );
    return null;
  }
}

/** Takes away what an earlier demonstration left; data folders of anybody else are left alone. */
function prepare(out: string): void {
  mkdirSync(out, { recursive: true });
  const isOurs = existsSync(join(out, markName));
  const names = readdirSync(out).filter((name) => leftBehind.has(name) || name.endsWith('.ldx'));
  if (names.length > 0 && !isOurs)
    throw new JourneyError(`文件夹“${out}”里已有${names.join('、')}，没有改动。请用 --out 指定另一个文件夹。`);
  for (const name of names) rmSync(join(out, name), { recursive: true, force: true });
  writeFileSync(join(out, markName), '五个一：演示产生的文件夹，再次演示时会重新生成。\n');
}
