import { z } from 'zod';
import { inspectionRound, inspectionRoundStates, roundSelection } from '../domain/inspection-round.ts';
import { inspectionSheet, inspectionSheetStates } from '../domain/inspection-sheet.ts';
import { changeMade, command, job, paperFile, query, tableFormat } from './define.ts';

const id = z.string().min(1).max(64);
const day = z.iso.date();
const ids = z.array(id).max(2000);

const counts = z.object({ planned: z.int(), printed: z.int(), returned: z.int(), void: z.int() });

const roundRow = z.object({
  id: z.string(),
  number: z.string().describe('year and running number: 2026-3'),
  name: z.string(),
  templateId: z.string(),
  templateName: z.string(),
  fromDay: z.string(),
  untilDay: z.string(),
  inspectorIds: z.array(z.string()),
  inspectors: z.string().describe('as printed: names of the register, then the others'),
  otherInspectors: z.string().nullable(),
  groupId: z.string().nullable(),
  groupName: z.string().nullable(),
  source: z.string().nullable(),
  selection: roundSelection.nullable(),
  selectionText: z.string().nullable().describe('how its projects were chosen, in one sentence'),
  state: z.enum(inspectionRoundStates),
  note: z.string().nullable(),
  officeName: z.string(),
  isOurs: z.boolean(),
  sheets: counts,
  isLate: z.boolean().describe('its last day has passed and printed sheets have not come back'),
});
export type InspectionRoundRow = z.infer<typeof roundRow>;

const sheetRow = z.object({
  id: z.string(),
  number: z.string(),
  shownNumber: z.string().describe('as printed: 26-0037-3'),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  projectOfficeName: z.string().nullable(),
  place: z.string().nullable(),
  street: z.string(),
  responsibleUnits: z.array(z.string()),
  plannedOn: z.string().nullable(),
  state: z.enum(inspectionSheetStates),
  printedAt: z.string().nullable(),
  isBlank: z.boolean().describe('printed without figures'),
  inspectedOn: z.string().nullable(),
  inspectors: z.string().nullable(),
  voidReason: inspectionSheet.fields.voidReason.schema,
});
export type RoundSheetRow = z.infer<typeof sheetRow>;

/** What the pack asks for, with its clause. */
const demand = z.object({
  isMonthly: z.boolean(),
  isFullCoverage: z.boolean(),
  topics: z.array(z.string()),
  shown: z.string(),
  source: z.string(),
});

const standing = z.object({
  projects: z.int().describe('at work: neither left nor merged'),
  visitedThisMonth: z.int(),
  plannedThisMonth: z.int().describe('not visited this month, with a sheet that has not come back'),
  openThisMonth: z.int().describe('neither'),
});

const wish = roundSelection.omit({ outOf: true });

const candidate = z.object({
  id: z.string(),
  name: z.string(),
  officeName: z.string(),
  place: z.string().nullable(),
  street: z.string(),
  responsibleUnits: z.array(z.string()),
  lastVisitedOn: z.string().nullable(),
  plannedIn: z.string().nullable(),
  isChosen: z.boolean(),
  why: z.string().nullable(),
  pinyin: z.string(),
  initials: z.string(),
});
export type RoundCandidate = z.infer<typeof candidate>;

const { name, templateId, otherInspectors, groupId, source, note } = inspectionRound.fields;

const roundChanges = z.strictObject({
  name: name.schema.optional(),
  templateId: templateId.schema.optional(),
  fromDay: day.optional(),
  untilDay: day.optional(),
  inspectorIds: z.array(id).max(50).optional(),
  otherInspectors: otherInspectors.schema.optional(),
  groupId: groupId.schema.optional(),
  source: source.schema.optional(),
  note: note.schema.optional(),
});

const copies = z.union([z.literal(1), z.literal(2)]).describe('2: one stays with the project’s own unit');

const coverageRow = z.object({
  projectId: z.string(),
  name: z.string(),
  officeName: z.string(),
  street: z.string(),
  responsibleUnits: z.array(z.string()),
  lastOn: z.string().nullable(),
  lastInspectors: z.string().nullable(),
  lastRoundId: z.string().nullable(),
  lastRoundName: z.string().nullable(),
  daysSince: z.int().nullable(),
  timesThisMonth: z.int(),
  timesThisYear: z.int(),
  plannedIn: z.string().nullable(),
  othersLastOn: z.string().nullable().describe('last visit by another office: at the centre the district’s own'),
  pinyin: z.string(),
  initials: z.string(),
});
export type CoverageRow = z.infer<typeof coverageRow>;

