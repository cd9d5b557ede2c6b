/** The items of a sheet: number, question, what was reported beside it, boxes to tick or room to write, photos and remarks. */
import type { FrozenFigure, SheetContent } from '../domain/inspection-sheet.ts';
import type { InspectionItem } from '../domain/inspection-template.ts';
import type { Density } from './sheet-density.ts';
import {
  type Block,
  frame,
  heightOf,
  type Ink,
  inside,
  leading,
  type Rectangle,
  ruleBelow,
  ruleBeside,
  textIn,
  together,
} from './sheet-ink.ts';
import { clipLines, millimetresOf, textWidth, wrapText } from './sheet-text.ts';

/** Side of a box to tick, and from one box to the next at least: a pen's cross is larger than its box. */
const boxSide = 4.5;
const boxPitch = 8;
/** From a box to its word, and from the word to the next box. */
const toWord = 1.5;
const fromWord = 4;
const side = 1.2;
const air = 1.8;

interface Columns {
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
    const isNewGroup = item.group !== '' && item.group !== items[index - 1]?.group;
    const figure = content.figures.find((each) => each.figure === item.against);
    const block = itemBlock(item, index + 1, figure, columns, density);
    return isNewGroup && density.hasGroupRows ? withGroup(item.group, block, head) : { ...block, repeats: head };
  });
  return blocks.length === 0 ? [] : [head, ...blocks];
}

function columnsOf({ items, figures }: SheetContent, { hasFigureColumn }: Density): Columns {
  const isHeld = figures.some((figure) => items.some((item) => item.against === figure.figure));
  const isNarrow = !hasFigureColumn && items.every((item) => item.kind !== 'text' && item.kind !== 'choice');
  const widths = { number: 8, figure: hasFigureColumn && isHeld ? 30 : 0, answer: isNarrow ? 38 : 48, remark: 22 };
  return { ...widths, question: frame.width - widths.number - widths.figure - widths.answer - widths.remark };
}

/** Left edges, and widths, of the columns that are there. */
function cellsOf(columns: Columns, top: number, height: number): Readonly<Record<keyof Columns, Rectangle>> {
  const cell = (x: number, width: number): Rectangle => ({ x, y: top, width, height });
  const question = frame.left + columns.number;
  const figure = question + columns.question;
  const answer = figure + columns.figure;
  return {
    number: cell(frame.left, columns.number),
    question: cell(question, columns.question),
    figure: cell(figure, columns.figure),
    answer: cell(answer, columns.answer),
    remark: cell(answer + columns.answer, columns.remark),
  };
}

function columnRules(columns: Columns, top: number, height: number): Ink {
  const cells = cellsOf(columns, top, height);
  const lefts = [cells.question.x, ...(columns.figure === 0 ? [] : [cells.figure.x]), cells.answer.x, cells.remark.x];
  return { rules: lefts.map((x) => ruleBeside(x, top, height)) };
}

function itemHead(columns: Columns): Block {
  return {
    height: 6,
    grows: null,
    repeats: null,
    draw: (top, height) => {
      const cells = cellsOf(columns, top, height);
      const words = [
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
          rules: [ruleBelow(top + height)],
        },
      ]);
    },
  };
}

