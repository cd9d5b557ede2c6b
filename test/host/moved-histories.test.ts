/** Where an office says its history was moved, that is believed only where the same contents stand there, in its own streams. */
import { afterAll, describe, expect, it } from 'vitest';
import { relocateTail } from '#db/ledger/relocate.ts';
import { movedIn } from '#db/queries/moved.ts';
import { makeMoves, planMoves } from '#electron/host/handlers/package-moved.ts';
import type { Moved, Range } from '#shared/package/manifest.ts';
import { type Desk, deliver, openDesk, parcelOf, temporaryFolder } from '#test/support/ledger.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const target = 'f'.repeat(32);

/** A district whose last two operations the centre holds and which it has since moved, and written two others in their place. */
function parted(): { district: Desk; other: Desk; centre: Desk; stream: string; moved: readonly Moved[] } {
  const district = openDesk(folder.path, 'qingshi');
  const other = openDesk(folder.path, 'bailu');
  const centre = openDesk(folder.path, 'yunling', 'centre');
  const write = (remark: string) =>
    district.change([{ entity: 'project', id: 'p', kind: 'put', values: { name: '青石大桥', remark } }]);
  write('原来的');
  const [own] = parcelOf(district).streams;
  const stream = own?.stream ?? '';
  const common = own?.lines.length ?? 0;
  write('先写的');
  write('又写的');
  deliver(parcelOf(district), centre);
  other.change([{ entity: 'project', id: 'q', kind: 'put', values: { name: '白鹭泵站' } }]);
  other.change([{ entity: 'project', id: 'q', kind: 'put', values: { remark: '备注' } }]);
  deliver(parcelOf(other), centre);
  district.store.transaction((writing) => relocateTail(writing, stream, common, target));
  write('恢复后写的');
  write('恢复后又写的');
  const moved = district.store.snapshot((reading) => movedIn(reading, [stream]));
  return { district, other, centre, stream, moved };
}

function carried(
  desk: Desk,
): { range: Range; operations: readonly { n: number; line: string | null; bodyHash: Buffer; hash: Buffer }[] }[] {
  return parcelOf(desk).streams.map(({ stream, lines }) => ({
    range: {
      stream,
      from: 1,
      to: lines.length,
      baseHash: '0'.repeat(64),
      headHash: lines.at(-1)?.hash.toString('hex') ?? '',
      count: lines.length,
      bodies: lines.length,
    },
    operations: lines,
  }));
}

const lines = (desk: Desk, stream: string) =>
  desk.store.snapshot((reading) =>
    reading.select<{ n: number; line: string }>(
      'SELECT n, line FROM operations WHERE stream_key = (SELECT key FROM streams WHERE stream = ?) ORDER BY n',
      stream,
    ),
  );

describe('a history that is said to stand elsewhere now', () => {
  it('is moved where the package carries it, and the ledger stays sound', () => {
    const { district, other, centre, stream, moved } = parted();
    const plan = centre.store.snapshot((reading) => planMoves(reading, moved, carried(district)));
    expect(plan.moves.map((move) => [move.stream, move.places.size])).toEqual([[stream, 2]]);
    centre.store.transaction((writing) => makeMoves(writing, plan));
    expect(lines(centre, target)).toEqual(lines(district, target));
    deliver(parcelOf(district), centre);
    expect(lines(centre, stream)).toEqual(lines(district, stream));
    expect(centre.check().problems).toEqual([]);
    for (const desk of [district, other, centre]) desk.store.close();
  });

  it('stays where it is when something else stands at the place named', () => {
    const { district, other, centre, moved } = parted();
    // A second stream of the same office that the centre holds already.
    const second = openDesk(folder.path, 'qingshi', 'district', false);
    second.change([{ entity: 'project', id: 'r', kind: 'put', values: { name: '另一个' } }]);
    second.change([{ entity: 'project', id: 'r', kind: 'put', values: { remark: '另写的' } }]);
    const parcel = parcelOf(second);
    deliver(parcel, centre);
    const there = parcel.streams[0]?.stream ?? '';
    const before = lines(centre, there);
    const plan = centre.store.snapshot((reading) =>
      planMoves(
        reading,
        moved.map((group) => ({ ...group, target: there })),
        carried(district),
      ),
    );
    expect(before).toHaveLength(2);
    expect(plan.moves).toEqual([]);
    for (const desk of [district, other, centre, second]) desk.store.close();
  });

  it('does not go into another office’s stream, and is not said to be lost where its words are here', () => {
    const { district, other, centre, moved } = parted();
    const foreign = parcelOf(other).streams[0]?.stream ?? '';
    for (const named of [foreign, null]) {
      const plan = centre.store.snapshot((reading) =>
        planMoves(
          reading,
          moved.map((group) => ({ ...group, target: named })),
          carried(district),
        ),
      );
      expect(plan.moves).toEqual([]);
    }
    for (const desk of [district, other, centre]) desk.store.close();
  });
});
