/** Sheets filled in by people and photographed, with what each item means: the set by which reading is measured. */

import type { SheetContent } from '#shared/domain/inspection-sheet.ts';
import type { GreyPicture } from '#shared/inspection/reading/grey-picture.ts';
import { layOutSheet, type SheetLayout, type TickBox } from '#shared/inspection/sheet-layout.ts';
import { type Drawing, drawnPage, seeded } from './drawn-sheet.ts';
import { cleanMark, cleanMarks, doubtfulMark, doubtfulMarks, somePen } from './pen-marks.ts';
import { photographed, type Shot, someShot } from './photographed.ts';
import { sheetContents } from './sheet-contents.ts';

export interface MarkedItem {
  readonly key: string;
  /** clean: one plain mark. doubtful: what only a person can judge. blank: nothing. */
  readonly kind: 'clean' | 'doubtful' | 'blank';
  /** The mark's name. */
  readonly how: string;
  /** Of a clean one. */
  readonly answer: string | null;
}

export interface MarkedSheet {
  readonly content: SheetContent;
  readonly layout: SheetLayout;
  readonly picture: GreyPicture;
  readonly shot: Shot;
  readonly items: readonly MarkedItem[];
}

export const sheetCodeText = '51S/0A1B2C3D/2600373/4E5F6G7H';

/** One after another, the same for the same seed. */
export function markedSheets(seed: number): () => MarkedSheet {
  const random = seeded(seed);
  const pages = sheetContents().map((content) => {
    const layout = layOutSheet(content);
    const drawn = (scale: number) => drawnPage(layout, 1, sheetCodeText, scale);
    return { content, layout, coarse: drawn(6.2), fine: drawn(12) };
  });
  let count = 0;
  return () => {
    const page = pages[count % pages.length];
    if (page === undefined) throw new Error('no contents');
    count += 1;
    const shot = someShot(random);
    const base = shot.dpi > 150 ? page.fine : page.coarse;
    const drawing: Drawing = { ...base, data: base.data.slice() };
    const pen = somePen(random);
    const items = page.content.items
      .filter((item) => item.kind === 'yesNo' || item.kind === 'choice')
      .map((item): MarkedItem => {
        const boxes = page.layout.boxes.filter((box) => box.itemKey === item.key);
        const which = Math.floor(random() * boxes.length);
        const [box, other] = [boxes[which], boxes[(which + 1) % boxes.length]];
        if (box === undefined || other === undefined) throw new Error('a choice needs boxes');
        return marked(drawing, pen, box, other, item.key, random);
      });
    return { ...page, picture: photographed(drawing, shot, random), shot, items };
  };
}

function marked(
  drawing: Drawing,
  pen: ReturnType<typeof somePen>,
  box: TickBox,
  other: TickBox,
  key: string,
  random: () => number,
): MarkedItem {
  const chance = random();
  if (chance < 0.72) {
    const how = cleanMarks[Math.floor(random() * cleanMarks.length)] ?? 'tick';
    cleanMark(drawing, pen, box, how);
    return { key, kind: 'clean', how, answer: box.answer };
  }
  if (chance < 0.86) return { key, kind: 'blank', how: 'blank', answer: null };
  const how = doubtfulMarks[Math.floor(random() * doubtfulMarks.length)] ?? 'dot';
  doubtfulMark(drawing, pen, box, other, how);
  return { key, kind: 'doubtful', how, answer: null };
}
