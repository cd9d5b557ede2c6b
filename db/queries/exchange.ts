/** What packages are made of and what is known of them: streams, acknowledgements, the journal, quarantine. */
import type { OutputOf } from '#shared/contract/index.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { firstPackageNumber } from '#shared/package/desk.ts';
import { build, type Reading, type Writing } from '../run.ts';
import type { Tables } from '../tables.ts';
import { joinConfirmation } from './confirmed-levels.ts';
import { partFacts } from './package-parts.ts';

export interface StreamState {
  readonly key: number;
  readonly stream: string;
  readonly officeId: string;
  readonly n: number;
  readonly hash: Buffer;
  readonly digest: Buffer;
}

const streamColumns = 'key, stream, office_id AS officeId, head_n AS n, head_hash AS hash, digest';

export function streamsOf(reading: Reading, officeId: string): StreamState[] {
  return reading.select<StreamState>(`SELECT ${streamColumns} FROM streams WHERE office_id = ? ORDER BY key`, officeId);
}

/** The stream this installation writes. */
export function ownStream(reading: Reading): StreamState | undefined {
  return reading.selectFirst<StreamState>(
    `SELECT ${streamColumns} FROM streams WHERE key = (SELECT own_stream FROM installation)`,
  );
}

export function streamNamed(reading: Reading, stream: string): StreamState | undefined {
  return reading.selectFirst<StreamState>(`SELECT ${streamColumns} FROM streams WHERE stream = ?`, stream);
}

export function makeStream(writing: Writing, stream: string, officeId: string): number {
  const zeros = Buffer.alloc(32);
  writing.execute(
    'INSERT INTO streams (stream, office_id, head_n, head_hash, digest) VALUES (?, ?, 0, ?, ?)',
    stream,
    officeId,
    zeros,
    zeros,
  );
  const made = streamNamed(writing, stream);
  if (made === undefined) throw new Error('a stream just made is missing');
  return made.key;
}

export function moveHead(writing: Writing, key: number, n: number, hash: Uint8Array): void {
  writing.execute('UPDATE streams SET head_n = ?, head_hash = ? WHERE key = ?', n, hash, key);
}

export function setDigest(writing: Writing, key: number, digest: Uint8Array): void {
  writing.execute('UPDATE streams SET digest = ? WHERE key = ?', digest, key);
}

export function digestOf(reading: Reading, key: number): Uint8Array {
  return (
    reading.selectFirst<{ digest: Buffer }>('SELECT digest FROM streams WHERE key = ?', key)?.digest ?? Buffer.alloc(32)
  );
}

/** Whether some of a stream's operations wait or were refused, so that its digest cannot be the sender's. */
export function hasOpenOperations(reading: Reading, key: number): boolean {
  return (
    reading.selectFirst(
      `SELECT 1 FROM operations INDEXED BY operations_open
       WHERE stream_key = ? AND status IN ('waiting', 'refused') LIMIT 1`,
      key,
    ) !== undefined
  );
}

export interface LedgerLine {
  readonly n: number;
  readonly line: string | null;
  readonly bodyHash: Buffer;
  readonly hash: Buffer;
  readonly entity: string | null;
  readonly recordId: string | null;
}

const lineColumns = 'n, line, body_hash AS bodyHash, hash, entity, record_id AS recordId';

/** Operations of a stream in (after, …], in order, at most `limit`. */
export function linesAfter(reading: Reading, streamKey: number, after: number, limit: number): LedgerLine[] {
  return reading.select<LedgerLine>(
    `SELECT ${lineColumns} FROM operations WHERE stream_key = ? AND n > ? ORDER BY n LIMIT ?`,
    streamKey,
    after,
    limit,
  );
}

export function lineAt(reading: Reading, streamKey: number, n: number): LedgerLine | undefined {
  return reading.selectFirst<LedgerLine>(
    `SELECT ${lineColumns} FROM operations WHERE stream_key = ? AND n = ?`,
    streamKey,
    n,
  );
}

