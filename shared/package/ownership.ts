/**
 * Whose records are whose (exchange.md “Ownership”). Every record names its home office for ever; an operation of an
 * office on another's record is refused and reported, the rest of its package applies. Two offices never write one field.
 */
import { isEntityName } from '../domain/entities.ts';
import type { EntityName } from '../domain/entity.ts';
import type { OfficeKind } from '../domain/office.ts';

/** Which kind of office may make records of an entity. Whoever made one is its home. */
export const authors: Readonly<Record<EntityName, readonly OfficeKind[]>> = {
  office: ['district', 'centre'],
  unit: ['district', 'centre'],
  person: ['district', 'centre'],
  project: ['district', 'centre'],
  annualPlan: ['district', 'centre'],
  assignment: ['district', 'centre'],
  progressReport: ['district', 'centre'],
  submission: ['district', 'centre'],
  // The centre's word on any district's project.
  laggingDecision: ['centre'],
};

/** Records that say something about a record of another office; all others hang on records of their own home. */
const aboutOthers: ReadonlySet<EntityName> = new Set(['laggingDecision']);

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
  if (hangsOnOthers && !aboutOthers.has(entity)) return { code: 'OWNED_BY_ANOTHER_OFFICE' };
  return true;
}
