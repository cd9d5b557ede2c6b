import type { DocumentModel } from './model.ts';

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Millimetres around the text of a document, on paper and in Word alike. */
export const documentMargins: Readonly<Record<DocumentModel['margins'], Margins>> = {
  /** GB/T 9704-2012 5.2.1: 天头 37, 订口 28, 版心 156 × 225; the rest follows. */
  official: { top: 37, right: 26, bottom: 35, left: 28 },
  sheet: { top: 20, right: 26, bottom: 15, left: 28 },
  form: { top: 16, right: 20, bottom: 13, left: 26 },
  presented: { top: 20, right: 20, bottom: 18, left: 26 },
  card: { top: 10, right: 11, bottom: 11, left: 11 },
};
