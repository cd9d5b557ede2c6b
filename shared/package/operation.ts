/**
 * An operation: the only thing that changes records, and what offices exchange (exchange.md “Operation”).
 * Its line is its JCS text: stored, hashed and re-exported exactly as received. Final: packages live for years.
 */
import { sha256 as sha256Portable } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { problem } from '../error.ts';
import { canonicalText, type JsonValue, parseCanonical } from './canonical.ts';

export type { JsonValue } from './canonical.ts';

/** The host passes node:crypto, which is many times faster than a portable one. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const operationKinds = ['put', 'delete', 'undelete'] as const;

export const streamSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

const namedOperations = z
  .array(z.object({ stream: streamSchema, n: z.int().min(1) }))
  .max(1000)
  .optional();

/**
 * Unknown members are kept in the line and re-exported, so the object is loose. `changes` holds [before, after].
 * `supersedes` names the operations a resolution of a conflict has taken into account. `seen` names, where the values in
 * `changes` cannot tell it, what the author knew of the other computers of the office: each of their streams up to n.
 */
export const operationSchema = z.looseObject({
  stream: streamSchema,
  n: z.int().min(1),
  entity: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  id: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  kind: z.enum(operationKinds),
  changes: z.record(
    z.string(),
    z.tuple([z.custom<JsonValue>((value) => value !== undefined), z.custom<JsonValue>((value) => value !== undefined)]),
  ),
  actor: z.string().min(1).max(100),
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/),
  supersedes: namedOperations,
  seen: namedOperations,
});

/** An operation by its name. */
export type OperationName = Readonly<{ stream: string; n: number }>;

/** What an author makes and a line holds. */
export interface Operation {
  readonly stream: string;
  readonly n: number;
  readonly entity: string;
  readonly id: string;
  readonly kind: (typeof operationKinds)[number];
  readonly changes: Readonly<Record<string, readonly [JsonValue, JsonValue]>>;
  readonly actor: string;
  /** Instant, UTC; shown, never trusted. */
  readonly at: string;
  readonly supersedes?: readonly OperationName[];
  readonly seen?: readonly OperationName[];
}

/** A body that was not meant for this audience: the chain stays whole without it. */
export interface WithheldOperation {
  readonly stream: string;
  readonly n: number;
  /** SHA-256 of the line, lowercase hex. */
  readonly bodyHash: string;
}

/** A line longer than this is refused on both sides (UTF-16 units; a field of text has at most a few thousand). */
export const maximumLineLength = 1_000_000;

/**
 * The line of an operation this office makes. New text must be NFC: the author normalises before, here it is a defect.
 * Refuses with TEXT_INVALID what no line may hold: half characters, NUL.
 */
export function operationLine(operation: Operation): string {
  if (!isOperation(operation)) throw new Error(`not an operation: ${JSON.stringify(operation)}`);
  for (const [, after] of Object.values(operation.changes))
    if (!isNormalised(after)) throw new Error('new text must be NFC');
  if (!isNormalised(operation.actor)) throw new Error('the name of an actor must be NFC');
  try {
    // Through a parameter of its own type: an interface has no index signature.
    const line = canonicalText(operation as unknown as JsonValue);
    if (line.length > maximumLineLength) throw problem('TEXT_INVALID', { reason: '内容过长' });
    return line;
  } catch (error) {
    if (error instanceof RangeError) throw problem('TEXT_INVALID', { reason: '含有无法保存的字符' }, error);
    throw error;
  }
}

/** The operation of a line; PACKAGE_CONTENT_INVALID unless JCS(parse(line)) = line and it is an operation. */
export function parseLine(line: string): Operation {
  const value = line.length <= maximumLineLength ? parseCanonical(line) : undefined;
  if (!isOperation(value)) throw problem('PACKAGE_CONTENT_INVALID', { reason: 'operation line' });
  return value;
}

export function withheldLine(withheld: WithheldOperation): string {
  return `{"bodyHash":"${withheld.bodyHash}","n":${withheld.n},"stream":"${withheld.stream}"}`;
}

const withheldPattern = /^\{"bodyHash":"([0-9a-f]{64})","n":([1-9]\d{0,15}),"stream":"([0-9a-f]{32})"\}$/;

/** An operation's line always has a key before “bodyHash” (actor), so the two forms cannot be taken for each other. */
export function isWithheldLine(line: string): boolean {
  return line.startsWith('{"bodyHash":');
}

export function parseWithheldLine(line: string): WithheldOperation {
  const [, bodyHash, number, stream] = withheldPattern.exec(line) ?? [];
  const n = Number(number);
  if (bodyHash === undefined || stream === undefined || !Number.isSafeInteger(n))
    throw problem('PACKAGE_CONTENT_INVALID', { reason: 'withheld line' });
  return { stream, n, bodyHash };
}

const chainDomain = utf8ToBytes('op-v1\n');

/** hash(n) = SHA-256("op-v1\n" ‖ hash(n−1), zeros for n = 1 ‖ SHA-256(line)); all 32 bytes. */
export function chainHash(sha256: Sha256, previous: Uint8Array, bodyHash: Uint8Array): Uint8Array {
  if (previous.length !== 32 || bodyHash.length !== 32) throw new Error('a hash has 32 bytes');
  const input = new Uint8Array(70);
  input.set(chainDomain, 0);
  input.set(previous, 6);
  input.set(bodyHash, 38);
  return sha256(input);
}

/**
 * The id of a record with a natural key, so that two desks make the same record: a UUID (version 8) from SHA-256 of
 * "id-v1\n" ‖ JCS([entity, ...keys]). The host binds its own, faster SHA-256.
 */
export function deterministicIdBy(sha256: Sha256): (entity: string, ...keys: readonly (string | number)[]) => string {
  return (entity, ...keys) => {
    const hash = sha256(utf8ToBytes(`id-v1\n${canonicalText([entity, ...keys])}`)).slice(0, 16);
    hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
    hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytesToHex(hash);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}

export const deterministicId = deterministicIdBy(sha256Portable);

const streamPattern = /^[0-9a-f]{32}$/;
const entityPattern = /^[a-z][A-Za-z0-9]{0,39}$/;
const idPattern = /^[\x21-\x7e]{1,64}$/;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

/** The schema by hand, ten times as fast; a test holds the two against each other. */
export function isOperation(value: unknown): value is Operation {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { stream, n, entity, id, kind, changes, actor, at, supersedes, seen } = value as Record<string, unknown>;
  if (typeof stream !== 'string' || !streamPattern.test(stream)) return false;
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return false;
  if (typeof entity !== 'string' || !entityPattern.test(entity)) return false;
  if (typeof id !== 'string' || !idPattern.test(id)) return false;
  if (kind !== 'put' && kind !== 'delete' && kind !== 'undelete') return false;
  if (typeof actor !== 'string' || actor.length < 1 || actor.length > 100) return false;
  if (typeof at !== 'string' || !instantPattern.test(at)) return false;
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) return false;
  for (const field in changes) {
    const change: unknown = (changes as Record<string, unknown>)[field];
    if (!Array.isArray(change) || change.length !== 2 || change[0] === undefined || change[1] === undefined)
      return false;
  }
  return [supersedes, seen].every((named) => named === undefined || namedOperations.safeParse(named).success);
}

function isNormalised(value: JsonValue): boolean {
  if (typeof value === 'string') return value.normalize('NFC') === value;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => isNormalised(key) && isNormalised(member));
}
