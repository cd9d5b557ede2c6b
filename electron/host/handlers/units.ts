/** Units over time: their facts, another name from a day on, merged or dissolved – each one change with one undo. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { listUnits, unitRow, unitsByName } from '#db/queries/registers.ts';
import { personsOfUnit, predecessorsOf, projectsOfUnit, unitNameRows, unitNamesOn } from '#db/queries/units.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessDay, shownDay } from '#shared/calendar/day.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { openPeopleBook, unitKindOf } from './people.ts';
import { trimmed } from './projects.ts';
import { repointingDrafts, usesOf } from './repoint.ts';

/** Where the old unit stays: what it was called, who worked there then, what it returned then. */
const history: readonly EntityName[] = ['unit', 'unitName', 'personPost', 'unitReturn'];

export const unitQueries = {
  'units.list': ({ reading }, { includesEnded }) => ({
    rows: listUnits(reading, { includesEnded: includesEnded ?? false }),
  }),
  'units.get'({ reading }, { id }) {
    const unit = unitRow(reading, id);
    if (unit === undefined) throw problem('RECORD_NOT_FOUND', { noun: '单位' });
    return {
      unit,
      names: unitNameRows(reading, id).map(({ name, fromDay, untilDay, document }) => ({
        name,
        fromDay,
        untilDay,
        document,
      })),
      predecessors: predecessorsOf(reading, id),
      persons: personsOfUnit(reading, id),
      projects: projectsOfUnit(reading, id),
    };
  },
  'units.nameOn'({ reading }, { id, day }) {
    const name = unitNamesOn(reading, day).get(id);
    if (name === undefined) throw problem('RECORD_NOT_FOUND', { noun: '单位' });
    return { name };
  },
  'units.uses'({ reading }, { ids }) {
    const office = requireOffice(reading);
    return { rows: usesOf(reading, { entity: 'unit', from: ids, officeId: office.id, except: history }) };
  },
} satisfies Partial<QueryHandlers>;

export const unitCommands = {
  'units.save'(context, { id, changes }) {
    const office = requireOffice(context.writing);
    const { headName, sectorLeaderName, contactName, ...fields } = changes;
    const before = id === undefined ? undefined : ownUnit(context, id);
    if (id === undefined && fields.name === undefined)
      throw problem('FIELD_INVALID', { field: '单位名称', reason: '新单位要有名称' });
    if (fields.name !== undefined) requireFreeName(context.writing, office.id, fields.name, id);
    const unitId = id ?? context.newId();
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const personId = (name: string | null | undefined) =>
      name === undefined ? undefined : name === null ? null : book.person(name);
    const people = {
      headId: personId(headName),
      sectorLeaderId: personId(sectorLeaderName),
      contactId: personId(contactName),
    };
    const kind = id === undefined && fields.kind === undefined ? { kind: unitKindOf(fields.name ?? '') } : {};
    const drafts: Draft[] = [
      ...book.newRecords(),
      { entity: 'unit', id: unitId, kind: 'put', values: trimmed({ ...kind, ...fields, ...people }) },
      ...(fields.name === undefined || before === undefined ? [] : correctedName(context.writing, unitId, fields.name)),
    ];
    const name = fields.name ?? textOf(before, 'name');
    const made = makeChange(context, 'units.save', `${id === undefined ? '新增' : '修改'}单位：${name}`, drafts);
    return { ...changeMade(made), id: unitId };
  },
  'units.rename'(context, { id, name, day, document }) {
    const office = requireOffice(context.writing);
    const unit = livingUnit(context, id);
    requirePast(context, day, '启用日期');
    requireFreeName(context.writing, office.id, name, id);
    const old = textOf(unit, 'name');
    if (old === name) throw problem('UNIT_NAME_TAKEN', { name });
    const drafts: Draft[] = [
      ...closedName(context, id, old, day, null),
      nameDraft(context, { unitId: id, name, fromDay: day, document: document ?? null }),
      { entity: 'unit', id, kind: 'put', values: { name, formerNames: formerNames(unit, old, name) } },
    ];
    return changeMade(makeChange(context, 'units.rename', `单位改名：${old} → ${name}`, drafts));
  },
  'units.merge'(context, { ids, into, day, document }) {
    const office = requireOffice(context.writing);
    const olds = [...new Set(ids)].map((id) => livingUnit(context, id));
    requirePast(context, day, '合并日期');
    const isNew = 'name' in into;
    const targetId = isNew ? context.newId() : into.id;
    const target = isNew ? undefined : livingUnit(context, into.id);
    const itself = olds.find((old) => old.id === targetId);
    if (itself !== undefined) throw problem('UNIT_MERGE_ITSELF', { name: textOf(itself, 'name') });
    if (isNew) requireFreeName(context.writing, office.id, into.name, undefined);
    const name = isNew ? into.name : textOf(target, 'name');
    const made: Draft[] = isNew
      ? [
          {
            entity: 'unit',
            id: targetId,
            kind: 'put',
            values: { name, kind: textOf(olds[0], 'kind') || unitKindOf(name) },
          },
          nameDraft(context, { unitId: targetId, name, fromDay: day, document: document ?? null }),
        ]
      : [];
    const ended = olds.flatMap((old): Draft[] => [
      ...closedName(context, old.id, textOf(old, 'name'), day, document ?? null),
      { entity: 'unit', id: old.id, kind: 'put', values: { successorId: targetId, endedOn: addDays(day, -1) } },
    ]);
    const from = olds.map((old) => old.id);
    const moved = repointingDrafts(context.writing, {
      entity: 'unit',
      from,
      to: targetId,
      officeId: office.id,
      except: history,
    });
    const names = olds.map((old) => textOf(old, 'name')).join('、');
    const change = makeChange(context, 'units.merge', `单位合并：${names} → ${name}`, [...made, ...ended, ...moved]);
    return { ...changeMade(change), id: targetId, moved: moved.length };
  },
  'units.end'(context, { id, day, document }) {
    requireOffice(context.writing);
    const unit = livingUnit(context, id);
    requirePast(context, day, '撤销日期');
    const name = textOf(unit, 'name');
    const drafts: Draft[] = [
      ...closedName(context, id, name, addDays(day, 1), document ?? null),
      { entity: 'unit', id, kind: 'put', values: { endedOn: day } },
    ];
    return changeMade(makeChange(context, 'units.end', `单位撤销：${name}`, drafts));
  },
} satisfies Partial<CommandHandlers>;

