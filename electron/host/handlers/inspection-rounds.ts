/** 现场督导: rounds are made, changed, put in order and ended here; their paper is inspection-papers.ts. */
import type { Draft } from '#db/ledger/append.ts';
import { nextRoundNumber, type StoredSheet, sheetsOfRound, storedRounds } from '#db/queries/inspection-rounds.ts';
import { listProjects } from '#db/queries/projects.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { problem } from '#shared/error.ts';
import { choosableCount, chooseProjects } from '#shared/inspection/choose.ts';
import { proposeRoute, streetOf } from '#shared/inspection/route.ts';
import { selectionText } from '#shared/inspection/selection-text.ts';
import { shownSheetNumber } from '#shared/inspection/sheet-number.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { choosables, inspectionDemand, projectsToVisit, siteStanding } from './inspection-ground.ts';
import { changeRound, makeRound, sheetDrafts } from './inspection-round-drafts.ts';
import { requireOpenRound, requireRound, roundRow, roundWithSheets } from './inspection-round-rows.ts';

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
