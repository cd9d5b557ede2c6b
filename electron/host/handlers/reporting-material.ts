/** What a liaison group may draw its item from: the district's newest reports, composed; a person edits them. */
import type { LaggingCandidate } from '#db/queries/lagging.ts';
import { laggingCandidates } from '#db/queries/lagging.ts';
import { issuesClosedIn } from '#db/queries/reporting-items.ts';
import type { Reading } from '#db/run.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { MaterialRow } from '#shared/contract/reporting-items.ts';
import type { ReportingItemKind } from '#shared/domain/reporting-item.ts';
import { materialText, type ReportedWords } from '#shared/report/reporting-material.ts';
import type { ProjectFacts } from '#shared/report/table-template.ts';
import { dataDayOf, factsOf, investmentToDateMeaning, leaderFacts, whiteListFacts } from './table-facts.ts';

export function materialFor(
  reading: Reading,
  now: string,
  officeId: string,
  kind: ReportingItemKind,
  period: string,
): MaterialRow[] {
  // The whole of a month: its last day sorts after every period that closes in it.
  const until = period.length === 7 ? `${period}-31` : period;
  const dataDay = dataDayOf(until, now);
  const ofDistrict = (row: { readonly candidate: LaggingCandidate }) => row.candidate.home_office === officeId;
  switch (kind) {
    case 'leaderProjects':
      return (['annex3', 'annex4'] as const).flatMap((table) =>
        leaderFacts(reading, table, until, dataDay)
          .filter(ofDistrict)
          .map(({ candidate, facts }) => rowOf(candidate, facts, facts.leader ?? null)),
      );
    case 'whitelist':
      return whiteListFacts(reading, until, dataDay)
        .filter(ofDistrict)
        .map(({ candidate, facts }) => rowOf(candidate, facts, '白名单'));
    case 'lagging':
      return keyProjects(reading, officeId, until)
        .filter(({ candidate }) => candidate.is_listed !== 0)
        .toSorted((left, right) => (right.candidate.is_listed ?? 0) - (left.candidate.is_listed ?? 0))
        .map(({ candidate, facts }) => rowOf(candidate, facts, candidate.is_listed === 1 ? '已列入附件2' : '尚未认定'));
    case 'monthly':
      return [
        ...issuesClosedIn(reading, officeId, period).map(
          ({ projectId, projectName, title, closingNote }): MaterialRow => ({
            projectId,
            name: projectName,
            note: '本月销号的问题',
            reportedFor: null,
            text: `${projectName}：协调解决“${title}”。${closingNote ?? ''}`,
            isSolved: true,
          }),
        ),
        ...keyProjects(reading, officeId, until).map(({ candidate, facts }) => rowOf(candidate, facts, null)),
      ];
  }
}

function keyProjects(reading: Reading, officeId: string, period: string) {
  const meaning = investmentToDateMeaning(reading);
  return laggingCandidates(reading, period, { levels: ['provincial', 'municipal'] })
    .filter((candidate) => candidate.home_office === officeId)
    .map((candidate) => ({ candidate, facts: factsOf(candidate, meaning) }));
}

function rowOf(candidate: LaggingCandidate, facts: ProjectFacts, note: string | null): MaterialRow {
  const words: ReportedWords = facts;
  return {
    projectId: candidate.project_id,
    name: candidate.name,
    note,
    reportedFor: candidate.report_period === null ? null : periodLabel(candidate.report_period),
    text: materialText(words),
    isSolved: false,
  };
}
