/**
 * Two desks write the same, and one takes it back: values alone cannot tell who saw whom. Found by a simulated life
 * (seed 20261864). Where it matters an operation names what it saw; where it saw nothing, a person decides.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { overlayAccess } from '#db/ledger/access.ts';
import { receiveOperations } from '#db/ledger/receive.ts';
import { relocateTail } from '#db/ledger/relocate.ts';
import { storedOperation } from '#db/ledger/stored-line.ts';
import { spansOf, takeBack } from '#db/ledger/take-back.ts';
import { streamNamed } from '#db/queries/exchange.ts';
import { recordHistory } from '#db/queries/history.ts';
import type { JsonValue, Operation } from '#shared/package/operation.ts';
import { type Desk, deliver, openDesk, type Parcel, parcelOf, temporaryFolder } from '#test/support/ledger.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const bridge = { entity: 'project', id: 'p', kind: 'put' } as const;

/** Two desks of one office and a centre; one of the desks has made the project, both have it. */
function stores(maker: 'first' | 'second' = 'first'): readonly [Desk, Desk, Desk] {
  const first = openDesk(folder.path, 'qingshi');
  const second = openDesk(folder.path, 'qingshi', 'district', false);
  deliver(parcelOf(first), second);
  const [making, other] = maker === 'first' ? [first, second] : [second, first];
  making.change([{ ...bridge, values: { name: '青石大桥', remark: '原来的' } }]);
  deliver(parcelOf(making), other);
  return [first, second, openDesk(folder.path, 'yunling', 'centre')];
}

function write(desk: Desk, remark: JsonValue): void {
  desk.change([{ ...bridge, values: { remark } }]);
}

function remove(desk: Desk): void {
  desk.change([{ entity: 'project', id: 'p', kind: 'delete' }]);
}

function restore(desk: Desk): void {
  desk.change([{ entity: 'project', id: 'p', kind: 'undelete' }]);
}

function operations(desk: Desk): readonly Operation[] {
  return desk.store
    .snapshot((reading) => reading.select<{ line: string }>("SELECT line FROM operations WHERE record_id = 'p'"))
    .map(({ line }) => storedOperation(line));
}

function openConflicts(desk: Desk): readonly string[] {
  return desk.store
    .snapshot((reading) =>
      reading.select<{ field: string; inForce: string; offered: string }>(
        'SELECT field, value_in_force AS inForce, value_offered AS offered FROM conflicts WHERE resolved_position IS NULL',
      ),
    )
    .map(({ field, inForce, offered }) => `${field}: ${inForce} / ${offered}`);
}

function state(desk: Desk): unknown {
  const record = desk.record('project', 'p');
  return { isDeleted: record?.isDeleted, remark: record?.values['remark'] };
}

function decide(desk: Desk, remark: JsonValue): void {
  const supersedes = operations(desk).map(({ stream, n }) => ({ stream, n }));
  desk.change([{ ...bridge, values: { remark }, supersedes }]);
}

/** A desk's own stream only, as where the other has not passed on what it took in. */
function ownParcel(desk: Desk, of: Desk): Parcel {
  const stream = streamOf(of);
  const parcel = parcelOf(desk);
  return { ...parcel, streams: parcel.streams.filter((each) => each.stream === stream) };
}

function streamOf(desk: Desk): string {
  return desk.store.snapshot(
    (reading) =>
      reading.selectFirst<{ stream: string }>(
        'SELECT s.stream FROM installation i JOIN streams s ON s.key = i.own_stream',
      )?.stream ?? '',
  );
}

function expectSound(...desks: readonly Desk[]): void {
  for (const desk of desks) expect(desk.check().problems).toEqual([]);
}

