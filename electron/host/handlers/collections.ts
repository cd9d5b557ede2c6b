/** Collection from the units: who has to fill in what by when, who was reminded, what is to do about it today. */
import type { Draft } from '#db/ledger/append.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import {
  collectedFiles,
  hasCollected,
  type ProjectToFill,
  projectsToFill,
  type UnitToAsk,
  unitReturns,
  unitsToAsk,
} from '#db/queries/collections.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { type ProgressFacts, progressRows } from '#db/queries/progress.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { type Period, periodAt } from '#shared/calendar/period.ts';
import type { RowFacts } from '#shared/collection/compare.ts';
import { type CollectionDeadline, collectionDeadline } from '#shared/collection/deadline.ts';
import type { CollectionUnit } from '#shared/contract/collections.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { openPeriod, periodRule } from './progress.ts';

type Task = OutputOf<'overviews.district'>['tasks'][number];

export const collectionQueries = {
  'collections.units'({ reading, now }, input) {
    const office = requireOffice(reading);
    const period = openPeriod(reading, now, input.period);
    const state = collectionState(reading, office, period, now);
    const names = new Map(unitsToAsk(reading).map((unit) => [unit.id, unit.name]));
    return {
      period: period.closesOn,
      label: period.label,
      isOpen: periodAt(now, periodRule(reading)).closesOn === period.closesOn,
      deadline: state.deadline.instant,
      deadlineText: state.deadline.shown,
      isPast: state.isPast,
      rule: state.rule,
      rows: state.units,
      withoutUnit: state.projects.filter((each) => each.leadUnitId === null).map((each) => each.name),
      files: collectedFiles(reading, period.closesOn).map((row) => {
        const facts = JSON.parse(row.facts) as { readonly state?: string; readonly sentence?: string };
        const isRefused = facts.state === 'refused';
        const isTaken = row.change_id !== null;
        return {
          id: row.id,
          name: row.file_name,
          unitName: row.unit_id === null ? null : (names.get(row.unit_id) ?? null),
          at: row.at,
          actor: row.actor,
          state: isRefused
            ? ('refused' as const)
            : !isTaken
              ? ('read' as const)
              : row.undone_by === null
                ? ('taken' as const)
                : ('undone' as const),
          sentence: facts.sentence ?? '',
        };
      }),
    };
  },
} satisfies Partial<QueryHandlers>;

export const collectionCommands = {
  'collections.remind'(context, { period, unitIds }) {
    const office = requireOffice(context.writing);
    const checked = openPeriod(context.writing, context.now, period);
    const { units } = collectionState(context.writing, office, checked, context.now);
    const returns = unitReturns(context.writing, office.id, checked.closesOn);
    const drafts = unitIds.map((unitId): Draft => {
      const unit = units.find((each) => each.unitId === unitId);
      if (unit === undefined) throw problem('RECORD_NOT_FOUND', { noun: '单位' });
      return {
        entity: 'unitReturn',
        id: returnId(checked.closesOn, unitId),
        kind: 'put',
        values: {
          period: checked.closesOn,
          unitId,
          projects: unit.projects,
          remindedAt: context.now,
          reminders: (returns.get(unitId)?.reminders ?? 0) + 1,
        },
      };
    });
    const change = makeChange(context, 'collections.remind', `催报${checked.label}${unitIds.length}个单位`, drafts);
    return { ...changeMade(change), reminded: unitIds.length };
  },
} satisfies Partial<CommandHandlers>;

export interface CollectionState {
  readonly deadline: CollectionDeadline;
  readonly isPast: boolean;
  readonly rule: { readonly sentence: string; readonly source: string };
  readonly projects: readonly ProjectToFill[];
  readonly units: CollectionUnit[];
}

/** Units that fill in at least one project, in printed order. */
export function collectionState(
  reading: Reading,
  office: InstalledOffice,
  period: Period,
  now: string,
): CollectionState {
  const pack = rulePackInForce(reading);
  const rule = ruleOf(pack, 'unitCollection');
  const { shift } = ruleOf(pack, 'deadlineShift').parameters;
  const deadline = collectionDeadline(period.closesOn, rule.parameters, shift, calendarInForce(reading));
  const isPast = now > deadline.instant;
  const projects = projectsToFill(reading, office.id);
  const states = new Map(
    progressRows(reading, office.id, period.closesOn).map((row) => [row.projectId, row.state] as const),
  );
  const returns = unitReturns(reading, office.id, period.closesOn);
  const units = unitsToAsk(reading).flatMap((unit) => {
    const own = projects.filter((each) => each.leadUnitId === unit.id);
    const shown = shownUnit(unit, own, projects, states, returns.get(unit.id), isPast);
    return own.length === 0 ? [] : [shown];
  });
  return { deadline, isPast, rule: { sentence: rule.shown, source: rule.source }, projects, units };
}

