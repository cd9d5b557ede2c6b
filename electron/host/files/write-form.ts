/** A 填报表 as a workbook: locked and shaded as it is meant, protected without a password, its identity in hidden columns. */
import {
  type Cell,
  type CellStyle,
  type CellValue,
  type DataValidation,
  type MergeRange,
  type RowDef,
  type WriteSheet,
  writeXlsx,
} from 'hucre';
import { shownDay } from '#shared/calendar/day.ts';
import {
  columnMark,
  type FormKey,
  type FormModel,
  type FormRow,
  formColumn,
  formKeys,
  formSheetName,
  periodMark,
  shownKeys,
  signerLabels,
  spareRows,
  unitLabel,
} from '#shared/collection/form.ts';
import { baseText, checkOf } from '#shared/collection/identity.ts';
import { lockedTexts } from '#shared/collection/read-form.ts';
import { explanationSheet } from './form-explanation.ts';
import {
  allSides,
  bodySize,
  cellStyle,
  fillHeadShade,
  fillStyle,
  headShade,
  lineStyle,
  rowHeight,
  textCell,
  unlocked,
} from './form-style.ts';
import { columnLetter } from './sheet-cells.ts';

const yuanPerWan = 10_000;
/** Rows above the projects: title, unit and period, deadline, signers, hidden marks, heads. */
const rowsAbove = 6;
/** The last of the locked columns one has to keep in view while filling in: 序号 and 项目名称. */
const frozenColumns = 2;

interface Drawing {
  readonly rows: CellValue[][];
  readonly cells: Map<string, Partial<Cell>>;
  readonly merges: MergeRange[];
  readonly heights: Map<number, RowDef>;
}

export async function writeFormWorkbook(form: FormModel): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [formSheet(form), explanationSheet(form)],
    properties: { title: `${form.periodLabel}填报表`, creator: form.officeName },
    defaultFont: { name: '宋体', size: bodySize },
  });
}

