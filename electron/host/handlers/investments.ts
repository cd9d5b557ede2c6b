/** Investment by year, quarter, month, source and class: the plan beside what was done. */
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { cumulativeFigures, partsOf, planFacts, planOfYear, plansOfProject } from '#db/queries/investments.ts';
import type { PlanYearView } from '#shared/contract/investments.ts';
import { annualPlan } from '#shared/domain/annual-plan.ts';
import type { Field } from '#shared/domain/entity.ts';
import { investmentPart } from '#shared/domain/investment-part.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { type CumulativeFigure, doneByMonth, doneByQuarter } from '#shared/rules/done-by-month.ts';
import { investmentFindings, jumpSentence } from '#shared/rules/project-amounts.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { requireOwnProject } from './own-project.ts';
import { checkAmount, type Warning } from './project-checks.ts';
import { trimmed } from './projects.ts';

export const investmentQueries = {
  'investments.get'({ reading }, { projectId }) {
    const project = readRecord(reading, 'project', projectId);
    if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    const office = requireOffice(reading);
    const figures = cumulativeFigures(reading, projectId);
    const parts = partsOf(reading, projectId);
    const total = project.values['totalInvestment'];
    return {
      ledgerYear: office.ledgerYear,
      years: plansOfProject(reading, projectId).map((plan) => yearView(plan, figures)),
      parts,
      findings: investmentFindings(typeof total === 'number' ? total : null, planFacts(reading, projectId), parts).map(
        (finding) => ({ ...finding }),
      ),
      mayEdit: project.homeOffice === office.id,
    };
  },
} satisfies Partial<QueryHandlers>;

export const investmentCommands = {
  'investments.savePlan'(context, { projectId, year, changes }) {
    const office = requireOffice(context.writing);
    const project = requireOwnProject(context.writing, projectId, office.id);
    const before = planOfYear(context.writing, projectId, year);
    const warnings = amountWarnings(before, changes);
    const change = makeChange(context, 'investments.savePlan', `修改${year}年投资计划：${textOf(project, 'name')}`, [
      {
        entity: 'annualPlan',
        id: before?.id ?? recordId('annualPlan', projectId, String(year)),
        kind: 'put',
        values: { projectId, year, ...trimmed(changes) },
      },
    ]);
    return { ...changeMade(change), warnings: [...warnings] };
  },
  'investments.savePart'(context, { projectId, id, changes }) {
    const office = requireOffice(context.writing);
    const project = requireOwnProject(context.writing, projectId, office.id);
    if (id !== undefined) requirePart(context, id);
    checkAmount(investmentPart.fields.amount.label, changes.amount);
    const partId = id ?? context.newId();
    const change = makeChange(context, 'investments.savePart', `修改投资构成：${textOf(project, 'name')}`, [
      { entity: 'investmentPart', id: partId, kind: 'put', values: { projectId, ...trimmed(changes) } },
    ]);
    return { ...changeMade(change), id: partId };
  },
  'investments.removePart'(context, { id }) {
    const part = requirePart(context, id);
    const project = readRecord(context.writing, 'project', textOf(part, 'projectId'));
    return changeMade(
      makeChange(context, 'investments.removePart', `删除投资构成：${textOf(project, 'name')}`, [
        { entity: 'investmentPart', id, kind: 'delete' },
      ]),
    );
  },
} satisfies Partial<CommandHandlers>;

function requirePart(context: CommandContext, id: string): StoredRecord {
  const record = readRecord(context.writing, 'investmentPart', id);
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '投资构成' });
  requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
  return record;
}

/** Throws AMOUNT_TOO_LARGE. */
function amountWarnings(before: StoredRecord | undefined, changes: Readonly<Record<string, unknown>>): Warning[] {
  const fields: Readonly<Record<string, Field>> = annualPlan.fields;
  return Object.entries(changes).flatMap(([name, after]): Warning[] => {
    const field = fields[name];
    if (field?.isMoney !== true || typeof after !== 'number') return [];
    checkAmount(field.label, after);
    const sentence = jumpSentence(field.label, amount(before?.values[name] ?? null), after);
    return sentence === null ? [] : [{ field: name, sentence }];
  });
}

function yearView({ values }: StoredRecord, figures: readonly CumulativeFigure[]): PlanYearView {
  const year = Number(values['year']);
  const months = doneByMonth(year, figures);
  const quarters = doneByQuarter(months);
  return {
    year,
    plannedInvestment: amount(values['plannedInvestment']),
    doneBeforeYear: amount(values['doneBeforeYear']),
    task: words(values['task']),
    carryOver: words(values['carryOver']),
    carryOverNote: words(values['carryOverNote']),
    quarters: quarters.map((done, index) => ({
      task: words(values[`quarter${index + 1}Task`]),
      planned: amount(values[`quarter${index + 1}Investment`]),
      done,
    })),
    months: months.map(({ month, inMonth, cumulative }) => ({
      planned: amount(values[`month${month}Investment`]),
      done: inMonth,
      cumulative,
    })),
    doneThisYear: months.findLast((month) => month.cumulative !== null)?.cumulative ?? null,
  };
}

function amount(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function words(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
