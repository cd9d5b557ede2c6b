/** What stands above and below the items of a sheet. */
import type { FrozenFigure, SheetContent } from '../domain/inspection-sheet.ts';
import { reportedFigureLabels } from '../text/inspection-labels.ts';
import type { Density } from './sheet-density.ts';
import {
  type Block,
  frame,
  heightOf,
  type Ink,
  type InkRule,
  type InkText,
  inside,
  labelWidth,
  ruleBelow,
  ruleBeside,
  textIn,
  together,
} from './sheet-ink.ts';
import { clipLines, clipText, fitText, millimetresOf, textWidth, wrapText } from './sheet-text.ts';

const valueLeft = frame.left + labelWidth;
const valueWidth = frame.width - labelWidth;
const half = frame.width / 2;
const halfValue = half - labelWidth;
/** White above and below the lines of a row, together. */
const air = 1.6;
/** White at the sides of a cell. */
const side = 1.2;

/** Its own line, so high that the longest name fits: the name is not in the content and must move nothing. */
export const projectRow: Block = {
  height: 9.5,
  grows: null,
  repeats: null,
  draw: (top, height) => ({
    texts: label('项目名称', top, height),
    rules: [ruleBelow(top + height), ruleBeside(valueLeft, top, height)],
    fields: [{ itemKey: null, name: 'project', x: valueLeft, y: top, width: valueWidth, height }],
  }),
};

/** 督导轮次 and 计划日期 are drawn over it (sheet-head.ts): they are not in the content either. */
export const roundRow: Block = {
  height: 6.4,
  grows: null,
  repeats: null,
  draw: (top, height) => ({
    texts: [
      ...label('督导轮次', top, height),
      ...textIn(
        ['计划日期'],
        { x: 137, y: top, width: labelWidth, height },
        { points: 9, font: 'hei', anchor: 'middle' },
      ),
    ],
    rules: [ruleBelow(top + height), ...[valueLeft, 137, 137 + labelWidth].map((x) => ruleBeside(x, top, height))],
    fields: [
      { itemKey: null, name: 'round', x: valueLeft, y: top, width: 137 - valueLeft, height },
      { itemKey: null, name: 'plannedOn', x: 137 + labelWidth, y: top, width: frame.right - 137 - labelWidth, height },
    ],
  }),
};

export function factRows(content: SheetContent, density: Density): Block[] {
  const people = content.inspectors.trim() === '' ? [] : [{ label: '督导人员', text: content.inspectors }];
  const rows: Fact[][] = [];
  let open: Fact[] | null = null;
  // The name has its own line.
  for (const fact of [...people, ...content.facts.filter((each) => each.label !== '项目名称')]) {
    const isWide = linesOf(fact.text, halfValue, density.facts).length > Math.min(density.factLines, 2);
    if (open !== null && !isWide) {
      open.push(fact);
      open = null;
    } else {
      open = isWide ? null : [fact];
      rows.push(open ?? [fact]);
    }
  }
  return rows.map((row) => factRow(row, density));
}

interface Fact {
  readonly label: string;
  readonly text: string;
}

function factRow(facts: readonly Fact[], { facts: points, factLines }: Density): Block {
  const width = facts.length === 1 ? valueWidth : halfValue;
  const em = (width - 2 * side) / millimetresOf(points);
  const values = facts.map(({ text }) => clipLines(linesOf(text, width, points), factLines, em));
  return {
    height: Math.max(5, heightOf(Math.max(1, ...values.map((lines) => lines.length)), points) + air),
    grows: null,
    repeats: null,
    draw: (top, height) => ({
      texts: facts.flatMap((fact, index) => {
        const left = frame.left + index * half;
        const value = { x: left + labelWidth, y: top, width, height };
        return [
          ...label(fact.label, top, height, left),
          ...textIn(values[index] ?? [], inside(value, side), { points }),
        ];
      }),
      rules: [
        ruleBelow(top + height),
        ruleBeside(valueLeft, top, height),
        ...(facts.length === 1 ? [] : [half, half + labelWidth].map((x) => ruleBeside(frame.left + x, top, height))),
      ],
    }),
  };
}

