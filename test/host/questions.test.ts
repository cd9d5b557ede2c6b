/** 询问与答复 over the stick: asked at the centre, corrected in the district, settled; and a change request the other way. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let other: Office;
let centre: Office;
let ids: Record<string, string>;
let made = 0;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  process.env['FIVE_ONES_STATE'] = join(machine.path, 'state');
  district = openOffice(prepared.district);
  other = openOffice(prepared.other, { operator: '经办己' });
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), other.unlock(), centre.unlock()]);
  ids = await projectIds(district);
  await fill({ doneThisYear: 30_000_000, physicalProgress: '主墩施工' });
  await sendUp();
}, 180_000);
afterAll(async () => {
  await Promise.all([district.close(), other.close(), centre.close()]);
  machine.remove();
});

const bridge = () => ids['青石大桥'] ?? '';
const idOf = async (office: Office) => (await office.call('offices.current', {})).office?.id ?? '';

async function fill(changes: InputOf<'progress.save'>['changes']): Promise<void> {
  const { period } = await district.call('packages.precheck', {});
  await district.call('progress.save', { period, projectId: bridge(), changes });
}

async function carry(from: Office, to: Office, file: OutputOf<'packages.export'>['file'] | null): Promise<void> {
  made += 1;
  const path = from.keep(file, join(machine.path, `${made}.ldx`));
  const preview = await to.call('packages.preview', { file: to.take(path) });
  const done = await to.call('packages.import', { token: preview.token });
  if (done.file !== null) await carry(to, from, done.file);
}

async function sendUp(scope?: InputOf<'packages.export'>['scope']): Promise<void> {
  const sent = await district.call('packages.export', {
    reviewedBy: '审核甲',
    issuedBy: '签发乙',
    ...(scope === undefined ? {} : { scope }),
  });
  await carry(district, centre, sent.file);
}

async function sendDown(): Promise<void> {
  const sent = await centre.call('packages.exportDown', { recipient: await idOf(district), issuedBy: '签发丙' });
  await carry(centre, district, sent.file);
}

async function questionAt(office: Office, id: string) {
  const row = (await office.call('questions.list', {})).rows.find((each) => each.id === id);
  if (row === undefined) throw new Error('the question is not there');
  return row;
}

/** The district's newest report subject as the centre may ask about it. */
async function reportAbout() {
  const { rows } = await centre.call('questions.subjects', { projectId: bridge() });
  const report = rows.find((row) => row.about.entity === 'progressReport');
  if (report === undefined) throw new Error('no report to ask about');
  return report;
}

const askAboutFigure = async (body: string, more: Partial<InputOf<'questions.ask'>> = {}) =>
  (await centre.call('questions.ask', { about: (await reportAbout()).about, field: 'doneThisYear', body, ...more })).id;

/** Newest first. */
const sentStates = async () =>
  (await district.call('packages.list', {})).rows
    .filter((row) => row.kind === 'report' && row.direction === 'sent')
    .map((row) => row.state);

const remindersOf = async (office: Office) => {
  const { office: own } = await office.call('offices.current', {});
  return own?.kind === 'centre'
    ? (await office.call('overviews.centre', {})).reminders
    : (await office.call('overviews.district', {})).tasks;
};

