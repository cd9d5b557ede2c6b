/**
 * The fictional district 青石区: every change its office has made, in order, from the opening of the ledger until now.
 * Pure: the same wishes give the same changes; the instant of now is an argument.
 */
import { addDays, businessDay, dayNumber, instantOf } from '../calendar/day.ts';
import { fridayNoon, periodAt, periodLabel } from '../calendar/period.ts';
import type { ProcedureName } from '../contract/index.ts';
import type { ProjectPool } from '../domain/project.ts';
import { deterministicId, type JsonValue } from '../package/operation.ts';
import { yearClosingDrafts } from './accounts.ts';
import { change } from './change.ts';
import { editOf, type LivingProject, livingProject } from './edits.ts';
import { inspections } from './inspections.ts';
import { issueLedger } from './issues.ts';
import { type DraftRecord, type Identities, identities, planDraft, projectDrafts } from './ledger.ts';
import { investmentDrafts } from './lists.ts';
import { cityName, districtName, operators, reviewer } from './names.ts';
import { officeWork } from './office-work.ts';
import { groupsOfProject, registerDrafts } from './people.ts';
import { doneBeforeFirstYear, natureOf, poolOn, yearPlan } from './plans.ts';
import { entryDraft, transferDraft } from './pools.ts';
import { type FictionalProject, fictionalProjects } from './projects.ts';
import { type Random, randomOf } from './random.ts';
import { type Registry, registryOf } from './registry.ts';
import { storyteller, type WeeklyFigures } from './reports.ts';
import { supervision } from './supervision.ts';

export interface DistrictWishes {
  readonly seed: number;
  /** Business instant, ISO UTC. */
  readonly now: string;
  /** Ids follow from it, so that two such districts can report to one centre. */
  readonly officeId: string;
  readonly projects: number;
  /** Weekly periods before the open one. */
  readonly weeks: number;
}

export interface DemonstrationChange {
  /** Instant, ISO UTC; never falls from one change to the next. */
  readonly at: string;
  readonly actor: string;
  readonly procedure: ProcedureName;
  readonly summary: string;
  readonly drafts: readonly DraftRecord[];
}

/** What the first-run wizard would have asked. */
export const demonstrationOffice = {
  kind: 'district',
  fullName: `${cityName}${districtName}重点项目建设推进中心`,
  shortName: districtName,
  signatureLine: `${cityName}${districtName}重点项目建设推进中心`,
  body: `${districtName}发展改革局`,
  reportsTo: `${cityName}重点项目建设中心`,
  contactName: operators[0],
  contactPhone: '0000-5550001',
} as const;

export const demonstrationSize = { seed: 20_241, projects: 120, weeks: 50 } as const;

/** When the ledger is opened: the morning of the first working day of its first week. */
export function ledgerOpenedAt(wishes: Pick<DistrictWishes, 'now' | 'weeks'>): string {
  return instantOf(addDays(firstPeriod(wishes), -5), 480);
}

export function ledgerYearAtOpening(wishes: Pick<DistrictWishes, 'now' | 'weeks'>): number {
  return Number(firstPeriod(wishes).slice(0, 4));
}

export function* districtChanges(wishes: DistrictWishes): Generator<DemonstrationChange> {
  const { seed, officeId, now, weeks } = wishes;
  const open = periodAt(now, fridayNoon).closesOn;
  const first = firstPeriod(wishes);
  const projects = fictionalProjects({ seed, projects: wishes.projects, weeks, year: Number(open.slice(0, 4)) });
  const ids = identities(officeId, projects.length, addDays(first, -4));
  const office = openOffice(wishes, projects, ids, Number(first.slice(0, 4)));

  yield* office.openLedger(addDays(first, -4));
  for (let week = 0; week < weeks; week += 1) {
    const period = addDays(first, 7 * week);
    yield* sorted([
      ...office.beginWeek(period, week),
      ...office.keepRegistry(period),
      ...(week === weeks - 1 ? office.collect(period) : []),
      ...office.reportWeek(period, week),
    ]);
  }
  yield* office.beginOpenWeek(open, weeks);
}

function firstPeriod({ now, weeks }: Pick<DistrictWishes, 'now' | 'weeks'>): string {
  return addDays(periodAt(now, fridayNoon).closesOn, -7 * weeks);
}

