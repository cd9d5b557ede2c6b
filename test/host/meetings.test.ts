/** Meetings through the contract: planned by the rules, agenda from the facts, decisions as tasks, minutes, every refusal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
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

const get = async (id: string) => office.call('meetings.get', { id });

async function plan(changes: { [name: string]: unknown } = {}): Promise<string> {
  const values = { type: 'promotion', onDay: '2026-11-18', chairName: '赵某某', chairPost: '区长', ...changes };
  return (await office.call('meetings.save', { changes: values })).id;
}

async function topic(id: string, title = '研究土地手续'): Promise<string> {
  return (await office.call('meetings.addItem', { id, title, projectId: bridge })).itemId;
}

async function heldWithTopic(): Promise<{ readonly id: string; readonly itemId: string }> {
  const id = await plan();
  const itemId = await topic(id);
  await office.call('meetings.act', { id, act: { kind: 'hold' } });
  return { id, itemId };
}

describe('a meeting', () => {
  it('is planned from the rules in force, which say rhythm, chair and clause of each type', async () => {
    const before = await office.call('meetings.list', {});
    const type = before.types.find((each) => each.code === 'promotion');
    expect(type).toMatchObject({ rhythm: 'weekly', source: '二七办文〔2024〕7号 四(三)6', isProvided: false });
    expect(type?.proposedOn).not.toBeNull();
    const id = await plan();
    const after = await office.call('meetings.list', {});
    expect(after.rows.find((row) => row.id === id)).toMatchObject({
      title: '重点项目推进会',
      typeName: '重点项目推进会',
      chairName: '赵某某',
      state: 'planned',
      documentNumber: null,
    });
    expect(after.types.find((each) => each.code === 'promotion')).toMatchObject({ isProvided: true });
  });

  it('of a type no rule names is refused with the clause; 其他会议 is always possible', async () => {
    const refusal = await office.refusal('meetings.save', { changes: { type: 'nothing', onDay: '2026-11-18' } });
    expect(refusal.code).toBe('MEETING_TYPE_UNKNOWN');
    expect(refusal.message).toContain('依据：');
    const id = await plan({ type: 'other', title: '青石大桥现场办公会' });
    expect((await get(id)).row).toMatchObject({ typeName: '其他会议', title: '青石大桥现场办公会' });
    expect((await office.refusal('meetings.save', { id, changes: { title: ' ' } })).code).toBe('INPUT_INVALID');
    expect((await office.refusal('meetings.get', { id: 'nothing' })).code).toBe('RECORD_NOT_FOUND');
  });

  it('goes step by step, each refused out of turn with one sentence, and the number is never made here', async () => {
    const id = await plan({ onDay: '2026-11-25' });
    const act = (step: InputOf<'meetings.act'>['act']) => office.refusal('meetings.act', { id, act: step });
    expect((await act({ kind: 'hold' })).code).toBe('MEETING_IN_FUTURE');
    expect((await act({ kind: 'minute' })).code).toBe('MEETING_ACT_NOT_ALLOWED');
    await office.call('meetings.save', { id, changes: { onDay: '2026-11-17' } });
    await office.call('meetings.act', { id, act: { kind: 'hold' } });
    expect((await office.refusal('meetings.save', { id, changes: { onDay: '2026-12-01' } })).code).toBe(
      'MEETING_IN_FUTURE',
    );
    expect((await act({ kind: 'minute' })).code).toBe('MEETING_EMPTY');
    await topic(id);
    await office.call('meetings.act', { id, act: { kind: 'minute' } });
    const issue = { kind: 'issue', documentNumber: '〔2026〕3号', issuedBy: '孙某某', issuedOn: '2026-11-18' } as const;
    expect((await act({ ...issue, documentNumber: ' ' })).code).toBe('MEETING_NUMBER_MISSING');
    expect((await act({ ...issue, issuedOn: '2026-11-16' })).code).toBe('MEETING_DAY_BEFORE');
    expect((await office.call('meetings.act', { id, act: issue })).state).toBe('issued');
    expect((await get(id)).row).toMatchObject({ documentNumber: '〔2026〕3号', issuedBy: '孙某某' });
    expect((await office.refusal('meetings.save', { id, changes: { place: '三楼' } })).code).toBe('MEETING_ISSUED');
    await office.call('meetings.act', { id, act: { kind: 'back' } });
    expect((await get(id)).row).toMatchObject({ state: 'minuted', documentNumber: null });
  });

  it('that is cancelled takes nothing any more until it is taken back', async () => {
    const id = await plan();
    await office.call('meetings.act', { id, act: { kind: 'cancel' } });
    expect((await office.refusal('meetings.addItem', { id, title: '议题' })).code).toBe('MEETING_CANCELLED');
    await office.call('meetings.act', { id, act: { kind: 'back' } });
    expect((await get(id)).row.state).toBe('planned');
  });
});

describe('a special meeting', () => {
  it('makes what it takes up 重点督办, and its decisions: they are looked at again after their closing (四(三)4(2))', async () => {
    const issue = await office.call('issues.save', {
      projectId: bridge,
      changes: { title: '桥头高压线未迁改', grade: 'urgent', unitName: '区住建局', foundOn: '2026-11-02' },
    });
    const key = `urgentIssue ${issue.id}`;
    const supervised = async () => (await office.call('issues.get', { id: issue.id })).row.isKeySupervised;
    const regular = await plan();
    await office.call('meetings.takeProposals', { id: regular, keys: [key] });
    await office.call('meetings.act', { id: regular, act: { kind: 'hold' } });
    expect(await supervised()).toBe(false);

    const special = await plan({ type: 'special' });
    await office.call('meetings.takeProposals', { id: special, keys: [key] });
    expect(await supervised()).toBe(false);
    const held = await office.call('meetings.act', { id: special, act: { kind: 'hold' } });
    expect(await supervised()).toBe(true);
    const [item] = (await get(special)).agenda;
    const decided = await office.call('meetings.decide', {
      itemId: item?.id ?? '',
      changes: { content: '迁改高压线', unitName: '区住建局', dueOn: '2026-11-27' },
    });
    const { taskId } = decided;
    await office.call('tasks.act', { id: taskId, act: { kind: 'close', note: '已迁改' } });
    expect((await office.call('tasks.get', { id: taskId })).row).toMatchObject({
      isKeySupervised: true,
      reviewDueOn: expect.any(String) as string,
    });
    await office.call('changes.undo', { changeId: held.changeId ?? '' });
    expect(await supervised()).toBe(false);
    await office.call('issues.remove', { ids: [issue.id] });
  });
});

describe('the agenda', () => {
  it('is proposed from the facts: overdue tasks, urgent and late issues, lagging projects', async () => {
    await office.call('issues.save', {
      projectId: bridge,
      changes: { title: '桥头三户未拆迁', grade: 'urgent', unitName: '石桥镇', foundOn: '2026-11-02' },
    });
    await office.call('tasks.save', {
      changes: {
        content: '完成桥头清表',
        unitName: '石桥镇',
        assignedOn: '2026-11-02',
        dueOn: '2026-11-09',
        projectId: bridge,
      },
    });
    const id = await plan();
    const { rows } = await office.call('meetings.proposals', { id });
    const task = rows.find((row) => row.reason === 'overdueTask');
    expect(task).toMatchObject({ title: '完成桥头清表', unitName: '石桥镇', isTaken: false });
    expect(task?.facts).toContain('已逾期7个工作日');
    const issue = rows.find((row) => row.reason === 'urgentIssue');
    expect(issue?.title).toBe('青石大桥：桥头三户未拆迁');
    const keys = [task?.key ?? '', issue?.key ?? ''];
    expect((await office.call('meetings.takeProposals', { id, keys })).taken).toBe(2);
    const again = await office.call('meetings.proposals', { id });
    expect(
      again.rows
        .filter((row) => row.isTaken)
        .map((row) => row.key)
        .toSorted(),
    ).toEqual(keys.toSorted());
    expect((await office.refusal('meetings.takeProposals', { id, keys })).code).toBe('RECORD_NOT_FOUND');
    expect((await get(id)).agenda.map((item) => [item.reason, item.reportingUnitName])).toEqual([
      ['overdueTask', '石桥镇'],
      ['urgentIssue', '石桥镇'],
    ]);
  });

  it('is put in order, a topic dropped or taken out, what does not fit refused', async () => {
    const id = await plan();
    const first = await topic(id, '甲');
    const second = await topic(id, '乙');
    await office.call('meetings.orderItems', { id, itemIds: [second, first] });
    expect((await get(id)).agenda.map((item) => item.title)).toEqual(['乙', '甲']);
    expect((await office.refusal('meetings.orderItems', { id, itemIds: [first] })).code).toBe(
      'AGENDA_ORDER_INCOMPLETE',
    );
    await office.call('meetings.saveItem', { itemId: second, changes: { isDropped: true } });
    expect((await get(id)).row.topics).toBe(1);
    await office.call('meetings.removeItem', { itemId: second });
    expect((await get(id)).agenda.map((item) => item.title)).toEqual(['甲']);
    expect((await office.refusal('meetings.saveItem', { itemId: second, changes: {} })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('meetings.addItem', { id, title: '丙', projectId: 'nothing' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });

  it('holds nothing that was heard before the meeting', async () => {
    const id = await plan();
    const itemId = await topic(id);
    const early = await office.refusal('meetings.saveItem', { itemId, changes: { heard: '会议听取了汇报。' } });
    expect(early.code).toBe('MEETING_NOT_HELD');
    expect((await office.refusal('meetings.decide', { itemId, changes: { content: '做' } })).code).toBe(
      'MEETING_NOT_HELD',
    );
  });
});

describe('attendance', () => {
  it('says who came, who listened, who was excused and who stood in', async () => {
    const id = await plan();
    const items = [
      { personName: '钱某某', kind: 'present', printedPost: '区发改局局长' },
      { personName: '孙某某', kind: 'excused', standInName: '李某某' },
      { personName: '周某某', kind: 'observer' },
    ] as const;
    await office.call('meetings.saveAttendance', { id, items: [...items] });
    expect((await get(id)).attendance).toMatchObject([
      { personName: '钱某某', kind: 'present', standInName: null, printedPost: '区发改局局长' },
      { personName: '孙某某', kind: 'excused', standInName: '李某某' },
      { personName: '周某某', kind: 'observer' },
    ]);
    await office.call('meetings.saveAttendance', { id, items: [items[0]] });
    expect((await get(id)).attendance).toHaveLength(1);
    await office.call('changes.undo', {});
    expect((await get(id)).attendance).toHaveLength(3);
  });

  it('names nobody twice and nobody as his own stand-in', async () => {
    const id = await plan();
    const refused = async (items: Parameters<typeof save>[0]) => (await save(items)).code;
    const save = (items: { personName: string; kind: 'present' | 'excused'; standInName?: string }[]) =>
      office.refusal('meetings.saveAttendance', { id, items });
    expect(
      await refused([
        { personName: '钱某某', kind: 'present' },
        { personName: '钱某某', kind: 'excused' },
      ]),
    ).toBe('MEETING_PERSON_TWICE');
    expect(await refused([{ personName: '钱某某', kind: 'excused', standInName: '钱某某' }])).toBe(
      'MEETING_STAND_IN_SAME',
    );
    expect(await refused([{ personName: '钱某某', kind: 'present', standInName: '李某某' }])).toBe(
      'MEETING_STAND_IN_PRESENT',
    );
  });
});

describe('decisions', () => {
  it('are tasks of the meeting; one without a day stays a draft and is listed', async () => {
    const { id, itemId } = await heldWithTopic();
    const whole = await office.call('meetings.decide', {
      itemId,
      changes: { content: '办理用地手续', unitName: '区资源规划局', personName: '钱某某', dueOn: '2026-12-01' },
    });
    expect(whole.lacks).toEqual([]);
    const lacking = await office.call('meetings.decide', {
      itemId,
      changes: { content: '协调管线迁改', unitName: '区城管局', supportingUnitNames: ['石桥镇'] },
    });
    expect(lacking.lacks).toEqual(['dueOn']);
    const { row, agenda } = await get(id);
    expect(row).toMatchObject({ decisions: 2, drafts: 1 });
    expect(agenda[0]?.decisions.map((task) => [task.content, task.state, task.origin, task.originName])).toEqual([
      ['办理用地手续', 'assigned', 'meeting', '重点项目推进会'],
      ['协调管线迁改', 'draft', 'meeting', '重点项目推进会'],
    ]);
    expect(agenda[0]?.decisions[0]).toMatchObject({ projectId: bridge, assignedOn: '2026-11-18' });
    expect((await office.call('tasks.list', { show: 'draft', originId: id })).rows).toHaveLength(1);
    expect((await office.refusal('meetings.removeItem', { itemId })).code).toBe('AGENDA_ITEM_DECIDED');
    await office.call('tasks.save', { id: lacking.taskId, changes: { dueOn: '2026-12-10' } });
    expect((await get(id)).row.drafts).toBe(0);
  });
});

describe('the minutes', () => {
  it('hold opening, topics, decisions with who and until when, attendance; the number stays blank until entered', async () => {
    const { id, itemId } = await heldWithTopic();
    expect((await get(id)).row.state).toBe('held');
    await office.call('meetings.save', { id, changes: { place: '区政府三楼会议室', copyTo: '区委各部门。' } });
    await office.call('meetings.saveItem', {
      itemId,
      changes: { heard: '会议听取了区资源规划局的汇报。', opinions: '会议指出，要倒排工期。' },
    });
    await office.call('meetings.decide', {
      itemId,
      changes: { content: '办理用地手续', unitName: '区资源规划局', personName: '钱某某', dueOn: '2026-12-01' },
    });
    await office.call('meetings.decide', { itemId, changes: { content: '协调管线迁改', unitName: '区城管局' } });
    await office.call('meetings.saveAttendance', {
      id,
      items: [
        { personName: '钱某某', kind: 'present' },
        { personName: '孙某某', kind: 'excused', standInName: '李某某' },
      ],
    });
    const { text } = await office.call('meetings.minutesText', { id });
    for (const line of [
      '重点项目推进会议纪要',
      '2026年11月18日，区长赵某某在区政府三楼会议室主持召开重点项目推进会，研究1个议题。',
      '一、研究土地手续',
      '（一）办理用地手续。（责任单位：区资源规划局；责任人：钱某某；完成时限：2026年12月1日）',
      '（二）协调管线迁改。（责任单位：区城管局；完成时限：待明确）',
      '出席：钱某某、李某某（代孙某某）',
      '请假：孙某某',
      '抄送：区委各部门。',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain('。。');
  });

  it('of a meeting that was not held are refused', async () => {
    const id = await plan();
    expect((await office.refusal('meetings.minutesText', { id })).code).toBe('MEETING_NOT_HELD');
    expect((await office.refusal('meetings.minutes', { id, format: 'docx' })).code).toBe('MEETING_NOT_HELD');
  });
});

describe('工作台', () => {
  it('reminds of minutes that were not issued and of meetings whose day has passed, with the clause', async () => {
    await plan({ onDay: '2026-11-10' });
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((each) => each.code === 'MINUTES_OPEN')).toMatchObject({
      why: expect.stringContaining('〔2024〕7号'),
    });
    expect(tasks.find((each) => each.code === 'MEETINGS_PASSED')?.sentence).toContain('还没有登记召开或取消');
  });

  it('reminds of a type that was missed, naming its span', async () => {
    office.turnTo('2026-12-16T02:00:00Z');
    const { types } = await office.call('meetings.list', {});
    expect(types.find((each) => each.code === 'promotion')?.missed[0]).toBe('12月7日至12月13日');
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((each) => each.code === 'MEETINGS_MISSED')?.sentence).toContain('没有召开记录');
    office.turnTo('2026-11-18T02:00:00Z');
  });
});
