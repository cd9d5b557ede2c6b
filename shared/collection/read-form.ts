/** Reads a returned 填报表 out of a workbook: whose it is, of which period, and what each row says. Pure. */
import { shownDay } from '../calendar/day.ts';
import { emptyCell, type RawSheet, type RawWorkbook, type SheetCell } from '../ledger-import/cells.ts';
import { parseDay } from '../ledger-import/dates.ts';
import { parseMoney } from '../ledger-import/money.ts';
import { oneLine, squash } from '../ledger-import/text.ts';
import { plainWanText } from '../text/money.ts';
import {
  type FormBase,
  type FormKey,
  figureKeys,
  figureLabels,
  formColumn,
  formKeys,
  type LockedKey,
  periodMark,
  type SignerKey,
  signerLabels,
  unitLabel,
} from './form.ts';
import { type FoundColumns, findFormColumns } from './form-columns.ts';
import { checkOf, readBase } from './identity.ts';
import type { LockedChange, ReturnedForm, ReturnedRow } from './returned.ts';
import { tidyWords } from './words.ts';

/** null: no sheet of the workbook is a 填报表. */
export function readForm(workbook: RawWorkbook): ReturnedForm | null {
  const found = workbook.sheets.flatMap((sheet) => {
    const columns = findFormColumns(sheet);
    return columns === null ? [] : [{ sheet, columns }];
  });
  const [first, ...others] = found;
  if (first === undefined) return null;
  const read = readSheet(first.sheet, first.columns);
  if (others.length === 0) return read;
  const names = others.map(({ sheet }) => `“${sheet.name.trim()}”`).join('、');
  return {
    ...read,
    notes: [...read.notes, `文件里有${found.length}张填报表，只读取了“${first.sheet.name.trim()}”，${names}没有读取。`],
  };
}

function readSheet(sheet: RawSheet, columns: FoundColumns): ReturnedForm {
  const notes = [...columns.notes];
  const raw = sheet.rows.slice(columns.headRow + 1).flatMap((row, index) => {
    const line = rawLine(row, columns);
    return line === null ? [] : [{ ...line, rowNumber: columns.headRow + 2 + index }];
  });
  const known = raw.filter((line) => line.text('projectId') !== '');
  const bases = basesByName(known);
  const rows: ReturnedRow[] = [];
  for (const line of raw) {
    const row = returnedRow(line, bases, sheet.date1904);
    if (row !== null) rows.push(row);
    else notes.push(`第${line.rowNumber}行填了内容但没有项目名称，不知道是哪个项目，没有读取。`);
  }
  const above = sheet.rows.slice(0, columns.headRow);
  return {
    kind: 'form',
    sheet: sheet.name.trim(),
    officeId: mostCommon(known.map((line) => line.text('officeId'))),
    unitId: mostCommon(known.map((line) => line.text('unitId'))),
    unitName: labelled(above, unitLabel),
    period: mostCommon(known.map((line) => line.text('period'))) ?? periodAbove(above),
    signers: {
      filledBy: labelled(above, signerLabels.filledBy),
      reviewedBy: labelled(above, signerLabels.reviewedBy),
      phone: labelled(above, signerLabels.phone),
    } satisfies Record<SignerKey, string | null>,
    notes,
    rows,
  };
}

interface RawLine {
  readonly cell: (key: FormKey) => SheetCell;
  readonly text: (key: FormKey) => string;
  readonly has: (key: FormKey) => boolean;
}
type NumberedLine = RawLine & { readonly rowNumber: number };

/** null for a line that says nothing about any project: blank, a note below the table. */
function rawLine(row: readonly SheetCell[], { at }: FoundColumns): RawLine | null {
  const cell = (key: FormKey) => {
    const index = at.get(key);
    return index === undefined ? emptyCell : (row[index] ?? emptyCell);
  };
  const text = (key: FormKey) => cell(key).text.trim();
  const said = formKeys.filter((key) => formColumn(key).kind === 'fill' && text(key) !== '');
  if (text('projectId') === '' && text('name') === '' && said.length === 0) return null;
  return { cell, text, has: (key) => at.has(key) };
}

/**
 * Sorting only the visible columns leaves the hidden ones where they were: a row whose name is that of another row's
 * hidden part belongs to that one.
 */
function basesByName(lines: readonly RawLine[]): ReadonlyMap<string, { projectId: string; base: FormBase }> {
  const found = new Map<string, { projectId: string; base: FormBase }>();
  for (const line of lines) {
    const base = soundBase(line);
    if (base !== null) found.set(squash(base.name), { projectId: line.text('projectId'), base });
  }
  return found;
}

function soundBase(line: RawLine): FormBase | null {
  const identity = {
    projectId: line.text('projectId'),
    period: line.text('period'),
    officeId: line.text('officeId'),
    unitId: line.text('unitId'),
    base: line.cell('base').text,
  };
  return checkOf(identity) === line.text('check') ? readBase(identity.base) : null;
}

