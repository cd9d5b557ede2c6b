/**
 * What this installation has written and does not hold any more: a backup was put back, or the PC cloned. Noticed by the
 * mark on the machine or by another office that knows more (exchange.md “Reading”).
 */
import { build, type Reading, type Writing } from '../run.ts';

export interface LostWork {
  readonly stream: string;
  /** The last operation known to have been written. */
  readonly statedN: number;
  /** The last one held here. */
  readonly heldN: number;
  /** Who showed it; null: the mark on this machine. */
  readonly officeId: string | null;
  readonly noticedAt: string;
}

/** What is still looked for. */
export function openLostWork(reading: Reading): readonly LostWork[] {
  return reading.select<LostWork>(
    `SELECT l.stream, l.stated_n AS statedN, coalesce(s.head_n, 0) AS heldN, l.office_id AS officeId, l.noticed_at AS noticedAt
     FROM lost_work l LEFT JOIN streams s ON s.stream = l.stream WHERE l.settled_at IS NULL ORDER BY l.noticed_at, l.stream`,
  );
}

/** Noted once: what was found or given up stays settled until somebody shows still more. */
export function noteLostWork(
  writing: Writing,
  { stream, statedN, officeId, at }: { stream: string; statedN: number; officeId: string | null; at: string },
): boolean {
  const known = writing.first(build.selectFrom('lost_work').select('stated_n').where('stream', '=', stream));
  if (known !== undefined && known.stated_n >= statedN) return false;
  const values = {
    stated_n: statedN,
    office_id: officeId,
    noticed_at: at,
    settled_at: null,
    settled_by: null,
    settled_how: null,
  };
  writing.run(
    build
      .insertInto('lost_work')
      .values({ stream, ...values })
      .onConflict((conflict) => conflict.column('stream').doUpdateSet(values)),
  );
  return true;
}

const skipped = 100;

/** Numbers of packages sent since the backup are not known: two packages shall not have one number. Gaps are normal. */
export function skipPackageNumbers(writing: Writing): void {
  writing.execute(
    `INSERT INTO package_numbers (office_id, last_seq) SELECT id, ? FROM enrolled_offices WHERE true
     ON CONFLICT (office_id) DO UPDATE SET last_seq = last_seq + excluded.last_seq`,
    skipped,
  );
}

/**
 * After the other office gave back what it holds: what is whole again is settled – also where it stands elsewhere now
 * because another history has its numbers.
 */
export function settleFound(
  writing: Writing,
  given: readonly { readonly stream: string; readonly to: number }[],
  at: string,
  by: string,
): void {
  for (const { stream, to } of given)
    writing.execute(
      `UPDATE lost_work SET settled_at = ?, settled_by = ?, settled_how = 'found' WHERE stream = ? AND settled_at IS NULL
       AND stated_n <= max(?, (SELECT s.head_n FROM streams s WHERE s.stream = lost_work.stream))`,
      at,
      by,
      stream,
      to,
    );
}

/** A person says that no more will be found. */
export function giveUpLostWork(writing: Writing, at: string, by: string): void {
  writing.execute(
    "UPDATE lost_work SET settled_at = ?, settled_by = ?, settled_how = 'givenUp' WHERE settled_at IS NULL",
    at,
    by,
  );
}

/** Streams this very installation has written, the one it writes now among them. */
export function ownStreamNames(reading: Reading): ReadonlySet<string> {
  return new Set(reading.all(build.selectFrom('own_streams').select('stream')).map((row) => row.stream));
}

export function rememberOwnStream(writing: Writing, stream: string, at: string): void {
  writing.execute('INSERT OR IGNORE INTO own_streams (stream, begun_at) VALUES (?, ?)', stream, at);
}

/** The package that brought a stream's newest operation, as its office signed it: kept to give it its own work back. */
export function saveSignedHead(writing: Writing, officeId: string, stream: string, n: number, envelope: string): void {
  writing.execute(
    `INSERT INTO signed_heads (stream, office_id, n, envelope) VALUES (?, ?, ?, ?)
     ON CONFLICT (stream) DO UPDATE SET n = excluded.n, envelope = excluded.envelope WHERE excluded.n >= signed_heads.n`,
    stream,
    officeId,
    n,
    envelope,
  );
}

/** One package may have brought several streams: each envelope once. */
export function signedHeadsOf(reading: Reading, officeId: string): readonly string[] {
  const rows = reading.all(build.selectFrom('signed_heads').select('envelope').where('office_id', '=', officeId));
  return [...new Set(rows.map((row) => row.envelope))];
}
