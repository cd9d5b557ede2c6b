import { z } from 'zod';
import { annualPlan } from '../domain/annual-plan.ts';
import { changesSchema } from '../domain/entity.ts';
import { investmentPart } from '../domain/investment-part.ts';
import { changeMade, command, query } from './define.ts';

const money = z.int().nullable();

const planYear = z.object({
  year: z.int(),
  plannedInvestment: money,
  doneBeforeYear: money,
  task: z.string().nullable(),
  carryOver: z.string().nullable(),
  carryOverNote: z.string().nullable(),
  quarters: z.array(z.object({ task: z.string().nullable(), planned: money, done: money })).length(4),
  months: z
    .array(z.object({ planned: money, done: money.describe('in the month alone'), cumulative: money }))
    .length(12),
  doneThisYear: money.describe('the newest figure of the year'),
});
export type PlanYearView = z.infer<typeof planYear>;

const part = z.object({
  id: z.string(),
  year: z.int().nullable(),
  source: z.string().nullable(),
  investmentClass: z.string().nullable(),
  amount: money,
  note: z.string().nullable(),
});
export type InvestmentPartView = z.infer<typeof part>;

/** What of a year's plan is typed in this tab; the year itself names it. */
export const planChanges = changesSchema(annualPlan).omit({ projectId: true, year: true });
const partChanges = changesSchema(investmentPart).omit({ projectId: true });

export const investments = {
  'investments.get': query(
    'Plans by year, quarter and month beside what was done, and the parts by source and class; 元.',
    z.strictObject({ projectId: z.string() }),
    z.object({
      ledgerYear: z.int(),
      years: z.array(planYear).describe('the newest first'),
      parts: z.array(part),
      findings: z.array(z.object({ year: z.int().nullable(), code: z.string(), sentence: z.string() })),
      mayEdit: z.boolean(),
    }),
  ),
  'investments.savePlan': command(
    'Changes the plan of one year, or makes it.',
    z.strictObject({ projectId: z.string(), year: annualPlan.fields.year.schema, changes: planChanges }),
    changeMade.extend({ warnings: z.array(z.object({ field: z.string(), sentence: z.string() })) }),
  ),
  'investments.savePart': command(
    'Makes a part of the investment (no id) or changes one.',
    z.strictObject({ projectId: z.string(), id: z.string().optional(), changes: partChanges }),
    changeMade.extend({ id: z.string() }),
  ),
  'investments.removePart': command(
    'Removes a part of the investment.',
    z.strictObject({ id: z.string() }),
    changeMade,
  ),
};
