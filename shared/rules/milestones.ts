/**
 * 倒排工期 (二七办文〔2024〕7号 四(三)1, 四(三)2(3)): from the day the last node is fixed on, backwards through what must be
 * reached before it and the working days each takes. Pure: calendar and days are arguments.
 */
import { earliestDay, latestDay, shownDay } from '../calendar/day.ts';
import {
  addWorkingDays,
  type Calendar,
  dayKind,
  isNotLoaded,
  lastWorkingDay,
  workingDaysBetween,
  type YearNotLoaded,
} from '../calendar/working-day.ts';
import { problem } from '../error.ts';
import { circleIn, type Dependent } from './dependencies.ts';

export interface ScheduleNode extends Dependent {
  /** Working days it takes once everything before it is reached; null counts as 0. */
  readonly workingDays: number | null;
  readonly plannedOn: string | null;
  readonly actualOn: string | null;
}

export interface ScheduledNode {
  /** The last day on which it may be reached. */
  readonly finishBy: string;
  /** The day by whose end everything before it must be reached. */
  readonly beginBy: string;
}

export type Schedule =
  | { readonly state: 'scheduled'; readonly nodes: ReadonlyMap<string, ScheduledNode> }
  | { readonly state: 'yearNotLoaded'; readonly year: number };

export function requireNoCircle(nodes: readonly Dependent[]): void {
  const circle = circleIn(nodes);
  if (circle !== null) throw problem('MILESTONES_CIRCULAR', { circle: circle.join('→') });
}

/**
 * The last node and everything it waits for, each on the last day that keeps `lastDay`. Branches run in parallel; of
 * several that wait for one node the earliest counts. Nodes the last one does not wait for are not in the answer.
 */
export function scheduleBackwards(
  nodes: readonly ScheduleNode[],
  lastId: string,
  lastDay: string,
  calendar: Calendar,
): Schedule {
  requireNoCircle(nodes);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const scheduled = new Map<string, ScheduledNode>();
  let notLoaded: YearNotLoaded | null = null;

  function place(node: ScheduleNode, finishBy: string): void {
    const known = scheduled.get(node.id);
    if (known !== undefined && known.finishBy <= finishBy) return;
    const beginBy = workingDaysBefore(finishBy, node.workingDays ?? 0, calendar);
    if (isNotLoaded(beginBy)) {
      notLoaded ??= beginBy;
      return;
    }
    scheduled.set(node.id, { finishBy, beginBy });
    for (const id of node.after) {
      const before = byId.get(id);
      if (before !== undefined) place(before, beginBy);
    }
  }

  const last = byId.get(lastId);
  if (last !== undefined) place(last, lastDay);
  const missing = notLoaded as YearNotLoaded | null;
  return missing === null
    ? { state: 'scheduled', nodes: scheduled }
    : { state: 'yearNotLoaded', year: missing.notLoadedYear };
}

/** The last working day from which `count` working days are left up to `day`; a day of rest counts as the one before it. */
function workingDaysBefore(day: string, count: number, calendar: Calendar): string | YearNotLoaded {
  if (count === 0) return day;
  if (dayKind(day, calendar) === 'notLoaded') return { notLoadedYear: Number(day.slice(0, 4)) };
  return addWorkingDays(lastWorkingDay(day, calendar), -count, calendar);
}

export interface NodeFinding {
  readonly nodeId: string;
  readonly sentence: string;
}

/** Days that contradict what must be reached before: only what is certain at the precision the days are known with. */
export function nodeFindings(nodes: readonly ScheduleNode[], calendar: Calendar): readonly NodeFinding[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes.flatMap((node) =>
    node.after.flatMap((id): NodeFinding[] => {
      const before = byId.get(id);
      if (before === undefined) return [];
      const sentence = contradiction(node, before) ?? tooShort(node, before, calendar);
      return sentence === null ? [] : [{ nodeId: node.id, sentence }];
    }),
  );
}

function contradiction(node: ScheduleNode, before: ScheduleNode): string | null {
  if (isCertainlyBefore(node.actualOn, before.actualOn))
    return `实际${shown(node.actualOn)}，早于前置节点“${before.name}”的实际时间${shown(before.actualOn)}，请核对。`;
  if (node.actualOn !== null && before.actualOn === null)
    return `已经实现，但前置节点“${before.name}”还没有填实际时间。`;
  if (isCertainlyBefore(node.plannedOn, before.plannedOn))
    return `计划${shown(node.plannedOn)}，早于前置节点“${before.name}”的计划时间${shown(before.plannedOn)}，请核对。`;
  return null;
}

function tooShort(node: ScheduleNode, before: ScheduleNode, calendar: Calendar): string | null {
  if (node.actualOn !== null || node.plannedOn === null || before.plannedOn === null || node.workingDays === null)
    return null;
  // The longest the two days can lie apart; a year that is not loaded says nothing.
  const left = workingDaysBetween(earliestDay(before.plannedOn), latestDay(node.plannedOn), calendar);
  if (isNotLoaded(left) || left >= node.workingDays) return null;
  return `与前置节点“${before.name}”之间只有${left}个工作日，少于所需的${node.workingDays}个工作日。`;
}

/** Whether the whole of one partial day lies before the whole of another. */
export function isCertainlyBefore(day: string | null, other: string | null): boolean {
  return day !== null && other !== null && latestDay(day) < earliestDay(other);
}

/** Refuses days that cannot both be true: a later event wholly before an earlier one. */
export function requireOrder(
  earlier: { readonly name: string; readonly day: string | null },
  later: { readonly name: string; readonly day: string | null },
): void {
  if (isCertainlyBefore(later.day, earlier.day))
    throw problem('DAYS_REVERSED', {
      later: later.name,
      laterDay: shown(later.day),
      earlier: earlier.name,
      earlierDay: shown(earlier.day),
    });
}

/** Refuses a day of something done that has not come yet. */
export function requireNotInFuture(field: string, day: string | null, today: string): void {
  if (day !== null && earliestDay(day) > today) throw problem('DAY_IN_FUTURE', { field, day: shownDay(day) });
}

function shown(day: string | null): string {
  return day === null ? '' : shownDay(day);
}
