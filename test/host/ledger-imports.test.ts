/** A ledger taken in through the contract: the fictional workbook always, the real one where it is. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { fictionalLedger } from '#test/support/fictional-ledger.ts';
import { copyFolder, setUpDistrict } from '#test/support/host.ts';
import { machineFolder, type Office, openOffice, preparedOffices } from '#test/support/offices.ts';

const machine = machineFolder();
const workbook = fileURLToPath(new URL('../../build/resources/demo-ledger.xlsx', import.meta.url));
const { expected } = fictionalLedger();
const allProjects = expected.flatMap((sheet) => sheet.projects);
const opened: Office[] = [];
let empty: string;
let copies = 0;

beforeAll(async () => {
  empty = join(machine.path, 'empty');
  await setUpDistrict(empty);
});
afterAll(async () => {
  for (const office of opened) await office.close();
  machine.remove();
});

/** A district with no projects yet. */
function openEmpty(now?: string): Office {
  copies += 1;
  const office = openOffice(copyFolder(empty, join(machine.path, `copy-${copies}`)), now === undefined ? {} : { now });
  opened.push(office);
  return office;
}

type Preview = OutputOf<'ledgerImports.preview'>;

async function preview(
  office: Office,
  path = workbook,
  sheets?: InputOf<'ledgerImports.preview'>['sheets'],
): Promise<Preview> {
  return office.call('ledgerImports.preview', { file: office.take(path), ...(sheets === undefined ? {} : { sheets }) });
}

async function importAll(office: Office, path = workbook): Promise<OutputOf<'ledgerImports.commit'>> {
  const { token } = await preview(office, path);
  return office.call('ledgerImports.commit', { token });
}

const rowsOf = (shown: Preview) =>
  shown.sheets.flatMap((sheet) => sheet.rows.map((row) => ({ sheet: sheet.name, ...row })));

describe('the fictional ledger', () => {
  let office: Office;
  let done: OutputOf<'ledgerImports.commit'>;
  beforeAll(() => {
    office = openEmpty();
  });

  it('is shown whole and nothing is written', async () => {
    const before = await office.call('offices.current', {});
    const shown = await preview(office);
    expect(shown.counts).toMatchObject({ created: allProjects.length, changed: 0, same: 0 });
    for (const sheet of expected) {
      const found = shown.sheets.find((each) => each.name === sheet.name);
      expect(found, sheet.name).toMatchObject({
        included: true,
        projects: sheet.projects.length,
        agrees: true,
        moneyUnit: { unit: sheet.unit },
      });
      expect(found?.headerRows).toEqual(sheet.headerRows);
      expect(found?.printedTotals.map((total) => [total.rowNumber, total.over, total.agrees])).toEqual(
        sheet.printedTotals.map((total) => [total.rowNumber, total.over, true]),
      );
    }
    expect(shown.sheets.filter((sheet) => !sheet.included).every((sheet) => (sheet.reason ?? '') !== '')).toBe(true);
    expect(
      rowsOf(shown)
        .filter((row) => row.status === 'ignored')
        .every((row) => row.reason !== ''),
    ).toBe(true);
    expect(await office.call('offices.current', {})).toEqual(before);
    expect((await office.call('projects.list', {})).total).toBe(0);
  });

  it('goes in as shown: every amount, day, unit and leader', async () => {
    done = await importAll(office);
    expect(done).toMatchObject({ created: allProjects.length, changed: 0, leftOut: 0 });
    const { rows, total } = await office.call('projects.list', {});
    expect(total).toBe(allProjects.length);
    const sure = allProjects.filter((project) => rows.filter((row) => row.name === project.name).length === 1);
    expect(sure.length).toBeGreaterThan(allProjects.length / 2);
    for (const project of sure) {
      const row = rows.find((each) => each.name === project.name);
      expect(row, project.name).toMatchObject({
        nature: project.nature,
        totalInvestment: project.totalInvestment,
        plannedThisYear: project.plannedThisYear,
        startsOn: project.startsOn,
        completesOn: project.completesOn,
      });
    }
    expect(rows.map((row) => row.ledgerOrder)).toEqual(rows.map((_, index) => index + 1));
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });

  it('the same file again is 0 new and 0 changed', async () => {
    const shown = await preview(office);
    expect(shown.counts).toMatchObject({ created: 0, changed: 0, same: allProjects.length });
    const again = await office.call('ledgerImports.commit', { token: shown.token });
    expect(again).toMatchObject({ created: 0, changed: 0, same: allProjects.length, operations: 0 });
  });

  it('a figure changed since is shown as a change back to what is printed', async () => {
    const [first] = (await office.call('projects.list', {})).rows;
    await office.call('projects.save', { id: first?.id ?? '', changes: { totalInvestment: 1 } });
    const shown = await preview(office);
    expect(shown.counts).toMatchObject({ created: 0, changed: 1 });
    expect(rowsOf(shown).find((row) => row.projectId === first?.id)?.differences).toMatchObject([
      { field: 'totalInvestment', label: '总投资', before: '0.0001万元' },
    ]);
    await office.call('changes.undo', {});
  });

  it('is undone with one click, once; it may be taken in again', async () => {
    const undone = await office.call('ledgerImports.undo', { importId: done.importId });
    expect(undone.changedSince).toEqual([]);
    expect((await office.call('projects.list', {})).total).toBe(0);
    expect((await office.refusal('ledgerImports.undo', { importId: done.importId })).code).toBe(
      'IMPORT_ALREADY_UNDONE',
    );
    expect((await office.refusal('ledgerImports.undo', { importId: 'nothing' })).code).toBe('IMPORT_NOT_FOUND');
    expect(
      (await office.call('ledgerImports.list', {})).rows.find((row) => row.importId === done.importId),
    ).toMatchObject({ isUndone: true, fileName: 'demo-ledger.xlsx' });
    expect(await importAll(office)).toMatchObject({ created: allProjects.length });
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });
});

