/** How an item is answered by pen: boxes to tick, a ruled line for a figure, room for words. */
import type { InspectionItem } from '../domain/inspection-template.ts';
import { type Ink, inside, leading, type Rectangle, ruleBelow, textIn, together } from './sheet-ink.ts';
import { millimetresOf, textWidth } from './sheet-text.ts';

/** Side of a box to tick, and from one box to the next at least: a pen's cross is larger than its box. */
const boxSide = 4.5;
export const boxPitch = 8;
/** From a box to its word, and from the word to the next box. */
const toWord = 1.5;
const fromWord = 3;

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

/** Beside the question where they find room in the column of answers, else below it. */
export function optionsOf(
  item: InspectionItem,
  answerWidth: number,
  wholeWidth: number,
  questionPoints: number,
): Options {
  const points = Math.min(wordPoints, questionPoints);
  if (item.kind === 'yesNo') {
    return { lines: [[option('yes', '是', 0), option('no', '否', 18)]], isBelow: false, points };
  }
  const answers = item.kind === 'choice' ? item.options : [];
  const beside = optionLines(answers, answerWidth - 3, points);
  if (beside !== null && beside.length <= 2) return { lines: beside, isBelow: false, points };
  return { lines: optionLines(answers, wholeWidth - 4, points) ?? [], isBelow: true, points };
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

export function optionBoxes(item: InspectionItem, options: Options['lines'], at: Rectangle, points: number): Ink {
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

export function answerInk(item: InspectionItem, { lines, points }: Options, cell: Rectangle): Ink {
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
