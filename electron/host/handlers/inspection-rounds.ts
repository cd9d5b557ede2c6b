/** 现场督导: rounds are made, changed, put in order and ended here; their paper is inspection-papers.ts. */
import type { Draft } from '#db/ledger/append.ts';
import {
  lastSheetNumber,
  nextRoundNumber,
  type StoredSheet,
  sheetsOfRound,
  storedRounds,
} from '#db/queries/inspection-rounds.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { RoundSelection } from '#shared/domain/inspection-round.ts';
import { problem } from '#shared/error.ts';
import { choosableCount, chooseProjects, type RoundWish } from '#shared/inspection/choose.ts';
import { proposeRoute, streetOf } from '#shared/inspection/route.ts';
import { selectionText } from '#shared/inspection/selection-text.ts';
import { sheetNumber, shownSheetNumber } from '#shared/inspection/sheet-number.ts';
import { isLeftOpen } from '#shared/rules/catalogue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { choosables, inspectionDemand, projectsToVisit, siteStanding } from './inspection-ground.ts';
import { requireOpenRound, requireRound, roundRow, roundWithSheets } from './inspection-round-rows.ts';
import { usedTemplate } from './inspection-templates.ts';
import { trimmed } from './projects.ts';

export const inspectionRoundQueries = {
  'inspectionRounds.list'({ reading, now }) {
    const office = requireOffice(reading);
    const today = businessDay(now);
    return {
      today,
      rows: storedRounds(reading).map((round) => roundRow(reading, round, office.id, today)),
      demand: inspectionDemand(reading),
      standing: siteStanding(projectsToVisit(reading, office), today),
    };
  },
  'inspectionRounds.get'({ reading, now }, { id }) {
    return roundWithSheets(reading, id, requireOffice(reading).id, businessDay(now));
  },
  'inspectionRounds.propose'({ reading, now }, wish) {
    const office = requireOffice(reading);
    const today = businessDay(now);
    const projects = projectsToVisit(reading, office);
    const from = choosables(reading, projects, today, wish.way === 'lagging');
    const chosen = chooseProjects(from, wish, today);
    const outOf = choosableCount(from, wish.street);
    const rows = projects.map(({ row }, index) => {
      const { responsibleUnits, place, lastVisitedOn, plannedIn } = from[index] ?? { responsibleUnits: [] };
      return {
        id: row.id,
        name: row.name,
        officeName: row.officeName,
        place: place ?? null,
        street: streetOf({ place: place ?? null, responsibleUnits }),
        responsibleUnits: [...responsibleUnits],
        lastVisitedOn: lastVisitedOn ?? null,
        plannedIn: plannedIn ?? null,
        isChosen: chosen[index]?.isChosen ?? false,
        why: chosen[index]?.why ?? null,
        pinyin: row.pinyin,
        initials: row.initials,
      };
    });
    return {
      today,
      demand: inspectionDemand(reading),
      rows,
      outOf,
      chosen: rows.filter((row) => row.isChosen).length,
      shown: selectionText({ ...wish, outOf }),
      streets: streetsOf(rows, office.kind === 'centre'),
      proposedSeed: `${today.replaceAll('-', '')}-${nextRoundNumber(reading, office.id, today.slice(0, 4))}`,
    };
  },
  'inspectionRounds.route'({ reading }, { projectIds }) {
    const rows = new Map(listProjects(reading, { ids: projectIds }).rows.map((row) => [row.id, row]));
    const stops = [...rows.values()].map(({ id, officeName, place, responsibleUnits }) => ({
      id,
      officeName,
      place,
      responsibleUnits: responsibleUnits.map((unit) => unit.name),
    }));
    return { projectIds: proposeRoute(stops) };
  },
} satisfies Partial<QueryHandlers>;

