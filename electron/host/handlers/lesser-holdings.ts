/** The other office put a backup back, or began anew: it holds less of ours than it once confirmed, and is sent it again. */
import { type HeldAcknowledgement, lineAt, lowerAcknowledgements, streamNamed } from '#db/queries/exchange.ts';
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
    if (known?.officeId !== own.id || n > known.n || (n > 0 && line?.hash.toString('hex') !== hash)) return;
    stated.set(stream, { n, hash: Buffer.from(hash, 'hex'), withheld });
  }
  lowerAcknowledgements(writing, sender.officeId, stated, now);
}
