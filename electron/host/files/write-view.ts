/** A view as a workbook to be edited in WPS or Excel and taken back: typed cells, locked ones grey, identity hidden. */
import { type Cell, type CellStyle, type DataValidation, type RowDef, type WriteSheet, writeXlsx } from 'hucre';
import { cellContent } from '#shared/round-trip/cell.ts';
import { headOf } from '#shared/round-trip/returned.ts';
import {
  columnMark,
  type ExportedView,
  hiddenSheetName,
  idMark,
  spareRows,
  type ViewColumn,
  type ViewRow,
  viewMark,
  viewSheetName,
} from '#shared/round-trip/view.ts';
import {
  type Align,
  columnLetter,
  headStyle,
  lockedStyle,
  openStyle,
  rowHeight,
  slipProtection,
  textCell,
} from './sheet-cells.ts';

const size = 10;
/** Title, hidden marks, heads. */
const rowsAbove = 3;
/** Four lines. */
const mostHeight = 60;
/** A cell holds 32 767 signs. */
const mostSigns = 30_000;

const widths: Readonly<Record<ViewColumn['kind'], number>> = {
  text: 22,
  longText: 44,
  money: 14,
  percent: 10,
  number: 10,
  day: 12,
  partialDay: 12,
  choice: 12,
  names: 26,
  yesNo: 8,
};

export async function writeViewWorkbook(view: ExportedView, title: string): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [viewSheet(view, title), hiddenSheet(view)],
    properties: { title, creator: view.meta.officeName },
    defaultFont: { name: '宋体', size },
  });
}

function viewSheet({ meta, rows }: ExportedView, title: string): WriteSheet {
  const { columns } = meta;
  const cells = new Map<string, Partial<Cell>>();
  const heights = new Map<number, RowDef>([
    [0, { height: 22 }],
    [1, { height: 12, hidden: true }],
    [2, { height: 30 }],
  ]);
  cells.set('0,1', textCell(title, { font: { name: '楷体_GB2312', size: 11 }, alignment: { vertical: 'center' } }));
  cells.set('1,0', textCell(idMark, {}));
  for (const [index, column] of columns.entries()) {
    cells.set(`1,${index + 1}`, textCell(columnMark(column.id), {}));
    cells.set(`2,${index + 1}`, textCell(headOf(column), headStyle(size)));
  }
  // One style object for all cells alike: the writer keeps styles by what they are.
  const styles = columns.map((column) => ({ open: styleOf(column, false), locked: styleOf(column, true) }));
  for (const [index, row] of rows.entries()) {
    drawRow(cells, index + rowsAbove, row, columns, styles);
    heights.set(index + rowsAbove, { height: heightOf(row, columns) });
  }
  for (let index = 0; index < spareRows; index += 1)
    for (const [place, style] of styles.entries())
      cells.set(`${rowsAbove + rows.length + index},${place + 1}`, {
        style: columns[place]?.isReadOnly === true ? style.locked : style.open,
      });
  const last = rowsAbove + rows.length + spareRows;
  return {
    name: viewSheetName,
    columns: [{ width: 4, hidden: true }, ...columns.map((column) => ({ width: widthOf(column) }))],
    rows: Array.from({ length: last }, () => []),
    cells,
    rowDefs: heights,
    freezePane: { rows: rowsAbove, columns: 2 },
    autoFilter: { range: `B3:${columnLetter(columns.length)}${rowsAbove + rows.length}` },
    dataValidations: columns.flatMap((column, index) => validationOf(column, columnLetter(index + 1), last)),
    protection: slipProtection,
    pageSetup: {
      paperSize: 'a3',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$3:$3',
    },
    headerFooter: { oddFooter: '&C第&P页共&N页' },
  };
}

function drawRow(
  cells: Map<string, Partial<Cell>>,
  at: number,
  row: ViewRow,
  columns: readonly ViewColumn[],
  styles: readonly { readonly open: CellStyle; readonly locked: CellStyle }[],
): void {
  cells.set(`${at},0`, { value: row.id, type: 'string' });
  for (const [index, column] of columns.entries()) {
    const style = column.isReadOnly || row.isReadOnly ? styles[index]?.locked : styles[index]?.open;
    const content = cellContent(column, row.values[index] ?? null);
    cells.set(
      `${at},${index + 1}`,
      typeof content === 'number'
        ? { value: content, type: 'number', ...(style && { style }) }
        : textCell(content, style ?? {}),
    );
  }
}

