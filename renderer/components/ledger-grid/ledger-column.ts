/**
 * The words a page uses to describe a LedgerGrid. See `ledger-grid.tsx` for the component and an example.
 */
import type { ReactNode } from 'react';
import type { DayPrecision } from '../day-text.ts';
import type { Parsed } from '../money-text.ts';

/** Text, choice and day columns hold strings, money holds 元, percent holds 45.2 for 45.2%, units hold names. */
export type CellValue = string | number | readonly string[] | null;

export type ColumnKind = 'text' | 'longText' | 'money' | 'day' | 'choice' | 'units' | 'number' | 'percent';

export interface GridRow {
  readonly id: string;
  /** Extra words the search box finds a row by. */
  readonly pinyin?: string;
  readonly initials?: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Something a list of names is completed from while typing. */
export interface Suggestion {
  readonly name: string;
  readonly pinyin?: string;
  readonly initials?: string;
}

/** yellow: same text as last period; amber: figure to look at; grey: not yet reported; red: late. Never colour alone. */
export type MarkTone = 'same' | 'look' | 'empty' | 'late';

export interface CellMark {
  readonly tone: MarkTone;
  /** One sentence, shown as tooltip and read aloud. */
  readonly reason: string;
}

export interface LedgerColumn<Row extends GridRow> {
  /** The field name given to `onSave`. */
  readonly id: string;
  readonly title: string;
  /** Columns beside each other with the same group share a head above. A group of amounts names their unit: 投资（万元）. */
  readonly group?: string;
  readonly kind: ColumnKind;
  readonly value: (row: Row) => CellValue;
  readonly width?: number;
  /** Stays in sight while scrolling sideways; frozen columns stand first. */
  readonly isFrozen?: boolean;
  /** Absent: read-only when the grid has no `onSave`. */
  readonly isReadOnly?: boolean;
  /** A single row may be closed for editing (of another office, already closed). */
  readonly isEditable?: (row: Row) => boolean;
  readonly choices?: readonly Choice[];
  readonly suggestions?: readonly Suggestion[];
  readonly precision?: DayPrecision;
  /** Wrapped text in a grid with `rowHeight="auto"`. */
  readonly wraps?: boolean;
  /** A cell with more than text (a link, a badge); copying and filtering still use `value`. */
  readonly render?: (row: Row) => ReactNode;
  readonly mark?: (row: Row) => CellMark | null;
  /** Money and numbers: the total of the shown rows stands in the footer. Money: true by default. */
  readonly isSummed?: boolean;
  /** Stands always: 列 does not offer to hide it. */
  readonly isAlwaysShown?: boolean;
  /** Not shown until 栏目 is asked for it. */
  readonly startsHidden?: boolean;
  /** Not taken by the search box. */
  readonly isUnsearched?: boolean;
  /** Explains the column; tooltip of the head. */
  readonly about?: string;
}

export interface CellChange {
  readonly rowId: string;
  readonly field: string;
  readonly value: CellValue;
}

export interface RefusedCell {
  readonly rowId: string;
  readonly field: string;
  readonly reason: string;
}

export type ParsedCell = Parsed<CellValue>;
