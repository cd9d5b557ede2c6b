/** What other offices have confirmed, whichever desk their receipt was brought to. */
import {
  acknowledgedBy,
  forgetHeard,
  type Heard,
  hearAcknowledgement,
  heardAcknowledgements,
  otherDesks,
} from '#db/queries/desks.ts';
import { coveredPackages, lineAt, markAcknowledged, saveAcknowledgement, streamNamed } from '#db/queries/exchange.ts';
import { heldThere } from '#db/queries/package-parts.ts';
import type { Reading } from '#db/run.ts';
import type { Held } from '#shared/package/desk.ts';
import type { CommandContext } from '../context.ts';
import { requireOffice } from './authoring.ts';

/** Believed only where its hash is ours; what speaks of operations that are not here yet is kept for later. */
export function acceptAcknowledgement(context: CommandContext, officeId: string, held: Held): void {
  const { writing, now } = context;
  const { stream, n, hash, withheld } = held;
  const known = streamNamed(writing, stream);
  if (known === undefined || n > known.n) {
    // Unknown streams may be another desk's; with one desk alone there is nothing to wait for.
    if (otherDesks(writing).length > 0) hearAcknowledgement(writing, { officeId, ...held }, now);
    return;
  }
  if (known.officeId !== requireOffice(writing).id || n === 0) return;
  if (lineAt(writing, known.key, n)?.hash.toString('hex') !== hash) return;
  saveAcknowledgement(writing, officeId, known.key, { n, hash: Buffer.from(hash, 'hex'), withheld }, now);
}

/** After operations came in: what was said of them before they were here. */
export function retryHeard(context: CommandContext): void {
  const { writing } = context;
  const settled = new Set<string>();
  for (const heard of heardAcknowledgements(writing)) {
    const known = streamNamed(writing, heard.stream);
    if (known === undefined || heard.n > known.n) continue;
    forgetHeard(writing, heard.officeId, heard.stream);
    acceptAcknowledgement(context, heard.officeId, heard);
    settled.add(heard.officeId);
  }
  for (const officeId of settled) coverPackages(context, officeId);
}

/** Packages that an office – or, of this one, every other desk – is now known to hold: 对方已收. */
export function coverPackages({ writing, now }: CommandContext, officeId: string): void {
  const isOwn = officeId === requireOffice(writing).id;
  const heads = isOwn ? heldByEveryDesk(writing) : headsOf(writing, officeId);
  const files = isOwn ? filesAtEveryDesk(writing) : heldThere(writing, officeId);
  for (const row of coveredPackages(writing, officeId, heads, null, files)) markAcknowledged(writing, row.id, now);
}

function filesAtEveryDesk(reading: Reading): Set<string> {
  const [first, ...rest] = otherDesks(reading)
    .filter((desk) => desk.seenAt !== null)
    .map((desk) => heldThere(reading, desk.id));
  return new Set([...(first ?? [])].filter((sha256) => rest.every((held) => held.has(sha256))));
}

function headsOf(reading: Reading, officeId: string): Map<string, number> {
  return new Map(acknowledgedBy(reading, officeId).map(({ stream, n }) => [stream, n]));
}

function heldByEveryDesk(reading: Reading): Map<string, number> {
  const [first, ...rest] = otherDesks(reading)
    .filter((desk) => desk.seenAt !== null)
    .map((desk) => headsOf(reading, desk.id));
  const least = first ?? new Map<string, number>();
  for (const heads of rest) for (const [stream, n] of least) least.set(stream, Math.min(n, heads.get(stream) ?? 0));
  return least;
}

/** For another desk: all that offices have said, checked here or still to be checked. */
export function confirmedFor(reading: Reading, officeIds: readonly string[]): Heard[] {
  return [
    ...officeIds.flatMap((officeId) => acknowledgedBy(reading, officeId).map((held) => ({ officeId, ...held }))),
    ...heardAcknowledgements(reading),
  ];
}
