/** A table of the centre filled: the projects that stand in it, each with every fact a heading may ask for. */
import {
  furtherReports,
  plansOfYear,
  projectsOnTable,
  type StoredCentreTable,
  type TableSelection,
  tableEntries,
} from '#db/queries/centre-tables.ts';
import { type LaggingCandidate, laggingCandidates } from '#db/queries/lagging.ts';
import { type LeaderOnDay, leadersOn } from '#db/queries/people.ts';
import { listProjects } from '#db/queries/projects.ts';
import { openNeeds } from '#db/queries/white-list.ts';
import type { Reading } from '#db/run.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import { type CentreFact, centreFactNames } from '#shared/report/centre-facts.ts';
import type { CentreTableRow } from '#shared/report/centre-table.ts';
import { leaderText } from '#shared/report/leader-order.ts';
import { paperPeriod } from '#shared/report/paper-text.ts';
import type { ProjectFacts } from '#shared/report/table-template.ts';
import { rateThisYear } from '#shared/rules/project-figures.ts';
import {
  constructionNatureLabels,
  factorLabels,
  projectLevelLabels,
  projectPoolLabels,
  projectStageLabels,
} from '#shared/text/labels.ts';
import { factsOf, investmentToDateMeaning } from './table-facts.ts';

export interface FilledRow extends CentreTableRow {
  readonly project: ProjectRow;
}

export interface Filling {
  readonly period: string;
  readonly dataDay: string;
  /** null: of all offices. */
  readonly officeIds: readonly string[] | null;
  /** Rows at most; the first ones. */
  readonly limit?: number;
}

/** In the centre's order of districts, then of each ledger. */
export function filledRows(
  reading: Reading,
  selection: TableSelection,
  tableId: string | null,
  { period, dataDay, officeIds, limit }: Filling,
): { readonly total: number; readonly rows: readonly FilledRow[] } {
  const onTable = projectsOnTable(reading, selection, officeIds, dataDay);
  const all = laggingCandidates(reading, period, { ids: onTable });
  const candidates = limit === undefined ? all : all.slice(0, limit);
  const ids = candidates.map((candidate) => candidate.project_id);
  const projects = new Map(listProjects(reading, { ids }).rows.map((row) => [row.id, row]));
  const plans = plansOfYear(reading, ids, Number(period.slice(0, 4)));
  const reports = furtherReports(reading, ids, period);
  const people = leadersOn(reading, dataDay, ['responsibleLeader', 'projectSteward', 'ownerContact'], ids);
  const needs = openNeeds(reading, ids);
  const entries =
    tableId === null ? new Map<string, Readonly<Record<string, string>>>() : tableEntries(reading, tableId);
  const meaning = investmentToDateMeaning(reading);
  const rows = candidates.flatMap((candidate): FilledRow[] => {
    const id = candidate.project_id;
    const project = projects.get(id);
    if (project === undefined) return [];
    const plan = plans.get(id);
    return [
      {
        projectId: id,
        project,
        entries: entries.get(id) ?? {},
        records: [id, candidate.plan_id, candidate.report_id].filter((each) => each !== null),
        values: {
          ...planFacts(plan ?? {}),
          ...ownFacts(project),
          ...reportFacts(candidate, factsOf(candidate, meaning)),
          ...peopleFacts(people.get(id) ?? []),
          physicalProgress: reports.get(id)?.physicalProgress ?? null,
          doneThisMonth: doneThisMonth(candidate.done_this_year, reports.get(id)?.doneBeforeMonth ?? null, period),
          needs: (needs.get(id) ?? [])
            .map(({ factor, description }) => `${factorLabels[factor]}：${description ?? '待保障'}`)
            .join('\n'),
        },
      },
    ];
  });
  return { total: all.length, rows };
}

/** The districts a table is for, as far as they are looked at: one, or all it names; null: every one. */
export function officesOf(
  table: Pick<StoredCentreTable, 'toOfficeIds'>,
  officeId: string | undefined,
): readonly string[] | null {
  if (officeId !== undefined) return [officeId];
  return table.toOfficeIds.length === 0 ? null : table.toOfficeIds;
}

