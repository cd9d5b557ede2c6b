import type { PrintModel } from '#shared/report/model.ts';
import { documentMargins, type Margins } from '#shared/report/page-margins.ts';

/** Millimetres, as ordinary office printers can reach and binders expect. */
const tableMargins: Margins = { top: 16, right: 12, bottom: 15, left: 12 };
/** Every place on it is reckoned from the edge of the paper. */
const noMargins: Margins = { top: 0, right: 0, bottom: 0, left: 0 };

const portraitMillimetres = {
  A5: { width: 148, height: 210 },
  A4: { width: 210, height: 297 },
  A3: { width: 297, height: 420 },
} as const;

/** Millimetres of a page between its upper and lower margins. */
export function textHeight(model: PrintModel): number {
  const { top, bottom } = marginsOf(model);
  return sheetOf(model).height - top - bottom;
}

function marginsOf(model: PrintModel): Margins {
  if (model.kind === 'sheets') return noMargins;
  return model.kind === 'table' ? tableMargins : documentMargins[model.margins];
}

function sheetOf({ page: { size, orientation } }: PrintModel): { readonly width: number; readonly height: number } {
  const { width, height } = portraitMillimetres[size];
  return orientation === 'landscape' ? { width: height, height: width } : { width, height };
}

/** GB/T 9704-2012 7.5: 4号 宋体, the dash 7 mm below the text (4 mm into its line), odd pages right, even ones left, one sign in. */
const officialNumber =
  "content: '— ' counter(page) ' —'; font: 14pt var(--song); vertical-align: top; padding-top: 3mm;";

/**
 * The page's size, margins and margin boxes. The text area gets the same width on the screen as on paper, so that what is
 * measured before printing is what will be printed.
 */
export function pageStyle(model: PrintModel): string {
  const { size, orientation } = model.page;
  const { width } = sheetOf(model);
  const { top, right, bottom, left } = marginsOf(model);
  const number = model.hasPageNumbers
    ? "@bottom-center { content: '第' counter(page) '页共' counter(pages) '页'; font: 10.5pt var(--song); }"
    : '';
  if (model.kind === 'document' && model.margins === 'official' && model.hasPageNumbers)
    return `@page { size: ${size} ${orientation}; margin: ${top}mm ${right}mm ${bottom}mm ${left}mm; }
@page :right { @bottom-right { ${officialNumber} padding-right: 14pt; } }
@page :left { @bottom-left { ${officialNumber} padding-left: 14pt; } }
body { width: ${width - left - right}mm; }`;
  return `@page { size: ${size} ${orientation}; margin: ${top}mm ${right}mm ${bottom}mm ${left}mm; ${number} }
body { width: ${width - left - right}mm; }`;
}
