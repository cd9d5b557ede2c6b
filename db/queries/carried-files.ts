/**
 * Attached files on their way between offices (exchange.md “Package”): a file travels twice, then only when a receipt
 * wants it or the clerk asks. What another office has said it holds is never carried to it again.
 */
import type { Reading, Writing } from '../run.ts';

export interface CarriedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly name: string;
  readonly times: number;
  readonly isWanted: boolean;
}

export const travelsWithoutAsking = 2;

/** Of this office's own attachments – of all that are here where `officeId` is null – that may go, what another office has not said it holds; wanted ones first, then the oldest. */
export function filesToCarry(
  reading: Reading,
  officeId: string | null,
  recipientId: string,
  goes: (attachment: { readonly id: string; readonly projectId: string | null }) => boolean,
): CarriedFile[] {
  const rows = reading.select<{
    id: string;
    sha256: string;
    bytes: number;
    name: string;
    projectId: string | null;
    times: number;
    isWanted: number;
  }>(
    `SELECT a.id, a.sha256, a.bytes, a.name, a.project_id AS projectId, coalesce(c.times, 0) AS times,
       coalesce(c.is_wanted, 0) AS isWanted
     FROM attachments a JOIN blobs b ON b.sha256 = a.sha256
     LEFT JOIN carried_files c ON c.office_id = ? AND c.sha256 = a.sha256
     WHERE a.is_deleted = 0 AND a.home_office = coalesce(?, a.home_office) AND coalesce(c.is_had, 0) = 0
     ORDER BY coalesce(c.is_wanted, 0) DESC, a.created_position`,
    recipientId,
    officeId,
  );
  const files = new Map<string, CarriedFile>();
  for (const { id, projectId, isWanted, ...row } of rows) {
    if (goes({ id, projectId }) && !files.has(row.sha256)) files.set(row.sha256, { ...row, isWanted: isWanted === 1 });
  }
  return [...files.values()];
}

/** What of another office's attachments (null: of all) is here, and what is named and not here. */
export function filesHeldOf(
  reading: Reading,
  officeId: string | null,
): { readonly had: string[]; readonly wanted: string[] } {
  const rows = reading.select<{ sha256: string; isHere: number }>(
    `SELECT DISTINCT a.sha256, b.sha256 IS NOT NULL AS isHere FROM attachments a
     LEFT JOIN blobs b ON b.sha256 = a.sha256
     WHERE a.home_office = coalesce(?, a.home_office) AND a.is_deleted = 0 ORDER BY a.sha256`,
    officeId,
  );
  const of = (isHere: number) => rows.filter((row) => row.isHere === isHere).map((row) => row.sha256);
  return { had: of(1), wanted: of(0) };
}

/** A package has been made that carries them. */
export function noteCarried(writing: Writing, recipientId: string, hashes: readonly string[]): void {
  for (const sha256 of hashes)
    writing.execute(
      `INSERT INTO carried_files (office_id, sha256, times) VALUES (?, ?, 1)
       ON CONFLICT (office_id, sha256) DO UPDATE SET times = times + 1`,
      recipientId,
      sha256,
    );
}

/** What a receipt says of our files. The newest word counts: a file lost there is wanted again. */
export function noteHeldThere(
  writing: Writing,
  officeId: string,
  { had, wanted }: { readonly had: readonly string[]; readonly wanted: readonly string[] },
): void {
  const save = (sha256: string, isHad: number) =>
    writing.execute(
      `INSERT INTO carried_files (office_id, sha256, is_had, is_wanted) VALUES (?, ?, ?, ?)
       ON CONFLICT (office_id, sha256) DO UPDATE SET is_had = excluded.is_had, is_wanted = excluded.is_wanted`,
      officeId,
      sha256,
      isHad,
      1 - isHad,
    );
  for (const sha256 of had) save(sha256, 1);
  for (const sha256 of wanted) save(sha256, 0);
}

/** How the attachments that are here call a file; undefined where none names it. */
export function nameOfFile(reading: Reading, sha256: string): string | undefined {
  return reading.selectFirst<{ name: string }>(
    'SELECT name FROM attachments WHERE sha256 = ? ORDER BY is_deleted, created_position LIMIT 1',
    sha256,
  )?.name;
}

/** The package that was to carry them is not made after all. */
export function unnoteCarried(writing: Writing, recipientId: string, hashes: readonly string[]): void {
  for (const sha256 of hashes) {
    writing.execute(
      'UPDATE carried_files SET times = times - 1 WHERE office_id = ? AND sha256 = ? AND times > 0',
      recipientId,
      sha256,
    );
  }
}
