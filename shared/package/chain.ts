/** Recomputes the chain of hashes of a package's operations. Pure; the host feeds it line by line while unpacking. */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { problem } from '../error.ts';
import type { Range } from './manifest.ts';
import { chainHash, isWithheldLine, parseLine, parseWithheldLine, type Sha256 } from './operation.ts';

export interface VerifiedOperation {
  readonly n: number;
  /** null where the body was withheld from us. */
  readonly line: string | null;
  readonly bodyHash: Uint8Array;
  readonly hash: Uint8Array;
}

/** Known here so far by its hash only: whoever takes it in compares `bodyHash` with the one in the store. */
export interface LateBody {
  readonly n: number;
  readonly line: string;
  readonly bodyHash: Uint8Array;
}

export interface VerifiedStream {
  readonly range: Range;
  /** Contiguous, `from` … `to`. */
  readonly operations: readonly VerifiedOperation[];
  readonly lateBodies: readonly LateBody[];
}

export interface ChainVerifier {
  /** The next line of the file, and its UTF-8 bytes where the caller has them. */
  push(line: string, bytes?: Uint8Array): void;
  finish(): VerifiedStream[];
}

/**
 * Lines stand range by range in the order of the manifest: late bodies ascending, then every operation from `from` to
 * `to`. Anything else – a gap, another head, another count – is PACKAGE_CONTENT_INVALID.
 */
export function chainVerifier(sha256: Sha256, ranges: readonly Range[]): ChainVerifier {
  if (new Set(ranges.map((range) => range.stream)).size !== ranges.length) throw invalid('stream twice');
  const verified: VerifiedStream[] = [];
  let current: OpenRange | undefined;

  const open = (): OpenRange | undefined => {
    while (current === undefined || current.seen === current.range.count) {
      if (current !== undefined) verified.push(close(current));
      const range = ranges[verified.length];
      current = range === undefined ? undefined : openRange(range);
      if (current === undefined) return undefined;
    }
    return current;
  };

  return {
    push(line, bytes) {
      const range = open();
      if (range === undefined) throw invalid('more lines than stated');
      take(sha256, range, line, bytes);
    },
    finish() {
      if (open() !== undefined) throw invalid('fewer lines than stated');
      return verified;
    },
  };
}

export function verifyChain(sha256: Sha256, ranges: readonly Range[], lines: Iterable<string>): VerifiedStream[] {
  const verifier = chainVerifier(sha256, ranges);
  for (const line of lines) verifier.push(line);
  return verifier.finish();
}

interface OpenRange {
  readonly range: Range;
  readonly lateCount: number;
  readonly operations: VerifiedOperation[];
  readonly lateBodies: LateBody[];
  hash: Uint8Array;
  seen: number;
  bodies: number;
}

function openRange(range: Range): OpenRange {
  if (range.from === 1 && !/^0+$/.test(range.baseHash)) throw invalid('a chain begins with zeros');
  return {
    range,
    lateCount: range.count - (range.to - range.from + 1),
    operations: [],
    lateBodies: [],
    hash: hexToBytes(range.baseHash),
    seen: 0,
    bodies: 0,
  };
}

function take(sha256: Sha256, open: OpenRange, line: string, bytes: Uint8Array | undefined): void {
  const isLate = open.seen < open.lateCount;
  const isWithheld = isWithheldLine(line);
  const operation = isWithheld ? null : parseLine(line);
  const withheld = isWithheld ? parseWithheldLine(line) : null;
  const { stream, n } = operation ?? withheld ?? { stream: '', n: 0 };
  if (stream !== open.range.stream) throw invalid('line of another stream');
  const bodyHash = withheld === null ? sha256(bytes ?? utf8ToBytes(line)) : hexToBytes(withheld.bodyHash);
  open.seen += 1;
  if (operation !== null) open.bodies += 1;

  if (isLate) {
    const previous = open.lateBodies.at(-1)?.n ?? 0;
    if (operation === null || n <= previous || n >= open.range.from) throw invalid('late body out of order');
    open.lateBodies.push({ n, line, bodyHash });
    return;
  }
  if (n !== open.range.from + open.operations.length) throw invalid('gap in the operations');
  open.hash = chainHash(sha256, open.hash, bodyHash);
  open.operations.push({ n, line: operation === null ? null : line, bodyHash, hash: open.hash });
}

function close(open: OpenRange): VerifiedStream {
  if (open.bodies !== open.range.bodies) throw invalid('another number of bodies');
  if (bytesToHex(open.hash) !== open.range.headHash) throw invalid('another head');
  return { range: open.range, operations: open.operations, lateBodies: open.lateBodies };
}

function invalid(reason: string): Error {
  return problem('PACKAGE_CONTENT_INVALID', { reason });
}
