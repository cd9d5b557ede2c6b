/** 撤销接收 in the ledger: our own desks' work by compensating operations, another office's by setting it aside. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendChange } from '#db/ledger/append.ts';
import { spansOf, takeBack } from '#db/ledger/take-back.ts';
import { planUndoOfReceived } from '#db/ledger/undo.ts';
import { deterministicId } from '#shared/package/operation.ts';
import { deliver, openDesk, parcelOf, temporaryFolder } from '#test/support/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const positionsOf = (result: ReturnType<typeof deliver>) => spansOf(result.received.map(({ entry }) => entry.position));

it('positions stand as runs', () => {
  expect(spansOf([7, 3, 4, 5, 9, 10])).toEqual([
    [3, 5],
    [7, 7],
    [9, 10],
  ]);
  expect(spansOf([])).toEqual([]);
});

it('what another desk of the office wrote is undone by this desk’s own operations, which the other takes in too', () => {
  const first = openDesk(folder.path, 'qingshi');
  first.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '青石大桥', totalInvestment: 100 } }]);
  const second = openDesk(folder.path, 'qingshi', 'district', false);
  deliver(parcelOf(first), second);
  first.change([{ entity: 'project', id: 'p1', kind: 'put', values: { totalInvestment: 200, place: '城东' } }]);
  first.change([{ entity: 'project', id: 'p2', kind: 'put', values: { name: '南岭隧道' } }]);
  const spans = positionsOf(deliver(parcelOf(first), second));
  // Changed here since: it stays and is listed.
  second.change([{ entity: 'project', id: 'p1', kind: 'put', values: { place: '城西' } }]);

  const { changedSince } = second.store.transaction((writing) => {
    const plan = planUndoOfReceived(writing, spans);
    const author = { officeId: 'qingshi', actor: '经办乙', at: '2026-11-18T02:00:00.000Z' };
    appendChange(writing, author, { id: 'undo', procedure: 'packages.undo', summary: '撤销接收' }, plan.drafts);
    return plan;
  });
  expect(changedSince.map(({ title, label }) => [title, label])).toEqual([['青石大桥', '建设地点']]);
  for (const desk of [first, second]) {
    if (desk === first) deliver(parcelOf(second), first);
    expect(desk.record('project', 'p1')?.values).toMatchObject({ totalInvestment: 100, place: '城西' });
    expect(desk.record('project', 'p2')?.isDeleted).toBe(true);
    expect(desk.check().problems).toEqual([]);
  }
});

it('what had waited for the package waits again', () => {
  const first = openDesk(folder.path, 'qingshi');
  first.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '青石大桥' } }]);
  const second = openDesk(folder.path, 'qingshi', 'district', false);
  deliver(parcelOf(first), second);
  const id = deterministicId('progressReport', 'p1', '2026-11-20');
  const values = { projectId: 'p1', period: '2026-11-20', state: 'filled', doneThisYear: 1 };
  second.change([{ entity: 'progressReport', id, kind: 'put', values }]);

  const centre = openDesk(folder.path, 'yunling', 'centre');
  const ofSecond = parcelOf(second).streams.filter(({ lines }) =>
    lines.some(({ line }) => line?.includes(id) === true),
  );
  deliver({ officeId: 'qingshi', kind: 'district', streams: ofSecond }, centre);
  expect(centre.record('progressReport', id)).toBeUndefined();
  const before = centre.check();
  const positions = positionsOf(deliver(parcelOf(first), centre));
  expect(centre.record('progressReport', id)?.values).toMatchObject({ doneThisYear: 1 });

  // The first operation that came here is the report: it had waited.
  const waited = centre.store.snapshot((reading) =>
    reading.select<{ position: number }>('SELECT position FROM operations WHERE record_id = ?', id),
  );
  const resumed = spansOf(waited.map(({ position }) => position));
  const taken = centre.store.transaction((writing) => takeBack(writing, { positions, resumed }));
  expect(taken.changedSince).toEqual([]);
  expect(centre.record('progressReport', id)).toBeUndefined();
  expect(centre.check()).toMatchObject({ problems: [], digest: before.digest });
  // With the parent it comes into force by itself.
  first.change([{ entity: 'project', id: 'p1', kind: 'put', values: { place: '城东' } }]);
  deliver(parcelOf(first), centre);
  expect(centre.record('progressReport', id)?.values).toMatchObject({ doneThisYear: 1 });
  expect(centre.check().problems).toEqual([]);
});

it('a record changed and deleted by it is what it was', () => {
  const district = openDesk(folder.path, 'qingshi');
  district.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '青石大桥' } }]);
  const centre = openDesk(folder.path, 'yunling', 'centre');
  deliver(parcelOf(district), centre);
  const before = centre.check();
  district.change([{ entity: 'project', id: 'p1', kind: 'put', values: { name: '青石河大桥', totalInvestment: 5 } }]);
  district.change([{ entity: 'project', id: 'p1', kind: 'delete' }]);
  const positions = positionsOf(deliver(parcelOf(district), centre));
  expect(centre.record('project', 'p1')?.isDeleted).toBe(true);

  const taken = centre.store.transaction((writing) => takeBack(writing, { positions, resumed: [] }));
  expect(taken).toMatchObject({ records: 1, operations: 2, changedSince: [] });
  expect(centre.record('project', 'p1')).toMatchObject({ isDeleted: false, values: { name: '青石大桥' } });
  expect(centre.check()).toMatchObject({ problems: [], digest: before.digest });

  // The next parcel brings it into force again.
  district.change([{ entity: 'project', id: 'p1', kind: 'undelete' }]);
  deliver(parcelOf(district), centre);
  expect(centre.record('project', 'p1')?.values).toMatchObject({ name: '青石河大桥', totalInvestment: 5 });
  expect(centre.check()).toMatchObject({ problems: [], digest: expect.not.stringMatching(before.digest) });

  const again = centre.store.transaction((writing) => takeBack(writing, { positions, resumed: positions }));
  // Changed since by a later operation: it stays as it is.
  expect(again.changedSince.map(({ title }) => title)).toEqual(['青石河大桥']);
});