describe('two desks that wrote the same', () => {
  for (const maker of ['first', 'second'] as const)
    it(`and one of them, not knowing it, took it back: one open conflict at both, and the decision holds (made by the ${maker})`, () => {
      const [first, second, centre] = stores(maker);
      write(first, '新的');
      write(second, '新的');
      write(second, '原来的');
      const [fromFirst, fromSecond] = [parcelOf(first), parcelOf(second)];
      deliver(fromSecond, first);
      deliver(fromFirst, second);
      expect(openConflicts(first)).toEqual(['remark: "新的" / "原来的"']);
      expect(openConflicts(second)).toEqual(['remark: "原来的" / "新的"']);
      expectSound(first, second);
      decide(second, '原来的');
      deliver(parcelOf(second), first);
      deliver(parcelOf(second), centre);
      for (const desk of [first, second, centre]) {
        expect(state(desk)).toEqual({ isDeleted: false, remark: '原来的' });
        expect(openConflicts(desk)).toEqual([]);
      }
      expectSound(first, second, centre);
    });

  it('and one of them, knowing it, took it back: that holds wherever and in whatever order it arrives', () => {
    const [first, second] = stores();
    write(first, '新的');
    write(second, '新的');
    deliver(parcelOf(first), second);
    write(second, '原来的');
    const last = operations(second).at(-1);
    expect(last?.seen).toEqual([{ stream: streamOf(first), n: 3 }]);
    const parts = [ownParcel(second, first), ownParcel(second, second)] as const;
    for (const order of [parts, parts.toReversed(), [parts[1], parts[0], parts[1]]]) {
      const centre = openDesk(folder.path, 'yunling', 'centre');
      for (const part of order) deliver(part, centre);
      expect(state(centre)).toEqual({ isDeleted: false, remark: '原来的' });
      expect(openConflicts(centre)).toEqual([]);
      expectSound(centre);
    }
    deliver(parcelOf(second), first);
    expect(state(first)).toEqual({ isDeleted: false, remark: '原来的' });
    expect(openConflicts(first)).toEqual([]);
    expectSound(first, second);
  });

  it('and one goes on from it: the other’s word is not passed over in silence', () => {
    const [first, second] = stores();
    write(first, '新的');
    write(second, '新的');
    write(second, '更新的');
    const fromFirst = parcelOf(first);
    deliver(parcelOf(second), first);
    deliver(fromFirst, second);
    expect(openConflicts(first)).toEqual(['remark: "新的" / "更新的"']);
    expect(openConflicts(second)).toEqual(['remark: "更新的" / "新的"']);
    expectSound(first, second);
  });

  it('in a field that was empty, and one emptied it again: a conflict at both', () => {
    const [first, second] = stores();
    const place = (desk: Desk, value: JsonValue) => desk.change([{ ...bridge, values: { place: value } }]);
    place(first, '青石路');
    place(second, '青石路');
    place(second, null);
    const fromFirst = parcelOf(first);
    deliver(parcelOf(second), first);
    deliver(fromFirst, second);
    expect(openConflicts(first)).toEqual(['place: "青石路" / null']);
    expect(openConflicts(second)).toEqual(['place: null / "青石路"']);
    expectSound(first, second);
  });

  it('is not a decision: a name for what was seen closes no conflict and is not told as 选定', () => {
    const [first, second] = stores();
    write(first, '新的');
    write(second, '新的');
    second.change([{ ...bridge, values: { place: '乙路' } }]);
    first.change([{ ...bridge, values: { place: '甲路' } }]);
    deliver(parcelOf(first), second);
    second.change([{ ...bridge, values: { remark: '原来的', place: '乙路二号' } }]);
    expect(openConflicts(second)).toEqual(['place: "乙路" / "甲路"']);
    deliver(parcelOf(second), first);
    expect(openConflicts(first)).toContain('place: "甲路" / "乙路二号"');
    const { rows } = second.store.snapshot((reading) => recordHistory(reading, 'p', 20));
    expect(rows.filter(({ label }) => label.includes('选定'))).toEqual([]);
    expectSound(first, second);
  });
});

describe('a third desk', () => {
  it('that saw one of two who wrote the same does not silently replace the other', () => {
    const [first, second] = stores();
    const third = openDesk(folder.path, 'qingshi', 'district', false);
    deliver(parcelOf(first), third);
    write(first, '新的');
    write(second, '新的');
    deliver(parcelOf(first), third);
    write(third, '原来的');
    const [one, two, three] = [ownParcel(first, first), ownParcel(second, second), ownParcel(third, third)];
    deliver(one, second);
    deliver(three, second);
    deliver(two, third);
    expect(openConflicts(second)).toEqual(['remark: "新的" / "原来的"']);
    expect(openConflicts(third)).toEqual(['remark: "原来的" / "新的"']);
    expectSound(second, third);
  });

  it('that saw both replaces both', () => {
    const [first, second] = stores();
    const third = openDesk(folder.path, 'qingshi', 'district', false);
    deliver(parcelOf(first), third);
    write(first, '新的');
    write(second, '新的');
    deliver(ownParcel(first, first), third);
    deliver(ownParcel(second, second), third);
    write(third, '原来的');
    expect(operations(third).at(-1)?.seen).toHaveLength(2);
    deliver(parcelOf(third), second);
    deliver(parcelOf(second), first);
    for (const desk of [first, second, third]) {
      expect(state(desk)).toMatchObject({ remark: '原来的' });
      expect(openConflicts(desk)).toEqual([]);
    }
    expectSound(first, second, third);
  });
});

