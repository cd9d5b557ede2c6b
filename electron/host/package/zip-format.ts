/**
 * The one shape of archive that packages have. Every byte of every header is determined by name, size, CRC and place,
 * so reading is: compute what must stand there and compare. STORED, no descriptors, no ZIP64, no comments, one date.
 */

export const mimetypeName = 'mimetype';
export const mimetype = 'application/vnd.five-ones.package+zip';
export const manifestName = 'manifest.dsse.json';
export const operationsName = 'data/operations.ndjson.gz';
export const noteName = '说明.txt';
/** trust/<n>.dsse.json: below, statements of new keys by their version; from here on, signed manifests that an echo gives back. */
export const firstProof = 900_000;

export interface ZipHead {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
}

export const localHeadBytes = 30;
export const centralHeadBytes = 46;
export const endBytes = 22;

const versionNeeded = 20;
// 1 January 1980, 0:00: the clock of the PC is nobody's business, and equal contents make equal bytes.
const dosTime = 0;
const dosDate = 0x0021;
const utf8Flag = 0x0800;

export function localHead({ name, size, crc }: ZipHead): Buffer {
  const nameBytes = Buffer.from(name, 'utf8');
  const head = Buffer.alloc(localHeadBytes + nameBytes.length);
  head.writeUInt32LE(0x04034b50, 0);
  writeCommon(head, 4, name, nameBytes.length, size, crc);
  nameBytes.copy(head, localHeadBytes);
  return head;
}

export function centralHead(entry: ZipHead, offset: number): Buffer {
  const nameBytes = Buffer.from(entry.name, 'utf8');
  const head = Buffer.alloc(centralHeadBytes + nameBytes.length);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(versionNeeded, 4);
  writeCommon(head, 6, entry.name, nameBytes.length, entry.size, entry.crc);
  head.writeUInt32LE(offset, 42);
  nameBytes.copy(head, centralHeadBytes);
  return head;
}

export function endRecord(entries: number, centralSize: number, centralOffset: number): Buffer {
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(centralSize, 12);
  end.writeUInt32LE(centralOffset, 16);
  return end;
}

/** From “version needed” to “extra field length”, the same in both headers. */
function writeCommon(head: Buffer, at: number, name: string, nameLength: number, size: number, crc: number): void {
  head.writeUInt16LE(versionNeeded, at);
  head.writeUInt16LE(isAscii(name) ? 0 : utf8Flag, at + 2);
  head.writeUInt16LE(dosTime, at + 6);
  head.writeUInt16LE(dosDate, at + 8);
  head.writeUInt32LE(crc, at + 10);
  head.writeUInt32LE(size, at + 14);
  head.writeUInt32LE(size, at + 18);
  head.writeUInt16LE(nameLength, at + 22);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