/** The newest operation of this office on a record. */
export function lastOperationOf(
  reading: Reading,
  entity: string,
  recordId: string,
): { readonly streamKey: number; readonly n: number } | undefined {
  return reading.selectFirst<{ streamKey: number; n: number }>(
    `SELECT o.stream_key AS streamKey, o.n FROM operations o JOIN streams s ON s.key = o.stream_key
     JOIN installation i ON i.office_id = s.office_id
     WHERE o.entity = ? AND o.record_id = ? ORDER BY o.position DESC LIMIT 1`,
    entity,
    recordId,
  );
}

/** The operation that made a record. */
export function firstOperationOf(
  reading: Reading,
  entity: string,
  recordId: string,
): { readonly streamKey: number; readonly n: number } | undefined {
  return reading.selectFirst<{ streamKey: number; n: number }>(
    'SELECT stream_key AS streamKey, n FROM operations WHERE entity = ? AND record_id = ? ORDER BY position LIMIT 1',
    entity,
    recordId,
  );
}

/** The numbers of all operations on a record in a stream. */
export function numbersOf(reading: Reading, streamKey: number, entity: string, recordId: string): number[] {
  const rows = reading.select<{ n: number }>(
    'SELECT n FROM operations WHERE entity = ? AND record_id = ? AND stream_key = ? ORDER BY n',
    entity,
    recordId,
    streamKey,
  );
  return rows.map((row) => row.n);
}

export interface HeldAcknowledgement {
  readonly n: number;
  readonly hash: Buffer;
  /** Ranges [from, to] of bodies the other office does not have. */
  readonly withheld: readonly (readonly [number, number])[];
}

export function acknowledgementOf(
  reading: Reading,
  officeId: string,
  streamKey: number,
): HeldAcknowledgement | undefined {
  const row = reading.selectFirst<{ n: number; hash: Buffer; withheld: string }>(
    'SELECT n, hash, withheld FROM acknowledgements WHERE office_id = ? AND stream_key = ?',
    officeId,
    streamKey,
  );
  return row === undefined
    ? undefined
    : { n: row.n, hash: row.hash, withheld: JSON.parse(row.withheld) as [number, number][] };
}

/** Whether the other office has said that it holds a body of this record. */
export function isRecordHeld(
  reading: Reading,
  streamKey: number,
  entity: string,
  recordId: string,
  held: HeldAcknowledgement | undefined,
): boolean {
  if (held === undefined) return false;
  const isWithheld = (n: number) => held.withheld.some(([from, to]) => n >= from && n <= to);
  return numbersOf(reading, streamKey, entity, recordId).some((n) => n <= held.n && !isWithheld(n));
}

const linesAtOnce = 5000;

/** Of a stream what a recipient has not said it holds: bodies it lacks, then all that follows, in order. */
export function* unheldLines(
  reading: Reading,
  streamKey: number,
  held: HeldAcknowledgement | undefined,
): Generator<{ readonly line: LedgerLine; readonly isLate: boolean }> {
  for (const [from, to] of held?.withheld ?? [])
    for (let n = from; n <= to; n += 1) {
      const line = lineAt(reading, streamKey, n);
      if (line !== undefined && line.line !== null) yield { line, isLate: true };
    }
  for (let after = held?.n ?? 0; ; ) {
    const lines = linesAfter(reading, streamKey, after, linesAtOnce);
    for (const line of lines) yield { line, isLate: false };
    const last = lines.at(-1);
    if (last === undefined) return;
    after = last.n;
  }
}

/** Cumulative and idempotent: an older acknowledgement changes nothing. */
export function saveAcknowledgement(
  writing: Writing,
  officeId: string,
  streamKey: number,
  acknowledged: { n: number; hash: Uint8Array; withheld: readonly (readonly [number, number])[] },
  at: string,
): void {
  writing.execute(
    `INSERT INTO acknowledgements (office_id, stream_key, n, hash, withheld, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (office_id, stream_key) DO UPDATE SET n = excluded.n, hash = excluded.hash, withheld = excluded.withheld, at = excluded.at
     WHERE excluded.n >= acknowledgements.n`,
    officeId,
    streamKey,
    acknowledged.n,
    acknowledged.hash,
    JSON.stringify(acknowledged.withheld),
    at,
  );
}

