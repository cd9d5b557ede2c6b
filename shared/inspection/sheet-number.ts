/**
 * The short number on a sheet and what its QR code says. The number is typed from paper: year, running number and a check
 * digit (Damm's, which notices every wrong digit and every exchange of neighbours). The code names the office
 * and the sheet, never data (libraries.md).
 */

/** 2026, 37 → “2600373”: two digits of the year, four or more of the running number, one check digit. */
export function sheetNumber(year: number, running: number): string {
  const digits = `${String(year % 100).padStart(2, '0')}${String(running).padStart(4, '0')}`;
  return `${digits}${checkDigit(digits)}`;
}

/** “26 0037-3”, also in full-width digits → “2600373”; null where it is no sheet number or a digit is wrong. */
export function readSheetNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (!/^\d{7,12}$/.test(digits)) return null;
  return checkDigit(digits.slice(0, -1)) === digits.slice(-1) ? digits : null;
}

/** As printed for the eye: 26-0037-3. */
export function shownSheetNumber(number: string): string {
  return `${number.slice(0, 2)}-${number.slice(2, -1)}-${number.slice(-1)}`;
}

/** Of the running number in a sheet number; 0 where it is none of that year. */
export function runningNumberOf(number: string, year: number): number {
  return number.startsWith(String(year % 100).padStart(2, '0')) ? Number(number.slice(2, -1)) : 0;
}

const mark = '51S';

/**
 * QR text: capitals, digits and “/” only, so that the code stays small (alphanumeric mode) and every scanner types it.
 * `print`: the mark of what stands on the paper (print-mark.ts).
 */
export function sheetCode(officeId: string, sheetId: string, number: string, print: string | null = null): string {
  return [mark, tail(officeId), number, tail(sheetId), ...(print === null ? [] : [print])].join('/');
}

export interface SheetCode {
  readonly number: string;
  /** Of what stood on the paper (print-mark.ts); null where the code does not say. */
  readonly print: string | null;
  isOf(officeId: string): boolean;
  /** Two desks may give one number; the code tells the sheets apart. */
  isSheet(sheetId: string): boolean;
}

/** What a scanner typed or a photo showed; null where it is no code of ours. */
export function readSheetCode(scanned: string): SheetCode | null {
  const found = /^51S\/([0-9A-Z]{8})\/(\d{7,12})\/([0-9A-Z]{8})(?:\/([0-9A-Z]{4}))?$/.exec(
    scanned.normalize('NFKC').trim().toUpperCase(),
  );
  const [, office = '', digits = '', sheet = '', print = null] = found ?? [];
  const number = readSheetNumber(digits);
  if (number === null) return null;
  return { number, print, isOf: (id) => tail(id) === office, isSheet: (id) => tail(id) === sheet };
}

/** The random end of an id. */
function tail(id: string): string {
  return id
    .replaceAll(/[^0-9a-zA-Z]/g, '')
    .slice(-8)
    .toUpperCase();
}

/** Damm's quasigroup of order 10: totally anti-symmetric, 0 on its diagonal. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(damm[interim]?.[Number(digit)]);
  return String(interim);
}
