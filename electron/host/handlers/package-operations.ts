/** What of an office's operations a package carries: cumulative since the recipient's last acknowledgement. */
import {
  acknowledgementOf,
  type HeldAcknowledgement,
  hasOpenOperations,
  type LedgerLine,
  type StreamState,
  streamsOf,
  unheldLines,
} from '#db/queries/exchange.ts';
import type { Reading } from '#db/run.ts';
import { sha256 } from '#db/sha256.ts';
import type { ManifestDraft, Range } from '#shared/package/manifest.ts';
import { withheldLine } from '#shared/package/operation.ts';
import { operationDigest, subtractDigest } from '#shared/package/state-digest.ts';

/** For whom a package is made, as far as it decides which bodies travel. */
export interface Audience {
  /** Whether the body of this operation may go; all others travel as hashes. */
  goes(line: LedgerLine, stream: { readonly key: number }, held: HeldAcknowledgement | undefined): boolean;
  /** Neither now nor in any earlier package: the recipient cannot have it. */
  neverWent(line: LedgerLine, stream: { readonly key: number }): boolean;
  /** Does not go now although an earlier package may have carried it. */
  mayHaveGone(line: LedgerLine, stream: { readonly key: number }): boolean;
}

export interface CarriedOperations {
  readonly ranges: Range[];
  readonly lines: readonly string[];
  readonly stateDigests: ManifestDraft['stateDigests'];
}

/**
 * Bodies of records outside the audience travel as hashes; bodies the recipient lacks and that may go now come first
 * (late bodies).
 */
export function gatherOperations(
  reading: Reading,
  officeId: string,
  recipientId: string,
  audience: Audience,
): CarriedOperations {
  return gatherStreams(
    reading,
    streamsOf(reading, officeId),
    (streamKey) => acknowledgementOf(reading, recipientId, streamKey),
    audience,
  );
}

/** The same of any streams, for whoever holds of each what `heldOf` says. */
export function gatherStreams(
  reading: Reading,
  streams: readonly StreamState[],
  heldOf: (streamKey: number) => HeldAcknowledgement | undefined,
  audience: Audience,
): CarriedOperations {
  const ranges: Range[] = [];
  const lines: string[] = [];
  const stateDigests: CarriedOperations['stateDigests'] = [];
  for (const stream of streams) {
    const held = heldOf(stream.key);
    const base = held?.n ?? 0;
    let digest: Uint8Array = stream.digest;
    let isKnownWhole = true;
    const leaveOut = (line: LedgerLine) => {
      if (line.entity !== null && line.recordId !== null)
        digest = subtractDigest(digest, operationDigest(sha256, line.entity, line.recordId, line.hash));
    };
    let count = 0;
    let bodies = 0;
    for (const { line, isLate } of unheldLines(reading, stream.key, held)) {
      const goes = line.line !== null && audience.goes(line, stream, held);
      if (goes || !isLate) count += 1;
      if (line.line !== null && goes) {
        lines.push(line.line);
        bodies += 1;
      } else if (isLate) {
        // What never left, the recipient cannot have; of the rest it may have more than its last receipt said.
        if (audience.neverWent(line, stream)) leaveOut(line);
        else isKnownWhole = false;
      } else {
        leaveOut(line);
        if (audience.mayHaveGone(line, stream)) isKnownWhole = false;
        lines.push(withheldLine({ stream: stream.stream, n: line.n, bodyHash: line.bodyHash.toString('hex') }));
      }
    }
    if (stream.n === 0) continue;
    ranges.push({
      stream: stream.stream,
      from: base + 1,
      to: stream.n,
      baseHash: held?.hash.toString('hex') ?? '0'.repeat(64),
      headHash: stream.hash.toString('hex'),
      count,
      bodies,
    });
    // What was given back after a restore and still waits here is in force there.
    if (isKnownWhole && !hasOpenOperations(reading, stream.key))
      stateDigests.push({ stream: stream.stream, n: stream.n, digest: Buffer.from(digest).toString('hex') });
  }
  return { ranges, lines, stateDigests };
}
