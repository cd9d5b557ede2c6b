/**
 * 应开未开、应竣未竣 (汴办文〔2019〕13号 五(一)); 应复工未复工 and why (郑重办〔2022〕 三(一)); 竣工后未达产或达产不足 (郑重办〔2022〕
 * 三(三)); other nodes whose day has passed (节点计划执行). A plan “2026-05” is overdue when May is over, “2018” when the year
 * is: never on a guess about a day nobody gave.
 */
import { addDays, dayNumber, latestDay, shownDay } from '../calendar/day.ts';
import type { MilestoneKind } from '../domain/milestone.ts';
import type { ConstructionNature, ProjectPool } from '../domain/project.ts';
import { notStated, type RulePack } from './catalogue.ts';
import { ruleOf } from './packs/index.ts';

export const overdueKinds = ['dueNotStarted', 'dueNotCompleted', 'notResumed', 'belowCapacity', 'nodeOverdue'] as const;
export type OverdueKind = (typeof overdueKinds)[number];

export interface NodeFacts {
  readonly kind: MilestoneKind;
  readonly name: string;
  readonly plannedOn: string | null;
  readonly actualOn: string | null;
}

export interface SuspensionFacts {
  readonly suspendedOn: string;
  readonly reason: string | null;
  readonly resumptionDueOn: string | null;
  readonly resumedOn: string | null;
  readonly notResumedReason: string | null;
}

export interface ScheduleFacts {
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  readonly pool: ProjectPool | null;
  readonly nature: ConstructionNature | null;
  readonly capacityPercent: number | null;
  readonly capacityNote: string | null;
  readonly nodes: readonly NodeFacts[];
  readonly suspensions: readonly SuspensionFacts[];
}

export interface OverdueFinding {
  readonly kind: OverdueKind;
  /** False: to be looked at or to be filled, nothing is late. */
  readonly isLate: boolean;
  readonly name: string;
  readonly plannedOn: string | null;
  /** Calendar days since the plan's last day. */
  readonly daysLate: number | null;
  readonly reason: string | null;
  readonly sentence: string;
  readonly source: string;
}

export type OverdueSources = Readonly<Record<OverdueKind, string>>;

/** Cited where the pack names the matter: among what is inspected, else in its rule on nodes; else no notice states it. */
export function overdueSources(pack: RulePack): OverdueSources {
  const inspections = ruleOf(pack, 'inspections');
  const milestones = ruleOf(pack, 'milestones');
  const naming = (...words: readonly string[]) => {
    const names = (text: string) => words.some((word) => text.includes(word));
    if (inspections.parameters.topics.some(names)) return inspections.source;
    return names(milestones.shown) ? milestones.source : notStated;
  };
  return {
    dueNotStarted: naming('应开未开', '开工'),
    dueNotCompleted: naming('应竣未竣', '竣工'),
    notResumed: naming('复工'),
    belowCapacity: naming('达产', '达效'),
    nodeOverdue: naming('节点'),
  };
}

export function overdueFindings(facts: ScheduleFacts, today: string, sources: OverdueSources): OverdueFinding[] {
  return [
    ...notStarted(facts, today, sources),
    ...notCompleted(facts, today, sources),
    ...notResumed(facts, today, sources),
    ...belowCapacity(facts, today, sources),
    ...otherNodes(facts, today, sources),
  ];
}

/**
 * What says that a project has started: the day, or what could not be without a start. Ledgers of earlier years give no
 * actual day, only 续建 or the pool.
 */
export function startEvidence(facts: Pick<ScheduleFacts, 'pool' | 'nature' | 'nodes' | 'suspensions'>): string | null {
  const actual = (kind: MilestoneKind) => facts.nodes.find((node) => node.kind === kind)?.actualOn ?? null;
  const start = actual('start');
  if (start !== null) return `${shownDay(start)}开工`;
  if (actual('completion') !== null || actual('fullBenefit') !== null) return '已经竣工';
  if (facts.suspensions.length > 0) return '有停工记录';
  if (facts.pool === 'construction' || facts.pool === 'completion') return '在建库或竣工库项目';
  return facts.nature === 'continuing' ? '续建项目' : null;
}

/** Calendar days ahead in which a node is said to be due. No notice states it. */
const dueSoonWithin = 30;

/** Nodes still ahead whose planned time ends within a month. */
export function nodesDueSoon<Node extends NodeFacts>(
  facts: Omit<ScheduleFacts, 'nodes'> & { readonly nodes: readonly Node[] },
  today: string,
): Node[] {
  const until = addDays(today, dueSoonWithin);
  const hasStarted = startEvidence(facts) !== null;
  const isCompleted = completedOn(facts) !== null;
  return facts.nodes.filter(({ kind, plannedOn, actualOn }) => {
    if (actualOn !== null || plannedOn === null || hasPassed(plannedOn, today) || latestDay(plannedOn) > until)
      return false;
    if (kind === 'completion') return !isCompleted;
    return kind === 'own' || kind === 'fullBenefit' || !hasStarted;
  });
}

