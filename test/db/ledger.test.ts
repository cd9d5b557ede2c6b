import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planUndo } from '#db/ledger/undo.ts';
import { changeById } from '#db/queries/changes.ts';
import { recordHistory } from '#db/queries/history.ts';
import { deterministicId } from '#shared/package/operation.ts';
import { deliver, openDesk, parcelOf, temporaryFolder } from '#test/support/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const bridge = { entity: 'project', id: 'p1', kind: 'put' } as const;

describe('the ledger of operations', () => {
  it('keeps what a field was before and what it became', () => {
    const desk = openDesk(folder.path, 'qingshi');
    desk.change([{ ...bridge, values: { name: '青石大桥', totalInvestment: 120_000_000 } }]);
    desk.change([{ ...bridge, values: { totalInvestment: 150_000_000 } }]);
    const { rows } = desk.store.snapshot((reading) => recordHistory(reading, 'p1', 10));
    expect(rows.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['总投资', '12,000万元', '15,000万元'],
      ['项目名称', null, '青石大桥'],
      ['总投资', null, '12,000万元'],
    ]);
  });

  it('writes nothing when nothing changes', () => {
    const desk = openDesk(folder.path, 'qingshi');
    desk.change([{ ...bridge, values: { name: '青石大桥' } }]);
    const again = desk.change([{ ...bridge, values: { name: '青石大桥' } }]);
    expect(again).toMatchObject({ changeId: null, operations: 0 });
  });

  it('finds its hashes, its digest and a replay in order', () => {
    const desk = openDesk(folder.path, 'qingshi');
    desk.change([{ ...bridge, values: { name: '青石大桥', startsOn: '2018' } }]);
    desk.change([
      { entity: 'annualPlan', id: 'a1', kind: 'put', values: { projectId: 'p1', year: 2026, plannedInvestment: 1 } },
    ]);
    desk.change([{ ...bridge, kind: 'delete' }]);
    expect(desk.check()).toMatchObject({ problems: [], operations: 4, records: 3 });
  });

  it('notices an edited line, an edited table and a lost operation', () => {
    for (const damage of [
      "UPDATE operations SET line = replace(line, '青石大桥', '青石小桥') WHERE position = 2",
      "UPDATE projects SET total_investment = 1 WHERE id = 'p1'",
      'DELETE FROM operations WHERE position = 2',
      'UPDATE streams SET digest = zeroblob(32)',
    ]) {
      const desk = openDesk(folder.path, 'qingshi');
      desk.change([{ ...bridge, values: { name: '青石大桥', totalInvestment: 2 } }]);
      desk.change([{ ...bridge, values: { remark: '已开工' } }]);
      desk.store.transaction((writing) => writing.execute(damage));
      expect(desk.check().problems, damage).not.toEqual([]);
    }
  });

  it('undoes a change, but leaves and lists what was changed since', () => {
    const desk = openDesk(folder.path, 'qingshi');
    desk.change([{ ...bridge, values: { name: '青石大桥', totalInvestment: 1, remark: '甲' } }]);
    const second = desk.change([{ ...bridge, values: { totalInvestment: 2, remark: '乙' } }]);
    desk.change([{ ...bridge, values: { remark: '丙' } }]);
    const plan = desk.store.transaction((writing) =>
      planUndo(writing, changeById(writing, second.changeId ?? '')?.key ?? 0),
    );
    desk.change(plan.drafts);
    expect(desk.record('project', 'p1')?.values).toMatchObject({ totalInvestment: 1, remark: '丙' });
    expect(plan.changedSince).toMatchObject([{ title: '青石大桥', field: 'remark', label: '备注' }]);
  });

  it('names what it leaves by its project, not by its period alone', () => {
    const desk = openDesk(folder.path, 'qingshi');
    const report = { entity: 'progressReport', id: 'r1', kind: 'put' } as const;
    desk.change([{ ...bridge, values: { name: '青石大桥' } }]);
    const filled = desk.change([{ ...report, values: { projectId: 'p1', period: '2026-11-20', state: 'filled' } }]);
    desk.change([{ ...report, values: { state: 'reviewed' } }]);
    const plan = desk.store.transaction((writing) => planUndo(writing, keyOfIn(writing, filled.changeId)));
    expect(plan.drafts).toEqual([]);
    expect(plan.changedSince).toMatchObject([{ title: '青石大桥 11月20日期周报', label: '状态' }]);
  });

  it('undoing what made a project deletes it and all that came with it, unless something hangs on it since', () => {
    const desk = openDesk(folder.path, 'qingshi');
    const plan = {
      entity: 'annualPlan',
      id: 'a1',
      kind: 'put',
      values: { projectId: 'p1', year: 2026, plannedInvestment: 5 },
    } as const;
    const made = desk.change([{ ...bridge, values: { name: '青石大桥' } }, plan]);
    const keyOf = () => desk.store.snapshot((reading) => changeById(reading, made.changeId ?? '')?.key ?? 0);
    const undo = desk.store.transaction((writing) => planUndo(writing, keyOfIn(writing, made.changeId)));
    expect(undo.drafts.map(({ id, kind }) => [id, kind])).toEqual([
      ['a1', 'delete'],
      ['p1', 'delete'],
    ]);
    desk.change([
      {
        entity: 'progressReport',
        id: 'r1',
        kind: 'put',
        values: { projectId: 'p1', period: '2026-11-20', state: 'filled' },
      },
    ]);
    const key = keyOf();
    const later = desk.store.transaction((writing) => planUndo(writing, key));
    expect(later.drafts.map(({ id }) => id)).toEqual(['a1']);
    expect(later.changedSince).toMatchObject([{ id: 'p1', label: '后来增加的内容' }]);
  });
});