describe('a question of the centre about a figure', () => {
  it('goes the whole way: asked, delivered, corrected, answered, settled; both sides see the same', async () => {
    const report = await reportAbout();
    expect(report.label).toMatch(/日期周报$/);
    expect(report.fields.find((field) => field.name === 'doneThisYear')?.shown).toBe('3,000万元');
    expect(await sentStates()).toEqual(['acknowledged']);
    const id = await askAboutFigure('比上期少了五百万元，请核实', { dueOn: '2026-11-25' });
    expect(await questionAt(centre, id)).toMatchObject({
      kind: 'question',
      standing: 'undelivered',
      isOurs: true,
      isUnsent: true,
      projectName: '青石大桥',
      fieldLabel: '本年累计完成投资',
      shown: '3,000万元',
      isChanged: false,
      fromName: '云岭市中心',
      toName: '青石区',
    });

    await sendDown();
    expect(await questionAt(centre, id)).toMatchObject({ standing: 'delivered', isUnsent: false });
    expect(await questionAt(district, id)).toMatchObject({
      standing: 'delivered',
      isOurs: false,
      shown: '3,000万元',
      fromName: '云岭市中心',
      page: expect.stringContaining('/progress?period='),
    });
    expect((await district.call('questions.list', { show: 'toAnswer' })).rows).toHaveLength(1);
    expect(await remindersOf(district)).toContainEqual(
      expect.objectContaining({
        code: 'QUESTIONS_TO_ANSWER',
        dueOn: '2026-11-25',
        sentence: '云岭市中心有1件询问等待答复，要求2026年11月25日前答复：青石大桥 本年累计完成投资。',
      }),
    );
    expect(await sentStates()).toEqual(['questioned']);

    const unchanged = await district.refusal('questions.answer', { id, kind: 'corrected' });
    expect(unchanged.code).toBe('ANSWER_NOT_CORRECTED');
    await fill({ doneThisYear: 35_000_000 });
    await district.call('questions.answer', { id, kind: 'corrected' });
    expect(await questionAt(district, id)).toMatchObject({ standing: 'answered', isUnsent: true });
    expect((await questionAt(centre, id)).standing).toBe('delivered');

    await sendUp();
    expect(await questionAt(district, id)).toMatchObject({ isUnsent: false });
    // What was sent since is not what was asked about.
    expect(await sentStates()).toEqual(['acknowledged', 'questioned']);
    expect(await questionAt(centre, id)).toMatchObject({
      standing: 'answered',
      shown: '3,000万元',
      shownNow: '3,500万元',
      isChanged: true,
      answers: [{ kind: 'corrected', body: null, answeredBy: '经办甲' }],
    });
    expect((await remindersOf(centre)).map((each) => each.code)).toContain('QUESTIONS_TO_SETTLE');

    await centre.call('questions.settle', { id, note: '已核实' });
    await sendDown();
    for (const office of [centre, district])
      expect(await questionAt(office, id)).toMatchObject({
        standing: 'settled',
        note: '已核实',
        settledBy: '经办戊',
        shown: '3,000万元',
        shownNow: '3,500万元',
        isUnsent: false,
      });
    expect(await sentStates()).toEqual(['acknowledged', 'acknowledged']);
    expect((await district.call('questions.list', { show: 'open' })).rows).toEqual([]);
    expect((await district.refusal('questions.answer', { id, kind: 'explained', body: '又及' })).code).toBe(
      'QUESTION_CLOSED',
    );
    expect((await centre.refusal('questions.withdraw', { id })).code).toBe('QUESTION_CLOSED');
  });

  it('is remembered when its day has passed unanswered, and may be explained more than once', async () => {
    const id = await askAboutFigure('请说明资金来源', { dueOn: '2026-11-25' });
    await sendDown();
    centre.turnTo('2026-12-02T02:00:00Z');
    district.turnTo('2026-12-02T02:00:00Z');
    expect(await questionAt(centre, id)).toMatchObject({ isLate: true, workingDays: expect.any(Number) });
    expect(await remindersOf(centre)).toContainEqual(
      expect.objectContaining({ code: 'QUESTIONS_UNANSWERED', tone: 'late' }),
    );
    expect(await remindersOf(district)).toContainEqual(
      expect.objectContaining({ code: 'QUESTIONS_TO_ANSWER', tone: 'late' }),
    );
    await district.call('questions.answer', { id, kind: 'explained', body: '专项债资金到位' });
    await district.call('questions.answer', { id, kind: 'declined', body: '数字无误，不更改' });
    await sendUp();
    expect((await questionAt(centre, id)).answers.map((each) => each.kind)).toEqual(['explained', 'declined']);
    expect((await questionAt(centre, id)).isLate).toBe(false);
  });

  it('taken back stays on both sides as taken back', async () => {
    const id = await askAboutFigure('问错了');
    await sendDown();
    await centre.call('questions.withdraw', { id });
    expect(await questionAt(centre, id)).toMatchObject({ standing: 'withdrawn', isUnsent: true });
    await sendDown();
    for (const office of [centre, district])
      expect(await questionAt(office, id)).toMatchObject({ standing: 'withdrawn', isUnsent: false });
  });
});

