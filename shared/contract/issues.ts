import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { issue, issueOrigins, issueStates, reviewResults } from '../domain/issue.ts';
import { issueEntryKinds } from '../domain/issue-entry.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';

const day = z.iso.date();
const id = z.string().min(1);

export const issueRow = z.object({
  id: z.string(),
  number: z.string().describe('year and running number: 2026-15'),
  projectId: z.string(),
  projectName: z.string(),
  officeName: z.string(),
  isOurs: z.boolean(),
  title: z.string(),
  detail: z.string().nullable(),
  issueClass: z.string().nullable(),
  grade: z.string().nullable(),
  origin: z.enum(issueOrigins).nullable(),
  foundOn: z.string(),
  foundBy: z.string().nullable(),
  unitName: z.string().nullable(),
  personName: z.string().nullable(),
  supportingUnits: z.array(z.string()),
  team: z.string().nullable(),
  street: z.string().nullable().describe('the 镇街 among its units, else among those of the project'),
  measure: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueFinding: z.string().nullable().describe('why the deadline is worth a look: it falls on a day off'),
  state: z.enum(issueStates),
  isKeySupervised: z.boolean(),
  closedOn: z.string().nullable(),
  closedBy: z.string().nullable(),
  closingNote: z.string().nullable(),
  evidenceId: z.string().nullable(),
  reopenings: z.int(),
  reviewDueOn: z.string().nullable(),
  reviewedOn: z.string().nullable(),
  reviewResult: z.enum(reviewResults).nullable(),
  isReviewDue: z.boolean(),
  workingDaysLate: z
    .int()
    .nullable()
    .describe('0 when not late; null without a deadline or where a year is not loaded'),
  daysOpen: z.int().describe('calendar days from finding to closing or today'),
  lastEntry: z.string().nullable(),
  pinyin: z.string(),
  initials: z.string(),
});
export type IssueRow = z.infer<typeof issueRow>;

/** What may be typed; the state changes by its own acts. */
const issueChanges = changesSchema(issue)
  .pick({
    title: true,
    detail: true,
    issueClass: true,
    grade: true,
    origin: true,
    foundOn: true,
    foundBy: true,
    team: true,
    measure: true,
    dueOn: true,
    isKeySupervised: true,
  })
  .extend({
    unitName: z.string().max(100).nullable().optional(),
    personName: z.string().max(40).nullable().optional(),
    supportingUnitNames: z.array(z.string().trim().min(1).max(100)).max(20).optional(),
  });

export type IssueChanges = z.infer<typeof issueChanges>;

const issueShows = ['open', 'late', 'keySupervised', 'reviewDue', 'closed', 'all'] as const;
export type IssueShow = (typeof issueShows)[number];

const ledgerFilter = z.strictObject({
  show: z.enum(issueShows).optional(),
  projectId: id.optional(),
});

export const issues = {
  'issues.list': query(
    'The issue ledger, newest deadline first, with the rule that grades it.',
    ledgerFilter,
    z.object({
      today: z.string(),
      rows: z.array(issueRow),
      counts: z.object({
        open: z.int(),
        late: z.int(),
        keySupervised: z.int(),
        reviewDue: z.int(),
        closed: z.int(),
        all: z.int(),
      }),
      rule: z.object({
        classes: z.array(z.string()),
        grades: z.array(z.object({ code: z.string(), name: z.string(), workingDays: z.int().nullable() })),
        teams: z.array(z.string()),
        needsEvidence: z.boolean(),
        shown: z.string(),
        source: z.string(),
      }),
    }),
  ),
  'issues.get': query(
    'One issue with everything that happened to it.',
    z.strictObject({ id }),
    z.object({
      row: issueRow,
      entries: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(issueEntryKinds),
          onDay: z.string(),
          body: z.string(),
          byWhom: z.string().nullable(),
        }),
      ),
      inspection: z
        .object({
          sheetId: z.string(),
          sheetNumber: z.string(),
          roundName: z.string(),
          inspectedOn: z.string().nullable(),
          photos: z.array(z.object({ id: z.string(), name: z.string() })),
        })
        .nullable()
        .describe('the sheet an inspection found it with'),
    }),
  ),
  'issues.save': command(
    'Enters an issue of a project (no id) or changes what was typed; the deadline follows from the grade unless given.',
    z.strictObject({ id: id.optional(), projectId: id.optional(), changes: issueChanges }),
    changeMade.extend({ id: z.string() }),
  ),
  'issues.saveMany': command(
    'Changes several issues at once (a pasted block, fill down); one undo.',
    z.strictObject({
      items: z
        .array(z.strictObject({ id, changes: issueChanges }))
        .min(1)
        .max(20_000),
    }),
    changeMade.extend({ changed: z.int() }),
  ),
  'issues.addEntry': command(
    'What was done: the issue is in hand from then on.',
    z.strictObject({
      id,
      kind: z.enum(['progress', 'handover']),
      onDay: day,
      body: z.string().trim().min(1).max(2000),
      byWhom: z.string().trim().max(60).optional(),
    }),
    changeMade,
  ),
  'issues.extend': command(
    'A later deadline, asked before the old one has passed, with the reason.',
    z.strictObject({ id, dueOn: day, reason: z.string().trim().min(1).max(1000) }),
    changeMade,
  ),
  'issues.close': command(
    '销号: closed with what was achieved, and the file that shows it where the rules ask for one.',
    z.strictObject({
      id,
      closedOn: day,
      closedBy: z.string().trim().min(1).max(40),
      closingNote: z.string().max(2000),
      evidenceId: id.nullable().optional(),
    }),
    changeMade.extend({ reviewDueOn: z.string().nullable() }),
  ),
  'issues.reopen': command(
    'Opens a closed issue again, with the reason.',
    z.strictObject({ id, onDay: day, reason: z.string().trim().min(1).max(1000) }),
    changeMade,
  ),
  'issues.review': command(
    '回头看: looked at again after the closing; one that came back is opened again.',
    z.strictObject({
      id,
      onDay: day,
      reviewedBy: z.string().trim().min(1).max(40),
      result: z.enum(reviewResults),
      note: z.string().trim().max(1000).optional(),
    }),
    changeMade,
  ),
  'issues.remove': command(
    'Takes out issues entered by mistake; history stays and it can be undone.',
    z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    changeMade,
  ),
  'issues.boards': job(
    'Where the open issues lie – by class, unit, team and street, age, lateness – as a table or a workbook.',
    z.strictObject({ format: tableFormat }),
    paperFile,
  ),
  'issues.ledger': job(
    'The issue ledger (问题台账) as a table to print or as a workbook.',
    ledgerFilter.extend({ format: tableFormat }),
    paperFile,
  ),
};
