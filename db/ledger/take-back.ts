/**
 * 撤销接收 of what another office wrote. Compensating operations would be ours on records that are not ours, and the
 * districts would be told of changes nobody of them made. So nothing is written in anybody's name: the operations stay in
 * the ledger, signed and linked as they came (their receipt stays true: they are held here), and are set aside – they
 * count for nothing, as if refused by a person. The records are made again from what is left, so that they are what they
 * were before; the next receipt names what was set aside, and taking the package in again, or the one that follows it,
 * puts the operations into force where they stand.
 *
 * An operation is in force as a whole or not at all, so the unit is the record: one on which something else hangs by now
 * (a confirmed level, a question, a later change) is left as it is and listed, with what it refers to itself.
 */
import { entities, isEntityName } from '#shared/domain/entities.ts';
import type { Entity, EntityName } from '#shared/domain/entity.ts';
import type { Reading, Writing } from '../run.ts';
import { columnOf } from '../tables.ts';
import { entriesBetween, type LedgerEntry } from './access.ts';
import { type RecordName, rebuildRecords } from './rebuild.ts';
import { takenBackReason } from './receive.ts';
import { readRecord } from './records.ts';
import { type ChangedSince, describedWhole } from './undo.ts';

/** First and last of a run of positions. */
export type Span = readonly [number, number];

/** Where the operations of a package stand in the ledger. */
export interface Brought {
  /** All that came into the ledger, or into force, with it. */
  readonly positions: readonly Span[];
  /** Those of them that had come before and waited for it. */
  readonly resumed: readonly Span[];
}

export interface TakenBack {
  readonly records: number;
  readonly operations: number;
  /** What something else hangs on by now: left as it is. */
  readonly changedSince: readonly ChangedSince[];
}

export function spansOf(positions: Iterable<number>): Span[] {
  const spans: [number, number][] = [];
  for (const position of [...positions].toSorted((left, right) => left - right)) {
    const last = spans.at(-1);
    if (last !== undefined && last[1] === position - 1) last[1] = position;
    else spans.push([position, position]);
  }
  return spans;
}

export function takeBack(writing: Writing, { positions, resumed }: Brought): TakenBack {
  const brought = operationsAt(writing, positions);
  const groups = byRecord(writing, brought);
  const kept = keptRecords(writing, groups, positions);
  const changedSince = [...kept].flatMap((key) => {
    const group = groups.get(key);
    const record = group === undefined ? undefined : readRecord(writing, group.entity, group.id);
    return group === undefined || record === undefined ? [] : [describedWhole(writing, record, group.entity)];
  });
  const going = [...groups].filter(([key]) => !kept.has(key)).map(([, group]) => group);
  const setAside = brought.filter((each) => !kept.has(keyOf(each.entity, each.recordId)));
  rebuildRecords(writing, going, () => {
    for (const { position } of setAside)
      if (isWithin(resumed, position))
        writing.execute(`UPDATE operations SET status = 'waiting', reason = 'RECORD' WHERE position = ?`, position);
      else
        writing.execute(
          `UPDATE operations SET status = 'refused', reason = ? WHERE position = ?`,
          takenBackReason,
          position,
        );
    // Only where no year's list is left does its name go.
    writing.execute(
      `DELETE FROM search_entries WHERE entity = 'list' AND NOT EXISTS
         (SELECT 1 FROM list_memberships m WHERE m.year || ' ' || m.list = search_entries.record_id)`,
    );
  });
  return { records: going.length, operations: setAside.length, changedSince };
}

/** What stands at those positions now, as the ledger keeps it, in order. */
export function entriesBrought(reading: Reading, spans: readonly Span[]): LedgerEntry[] {
  return spans.flatMap(([first, last]) => entriesBetween(reading, first, last));
}

interface BroughtOperation {
  readonly position: number;
  readonly entity: string;
  readonly recordId: string;
}

interface Group extends RecordName {
  /** The record itself came with the package. */
  readonly isMade: boolean;
  readonly last: number;
}