export const inspectionRoundCommands = {
  'inspectionRounds.save'(context, input) {
    return input.id === undefined ? makeRound(context, input) : changeRound(context, { ...input, id: input.id });
  },
  'inspectionRounds.addSheets'(context, { roundId, projectIds, blankSheets = 0 }) {
    const office = requireOffice(context.writing);
    const round = requireOpenRound(context.writing, roundId, office.id);
    const there = sheetsOfRound(context.writing, roundId);
    const live = there.filter((sheet) => sheet.state !== 'void');
    const twice = live.find((sheet) => sheet.projectId !== null && projectIds.includes(sheet.projectId));
    if (twice !== undefined) throw problem('ROUND_PROJECT_TWICE', { name: twice.projectName ?? '' });
    const last = Math.max(0, ...there.map((sheet) => sheet.routeOrder ?? 0));
    const drafts = sheetDrafts(context, { roundId, fromDay: round.fromDay, projectIds, blankSheets, after: last });
    if (drafts.length === 0) throw problem('ROUND_WITHOUT_PROJECTS');
    const summary = `现场督导“${round.name}”加入${drafts.length}张检查表`;
    return { ...changeMade(makeChange(context, 'inspectionRounds.addSheets', summary, drafts)), added: drafts.length };
  },
  'inspectionRounds.removeSheets'(context, { roundId, sheetIds, voidReason = null }) {
    const { writing } = context;
    const round = requireOpenRound(writing, roundId, requireOffice(writing).id);
    const drafts = chosenSheets(writing, roundId, sheetIds).flatMap((sheet): Draft[] => {
      const number = shownSheetNumber(sheet.number);
      if (sheet.state === 'returned') throw problem('SHEET_RETURNED', { number });
      if (sheet.state === 'void') return [];
      if (sheet.state === 'planned') return [{ entity: 'inspectionSheet', id: sheet.id, kind: 'delete' }];
      if (voidReason === null) throw problem('SHEET_VOID_WITHOUT_REASON', { number });
      return [voided(sheet, voidReason)];
    });
    const summary = `现场督导“${round.name}”去掉${drafts.length}张检查表`;
    return changeMade(makeChange(context, 'inspectionRounds.removeSheets', summary, drafts));
  },
  'inspectionRounds.reorder'(context, { roundId, sheetIds }) {
    const { writing } = context;
    const round = requireOpenRound(writing, roundId, requireOffice(writing).id);
    const live = sheetsOfRound(writing, roundId);
    if (live.length !== sheetIds.length || live.some((sheet) => !sheetIds.includes(sheet.id)))
      throw problem('ROUND_ORDER_INCOMPLETE');
    const drafts = sheetIds.map((id, index): Draft => {
      return { entity: 'inspectionSheet', id, kind: 'put', values: { routeOrder: index + 1 } };
    });
    return changeMade(makeChange(context, 'inspectionRounds.reorder', `调整“${round.name}”的线路顺序`, drafts));
  },
  'inspectionRounds.close'(context, { id }) {
    const { writing } = context;
    const round = requireOpenRound(writing, id, requireOffice(writing).id);
    const sheets = sheetsOfRound(writing, id);
    const out = sheets.filter((sheet) => sheet.state === 'printed');
    if (out.length > 0) {
      const numbers = out.slice(0, 5).map((sheet) => shownSheetNumber(sheet.number));
      throw problem('ROUND_SHEETS_OUT', {
        count: out.length,
        numbers: `${numbers.join('、')}${out.length > numbers.length ? '等' : ''}`,
      });
    }
    // Nobody holds a paper of these: it is kept that they were planned and not gone to.
    const notGone = sheets.filter((sheet) => sheet.state === 'planned').map((sheet) => voided(sheet, 'notGone'));
    const ended: Draft = { entity: 'inspectionRound', id, kind: 'put', values: { state: 'closed' } };
    return changeMade(
      makeChange(context, 'inspectionRounds.close', `结束现场督导：${round.name}`, [ended, ...notGone]),
    );
  },
  'inspectionRounds.cancel'(context, { id, reason }) {
    const { writing } = context;
    const round = requireOpenRound(writing, id, requireOffice(writing).id);
    const sheets = sheetsOfRound(writing, id);
    const returned = sheets.filter((sheet) => sheet.state === 'returned').length;
    if (returned > 0) throw problem('ROUND_HAS_RESULTS', { count: returned });
    const said = reason === undefined || reason === '' ? [] : [`取消原因：${reason}`];
    const note = [round.note, ...said].filter((part) => part !== null).join('\n');
    const drafts: Draft[] = [
      {
        entity: 'inspectionRound',
        id,
        kind: 'put',
        values: { state: 'cancelled', note: note === '' ? null : note.slice(0, 1000) },
      },
      ...sheets.filter((sheet) => sheet.state !== 'void').map((sheet) => voided(sheet, 'notGone')),
    ];
    return changeMade(makeChange(context, 'inspectionRounds.cancel', `取消现场督导：${round.name}`, drafts));
  },
} satisfies Partial<CommandHandlers>;

