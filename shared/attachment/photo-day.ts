/**
 * The day a photo says it was taken: DateTimeOriginal of its EXIF, read from the first bytes of a JPEG. A small reader of
 * our own: it answers null for anything it does not understand and never reads outside what it was given.
 * Sources: JPEG segments (ITU-T T.81 B.1.1), Exif 2.32 4.6 (TIFF 6.0 directories).
 */
import { dayNumber, dayOfNumber } from '../calendar/day.ts';

const startOfScan = 0xda;
const app1 = 0xe1;
const tags = { exifDirectory: 0x8769, takenAt: 0x9003, digitizedAt: 0x9004 } as const;
const asciiType = 2;
const longType = 4;
/** A directory of a photo has a few dozen entries; more is damage. */
const mostEntries = 512;

/** YYYY-MM-DD as the camera's clock had it; null where the photo does not say. */
export function photoDay(bytes: Uint8Array): string | null {
  const tiff = exifOf(bytes);
  if (tiff === null) return null;
  const reader = tiffReader(tiff);
  if (reader === null) return null;
  const pointer = entriesAt(reader, reader.u32(4)).find(
    (entry) => entry.tag === tags.exifDirectory && entry.type === longType,
  );
  if (pointer === undefined) return null;
  const entries = entriesAt(reader, reader.u32(pointer.valueAt));
  for (const tag of [tags.takenAt, tags.digitizedAt]) {
    const entry = entries.find((each) => each.tag === tag && each.type === asciiType && each.count >= 10);
    const day = entry === undefined ? null : dayOf(reader.text(reader.u32(entry.valueAt), 10));
    if (day !== null) return day;
  }
  return null;
}

/** “2026:11:18” → 2026-11-18; cameras without a set clock write zeros or blanks. */
function dayOf(text: string | null): string | null {
  const found = text === null ? null : /^(\d{4}):(\d{2}):(\d{2})$/.exec(text);
  if (found === null) return null;
  const day = `${found[1]}-${found[2]}-${found[3]}`;
  return day >= '1990' && day < '2100' && dayOfNumber(dayNumber(day)) === day ? day : null;
}

/** The TIFF structure inside the APP1 segment named “Exif”. */
function exifOf(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === startOfScan) return null;
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) return null;
    const segment = bytes.subarray(at + 4, at + 2 + length);
    if (marker === app1 && 'Exif\0\0'.split('').every((sign, index) => segment[index] === sign.charCodeAt(0)))
      return segment.subarray(6);
    at += 2 + length;
  }
  return null;
}

interface TiffReader {
  /** null beyond the end. */
  u16(at: number | null): number | null;
  u32(at: number | null): number | null;
  text(at: number | null, length: number): string | null;
}

function tiffReader(bytes: Uint8Array): TiffReader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0);
  if (order !== 'II' && order !== 'MM') return null;
  const isLittle = order === 'II';
  const fits = (at: number | null, length: number): at is number =>
    at !== null && at >= 0 && at + length <= view.byteLength;
  const reader: TiffReader = {
    u16: (at) => (fits(at, 2) ? view.getUint16(at, isLittle) : null),
    u32: (at) => (fits(at, 4) ? view.getUint32(at, isLittle) : null),
    text: (at, length) => (fits(at, length) ? String.fromCharCode(...bytes.subarray(at, at + length)) : null),
  };
  return reader.u16(2) === 42 ? reader : null;
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value, or the offset of a longer one, stands. */
  readonly valueAt: number;
}

function entriesAt(reader: TiffReader, at: number | null): readonly Entry[] {
  const count = reader.u16(at);
  if (at === null || count === null || count > mostEntries) return [];
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = at + 2 + index * 12;
    const [tag, type, values] = [reader.u16(from), reader.u16(from + 2), reader.u32(from + 4)];
    if (tag === null || type === null || values === null) break;
    entries.push({ tag, type, count: values, valueAt: from + 8 });
  }
  return entries;
}
