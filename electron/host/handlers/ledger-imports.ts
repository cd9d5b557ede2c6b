import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Draft } from '#db/ledger/append.ts';
import { changeById } from '#db/queries/changes.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import {
  dropPreview,
  hasPlans,
  importById,
  listImports,
  previewByToken,
  rememberedSheets,
  rememberSheet,
  saveImport,
  savePreview,
} from '#db/queries/ledger-imports.ts';
import { lastLedgerOrder } from '#db/queries/projects.ts';
import { listPersons, listUnits } from '#db/queries/registers.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { periodAt } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ImportRow, ImportSheet } from '#shared/contract/ledger-imports.ts';
import { problem } from '#shared/error.ts';
import {
  type AnalysedSheet,
  type AnalysedWorkbook,
  analyseWorkbook,
  type SheetChoice,
} from '#shared/ledger-import/analyse.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandContext, CommandHandlers, JobContext, JobHandler, QueryHandlers } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { readWorkbook } from '../files/read-workbook.ts';
import { type MatchedRow, namesKey, openMatcher } from '../ledger-import/match.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { undoChange } from './changes.ts';
import { assignmentDrafts, openPeopleBook } from './people.ts';
import { periodRule, reportId } from './progress.ts';

/** What a preview keeps for its commit. */
interface KeptPreview {
  readonly fileName: string;
  readonly sha256: string;
  readonly period: string;
  readonly rows: readonly MatchedRow[];
  /** Choices by sheet signature, and readings of printed names by `namesKey`. */
  readonly remembered: readonly { readonly signature: string; readonly choice: SheetChoice | readonly string[] }[];
  readonly turnsLedgerYearTo: number | null;
  readonly ignored: number;
}

export const ledgerImportQueries = {
  'ledgerImports.list': ({ reading }) => ({ rows: listImports(reading) }),
} satisfies Partial<QueryHandlers>;

export const ledgerImportCommands = {
  'ledgerImports.undo'(context, { importId }) {
    const made = importById(context.writing, importId);
    if (made === undefined) throw problem('IMPORT_NOT_FOUND');
    const change = made.change_id === null ? undefined : changeById(context.writing, made.change_id);
    if (change === undefined)
      return { changeId: null, position: ledgerPosition(context.writing), undone: 0, changedSince: [] };
    if (change.undone_by !== null) throw problem('IMPORT_ALREADY_UNDONE');
    const undone = undoChange(context, 'ledgerImports.undo', change);
    return {
      ...changeMade(undone.made),
      undone: undone.plan.drafts.length,
      changedSince: [...undone.plan.changedSince],
    };
  },
} satisfies Partial<CommandHandlers>;

export const previewJob: JobHandler<'ledgerImports.preview'> = {
  async run(context, input) {
    const path = context.path(input.file);
    context.progress({ done: 0, total: null, text: '正在读取表格' });
    const bytes = readFileSync(path);
    const workbook = await readWorkbook(bytes, input.file.name);
    context.progress({ done: 0, total: null, text: '正在识别表头和各行' });

    const chosen = input.sheets ?? {};
    const names = context.read((reading) => ({
      office: requireOffice(reading),
      units: listUnits(reading, { includesEnded: true }).flatMap((unit) => [unit.name, ...unit.formerNames]),
      persons: listPersons(reading, businessDay(context.now)).flatMap((person) => [
        person.name,
        ...person.otherSpellings,
      ]),
      remembered: rememberedSheets(reading),
    }));
    const analyse = (choices: Readonly<Record<string, SheetChoice>>) =>
      analyseWorkbook(workbook, choices, {
        currentYear: Number(businessDay(context.now).slice(0, 4)),
        knownUnits: names.units,
        knownPersons: names.persons,
      });
    let analysed = analyse(chosen as Readonly<Record<string, SheetChoice>>);
    const recalled = recallChoices(analysed, chosen as Readonly<Record<string, SheetChoice>>, names.remembered);
    if (recalled !== null) analysed = analyse(recalled);
    const choices = recalled ?? (chosen as Readonly<Record<string, SheetChoice>>);

    const { office } = names;
    const period = periodAt(context.now, context.read(periodRule)).closesOn;
    const { sheets, matched, position, plans } = context.read((reading) => {
      const matcher = openMatcher(reading, office.id, period, names.remembered);
      const rows: MatchedRow[] = [];
      const shown = analysed.sheets.map((sheet) =>
        shownSheet(sheet, (row) => {
          const found = matcher.match(sheet, row);
          if (found !== null) rows.push(found);
          return found;
        }),
      );
      return { sheets: shown, matched: rows, position: ledgerPosition(reading), plans: hasPlans(reading, office.id) };
    });
    const planYear = commonPlanYear(analysed);
    const counts = countRows(sheets);
    const turnsLedgerYearTo =
      !plans && planYear.isPrinted && planYear.value !== office.ledgerYear ? planYear.value : null;
    const kept: KeptPreview = {
      fileName: input.file.name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      period,
      rows: matched,
      remembered: rememberable(analysed, choices),
      turnsLedgerYearTo,
      ignored: counts.ignored,
    };
    const token = context.newId();
    const file = join(dataFolderAt(context.dataFolder).previews, `${token}.json`);
    // Not synced to the disk: a preview lost in a power cut is made again.
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
    await context.write('keep', { token, position, digest: kept.sha256, file, fileName: kept.fileName });
    return { token, fileName: input.file.name, sheets, counts, planYear: planYear.value, turnsLedgerYearTo };
  },
  steps: {
    keep(context, payload: { token: string; position: number; digest: string; file: string; fileName: string }) {
      const old = savePreview(context.writing, { ...payload, kind: 'ledgerImport', payload: {} }, context.now);
      for (const file of old) rmSync(file, { force: true });
      return null;
    },
  },
};

