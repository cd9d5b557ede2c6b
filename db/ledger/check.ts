/**
 * Checks the whole ledger: every line's hash, every chain, every stream's digest, and that replaying the ledger in a
 * second, empty projection gives the same tables (exchange.md “Records are a projection”).
 */
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { chainHash } from '#shared/package/operation.ts';
import { addDigest, operationDigest } from '#shared/package/state-digest.ts';
import type { Reading } from '../run.ts';
import { sha256 } from '../sha256.ts';
import { entriesAfter, memoryAccess } from './access.ts';
import { retryWaiting, takeEntry } from './receive.ts';
import { entityPlan, recordOfRow, textOf } from './records.ts';
import { sameValue } from './same-value.ts';
import { storedOperation } from './stored-line.ts';

export interface LedgerFindings {
  readonly operations: number;
  readonly streams: number;
  readonly records: number;
  /** Sum of all streams' digests, lowercase hex. */
  readonly digest: string;
  /** What is wrong, in Chinese; empty when sound. */
  readonly problems: readonly string[];
}

interface StreamRow {
  key: number;
  head_n: number;
  head_hash: Buffer;
  digest: Buffer;
}

interface OperationRow {
  position: number;
  stream_key: number;
  n: number;
  status: string;
  line: string | null;
  body_hash: Buffer;
  hash: Buffer;
}

const batchSize = 5000;

export function checkLedger(
  reading: Reading,
  onProgress: (done: number, total: number) => void = () => {},
): LedgerFindings {
  const streams = reading.select<StreamRow>('SELECT key, head_n, head_hash, digest FROM streams');
  const total = reading.selectFirst<{ count: number }>('SELECT count(*) AS count FROM operations')?.count ?? 0;
  const problems: string[] = [];
  for (const stream of streams) checkStream(reading, stream, problems);
  const records = compareReplay(reading, streams, problems, (done) => onProgress(done, total));
  let digest: Uint8Array = Buffer.alloc(32);
  for (const stream of streams) digest = addDigest(digest, stream.digest);
  return { operations: total, streams: streams.length, records, digest: Buffer.from(digest).toString('hex'), problems };
}

function checkStream(reading: Reading, stream: StreamRow, problems: string[]): void {
  let hash: Uint8Array = Buffer.alloc(32);
  let digest: Uint8Array = Buffer.alloc(32);
  let n = 0;
  for (;;) {
    const rows = reading.select<OperationRow>(
      `SELECT position, stream_key, n, status, line, body_hash, hash FROM operations
       WHERE stream_key = ? AND n > ? ORDER BY n LIMIT ${batchSize}`,
      stream.key,
      n,
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      n += 1;
      if (row.n !== n) return void problems.push(`第${row.position}条记录之前缺少记录。`);
      if (row.line !== null && !row.body_hash.equals(sha256(Buffer.from(row.line, 'utf8'))))
        return void problems.push(`第${row.position}条记录的内容与校验不符。`);
      hash = chainHash(sha256, hash, row.body_hash);
      if (!row.hash.equals(hash)) return void problems.push(`第${row.position}条记录与前后记录不连贯。`);
      if (row.line !== null && (row.status === 'applied' || row.status === 'conflict')) {
        const operation = storedOperation(row.line);
        digest = addDigest(digest, operationDigest(sha256, operation.entity, operation.id, row.hash));
      }
    }
  }
  if (n !== stream.head_n || !stream.head_hash.equals(hash)) problems.push('记录的末尾与登记的末尾不一致。');
  if (!stream.digest.equals(digest)) problems.push('记录的合计校验不一致。');
}

function compareReplay(
  reading: Reading,
  streams: readonly StreamRow[],
  problems: string[],
  onProgress: (done: number) => void,
): number {
  const replay = memoryAccess(reading);
  const authors = new Map(streams.map(({ key }) => [key, replay.authorOf(key)]));
  let last = 0;
  let stream: number | null = null;
  for (let done = 0; ; ) {
    const entries = entriesAfter(reading, last, batchSize);
    if (entries.length === 0) break;
    for (const entry of entries) {
      // What waited was tried again at the end of each package: where another stream goes on.
      if (stream !== null && entry.streamKey !== stream)
        retryWaiting(replay, (streamKey) => authors.get(streamKey), []);
      stream = entry.streamKey;
      const author = authors.get(entry.streamKey);
      if (entry.line !== null && author !== undefined) takeEntry(replay, entry, storedOperation(entry.line), author);
    }
    retryWaiting(replay, (streamKey) => authors.get(streamKey), []);
    done += entries.length;
    last = entries.at(-1)?.position ?? last;
    onProgress(done);
  }
  let records = 0;
  for (const entity of Object.values(entities)) {
    if (!isEntityName(entity.name)) continue;
    records += compareEntity(reading, entity.name, replay, problems);
  }
  return records;
}

function compareEntity(
  reading: Reading,
  name: EntityName,
  replay: ReturnType<typeof memoryAccess>,
  problems: string[],
): number {
  const plan = entityPlan(name);
  const rows = reading.select<Record<string, string | number | null>>(`SELECT * FROM ${plan.entity.table}`);
  for (const row of rows) {
    const stored = recordOfRow(plan, row);
    const replayed = replay.read(name, stored.id);
    const isSame =
      replayed !== undefined &&
      replayed.homeOffice === stored.homeOffice &&
      replayed.isDeleted === stored.isDeleted &&
      Object.entries(stored.values).every(([field, value]) => sameValue(value, replayed.values[field] ?? null));
    // Where two desks still disagree, the value in force is the one that came first, and that may be either.
    if (!isSame && !hasOpenConflict(reading, name, stored.id))
      problems.push(`${plan.entity.label}“${textOf(stored, 'name') || stored.id}”与记录重放的结果不一致。`);
    if (problems.length > 100) break;
  }
  if (replay.count(name) !== rows.length) problems.push(`${plan.entity.label}的数量与记录重放的结果不一致。`);
  return rows.length;
}

function hasOpenConflict(reading: Reading, entity: EntityName, id: string): boolean {
  return (
    reading.selectFirst(
      'SELECT 1 FROM conflicts WHERE entity = ? AND record_id = ? AND resolved_position IS NULL',
      entity,
      id,
    ) !== undefined
  );
}
