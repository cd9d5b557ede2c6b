/** What desks tell each other besides operations: which desks there are, whom the office has enrolled, which keys it stopped. */
import { allDesks, type Desk, dropInvitation, ownDesk, saveDesk, saveHeldByDesk } from '#db/queries/desks.ts';
import { lineAt, streamNamed } from '#db/queries/exchange.ts';
import { believeKeyUntil, enrolledOfficeById, enrolOffice, keepKey, keysOf, stopKey } from '#db/queries/trust.ts';
import type { Reading, Writing } from '#db/run.ts';
import { type DeskFacts, type DeskPart, invitedNumber, type TrustedOffice } from '#shared/package/desk.ts';
import { enrolmentSchema } from '#shared/package/enrolment.ts';
import type { Manifest } from '#shared/package/manifest.ts';
import type { CommandContext } from '../context.ts';
import { enrolmentFingerprint } from '../package/enrolment.ts';
import { arePublicKeysSound } from '../package/keys.ts';

/** Names the key that another desk made and this one has not put in force yet. */
export const keyWaitingSetting = 'desks.keyWaiting';

/** This computer as one of the office's; it becomes one when the first other is invited. */
export function ensureOwnDesk({ writing, newId, now, operator }: CommandContext): Desk {
  const own = ownDesk(writing);
  if (own !== undefined) return own;
  const made: Desk = {
    id: newId(),
    number: 1,
    name: operator === null ? '第一台电脑' : `${operator.slice(0, 30)}的电脑`,
    operator,
    isOwn: true,
    invitation: null,
    streams: [],
    notedAt: now,
    seenAt: now,
    seenSeq: 0,
    keyId: null,
    removedAt: null,
  };
  saveDesk(writing, made);
  return made;
}

/** The sender's word on itself is the newest; of the others whichever was seen last. */
export function mergeDesks({ writing, now }: CommandContext, part: DeskPart, manifest: Manifest): void {
  const own = ownDesk(writing);
  for (const facts of part.desks) {
    if (facts.id === own?.id) continue;
    const known = allDesks(writing);
    // An invitation somebody has joined by stands for nobody any more.
    if (facts.seenAt === null && known.some(({ invitation }) => invitation === facts.id)) continue;
    const before = known.find(({ id }) => id === facts.id);
    const isSender = facts.id === part.from;
    if (facts.invitation !== null && facts.seenAt !== null) dropInvitation(writing, facts.invitation);
    const seenAt = isSender ? manifest.createdAt : facts.seenAt;
    const isNewer = before === undefined || (before.seenAt ?? '') < (seenAt ?? '') || isSender;
    saveDesk(writing, {
      ...(before !== undefined && !isNewer ? before : deskOfFacts(facts, before, now)),
      seenAt: isNewer ? seenAt : (before?.seenAt ?? null),
      seenSeq: isSender ? Math.max(manifest.seq, before?.seenSeq ?? 0) : (before?.seenSeq ?? 0),
      keyId: isSender ? manifest.sender.keyId : (before?.keyId ?? null),
      removedAt: isSender ? null : (before?.removedAt ?? (facts.isRemoved ? now : null)),
    });
    if (isNewer && !isSender) keepHeld(writing, facts, now);
  }
  renumberTwin(writing);
}

function deskOfFacts(facts: DeskFacts, before: Desk | undefined, now: string): Desk {
  const { id, number, name, operator, invitation, streams, seenAt } = facts;
  const noted = { isOwn: false, notedAt: before?.notedAt ?? now, seenSeq: 0, keyId: null, removedAt: null };
  return { id, number, name, operator, invitation, streams, seenAt, ...noted };
}

function keepHeld(writing: Writing, { id, held }: DeskFacts, now: string): void {
  for (const { stream, n, hash, withheld } of held) {
    const known = streamNamed(writing, stream);
    if (known === undefined || n > known.n || lineAt(writing, known.key, n)?.hash.toString('hex') !== hash) continue;
    saveHeldByDesk(writing, id, known, { n, hash: Buffer.from(hash, 'hex'), withheld }, now);
  }
}

/** One invitation used at two computers: the one that yields takes another number, so that no two packages share one. */
function renumberTwin(writing: Writing): void {
  const own = ownDesk(writing);
  const desks = allDesks(writing);
  if (own === undefined || !desks.some(({ id, number }) => number === own.number && id < own.id)) return;
  const number = invitedNumber(
    own.number,
    desks.map((desk) => desk.number),
  );
  if (number !== undefined) saveDesk(writing, { ...own, number });
}

/** Offices and keys this desk does not know yet, and keys that were stopped there; nothing known here is lost. */
export function takeTrust({ writing }: Pick<CommandContext, 'writing'>, { offices }: DeskPart): void {
  for (const office of offices) {
    const parsed = enrolmentSchema.safeParse(office.enrolment);
    if (!parsed.success || parsed.data.officeId !== office.officeId || !arePublicKeysSound(parsed.data)) continue;
    const before = enrolledOfficeById(writing, office.officeId);
    const isNewer =
      before === undefined ||
      (parsed.data.keyVersion ?? 1) > (before.enrolment.keyVersion ?? 1) ||
      isEnrolledAgain(writing, office, parsed.data.keyId);
    for (const key of office.keys) takeKey(writing, office, key);
    if (isNewer)
      enrolOffice(writing, parsed.data, enrolmentFingerprint(parsed.data), office.enrolledAt, office.enrolledBy);
  }
}

/** After its key was stopped here or lost there, the office was enrolled anew at the other desk. */
function isEnrolledAgain(reading: Reading, office: TrustedOffice, keyId: string): boolean {
  const mine = keysOf(reading, office.officeId);
  const theirs = office.keys.find((key) => key.keyId === keyId);
  if (theirs === undefined || theirs.how !== 'again' || mine.some((key) => key.keyId === keyId)) return false;
  return mine.every((key) => key.since < theirs.since);
}

function takeKey(writing: Writing, { officeId, enrolledBy }: TrustedOffice, key: TrustedOffice['keys'][number]): void {
  const mine = keysOf(writing, officeId).find(({ keyId }) => keyId === key.keyId);
  if (mine === undefined) keepKey(writing, officeId, key, enrolledBy);
  if (mine?.stopped !== null && mine !== undefined) return;
  if (key.stopped !== null && key.until !== null)
    stopKey(writing, officeId, key.keyId, { until: key.until, ...key.stopped });
  else if (key.until !== null && (mine?.until ?? null) === null)
    believeKeyUntil(writing, officeId, key.keyId, key.until);
}

/** For another desk. */
export function trustedOffices(reading: Reading, enrolled: readonly EnrolledView[]): TrustedOffice[] {
  return enrolled.flatMap(({ id, kind, fullName, enrolledAt, enrolledBy }) => {
    const office = enrolledOfficeById(reading, id);
    if (office === undefined) return [];
    const keys = keysOf(reading, id).map((key) => ({ ...key }));
    return [{ enrolment: office.enrolment, officeId: id, kind, fullName, enrolledAt, enrolledBy, keys }];
  });
}

interface EnrolledView {
  readonly id: string;
  readonly kind: TrustedOffice['kind'];
  readonly fullName: string;
  readonly enrolledAt: string;
  readonly enrolledBy: string;
}
