/** Investment by year, quarter and month beside what was done; its parts; a real plan's quarters imported. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doneByMonth, doneByQuarter } from '#shared/rules/done-by-month.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { writeSample } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const bridge = () => ids['青石大桥'] ?? '';

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

describe('what was done by month', () => {
  const figure = (onDay: string, doneThisYear: number, isMonthCheck = false) => ({ onDay, doneThisYear, isMonthCheck });
  it('is the last figure of the month less that of the month before; a gap is not guessed', () => {
    const months = doneByMonth(2026, [
      figure('2026-01-09', 10),
      figure('2026-01-30', 30),
      figure('2026-02-27', 50),
      figure('2026-04-24', 90),
      figure('2025-12-26', 999),
    ]);
    expect(months.slice(0, 5).map((each) => each.inMonth)).toEqual([30, 20, null, null, null]);
    expect(months[3]?.cumulative).toBe(90);
    expect(doneByQuarter(months)).toEqual([50, 40, null, null]);
  });
  it('takes the figure of the month’s check before that of the last week', () => {
    const months = doneByMonth(2026, [figure('2026-01-30', 30), figure('2026-01-31', 33, true)]);
    expect(months[0]?.cumulative).toBe(33);
  });
  it('shows a fall as it was reported', () => {
    const months = doneByMonth(2026, [figure('2026-01-30', 30), figure('2026-02-27', 20)]);
    expect(months[1]?.inMonth).toBe(-10);
  });
});

describe('the plan of a year', () => {
  it('is typed by quarter and month beside what was reported, and sums that do not agree are said', async () => {
    await office.call('progress.save', {
      projectId: bridge(),
      period: '2026-11-13',
      changes: { doneThisYear: 50_000_000 },
    });
    await office.call('investments.savePlan', {
      projectId: bridge(),
      year: 2026,
      changes: {
        quarter1Investment: 10_000_000,
        quarter2Investment: 20_000_000,
        quarter3Investment: 20_000_000,
        quarter4Investment: 20_000_000,
        quarter1Task: ' 完成桩基。 ',
        month1Investment: 3_000_000,
        month2Investment: 3_000_000,
        month3Investment: 3_000_000,
      },
    });
    const { years, findings, ledgerYear } = await office.call('investments.get', { projectId: bridge() });
    expect(ledgerYear).toBe(2026);
    expect(years).toHaveLength(1);
    expect(years[0]).toMatchObject({ year: 2026, plannedInvestment: 60_000_000, doneThisYear: 50_000_000 });
    expect(years[0]?.quarters[0]).toEqual({ task: '完成桩基。', planned: 10_000_000, done: null });
    expect(years[0]?.months[10]).toMatchObject({ cumulative: 50_000_000 });
    expect(findings.map((each) => each.code)).toEqual(['QUARTERS_NOT_YEAR', 'MONTHS_NOT_QUARTER']);
    await office.call('investments.savePlan', {
      projectId: bridge(),
      year: 2026,
      changes: { quarter4Investment: 10_000_000, month3Investment: 4_000_000 },
    });
    expect((await office.call('investments.get', { projectId: bridge() })).findings).toEqual([]);
  });

  it('of another year is made when it is first typed, and undone with one step', async () => {
    const made = await office.call('investments.savePlan', {
      projectId: bridge(),
      year: 2027,
      changes: { plannedInvestment: 40_000_000 },
    });
    const years = async () =>
      (await office.call('investments.get', { projectId: bridge() })).years.map((each) => each.year);
    expect(await years()).toEqual([2027, 2026]);
    await office.call('changes.undo', { changeId: made.changeId ?? '' });
    expect(await years()).toEqual([2026]);
  });

  it('refuses amounts that cannot be and says a jump', async () => {
    const plan = { projectId: bridge(), year: 2026 };
    expect(
      (await office.refusal('investments.savePlan', { ...plan, changes: { quarter1Investment: 2e12 } })).code,
    ).toBe('AMOUNT_TOO_LARGE');
    expect((await office.refusal('investments.savePlan', { ...plan, changes: { month1Investment: -1 } })).code).toBe(
      'INPUT_INVALID',
    );
    expect((await office.refusal('investments.savePlan', { ...plan, year: 202, changes: {} })).code).toBe(
      'INPUT_INVALID',
    );
    const jumped = await office.call('investments.savePlan', {
      ...plan,
      changes: { quarter1Investment: 100_000_000_000 },
    });
    expect(jumped.warnings[0]?.sentence).toContain('上千倍');
    await office.call('changes.undo', { changeId: jumped.changeId ?? '' });
    expect((await office.refusal('investments.savePlan', { projectId: 'nobody', year: 2026, changes: {} })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('investments.get', { projectId: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
  });
});

describe('a ledger with a plan by month', () => {
  it('brings the amounts of its months; a month’s figure that is no plan is left', async () => {
    const text = [
      '项目名称,建设性质,总投资（万元）,2026年计划投资（万元）,1月计划投资,2月份计划,12月目标投资,3月完成投资,责任单位',
      '望江学校,新建,4000,2000,100,150,1750,999,区教育局',
    ].join('\n');
    const file = office.take(writeSample(folder.path, '月度计划.csv', Buffer.from(text)));
    const { token } = await office.call('ledgerImports.preview', { file });
    await office.call('ledgerImports.commit', { token });
    const { years } = await office.call('investments.get', { projectId: ids['望江学校'] ?? '' });
    const planned = years.find((each) => each.year === 2026)?.months.map((month) => month.planned);
    expect(planned?.filter((amount) => amount !== null)).toEqual([1_000_000, 1_500_000, 17_500_000]);
    expect(planned?.[2]).toBeNull();
  });
});

describe('the parts of the investment', () => {
  it('are kept by source and class, of the whole or of a year, and compared with it', async () => {
    const projectId = bridge();
    const { id } = await office.call('investments.savePart', {
      projectId,
      changes: { source: '专项债券', investmentClass: '区本级', amount: 50_000_000 },
    });
    await office.call('investments.savePart', { projectId, changes: { source: '企业自筹', amount: 60_000_000 } });
    const found = await office.call('investments.get', { projectId });
    expect(found.parts.map((each) => each.source)).toEqual(['专项债券', '企业自筹']);
    expect(found.findings.map((each) => each.code)).toEqual(['PARTS_NOT_TOTAL']);
    await office.call('investments.savePart', { projectId, id, changes: { amount: 60_000_000 } });
    expect((await office.call('investments.get', { projectId })).findings).toEqual([]);
    await office.call('investments.removePart', { id });
    expect((await office.call('investments.get', { projectId })).parts).toHaveLength(1);
    expect((await office.refusal('investments.removePart', { id })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('investments.savePart', { projectId, id, changes: {} })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('investments.savePart', { projectId, changes: { amount: 2e12 } })).code).toBe(
      'AMOUNT_TOO_LARGE',
    );
  });
});

const quarterly = fileURLToPath(new URL('../../../shared/data/maojian-2018-quarterly.csv', import.meta.url));
const isAbsent = !existsSync(quarterly);

describe(`the quarterly plan of a real district${isAbsent ? ` (the file is absent here: ${quarterly})` : ''}`, () => {
  it.runIf(!isAbsent)('brings the words and the amount of each quarter', async () => {
    const { token } = await office.call('ledgerImports.preview', { file: office.take(quarterly) });
    expect((await office.call('ledgerImports.commit', { token })).created).toBe(100);
    const projectId = (await projectIds(office))['东风实业产业园'] ?? '';
    const { years } = await office.call('investments.get', { projectId });
    const plan = years.find((each) => each.year === 2018);
    expect(plan?.plannedInvestment).toBe(270_000_000);
    expect(plan?.quarters.map((each) => each.planned)).toEqual([5_000_000, 150_000_000, 65_000_000, 50_000_000]);
    expect(plan?.quarters[0]?.task).toContain('项目建议书和立项批复');
  });
});
