import { z } from 'zod';
import { monthSchema } from '../domain/entity.ts';
import { monthCheck, monthCheckStates } from '../domain/month-check.ts';
import { projectLevels } from '../domain/project.ts';
import { changeMade, command, fileHandle, job, query } from './define.ts';

export const monthRow = z.object({
  projectId: z.string(),
  name: z.string(),
  level: z.enum(projectLevels).nullable(),
  units: z.array(z.string()),
  plannedThisYear: z.int().nullable(),
  /** The weekly figure nearest to the month's end. */
  weekly: z.object({ period: z.string(), doneThisYear: z.int() }).nullable(),
  /** 本年累计 at the month's end, typed or taken over. */
  doneThisYear: z.int().nullable(),
  doneBefore: z.int().nullable().describe('of the month before'),
  difference: z.int().nullable().describe('month-end − weekly'),
  part: z.int().nullable().describe('this month’s part'),
  state: z.enum(monthCheckStates),
  finding: z.string().nullable(),
  checkedBy: z.string().nullable(),
  checkedOn: z.string().nullable(),
  /** Changes of the figure after it was checked. */
  corrections: z.array(z.object({ day: z.string(), actor: z.string(), before: z.int(), after: z.int().nullable() })),
  pinyin: z.string(),
  initials: z.string(),
});
export type MonthRow = z.infer<typeof monthRow>;

const name = z.string().trim().min(1).max(40);
const rows = z.object({ total: z.int(), open: z.int(), checked: z.int(), questioned: z.int() });

export const months = {
  'months.get': query(
    '按月查账: each project’s month-end figure beside the weekly one; the month that is due when absent.',
    z.strictObject({ month: monthSchema.optional() }),
    z.object({
      month: z.string(),
      label: z.string(),
      endDay: z.string(),
      rule: z.object({ sentence: z.string(), source: z.string() }),
      lock: z.object({ isLocked: z.boolean(), by: z.string(), on: z.string(), note: z.string().nullable() }).nullable(),
      months: z.array(z.object({ month: z.string(), label: z.string(), isLocked: z.boolean(), checked: z.int() })),
      rows: z.array(monthRow),
      counts: rows,
      sums: z.object({ weekly: z.int(), end: z.int(), difference: z.int(), part: z.int() }),
    }),
    { role: 'district' },
  ),
  'months.saveMany': command(
    'Types month-end figures and findings; one undo. Refused once the month is locked.',
    z.strictObject({
      month: monthSchema,
      items: z
        .array(
          z.strictObject({
            projectId: z.string(),
            changes: z.strictObject({
              doneThisYear: monthCheck.fields.doneThisYear.schema.optional(),
              finding: monthCheck.fields.finding.schema.optional(),
            }),
          }),
        )
        .min(1)
        .max(20_000),
    }),
    changeMade.extend({ changed: z.int() }),
    { role: 'district' },
  ),
  'months.takeWeekly': command(
    '按周报带入: the nearest weekly figure becomes the month-end one where none stands yet.',
    z.strictObject({ month: monthSchema, projectIds: z.array(z.string()).max(20_000).optional() }),
    changeMade.extend({ changed: z.int() }),
    { role: 'district' },
  ),
  'months.check': command(
    'Marks projects as checked, questioned or open again, by a named person.',
    z.strictObject({
      month: monthSchema,
      projectIds: z.array(z.string()).min(1).max(20_000),
      state: z.enum(monthCheckStates),
      checkedBy: name,
    }),
    changeMade.extend({ changed: z.int() }),
    { role: 'district' },
  ),
  'months.lock': command(
    'Locks a month whose check is finished.',
    z.strictObject({ month: monthSchema, by: name }),
    changeMade,
    { role: 'district' },
  ),
  'months.unlock': command(
    'Unlocks a month with a reason, which stays visible.',
    z.strictObject({ month: monthSchema, by: name, reason: z.string().trim().min(1).max(500) }),
    changeMade,
    { role: 'district' },
  ),
  'months.render': job(
    'The month’s sheet with totals and places to sign.',
    z.strictObject({ month: monthSchema.optional(), format: z.enum(['xlsx', 'pdf', 'json']) }),
    z.object({ file: fileHandle.nullable(), rows: z.int(), pages: z.int().nullable() }),
    { role: 'district' },
  ),
};