const coverageGroup = z.object({ name: z.string(), projects: z.int(), thisMonth: z.int(), thisYear: z.int() });

export const inspectionRounds = {
  'inspectionRounds.list': query(
    'Rounds of on-site inspection, newest first, with what the pack asks for and what is due this month.',
    z.strictObject({}),
    z.object({ today: z.string(), rows: z.array(roundRow), demand, standing }),
  ),
  'inspectionRounds.get': query(
    'One round with its sheets in the order of the route.',
    z.strictObject({ id }),
    z.object({ today: z.string(), row: roundRow, sheets: z.array(sheetRow), missing: z.array(z.string()) }),
  ),
  'inspectionRounds.propose': query(
    'Which projects a wish chooses, out of how many and why: a street, the lagging ones, at random by a seed …',
    wish,
    z.object({
      today: z.string(),
      demand,
      rows: z.array(candidate).describe('all there are to choose from, in the order of the ledger'),
      outOf: z.int(),
      chosen: z.int(),
      shown: z.string().describe('how they were chosen, in one sentence'),
      streets: z.array(z.string()),
      proposedSeed: z.string(),
    }),
  ),
  'inspectionRounds.route': query(
    'An order for projects: district by district, street by street, neighbours next to each other.',
    z.strictObject({ projectIds: ids }),
    z.object({ projectIds: z.array(z.string()) }),
  ),
  'inspectionRounds.save': command(
    'Makes a round (no id) with a numbered sheet for each project in this order, or changes its people, days and template.',
    z.strictObject({
      id: id.optional(),
      changes: roundChanges,
      wish: wish.optional().describe('of a new round: how its projects were chosen'),
      projectIds: ids.optional(),
      blankSheets: z.int().min(0).max(200).optional(),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'inspectionRounds.addSheets': command(
    'Adds projects, or blank sheets, at the end of the route; each gets the next sheet number.',
    z.strictObject({ roundId: id, projectIds: ids, blankSheets: z.int().min(0).max(200).optional() }),
    changeMade.extend({ added: z.int() }),
  ),
  'inspectionRounds.removeSheets': command(
    'Takes out sheets that were not printed; printed ones become void and need a reason.',
    z.strictObject({
      roundId: id,
      sheetIds: ids.min(1),
      voidReason: inspectionSheet.fields.voidReason.schema.optional(),
    }),
    changeMade,
  ),
  'inspectionRounds.reorder': command(
    'Puts the sheets of a round in another order.',
    z.strictObject({ roundId: id, sheetIds: ids.min(1) }),
    changeMade,
  ),
  'inspectionRounds.close': command(
    'Ends a round; every sheet has come back or is void.',
    z.strictObject({ id }),
    changeMade,
  ),
  'inspectionRounds.cancel': command(
    'Calls a round off before anything was entered; its sheets become void.',
    z.strictObject({ id, reason: z.string().trim().max(300).optional() }),
    changeMade,
  ),
  'inspectionRounds.coverage': query(
    'Which project was visited when, how often and by whom, with the clause that asks for it.',
    z.strictObject({}),
    z.object({
      today: z.string(),
      demand,
      standing,
      rows: z.array(coverageRow),
      groups: z.array(coverageGroup).describe('by street, or by district at the centre'),
      groupedBy: z.enum(['street', 'district']),
    }),
  ),
  'inspectionRounds.coverageTable': job(
    'Who was visited when, as a table to print or as a workbook.',
    z.strictObject({ format: tableFormat }),
    paperFile,
  ),
};

export const inspectionRoundPapers = {
  'inspectionRounds.coverList': job(
    'The list of a round in the order of the route, to go on top of the sheets.',
    z.strictObject({ roundId: id, format: tableFormat }),
    paperFile,
  ),
  'inspectionRounds.print': job(
    'Prints the sheets of a round in the order of the route and freezes on them what stands reported.',
    z.strictObject({
      roundId: id,
      sheetIds: ids.optional().describe('only these; all that are planned or printed where left out'),
      isRest: z.boolean().optional().describe('only those not printed yet'),
      copies,
      isBlank: z.boolean().optional().describe('without figures'),
    }),
    paperFile.extend({ sheets: z.int(), frozen: z.int().describe('sheets whose content was frozen by this print') }),
  ),
};
