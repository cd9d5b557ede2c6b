/**
 * The enrolment file (.ldk): a line with one self-signed envelope, believed only after the challenge from the stamped
 * sheet; below it, a line each, the statements that lead from the office's earlier keys to this one.
 */

import { sha256 } from '#db/sha256.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import { ProblemError, problem } from '#shared/error.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import {
  type Enrolment,
  enrolmentFormat,
  enrolmentSchema,
  enrolmentVersion,
  fingerprintGroups,
  fingerprintOf,
} from '#shared/package/enrolment.ts';
import { payloadTypeOf } from '#shared/package/manifest.ts';
import { parseEnvelope, signEnvelope, verifyEnvelope } from './dsse.ts';
import { keyIdOf } from './ed25519.ts';
import { arePublicKeysSound, type OpenKeys } from './keys.ts';

export const maximumEnrolmentBytes = 64 * 1024;

export interface EnrolmentFacts {
  readonly officeId: string;
  readonly kind: OfficeKind;
  readonly fullName: string;
  readonly shortName: string;
  readonly signatureLine: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly createdAt: string;
  /** 1 where absent. */
  readonly keyVersion?: number | undefined;
}

/** Facts beyond these stay at home, whatever else the caller's object holds. */
export function enrolmentFile(facts: EnrolmentFacts, keys: OpenKeys, statements: readonly Buffer[] = []): Buffer {
  const enrolment: Enrolment = enrolmentSchema.parse({
    officeId: facts.officeId,
    kind: facts.kind,
    fullName: facts.fullName,
    shortName: facts.shortName,
    signatureLine: facts.signatureLine,
    contactName: facts.contactName,
    contactPhone: facts.contactPhone,
    createdAt: facts.createdAt,
    ...((facts.keyVersion ?? 1) > 1 ? { keyVersion: facts.keyVersion } : {}),
    format: enrolmentFormat,
    version: enrolmentVersion,
    keyId: keys.keyId,
    signingKey: keys.signingKey,
    ageRecipient: keys.ageRecipient,
  });
  const payload = Buffer.from(canonicalText(enrolment as JsonValue), 'utf8');
  const envelope = signEnvelope(payloadTypeOf('enrolment'), payload, keys);
  return Buffer.concat([envelope, ...statements.flatMap((statement) => [lineFeed, statement])]);
}

const lineFeed = Buffer.from('\n');

/**
 * ENROLMENT_FILE_INVALID for anything but a whole enrolment signed by the key it carries, ENROLMENT_KEY_WEAK for keys
 * that prove nothing, PACKAGE_NEWER_VERSION for a later format. Says nothing about whose key it is: the challenge does.
 */
export function readEnrolmentFile(bytes: Buffer): Enrolment & { readonly statements: readonly Buffer[] } {
  if (bytes.length > maximumEnrolmentBytes) throw invalid('too large');
  try {
    const [first = '', ...statements] = bytes.toString('latin1').split('\n');
    const envelope = parseEnvelope(Buffer.from(first, 'latin1'));
    const stated = JSON.parse(envelope.payload.toString('utf8')) as unknown;
    const parsed = enrolmentSchema.safeParse(stated);
    if (!parsed.success) throw invalid('content');
    const enrolment = parsed.data;
    if (!arePublicKeysSound(enrolment)) throw problem('ENROLMENT_KEY_WEAK');
    if (enrolment.keyId !== keyIdOf(enrolment.signingKey)) throw invalid('key id');
    verifyEnvelope(envelope, payloadTypeOf('enrolment'), enrolment.signingKey);
    if (enrolment.version > enrolmentVersion) throw problem('PACKAGE_NEWER_VERSION', { version: enrolment.version });
    return { ...enrolment, statements: statements.map((statement) => Buffer.from(statement, 'latin1')) };
  } catch (error) {
    if (error instanceof ProblemError && error.code !== 'PACKAGE_SIGNATURE_INVALID') throw error;
    if (error instanceof ProblemError || error instanceof SyntaxError) throw invalid('signature', error);
    throw error;
  }
}

/** 8 groups of 5 digits, as printed on the stamped sheet. */
export function enrolmentFingerprint(identity: Pick<Enrolment, 'officeId' | 'signingKey' | 'ageRecipient'>): string[] {
  return fingerprintOf(sha256, identity);
}

/** Two different groups, counted from 1, ascending; chosen only after the file was read. */
export function challengeGroups(randomBelow: (below: number) => number): [number, number] {
  const first = randomBelow(fingerprintGroups);
  const second = (first + 1 + randomBelow(fingerprintGroups - 1)) % fingerprintGroups;
  return [Math.min(first, second) + 1, Math.max(first, second) + 1];
}

/** Full-width digits and spaces of a Chinese input method are read as digits. */
export function isChallengeAnswered(
  fingerprint: readonly string[],
  groups: readonly number[],
  answers: readonly string[],
): boolean {
  return (
    groups.length > 0 &&
    groups.length === answers.length &&
    groups.every(
      (group, index) => fingerprint[group - 1] === (answers[index] ?? '').normalize('NFKC').replace(/\s/g, ''),
    )
  );
}

function invalid(reason: string, cause?: unknown): Error {
  return problem('ENROLMENT_FILE_INVALID', { reason }, cause);
}