function keyOfIn(reading: Parameters<typeof changeById>[0], id: string | null): number {
  return changeById(reading, id ?? '')?.key ?? 0;
}

describe('operations of another office', () => {
  it('apply in its words and are refused outside what it owns', () => {
    const district = openDesk(folder.path, 'qingshi');
    const centre = openDesk(folder.path, 'yunling', 'centre');
    district.change([{ ...bridge, values: { name: '青石大桥', level: 'municipal' } }]);
    expect(deliver(parcelOf(district), centre).received.map((each) => each.applied.status)).toEqual([
      'applied',
      'applied',
    ]);
    expect(centre.record('project', 'p1')).toMatchObject({ homeOffice: 'qingshi', values: { name: '青石大桥' } });

    const other = openDesk(folder.path, 'bailu');
    other.change([{ ...bridge, values: { name: '白鹭大桥' } }]);
    const result = deliver(parcelOf(other), centre);
    expect(result.received.map((each) => each.applied)).toMatchObject([
      { status: 'applied' },
      { status: 'refused', reason: 'OWNED_BY_ANOTHER_OFFICE' },
    ]);
    expect(centre.record('project', 'p1')?.values['name']).toBe('青石大桥');
  });

  it('change nothing when they come twice', () => {
    const district = openDesk(folder.path, 'qingshi');
    const centre = openDesk(folder.path, 'yunling', 'centre');
    district.change([{ ...bridge, values: { name: '青石大桥' } }]);
    deliver(parcelOf(district), centre);
    const before = centre.check();
    expect(deliver(parcelOf(district), centre)).toMatchObject({ received: [], known: 2 });
    expect(centre.check()).toEqual(before);
  });

  it('wait for their parent and apply when it comes', () => {
    const desk = openDesk(folder.path, 'qingshi');
    const second = openDesk(folder.path, 'qingshi', 'district', false);
    desk.change([{ ...bridge, values: { name: '青石大桥' } }]);
    deliver(parcelOf(desk), second);
    const id = deterministicId('annualPlan', 'p1', '2026');
    second.change([
      { entity: 'annualPlan', id, kind: 'put', values: { projectId: 'p1', year: 2026, plannedInvestment: 7 } },
    ]);

    const centre = openDesk(folder.path, 'yunling', 'centre');
    const all = parcelOf(second);
    const [first, own] = all.streams;
    if (first === undefined || own === undefined) throw new Error('two streams expected');
    const orphan = deliver({ ...all, streams: own.lines.length === 1 ? [own] : [first] }, centre);
    expect(orphan.received.map((each) => each.applied.status)).toEqual(['waiting']);
    deliver(all, centre);
    expect(centre.record('annualPlan', id)?.values['plannedInvestment']).toBe(7);
    expect(centre.check().problems).toEqual([]);
  });

  it('keep the value in force and note a conflict when two desks changed one field', () => {
    const desk = openDesk(folder.path, 'qingshi');
    const second = openDesk(folder.path, 'qingshi', 'district', false);
    desk.change([{ ...bridge, values: { name: '青石大桥', remark: '甲' } }]);
    deliver(parcelOf(desk), second);
    desk.change([{ ...bridge, values: { remark: '乙' } }]);
    second.change([{ ...bridge, values: { remark: '丙', place: '青石路' } }]);
    deliver(parcelOf(second), desk);
    expect(desk.record('project', 'p1')?.values).toMatchObject({ remark: '乙', place: '青石路' });
    const open = desk.store.snapshot((reading) =>
      reading.select('SELECT field, value_in_force, value_offered FROM conflicts WHERE resolved_position IS NULL'),
    );
    expect(open).toEqual([{ field: 'remark', value_in_force: '"乙"', value_offered: '"丙"' }]);
  });
});
