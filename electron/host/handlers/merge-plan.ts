/**
 * What becomes of two records of one project: the kept one takes what it lacks, the other is hidden behind it. Everything
 * is one change, so that undo and 拆回 turn it round as long as nobody has written over it.
 */
import type { Draft } from '#db/ledger/append.ts';
import type { StoredRecord } from '#db/ledger/records.ts';
import { textOf } from '#db/ledger/records.ts';
import { liveChildrenOf } from '#db/queries/duplicates.ts';
import type { Reading } from '#db/run.ts';
import { entities } from '#shared/domain/entities.ts';
import type { EntityName, Field } from '#shared/domain/entity.ts';
import { project } from '#shared/domain/project.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { recordId } from '../record-id.ts';
import { namesIn } from './project-checks.ts';
import { repointingDrafts } from './repoint.ts';

type Values = StoredRecord['values'];

interface Takeover {
  readonly entity: EntityName;
  /** What makes one of its kind within a project: a kind the kept one has already is left. null: all are taken. */
  readonly key: ((values: Values) => JsonValue) | null;
  /** Ids that follow from the project are made anew; the others move as they are. */
  readonly hasOwnId: (values: Values) => boolean;
}

const always = () => true;
const never = () => false;
const by =
  (...fields: readonly string[]) =>
  (values: Values): JsonValue =>
    fields.map((field) => values[field] ?? null);

/** In an order in which what refers comes after what it refers to. */
const takeovers: readonly Takeover[] = [
  { entity: 'annualPlan', key: by('year'), hasOwnId: never },
  { entity: 'progressReport', key: by('period'), hasOwnId: never },
  {
    entity: 'milestone',
    key: (values) => (values['kind'] === 'own' ? by('name')(values) : by('kind')(values)),
    hasOwnId: (values) => values['kind'] === 'own',
  },
  {
    entity: 'permit',
    key: (values) => (values['step'] === null ? by('name')(values) : by('step')(values)),
    hasOwnId: (values) => values['step'] === null,
  },
  { entity: 'factorNeed', key: by('factor'), hasOwnId: never },
  { entity: 'stageDuty', key: by('stage'), hasOwnId: never },
  { entity: 'listMembership', key: by('list', 'year', 'issue', 'part'), hasOwnId: always },
  { entity: 'investmentPart', key: by('year'), hasOwnId: always },
  { entity: 'suspension', key: by('suspendedOn'), hasOwnId: always },
  { entity: 'plotAttraction', key: by('plot'), hasOwnId: always },
  { entity: 'issue', key: null, hasOwnId: always },
  { entity: 'issueEntry', key: null, hasOwnId: always },
  { entity: 'task', key: null, hasOwnId: always },
  { entity: 'attachment', key: by('sha256', 'subjectId'), hasOwnId: always },
];

/** Stays with the record it was said of: its own moves, checks and frozen figures, and a person's word on two projects. */
const staying: readonly EntityName[] = [
  'poolTransition',
  'monthCheck',
  'closingFigure',
  'laggingDecision',
  'duplicateVerdict',
  'assignment',
];

/** What an id that follows from the project is made of. */
const idParts: Readonly<Partial<Record<EntityName, string>>> = {
  annualPlan: 'year',
  progressReport: 'period',
  milestone: 'kind',
  permit: 'step',
  factorNeed: 'factor',
  stageDuty: 'stage',
};

/** Not a fact of the work but of the record, or kept in step by its own ledger. */
const notTaken: ReadonlySet<string> = new Set([
  'name',
  'formerNames',
  'ledgerOrder',
  'mergedIntoId',
  'pool',
  'exitedOn',
  'stage',
  'reserveStage',
]);

export interface MergedField {
  readonly field: string;
  readonly kept: JsonValue;
  readonly other: JsonValue;
  /** What stands there afterwards, before the person chooses. */
  readonly isFilled: boolean;
}

export interface MergePlan {
  readonly drafts: readonly Draft[];
  /** By the Chinese name of the kind: taken over, and left because the kept one has its own. */
  readonly taken: readonly { readonly label: string; readonly taken: number; readonly left: number }[];
}

/** Fields in which the two differ, in the order of the form. */
export function mergedFields(kept: StoredRecord, other: StoredRecord): MergedField[] {
  const fields: Readonly<Record<string, Field>> = project.fields;
  return Object.keys(fields).flatMap((field) => {
    if (notTaken.has(field)) return [];
    const [mine, theirs] = [kept.values[field] ?? null, other.values[field] ?? null];
    if (isEmpty(theirs) || JSON.stringify(mine) === JSON.stringify(theirs)) return [];
    return [{ field, kept: mine, other: theirs, isFilled: isEmpty(mine) }];
  });
}

