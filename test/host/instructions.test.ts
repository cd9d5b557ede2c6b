/** 领导批示 through the contract: a paper goes up, comes back with words and a scan, makes tasks, is answered, is printed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import type { InstructionChanges } from '#shared/contract/instructions.ts';
import type { PrintModel } from '#shared/report/model.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let bridge: string;
let school: string;
/** What the printer was given last. */
let printed: PrintModel | null = null;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district, {
    printer: async (model, outPath) => {
      printed = model;
      writeFileSync(outPath, '%PDF-1.7');
      return { pages: 1 };
    },
  });
  const ids = await projectIds(office);
  bridge = ids['青石大桥'] ?? '';
  school = ids['望江学校'] ?? '';
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const paper = () => ({ paperTitle: '关于青石大桥用地的情况汇报', leaderName: '张某某', projectId: bridge });
const present = async () => (await office.call('instructions.present', { ...paper(), presentedOn: '2026-11-02' })).id;
type Recorded = Partial<InputOf<'instructions.record'>>;
const wrote = { instructedOn: '2026-11-04', words: '请资源规划局抓紧办理。' };
const record = (id: string, more: Recorded = {}) => office.call('instructions.record', { id, ...wrote, ...more });
const recordRefused = async (more: Recorded = {}) =>
  await office.refusal('instructions.record', { id: await present(), ...wrote, ...more });
const get = (id: string) => office.call('instructions.get', { id });
const change = (id: string, changes: InstructionChanges) => ({ items: [{ id, changes }] });

async function scanOf(projectId: string, name: string): Promise<string> {
  const path = join(folder.path, 'scans', name);
  mkdirSync(join(folder.path, 'scans'), { recursive: true });
  writeFileSync(
    path,
    Buffer.from(`89504e470d0a1a0a0000000d494844520000000200000002${Buffer.from(name).toString('hex')}`, 'hex'),
  );
  const { added } = await office.call('attachments.add', { projectId, files: [office.take(path)] });
  return added[0]?.id ?? '';
}

describe('a paper', () => {
  it('goes up to a leader and stands in the ledger with its number', async () => {
    const { row, tasks } = await get(await present());
    expect(row).toMatchObject({
      number: '2026-1',
      paperTitle: '关于青石大桥用地的情况汇报',
      leaderName: '张某某',
      projectName: '青石大桥',
      state: 'presented',
      isOurs: true,
      tasks: 0,
    });
    expect(tasks).toEqual([]);
    expect((await get(await present())).row.number).toBe('2026-2');
  });

  it('for somebody nobody knows is refused: a leader is not made by a slip of the keys', async () => {
    const refused = await office.refusal('instructions.present', {
      ...paper(),
      leaderName: '无此人',
      presentedOn: '2026-11-02',
    });
    expect(refused.code).toBe('LEADER_UNKNOWN');
    expect(refused.message).toContain('无此人');
  });

  it('cannot have gone up tomorrow, nor be about a project that is not there', async () => {
    const refused = async (more: Partial<InputOf<'instructions.present'>>) =>
      (await office.refusal('instructions.present', { ...paper(), presentedOn: '2026-11-02', ...more })).code;
    expect(await refused({ presentedOn: '2026-11-19' })).toBe('INSTRUCTION_DAY_IN_FUTURE');
    expect(await refused({ projectId: 'nowhere' })).toBe('RECORD_NOT_FOUND');
    expect(await refused({ paperTitle: '' })).toBe('INPUT_INVALID');
  });
});

