/** 现场督导 through the contract: checklists, rounds, what is frozen when sheets are printed, coverage and reminders. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { readSheetCode } from '#shared/inspection/sheet-number.ts';
import type { PrintedSheet, PrintModel } from '#shared/report/model.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
/** What the printer was given last, and what it does before it has finished. */
let paper: PrintModel | undefined;
let whilePrinting: (signal: AbortSignal | undefined) => Promise<void> | void = () => undefined;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district, {
    printer: async (model, outPath, signal) => {
      paper = model;
      await whilePrinting(signal);
      writeFileSync(outPath, 'PDF');
      return { pages: 1 };
    },
  });
  ids = await projectIds(office);
  await office.call('progress.save', {
    period: '2026-11-13',
    projectId: id('青石大桥'),
    changes: { doneThisYear: 50_000_000, physicalProgress: '桥墩完成' },
  });
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const id = (name: string) => ids[name] ?? 'nowhere';
const picked = { way: 'picked', street: null, seed: null, count: null, notVisitedDays: null } as const;
const printedSheets = (): readonly PrintedSheet[] => (paper?.kind === 'sheets' ? paper.sheets : []);
const round = async (roundId: string) => await office.call('inspectionRounds.get', { id: roundId });

async function newRound(names: readonly string[], more: Partial<InputOf<'inspectionRounds.save'>> = {}) {
  const made = await office.call('inspectionRounds.save', {
    changes: { name: '十一月督导', templateId: 'verification', fromDay: '2026-11-18', otherInspectors: '经办乙' },
    wish: picked,
    projectIds: names.map(id),
    ...more,
  });
  return made.id;
}

describe('a checklist of the office’s own', () => {
  const values = (more: Partial<InputOf<'inspectionTemplates.save'>['values']> = {}) => ({
    name: '青石区核查表',
    purpose: null,
    source: null,
    items: [
      {
        group: '进度',
        text: '是否开工',
        kind: 'yesNo' as const,
        options: [],
        unit: null,
        against: 'isStarted' as const,
        tolerance: { kind: 'exact' as const },
        severity: 'serious' as const,
      },
    ],
    ...more,
  });

  it('is copied from a built-in one, changed, withdrawn and brought back', async () => {
    const { id: copy } = await office.call('inspectionTemplates.copy', { id: 'factors', name: '要素核查' });
    const { template, items } = await office.call('inspectionTemplates.get', { id: copy });
    expect(template).toMatchObject({
      isBuiltIn: false,
      basedOnName: '四督四促（四）促要素',
      itemCount: 12,
      version: 1,
    });
    const fewer = items.slice(1);
    await office.call('inspectionTemplates.save', { id: copy, values: { ...values(), items: fewer } });
    const changed = await office.call('inspectionTemplates.get', { id: copy });
    expect(changed.template).toMatchObject({ name: '青石区核查表', version: 2 });
    expect(changed.items.map((item) => item.key)).toEqual(fewer.map((item) => item.key));
    await office.call('inspectionTemplates.withdraw', { id: copy, isWithdrawn: true });
    const refusal = await office.refusal('inspectionRounds.save', {
      changes: { templateId: copy },
      projectIds: [id('青石大桥')],
    });
    expect(refusal.code).toBe('INSPECTION_TEMPLATE_WITHDRAWN');
    await office.call('changes.undo', {});
    const rows = (await office.call('inspectionTemplates.list', {})).rows;
    expect(rows.find((row) => row.id === copy)?.isWithdrawn).toBe(false);
    expect(rows.filter((row) => row.isBuiltIn)).toHaveLength(6);
  });

  it('is refused where it cannot be used, and the built-in ones stay as they are', async () => {
    const save = async (input: InputOf<'inspectionTemplates.save'>) =>
      (await office.refusal('inspectionTemplates.save', input)).code;
    expect(await save({ values: values({ items: [] }) })).toBe('INSPECTION_TEMPLATE_EMPTY');
    const [item] = values().items;
    if (item === undefined) throw new Error('no item');
    expect(await save({ values: values({ items: Array.from({ length: 13 }, () => item) }) })).toBe(
      'INSPECTION_TOO_MANY_ITEMS',
    );
    expect(await save({ values: values({ items: [{ ...item, text: '' }] }) })).toBe('INSPECTION_ITEM_WITHOUT_TEXT');
    expect(await save({ id: 'factors', values: values() })).toBe('INSPECTION_TEMPLATE_BUILT_IN');
    expect(await save({ id: 'nowhere', values: values() })).toBe('INSPECTION_TEMPLATE_UNKNOWN');
    expect((await office.refusal('inspectionTemplates.get', { id: 'nowhere' })).code).toBe(
      'INSPECTION_TEMPLATE_UNKNOWN',
    );
  });

  it('is seen as paper while it is written, and what is wrong is said there too', async () => {
    await office.call('inspectionTemplates.preview', { values: values() });
    expect(printedSheets()[0]?.content.items[0]?.text).toBe('是否开工');
    const refusal = await office.refusal('inspectionTemplates.preview', { values: values({ items: [] }) });
    expect(refusal.code).toBe('INSPECTION_TEMPLATE_EMPTY');
  });
});

