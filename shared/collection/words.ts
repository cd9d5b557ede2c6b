/** Text typed into a cell, as it is stored. */
import { progressReport } from '../domain/progress-report.ts';
import { paragraph } from '../ledger-import/text.ts';
import type { FigureKey } from './form.ts';

// What no text of a person holds: Excel writes some of them where a cell was pasted from elsewhere.
const controls = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

/** null for an empty cell; `problem` where it is too long to be kept: then nothing is taken rather than a part. */
export function tidyWords(
  raw: string,
  key: Exclude<FigureKey, 'doneThisYear'>,
): { readonly value: string | null; readonly problem: string | null } {
  const text = paragraph(raw.toWellFormed().replace(controls, '').normalize('NFC')).trim();
  if (!progressReport.fields[key].schema.safeParse(text).success)
    return { value: null, problem: `有${text.length}个字，太长，没有读取，请让单位缩短后重填。` };
  return { value: text === '' ? null : text, problem: null };
}

export function sameWords(left: string | null, right: string | null): boolean {
  return paragraph(left ?? '').trim() === paragraph(right ?? '').trim();
}