/** Whether the whole of a planned day has passed. */
export function hasPassed(plannedOn: string, today: string): boolean {
  return latestDay(plannedOn) < today;
}

function notStarted(facts: ScheduleFacts, today: string, sources: OverdueSources): OverdueFinding[] {
  const { startsOn } = facts;
  if (startsOn === null || !hasPassed(startsOn, today) || startEvidence(facts) !== null) return [];
  return [late('dueNotStarted', '开工', startsOn, today, sources, `计划${shownDay(startsOn)}开工，没有实际开工。`)];
}

function notCompleted(facts: ScheduleFacts, today: string, sources: OverdueSources): OverdueFinding[] {
  const { completesOn } = facts;
  if (completesOn === null || !hasPassed(completesOn, today) || completedOn(facts) !== null) return [];
  return [
    late('dueNotCompleted', '竣工', completesOn, today, sources, `计划${shownDay(completesOn)}竣工，没有实际竣工。`),
  ];
}

function notResumed(facts: ScheduleFacts, today: string, sources: OverdueSources): OverdueFinding[] {
  return facts.suspensions.flatMap((each): OverdueFinding[] => {
    if (each.resumedOn !== null || each.suspendedOn > today) return [];
    const stopped = `${shownDay(each.suspendedOn)}停工`;
    const reason = [each.reason, each.notResumedReason].filter((text) => text !== null).join('；');
    const base = { reason: reason === '' ? null : reason, plannedOn: each.resumptionDueOn };
    if (each.resumptionDueOn === null)
      return [
        {
          ...base,
          kind: 'notResumed',
          isLate: false,
          name: '复工',
          daysLate: null,
          sentence: `${stopped}，没有定应复工日期，请补填。`,
          source: sources.notResumed,
        },
      ];
    if (!hasPassed(each.resumptionDueOn, today)) return [];
    const why = each.notResumedReason === null ? '，没有写明未复工原因' : '';
    const sentence = `${stopped}，应于${shownDay(each.resumptionDueOn)}复工，没有复工${why}。`;
    return [{ ...late('notResumed', '复工', each.resumptionDueOn, today, sources, sentence), ...base }];
  });
}

function belowCapacity(facts: ScheduleFacts, today: string, sources: OverdueSources): OverdueFinding[] {
  const full = facts.nodes.find((node) => node.kind === 'fullBenefit');
  const completed = facts.nodes.find((node) => node.kind === 'completion')?.actualOn ?? null;
  const percent = facts.capacityPercent;
  if (completed === null || (full?.actualOn ?? null) !== null || (percent !== null && percent >= 100)) return [];
  const what = percent === null || percent === 0 ? '未达产' : `达产不足（${percent}%）`;
  const plannedOn = full?.plannedOn ?? null;
  const sentence = `${shownDay(completed)}竣工，${what}${plannedOn === null ? '' : `，计划${shownDay(plannedOn)}达产达效`}。`;
  const isLate = plannedOn !== null && hasPassed(plannedOn, today);
  return [
    {
      ...late('belowCapacity', '达产', plannedOn ?? today, today, sources, sentence),
      isLate,
      plannedOn,
      daysLate: isLate ? daysSince(plannedOn, today) : null,
      reason: facts.capacityNote,
    },
  ];
}

/** Own nodes, and signing and land auction of a project that has not started: once it has, they lie behind it. */
function otherNodes(facts: ScheduleFacts, today: string, sources: OverdueSources): OverdueFinding[] {
  const hasStarted = startEvidence(facts) !== null;
  return facts.nodes.flatMap((node): OverdueFinding[] => {
    const counts = node.kind === 'own' || (!hasStarted && (node.kind === 'signing' || node.kind === 'landAuction'));
    if (!counts || node.plannedOn === null || node.actualOn !== null || !hasPassed(node.plannedOn, today)) return [];
    const sentence = `“${node.name}”计划${shownDay(node.plannedOn)}，没有实现。`;
    return [late('nodeOverdue', node.name, node.plannedOn, today, sources, sentence)];
  });
}

function completedOn(facts: ScheduleFacts): string | null {
  const actual = (kind: MilestoneKind) => facts.nodes.find((node) => node.kind === kind)?.actualOn ?? null;
  return actual('completion') ?? actual('fullBenefit');
}

function late(
  kind: OverdueKind,
  name: string,
  plannedOn: string,
  today: string,
  sources: OverdueSources,
  sentence: string,
): OverdueFinding {
  return {
    kind,
    isLate: true,
    name,
    plannedOn,
    daysLate: daysSince(plannedOn, today),
    reason: null,
    sentence,
    source: sources[kind],
  };
}

function daysSince(plannedOn: string, today: string): number {
  return dayNumber(today) - dayNumber(latestDay(plannedOn));
}
