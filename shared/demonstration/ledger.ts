/** The records behind the fictional projects, as drafts of operations. */
import { dayNumber, instantOf } from '../calendar/day.ts';
import type { AssignmentRole, leaderTiers } from '../domain/assignment.ts';
import type { EntityName } from '../domain/entity.ts';
import { deterministicId, type JsonValue } from '../package/operation.ts';
import { contacts, leaders, liaisons, misspeltLeader, seniorLeaders, stewards, unitIndex, units } from './names.ts';
import { natureOf, poolOn, type YearPlan } from './plans.ts';
import type { FictionalProject } from './projects.ts';
import { type Random, randomOf } from './random.ts';

/** As db/ledger takes it; this room does not know that one. */
export interface DraftRecord {
  readonly entity: EntityName;
  readonly id: string;
  readonly kind: 'put' | 'delete' | 'undelete';
  readonly values?: Readonly<Record<string, JsonValue>>;
}

/** The ids of one loading: two demonstration districts at one centre must not share a record. */
export interface Identities {
  readonly units: readonly string[];
  readonly leaders: readonly string[];
  readonly stewards: readonly string[];
  readonly contacts: readonly string[];
  readonly seniors: readonly string[];
  readonly liaisons: readonly string[];
  readonly groups: readonly string[];
  readonly misspelt: string;
  readonly projects: readonly string[];
}

export function identities(officeId: string, projects: number, firstDay: string): Identities {
  const at = instantOf(firstDay, 540);
  const ids = (what: string, count: number) => {
    const random = randomOf(officeId, what);
    return Array.from({ length: count }, () => random.id(at));
  };
  return {
    units: ids('units', units.length),
    leaders: ids('leaders', leaders.length),
    stewards: ids('stewards', stewards.length),
    contacts: ids('contacts', contacts.length),
    seniors: ids('seniors', seniorLeaders.length),
    liaisons: ids('liaisons', liaisons.length),
    groups: ids('groups', 8),
    misspelt: ids('misspelt', 1)[0] ?? '',
    projects: ids('projects', projects),
  };
}

export function projectDrafts(
  ids: Identities,
  project: FictionalProject,
  plan: YearPlan,
  day: number,
  more: Readonly<Record<string, JsonValue>>,
): DraftRecord[] {
  const id = ids.projects[project.index] ?? '';
  return [
    {
      entity: 'project',
      id,
      kind: 'put',
      values: {
        name: project.name,
        code: project.code,
        level: project.level,
        nature: natureOf(project, plan.year),
        category: project.theme.category,
        pool: poolOn(project, day, plan.year),
        summary: project.summary,
        place: project.place,
        owner: project.owner,
        responsibleUnits: project.units.map((unit) => ids.units[unit] ?? ''),
        departmentInCharge: `区${project.theme.department}`,
        fundingSource: project.fundingSource,
        investmentClass: project.theme.investmentClass,
        totalInvestment: project.totalInvestment,
        startsOn: project.startsOn,
        completesOn: project.completesOn,
        ledgerOrder: project.index + 1,
        ...more,
      },
    },
    planDraft(ids, project, plan),
    ...project.seniors.map((senior, order) =>
      assignmentDraft(id, 'responsibleLeader', ids.seniors[senior] ?? '', order + 1, seniorLeaders[senior]?.tier),
    ),
    ...project.leaders.map((leader, order) =>
      assignmentDraft(id, 'responsibleLeader', leaderId(ids, project, leader), order + 1 + project.seniors.length),
    ),
    ...tieDrafts(ids, project, id),
    ...(project.steward === null
      ? []
      : [assignmentDraft(id, 'projectSteward', ids.stewards[project.steward] ?? '', 1)]),
    ...(project.contact === null ? [] : [assignmentDraft(id, 'ownerContact', ids.contacts[project.contact] ?? '', 1)]),
  ];
}

export function planDraft(ids: Identities, project: FictionalProject, plan: YearPlan): DraftRecord {
  const id = ids.projects[project.index] ?? '';
  const random = randomOf('plan', project.name, plan.year);
  const quarters = project.hasQuarters && plan.planned !== null ? quarterValues(random, project, plan.planned) : {};
  return {
    entity: 'annualPlan',
    id: planId(id, plan.year),
    kind: 'put',
    values: {
      projectId: id,
      year: plan.year,
      plannedInvestment: plan.planned,
      doneBeforeYear: plan.doneBefore,
      task: project.hasAnnualTask ? annualTask(random, project, plan) : null,
      ...quarters,
      ...(project.level !== 'district' && plan.planned !== null ? monthValues(plan.planned) : {}),
      carryOver: project.startDay < dayNumber(`${plan.year}-01-01`) ? 'carried' : 'new',
    },
  };
}

