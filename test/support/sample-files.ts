/** Files as they come from telephones and offices, made byte by byte: small, real enough to be known by their bytes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** A JPEG that says when it was taken; draws nothing. `takenAt` as cameras write it: “2026:11:18 09:30:00”. */
export function jpegBytes(takenAt: string | null, order: 'II' | 'MM' = 'II'): Buffer {
  const start = Buffer.from([0xff, 0xd8]);
  const end = Buffer.from([0xff, 0xda, 0x00, 0x02, 0xff, 0xd9]);
  const jfif = segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'));
  return Buffer.concat([start, jfif, ...(takenAt === null ? [] : [exifSegment(takenAt, order)]), end]);
}

function exifSegment(takenAt: string, order: 'II' | 'MM'): Buffer {
  const u16 = (value: number) => number(value, 2, order);
  const u32 = (value: number) => number(value, 4, order);
  const text = Buffer.from(`${takenAt}\0`, 'latin1');
  // Header 8, IFD0 with one entry at 8 (2 + 12 + 4), Exif IFD at 26, its text at 44.
  const tiff = Buffer.concat([
    Buffer.from(order, 'latin1'),
    u16(42),
    u32(8),
    u16(1),
    u16(0x8769),
    u16(4),
    u32(1),
    u32(26),
    u32(0),
    u16(1),
    u16(0x9003),
    u16(2),
    u32(text.length),
    u32(44),
    u32(0),
    text,
  ]);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

function number(value: number, bytes: 2 | 4, order: 'II' | 'MM'): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (order === 'II') buffer.writeUIntLE(value, 0, bytes);
  else buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A PNG of one colour that any browser draws. */
export function pngBytes(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([head, content, check]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

export const pdfBytes = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  'latin1',
);

/** The names of a zip's parts stand in its local heads and at its end; that is all that tells a docx from a zip. */
export function zipLikeBytes(...parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.map((part) => Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(26), Buffer.from(part)])),
  );
}

export function writeSample(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