describe('choosing', () => {
  it('at random draws the same projects again from the same seed, and what was changed by hand is said', async () => {
    const wish = { ...picked, way: 'random', seed: '20261118-1', count: 2 } as const;
    const first = await office.call('inspectionRounds.propose', wish);
    expect(first).toMatchObject({ outOf: 4, chosen: 2, shown: '从4个项目中随机抽取2个，抽取号“20261118-1”' });
    const again = await office.call('inspectionRounds.propose', wish);
    const drawn = again.rows.filter((row) => row.isChosen).map((row) => row.id);
    expect(drawn).toEqual(first.rows.filter((row) => row.isChosen).map((row) => row.id));
    const kept = first.rows.find((row) => !row.isChosen)?.id ?? '';
    const { id: made } = await office.call('inspectionRounds.save', {
      changes: { templateId: 'progress-promotion' },
      wish,
      projectIds: [drawn[0] ?? '', kept],
    });
    const { row } = await round(made);
    expect(row).toMatchObject({
      name: '2026年11月四督四促（二）促进度',
      selection: { way: 'random', seed: '20261118-1', count: 2, outOf: 4 },
      note: '选取后人工加入1个、去掉1个项目。',
    });
    await office.call('inspectionRounds.cancel', { id: made, reason: '雨天' });
    expect((await round(made)).row).toMatchObject({ state: 'cancelled', sheets: { void: 2, planned: 0 } });
  });

  it('lagging takes the lagging rule’s own reasons; an incomplete wish is refused', async () => {
    const { rows } = await office.call('inspectionRounds.propose', { ...picked, way: 'lagging' });
    expect(rows.find((row) => row.name === '白桦湾水厂')).toMatchObject({ isChosen: true });
    expect(rows.find((row) => row.name === '白桦湾水厂')?.why).toContain('本年累计完成投资没有填报');
    const refused = async (wish: InputOf<'inspectionRounds.propose'>) =>
      (await office.refusal('inspectionRounds.propose', wish)).code;
    expect(await refused({ ...picked, way: 'random', seed: '', count: 3 })).toBe('ROUND_SEED_MISSING');
    expect(await refused({ ...picked, way: 'street' })).toBe('ROUND_STREET_MISSING');
    expect(await refused({ ...picked, way: 'notVisited' })).toBe('ROUND_DAYS_MISSING');
  });
});