type SaveInput = ParsedInputOf<'inspectionRounds.save'>;

function makeRound(
  context: CommandContext,
  { changes, wish, projectIds = [], blankSheets = 0 }: SaveInput,
): { id: string; changeId: string | null; position: number } {
  const { writing } = context;
  const office = requireOffice(writing);
  const today = businessDay(context.now);
  const fromDay = changes.fromDay ?? today;
  const untilDay = changes.untilDay ?? fromDay;
  requireDays(fromDay, untilDay);
  const template = usedTemplate(writing, changes.templateId ?? '');
  if (template.isWithdrawn) throw problem('INSPECTION_TEMPLATE_WITHDRAWN', { name: template.name });
  if (projectIds.length === 0 && blankSheets === 0) throw problem('ROUND_WITHOUT_PROJECTS');
  const pack = rulePackInForce(writing);
  const rule = ruleOf(pack, 'inspections');
  const choice = wish === undefined ? null : repeatedChoice(writing, office, wish, projectIds, today);
  const id = context.newId();
  const name = changes.name?.trim() || `${today.slice(0, 4)}年${Number(today.slice(5, 7))}月${template.name}`;
  const drafts: Draft[] = [
    {
      entity: 'inspectionRound',
      id,
      kind: 'put',
      values: {
        ...trimmed(changes),
        name,
        number: nextRoundNumber(writing, office.id, fromDay.slice(0, 4)),
        fromDay,
        untilDay,
        source: changes.source?.trim() || (isLeftOpen(rule) ? null : rule.source),
        selection: choice === null ? [] : [{ ...choice.selection }],
        note: [changes.note?.trim() || null, choice?.note ?? null].filter((part) => part !== null).join('\n') || null,
        state: 'planned',
        rulePack: pack.id,
      },
    },
    ...sheetDrafts(context, { roundId: id, fromDay, projectIds, blankSheets, after: 0 }),
  ];
  const summary = `新建现场督导：${name}（${projectIds.length}个项目${blankSheets === 0 ? '' : `、${blankSheets}张空白表`}）`;
  return { ...changeMade(makeChange(context, 'inspectionRounds.save', summary, drafts)), id };
}

function changeRound(
  context: CommandContext,
  { id, changes }: SaveInput & { readonly id: string },
): { id: string; changeId: string | null; position: number } {
  const { writing } = context;
  const round = requireOpenRound(writing, id, requireOffice(writing).id);
  requireDays(changes.fromDay ?? round.fromDay, changes.untilDay ?? round.untilDay);
  if (changes.templateId !== undefined && changes.templateId !== round.templateId) {
    const template = usedTemplate(writing, changes.templateId);
    if (template.isWithdrawn) throw problem('INSPECTION_TEMPLATE_WITHDRAWN', { name: template.name });
  }
  const moved = changes.fromDay !== undefined && changes.fromDay !== round.fromDay ? changes.fromDay : null;
  const drafts: Draft[] = [
    { entity: 'inspectionRound', id, kind: 'put', values: trimmed(changes) },
    // What is printed says its day; only sheets still to be printed follow.
    ...(moved === null
      ? []
      : sheetsOfRound(writing, id)
          .filter((sheet) => sheet.state === 'planned')
          .map((sheet): Draft => {
            return { entity: 'inspectionSheet', id: sheet.id, kind: 'put', values: { plannedOn: moved } };
          })),
  ];
  const summary = `修改现场督导：${changes.name ?? round.name}`;
  return { ...changeMade(makeChange(context, 'inspectionRounds.save', summary, drafts)), id };
}