/** `chosen`: fields in which the other's value is to stand. */
export function mergePlan(
  reading: Reading,
  kept: StoredRecord,
  other: StoredRecord,
  chosen: readonly string[],
  newId: () => string,
): MergePlan {
  const drafts: Draft[] = [];
  const taken: { label: string; taken: number; left: number }[] = [];
  // Where a permit or milestone was made anew, its attachments follow to the new one.
  const newIds = new Map<string, string>();
  for (const takeover of takeovers) {
    const made = takenOver(reading, takeover, kept.id, other.id, newIds);
    drafts.push(...made.drafts);
    if (made.taken + made.left > 0)
      taken.push({ label: entities[takeover.entity].label, taken: made.taken, left: made.left });
  }
  // Whatever else names the project: meetings, instructions, visits, delegations.
  const elsewhere = repointingDrafts(reading, {
    entity: 'project',
    from: [other.id],
    to: kept.id,
    officeId: other.homeOffice,
    except: [...staying, ...takeovers.map((takeover) => takeover.entity)],
  });
  drafts.push(...elsewhere);
  for (const [entity, found] of Map.groupBy(elsewhere, (draft) => draft.entity))
    taken.push({ label: entities[entity].label, taken: found.length, left: 0 });
  const people = takenPeople(reading, kept.id, other.id, newId);
  drafts.push(...people.drafts);
  if (people.taken + people.left > 0)
    taken.push({ label: entities.assignment.label, taken: people.taken, left: people.left });

  const values: Record<string, JsonValue> = { formerNames: [...formerNames(kept, other)] };
  for (const { field, other: theirs, isFilled } of mergedFields(kept, other))
    if (isFilled || chosen.includes(field)) values[field] = theirs;
  drafts.push({ entity: 'project', id: kept.id, kind: 'put', values });
  drafts.push({ entity: 'project', id: other.id, kind: 'put', values: { mergedIntoId: kept.id } });
  drafts.push({ entity: 'project', id: other.id, kind: 'delete' });
  return { drafts, taken };
}

interface TakenOver {
  readonly drafts: readonly Draft[];
  readonly taken: number;
  readonly left: number;
}

function takenOver(
  reading: Reading,
  { entity, key, hasOwnId }: Takeover,
  keptId: string,
  otherId: string,
  newIds: Map<string, string>,
): TakenOver {
  const mine = liveChildrenOf(reading, entity, keptId);
  const drafts: Draft[] = [];
  let left = 0;
  for (const record of liveChildrenOf(reading, entity, otherId)) {
    const values = withNewIds(record.values, newIds);
    const wanted = key === null ? null : JSON.stringify(key(values));
    const same = key === null ? undefined : mine.find((each) => JSON.stringify(key(each.values)) === wanted);
    if (same !== undefined) {
      newIds.set(record.id, same.id);
      left += 1;
      const filled = entity === 'annualPlan' ? emptyFilled(same, record) : {};
      if (Object.keys(filled).length > 0) drafts.push({ entity, id: same.id, kind: 'put', values: filled });
      continue;
    }
    if (hasOwnId(record.values)) {
      drafts.push({
        entity,
        id: record.id,
        kind: 'put',
        values: { ...changedIn(record.values, values), projectId: keptId },
      });
      continue;
    }
    const id = recordId(entity, keptId, String(record.values[idParts[entity] ?? ''] ?? ''));
    newIds.set(record.id, id);
    drafts.push({ entity, id, kind: 'put', values: { ...values, projectId: keptId } });
  }
  const count = new Set(drafts.map((draft) => draft.id)).size;
  const filledOnly = drafts.filter((draft) => mine.some((each) => each.id === draft.id)).length;
  return { drafts, taken: count - filledOnly, left };
}

/** Persons are taken for a role in which the kept one has nobody: two leaders would be two words on one question. */
function takenPeople(reading: Reading, keptId: string, otherId: string, newId: () => string): TakenOver {
  const isOpen = (record: StoredRecord) => (record.values['untilDay'] ?? null) === null;
  const mine = liveChildrenOf(reading, 'assignment', keptId);
  const roles = new Set(mine.filter(isOpen).map((each) => textOf(each, 'role')));
  const known = new Set(mine.map((each) => each.id));
  const drafts: Draft[] = [];
  let left = 0;
  for (const record of liveChildrenOf(reading, 'assignment', otherId).filter(isOpen)) {
    const role = textOf(record, 'role');
    if (roles.has(role)) {
      left += 1;
      continue;
    }
    const first = recordId('assignment', keptId, role, textOf(record, 'personId'));
    const id = known.has(first) ? newId() : first;
    drafts.push({ entity: 'assignment', id, kind: 'put', values: { ...record.values, projectId: keptId } });
  }
  return { drafts, taken: drafts.length, left };
}

function formerNames(kept: StoredRecord, other: StoredRecord): readonly string[] {
  const name = textOf(kept, 'name');
  const names = [
    ...namesIn(kept.values['formerNames']),
    textOf(other, 'name'),
    ...namesIn(other.values['formerNames']),
  ];
  return [...new Set(names)].filter((each) => each !== name);
}

function emptyFilled(kept: StoredRecord, other: StoredRecord): Record<string, JsonValue> {
  const filled: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(other.values))
    if (isEmpty(kept.values[field] ?? null) && !isEmpty(value)) filled[field] = value;
  return filled;
}

/** Ids of what was made anew, wherever a record names them. */
function withNewIds(values: Values, newIds: ReadonlyMap<string, string>): Record<string, JsonValue> {
  const next: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(values)) {
    if (typeof value === 'string') next[field] = newIds.get(value) ?? value;
    else if (Array.isArray(value))
      next[field] = value.map((each) => (typeof each === 'string' ? (newIds.get(each) ?? each) : each));
    else next[field] = value;
  }
  return next;
}

function changedIn(before: Values, after: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => !sameIn(before, { [field]: value }, field)),
  );
}

function sameIn(left: Values, right: Values, field: string): boolean {
  return JSON.stringify(left[field] ?? null) === JSON.stringify(right[field] ?? null);
}

function isEmpty(value: JsonValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