describe('a change request of a district', () => {
  it('is about what the centre has confirmed, travels whatever is reported, and is answered by the centre', async () => {
    const school = ids['望江学校'] ?? '';
    await centre.call('levels.confirm', { projectIds: [school], level: 'municipal' });
    await sendDown();
    const { rows } = await district.call('questions.subjects', { projectId: school });
    expect(rows.map((row) => row.label)).toEqual(['级别认定', '请列入名单', '请明确省市领导', '请下达节点']);
    const about = rows[0]?.about ?? { entity: '', id: '' };
    const { id } = await district.call('questions.ask', {
      about,
      field: 'level',
      body: '已列入省重点名单，请更正',
      proposed: '省重点',
    });
    expect(await questionAt(district, id)).toMatchObject({
      kind: 'changeRequest',
      standing: 'undelivered',
      toName: '云岭市中心',
    });
    // Its project is outside this report's scope.
    await sendUp({ kind: 'list', projectIds: [bridge()] });
    expect(await questionAt(district, id)).toMatchObject({ standing: 'delivered' });
    expect(await questionAt(centre, id)).toMatchObject({ isOurs: false, proposed: '省重点', page: '/levels' });
    await centre.call('levels.confirm', { projectIds: [school], level: 'provincial' });
    await centre.call('questions.answer', { id, kind: 'corrected' });
    await sendDown();
    const answered = await questionAt(district, id);
    expect(answered).toMatchObject({ standing: 'answered', isChanged: true });
    expect(answered.shownNow).not.toBe(answered.shown);
    await district.call('questions.settle', { id });
    await sendUp();
    expect((await questionAt(centre, id)).standing).toBe('settled');
    for (const office of [district, centre])
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });

  it('may be about a task from above that is of no project', async () => {
    await centre.call('tasks.save', {
      changes: { content: '报送年度投资计划', officeId: await idOf(district), dueOn: '2026-12-10' },
    });
    expect((await district.call('questions.subjects', {})).rows).toEqual([]);
    await sendDown();
    const { rows } = await district.call('questions.subjects', {});
    expect(rows.map((row) => row.label)).toEqual(['督办事项：报送年度投资计划']);
    const about = rows[0]?.about ?? { entity: '', id: '' };
    const { id } = await district.call('questions.ask', { about, field: 'dueOn', body: '请延期到月底' });
    expect(await questionAt(district, id)).toMatchObject({ projectId: null, shown: '2026年12月10日' });
    await sendUp();
    expect(await questionAt(centre, id)).toMatchObject({ isOurs: false, page: `/tasks?task=${about.id}` });
  });
});

describe('is refused', () => {
  it('a question to oneself, about a record that is not the other’s, about nothing, without words', async () => {
    const about = { entity: 'project', id: bridge() };
    const ask = { about, body: '请核实' };
    expect((await district.refusal('questions.ask', ask)).message).toBe(
      '“项目”归本单位管理，直接修改即可，不用向自己提出。',
    );
    const theirs = await centre.refusal('questions.ask', { ...ask, toOfficeId: await idOf(other) });
    expect(theirs.code).toBe('QUESTION_NOT_THEIRS');
    expect((await centre.refusal('questions.ask', { ...ask, body: '  ' })).code).toBe('QUESTION_EMPTY');
    expect((await centre.refusal('questions.ask', { ...ask, field: 'colour' })).code).toBe('FIELD_UNKNOWN');
    for (const entity of ['project', 'nothing'])
      expect((await centre.refusal('questions.ask', { about: { entity, id: 'nobody' }, body: '请核实' })).code).toBe(
        'RECORD_NOT_FOUND',
      );
  });

  it('answering one’s own, settling another’s, settling without an answer, answering without words', async () => {
    const id = await askAboutFigure('请核实');
    await sendDown();
    const own = await centre.refusal('questions.answer', { id, kind: 'explained', body: '自问自答' });
    expect(own.code).toBe('QUESTION_NOT_FOR_US');
    const settled = await district.refusal('questions.settle', { id });
    expect(settled.message).toBe('这一件是“云岭市中心”提出的，只能由提出方了结或撤回。本单位请写明答复。');
    expect((await district.refusal('questions.withdraw', { id })).code).toBe('QUESTION_NOT_OURS');
    expect((await centre.refusal('questions.settle', { id })).code).toBe('QUESTION_NOT_ANSWERED');
    expect((await district.refusal('questions.answer', { id, kind: 'explained', body: ' ' })).code).toBe(
      'ANSWER_EMPTY',
    );
    expect((await district.refusal('questions.answer', { id: 'nobody', kind: 'declined', body: '无' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });
});