function operationsAt(reading: Reading, spans: readonly Span[]): BroughtOperation[] {
  return spans.flatMap(([first, last]) =>
    reading.select<BroughtOperation>(
      `SELECT position, entity, record_id AS recordId FROM operations
       WHERE position BETWEEN ? AND ? AND line IS NOT NULL AND status <> 'refused' ORDER BY position`,
      first,
      last,
    ),
  );
}

function byRecord(reading: Reading, brought: readonly BroughtOperation[]): Map<string, Group> {
  const positions = new Set(brought.map(({ position }) => position));
  const groups = new Map<string, Group>();
  for (const { entity, recordId: id, position } of brought) {
    const record = isEntityName(entity) ? readRecord(reading, entity, id) : undefined;
    if (!isEntityName(entity) || record === undefined) continue;
    groups.set(keyOf(entity, id), { entity, id, isMade: positions.has(record.createdPosition), last: position });
  }
  return groups;
}

/** Records something outside the package hangs on, and what those refer to in turn. */
function keptRecords(reading: Reading, groups: ReadonlyMap<string, Group>, spans: readonly Span[]): Set<string> {
  const kept = new Set<string>();
  for (const [key, { entity, id, last }] of groups)
    if (
      reading
        .select<{ position: number }>(
          `SELECT position FROM operations WHERE entity = ? AND record_id = ? AND position > ? AND status IN ('applied', 'conflict')`,
          entity,
          id,
          last,
        )
        .some(({ position }) => !isWithin(spans, position))
    )
      kept.add(key);
  const links = linksTo(reading, groups);
  for (let hasGrown = true; hasGrown; ) {
    hasGrown = false;
    for (const { from, to } of links) {
      if (kept.has(to) || (groups.has(from) && !kept.has(from))) continue;
      kept.add(to);
      hasGrown = true;
    }
  }
  return kept;
}

interface Link {
  readonly from: string;
  readonly to: string;
}

/** Who refers to the records that were made by the package. */
function linksTo(reading: Reading, groups: ReadonlyMap<string, Group>): Link[] {
  const made = new Set<EntityName>();
  for (const { entity, isMade } of groups.values()) if (isMade) made.add(entity);
  const links: Link[] = [];
  const add = (entity: EntityName, id: string, target: string, referred: string) => {
    const to = keyOf(target, referred);
    const from = keyOf(entity, id);
    if (groups.get(to)?.isMade === true && from !== to) links.push({ from, to });
  };
  for (const { entity, table, column, target, isList, isParent } of referringFields) {
    if (!made.has(target)) continue;
    // A deleted record still stands below its parent, and the parent cannot go from above it.
    const live = isParent ? '' : 'AND t.is_deleted = 0';
    const rows = reading.select<{ id: string; referred: string }>(
      isList
        ? `SELECT t.id, j.value AS referred FROM ${table} t, json_each(t.${column}) j WHERE true ${live}`
        : `SELECT t.id, t.${column} AS referred FROM ${table} t WHERE t.${column} IS NOT NULL ${live}`,
    );
    for (const { id, referred } of rows) add(entity, id, target, referred);
  }
  for (const { id, entity, referred } of reading.select<{ id: string; entity: string; referred: string }>(
    `SELECT id, subject_entity AS entity, subject_id AS referred FROM questions
     WHERE is_deleted = 0 AND subject_entity IS NOT NULL AND subject_id IS NOT NULL`,
  ))
    add('question', id, entity, referred);
  return links;
}

/** Every field that holds the id, or the ids, of other records. */
const referringFields = (Object.values(entities) as readonly Entity[]).flatMap((entity) =>
  Object.entries(entity.fields).flatMap(([name, field]) => {
    const target = field.parent ?? field.refersTo;
    if (target === undefined) return [];
    const { name: owner, table } = entity;
    const isParent = field.parent !== undefined;
    return [{ entity: owner, table, column: columnOf(name), target, isList: field.storage === 'json', isParent }];
  }),
);

function isWithin(spans: readonly Span[], position: number): boolean {
  return spans.some(([first, last]) => position >= first && position <= last);
}

function keyOf(entity: string, id: string): string {
  return `${entity} ${id}`;
}
