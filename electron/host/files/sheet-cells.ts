/** Cells of workbooks that are filled in elsewhere and come back: texts that never become formulas, locked and open cells. */
import type { BorderStyle, Cell, CellStyle, SheetProtection } from 'hucre';

const thin = { style: 'thin', color: { rgb: 'FF8A94A6' } } as const;
const allSides: BorderStyle = { top: thin, right: thin, bottom: thin, left: thin };
const headShade = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE8EDF5' } } as const;
const lockedShade = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE9EBEE' } } as const;

export type Align = 'left' | 'center' | 'right';

/**
 * A cell of type string is never computed. One that begins like a formula also gets the format 文本, so that it stays a
 * text when somebody edits it; not a long one, which older versions of Excel then show as ###.
 */
export function textCell(text: string, style: CellStyle): Partial<Cell> {
  if (text === '') return { style };
  const isRisky = /^\s*[=+\-@]/.test(text) && text.length <= 255;
  return { value: text, type: 'string', style: isRisky ? { ...style, numFmt: '@' } : style };
}

export function headStyle(size: number): CellStyle {
  return {
    font: { name: '黑体', size },
    border: allSides,
    fill: headShade,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  };
}

/** Grey and locked: for reading only. */
export function lockedStyle(size: number, horizontal: Align): CellStyle {
  return { ...openStyle(size, horizontal), fill: lockedShade, protection: { locked: true } };
}

/** White and open. */
export function openStyle(size: number, horizontal: Align): CellStyle {
  return {
    font: { name: '宋体', size },
    border: allSides,
    alignment: {
      horizontal,
      vertical: 'center',
      wrapText: horizontal !== 'right',
      shrinkToFit: horizontal === 'right',
    },
    protection: { locked: false },
  };
}

/** Without a password: against slips, not against people. Rows may be added and deleted, widths and sorting changed. */
export const slipProtection: SheetProtection = {
  sheet: true,
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  insertRows: true,
  deleteRows: true,
  sort: true,
  autoFilter: true,
};

/** 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnLetter(Math.floor(index / 26) - 1)}${last}`;
}

/**
 * Points: Excel and WPS do not fit freshly written rows by themselves. `width` in characters of Excel's column width; a
 * full-width sign takes two.
 */
export function rowHeight(
  texts: readonly (readonly [text: string, width: number])[],
  size: number,
  most = 409,
): number {
  const lines = texts.map(([text, width]) =>
    text.split('\n').reduce((sum, line) => {
      const signs = [...line].reduce((count, sign) => count + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2.05 : 1.1), 0);
      return sum + Math.max(1, Math.ceil((signs * size) / 11 / (width - 1)));
    }, 0),
  );
  return Math.min(most, Math.max(1, ...lines) * size * 1.35 + 6);
}