export function planId(projectId: string, year: number): string {
  return deterministicId('annualPlan', projectId, String(year));
}

export function assignmentId(projectId: string, role: AssignmentRole, personId: string): string {
  return deterministicId('assignment', projectId, role, personId);
}

export function assignmentDraft(
  projectId: string,
  role: AssignmentRole,
  personId: string,
  printOrder: number,
  tier: (typeof leaderTiers)[number] = 'district',
): DraftRecord {
  const values = {
    projectId,
    personId,
    role,
    printOrder,
    ...(role === 'responsibleLeader' ? { tier } : {}),
  };
  return { entity: 'assignment', id: assignmentId(projectId, role, personId), kind: 'put', values };
}

/** 挂钩 (二七办文〔2024〕7号 四(一)1): the county-level leader of the area and the head of the town; a few are still open. */
function tieDrafts(ids: Identities, project: FictionalProject, projectId: string): DraftRecord[] {
  if (project.level !== 'district' || randomOf('ties', project.name).chance(0.08)) return [];
  const town = unitIndex(project.town);
  return [
    assignmentDraft(projectId, 'areaLeader', ids.leaders[town % leaders.length] ?? '', 1),
    assignmentDraft(projectId, 'townHead', ids.stewards[town % stewards.length] ?? '', 1),
  ];
}

/** Half of the projects write one of the leaders with another character, as a second person. */
export function leaderId(ids: Identities, project: FictionalProject, leader: number): string {
  return leader === misspeltLeader.index && project.index % 2 === 1 ? ids.misspelt : (ids.leaders[leader] ?? '');
}

const tasks: Readonly<Record<string, readonly string[]>> = {
  building: ['完成基坑支护和桩基施工', '主体结构封顶', '完成二次结构和外立面施工', '完成室内装修并通过竣工验收'],
  line: ['完成征迁清表和便道施工', '完成路基及管道主体工程', '完成结构物施工和路面摊铺', '完成附属工程并交工通车'],
  plant: ['完成场地平整和厂房基础', '钢结构主体安装完成', '设备进场并完成安装', '完成联动调试，试生产'],
  landscape: ['完成清淤和土方工程', '完成护岸及配套建筑', '完成园路管网和主要种植', '完成收尾并开放使用'],
};

function annualTask(random: Random, project: FictionalProject, plan: YearPlan): string {
  const list = tasks[project.theme.family] ?? [];
  if (plan.planned === null) return '办理前期手续，力争具备开工条件。';
  const share = plan.doneBefore / Math.max(1, project.totalInvestment);
  const first = Math.min(list.length - 1, Math.floor(share * list.length));
  return `${list.slice(first, first + random.between(1, 2)).join('，')}。`;
}

function quarterValues(random: Random, project: FictionalProject, planned: number): Record<string, JsonValue> {
  const list = tasks[project.theme.family] ?? [];
  const values: Record<string, JsonValue> = {};
  const months = monthAmounts(planned);
  const quarters = [0, 3, 6, 9].map((from) => months.slice(from, from + 3).reduce((sum, amount) => sum + amount, 0));
  quarters.forEach((amount, index) => {
    values[`quarter${index + 1}Task`] = list[index] ?? random.pick(list);
    values[`quarter${index + 1}Investment`] = amount;
  });
  return values;
}

function monthValues(planned: number): Record<string, JsonValue> {
  return Object.fromEntries(monthAmounts(planned).map((amount, index) => [`month${index + 1}Investment`, amount]));
}

/** Little in winter, most in the dry months; the twelve make the year exactly. */
function monthAmounts(planned: number): number[] {
  const shares = [3, 2, 7, 9, 10, 10, 9, 9, 11, 11, 10, 9];
  const amounts = shares.map((share) => Math.floor((planned * share) / 1_000_000) * 10_000);
  amounts[11] = planned - amounts.slice(0, 11).reduce((sum, amount) => sum + amount, 0);
  return amounts;
}
