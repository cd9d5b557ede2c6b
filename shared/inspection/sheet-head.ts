/** What stands on a sheet besides its content: title, number, project, round, whose copy it is. It moves nothing. */
import { businessClock, shownDay } from '../calendar/day.ts';
import type { PrintedSheet } from '../report/model.ts';
import { type InkText, inside, type Rectangle, type SheetFont, textIn } from './sheet-ink.ts';
import { type SheetLayout, type SheetText } from './sheet-layout.ts';
import { shownSheetNumber } from './sheet-number.ts';
import { fitText } from './sheet-text.ts';

/** 督导单位存 of two, 项目单位存 of two, or the only one. */
export type SheetCopy = 'office' | 'project' | 'only';

/** Centred on the paper, clear of the corner square at the left and the code at the right. */
const middle = { x: 46, width: 118 } as const;
const shrinking = [12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8] as const;

export function headTexts(sheet: PrintedSheet, layout: SheetLayout, copy: SheetCopy): SheetText[] {
  return Array.from({ length: layout.pages }, (_, index) => index + 1).flatMap((page) =>
    [...head(sheet, copy, page), ...printedPlaces(sheet, layout, page), ...foot(sheet, layout, copy, page)].map(
      (text) => ({
        ...text,
        page,
      }),
    ),
  );
}

function head({ content, officeName, number }: PrintedSheet, copy: SheetCopy, page: number): InkText[] {
  return [
    ...fitted(`督导单位：${officeName}`, { x: 18, y: 9.5, width: 110, height: 5 }, 1, [9.5, 9, 8.5, 8, 7.5, 7], 'song'),
    ...fitted(copyName(copy), { x: 134, y: 9.5, width: 30, height: 5 }, 1, [9.5], 'kai', 'end'),
    ...fitted(
      page === 1 ? '重点项目督导检查表' : '重点项目督导检查表（续）',
      { ...middle, y: 15, height: 9.5 },
      1,
      [20],
      'title',
      'middle',
    ),
    ...fitted(`（${content.templateName}）`, { ...middle, y: 24.6, height: 5.4 }, 1, shrinking, 'kai', 'middle'),
    ...purposeTexts(content),
    ...fitted(
      `表号 ${shownSheetNumber(number)}`,
      { x: 164, y: 33.4, width: 31, height: 5.6 },
      1,
      [12, 11.5, 11, 10.5, 10, 9],
      'hei',
      'middle',
    ),
  ];
}

/** What it is for and the clause it carries out: on one line, or each on its own. */
function purposeTexts({ purpose, source }: PrintedSheet['content']): InkText[] {
  const at = { x: 18, y: 30, width: 146, height: 8.6 };
  const parts = [purpose ?? '', source === null ? '' : `（依据：${source}）`].filter((part) => part !== '');
  const sizes = [9, 8.5, 8];
  const whole = fitText(parts.join(''), at.width, 1, sizes);
  const lines =
    whole.lines.join('') === parts.join('')
      ? whole.lines
      : parts.flatMap((part) => fitText(part, at.width, 1, [8.5]).lines);
  return textIn(lines, at, { points: Math.min(whole.points, 8.5), font: 'kai', anchor: 'middle' });
}

function copyName(copy: SheetCopy): string {
  return { office: '督导单位存', project: '项目单位存', only: '' }[copy];
}

/** Where the layout left room for what is not in the content. */
function printedPlaces(
  { projectName, roundName, plannedOn }: PrintedSheet,
  layout: SheetLayout,
  page: number,
): InkText[] {
  return layout.fields
    .filter((field) => field.page === page && field.itemKey === null)
    .flatMap((field): InkText[] => {
      const at = inside(field, 1.2);
      switch (field.name) {
        case 'project':
          return fittedProject(projectName ?? '', at);
        case 'round':
          return fitted(roundName, at, 1, [9, 8.5, 8, 7.5, 7, 6.5], 'song');
        case 'plannedOn':
          return fitted(plannedOn === null ? '' : shownDay(plannedOn), at, 1, [9], 'song');
        default:
          return [];
      }
    });
}

/** On one line as long as it can be read well, else on two. */
function fittedProject(name: string, at: Rectangle): InkText[] {
  const oneLine = fitText(name, at.width, 1, [12, 11.5, 11, 10.5]);
  const isWhole = oneLine.lines.join('') === name.trim();
  return isWhole
    ? textIn(oneLine.lines, at, { points: oneLine.points, font: 'hei' })
    : fitted(name, at, 2, [10, 9.5, 9, 8.5, 8], 'hei');
}

function foot({ content }: PrintedSheet, { pages }: SheetLayout, copy: SheetCopy, page: number): InkText[] {
  const at = { x: 50, y: 282.4, width: 110, height: 5.2 };
  const note = copy === 'only' ? '本表填写后由督导单位留存' : '本表一式两份，督导单位、项目单位各执一份';
  const { day, minute } = businessClock(content.printedAt);
  const time = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  // Two prints of one sheet are told apart by the minute.
  const printed = `${shownDay(day)} ${time}印　第${page}页共${pages}页`;
  return [
    ...textIn([note], at, { points: 8.5, anchor: 'middle' }),
    ...textIn([printed], { ...at, x: 136, width: 55 }, { points: 8.5, anchor: 'end' }),
  ];
}

function fitted(
  text: string,
  at: Rectangle,
  most: number,
  sizes: readonly number[],
  font: SheetFont,
  anchor: InkText['anchor'] = 'start',
): InkText[] {
  const { lines, points } = fitText(text, at.width, most, sizes);
  return textIn(lines, at, { points, font, anchor });
}
