/** Which key of another office a signature is held against, and how a new one takes its place. */
import { believeKeyUntil, type EnrolledOffice, enrolledOfficeById, enrolOffice, keysOf } from '#db/queries/trust.ts';
import type { Reading, Writing } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { Enrolment } from '#shared/package/enrolment.ts';
import { type BelievedUntil, type KeyChange, untilOf } from '#shared/package/key-change.ts';
import { keyIdOf } from '../package/ed25519.ts';
import { enrolmentFingerprint } from '../package/enrolment.ts';
import type { EnrolledKey } from '../package/open.ts';

/** The key of that name, else the newest the office is enrolled with; the algorithm is always that of the enrolled key. */
export function trustedKey(reading: Reading, officeId: string, keyId: string): EnrolledKey | undefined {
  const enrolled = enrolledOfficeById(reading, officeId);
  if (enrolled === undefined) return undefined;
  const { signingKey } = enrolled.enrolment;
  const keys = keysOf(reading, officeId);
  const key = keys.find((each) => each.keyId === keyId) ?? keys.find((each) => each.signingKey === signingKey);
  const { kind, fullName } = enrolled;
  if (key === undefined) return { officeId, kind, fullName, signingKey };
  return {
    officeId,
    kind,
    fullName,
    signingKey: key.signingKey,
    version: key.version,
    until: key.until,
    isStopped: key.stopped !== null,
  };
}

/** Takes over what statements of the sender, each signed by the key before it, have shown. */
export function adoptKeyChanges(
  writing: Writing,
  { enrolment }: EnrolledOffice,
  changes: readonly KeyChange[],
  at: string,
  by: string,
): void {
  let { signingKey } = enrolment;
  for (const change of changes) {
    if (change.previous.signingKey !== signingKey) throw problem('PREVIEW_OUTDATED');
    const next: Enrolment = { ...enrolment, ...change.next, keyVersion: change.keyVersion };
    replaceKey(writing, next, untilOf(change), { how: 'signed', at, by });
    ({ signingKey } = next);
  }
}

/** The new key is the one in force; the one before it stays known up to where it is believed. */
export function replaceKey(
  writing: Writing,
  next: Enrolment,
  until: BelievedUntil,
  { how, at, by }: { how: 'signed' | 'again'; at: string; by: string },
): void {
  const before = enrolledOfficeById(writing, next.officeId);
  if (before !== undefined) {
    const replaced = keysOf(writing, next.officeId).find((key) => key.signingKey === before.enrolment.signingKey);
    // What was stopped here stays believed no further than it was.
    if (replaced !== undefined && replaced.stopped === null)
      believeKeyUntil(writing, next.officeId, replaced.keyId, until);
  }
  enrolOffice(writing, next, enrolmentFingerprint(next), at, by, how);
}

/** For the preview: which eight groups stood for the office before, and which will. */
export function keyChangeShown(
  reading: Reading,
  officeId: string,
  changes: readonly KeyChange[],
): { readonly before: string[]; readonly after: string[] } | null {
  const last = changes.at(-1);
  const enrolled = enrolledOfficeById(reading, officeId);
  if (last === undefined || enrolled === undefined) return null;
  return {
    before: enrolmentFingerprint(enrolled.enrolment),
    after: enrolmentFingerprint({ officeId, ...last.next }),
  };
}

/** The version of the key an office is enrolled with. */
export function enrolledVersion(reading: Reading, { id, enrolment }: EnrolledOffice): number {
  return keysOf(reading, id).find((key) => key.keyId === keyIdOf(enrolment.signingKey))?.version ?? 1;
}
