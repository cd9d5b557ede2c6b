/**
 * Chart ① 分包项目节点推进图 (汴办文〔2019〕13号 四(一)): a node as the centre handed it down, held against the district's own
 * node of the same name and what really happened.
 */
import { dayNumber, latestDay, shownDay } from '../calendar/day.ts';
import type { MilestoneKind } from '../domain/milestone.ts';

export const nodeChartSource = '汴办文〔2019〕13号 四(一)';

export const plannedNodeStates = ['done', 'doneLate', 'late', 'ahead', 'withoutDay'] as const;
export type PlannedNodeState = (typeof plannedNodeStates)[number];

export interface OwnNode {
  readonly kind: MilestoneKind;
  readonly name: string;
  readonly plannedOn: string | null;
  readonly actualOn: string | null;
}

export interface PlannedNodeStanding {
  readonly state: PlannedNodeState;
  /** The district's own node: what it plans and when it was reached. null: the district has none of that name. */
  readonly own: Pick<OwnNode, 'name' | 'plannedOn' | 'actualOn'> | null;
  readonly daysLate: number | null;
  readonly sentence: string | null;
}

interface Planned {
  readonly name: string;
  readonly plannedOn: string | null;
}

export function plannedNodeStanding(planned: Planned, nodes: readonly OwnNode[], today: string): PlannedNodeStanding {
  const match = ownNodeOf(planned.name, nodes);
  const own = match === null ? null : { name: match.name, plannedOn: match.plannedOn, actualOn: match.actualOn };
  const actualOn = own?.actualOn ?? null;
  const { plannedOn } = planned;
  if (plannedOn === null)
    return { state: actualOn === null ? 'withoutDay' : 'done', own, daysLate: null, sentence: null };
  const due = latestDay(plannedOn);
  if (actualOn !== null) {
    // A month that is known is late only when it is a later month.
    const isLate = actualOn.slice(0, plannedOn.length) > plannedOn.slice(0, actualOn.length);
    const sentence = isLate ? `${shownDay(actualOn)}实现，晚于下达的${shownDay(plannedOn)}。` : null;
    return { state: isLate ? 'doneLate' : 'done', own, daysLate: null, sentence };
  }
  if (due < today) {
    const daysLate = dayNumber(today) - dayNumber(due);
    return {
      state: 'late',
      own,
      daysLate,
      sentence: `下达的时间是${shownDay(plannedOn)}，至今没有实现，逾期${daysLate}天。`,
    };
  }
  const ownPlan = own?.plannedOn ?? null;
  const isLater = ownPlan !== null && latestDay(ownPlan) > due;
  return {
    state: 'ahead',
    own,
    daysLate: null,
    sentence: isLater ? `区县计划${shownDay(ownPlan)}，晚于下达的${shownDay(plannedOn)}。` : null,
  };
}

const kindWords: Readonly<Record<Exclude<MilestoneKind, 'own'>, RegExp>> = {
  signing: /^签约$|^签订(合同|协议)$/,
  landAuction: /^(土地)?摘牌$/,
  start: /^开工(建设)?$/,
  completion: /^(全面)?竣工(验收)?$|^建成$/,
  fullBenefit: /^达效$|^达产(达效)?$/,
};

/** The district's node of the same name; “项目开工” and “开工建设” are 开工. */
export function ownNodeOf<Node extends OwnNode>(name: string, nodes: readonly Node[]): Node | null {
  const wanted = plain(name);
  const same = nodes.find((node) => plain(node.name) === wanted);
  if (same !== undefined) return same;
  return nodes.find((node) => node.kind !== 'own' && kindWords[node.kind].test(wanted)) ?? null;
}

function plain(name: string): string {
  return name
    .replace(/\s+/g, '')
    .replace(/^(?:项目|工程)/, '')
    .replace(/(?:节点|时间)$/, '');
}
