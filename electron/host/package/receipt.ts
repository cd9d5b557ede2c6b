/** What this office holds of another's streams, as a receipt says it: cumulative and idempotent (exchange.md “Receipt”). */
import { gapsOf, streamsOf } from '#db/queries/exchange.ts';
import type { Reading } from '#db/run.ts';
import type { Acknowledgement } from '#shared/package/manifest.ts';

export function acknowledgementsFor(reading: Reading, otherOfficeId: string): Acknowledgement[] {
  return streamsOf(reading, otherOfficeId)
    .filter((stream) => stream.n > 0)
    .map((stream) => ({
      stream: stream.stream,
      n: stream.n,
      hash: stream.hash.toString('hex'),
      ...gapsOf(reading, stream.key),
    }));
}
