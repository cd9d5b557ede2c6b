/** 附件3, 附件4 and the white list as lists on the screen; the tier of leaders is filled in where it is missing. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord } from '#db/ledger/records.ts';
import { type LaggingCandidate, laggingCandidates, notReported } from '#db/queries/lagging.ts';
import { leadersOn } from '#db/queries/people.ts';
import type { Reading } from '#db/run.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { ProjectFacts } from '#shared/report/table-template.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { openPeriod } from './progress.ts';
import { centreMeaning, dataDayOf, investmentToDateMeaning, leaderFacts, whiteListFacts } from './table-facts.ts';

export const leaderTableQueries = {
  'reports.leaders'({ reading, now }, { report, period }) {
    const about = tableAbout(reading, now, period);
    return {
      ...about,
      rows: leaderFacts(reading, report, about.period, about.dataDay).map(({ candidate, responsible, facts }) => ({
        ...rowOf(candidate, facts),
        leader: facts.leader ?? '',
        leaders: responsible.map(({ assignmentId, personId, name, post, delegate, isFromAbove }) => ({
          assignmentId,
          personId,
          name,
          post,
          delegateName: delegate?.name ?? null,
          isFromAbove,
        })),
      })),
      untiered: untiered(reading, about.period, about.dataDay),
    };
  },
  'reports.whiteList'({ reading, now }, { period }) {
    const about = tableAbout(reading, now, period);
    return {
      ...about,
      rows: whiteListFacts(reading, about.period, about.dataDay).map(({ candidate, facts }) => ({
        ...rowOf(candidate, facts),
        needs: facts.needs ?? '',
      })),
    };
  },
} satisfies Partial<QueryHandlers>;

export const leaderTableCommands = {
  'reports.saveLeaderTiers'(context, { items }) {
    const office = requireOffice(context.writing);
    const drafts = items.map(({ assignmentId, tier }): Draft => {
      const record = readRecord(context.writing, 'assignment', assignmentId);
      if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '分包领导' });
      requireHome(context.writing, record.homeOffice, office.id);
      return { entity: 'assignment', id: assignmentId, kind: 'put', values: { tier } };
    });
    return changeMade(makeChange(context, 'reports.saveLeaderTiers', `注明${drafts.length}位领导的层级`, drafts));
  },
} satisfies Partial<CommandHandlers>;

function tableAbout(reading: Reading, now: string, asked: string | undefined) {
  const office = requireOffice(reading);
  const period = openPeriod(reading, now, asked);
  return {
    period: period.closesOn,
    label: period.label,
    dataDay: dataDayOf(period.closesOn, now),
    investmentToDate: investmentToDateMeaning(reading),
    isMeaningFromAbove: centreMeaning(reading) !== null,
    notReported: office.kind === 'centre' ? notReported(reading, period.closesOn) : [],
  };
}

function rowOf(candidate: LaggingCandidate, facts: ProjectFacts) {
  return {
    projectId: candidate.project_id,
    name: candidate.name,
    officeName: candidate.office_name,
    level: candidate.level,
    progressText: candidate.progress_text,
    problems: candidate.problems,
    plannedThisYear: candidate.planned_investment,
    investmentToDate: facts.investmentToDate,
    totalInvestment: candidate.total_investment,
  };
}

/** Leaders of 省市重点 projects of whom nobody said whether they are of the province, the city or the district. */
function untiered(reading: Reading, period: string, day: string): OutputOf<'reports.leaders'>['untiered'] {
  const office = requireOffice(reading);
  const leaders = leadersOn(reading, day, ['responsibleLeader']);
  return laggingCandidates(reading, period, { levels: ['provincial', 'municipal'] }).flatMap((candidate) =>
    (leaders.get(candidate.project_id) ?? [])
      .filter((leader) => leader.tier === null)
      .map(({ assignmentId, name, post, rank }) => ({
        assignmentId,
        projectId: candidate.project_id,
        projectName: candidate.name,
        officeName: candidate.office_name,
        level: candidate.level,
        personName: name,
        post,
        rank,
        mayEdit: candidate.home_office === office.id,
      })),
  );
}
