/** What `npm run demo` leaves behind in summary.json. Money is integer 元. */
import type { OutputOf } from '#shared/contract/index.ts';
import { moneyUnitLabels } from '#shared/text/labels.ts';

type PreviewedSheet = OutputOf<'ledgerImports.preview'>['sheets'][number];

export interface Sums {
  readonly totalInvestment: number;
  readonly plannedThisYear: number;
}

export interface SheetSummary {
  readonly name: string;
  /** Row numbers as Excel counts. */
  readonly headerRows: readonly number[];
  /** 元, 万元 or 亿元: what the sheet prints; the sums are integer 元 all the same. */
  readonly unit: string;
  readonly projects: number;
  readonly sums: Sums;
  readonly printedTotals: PreviewedSheet['printedTotals'];
  readonly agrees: boolean;
}

export interface CollectionSummary {
  /** Units. */
  readonly sent: number;
  readonly returned: number;
  /** Projects whose rows were taken in. */
  readonly taken: number;
  /** Units of whom nothing has come. */
  readonly missing: number;
}

export interface LoopSummary {
  readonly topics: number;
  readonly decisions: number;
  /** Decisions without person or day. */
  readonly drafts: number;
  /** Of the chain of proof, and the pages it takes. */
  readonly links: number;
  readonly proofPages: number;
}

export interface TableSummary {
  readonly table: string;
  readonly projects: number;
  readonly pages: number;
}

export interface DemoSummary {
  readonly ledger: {
    readonly file: string;
    readonly sheets: readonly SheetSummary[];
    readonly created: number;
    readonly reimport: { readonly created: number; readonly changed: number };
  };
  readonly collection: CollectionSummary;
  readonly loop: LoopSummary;
  readonly tables: readonly TableSummary[];
  readonly package: { readonly file: string; readonly operations: number; readonly bytes: number };
  readonly tampered: { readonly refused: boolean; readonly code: string | null };
  readonly centre: { readonly projects: number; readonly sums: Sums };
  /** What the demonstration decided because nobody was there to ask. */
  readonly assumptions: readonly string[];
}

export function sheetSummary(sheet: PreviewedSheet): SheetSummary {
  const { name, headerRows, moneyUnit, projects, sums, printedTotals, agrees } = sheet;
  return {
    name,
    headerRows: rowNumbers(headerRows),
    unit: moneyUnitLabels[moneyUnit.unit],
    projects,
    sums,
    printedTotals,
    agrees,
  };
}

function rowNumbers(rows: PreviewedSheet['headerRows']): number[] {
  return rows === null ? [] : Array.from({ length: rows.last - rows.first + 1 }, (_, index) => rows.first + index + 1);
}

export function sumsOf(
  rows: readonly { readonly totalInvestment: number | null; readonly plannedThisYear: number | null }[],
): Sums {
  return {
    totalInvestment: rows.reduce((sum, row) => sum + (row.totalInvestment ?? 0), 0),
    plannedThisYear: rows.reduce((sum, row) => sum + (row.plannedThisYear ?? 0), 0),
  };
}
