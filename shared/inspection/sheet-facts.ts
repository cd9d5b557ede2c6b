/** What stands above the items of a sheet. */
import type { FrozenFigure, SheetContent } from '../domain/inspection-sheet.ts';
import { reportedFigureLabels } from '../text/inspection-labels.ts';
import type { Density } from './sheet-density.ts';
import {
  type Block,
  frame,
  heightOf,
  type InkText,
  inside,
  label,
  labelWidth,
  type Rectangle,
  ruleBelow,
  ruleBeside,
  textIn,
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
  group: null,
  repeats: null,
  draw: (top, height) => ({
    texts: label('项目名称', top, height),
    rules: [ruleBelow(top + height), ruleBeside(valueLeft, top, height)],
    fields: [{ itemKey: null, name: 'project', x: valueLeft, y: top, width: valueWidth, height }],
  }),
};

/** 督导轮次 and 计划日期 are drawn over it (sheet-head.ts): they are not in the content either. */
export function roundRow({ inspectors }: SheetContent): Block {
  const isLong = textWidth(inspectors) > inspectorsInRow;
  const widths = isLong ? { round: 87, plannedOn: 43, people: 0 } : { round: 52, plannedOn: 27, people: 39 };
  const day = valueLeft + widths.round;
  const people = day + shortLabel + widths.plannedOn;
  const value = people + shortLabel;
  return {
    height: 6.4,
    grows: null,
    group: null,
    repeats: null,
    draw: (top, height) => ({
      texts: [
        ...label('督导轮次', top, height),
        ...label('计划日期', top, height, day, shortLabel),
        ...(isLong ? [] : label('督导人员', top, height, people, shortLabel)),
        ...(isLong ? [] : inspectorNames(inspectors, { x: value, y: top, width: widths.people, height })),
      ],
      rules: [
        ruleBelow(top + height),
        ...[valueLeft, day, day + shortLabel, ...(isLong ? [] : [people, value])].map((x) =>
          ruleBeside(x, top, height),
        ),
      ],
      fields: [
        { itemKey: null, name: 'round', x: valueLeft, y: top, width: widths.round, height },
        { itemKey: null, name: 'plannedOn', x: day + shortLabel, y: top, width: widths.plannedOn, height },
      ],
    }),
  };
}

/** Em of the names of the inspectors that stand beside the round; more have a row of their own. */
const inspectorsInRow = 13;
const shortLabel = 17;

function inspectorNames(text: string, at: Rectangle): InkText[] {
  const { lines, points } = fitText(text, at.width - 2 * side, 1, [9, 8.5, 8, 7.5]);
  return textIn(lines, inside(at, side), { points });
}

export function factRows(content: SheetContent, density: Density): Block[] {
  const { inspectors } = content;
  const people = textWidth(inspectors) > inspectorsInRow ? [{ label: '督导人员', text: inspectors }] : [];
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
    // What is not known is written by hand.
    height: Math.max(
      values.every((lines) => lines.length === 0) ? 7.5 : 5,
      heightOf(Math.max(1, ...values.map((lines) => lines.length)), points) + air,
    ),
    grows: null,
    group: null,
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

/** Three short figures to a line; a longer one takes two places, a text such as 形象进度 lines of its own. */
export function figureRows(content: SheetContent, density: Density): Block[] {
  const held = new Set(content.items.map((item) => item.against));
  const said = saidFigures(content);
  const shown = density.figures === 'all' ? said : said.filter((each) => !held.has(each.figure));
  if (shown.length === 0) return [];
  const common = mostFrequent(shown.flatMap((each) => each.asOf ?? []));
  const points = Math.min(density.facts, 9);
  const em = (figuresWidth - 1) / millimetresOf(points);
  const { places, rows } = placedFigures(shown, common);
  const texts = shown
    .filter((each) => spanOf(each, common) === 3)
    .flatMap((each) => clipLines(wrapText(figureText(each, common), em), 2, em));
  const line = heightOf(1, points) + 0.5;
  const lines = rows + texts.length;
  // One size for all of them.
  const size = Math.min(
    points,
    ...places.map(({ text, span }) => fitText(text, span * third - 1, 1, figureSizes).points),
  );
  return [
    {
      height: Math.max(lines * line + air, heightOf(common === null ? 2 : 3, 8) + air),
      grows: null,
      group: null,
      repeats: null,
      draw: (top, height) => {
        const left = valueLeft + side;
        const from = top + (height - lines * line) / 2;
        const names = ['上报情况', '（印表时）', ...(common === null ? [] : [clipText(common, 7)])];
        const name = { x: frame.left, y: top, width: labelWidth, height };
        const long = texts.map((text, index) => ({ text, row: rows + index, column: 0, span: 3 }));
        return {
          texts: [
            ...textIn(names, name, { points: 8, font: 'hei', anchor: 'middle' }),
            ...[...places, ...long].flatMap(({ text, row, column, span }) => {
              const at = { x: left + column * third, y: from + row * line, width: span * third - 1, height: line };
              return textIn([clipText(text, at.width / millimetresOf(size))], at, { points: size });
            }),
          ],
          rules: [ruleBelow(top + height), ruleBeside(valueLeft, top, height)],
        };
      },
    },
  ];
}

const figuresWidth = valueWidth - 2 * side;
const third = figuresWidth / 3;
const figureSizes = [9, 8.5, 8, 7.5, 7, 6.5] as const;

/** Places of three it takes. Decided without its label, which may be worded anew without moving anything. */
function spanOf({ shown, asOf }: FrozenFigure, common: string | null): 1 | 2 | 3 {
  const width = textWidth(shown) + (asOf === null || asOf === common ? 0 : textWidth(asOf) + 2);
  return width <= 8 ? 1 : width <= 22 ? 2 : 3;
}

interface PlacedFigure {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly span: number;
}

/** Each in the first row that has room for it. */
function placedFigures(
  figures: readonly FrozenFigure[],
  common: string | null,
): { readonly places: readonly PlacedFigure[]; readonly rows: number } {
  const taken: number[] = [];
  const places = figures.flatMap((figure): PlacedFigure[] => {
    const span = spanOf(figure, common);
    if (span === 3) return [];
    const found = taken.findIndex((columns) => columns + span <= 3);
    const row = found === -1 ? taken.length : found;
    const column = taken[row] ?? 0;
    taken[row] = column + span;
    return [{ text: figureText(figure, common), row, column, span }];
  });
  return { places, rows: taken.length };
}

/** Without what another one or the list of issues says already. */
function saidFigures({ figures, issues }: SheetContent): FrozenFigure[] {
  const valueOf = (figure: FrozenFigure['figure']) => figures.find((each) => each.figure === figure)?.value ?? null;
  const isImplied: Readonly<Partial<Record<FrozenFigure['figure'], boolean>>> = {
    isStarted: valueOf('startDay') !== null,
    isCompleted: valueOf('completionDay') !== null,
    isFullBenefit: valueOf('isCompleted') === false,
    openIssues: issues.length > 0,
  };
  return figures.filter(({ figure, value, shown }) => value !== null && shown !== '' && isImplied[figure] !== true);
}

/** The first of the most frequent ones: 11月20日期 stands once at the left. */
function mostFrequent(texts: readonly string[]): string | null {
  const times = (text: string) => texts.filter((each) => each === text).length;
  return texts.toSorted((one, other) => times(other) - times(one))[0] ?? null;
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
      group: null,
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