describe('a project both desks removed', () => {
  for (const maker of ['first', 'second'] as const)
    it(`and one, not knowing it, brought back is a conflict at both until a person decides (made by the ${maker})`, () => {
      const [first, second, centre] = stores(maker);
      remove(first);
      remove(second);
      restore(second);
      const fromFirst = parcelOf(first);
      deliver(parcelOf(second), first);
      deliver(fromFirst, second);
      expect(openConflicts(first)).toEqual(['isDeleted: true / false']);
      expect(openConflicts(second)).toEqual(['isDeleted: false / true']);
      expectSound(first, second);
      const supersedes = operations(first).map(({ stream, n }) => ({ stream, n }));
      first.change([{ entity: 'project', id: 'p', kind: 'undelete', supersedes }]);
      deliver(parcelOf(first), second);
      deliver(parcelOf(first), centre);
      for (const desk of [first, second, centre]) {
        expect(state(desk)).toMatchObject({ isDeleted: false });
        expect(openConflicts(desk)).toEqual([]);
      }
      expectSound(first, second, centre);
    });

  it('and one, knowing it, brought back stays wherever the other’s removal arrives last', () => {
    const [first, second, centre] = stores('second');
    remove(first);
    remove(second);
    deliver(parcelOf(first), second);
    restore(second);
    expect(operations(second).at(-1)?.seen).toHaveLength(1);
    deliver(ownParcel(second, second), centre);
    deliver(ownParcel(second, first), centre);
    deliver(parcelOf(second), first);
    for (const desk of [first, second, centre]) {
      expect(state(desk)).toMatchObject({ isDeleted: false });
      expect(openConflicts(desk)).toEqual([]);
    }
    expectSound(first, second, centre);
  });
});

