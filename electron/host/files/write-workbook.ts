/** A table model as a workbook: the same texts and figures as on paper, ready to print on the same paper. */
import {
  type BorderStyle,
  type Cell,
  type CellStyle,
  type CellValue,
  type MergeRange,
  type RowDef,
  writeXlsx,
} from 'hucre';
import { groupSpans, rowSpans } from '#shared/report/merged-cells.ts';
import type { TableCell, TableColumn, TableModel } from '#shared/report/model.ts';
import { nodeMarks } from '#shared/report/node-month-chart.ts';
import { textCell } from './sheet-cells.ts';

const thin = { style: 'thin' } as const;
const allSides: BorderStyle = { top: thin, right: thin, bottom: thin, left: thin };
/** Points. */
const bodySize = { A4: 9, A3: 10.5, large: 12 } as const;
/** Characters of Excel's column width that one millimetre holds at 11 pt 宋体 (7 pixels a character, 96 a inch). */
const charactersPerMillimetre = 96 / 25.4 / 7;
/** What is left of the sheet's long or short side between the margins below, in millimetres. */
const usableWidth = { A4: { landscape: 273, portrait: 186 }, A3: { landscape: 396, portrait: 273 } } as const;
const inchesPerMillimetre = 1 / 25.4;

type Grid = Map<string, Partial<Cell>>;

/**
 * Figures are numbers with the decimals they have on paper (money in 万元), every text is a text: nothing a person typed
 * becomes a formula.
 */
export async function writeTableWorkbook(model: TableModel): Promise<Uint8Array> {
  const sheet = layOut(model);
  const bytes = await writeXlsx({
    sheets: [
      {
        name: sheetName(model.title),
        columns: columnWidths(model).map((width) => ({ width })),
        rows: sheet.rows,
        cells: sheet.cells,
        merges: sheet.merges,
        rowDefs: sheet.heights,
        freezePane: { rows: sheet.lastHeadRow + 1 },
        pageSetup: {
          paperSize: model.page.size === 'A4' ? 'a4' : 'a3',
          orientation: model.page.orientation,
          fitToPage: true,
          fitToWidth: 1,
          // As many pages high as it takes.
          fitToHeight: 0,
          horizontalCentered: true,
          margins: margins({ top: 16, right: 12, bottom: 15, left: 12, header: 8, footer: 7 }),
          ...(model.repeatsHead && { printTitlesRow: `$${sheet.headRow + 1}:$${sheet.lastHeadRow + 1}` }),
        },
        ...(model.hasPageNumbers && { headerFooter: { oddFooter: '&C第&P页共&N页' } }),
      },
    ],
    properties: { title: model.title },
    defaultFont: { name: '宋体', size: bodySizeOf(model) },
  });
  return bytes;
}

function bodySizeOf({ page, hasLargeType }: TableModel): number {
  return bodySize[hasLargeType === true ? 'large' : page.size];
}

interface SheetLayout {
  readonly rows: CellValue[][];
  readonly cells: Grid;
  readonly merges: MergeRange[];
  readonly heights: Map<number, RowDef>;
  /** Counted from 0. */
  readonly headRow: number;
  readonly lastHeadRow: number;
}

