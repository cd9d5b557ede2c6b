import { z } from 'zod';
import { projectLevels, projectPools } from '../domain/project.ts';
import { carryDecisions } from '../rules/year-turn.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';

const year = z.int().min(1990).max(2100);
const money = z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();
const pool = z.enum(projectPools);

const carryRow = z.object({
  projectId: z.string(),
  name: z.string(),
  level: z.enum(projectLevels).nullable(),
  pool: pool.nullable().describe('now'),
  plannedInvestment: money,
  doneBeforeYear: money,
  doneThisYear: money,
  decision: z.enum(carryDecisions).describe('made already, else proposed'),
  isDecided: z.boolean(),
  nextDoneBefore: money.describe('截至上年底 of the next year, as the closing has it'),
  recordedNextDoneBefore: money.describe('what the next year’s plan says already'),
  toPool: pool.nullable().describe('null: stays'),
  choices: z.array(pool),
  why: z.string(),
  source: z.string(),
  isDoubtful: z.boolean(),
  note: z.string().nullable(),
});
export type CarryRow = z.infer<typeof carryRow>;

const yearClosing = z.object({
  year: z.int(),
  closedOn: z.string(),
  closedBy: z.string(),
  projects: z.int().nullable(),
  plannedInvestment: money,
  doneThisYear: money,
  note: z.string().nullable(),
});

export const yearTurn = {
  'yearTurn.get': query(
    '年度结转 of a year (the ledger year when absent): checks, closing, what becomes of each project, the next year.',
    z.strictObject({ year: year.optional() }),
    z.object({
      year: z.int(),
      today: z.string(),
      ledgerYear: z.int(),
      rule: z.object({ shown: z.string(), source: z.string(), notCarriedOver: z.string() }),
      keepsPools: z.boolean(),
      mayClose: z.boolean().describe('December has come'),
      checks: z.array(
        z.object({
          code: z.string(),
          tone: z.enum(['must', 'look']),
          sentence: z.string(),
          count: z.int(),
          page: z.string(),
          projects: z.array(z.object({ id: z.string(), name: z.string() })),
        }),
      ),
      figures: z.object({ projects: z.int(), plannedInvestment: z.int(), doneThisYear: z.int() }),
      closing: yearClosing.nullable(),
      closedYears: z.array(z.int()),
      rows: z.array(carryRow).describe('empty until the year is closed'),
      isOpened: z.boolean().describe('the next year is the ledger year'),
      corrections: z.int().describe('figures that differ from the closing'),
    }),
  ),
  'yearTurn.close': command(
    '年终结账: freezes every project’s figures of the year.',
    z.strictObject({
      year,
      closedBy: z.string().trim().min(1).max(40),
      note: z.string().trim().max(500).nullable().optional().describe('needed while checks are open'),
    }),
    changeMade.extend({ projects: z.int() }),
  ),
  'yearTurn.carryOver': command(
    '结转: plans of the next year with 截至上年底, pool changes, 未结转 with reason; one undo.',
    z.strictObject({
      year,
      items: z
        .array(
          z.strictObject({
            projectId: z.string(),
            decision: z.enum(carryDecisions),
            doneBeforeYear: money.optional(),
            toPool: pool.nullable().optional(),
            note: z.string().trim().max(500).nullable().optional(),
          }),
        )
        .min(1)
        .max(20_000),
    }),
    changeMade.extend({ carried: z.int(), notCarried: z.int(), finished: z.int(), moved: z.int() }),
  ),
  'yearTurn.open': command('开新账: the next year becomes the ledger year.', z.strictObject({ year }), changeMade),
  'yearTurn.corrections': query(
    '结账后更正: figures of a closed year that are no longer what was frozen.',
    z.strictObject({ year }),
    z.object({
      year: z.int(),
      closing: yearClosing.nullable(),
      rows: z.array(
        z.object({
          projectId: z.string(),
          name: z.string(),
          field: z.string(),
          label: z.string(),
          atClosing: z.string().nullable().describe('as shown'),
          now: z.string().nullable(),
          actor: z.string().nullable(),
          at: z.string().nullable(),
        }),
      ),
    }),
  ),
  'yearTurn.sheet': job(
    'The closing sheet of a year as PDF or workbook.',
    z.strictObject({ year, format: tableFormat }),
    paperFile,
  ),
};
