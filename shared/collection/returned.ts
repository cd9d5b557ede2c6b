/** What a returned workbook says, before it is held against the store. */
import type { Doubt } from '../ledger-import/doubt.ts';
import type { FigureKey, FormBase, LockedKey, SignerKey } from './form.ts';

/** A protected cell whose content is not what was sent out. */
export interface LockedChange {
  readonly key: LockedKey;
  readonly before: string | null;
  readonly after: string | null;
  /** Money in 元, days as ISO text. */
  readonly value: string | number | null;
  /** Why it cannot be taken even when wanted; null where it can. */
  readonly problem: string | null;
}

export interface ReturnedRow {
  /** As Excel counts. */
  readonly rowNumber: number;
  /** null: not recognised by its hidden columns. */
  readonly projectId: string | null;
  readonly name: string | null;
  readonly code: string | null;
  /** What stood there when it was sent out; null where that is lost. */
  readonly base: FormBase | null;
  /** A key is absent where the sheet has no such column, null where the cell is empty. Money is integer 元. */
  readonly figures: { readonly [Key in FigureKey]?: Key extends 'doneThisYear' ? number | null : string | null };
  /** This period's part alone, where a table prints no sum of the year. */
  readonly doneThisPeriod: number | null;
  readonly doubts: readonly Pick<Doubt, 'sentence'>[];
  readonly lockedChanges: readonly LockedChange[];
  readonly hasProgress: 'changed' | 'asLast' | null;
  readonly isStarted: boolean | null;
  readonly contact: string | null;
  readonly contactPhone: string | null;
  /** For a project the office does not have yet. */
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
}

export interface ReturnedForm {
  readonly kind: 'form' | 'table';
  readonly sheet: string;
  readonly officeId: string | null;
  readonly unitId: string | null;
  /** As printed above the table; the only trace of the unit where the hidden columns are lost. */
  readonly unitName: string | null;
  readonly period: string | null;
  readonly signers: Readonly<Record<SignerKey, string | null>>;
  /** What was found different from the form sent out: renamed heads, moved columns, lost hidden columns. */
  readonly notes: readonly string[];
  readonly rows: readonly ReturnedRow[];
}