describe('a preview', () => {
  it('is outdated by any change, is taken in once, and is unknown when it was never made', async () => {
    const office = openEmpty();
    const { token } = await preview(office);
    await office.call('projects.save', { changes: { name: '石桥货运站' } });
    expect((await office.refusal('ledgerImports.commit', { token })).code).toBe('PREVIEW_OUTDATED');
    expect((await office.call('projects.list', {})).total).toBe(1);
    const fresh = await preview(office);
    await office.call('ledgerImports.commit', { token: fresh.token });
    expect((await office.refusal('ledgerImports.commit', { token: fresh.token })).code).toBe('PREVIEW_UNKNOWN');
    expect((await office.refusal('ledgerImports.commit', { token: 'nothing' })).code).toBe('PREVIEW_UNKNOWN');
  });

  it('rows are left out and names decided by the clerk; both are kept', async () => {
    const office = openEmpty();
    const shown = await preview(office);
    const rows = rowsOf(shown).filter((row) => row.status !== 'ignored');
    const doubtful = rows.find((row) => row.status === 'doubtful' && row.responsibleUnits.length > 0);
    const left = rows.find((row) => row !== doubtful && rows.filter((each) => each.name === row.name).length === 1);
    if (doubtful === undefined || left === undefined) throw new Error('the fictional ledger has lost its traps');
    const done = await office.call('ledgerImports.commit', {
      token: shown.token,
      leaveOut: [{ sheet: left.sheet, rowNumber: left.rowNumber }],
      decisions: [{ sheet: doubtful.sheet, rowNumber: doubtful.rowNumber, responsibleUnits: ['区甲局', '区乙局'] }],
    });
    expect(done).toMatchObject({ created: allProjects.length - 1, leftOut: 1 });
    const { rows: made } = await office.call('projects.list', {});
    expect(made.some((row) => row.name === left.name)).toBe(false);
    expect(made.find((row) => row.name === doubtful.name)?.responsibleUnits.map((unit) => unit.name)).toEqual([
      '区甲局',
      '区乙局',
    ]);
    // The same file again: only the row left out is new; what was decided is not proposed otherwise.
    expect((await preview(office)).counts).toMatchObject({ created: 1, changed: 0 });
  });

  it('what the clerk chose for a sheet is remembered', async () => {
    const office = openEmpty();
    const [sheet] = expected;
    if (sheet === undefined) throw new Error('no sheet');
    const shown = await preview(office, workbook, { [sheet.name]: { level: 'municipal', moneyUnit: 'yi' } });
    expect(shown.sheets.find((each) => each.name === sheet.name)).toMatchObject({
      level: { value: 'municipal' },
      moneyUnit: { unit: 'yi' },
    });
    await office.call('ledgerImports.commit', { token: shown.token });
    expect((await office.call('projects.list', { levels: ['municipal'] })).total).toBe(sheet.projects.length);
    const again = await preview(office);
    expect(again.sheets.find((each) => each.name === sheet.name)).toMatchObject({
      level: { value: 'municipal' },
      moneyUnit: { unit: 'yi' },
    });
    expect(again.counts).toMatchObject({ created: 0, changed: 0 });
  });

  it('leaves projects typed by hand alone, and undoing it does too', async () => {
    const { district } = await preparedOffices(join(machine.path, 'typed'));
    const office = openOffice(district);
    opened.push(office);
    const before = (await office.call('projects.list', {})).rows;
    const { importId } = await importAll(office);
    expect((await office.call('projects.list', {})).total).toBe(before.length + allProjects.length);
    await office.call('ledgerImports.undo', { importId });
    const after = (await office.call('projects.list', {})).rows;
    expect(after.map((row) => row.name)).toEqual(before.map((row) => row.name));
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });

  it('an import undone and taken in again restores the plan of a project that was there before', async () => {
    const office = openEmpty();
    const [project] = expected[0]?.projects ?? [];
    if (project === undefined) throw new Error('no project');
    const { id } = await office.call('projects.save', { changes: { name: project.name } });
    const first = await importAll(office);
    expect((await office.call('projects.get', { id })).row.plannedThisYear).toBe(project.plannedThisYear);
    await office.call('ledgerImports.undo', { importId: first.importId });
    expect((await office.call('projects.get', { id })).row.plannedThisYear).toBeNull();
    await importAll(office);
    expect((await office.call('projects.get', { id })).row.plannedThisYear).toBe(project.plannedThisYear);
  });
});

