/** The desks of this office: which there are, what each holds, and what other offices have said of work that is not here yet. */
import { type DeskFacts, type Held, invitedNumber } from '#shared/package/desk.ts';
import { build, type Reading, type Writing } from '../run.ts';
import type { Tables } from '../tables.ts';
import { acknowledgementOf, gapsOf, type HeldAcknowledgement, type StreamState, streamNamed } from './exchange.ts';
import { saveSetting } from './installation.ts';
import { ownStreamNames } from './lost-work.ts';

export interface Desk {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly operator: string | null;
  readonly isOwn: boolean;
  /** The invitation it joined by, or the invitation itself while nobody has joined by it. */
  readonly invitation: string | null;
  readonly streams: readonly string[];
  readonly notedAt: string;
  /** When its newest package was made; null while it is only invited. */
  readonly seenAt: string | null;
  readonly seenSeq: number;
  /** The key of the office it signed with last. */
  readonly keyId: string | null;
  readonly removedAt: string | null;
}

function deskOf(row: Tables['desks']): Desk {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    operator: row.operator,
    isOwn: row.is_own === 1,
    invitation: row.invitation,
    streams: JSON.parse(row.streams) as string[],
    notedAt: row.noted_at,
    seenAt: row.seen_at,
    seenSeq: row.seen_seq,
    keyId: row.key_id,
    removedAt: row.removed_at,
  };
}

export function allDesks(reading: Reading): readonly Desk[] {
  return reading.all(build.selectFrom('desks').selectAll().orderBy('number').orderBy('id')).map(deskOf);
}

export function ownDesk(reading: Reading): Desk | undefined {
  const row = reading.first(build.selectFrom('desks').selectAll().where('is_own', '=', 1));
  return row === undefined ? undefined : deskOf(row);
}

/** Other desks that are used, or invited and not given up. */
export function otherDesks(reading: Reading): readonly Desk[] {
  return allDesks(reading).filter((desk) => !desk.isOwn && desk.removedAt === null);
}

export function saveDesk(writing: Writing, desk: Desk): void {
  const { id, ...values }: Tables['desks'] = {
    id: desk.id,
    number: desk.number,
    name: desk.name,
    operator: desk.operator,
    is_own: desk.isOwn ? 1 : 0,
    invitation: desk.invitation,
    streams: JSON.stringify(desk.streams),
    noted_at: desk.notedAt,
    seen_at: desk.seenAt,
    seen_seq: desk.seenSeq,
    key_id: desk.keyId,
    removed_at: desk.removedAt,
  };
  writing.run(
    build
      .insertInto('desks')
      .values({ id, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values)),
  );
}

/** Names the desk this one is a copy of, until a person has said what becomes of it. */
export const copiedFromSetting = 'desks.copiedFrom';
const longestName = 40;

/**
 * This computer is a copy of another that may be at work as well: from now on a desk of its own, with its own name and its
 * own numbers of packages; the one it was copied from stays in the list. Nothing where the office has but one computer.
 */
export function becomeAnotherDesk(writing: Writing, id: string, now: string): void {
  const own = ownDesk(writing);
  if (own === undefined) return;
  const number = invitedNumber(
    own.number,
    allDesks(writing).map((desk) => desk.number),
  );
  saveDesk(writing, { ...own, isOwn: false, streams: [...ownStreamNames(writing)] });
  for (const stream of allStreams(writing)) {
    const { withheld } = gapsOf(writing, stream.key);
    saveHeldByDesk(writing, own.id, stream, { n: stream.n, hash: stream.hash, withheld }, now);
  }
  const suffix = '（另一台）';
  const name = `${own.name.slice(0, longestName - suffix.length)}${suffix}`;
  const fresh = { isOwn: true, invitation: null, streams: [], notedAt: now, seenAt: now, seenSeq: 0, removedAt: null };
  saveDesk(writing, { ...own, ...fresh, id, number: number ?? own.number, name });
  saveSetting(writing, copiedFromSetting, own.id);
}

/** An invitation nobody has joined by, once somebody has: the desk itself stands in its place. */
export function dropInvitation(writing: Writing, invitation: string): void {
  writing.execute('DELETE FROM acknowledgements WHERE office_id = ?', invitation);
  writing.execute('DELETE FROM desks WHERE id = ? AND is_own = 0', invitation);
}

/** The newest word of a desk counts, also where it holds less than before: a backup was put back there. */
export function saveHeldByDesk(
  writing: Writing,
  deskId: string,
  stream: StreamState,
  held: { readonly n: number; readonly hash: Uint8Array; readonly withheld: Held['withheld'] },
  at: string,
): void {
  writing.execute('DELETE FROM acknowledgements WHERE office_id = ? AND stream_key = ?', deskId, stream.key);
  writing.execute(
    'INSERT INTO acknowledgements (office_id, stream_key, n, hash, withheld, at) VALUES (?, ?, ?, ?, ?, ?)',
    deskId,
    stream.key,
    held.n,
    held.hash,
    JSON.stringify(held.withheld),
    at,
  );
}

export function allStreams(reading: Reading): readonly StreamState[] {
  return reading.select<StreamState>(
    'SELECT key, stream, office_id AS officeId, head_n AS n, head_hash AS hash, digest FROM streams ORDER BY key',
  );
}

