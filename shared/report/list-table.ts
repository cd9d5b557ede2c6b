/** A list of our own as paper and workbook: one column is one fact of the row; whose it is and of which day stands above. */
import { shownDay } from '../calendar/day.ts';
import { notStated } from '../rules/catalogue.ts';
import type { PageSize, TableColumn, TableModel } from './model.ts';

export interface ListColumn<Row> {
  readonly head: string;
  /** Millimetres on A4 landscape. */
  readonly width: number;
  readonly align?: TableColumn['align'];
  readonly kind?: TableColumn['kind'];
  readonly mergesEqual?: boolean;
  readonly text: (row: Row, index: number) => string;
  /** The records the cell was taken from. */
  readonly records?: (row: Row) => readonly string[];
}

export interface ListTable<Row> {
  readonly title: string;
  readonly source: string;
  readonly office: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly pageSize: PageSize;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  /** More lines above, such as the project. */
  readonly about?: readonly string[];
  /** Lines below, such as what a mark means. */
  readonly below?: readonly string[];
  readonly emptyText?: string;
}

export function listTable<Row>(list: ListTable<Row>): TableModel {
  return {
    kind: 'table',
    title: list.title,
    source: list.source,
    above: [...(list.about ?? []), `填报单位：${list.office}　　数据日期：${shownDay(list.today)}`],
    unitLine: null,
    columns: list.columns.map((column, index) => ({
      key: `c${index + 1}`,
      head: column.head,
      width: column.width,
      align: column.align ?? 'left',
      kind: column.kind ?? 'text',
      ...(column.mergesEqual === true && { mergesEqual: true }),
    })),
    rows: list.rows.map((row, index) => ({
      cells: list.columns.map((column) => {
        const text = column.text(row, index);
        const records = column.records?.(row);
        return { text, value: text === '' ? null : text, ...(records !== undefined && { records: [...records] }) };
      }),
    })),
    footRows: [],
    below: [
      ...(list.below ?? []),
      ...(list.source === '' || list.source === notStated ? [] : [`依据：${list.source}`]),
    ],
    emptyText: list.emptyText ?? '无',
    page: { size: list.pageSize, orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `${list.title}_${list.today}`,
  };
}

/** 序号. */
export function indexColumn<Row>(): ListColumn<Row> {
  return { head: '序号', width: 10, align: 'center', kind: 'index', text: (_, index) => String(index + 1) };
}
