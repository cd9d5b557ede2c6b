/** The operations file: lines with LF, gzip. Both ways in chunks, so that the thread is never held for long. */
import { isUtf8 } from 'node:buffer';
import { createGunzip, createGzip, type Gzip } from 'node:zlib';
import { problem } from '#shared/error.ts';
import { maximumLineLength } from '#shared/package/operation.ts';

const chunkBytes = 256 * 1024;

export interface PackedLines {
  readonly bytes: Buffer;
  readonly uncompressedSize: number;
  readonly count: number;
}

/** `onLines` may throw to stop. */
export async function packLines(
  lines: Iterable<string> | AsyncIterable<string>,
  onLines: (count: number) => void = () => {},
): Promise<PackedLines> {
  const packed: Buffer[] = [];
  let gzip: Gzip | undefined;
  let ended: Promise<void> | undefined;
  const begin = (): Gzip => {
    const begun = createGzip({ level: 6, chunkSize: chunkBytes });
    ended = new Promise<void>((resolve, reject) => {
      begun.on('data', (chunk: Buffer) => packed.push(chunk));
      begun.on('end', resolve);
      begun.on('error', reject);
    });
    // Awaited below; until then a failure must not count as unhandled.
    ended.catch(() => undefined);
    return begun;
  };
  let uncompressedSize = 0;
  let count = 0;
  const flush = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text, 'utf8');
    uncompressedSize += bytes.length;
    // Begun with the first lines: a receipt has none.
    gzip ??= begin();
    const into = gzip;
    await new Promise<void>((resolve, reject) => into.write(bytes, (error) => (error ? reject(error) : resolve())));
    onLines(count);
  };
  try {
    let batch: string[] = [];
    let length = 0;
    for await (const line of lines) {
      batch.push(line, '\n');
      length += line.length + 1;
      count += 1;
      if (length < chunkBytes / 2) continue;
      await flush(batch.join(''));
      batch = [];
      length = 0;
    }
    if (batch.length > 0) await flush(batch.join(''));
  } catch (error) {
    gzip?.destroy();
    throw error;
  }
  gzip?.end();
  await ended;
  return { bytes: Buffer.concat(packed), uncompressedSize, count };
}

/**
 * Unpacks and hands over every line with its bytes. Never unpacks more than `uncompressedSize`: what is larger is
 * PACKAGE_TOO_LARGE, what is smaller or not whole lines of UTF-8 PACKAGE_CONTENT_INVALID.
 */
export async function unpackLines(
  packed: Buffer,
  uncompressedSize: number,
  onLine: (line: string, bytes: Uint8Array) => void,
  onChunk: (unpacked: number) => void = () => {},
): Promise<void> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  let unpacked = 0;
  let rest: Buffer = Buffer.alloc(0);
  gunzip.end(packed);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > uncompressedSize) throw problem('PACKAGE_TOO_LARGE', { reason: 'unpacked size' });
      const end = chunk.lastIndexOf(0x0a) + 1;
      if (end > 0) {
        const whole = chunk.subarray(0, end);
        splitLines(rest.length > 0 ? Buffer.concat([rest, whole]) : whole, onLine);
        rest = Buffer.from(chunk.subarray(end));
      } else rest = Buffer.concat([rest, chunk]);
      // A character of UTF-16 is at most three bytes of UTF-8.
      if (rest.length > maximumLineLength * 3) throw problem('PACKAGE_TOO_LARGE', { reason: 'line' });
      onChunk(unpacked);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_'))
      throw problem('PACKAGE_CONTENT_INVALID', { reason: 'gzip' }, error);
    throw error;
  } finally {
    gunzip.destroy();
  }
  if (unpacked !== uncompressedSize || rest.length > 0)
    throw problem('PACKAGE_CONTENT_INVALID', { reason: 'unpacked size' });
}

function splitLines(bytes: Buffer, onLine: (line: string, bytes: Uint8Array) => void): void {
  if (!isUtf8(bytes)) throw problem('PACKAGE_CONTENT_INVALID', { reason: 'utf-8' });
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const line = bytes.subarray(start, end);
    onLine(line.toString('utf8'), line);
    start = end + 1;
  }
}
