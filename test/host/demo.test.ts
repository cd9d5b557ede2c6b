import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPrintPage } from '#build/print-page.ts';
import { type JourneyResult, runJourney } from '#electron/cli/demo/journey.ts';
import { fridayInNovember } from '#electron/cli/demo/plan-year.ts';
import type { DemoSummary } from '#electron/cli/demo/summary.ts';
import { browserPrinter } from '#electron/host/browser-printer.ts';
import { readWorkbook } from '#electron/host/files/read-workbook.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import type { Printer } from '#electron/host/host.ts';
import { weekday } from '#shared/calendar/day.ts';
import { makeDistrict } from '#test/support/district.ts';
import { openTestHost, temporaryFolder, valueOf } from '#test/support/host.ts';

const folder = temporaryFolder();
const stateBefore = process.env['FIVE_ONES_STATE'];
let printer: Printer;

beforeAll(async () => {
  process.env['FIVE_ONES_STATE'] = join(folder.path, 'state');
  await buildPrintPage(join(folder.path, 'paper'));
  printer = browserPrinter(() => findBrowser(), join(folder.path, 'paper'));
});

afterAll(() => {
  if (stateBefore === undefined) delete process.env['FIVE_ONES_STATE'];
  else process.env['FIVE_ONES_STATE'] = stateBefore;
  folder.remove();
});

async function journey(ledger: string, out: string): Promise<JourneyResult & { told: string[]; out: string }> {
  const path = join(folder.path, out);
  const told: string[] = [];
  const result = await runJourney({
    ledger,
    out: path,
    frozenNow: null,
    machineNow: '2026-11-21T02:00:00.000Z',
    printer,
    tell: (line) => told.push(line),
  });
  return { ...result, told, out: path };
}

function written(out: string): DemoSummary {
  return JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as DemoSummary;
}

