import { z } from 'zod';
import { changesSchema } from '../domain/entity.ts';
import { visit } from '../domain/visit.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';
import { taskAsked, taskMade } from './instructions.ts';

const id = z.string().min(1);

const visitRow = z.object({
  id: z.string(),
  leaderId: z.string(),
  leaderName: z.string(),
  onDay: z.string(),
  place: z.string().nullable(),
  projects: z.array(z.object({ id: z.string(), name: z.string() })),
  companions: z.string().nullable(),
  seen: z.string().nullable(),
  instructions: z.string().nullable(),
  officeName: z.string(),
  isOurs: z.boolean(),
  tasks: z.array(taskMade),
});
export type VisitRow = z.infer<typeof visitRow>;

export const visits = {
  'visits.list': query(
    'Visits of leaders on site, newest first, with the tasks they made.',
    z.strictObject({ leaderId: id.optional(), projectId: id.optional() }),
    z.object({ today: z.string(), rows: z.array(visitRow) }),
  ),
  'visits.coverage': query(
    'Which leader visited which of his projects when, and which not yet; with the clause that asks for it.',
    z.strictObject({}),
    z.object({
      today: z.string(),
      demand: z
        .object({ every: z.enum(['month', 'year']), text: z.string(), source: z.string() })
        .nullable()
        .describe('null: the notice in force says nothing of visits'),
      leaders: z.array(
        z.object({
          leaderId: z.string(),
          leaderName: z.string(),
          projects: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              lastOn: z.string().nullable(),
              times: z.int().describe('this year'),
              isVisited: z.boolean(),
            }),
          ),
          notYet: z.int(),
        }),
      ),
    }),
  ),
  'visits.save': command(
    'Enters a visit (no id) or changes what was typed; what the leader asked for becomes tasks.',
    z.strictObject({
      id: id.optional(),
      changes: changesSchema(visit)
        .pick({ onDay: true, place: true, projectIds: true, companions: true, seen: true, instructions: true })
        .extend({ leaderName: z.string().trim().min(1).max(40).optional() }),
      tasks: z.array(taskAsked).max(20).optional(),
    }),
    changeMade.extend({ id: z.string(), taskIds: z.array(z.string()) }),
  ),
  'visits.coverageTable': job(
    'Which leader visited which of his projects, as a table to print or as a workbook.',
    z.strictObject({ format: tableFormat }),
    paperFile,
  ),
  'visits.remove': command(
    'Takes out visits entered by mistake; their tasks stay; history stays and it can be undone.',
    z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    changeMade,
  ),
};