describe('a round', () => {
  it('numbers its sheets, is put in order, grows and shrinks; a number is never given again', async () => {
    const made = await newRound(['青石大桥', '柳林道路'], { blankSheets: 1 });
    const { sheets } = await round(made);
    expect(sheets.map((sheet) => sheet.projectName)).toEqual(['青石大桥', '柳林道路', null]);
    const numbers = sheets.map((sheet) => sheet.number);
    expect(new Set(numbers).size).toBe(3);
    await office.call('inspectionRounds.reorder', {
      roundId: made,
      sheetIds: sheets.map((sheet) => sheet.id).toReversed(),
    });
    expect((await round(made)).sheets.map((sheet) => sheet.number)).toEqual(numbers.toReversed());
    const last = sheets[2];
    await office.call('inspectionRounds.removeSheets', { roundId: made, sheetIds: [last?.id ?? ''] });
    await office.call('inspectionRounds.addSheets', { roundId: made, projectIds: [id('望江学校')] });
    const after = (await round(made)).sheets;
    expect(after.map((sheet) => sheet.projectName)).toEqual(['柳林道路', '青石大桥', '望江学校']);
    expect(numbers).not.toContain(after[2]?.number);
  });

  it('is refused where it makes no sense, each time with one sentence', async () => {
    const made = await newRound(['青石大桥']);
    const save = async (changes: InputOf<'inspectionRounds.save'>['changes'], names = ['青石大桥']) =>
      (await office.refusal('inspectionRounds.save', { changes, projectIds: names.map(id) })).code;
    expect(await save({ templateId: 'factors', fromDay: '2026-11-18', untilDay: '2026-11-17' })).toBe(
      'ROUND_DAYS_REVERSED',
    );
    expect(await save({ templateId: 'nowhere' })).toBe('INSPECTION_TEMPLATE_UNKNOWN');
    expect(await save({ templateId: 'factors' }, [])).toBe('ROUND_WITHOUT_PROJECTS');
    expect(await save({ templateId: 'factors' }, ['青石大桥', '青石大桥'])).toBe('ROUND_PROJECT_TWICE');
    expect(await save({ templateId: 'factors' }, ['无此项目'])).toBe('RECORD_NOT_FOUND');
    const twice = { roundId: made, projectIds: [id('青石大桥')] };
    expect((await office.refusal('inspectionRounds.addSheets', twice)).code).toBe('ROUND_PROJECT_TWICE');
    expect((await office.refusal('inspectionRounds.reorder', { roundId: made, sheetIds: ['x'] })).code).toBe(
      'ROUND_ORDER_INCOMPLETE',
    );
    expect((await office.refusal('inspectionRounds.get', { id: 'nowhere' })).code).toBe('RECORD_NOT_FOUND');
    await office.call('inspectionRounds.close', { id: made });
    expect((await office.refusal('inspectionRounds.close', { id: made })).code).toBe('ROUND_FINISHED');
    expect((await office.refusal('inspectionRounds.print', { roundId: made, copies: 1 })).code).toBe(
      'ROUND_NOTHING_TO_PRINT',
    );
  });
});