/**
 * The choice made again on the writer: what is kept of it is true, and a hand that added or took out projects afterwards is
 * said in the note.
 */
function repeatedChoice(
  reading: Reading,
  office: ReturnType<typeof requireOffice>,
  wish: RoundWish,
  projectIds: readonly string[],
  today: string,
): { readonly selection: RoundSelection; readonly note: string | null } {
  const from = choosables(reading, projectsToVisit(reading, office), today, wish.way === 'lagging');
  const chosen = chooseProjects(from, wish, today);
  const selection = { ...wish, outOf: choosableCount(from, wish.street) };
  if (wish.way === 'picked') return { selection, note: null };
  const proposed = new Set(from.filter((_, index) => chosen[index]?.isChosen === true).map(({ id }) => id));
  const added = projectIds.filter((id) => !proposed.has(id)).length;
  const left = [...proposed].filter((id) => !projectIds.includes(id)).length;
  const words = [...(added === 0 ? [] : [`加入${added}个`]), ...(left === 0 ? [] : [`去掉${left}个`])];
  return { selection, note: words.length === 0 ? null : `选取后人工${words.join('、')}项目。` };
}

interface NewSheets {
  readonly roundId: string;
  readonly fromDay: string;
  readonly projectIds: readonly string[];
  readonly blankSheets: number;
  /** The last place of the route that is taken. */
  readonly after: number;
}

function sheetDrafts(
  context: CommandContext,
  { roundId, fromDay, projectIds, blankSheets, after }: NewSheets,
): Draft[] {
  const { writing } = context;
  const office = requireOffice(writing);
  const year = Number(fromDay.slice(0, 4));
  const reachable = new Map(projectsToVisit(writing, office).map(({ row }) => [row.id, row.name]));
  const unknown = projectIds.find((id) => !reachable.has(id));
  if (unknown !== undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  const twice = projectIds.find((id, index) => projectIds.indexOf(id) !== index);
  if (twice !== undefined) throw problem('ROUND_PROJECT_TWICE', { name: reachable.get(twice) ?? '' });
  const last = lastSheetNumber(writing, office.id, year);
  const subjects: readonly (string | null)[] = [...projectIds, ...Array<null>(blankSheets).fill(null)];
  return subjects.map((projectId, index): Draft => {
    return {
      entity: 'inspectionSheet',
      id: context.newId(),
      kind: 'put',
      values: {
        roundId,
        projectId,
        number: sheetNumber(year, last + index + 1),
        routeOrder: after + index + 1,
        plannedOn: fromDay,
        state: 'planned',
      },
    };
  });
}

function voided(sheet: StoredSheet, voidReason: string): Draft {
  return { entity: 'inspectionSheet', id: sheet.id, kind: 'put', values: { state: 'void', voidReason } };
}

function chosenSheets(reading: Reading, roundId: string, sheetIds: readonly string[]): StoredSheet[] {
  const there = new Map(sheetsOfRound(reading, requireRound(reading, roundId).id).map((sheet) => [sheet.id, sheet]));
  return sheetIds.map((id) => {
    const sheet = there.get(id);
    if (sheet === undefined) throw problem('RECORD_NOT_FOUND', { noun: '督导检查表' });
    return sheet;
  });
}

function requireDays(from: string, until: string): void {
  if (until < from) throw problem('ROUND_DAYS_REVERSED', { from, until });
}

/** Streets and units that answer for projects, the centre's districts first. */
function streetsOf(
  rows: readonly {
    readonly officeName: string;
    readonly street: string;
    readonly responsibleUnits: readonly string[];
  }[],
  isCentre: boolean,
): string[] {
  const districts = isCentre ? rows.map((row) => row.officeName) : [];
  const streets = rows.map((row) => row.street).filter((street) => street !== '');
  const units = rows.flatMap((row) => row.responsibleUnits);
  return [...new Set([...districts, ...streets, ...units])];
}
