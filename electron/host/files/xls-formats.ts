/**
 * What the .xls reader of the library leaves out and dates need: number formats cell by cell, the date system, hidden
 * sheets, and whether the file is encrypted. Reads the OLE container (MS-CFB) and the BIFF8 records (MS-XLS) it needs.
 */
export interface XlsFormats {
  readonly isEncrypted: boolean;
  readonly date1904: boolean;
  readonly sheets: readonly XlsSheetFormats[];
}

export interface XlsSheetFormats {
  readonly isHidden: boolean;
  /** The number format of a number cell; undefined for General. 0-based. */
  readonly formatOf: (row: number, column: number) => string | undefined;
}

const nothing: XlsFormats = { isEncrypted: false, date1904: false, sheets: [] };
const record = {
  formula: 0x06,
  eof: 0x0a,
  dateMode: 0x22,
  filePass: 0x2f,
  boundSheet: 0x85,
  mulRk: 0xbd,
  xf: 0xe0,
  number: 0x203,
  rk: 0x27e,
  format: 0x41e,
} as const;

/** Formats every Chinese Excel knows by number and does not write into the file (ECMA-376 18.8.30, zh-cn). */
const builtInFormats: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

export function readXlsFormats(bytes: Uint8Array): XlsFormats {
  const container = openContainer(bytes);
  if (container === null) return nothing;
  if (container.has('EncryptedPackage')) return { ...nothing, isEncrypted: true };
  const stream = container.read('Workbook') ?? container.read('Book');
  return stream === null ? nothing : readRecords(stream);
}

function readRecords(stream: Uint8Array): XlsFormats {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  const places: { at: number; isHidden: boolean }[] = [];
  let date1904 = false;
  let isEncrypted = false;
  eachRecord(view, 0, (id, at, length) => {
    if (id === record.filePass) isEncrypted = true;
    else if (id === record.dateMode && length >= 2) date1904 = view.getUint16(at, true) === 1;
    else if (id === record.format && length >= 5)
      codes.set(view.getUint16(at, true), formatText(view, at + 2, length - 2));
    else if (id === record.xf && length >= 4) formatIds.push(view.getUint16(at + 2, true));
    else if (id === record.boundSheet && length >= 6) {
      places.push({ at: view.getUint32(at, true), isHidden: (view.getUint8(at + 4) & 3) !== 0 });
    }
  });
  const formats = formatIds.map((id) => (id === 0 ? undefined : (codes.get(id) ?? builtInFormats[id])));
  const sheets = places.map(({ at, isHidden }) => ({ isHidden, formatOf: sheetFormats(view, at, formats) }));
  return { isEncrypted, date1904, sheets };
}

function sheetFormats(
  view: DataView,
  start: number,
  formats: readonly (string | undefined)[],
): (row: number, column: number) => string | undefined {
  const byCell = new Map<number, string>();
  const note = (row: number, column: number, style: number) => {
    const format = formats[style];
    if (format !== undefined && format !== 'General') byCell.set(row * 16_384 + column, format);
  };
  eachRecord(view, start, (id, at, length) => {
    const isSingle = id === record.rk || id === record.number || id === record.formula;
    if (isSingle && length >= 6) {
      note(view.getUint16(at, true), view.getUint16(at + 2, true), view.getUint16(at + 4, true));
    } else if (id === record.mulRk && length >= 6) {
      const row = view.getUint16(at, true);
      const first = view.getUint16(at + 2, true);
      const count = Math.floor((length - 6) / 6);
      for (let index = 0; index < count; index += 1) note(row, first + index, view.getUint16(at + 4 + index * 6, true));
    }
  });
  return (row, column) => byCell.get(row * 16_384 + column);
}

/** Every record from `start` to the next end-of-substream. */
function eachRecord(view: DataView, start: number, visit: (id: number, at: number, length: number) => void): void {
  for (let at = start; at + 4 <= view.byteLength; ) {
    const id = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (id === record.eof || at + 4 + length > view.byteLength) return;
    visit(id, at + 4, length);
    at += 4 + length;
  }
}

function formatText(view: DataView, at: number, length: number): string {
  const count = view.getUint16(at, true);
  const isWide = (view.getUint8(at + 2) & 1) === 1;
  let text = '';
  for (let index = 0; index < count && 3 + index * (isWide ? 2 : 1) < length; index += 1) {
    text += String.fromCharCode(isWide ? view.getUint16(at + 3 + index * 2, true) : view.getUint8(at + 3 + index));
  }
  return text;
}

interface Container {
  readonly has: (name: string) => boolean;
  readonly read: (name: string) => Uint8Array | null;
}

const endOfChain = 0xfffffffa; // every larger number is a mark, not a sector

function openContainer(bytes: Uint8Array): Container | null {
  if (bytes.length < 512) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = 1 << view.getUint16(30, true);
  const miniSize = 1 << view.getUint16(32, true);
  if (size < 128 || size > 65_536 || miniSize > size) return null;
  const sector = (number: number) => bytes.subarray((number + 1) * size, (number + 2) * size);
  const table = readTable(joined(tableSectors(view, sector, size).map(sector)));
  const chain = (start: number) => joined(follow(table, start).map(sector));
  const directory = readDirectory(chain(view.getUint32(48, true)));
  const root = directory.find(({ type }) => type === 5);
  const cutoff = view.getUint32(56, true);
  const readMini = (start: number) => {
    const stream = root === undefined ? new Uint8Array() : chain(root.start);
    const miniTable = readTable(chain(view.getUint32(60, true)));
    return joined(
      follow(miniTable, start).map((number) => stream.subarray(number * miniSize, (number + 1) * miniSize)),
    );
  };
  return {
    has: (name) => directory.some((entry) => entry.name === name),
    read: (name) => {
      const entry = directory.find((one) => one.name === name && one.type === 2);
      if (entry === undefined) return null;
      return (entry.size < cutoff ? readMini(entry.start) : chain(entry.start)).subarray(0, entry.size);
    },
  };
}

function tableSectors(view: DataView, sector: (number: number) => Uint8Array, size: number): number[] {
  const numbers: number[] = [];
  for (let index = 0; index < 109; index += 1) numbers.push(view.getUint32(76 + index * 4, true));
  let next = view.getUint32(68, true);
  for (let guard = 0; next < endOfChain && guard < 4_096; guard += 1) {
    const part = readTable(sector(next));
    numbers.push(...part.slice(0, size / 4 - 1));
    next = part[size / 4 - 1] ?? endOfChain;
  }
  return numbers.filter((number) => number < endOfChain);
}

function readTable(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(index * 4, true));
}

function follow(table: readonly number[], start: number): number[] {
  const numbers: number[] = [];
  for (let next = start; next < endOfChain && numbers.length <= table.length; next = table[next] ?? endOfChain)
    numbers.push(next);
  return numbers;
}

function readDirectory(bytes: Uint8Array): { name: string; type: number; start: number; size: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = [];
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const length = Math.min(64, view.getUint16(at + 64, true));
    let name = '';
    for (let index = 0; index + 2 < length; index += 2) name += String.fromCharCode(view.getUint16(at + index, true));
    entries.push({
      name,
      type: view.getUint8(at + 66),
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
