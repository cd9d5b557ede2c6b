/** What the wizard holds between its steps. Kept while one looks something up on another page. */
import { useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import type { ImportRow, ImportSheet } from '#shared/contract/ledger-imports.ts';

export type Preview = OutputOf<'ledgerImports.preview'>;
export type Committed = OutputOf<'ledgerImports.commit'>;
export type SheetChoices = NonNullable<InputOf<'ledgerImports.preview'>['sheets']>;
export type SheetChoice = SheetChoices[string];

export interface Decision {
  readonly responsibleUnits?: readonly string[];
  readonly responsibleLeaders?: readonly string[];
}

export interface ImportDraft {
  readonly file: FileHandle | null;
  readonly choices: SheetChoices;
  /** The choices the preview was made with: another object means the preview is behind. */
  readonly previewedChoices: SheetChoices;
  readonly preview: Preview | null;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly leaveOut: ReadonlySet<string>;
  readonly committed: Committed | null;
}

const noChoices: SheetChoices = {};
export const emptyDraft: ImportDraft = {
  file: null,
  choices: noChoices,
  previewedChoices: noChoices,
  preview: null,
  decisions: new Map(),
  leaveOut: new Set(),
  committed: null,
};

const kept = { draft: emptyDraft };

export interface DraftHolder {
  readonly draft: ImportDraft;
  /** The newest draft, also inside callbacks made earlier. */
  readonly newest: () => ImportDraft;
  readonly change: (changes: Partial<ImportDraft>) => void;
}

export function useDraft(): DraftHolder {
  const [draft, setDraft] = useState(kept.draft);
  return {
    draft,
    newest: () => kept.draft,
    change(changes) {
      kept.draft = { ...kept.draft, ...changes };
      setDraft(kept.draft);
    },
  };
}

export function rowKey(sheet: string, rowNumber: number): string {
  return `${sheet}\n${rowNumber}`;
}

export function isWritable(row: ImportRow): boolean {
  return row.status === 'new' || row.status === 'changed' || row.status === 'doubtful';
}

export interface Tally {
  readonly created: number;
  readonly changed: number;
  readonly same: number;
  readonly ignored: number;
  readonly doubtful: number;
  readonly leftOut: number;
}

/** What confirming would do now, rows without their tick apart. */
export function tallyOf(sheets: readonly ImportSheet[], leaveOut: ReadonlySet<string>): Tally {
  const tally = { created: 0, changed: 0, same: 0, ignored: 0, doubtful: 0, leftOut: 0 };
  for (const sheet of sheets)
    for (const row of sheet.rows) {
      if (row.status === 'ignored') tally.ignored += 1;
      else if (row.status === 'same') tally.same += 1;
      else if (leaveOut.has(rowKey(sheet.name, row.rowNumber))) tally.leftOut += 1;
      else {
        if (row.projectId === null) tally.created += 1;
        else tally.changed += 1;
        if (row.status === 'doubtful') tally.doubtful += 1;
      }
    }
  return tally;
}

/** The last input of the commit: only for rows that are still there and would be written. */
export function commitInput(draft: ImportDraft, preview: Preview): InputOf<'ledgerImports.commit'> {
  const leaveOut: { sheet: string; rowNumber: number }[] = [];
  const decisions: { sheet: string; rowNumber: number; responsibleUnits?: string[]; responsibleLeaders?: string[] }[] =
    [];
  for (const sheet of preview.sheets)
    for (const row of sheet.rows) {
      if (!isWritable(row)) continue;
      const key = rowKey(sheet.name, row.rowNumber);
      const place = { sheet: sheet.name, rowNumber: row.rowNumber };
      if (draft.leaveOut.has(key)) {
        leaveOut.push(place);
        continue;
      }
      const decision = draft.decisions.get(key);
      if (decision === undefined) continue;
      decisions.push({
        ...place,
        ...(decision.responsibleUnits === undefined ? {} : { responsibleUnits: [...decision.responsibleUnits] }),
        ...(decision.responsibleLeaders === undefined ? {} : { responsibleLeaders: [...decision.responsibleLeaders] }),
      });
    }
  return { token: preview.token, leaveOut, decisions };
}

/**
 * A sheet's choice is sent whole. What was remembered from an earlier import (shown as chosen) becomes part of it, so
 * that answering one question does not forget the others.
 */
export function choiceOf(sheet: ImportSheet, choices: SheetChoices): SheetChoice {
  const known = choices[sheet.name];
  if (known !== undefined) return known;
  const mapping = sheet.columns.filter((column) => column.confidence === 1);
  return {
    ...(sheet.moneyUnit.source === 'chosen' ? { moneyUnit: sheet.moneyUnit.unit } : {}),
    ...(sheet.level.source === 'chosen' ? { level: sheet.level.value } : {}),
    ...(mapping.length === 0
      ? {}
      : { mapping: Object.fromEntries(mapping.map(({ index, field }) => [String(index), field ?? 'ignore'])) }),
  };
}
