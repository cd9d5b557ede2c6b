/** The centre's own deadlines, codes, meanings and calendar go down; the district goes by them and may ask for a change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handDown, officesInTouch, reportUp } from '#test/support/handed-down.ts';
import { machineFolder, type Office } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let bridge: string;

beforeAll(async () => {
  const offices = await officesInTouch(machine.path);
  ({ district, centre } = offices);
  bridge = offices.ids['青石大桥'] ?? '';
}, 180_000);
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

const down = () => handDown(centre, district, machine.path);
const tasks = async () => (await district.call('overviews.district', {})).tasks;
const source = '云重办〔2026〕1号';

describe('a deadline of the centre', () => {
  it('for the weekly reports counts in the district instead of its own, and every reminder names it', async () => {
    const before = await district.call('offices.current', {});
    const { id } = await centre.call('centreRules.save', {
      values: { kind: 'weeklyDeadline', name: '省市重点项目周报', weekday: 4, minute: 1020, source },
    });
    await down();
    const after = await district.call('offices.current', {});
    expect(before.period.deadline).toBe('2026-11-20T04:00:00.000Z');
    expect(after.period.deadline).toBe('2026-11-19T09:00:00.000Z');
    expect((await tasks()).find((task) => task.code === 'FILL_PROGRESS')).toMatchObject({
      dueOn: '2026-11-19',
      why: `市级中心下达：省市重点项目周报，每周四 17:00前（${source}）`,
    });
    await centre.call('centreRules.withdraw', { id, isWithdrawn: true });
    await down();
    expect((await district.call('offices.current', {})).period.deadline).toBe(before.period.deadline);
    expect((await district.call('centreRules.list', {})).rows).toEqual([]);
    await centre.call('centreRules.withdraw', { id, isWithdrawn: false });
    await down();
  });

  it('each month or once stands on the desk some days before, with where it comes from', async () => {
    await centre.call('centreRules.save', {
      values: { kind: 'monthlyDeadline', name: '每月工作开展情况', dayOfMonth: 20, source },
    });
    await centre.call('centreRules.save', {
      values: { kind: 'dayDeadline', name: '年度总结', dueOn: '2026-12-25', minute: 1020 },
    });
    await down();
    const due = (await tasks()).filter((task) => task.code === 'CENTRE_DEADLINE');
    expect(due).toMatchObject([
      {
        sentence: '2026年11月20日前要向市级中心报“每月工作开展情况”。',
        why: `市级中心下达：每月工作开展情况，每月20日前（${source}）`,
      },
    ]);
  });

  it('for another district stays away', async () => {
    await centre.call('centreRules.save', {
      values: { kind: 'dayDeadline', name: '别的区县的事', dueOn: '2026-11-20', toOfficeIds: ['another'] },
    });
    await down();
    expect((await district.call('centreRules.list', {})).rows.map((row) => row.name)).not.toContain('别的区县的事');
  });
});

it('codes of the centre are offered in the field, and a word that is none of them is pointed out', async () => {
  await centre.call('centreRules.save', {
    values: {
      kind: 'codes',
      name: '行业编码',
      field: 'industry',
      codes: [
        { code: 'E48', name: '土木工程建筑业' },
        { code: 'D46', name: '水的生产和供应业' },
      ],
      source,
    },
  });
  await down();
  expect((await district.call('projects.words', {})).industry).toEqual(['土木工程建筑业', '水的生产和供应业']);
  const findings = async () =>
    (await district.call('projects.findings', { id: bridge })).rows.map((row) => row.sentence);
  await district.call('projects.save', { id: bridge, changes: { industry: '桥梁' } });
  expect(await findings()).toContain(`行业“桥梁”不在市级中心下达的“行业编码”里，请从里面选（依据${source}）。`);
  await district.call('projects.save', { id: bridge, changes: { industry: '土木工程建筑业' } });
  expect(await findings()).toEqual([]);
});

it('since when 截至完成投资 counts is the centre’s word in every table, whatever was chosen here', async () => {
  await district.call('settings.set', { key: 'reports.investmentToDate', value: 'thisYear' });
  await centre.call('centreRules.save', {
    values: { kind: 'investmentToDate', name: '附件2“截至完成投资”', meaning: 'sinceStart', source },
  });
  await down();
  for (const office of [district, centre])
    expect(await office.call('reports.leaders', { report: 'annex4' })).toMatchObject({
      investmentToDate: 'sinceStart',
      isMeaningFromAbove: true,
    });
});

describe('the calendar of the centre', () => {
  const notice = '国务院办公厅关于2027年部分节假日安排的通知';
  const newYear = { day: '2027-01-01', isWorkingDay: false, holiday: '元旦' };
  const year = async () => (await district.call('calendars.list', {})).years.find((each) => each.year === 2027);

  it('counts in a district that has none of its own for the year', async () => {
    await centre.call('calendars.save', { year: 2027, notice, documentNumber: null, days: [newYear] });
    await down();
    expect(await year()).toMatchObject({ origin: 'handedDown', notice, hasAbove: true, differsFromAbove: [] });
    expect((await district.refusal('calendars.remove', { year: 2027 })).code).toBe('CALENDAR_NOT_LOADED');
  });

  it('stands behind the district’s own, and the difference is shown', async () => {
    const bridgeDay = { day: '2027-01-04', isWorkingDay: false, holiday: '元旦' };
    await district.call('calendars.save', { year: 2027, notice, documentNumber: null, days: [newYear, bridgeDay] });
    expect(await year()).toMatchObject({
      origin: 'entered',
      differsFromAbove: ['2027年1月4日：本单位放假，市级中心不变'],
    });
    await district.call('calendars.remove', { year: 2027 });
    expect(await year()).toMatchObject({ origin: 'handedDown' });
  });
});

describe('a district that sees it otherwise', () => {
  const asked = async (office: Office, id: string) =>
    (await office.call('questions.list', {})).rows.find((row) => row.id === id);

  it('asks for a change of what was handed down, of no project too', async () => {
    const { rows } = await district.call('questions.subjects', {});
    expect(rows.map((row) => row.label)).toEqual(
      expect.arrayContaining(['时限、编码和口径：省市重点项目周报', '2027年放假安排']),
    );
    const weekly = rows.find((row) => row.label.endsWith('省市重点项目周报'));
    expect(weekly?.fields.find((field) => field.name === 'weekday')?.shown).toBe('星期四');
    expect(weekly?.fields.find((field) => field.name === 'minute')?.shown).toBe('17:00');
    const about = weekly?.about ?? { entity: '', id: '' };
    const { id } = await district.call('questions.ask', { about, field: 'weekday', body: '周四来不及，请改为周五' });
    await reportUp(district, centre, machine.path);
    expect(await asked(centre, id)).toMatchObject({ kind: 'changeRequest', shown: '星期四', page: '/centre-rules' });
    await centre.call('centreRules.save', {
      id: about.id,
      values: { kind: 'weeklyDeadline', name: '省市重点项目周报', weekday: 5, minute: 720, source },
    });
    await centre.call('questions.answer', { id, kind: 'corrected' });
    await down();
    expect(await asked(district, id)).toMatchObject({ standing: 'answered', shown: '星期四', shownNow: '星期五' });
  });

  it('asks for what was not decided yet: a level, a list, a leader, a node', async () => {
    const { rows } = await district.call('questions.subjects', { projectId: bridge });
    expect(rows.map((row) => row.label)).toEqual(['请认定级别', '请列入名单', '请明确省市领导', '请下达节点']);
    const about = rows[0]?.about ?? { entity: '', id: '' };
    const { id } = await district.call('questions.ask', { about, body: '已列入省级计划', proposed: '省重点' });
    const leader = await district.call('questions.ask', {
      about: rows[2]?.about ?? about,
      body: '请明确一位市级领导联系',
    });
    await reportUp(district, centre, machine.path);
    expect(await asked(centre, id)).toMatchObject({ subject: '请认定级别', page: '/levels', projectName: '青石大桥' });
    expect(await asked(centre, leader.id)).toMatchObject({ subject: '请明确省市领导', page: '/named-leaders' });
    await centre.call('levels.confirm', { projectIds: [bridge], level: 'provincial' });
    await centre.call('questions.answer', { id, kind: 'corrected' });
    await centre.call('questions.answer', { id: leader.id, kind: 'declined', body: '本年度不再增加' });
    await down();
    expect(await asked(district, id)).toMatchObject({ standing: 'answered', isChanged: true });
    expect(await asked(district, leader.id)).toMatchObject({ answers: [{ kind: 'declined', body: '本年度不再增加' }] });
  });

  it('asks the centre, for its own project, about what a centre decides', async () => {
    const ask = { body: '请明确' };
    const about = { entity: 'assignment', id: '', projectId: bridge };
    expect((await centre.refusal('questions.ask', { ...ask, about })).code).toBe('QUESTION_NOT_THEIRS');
    for (const wrong of [
      { ...about, entity: 'project' },
      { ...about, projectId: 'nobody' },
      { entity: 'assignment', id: '' },
    ])
      expect((await district.refusal('questions.ask', { ...ask, about: wrong })).code).toBe('RECORD_NOT_FOUND');
  });
});

describe('is refused', () => {
  it('in the district, whatever is handed down', async () => {
    const values = { kind: 'weeklyDeadline', name: '周报', weekday: 5 } as const;
    const { rows } = await district.call('centreRules.list', {});
    const id = rows[0]?.id ?? '';
    for (const refusal of [
      await district.refusal('centreRules.save', { id, values }),
      await district.refusal('centreRules.withdraw', { id, isWithdrawn: true }),
    ])
      expect(refusal.message).toBe('这项功能只供市级中心使用，本单位没有这一步。请回到上一页。');
  });
  it('at the centre what says nothing, twice, or is not there', async () => {
    const codes = { kind: 'codes', name: '行业', field: 'industry' } as const;
    const twice = [
      { code: '1', name: '水利' },
      { code: '2', name: '水利' },
    ];
    expect((await centre.refusal('centreRules.save', { values: { ...codes, codes: twice } })).message).toBe(
      '编码表里“水利”写了两次，没有保存。请删去一个再保存。',
    );
    expect((await centre.refusal('centreRules.save', { values: { ...codes, codes: [] } })).code).toBe('INPUT_INVALID');
    expect((await centre.refusal('centreRules.withdraw', { id: 'nobody', isWithdrawn: true })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });
});

it('both ledgers stay sound', async () => {
  for (const office of [district, centre])
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
});
