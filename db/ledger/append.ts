/**
 * Appends this office's own operations to the ledger and applies them, within the caller's transaction.
 * The values before are read here, so that an author states only what a field becomes.
 */

import type { EntityName } from '#shared/domain/entity.ts';
import {
  chainHash,
  type JsonValue,
  type Operation,
  type OperationName,
  operationLine,
} from '#shared/package/operation.ts';
import { addDigest, operationDigest } from '#shared/package/state-digest.ts';
import type { Writing } from '../run.ts';
import { sha256 } from '../sha256.ts';
import { type RecordAccess, recordAccess } from './access.ts';
import { applyOperation } from './apply.ts';
import { entityPlan, readRecord, type StoredRecord } from './records.ts';
import { sameValue } from './same-value.ts';
import { allOthers, namedAsSeen } from './seen.ts';

export interface Author {
  readonly officeId: string;
  readonly actor: string;
  /** Instant, UTC; shown, never trusted. */
  readonly at: string;
}

export interface Draft {
  readonly entity: EntityName;
  readonly id: string;
  readonly kind: 'put' | 'delete' | 'undelete';
  /** What each field becomes; unchanged fields are dropped. A put on a deleted record makes it again. */
  readonly values?: Readonly<Record<string, JsonValue>>;
  /** The operations a resolution of a conflict has taken into account; then unchanged fields count too. */
  readonly supersedes?: Operation['supersedes'];
}

export interface ChangeLabel {
  readonly id: string;
  readonly procedure: string;
  /** One Chinese line for the list of changes. */
  readonly summary: string;
  readonly isUndo?: boolean;
}

export interface AppendedChange {
  /** null when nothing changed. */
  readonly changeId: string | null;
  readonly position: number;
  readonly operations: number;
}

export function appendChange(
  writing: Writing,
  author: Author,
  label: ChangeLabel,
  drafts: Iterable<Draft>,
): AppendedChange {
  const ledger = ownLedger(writing);
  const access = recordAccess(writing);
  const changeKey = nextKey(writing, 'changes_made');
  let position = ledger.position;
  let { n, head, digest } = ledger;

  for (const draft of wholeDrafts(writing, drafts)) {
    const record = readRecord(writing, draft.entity, draft.id);
    const changes = changesOf(draft, record);
    if (changes === undefined) continue;
    if (position === ledger.position) openChange(writing, changeKey, author, label, position + 1);
    position += 1;
    n += 1;
    const written: Operation = {
      stream: ledger.stream,
      n,
      entity: draft.entity,
      id: draft.id,
      kind: draft.kind,
      changes,
      actor: author.actor,
      at: author.at,
      ...(draft.supersedes === undefined ? {} : { supersedes: draft.supersedes }),
    };
    const seen = seenOn(access, author.officeId, written, draft, record);
    const operation: Operation = seen.length === 0 ? written : { ...written, seen };
    const line = operationLine(operation);
    const bodyHash = sha256(Buffer.from(line, 'utf8'));
    head = Buffer.from(chainHash(sha256, head, bodyHash));
    const applied = applyOperation(access, operation, author.officeId, position, record);
    if (applied.status !== 'applied')
      throw new Error(`an own operation must apply: ${applied.status} ${applied.reason ?? ''} ${line}`);
    writing.execute(
      `INSERT INTO operations (position, stream_key, n, status, entity, record_id, line, body_hash, hash, change_key)
       VALUES (?, ?, ?, 'applied', ?, ?, ?, ?, ?, ?)`,
      position,
      ledger.streamKey,
      n,
      draft.entity,
      draft.id,
      line,
      bodyHash,
      head,
      changeKey,
    );
    digest = Buffer.from(addDigest(digest, operationDigest(sha256, draft.entity, draft.id, head)));
  }

  const operations = position - ledger.position;
  if (operations === 0) return { changeId: null, position, operations };
  writing.execute(
    'UPDATE streams SET head_n = ?, head_hash = ?, digest = ? WHERE key = ?',
    n,
    head,
    digest,
    ledger.streamKey,
  );
  writing.execute('UPDATE changes_made SET last_position = ? WHERE key = ?', position, changeKey);
  return { changeId: label.id, position, operations };
}