describe('a file that is no ledger', () => {
  it.each([
    ['not a workbook', 'photo.xlsx', Buffer.from('PK\u0003\u0004 no archive at all'), 'WORKBOOK_UNREADABLE'],
    ['a web page', 'page.xls', Buffer.from('<html><body>请登录</body></html>'), 'WORKBOOK_IS_HTML'],
    ['other columns', 'other.csv', Buffer.from('姓名,电话\n张某某,0000\n李某某,0001\n'), 'LEDGER_NOT_FOUND'],
  ])('%s', async (_, name, bytes, code) => {
    const [office = openEmpty()] = opened;
    const path = join(machine.path, name);
    writeFileSync(path, bytes);
    expect((await office.refusal('ledgerImports.preview', { file: office.take(path) })).code).toBe(code);
  });

  it('gone since it was chosen', async () => {
    const [office = openEmpty()] = opened;
    const file = office.take(join(machine.path, 'never.xlsx'));
    expect((await office.refusal('ledgerImports.preview', { file })).code).toBe('FILE_NOT_FOUND');
    expect(
      (await office.refusal('ledgerImports.preview', { file: { handle: 'guessed', name: '/etc/passwd' } })).code,
    ).toBe('FILE_NOT_FOUND');
  });
});

// The real workbooks lie beside the project on the makers' machines only; without them nothing is registered.
const real = ['maojian-2018-plan.xls', 'maojian-2018-plan.xlsx'].map((name) =>
  fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url)),
);
if (real.every((path) => existsSync(path))) {
  describe('the real ledger', () => {
    it('146 projects, nine printed totals agree, xls = xlsx, the ledger turns to 2018', async () => {
      const office = openEmpty('2018-11-16T01:00:00.000Z');
      const [asXls, asXlsx] = [await preview(office, real[0]), await preview(office, real[1])];
      const facts = (shown: Preview) => ({
        counts: shown.counts,
        rows: rowsOf(shown),
        totals: shown.sheets.flatMap((sheet) => sheet.printedTotals),
      });
      expect(facts(asXls)).toEqual(facts(asXlsx));
      expect(asXls.counts).toMatchObject({ created: 146, changed: 0 });
      expect(asXls.sheets.flatMap((sheet) => sheet.printedTotals.map((total) => total.agrees))).toEqual(
        Array.from({ length: 9 }, () => true),
      );
      expect(asXls.turnsLedgerYearTo).toBe(2018);
      const done = await office.call('ledgerImports.commit', { token: asXlsx.token });
      expect((await office.call('offices.current', {})).office?.ledgerYear).toBe(2018);
      const { rows } = await office.call('projects.list', {});
      expect(rows.every((row) => row.plannedThisYear !== null)).toBe(true);
      expect(rows.some((row) => row.startsOn === '2018')).toBe(true);
      expect(await importAll(office, real[0])).toMatchObject({ created: 0, changed: 0, same: 146 });
      await office.call('ledgerImports.undo', { importId: done.importId });
      expect((await office.call('projects.list', {})).total).toBe(0);
      expect((await office.call('offices.current', {})).office?.ledgerYear).toBe(2026);
    });
  });
} else process.stdout.write('real ledger absent: imports are tested on the fictional one only\n');
