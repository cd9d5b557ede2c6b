/** The conditions under which a project changes its pool, each answered from what is recorded (二七办文〔2024〕7号 四(一)2、四(二)2). */
import { earliestDay, latestDay, shownDay } from '../calendar/day.ts';
import type { PermitState } from '../domain/permit.ts';
import type { ParametersOf } from './catalogue.ts';

export type TransferCondition = ParametersOf<'poolTransfers'>['transfers'][number]['condition'];
/** What the definitions of the pools themselves imply at the year's turn. */
export type BackwardCondition = 'notStarted' | 'completionSlipped';
export type PoolCondition = TransferCondition | BackwardCondition;

export interface Milestones {
  /** Days as precise as they are known. */
  readonly plannedStart: string | null;
  readonly actualStart: string | null;
  readonly plannedCompletion: string | null;
  readonly actualCompletion: string | null;
  readonly fullBenefit: string | null;
}

export interface ConditionFacts {
  readonly milestones: Milestones;
  readonly permits: readonly {
    readonly step: string | null;
    readonly name: string;
    readonly state: PermitState;
    readonly finishedOn: string | null;
  }[];
}

export interface ConditionAnswer {
  readonly holds: boolean;
  /** The day on which it came to hold, as far as it is known to the day; never after today. */
  readonly onDay: string | null;
  /** Why it holds, or what is missing: one sentence. */
  readonly why: string;
}

/** `year`: the year whose pools are meant. `steps`: the permits that make the start standards, with their names. */
export function conditionOf(
  condition: PoolCondition,
  facts: ConditionFacts,
  { today, year, steps }: { readonly today: string; readonly year: number; readonly steps: readonly StandardStep[] },
): ConditionAnswer {
  const { actualStart, plannedCompletion, actualCompletion, fullBenefit } = facts.milestones;
  switch (condition) {
    case 'startStandardsMet':
      return startStandards(facts, steps, today);
    case 'started':
      return happened(actualStart, today, '实际开工');
    case 'fullBenefit':
      return happened(fullBenefit, today, '达效');
    case 'completionDueThisYear':
      return completionDue(plannedCompletion, actualStart, year);
    case 'notStarted':
      return hasHappened(actualStart, today)
        ? no(`已登记${shownDay(actualStart)}实际开工`)
        : yes(null, '没有登记实际开工');
    case 'completionSlipped':
      return hasHappened(actualCompletion, today)
        ? no(`已登记${shownDay(actualCompletion)}实际竣工`)
        : yes(null, '没有登记实际竣工');
  }
}

export interface StandardStep {
  readonly code: string;
  readonly name: string;
}

/** 手续完备达到开工标准: each of the steps is finished or does not concern the project. */
function startStandards(facts: ConditionFacts, steps: readonly StandardStep[], today: string): ConditionAnswer {
  if (steps.length === 0) return no('适用文件没有写明哪些手续算达到开工标准');
  const missing: string[] = [];
  let last: string | null = null;
  for (const { code, name } of steps) {
    // One typed by hand has no code; its name says which it is.
    const permits = facts.permits.filter((permit) =>
      permit.step === null ? permit.name === name : permit.step === code,
    );
    const isMet =
      permits.length > 0 && permits.every((permit) => permit.state === 'done' || permit.state === 'notApplicable');
    if (!isMet) missing.push(permits[0]?.name ?? name);
    for (const { finishedOn } of permits)
      if (finishedOn !== null && (last === null || finishedOn > last)) last = finishedOn;
  }
  if (missing.length > 0) return no(`手续台账里“${missing.join('”“')}”还没有办结`);
  return yes(last === null || last > today ? null : last, `${steps.map((step) => step.name).join('、')}已办结或不适用`);
}

function completionDue(planned: string | null, actualStart: string | null, year: number): ConditionAnswer {
  if (planned === null) return no('没有计划竣工时间');
  if (planned.slice(0, 4) !== String(year)) return no(`计划${shownDay(planned)}竣工，不在${year}年`);
  if (actualStart !== null && actualStart.slice(0, 4) === String(year))
    return no(`${year}年当年开工，不是以前年度已开工`);
  return yes(null, `以前年度已开工，计划${shownDay(planned)}竣工`);
}

function happened(day: string | null, today: string, what: string): ConditionAnswer {
  if (day === null) return no(`节点里没有登记${what}时间`);
  if (earliestDay(day) > today) return no(`登记的${what}时间${shownDay(day)}还没有到`);
  const known = latestDay(day);
  return yes(known > today ? null : known, `${shownDay(day)}${what}`);
}

function hasHappened(day: string | null, today: string): day is string {
  return day !== null && earliestDay(day) <= today;
}

const yes = (onDay: string | null, why: string): ConditionAnswer => ({ holds: true, onDay, why });
const no = (why: string): ConditionAnswer => ({ holds: false, onDay: null, why });
