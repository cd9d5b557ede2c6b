/** The items of a sheet: number, question, what was reported beside it, boxes to tick or room to write, photos and remarks. */
import type { FrozenFigure, SheetContent } from '../domain/inspection-sheet.ts';
import type { InspectionItem } from '../domain/inspection-template.ts';
import { answerInk, boxPitch, optionBoxes, optionsOf } from './sheet-answers.ts';
import type { Density } from './sheet-density.ts';
import {
  type Block,
  frame,
  groupWidth,
  heightOf,
  type Ink,
  inside,
  type Rectangle,
  ruleBelow,
  ruleBeside,
  textIn,
  together,
} from './sheet-ink.ts';
import { clipLines, clipText, millimetresOf, wrapText } from './sheet-text.ts';

const side = 1.2;
const air = 1.8;

interface Columns {
  /** 0 where groups stand before their questions. */
  readonly group: number;
  readonly number: number;
  readonly question: number;
  /** 0 without such a column. */
  readonly figure: number;
  readonly answer: number;
  readonly remark: number;
}

export function itemBlocks(content: SheetContent, density: Density): Block[] {
  const { items } = content;
  const columns = columnsOf(content, density);
  const head = itemHead(columns);
  const blocks = items.map((item, index): Block => {
    const figure = content.figures.find((each) => each.figure === item.against);
    return { ...itemBlock(item, index + 1, figure, columns, density), repeats: head };
  });
  return blocks.length === 0 ? [] : [head, ...blocks];
}

function columnsOf({ items, figures }: SheetContent, density: Density): Columns {
  const isHeld = figures.some((figure) => items.some((item) => item.against === figure.figure));
  const isNarrow = !density.hasColumns && items.every((item) => item.kind !== 'text' && item.kind !== 'choice');
  const hasGroups = density.hasColumns && items.some((item) => item.group !== '') && groupsFit(items, density.row);
  const widths = {
    group: hasGroups ? groupWidth : 0,
    number: 8,
    figure: density.hasColumns && isHeld ? 28 : 0,
    answer: isNarrow ? 38 : 48,
    remark: 20,
  };
  return { ...widths, question: frame.width - Object.values(widths).reduce((sum, width) => sum + width, 0) };
}

/** Neighbours of one group. */
function runsOf<Part extends { readonly group: string | null }>(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last !== undefined && last[0]?.group === part.group) last.push(part);
    else runs.push([part]);
  }
  return runs;
}

const groupSizes = [9, 8.5, 8, 7.5, 7] as const;

function groupsFit(items: readonly InspectionItem[], row: number): boolean {
  return runsOf(items).every((run) => fittingGroup(run[0]?.group ?? '', run.length * row) !== null);
}

/** null where it is too long for its rows at any size. */
function fittingGroup(
  group: string,
  height: number,
): { readonly lines: readonly string[]; readonly points: number } | null {
  for (const points of groupSizes) {
    const lines = wrapText(group, (groupWidth - 1.6) / millimetresOf(points));
    if (heightOf(lines.length, points) + 1 <= height) return { lines, points };
  }
  return null;
}

interface PlacedBlock {
  readonly block: Block;
  readonly top: number;
  readonly height: number;
}

/** The groups' own column, over all items of a page. */
export function groupCells(placed: readonly PlacedBlock[]): Ink {
  const items = placed.map(({ block, top, height }) => ({ group: block.group, top, height }));
  return together(
    runsOf(items).map((run): Ink => {
      const [first] = run;
      if (first === undefined || first.group === null) return {};
      const height = run.reduce((sum, item) => sum + item.height, 0);
      const fitting = fittingGroup(first.group, height);
      const at = { x: frame.left, y: first.top, width: groupWidth, height };
      return {
        texts:
          fitting === null ? [] : textIn(fitting.lines, at, { points: fitting.points, font: 'hei', anchor: 'middle' }),
        rules: [
          ruleBelow(first.top + height, frame.left, frame.left + groupWidth),
          ruleBeside(frame.left + groupWidth, first.top, height),
        ],
      };
    }),
  );
}

/** Left edges, and widths, of the columns that are there. */
function cellsOf(columns: Columns, top: number, height: number): Readonly<Record<keyof Columns, Rectangle>> {
  const cell = (x: number, width: number): Rectangle => ({ x, y: top, width, height });
  const number = frame.left + columns.group;
  const question = number + columns.number;
  const figure = question + columns.question;
  const answer = figure + columns.figure;
  return {
    group: cell(frame.left, columns.group),
    number: cell(number, columns.number),
    question: cell(question, columns.question),
    figure: cell(figure, columns.figure),
    answer: cell(answer, columns.answer),
    remark: cell(answer + columns.answer, columns.remark),
  };
}

