/** The other office put a backup back, or began anew: it holds less of ours than it once confirmed, and is sent it again. */
import {
  acknowledgementOf,
  type HeldAcknowledgement,
  lineAt,
  lowerAcknowledgements,
  streamNamed,
} from '#db/queries/exchange.ts';
import { movedPlace } from '#db/queries/moved.ts';
import type { Manifest } from '#shared/package/manifest.ts';
import type { CommandContext } from '../context.ts';
import { requireOffice } from './authoring.ts';

/**
 * A receipt found late knows less than a newer one and takes nothing back; a package that brings news (`isNews`) says what
 * is really there now. Where one of its histories is not ours, that is settled first (找回数据).
 */
export function heedLesserHoldings({ writing, now }: CommandContext, manifest: Manifest, isNews: boolean): void {
  const own = requireOffice(writing);
  const { kind, sender, acknowledgements } = manifest;
  if (!isNews || kind === 'echo' || sender.officeId === own.id) return;
  const stated = new Map<string, HeldAcknowledgement>();
  for (const { stream, n, hash, withheld } of acknowledgements) {
    const known = streamNamed(writing, stream);
    const line = known === undefined ? undefined : lineAt(writing, known.key, n);
    const place = movedPlace(writing, stream, n, Buffer.from(hash, 'hex'));
    if (
      known !== undefined &&
      known.officeId === own.id &&
      place !== undefined &&
      line?.hash.toString('hex') !== hash
    ) {
      // Of the history that has these numbers now it holds what both have in common.
      const held = acknowledgementOf(writing, sender.officeId, known.key);
      const least = Math.min(held?.n ?? 0, place.branch);
      const base = lineAt(writing, known.key, least);
      if (base !== undefined) stated.set(stream, { n: least, hash: base.hash, withheld: [] });
      continue;
    }
    if (known?.officeId !== own.id || n > known.n || (n > 0 && line?.hash.toString('hex') !== hash)) return;
    stated.set(stream, { n, hash: Buffer.from(hash, 'hex'), withheld });
  }
  lowerAcknowledgements(writing, sender.officeId, stated, now);
}
