/** What a reader of a PDF finds: sizes of pages, and texts with their places. */
import { readFileSync } from 'node:fs';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfPiece {
  readonly text: string;
  /** Points from the left edge of the page. */
  readonly left: number;
  readonly right: number;
  /** Points from the lower edge of the page. */
  readonly base: number;
  readonly size: number;
}

export interface PdfPageRead {
  /** Millimetres, rounded. */
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly PdfPiece[];
  /** All texts in their order, as `comparable` gives them. */
  readonly text: string;
}

export async function readPdf(path: string): Promise<PdfPageRead[]> {
  const task = getDocument({
    data: new Uint8Array(readFileSync(path)),
    useWasm: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const document = await task.promise;
  const pages: PdfPageRead[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent({ disableNormalization: true });
    const pieces = content.items.flatMap((item): PdfPiece[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , size, left, base] = item.transform as number[];
      return [{ text: item.str, left: left ?? 0, right: (left ?? 0) + item.width, base: base ?? 0, size: size ?? 0 }];
    });
    pages.push({
      width: millimetres(width),
      height: millimetres(height),
      pieces,
      text: comparable(pieces.map((piece) => piece.text).join('')),
    });
  }
  await task.destroy();
  return pages;
}

/** Radicals whose normal form is none or another sign. */
const signsOfRadicals: Readonly<Record<string, string>> = {
  '⻚': '页',
  '⻘': '青',
  '⻓': '长',
  '⻔': '门',
  '⺠': '民',
  '⼾': '户',
  '⻬': '齐',
};

/**
 * Texts to compare: without white space, radicals as the signs they stand for. Noto's fonts draw 页 and the radical ⻚ with one
 * glyph; Chromium writes which of the two is meant beside it (ActualText), which pdf.js, unlike poppler, does not read.
 */
export function comparable(text: string): string {
  return text
    .replace(/[⺀-⿕]/g, (radical) => signsOfRadicals[radical] ?? radical)
    .normalize('NFKC')
    .replace(/\s/g, '');
}

function millimetres(points: number): number {
  return Math.round((points / 72) * 25.4);
}