function layOut(model: TableModel): SheetLayout {
  const size = bodySizeOf(model);
  const rows: CellValue[][] = [];
  const cells: Grid = new Map();
  const merges: MergeRange[] = [];
  const heights = new Map<number, RowDef>();
  const last = model.columns.length - 1;
  const mergeAcross = (row: number, from: number, to: number) => {
    if (to > from) merges.push({ startRow: row, startCol: from, endRow: row, endCol: to });
  };
  const addLine = (text: string, style: CellStyle, height: number): number => {
    const row = rows.push(model.columns.map(() => null)) - 1;
    setText(cells, row, 0, text, style);
    mergeAcross(row, 0, last);
    heights.set(row, { height });
    return row;
  };

  addLine(model.title, titleStyle(model), 34);
  const above = model.unitLine === null ? model.above : model.above.slice(0, -1);
  for (const line of above) addLine(line, lineStyle('left'), 20);
  if (model.unitLine !== null) {
    const unitAt = Math.max(1, last - 1);
    const row = rows.push(model.columns.map(() => null)) - 1;
    setText(cells, row, 0, model.above.at(-1) ?? '', lineStyle('left'));
    setText(cells, row, unitAt, model.unitLine, lineStyle('right'));
    mergeAcross(row, 0, unitAt - 1);
    mergeAcross(row, unitAt, last);
    heights.set(row, { height: 20 });
  }

  const headRow = rows.length;
  const groups = groupSpans(model.columns);
  const lastHeadRow = groups.some((span) => span !== null) ? headRow + 1 : headRow;
  for (let row = headRow; row <= lastHeadRow; row += 1) {
    rows.push(model.columns.map(() => null));
    for (const at of model.columns.keys()) cells.set(`${row},${at}`, { style: headStyle(size) });
  }
  for (const [at, { head, group }] of model.columns.entries()) {
    const span = groups[at] ?? null;
    setText(cells, span === null ? headRow : lastHeadRow, at, head, headStyle(size));
    if (span === null && lastHeadRow > headRow)
      merges.push({ startRow: headRow, startCol: at, endRow: lastHeadRow, endCol: at });
    if (span !== null && span > 0) {
      setText(cells, headRow, at, group ?? '', headStyle(size));
      mergeAcross(headRow, at, at + span - 1);
    }
  }
  heights.set(lastHeadRow, { height: headHeight(model) });
  if (lastHeadRow > headRow) heights.set(headRow, { height: 1.35 * size + 10 });

  const firstRow = rows.length;
  const spans = rowSpans(model);
  if (model.rows.length === 0) {
    const row = addLine(model.emptyText, bodyStyle(size, 'center'), 24);
    for (let at = 1; at <= last; at += 1) cells.set(`${row},${at}`, { style: bodyStyle(size, 'center') });
  }
  for (const [index, row] of [...model.rows, ...model.footRows].entries()) {
    const at = rows.push(model.columns.map(() => null)) - 1;
    for (const [column, facts] of model.columns.entries()) {
      const cell = row.cells[column] ?? { text: '', value: null };
      const span = spans[index]?.[column] ?? 1;
      cells.set(`${at},${column}`, span === 0 ? { style: bodyStyle(size, facts.align) } : bodyCell(facts, cell, size));
      if (span > 1)
        merges.push({
          startRow: firstRow + index,
          startCol: column,
          endRow: firstRow + index + span - 1,
          endCol: column,
        });
    }
    heights.set(at, { height: rowHeight(model, row.cells) });
  }
  for (const line of model.below) addLine(line, lineStyle('left'), 20);
  return { rows, cells, merges, heights, headRow, lastHeadRow };
}