describe('an instruction', () => {
  it('comes back with a scan, makes tasks, and is answered', async () => {
    const id = await present();
    const scanId = await scanOf(bridge, '批示件.png');
    const { taskIds } = await record(id, {
      scanId,
      handlingUnitName: '区资源规划局',
      dueOn: '2026-11-27',
      tasks: [
        { content: '完成土地摘牌', unitName: '区资源规划局', personName: '钱某某', dueOn: '2026-11-25' },
        { content: '研究桥头排水' },
      ],
    });
    const { row, tasks } = await get(id);
    expect(row).toMatchObject({
      state: 'inHand',
      scanName: '批示件.png',
      handlingUnitName: '区资源规划局',
      tasks: 2,
      openTasks: 2,
    });
    expect(tasks.map((task) => [task.content, task.state])).toEqual([
      ['完成土地摘牌', 'assigned'],
      ['研究桥头排水', 'draft'],
    ]);
    const chain = (await office.call('tasks.get', { id: taskIds[0] ?? '' })).chain;
    expect(chain[0]).toMatchObject({ what: '领导批示', attachment: { name: '批示件.png' } });
    expect((await office.call('tasks.list', { originId: id })).rows.map((each) => each.projectName)).toEqual(
      expect.arrayContaining(['青石大桥']),
    );
    await office.call('instructions.feedback', { id, feedbackOn: '2026-11-18', feedback: '土地已摘牌。' });
    expect((await get(id)).row).toMatchObject({ state: 'answered', feedback: '土地已摘牌。', workingDaysLate: 0 });
  });

  it('of a paper that was never entered is recorded with its paper in one act', async () => {
    const { id } = await office.call('instructions.record', { paper: paper(), ...wrote });
    expect((await get(id)).row).toMatchObject({ state: 'received', presentedOn: null, instructedOn: '2026-11-04' });
    expect((await office.refusal('instructions.record', wrote)).code).toBe('RECORD_NOT_FOUND');
  });

  it('may have a deadline on a day off, which is explained and not refused', async () => {
    expect((await record(await present(), { dueOn: '2026-11-29' })).dueFinding).toContain('周日');
  });

  it('needs words, days in their order, and is recorded once', async () => {
    expect((await recordRefused({ words: '　' })).code).toBe('INSTRUCTION_WORDS_MISSING');
    const reversed = await recordRefused({ instructedOn: '2026-11-01' });
    expect(reversed.code).toBe('INSTRUCTION_DAYS_REVERSED');
    expect(reversed.message).toContain('呈送日期');
    expect((await recordRefused({ dueOn: '2026-11-03' })).code).toBe('INSTRUCTION_DAYS_REVERSED');
    expect((await recordRefused({ instructedOn: '2026-12-01' })).code).toBe('INSTRUCTION_DAY_IN_FUTURE');
    const id = await present();
    await record(id);
    expect((await office.refusal('instructions.record', { id, ...wrote })).code).toBe('INSTRUCTION_ALREADY_RECORDED');
  });

  it('has its scan among the files of its own project', async () => {
    const elsewhere = await scanOf(school, '另一件.png');
    expect((await recordRefused({ scanId: elsewhere })).code).toBe('INSTRUCTION_SCAN_ELSEWHERE');
    expect((await recordRefused({ scanId: 'nowhere' })).code).toBe('RECORD_NOT_FOUND');
  });

  it('is not answered before it came back, nor without words', async () => {
    const id = await present();
    const feedback = { id, feedbackOn: '2026-11-10', feedback: '已办' };
    expect((await office.refusal('instructions.feedback', feedback)).code).toBe('INSTRUCTION_NOT_RECEIVED');
    await record(id);
    expect((await office.refusal('instructions.feedback', { ...feedback, feedback: '' })).code).toBe(
      'INSTRUCTION_FEEDBACK_EMPTY',
    );
    expect((await office.refusal('instructions.feedback', { ...feedback, feedbackOn: '2026-11-03' })).code).toBe(
      'INSTRUCTION_DAYS_REVERSED',
    );
  });
});

