/**
 * What a district has reported or recorded of a project, as it stands: the facts, figures, open issues and last decisions
 * that are printed on an inspection sheet and frozen with it, so that what is found is held against what was said.
 */
import { shownDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import type { FrozenFigure, SheetContent } from '#shared/domain/inspection-sheet.ts';
import { type ReportedFigure, reportedFigures } from '#shared/domain/inspection-template.ts';
import { paperPeriod } from '#shared/report/paper-text.ts';
import { shownLeader } from '#shared/rules/delegations.ts';
import { roleName } from '#shared/rules/leaders.ts';
import { startEvidence } from '#shared/rules/overdue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { constructionNatureLabels, projectLevelLabels, projectPoolLabels } from '#shared/text/labels.ts';
import { wanText } from '#shared/text/money.ts';
import type { Reading } from '../run.ts';
import { lastDecisions } from './cards.ts';
import { listIssues } from './issues.ts';
import { type ScheduledProject, scheduledProjects } from './milestones.ts';
import { type LeaderOnDay, leadersOn } from './people.ts';
import { permitRows } from './permits.ts';
import { listProjects, reportsOf } from './projects.ts';
import { rulePackInForce } from './rule-packs.ts';

export interface ReportedStanding extends Pick<SheetContent, 'facts' | 'issues' | 'decisions'> {
  readonly projectName: string;
  readonly officeName: string;
  /** One for every figure there is, in the order of `reportedFigures`. */
  readonly figures: FrozenFigure[];
}

const mostLines = 5;

/** By project, as things stand; `day` says who is away and delegates. A project that is gone is not in the answer. */
export function reportedStandings(
  reading: Reading,
  projectIds: readonly string[],
  day: string,
): ReadonlyMap<string, ReportedStanding> {
  const pack = rulePackInForce(reading);
  const levels = ruleOf(pack, 'projectLevels').parameters;
  const people = leadersOn(reading, day, ['responsibleLeader', 'projectSteward', 'ownerContact'], projectIds);
  const stewardTitle = roleName(pack, 'projectSteward');
  return new Map(
    listProjects(reading, { ids: projectIds }).rows.map((row): [string, ReportedStanding] => {
      const level = row.level === null ? null : levels[row.level] || projectLevelLabels[row.level];
      const issues = listIssues(reading, row.id).filter((issue) => issue.state !== 'closed');
      return [
        row.id,
        {
          projectName: row.name,
          officeName: row.officeName,
          facts: factsOf(row, level, people.get(row.id) ?? [], stewardTitle, day),
          figures: figuresOf(reading, row, issues.length),
          issues: issues.slice(0, mostLines).map(lineOf),
          decisions: lastDecisions(reading, row.id, day)
            .filter((decision) => !decision.isDone)
            .slice(0, mostLines)
            .map(({ content, ...rest }) => lineOf({ title: content, ...rest })),
        },
      ];
    }),
  );
}

function factsOf(
  row: ProjectRow,
  level: string | null,
  people: readonly LeaderOnDay[],
  stewardTitle: string,
  day: string,
): SheetContent['facts'] {
  const named = (role: LeaderOnDay['role']) =>
    people
      .filter((person) => person.role === role)
      .map(
        ({ name, delegate, phone }) =>
          `${shownLeader(name, delegate, day)}${role === 'ownerContact' && phone !== null ? ` ${phone}` : ''}`,
      )
      .join('、');
  const kind = [
    level,
    row.nature === null ? null : constructionNatureLabels[row.nature],
    row.pool === null ? null : projectPoolLabels[row.pool],
  ];
  return [
    { label: '项目类别', text: kind.filter((part) => part !== null).join(' · ') },
    { label: '建设地点', text: row.place ?? '' },
    { label: '建设单位', text: row.owner ?? '' },
    { label: '责任单位', text: row.responsibleUnits.map((unit) => unit.name).join('、') },
    { label: '起止年限', text: paperPeriod(row.startsOn, row.completesOn) },
    { label: '分包领导', text: named('responsibleLeader') },
    { label: stewardTitle, text: named('projectSteward') },
    { label: '项目单位联系人', text: named('ownerContact') },
    { label: '建设内容', text: shortened(row.summary ?? '') },
  ];
}

/** The sheet has one page; the whole text stands in 项目库. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}

function lineOf(line: {
  readonly title: string;
  readonly unitName: string | null;
  readonly dueOn: string | null;
}): string {
  const rest = [line.unitName, line.dueOn === null ? null : `限${shownDay(line.dueOn)}`].filter(
    (part) => part !== null,
  );
  return `${shortened(line.title)}${rest.length === 0 ? '' : `（${rest.join('，')}）`}`;
}

type Value = FrozenFigure['value'];
type Said = Omit<FrozenFigure, 'figure'>;

const unsaid: Said = { value: null, shown: '未报', asOf: null };

function figuresOf(reading: Reading, row: ProjectRow, openIssues: number): FrozenFigure[] {
  const scheduled = scheduledProjects(reading, { projectId: row.id })[0];
  const said: Readonly<Partial<Record<ReportedFigure, Said>>> = {
    ...reportedMoney(reading, row),
    ...(scheduled === undefined ? {} : stateFigures(scheduled)),
    ...permitFigures(reading, row, scheduled),
    openIssues: { value: openIssues, shown: `${openIssues}个`, asOf: null },
  };
  return reportedFigures.map((figure) => ({ figure, ...(said[figure] ?? unsaid) }));
}

/** The newest filled report of the ledger year, as every list of this program takes it. */
function reportedMoney(reading: Reading, row: ProjectRow): Partial<Record<ReportedFigure, Said>> {
  const reports = reportsOf(reading, row.id);
  const newest = (field: string) => reports.find((report) => report[field] !== null && report[field] !== '');
  const doneReport = reports.find(
    (report) => report['done_this_year'] !== null && report['done_this_year'] === row.doneThisYear,
  );
  const asOf = doneReport === undefined ? null : shownPeriod(String(doneReport['period']));
  const sinceStart = row.doneThisYear === null ? row.doneBeforeYear : (row.doneBeforeYear ?? 0) + row.doneThisYear;
  const physical = newest('physical_progress');
  return {
    doneThisYear: money(row.doneThisYear, asOf),
    doneSinceStart: money(sinceStart, asOf),
    planThisYear: money(row.plannedThisYear, null),
    totalInvestment: money(row.totalInvestment, null),
    physicalProgress:
      physical === undefined
        ? unsaid
        : {
            value: String(physical['physical_progress']),
            shown: shortened(String(physical['physical_progress'])),
            asOf: shownPeriod(String(physical['period'])),
          },
  };
}

/** Started, completed, at work, at full benefit, by the same evidence as 节点与预警; null where nothing says either. */
function stateFigures(project: ScheduledProject): Partial<Record<ReportedFigure, Said>> {
  const actual = (kind: string) => project.nodes.find((node) => node.kind === kind)?.actualOn ?? null;
  const evidence = startEvidence(project);
  const completedOn = actual('completion');
  const fullBenefitOn = actual('fullBenefit');
  const isCompleted = completedOn !== null || fullBenefitOn !== null;
  const isPlanned = project.startsOn !== null || project.pool !== null;
  const isStarted = evidence !== null ? true : isPlanned ? false : null;
  const stop = project.suspensions.find((each) => each.resumedOn === null);
  const percent = project.capacityPercent;
  const isFull = fullBenefitOn !== null || (percent !== null && percent >= 100);
  return {
    isStarted: fact(isStarted, evidence),
    isCompleted: fact(isCompleted ? true : isStarted === null ? null : false, dayOrNull(completedOn ?? fullBenefitOn)),
    isResumed:
      isStarted !== true || isCompleted
        ? unsaid
        : fact(stop === undefined, stop === undefined ? null : `${shownDay(stop.suspendedOn)}停工`),
    isFullBenefit: fact(isFull ? true : isCompleted ? false : null, dayOrNull(fullBenefitOn)),
    startDay: dayFigure(actual('start')),
    completionDay: dayFigure(completedOn),
    capacityPercent: percent === null ? unsaid : { value: percent, shown: `${percent}%`, asOf: null },
    isStatisticallyRegistered: fact(
      project.statisticallyRegisteredOn !== null,
      dayOrNull(project.statisticallyRegisteredOn),
    ),
  };
}

const landSteps: ReadonlySet<string> = new Set(['land-contract', 'land-planning-permit']);

/** From the permit ledger; null where it has no such step: nobody has said that the permit is missing. */
function permitFigures(
  reading: Reading,
  row: ProjectRow,
  scheduled: ScheduledProject | undefined,
): Partial<Record<ReportedFigure, Said>> {
  const permits = permitRows(reading, row.id);
  const granted = (isMeant: (step: string | null, name: string) => boolean): Said => {
    const found = permits.filter((permit) => isMeant(permit.step, permit.name) && permit.state !== 'notApplicable');
    if (found.length === 0) return unsaid;
    const done = found.find((permit) => permit.state === 'done');
    return fact(done !== undefined, dayOrNull(done?.finishedOn ?? null));
  };
  const auction = scheduled?.landAuctionDay ?? null;
  return {
    hasConstructionPermit: granted((step, name) => step === 'construction-permit' || name.includes('施工许可')),
    hasLand:
      auction === null
        ? granted((step) => step !== null && landSteps.has(step))
        : fact(true, `${shownDay(auction)}摘牌`),
  };
}

function money(yuan: number | null, asOf: string | null): Said {
  return yuan === null ? unsaid : { value: yuan, shown: `${wanText(yuan)}万元`, asOf };
}

function fact(value: boolean | null, asOf: string | null): Said {
  return value === null ? unsaid : { value, shown: value ? '是' : '否', asOf };
}

function dayFigure(day: string | null): Said {
  return day === null ? unsaid : { value: day satisfies Value, shown: shownDay(day), asOf: null };
}

function dayOrNull(day: string | null): string | null {
  return day === null ? null : shownDay(day);
}

/** 2026-11-20 → “2026年11月20日期”: a sheet may be held against it years later. */
function shownPeriod(period: string): string {
  return `${period.slice(0, 4)}年${periodLabel(period)}`;
}