function returnedRow(
  line: NumberedLine,
  bases: ReadonlyMap<string, { projectId: string; base: FormBase }>,
  date1904: boolean,
): ReturnedRow | null {
  const name = oneLine(line.text('name'));
  const doubts: { sentence: string }[] = [];
  let projectId: string | null = line.text('projectId') || null;
  let base = projectId === null ? null : soundBase(line);
  const isIdentityLost = projectId !== null && base === null && line.text('base') !== '';
  const byName = bases.get(squash(name));
  if (name !== '' && byName !== undefined && squash(base?.name ?? '') !== squash(name)) {
    if (projectId !== null)
      doubts.push({ sentence: '这一行的隐藏列和项目名称对不上（多半是只对显示的列排了序），已按项目名称认行。' });
    ({ projectId, base } = byName);
  } else if (isIdentityLost) {
    doubts.push({ sentence: '这一行的隐藏列被改动过，看不出单位改了什么，按现有内容逐栏比较。' });
  }
  if (projectId === null && name === '') return null;

  const figures: Record<string, string | number | null> = {};
  for (const key of figureKeys) {
    if (!line.has(key)) continue;
    if (key === 'doneThisYear') {
      const amount = parseMoney(line.cell(key), 'wan', true);
      doubts.push(...amount.doubts.map(({ sentence }) => ({ sentence: `${figureLabels[key]}：${sentence}。` })));
      // What cannot be read says nothing; it must not empty what is known.
      if (amount.value !== null || line.text(key) === '') figures[key] = amount.value;
    } else {
      const words = tidyWords(line.cell(key).text, key);
      if (words.problem !== null) doubts.push({ sentence: `${figureLabels[key]}${words.problem}` });
      else figures[key] = words.value;
    }
  }
  const amount = (key: 'totalInvestment' | 'plannedThisYear') => parseMoney(line.cell(key), 'wan', true).value;
  const standing = squash(line.text('standing'));
  return {
    rowNumber: line.rowNumber,
    projectId,
    name: name === '' ? (base?.name ?? null) : name,
    code: null,
    base,
    figures,
    doneThisPeriod: null,
    doubts,
    lockedChanges: base === null ? [] : lockedChanges(line, base, date1904),
    hasProgress: standing === '' ? null : /相同|无变化|没有变化|照上期/.test(standing) ? 'asLast' : 'changed',
    isStarted: yesOrNo(line.text('isStarted')),
    contact: oneLine(line.text('contact')) || null,
    contactPhone: oneLine(line.text('contactPhone')) || null,
    totalInvestment: amount('totalInvestment'),
    plannedThisYear: amount('plannedThisYear'),
  };
}

/** What stood in the protected cells when the form went out, as the cells show it. */
export function lockedTexts(base: FormBase): Readonly<Record<Exclude<LockedKey, 'index'>, string>> {
  const dayText = (day: string | null) => (day === null ? '' : shownDay(day));
  return {
    name: base.name,
    level: base.level ?? '',
    totalInvestment: plainWanText(base.totalInvestment),
    plannedThisYear: plainWanText(base.plannedThisYear),
    startsOn: dayText(base.startsOn),
    completesOn: dayText(base.completesOn),
    lastDone: plainWanText(base.lastDone),
    lastPhysical: base.lastPhysical ?? '',
    lastText: base.lastText ?? '',
  };
}

function lockedChanges(line: RawLine, base: FormBase, date1904: boolean): LockedChange[] {
  const changes: LockedChange[] = [];
  const texts = lockedTexts(base);
  for (const key of formKeys) {
    if (formColumn(key).kind !== 'locked' || key === 'index' || !line.has(key)) continue;
    const locked = key as Exclude<LockedKey, 'index'>;
    const before = texts[locked];
    const cell = line.cell(key);
    const after = cell.text.trim();
    if (squash(after) === squash(before)) continue;
    const change = { key: locked, before: before || null, after: after || null };
    const { content } = formColumn(key);
    if (content === 'money') {
      const known = {
        totalInvestment: base.totalInvestment,
        plannedThisYear: base.plannedThisYear,
        lastDone: base.lastDone,
      };
      const { value, doubts } = parseMoney(cell, 'wan', true);
      if (value === known[locked as keyof typeof known]) continue;
      const problem = value === null && after !== '' ? (doubts[0]?.sentence ?? '读不出金额') : null;
      changes.push({ ...change, value, problem });
    } else if (content === 'day') {
      const { value, doubts } = parseDay(cell, { date1904 });
      if (value === base[locked as 'startsOn' | 'completesOn']) continue;
      const problem = value === null && after !== '' ? (doubts[0]?.sentence ?? '读不出日期') : null;
      changes.push({ ...change, value, problem });
    } else {
      const words = tidyWords(cell.text, locked === 'lastPhysical' ? 'physicalProgress' : 'progressText');
      const problem =
        locked === 'name' && after === ''
          ? '项目名称不能为空'
          : locked === 'level'
            ? '级别请在项目库里改'
            : words.problem;
      changes.push({ ...change, value: words.value, problem });
    }
  }
  return changes;
}

/** The text after a label above the table: in the same cell, or in the next filled one of its row. */
function labelled(rows: readonly (readonly SheetCell[])[], label: string): string | null {
  const wanted = squash(label).replace(/[：:]$/, '');
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      const text = cell.text.trim();
      const [head = '', ...rest] = text.split(/[：:]/);
      if (squash(head) !== wanted || rest.length === 0) continue;
      const own = oneLine(rest.join('：').split(/\s{2,}|　/)[0] ?? '');
      if (own !== '') return own;
      const next = row.slice(index + 1).find((each) => each.text.trim() !== '');
      return next === undefined || isLabel(next.text) ? null : oneLine(next.text);
    }
  }
  return null;
}

function isLabel(text: string): boolean {
  const [head = '', ...rest] = squash(text).split(/[：:]/);
  return rest.length > 0 && Object.values(signerLabels).some((label) => label.startsWith(head));
}

function periodAbove(rows: readonly (readonly SheetCell[])[]): string | null {
  const text =
    labelled(rows, periodMark) ??
    rows
      .flat()
      .map((cell) => cell.text)
      .join('\n');
  const match = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function yesOrNo(text: string): boolean | null {
  const word = squash(text);
  if (/^(是|已开工|√|y|yes)$/i.test(word)) return true;
  return /^(否|未开工|没有|×|n|no)$/i.test(word) ? false : null;
}

function mostCommon(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((left, right) => right[1] - left[1])[0]?.[0] ?? null;
}
