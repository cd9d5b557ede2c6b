/** 观摩讲评: projects proposed for a tour, screened, put in their order, marked by judges, remarked upon. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { newestReport } from '#db/queries/cards.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { lastRouteOrder, type StoredTourStop, tourStops } from '#db/queries/tours.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { periodAt } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { TourRow, TourStopRow } from '#shared/contract/tours.ts';
import type { TourStop } from '#shared/domain/tour-stop.ts';
import { problem } from '#shared/error.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import {
  highestScore,
  isTourType,
  judgesOf,
  scoreText,
  tourScoring,
  tourStandings,
  unevenJudges,
  withScore,
} from '#shared/rules/tours.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { meetingRows, meetingTypeRows, requireMeetingRow } from './meeting-rows.ts';
import { requireOpenMeeting } from './meetings.ts';
import { idOfName } from './own-project.ts';
import { openPeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

export const tourQueries = {
  'tours.list'({ reading, now }) {
    const rule = ruleOf(rulePackInForce(reading), 'meetings');
    return {
      today: businessDay(now),
      types: meetingTypeRows(reading, now).filter(isTourType),
      rows: tourRows(reading),
      source: rule.source,
    };
  },
  'tours.get'({ reading, now }, { id }) {
    return tourWhole(reading, now, id);
  },
  'tours.ofProject'({ reading }, { projectId }) {
    const rows = tourStops(reading, { projectId }).map((stop) => {
      const route = routeOf(tourStops(reading, { meetingId: stop.meetingId }));
      return {
        tourId: stop.meetingId,
        title: stop.meetingTitle,
        onDay: stop.onDay,
        meetingState: stop.meetingState,
        state: stop.state,
        reason: stop.reason,
        remarks: stop.remarks,
        stops: route.length,
        standing: tourStandings(route).get(stop.id) ?? { mean: null, place: null },
      };
    });
    return { rows };
  },
} satisfies Partial<QueryHandlers>;

export const tourCommands = {
  'tours.propose'(context, { id, projectIds, proposedBy, unitName, reason }) {
    const tour = requireOpenMeeting(context, id);
    const { writing } = context;
    const people = openPeopleBook(writing, requireOffice(writing).id, context.newId);
    const unitId = idOfName(people.unit, unitName) ?? null;
    if (proposedBy === 'unit' && unitId === null) throw problem('TOUR_UNIT_MISSING');
    const there = new Set(tourStops(writing, { meetingId: id }).map((stop) => stop.projectId));
    const drafts = projectIds.map((projectId): Draft => {
      const name = requireProjectName(writing, projectId);
      if (there.has(projectId)) throw problem('TOUR_PROJECT_TWICE', { project: name, tour: textOf(tour, 'title') });
      there.add(projectId);
      const values = { meetingId: id, projectId, proposedBy, unitId, reason: reason || null, state: 'proposed' };
      // Everything of an earlier proposal that was taken out is gone with it.
      const rest = {
        routeOrder: null,
        arrivesAt: null,
        talkingPoints: null,
        presenter: null,
        scores: [],
        remarks: null,
      };
      return stopDraft(recordId('tourStop', id, projectId), { ...values, ...rest });
    });
    const summary = `${textOf(tour, 'title')}：推荐${projectIds.length}个项目`;
    const change = makeChange(context, 'tours.propose', summary, [...people.newRecords(), ...drafts]);
    return { ...changeMade(change), stopIds: drafts.map((draft) => draft.id) };
  },
  'tours.screen'(context, { stopIds, state, reason }) {
    const words = reason ?? '';
    const stops = [...new Set(stopIds)].map((stopId) => requireStop(context, stopId));
    const next = new Map<string, number>();
    const drafts = stops.map(({ stop, name }): Draft => {
      const meetingId = textOf(stop, 'meetingId');
      if (state === 'notChosen' && words === '') throw problem('TOUR_REASON_MISSING', { project: name });
      if (state !== 'chosen' && scoresOf(stop).length > 0) throw problem('TOUR_STOP_SCORED', { project: name });
      const given = words === '' ? {} : { reason: words };
      if (state !== 'chosen') return stopDraft(stop.id, { state, routeOrder: null, ...given });
      if (textOf(stop, 'state') === 'chosen') return stopDraft(stop.id, given);
      const routeOrder = (next.get(meetingId) ?? lastRouteOrder(context.writing, meetingId)) + 1;
      next.set(meetingId, routeOrder);
      return stopDraft(stop.id, { state, routeOrder, ...given });
    });
    const [first] = stops;
    const summary = `观摩项目${screened[state]}：${first?.name ?? ''}${stops.length > 1 ? `等${stops.length}个` : ''}`;
    return changeMade(makeChange(context, 'tours.screen', summary, drafts));
  },
  'tours.saveStop'(context, { stopId, changes }) {
    const { stop, name } = requireStop(context, stopId);
    const { unitName, ...fields } = changes;
    const people = openPeopleBook(context.writing, requireOffice(context.writing).id, context.newId);
    const unitId = idOfName(people.unit, unitName);
    if (unitId === null && textOf(stop, 'proposedBy') === 'unit') throw problem('TOUR_UNIT_MISSING');
    const reason = fields.reason === undefined ? textOf(stop, 'reason') : (fields.reason ?? '').trim();
    if (textOf(stop, 'state') === 'notChosen' && reason === '') throw problem('TOUR_REASON_MISSING', { project: name });
    const values = { ...trimmed(fields), ...(unitId === undefined ? {} : { unitId }) };
    const drafts = [...people.newRecords(), stopDraft(stopId, values)];
    return changeMade(makeChange(context, 'tours.saveStop', `修改观摩项目：${name}`, drafts));
  },
  'tours.order'(context, { id, stopIds }) {
    const tour = requireOpenMeeting(context, id);
    const route = new Set(routeOf(tourStops(context.writing, { meetingId: id })).map((stop) => stop.id));
    if (
      stopIds.length !== route.size ||
      new Set(stopIds).size !== route.size ||
      stopIds.some((each) => !route.has(each))
    )
      throw problem('TOUR_ORDER_INCOMPLETE');
    const drafts = stopIds.map((stopId, index) => stopDraft(stopId, { routeOrder: index + 1 }));
    return changeMade(makeChange(context, 'tours.order', `${textOf(tour, 'title')}：调整观摩线路`, drafts));
  },
  'tours.score'(context, { id, judge, scores }) {
    const tour = requireOpenMeeting(context, id);
    if (textOf(tour, 'state') === 'planned')
      throw problem('MEETING_NOT_HELD', { meeting: textOf(tour, 'title'), what: '评分' });
    const drafts = scores.map(({ stopId, hundredths }): Draft => {
      const { stop, name } = requireStop(context, stopId);
      if (textOf(stop, 'meetingId') !== id || textOf(stop, 'state') !== 'chosen')
        throw problem('TOUR_NOT_ON_ROUTE', { project: name });
      if (hundredths !== null && (hundredths < 0 || hundredths > highestScore))
        throw problem('TOUR_SCORE_OUT_OF_RANGE', { project: name, score: typedScore(hundredths) });
      return stopDraft(stopId, { scores: withScore(scoresOf(stop), judge, hundredths).map((each) => ({ ...each })) });
    });
    return changeMade(makeChange(context, 'tours.score', `${textOf(tour, 'title')}：${judge}评分`, drafts));
  },
  'tours.remove'(context, { stopIds }) {
    const drafts = [...new Set(stopIds)].map((stopId): Draft => {
      const { stop, name } = requireStop(context, stopId);
      if (scoresOf(stop).length > 0) throw problem('TOUR_STOP_SCORED', { project: name });
      return { entity: 'tourStop', id: stopId, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'tours.remove', `删除${drafts.length}个观摩推荐`, drafts));
  },
} satisfies Partial<CommandHandlers>;

const screened: Readonly<Record<TourStop['state'], string>> = {
  proposed: '重新筛选',
  chosen: '入选',
  notChosen: '未入选',
};

export function tourWhole(reading: Reading, now: string, id: string): OutputOf<'tours.get'> {
  const row = requireMeetingRow(reading, id);
  const rule = ruleOf(rulePackInForce(reading), 'meetings');
  const stored = tourStops(reading, { meetingId: id });
  const route = routeOf(stored);
  const standings = tourStandings(route);
  const projects = new Map(
    listProjects(reading, { ids: [...new Set(stored.map((stop) => stop.projectId))] }).rows.map((each) => [
      each.id,
      each,
    ]),
  );
  const period = periodAt(now, ruleOf(rulePackInForce(reading), 'reportingPeriod').parameters).closesOn;
  const stops = stored.map((stop): TourStopRow => {
    const { meetingId: _meeting, meetingTitle: _title, meetingState: _state, onDay: _day, ...own } = stop;
    const project = projects.get(stop.projectId);
    const report = newestReport(reading, stop.projectId, period);
    return {
      ...own,
      scores: [...own.scores],
      place: project?.place ?? null,
      units: project?.responsibleUnits.map((unit) => unit.name) ?? [],
      totalInvestment: project?.totalInvestment ?? null,
      plannedThisYear: project?.plannedThisYear ?? null,
      doneThisYear: project?.doneThisYear ?? null,
      summary: project?.summary ?? null,
      progressText: [report?.physicalProgress, report?.progressText].filter((each) => each).join('；') || null,
      standing: standings.get(stop.id) ?? { mean: null, place: null },
    };
  });
  return {
    row,
    source: rule.parameters.types.find((type) => type.code === row.type)?.source ?? rule.source,
    stops,
    judges: [...judgesOf(route)],
    uneven: unevenJudges(route.map((stop) => ({ name: stop.projectName, scores: stop.scores }))).map((each) => ({
      judge: each.judge,
      without: [...each.without],
    })),
    scoring: tourScoring,
  };
}

export function tourRows(reading: Reading): TourRow[] {
  const byTour = Map.groupBy(tourStops(reading, {}), (stop) => stop.meetingId);
  return meetingRows(reading)
    .filter((row) => byTour.has(row.id) || isTourType({ code: row.type, name: row.typeName }))
    .map((row) => {
      const stops = byTour.get(row.id) ?? [];
      return {
        id: row.id,
        title: row.title,
        typeName: row.typeName,
        onDay: row.onDay,
        state: row.state,
        proposed: stops.length,
        waiting: stops.filter((stop) => stop.state === 'proposed').length,
        chosen: routeOf(stops).length,
        judges: judgesOf(routeOf(stops)).length,
        isOurs: row.isOurs,
      };
    });
}

/** In the order of the route, as the query gives them. */
function routeOf(stops: readonly StoredTourStop[]): readonly StoredTourStop[] {
  return stops.filter((stop) => stop.state === 'chosen');
}

interface Stop {
  readonly stop: StoredRecord;
  /** Of its project. */
  readonly name: string;
}

function requireStop(context: CommandContext, stopId: string): Stop {
  const stop = readRecord(context.writing, 'tourStop', stopId);
  if (stop === undefined || stop.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '观摩项目' });
  requireOpenMeeting(context, textOf(stop, 'meetingId'));
  return { stop, name: textOf(readRecord(context.writing, 'project', textOf(stop, 'projectId')), 'name') };
}

function requireProjectName(reading: Reading, projectId: string): string {
  const project = readRecord(reading, 'project', projectId);
  if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  return textOf(project, 'name');
}

function stopDraft(id: string, values: Draft['values'] & object): Draft {
  return { entity: 'tourStop', id, kind: 'put', values };
}

function scoresOf(stop: StoredRecord): TourStop['scores'] {
  // Checked by the entity's schema when it was written.
  return (stop.values['scores'] ?? []) as unknown as TourStop['scores'];
}

function typedScore(hundredths: number): string {
  return hundredths < 0 ? `-${scoreText(-hundredths)}` : scoreText(hundredths);
}