/**
 * The other office put a backup back, or began anew: it holds less than it once said. Packages made for it begin where it
 * really is; without this they would leave a gap for ever.
 */
export function lowerAcknowledgements(
  writing: Writing,
  officeId: string,
  stated: ReadonlyMap<string, HeldAcknowledgement>,
  at: string,
): void {
  const rows = writing.select<{ key: number; stream: string; n: number }>(
    'SELECT s.key, s.stream, a.n FROM acknowledgements a JOIN streams s ON s.key = a.stream_key WHERE a.office_id = ?',
    officeId,
  );
  for (const { key, stream, n } of rows) {
    const held = stated.get(stream);
    if ((held?.n ?? 0) >= n) continue;
    if (held === undefined)
      writing.execute('DELETE FROM acknowledgements WHERE office_id = ? AND stream_key = ?', officeId, key);
    else
      writing.execute(
        'UPDATE acknowledgements SET n = ?, hash = ?, withheld = ?, at = ? WHERE office_id = ? AND stream_key = ?',
        held.n,
        held.hash,
        JSON.stringify(held.withheld),
        at,
        officeId,
        key,
      );
  }
}

/** What is held here of a stream whose bodies are missing, as ranges; and what was refused, by number and code. */
export function gapsOf(
  reading: Reading,
  streamKey: number,
): { withheld: [number, number][]; issues: { n: number; code: string }[] } {
  const withheld: [number, number][] = [];
  for (const { n } of reading.select<{ n: number }>(
    "SELECT n FROM operations INDEXED BY operations_withheld WHERE stream_key = ? AND status = 'withheld' ORDER BY n",
    streamKey,
  )) {
    const last = withheld.at(-1);
    if (last !== undefined && last[1] === n - 1) last[1] = n;
    else withheld.push([n, n]);
  }
  const issues = reading
    .select<{ n: number; reason: string | null }>(
      `SELECT n, reason FROM operations INDEXED BY operations_refused
       WHERE stream_key = ? AND status = 'refused' ORDER BY n`,
      streamKey,
    )
    .map(({ n, reason }) => ({ n, code: reason ?? 'REFUSED' }));
  return { withheld, issues };
}

/** Reserved durably before the package is written: gaps in the numbers are normal, doubles are not. */
export function reserveNumber(writing: Writing, officeId: string): number {
  writing.execute(
    'INSERT INTO package_numbers (office_id, last_seq) VALUES (?, 1) ON CONFLICT (office_id) DO UPDATE SET last_seq = last_seq + 1',
    officeId,
  );
  const last =
    writing.selectFirst<{ last_seq: number }>('SELECT last_seq FROM package_numbers WHERE office_id = ?', officeId)
      ?.last_seq ?? 1;
  // Every desk of the office has numbers of its own.
  const desk = writing.selectFirst<{ number: number }>('SELECT number FROM desks WHERE is_own = 1')?.number ?? 1;
  return firstPackageNumber(desk) + last;
}

export interface JournalRange {
  readonly stream: string;
  readonly from: number;
  readonly to: number;
}

export interface JournalRow {
  readonly id: string;
  readonly direction: 'sent' | 'received';
  readonly kind: string;
  readonly officeId: string;
  readonly seq: number;
  readonly period: string | null;
  readonly file: string | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly operations: number;
  readonly payloadDigest: string;
  readonly ranges: readonly JournalRange[];
  readonly at: string;
  readonly actor: string;
  readonly state: 'generated' | 'acknowledged' | 'questioned' | 'received' | 'refused' | 'takenBack';
  readonly stateChangedAt: string | null;
  readonly reviewedBy: string | null;
  readonly issuedBy: string | null;
  readonly receiptFile: string | null;
  readonly receiptName: string | null;
  /** Figures printed on the 报送单. */
  readonly facts: unknown;
}

type StoredJournalRow = Tables['packages'];