describe('an ordinary life', () => {
  it('of one desk names nothing as seen, however often a value comes back', () => {
    const desk = openDesk(folder.path, 'qingshi');
    desk.change([{ ...bridge, values: { name: '青石大桥', remark: '甲' } }]);
    for (const remark of ['乙', '甲', '乙', null, '甲']) write(desk, remark);
    remove(desk);
    restore(desk);
    expect(operations(desk).filter(({ seen }) => seen !== undefined)).toEqual([]);
  });

  it('of two desks that take turns names nothing where every value is new', () => {
    const [first, second] = stores();
    for (const [number, desk] of [first, second, second, first, second].entries()) {
      write(desk, `第${number}次`);
      deliver(parcelOf(first), second);
      deliver(parcelOf(second), first);
    }
    expect(operations(first).filter(({ seen }) => seen !== undefined)).toEqual([]);
    expect(openConflicts(first)).toEqual([]);
  });

  it('of two desks that take turns with the same few values knows no conflict, at the centre neither', () => {
    const [first, second, centre] = stores();
    const late = openDesk(folder.path, 'yunling', 'centre');
    for (const [desk, remark] of [
      [first, '甲'],
      [second, '乙'],
      [second, '甲'],
      [first, '乙'],
      [second, '甲'],
      [second, null],
      [first, '甲'],
    ] as const) {
      write(desk, remark);
      deliver(parcelOf(first), second);
      deliver(parcelOf(second), first);
      deliver(parcelOf(desk), centre);
    }
    deliver(ownParcel(second, second), late);
    deliver(ownParcel(first, first), late);
    for (const desk of [first, second, centre, late]) {
      expect(state(desk)).toEqual({ isDeleted: false, remark: '甲' });
      expect(openConflicts(desk)).toEqual([]);
    }
    expectSound(first, second, centre, late);
  });

  it('of desks that always know each other’s last word ends in that word, or open for a person, in whatever parts it arrives', () => {
    const step = fc.record({ desk: fc.nat(2), value: fc.constantFrom('甲', '乙', null, 'remove') });
    const arrival = fc.array(fc.record({ desk: fc.nat(2), count: fc.integer({ min: 1, max: 4 }) }), { maxLength: 12 });
    const wrote = (desk: number, value: string | null) => ({ desk, value });
    // A word of a computer that has gone on from it, and one that led to what is in force, were tried again.
    const foundOnce: [ReturnType<typeof wrote>[], { desk: number; count: number }[]][] = [
      [[wrote(1, null), wrote(0, '乙'), wrote(1, '甲'), wrote(0, null)], []],
      [[wrote(1, null), wrote(0, '乙'), wrote(1, '甲'), wrote(2, null)], [{ desk: 2, count: 1 }]],
    ];
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 10 }), arrival, (steps, arrivals) => {
        const life = temporaryFolder();
        const desks = [
          openDesk(life.path, 'qingshi'),
          openDesk(life.path, 'qingshi', 'district', false),
          openDesk(life.path, 'qingshi', 'district', false),
        ] as const;
        const centre = openDesk(life.path, 'yunling', 'centre');
        const [maker] = desks;
        maker.change([{ ...bridge, values: { name: '青石大桥', remark: '甲' } }]);
        deliver(parcelOf(maker), desks[1]);
        deliver(parcelOf(maker), desks[2]);
        for (const { desk: number, value } of steps) {
          const desk = desks[number as 0 | 1 | 2];
          if (value !== 'remove') write(desk, value);
          else if (desk.record('project', 'p')?.isDeleted === true) restore(desk);
          else remove(desk);
          for (const other of desks) if (other !== desk) deliver(ownParcel(desk, desk), other);
        }
        const sent = new Map<number, number>();
        for (const { desk: number, count } of arrivals) {
          const from = sent.get(number) ?? 0;
          const own = ownParcel(desks[number as 0 | 1 | 2], desks[number as 0 | 1 | 2]);
          deliver(
            { ...own, streams: own.streams.map((each) => ({ ...each, lines: each.lines.slice(from, from + count) })) },
            centre,
          );
          sent.set(number, from + count);
        }
        for (const desk of desks) deliver(ownParcel(desk, desk), centre);
        for (const desk of desks) {
          expect(openConflicts(desk)).toEqual([]);
          expect(state(desk)).toEqual(state(maker));
        }
        // Parts that come far out of their order may leave a question, never another word in silence.
        if (openConflicts(centre).length === 0) expect(state(centre)).toEqual(state(maker));
        expectSound(...desks, centre);
        for (const { store } of [...desks, centre]) store.close();
        life.remove();
      }),
      { numRuns: 25, examples: foundOnce },
    );
  });

  it('after both desks took in the same ledger is a life without conflicts', () => {
    const [first, second, centre] = stores();
    const plan = { entity: 'annualPlan', id: 'a', kind: 'put' } as const;
    for (const desk of [first, second])
      desk.change([{ ...plan, values: { projectId: 'p', year: 2026, plannedInvestment: 5, task: '开工' } }]);
    const exchange = () => {
      deliver(parcelOf(first), second);
      deliver(parcelOf(second), first);
    };
    exchange();
    for (const desk of [first, second]) expect(openConflicts(desk)).toEqual([]);
    first.change([{ ...plan, values: { task: '完成基础' } }]);
    first.change([{ ...plan, values: { task: '开工', plannedInvestment: 6 } }]);
    exchange();
    second.change([{ ...plan, values: { task: '完成主体', plannedInvestment: 5 } }]);
    exchange();
    first.change([{ entity: 'annualPlan', id: 'a', kind: 'delete' }]);
    exchange();
    deliver(parcelOf(first), centre);
    for (const desk of [first, second, centre]) {
      expect(desk.record('annualPlan', 'a')).toMatchObject({ isDeleted: true, values: { task: '完成主体' } });
      expect(openConflicts(desk)).toEqual([]);
    }
    expectSound(first, second, centre);
  });

  it('of two desks that made one record, one of which fills in a field the other left empty, knows no conflict', () => {
    const [first, second] = stores();
    const report = { entity: 'progressReport', id: 'r', kind: 'put' } as const;
    for (const desk of [first, second])
      desk.change([{ ...report, values: { projectId: 'p', period: '2026-11-20', state: 'filled' } }]);
    first.change([{ ...report, values: { problems: '无' } }]);
    second.change([{ ...report, values: { doneThisYear: 5 } }]);
    const fromFirst = parcelOf(first);
    deliver(parcelOf(second), first);
    deliver(fromFirst, second);
    for (const desk of [first, second]) {
      expect(desk.record('progressReport', 'r')?.values).toMatchObject({ problems: '无', doneThisYear: 5 });
      expect(openConflicts(desk)).toEqual([]);
    }
    expectSound(first, second);
  });
});