function linesOf(text: string, width: number, points: number): string[] {
  return wrapText(text, (width - 2 * side) / millimetresOf(points));
}

/** Three short figures to a line; a text such as 形象进度 has lines of its own. */
export function figureRows({ figures, items }: SheetContent, density: Density): Block[] {
  const held = new Set(items.map((item) => item.against));
  const shown = density.figures === 'all' ? figures : figures.filter((each) => !held.has(each.figure));
  if (shown.length === 0) return [];
  const days = new Set(shown.map((each) => each.asOf));
  const [common = null] = days.size === 1 ? days : [];
  const short = shown.filter((each) => textWidth(each.shown) <= 9);
  const long = shown.filter((each) => textWidth(each.shown) > 9);
  const points = Math.min(density.facts, 9);
  const line = heightOf(1, points) + 0.5;
  const width = valueWidth - 2 * side;
  const texts = long.map((each) =>
    clipLines(wrapText(figureText(each, common), width / millimetresOf(points)), 2, width / millimetresOf(points)),
  );
  const cells = Math.ceil(short.length / 3);
  return [
    {
      height: Math.max((cells + texts.flat().length) * line + air, heightOf(common === null ? 2 : 3, 8) + air),
      grows: null,
      repeats: null,
      draw: (top, height) => {
        const from = top + (height - (cells + texts.flat().length) * line) / 2;
        return {
          texts: [
            ...textIn(
              ['上报情况', '（印表时）', ...(common === null ? [] : [clipText(common, 7)])],
              { x: frame.left, y: top, width: labelWidth, height },
              { points: 8, font: 'hei', anchor: 'middle' },
            ),
            ...short.flatMap((each, index) => {
              const at = {
                x: valueLeft + side + (index % 3) * (width / 3),
                y: from + Math.floor(index / 3) * line,
                width: width / 3,
                height: line,
              };
              const { lines, points: fitted } = fitText(figureText(each, common), at.width - 1, 1, [
                points,
                8,
                7.5,
                7,
                6.5,
                6,
              ]);
              return textIn(lines, at, { points: fitted });
            }),
            ...texts
              .flat()
              .flatMap((text, index) =>
                textIn(
                  [text],
                  { x: valueLeft + side, y: from + (cells + index) * line, width, height: line },
                  { points },
                ),
              ),
          ],
          rules: [ruleBelow(top + height), ruleBeside(valueLeft, top, height)],
        };
      },
    },
  ];
}

function figureText({ figure, shown, asOf }: FrozenFigure, common: string | null): string {
  const of = asOf === null || asOf === common ? '' : `（${asOf}）`;
  return `${reportedFigureLabels[figure]}：${shown === '' ? '未报' : shown}${of}`;
}

/** Issues or decisions, one line each. */
export function noteRows(name: string, notes: readonly string[], most: number, { facts }: Density): Block[] {
  const shown = notes.slice(0, most);
  if (shown.length === 0) return [];
  const points = Math.min(facts, 9);
  const line = heightOf(1, points) + 0.3;
  const width = valueWidth - 2 * side;
  const left = notes.length - shown.length;
  const labels = [name, ...(left === 0 ? [] : [`（另有${left}项）`])];
  return [
    {
      height: Math.max(shown.length * line, heightOf(labels.length, 8)) + air,
      grows: null,
      repeats: null,
      draw: (top, height) => ({
        texts: [
          ...textIn(
            labels,
            { x: frame.left, y: top, width: labelWidth, height },
            { points: 8, font: 'hei', anchor: 'middle' },
          ),
          ...shown.flatMap((note, index) =>
            textIn(
              [clipText(`${index + 1}. ${note.replaceAll(/\s+/gu, ' ').trim()}`, width / millimetresOf(points))],
              {
                x: valueLeft + side,
                y: top + (height - shown.length * line) / 2 + index * line,
                width,
                height: line,
              },
              { points },
            ),
          ),
        ],
        rules: [ruleBelow(top + height), ruleBeside(valueLeft, top, height)],
      }),
    },
  ];
}

