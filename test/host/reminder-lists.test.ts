/** 提醒清单 through the contract: what a unit and a leader are reminded of is what the ledgers count. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import type { ReminderRow, ReminderRowKind } from '#shared/contract/reminders.ts';
import { reminderText } from '#shared/report/reminder-list.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
  await fill();
  // Two files may make the prepared offices at once on a busy machine.
}, 120_000);
afterAll(async () => {
  await office.close();
  folder.remove();
});

async function fill(): Promise<void> {
  const task = (changes: InputOf<'tasks.save'>['changes']) =>
    office.call('tasks.save', { changes: { assignedOn: '2026-10-12', projectId: idOf('青石大桥'), ...changes } });
  await task({ content: '完成桥头用地报批', unitName: '区资源规划局', dueOn: '2026-11-06' });
  await task({ content: '编制导改方案', unitName: '区交通局', dueOn: '2026-12-04' });
  await task({ content: '没有明确单位的事' });
  const { id: closed } = await task({ content: '已经办完的事', unitName: '区交通局', dueOn: '2026-11-06' });
  await office.call('tasks.act', { id: closed, act: { kind: 'close', note: '已办' } });
  const issue = (changes: InputOf<'issues.save'>['changes']) =>
    office.call('issues.save', { projectId: idOf('白桦湾水厂'), changes: { foundOn: '2026-10-12', ...changes } });
  await issue({ title: '取水口用地没有批复', unitName: '区资源规划局', dueOn: '2026-10-30' });
  await issue({ title: '管线迁改慢', dueOn: '2026-12-30' });
  await office.call('permits.instantiate', { projectId: idOf('望江学校'), template: 'enterprise' });
  const { rows } = await office.call('permits.ofProject', { projectId: idOf('望江学校') });
  const [first, second] = rows;
  const held = { acceptedOn: '2026-09-01', plannedOn: '2026-10-01', holderUnitName: '区发改局' };
  await office.call('permits.save', { projectId: idOf('望江学校'), id: first?.id ?? '', changes: held });
  await office.call('permits.save', {
    projectId: idOf('望江学校'),
    id: second?.id ?? '',
    changes: { plannedOn: '2026-11-02' },
  });
  await office.call('projects.save', {
    id: idOf('柳林道路'),
    changes: { startsOn: '2026-05', completesOn: '2026-12-10', level: 'district' },
  });
  await office.call('milestones.save', {
    projectId: idOf('青石大桥'),
    changes: { name: '主塔封顶', plannedOn: '2026-11-10', unitName: '区住建局' },
  });
  await office.call('factors.save', {
    projectId: idOf('青石大桥'),
    factor: 'land',
    changes: { description: '桥头用地', neededBy: '2026-11-01', unitName: '区资源规划局' },
  });
  await office.call('instructions.record', {
    paper: { paperTitle: '关于青石大桥用地的汇报', leaderName: '张某某', projectId: idOf('青石大桥') },
    instructedOn: '2026-11-09',
    words: '抓紧。',
    handlingUnitName: '区资源规划局',
    dueOn: '2026-11-13',
  });
}

const list = (input: InputOf<'reminders.list'>) => office.call('reminders.list', input);
const allRows = async (input: InputOf<'reminders.list'>) => (await list(input)).sheets.flatMap((sheet) => sheet.rows);
const of = (rows: readonly ReminderRow[], ...kinds: ReminderRowKind[]) =>
  rows.filter((row) => kinds.includes(row.kind));
const late = (rows: readonly ReminderRow[]) => rows.filter((row) => row.isLate).length;
const sheetOf = async (name: string, by: 'unit' | 'leader' = 'unit') => {
  const found = (await list({ by })).sheets.find((sheet) => sheet.name === name);
  if (found === undefined) throw new Error(`no sheet of ${name}`);
  return found;
};

describe('the lists of the units', () => {
  it('together hold what the ledgers count, each row once', async () => {
    const rows = await allRows({ by: 'unit' });
    expect(new Set(rows.map((row) => `${row.kind} ${row.id}`)).size).toBe(rows.length);
    const tasks = await office.call('tasks.list', {});
    expect(of(rows, 'task', 'decision')).toHaveLength(tasks.counts.open - tasks.counts.draft);
    expect(late(of(rows, 'task', 'decision'))).toBe(tasks.counts.late);
    const issues = await office.call('issues.list', {});
    expect(of(rows, 'issue')).toHaveLength(issues.counts.open);
    expect(late(of(rows, 'issue'))).toBe(issues.counts.late);
    const findings = await office.call('milestones.findings', {});
    expect(late(of(rows, 'milestone'))).toBe(
      findings.lists.filter((each) => each.kind !== 'notRegistered').reduce((sum, each) => sum + each.late, 0),
    );
    const permits = await office.call('permits.ledger', {});
    expect(
      of(rows, 'permit')
        .map((row) => row.id)
        .toSorted(),
    ).toEqual(
      permits.open
        .filter((row) => row.isLate)
        .map((row) => row.id)
        .toSorted(),
    );
    expect(of(rows, 'permit')).toHaveLength(2);
    const factors = await office.call('factors.matrix', {});
    expect(of(rows, 'factor')).toHaveLength(factors.factors.reduce((sum, factor) => sum + factor.late, 0));
    const instructions = await office.call('instructions.list', {});
    expect(late(of(rows, 'instruction'))).toBe(instructions.counts.late);
    for (const row of rows) expect(row.source, row.what).not.toBe('');
  });

  it('name who answers: the one who holds it, else the first responsible unit; late ones stand first', async () => {
    const planning = await sheetOf('区资源规划局');
    expect(planning.rows.map((row) => row.kind).toSorted()).toEqual(['factor', 'instruction', 'issue', 'task']);
    expect(planning.late).toBe(4);
    expect(planning.rows.find((row) => row.kind === 'task')).toMatchObject({
      what: '完成桥头用地报批',
      projectName: '青石大桥',
      dueOn: '2026-11-06',
      daysLate: 8,
      daysAre: 'working',
    });
    expect((await sheetOf('区发改局')).rows).toMatchObject([{ kind: 'permit', isLate: true }]);
    const [permit] = (await sheetOf('区教育局')).rows;
    expect(permit).toMatchObject({ kind: 'permit', dueOn: '2026-11-02', daysLate: 12 });
    expect(permit?.what).toMatch(/^办理“[^”]+”$/u);
    expect((await sheetOf('区住建局')).rows).toMatchObject([{ kind: 'milestone', daysLate: 8, daysAre: 'calendar' }]);
    const transport = await sheetOf('区交通局');
    expect(transport.rows.map((row) => [row.isLate, row.what])).toEqual([
      [true, '计划2026年5月开工，没有实际开工。'],
      [false, '编制导改方案'],
      [false, '计划2026年12月10日竣工。'],
    ]);
    expect((await sheetOf('未明确责任单位')).rows).toMatchObject([{ kind: 'issue', what: '管线迁改慢' }]);
  });

  it('are narrowed to what is late and to kinds', async () => {
    const rows = await allRows({ by: 'unit', isLateOnly: true });
    expect(rows.every((row) => row.isLate)).toBe(true);
    const issues = await allRows({ by: 'unit', kinds: ['issue'] });
    expect(issues).toHaveLength(2);
  });

  it('ask for the forms that were sent and are not back', async () => {
    await office.call('collections.export', {});
    const rows = of(await allRows({ by: 'unit' }), 'report');
    const { rows: units, deadline } = await office.call('collections.units', {});
    expect(rows).toHaveLength(units.length);
    expect(rows[0]).toMatchObject({ isLate: false, page: '/collections' });
    office.turnTo(new Date(Date.parse(deadline) + 60_000).toISOString());
    expect(late(of(await allRows({ by: 'unit' }), 'report'))).toBe(units.length);
    office.turnTo('2026-11-18T02:00:00.000Z');
  });
});

describe('the lists of the leaders', () => {
  it('hold what is late in their projects and their instructions, once each', async () => {
    const { name, post, rows } = await sheetOf('张某某', 'leader');
    expect({ name, post }).toEqual({ name: '张某某', post: null });
    expect(rows.map((row) => row.kind).toSorted()).toEqual(['factor', 'instruction', 'milestone', 'task']);
    expect(rows.every((row) => row.projectName === '青石大桥')).toBe(true);
    expect((await sheetOf('李某某', 'leader')).rows).toMatchObject([{ kind: 'issue', projectName: '白桦湾水厂' }]);
  });

  it('name the delegate of the day', async () => {
    const { sheets } = await list({ by: 'leader' });
    const leaderId = sheets.find((sheet) => sheet.name === '张某某')?.id ?? '';
    const days = { fromDay: '2026-11-01', untilDay: '2026-12-05', reason: '学习' };
    const { changeId } = await office.call('delegations.save', { leaderId, delegateName: '李某某', ...days });
    const sheet = await sheetOf('张某某', 'leader');
    expect(sheet.delegates).toEqual(['李某某（至2026年12月5日）']);
    const head = { by: 'leader' as const, officeFullName: '青石区重点项目推进办公室', contact: null, phone: null };
    expect(reminderText({ ...head, day: '2026-11-18' }, sheet)).toMatch(
      /^张某某（外出期间由李某某（至2026年12月5日）代行）：/u,
    );
    await office.call('changes.undo', { changeId: changeId ?? '' });
  });

  it('ask for visits only where the notice does, with its clause', async () => {
    expect(of(await allRows({ by: 'leader' }), 'visit')).toEqual([]);
    await office.call('rulePacks.use', { id: 'dengfeng-2018@1' });
    const { leaders } = await office.call('visits.coverage', {});
    const visits = of(await allRows({ by: 'leader' }), 'visit');
    expect(visits).toHaveLength(leaders.reduce((sum, leader) => sum + leader.notYet, 0));
    expect(visits[0]).toMatchObject({ source: '登项攻坚办〔2018〕1号 一(一)', isLate: false });
    await office.call('rulePacks.use', { id: 'erqi-2024@1' });
  });
});

describe('paper and text', () => {
  it('is made for all, for chosen ones, and refused where there is nothing', async () => {
    const all = await office.call('reminders.paper', { by: 'unit', format: 'xlsx' });
    expect(all.file.name).toMatch(/^提醒清单_\d+个单位_2026-11-18\.xlsx$/u);
    const one = await office.call('reminders.paper', { by: 'unit', ids: ['区住建局'], format: 'xlsx' });
    expect(one.file.name).toBe('提醒清单_区住建局_2026-11-18.xlsx');
    const nobody: InputOf<'reminders.paper'> = { by: 'unit', ids: ['没有这个单位'], format: 'xlsx' };
    expect((await office.refusal('reminders.paper', nobody)).code).toBe('REMINDER_LIST_EMPTY');
    expect((await office.refusal('reminders.paper', { by: 'unit', format: 'pdf' })).code).toBe('BROWSER_NOT_FOUND');
  });

  it('of a unit reads as a message', async () => {
    const head = {
      by: 'unit' as const,
      officeFullName: '青石区重点项目推进办公室',
      contact: '王某某',
      phone: '0000-1234',
    };
    const sheet = await sheetOf('区住建局');
    const rows = sheet.rows.filter((row) => row.kind === 'milestone');
    expect(reminderText({ ...head, day: '2026-11-18' }, { ...sheet, rows, late: 1 })).toBe(
      [
        '区住建局：',
        '截至2026年11月18日，由你单位负责、还没有办结的事项共1项（节点1），其中逾期1项。请抓紧办理，已经办完的请及时书面反馈。',
        '1. 【节点】青石大桥：“主塔封顶”计划2026年11月10日，没有实现，时限2026年11月10日，逾期8天',
        '青石区重点项目推进办公室（王某某 0000-1234） 2026年11月18日',
      ].join('\n'),
    );
  });
});