function widthOf(column: ViewColumn): number {
  return column.isRequired ? 34 : widths[column.kind];
}

/** Long texts are cut after a few lines: many rows are to be seen at once. */
function heightOf(row: ViewRow, columns: readonly ViewColumn[]): number {
  const texts = columns.map((column, index) => {
    const content = cellContent(column, row.values[index] ?? null);
    return [typeof content === 'number' ? '' : content, widthOf(column)] as const;
  });
  return rowHeight(texts, size, mostHeight);
}

function styleOf(column: ViewColumn, isLocked: boolean): CellStyle {
  const isFigure = column.kind === 'money' || column.kind === 'number' || column.kind === 'percent';
  const isShort =
    column.kind === 'day' || column.kind === 'partialDay' || column.kind === 'choice' || column.kind === 'yesNo';
  const align: Align = isFigure ? 'right' : isShort ? 'center' : 'left';
  const style = isLocked ? lockedStyle(size, align) : openStyle(size, align);
  // Days are texts: “2018” must not become a day of the year 1905.
  const format = column.kind === 'day' || column.kind === 'partialDay' ? '@' : figureFormat(column);
  return format === undefined ? style : { ...style, numFmt: format };
}

function figureFormat({ kind }: ViewColumn): string | undefined {
  if (kind === 'money') return '#,##0.####';
  return kind === 'percent' ? '0.0"%"' : undefined;
}

function validationOf(column: ViewColumn, letter: string, last: number): DataValidation[] {
  if (column.isReadOnly) return [];
  const range = `${letter}${rowsAbove + 1}:${letter}${last}`;
  const ask = (message: string) => ({
    showInputMessage: true,
    inputTitle: column.title.slice(0, 30),
    inputMessage: message,
  });
  const choices = column.kind === 'yesNo' ? ['是', '否'] : (column.choices ?? []).map((choice) => choice.label);
  if (column.kind === 'choice' || column.kind === 'yesNo')
    return [
      {
        type: 'list',
        range,
        values: choices,
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: 'stop',
        errorTitle: '请从下拉框里选',
        errorMessage: `只能选${choices.join('、')}，不选请留空。`,
      },
    ];
  if (column.kind === 'money')
    return [
      {
        type: 'decimal',
        operator: 'greaterThanOrEqual',
        formula1: '0',
        range,
        allowBlank: true,
        ...ask('只填数字，单位是万元'),
        showErrorMessage: true,
        errorStyle: 'stop',
        errorTitle: '请填数字',
        errorMessage: '这里只填数字，单位是万元，不能是负数。',
      },
    ];
  const hints: Partial<Record<ViewColumn['kind'], string>> = {
    names: '几个名称之间用顿号“、”隔开',
    partialDay: '写 2018、2018-05 或 2018-05-31',
    day: '写 2018-05-31',
  };
  const hint = hints[column.kind];
  return hint === undefined
    ? []
    : [{ type: 'textLength', operator: 'lessThanOrEqual', formula1: '5000', range, allowBlank: true, ...ask(hint) }];
}

/** The values as they left, so that what the reader changed is told from what changed here meanwhile. */
function hiddenSheet({ meta, rows }: ExportedView): WriteSheet {
  const lines = [
    [viewMark, ...cut(JSON.stringify(meta))],
    ...rows.map(({ id, ...row }) => [id, ...cut(JSON.stringify(row))]),
  ];
  const cells = new Map<string, Partial<Cell>>();
  for (const [row, line] of lines.entries())
    for (const [column, text] of line.entries()) cells.set(`${row},${column}`, { value: text, type: 'string' });
  return {
    name: hiddenSheetName,
    rows: lines.map(() => []),
    cells,
    veryHidden: true,
    protection: { sheet: true, selectLockedCells: true },
  };
}

/** Never between the two halves of one sign. */
function cut(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(at + mostSigns - 1));
    const end = at + mostSigns - (isHalf ? 1 : 0);
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}
