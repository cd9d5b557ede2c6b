/** 录入检查表: sheets found by number or code, what is typed from them, and the sheet as it is shown. Files: inspection-files.ts. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord } from '#db/ledger/records.ts';
import {
  correctionsOfSheet,
  filesOfSheet,
  listSheets,
  type StoredSheet,
  type StoredSheetFile,
  sheetById,
  sheetsByNumber,
} from '#db/queries/inspection-sheets.ts';
import { storedTemplate } from '#db/queries/inspection-templates.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { SheetChanges, SheetRow, SheetShow, SheetView } from '#shared/contract/inspection-sheets.ts';
import { problem } from '#shared/error.ts';
import { isBlankSheet } from '#shared/inspection/blank-sheet.ts';
import { builtInTemplate } from '#shared/inspection/built-in.ts';
import { itemOfPhoto } from '#shared/inspection/photo-numbers.ts';
import { printMark } from '#shared/inspection/print-mark.ts';
import { readSheetCode, readSheetNumber, type SheetCode, shownSheetNumber } from '#shared/inspection/sheet-number.ts';
import { compareSheet, mismatchesOf } from '#shared/rules/mismatches.ts';
import { voidReasonLabels } from '#shared/text/inspection-labels.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { trimmed } from './projects.ts';

export const inspectionSheetQueries = {
  'inspectionSheets.find'({ reading }, { typed }) {
    const office = requireOffice(reading);
    const found = foundSheet(reading, typed, office.id);
    const shown = shownNumberOf(found);
    switch (found.state) {
      case 'planned':
        throw problem('SHEET_NOT_PRINTED', { number: shown, project: found.projectName ?? '空白表' });
      case 'void':
        throw problem('SHEET_IS_VOID', { number: shown, id: found.id, reason: reasonOf(found) });
      case 'returned':
        throw problem('SHEET_ALREADY_ENTERED', { number: shown, id: found.id, ...whoEntered(found) });
      case 'printed':
        requireNewestPrint(typed, found);
        return { id: found.id, shownNumber: shown };
    }
  },
  'inspectionSheets.get'({ reading }, { id }) {
    const found = sheetById(reading, id);
    if (found === undefined) throw problem('RECORD_NOT_FOUND', { noun: '督导检查表' });
    return viewOf(reading, found, requireOffice(reading).id);
  },
  'inspectionSheets.list'({ reading, now }, { show = 'all', roundId, projectId }) {
    const office = requireOffice(reading);
    const today = businessDay(now);
    const rows = listSheets(reading, { roundId, projectId }).map((each) => rowOf(each, office.id, today));
    const count = (each: SheetShow) => rows.filter(sheetFilter(each)).length;
    return {
      today,
      rows: rows.filter(sheetFilter(show)),
      counts: {
        out: count('out'),
        late: count('late'),
        returned: count('returned'),
        void: count('void'),
        all: rows.length,
      },
      rounds: [...Map.groupBy(rows, (row) => row.roundId)].map(([key, own]) => ({
        id: key,
        name: own[0]?.roundName ?? '',
        out: own.filter(sheetFilter('out')).length,
        returned: own.filter(sheetFilter('returned')).length,
        isOurs: own[0]?.isOurs === true,
      })),
    };
  },
} satisfies Partial<QueryHandlers>;

export const inspectionSheetCommands = {
  'inspectionSheets.saveAnswers'(context, { id, changes }) {
    const found = requireOut(context, id);
    const drafts = sheetDrafts(context, found, changes);
    return changeMade(
      makeChange(context, 'inspectionSheets.saveAnswers', `录入检查表${shownNumberOf(found)}（未完成）`, drafts),
    );
  },
  'inspectionSheets.complete'(context, { id, changes = {} }) {
    const found = requireOut(context, id);
    const today = businessDay(context.now);
    const drafts = sheetDrafts(context, found, changes);
    const after: StoredSheet = { ...found, ...(trimmed(changes) as Partial<StoredSheet>) };
    const shown = shownNumberOf(found);
    const { content } = found;
    if (content === null) throw problem('SHEET_NOT_PRINTED', { number: shown, project: found.projectName ?? '空白表' });
    if (after.projectId === null) throw problem('SHEET_WITHOUT_PROJECT', { number: shown });
    const inspectedOn =
      after.inspectedOn ?? (found.plannedOn !== null && found.plannedOn <= today ? found.plannedOn : today);
    requireInspectionDay(shown, inspectedOn, content.printedAt, today);
    const given = after.answers.filter((answer) => answer.value !== null && answer.value !== '');
    const hasWords = [after.seen, after.demands].some((text) => text !== null && text.trim() !== '');
    if (given.length === 0 && !hasWords) throw problem('SHEET_EMPTY', { number: shown });
    const name = projectNameOf(context.writing, after.projectId);
    const change = makeChange(context, 'inspectionSheets.complete', `录入完成检查表${shown}：${name}`, [
      ...drafts,
      put(id, { state: 'returned', inspectedOn, enteredOn: today, enteredBy: context.operator, voidReason: null }),
    ]);
    const mismatches = mismatchesOf(content, after.answers);
    return {
      ...changeMade(change),
      shownNumber: shown,
      projectName: name,
      empty: content.items.length - new Set(given.map((answer) => answer.key)).size,
      mismatches: mismatches.length,
      serious: mismatches.filter((each) => each.severity === 'serious').length,
    };
  },
  'inspectionSheets.reopen'(context, { id, reason }) {
    const found = requireSheet(context, id);
    const shown = shownNumberOf(found);
    if (found.state !== 'returned' && found.state !== 'void') throw problem('SHEET_STILL_OUT', { number: shown });
    return changeMade(
      makeChange(context, 'inspectionSheets.reopen', `更正检查表${shown}：${reason}`, [
        put(id, { state: found.content === null ? 'planned' : 'printed', voidReason: null }),
      ]),
    );
  },
  'inspectionSheets.void'(context, { ids, reason }) {
    const drafts = ids.map((id): Draft => {
      const found = requireSheet(context, id);
      if (found.state === 'returned')
        throw problem('SHEET_ALREADY_ENTERED', { number: shownNumberOf(found), id, ...whoEntered(found) });
      return put(id, { state: 'void', voidReason: reason });
    });
    const summary = `作废${ids.length}张检查表：${voidReasonLabels[reason]}`;
    const change = makeChange(context, 'inspectionSheets.void', summary, drafts);
    return { ...changeMade(change), changed: ids.length };
  },
} satisfies Partial<CommandHandlers>;

/** Printed again with other questions: the older paper in somebody's hand asks something else. */
function requireNewestPrint(typed: string, { id, content, ...sheet }: StoredSheet): void {
  const print = readSheetCode(typed)?.print ?? null;
  if (print !== null && content !== null && print !== printMark(content))
    throw problem('SHEET_OLD_PRINT', {
      id,
      number: shownNumberOf(sheet),
      day: shownDay(businessDay(content.printedAt)),
    });
}

