import type { ProjectLevel, ProjectPool } from '../domain/project.ts';
import type { AnalysedColumn } from './columns.ts';
import type { Doubt } from './doubt.ts';
import type { LedgerField, LedgerRecord } from './fields.ts';
import type { HeaderRows } from './header-rows.ts';
import type { MoneyUnit } from './money.ts';
import type { RowKind } from './row-kinds.ts';
import type { SheetLevel, SheetMoneyUnit, SheetPlanYear } from './sheet-facts.ts';
import type { PrintedTotal } from './totals.ts';

/** What the clerk chose for a sheet, or what was remembered for one like it; what is absent is proposed. */
export interface SheetChoice {
  readonly include?: boolean | undefined;
  /** 0-based, inclusive. */
  readonly headerRows?: HeaderRows | undefined;
  /** Column index → field. */
  readonly mapping?: Readonly<Record<string, LedgerField | 'ignore'>> | undefined;
  readonly moneyUnit?: MoneyUnit | undefined;
  readonly level?: ProjectLevel | null | undefined;
  readonly planYear?: number | undefined;
}

export interface AnalysisContext {
  readonly currentYear: number;
  readonly knownUnits: readonly string[];
  readonly knownPersons: readonly string[];
}

export interface SheetQuestion {
  readonly code: 'money-unit' | 'money-unit-implausible' | 'level' | 'plan-year' | 'columns' | 'name-column';
  readonly sentence: string;
  /** For 'level': what the title suggests though it does not say it. */
  readonly suggested?: ProjectLevel | null;
}

export interface AnalysedRow {
  /** 1-based, as Excel counts. */
  readonly rowNumber: number;
  readonly kind: RowKind;
  /** The headings the row stands under, outermost first, joined by “ / ”; null under none. */
  readonly section: string | null;
  /** Why the row is ignored, or what is doubtful about it; empty for a project beyond doubt. */
  readonly reason: string;
  readonly doubts: readonly Doubt[];
  /** What the row says; null unless it is a project. */
  readonly record: LedgerRecord | null;
  readonly proposedPool: ProjectPool | null;
}

export interface AnalysedSheet {
  readonly name: string;
  readonly title: string | null;
  readonly included: boolean;
  /** Why the sheet is left out; empty when included. */
  readonly reason: string;
  /** 0-based, inclusive; null where no header was found. */
  readonly headerRows: HeaderRows | null;
  readonly columns: readonly AnalysedColumn[];
  readonly moneyUnit: SheetMoneyUnit;
  readonly level: SheetLevel;
  readonly planYear: SheetPlanYear;
  readonly questions: readonly SheetQuestion[];
  /** Every row of the sheet, to the last filled one. Empty when the sheet is left out. */
  readonly rows: readonly AnalysedRow[];
  readonly projectCount: number;
  /** 元, over the project rows. */
  readonly sums: { readonly totalInvestment: number; readonly plannedThisYear: number };
  readonly printedTotals: readonly PrintedTotal[];
  /** Whether no printed total contradicts the rows (also true when none is printed). */
  readonly agrees: boolean;
  /** Under which the host remembers mapping, unit and level for sheets like this; '' without a header. */
  readonly signature: string;
}

export interface AnalysedWorkbook {
  readonly sheets: readonly AnalysedSheet[];
}
