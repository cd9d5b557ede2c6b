/**
 * Whose records are whose (exchange.md “Ownership”). Every record names its home office for ever; an operation of an
 * office on another's record is refused and reported, the rest of its package applies. Two offices never write one field.
 */
import { isEntityName } from '../domain/entities.ts';
import type { EntityName } from '../domain/entity.ts';
import type { OfficeKind } from '../domain/office.ts';

const both: readonly OfficeKind[] = ['district', 'centre'];

/** Which kind of office may make records of an entity. Whoever made one is its home. */
export const authors: Readonly<Record<EntityName, readonly OfficeKind[]>> = {
  office: both,
  unit: both,
  unitName: both,
  person: both,
  personPost: both,
  group: both,
  groupMember: both,
  project: both,
  annualPlan: both,
  investmentPart: both,
  listMembership: both,
  assignment: both,
  delegation: both,
  stageDuty: both,
  milestone: both,
  suspension: both,
  factorNeed: both,
  permit: both,
  poolTransition: both,
  plotAttraction: both,
  funnelTarget: both,
  attachment: both,
  progressReport: both,
  monthCheck: both,
  monthLock: both,
  unitReturn: both,
  submission: both,
  // The centre's word on any district's project.
  laggingDecision: ['centre'],
  duplicateVerdict: both,
  yearClosing: both,
  closingFigure: both,
  adoptedRulePack: both,
  calendarYear: both,
  issue: both,
  issueEntry: both,
  meeting: both,
  agendaItem: both,
  attendance: both,
  task: both,
  taskEntry: both,
  instruction: both,
  visit: both,
  accountabilityEntry: both,
  tourStop: both,
  inspectionTemplate: both,
  inspectionRound: both,
  inspectionSheet: both,
  inspectionFinding: both,
  question: both,
  answer: both,
  // The centre's word on a district's project, and what it asks for.
  levelConfirmation: ['centre'],
  plannedNode: ['centre'],
  scopeRequest: ['centre'],
  centreRule: ['centre'],
  centreTable: ['centre'],
  tableEntry: both,
  reportingItem: ['centre'],
  restriction: both,
};

/** Records that say something about a record of another office; all others hang on records of their own home. */
const aboutOthers: ReadonlySet<EntityName> = new Set([
  'laggingDecision',
  'duplicateVerdict',
  'answer',
  // A district's reply to a task from above.
  'taskEntry',
]);

/**
 * What the centre says of the districts' projects: its confirmed levels, lists and 省/市 leaders, its nodes, and the sheets,
 * photos and findings of its liaison groups.
 */
const aboutDistricts: ReadonlySet<EntityName> = new Set([
  'levelConfirmation',
  'listMembership',
  'assignment',
  'plannedNode',
  'inspectionSheet',
  'inspectionFinding',
  'attachment',
]);

/**
 * The office's own bookkeeping: its bodies never leave in a report, whatever the scope; they travel as hashes
 * (exchange.md “What goes up”). Desks of one office still share them.
 */
export const staysInOffice: ReadonlySet<string> = new Set<EntityName>([
  'monthCheck',
  'monthLock',
  'unitReturn',
  'duplicateVerdict',
  'yearClosing',
  'closingFigure',
  'adoptedRulePack',
  'calendarYear',
  // A template is seen on every sheet made with it.
  'inspectionTemplate',
  'reportingItem',
  'restriction',
  // Until a record is released on purpose; see the export.
  'accountabilityEntry',
]);

export interface Writing {
  readonly senderOfficeId: string;
  readonly senderKind: OfficeKind;
  readonly entity: string;
  /** null where the record does not exist yet. */
  readonly homeOfficeId: string | null;
  /** The record's id: an office makes only its own office record. */
  readonly recordId?: string;
  /** The homes of the records it belongs to, as far as they exist: nobody hangs a report on another's project. */
  readonly parentHomeOfficeIds?: readonly string[];
}

export type Refusal = { readonly code: 'OWNED_BY_ANOTHER_OFFICE' | 'NOT_FOR_THIS_KIND_OF_OFFICE' };

export function mayWrite(writing: Writing): true | Refusal {
  const { senderOfficeId, senderKind, entity, homeOfficeId } = writing;
  if (homeOfficeId !== null && homeOfficeId !== senderOfficeId) return { code: 'OWNED_BY_ANOTHER_OFFICE' };
  // A record of a newer version waits until this one is updated; then it is judged again.
  if (!isEntityName(entity)) return true;
  if (!authors[entity].includes(senderKind)) return { code: 'NOT_FOR_THIS_KIND_OF_OFFICE' };
  if (entity === 'office' && writing.recordId !== undefined && writing.recordId !== senderOfficeId)
    return { code: 'OWNED_BY_ANOTHER_OFFICE' };
  const hangsOnOthers = (writing.parentHomeOfficeIds ?? []).some((home) => home !== senderOfficeId);
  const mayHang = aboutOthers.has(entity) || (senderKind === 'centre' && aboutDistricts.has(entity));
  if (hangsOnOthers && !mayHang) return { code: 'OWNED_BY_ANOTHER_OFFICE' };
  return true;
}
