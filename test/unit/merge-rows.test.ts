import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergedRows } from '#renderer/merge-rows.ts';

interface Row {
  readonly id: string;
  readonly place: number;
  readonly text?: string;
}

const byPlace = (left: Row, right: Row) => left.place - right.place;
const row = (id: string, place: number, text = ''): Row => ({ id, place, text });
const before = [row('a', 1), row('b', 2), row('c', 3)];

describe('a list and what has changed in it', () => {
  test('an unchanged row is the very same object, a list without changes the very same list', () => {
    const after = mergedRows(before, [row('b', 2, 'new')], [], byPlace);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toEqual(row('b', 2, 'new'));
    expect(mergedRows(before, [], [], byPlace)).toBe(before);
  });

  test('what is gone is gone, what is new stands where it belongs, what moved has moved', () => {
    expect(mergedRows(before, [row('n', 2.5), row('z', 9)], ['a'], byPlace).map((one) => one.id)).toEqual([
      'b',
      'n',
      'c',
      'z',
    ]);
    expect(mergedRows(before, [row('a', 2.5)], [], byPlace).map((one) => one.id)).toEqual(['b', 'a', 'c']);
    expect(mergedRows(before, [row('n', 0)], []).map((one) => one.id)).toEqual(['a', 'b', 'c', 'n']);
  });

  test('any changes merged give what the whole list would have been', () => {
    const places = fc.uniqueArray(fc.nat({ max: 60 }), { maxLength: 20 });
    fc.assert(
      fc.property(places, places, fc.array(fc.nat({ max: 40 })), (first, second, removed) => {
        const ordered = (rows: Iterable<Row>) => [...rows].toSorted((a, b) => byPlace(a, b) || (a.id < b.id ? -1 : 1));
        const start = ordered(first.map((place, index) => row(`p${index}`, place)));
        const records = new Map(start.map((one) => [one.id, one]));
        // Places differ from all others: rows of the same place stand in no certain order.
        const changed = second.map((place, index) => row(`p${index * 2}`, place + 0.5, 'changed'));
        for (const one of changed) records.set(one.id, one);
        const gone = removed.map((index) => `p${index}`).filter((id) => records.has(id));
        for (const id of gone) records.delete(id);
        const answered = changed.filter((one) => !gone.includes(one.id));
        expect(mergedRows(start, answered, gone, byPlace)).toEqual(ordered(records.values()));
      }),
      { seed: 20_261_118 },
    );
  });
});
