/** Packages in several parts that are not whole yet: what is known of each, and its parts in the journal. Local. */
import type { Reading, Writing } from '../run.ts';
import { type JournalRow, journal } from './exchange.ts';
import { partFacts } from './package-parts.ts';

export interface Making<Plan = unknown> {
  /** The set of its parts. */
  readonly id: string;
  readonly kind: string;
  readonly officeId: string;
  readonly at: string;
  readonly actor: string;
  /** 0: nobody is at it. */
  readonly processId: number;
  readonly isKept: boolean;
  readonly isTaken: boolean;
  readonly changeId: string | null;
  readonly plan: Plan;
}

interface StoredMaking extends Omit<Making, 'isKept' | 'isTaken' | 'plan'> {
  readonly isKept: number;
  readonly isTaken: number;
  readonly plan: string;
}

const columns = `id, kind, office_id AS officeId, at, actor, process_id AS processId, is_kept AS isKept, is_taken AS isTaken,
  change_id AS changeId, plan`;

function makingOf({ isKept, isTaken, plan, ...row }: StoredMaking): Making {
  return { ...row, isKept: isKept === 1, isTaken: isTaken === 1, plan: JSON.parse(plan) as unknown };
}

export function makingsUnderWay(reading: Reading): Making[] {
  return reading.select<StoredMaking>(`SELECT ${columns} FROM package_makings ORDER BY at`).map(makingOf);
}

export function makingById(reading: Reading, id: string): Making | undefined {
  const row = reading.selectFirst<StoredMaking>(`SELECT ${columns} FROM package_makings WHERE id = ?`, id);
  return row === undefined ? undefined : makingOf(row);
}

/** The packed operations its first part carries. */
export function operationsOfMaking(reading: Reading, id: string): Buffer {
  return (
    reading.selectFirst<{ operations: Buffer }>('SELECT operations FROM package_makings WHERE id = ?', id)
      ?.operations ?? Buffer.alloc(0)
  );
}

export function beginMaking(
  writing: Writing,
  { id, kind, officeId, at, actor, processId, changeId, plan }: Omit<Making, 'isKept' | 'isTaken'>,
  operations: Uint8Array,
): void {
  writing.execute(
    `INSERT INTO package_makings (id, kind, office_id, at, actor, process_id, change_id, plan, operations)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    kind,
    officeId,
    at,
    actor,
    processId,
    changeId,
    JSON.stringify(plan),
    Buffer.from(operations),
  );
}

/** 0: nobody is at it any more. */
export function setMaker(writing: Writing, id: string, processId: number): void {
  writing.execute('UPDATE package_makings SET process_id = ? WHERE id = ?', processId, id);
}

/** What is finished stays where it is stopped. */
export function keepMaking(writing: Writing, id: string): void {
  writing.execute('UPDATE package_makings SET is_kept = 1 WHERE id = ?', id);
}

/** A part of it is carried away. */
export function noteTaken(writing: Writing, id: string): void {
  writing.execute('UPDATE package_makings SET is_taken = 1 WHERE id = ?', id);
}

export function endMaking(writing: Writing, id: string): void {
  writing.execute('DELETE FROM package_makings WHERE id = ?', id);
}

export interface PartInJournal {
  readonly number: number;
  readonly row: JournalRow;
}

/** The parts of this making that the journal has, in order. */
export function partsInJournal(reading: Reading, set: string): PartInJournal[] {
  return journal(reading)
    .flatMap((row) => {
      const { part } = partFacts(row);
      return row.direction === 'sent' && part?.set === set ? [{ number: part.number, row }] : [];
    })
    .toSorted((left, right) => left.number - right.number);
}

/** It was never carried away: no trace of it stays. */
export function removeJournalRow(writing: Writing, id: string): void {
  writing.execute('DELETE FROM packages WHERE id = ?', id);
}

/** It may have been carried away; its file here is gone. */
export function forgetFileOf(writing: Writing, id: string): void {
  writing.execute('UPDATE packages SET file = NULL WHERE id = ?', id);
}
