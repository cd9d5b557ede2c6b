import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { problem } from '#shared/error.ts';
import { packageLimits } from '#shared/package/manifest.ts';
import { centralHead, endRecord, localHead, type ZipHead } from './zip-format.ts';

/** An entry whose size is known before it is written, so that its header needs no descriptor. */
export interface ZipSource extends Omit<ZipHead, 'crc'> {
  /** CRC-32; absent of a large file, which is then read only once: its header is written when its last byte is. */
  readonly crc?: number;
  readonly contents: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Writes a whole archive to an empty file and returns its length. `onBytes` may throw to stop. */
export async function writeZip(
  file: FileHandle,
  entries: readonly ZipSource[],
  onBytes: (written: number) => void = () => {},
): Promise<number> {
  if (entries.length > packageLimits.entries) throw problem('PACKAGE_TOO_LARGE', { reason: 'entries' });
  const directory: Buffer[] = [];
  let position = 0;
  const writeAt = async (bytes: Uint8Array, place: number): Promise<void> => {
    for (let done = 0; done < bytes.length; )
      done += (await file.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
  };
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (position + bytes.length > packageLimits.fileBytes) throw problem('PACKAGE_TOO_LARGE', { reason: 'bytes' });
    await writeAt(bytes, position);
    position += bytes.length;
    onBytes(position);
  };

  for (const { name, size, crc, contents } of entries) {
    const start = position;
    await write(localHead({ name, size, crc: crc ?? 0 }));
    const end = position + size;
    let found = 0;
    for await (const bytes of contents) {
      if (crc === undefined) found = crc32(bytes, found);
      await write(bytes);
    }
    if (position !== end) throw new Error(`${name} is not ${size} bytes long`);
    const head = { name, size, crc: crc ?? found };
    if (crc === undefined) await writeAt(localHead(head), start);
    directory.push(centralHead(head, start));
  }
  const central = Buffer.concat(directory);
  const centralOffset = position;
  await write(Buffer.concat([central, endRecord(entries.length, central.length, centralOffset)]));
  return position;
}
