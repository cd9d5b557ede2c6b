/** Grey pictures of sixteen levels as PNG: four bits a pixel, so that a page of paper takes some 200 KB. */
import { crc32, deflateSync } from 'node:zlib';
import type { GreyPicture } from '#shared/inspection/reading/grey-picture.ts';

/** `data`: 0 black … 15 white. */
export function sixteenGreysPng({ width, height, data }: GreyPicture): Buffer {
  const rowBytes = Math.ceil(width / 2);
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Each row begins with its filter: none.
    const start = y * (rowBytes + 1) + 1;
    for (let x = 0; x < width; x += 2) {
      const [left, right] = [data[y * width + x] ?? 0, x + 1 < width ? (data[y * width + x + 1] ?? 0) : 0];
      rows[start + x / 2] = (left << 4) | right;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 0, 0, 0, 0], 8);
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    mark,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 4 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
