/**
 * Writes a small .xls (BIFF8 in an OLE container) by hand, because no library here can: enough for text, numbers with
 * formats, merges, hidden sheets, the 1904 date system and the mark of an encrypted file.
 */
export interface XlsCell {
  readonly row: number;
  readonly column: number;
  readonly value: string | number;
  /** Index into `formats`; General when absent. */
  readonly format?: number;
}

export interface XlsSheet {
  readonly name: string;
  readonly isHidden?: boolean;
  readonly cells: readonly XlsCell[];
  readonly merges?: readonly (readonly [top: number, bottom: number, left: number, right: number])[];
}

export interface XlsOptions {
  /** Number formats; a number stands for one that Excel knows and does not write (57 is 年月). */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  readonly isEncrypted?: boolean;
}

export function xlsBytes(sheets: readonly XlsSheet[], options: XlsOptions = {}): Uint8Array {
  const formats = options.formats ?? [];
  const formatId = (format: string | number, index: number) => (typeof format === 'number' ? format : 200 + index);
  const globals = [
    record(0x809, [...u16(0x0600), ...u16(0x0005), ...u16(0), ...u16(0), ...u32(0), ...u32(6)]),
    ...(options.isEncrypted === true ? [record(0x2f, [...u16(1), ...u16(1), ...u16(1)])] : []),
    record(0x22, u16(options.date1904 === true ? 1 : 0)),
    ...formats.flatMap((format, index) =>
      typeof format === 'string' ? [record(0x41e, [...u16(formatId(format, index)), ...wideText(format, 2)])] : [],
    ),
    record(0xe0, extendedFormat(0)),
    ...formats.map((format, index) => record(0xe0, extendedFormat(formatId(format, index)))),
  ];
  const bodies = sheets.map(sheetRecords);
  const boundLengths = sheets.map(({ name }) => 4 + 6 + 2 + name.length * 2);
  const eof = record(0x0a, []);
  let position = length(globals) + boundLengths.reduce((sum, one) => sum + one, 0) + eof.length;
  const bounds = sheets.map((sheet, index) => {
    const at = position;
    position += bodies[index]?.length ?? 0;
    return record(0x85, [...u32(at), sheet.isHidden === true ? 1 : 0, 0, ...wideText(sheet.name, 1)]);
  });
  return container([...globals, ...bounds, eof, ...bodies].flat());
}

function sheetRecords(sheet: XlsSheet): number[] {
  const cells = sheet.cells.map(({ row, column, value, format }) => {
    const place = [...u16(row), ...u16(column), ...u16(format === undefined ? 0 : format + 1)];
    return typeof value === 'string'
      ? record(0x204, [...place, ...wideText(value, 2)])
      : record(0x203, [...place, ...f64(value)]);
  });
  const merges = sheet.merges ?? [];
  return [
    record(0x809, [...u16(0x0600), ...u16(0x0010), ...u16(0), ...u16(0), ...u32(0), ...u32(6)]),
    ...cells,
    record(0xe5, [...u16(merges.length), ...merges.flatMap((range) => range.flatMap(u16))]),
    record(0x0a, []),
  ].flat();
}

/** A container with one stream, long enough to live in ordinary sectors. */
function container(stream: readonly number[]): Uint8Array {
  const sector = 512;
  const streamSectors = Math.max(8, Math.ceil(stream.length / sector));
  const size = Math.max(4096, stream.length);
  const header = [
    0xd0,
    0xcf,
    0x11,
    0xe0,
    0xa1,
    0xb1,
    0x1a,
    0xe1,
    ...zeros(16),
    ...u16(0x3e),
    ...u16(3),
    ...u16(0xfffe),
    ...u16(9),
    ...u16(6),
  ];
  header.push(
    ...zeros(6),
    ...u32(0),
    ...u32(1),
    ...u32(1),
    ...u32(0),
    ...u32(4096),
    ...u32(end),
    ...u32(0),
    ...u32(end),
    ...u32(0),
  );
  header.push(...u32(0), ...Array.from({ length: 108 }, () => u32(free)).flat());
  const table = [...u32(0xfffffffd), ...u32(end)];
  for (let index = 0; index < streamSectors; index += 1)
    table.push(...u32(index === streamSectors - 1 ? end : index + 3));
  while (table.length < sector) table.push(...u32(free));
  const directory = [...entry('Root Entry', 5, 1, end, 0), ...entry('Workbook', 2, free, 2, size), ...zeros(256)];
  const body = [...stream, ...zeros(streamSectors * sector - stream.length)];
  return Uint8Array.from([...header, ...table, ...directory, ...body]);
}

const end = 0xfffffffe;
const free = 0xffffffff;

function entry(name: string, type: number, child: number, start: number, size: number): number[] {
  const text = [...name].flatMap((sign) => u16(sign.charCodeAt(0)));
  return [
    ...text,
    ...zeros(64 - text.length),
    ...u16(text.length + 2),
    type,
    1,
    ...u32(free),
    ...u32(free),
    ...u32(child),
    ...zeros(36),
    ...u32(start),
    ...u32(size),
    ...u32(0),
  ];
}

function extendedFormat(format: number): number[] {
  return [...u16(0), ...u16(format), ...zeros(16)];
}

function record(id: number, data: readonly number[]): number[] {
  return [...u16(id), ...u16(data.length), ...data];
}

function wideText(text: string, countBytes: 1 | 2): number[] {
  const count = countBytes === 1 ? [text.length] : u16(text.length);
  return [...count, 1, ...text.split('').flatMap((sign) => u16(sign.charCodeAt(0)))];
}

function length(records: readonly (readonly number[])[]): number {
  return records.reduce((sum, one) => sum + one.length, 0);
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

function u16(value: number): number[] {
  return [value & 255, (value >>> 8) & 255];
}

function u32(value: number): number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)];
}

function f64(value: number): number[] {
  return [...new Uint8Array(new Float64Array([value]).buffer)];
}
