/**
 * Four signs in a sheet's code that change with what is asked on it and with the place of every box. A sheet printed twice
 * with different content has one number: an older paper in somebody's hand must not be read with the newer one's boxes.
 */
import type { SheetContent } from '../domain/inspection-sheet.ts';
import { layOutSheet } from './sheet-layout.ts';

export function printMark(content: SheetContent): string {
  const asked = content.items.map(({ key, kind, text, options }) => [key, kind, text, ...options].join('\t'));
  const boxes = layOutSheet(content).boxes.map(({ page, x, y, itemKey, answer }) =>
    [page, x, y, itemKey, answer].join('\t'),
  );
  return hashed([...asked, ...boxes].join('\n'))
    .toString(36)
    .padStart(7, '0')
    .slice(-4)
    .toUpperCase();
}

/** FNV-1a over UTF-16: against mistakes, not against forgers. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ (text.charCodeAt(at) & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (text.charCodeAt(at) >>> 8), 0x01000193);
  }
  return hash >>> 0;
}
