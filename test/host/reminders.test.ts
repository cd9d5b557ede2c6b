/** Reminders through the contract: seen, put off, taken back; and the list of every unit and leader, held against the ledgers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reminderKey } from '#shared/rules/reminders.ts';
import {
  frozenNow,
  machineFolder,
  type Office,
  openOffice,
  preparedOffices,
  projectIds,
} from '#test/support/offices.ts';

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

const desk = () => office.call('overviews.district', {});
const line = async (code: string) => {
  const found = (await desk()).tasks.find((task) => task.code === code);
  if (found === undefined) throw new Error(`the desk has no ${code}`);
  return { ...found, key: reminderKey(found) };
};
const marksOf = async (key: string) => (await desk()).marks.filter((mark) => mark.key === key);
const mark = async (code: string, until?: string) => {
  const { key, sentence } = await line(code);
  return office.call('reminders.mark', { key, sentence, ...(until === undefined ? {} : { until }) });
};
const refused = async (code: string, until?: string) => {
  const { key, sentence } = await line(code);
  return office.refusal('reminders.mark', { key, sentence, ...(until === undefined ? {} : { until }) });
};
const draft = (content: string) => office.call('tasks.save', { changes: { content, projectId: bridge } });

describe('a reminder', () => {
  beforeAll(async () => {
    await draft('修便道');
    await office.call('tasks.save', {
      changes: { content: '完成用地报批', unitName: '区资源规划局', assignedOn: '2026-10-12', dueOn: '2026-11-06' },
    });
  });

  it('always says why and has one button, and every line of the desk has a key of its own', async () => {
    const { tasks } = await desk();
    expect(tasks.length).toBeGreaterThan(3);
    for (const task of tasks) {
      expect(task.why, task.code).not.toBe('');
      expect(task.action.page, task.code).toMatch(/^\//);
      expect(task).not.toHaveProperty('facts');
    }
    expect(new Set(tasks.map(reminderKey)).size).toBe(tasks.length);
  });

  it('that was seen stays quiet until something new comes, and says who saw it', async () => {
    const { key } = await line('TASK_DRAFTS');
    await mark('TASK_DRAFTS');
    expect(await marksOf(key)).toEqual([{ key, markedOn: '2026-11-18', until: null, actor: '经办甲' }]);
    await draft('补绿化');
    expect(await marksOf(key)).toEqual([]);
  });

  it('that was put off comes back on the day, or when it is taken back', async () => {
    const { key } = await line('TASK_DRAFTS');
    await mark('TASK_DRAFTS', '2026-11-23');
    expect(await marksOf(key)).toMatchObject([{ until: '2026-11-23', actor: '经办甲' }]);
    office.turnTo('2026-11-23T01:00:00.000Z');
    expect(await marksOf(key)).toEqual([]);
    office.turnTo(frozenNow);
    expect(await marksOf(key)).toHaveLength(1);
    await office.call('reminders.clear', { key });
    expect(await marksOf(key)).toEqual([]);
  });

  it('that is late is not seen away, only put off by some days', async () => {
    expect((await line('TASKS_LATE')).tone).toBe('late');
    const refusal = await refused('TASKS_LATE');
    expect(refusal.code).toBe('REMINDER_LATE');
    expect(refusal.message).toContain('推迟');
    expect((await refused('TASKS_LATE', '2026-11-26')).code).toBe('REMINDER_SNOOZE_TOO_LONG');
    await mark('TASKS_LATE', '2026-11-20');
    expect(await marksOf('TASKS_LATE')).toHaveLength(1);
    await office.call('reminders.clear', { key: 'TASKS_LATE' });
  });

  it('is put off to its deadline at most, in one sentence', async () => {
    const { dueOn } = await line('FILL_PROGRESS');
    expect(dueOn).toBe('2026-11-20');
    const refusal = await refused('FILL_PROGRESS', '2026-11-21');
    expect(refusal.code).toBe('REMINDER_SNOOZE_BEYOND_DEADLINE');
    expect(refusal.message).toBe(
      '这件事2026年11月20日截止，不能推迟到2026年11月21日，没有推迟。请选2026年11月20日或以前的日期。',
    );
    expect((await refused('FILL_PROGRESS', '2026-11-18')).code).toBe('REMINDER_SNOOZE_PAST');
  });

  it('that says something else by now, or is gone, is not marked', async () => {
    const { key } = await line('TASK_DRAFTS');
    const old = { key, sentence: '有99个督办事项还没有明确责任人或时限，没有交办。' };
    expect((await office.refusal('reminders.mark', old)).code).toBe('REMINDER_CHANGED');
    expect((await office.refusal('reminders.mark', { key: 'NOTHING', sentence: '' })).code).toBe('REMINDER_CHANGED');
  });

  it('leaves no trace in the ledger: marks stay on this computer', async () => {
    const { rows } = await office.call('changes.list', { limit: 1 });
    await mark('TASK_DRAFTS');
    expect((await office.call('changes.list', { limit: 1 })).rows).toEqual(rows);
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });

  it('is marked by somebody', async () => {
    const { key, sentence } = await line('TASK_DRAFTS');
    const nobody = openOffice(office.dataFolder, { operator: null });
    expect((await nobody.refusal('reminders.mark', { key, sentence })).code).toBe('OPERATOR_MISSING');
    await nobody.close();
  });
});
