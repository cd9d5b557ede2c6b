import { z } from 'zod';
import { changeMade, command, job, nothing, query } from './define.ts';
import { projectRow } from './projects.ts';

const evidence = z.object({
  kind: z.string(),
  sentence: z.string(),
  isAgainst: z.boolean(),
});

const duplicateSide = z.object({
  row: projectRow,
  reports: z.int(),
  attachments: z.int(),
  permits: z.int(),
});
export type DuplicateSide = z.infer<typeof duplicateSide>;

const duplicatePair = z.object({
  score: z.int().describe('40 … 95: never certain'),
  likelihood: z.string(),
  evidence: z.array(evidence),
  sides: z.array(duplicateSide).length(2),
  mayMerge: z.boolean().describe('both are this office’s own'),
  isAcross: z.boolean().describe('of two districts'),
});
export type DuplicatePairView = z.infer<typeof duplicatePair>;

const two = z.strictObject({ keptId: z.string(), otherId: z.string() });

export const duplicates = {
  'duplicates.find': job(
    'Pairs of projects that may be one, with evidence, the likeliest first; judged ones are left out.',
    z.strictObject({
      limit: z.int().min(1).max(500).optional(),
      isAcross: z.boolean().default(false).describe('only pairs of different districts'),
    }),
    z.object({ compared: z.int(), pairs: z.array(duplicatePair) }),
  ),
  'duplicates.apart': query(
    'Pairs that a person has judged: that they are two projects, or one that two districts report.',
    nothing,
    z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          projectId: z.string(),
          projectName: z.string(),
          otherProjectId: z.string(),
          otherProjectName: z.string(),
          officeName: z.string().nullable().describe('null where both are of one office'),
          otherOfficeName: z.string().nullable(),
          verdict: z.enum(['different', 'same']),
          isOpen: z.boolean().describe('one project, and both districts still report it'),
          reason: z.string().nullable(),
          at: z.string(),
          actor: z.string(),
        }),
      ),
    }),
  ),
  'duplicates.preview': query(
    'What merging two projects would do, field by field; nothing is written.',
    two,
    z.object({
      keptName: z.string(),
      otherName: z.string(),
      fields: z.array(
        z.object({
          field: z.string(),
          label: z.string(),
          kept: z.string().nullable(),
          other: z.string().nullable(),
          isFilled: z.boolean().describe('empty in the kept one: taken without asking'),
        }),
      ),
      records: z.array(z.object({ label: z.string(), taken: z.int(), left: z.int() })),
    }),
  ),
  'duplicates.merge': command(
    'Merges another project into the kept one: one change, which undo and duplicates.split turn round.',
    two.extend({
      choose: z.array(z.string()).max(100).optional().describe('fields in which the other’s value stands'),
    }),
    changeMade,
  ),
  'duplicates.split': command(
    'Takes a merged project out again; what was changed since is left and listed.',
    z.strictObject({ otherId: z.string() }),
    changeMade.extend({
      changedSince: z.array(
        z.object({ entity: z.string(), id: z.string(), title: z.string(), field: z.string(), label: z.string() }),
      ),
    }),
  ),
  'duplicates.keepApart': command(
    'Two projects that look alike are two; they are not offered again.',
    two.extend({ reason: z.string().max(500).optional() }),
    changeMade,
  ),
  'duplicates.same': command(
    'The centre’s word that two districts report one project, with the evidence; both may be asked who reports it.',
    two.extend({
      reason: z.string().trim().max(300).optional(),
      asks: z.boolean().default(true).describe('a question to both districts, which goes down with the next file'),
    }),
    changeMade.extend({ asked: z.int() }),
    { role: 'centre' },
  ),
  'duplicates.reconsider': command(
    'Takes such a word back: the pair is offered again.',
    z.strictObject({ id: z.string() }),
    changeMade,
  ),
  'duplicates.merged': query(
    'What was merged into a project.',
    z.strictObject({ projectId: z.string() }),
    z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          code: z.string().nullable(),
          at: z.string(),
          actor: z.string(),
          maySplit: z.boolean(),
        }),
      ),
    }),
  ),
};