function withGroup(group: string, block: Block, head: Block): Block {
  const own = 5.2;
  return {
    height: block.height + own,
    grows: block.grows,
    repeats: head,
    draw: (top, height) =>
      together([
        {
          texts: textIn(
            [group],
            { x: frame.left + 2, y: top, width: frame.width, height: own },
            { points: 9, font: 'hei' },
          ),
          rules: [ruleBelow(top + own)],
        },
        block.draw(top + own, height - own),
      ]),
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
  const em = (columns.question - 2 * side) / millimetresOf(points);
  const group = item.group !== '' && !density.hasGroupRows ? `【${item.group}】` : '';
  const reported = figure === undefined ? '' : reportedText(figure);
  const small = Math.min(points, 8.5);
  const figureEm = (columns.figure - 2 * side) / millimetresOf(small);
  const inColumn =
    columns.figure === 0 || figure === undefined ? [] : clipLines(wrapText(reported, figureEm), 3, figureEm);
  const inQuestion = columns.figure > 0 || figure === undefined ? '' : `（上报：${reported}）`;
  const question = wrapText(`${group}${item.text}${inQuestion}`, em);
  const choice = optionsOf(item, columns, points);
  const textHeight = Math.max(heightOf(question.length, points), heightOf(inColumn.length, small)) + air;
  const answerHeight =
    Math.max(choice.isBelow ? 0 : choice.lines.length * boxPitch, item.kind === 'text' ? 10 : 8) + 0.5;
  const upper = Math.max(textHeight, choice.isBelow ? 0 : answerHeight, choice.isBelow ? 6 : density.row);
  const below = choice.isBelow ? choice.lines.length * boxPitch : 0;
  return {
    height: upper + below,
    grows: 'item',
    repeats: null,
    draw: (top, height) => {
      const high = height - below;
      const cells = cellsOf(columns, top, choice.isBelow ? high : height);
      return together([
        columnRulesOf(choice.isBelow, columns, top, high, height),
        {
          texts: [
            ...textIn([String(number)], { ...cells.number, height }, { points: 10, anchor: 'middle' }),
            ...textIn(question, inside(cells.question, side), { points }),
            ...textIn(inColumn, inside(cells.figure, side), { points: small, font: 'kai' }),
          ],
          rules: [ruleBelow(top + height)],
          fields: [{ itemKey: item.key, name: 'remark', ...cells.remark }],
        },
        choice.isBelow
          ? optionBoxes(
              item,
              choice.lines,
              { ...cells.question, x: cells.question.x + 2, y: top + high, height: below },
              choice.points,
            )
          : answerInk(item, choice, cells.answer),
      ]);
    },
  };
}

/** Options below the question cross all columns but the number's. */
function columnRulesOf(isBelow: boolean, columns: Columns, top: number, high: number, height: number): Ink {
  if (!isBelow) return columnRules(columns, top, height);
  return together([columnRules(columns, top, high), { rules: [ruleBeside(frame.left + columns.number, top, height)] }]);
}

function reportedText({ shown, asOf }: FrozenFigure): string {
  return `${shown === '' ? '未报' : shown}${asOf === null ? '' : `（${asOf}）`}`;
}

interface Option {
  readonly answer: string;
  readonly word: string;
  /** Of its box from the left of the line. */
  readonly from: number;
}

interface Options {
  readonly lines: readonly (readonly Option[])[];
  readonly isBelow: boolean;
  readonly points: number;
}

const wordPoints = 9.5;

function optionsOf(item: InspectionItem, columns: Columns, questionPoints: number): Options {
  const points = Math.min(wordPoints, questionPoints);
  if (item.kind === 'yesNo') {
    return { lines: [[option('yes', '是', 0), option('no', '否', 18)]], isBelow: false, points };
  }
  const answers = item.kind === 'choice' ? item.options : [];
  const beside = optionLines(answers, columns.answer - 4, points);
  if (beside !== null && beside.length <= 2) return { lines: beside, isBelow: false, points };
  const width = frame.width - columns.number - 4;
  return { lines: optionLines(answers, width, points) ?? [], isBelow: true, points };
}

function option(answer: string, word: string, from: number): Option {
  return { answer, word, from };
}

/** null where one alone is wider. */
function optionLines(answers: readonly string[], width: number, points: number): Option[][] | null {
  const lines: Option[][] = [];
  let from = 0;
  for (const answer of answers) {
    const own = boxSide + toWord + textWidth(answer) * millimetresOf(points);
    if (own > width) return null;
    const line = lines.at(-1);
    if (line === undefined || from + own > width) {
      lines.push([option(answer, answer, 0)]);
      from = Math.max(own + fromWord, boxPitch);
    } else {
      line.push(option(answer, answer, from));
      from += Math.max(own + fromWord, boxPitch);
    }
  }
  return lines;
}

function optionBoxes(item: InspectionItem, options: Options['lines'], at: Rectangle, points: number): Ink {
  const lead = (at.height - options.length * boxPitch) / 2;
  return together(
    options.flatMap((line, index) =>
      line.map(({ answer, word, from }): Ink => {
        const box = {
          x: at.x + from,
          y: at.y + lead + index * boxPitch + (boxPitch - boxSide) / 2,
          width: boxSide,
          height: boxSide,
        };
        return {
          boxes: [{ itemKey: item.key, answer, ...box }],
          texts: textIn([word], { ...box, x: box.x + boxSide + toWord }, { points }),
        };
      }),
    ),
  );
}

function answerInk(item: InspectionItem, { lines, points }: Options, cell: Rectangle): Ink {
  switch (item.kind) {
    case 'yesNo':
      return optionBoxes(item, lines, { ...cell, x: cell.x + 5 }, points);
    case 'choice':
      return optionBoxes(item, lines, { ...cell, x: cell.x + 2 }, points);
    case 'text':
      return { fields: [{ itemKey: item.key, name: 'value', ...cell }] };
    case 'number':
      return writtenNumber(item, '', item.unit ?? '', cell);
    case 'amount':
      return writtenNumber(item, '', '万元', cell);
    case 'photo':
      return writtenNumber(item, '共', '张', cell);
  }
}

/** A ruled line with its unit behind it. */
function writtenNumber(item: InspectionItem, before: string, unit: string, cell: Rectangle): Ink {
  const points = 9.5;
  const size = millimetresOf(points);
  const from = cell.x + 3 + textWidth(before) * size + (before === '' ? 0 : 1);
  const to = cell.x + cell.width - 3 - textWidth(unit) * size - (unit === '' ? 0 : 1);
  const base = cell.y + cell.height / 2 + (size * leading) / 2;
  return {
    texts: [
      ...textIn([before], inside(cell, 3), { points }),
      ...textIn([unit], inside(cell, 3), { points, anchor: 'end' }),
    ].filter((each) => each.text !== ''),
    rules: [ruleBelow(base, from, to)],
    fields: [{ itemKey: item.key, name: 'value', x: from, y: cell.y, width: to - from, height: cell.height }],
  };
}