/** The one sheet of this office that was meant, whatever its state; a reader of scans asks here too. */
export function foundSheet(reading: Reading, typed: string, officeId: string): StoredSheet {
  const code = readSheetCode(typed);
  const number = code?.number ?? readSheetNumber(typed);
  if (number === null) throw unread(typed);
  if (code !== null && !code.isOf(officeId))
    throw problem('SHEET_OF_OTHER_OFFICE', {
      number: shownSheetNumber(number),
      office: officeOfCode(reading, code, number),
    });
  const numbered = sheetsByNumber(reading, number);
  const own = numbered.filter((each) => each.homeOffice === officeId);
  const meant = code === null ? own : own.filter((each) => code.isSheet(each.id));
  const [first, second] = meant;
  if (first === undefined) {
    const stranger = numbered.find((each) => each.homeOffice !== officeId);
    if (stranger !== undefined && own.length === 0)
      throw problem('SHEET_OF_OTHER_OFFICE', { number: shownSheetNumber(number), office: stranger.officeName });
    throw problem('SHEET_UNKNOWN', { number: shownSheetNumber(number) });
  }
  if (second !== undefined) throw problem('SHEET_NUMBER_TWICE', { number: shownSheetNumber(number) });
  return first;
}

export function sheetFilter(show: SheetShow): (row: Pick<SheetRow, 'state' | 'isLate'>) => boolean {
  return (row) => {
    switch (show) {
      case 'out':
        return row.state === 'planned' || row.state === 'printed';
      case 'late':
        return row.isLate;
      case 'returned':
        return row.state === 'returned';
      case 'void':
        return row.state === 'void';
      case 'all':
        return true;
    }
  };
}

