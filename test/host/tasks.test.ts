/** 督办事项 through the contract: made, handed out, replied, returned, extended, escalated, closed, looked at again, printed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import type { TaskActInput, TaskChanges } from '#shared/contract/tasks.ts';
import { isAllowed, stateAfter } from '#shared/rules/tasks.ts';
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

const whole: TaskChanges = {
  content: '完成桥头土地摘牌',
  origin: 'own',
  unitName: '区资源规划局',
  assignedOn: '2026-11-02',
  dueOn: '2026-11-27',
};

function save(changes: TaskChanges = {}) {
  return office.call('tasks.save', { changes: { ...whole, projectId: bridge, ...changes } });
}
const enter = async (changes: TaskChanges = {}) => (await save(changes)).id;
const get = (id: string) => office.call('tasks.get', { id });
const act = (id: string, given: TaskActInput, onDay?: string) =>
  office.call('tasks.act', { id, act: given, ...(onDay === undefined ? {} : { onDay }) });
const refusal = async (id: string, given: TaskActInput, onDay?: string) =>
  (await office.refusal('tasks.act', { id, act: given, ...(onDay === undefined ? {} : { onDay }) })).code;

describe('a task', () => {
  it('is handed out when somebody is responsible and a day is named, with its running number', async () => {
    const { id, state, lacks } = await save({ personName: '钱某某', supportingUnitNames: ['石桥镇', '石桥镇'] });
    expect([state, lacks]).toEqual(['assigned', []]);
    const { row, entries } = await get(id);
    expect(row).toMatchObject({
      number: '2026-1',
      projectName: '青石大桥',
      unitName: '区资源规划局',
      personName: '钱某某',
      supportingUnits: ['石桥镇'],
      isOurs: true,
      reminders: 0,
      workingDaysLate: 0,
      workingDaysLeft: 7,
    });
    expect(entries.map((entry) => entry.kind)).toEqual(['assign']);
    expect((await get(await enter())).row.number).toBe('2026-2');
  });

  it('without a person or a day stays a draft and is listed, until both are known', async () => {
    const { id, state, lacks } = await save({ unitName: null, dueOn: null, content: '协调电力迁改' });
    expect([state, lacks]).toEqual(['draft', ['responsible', 'dueOn']]);
    expect((await office.call('tasks.list', { show: 'draft' })).rows.map((row) => row.id)).toContain(id);
    const half: TaskActInput = { kind: 'assign', unitName: '区供电公司' };
    const refused = await office.refusal('tasks.act', { id, act: half });
    expect(refused.code).toBe('TASK_INCOMPLETE');
    expect(refused.message).toContain('办结时限');
    expect((await get(id)).row.unitName).toBeNull();
    expect((await act(id, { ...half, dueOn: '2026-11-30' })).state).toBe('assigned');
    expect((await get(id)).row).toMatchObject({ unitName: '区供电公司', dueOn: '2026-11-30', lacks: [] });
  });

  it('of a draft is handed out by typing what it lacks, and loses neither afterwards', async () => {
    const { id } = await save({ dueOn: null });
    await office.call('tasks.saveMany', { items: [{ id, changes: { dueOn: '2026-12-01' } }] });
    expect((await get(id)).row.state).toBe('assigned');
    const refused = await office.refusal('tasks.save', { id, changes: { unitName: null } });
    expect(refused.code).toBe('TASK_INCOMPLETE');
  });

  it('may have a deadline on a day off, which is explained and not refused', async () => {
    expect((await save({ dueOn: '2026-11-29' })).dueFinding).toBe('11月29日是周日，前一个工作日是11月27日');
    expect((await save({ dueOn: '2026-11-27' })).dueFinding).toBeNull();
  });

  it('is refused where it makes no sense, each time with one sentence', async () => {
    const refused = async (changes: TaskChanges) =>
      (await office.refusal('tasks.save', { changes: { ...whole, ...changes } })).code;
    expect((await office.refusal('tasks.save', { changes: { unitName: '区住建局' } })).code).toBe('FIELD_INVALID');
    expect(await refused({ dueOn: '2026-11-01' })).toBe('TASK_DAY_BEFORE_ASSIGNED');
    expect(await refused({ projectId: 'nowhere' })).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('tasks.save', { id: 'nowhere', changes: {} })).code).toBe('RECORD_NOT_FOUND');
  });

  it('keeps its deadline once accepted: a later day is asked for, not typed', async () => {
    const id = await enter();
    await office.call('tasks.save', { id, changes: { dueOn: '2026-11-26' } });
    await act(id, { kind: 'accept' });
    const refused = await office.refusal('tasks.save', { id, changes: { dueOn: '2026-12-26' } });
    expect(refused.code).toBe('TASK_DUE_BY_EXTENSION');
    expect((await get(id)).row.dueOn).toBe('2026-11-26');
  });
});

describe('its way to the closing', () => {
  it('leads over the reply that was not enough, and every step is undone by itself', async () => {
    const id = await enter();
    await act(id, { kind: 'accept' });
    await act(id, { kind: 'progress', body: '已挂牌公告' });
    await act(id, { kind: 'reply', body: '已完成' });
    expect((await office.call('tasks.list', { show: 'replied' })).rows.map((row) => row.id)).toContain(id);
    await act(id, { kind: 'return', reason: '没有附成交确认书' });
    expect((await get(id)).row).toMatchObject({
      state: 'returned',
      returnedReason: '没有附成交确认书',
      repliedOn: null,
    });
    await act(id, { kind: 'reply', body: '已摘牌，成交确认书附后' });
    await act(id, { kind: 'close', note: '土地已摘牌' });
    expect((await get(id)).row).toMatchObject({ state: 'closed', closedBy: '经办甲', reviewDueOn: null });
    expect((await get(id)).entries.map((entry) => entry.kind).toReversed()).toEqual([
      'assign',
      'accept',
      'progress',
      'reply',
      'return',
      'reply',
      'close',
    ]);
    await office.call('changes.undo', {});
    expect((await get(id)).row).toMatchObject({ state: 'replied', closedOn: null });
  });

  it('needs a word about the result, real days, and the file where the rules ask for one', async () => {
    const id = await enter();
    expect(await refusal(id, { kind: 'close', note: ' ' })).toBe('TASK_CLOSING_EMPTY');
    expect(await refusal(id, { kind: 'close', note: '已办' }, '2026-11-01')).toBe('TASK_DAY_BEFORE_ASSIGNED');
    expect(await refusal(id, { kind: 'close', note: '已办' }, '2026-11-19')).toBe('TASK_DAY_IN_FUTURE');
    expect(await refusal(id, { kind: 'reply', body: '已办', evidenceId: 'nowhere' })).toBe('RECORD_NOT_FOUND');
    expect(await refusal(id, { kind: 'reopen', reason: '又出现' })).toBe('TASK_ACT_NOT_ALLOWED');
    await act(id, { kind: 'close', note: '已办' });
    expect((await office.refusal('tasks.save', { id, changes: { content: '改写' } })).code).toBe(
      'TASK_ACT_NOT_ALLOWED',
    );
  });

  it('may be made longer before the deadline, on request and with an answer', async () => {
    const id = await enter();
    const ask: TaskActInput = { kind: 'askExtension', dueOn: '2026-12-11', reason: '等省厅批复' };
    expect(await refusal(id, { ...ask, dueOn: '2026-11-27' })).toBe('TASK_EXTENSION_EARLIER');
    expect(await refusal(id, { kind: 'decideExtension', isGranted: true })).toBe('TASK_EXTENSION_NOT_ASKED');
    await act(id, ask);
    expect((await get(id)).row).toMatchObject({ dueOn: '2026-11-27', extensionAskedTo: '2026-12-11' });
    expect(await refusal(id, ask)).toBe('TASK_EXTENSION_PENDING');
    await act(id, { kind: 'decideExtension', isGranted: false, reason: '下周专题会要用' });
    expect((await get(id)).row).toMatchObject({ dueOn: '2026-11-27', extensionAskedTo: null });
    await act(id, ask);
    await act(id, { kind: 'decideExtension', isGranted: true });
    expect((await get(id)).row).toMatchObject({ dueOn: '2026-12-11', extensionAskedTo: null });
    // A request that was overtaken by the closing waits for nobody.
    await act(id, { ...ask, dueOn: '2026-12-31' });
    await act(id, { kind: 'close', note: '已批复' });
    expect((await get(id)).row.extensionAskedTo).toBeNull();
    const late = await enter({ dueOn: '2026-11-10' });
    expect(await refusal(late, ask)).toBe('TASK_EXTENSION_LATE');
    expect((await get(late)).row.workingDaysLate).toBe(6);
  });

  it('is chased, counted; what cannot be solved goes to a meeting the pack names', async () => {
    const id = await enter({ dueOn: '2026-11-10' });
    await act(id, { kind: 'remind' });
    await act(id, { kind: 'remind' });
    expect((await get(id)).row).toMatchObject({ reminders: 2, remindedOn: '2026-11-18', lastEntry: null });
    const { rule } = await office.call('tasks.list', {});
    expect(rule.meetings[0]).toBe('项目专题推进会');
    const upward: TaskActInput = { kind: 'escalate', meeting: '项目专题推进会', reason: '需区级统筹' };
    const refused = await office.refusal('tasks.act', { id, act: { ...upward, meeting: '茶话会' } });
    expect(refused.code).toBe('TASK_MEETING_UNKNOWN');
    expect(refused.message).toContain('二七办文〔2024〕7号');
    await act(id, upward);
    expect((await get(id)).row).toMatchObject({ state: 'escalated', escalatedTo: '项目专题推进会' });
  });
});

describe('回头看', () => {
  it('comes due after the closing of a key supervised task; what came back is open again', async () => {
    const id = await enter({ isKeySupervised: true, assignedOn: '2026-09-01', dueOn: '2026-10-09' });
    const { reviewDueOn } = await act(id, { kind: 'close', note: '已摘牌' }, '2026-10-15');
    expect(reviewDueOn).toBe('2026-11-12');
    expect((await office.call('tasks.list', { show: 'reviewDue' })).rows.map((row) => row.id)).toEqual([id]);
    await act(id, { kind: 'review', result: 'recurred', note: '又停工' });
    expect((await get(id)).row).toMatchObject({ state: 'inHand', reviewResult: 'recurred', closedOn: null });
    await act(id, { kind: 'close', note: '已复工' });
    await act(id, { kind: 'review', result: 'kept' });
    expect((await get(id)).row).toMatchObject({ state: 'closed', reviewResult: 'kept', isReviewDue: false });
  });
});

describe('an issue that becomes a task', () => {
  it('says so in its own history, and both are one chain', async () => {
    const issue = await office.call('issues.save', {
      projectId: bridge,
      changes: { title: '管线未迁改', foundOn: '2026-11-02', foundBy: '钱某某' },
    });
    const id = await enter({ origin: 'issue', originId: issue.id, content: '迁改燃气管线' });
    const found = await office.call('issues.get', { id: issue.id });
    expect(found.row.state).toBe('inHand');
    expect(found.entries[0]).toMatchObject({ kind: 'handover', body: '列入督办，交区资源规划局办理：迁改燃气管线' });
    await act(id, { kind: 'reply', body: '已迁改' });
    const { row, chain } = await get(id);
    expect(row).toMatchObject({ originName: '管线未迁改', originDay: '2026-11-02' });
    expect(chain.map((link) => link.what)).toEqual(['发现问题', '问题交办', '交办', '反馈']);
    await office.call('issues.close', {
      id: issue.id,
      closedOn: '2026-11-18',
      closedBy: '孙某某',
      closingNote: '已解决',
    });
    const again = { ...whole, origin: 'issue', originId: issue.id } as const;
    expect((await office.refusal('tasks.save', { changes: again })).code).toBe('ISSUE_ALREADY_CLOSED');
  });
});

describe('evidence', () => {
  it('given with the reply stands in the chain and satisfies the closing', async () => {
    const path = join(folder.path, 'evidence', '成交确认书.png');
    mkdirSync(join(folder.path, 'evidence'), { recursive: true });
    writeFileSync(path, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const id = await enter();
    const { added } = await office.call('attachments.add', {
      projectId: bridge,
      subjectId: id,
      files: [office.take(path)],
    });
    const evidenceId = added[0]?.id ?? '';
    await act(id, { kind: 'reply', body: '已摘牌', evidenceId });
    const { row, chain } = await get(id);
    expect(row).toMatchObject({ evidenceId, evidenceName: '成交确认书.png' });
    expect(chain.filter((link) => link.attachment !== null)).toHaveLength(1);
    const { rows } = await office.call('attachments.list', { projectId: bridge });
    expect(rows.find((file) => file.id === evidenceId)?.subjectName).toBe('完成桥头土地摘牌');
    const history = await office.call('projects.history', { id: bridge });
    expect(history.rows.map((each) => each.subject)).toContain('督办事项：完成桥头土地摘牌');
  });
});

describe('papers', () => {
  it('the ledger is counted, filtered, and made as a workbook', async () => {
    const all = await office.call('tasks.list', {});
    for (const show of ['open', 'late', 'draft', 'replied', 'escalated', 'reviewDue', 'closed', 'all'] as const)
      expect((await office.call('tasks.list', { show })).rows).toHaveLength(all.counts[show]);
    const { file } = await office.call('tasks.ledger', { format: 'xlsx', show: 'open' });
    expect(file.name).toBe('督办台账_青石区_2026-11-18.xlsx');
  });

  it('a 督办通知单 is refused where the pack does not give that power, and says who has it', async () => {
    const id = await enter();
    const refused = await office.refusal('tasks.slips', { ids: [id], kind: 'notice' });
    expect(refused.code).toBe('TASK_NOTICE_NOT_ALLOWED');
    expect(refused.message).toContain('区督查局');
    expect(refused.message).toContain('二七办文〔2024〕7号');
    const draft = await enter({ dueOn: null });
    expect((await office.refusal('tasks.slips', { ids: [draft], kind: 'assignment' })).code).toBe('TASK_NOT_ASSIGNED');
    expect((await office.refusal('tasks.slips', { ids: ['nowhere'], kind: 'assignment' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });

  it('what meetings decided is handed to the supervising body, other tasks are not', async () => {
    const decided = await enter({ origin: 'meeting' });
    const own = await enter();
    expect((await office.refusal('tasks.decisions', { ids: [own], format: 'xlsx' })).code).toBe('TASK_NOT_OF_MEETING');
    expect((await office.refusal('tasks.handOver', { ids: [own], onDay: '2026-11-18' })).code).toBe(
      'TASK_NOT_OF_MEETING',
    );
    expect((await office.refusal('tasks.handOver', { ids: [decided], onDay: '2026-11-19' })).code).toBe(
      'TASK_DAY_IN_FUTURE',
    );
    const { file } = await office.call('tasks.decisions', { ids: [decided], format: 'xlsx' });
    expect(file.name).toContain('议定事项清单');
    await office.call('tasks.handOver', { ids: [decided], onDay: '2026-11-18' });
    const { row, chain } = await get(decided);
    expect(row.handedOverOn).toBe('2026-11-18');
    expect(chain.at(-1)?.what).toBe('移交督查');
    // A notice that names no supervising body: there is nobody to hand the list to.
    await office.call('rulePacks.use', { id: 'jinshui-2019@1' });
    const wanted = { ids: [decided], onDay: '2026-11-18' };
    expect((await office.refusal('tasks.handOver', wanted)).code).toBe('TASK_SUPERVISOR_UNKNOWN');
    expect((await office.refusal('tasks.decisions', { ids: [decided], format: 'xlsx' })).code).toBe(
      'TASK_SUPERVISOR_UNKNOWN',
    );
    await office.call('rulePacks.use', { id: 'erqi-2024@1' });
  });

  it('the desk says what is late and what waits, each with its clause', async () => {
    const { tasks } = await office.call('overviews.district', {});
    const late = tasks.find((task) => task.code === 'TASKS_LATE');
    expect(late).toMatchObject({ tone: 'late', action: { page: '/tasks?show=late' } });
    expect(late?.why).toContain('五(三)');
    expect(tasks.map((task) => task.code)).toContain('TASK_DRAFTS');
  });
});

describe('any sequence of acts', () => {
  const samples: readonly TaskActInput[] = [
    { kind: 'assign', unitName: '区住建局', dueOn: '2026-12-18' },
    { kind: 'accept' },
    { kind: 'progress', body: '推进中' },
    { kind: 'reply', body: '已办' },
    { kind: 'return', reason: '材料不全' },
    { kind: 'askExtension', dueOn: '2026-12-31', reason: '等批复' },
    { kind: 'decideExtension', isGranted: true },
    { kind: 'decideExtension', isGranted: false },
    { kind: 'remind' },
    { kind: 'escalate', meeting: '项目专题推进会', reason: '需统筹' },
    { kind: 'close', note: '办结' },
    { kind: 'reopen', reason: '反弹' },
    { kind: 'review', result: 'kept' },
    { kind: 'review', result: 'recurred' },
  ];

  it('goes as the state machine says; what it does not allow is refused and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.constantFrom(...samples), { minLength: 1, maxLength: 14 }),
        async (isDraft, acts) => {
          const id = await enter(isDraft ? { unitName: null, dueOn: null } : { isKeySupervised: true });
          for (const given of acts) {
            const before = await get(id);
            const input: InputOf<'tasks.act'> = { id, act: given };
            const result = await office.host.call('tasks.act', input);
            const after = await get(id);
            if (!isAllowed(given.kind, before.row.state)) {
              expect(result).toMatchObject({ ok: false, error: { code: 'TASK_ACT_NOT_ALLOWED' } });
              expect(after).toEqual(before);
            } else if (result.ok) {
              const next = given.kind === 'review' && given.result === 'recurred' ? 'reopen' : given.kind;
              expect(after.row.state).toBe(stateAfter(next, before.row.state));
              expect(after.entries).toHaveLength(before.entries.length + 1);
            } else {
              // Only an extension may be refused in a state that knows it: asked twice, or not asked at all.
              expect(result.error.code).toMatch(/^TASK_EXTENSION_/);
              expect(after).toEqual(before);
            }
          }
        },
      ),
      { numRuns: 25 },
    );
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });
});

it('what was entered by mistake goes, and comes back with undo', async () => {
  const id = await enter({ content: '填错了' });
  await office.call('tasks.remove', { ids: [id] });
  expect((await office.refusal('tasks.get', { id })).code).toBe('RECORD_NOT_FOUND');
  await office.call('changes.undo', {});
  expect((await get(id)).row.content).toBe('填错了');
});
