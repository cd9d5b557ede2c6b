/** How the cells of a 填报表 look: what may be typed in is shaded and unlocked, what begins like a formula stays a text. */
import type { BorderStyle, CellStyle } from 'hucre';
import { type FormKey, formColumn } from '#shared/collection/form.ts';

export { textCell } from './sheet-cells.ts';

const thin = { style: 'thin', color: { rgb: 'FF8A94A6' } } as const;
export const allSides: BorderStyle = { top: thin, right: thin, bottom: thin, left: thin };
const fillShade = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFF8E1' } } as const;
export const headShade = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE8EDF5' } } as const;
export const fillHeadShade = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFECB3' } } as const;
export const bodySize = 10;

export function cellStyle(key: FormKey): CellStyle {
  const { kind, content } = formColumn(key);
  if (kind === 'hidden') return { numFmt: '@' };
  const horizontal = content === 'money' ? 'right' : content === 'text' && !isShort(key) ? 'left' : 'center';
  const style = kind === 'fill' ? fillStyle(horizontal) : lockedStyle(horizontal);
  if (content === 'money') return { ...style, alignment: { ...style.alignment, wrapText: false, shrinkToFit: true } };
  return kind === 'fill' && content === 'text' ? { ...style, ...unlocked(key) } : style;
}

function isShort(key: FormKey): boolean {
  return key === 'level' || key === 'contact' || key === 'contactPhone';
}

/** Free text is of format 文本, so that “-5层” or “=…” stays a text; a long one would then show as ### in old Excel. */
export function unlocked(key: FormKey): CellStyle {
  return key === 'contactPhone' ? { protection: { locked: false }, numFmt: '@' } : { protection: { locked: false } };
}

function lockedStyle(horizontal: 'left' | 'center' | 'right'): CellStyle {
  return {
    font: { name: '宋体', size: bodySize },
    border: allSides,
    alignment: { horizontal, vertical: 'center', wrapText: true },
  };
}

export function fillStyle(horizontal: 'left' | 'center' | 'right'): CellStyle {
  return { ...lockedStyle(horizontal), fill: fillShade, protection: { locked: false } };
}

export function lineStyle(horizontal: 'left' | 'right'): CellStyle {
  return { font: { name: '楷体_GB2312', size: 12 }, alignment: { horizontal, vertical: 'center' } };
}

/** Points; Excel and WPS do not fit freshly written rows by themselves. A full-width sign takes two characters of width. */
export function rowHeight(texts: readonly (readonly [text: string, width: number])[], size = bodySize): number {
  const lines = texts.map(([text, width]) =>
    text.split('\n').reduce((sum, line) => {
      const signs = [...line].reduce((count, sign) => count + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2.05 : 1.1), 0);
      return sum + Math.max(1, Math.ceil((signs * size) / 11 / (width - 1)));
    }, 0),
  );
  return Math.min(409, Math.max(24, Math.max(...lines) * size * 1.35 + 8));
}