function bodyCell(column: TableColumn, cell: TableCell, size: number): Partial<Cell> {
  const style = cellStyle(column, cell, size);
  const number =
    column.kind === 'text' || column.kind === 'day' || column.kind === 'period' || column.kind === 'marks'
      ? Number.NaN
      : Number(cell.text);
  // A figure as printed, so that workbook and paper say the same; where there is none the cell stays empty.
  if (cell.text !== '' && Number.isFinite(number)) {
    const decimals = cell.text.split('.')[1]?.length ?? 0;
    return {
      value: number,
      type: 'number',
      // A figure too long for its column gets smaller; wrapped it would show as ###.
      style: {
        ...style,
        alignment: { ...style.alignment, wrapText: false, shrinkToFit: true },
        numFmt: decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`,
      },
    };
  }
  return textCell(cell.text, style);
}

/** A bar, and late nodes in red: as on paper. */
function cellStyle(column: TableColumn, cell: TableCell, size: number): CellStyle {
  const style = bodyStyle(size, column.align);
  return {
    ...style,
    ...(cell.isShaded === true && { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE3EAF5' } } }),
    ...(column.kind === 'marks' &&
      cell.text.includes(nodeMarks.late) && { font: { name: '宋体', size, color: { rgb: 'FFC00000' } } }),
  };
}

function setText(cells: Grid, row: number, column: number, text: string, style: CellStyle): void {
  cells.set(`${row},${column}`, textCell(text, style));
}

function titleStyle(model: TableModel): CellStyle {
  return {
    font: { name: '方正小标宋简体', size: model.page.size === 'A4' ? 20 : 22 },
    alignment: { horizontal: 'center', vertical: 'center' },
  };
}

function lineStyle(horizontal: 'left' | 'right'): CellStyle {
  return { font: { name: '楷体_GB2312', size: 12 }, alignment: { horizontal, vertical: 'center' } };
}

function headStyle(size: number): CellStyle {
  return {
    font: { name: '黑体', size },
    border: allSides,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  };
}

function bodyStyle(size: number, horizontal: TableColumn['align']): CellStyle {
  return {
    font: { name: '宋体', size },
    border: allSides,
    alignment: { horizontal, vertical: 'center', wrapText: true },
  };
}

/** Millimetres of each column on the paper. */
function columnMillimetres(model: TableModel): readonly number[] {
  const shares = model.columns.reduce((sum, column) => sum + column.width, 0);
  const usable = usableWidth[model.page.size][model.page.orientation];
  return model.columns.map((column) => (column.width / shares) * usable);
}

function columnWidths(model: TableModel): readonly number[] {
  return columnMillimetres(model).map((width) => Math.round(width * charactersPerMillimetre * 100) / 100);
}

/**
 * Points. Excel and WPS do not fit rows with merged or freshly written cells when a file is opened, so that the height is
 * reckoned here: lines of full-width signs, a little more than needed. 409 is the most a row can have.
 */
function rowHeight(model: TableModel, cells: readonly TableCell[]): number {
  const widths = columnMillimetres(model);
  const size = bodySizeOf(model);
  const lines = model.columns.map((column, at) =>
    column.mergesEqual === true ? 1 : linesOf(cells[at]?.text ?? '', widths[at] ?? 0, size),
  );
  return Math.min(409, Math.round((Math.max(1, ...lines) * 1.32 * size + 8) * 2) / 2);
}

function headHeight(model: TableModel): number {
  const size = bodySizeOf(model);
  const widths = columnMillimetres(model);
  const lines = model.columns.map((column, at) => linesOf(column.head, widths[at] ?? 0, size));
  return Math.max(...lines) * 1.35 * size + 10;
}

/** Full-width signs take the size of the type, others a little over half of it. */
function linesOf(text: string, millimetres: number, size: number): number {
  // 1.6 mm: the cell's own padding.
  const room = ((millimetres - 1.6) / 25.4) * 72;
  return text.split('\n').reduce((lines, line) => {
    const width = [...line].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? size : size * 0.56), 0);
    // Signs that may not begin a line and words that may not break leave some room unused.
    return lines + Math.max(1, Math.ceil((width * 1.04) / room));
  }, 0);
}

function margins(millimetres: Readonly<Record<'top' | 'right' | 'bottom' | 'left' | 'header' | 'footer', number>>) {
  const inches = (value: number) => Math.round(value * inchesPerMillimetre * 1000) / 1000;
  const { top, right, bottom, left, header, footer } = millimetres;
  return {
    top: inches(top),
    right: inches(right),
    bottom: inches(bottom),
    left: inches(left),
    header: inches(header),
    footer: inches(footer),
  };
}

/** At most 31 signs, and only such as need no quotes in the name of the repeated rows: letters first, no brackets. */
function sheetName(title: string): string {
  const letters = title.replace(/[^\p{L}\p{N}]/gu, '').replace(/^\d+年?/, '');
  return letters === '' ? '统计表' : letters.slice(0, 31);
}