type Values = CentreTableRow['values'];

function ownFacts(project: ProjectRow): Values {
  const { facts } = project;
  const level = project.confirmedLevel ?? project.level;
  return {
    districtName: project.officeName,
    name: project.name,
    code: project.code,
    level: level === null ? null : projectLevelLabels[level],
    nature: project.nature === null ? null : constructionNatureLabels[project.nature],
    category: project.category,
    pool: project.pool === null ? null : projectPoolLabels[project.pool],
    stage: facts.stage === undefined ? null : projectStageLabels[facts.stage],
    industry: facts.industry ?? null,
    industryChain: facts.industryChain ?? null,
    investmentClass: facts.investmentClass ?? null,
    lists: (facts.lists ?? []).join('、'),
    place: project.place,
    plot: facts.plot ?? null,
    owner: project.owner,
    responsibleUnits: project.responsibleUnits.map((unit) => unit.name).join('、'),
    departmentInCharge: facts.departmentInCharge ?? null,
    permitAgentUnit: facts.permitAgentUnit ?? null,
    fundingSource: project.fundingSource,
    overallGoal: facts.overallGoal ?? null,
    statisticallyRegisteredOn: facts.statisticallyRegisteredOn ?? null,
    remark: project.remark,
  };
}

function reportFacts(candidate: LaggingCandidate, facts: ProjectFacts): Values {
  return {
    summary: facts.summary,
    startsOn: facts.startsOn,
    completesOn: facts.completesOn,
    period: paperPeriod(facts.startsOn, facts.completesOn),
    totalInvestment: facts.totalInvestment,
    plannedThisYear: facts.plannedThisYear,
    doneBeforeYear: candidate.done_before_year,
    doneThisYear: candidate.done_this_year,
    investmentToDate: facts.investmentToDate,
    rateThisYear: rateThisYear({
      plannedThisYear: facts.plannedThisYear,
      doneThisYear: candidate.done_this_year,
    }),
    progressText: facts.progressText,
    problems: facts.problems,
    coordination: [facts.coordinationDistrict, facts.coordinationLiaison].filter((text) => text !== null).join('\n'),
  };
}

function peopleFacts(people: readonly LeaderOnDay[]): Values {
  const shown = (chosen: readonly LeaderOnDay[]) =>
    leaderText(chosen.map(({ name, rank, delegate }) => ({ name, rank, delegateName: delegate?.name ?? null })));
  const leaders = people.filter((each) => each.role === 'responsibleLeader');
  return {
    responsibleLeaders: shown(leaders),
    provincialLeader: shown(leaders.filter((each) => each.tier === 'provincial')),
    municipalLeader: shown(leaders.filter((each) => each.tier === 'municipal')),
    projectSteward: shown(people.filter((each) => each.role === 'projectSteward')),
    ownerContact: people
      .filter((each) => each.role === 'ownerContact')
      .map(({ name, phone }) => [name, phone].filter((part) => part !== null && part !== '').join(' '))
      .join('\n'),
  };
}

const ofPlan = centreFactNames.filter((name) => /^(?:quarter|month)\d/.test(name));

/** month3Investment stands in the column month3_investment. */
function planFacts(plan: Readonly<Record<string, string | number | null>>): Values {
  const parts: Partial<Record<CentreFact, string | number | null>> = { annualTask: plan['task'] ?? null };
  for (const name of ofPlan) parts[name] = plan[name.replace(/[A-Z]/, (sign) => `_${sign.toLowerCase()}`)] ?? null;
  return parts;
}

/** Since the month began; without a report before this month only January can be told. A fall is shown as it is. */
function doneThisMonth(done: number | null, before: number | null, period: string): number | null {
  if (done === null) return null;
  if (before !== null) return done - before;
  return period.slice(5, 7) === '01' ? done : null;
}
