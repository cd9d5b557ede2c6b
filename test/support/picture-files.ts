/** Grey pictures as files: what a scanner gives (PNG) and what a page hands to the host (PGM). */
import { crc32, deflateSync } from 'node:zlib';
import { type GreyPicture, pgmHead } from '#shared/inspection/reading/grey-picture.ts';

export function pgmBytes({ width, height, data }: GreyPicture): Buffer {
  return Buffer.concat([Buffer.from(pgmHead(width, height), 'latin1'), data]);
}

export function greyPngBytes({ width, height, data }: GreyPicture): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length, 0);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named), 0);
  return Buffer.concat([size, named, sum]);
}