function sorted(changes: readonly DemonstrationChange[]): DemonstrationChange[] {
  // Stable: what was planned first stays first within a minute.
  return changes.toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}

/** The ledger of issues is kept for some months only. */
const weeksOfIssues = 20;

interface Living extends LivingProject {
  pool: ProjectPool;
  last: WeeklyFigures | null;
  readonly registry: Registry;
}

/** A figure mistyped in one period and put right in the next. */
interface Slip {
  readonly living: Living;
  readonly period: string;
  readonly right: number;
}

function openOffice(
  { seed, officeId, now, weeks }: DistrictWishes,
  projects: readonly FictionalProject[],
  ids: Identities,
  firstYear: number,
) {
  const stories = storyteller(seed, weeks);
  const living: Living[] = [];
  const toJoin = projects.filter((project) => project.joinsAfterWeeks !== null);
  const today = dayNumber(businessDay(now));
  const issues = issueLedger(ids);
  const meetings = supervision({ seed, officeId, ids });
  const site = inspections({ seed, officeId, ids, weeks, nextTaskNumber: meetings.nextTaskNumber });
  const work = officeWork({ seed, officeId, ids, weeks, today }, (gone) => {
    living.splice(
      living.findIndex((each) => each.id === gone.id),
      1,
    );
  });
  let year = firstYear;
  let slips: Slip[] = [];

  const enter = (project: FictionalProject, day: string): DraftRecord[] => {
    const plan = yearPlan(project, year, doneBeforeFirstYear(project, year));
    const pool = poolOn(project, dayNumber(day), year);
    const registry = registryOf({ seed, ids, project, today });
    const id = ids.projects[project.index] ?? '';
    living.push({ ...livingProject(project, id, plan), pool, last: null, registry });
    const values = { ...registry.projectValues(dayNumber(day)), groupIds: groupsOfProject(ids, project) };
    return [
      ...projectDrafts(ids, project, plan, dayNumber(day), values),
      ...registry.draftsUntil(dayNumber(day)),
      ...investmentDrafts(id, project, plan),
      entryDraft(id, pool, day, project.joinsAfterWeeks !== null),
    ];
  };
  const ofOperator = (operator: number) =>
    living.filter(({ project }) => project.index % operators.length === operator);

  function* openLedger(day: string): Generator<DemonstrationChange> {
    const drafts = projects
      .filter((project) => project.joinsAfterWeeks === null)
      .flatMap((project) => enter(project, day));
    const summary = `导入台账：${districtName}${year}年重点项目计划表.xlsx`;
    yield change(day, 560, operators[0], 'ledgerImports.commit', summary, [...registerDrafts(ids, year), ...drafts]);
  }

  function* turnYear(day: string, to: number): Generator<DemonstrationChange> {
    const closed = yearClosingDrafts(living, officeId, year, day, reviewer);
    yield change(day, 525, operators[0], 'yearTurn.close', `${year}年年终结账`, closed);
    year = to;
    yield change(day, 530, operators[0], 'offices.save', '修改本单位信息', [
      { entity: 'office', id: officeId, kind: 'put', values: { ledgerYear: to } },
    ]);
    const drafts = living.flatMap((each): DraftRecord[] => {
      each.plan = yearPlan(
        each.project,
        to,
        Math.min(each.totalInvestment, each.plan.doneBefore + (each.last?.doneThisYear ?? 0)),
      );
      each.last = each.last === null ? null : { ...each.last, doneThisYear: 0 };
      return [
        { entity: 'project', id: each.id, kind: 'put', values: { nature: natureOf(each.project, to) } },
        planDraft(ids, each.project, each.plan),
      ];
    });
    yield change(
      day,
      545,
      operators[0],
      'ledgerImports.commit',
      `导入台账：${districtName}${to}年重点项目计划表.xlsx`,
      drafts,
    );
  }

  function* beginWeek(period: string, week: number): Generator<DemonstrationChange> {
    const monday = addDays(period, -4);
    const random = randomOf(seed, 'edits', period);
    if (Number(period.slice(0, 4)) > year) yield* turnYear(monday, Number(period.slice(0, 4)));
    for (const project of toJoin.filter((each) => each.joinsAfterWeeks === week))
      yield change(
        monday,
        570,
        operators[project.index % 3] ?? operators[0],
        'projects.save',
        `新增项目：${project.name}`,
        enter(project, monday),
      );
    for (const each of living) {
      const pool = poolOn(each.project, dayNumber(monday), year);
      const from = each.pool;
      // What came about in the last weeks is still only proposed.
      if (dayNumber(monday) > today - 40) continue;
      if (pool === from) continue;
      each.pool = pool;
      const draft: DraftRecord = { entity: 'project', id: each.id, kind: 'put', values: { pool } };
      const moved = transferDraft(each.id, from, pool, monday);
      yield change(monday, 580, operatorOf(each), 'pools.transfer', `转化：${each.name}`, [draft, moved]);
    }
    yield* work.monday(monday, week, living);
    if (week > 0) yield* meetings.monday(monday, living);
    yield* site.week(period, week, living);
    const edits = Math.floor(living.length / 60) + (random.chance((living.length % 60) / 60) ? 1 : 0);
    for (let count = 0; count < edits && living.length > 0; count += 1) {
      const each = random.pick(living);
      const day = addDays(monday, random.between(0, 1));
      const made = editOf(random, each, ids, day);
      if (made !== null)
        yield change(day, random.between(590, 1020), random.pick(operators), made.procedure, made.summary, made.drafts);
    }
  }

  /** What happened on the sites and in the counters of the departments since last week, written down on Tuesday. */
  function* keepRegistry(period: string): Generator<DemonstrationChange> {
    const tuesday = addDays(period, -3);
    for (const [operator, name] of operators.entries()) {
      const drafts = ofOperator(operator).map((each) => each.registry.draftsUntil(dayNumber(tuesday)));
      const touched = drafts.filter((own) => own.length > 0);
      if (touched.length > 0)
        yield change(
          tuesday,
          630 + operator * 25,
          name,
          'permits.saveMany',
          `更新节点和手续：${touched.length}个项目`,
          touched.flat(),
        );
    }
  }

  /** The sheet is filled on Wednesday and Thursday, reviewed on Thursday, sent on Friday before noon. */
  function* reportWeek(period: string, week: number): Generator<DemonstrationChange> {
    const random = randomOf(seed, 'reports', period);
    const label = periodLabel(period);
    const corrected = slips;
    slips = [];
    yield* correct(corrected, addDays(period, -4));
    const filled: Living[] = [];
    const afterthoughts: Living[] = [];
    const troubles: DraftRecord[] = [];
    for (const [operator, name] of operators.entries()) {
      const own = ofOperator(operator).filter(() => !random.chance(0.025));
      if (own.length === 0) continue;
      const drafts = own.map((each) => {
        const before = each.last;
        const draft = reportDraft(random, each, period, week);
        if (week >= weeks - weeksOfIssues && each.last !== null)
          troubles.push(...issues.follow(each.id, before, each.last, addDays(period, -1)));
        return draft;
      });
      yield change(
        addDays(period, -2 + (operator % 2)),
        860 + operator * 17 + random.below(15),
        name,
        'progress.saveMany',
        `批量填写${label}${drafts.length}个项目`,
        drafts,
      );
      filled.push(...own);
      if (random.chance(0.7)) afterthoughts.push(random.pick(own));
    }
    for (const each of afterthoughts) {
      const text = `${each.last?.progressText ?? ''}${random.pick(afterwords)}`;
      if (each.last !== null) each.last = { ...each.last, progressText: text };
      yield change(
        addDays(period, -1),
        940 + random.below(30),
        random.pick(operators),
        'progress.save',
        `填写${label}：${each.name}`,
        [stateDraft(each, period, { progressText: text })],
      );
    }
    troubles.push(...issues.reviews(addDays(period, -1)));
    if (troubles.length > 0)
      yield change(addDays(period, -1), 925, operators[0], 'issues.saveMany', '按周报更新问题台账', troubles);
    const reviewedOn = addDays(period, -1);
    const reviewed = filled.map((each) =>
      stateDraft(each, period, { state: 'reviewed', reviewedBy: reviewer, reviewedOn }),
    );
    yield change(
      reviewedOn,
      1000,
      operators[0],
      'progress.submit',
      `${reviewer}审核${label}${filled.length}个项目`,
      reviewed,
    );
    const reported = [
      ...filled.map((each) => stateDraft(each, period, { state: 'reported' })),
      ...corrected.map((slip) => stateDraft(slip.living, slip.period, { state: 'reported' })),
    ];
    yield change(period, 620, operators[0], 'packages.export', `报送${label}`, reported);
  }

  function* correct(due: readonly Slip[], monday: string): Generator<DemonstrationChange> {
    for (const { living: each, period, right } of due)
      yield change(monday, 600, operatorOf(each), 'progress.save', `填写${periodLabel(period)}：${each.name}`, [
        stateDraft(each, period, { doneThisYear: right, state: 'corrected' }),
      ]);
    for (const { living: each, period } of due)
      yield change(monday, 640, operators[0], 'progress.submit', `${reviewer}审核${periodLabel(period)}1个项目`, [
        stateDraft(each, period, { state: 'reviewed', reviewedBy: reviewer, reviewedOn: monday }),
      ]);
  }

  function reportDraft(random: Random, each: Living, period: string, week: number): DraftRecord {
    const figures = stories.report(each.project, each.plan, period, week, each.last);
    const right = figures.doneThisYear;
    each.last = figures;
    let typed = right;
    if (right !== null && right > 1_000_000 && week < weeks && random.chance(0.006)) {
      typed = Math.round((right * 0.9) / 10_000) * 10_000;
      slips.push({ living: each, period, right });
    }
    const values: Record<string, JsonValue> = { projectId: each.id, period, state: 'filled' };
    for (const [field, value] of Object.entries({ ...figures, doneThisYear: typed }))
      if (value !== null) values[field] = value;
    return { entity: 'progressReport', id: reportId(each.id, period), kind: 'put', values };
  }

  /** About half of the open period, up to now; what slipped last time is put right but not yet reviewed. */
  function* beginOpenWeek(open: string, week: number): Generator<DemonstrationChange> {
    const opened = Date.parse(instantOf(addDays(open, -7), 720));
    const minutes = Math.floor((Date.parse(now) - opened) / 60_000);
    const at = (share: number) => new Date(opened + Math.floor(minutes * share) * 60_000).toISOString();
    const random = randomOf(seed, 'open', open);
    for (const { living: each, period, right } of slips)
      yield {
        ...change(open, 0, operatorOf(each), 'progress.save', `填写${periodLabel(period)}：${each.name}`, [
          stateDraft(each, period, { doneThisYear: right, state: 'corrected' }),
        ]),
        at: at(0.2),
      };
    if (Number(open.slice(0, 4)) > year)
      for (const turned of turnYear(open, Number(open.slice(0, 4)))) yield { ...turned, at: at(0.3) };
    yield* work.openCollection(open, living, at(0.35), at(0.45));
    for (const [operator, name] of operators.entries()) {
      const own = ofOperator(operator).filter(() => random.chance(0.5));
      if (own.length === 0) continue;
      const drafts = own.map((each) => reportDraft(random, each, open, week));
      yield {
        ...change(open, 0, name, 'progress.saveMany', `批量填写${periodLabel(open)}${drafts.length}个项目`, drafts),
        at: at(0.5 + operator * 0.15),
      };
    }
  }

  return {
    openLedger,
    beginWeek,
    keepRegistry,
    collect: (period: string) => work.collection(period, living),
    reportWeek,
    beginOpenWeek,
  };
}

const afterwords = [
  '分包领导到现场调度。',
  '项目管家已现场核实。',
  '数据已与入统口径核对。',
  '建设单位补充了影像资料。',
  '镇街反馈现场无新增问题。',
] as const;

function operatorOf(living: LivingProject): string {
  return operators[living.project.index % operators.length] ?? operators[0];
}

function stateDraft(living: LivingProject, period: string, values: Readonly<Record<string, JsonValue>>): DraftRecord {
  return { entity: 'progressReport', id: reportId(living.id, period), kind: 'put', values };
}

function reportId(projectId: string, period: string): string {
  return deterministicId('progressReport', projectId, period);
}
