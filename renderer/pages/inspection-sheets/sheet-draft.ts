/** What is being typed from a sheet, before and after it is saved. Values in, values out. */
import type { SheetChanges, SheetView } from '#shared/contract/inspection-sheets.ts';
import type { SheetAnswer } from '#shared/domain/inspection-sheet.ts';
import { photoNumbersIn } from '#shared/inspection/photo-numbers.ts';

const fields = [
  'projectId',
  'inspectedOn',
  'weather',
  'inspectors',
  'companions',
  'answers',
  'seen',
  'demands',
  'demandUnit',
  'demandDueOn',
  'isSignedByInspector',
  'isSignedByContact',
  'contactName',
] as const;

export type SheetDraft = Pick<SheetView, (typeof fields)[number]>;

/** A sheet that comes to the desk for the first time: its planned day and its people are proposed. */
export function draftOf(sheet: SheetView, today: string): SheetDraft {
  const draft = Object.fromEntries(fields.map((field) => [field, sheet[field]])) as unknown as SheetDraft;
  const planned = sheet.plannedOn !== null && sheet.plannedOn <= today ? sheet.plannedOn : today;
  return { ...draft, inspectedOn: sheet.inspectedOn ?? planned };
}

export function answerIn(draft: SheetDraft, key: string): SheetAnswer {
  return draft.answers.find((answer) => answer.key === key) ?? { key, value: null, note: null, from: 'typed' };
}

/** Whatever a person types is typed, also over what a machine had read. An answer without value and note is none. */
export function withAnswer(
  draft: SheetDraft,
  key: string,
  part: Partial<Pick<SheetAnswer, 'value' | 'note'>>,
): SheetDraft {
  const next: SheetAnswer = { ...answerIn(draft, key), ...part, from: 'typed' };
  const rest = draft.answers.filter((answer) => answer.key !== key);
  return { ...draft, answers: next.value === null && next.note === null ? rest : [...rest, next] };
}

/** Numbers of photos typed beside an item that asks for photos: how many there are follows. */
export function withPhotoNumbers(draft: SheetDraft, key: string, typed: string): SheetDraft {
  const count = photoNumbersIn(typed).length;
  return withAnswer(draft, key, { value: count === 0 ? null : count, note: typed.trim() === '' ? null : typed.trim() });
}

/** Only what differs from what was saved last. */
export function changesBetween(saved: SheetDraft, draft: SheetDraft): SheetChanges {
  return Object.fromEntries(
    fields.flatMap((field) =>
      JSON.stringify(saved[field]) === JSON.stringify(draft[field]) ? [] : [[field, draft[field]]],
    ),
  );
}

export function hasChanges(changes: SheetChanges): boolean {
  return Object.keys(changes).length > 0;
}
