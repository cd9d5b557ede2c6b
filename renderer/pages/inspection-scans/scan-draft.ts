/** What a person decided about the pictures that were read, and what of it is taken. */

import type { FileHandle } from '#shared/contract/define.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { ScanChanges, ScanField, ScanItem, ScanReading } from '#shared/contract/inspection-scans.ts';

export type AnswerValue = ScanItem['value'];

export interface PictureDraft {
  /** By item; a decision for “nothing” is null. */
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly notes: Readonly<Record<string, string | null>>;
  readonly changes: Readonly<Record<string, string | null>>;
  /** Kept with its sheet though nothing was read from it. */
  readonly isKept: boolean;
}

export type Drafts = Readonly<Record<number, PictureDraft>>;

export const emptyDraft: PictureDraft = { answers: {}, notes: {}, changes: {}, isKept: true };

export function draftOf(drafts: Drafts, picture: number): PictureDraft {
  return drafts[picture] ?? emptyDraft;
}

/** A picture read, with the handle of its original. */
export interface ReadPicture {
  readonly reading: ScanReading;
  readonly original: FileHandle;
}

export function isMarked(item: ScanItem): boolean {
  return item.options.length > 0;
}

/** Marks that wait for a person. */
export function openItems(reading: ScanReading, draft: PictureDraft): readonly ScanItem[] {
  return reading.items.filter((item) => item.verdict === 'uncertain' && !(item.key in draft.answers));
}

/** What stands for an item now: decided, else read for certain. undefined: nothing yet. */
export function shownAnswer(item: ScanItem, draft: PictureDraft): AnswerValue | undefined {
  if (item.key in draft.answers) return draft.answers[item.key];
  return item.verdict === 'certain' ? item.value : undefined;
}

type Wish = InputOf<'inspectionScans.take'>['pictures'][number];

/** null: there is nothing to take. */
export function takeInput(
  token: string,
  pictures: readonly ReadPicture[],
  drafts: Drafts,
): InputOf<'inspectionScans.take'> | null {
  const wanted = pictures.flatMap(({ reading, original }): Wish[] => {
    const draft = draftOf(drafts, reading.picture);
    const { refusal, picture } = reading;
    if (refusal !== null) return refusal.canKeep && draft.isKept ? [{ picture, original, isEvidenceOnly: true }] : [];
    const keys = new Set([...Object.keys(draft.answers), ...Object.keys(draft.notes)]);
    const answers = reading.items
      .filter((item) => keys.has(item.key))
      .map((item) => ({
        key: item.key,
        value: shownAnswer(item, draft) ?? item.before?.value ?? null,
        ...(item.key in draft.notes ? { note: draft.notes[item.key] ?? null } : {}),
      }));
    const changes = draft.changes as ScanChanges;
    return [{ picture, original, answers, ...(Object.keys(changes).length > 0 ? { changes } : {}) }];
  });
  return wanted.length === 0 ? null : { token, pictures: wanted };
}

/** Counts for the line above: sheets, answers certain and decided, marks still open. */
export function countsOf(pictures: readonly ReadPicture[], drafts: Drafts) {
  const read = pictures.filter(({ reading }) => reading.refusal === null);
  return {
    read: read.length,
    refused: pictures.length - read.length,
    certain: read.reduce(
      (sum, { reading }) => sum + reading.items.filter((each) => each.verdict === 'certain').length,
      0,
    ),
    open: read.reduce((sum, { reading }) => sum + openItems(reading, draftOf(drafts, reading.picture)).length, 0),
  };
}

/** Fields with handwriting first; those that look empty are folded away. */
export function fieldsInOrder(fields: readonly ScanField[]): {
  readonly written: readonly ScanField[];
  readonly empty: readonly ScanField[];
} {
  return { written: fields.filter((field) => field.isWritten), empty: fields.filter((field) => !field.isWritten) };
}