/** What all of these desks hold of a stream; undefined where one of them has nothing of it. */
export function heldByAll(
  reading: Reading,
  deskIds: readonly string[],
  streamKey: number,
): HeldAcknowledgement | undefined {
  const held = deskIds.map((id) => acknowledgementOf(reading, id, streamKey));
  let least: HeldAcknowledgement | undefined;
  for (const each of held) {
    if (each === undefined) return undefined;
    if (least === undefined || each.n < least.n) least = each;
  }
  if (least === undefined) return undefined;
  const { n } = least;
  const missing = held.flatMap((each) => (each?.withheld ?? []).filter(([from]) => from <= n));
  return { ...least, withheld: inOrder(missing.map(([from, to]) => [from, Math.min(to, n)])) };
}

/** Overlapping ranges as one, ascending. */
function inOrder(ranges: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.toSorted(([left], [right]) => left - right)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Everything an office has said it holds, by stream. */
export function acknowledgedBy(reading: Reading, officeId: string): Held[] {
  return reading
    .select<{ stream: string; n: number; hash: Buffer; withheld: string }>(
      `SELECT s.stream, a.n, a.hash, a.withheld FROM acknowledgements a JOIN streams s ON s.key = a.stream_key
       WHERE a.office_id = ? AND a.n > 0 ORDER BY s.key`,
      officeId,
    )
    .map(({ stream, n, hash, withheld }) => ({
      stream,
      n,
      hash: hash.toString('hex'),
      withheld: JSON.parse(withheld) as [number, number][],
    }));
}

export interface Heard extends Held {
  readonly officeId: string;
}

export function heardAcknowledgements(reading: Reading): Heard[] {
  return reading.all(build.selectFrom('heard_acknowledgements').selectAll()).map((row) => ({
    officeId: row.office_id,
    stream: row.stream,
    n: row.n,
    hash: row.hash,
    withheld: JSON.parse(row.withheld) as [number, number][],
  }));
}

/** Kept until the operations are here that it speaks of; the one that speaks of most counts. */
export function hearAcknowledgement(
  writing: Writing,
  { officeId, stream, n, hash, withheld }: Heard,
  at: string,
): void {
  writing.execute(
    `INSERT INTO heard_acknowledgements (office_id, stream, n, hash, withheld, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (office_id, stream) DO UPDATE SET n = excluded.n, hash = excluded.hash, withheld = excluded.withheld, at = excluded.at
     WHERE excluded.n >= heard_acknowledgements.n`,
    officeId,
    stream,
    n,
    hash,
    JSON.stringify(withheld),
    at,
  );
}

export function forgetHeard(writing: Writing, officeId: string, stream: string): void {
  writing.execute('DELETE FROM heard_acknowledgements WHERE office_id = ? AND stream = ?', officeId, stream);
}

/** Records with operations a desk has not said it holds, and the first of those operations. */
export function notCarriedTo(
  reading: Reading,
  deskId: string,
): { readonly records: number; readonly since: string | null } {
  const records = reading.selectFirst<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT DISTINCT o.entity, o.record_id FROM streams s
       LEFT JOIN acknowledgements a ON a.stream_key = s.key AND a.office_id = ?
       JOIN operations o ON o.stream_key = s.key AND o.n > coalesce(a.n, 0)
       WHERE o.entity IS NOT NULL LIMIT 5001)`,
    deskId,
  );
  const first = reading.selectFirst<{ line: string }>(
    `SELECT o.line FROM streams s LEFT JOIN acknowledgements a ON a.stream_key = s.key AND a.office_id = ?
     JOIN operations o ON o.stream_key = s.key AND o.n > coalesce(a.n, 0)
     WHERE o.line IS NOT NULL ORDER BY o.position LIMIT 1`,
    deskId,
  );
  const at = first === undefined ? null : (JSON.parse(first.line) as { at: string }).at;
  return { records: records?.count ?? 0, since: at };
}

/** The newest change that is here, whosever it is. */
export function newestChange(reading: Reading): { readonly at: string; readonly actor: string } | null {
  const row = reading.selectFirst<{ line: string }>(
    "SELECT line FROM operations WHERE line IS NOT NULL AND status IN ('applied', 'conflict') ORDER BY position DESC LIMIT 1",
  );
  if (row === undefined) return null;
  const { at, actor } = JSON.parse(row.line) as { at: string; actor: string };
  return { at, actor };
}

/** This desk as it tells of itself and of the others. */
export function deskFacts(reading: Reading): DeskFacts[] {
  const written = ownStreamNames(reading);
  return allDesks(reading).map((desk) => ({
    id: desk.id,
    number: desk.number,
    name: desk.name,
    operator: desk.operator,
    invitation: desk.invitation,
    streams: desk.isOwn
      ? [...written].filter((stream) => streamNamed(reading, stream) !== undefined)
      : [...desk.streams],
    seenAt: desk.seenAt,
    isRemoved: desk.removedAt !== null,
    held: desk.isOwn ? [] : acknowledgedBy(reading, desk.id),
  }));
}

/** The newest signed package of every other office: a desk that was not there when it came can give that office its work back. */
export function signedHeads(reading: Reading): readonly string[] {
  return [...new Set(reading.all(build.selectFrom('signed_heads').select('envelope')).map((row) => row.envelope))];
}
