/** 两处改动不一致: what two desks of the office changed differently, and the decision about it. */
import type { z } from 'zod';
import type { Draft } from '#db/ledger/append.ts';
import { entityPlan, readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { sameValue } from '#db/ledger/same-value.ts';
import {
  conflictCount,
  conflictsByProject,
  deletionField,
  type OpenConflictGroup,
  openConflictGroups,
  operationsOn,
  projectOfRecord,
  type RecordOperation,
} from '#db/queries/conflicts.ts';
import { allDesks } from '#db/queries/desks.ts';
import { ownStreamNames } from '#db/queries/lost-work.ts';
import { recordNames } from '#db/queries/record-names.ts';
import type { Reading } from '#db/run.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { EntityName, Field } from '#shared/domain/entity.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { staysInOffice } from '#shared/package/ownership.ts';
import { fieldText, type RecordNames } from '#shared/text/field-text.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { trimmed } from './projects.ts';

type Row = OutputOf<'conflicts.list'>['rows'][number];
type Side = Row['inForce'];
type Choice = ParsedInputOf<'conflicts.resolve'>['choices'][number];

export const conflictQueries = {
  'conflicts.list'({ reading }, { projectId }) {
    const office = requireOffice(reading);
    const facts = factsOf(reading, office.id);
    const groups = openConflictGroups(reading).filter(
      ({ entity, recordId }) => projectId === undefined || projectOfRecord(reading, entity, recordId) === projectId,
    );
    const rows = groups.flatMap((group) => rowOf(reading, group, facts));
    rows.sort(inOrder);
    return { rows, ours: rows.filter((row) => row.isOurs).length };
  },
  'conflicts.summary'({ reading }) {
    const { id } = requireOffice(reading);
    const groups = openConflictGroups(reading);
    const ours = groups.filter(({ homeOffice }) => homeOffice === id);
    return {
      ours: ours.length,
      others: groups.length - ours.length,
      projects: [...conflictsByProject(reading, id)].flatMap(([projectId, count]) =>
        projectId === null ? [] : [{ projectId, count }],
      ),
    };
  },
} satisfies Partial<QueryHandlers>;

/** A field of ours that is reported and not decided: what leaves is the value in force. */
export interface Undecided {
  readonly title: string;
  readonly label: string;
  readonly shown: string;
}

/** Of a report that covers these projects; whoever signs it is to know them. */
export function undecidedIn(reading: Reading, projectIds: ReadonlySet<string>): Undecided[] {
  const { id } = requireOffice(reading);
  const facts = factsOf(reading, id);
  const groups = openConflictGroups(reading).filter(({ entity, recordId, homeOffice }) => {
    const projectId = projectOfRecord(reading, entity, recordId);
    return homeOffice === id && !staysInOffice.has(entity) && (projectId === null || projectIds.has(projectId));
  });
  const rows = groups.flatMap((group) => rowOf(reading, group, facts));
  rows.sort(inOrder);
  return rows.map(({ title, label, inForce }) => ({ title, label, shown: inForce.shown ?? '（空）' }));
}

function factsOf(reading: Reading, ownId: string): Facts {
  return { names: recordNames(reading), places: placesOf(reading), ownId };
}

/** Ours first, a record's fields together and in their own order. */
function inOrder(left: Row, right: Row): number {
  return (
    Number(right.isOurs) - Number(left.isOurs) ||
    left.title.localeCompare(right.title, 'zh') ||
    left.recordId.localeCompare(right.recordId) ||
    placeOfField(left) - placeOfField(right)
  );
}

function placeOfField({ entity, field }: Row): number {
  return isEntityName(entity) ? Object.keys(entities[entity].fields).indexOf(field) : 0;
}

export const conflictCommands = {
  'conflicts.resolve'(context, { choices }) {
    const { writing } = context;
    const office = requireOffice(writing);
    const open = openConflictGroups(writing);
    const drafts = choices.map((choice): Draft => {
      const group = open.find(
        ({ entity, recordId, field }) =>
          entity === choice.entity && recordId === choice.recordId && field === choice.field,
      );
      const record = group === undefined ? undefined : readRecord(writing, group.entity, group.recordId);
      if (group === undefined || record === undefined) throw problem('CONFLICT_GONE');
      if (group.homeOffice !== office.id) {
        const home = textOf(readRecord(writing, 'office', group.homeOffice), 'shortName') || '对方单位';
        throw problem('CONFLICT_NOT_OURS', { record: titleOf(writing, group.entity, record), office: home });
      }
      return draftOf(writing, group, record, choice.choice);
    });
    const [first] = drafts;
    const title =
      first === undefined ? '' : titleOf(writing, first.entity, readRecord(writing, first.entity, first.id) ?? null);
    const summary = drafts.length === 1 ? `选定不一致的一处：${title}` : `选定不一致的 ${drafts.length} 处`;
    return changeMade(makeChange(context, 'conflicts.resolve', summary, drafts));
  },
} satisfies Partial<CommandHandlers>;

/** Undecided is nobody's opinion: what stands there may be either. */
export function conflictTasks(reading: Reading): Reminder[] {
  const count = conflictCount(reading, requireOffice(reading).id);
  if (count === 0) return [];
  return [
    {
      code: 'CONFLICTS_OPEN',
      tone: 'look',
      sentence: `有${count}处两台电脑改得不一致，还没有选定用哪一个。`,
      why: '没有选定以前，现在的内容照旧，两种内容都留着',
      action: { label: '去选定', page: '/conflicts' },
      facts: [String(count)],
    },
  ];
}

function draftOf(reading: Reading, group: OpenConflictGroup, record: StoredRecord, choice: Choice['choice']): Draft {
  const { entity, recordId: id, field } = group;
  const isDeletion = field === deletionField;
  const supersedes = operationsOn(reading, entity, id)
    .filter(({ operation }) => isDeletion || operation.kind !== 'put' || Object.hasOwn(operation.changes, field))
    .slice(-1000)
    .map(({ operation: { stream, n } }) => ({ stream, n }));
  if (isDeletion) {
    if (choice.kind === 'typed')
      throw problem('CONFLICT_VALUE_INVALID', { field: '是否删除', reason: '只能保留或删除' });
    const isDeleted = choice.kind === 'inForce' ? record.isDeleted : !record.isDeleted;
    return { entity, id, kind: isDeleted ? 'delete' : 'undelete', supersedes };
  }
  return { entity, id, kind: 'put', values: { [field]: valueChosen(group, record, choice) }, supersedes };
}

function valueChosen(group: OpenConflictGroup, record: StoredRecord, choice: Choice['choice']): JsonValue {
  switch (choice.kind) {
    case 'inForce':
      return record.values[group.field] ?? null;
    case 'offered': {
      const offer = group.offers.find(({ position }) => position === choice.position);
      if (offer === undefined) throw problem('CONFLICT_GONE');
      return offer.value;
    }
    case 'typed': {
      const field = fieldOf(group);
      const value = trimmed({ value: choice.value })['value'] ?? null;
      const parsed = field?.schema.safeParse(value);
      if (field === undefined || parsed?.success !== true)
        throw problem('CONFLICT_VALUE_INVALID', {
          field: field?.label ?? group.field,
          reason: parsed?.error?.issues[0]?.message ?? '不能改这一栏',
        });
      return value;
    }
  }
}

interface Facts {
  readonly names: RecordNames;
  readonly places: (each: { readonly stream: string; readonly officeId: string }) => string;
  readonly ownId: string;
}

function rowOf(reading: Reading, group: OpenConflictGroup, facts: Facts): Row[] {
  const { entity, recordId, field: name, homeOffice } = group;
  const record = readRecord(reading, entity, recordId);
  const field = fieldOf(group);
  const isDeletion = name === deletionField;
  if (record === undefined || (field === undefined && !isDeletion)) return [];
  const written = operationsOn(reading, entity, recordId);
  const offered = group.offers.flatMap(({ position, value }) => {
    const by = written.find((each) => each.position === position);
    return by === undefined ? [] : [{ position, value, by }];
  });
  const current: JsonValue = isDeletion ? record.isDeleted : (record.values[name] ?? null);
  const shown = (value: JsonValue) =>
    isDeletion ? (value === true ? '删除' : '保留') : shownValue(entity, name, field, value, facts.names);
  const sideOf = (value: JsonValue, by: RecordOperation | undefined): Side => ({
    shown: shown(value),
    actor: by?.operation.actor ?? '',
    at: by?.operation.at ?? '',
    place: by === undefined ? '' : facts.places(by),
    detail: isDeletion && value === false ? editsText(entity, by, facts.names) : null,
  });
  const [first] = offered;
  const before = first?.by.operation.changes[name]?.[0] ?? null;
  return [
    {
      entity,
      recordId,
      field: name,
      title: titleOf(reading, entity, record),
      label: isDeletion ? '删除还是保留' : (field?.label ?? ''),
      projectId: projectOfRecord(reading, entity, recordId),
      isOurs: homeOffice === facts.ownId,
      officeName: textOf(readRecord(reading, 'office', homeOffice), 'shortName'),
      isDeletion,
      before: isDeletion ? null : shown(before),
      inForce: sideOf(current, writerOf(written, name, current, new Set(offered.map(({ position }) => position)))),
      offers: offered.map(({ position, value, by }) => ({ position, ...sideOf(value, by) })),
      ...inputOf(entity, name, isDeletion ? undefined : field, current, facts.names),
    },
  ];
}

/** Who wrote what is in force: the last to write it, deletions counting as such. */
function writerOf(
  written: readonly RecordOperation[],
  name: string,
  current: JsonValue,
  offered: ReadonlySet<number>,
): RecordOperation | undefined {
  const candidates = written.filter(({ position }) => !offered.has(position));
  if (name === deletionField)
    return candidates.findLast(({ operation }) =>
      current === true ? operation.kind === 'delete' : operation.kind !== 'delete',
    );
  return candidates.findLast(({ operation }) => {
    const change = operation.changes[name];
    return operation.kind === 'put' && change !== undefined && sameValue(change[1], current);
  });
}

/** An edit against a deletion: what the edit was about. */
function editsText(entity: EntityName, by: RecordOperation | undefined, names: RecordNames): string | null {
  if (by === undefined || by.operation.kind !== 'put') return null;
  const texts = Object.entries(by.operation.changes).flatMap(([name, [, after]]) => {
    const field = entityPlan(entity).byName.get(name)?.field;
    if (field === undefined || field.parent !== undefined) return [];
    return [`${field.label}：${shownValue(entity, name, field, after, names) ?? '（空）'}`];
  });
  return texts.length === 0 ? null : texts.join('；');
}

function shownValue(
  entity: EntityName,
  name: string,
  field: Field | undefined,
  value: JsonValue,
  names: RecordNames,
): string | null {
  return field === undefined ? null : fieldText(entity, name, field, value, names);
}

function fieldOf({ entity, field }: Pick<OpenConflictGroup, 'entity' | 'field'>): Field | undefined {
  return entityPlan(entity).byName.get(field)?.field;
}

/** The field's own input, found out by what its schema accepts. */
function inputOf(
  entity: EntityName,
  name: string,
  field: Field | undefined,
  current: JsonValue,
  names: RecordNames,
): Pick<Row, 'input' | 'value' | 'choices'> {
  const value = typeof current === 'object' ? null : current;
  if (field === undefined || field.storage === 'json' || field.refersTo !== undefined || field.parent !== undefined)
    return { input: 'none', value, choices: [] };
  if (field.isMoney === true) return { input: 'money', value, choices: [] };
  if (field.storage === 'boolean') return { input: 'yesNo', value, choices: [] };
  if (field.storage === 'integer') return { input: 'number', value, choices: [] };
  const options = optionsOf(field.schema);
  if (options !== null)
    return {
      input: 'choice',
      value,
      choices: options.map((each) => ({ value: each, label: fieldText(entity, name, field, each, names) ?? each })),
    };
  const accepts = (text: string) => field.schema.safeParse(text).success;
  if (!accepts('无') && accepts('2026-01-01')) return { input: 'day', value, choices: [] };
  return { input: accepts('无'.repeat(201)) ? 'longText' : 'text', value, choices: [] };
}

/** The values of a choice; null where any text may stand. */
function optionsOf(schema: z.ZodType): string[] | null {
  const inner: unknown = 'unwrap' in schema && typeof schema.unwrap === 'function' ? schema.unwrap() : schema;
  if (typeof inner !== 'object' || inner === null || !('options' in inner) || !Array.isArray(inner.options))
    return null;
  return inner.options.every((each) => typeof each === 'string') ? inner.options : null;
}

/** 某项目 · 11月20日期周报 */
function titleOf(reading: Reading, entity: EntityName, record: StoredRecord | null): string {
  const { label } = entities[entity];
  if (record === null) return label;
  const project = textOf(record, 'projectId');
  const owner = project === '' ? '' : textOf(readRecord(reading, 'project', project), 'name');
  const person = textOf(readRecord(reading, 'person', textOf(record, 'personId')), 'name');
  const period = textOf(record, 'period');
  const own =
    textOf(record, 'name') ||
    textOf(record, 'title') ||
    textOf(record, 'fullName') ||
    textOf(record, 'content') ||
    person;
  if (entity === 'project' || entity === 'office') return own;
  const which = /^\d{4}-\d{2}-\d{2}$/.test(period)
    ? `${periodLabel(period)}${label}`
    : entity === 'annualPlan'
      ? `${textOf(record, 'year')}${label}`
      : own === ''
        ? label
        : `${label}：${own}`;
  return owner === '' ? which : `${owner} · ${which}`;
}

/** Which computer of ours, or which office, wrote a stream. */
function placesOf(reading: Reading): Facts['places'] {
  const own = ownStreamNames(reading);
  const desks = allDesks(reading);
  const { id } = requireOffice(reading);
  return ({ stream, officeId }) => {
    if (officeId !== id) return textOf(readRecord(reading, 'office', officeId), 'shortName') || '对方单位';
    if (own.has(stream)) return '这台电脑';
    return desks.find((desk) => desk.streams.includes(stream))?.name ?? '本单位另一台电脑';
  };
}
