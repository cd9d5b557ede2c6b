/** Issues, tasks and instructions under any sequence of acts: what is refused changes nothing, and undo goes all the way back. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InputOf, ProcedureName } from '#shared/contract/index.ts';
import type { TaskActInput } from '#shared/contract/tasks.ts';
import { instructionState } from '#shared/rules/instructions.ts';
import { isAllowed } from '#shared/rules/tasks.ts';
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
  expect((await office.call('ledger.check', {})).problems).toEqual([]);
  await office.close();
  folder.remove();
});

/** One act: the procedure and what it is given besides the record's id. */
interface Act {
  readonly procedure: ProcedureName;
  readonly input: (id: string) => object;
}
const act = <Name extends ProcedureName>(procedure: Name, input: (id: string) => InputOf<Name>): Act => ({
  procedure,
  input,
});

interface Tried<Whole> {
  readonly done: Act;
  readonly before: Whole;
  readonly after: Whole;
  /** null: it was done. */
  readonly refusal: string | null;
}

/** Does one after the other, hands each to `check`, then undoes them one by one and compares with what was there. */
async function whatever<Whole>(
  id: string,
  acts: readonly Act[],
  get: () => Promise<Whole>,
  check: (tried: Tried<Whole>) => void,
): Promise<void> {
  const done: { readonly changeId: string; readonly before: Whole }[] = [];
  for (const each of acts) {
    const before = await get();
    const result = await office.host.call(each.procedure, each.input(id));
    const after = await get();
    if (!result.ok) expect(after).toEqual(before);
    else {
      const { changeId } = result.value as { changeId: string | null };
      if (changeId !== null) done.push({ changeId, before });
    }
    check({ done: each, before, after, refusal: result.ok ? null : result.error.code });
  }
  for (const { changeId, before } of done.toReversed()) {
    await office.call('changes.undo', { changeId });
    expect(await get()).toEqual(before);
  }
}

const onDay = '2026-11-18';
const runs = { numRuns: 12 };
const anyOf = (acts: readonly Act[]) => fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 8 });

it('an issue is open, in hand or closed, and only an explicit act leads out of the closing', async () => {
  const open: readonly Act[] = [
    act('issues.addEntry', (id) => ({ id, kind: 'progress', onDay, body: '推进中' })),
    act('issues.addEntry', (id) => ({ id, kind: 'handover', onDay, body: '交区住建局' })),
    act('issues.extend', (id) => ({ id, dueOn: '2026-12-31', reason: '等批复' })),
    act('issues.close', (id) => ({ id, closedOn: onDay, closedBy: '孙某某', closingNote: '已解决' })),
  ];
  const closed: readonly Act[] = [
    act('issues.reopen', (id) => ({ id, onDay, reason: '又出现' })),
    act('issues.review', (id) => ({ id, onDay, reviewedBy: '李某某', result: 'solved' })),
    act('issues.review', (id) => ({ id, onDay, reviewedBy: '李某某', result: 'recurred' })),
  ];
  await fc.assert(
    fc.asyncProperty(fc.boolean(), anyOf([...open, ...closed]), async (isKeySupervised, acts) => {
      const changes = { title: '桥头土地未摘牌', foundOn: '2026-11-02', dueOn: '2026-11-30', isKeySupervised };
      const { id } = await office.call('issues.save', { projectId: bridge, changes });
      const get = () => office.call('issues.get', { id });
      await whatever(id, acts, get, ({ done, before, after, refusal }) => {
        const wasClosed = before.row.state === 'closed';
        if (refusal !== null) {
          const mayRefuse = wasClosed === open.includes(done) || done.procedure === 'issues.extend';
          expect([done.procedure, refusal, mayRefuse]).toEqual([done.procedure, refusal, true]);
          return;
        }
        expect(wasClosed).toBe(closed.includes(done));
        expect(after.entries).toHaveLength(before.entries.length + 1);
        expect(after.row.reviewDueOn !== null).toBe(after.row.state === 'closed' && isKeySupervised);
        expect(after.row.reopenings).toBe(before.row.reopenings + (wasClosed && after.row.state !== 'closed' ? 1 : 0));
      });
    }),
    runs,
  );
});

it('a task goes back through all its acts, whatever they were', async () => {
  const kinds: readonly TaskActInput[] = [
    { kind: 'assign', unitName: '区住建局', dueOn: '2026-12-18' },
    { kind: 'accept' },
    { kind: 'reply', body: '已办' },
    { kind: 'return', reason: '材料不全' },
    { kind: 'askExtension', dueOn: '2026-12-31', reason: '等批复' },
    { kind: 'decideExtension', isGranted: true },
    { kind: 'remind' },
    { kind: 'escalate', meeting: '项目专题推进会', reason: '需统筹' },
    { kind: 'close', note: '办结' },
    { kind: 'reopen', reason: '反弹' },
    { kind: 'review', result: 'recurred' },
  ];
  const acts = kinds.map((given) => act('tasks.act', (id) => ({ id, act: given })));
  await fc.assert(
    fc.asyncProperty(fc.boolean(), anyOf(acts), async (isDraft, chosen) => {
      const changes = { content: '完成桥头清表', unitName: isDraft ? null : '石桥镇', dueOn: '2026-11-27' };
      const { id } = await office.call('tasks.save', { changes });
      const get = () => office.call('tasks.get', { id });
      await whatever(id, chosen, get, ({ done, before, refusal }) => {
        const kind = kinds[acts.indexOf(done)]?.kind ?? 'assign';
        expect(refusal === 'TASK_ACT_NOT_ALLOWED').toBe(!isAllowed(kind, before.row.state));
      });
    }),
    runs,
  );
});

it('an instruction stands where its words, its unit, its tasks and its feedback put it', async () => {
  const acts: readonly Act[] = [
    act('instructions.record', (id) => ({ id, instructedOn: '2026-11-10', words: '请抓紧办理。' })),
    act('instructions.record', (id) => ({
      id,
      instructedOn: '2026-11-10',
      words: '请抓紧办理。',
      tasks: [{ content: '拿出办法', unitName: '区住建局', dueOn: '2026-11-27' }],
    })),
    act('instructions.record', (id) => ({ id, instructedOn: '2026-11-01', words: '日期颠倒。' })),
    act('instructions.feedback', (id) => ({ id, feedbackOn: '2026-11-17', feedback: '已办结。' })),
    act('instructions.feedback', (id) => ({ id, feedbackOn: '2026-12-17', feedback: '还没有到。' })),
    ...[
      { handlingUnitName: '区住建局' },
      { handlingUnitName: null },
      { feedback: null, feedbackOn: null },
      { instructedOn: null, words: null, dueOn: null },
      { instructedOn: null },
      { words: '请再研究。' },
    ].map((changes) => act('instructions.saveMany', (id) => ({ items: [{ id, changes }] }))),
  ];
  await fc.assert(
    fc.asyncProperty(anyOf(acts), async (chosen) => {
      const paper = { paperTitle: '关于青石大桥的报告', leaderName: '张某某', presentedOn: '2026-11-06' };
      const { id } = await office.call('instructions.present', paper);
      const get = () => office.call('instructions.get', { id });
      await whatever(id, chosen, get, ({ after: { row, tasks }, refusal }) => {
        if (refusal !== null) expect(refusal).toMatch(/^INSTRUCTION_/);
        const facts = { ...row, handlingUnitId: row.handlingUnitName };
        expect(row.state).toBe(instructionState(facts, tasks.length > 0));
      });
    }),
    runs,
  );
});