/** 现场情况, 整改要求 with unit and day, signatures: room for the pen. */
export function penBlocks({ seen, demands, signatures }: Density): Block[] {
  return [
    {
      height: seen,
      grows: 'seen',
      repeats: null,
      draw: (top, height) => penArea('现场情况', 'seen', top, height),
    },
    {
      height: demands + row,
      grows: 'demands',
      repeats: null,
      draw: (top, height) =>
        together([
          penArea('整改要求', 'demands', top, height - row),
          pairRow(top + height - row, [
            ['整改单位', 'demandUnit', ''],
            ['整改时限', 'demandDueOn', '年　　月　　日'],
          ]),
        ]),
    },
    {
      height: signatures + 2 * row,
      grows: null,
      repeats: null,
      draw: (top, height) => {
        const signing = height - 2 * row;
        return together([
          pairRow(top, [
            ['督导日期', 'inspectedOn', '年　　月　　日'],
            ['天　　气', 'weather', ''],
          ]),
          pairRow(top + row, [
            ['陪同人员', 'companions', ''],
            ['联系电话', 'contactPhone', ''],
          ]),
          signature('督导人员', '（签字）', 'inspectorSignature', frame.left, top + 2 * row, signing),
          signature(
            '项目单位联系人',
            '或项目管家（签字）',
            'contactSignature',
            frame.left + half,
            top + 2 * row,
            signing,
          ),
          { rules: [ruleBelow(top + height), ruleBeside(frame.left + half, top + 2 * row, signing)] },
        ]);
      },
    },
  ];
}

/** Of a row with two fields. */
const row = 7;

function penArea(name: string, field: string, top: number, height: number): Ink {
  return {
    texts: label(name, top, height),
    rules: [ruleBelow(top + height), ruleBeside(valueLeft, top, height)],
    fields: [{ itemKey: null, name: field, x: valueLeft, y: top, width: valueWidth, height }],
  };
}

function pairRow(top: number, pairs: readonly (readonly [name: string, field: string, printed: string])[]): Ink {
  return {
    texts: pairs.flatMap(([name, , printed], index): InkText[] => {
      const left = frame.left + index * half;
      const value = { x: left + labelWidth, y: top, width: halfValue, height: row };
      const words = printed === '' ? [] : [printed];
      return [...label(name, top, row, left), ...textIn(words, inside(value, 6), { points: 9, anchor: 'end' })];
    }),
    rules: [
      ruleBelow(top + row),
      ...[labelWidth, half, half + labelWidth].map((x): InkRule => ruleBeside(frame.left + x, top, row)),
    ],
    fields: pairs.map(([, field], index) => ({
      itemKey: null,
      name: field,
      x: frame.left + index * half + labelWidth,
      y: top,
      width: halfValue,
      height: row,
    })),
  };
}

function signature(name: string, note: string, field: string, left: number, top: number, height: number): Ink {
  const words = 28;
  return {
    texts: textIn(
      [name, note],
      { x: left, y: top, width: words, height },
      { points: 8.5, font: 'hei', anchor: 'middle' },
    ),
    fields: [{ itemKey: null, name: field, x: left + words, y: top, width: half - words, height }],
  };
}

function label(text: string, top: number, height: number, left: number = frame.left): InkText[] {
  const { lines, points } = fitText(text, labelWidth - 1, 1, [9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5]);
  return textIn(lines, { x: left, y: top, width: labelWidth, height }, { points, font: 'hei', anchor: 'middle' });
}
