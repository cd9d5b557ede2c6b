import type { TableModel } from './model.ts';

/** Records of one cell by column key; only where they are known. */
type Sources = Readonly<Record<string, readonly string[]>>;

export interface TableJson {
  readonly title: string;
  readonly source: string;
  readonly above: readonly string[];
  readonly headings: readonly string[];
  readonly keys: readonly string[];
  /** Texts as printed, by heading order; values as stored (money in 元), by key. */
  readonly rows: readonly {
    readonly texts: readonly string[];
    readonly values: Readonly<Record<string, string | number | null>>;
    readonly records: Sources;
  }[];
  readonly footRows: readonly { readonly texts: readonly string[] }[];
}

/** The table for programs: what it shows and what it was made from, without its layout. */
export function tableToJson(model: TableModel): TableJson {
  const keys = model.columns.map((column) => column.key);
  return {
    title: model.title,
    source: model.source,
    above: model.above,
    headings: model.columns.map((column) => column.head),
    keys,
    rows: model.rows.map(({ cells }) => ({
      texts: cells.map((cell) => cell.text),
      values: Object.fromEntries(keys.map((key, at) => [key, cells[at]?.value ?? null])),
      records: Object.fromEntries(
        keys.flatMap((key, at) => {
          const records = cells[at]?.records;
          return records === undefined ? [] : [[key, records] as const];
        }),
      ),
    })),
    footRows: model.footRows.map(({ cells }) => ({ texts: cells.map((cell) => cell.text) })),
  };
}
