/** What the reader decided about a returned view, as values. */
import type { InputOf, OutputOf } from '#shared/contract/index.ts';

export type ReturnedPreview = OutputOf<'views.preview'>;
export type ChangedRow = ReturnedPreview['changed'][number];
export type Difference = ChangedRow['differences'][number];

export interface Decisions {
  /** `id field` of plain differences not taken, and of conflicts taken. */
  readonly flipped: ReadonlySet<string>;
  readonly added: ReadonlySet<number>;
  readonly removed: ReadonlySet<string>;
}

/** Everything plain is taken; conflicts keep what stands here; copied rows are not added; nothing is deleted. */
export function firstDecisions(preview: ReturnedPreview): Decisions {
  const added = preview.added.filter((row) => row.copyOf === null && row.problem === null);
  return { flipped: new Set(), added: new Set(added.map((row) => row.rowNumber)), removed: new Set() };
}

export function isTaken(decisions: Decisions, row: ChangedRow, difference: Difference): boolean {
  return decisions.flipped.has(keyOf(row.id, difference)) === difference.isConflict;
}

export function flip(decisions: Decisions, row: ChangedRow, difference: Difference): Decisions {
  return { ...decisions, flipped: toggled(decisions.flipped, keyOf(row.id, difference)) };
}

export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

export interface Counts {
  readonly fields: number;
  readonly records: number;
  readonly added: number;
  readonly removed: number;
  readonly conflicts: number;
  readonly refused: number;
}

export function countsOf(preview: ReturnedPreview, decisions: Decisions): Counts {
  const taken = preview.changed.map((row) => row.differences.filter((each) => isTaken(decisions, row, each)).length);
  const differences = preview.changed.flatMap((row) => row.differences);
  return {
    fields: taken.reduce((sum, count) => sum + count, 0),
    records: taken.filter((count) => count > 0).length,
    added: decisions.added.size,
    removed: decisions.removed.size,
    conflicts: differences.filter((each) => each.isConflict).length,
    refused: [...preview.changed, ...preview.added].reduce((sum, row) => sum + row.refused.length, 0),
  };
}

export function acceptInput(preview: ReturnedPreview, decisions: Decisions): InputOf<'views.accept'> {
  const takeConflicts: { id: string; columnId: string }[] = [];
  const leaveOut: { id: string; columnId: string }[] = [];
  for (const row of preview.changed)
    for (const each of row.differences) {
      const place = { id: row.id, columnId: each.columnId };
      const takes = isTaken(decisions, row, each);
      if (each.isConflict && takes) takeConflicts.push(place);
      if (!each.isConflict && !takes) leaveOut.push(place);
    }
  return { token: preview.token, takeConflicts, leaveOut, add: [...decisions.added], remove: [...decisions.removed] };
}

function keyOf(id: string, { columnId }: Difference): string {
  return `${id} ${columnId}`;
}
