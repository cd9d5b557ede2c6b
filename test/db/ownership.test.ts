/** Whose records are whose, held against operations in the order they arrive. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deterministicId } from '#shared/package/operation.ts';
import { deliver, openDesk, parcelOf, temporaryFolder } from '#test/support/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const statuses = (result: ReturnType<typeof deliver>) =>
  result.received.map((each) => [each.applied.status, each.applied.reason]);

describe('an operation that waited', () => {
  it('is judged again when its record comes: another office’s record is not for it', () => {
    const owner = openDesk(folder.path, 'qingshi');
    owner.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '青石大桥' } }]);
    // 白鹭区 holds a copy (never mind how) and changes it.
    const stranger = openDesk(folder.path, 'bailu');
    deliver(parcelOf(owner), stranger);
    stranger.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '改了名' } }]);

    const centre = openDesk(folder.path, 'yunling', 'centre');
    expect(statuses(deliver(parcelOf(stranger), centre))).toEqual([
      ['applied', null],
      ['waiting', 'RECORD'],
    ]);
    const result = deliver(parcelOf(owner), centre);
    expect(statuses(result)).toContainEqual(['refused', 'OWNED_BY_ANOTHER_OFFICE']);
    expect(centre.record('project', 'p1')).toMatchObject({ homeOffice: 'qingshi', values: { name: '青石大桥' } });
    expect(centre.check().problems).toEqual([]);
  });

  it('for a parent applies when the parent is its own office’s, and is refused when it is another’s', () => {
    const owner = openDesk(folder.path, 'qingshi');
    owner.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '青石大桥' } }]);
    const stranger = openDesk(folder.path, 'bailu');
    deliver(parcelOf(owner), stranger);
    const id = deterministicId('progressReport', 'p1', '2026-11-20');
    stranger.change([
      {
        entity: 'progressReport',
        id,
        kind: 'put',
        values: { projectId: 'p1', period: '2026-11-20', state: 'filled', doneThisYear: 1 },
      },
    ]);

    const centre = openDesk(folder.path, 'yunling', 'centre');
    expect(statuses(deliver(parcelOf(stranger), centre)).at(-1)).toEqual(['waiting', 'PARENT']);
    deliver(parcelOf(owner), centre);
    expect(centre.record('progressReport', id)).toBeUndefined();
    // The owner's own report on it applies, under the very same id.
    owner.change([
      {
        entity: 'progressReport',
        id,
        kind: 'put',
        values: { projectId: 'p1', period: '2026-11-20', state: 'filled', doneThisYear: 2 },
      },
    ]);
    deliver(parcelOf(owner), centre);
    expect(centre.record('progressReport', id)).toMatchObject({ homeOffice: 'qingshi', values: { doneThisYear: 2 } });
    expect(centre.check().problems).toEqual([]);
  });
});

describe('nobody', () => {
  it('hangs a report, a plan or a person’s task on another office’s project', () => {
    const owner = openDesk(folder.path, 'qingshi');
    owner.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '青石大桥' } }]);
    const centre = openDesk(folder.path, 'yunling', 'centre');
    deliver(parcelOf(owner), centre);
    const stranger = openDesk(folder.path, 'bailu');
    deliver(parcelOf(owner), stranger);
    stranger.change([
      { entity: 'person', id: 'z', kind: 'put', values: { name: '张某某' } },
      { entity: 'annualPlan', id: 'a', kind: 'put', values: { projectId: 'p1', year: 2026, plannedInvestment: 1 } },
      {
        entity: 'assignment',
        id: 's',
        kind: 'put',
        values: { projectId: 'p1', personId: 'z', role: 'responsibleLeader' },
      },
      {
        entity: 'progressReport',
        id: 'r',
        kind: 'put',
        values: { projectId: 'p1', period: '2026-11-20', state: 'filled' },
      },
    ]);
    expect(statuses(deliver(parcelOf(stranger), centre)).slice(1)).toEqual([
      ['applied', null],
      ...Array.from({ length: 3 }, () => ['refused', 'OWNED_BY_ANOTHER_OFFICE']),
    ]);
    for (const [entity, id] of [
      ['annualPlan', 'a'],
      ['assignment', 's'],
      ['progressReport', 'r'],
    ] as const)
      expect(centre.record(entity, id)).toBeUndefined();
    expect(centre.check().problems).toEqual([]);
  });

  it('makes or changes an office record but its own', () => {
    const centre = openDesk(folder.path, 'yunling', 'centre');
    const stranger = openDesk(folder.path, 'bailu');
    stranger.change([
      {
        entity: 'office',
        id: 'hongfeng',
        kind: 'put',
        values: { kind: 'district', fullName: '红枫区', shortName: '红枫区', rulePack: 'erqi-2024@1' },
      },
    ]);
    expect(statuses(deliver(parcelOf(stranger), centre))).toEqual([
      ['applied', null],
      ['refused', 'OWNED_BY_ANOTHER_OFFICE'],
    ]);
    expect(centre.record('office', 'hongfeng')).toBeUndefined();
    expect(centre.record('office', 'bailu')).toMatchObject({ homeOffice: 'bailu' });
  });

  it('but the centre says which project lags', () => {
    const owner = openDesk(folder.path, 'qingshi');
    owner.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '青石大桥' } }]);
    owner.change([
      {
        entity: 'laggingDecision',
        id: 'd',
        kind: 'put',
        values: { projectId: 'p1', period: '2026-11-20', isListed: false },
      },
    ]);
    const centre = openDesk(folder.path, 'yunling', 'centre');
    expect(statuses(deliver(parcelOf(owner), centre)).at(-1)).toEqual(['refused', 'NOT_FOR_THIS_KIND_OF_OFFICE']);
    centre.change([
      {
        entity: 'laggingDecision',
        id: 'd',
        kind: 'put',
        values: { projectId: 'p1', period: '2026-11-20', isListed: true },
      },
    ]);
    expect(centre.record('laggingDecision', 'd')).toMatchObject({ homeOffice: 'yunling', values: { isListed: true } });
    expect(centre.check().problems).toEqual([]);
  });
});