function formSheet(form: FormModel): WriteSheet {
  const drawing: Drawing = { rows: [], cells: new Map(), merges: [], heights: new Map() };
  drawHead(drawing, form);
  for (const [index, row] of form.rows.entries()) drawRow(drawing, form, row, index);
  drawSpareRows(drawing);
  const first = rowsAbove + 1;
  const last = rowsAbove + form.rows.length + spareRows;
  drawOthers(drawing, form);
  return {
    name: formSheetName,
    columns: formKeys.map((key) => ({ width: formColumn(key).width, hidden: formColumn(key).kind === 'hidden' })),
    rows: drawing.rows,
    cells: drawing.cells,
    merges: drawing.merges,
    rowDefs: drawing.heights,
    freezePane: { rows: rowsAbove, columns: frozenColumns },
    dataValidations: validations(first, last),
    protection: {
      sheet: true,
      selectLockedCells: true,
      selectUnlockedCells: true,
      formatCells: true,
      formatColumns: true,
      formatRows: true,
      sort: true,
      autoFilter: true,
    },
    pageSetup: {
      paperSize: 'a3',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: `$${rowsAbove}:$${rowsAbove}`,
      margins: { top: 0.6, right: 0.4, bottom: 0.6, left: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第&P页共&N页' },
  };
}

function drawHead(drawing: Drawing, form: FormModel): void {
  const last = shownKeys.length - 1;
  const middle = Math.floor(last / 2);
  const addRow = (height: number) => {
    const row = drawing.rows.push(formKeys.map(() => null)) - 1;
    drawing.heights.set(row, { height });
    return row;
  };
  const put = (row: number, from: number, to: number, text: string, style: CellStyle) => {
    drawing.cells.set(`${row},${from}`, textCell(text, style));
    if (to > from) drawing.merges.push({ startRow: row, startCol: from, endRow: row, endCol: to });
  };
  put(addRow(32), 0, last, `${form.officeName}重点项目进展填报表（${form.periodLabel}）`, {
    font: { name: '方正小标宋简体', size: 18 },
    alignment: { horizontal: 'center', vertical: 'center' },
  });
  const unitRow = addRow(20);
  put(unitRow, 0, middle, `${unitLabel}${form.unitName}`, lineStyle('left'));
  put(unitRow, middle + 1, last, `${periodMark}${shownDay(form.period)}期　　金额单位：万元`, lineStyle('right'));
  const deadlineRow = addRow(20);
  put(deadlineRow, 0, middle, `交回时限：${form.deadline}前`, lineStyle('left'));
  put(deadlineRow, middle + 1, last, `交回：${form.returnTo}`, lineStyle('right'));
  const signerRow = addRow(22);
  for (const [index, label] of Object.values(signerLabels).entries()) {
    const at = index * 4;
    put(signerRow, at, at + 1, label, lineStyle('right'));
    for (const column of [at + 2, at + 3])
      drawing.cells.set(`${signerRow},${column}`, { style: { ...fillStyle('left'), numFmt: '@' } });
    drawing.merges.push({ startRow: signerRow, startCol: at + 2, endRow: signerRow, endCol: at + 3 });
  }
  put(signerRow, 12, last, '黄色的格子请填写；白色的格子不用改，有错请电话告知或直接改并说明', {
    ...lineStyle('left'),
    font: { name: '楷体_GB2312', size: 10 },
  });
  const markRow = drawing.rows.push(formKeys.map(() => null)) - 1;
  drawing.heights.set(markRow, { height: 12, hidden: true });
  const headRow = addRow(42);
  for (const [column, key] of formKeys.entries()) {
    const { head, kind } = formColumn(key);
    drawing.cells.set(`${markRow},${column}`, textCell(columnMark(key), {}));
    drawing.cells.set(
      `${headRow},${column}`,
      textCell(head, {
        font: { name: '黑体', size: bodySize },
        border: allSides,
        fill: kind === 'fill' ? fillHeadShade : headShade,
        alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
      }),
    );
  }
}

function drawRow(drawing: Drawing, form: FormModel, { projectId, base }: FormRow, index: number): void {
  const row = drawing.rows.push(formKeys.map(() => null)) - 1;
  const identity = {
    projectId,
    period: form.period,
    officeId: form.officeId,
    unitId: form.unitId,
    base: baseText(base),
  };
  const { figures } = base;
  const texts: Readonly<Record<FormKey, string>> = {
    ...lockedTexts(base),
    index: String(index + 1),
    standing: '',
    doneThisYear: '',
    physicalProgress: figures.physicalProgress ?? '',
    progressText: figures.progressText ?? '',
    problems: figures.problems ?? '',
    coordination: figures.coordination ?? '',
    isStarted: base.isStarted === null ? '' : base.isStarted ? '是' : '否',
    contact: base.contact ?? '',
    contactPhone: base.contactPhone ?? '',
    ...identity,
    check: checkOf(identity),
  };
  const amounts: Partial<Record<FormKey, number | null>> = {
    index: (index + 1) * yuanPerWan,
    totalInvestment: base.totalInvestment,
    plannedThisYear: base.plannedThisYear,
    lastDone: base.lastDone,
    doneThisYear: figures.doneThisYear,
  };
  for (const [column, key] of formKeys.entries()) {
    const style = cellStyle(key);
    const amount = amounts[key];
    drawing.cells.set(
      `${row},${column}`,
      amount === undefined
        ? textCell(texts[key], style)
        : amount === null
          ? { style }
          : { value: amount / yuanPerWan, type: 'number', style },
    );
  }
  drawing.heights.set(row, { height: rowHeight(shownKeys.map((key) => [texts[key], formColumn(key).width])) });
}

/** Every cell of them may be typed in: a project the office does not have yet. */
function drawSpareRows(drawing: Drawing): void {
  for (let count = 0; count < spareRows; count += 1) {
    const row = drawing.rows.push(formKeys.map(() => null)) - 1;
    for (const [column, key] of formKeys.entries())
      if (formColumn(key).kind !== 'hidden')
        drawing.cells.set(`${row},${column}`, { style: { ...cellStyle(key), ...unlocked(key) } });
    drawing.heights.set(row, { height: 24 });
  }
}

function drawOthers(drawing: Drawing, { filledByOthers }: FormModel): void {
  const lines = [
    `表末${spareRows}个空行：项目库里没有的新项目可以填在这里，请写明项目名称。`,
    ...(filledByOthers.length === 0
      ? []
      : [
          `以下项目由牵头单位填报，本单位不用填：${filledByOthers.map((each) => `${each.name}（由${each.unitName}填报）`).join('、')}。`,
        ]),
  ];
  for (const line of lines) {
    const row = drawing.rows.push(formKeys.map(() => null)) - 1;
    drawing.cells.set(
      `${row},0`,
      textCell(line, { ...lineStyle('left'), alignment: { wrapText: true, vertical: 'center' } }),
    );
    drawing.merges.push({ startRow: row, startCol: 0, endRow: row, endCol: shownKeys.length - 1 });
    const width = shownKeys.reduce((sum, key) => sum + formColumn(key).width, 0);
    drawing.heights.set(row, { height: rowHeight([[line, width]]) });
  }
}

function validations(first: number, last: number): DataValidation[] {
  return formKeys.flatMap((key, column): DataValidation[] => {
    const { kind, content, choices, ask, head } = formColumn(key);
    if (kind !== 'fill' || ask === undefined) return [];
    const letter = columnLetter(column);
    const shared = {
      range: `${letter}${first}:${letter}${last}`,
      allowBlank: true,
      showInputMessage: true,
      inputTitle: head.replace(/（.*）/, ''),
      inputMessage: ask,
    };
    if (content === 'choice')
      return [
        {
          ...shared,
          type: 'list',
          values: [...(choices ?? [])],
          showErrorMessage: true,
          errorStyle: 'stop',
          errorTitle: '请从下拉框里选',
          errorMessage: `只能选${(choices ?? []).map((each) => `“${each}”`).join('、')}，不选请留空。`,
        },
      ];
    if (content === 'money')
      return [
        {
          ...shared,
          type: 'decimal',
          operator: 'greaterThanOrEqual',
          formula1: '0',
          showErrorMessage: true,
          errorStyle: 'stop',
          errorTitle: '请填数字',
          errorMessage: '这里只填数字，单位是万元，不能是负数，也不要写“万元”“亿元”等字。',
        },
      ];
    return [{ ...shared, type: 'textLength', operator: 'lessThanOrEqual', formula1: '3000' }];
  });
}
