import { EncryptedFileError, HucreError, readOds, readXls, readXlsx, type Workbook } from 'hucre';
import { ProblemError, problem } from '#shared/error.ts';
import type { RawSheet, RawWorkbook } from '#shared/ledger-import/cells.ts';
import { readTextTable } from './text-table.ts';
import { rawSheet } from './workbook-cells.ts';
import { readXlsFormats, type XlsFormats } from './xls-formats.ts';

const mostBytes = 64 * 1024 * 1024;
/** What a small archive may grow to: a ledger of 200 000 rows stays far below. */
const mostUnpackedBytes = 768 * 1024 * 1024;
const mostRows = 200_000;

/**
 * Reads .xlsx, .xls (BIFF8), .ods, csv (UTF-8, UTF-16, GB18030) and tables saved as HTML under an Excel name, by what
 * the bytes are and not by the extension. Cells come as plain values; dates stay serials with the precision shown.
 * Refuses with WORKBOOK_UNREADABLE, WORKBOOK_ENCRYPTED, WORKBOOK_IS_HTML or WORKBOOK_TOO_LARGE.
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<RawWorkbook> {
  const name = fileName.split(/[\\/]/).at(-1) ?? fileName;
  if (bytes.length > mostBytes) throw problem('WORKBOOK_TOO_LARGE', { name, limit: '64 MB' });
  if (bytes.length === 0) throw problem('WORKBOOK_UNREADABLE', { name });
  const sheets = await readSheets(bytes, name);
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows > mostRows) throw problem('WORKBOOK_TOO_LARGE', { name, limit: '20 万行' });
  return { sheets };
}

async function readSheets(bytes: Uint8Array, name: string): Promise<RawSheet[]> {
  try {
    if (startsWith(bytes, [0x50, 0x4b])) return await readArchive(bytes, name);
    if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return await readOle(bytes, name);
    return readTextTable(bytes, name);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (error instanceof EncryptedFileError) throw problem('WORKBOOK_ENCRYPTED', { name }, error);
    if (error instanceof HucreError || error instanceof RangeError || error instanceof TypeError) {
      throw problem('WORKBOOK_UNREADABLE', { name }, error);
    }
    throw error;
  }
}

async function readArchive(bytes: Uint8Array, name: string): Promise<RawSheet[]> {
  if (unpackedSize(bytes) > mostUnpackedBytes) throw problem('WORKBOOK_TOO_LARGE', { name, limit: '768 MB（解压后）' });
  const isOds = startsWith(
    bytes.subarray(30),
    [...'mimetype'].map((sign) => sign.charCodeAt(0)),
  );
  const workbook = isOds ? await readOds(bytes) : await readXlsx(bytes, { readStyles: true });
  return workbook.sheets.map((sheet) => {
    const formatOf = (row: number, column: number) => sheet.cells?.get(`${row},${column}`)?.style?.numFmt;
    const isHidden = sheet.hidden === true || sheet.veryHidden === true;
    return rawSheet(sheet, formatOf, workbook.dateSystem === '1904', isHidden);
  });
}

async function readOle(bytes: Uint8Array, name: string): Promise<RawSheet[]> {
  const formats = readXlsFormats(bytes);
  if (formats.isEncrypted) throw problem('WORKBOOK_ENCRYPTED', { name });
  const workbook = await readXls(bytes, { dateSystem: formats.date1904 ? '1904' : '1900' });
  return xlsSheets(workbook, formats);
}

function xlsSheets(workbook: Workbook, formats: XlsFormats): RawSheet[] {
  return workbook.sheets.map((sheet, index) => {
    const own = formats.sheets[index];
    const formatOf = (row: number, column: number) => own?.formatOf(row, column);
    return rawSheet(sheet, formatOf, formats.date1904, own?.isHidden === true);
  });
}

/** The sum of sizes the central directory declares; 0 when there is none (the reader then refuses). */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = directoryStart(view); at >= 0 && at + 46 <= bytes.length; ) {
    if (view.getUint32(at, true) !== 0x02014b50) break;
    sum += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sum;
}

function directoryStart(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return view.getUint32(at + 16, true);
  }
  return -1;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
