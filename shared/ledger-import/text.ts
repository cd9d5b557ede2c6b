/**
 * Cleaning of what people type into cells: full-width digits, no-break and zero-width spaces, line breaks for looks.
 */

// Zero-width characters, soft hyphen and word joiner are not matched by \s but look like nothing on the screen.
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060]/g;
const anyBlank = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060]+/g;
const hasBlank = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060]/;
const hanBefore = '(?<=[\\p{Script=Han}）)”、，：])';
const lineBreakAfterHan = new RegExp(`${hanBefore}\\s*\\n\\s*`, 'gu');
const blankBetweenHan = new RegExp(`${hanBefore}\\s+(?=[\\p{Script=Han}（(“、，：])`, 'gu');

/** No white space at all: for heads, labels and comparing. */
export function squash(text: string): string {
  return hasBlank.test(text) ? text.replace(anyBlank, '') : text;
}

/** Full-width ASCII as ASCII (digits, letters, brackets, comma, full stop), and the many dashes as one. */
export function halfWidth(text: string): string {
  if (!/[\uff01-\uff5e\u2010-\u2015\u2212]/.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}

/** One line: a name broken over lines for looks becomes whole again; Latin words keep one space. */
export function oneLine(text: string): string {
  if (!hasBlank.test(text)) return text;
  return text
    .replace(invisible, '')
    .replace(lineBreakAfterHan, '')
    .replace(blankBetweenHan, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Several lines kept as lines, each tidied, blank ones dropped. */
export function paragraph(text: string): string {
  if (!hasBlank.test(text)) return text;
  return text
    .replace(invisible, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Lines as a list for reading: “区政府投资⏎企业投资” → “区政府投资、企业投资”. */
export function listedLines(text: string): string {
  return paragraph(text).replace(/[、，,;；]?\n/g, '、');
}

export function isBlankText(text: string): boolean {
  return text === '' || squash(text) === '';
}
