/** The issue ledger through the contract: entered, graded, in hand, extended, closed, looked at again, reopened, printed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let bridge: string;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  bridge = (await projectIds(office))['青石大桥'] ?? '';
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

async function enter(changes: Parameters<typeof save>[0] = {}): Promise<string> {
  return (await save(changes)).id;
}

function save(changes: { [name: string]: unknown }) {
  const values = {
    title: '桥头土地未摘牌',
    grade: 'ordinary',
    unitName: '区资源规划局',
    foundOn: '2026-11-02',
    ...changes,
  };
  return office.call('issues.save', { projectId: bridge, changes: values });
}

const get = async (id: string) => office.call('issues.get', { id });

describe('an issue', () => {
  it('is entered with its running number, its unit by name and the deadline its grade gives', async () => {
    const { rule } = await office.call('issues.list', {});
    const ordinary = rule.grades.find((grade) => grade.code === 'ordinary');
    expect(ordinary?.workingDays).toBeGreaterThan(0);
    const id = await enter({ personName: '钱某某', supportingUnitNames: ['石桥镇', '石桥镇'] });
    const { row, entries } = await get(id);
    expect(row).toMatchObject({
      number: '2026-1',
      projectName: '青石大桥',
      unitName: '区资源规划局',
      personName: '钱某某',
      supportingUnits: ['石桥镇'],
      state: 'open',
      isOurs: true,
      reopenings: 0,
    });
    expect(row.dueOn).not.toBeNull();
    expect(entries).toEqual([]);
    expect((await get(await enter())).row.number).toBe('2026-2');
    expect((await get(await enter({ foundOn: '2025-12-01' }))).row.number).toBe('2025-1');
  });

  it('has a deadline that follows its grade until somebody types one', async () => {
    const id = await enter();
    await office.call('issues.save', { id, changes: { grade: 'urgent' } });
    expect((await get(id)).row.dueOn).toBe('2026-11-02');
    await office.call('issues.save', { id, changes: { dueOn: '2026-12-31' } });
    await office.call('issues.save', { id, changes: { grade: 'ordinary' } });
    expect((await get(id)).row.dueOn).toBe('2026-12-31');
  });

  it('may be due on a day off: kept, and explained', async () => {
    const id = await enter({ dueOn: '2026-11-29' });
    expect((await get(id)).row).toMatchObject({
      dueOn: '2026-11-29',
      dueFinding: '11月29日是周日，前一个工作日是11月27日',
    });
  });

  it('needs a project and says what is wrong', async () => {
    expect((await office.refusal('issues.save', { changes: { title: '缺钱' } })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('issues.save', { projectId: bridge, changes: {} })).code).toBe('FIELD_INVALID');
    const backwards = await office.refusal('issues.save', {
      projectId: bridge,
      changes: { title: '缺钱', foundOn: '2026-11-02', dueOn: '2026-11-01' },
    });
    expect(backwards.code).toBe('ISSUE_DAY_BEFORE_FOUND');
    expect(backwards.message).toContain('日期前后颠倒');
  });
});

describe('its way to the closing', () => {
  it('is recorded step by step, undone in one step', async () => {
    const id = await enter();
    await office.call('issues.addEntry', { id, kind: 'handover', onDay: '2026-11-03', body: '交区资源规划局办理' });
    await office.call('issues.addEntry', {
      id,
      kind: 'progress',
      onDay: '2026-11-10',
      body: '已挂牌公告',
      byWhom: '钱某某',
    });
    const { row, entries } = await get(id);
    expect(row).toMatchObject({ state: 'inHand', lastEntry: '已挂牌公告' });
    expect(entries.map((entry) => [entry.kind, entry.byWhom])).toEqual([
      ['progress', '钱某某'],
      ['handover', '经办甲'],
    ]);
    await office.call('issues.close', { id, closedOn: '2026-11-18', closedBy: '孙某某', closingNote: '土地已摘牌' });
    expect((await get(id)).row).toMatchObject({
      state: 'closed',
      closedBy: '孙某某',
      daysOpen: 16,
      workingDaysLate: 0,
    });
    await office.call('changes.undo', {});
    expect((await get(id)).row).toMatchObject({ state: 'inHand', closedOn: null, closingNote: null });
    expect((await get(id)).entries).toHaveLength(2);
  });

  it('is refused where it makes no sense, each time with one sentence', async () => {
    const id = await enter();
    const closing = { id, closedOn: '2026-11-18', closedBy: '孙某某', closingNote: '土地已摘牌' };
    expect((await office.refusal('issues.close', { ...closing, closingNote: ' ' })).code).toBe('ISSUE_CLOSING_EMPTY');
    expect((await office.refusal('issues.close', { ...closing, closedOn: '2026-11-01' })).code).toBe(
      'ISSUE_DAY_BEFORE_FOUND',
    );
    expect((await office.refusal('issues.reopen', { id, onDay: '2026-11-18', reason: '又出现' })).code).toBe(
      'ISSUE_NOT_CLOSED',
    );
    await office.call('issues.close', closing);
    expect((await office.refusal('issues.close', closing)).code).toBe('ISSUE_ALREADY_CLOSED');
    expect(
      (await office.refusal('issues.addEntry', { id, kind: 'progress', onDay: '2026-11-18', body: '再办' })).message,
    ).toContain('已经销号');
  });

  it('may be made longer before the deadline, not after', async () => {
    const id = await enter({ dueOn: '2026-11-30' });
    expect((await office.refusal('issues.extend', { id, dueOn: '2026-11-30', reason: '等批复' })).code).toBe(
      'ISSUE_EXTENSION_EARLIER',
    );
    await office.call('issues.extend', { id, dueOn: '2026-12-11', reason: '等批复' });
    const { row, entries } = await get(id);
    expect(row.dueOn).toBe('2026-12-11');
    expect(entries[0]?.body).toBe('办结时限由2026-11-30延至2026-12-11：等批复');
    const late = await enter({ dueOn: '2026-11-10' });
    const refusal = await office.refusal('issues.extend', { id: late, dueOn: '2026-12-11', reason: '等批复' });
    expect(refusal.code).toBe('ISSUE_EXTENSION_LATE');
    expect((await get(late)).row.workingDaysLate).toBe(6);
  });
});

describe('回头看', () => {
  it('is due after the closing of what a special meeting settled; what came back is open again', async () => {
    const id = await enter({ isKeySupervised: true, foundOn: '2026-09-01' });
    const { reviewDueOn } = await office.call('issues.close', {
      id,
      closedOn: '2026-10-15',
      closedBy: '孙某某',
      closingNote: '已解决',
    });
    expect(reviewDueOn).not.toBeNull();
    expect((await get(id)).row.isReviewDue).toBe(true);
    expect((await office.call('issues.list', { show: 'reviewDue' })).rows.map((row) => row.id)).toEqual([id]);
    const backwards = { id, onDay: '2026-10-01', reviewedBy: '李某某', result: 'solved' } as const;
    expect((await office.refusal('issues.review', backwards)).code).toBe('ISSUE_DAY_BEFORE_FOUND');
    await office.call('issues.review', { ...backwards, onDay: '2026-11-18', result: 'recurred', note: '又停工' });
    expect((await get(id)).row).toMatchObject({
      state: 'inHand',
      reopenings: 1,
      reviewResult: 'recurred',
      closedOn: null,
    });
  });

  it('is not asked of an ordinary closing', async () => {
    const id = await enter();
    const { reviewDueOn } = await office.call('issues.close', {
      id,
      closedOn: '2026-11-16',
      closedBy: '孙某某',
      closingNote: '已解决',
    });
    expect(reviewDueOn).toBeNull();
  });
});

it('the ledger is counted, filtered, and printed as a workbook', async () => {
  const all = await office.call('issues.list', {});
  expect(all.counts.all).toBe(all.rows.length);
  expect(all.counts.open + all.counts.closed).toBe(all.counts.all);
  for (const show of ['open', 'late', 'keySupervised', 'reviewDue', 'closed'] as const)
    expect((await office.call('issues.list', { show })).rows).toHaveLength(all.counts[show]);
  const { file } = await office.call('issues.ledger', { format: 'xlsx', show: 'open' });
  expect(file.name).toBe('问题台账_青石区_2026-11-18.xlsx');
});

it('the boards are printed as a workbook, the 拆迁 team by 镇街', async () => {
  const id = await enter({ title: '附属物没有清表', team: '拆迁', unitName: '石桥镇' });
  expect((await get(id)).row.street).toBe('石桥镇');
  const { file } = await office.call('issues.boards', { format: 'xlsx' });
  expect(file.name).toBe('问题分布_青石区_2026-11-18.xlsx');
});

describe('the weekly sheet', () => {
  it('takes the open issues in where nothing is written, and shows what a filled report leaves out', async () => {
    const sheet = async () => (await office.call('progress.period', {})).rows.find((row) => row.projectId === bridge);
    const { period } = await office.call('progress.period', {});
    await office.call('progress.save', { period, projectId: bridge, changes: { doneThisYear: 51_000_000 } });
    const before = await sheet();
    expect(before?.issuesText).toContain('桥头土地未摘牌（区资源规划局）');
    expect(before?.marks.map((mark) => mark.code)).toContain('ISSUE_MISSING');
    expect((await office.call('progress.takeIssues', { period })).changed).toBe(1);
    const after = await sheet();
    expect(after?.current.problems).toBe(before?.issuesText);
    expect(after?.marks.map((mark) => mark.code)).not.toContain('ISSUE_MISSING');
    // What a person has written is only replaced where he asks for it.
    await office.call('progress.save', { period, projectId: bridge, changes: { problems: '资金未到位。' } });
    expect((await office.call('progress.takeIssues', { period })).changed).toBe(0);
    expect((await office.call('progress.takeIssues', { period, projectIds: [bridge] })).changed).toBe(1);
  });
});

it('issues stand in the history of their project, and at the end the ledger is sound', async () => {
  const { rows } = await office.call('projects.history', { id: bridge });
  expect(rows.some((row) => row.subject.startsWith('问题'))).toBe(true);
  expect((await office.call('ledger.check', {})).problems).toEqual([]);
});

it('what was entered by mistake goes, and comes back with undo', async () => {
  const id = await enter({ title: '填错了' });
  await office.call('issues.remove', { ids: [id] });
  expect((await office.refusal('issues.get', { id })).code).toBe('RECORD_NOT_FOUND');
  await office.call('changes.undo', {});
  expect((await get(id)).row.title).toBe('填错了');
});
