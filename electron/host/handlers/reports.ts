import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { laggingCandidates, laggingPlans, lastActor, notReported } from '#db/queries/lagging.ts';
import { rulePackById, rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { LaggingRow } from '#shared/contract/reports.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { type FridayTable, fridayTable } from '#shared/report/friday-tables.ts';
import type { TableModel } from '#shared/report/model.ts';
import { tableToJson } from '#shared/report/table-json.ts';
import type { ProjectFacts } from '#shared/report/table-template.ts';
import { proposeLagging } from '#shared/rules/lagging.ts';
import { packTitle, ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { handOutTable } from './papers.ts';
import { openPeriod } from './progress.ts';
import { trimmed } from './projects.ts';
import {
  centreMeaning,
  dataDayOf,
  factsOf,
  investmentToDateMeaning,
  leaderFacts,
  whiteListFacts,
} from './table-facts.ts';

export const reportQueries = {
  'reports.lagging'({ reading, now }, input) {
    const office = requireOffice(reading);
    const period = openPeriod(reading, now, input.period);
    const rule = ruleOf(rulePackInForce(reading), 'lagging');
    const dataDay = dataDayOf(period.closesOn, now);
    return {
      period: period.closesOn,
      label: period.label,
      dataDay,
      rule: { sentence: rule.shown, source: rule.source },
      investmentToDate: investmentToDateMeaning(reading),
      isMeaningFromAbove: centreMeaning(reading) !== null,
      rows: laggingFacts(reading, period.closesOn, dataDay).map((each) => each.row),
      notReported: office.kind === 'centre' ? notReported(reading, period.closesOn) : [],
    };
  },
} satisfies Partial<QueryHandlers>;

export const reportCommands = {
  'reports.decideLagging'(context, { period, items }) {
    const checked = openPeriod(context.writing, context.now, period);
    const names: string[] = [];
    const rulePack = rulePackInForce(context.writing).id;
    const drafts = items.map(({ projectId, isListed, reason, coordination }): Draft => {
      const project = readRecord(context.writing, 'project', projectId);
      if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
      names.push(`${isListed ? '列入' : '不列入'}：${textOf(project, 'name')}`);
      return {
        entity: 'laggingDecision',
        id: recordId('laggingDecision', projectId, checked.closesOn),
        kind: 'put',
        values: { projectId, period: checked.closesOn, isListed, rulePack, ...trimmed({ reason, coordination }) },
      };
    });
    const what = names.length === 1 ? names[0] : `认定${names.length}个项目`;
    return changeMade(makeChange(context, 'reports.decideLagging', `${checked.label}滞后表${what}`, drafts));
  },
} satisfies Partial<CommandHandlers>;

export const renderJob: JobHandler<'reports.render'> = {
  async run(context, input) {
    const model = context.read((reading): TableModel => {
      const period = openPeriod(reading, context.now, input.period);
      const dataDay = dataDayOf(period.closesOn, context.now);
      return fridayTable(input.report, factsOfTable(reading, input.report, period.closesOn, dataDay), {
        fillDay: input.fillDay ?? businessDay(context.now),
        pageSize: input.page ?? 'A4',
        hasTotal: input.hasTotal ?? false,
        dataDay: input.hasDataDay === true ? dataDay : null,
        signatures: input.hasSignatures === true ? signaturePlaces : null,
      });
    });
    const answer = { model: tableToJson(model) as unknown as JsonValue, rows: model.rows.length };
    if (input.format === 'json') return { ...answer, file: null, pages: null };
    return { ...answer, ...(await handOutTable(context, model, input.format)) };
  },
};

const signaturePlaces = ['填表人：', '审核人：', '负责人：'] as const;

function factsOfTable(reading: Reading, table: FridayTable, period: string, dataDay: string): ProjectFacts[] {
  switch (table) {
    case 'annex2':
      return laggingFacts(reading, period, dataDay)
        .filter(({ row }) => row.isListed)
        .map((each) => each.facts);
    case 'annex3':
    case 'annex4':
      return leaderFacts(reading, table, period, dataDay).map((each) => each.facts);
    case 'whiteList':
      return whiteListFacts(reading, period, dataDay).map((each) => each.facts);
  }
}

interface Lagging {
  readonly row: LaggingRow;
  readonly facts: ProjectFacts;
}

/** Every 省市重点 project with the proposal, the decision, and what the table prints of it. */
function laggingFacts(reading: Reading, period: string, dataDay: string): Lagging[] {
  const rule = ruleOf(rulePackInForce(reading), 'lagging');
  const meaning = investmentToDateMeaning(reading);
  const plansOf = laggingPlans(reading, Number(period.slice(0, 4)), rule.parameters.basis);
  return laggingCandidates(reading, period, { levels: rule.parameters.levels }).map((candidate) => {
    const finding = proposeLagging(
      {
        startsOn: candidate.starts_on,
        completesOn: candidate.completes_on,
        plannedThisYear: candidate.planned_investment,
        doneThisYear: candidate.done_this_year,
        ...plansOf(candidate.project_id),
      },
      dataDay,
      rule.parameters,
    );
    const sinceStart =
      candidate.done_this_year === null ? null : (candidate.done_before_year ?? 0) + candidate.done_this_year;
    const isDecided = candidate.decision_id !== null && candidate.is_listed !== null;
    const isListed = isDecided ? candidate.is_listed === 1 : finding.isProposed;
    return {
      row: {
        projectId: candidate.project_id,
        name: candidate.name,
        officeName: candidate.office_name,
        level: candidate.level,
        startsOn: candidate.starts_on,
        completesOn: candidate.completes_on,
        totalInvestment: candidate.total_investment,
        plannedThisYear: candidate.planned_investment,
        doneThisYear: candidate.done_this_year,
        sinceStart,
        expected: finding.expected,
        rate: finding.rate,
        behindPoints: finding.behindPoints,
        progressText: candidate.progress_text,
        problems: candidate.problems,
        coordination: candidate.coordination,
        coordinationCentre: candidate.centre_coordination,
        isProposed: finding.isProposed,
        why: finding.why,
        decision:
          candidate.decision_id === null
            ? null
            : {
                isListed,
                reason: candidate.reason,
                actor: lastActor(reading, 'laggingDecision', candidate.decision_id),
                rulePack: packName(reading, candidate.decided_by_pack),
              },
        isListed,
      },
      facts: factsOf(candidate, meaning),
    };
  });
}

/** The version that stood beside the decision, also where it is no longer in force. */
function packName(reading: Reading, id: string | null): string | null {
  if (id === null) return null;
  const pack = rulePackById(reading, id);
  return pack === undefined ? id : packTitle(pack);
}
