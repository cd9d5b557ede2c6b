/**
 * What a door says to the print page, whichever browser shows it. The page (renderer/print) defines
 * `window.fiveOnesPaper.layOut(model)`, which settles when everything on the paper is there, fonts and pictures too.
 */
import type { PrintModel } from '#shared/report/model.ts';

export function layOutExpression(model: PrintModel): string {
  // In a script, unlike in JSON, these two signs once ended a line.
  const json = JSON.stringify(model).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `window.fiveOnesPaper.layOut(${json}).then(() => true)`;
}

/** Chromium writes page objects uncompressed; their number is the number of pages. */
export function pagesOfPdf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
}