interface CommitPayload {
  readonly token: string;
  readonly importId: string;
  readonly kept: KeptPreview;
}

export const commitJob: JobHandler<'ledgerImports.commit'> = {
  async run(context, input) {
    const kept = readKept(context, input.token);
    context.progress({ done: 0, total: null, text: `正在写入${kept.rows.length}行` });
    const leaveOut = new Set((input.leaveOut ?? []).map(({ sheet, rowNumber }) => `${sheet}\n${rowNumber}`));
    const decisions = new Map((input.decisions ?? []).map((each) => [`${each.sheet}\n${each.rowNumber}`, each]));
    const rows = kept.rows
      .filter((row) => !leaveOut.has(`${row.sheet}\n${row.rowNumber}`))
      .map((row) => {
        const decision = decisions.get(`${row.sheet}\n${row.rowNumber}`);
        if (decision === undefined) return row;
        const values = {
          ...row.values,
          ...(decision.responsibleUnits === undefined ? {} : { responsibleUnits: decision.responsibleUnits }),
          ...(decision.responsibleLeaders === undefined ? {} : { responsibleLeaders: decision.responsibleLeaders }),
        };
        return { ...row, values };
      });
    const importId = context.newId();
    const remembered = [...kept.remembered, ...decidedNames(kept.rows, decisions)];
    const payload: CommitPayload = { token: input.token, importId, kept: { ...kept, rows, remembered } };
    const written = await context.write<{ created: number; changed: number; operations: number }>('commit', payload);
    context.progress({ done: rows.length, total: rows.length, text: '已写入' });
    return {
      importId,
      ...written,
      same: rows.length - written.created - written.changed,
      ignored: kept.ignored,
      leftOut: kept.rows.length - rows.length,
    };
  },
  steps: { commit: commitRows },
};

function commitRows(context: CommandContext, { token, importId, kept }: CommitPayload): JsonValue {
  const preview = previewByToken(context.writing, token, 'ledgerImport');
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  if (preview.position !== ledgerPosition(context.writing)) throw problem('PREVIEW_OUTDATED');
  const office = requireOffice(context.writing);
  const result = { created: 0, changed: 0 };
  const drafts = rowDrafts(context, office.id, kept, result);
  const change = makeChange(context, 'ledgerImports.commit', `导入台账：${kept.fileName}`, drafts);
  saveImport(context.writing, {
    id: importId,
    file_name: kept.fileName,
    sha256: kept.sha256,
    at: context.now,
    actor: context.operator ?? '',
    change_id: change.changeId,
    ...result,
  });
  for (const { signature, choice } of kept.remembered) rememberSheet(context.writing, signature, choice, context.now);
  dropPreview(context.writing, token);
  return { ...result, operations: change.operations };
}