function columnRules(columns: Columns, top: number, height: number): Ink {
  const cells = cellsOf(columns, top, height);
  const parted = [cells.question, cells.figure, cells.answer, cells.remark].filter((cell) => cell.width > 0);
  return { rules: parted.map((cell) => ruleBeside(cell.x, top, height)) };
}

function itemHead(columns: Columns): Block {
  return {
    height: 6,
    grows: null,
    group: null,
    repeats: null,
    draw: (top, height) => {
      const cells = cellsOf(columns, top, height);
      const words = [
        ...(columns.group === 0 ? [] : ([[cells.group, '类别']] as const)),
        [cells.number, '序号'],
        [cells.question, '检查项目'],
        ...(columns.figure === 0 ? [] : ([[cells.figure, '上报（印表时）']] as const)),
        [cells.answer, '现场核查（在□内打√）'],
        [cells.remark, '照片编号/备注'],
      ] as const;
      return together([
        columnRules(columns, top, height),
        {
          texts: words.flatMap(([at, text]) => textIn([text], at, { points: 8, font: 'hei', anchor: 'middle' })),
          rules: [ruleBelow(top + height), ...(columns.group === 0 ? [] : [ruleBeside(cells.number.x, top, height)])],
        },
      ]);
    },
  };
}

function itemBlock(
  item: InspectionItem,
  number: number,
  figure: FrozenFigure | undefined,
  columns: Columns,
  density: Density,
): Block {
  const points = density.questions;
  const small = Math.min(points, 8.5);
  const choice = optionsOf(item, columns.answer, columns.question + columns.figure + columns.answer, points);
  const reported = figure === undefined || columns.figure === 0 ? [] : figureLines(figure, columns.figure, small);
  // Long words need the width of both: what was reported goes behind the question.
  const isReportedLong = figure === undefined || columns.figure === 0 || reported.length > 3;
  const own = joined(columns, isReportedLong, choice.isBelow);
  const inColumn = own.figure === 0 ? [] : reported;
  const isInline = columns.group === 0 && item.group !== '';
  const inQuestion = own.figure > 0 || figure === undefined ? '' : `（上报：${reportedText(figure)}）`;
  const em = (own.question - 2 * side) / millimetresOf(points);
  const question = wrapText(`${isInline ? `【${item.group}】` : ''}${item.text}${inQuestion}`, em);
  const textHeight = Math.max(heightOf(question.length, points), heightOf(inColumn.length, small)) + air;
  const answers = choice.lines.length * boxPitch;
  const upper = choice.isBelow ? Math.max(textHeight, 6) : Math.max(textHeight, answers + 0.5, density.row);
  return {
    height: upper + (choice.isBelow ? answers : 0),
    grows: item.kind === 'text' ? 'textItem' : 'item',
    group: columns.group === 0 ? null : item.group,
    repeats: null,
    draw: (top, height) => {
      const cells = cellsOf(own, top, height);
      const below = { ...cells.question, x: cells.question.x + 2, y: top + height - answers, height: answers };
      const asked = choice.isBelow ? { ...cells.question, height: height - answers } : cells.question;
      return together([
        columnRules(own, top, height),
        {
          texts: [
            ...textIn([String(number)], cells.number, { points: 10, anchor: 'middle' }),
            ...textIn(question, inside(asked, side), { points }),
            ...textIn(inColumn, inside(cells.figure, side), { points: small, font: 'kai', anchor: 'middle' }),
          ],
          rules: [ruleBelow(top + height, cells.number.x)],
          fields: [{ itemKey: item.key, name: 'remark', ...cells.remark }],
        },
        choice.isBelow ? optionBoxes(item, choice.lines, below, choice.points) : answerInk(item, choice, cells.answer),
      ]);
    },
  };
}

/** Columns a question takes over: that of the figure where it stands behind it, that of the answer with the options below. */
function joined(columns: Columns, hasNoFigure: boolean, isBelow: boolean): Columns {
  const figure = hasNoFigure || isBelow ? 0 : columns.figure;
  const answer = isBelow ? 0 : columns.answer;
  return { ...columns, figure, answer, question: columns.question + columns.figure - figure + columns.answer - answer };
}

function reportedText({ shown, asOf }: FrozenFigure): string {
  return `${shown === '' ? '未报' : shown}${asOf === null ? '' : `，${asOf}`}`;
}

/** What was reported, and below it of when. */
function figureLines({ shown, asOf }: FrozenFigure, width: number, points: number): string[] {
  const em = (width - 2 * side) / millimetresOf(points);
  const said = clipLines(wrapText(shown === '' ? '未报' : shown, em), 3, em);
  return asOf === null ? said : [...said, clipText(`（${asOf}）`, em)];
}