describe('printing', () => {
  it('freezes what stands reported on every sheet in one change; a reprint freezes anew and says so', async () => {
    const made = await newRound(['青石大桥', '望江学校']);
    const answer = await office.call('inspectionRounds.print', { roundId: made, copies: 2 });
    expect(answer).toMatchObject({ sheets: 2, frozen: 2, pages: 1 });
    expect(paper).toMatchObject({ kind: 'sheets', copies: 2 });
    const [first] = printedSheets();
    expect(first).toMatchObject({
      officeName: '青石区重点项目推进办公室',
      projectName: '青石大桥',
      roundName: '十一月督导',
    });
    expect(readSheetCode(first?.code ?? '')?.number).toBe(first?.number);
    const figure = (name: string) => first?.content.figures.find((each) => each.figure === name);
    expect(figure('doneThisYear')).toEqual({
      figure: 'doneThisYear',
      value: 50_000_000,
      shown: '5,000万元',
      asOf: '2026年11月13日期',
    });
    expect(figure('doneSinceStart')?.value).toBe(60_000_000);
    expect(figure('physicalProgress')).toMatchObject({ value: '桥墩完成', asOf: '2026年11月13日期' });
    expect(figure('isStarted')).toMatchObject({ value: true });
    expect(figure('hasConstructionPermit')).toMatchObject({ value: null, shown: '未报' });
    expect(first?.content.facts.find((fact) => fact.label === '分包领导')?.text).toBe('张某某');
    expect(first?.content.inspectors).toBe('经办乙');
    const { row, sheets } = await round(made);
    expect(row).toMatchObject({ state: 'printed', sheets: { printed: 2, planned: 0 } });
    expect(sheets.every((sheet) => sheet.printedAt !== null && !sheet.isBlank)).toBe(true);

    await office.call('inspectionRounds.print', {
      roundId: made,
      sheetIds: [sheets[0]?.id ?? ''],
      copies: 1,
      isBlank: true,
    });
    expect(printedSheets()).toHaveLength(1);
    expect((await round(made)).sheets[0]).toMatchObject({ isBlank: true, state: 'printed' });
    const [change] = (await office.call('changes.list', {})).rows;
    expect(change?.summary).toBe('印检查表：十一月督导，1张，其中1张重印，按现在的数据重新固定');
  });

  it('that fails or is stopped has frozen nothing', async () => {
    const made = await newRound(['青石大桥']);
    const state = async () => (await round(made)).sheets.map((sheet) => [sheet.state, sheet.printedAt]);
    whilePrinting = () => {
      throw problem('BROWSER_NOT_FOUND');
    };
    const failed = await office.refusal('inspectionRounds.print', { roundId: made, copies: 1 });
    expect(failed.code).toBe('BROWSER_NOT_FOUND');
    expect(await state()).toEqual([['planned', null]]);
    const stop = new AbortController();
    whilePrinting = () => stop.abort();
    const stopped = await office.host.call(
      'inspectionRounds.print',
      { roundId: made, copies: 1 },
      { signal: stop.signal },
    );
    expect(stopped).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(await state()).toEqual([['planned', null]]);
    whilePrinting = () => undefined;
  });

  it('of a sheet that was taken out meanwhile is refused, and nothing is frozen', async () => {
    const made = await newRound(['青石大桥', '望江学校']);
    const [, second] = (await round(made)).sheets;
    whilePrinting = async () => {
      await office.call('inspectionRounds.removeSheets', { roundId: made, sheetIds: [second?.id ?? ''] });
    };
    const refusal = await office.refusal('inspectionRounds.print', { roundId: made, copies: 1 });
    whilePrinting = () => undefined;
    expect(refusal.code).toBe('SHEET_CHANGED_WHILE_PRINTING');
    expect((await round(made)).sheets.map((sheet) => sheet.state)).toEqual(['planned']);
  });

  it('of a blank sheet of no project leaves the facts to the pen', async () => {
    const made = await newRound([], { blankSheets: 2 });
    await office.call('inspectionRounds.print', { roundId: made, copies: 1 });
    expect(printedSheets().map((sheet) => sheet.projectName)).toEqual([null, null]);
    expect(printedSheets()[0]?.content).toMatchObject({ figures: [], issues: [], decisions: [] });
    await office.call('inspectionRounds.addSheets', { roundId: made, projectIds: [id('青石大桥')] });
    const rest = await office.call('inspectionRounds.print', { roundId: made, copies: 1, isRest: true });
    expect(rest).toMatchObject({ sheets: 1, frozen: 1 });
    const { file } = await office.call('inspectionRounds.coverList', { roundId: made, format: 'xlsx' });
    expect(file.name).toBe('督导安排表_十一月督导_2026-11-18.xlsx');
    await office.call('inspectionRounds.cancel', { id: made });
  });

  it('makes sheets that leave only with a reason, and a round that ends only when they are back or void', async () => {
    const made = await newRound(['柳林道路']);
    await office.call('inspectionRounds.print', { roundId: made, copies: 1 });
    const sheetIds = (await round(made)).sheets.map((sheet) => sheet.id);
    const out = await office.refusal('inspectionRounds.close', { id: made });
    expect(out.code).toBe('ROUND_SHEETS_OUT');
    expect(out.message).toContain('还有1张检查表没有录入（26-');
    expect((await office.refusal('inspectionRounds.removeSheets', { roundId: made, sheetIds })).code).toBe(
      'SHEET_VOID_WITHOUT_REASON',
    );
    await office.call('inspectionRounds.removeSheets', { roundId: made, sheetIds, voidReason: 'notGone' });
    expect((await round(made)).sheets[0]).toMatchObject({ state: 'void', voidReason: 'notGone' });
    expect((await office.refusal('inspectionRounds.print', { roundId: made, sheetIds, copies: 1 })).code).toBe(
      'SHEET_VOID_UNPRINTABLE',
    );
    await office.call('inspectionRounds.close', { id: made });
    expect((await round(made)).row.state).toBe('closed');
  });
});

