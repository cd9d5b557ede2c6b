/**
 * Which leader and steward a pack demands of a project, and what is missing: 投资亿元以上的省市重点项目 → 县处级领导分包, the others 挂钩
 * (二七办文〔2024〕7号 四(一)1, 四(三)3 and 5); 首席服务官 of 乡镇副科级 or above (登项攻坚办〔2018〕1号 (一)); 县级干部责任人 (汴办文〔2019〕13号
 * 二(二)). Findings for a person to act on: none of them blocks.
 */
import type { AssignmentRole } from '../domain/assignment.ts';
import type { ProjectLevel } from '../domain/project.ts';
import { assertNever } from '../error.ts';
import { assignmentRoleLabels } from '../text/labels.ts';
import type { RulePack } from './catalogue.ts';
import { ruleOf } from './packs/index.ts';
import { reachesRank } from './ranks.ts';

export interface AnsweringPerson {
  readonly role: AssignmentRole;
  readonly personId: string;
  readonly name: string;
  readonly rank: string | null;
}

export interface LeaderFacts {
  readonly level: ProjectLevel | null;
  /** Integer 元. */
  readonly totalInvestment: number | null;
  /** Who answers on the day asked about. */
  readonly people: readonly AnsweringPerson[];
  /** Heads of the responsible units, as far as they are known. */
  readonly unitHeadIds: readonly string[];
}

export const demandStates = ['met', 'missing', 'rankBelow', 'rankUnknown', 'undecided', 'notInPrinciple'] as const;
export type DemandState = (typeof demandStates)[number];

export interface LeaderFinding {
  readonly role: AssignmentRole;
  readonly roleName: string;
  readonly state: DemandState;
  /** One sentence that ends with the clause. */
  readonly sentence: string;
  /** The rule in its own words. */
  readonly rule: string;
  readonly source: string;
}

/** The pack's own word for a role: its steward has the title of the notice (项目管家, 首席服务官). */
export function roleName(pack: RulePack, role: AssignmentRole): string {
  return role === 'projectSteward' ? ruleOf(pack, 'steward').parameters.title : assignmentRoleLabels[role];
}

/** One finding for each demand that concerns the project, met ones too. */
export function leaderFindings(pack: RulePack, facts: LeaderFacts): readonly LeaderFinding[] {
  return [...demandFindings(pack, facts), ...stewardFindings(pack, facts)];
}

/** Somebody is missing or of too low a rank: not only to be looked at. */
export function isLack(finding: LeaderFinding): boolean {
  return finding.state === 'missing' || finding.state === 'rankBelow';
}

/** What is still to be done: missing, of too low a rank, or not to be judged yet. */
export function openFindings(findings: readonly LeaderFinding[]): readonly LeaderFinding[] {
  return findings.filter((finding) => finding.state !== 'met');
}

function demandFindings(pack: RulePack, facts: LeaderFacts): LeaderFinding[] {
  return ruleOf(pack, 'responsibleLeaders').parameters.demands.flatMap((demand): LeaderFinding[] => {
    const named = roleName(pack, demand.role);
    const said = (state: DemandState, what: string): LeaderFinding => ({
      role: demand.role,
      roleName: named,
      state,
      sentence: `${what}（依据${demand.source}）`,
      rule: demand.text,
      source: demand.source,
    });
    if (facts.level !== null && demand.levels.length > 0 && !demand.levels.includes(facts.level)) return [];
    const concerns = concernsAmount(facts.totalInvestment, demand.minimumInvestment, demand.maximumInvestment);
    if (concerns === 'no') return [];
    const people = facts.people.filter((person) => person.role === demand.role);
    if (people.length > 0) {
      if (demand.rank === null) return [said('met', `${named}：${namesOf(people)}`)];
      return [ranked(people, demand.rank, named, said)];
    }
    const unknown = [
      ...(facts.level === null && demand.levels.length > 0 ? ['项目级别'] : []),
      ...(concerns === 'unknown' ? ['总投资'] : []),
    ];
    if (unknown.length > 0) return [said('undecided', `${unknown.join('、')}没有填写，不能判断是否必须有${named}`)];
    return [said('missing', `没有明确${named}`)];
  });
}

function stewardFindings(pack: RulePack, facts: LeaderFacts): LeaderFinding[] {
  const rule = ruleOf(pack, 'steward');
  const { title, minimumRank, inPrinciple, levels } = rule.parameters;
  if (levels.length === 0 || (facts.level !== null && !levels.includes(facts.level))) return [];
  const said = (state: DemandState, what: string): LeaderFinding => ({
    role: 'projectSteward',
    roleName: title,
    state,
    sentence: `${what}（依据${rule.source}）`,
    rule: rule.shown,
    source: rule.source,
  });
  const stewards = facts.people.filter((person) => person.role === 'projectSteward');
  if (stewards.length === 0) return [said('missing', `没有明确${title}`)];
  if (minimumRank !== null) return [ranked(stewards, minimumRank, title, said)];
  const isHead = stewards.some((steward) => facts.unitHeadIds.includes(steward.personId));
  if (inPrinciple !== null && facts.unitHeadIds.length > 0 && !isHead)
    return [said('notInPrinciple', `${title}${namesOf(stewards)}不是${inPrinciple}，请核对`)];
  return [said('met', `${title}：${namesOf(stewards)}`)];
}

function ranked(
  people: readonly AnsweringPerson[],
  demanded: string,
  named: string,
  said: (state: DemandState, what: string) => LeaderFinding,
): LeaderFinding {
  const judged = people.map((person) => ({ person, verdict: reachesRank(person.rank, demanded) }));
  const state = judged.some((each) => each.verdict === 'reaches')
    ? 'met'
    : judged.some((each) => each.verdict === 'unknown')
      ? 'rankUnknown'
      : 'rankBelow';
  switch (state) {
    case 'met':
      return said(state, `${named}：${namesOf(people)}`);
    case 'rankUnknown':
      return said(state, `${named}${namesOf(people)}的职级没有填写或不明确，应为${demanded}`);
    case 'rankBelow':
      return said(
        state,
        `${named}${people.map((person) => `${person.name}（${person.rank ?? ''}）`).join('、')}低于${demanded}`,
      );
    default:
      return assertNever(state);
  }
}

/** “minimum” is reached by the amount itself (亿元以上 includes 亿元); “maximum” is not. */
function concernsAmount(
  total: number | null,
  minimum: number | null,
  maximum: number | null,
): 'yes' | 'no' | 'unknown' {
  if (minimum === null && maximum === null) return 'yes';
  if (total === null) return 'unknown';
  return (minimum === null || total >= minimum) && (maximum === null || total < maximum) ? 'yes' : 'no';
}

function namesOf(people: readonly AnsweringPerson[]): string {
  return people.map((person) => person.name).join('、');
}
