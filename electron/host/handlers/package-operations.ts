/** What of an office's operations a package carries: cumulative since the recipient's last acknowledgement. */
import {
  acknowledgementOf,
  type HeldAcknowledgement,
  type LedgerLine,
  lineAt,
  linesAfter,
  type StreamState,
  streamsOf,
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

const chunk = 5000;

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
    for (const [from, to] of held?.withheld ?? [])
      for (let n = from; n <= to; n += 1) {
        const line = lineAt(reading, stream.key, n);
        if (line === undefined || line.line === null) continue;
        if (!audience.goes(line, stream, held)) {
          // What never left, the recipient cannot have; of the rest it may have more than its last receipt said.
          if (audience.neverWent(line, stream)) leaveOut(line);
          else isKnownWhole = false;
          continue;
        }
        lines.push(line.line);
        count += 1;
        bodies += 1;
      }
    for (let after = base; ; ) {
      const rows = linesAfter(reading, stream.key, after, chunk);
      if (rows.length === 0) break;
      for (const row of rows) {
        count += 1;
        if (row.line !== null && audience.goes(row, stream, held)) {
          lines.push(row.line);
          bodies += 1;
        } else {
          leaveOut(row);
          if (audience.mayHaveGone(row, stream)) isKnownWhole = false;
          lines.push(withheldLine({ stream: stream.stream, n: row.n, bodyHash: row.bodyHash.toString('hex') }));
        }
      }
      after = rows.at(-1)?.n ?? after;
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
    if (isKnownWhole)
      stateDigests.push({ stream: stream.stream, n: stream.n, digest: Buffer.from(digest).toString('hex') });
  }
  return { ranges, lines, stateDigests };
}