function ownUnit(context: CommandContext, id: string): StoredRecord {
  const unit = readRecord(context.writing, 'unit', id);
  if (unit === undefined || unit.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '单位' });
  requireHome(context.writing, unit.homeOffice, requireOffice(context.writing).id);
  return unit;
}

function livingUnit(context: CommandContext, id: string): StoredRecord {
  const unit = ownUnit(context, id);
  const endedOn = textOf(unit, 'endedOn');
  if (endedOn !== '') throw problem('UNIT_ENDED', { name: textOf(unit, 'name'), day: shownDay(endedOn) });
  return unit;
}

/** A name in use by another living unit, now or formerly its own, would make two units one in every import. */
function requireFreeName(reading: Reading, officeId: string, name: string, ownId: string | undefined): void {
  const taken = unitsByName(reading, officeId).get(name);
  if (taken === undefined || taken === ownId) return;
  if (textOf(readRecord(reading, 'unit', taken), 'name') === name) throw problem('UNIT_NAME_TAKEN', { name });
}

export function requirePast(context: CommandContext, day: string, field: string): void {
  if (day > businessDay(context.now)) throw problem('DAY_IN_FUTURE', { field, day: shownDay(day) });
}

/** The name in use ends the day before; one that was never written down is written down now. */
function closedName(
  context: CommandContext,
  unitId: string,
  name: string,
  day: string,
  document: string | null,
): Draft[] {
  const open = unitNameRows(context.writing, unitId).find((row) => row.untilDay === null);
  if (open?.fromDay !== null && open?.fromDay !== undefined && open.fromDay >= day)
    throw problem('UNIT_NAME_DAY_TOO_EARLY', { name, since: shownDay(open.fromDay), day: shownDay(day) });
  const values: Record<string, JsonValue> = {
    untilDay: addDays(day, -1),
    ...(document === null || open?.document !== null ? {} : { document }),
  };
  if (open !== undefined) return [{ entity: 'unitName', id: open.id, kind: 'put', values }];
  return [nameDraft(context, { unitId, name, untilDay: addDays(day, -1), document })];
}

/** A correction of the spelling corrects the name in use too. */
function correctedName(reading: Reading, unitId: string, name: string): Draft[] {
  const open = unitNameRows(reading, unitId).find((row) => row.untilDay === null);
  return open === undefined ? [] : [{ entity: 'unitName', id: open.id, kind: 'put', values: { name: name.trim() } }];
}

function nameDraft(context: CommandContext, values: Readonly<Record<string, JsonValue>>): Draft {
  return { entity: 'unitName', id: context.newId(), kind: 'put', values };
}

function formerNames(unit: StoredRecord, old: string, next: string): string[] {
  const before = (unit.values['formerNames'] ?? []) as readonly string[];
  return [...new Set([...before, old])].filter((name) => name !== next);
}
