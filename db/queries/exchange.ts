/** What packages are made of and what is known of them: streams, acknowledgements, the journal, quarantine. */
import type { OutputOf } from '#shared/contract/index.ts';
import { entities } from '#shared/domain/entities.ts';
import type { Entity } from '#shared/domain/entity.ts';
import { build, type Reading, type Writing } from '../run.ts';
import type { Tables } from '../tables.ts';

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
      "SELECT 1 FROM operations WHERE stream_key = ? AND status IN ('waiting', 'refused') LIMIT 1",
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

/** What is held here of a stream whose bodies are missing, as ranges; and what was refused, by number and code. */
export function gapsOf(
  reading: Reading,
  streamKey: number,
): { withheld: [number, number][]; issues: { n: number; code: string }[] } {
  const withheld: [number, number][] = [];
  for (const { n } of reading.select<{ n: number }>(
    "SELECT n FROM operations WHERE stream_key = ? AND status = 'withheld' ORDER BY n",
    streamKey,
  )) {
    const last = withheld.at(-1);
    if (last !== undefined && last[1] === n - 1) last[1] = n;
    else withheld.push([n, n]);
  }
  const issues = reading
    .select<{ n: number; reason: string | null }>(
      "SELECT n, reason FROM operations WHERE stream_key = ? AND status = 'refused' ORDER BY n",
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
  return (
    writing.selectFirst<{ last_seq: number }>('SELECT last_seq FROM package_numbers WHERE office_id = ?', officeId)
      ?.last_seq ?? 1
  );
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
  readonly state: 'generated' | 'acknowledged' | 'questioned' | 'received' | 'refused';
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

export function receivedByDigest(reading: Reading, payloadDigest: string): JournalRow | undefined {
  const row = reading.first(
    build
      .selectFrom('packages')
      .selectAll()
      .where('payload_digest', '=', payloadDigest)
      .where('direction', '=', 'received'),
  );
  return row === undefined ? undefined : journalRow(row);
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
        row.payloadDigest === answered || row.ranges.every((range) => (heads.get(range.stream) ?? 0) >= range.to),
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

/** Own projects in a scope; null ids for “all”. */
export function projectsInScope(
  reading: Reading,
  officeId: string,
  scope: {
    kind: 'all' | 'levels' | 'list';
    levels?: readonly string[] | undefined;
    projectIds?: readonly string[] | undefined;
  },
): Set<string> {
  const rows = reading.select<{ id: string; level: string | null }>(
    'SELECT id, level FROM projects WHERE home_office = ?',
    officeId,
  );
  const wanted = new Set(scope.projectIds ?? []);
  return new Set(
    rows
      .filter(({ id, level }) =>
        scope.kind === 'all'
          ? true
          : scope.kind === 'levels'
            ? (scope.levels ?? []).includes(level ?? '')
            : wanted.has(id),
      )
      .map(({ id }) => id),
  );
}

/** Tables of the records that belong to a project; what one asks of an office goes to it whatever the scope. */
const tablesOfProjects = (Object.values(entities) as readonly Entity[])
  .filter((entity) => entity.fields['projectId']?.refersTo === 'project' && entity.name !== 'question')
  .map((entity) => entity.table);

/** The project each record of an entity belongs to, for entities that belong to one. */
export function projectOfRecords(reading: Reading): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const table of tablesOfProjects)
    for (const { id, project_id } of reading.select<{ id: string; project_id: string }>(
      `SELECT id, project_id FROM ${table} WHERE project_id IS NOT NULL`,
    ))
      owners.set(id, project_id);
  return owners;
}

/** Per entity, over the office's own live records in scope: how many, and the sum of each amount in 元. */
export function entityCounts(
  reading: Reading,
  officeId: string,
  tables: readonly {
    entity: string;
    table: string;
    moneyColumns: readonly { field: string; column: string }[];
    projectColumn: string | null;
  }[],
  inScope: ReadonlySet<string> | null,
): { entity: string; count: number; moneySums: Record<string, number> }[] {
  return tables.map(({ entity, table, moneyColumns, projectColumn }) => {
    if (inScope === null || projectColumn === null) {
      const sums = moneyColumns.map(({ column }) => `coalesce(sum(${column}), 0) AS ${column}`);
      const row = reading.selectFirst<Record<string, number>>(
        `SELECT ${['count(*) AS records', ...sums].join(', ')} FROM ${table} WHERE home_office = ? AND is_deleted = 0`,
        officeId,
      );
      const moneySums = Object.fromEntries(moneyColumns.map(({ field, column }) => [field, row?.[column] ?? 0]));
      return { entity, count: row?.['records'] ?? 0, moneySums };
    }
    const columns = [...moneyColumns.map(({ column }) => column), projectColumn];
    const rows = reading.select<Record<string, string | number | null>>(
      `SELECT ${columns.join(', ')} FROM ${table} WHERE home_office = ? AND is_deleted = 0`,
      officeId,
    );
    const counted = rows.filter((row) => inScope.has(String(row[projectColumn])));
    const moneySums: Record<string, number> = {};
    for (const { field, column } of moneyColumns)
      moneySums[field] = counted.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
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