export function shownNumberOf({ number }: Pick<StoredSheet, 'number'>): string {
  return number === null ? '未编号' : shownSheetNumber(number);
}

export function requireSheet(context: CommandContext, id: string): StoredSheet {
  const found = sheetById(context.writing, id);
  if (found === undefined) throw problem('RECORD_NOT_FOUND', { noun: '督导检查表' });
  requireHome(context.writing, found.homeOffice, requireOffice(context.writing).id);
  return found;
}

/** A sheet that is out: printed, not void, not entered. */
export function requireOut(context: CommandContext, id: string): StoredSheet {
  const found = requireSheet(context, id);
  requireEnterable(found);
  return found;
}

/** Printed, not void, not entered yet. */
export function requireEnterable(found: StoredSheet): void {
  const { id } = found;
  const number = shownNumberOf(found);
  if (found.state === 'planned') throw problem('SHEET_NOT_PRINTED', { number, project: found.projectName ?? '空白表' });
  if (found.state === 'void') throw problem('SHEET_IS_VOID', { number, id, reason: reasonOf(found) });
  if (found.state === 'returned') throw problem('SHEET_ALREADY_ENTERED', { number, id, ...whoEntered(found) });
}

/** Seven digits or more whose last does not fit were mistyped; anything else is no number of ours. */
function unread(typed: string): Error {
  const digits = typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
  return /^\d{7,12}$/.test(digits)
    ? problem('SHEET_NUMBER_MISTYPED', { typed: digits })
    : problem('SHEET_NUMBER_UNREADABLE', { typed: typed.trim().slice(0, 40) });
}

function officeOfCode(reading: Reading, code: SheetCode, number: string): string {
  const sheet = sheetsByNumber(reading, number).find((each) => code.isOf(each.homeOffice));
  return sheet?.officeName ?? '其他单位';
}

function whoEntered({ enteredOn, enteredBy }: StoredSheet): { readonly day: string; readonly by: string } {
  return { day: enteredOn === null ? '' : shownDay(enteredOn), by: enteredBy ?? '' };
}

function reasonOf({ voidReason }: StoredSheet): string {
  return voidReason === null ? '未写原因' : voidReasonLabels[voidReason];
}

function requireInspectionDay(number: string, day: string, printedAt: string, today: string): void {
  if (day > today) throw problem('SHEET_DAY_IN_FUTURE', { number, day });
  const printedOn = businessDay(printedAt);
  if (day < printedOn) throw problem('SHEET_DAY_BEFORE_PRINT', { number, day, printed: printedOn });
}

/** Drafts that make a sheet hold what was typed. Answers of keys that are not on the paper are refused. */
export function sheetDrafts(context: CommandContext, found: StoredSheet, changes: SheetChanges): Draft[] {
  const number = shownNumberOf(found);
  const keys = new Map((found.content?.items ?? []).map((item) => [item.key, item]));
  for (const answer of changes.answers ?? []) {
    const item = keys.get(answer.key);
    if (item === undefined) throw problem('SHEET_ANSWER_UNKNOWN', { number, item: answer.key });
    if (!fits(item.kind, answer.value)) throw problem('SHEET_ANSWER_UNFIT', { number, item: item.text });
  }
  const { projectId } = changes;
  if (projectId !== undefined && projectId !== found.projectId) requireProjectFor(context, found, projectId);
  const values = trimmed(changes);
  if (changes.answers !== undefined)
    values['answers'] = changes.answers
      .filter(({ value, note }) => value !== null || note !== null)
      .map((answer) => ({ ...answer }));
  const moved =
    projectId === undefined || projectId === found.projectId
      ? []
      : filesOfSheet(context.writing, found.id, found.scanIds).map(
          (file): Draft => ({ entity: 'attachment', id: file.id, kind: 'put', values: { projectId } }),
        );
  return [put(found.id, values), ...moved];
}

function fits(kind: string, value: SheetView['answers'][number]['value']): boolean {
  if (value === null) return true;
  if (kind === 'yesNo') return typeof value === 'boolean';
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (kind === 'amount' || kind === 'photo')
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  return typeof value === 'string';
}

