import { z } from 'zod';
import { meetingStates } from '../domain/meeting.ts';
import { tourProposers, tourScore, tourStates } from '../domain/tour-stop.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';
import { meetingRow, meetingTypeRow } from './meetings.ts';

const id = z.string().min(1);
const stopIds = z.array(id).min(1).max(500);

export const tourRow = z.object({
  id: z.string().describe('of the meeting that is the tour'),
  title: z.string(),
  typeName: z.string(),
  onDay: z.string(),
  state: z.enum(meetingStates),
  proposed: z.int().describe('all, screened or not'),
  waiting: z.int().describe('not screened yet'),
  chosen: z.int(),
  judges: z.int(),
  isOurs: z.boolean(),
});
export type TourRow = z.infer<typeof tourRow>;

const standing = {
  mean: z.int().nullable().describe('hundredths of a point'),
  place: z.int().nullable().describe('1 is the best; equal means share one'),
};

export const tourStopRow = z.object({
  id: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  place: z.string().nullable(),
  units: z.array(z.string()).describe('responsible units'),
  totalInvestment: z.int().nullable().describe('元'),
  plannedThisYear: z.int().nullable(),
  doneThisYear: z.int().nullable(),
  summary: z.string().nullable(),
  progressText: z.string().nullable().describe('of the newest report'),
  proposedBy: z.enum(tourProposers).nullable(),
  unitName: z.string().nullable(),
  state: z.enum(tourStates),
  reason: z.string().nullable(),
  arrivesAt: z.string().nullable(),
  talkingPoints: z.string().nullable(),
  presenter: z.string().nullable(),
  scores: z.array(tourScore),
  remarks: z.string().nullable(),
  standing: z.object(standing),
});
export type TourStopRow = z.infer<typeof tourStopRow>;

const stopOfProject = z.object({
  tourId: z.string(),
  title: z.string(),
  onDay: z.string(),
  meetingState: z.enum(meetingStates),
  state: z.enum(tourStates),
  reason: z.string().nullable(),
  remarks: z.string().nullable(),
  stops: z.int().describe('on the route'),
  standing: z.object(standing),
});
export type TourOfProject = z.infer<typeof stopOfProject>;

export const tourPapers = ['proposals', 'route', 'scoreSheet', 'results'] as const;

export const tours = {
  'tours.list': query(
    '观摩: what the rules in force demand, then every tour, newest first.',
    z.strictObject({}),
    z.object({ today: z.string(), types: z.array(meetingTypeRow), rows: z.array(tourRow), source: z.string() }),
  ),
  'tours.get': query(
    'One tour: its stops – the route in its order, then what waits, then what was not chosen – with mean and place.',
    z.strictObject({ id }),
    z.object({
      row: meetingRow,
      source: z.string(),
      stops: z.array(tourStopRow),
      judges: z.array(z.string()),
      uneven: z
        .array(z.object({ judge: z.string(), without: z.array(z.string()) }))
        .describe('judges without a mark for some stop of the route'),
      scoring: z.object({ shown: z.string(), source: z.string() }),
    }),
  ),
  'tours.ofProject': query(
    'The tours a project was proposed for, newest first, with what became of it.',
    z.strictObject({ projectId: id }),
    z.object({ rows: z.array(stopOfProject) }),
  ),
  'tours.propose': command(
    'Proposes projects for a tour: named by a leader or put forward by a town or street.',
    z.strictObject({
      id,
      projectIds: z.array(id).min(1).max(100),
      proposedBy: z.enum(tourProposers),
      unitName: z.string().trim().max(100).nullable().optional().describe('who put it forward'),
      reason: z.string().trim().max(500).nullable().optional(),
    }),
    changeMade.extend({ stopIds: z.array(z.string()) }),
  ),
  'tours.screen': command(
    'Takes proposed projects onto the route, leaves them out with the reason, or takes the decision back.',
    z.strictObject({ stopIds, state: z.enum(tourStates), reason: z.string().trim().max(500).nullable().optional() }),
    changeMade,
  ),
  'tours.saveStop': command(
    'Changes what was typed of a stop: time, presenter, what is shown, remarks, reason.',
    z.strictObject({
      stopId: id,
      changes: z.strictObject({
        arrivesAt: z.string().max(20).nullable().optional(),
        presenter: z.string().max(60).nullable().optional(),
        talkingPoints: z.string().max(1000).nullable().optional(),
        remarks: z.string().max(2000).nullable().optional(),
        reason: z.string().max(500).nullable().optional(),
        unitName: z.string().max(100).nullable().optional(),
      }),
    }),
    changeMade,
  ),
  'tours.order': command('Puts the stops of the route into this order.', z.strictObject({ id, stopIds }), changeMade),
  'tours.score': command(
    'Marks of one judge in hundredths of a point, 0 to 10000; null takes a mark back.',
    z.strictObject({
      id,
      judge: z.string().trim().min(1).max(60),
      scores: z
        .array(z.strictObject({ stopId: id, hundredths: z.int().nullable() }))
        .min(1)
        .max(500),
    }),
    changeMade,
  ),
  'tours.remove': command(
    'Takes out what was proposed by mistake; one with marks stays.',
    z.strictObject({ stopIds }),
    changeMade,
  ),
  'tours.paper': job(
    'Papers of a tour: proposals with their screening, route table, empty score sheet for a judge, results.',
    z.strictObject({
      id,
      paper: z.enum(tourPapers),
      format: tableFormat,
      pageSize: z.enum(['A4', 'A3']).optional().describe('A4'),
    }),
    paperFile,
  ),
};
