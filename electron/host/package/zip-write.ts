import type { FileHandle } from 'node:fs/promises';
import { problem } from '#shared/error.ts';
import { packageLimits } from '#shared/package/manifest.ts';
import { centralHead, endRecord, localHead, type ZipHead } from './zip-format.ts';

/** An entry whose size and CRC-32 are known before it is written, so that its header needs no descriptor. */
export interface ZipSource extends ZipHead {
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
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (position + bytes.length > packageLimits.fileBytes) throw problem('PACKAGE_TOO_LARGE', { reason: 'bytes' });
    for (let done = 0; done < bytes.length; )
      done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
    position += bytes.length;
    onBytes(position);
  };

  for (const entry of entries) {
    directory.push(centralHead(entry, position));
    await write(localHead(entry));
    const end = position + entry.size;
    for await (const bytes of entry.contents) await write(bytes);
    if (position !== end) throw new Error(`${entry.name} is not ${entry.size} bytes long`);
  }
  const central = Buffer.concat(directory);
  const centralOffset = position;
  await write(Buffer.concat([central, endRecord(entries.length, central.length, centralOffset)]));
  return position;
}
