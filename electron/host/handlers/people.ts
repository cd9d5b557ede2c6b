/** Units and persons found by name, or made; and the assignments of a project as the list of names a clerk typed. */

import type { Draft } from '#db/ledger/append.ts';
import { type AssignmentInRole, assignmentsInRole, personsByName, unitsByName } from '#db/queries/registers.ts';
import type { Reading } from '#db/run.ts';
import { addDays } from '#shared/calendar/day.ts';
import type { AssignmentRole } from '#shared/domain/assignment.ts';
import { recordId } from '../record-id.ts';

export interface PeopleBook {
  /** The unit's id; a new name makes a unit. */
  unit(name: string): string;
  person(name: string): string;
  /** The drafts that make what was new, to be appended before what refers to it. */
  newRecords(): readonly Draft[];
  readonly newId: () => string;
}

/** `newId` gives ids for records made here; looked up once, so that thousands of rows stay cheap. */
export function openPeopleBook(reading: Reading, officeId: string, newId: () => string): PeopleBook {
  const units = new Map(unitsByName(reading, officeId));
  const persons = new Map(personsByName(reading, officeId));
  const drafts: Draft[] = [];
  const findOrMake = (book: Map<string, string>, entity: 'unit' | 'person', name: string): string => {
    const known = book.get(name);
    if (known !== undefined) return known;
    const id = newId();
    book.set(name, id);
    drafts.push({ entity, id, kind: 'put', values: entity === 'unit' ? { name, kind: unitKindOf(name) } : { name } });
    return id;
  };
  return {
    unit: (name) => findOrMake(units, 'unit', name.trim()),
    person: (name) => findOrMake(persons, 'person', name.trim()),
    newRecords: () => drafts.splice(0),
    newId,
  };
}

/**
 * Drafts that make the persons in a role of a project exactly these, in this order. Terms that have an end are history and
 * stay as they are: a list of names says who holds the role, not who held it.
 */
export function assignmentDrafts(
  reading: Reading,
  newId: () => string,
  projectId: string,
  role: AssignmentRole,
  personIds: readonly string[],
): readonly Draft[] {
  const existing = assignmentsInRole(reading, projectId, role);
  const open = existing.filter((row) => !row.isDeleted && row.untilDay === null);
  const drafts: Draft[] = [];
  for (const row of open)
    if (!personIds.includes(row.personId)) drafts.push({ entity: 'assignment', id: row.id, kind: 'delete' });
  personIds.forEach((personId, index) => {
    const held = open.find((row) => row.personId === personId);
    const values = { projectId, personId, role, printOrder: index + 1 };
    if (held !== undefined) {
      drafts.push({ entity: 'assignment', id: held.id, kind: 'put', values });
      return;
    }
    const id = firstTermId(existing, projectId, role, personId, newId);
    drafts.push({
      entity: 'assignment',
      id,
      kind: 'put',
      values: { ...values, ...daysAfterEarlierTerms(existing, personId) },
    });
  });
  return drafts;
}

/** Who held the role before holds it again from the day after: no day is covered twice. */
function daysAfterEarlierTerms(existing: readonly AssignmentInRole[], personId: string): { readonly fromDay?: string } {
  const ends = existing.flatMap((row) =>
    row.personId === personId && !row.isDeleted && row.untilDay !== null ? [row.untilDay] : [],
  );
  const last = ends.toSorted().at(-1);
  return last === undefined ? {} : { fromDay: addDays(last, 1) };
}

/** Deterministic for the first term of a person in a role, so that two desks make the same record; random for a later one. */
export function firstTermId(
  existing: readonly AssignmentInRole[],
  projectId: string,
  role: AssignmentRole,
  personId: string,
  newId: () => string,
): string {
  const id = recordId('assignment', projectId, role, personId);
  return existing.some((row) => row.id === id && !row.isDeleted) ? newId() : id;
}

export function unitKindOf(name: string): string {
  if (/(街道办事处|街办|街道|镇|乡|办事处)$/.test(name)) return 'town';
  if (/(管委会|开发区|园区)$/.test(name)) return 'park';
  if (/(公司|集团|厂)$/.test(name)) return 'company';
  if (/(局|委|办|中心|部|院|处|会)$/.test(name)) return 'department';
  return 'other';
}