describe('呈阅件', () => {
  const title = '关于青石大桥建设情况的汇报';
  const ofBridge = () => ({ title, about: { kind: 'project' as const, projectId: bridge } });
  const count = async () => (await office.call('instructions.list', {})).rows.length;

  it('has a box for handwriting at its head, then the project; looking at it records nothing', async () => {
    const before = await count();
    const made = await office.call('instructions.paper', { ...ofBridge(), leaderName: '张某某', request: '请审示。' });
    expect(made).toMatchObject({ pages: 1, instructionId: null });
    expect(made.file.name).toBe('呈阅件_关于青石大桥建设情况的汇报_2026-11-18.pdf');
    expect(printed).toMatchObject({ kind: 'document', margins: 'presented' });
    const blocks = printed?.kind === 'document' ? printed.blocks : [];
    expect(blocks[0]).toMatchObject({ kind: 'writingBox', label: '领导批示' });
    expect(JSON.stringify(blocks)).toContain('请示事项');
    expect(await count()).toBe(before);
  });

  it('is entered as presented in the same act when the person says so', async () => {
    const { instructionId } = await office.call('instructions.paper', {
      ...ofBridge(),
      leaderName: '张某某',
      presentedOn: '2026-11-18',
    });
    expect((await get(instructionId ?? '')).row).toMatchObject({
      paperTitle: title,
      projectName: '青石大桥',
      leaderName: '张某某',
      presentedOn: '2026-11-18',
      state: 'presented',
    });
  });

  it('is made of tasks, and refused where there is nothing to say or nobody to give it to', async () => {
    await office.call('instructions.record', { paper: paper(), ...wrote, tasks: [{ content: '研究桥头排水' }] });
    await office.call('instructions.paper', { title: '督办情况', about: { kind: 'tasks', show: 'draft' } });
    expect(JSON.stringify(printed)).toContain('研究桥头排水');
    const refused = async (input: InputOf<'instructions.paper'>) =>
      (await office.refusal('instructions.paper', input)).code;
    expect(await refused({ title: '督办情况', about: { kind: 'tasks', show: 'closed' } })).toBe('PAPER_NOTHING_TO_SAY');
    expect(await refused({ ...ofBridge(), presentedOn: '2026-11-18' })).toBe('PAPER_LEADER_MISSING');
    expect(await refused({ ...ofBridge(), leaderName: '无此人' })).toBe('LEADER_UNKNOWN');
    expect(await refused({ ...ofBridge(), leaderName: '张某某', presentedOn: '2026-11-19' })).toBe(
      'INSTRUCTION_DAY_IN_FUTURE',
    );
    expect(await refused({ title, about: { kind: 'project', projectId: 'nowhere' } })).toBe('RECORD_NOT_FOUND');
  });

  it('of the late projects names each with why', async () => {
    const input = { title: '关于进度滞后项目的汇报', about: { kind: 'lagging' as const } };
    await office.call('projects.save', {
      id: bridge,
      changes: { startsOn: '2026-01-01', plannedThisYear: 900_000_000 },
    });
    await office.call('instructions.paper', input);
    expect(JSON.stringify(printed)).toContain('青石大桥');
    await office.call('changes.undo', {});
  });
});

describe('the ledger', () => {
  it('is corrected by cells; the state follows, and one undo takes a block back', async () => {
    const id = await present();
    await record(id);
    await office.call('instructions.saveMany', change(id, { handlingUnitName: '区住建局', dueOn: '2026-11-13' }));
    expect((await get(id)).row).toMatchObject({ state: 'inHand', handlingUnitName: '区住建局', workingDaysLate: 3 });
    await office.call('changes.undo', {});
    expect((await get(id)).row).toMatchObject({ state: 'received', handlingUnitName: null, dueOn: null });
    const refused = async (changes: InstructionChanges) =>
      (await office.refusal('instructions.saveMany', change(id, changes))).code;
    expect(await refused({ instructedOn: null })).toBe('INSTRUCTION_DAY_MISSING');
    expect(await refused({ leaderName: '无此人' })).toBe('LEADER_UNKNOWN');
    expect((await office.refusal('instructions.saveMany', change('nowhere', {}))).code).toBe('RECORD_NOT_FOUND');
  });

  it('is counted, filtered by leader, and made as a workbook', async () => {
    await office.call('instructions.present', { ...paper(), leaderName: '李某某', presentedOn: '2026-11-05' });
    const all = await office.call('instructions.list', {});
    for (const show of ['open', 'presented', 'received', 'inHand', 'late', 'answered', 'all'] as const)
      expect((await office.call('instructions.list', { show })).rows).toHaveLength(all.counts[show]);
    const li = all.leaders.find((leader) => leader.name === '李某某');
    expect((await office.call('instructions.list', { leaderId: li?.id ?? '' })).rows).toHaveLength(li?.count ?? 0);
    const { file } = await office.call('instructions.ledger', { format: 'xlsx' });
    expect(file.name).toBe('领导批示办理情况_青石区_2026-11-18.xlsx');
  });

  it('reminds on the desk of what is past its deadline without feedback', async () => {
    const id = await present();
    await record(id, { dueOn: '2026-11-13' });
    const { tasks } = await office.call('overviews.district', {});
    const late = tasks.find((task) => task.code === 'INSTRUCTIONS_LATE');
    expect(late).toMatchObject({ tone: 'late', action: { page: '/instructions?show=late' } });
    expect(late?.why).toContain('二七办文〔2024〕7号');
  });

  it('loses what was entered by mistake, its tasks stay, and undo brings it back', async () => {
    const id = await present();
    const { taskIds } = await record(id, { tasks: [{ content: '研究桥头排水' }] });
    await office.call('instructions.remove', { ids: [id] });
    expect((await office.refusal('instructions.get', { id })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.call('tasks.get', { id: taskIds[0] ?? '' })).row.content).toBe('研究桥头排水');
    await office.call('changes.undo', {});
    expect((await get(id)).row.tasks).toBe(1);
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });
});