function shownUnit(
  unit: UnitToAsk,
  own: readonly ProjectToFill[],
  projects: readonly ProjectToFill[],
  states: ReadonlyMap<string, ProgressFacts['state']>,
  stored: ReturnType<typeof unitReturns> extends ReadonlyMap<string, infer Return> ? Return | undefined : never,
  isPast: boolean,
): CollectionUnit {
  const empty = own.filter((each) => (states.get(each.projectId) ?? null) === null);
  const isReturned = (stored?.returnedAt ?? null) !== null;
  const standing =
    empty.length === 0
      ? 'complete'
      : isReturned
        ? 'partial'
        : isPast
          ? 'missing'
          : (stored?.sentAt ?? null) === null
            ? 'notSent'
            : 'waiting';
  return {
    unitId: unit.id,
    name: unit.name,
    projects: own.length,
    alsoIn: projects.filter((each) => each.otherUnitIds.includes(unit.id)).length,
    filled: own.length - empty.length,
    emptyNames: empty.map((each) => each.name),
    sentAt: stored?.sentAt ?? null,
    returnedAt: stored?.returnedAt ?? null,
    fileNames: [...(stored?.fileNames ?? [])],
    remindedAt: stored?.remindedAt ?? null,
    reminders: stored?.reminders ?? 0,
    note: stored?.note ?? null,
    contactName: unit.contactName,
    contactPhone: unit.contactPhone,
    standing,
  };
}

/** 未报: nothing has come and not everything was filled in otherwise. */
export function isMissing(unit: CollectionUnit): boolean {
  return unit.returnedAt === null && unit.filled < unit.projects;
}

export function returnId(period: string, unitId: string): string {
  return recordId('unitReturn', period, unitId);
}

/** Every live project of the office as a returned row is held against it. */
export function rowFacts(reading: Reading, officeId: string, period: string): ReadonlyMap<string, RowFacts> {
  const projects = new Map(projectsToFill(reading, officeId).map((each) => [each.projectId, each]));
  const units = new Map(unitsToAsk(reading).map((unit) => [unit.id, unit.name]));
  const facts = new Map<string, RowFacts>();
  for (const row of progressRows(reading, officeId, period)) {
    const project = projects.get(row.projectId);
    if (project === undefined) continue;
    facts.set(row.projectId, {
      name: row.name,
      state: row.state,
      current: row.current,
      previous: row.previous,
      totalInvestment: row.totalInvestment,
      plannedThisYear: row.plannedThisYear,
      doneBeforeYear: row.doneBeforeYear,
      startsOn: row.startsOn,
      leadUnitId: project.leadUnitId,
      leadUnitName: project.leadUnitId === null ? null : (units.get(project.leadUnitId) ?? null),
      isStarted: project.isStarted,
      contact: project.contact,
      contactPhone: project.contactPhone,
    });
  }
  return facts;
}

/** On the desk: forms to send, units that have not returned theirs. An office that never sent forms is left alone. */
export function collectionTasks(reading: Reading, now: string): Task[] {
  const office = requireOffice(reading);
  if (!hasCollected(reading, office.id)) return [];
  const period = periodAt(now, periodRule(reading));
  const { units, deadline, isPast, rule } = collectionState(reading, office, period, now);
  const why = `${rule.sentence}（${rule.source}）`;
  const tasks: Task[] = [];
  const unsent = units.filter((unit) => unit.sentAt === null && isMissing(unit));
  if (unsent.length > 0 && !isPast)
    tasks.push({
      code: 'SEND_FORMS',
      tone: 'plain',
      sentence: `${period.label}还有${unsent.length}个单位没有发填报表，${deadline.shown}前要交回。`,
      why,
      action: { label: '生成填报表', page: '/collections' },
      dueOn: deadline.day,
      facts: unsent.map((unit) => `${period.closesOn} ${unit.unitId}`),
    });
  const missing = units.filter((unit) => unit.sentAt !== null && isMissing(unit));
  const isDue = isPast || businessDay(now) === deadline.day;
  if (missing.length > 0 && isDue) {
    const names = missing.slice(0, 3).map((unit) => unit.name);
    tasks.push({
      code: 'UNITS_MISSING',
      tone: isPast ? 'late' : 'look',
      sentence: `${isPast ? '已过' : '今天'}${deadline.shown}${isPast ? '' : '截止'}，还有${missing.length}个单位没有交回填报表：${names.join('、')}${missing.length > 3 ? '等' : ''}。`,
      why,
      action: { label: isPast ? '去催报' : '看单位填报', page: '/collections' },
      dueOn: deadline.day,
      facts: missing.map((unit) => `${period.closesOn} ${unit.unitId}`),
    });
  }
  return tasks;
}