/** A generator: each draft is applied before the next one is made, so that ids of new people are known. */
function* rowDrafts(
  context: CommandContext,
  officeId: string,
  kept: KeptPreview,
  result: { created: number; changed: number },
): Generator<Draft> {
  if (kept.turnsLedgerYearTo !== null)
    yield { entity: 'office', id: officeId, kind: 'put', values: { ledgerYear: kept.turnsLedgerYearTo } };
  const book = openPeopleBook(context.writing, officeId, context.newId);
  let order = lastLedgerOrder(context.writing, officeId);
  for (const row of kept.rows) {
    const isNew = row.projectId === null;
    const id = row.projectId ?? context.newId();
    if (isNew) result.created += 1;
    else if (row.differences.length > 0) result.changed += 1;
    else continue;
    const { values } = row;
    const units = values.responsibleUnits?.map((name) => book.unit(name));
    const people = [
      ['responsibleLeader', values.responsibleLeaders],
      ['projectSteward', values.projectStewards],
      ['ownerContact', values.ownerContacts],
    ] as const;
    const personIds = people.map(
      ([role, names]) => [role, names === null ? null : [...new Set(names.map((name) => book.person(name)))]] as const,
    );
    yield* book.newRecords();
    if (isNew) order += 1;
    yield {
      entity: 'project',
      id,
      kind: 'put',
      values: {
        ...values.project,
        ...(units === undefined ? {} : { responsibleUnits: [...new Set(units)] }),
        ...(isNew ? { ledgerOrder: order } : {}),
      },
    };
    if (Object.keys(values.plan).length > 0)
      yield {
        entity: 'annualPlan',
        id: recordId('annualPlan', id, String(row.planYear)),
        kind: 'put',
        values: { projectId: id, year: row.planYear, ...values.plan },
      };
    for (const [role, ids] of personIds)
      if (ids !== null) yield* assignmentDrafts(context.writing, context.newId, id, role, ids);
    if (Object.keys(values.progress).length > 0)
      yield {
        entity: 'progressReport',
        id: reportId(id, kept.period),
        kind: 'put',
        values: { projectId: id, period: kept.period, ...values.progress, state: 'filled' },
      };
  }
}

interface Decision {
  readonly responsibleUnits?: readonly string[] | undefined;
  readonly responsibleLeaders?: readonly string[] | undefined;
}

/** What the clerk decided about names printed together, so that the same file again proposes no change. */
function decidedNames(
  rows: readonly MatchedRow[],
  decisions: ReadonlyMap<string, Decision>,
): KeptPreview['remembered'] {
  return rows.flatMap((row) => {
    const decision = decisions.get(`${row.sheet}\n${row.rowNumber}`);
    return (['responsibleUnits', 'responsibleLeaders'] as const).flatMap((field) => {
      const chosen = decision?.[field];
      const printed = row.printedNames[field];
      if (chosen === undefined || printed === null) return [];
      return [{ signature: namesKey(field, String(row.values.project['name']), printed), choice: chosen }];
    });
  });
}

function readKept(context: JobContext, token: string): KeptPreview {
  const preview = context.read((reading) => previewByToken(reading, token, 'ledgerImport'));
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  try {
    return JSON.parse(
      readFileSync(join(dataFolderAt(context.dataFolder).previews, basename(preview.file)), 'utf8'),
    ) as KeptPreview;
  } catch (error) {
    throw problem('PREVIEW_UNKNOWN', {}, error);
  }
}

/** For sheets like one imported before and not decided now: the remembered mapping, unit and level. Null when there are none. */
function recallChoices(
  analysed: AnalysedWorkbook,
  chosen: Readonly<Record<string, SheetChoice>>,
  remembered: ReadonlyMap<string, unknown>,
): Readonly<Record<string, SheetChoice>> | null {
  const recalled: Record<string, SheetChoice> = { ...chosen };
  let hasRecalled = false;
  for (const sheet of analysed.sheets) {
    const own = remembered.get(namedSignature(sheet)) as SheetChoice | undefined;
    const known = own ?? (remembered.get(sheet.signature) as SheetChoice | undefined);
    if (sheet.signature === '' || known === undefined || chosen[sheet.name] !== undefined) continue;
    // Sheets with the same heads may be in different units: what this one prints itself is not overruled by another's.
    const isPrinted = own === undefined && sheet.moneyUnit.source !== 'assumed';
    recalled[sheet.name] = isPrinted ? { ...known, moneyUnit: undefined } : known;
    hasRecalled = true;
  }
  return hasRecalled ? recalled : null;
}

