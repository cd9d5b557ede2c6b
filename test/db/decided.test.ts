/** A decision holds wherever what it decided on arrives after it: found by a simulated life (seed 30296). */
import { afterAll, expect, it } from 'vitest';
import { storedOperation } from '#db/ledger/stored-line.ts';
import { type Desk, deliver, openDesk, parcelOf, temporaryFolder } from '#test/support/ledger.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

function knownOn(desk: Desk): { stream: string; n: number }[] {
  return desk.store
    .snapshot((reading) => reading.select<{ line: string }>("SELECT line FROM operations WHERE record_id = 'p'"))
    .map(({ line }) => storedOperation(line))
    .map(({ stream, n }) => ({ stream, n }));
}

function threeStores(): readonly [Desk, Desk, Desk] {
  const first = openDesk(folder.path, 'qingshi');
  const second = openDesk(folder.path, 'qingshi', 'district', false);
  first.change([{ entity: 'project', id: 'p', kind: 'put', values: { name: '青石大桥', remark: '原来的' } }]);
  deliver(parcelOf(first), second);
  return [first, second, openDesk(folder.path, 'yunling', 'centre')];
}

function expectOneState(stores: readonly Desk[], state: { isDeleted: boolean; remark: string | null }): void {
  for (const store of stores) {
    const record = store.record('project', 'p');
    expect({ isDeleted: record?.isDeleted, remark: record?.values['remark'] }).toEqual(state);
    expect(store.check().problems).toEqual([]);
    store.store.close();
  }
}

it('a project both desks removed and a person kept stays kept where the second removal arrives last', () => {
  const [first, second, centre] = threeStores();
  first.change([{ entity: 'project', id: 'p', kind: 'put', values: { place: '青石路' } }]);
  first.change([{ entity: 'project', id: 'p', kind: 'delete' }]);
  second.change([{ entity: 'project', id: 'p', kind: 'put', values: { owner: '某某公司' } }]);
  second.change([{ entity: 'project', id: 'p', kind: 'delete' }]);
  deliver(parcelOf(second), first);
  first.change([{ entity: 'project', id: 'p', kind: 'undelete', supersedes: knownOn(first) }]);
  deliver(parcelOf(first), second);
  // The first desk's operations stand before the second's.
  deliver(parcelOf(first), centre);
  expectOneState([first, second, centre], { isDeleted: false, remark: '原来的' });
});

it('a field set back to what it was stays so where the other desk’s value arrives last', () => {
  const [first, second, centre] = threeStores();
  first.change([{ entity: 'project', id: 'p', kind: 'put', values: { remark: '甲写的' } }]);
  second.change([{ entity: 'project', id: 'p', kind: 'put', values: { remark: '乙写的' } }]);
  deliver(parcelOf(second), first);
  first.change([{ entity: 'project', id: 'p', kind: 'put', values: { remark: '原来的' }, supersedes: knownOn(first) }]);
  deliver(parcelOf(first), second);
  deliver(parcelOf(first), centre);
  expectOneState([first, second, centre], { isDeleted: false, remark: '原来的' });
});

it('what a third desk decided holds where its word stands before both values it decided on', () => {
  const [first, second, centre] = threeStores();
  const third = openDesk(folder.path, 'qingshi', 'district', false);
  first.change([{ entity: 'project', id: 'p', kind: 'put', values: { remark: '甲写的' } }]);
  second.change([{ entity: 'project', id: 'p', kind: 'put', values: { remark: '乙写的' } }]);
  deliver(parcelOf(second), third);
  deliver(parcelOf(first), third);
  third.change([{ entity: 'project', id: 'p', kind: 'put', values: { remark: '丙定的' }, supersedes: knownOn(third) }]);
  deliver(parcelOf(third), first);
  deliver(parcelOf(third), second);
  // Its own operations stand first, then the other desks’ one by one.
  deliver(parcelOf(third), centre);
  expectOneState([first, second, third, centre], { isDeleted: false, remark: '丙定的' });
});