function journalRow(row: StoredJournalRow): JournalRow {
  return {
    id: row.id,
    direction: row.direction,
    kind: row.kind,
    officeId: row.office_id,
    seq: row.seq,
    period: row.period,
    file: row.file,
    fileName: row.file_name,
    bytes: row.bytes,
    operations: row.operations,
    payloadDigest: row.payload_digest,
    ranges: JSON.parse(row.ranges) as JournalRange[],
    at: row.at,
    actor: row.actor,
    state: row.state,
    stateChangedAt: row.state_changed_at,
    reviewedBy: row.reviewed_by,
    issuedBy: row.issued_by,
    receiptFile: row.receipt_file,
    receiptName: row.receipt_name,
    facts: JSON.parse(row.facts) as unknown,
  };
}

export function saveJournalRow(writing: Writing, row: JournalRow): void {
  const stored: StoredJournalRow = {
    id: row.id,
    direction: row.direction,
    kind: row.kind,
    office_id: row.officeId,
    seq: row.seq,
    period: row.period,
    file: row.file,
    file_name: row.fileName,
    bytes: row.bytes,
    operations: row.operations,
    payload_digest: row.payloadDigest,
    ranges: JSON.stringify(row.ranges),
    at: row.at,
    actor: row.actor,
    state: row.state,
    state_changed_at: row.stateChangedAt,
    reviewed_by: row.reviewedBy,
    issued_by: row.issuedBy,
    receipt_file: row.receiptFile,
    receipt_name: row.receiptName,
    facts: JSON.stringify(row.facts),
  };
  writing.run(build.insertInto('packages').values(stored));
}

export function journal(reading: Reading): JournalRow[] {
  return reading
    .all(build.selectFrom('packages').selectAll().orderBy('at', 'desc').orderBy('id', 'desc'))
    .map(journalRow);
}

export function journalById(reading: Reading, id: string): JournalRow | undefined {
  const row = reading.first(build.selectFrom('packages').selectAll().where('id', '=', id));
  return row === undefined ? undefined : journalRow(row);
}

/** Whether a line names a file kept in this folder of the packages. */
export function isJournalled(reading: Reading, folder: string): boolean {
  const begins = ['/', '\\'].map((separator) => `${folder}${separator}`);
  return begins.some(
    (begin) =>
      reading.selectFirst(
        'SELECT 1 FROM packages WHERE substr(file, 1, ?) = ? OR substr(receipt_file, 1, ?) = ? LIMIT 1',
        begin.length,
        begin,
        begin.length,
        begin,
      ) !== undefined,
  );
}

export function receivedByDigest(reading: Reading, payloadDigest: string): JournalRow | undefined {
  const row = reading.first(
    build
      .selectFrom('packages')
      .selectAll()
      .where('payload_digest', '=', payloadDigest)
      .where('direction', '=', 'received')
      .where('state', '<>', 'takenBack'),
  );
  return row === undefined ? undefined : journalRow(row);
}