/** A record that was deleted, made again, comes back with what it is given now and nothing of before. */
function* wholeDrafts(writing: Writing, drafts: Iterable<Draft>): Generator<Draft> {
  for (const draft of drafts) {
    const record =
      draft.kind === 'put' && draft.supersedes === undefined ? readRecord(writing, draft.entity, draft.id) : undefined;
    if (record?.isDeleted !== true) {
      yield draft;
      continue;
    }
    yield { entity: draft.entity, id: draft.id, kind: 'undelete' };
    const { fields, required } = entityPlan(draft.entity);
    const cleared = fields.flatMap(({ name, field }) =>
      required.includes(name) ? [] : [[name, field.storage === 'json' ? [] : null] as const],
    );
    yield { ...draft, values: { ...Object.fromEntries(cleared), ...draft.values } };
  }
}

function openChange(writing: Writing, key: number, author: Author, label: ChangeLabel, firstPosition: number): void {
  writing.execute(
    `INSERT INTO changes_made (key, id, procedure, summary, actor, at, first_position, last_position, is_undo)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key,
    label.id,
    label.procedure,
    label.summary,
    author.actor,
    author.at,
    firstPosition,
    firstPosition,
    label.isUndo === true ? 1 : 0,
  );
}

interface OwnLedger {
  readonly streamKey: number;
  readonly stream: string;
  readonly n: number;
  readonly head: Buffer;
  readonly digest: Buffer;
  readonly position: number;
}

function ownLedger(writing: Writing): OwnLedger {
  const row = writing.selectFirst<{ key: number; stream: string; head_n: number; head_hash: Buffer; digest: Buffer }>(
    'SELECT s.key, s.stream, s.head_n, s.head_hash, s.digest FROM installation i JOIN streams s ON s.key = i.own_stream',
  );
  if (row === undefined) throw new Error('no office is set up');
  return {
    streamKey: row.key,
    stream: row.stream,
    n: row.head_n,
    head: row.head_hash,
    digest: row.digest,
    position: nextKey(writing, 'operations') - 1,
  };
}

export function nextKey(writing: Writing, table: 'operations' | 'changes_made' | 'streams'): number {
  const column = table === 'operations' ? 'position' : 'key';
  return (writing.selectFirst<{ last: number | null }>(`SELECT max(${column}) AS last FROM ${table}`)?.last ?? 0) + 1;
}

function changesOf(draft: Draft, record: StoredRecord | undefined): Operation['changes'] | undefined {
  if (draft.kind !== 'put') {
    const isDeletion = draft.kind === 'delete';
    if (record === undefined || (record.isDeleted === isDeletion && draft.supersedes === undefined)) return undefined;
    return isDeletion ? deletedValues(record) : {};
  }
  const changes: Record<string, [JsonValue, JsonValue]> = {};
  const { byName } = entityPlan(draft.entity);
  for (const [field, value] of Object.entries(draft.values ?? {})) {
    if (!byName.has(field)) throw new Error(`${draft.entity} has no field ${field}`);
    const before = record?.values[field] ?? null;
    if (draft.supersedes !== undefined && record !== undefined) changes[field] = [before, normalised(value)];
    else if (
      record !== undefined ? sameValue(before, value) : value === null || (Array.isArray(value) && value.length === 0)
    )
      continue;
    else changes[field] = [before, normalised(value)];
  }
  return Object.keys(changes).length === 0 && record !== undefined ? undefined : changes;
}

/** What the values before cannot tell (seen.ts). A record's first operation has seen nothing of it. */
function seenOn(
  access: RecordAccess,
  officeId: string,
  operation: Operation,
  { entity, id, kind }: Draft,
  record: StoredRecord | undefined,
): readonly OperationName[] {
  if (record === undefined) return [];
  const history = access.sharedHistory(officeId, operation.stream, entity, id);
  if (history.length === 0) return [];
  if (kind === 'delete') return allOthers(history, operation);
  const changed: [string, JsonValue, JsonValue][] =
    kind === 'put'
      ? Object.entries(operation.changes).map(([field, [before, after]]) => [field, before, after])
      : [['isDeleted', record.isDeleted, false]];
  return namedAsSeen(access, entity, id, history, operation, changed);
}

/** What is deleted travels with the deletion: the receiver sees whether it deletes what the author saw. */
function deletedValues(record: StoredRecord): Operation['changes'] {
  const changes: Record<string, [JsonValue, JsonValue]> = {};
  for (const [field, value] of Object.entries(record.values))
    if (!sameValue(value, null)) changes[field] = [value, null];
  return changes;
}

/** Text is NFC at the author's input (exchange.md “Operation”). */
function normalised(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(normalised);
  return value;
}
