/** Undo and redo of any command, through the contract: all undone is the start, all redone the end. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#shared/error.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const names = ['青石大桥', '白桦湾水厂', '望江学校', '柳林道路'] as const;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const bridge = () => ids['青石大桥'] ?? '';

async function save(changes: Record<string, string | number | null | string[]>, id = bridge()): Promise<string> {
  const { changeId } = await office.call('projects.save', { id, changes });
  if (changeId === null) throw new Error('nothing changed');
  return changeId;
}

async function remark(): Promise<string | null> {
  const { rows } = await office.call('projects.list', { search: '青石大桥' });
  return rows[0]?.remark ?? null;
}

/** Everything the grid shows, without what only says how names are spelled. */
async function everything() {
  const { rows } = await office.call('projects.list', {});
  return rows;
}

type Command =
  | { readonly kind: 'field'; readonly project: number; readonly field: string; readonly value: string | number | null }
  | { readonly kind: 'leaders'; readonly project: number; readonly names: readonly string[] }
  | { readonly kind: 'many'; readonly value: number | null }
  | { readonly kind: 'remove'; readonly project: number }
  | { readonly kind: 'make'; readonly name: string };

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant('field' as const),
    project: fc.nat(3),
    field: fc.constantFrom('remark', 'place'),
    value: fc.constantFrom('甲', '乙', null),
  }),
  fc.record({
    kind: fc.constant('field' as const),
    project: fc.nat(3),
    field: fc.constantFrom('totalInvestment', 'plannedThisYear'),
    value: fc.constantFrom(10_000, 20_000, null),
  }),
  fc.record({
    kind: fc.constant('leaders' as const),
    project: fc.nat(3),
    names: fc.subarray(['张某某', '李某某', '王某某']),
  }),
  fc.record({ kind: fc.constant('many' as const), value: fc.constantFrom(30_000, 40_000, null) }),
  fc.record({ kind: fc.constant('remove' as const), project: fc.nat(3) }),
  fc.record({ kind: fc.constant('make' as const), name: fc.constantFrom('临江码头', '云岭驿站') }),
);

/** Null: nothing changed, or the project is not there any more. */
async function obey(command: Command): Promise<string | null> {
  const idOf = (index: number) => ids[names[index] ?? ''] ?? '';
  const result: Result<unknown> = await (() => {
    switch (command.kind) {
      case 'field':
        return office.host.call('projects.save', {
          id: idOf(command.project),
          changes: { [command.field]: command.value },
        });
      case 'leaders':
        return office.host.call('projects.save', {
          id: idOf(command.project),
          changes: { responsibleLeaderNames: [...command.names] },
        });
      case 'many':
        return office.host.call('projects.saveMany', {
          items: [idOf(0), idOf(1)].map((id) => ({ id, changes: { totalInvestment: command.value } })),
        });
      case 'remove':
        return office.host.call('projects.remove', { ids: [idOf(command.project)] });
      case 'make':
        return office.host.call('projects.save', { changes: { name: command.name } });
    }
  })();
  if (result.ok) return (result.value as { readonly changeId: string | null }).changeId;
  expect(result.error.code).toBe('RECORD_NOT_FOUND');
  return null;
}

describe('redo', () => {
  it('restores what was undone, which can then be undone again, as often as one likes', async () => {
    const changeId = await save({ remark: '甲' });
    for (let turn = 0; turn < 3; turn += 1) {
      await office.call('changes.undo', { changeId });
      expect(await remark()).toBeNull();
      const { redone, changedSince } = await office.call('changes.redo', { changeId });
      expect({ redone, changedSince }).toEqual({ redone: 1, changedSince: [] });
      expect(await remark()).toBe('甲');
    }
    await office.call('changes.undo', { changeId });
  });

  it('is shown in the list of changes: undone with by whom and when, then in force again', async () => {
    const changeId = await save({ remark: '甲' });
    const listed = async () => (await office.call('changes.list', {})).rows.find((row) => row.changeId === changeId);
    expect(await listed()).toMatchObject({ isUndone: false, undoneBy: null });
    await office.call('changes.undo', { changeId });
    expect(await listed()).toMatchObject({ isUndone: true, undoneBy: '经办甲' });
    await office.call('changes.redo', { changeId });
    expect(await listed()).toMatchObject({ isUndone: false, undoneBy: null });
    await office.call('changes.undo', { changeId });
  });

  it('without an id restores what was undone last, and is refused where nothing is undone', async () => {
    const first = await save({ remark: '甲' });
    const second = await save({ remark: '乙' });
    expect((await office.refusal('changes.redo', { changeId: second })).code).toBe('CHANGE_NOT_UNDONE');
    expect((await office.refusal('changes.redo', { changeId: 'nothing' })).code).toBe('CHANGE_NOT_FOUND');
    await office.call('changes.undo', { changeId: second });
    await office.call('changes.undo', { changeId: first });
    await office.call('changes.redo', {});
    expect(await remark()).toBe('甲');
    await office.call('changes.redo', {});
    expect(await remark()).toBe('乙');
    await office.call('changes.undo', {});
    await office.call('changes.undo', {});
    expect(await remark()).toBeNull();
  });

  it('leaves a field that was changed since the undo, and lists it; the others come back', async () => {
    const changeId = await save({ remark: '甲', place: '青石河东岸' });
    await office.call('changes.undo', { changeId });
    const later = await save({ remark: '丙' });
    const { redone, changedSince } = await office.call('changes.redo', { changeId });
    expect(redone).toBe(1);
    expect(changedSince).toMatchObject([{ title: '青石大桥', field: 'remark', label: '备注' }]);
    const { rows } = await office.call('projects.list', { search: '青石大桥' });
    expect(rows[0]).toMatchObject({ remark: '丙', place: '青石河东岸' });
    await office.call('changes.undo', { changeId: later });
    await office.call('changes.undo', { changeId });
    expect(await remark()).toBeNull();
  });
});