/** When something of each office was last taken in; where nothing ever was, when it was first sent something. */
export function lastExchanged(reading: Reading): ReadonlyMap<string, string> {
  const rows = reading.select<{ id: string; at: string }>(
    `SELECT office_id AS id, coalesce(max(CASE direction WHEN 'received' THEN at END), min(at)) AS at
     FROM packages GROUP BY office_id`,
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** The latest instant written here by this computer's own clock. */
export function newestInstant(reading: Reading): string | null {
  return (
    reading.selectFirst<{ at: string | null }>(
      'SELECT max(at) AS at FROM (SELECT max(at) AS at FROM changes_made UNION ALL SELECT max(at) FROM packages)',
    )?.at ?? null
  );
}

/** Taken in from an office under this number: numbers are given once, so another of the same is worth a question. */
export function receivedByNumber(
  reading: Reading,
  officeId: string,
  kind: string,
  seq: number,
): { readonly payloadDigest: string } | undefined {
  return reading.selectFirst<{ payloadDigest: string }>(
    `SELECT payload_digest AS payloadDigest FROM packages
     WHERE direction = 'received' AND office_id = ? AND kind = ? AND seq = ? ORDER BY rowid DESC LIMIT 1`,
    officeId,
    kind,
    seq,
  );
}

/** The last time this very package was taken in and taken back. */
export function takenBackByDigest(reading: Reading, payloadDigest: string): JournalRow | undefined {
  const row = reading.first(
    build
      .selectFrom('packages')
      .selectAll()
      .where('payload_digest', '=', payloadDigest)
      .where('direction', '=', 'received')
      .where('state', '=', 'takenBack')
      .orderBy('state_changed_at', 'desc')
      .limit(1),
  );
  return row === undefined ? undefined : journalRow(row);
}

/** The newest taken in after this one, from the same office, and still in force. Receipts bring nothing. */
export function newestTakenInAfter(reading: Reading, row: JournalRow): { readonly seq: number } | undefined {
  return reading.selectFirst<{ seq: number }>(
    `SELECT seq FROM packages WHERE office_id = ? AND direction = 'received' AND state = 'received' AND operations > 0
       AND rowid > (SELECT rowid FROM packages WHERE id = ?) ORDER BY rowid DESC LIMIT 1`,
    row.officeId,
    row.id,
  );
}

/** Operations of a stream up to `n` that a person has set aside. */
export function hasTakenBack(reading: Reading, streamKey: number, n: number): boolean {
  return (
    reading.selectFirst(
      `SELECT 1 FROM operations INDEXED BY operations_refused
       WHERE status = 'refused' AND stream_key = ? AND reason = 'TAKEN_BACK' AND n <= ? LIMIT 1`,
      streamKey,
      n,
    ) !== undefined
  );
}

/** The receipt that said it was taken in is void from here on. */
export function markTakenBack(writing: Writing, row: JournalRow, at: string, facts: unknown): void {
  if (row.receiptFile !== null)
    writing.run(
      build
        .updateTable('packages')
        .set({ state: 'takenBack', state_changed_at: at, file: null })
        .where('direction', '=', 'sent')
        .where('file', '=', row.receiptFile),
    );
  writing.run(
    build
      .updateTable('packages')
      .set({
        state: 'takenBack',
        state_changed_at: at,
        receipt_file: null,
        receipt_name: null,
        facts: JSON.stringify(facts),
      })
      .where('id', '=', row.id),
  );
}

export function saveReceipt(writing: Writing, id: string, file: string, name: string): void {
  writing.run(build.updateTable('packages').set({ receipt_file: file, receipt_name: name }).where('id', '=', id));
}

/** Packages sent to an office, still 已生成, that it answers or all of whose operations it holds now. */
export function coveredPackages(
  reading: Reading,
  officeId: string,
  heads: ReadonlyMap<string, number>,
  answered: string | null,
  /** SHA-256 of our files that it says it holds: a later part is covered when all of its files are there. */
  had: ReadonlySet<string> = new Set(),
): JournalRow[] {
  const sent = build
    .selectFrom('packages')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('direction', '=', 'sent')
    .where('kind', '<>', 'receipt')
    .where('state', '=', 'generated')
    .orderBy('seq');
  return reading
    .all(sent)
    .map(journalRow)
    .filter(
      (row) =>
        row.payloadDigest === answered ||
        (partFacts(row).blobs?.every((sha256) => had.has(sha256)) ??
          row.ranges.every((range) => (heads.get(range.stream) ?? 0) >= range.to)),
    );
}

export function markAcknowledged(writing: Writing, id: string, at: string): void {
  writing.run(build.updateTable('packages').set({ state: 'acknowledged', state_changed_at: at }).where('id', '=', id));
}

export function setAside(
  writing: Writing,
  row: {
    id: string;
    file: string;
    fileName: string;
    bytes: number;
    at: string;
    code: string;
    sentence: string;
    sha256: string;
    details: unknown;
  },
): void {
  writing.execute(
    'INSERT INTO quarantine (id, file, file_name, bytes, at, code, sentence, sha256, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.file,
    row.fileName,
    row.bytes,
    row.at,
    row.code,
    row.sentence,
    row.sha256,
    JSON.stringify(row.details),
  );
}

export function quarantined(reading: Reading): OutputOf<'quarantine.list'>['rows'] {
  return reading.select(
    'SELECT id, file_name AS fileName, bytes, at, code, sentence, sha256 FROM quarantine ORDER BY at DESC, id DESC',
  );
}

export interface ProjectScope {
  readonly kind: 'all' | 'levels' | 'list';
  readonly levels?: readonly string[] | undefined;
  readonly lists?: readonly string[] | undefined;
  readonly isLeaderProjects?: boolean | undefined;
  readonly projectIds?: readonly string[] | undefined;
}

/** Own projects in a scope; by level: the claimed level or the confirmed one, the lists of the ledger year, 省/市 leaders. */
export function projectsInScope(reading: Reading, officeId: string, scope: ProjectScope): Set<string> {
  const { kind, levels = [], lists = [], isLeaderProjects = false, projectIds = [] } = scope;
  const ids = (where: string, ...parameters: readonly (string | number)[]) =>
    new Set(
      reading
        .select<{ id: string }>(
          `SELECT p.id FROM projects p ${joinConfirmation} WHERE p.home_office = ?${where}`,
          officeId,
          ...parameters,
        )
        .map(({ id }) => id),
    );
  if (kind === 'all') return ids('');
  if (kind === 'list') return ids(' AND p.id IN (SELECT value FROM json_each(?))', JSON.stringify(projectIds));
  return ids(
    ` AND (p.level IN (SELECT value FROM json_each(?)) OR lc.level IN (SELECT value FROM json_each(?))
       OR EXISTS (SELECT 1 FROM list_memberships m WHERE m.project_id = p.id AND m.is_deleted = 0
         AND m.year = (SELECT ledger_year FROM offices WHERE id = p.home_office)
         AND m.list IN (SELECT value FROM json_each(?)))
       OR (? = 1 AND EXISTS (SELECT 1 FROM assignments a WHERE a.project_id = p.id AND a.is_deleted = 0
         AND a.until_day IS NULL AND a.tier IN ('provincial', 'municipal'))))`,
    JSON.stringify(levels),
    JSON.stringify(levels),
    JSON.stringify(lists),
    isLeaderProjects ? 1 : 0,
  );
}

/** Per entity, over the office’s own live records: how many, and the sum of each amount in 元. null: all of them go. */
export function entityCounts(
  reading: Reading,
  officeId: string,
  tables: readonly {
    entity: EntityName;
    table: string;
    moneyColumns: readonly { field: string; column: string }[];
  }[],
  goes: ((entity: EntityName, recordId: string) => boolean) | null,
): { entity: string; count: number; moneySums: Record<string, number> }[] {
  return tables.map(({ entity, table, moneyColumns }) => {
    const columns = moneyColumns.map(({ column }) => column);
    if (goes === null) {
      const sums = columns.map((column) => `coalesce(sum(${column}), 0) AS ${column}`);
      const row = reading.selectFirst<Record<string, number>>(
        `SELECT ${['count(*) AS records', ...sums].join(', ')} FROM ${table} WHERE home_office = ? AND is_deleted = 0`,
        officeId,
      );
      const moneySums = Object.fromEntries(moneyColumns.map(({ field, column }) => [field, row?.[column] ?? 0]));
      return { entity, count: row?.['records'] ?? 0, moneySums };
    }
    const counted = reading
      .select<Record<string, number | null> & { id: string }>(
        `SELECT ${['id', ...columns].join(', ')} FROM ${table} WHERE home_office = ? AND is_deleted = 0`,
        officeId,
      )
      .filter(({ id }) => goes(entity, id));
    const moneySums: Record<string, number> = {};
    for (const { field, column } of moneyColumns)
      moneySums[field] = counted.reduce((sum, row) => sum + (row[column] ?? 0), 0);
    return { entity, count: counted.length, moneySums };
  });
}

/** Packages still waiting for a receipt that carried numbers of a stream beyond `after`: nobody can take them in any more. */
export function markRefused(writing: Writing, stream: string, after: number, at: string): void {
  const sent = build
    .selectFrom('packages')
    .selectAll()
    .where('direction', '=', 'sent')
    .where('state', '=', 'generated');
  for (const row of writing.all(sent).map(journalRow))
    if (row.ranges.some((range) => range.stream === stream && range.to > after))
      writing.run(
        build.updateTable('packages').set({ state: 'refused', state_changed_at: at }).where('id', '=', row.id),
      );
}
