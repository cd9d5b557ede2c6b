/** 六个明确: a list of what is missing; what a district cannot have is “not applicable”, never red (domain.md 1). */
import { shownDay } from '../calendar/day.ts';
import type { ProjectRow } from '../contract/projects.ts';
import { milestoneKindLabels } from '../text/labels.ts';
import { wanText } from '../text/money.ts';
import type { RulePack } from './catalogue.ts';
import { type AnsweringPerson, leaderFindings } from './leaders.ts';
import type { NodeFacts } from './overdue.ts';
import { ruleOf } from './packs/index.ts';

export interface DefiniteFacts {
  readonly row: Pick<
    ProjectRow,
    'level' | 'totalInvestment' | 'startsOn' | 'completesOn' | 'responsibleUnits' | 'plannedThisYear'
  >;
  /** Who answers for the project today. */
  readonly people: readonly AnsweringPerson[];
  readonly nodes: readonly NodeFacts[];
  /** Signing lies behind a project that has started. */
  readonly hasStarted: boolean;
}

export const definiteStates = ['definite', 'missing', 'notApplicable'] as const;

export interface Definite {
  readonly key: string;
  readonly label: string;
  readonly state: (typeof definiteStates)[number];
  /** What it is, or what it lacks. */
  readonly shown: string | null;
}

export function sixDefinitesOf(pack: RulePack, facts: DefiniteFacts): Definite[] {
  const { row } = facts;
  return ruleOf(pack, 'sixDefinites').parameters.items.map((item) => {
    switch (item) {
      case 'responsibleLeader':
        return leaderDefinite(pack, facts);
      case 'projectSteward':
        return stewardDefinite(pack, facts);
      case 'milestones':
        return milestonesDefinite(pack, facts);
      case 'period':
        return definite(item, '建设周期', periodText(row.startsOn, row.completesOn));
      case 'responsibleUnit':
        return definite(item, '责任单位', row.responsibleUnits.map((unit) => unit.name).join('、'));
      case 'investmentTarget':
        return definite(
          item,
          '投资目标',
          row.plannedThisYear === null ? '' : `本年${wanText(row.plannedThisYear)}万元`,
        );
    }
  });
}

/** 六个明确 only where there are six of them: another notice's list must not borrow the name. */
export function definitesName(count: number): string {
  return count === 6 ? '六个明确' : '明确事项';
}

export function definite(key: string, label: string, shown: string): Definite {
  return { key, label, state: shown === '' ? 'missing' : 'definite', shown: shown === '' ? null : shown };
}

/** Demanded by the rule on leaders (分包 or 挂钩); a project that no demand concerns may do without. */
function leaderDefinite(pack: RulePack, facts: DefiniteFacts): Definite {
  const key = 'responsibleLeader';
  const responsible = namesOf(facts.people, key);
  if (responsible !== '') return definite(key, '分包领导', responsible);
  if (ruleOf(pack, 'responsibleLeaders').parameters.demands.length === 0) return definite(key, '分包领导', '');
  const findings = leaderFindings(pack, {
    level: facts.row.level,
    totalInvestment: facts.row.totalInvestment,
    people: facts.people,
    unitHeadIds: [],
  }).filter((finding) => finding.role !== 'projectSteward');
  const label = findings.some((finding) => finding.role === key) || findings.length === 0 ? '分包领导' : '挂钩领导';
  const missing = findings.filter((finding) => finding.state === 'missing');
  if (missing.length > 0)
    return { key, label, state: 'missing', shown: `缺${missing.map((finding) => finding.roleName).join('、')}` };
  const present = findings.filter((finding) => finding.state !== 'undecided');
  if (present.length > 0)
    return definite(key, label, [...new Set(present.map((finding) => namesOf(facts.people, finding.role)))].join('、'));
  const why = findings.length === 0 ? '没有要求' : '级别或总投资没有填写，不能判断';
  return { key, label, state: 'notApplicable', shown: why };
}

/** The pack's title (项目管家, 首席服务官), demanded of the levels its rule names. */
function stewardDefinite(pack: RulePack, facts: DefiniteFacts): Definite {
  const { title, levels } = ruleOf(pack, 'steward').parameters;
  const names = namesOf(facts.people, 'projectSteward');
  const { level } = facts.row;
  const isDemanded = level === null || levels.includes(level);
  return names === '' && !isDemanded
    ? { key: 'projectSteward', label: title, state: 'notApplicable', shown: '没有要求' }
    : definite('projectSteward', title, names);
}

/** The pack's signing, start and completion each have a day, planned or actual; full benefit comes later. */
function milestonesDefinite(pack: RulePack, facts: DefiniteFacts): Definite {
  const demanded = ruleOf(pack, 'milestones').parameters.kinds.filter(
    (kind) => kind === 'start' || kind === 'completion' || (kind === 'signing' && !facts.hasStarted),
  );
  const days = demanded.map((kind) => {
    const node = facts.nodes.find((each) => each.kind === kind);
    const planned = { start: facts.row.startsOn, completion: facts.row.completesOn, signing: null };
    const day = node?.actualOn ?? planned[kind as keyof typeof planned] ?? node?.plannedOn ?? null;
    return { label: milestoneKindLabels[kind], day };
  });
  const missing = days.filter(({ day }) => day === null).map(({ label }) => label);
  if (missing.length === days.length) return definite('milestones', '建设节点', '');
  return {
    key: 'milestones',
    label: '建设节点',
    state: missing.length > 0 ? 'missing' : 'definite',
    shown:
      missing.length > 0
        ? `缺${missing.join('、')}时间`
        : days.map(({ label, day }) => `${shownDay(day ?? '')}${label}`).join('、'),
  };
}

function periodText(startsOn: string | null, completesOn: string | null): string {
  return startsOn !== null && completesOn !== null ? `${shownDay(startsOn)}—${shownDay(completesOn)}` : '';
}

function namesOf(people: readonly AnsweringPerson[], role: AnsweringPerson['role']): string {
  return people
    .filter((person) => person.role === role)
    .map((person) => person.name)
    .join('、');
}