describe('undo', () => {
  it('leaves a field that was changed and changed back by hand: that was somebody’s word too', async () => {
    const changeId = await save({ remark: '甲' });
    const away = await save({ remark: '乙' });
    const back = await save({ remark: '甲' });
    const { undone, changedSince } = await office.call('changes.undo', { changeId });
    expect(undone).toBe(0);
    expect(changedSince).toMatchObject([{ field: 'remark' }]);
    expect(await remark()).toBe('甲');
    // What was itself taken back does not count.
    await office.call('changes.undo', { changeId: back });
    await office.call('changes.undo', { changeId: away });
    await office.call('changes.redo', { changeId });
    expect((await office.call('changes.undo', { changeId })).changedSince).toEqual([]);
    expect(await remark()).toBeNull();
  });
});

describe('any commands', () => {
  it('all undone are as at the start, all redone as at the end, and undone once more as at the start', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 1, maxLength: 8 }), async (commands) => {
        const start = await everything();
        const made: string[] = [];
        for (const command of commands) {
          const changeId = await obey(command);
          if (changeId !== null) made.push(changeId);
        }
        const end = await everything();
        for (const turn of ['first', 'second'] as const) {
          for (const changeId of made.toReversed()) {
            const { changedSince } = await office.call('changes.undo', { changeId });
            expect(changedSince, `${turn} undo`).toEqual([]);
          }
          expect(await everything()).toEqual(start);
          if (turn === 'second') return;
          for (const changeId of made) {
            const { changedSince } = await office.call('changes.redo', { changeId });
            expect(changedSince, 'redo').toEqual([]);
          }
          expect(await everything()).toEqual(end);
        }
      }),
      { numRuns: 25, seed: 20_261_118 },
    );
  });

  it('undone out of order, exactly the fields a later command in force has written are left and listed', async () => {
    const value = fc.record({
      project: fc.nat(1),
      field: fc.constantFrom('remark', 'place'),
      value: fc.constantFrom('甲', '乙', '丙'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 2, maxLength: 6 }), fc.nat(), async (writes, wanted) => {
        const made: { changeId: string; project: number; field: string }[] = [];
        for (const write of writes) {
          const changeId = await obey({ kind: 'field', ...write });
          if (changeId !== null) made.push({ changeId, project: write.project, field: write.field });
        }
        const index = wanted % Math.max(1, made.length);
        const taken = made[index];
        if (taken !== undefined) {
          const isWrittenSince = made
            .slice(index + 1)
            .some((one) => one.project === taken.project && one.field === taken.field);
          const { undone, changedSince } = await office.call('changes.undo', { changeId: taken.changeId });
          expect(changedSince.map((one) => one.field)).toEqual(isWrittenSince ? [taken.field] : []);
          expect(undone).toBe(isWrittenSince ? 0 : 1);
        }
        for (const { changeId } of made.toReversed())
          if (changeId !== taken?.changeId) await office.call('changes.undo', { changeId });
        if (taken !== undefined) {
          await office.call('changes.redo', { changeId: taken.changeId });
          await office.call('changes.undo', { changeId: taken.changeId });
        }
      }),
      { numRuns: 25, seed: 20_261_119 },
    );
  });

  it('leave the ledger sound', async () => {
    const { problems } = await office.call('ledger.check', {});
    expect(problems).toEqual([]);
  });
});