/** Only a blank sheet is given a project when it comes back; one that was printed for a project stays its own. */
function requireProjectFor(context: CommandContext, found: StoredSheet, projectId: string | null): void {
  const number = shownNumberOf(found);
  const { content } = found;
  if (content !== null && !isBlankSheet(content))
    throw problem('SHEET_PROJECT_FIXED', { number, project: found.projectName ?? '' });
  if (projectId === null) return;
  const project = readRecord(context.writing, 'project', projectId);
  if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  const office = requireOffice(context.writing);
  if (office.kind === 'district') requireHome(context.writing, project.homeOffice, office.id);
}

function projectNameOf(reading: Reading, id: string): string {
  const name = readRecord(reading, 'project', id)?.values['name'];
  return typeof name === 'string' ? name : '';
}

function put(id: string, values: Draft['values'] & object): Draft {
  return { entity: 'inspectionSheet', id, kind: 'put', values };
}

function headOf(sheet: StoredSheet, officeId: string) {
  return {
    id: sheet.id,
    number: sheet.number,
    shownNumber: shownNumberOf(sheet),
    roundId: sheet.roundId,
    roundName: sheet.roundName,
    templateName: sheet.content?.templateName ?? '',
    projectId: sheet.projectId,
    projectName: sheet.projectName,
    officeName: sheet.officeName,
    isOurs: sheet.homeOffice === officeId,
    state: sheet.state,
    routeOrder: sheet.routeOrder,
    plannedOn: sheet.plannedOn,
    inspectedOn: sheet.inspectedOn,
    inspectors: sheet.inspectors ?? sheet.content?.inspectors ?? null,
    enteredOn: sheet.enteredOn,
    enteredBy: sheet.enteredBy,
    voidReason: sheet.voidReason,
  };
}

function rowOf(sheet: StoredSheet, officeId: string, today: string): SheetRow {
  const mismatches =
    sheet.content === null || sheet.state !== 'returned' ? [] : mismatchesOf(sheet.content, sheet.answers);
  return {
    ...headOf(sheet, officeId),
    isLate: isLateSheet(sheet, today),
    answered: sheet.answers.filter((answer) => answer.value !== null && answer.value !== '').length,
    items: sheet.content?.items.length ?? 0,
    mismatches: mismatches.length,
    serious: mismatches.filter((each) => each.severity === 'serious').length,
    photos: sheet.photos,
    scans: sheet.scanIds.length,
    pinyin: sheet.pinyin,
    initials: sheet.initials,
  };
}

/** Printed, its day has passed, and nothing came back. */
function isLateSheet({ state, plannedOn }: Pick<StoredSheet, 'state' | 'plannedOn'>, today: string): boolean {
  return state === 'printed' && plannedOn !== null && plannedOn < today;
}

function viewOf(reading: Reading, sheet: StoredSheet, officeId: string): SheetView {
  const files = filesOfSheet(reading, sheet.id, sheet.scanIds);
  const items = sheet.content?.items ?? [];
  const fileOf = (file: StoredSheetFile) => ({
    ...file,
    shownItemKey: file.itemKey ?? itemOfPhoto(file.photoNumber, items, sheet.answers),
  });
  return {
    ...headOf(sheet, officeId),
    content: sheet.content,
    weather: sheet.weather,
    companions: sheet.companions,
    answers: [...sheet.answers],
    seen: sheet.seen,
    demands: sheet.demands,
    demandUnit: sheet.demandUnit,
    demandDueOn: sheet.demandDueOn,
    isSignedByInspector: sheet.isSignedByInspector,
    isSignedByContact: sheet.isSignedByContact,
    contactName: sheet.contactName,
    comparisons: sheet.content === null ? [] : compareSheet(sheet.content, sheet.answers),
    goneItems: goneItems(reading, sheet),
    photos: files.filter((file) => !isScan(file, sheet)).map(fileOf),
    scans: files.filter((file) => isScan(file, sheet)).map(fileOf),
    corrections: correctionsOfSheet(reading, sheet.id),
  };
}

function isScan(file: StoredSheetFile, sheet: StoredSheet): boolean {
  return file.kind === 'scan' || sheet.scanIds.includes(file.id);
}

/** Questions on the paper that the template has lost since: they are typed all the same. */
function goneItems(reading: Reading, { content, templateId }: StoredSheet): string[] {
  const items = builtInTemplate(templateId)?.items ?? storedTemplate(reading, templateId)?.items;
  if (content === null || items === undefined) return [];
  const asked = new Set(items.map((item) => item.key));
  return content.items.filter((item) => !asked.has(item.key)).map((item) => item.text);
}