/** What the clerk decided for a sheet, or what was already remembered; never the year, which changes. */
function rememberable(
  analysed: AnalysedWorkbook,
  choices: Readonly<Record<string, SheetChoice>>,
): KeptPreview['remembered'] {
  return analysed.sheets.flatMap((sheet) => {
    const choice = choices[sheet.name];
    if (sheet.signature === '' || choice === undefined) return [];
    const { mapping, moneyUnit, level, include } = choice;
    return [
      { signature: namedSignature(sheet), choice: { mapping, moneyUnit, level, include } },
      { signature: sheet.signature, choice: { mapping, moneyUnit } },
    ];
  });
}

/** Sheets of one workbook often share their heads; the level and whether to take a sheet at all are its own. */
function namedSignature(sheet: Pick<AnalysedSheet, 'name' | 'signature'>): string {
  return `${sheet.name.trim()}\n${sheet.signature}`;
}

function commonPlanYear(analysed: AnalysedWorkbook): { value: number; isPrinted: boolean } {
  const counts = new Map<number, number>();
  let isPrinted = false;
  for (const sheet of analysed.sheets) {
    if (!sheet.included) continue;
    counts.set(sheet.planYear.value, (counts.get(sheet.planYear.value) ?? 0) + sheet.projectCount);
    if (sheet.planYear.source !== 'assumed') isPrinted = true;
  }
  const [value = 0] = [...counts].toSorted((left, right) => right[1] - left[1])[0] ?? [];
  return { value, isPrinted };
}

function shownSheet(
  sheet: AnalysedSheet,
  match: (row: AnalysedSheet['rows'][number]) => MatchedRow | null,
): ImportSheet {
  const rows = sheet.rows
    .filter((row) => row.kind !== 'blank')
    .map((row): ImportRow => {
      const matched = match(row);
      const status = statusOf(matched);
      return {
        rowNumber: row.rowNumber,
        status,
        reason: row.reason,
        name: row.record?.name ?? null,
        section: row.section,
        totalInvestment: row.record?.totalInvestment ?? null,
        plannedThisYear: row.record?.plannedThisYear ?? null,
        responsibleUnits: [...(row.record?.responsibleUnits ?? [])],
        responsibleLeaders: [...(row.record?.responsibleLeaders ?? [])],
        doubts: doubtsOf(row, matched).map(({ code, sentence, column }) => ({
          code,
          sentence,
          ...(column === undefined ? {} : { column }),
        })),
        projectId: matched?.projectId ?? null,
        differences: [...(matched?.differences ?? [])],
      };
    });
  return {
    name: sheet.name,
    title: sheet.title,
    included: sheet.included,
    reason: sheet.reason === '' ? null : sheet.reason,
    headerRows: sheet.headerRows,
    columns: sheet.columns.map(({ index, head, field, confidence }) => ({ index, head, field, confidence })),
    moneyUnit: { unit: sheet.moneyUnit.unit, source: sheet.moneyUnit.source },
    level: { value: sheet.level.value, source: sheet.level.source },
    planYear: { value: sheet.planYear.value, source: sheet.planYear.source },
    questions: sheet.questions.map(({ code, sentence }) => ({ code, sentence })),
    projects: sheet.projectCount,
    sums: { ...sheet.sums },
    printedTotals: sheet.printedTotals.map((total) => ({ ...total })),
    agrees: sheet.agrees,
    rows,
  };
}

function doubtsOf(
  row: AnalysedSheet['rows'][number],
  matched: MatchedRow | null,
): AnalysedSheet['rows'][number]['doubts'] {
  const resembles = matched?.resembles ?? null;
  return resembles === null ? row.doubts : [...row.doubts, resembles];
}

function statusOf(matched: MatchedRow | null): ImportRow['status'] {
  if (matched === null) return 'ignored';
  if (matched.projectId !== null && matched.differences.length === 0) return 'same';
  if (matched.isDoubtful) return 'doubtful';
  return matched.projectId === null ? 'new' : 'changed';
}

/** created and changed count doubtful rows too: they go in as proposed unless left out. */
function countRows(sheets: readonly ImportSheet[]): OutputOf<'ledgerImports.preview'>['counts'] {
  const counts = { created: 0, changed: 0, same: 0, doubtful: 0, ignored: 0 };
  for (const sheet of sheets)
    for (const row of sheet.rows) {
      if (row.status === 'ignored') counts.ignored += 1;
      else if (row.status === 'same') counts.same += 1;
      else {
        if (row.projectId === null) counts.created += 1;
        else counts.changed += 1;
        if (row.status === 'doubtful') counts.doubtful += 1;
      }
    }
  return counts;
}
