/** Statements of a new key: made by an office with both keys in hand, and followed by those who have enrolled it. */
import { ProblemError, problem } from '#shared/error.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import {
  type BelievedUntil,
  type KeyChange,
  keyChangeFormat,
  keyChangePayloadType,
  keyChangeSchema,
  keyChangeVersion,
} from '#shared/package/key-change.ts';
import { parseDoubleEnvelope, signEnvelope, verifyEnvelope } from './dsse.ts';
import { keyIdOf } from './ed25519.ts';
import { arePublicKeysSound, type OpenKeys } from './keys.ts';

export const maximumStatementBytes = 64 * 1024;

export interface KeyChangeFacts {
  readonly officeId: string;
  /** Of the new key. */
  readonly keyVersion: number;
  readonly previous: OpenKeys;
  readonly next: OpenKeys;
  readonly until: BelievedUntil;
  readonly createdAt: string;
}

export function keyChangeStatement({ officeId, keyVersion, previous, next, until, createdAt }: KeyChangeFacts): Buffer {
  const change: KeyChange = keyChangeSchema.parse({
    format: keyChangeFormat,
    version: keyChangeVersion,
    officeId,
    keyVersion,
    previous: publicPart(previous),
    next: publicPart(next),
    until: Object.entries(until).map(([stream, n]) => ({ stream, n })),
    createdAt,
  });
  return signEnvelope(keyChangePayloadType, Buffer.from(canonicalText(change as JsonValue), 'utf8'), previous, next);
}

/** The statement, if both keys it names signed it; otherwise ENROLMENT_FILE_INVALID. Says nothing about whose keys they are. */
export function readKeyChange(bytes: Buffer): KeyChange {
  if (bytes.length > maximumStatementBytes) throw invalid('too large');
  try {
    const [byPrevious, byNext] = parseDoubleEnvelope(bytes);
    const parsed = keyChangeSchema.safeParse(JSON.parse(byPrevious.payload.toString('utf8')));
    if (!parsed.success) throw invalid('content');
    const { previous, next, version } = parsed.data;
    for (const keys of [previous, next]) {
      if (!arePublicKeysSound(keys)) throw problem('ENROLMENT_KEY_WEAK');
      if (keys.keyId !== keyIdOf(keys.signingKey)) throw invalid('key id');
    }
    if (previous.signingKey === next.signingKey) throw invalid('same key');
    verifyEnvelope(byPrevious, keyChangePayloadType, previous.signingKey);
    verifyEnvelope(byNext, keyChangePayloadType, next.signingKey);
    if (version > keyChangeVersion) throw problem('PACKAGE_NEWER_VERSION', { version });
    return parsed.data;
  } catch (error) {
    if (error instanceof ProblemError && error.code !== 'PACKAGE_SIGNATURE_INVALID') throw error;
    if (error instanceof ProblemError || error instanceof SyntaxError) throw invalid('signature', error);
    throw error;
  }
}

export interface KnownKey {
  readonly officeId: string;
  readonly version: number;
  readonly signingKey: string;
}

/**
 * The changes that lead on from a known key, one version after the other. Statements up to the known version are history
 * and are not looked at; one that does not follow, by another office or from another key, is ENROLMENT_FILE_INVALID.
 */
export function followKeyChanges(known: KnownKey, statements: readonly Buffer[]): readonly KeyChange[] {
  const changes: KeyChange[] = [];
  let { version, signingKey } = known;
  const read = statements.map(readKeyChange).toSorted((one, other) => one.keyVersion - other.keyVersion);
  for (const change of read) {
    if (change.officeId !== known.officeId) throw invalid('another office');
    if (change.keyVersion <= version) continue;
    if (change.keyVersion !== version + 1) throw invalid('a version is missing');
    if (change.previous.signingKey !== signingKey) throw invalid('another key before it');
    changes.push(change);
    version = change.keyVersion;
    signingKey = change.next.signingKey;
  }
  return changes;
}

function publicPart({ keyId, signingKey, ageRecipient }: OpenKeys): KeyChange['previous'] {
  return { keyId, signingKey, ageRecipient };
}

function invalid(reason: string, cause?: unknown): Error {
  return problem('ENROLMENT_FILE_INVALID', { reason }, cause);
}
