/**
 * Text on a paper whose every height is decided beforehand: widths are counted, not measured, and counted a little too wide
 * for every font an office may have, so that no line leaves its rectangle wherever it is printed. One em is the size of the
 * font. Part of layout 1: a change here would move the boxes of sheets that are printed already.
 */

const millimetresPerPoint = 25.4 / 72;

export function millimetresOf(points: number): number {
  return points * millimetresPerPoint;
}

/** In em. */
export function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += signWidth(sign);
  return width;
}

/** Of the signs of ASCII; every other one counts as a whole em. */
const asciiWidths = Array.from({ length: 0x7f }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/[MW@%mw&]/.test(sign)) return 0.95;
  return /[A-Z+<=>~#]/.test(sign) ? 0.75 : 0.58;
});

function signWidth(sign: string): number {
  return asciiWidths[sign.charCodeAt(0)] ?? 1;
}

/** What stands between two places where a line may break: no line begins with a closing sign or ends with an opening one. */
const unbroken =
  /[（《“‘「【〔([]*(?:(?:\d+[年月日])+期?|[0-9A-Za-z.,:%+~/_#-]+|[^（《“‘「【〔([])(?:[，。、；：！？）》”’」】〕…·%％℃㎡)\],.;:!?]|(?<=\d)(?:万元|亿元|元|亩|公里|平方米|人|台|套|层|栋))*/gu;

/** Lines of at most so many em. White space of any kind is one space. */
export function wrapText(text: string, em: number): string[] {
  const plain = text.replaceAll(/\s+/gu, ' ').trim();
  // Most texts of a sheet need one line.
  if (textWidth(plain) <= em) return plain === '' ? [] : [plain];
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const part of partsOf(plain, em)) {
    const own = textWidth(part);
    if (line !== '' && part !== ' ' && width + own > em) {
      lines.push(line.trimEnd());
      line = '';
      width = 0;
    }
    if (line === '' && part === ' ') continue;
    line += part;
    width += own;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}

function partsOf(text: string, em: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: part, index } of text.matchAll(unbroken)) {
    if (index > from) parts.push(...text.slice(from, index));
    parts.push(...(textWidth(part) > em ? part : [part]));
    from = index + part.length;
  }
  return [...parts, ...text.slice(from)];
}

/** At most so many lines; what is left out is shown by “…”. */
export function clipLines(lines: readonly string[], most: number, em: number): string[] {
  if (lines.length <= most) return [...lines];
  if (most === 0) return [];
  return [...lines.slice(0, most - 1), clipText(lines.slice(most - 1).join(''), em)];
}

export function clipText(text: string, em: number): string {
  if (textWidth(text) <= em) return text;
  let kept = '';
  let width = 1;
  for (const sign of text) {
    width += signWidth(sign);
    if (width > em) break;
    kept += sign;
  }
  return `${kept}…`;
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly points: number;
}

/** The largest size at which it needs no more than so many lines; at the smallest it is clipped. */
export function fitText(text: string, millimetres: number, most: number, sizes: readonly number[]): FittedText {
  for (const points of sizes) {
    const lines = wrapText(text, millimetres / millimetresOf(points));
    if (lines.length <= most) return { lines, points };
  }
  const points = sizes.at(-1) ?? 7;
  const em = millimetres / millimetresOf(points);
  return { lines: clipLines(wrapText(text, em), most, em), points };
}
