/** What is taken of pictures that were read: certain marks by themselves, doubtful ones as decided, handwriting as typed. */
import { describe, expect, it } from 'vitest';
import {
  countsOf,
  type Drafts,
  emptyDraft,
  openItems,
  takeInput,
} from '#renderer/pages/inspection-scans/scan-draft.ts';
import type { ScanItem, ScanReading } from '#shared/contract/inspection-scans.ts';

const area = { x: 0, y: 0, width: 10, height: 5 };
const yesNo = [
  { value: true, label: '是' },
  { value: false, label: '否' },
];

function item(key: string, changes: Partial<ScanItem> = {}): ScanItem {
  const plain = {
    number: 1,
    text: key,
    kind: 'yesNo',
    options: yesNo,
    unit: null,
    verdict: 'certain',
    value: true,
  } as const;
  return { ...plain, key, doubt: null, before: null, area, remark: null, ...changes };
}

function reading(picture: number, changes: Partial<ScanReading> = {}): ScanReading {
  const base = { picture, name: `${picture}.png`, refusal: null, straight: null, items: [], fields: [] };
  return { ...base, sheet: null, ...changes };
}

const original = { handle: 'f1', name: 'a.png' };
const doubtful = item('b', { verdict: 'uncertain', value: null, doubt: '只有一点' });
const read = {
  original,
  reading: reading(0, {
    items: [item('a'), doubtful, item('c', { kind: 'number', options: [], verdict: 'written', value: null })],
  }),
};
const refusal = { code: 'SHEET_ALREADY_ENTERED', sentence: '', canKeep: true, wantsNumber: false };

describe('taking', () => {
  it('names nothing that was read for certain or not decided', () => {
    expect(takeInput('t', [read], {})).toEqual({ token: 't', pictures: [{ picture: 0, original, answers: [] }] });
    expect(openItems(read.reading, emptyDraft).map((each) => each.key)).toEqual(['b']);
  });

  it('names what was decided, also for nothing, what was typed, and notes with the answer that stands', () => {
    const drafts: Drafts = {
      0: { answers: { b: null, c: 12 }, notes: { a: '照片 3' }, changes: { seen: '已围挡' }, isKept: true },
    };
    expect(takeInput('t', [read], drafts)?.pictures[0]).toEqual({
      picture: 0,
      original,
      answers: [
        { key: 'a', value: true, note: '照片 3' },
        { key: 'b', value: null },
        { key: 'c', value: 12 },
      ],
      changes: { seen: '已围挡' },
    });
    expect(countsOf([read], drafts)).toEqual({ read: 1, refused: 0, certain: 1, open: 0 });
  });

  it('keeps a refused picture as the original where its sheet is known and nobody declines', () => {
    const entered = { original, reading: reading(1, { refusal }) };
    const lost = { original, reading: reading(2, { refusal: { ...refusal, canKeep: false } }) };
    expect(takeInput('t', [entered, lost], {})?.pictures).toEqual([{ picture: 1, original, isEvidenceOnly: true }]);
    expect(takeInput('t', [entered, lost], { 1: { ...emptyDraft, isKept: false } })).toBe(null);
  });
});
