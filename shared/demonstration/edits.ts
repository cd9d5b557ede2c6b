/** Changes of mind over the year: figures adjusted, people replaced, gaps filled in, names changed. */
import { addDays, earliestDay } from '../calendar/day.ts';
import { assignmentDraft, assignmentId, type DraftRecord, type Identities, leaderId, planId } from './ledger.ts';
import { leaders, stewards } from './names.ts';
import type { YearPlan } from './plans.ts';
import type { FictionalProject } from './projects.ts';
import type { Random } from './random.ts';

/** What a project holds now, as far as later edits depend on it. */
export interface LivingProject {
  readonly project: FictionalProject;
  readonly id: string;
  name: string;
  totalInvestment: number;
  completesOn: string | null;
  owner: string | null;
  leaders: number[];
  steward: number | null;
  /** Persons who ever held a role here: none is given twice, so that an assignment is made once. */
  readonly everLeader: Set<number>;
  readonly everSteward: Set<number>;
  plan: YearPlan;
}

export interface Edit {
  readonly procedure: 'projects.save' | 'persons.save';
  readonly summary: string;
  readonly drafts: readonly DraftRecord[];
}

export function livingProject(project: FictionalProject, id: string, plan: YearPlan): LivingProject {
  const { name, totalInvestment, completesOn, owner, steward } = project;
  return {
    project,
    id,
    name,
    totalInvestment,
    completesOn,
    owner,
    leaders: [...project.leaders],
    steward,
    everLeader: new Set(project.leaders),
    everSteward: new Set(steward === null ? [] : [steward]),
    plan,
  };
}

/** One edit of one project; null where this kind of edit does not fit it. */
export function editOf(random: Random, living: LivingProject, ids: Identities, day: string): Edit | null {
  const make = random.pick(editMakers);
  return make(random, living, ids, day);
}

type EditMaker = (random: Random, living: LivingProject, ids: Identities, day: string) => Edit | null;

const editMakers: readonly EditMaker[] = [
  adjustTotal,
  delayCompletion,
  replaceLeader,
  replaceSteward,
  changePhone,
  remark,
  remark,
  completeOwner,
  rename,
  adjustPlan,
  describePlace,
];

function adjustTotal(random: Random, living: LivingProject): Edit {
  const grown = living.totalInvestment * (1 + random.between(2, 9) / 100);
  living.totalInvestment = Math.round(grown / 100_000) * 100_000;
  return edit(living, { totalInvestment: living.totalInvestment });
}

function delayCompletion(random: Random, living: LivingProject): Edit | null {
  if (living.completesOn === null || living.completesOn.length < 7) return null;
  const later = addDays(earliestDay(living.completesOn), random.between(45, 200));
  living.completesOn = later.slice(0, living.completesOn.length);
  return edit(living, { completesOn: living.completesOn });
}

function replaceLeader(random: Random, living: LivingProject, ids: Identities): Edit | null {
  const chosen = freePerson(random, leaders.length, living.everLeader);
  if (chosen === null) return null;
  const leaving = living.leaders.shift();
  living.leaders.unshift(chosen);
  return edit(living, null, [
    ...(leaving === undefined ? [] : [ended(living.id, 'responsibleLeader', leaderId(ids, living.project, leaving))]),
    assignmentDraft(
      living.id,
      'responsibleLeader',
      leaderId(ids, living.project, chosen),
      living.project.seniors.length + 1,
    ),
  ]);
}

function replaceSteward(random: Random, living: LivingProject, ids: Identities): Edit | null {
  const chosen = freePerson(random, stewards.length, living.everSteward);
  if (chosen === null) return null;
  const leaving = living.steward;
  living.steward = chosen;
  return edit(living, null, [
    ...(leaving === null ? [] : [ended(living.id, 'projectSteward', ids.stewards[leaving] ?? '')]),
    assignmentDraft(living.id, 'projectSteward', ids.stewards[chosen] ?? '', 1),
  ]);
}

function changePhone(random: Random, _living: LivingProject, ids: Identities): Edit {
  const index = random.below(stewards.length);
  const draft: DraftRecord = {
    entity: 'person',
    id: ids.stewards[index] ?? '',
    kind: 'put',
    values: { phone: `0000-555${random.between(4000, 9999)}` },
  };
  return { procedure: 'persons.save', summary: `修改人员：${stewards[index]?.name ?? ''}`, drafts: [draft] };
}

const remarks = [
  '列入区政府民生实事。',
  '与规划路同步实施。',
  '需重点关注用地进度。',
  '投资方已更换现场负责人。',
  '按季度调度，月底现场核查。',
  '拟申报下一批专项债券。',
  '施工单位春节后复工。',
  '纳入观摩备选项目。',
] as const;

function remark(random: Random, living: LivingProject): Edit {
  return edit(living, { remark: random.pick(remarks) });
}

function completeOwner(_random: Random, living: LivingProject): Edit | null {
  if (living.owner !== null) return null;
  living.owner = '青石城市建设投资有限公司';
  return edit(living, { owner: living.owner });
}

function rename(random: Random, living: LivingProject): Edit | null {
  if (living.name !== living.project.name || !random.chance(0.5)) return null;
  const former = living.name;
  living.name = former.endsWith('项目') ? `${former.slice(0, -2)}建设项目` : `${former}建设项目`;
  return edit(living, { name: living.name, formerNames: [former] });
}

function adjustPlan(random: Random, living: LivingProject, _ids: Identities, day: string): Edit | null {
  const month = Number(day.slice(5, 7));
  const { planned, year } = living.plan;
  if (planned === null || month < 6 || month > 9) return null;
  const adjusted = Math.round((planned * random.between(85, 115)) / 100 / 1_000_000) * 1_000_000;
  if (adjusted === 0 || adjusted > living.totalInvestment - living.plan.doneBefore) return null;
  living.plan = { ...living.plan, planned: adjusted };
  return edit(living, null, [
    { entity: 'annualPlan', id: planId(living.id, year), kind: 'put', values: { plannedInvestment: adjusted } },
  ]);
}

function describePlace(random: Random, living: LivingProject): Edit {
  return edit(living, {
    place: `${living.project.place}${random.between(2, 90)}号地块`,
    plot: `QS-${random.between(1, 40)}-${random.between(1, 12)}`,
  });
}

function edit(living: LivingProject, values: DraftRecord['values'] | null, more: readonly DraftRecord[] = []): Edit {
  const own: DraftRecord[] =
    values === null || values === undefined ? [] : [{ entity: 'project', id: living.id, kind: 'put', values }];
  return { procedure: 'projects.save', summary: `修改项目：${living.name}`, drafts: [...own, ...more] };
}

function ended(projectId: string, role: 'responsibleLeader' | 'projectSteward', personId: string): DraftRecord {
  return { entity: 'assignment', id: assignmentId(projectId, role, personId), kind: 'delete' };
}

function freePerson(random: Random, count: number, ever: Set<number>): number | null {
  const chosen = random.below(count);
  if (ever.has(chosen)) return null;
  ever.add(chosen);
  return chosen;
}