describe('coverage', () => {
  it('counts only what came back, by street, with the clause of the pack; the desk reminds where it demands every month', async () => {
    const desk = async () => (await office.call('overviews.district', {})).tasks.map((task) => task.code);
    expect(await desk()).not.toContain('INSPECTIONS_MISSING');
    await office.call('rulePacks.use', { id: 'kaifeng-2019@1' });
    const { demand, standing, rows, groups } = await office.call('inspectionRounds.coverage', {});
    expect(demand).toMatchObject({ isMonthly: true, isFullCoverage: true, source: '汴办文〔2019〕13号 五(一)' });
    expect(standing.projects).toBe(4);
    expect(standing.visitedThisMonth).toBe(0);
    expect(rows.find((row) => row.name === '青石大桥')).toMatchObject({ lastOn: null, plannedIn: '十一月督导' });
    expect(groups.reduce((sum, group) => sum + group.projects, 0)).toBe(4);
    const missing = (await office.call('overviews.district', {})).tasks.find(
      (task) => task.code === 'INSPECTIONS_MISSING',
    );
    expect(missing).toMatchObject({
      why: '汴办文〔2019〕13号 五(一)',
      action: { page: '/inspections/new?way=fullCoverage' },
    });
    const { file } = await office.call('inspectionRounds.coverageTable', { format: 'xlsx' });
    expect(file.name).toBe('现场督导覆盖情况_青石区_2026-11-18.xlsx');
  });

  it('a sheet that came back is a visit: on that day, by these people; full coverage leaves the project out', async () => {
    const made = await newRound(['柳林道路']);
    await office.call('inspectionRounds.print', { roundId: made, copies: 1 });
    const sheetId = (await round(made)).sheets[0]?.id ?? '';
    const changes = { inspectedOn: '2026-11-18', inspectors: '经办乙、经办丙', seen: '正在铺路面。' };
    await office.call('inspectionSheets.complete', { id: sheetId, changes });
    const { rows, standing } = await office.call('inspectionRounds.coverage', {});
    expect(rows.find((row) => row.name === '柳林道路')).toMatchObject({
      lastOn: '2026-11-18',
      lastInspectors: '经办乙、经办丙',
      lastRoundName: '十一月督导',
      daysSince: 0,
      timesThisMonth: 1,
      timesThisYear: 1,
    });
    expect(standing.visitedThisMonth).toBe(1);
    const wish = { ...picked, way: 'fullCoverage' } as const;
    const proposed = (await office.call('inspectionRounds.propose', wish)).rows.find((row) => row.name === '柳林道路');
    expect(proposed).toMatchObject({ isChosen: false, why: '本月18日已到' });
    const sheetIds = [sheetId];
    expect((await office.refusal('inspectionRounds.removeSheets', { roundId: made, sheetIds })).code).toBe(
      'SHEET_RETURNED',
    );
    expect((await office.refusal('inspectionRounds.cancel', { id: made })).code).toBe('ROUND_HAS_RESULTS');
    // Printed again for the file: as it was, nothing is frozen anew.
    const before = (await round(made)).sheets[0]?.printedAt;
    office.turnTo('2026-11-19T02:00:00.000Z');
    expect(await office.call('inspectionRounds.print', { roundId: made, sheetIds, copies: 1 })).toMatchObject({
      sheets: 1,
      frozen: 0,
    });
    expect((await round(made)).sheets[0]).toMatchObject({ state: 'returned', printedAt: before });
    await office.call('inspectionRounds.close', { id: made });
  });

  it('printed sheets past their last day are late on the desk', async () => {
    office.turnTo('2026-11-20T02:00:00.000Z');
    const late = (await office.call('overviews.district', {})).tasks.find(
      (task) => task.code === 'INSPECTION_SHEETS_OUT',
    );
    expect(late).toMatchObject({ tone: 'late' });
    expect((await office.call('inspectionRounds.list', {})).rows.some((row) => row.isLate)).toBe(true);
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });
});