describe('what is held against the operations of two desks', () => {
  it('is the same in the preview of a package as where it is taken in', () => {
    for (const knows of [false, true]) {
      const [first, second] = stores();
      write(first, '新的');
      write(second, '新的');
      if (knows) deliver(parcelOf(first), second);
      write(second, '原来的');
      const parcel = ownParcel(second, second);
      const previewed = first.store.snapshot((reading) =>
        receiveOperations(
          overlayAccess(reading),
          { officeId: 'qingshi', kind: 'district' },
          // As if the other desk's stream were new here.
          parcel.streams.map(({ stream, lines }) => ({
            streamKey: streamNamed(reading, stream)?.key ?? -1,
            stream,
            operations: lines,
            lateBodies: [],
          })),
        ),
      );
      const committed = deliver(parcel, first);
      const told = ({ received }: typeof committed) => received.map(({ entry, applied }) => [entry.n, applied]);
      expect(told(committed)).toEqual(told(previewed));
      expect(openConflicts(first)).toHaveLength(knows ? 0 : 1);
    }
  });

  it('is whole where the centre has only part of what they wrote', () => {
    for (const knows of [true, false]) {
      const [first, second, centre] = stores();
      write(first, '新的');
      write(second, '新的');
      if (knows) deliver(parcelOf(first), second);
      write(second, '原来的');
      deliver(parcelOf(first), second);
      const whole = parcelOf(second);
      const part = {
        ...whole,
        streams: whole.streams.map(({ stream, lines }) => ({
          stream,
          lines: lines.map((each) => (stream === streamOf(first) && each.n === 3 ? { ...each, line: null } : each)),
        })),
      };
      deliver(part, centre);
      expect(state(centre)).toMatchObject({ remark: '原来的' });
      expect(openConflicts(centre)).toEqual([]);
      expectSound(centre);
      deliver(whole, centre);
      expect(state(centre)).toMatchObject({ remark: '原来的' });
      expect(openConflicts(centre)).toEqual(knows ? [] : ['remark: "原来的" / "新的"']);
      expectSound(centre);
    }
  });

  it('is what was replayed before, where a package is taken back', () => {
    const [first, second] = stores();
    write(first, '新的');
    write(second, '新的');
    deliver(parcelOf(first), second);
    write(second, '原来的');
    const { received } = deliver(parcelOf(second), first);
    write(first, '后来的');
    write(first, '原来的');
    const before = state(first);
    // Something hangs on the project: it stays, and what was made again from its operations is what it was.
    first.store.transaction((writing) =>
      takeBack(writing, { positions: spansOf(received.map(({ entry }) => entry.position)), resumed: [] }),
    );
    expect(state(first)).toEqual(before);
    expect(openConflicts(first)).toEqual([]);
    expectSound(first);
  });

  it('is known to a history that got a stream of its own after a backup was put back', () => {
    const [first, second] = stores();
    write(first, '新的');
    write(first, '原来的');
    write(first, '新的');
    const stream = streamOf(first);
    const target = 'f'.repeat(32);
    first.store.transaction((writing) => relocateTail(writing, stream, 3, target));
    const moved = operations(first).filter((operation) => operation.stream === target);
    expect(moved.map(({ n, seen }) => [n, seen])).toEqual([
      [1, [{ stream, n: 3 }]],
      [2, [{ stream, n: 3 }]],
    ]);
    deliver(parcelOf(first), second);
    expect(state(second)).toEqual({ isDeleted: false, remark: '新的' });
    expect(openConflicts(second)).toEqual([]);
    expectSound(first, second);
  });
});