describe('npm run demo on the fictional ledger', () => {
  const ledger = fileURLToPath(new URL('../../build/resources/demo-ledger.xlsx', import.meta.url));
  let made: Awaited<ReturnType<typeof journey>>;
  beforeAll(async () => {
    made = await journey(ledger, 'fictional');
  }, 180_000);

  it('finds nothing that is not as it should be', () => {
    expect(made.faults).toEqual([]);
    expect(written(made.out)).toEqual(made.summary);
  });

  it('leaves the facts of the issue in summary.json, sums in 元', () => {
    const { ledger: facts, collection, loop, tables, package: sent, tampered, centre, ...rest } = written(made.out);
    expect(Object.keys(rest)).toEqual(['assumptions']);
    expect(facts.created).toBe(facts.sheets.reduce((sum, sheet) => sum + sheet.projects, 0));
    expect(facts.sheets.every((sheet) => sheet.agrees && sheet.printedTotals.length > 0)).toBe(true);
    expect(facts.reimport).toEqual({ created: 0, changed: 0 });
    const sum = (field: 'totalInvestment' | 'plannedThisYear') =>
      facts.sheets.reduce((total, sheet) => total + sheet.sums[field], 0);
    expect(centre).toEqual({
      projects: facts.created,
      sums: { totalInvestment: sum('totalInvestment'), plannedThisYear: sum('plannedThisYear') },
    });
    expect(collection.returned).toBeLessThan(collection.sent);
    expect(collection).toMatchObject({ missing: collection.sent - collection.returned });
    expect(collection.taken).toBeGreaterThan(collection.returned);
    expect(loop).toMatchObject({ topics: 1, decisions: 2, drafts: 1, proofPages: 1 });
    expect(loop.links).toBeGreaterThan(3);
    expect(tables.map((each) => each.table)).toEqual(['附件2', '附件3', '附件4']);
    for (const table of tables) expect(Math.min(table.projects, table.pages), table.table).toBeGreaterThan(0);
    expect(tampered).toEqual({ refused: true, code: 'PACKAGE_ALTERED' });
    expect(readFileSync(join(made.out, sent.file)).length).toBe(sent.bytes);
    expect(sent.operations).toBeGreaterThan(facts.created);
  });

  it('leaves 附件2, 3 and 4 as workbooks and as paper, with projects in them', async () => {
    for (const table of ['附件2', '附件3', '附件4']) {
      expect(
        readFileSync(join(made.out, `${table}.pdf`))
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      const workbook = await readWorkbook(readFileSync(join(made.out, `${table}.xlsx`)), `${table}.xlsx`);
      expect(workbook.sheets[0]?.rows.length, table).toBeGreaterThan(4);
    }
  });

  it('leaves the proof of a closed task on paper and the minutes for Word', () => {
    for (const [name, head] of [
      ['督办事项办理情况.pdf', '%PDF-'],
      ['会议纪要.docx', 'PK'],
    ] as const)
      expect(readFileSync(join(made.out, name)).toString('latin1').startsWith(head), name).toBe(true);
  });

  it('leaves the 填报表 as they went out and as they came back, and who is missing', () => {
    const { sent, returned } = made.summary.collection;
    expect(readdirSync(join(made.out, '填报表', '发出'))).toHaveLength(sent);
    expect(readdirSync(join(made.out, '填报表', '收回'))).toHaveLength(returned);
    expect(existsSync(join(made.out, '填报表', '未报单位清单.xlsx'))).toBe(true);
  });

  it('leaves data folders that open with the passphrase demo', async () => {
    for (const [office, kind] of [
      ['district', 'district'],
      ['centre', 'centre'],
    ] as const) {
      const host = openTestHost(join(made.out, office));
      try {
        expect((await valueOf(host, 'sessions.unlock', { passphrase: 'demo' })).isUnlocked).toBe(true);
        expect((await valueOf(host, 'offices.current', {})).office?.kind).toBe(kind);
        expect((await valueOf(host, 'ledger.check', {})).problems).toEqual([]);
      } finally {
        await host.close();
      }
    }
  });

  it('says what it assumed', () => {
    expect(made.summary.assumptions.join('')).toMatch(/没有印项目级别，按市重点导入.*周报由程序按固定种子编写/);
  });
});

describe('a ledger of another year', () => {
  it('is worked on at nine on a Friday morning in November of that year', () => {
    for (const year of [2015, 2018, 2019, 2024]) {
      const friday = fridayInNovember(year);
      expect(friday).toMatch(new RegExp(`^${year}-11-\\d\\dT01:00:00.000Z$`));
      expect(weekday(friday.slice(0, 10))).toBe(5);
    }
  });

  it('that cannot be read ends the journey with a sentence', async () => {
    await expect(journey(join(folder.path, 'nothing.xlsx'), 'nothing')).rejects.toThrow(/^读不到台账/);
  });
});

describe('the fictional district', () => {
  it('is loaded once into an empty folder, with keys under the passphrase demo', async () => {
    const host = openTestHost(join(folder.path, 'loaded'));
    try {
      const loaded = await valueOf(host, 'offices.loadDemonstration', {});
      expect(loaded).toMatchObject({ projects: 120 });
      expect(loaded.reports).toBeGreaterThan(5000);
      expect((await valueOf(host, 'offices.current', {})).office).toMatchObject({
        isDemonstration: true,
        ledgerYear: 2026,
      });
      expect((await valueOf(host, 'sessions.unlock', { passphrase: 'demo' })).isUnlocked).toBe(true);
      expect(await valueOf(host, 'ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
      const again = await host.call('offices.loadDemonstration', {});
      expect(again).toMatchObject({ ok: false, error: { code: 'DEMONSTRATION_NOT_EMPTY' } });
    } finally {
      await host.close();
    }
  });

  it('does not replace an office that is only set up', async () => {
    const host = openTestHost(join(folder.path, 'set-up'));
    try {
      const facts = { fullName: '石磨乡重点项目办', shortName: '石磨乡', operator: '经办甲', passphrase: '口令口令' };
      await valueOf(host, 'offices.setUp', { kind: 'district', ...facts });
      const result = await host.call('offices.loadDemonstration', {});
      expect(result).toMatchObject({ ok: false, error: { code: 'OFFICE_ALREADY_SET_UP' } });
    } finally {
      await host.close();
    }
  });

  it('fills a store of any size that checks out against a replay', async () => {
    const dataFolder = join(folder.path, 'small');
    const made = await makeDistrict({ dataFolder, now: '2026-11-18T02:00:00.000Z', projects: 10, weeks: 60, seed: 3 });
    const host = openTestHost(dataFolder);
    try {
      expect(await valueOf(host, 'ledger.check', {})).toMatchObject({ isSound: true, operations: made.operations });
      expect((await valueOf(host, 'projects.list', {})).total).toBe(10);
    } finally {
      await host.close();
    }
  });
});

// The real workbooks lie beside the project on the makers' machines only; without them nothing is registered.
const realLedgers = ['maojian-2018-plan.xlsx', 'maojian-2018-plan.xls'].map((name) =>
  fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url)),
);
if (realLedgers.every((path) => existsSync(path))) {
  describe('npm run demo on the real ledger', () => {
    it.each(realLedgers)('%s: 146 projects, nine printed totals agree', async (ledger) => {
      const { faults, summary } = await journey(ledger, `real-${ledger.endsWith('xls') ? 'xls' : 'xlsx'}`);
      expect(faults).toEqual([]);
      expect(summary.ledger).toMatchObject({ created: 146, reimport: { created: 0, changed: 0 } });
      const totals = summary.ledger.sheets.flatMap((sheet) => sheet.printedTotals);
      expect(totals.map((total) => total.agrees)).toEqual(Array.from({ length: 9 }, () => true));
      const works = summary.ledger.sheets.find((sheet) => sheet.name.trim() === '基建');
      expect(works).toMatchObject({
        projects: 25,
        sums: { totalInvestment: 28_433_800_000, plannedThisYear: 6_159_500_000 },
      });
      expect(summary.assumptions[0]).toContain('2018-11-16');
    });
  });
} else process.stdout.write('real ledger absent: the journey runs on the fictional one only\n');
