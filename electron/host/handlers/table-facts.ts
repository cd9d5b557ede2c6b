/** One fact, every table: what the Friday tables show of a project, and which projects stand in which table. */
import { centreRulesInForce } from '#db/queries/centre-rules.ts';
import { settingValues } from '#db/queries/installation.ts';
import { type LaggingCandidate, laggingCandidates } from '#db/queries/lagging.ts';
import { type LeaderOnDay, leadersOn } from '#db/queries/people.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { onWhiteList, openNeeds } from '#db/queries/white-list.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import { type FridayTable, tierOfTable } from '#shared/report/friday-tables.ts';
import { byLeader, type LeaderShown, leaderText } from '#shared/report/leader-order.ts';
import type { ProjectFacts } from '#shared/report/table-template.ts';
import type { ParametersOf } from '#shared/rules/catalogue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { factorLabels } from '#shared/text/labels.ts';

/** The figures of a period are of its closing day, or of today while it is open. */
export function dataDayOf(closesOn: string, now: string): string {
  const today = businessDay(now);
  return today < closesOn ? today : closesOn;
}

/**
 * What “截至完成投资” counts: the centre's word where it has handed one down, the office's choice in the table where it has
 * made one, else the rule of its pack.
 */
export function investmentToDateMeaning(reading: Reading): ParametersOf<'investmentToDate'>['meaning'] {
  const above = centreMeaning(reading);
  if (above !== null) return above;
  const chosen = settingValues(reading)['reports.investmentToDate'];
  if (chosen === 'sinceStart' || chosen === 'thisYear') return chosen;
  return ruleOf(rulePackInForce(reading), 'investmentToDate').parameters.meaning;
}

export function centreMeaning(reading: Reading): ParametersOf<'investmentToDate'>['meaning'] | null {
  const meaning = centreRulesInForce(reading, 'investmentToDate')[0]?.meaning;
  return meaning === 'sinceStart' || meaning === 'thisYear' ? meaning : null;
}

/** “One fact, every table”: each figure can say which records it came from. */
export function factsOf(
  candidate: LaggingCandidate,
  meaning: ParametersOf<'investmentToDate'>['meaning'],
): ProjectFacts {
  const project = [candidate.project_id];
  const plan = candidate.plan_id === null ? [] : [candidate.plan_id];
  const report = candidate.report_id === null ? [] : [candidate.report_id];
  const decision = candidate.decision_id === null ? [] : [candidate.decision_id];
  const { done_this_year: doneThisYear, done_before_year: doneBefore } = candidate;
  const isSinceStart = meaning === 'sinceStart';
  return {
    name: candidate.name,
    summary: candidate.summary,
    startsOn: candidate.starts_on,
    completesOn: candidate.completes_on,
    totalInvestment: candidate.total_investment,
    plannedThisYear: candidate.planned_investment,
    investmentToDate: isSinceStart && doneThisYear !== null ? (doneBefore ?? 0) + doneThisYear : doneThisYear,
    progressText: candidate.progress_text,
    problems: candidate.problems,
    coordinationDistrict: candidate.coordination,
    coordinationLiaison: candidate.centre_coordination,
    districtName: candidate.office_name,
    records: {
      name: project,
      summary: project,
      period: project,
      totalInvestment: project,
      plannedThisYear: plan,
      investmentToDate: isSinceStart ? [...plan, ...report] : report,
      progressText: report,
      problems: report,
      coordination: [...report, ...decision],
    },
  };
}

export interface LeaderRow {
  readonly candidate: LaggingCandidate;
  readonly responsible: readonly LeaderOnDay[];
  readonly leaders: readonly LeaderShown[];
  readonly facts: ProjectFacts;
}

/** 附件3 and 4: projects a leader of that tier answers for on the data day, by leader, then in the centre's order. */
export function leaderFacts(
  reading: Reading,
  table: Extract<FridayTable, 'annex3' | 'annex4'>,
  period: string,
  dataDay: string,
): LeaderRow[] {
  const meaning = investmentToDateMeaning(reading);
  const byProject = new Map(
    [...leadersOn(reading, dataDay, ['responsibleLeader'])].flatMap(([projectId, all]) => {
      const responsible = all.filter((leader) => leader.tier === tierOfTable[table]);
      return responsible.length === 0 ? [] : [[projectId, responsible] as const];
    }),
  );
  const rows = laggingCandidates(reading, period, { ids: [...byProject.keys()] }).map((candidate): LeaderRow => {
    const responsible = byProject.get(candidate.project_id) ?? [];
    const leaders = responsible.map(({ name, rank, delegate }) => ({
      name,
      rank,
      delegateName: delegate?.name ?? null,
    }));
    const facts = factsOf(candidate, meaning);
    return {
      candidate,
      responsible,
      leaders,
      facts: {
        ...facts,
        leader: leaderText(leaders),
        place: placeOf(candidate),
        records: {
          ...facts.records,
          leader: responsible.map((leader) => leader.assignmentId),
          place: [candidate.project_id],
        },
      },
    };
  });
  return byLeader(rows);
}

/** 项目所在地: the district stands before the place, unless the place begins with it. */
function placeOf({ place, office_name: office }: LaggingCandidate): string {
  if (place === null) return office;
  return place.startsWith(office) ? place : `${office}${place}`;
}

/** 白名单: projects on that list of the period's year on the data day, with what they still need. */
export function whiteListFacts(
  reading: Reading,
  period: string,
  dataDay: string,
): { readonly candidate: LaggingCandidate; readonly facts: ProjectFacts }[] {
  const meaning = investmentToDateMeaning(reading);
  const ids = onWhiteList(reading, Number(period.slice(0, 4)), dataDay);
  const needs = openNeeds(reading, ids);
  return laggingCandidates(reading, period, { ids }).map((candidate) => {
    const facts = factsOf(candidate, meaning);
    const open = needs.get(candidate.project_id) ?? [];
    return {
      candidate,
      facts: {
        ...facts,
        needs: open
          .map(({ factor, description, unitName, neededBy }) =>
            [
              `${factorLabels[factor]}：${description ?? '待保障'}`,
              unitName === null ? '' : `（${unitName}）`,
              neededBy === null ? '' : `${shownDay(neededBy)}前`,
            ].join(''),
          )
          .join('\n'),
        records: { ...facts.records, needs: open.map((need) => need.id) },
      },
    };
  });
}
