/** What the clerk has ticked of a preview, before anything is written. Pure. */
import type { CollectedFile, CollectedRow } from '#shared/contract/collections.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';

export type Preview = OutputOf<'collections.preview'>;

export interface PlacedRow {
  readonly file: CollectedFile;
  readonly row: CollectedRow;
}

export interface Ticks {
  /** Rows to take or, for a project the office does not have, to add. */
  readonly rows: ReadonlySet<string>;
  /** Protected cells to take too. */
  readonly cells: ReadonlySet<string>;
}

export function rowKey({ file, row }: PlacedRow): string {
  return `${file.file}:${row.rowNumber}`;
}

export function cellKey(placed: PlacedRow, field: string): string {
  return `${rowKey(placed)}:${field}`;
}

export function placedRows(preview: Preview): PlacedRow[] {
  return preview.files.flatMap((file) => file.rows.map((row) => ({ file, row })));
}

/** Whether taking the row would write anything. */
export function isTakeable({ row }: PlacedRow): boolean {
  return row.status === 'added' || (row.differences.length > 0 && row.status !== 'elsewhere');
}

export function proposedTicks(preview: Preview): Ticks {
  return {
    rows: new Set(
      placedRows(preview)
        .filter(({ row }) => row.isProposed)
        .map(rowKey),
    ),
    cells: new Set(),
  };
}

/** Ticks rows; the same project in another file, or in another row, is unticked: only one can count. */
export function withRows(preview: Preview, ticks: Ticks, chosen: readonly PlacedRow[], isOn: boolean): Ticks {
  const rows = new Set(ticks.rows);
  const all = placedRows(preview);
  for (const placed of chosen) {
    const { projectId } = placed.row;
    if (!isOn) rows.delete(rowKey(placed));
    else if (isTakeable(placed)) {
      if (projectId !== null)
        for (const other of all) if (other.row.projectId === projectId) rows.delete(rowKey(other));
      rows.add(rowKey(placed));
    }
  }
  return { ...ticks, rows };
}

export function withCell(ticks: Ticks, key: string, isOn: boolean): Ticks {
  const cells = new Set(ticks.cells);
  if (isOn) cells.add(key);
  else cells.delete(key);
  return { ...ticks, cells };
}

export function acceptInput(preview: Preview, ticks: Ticks): InputOf<'collections.accept'> {
  const place = ({ file, row }: PlacedRow) => ({ file: file.file, rowNumber: row.rowNumber });
  const ticked = placedRows(preview).filter((placed) => ticks.rows.has(rowKey(placed)));
  return {
    token: preview.token,
    take: ticked.filter(({ row }) => row.status !== 'added').map(place),
    add: ticked.filter(({ row }) => row.status === 'added').map(place),
    locked: placedRows(preview).flatMap((placed) =>
      placed.row.lockedChanges
        .filter(({ field }) => ticks.cells.has(cellKey(placed, field)))
        .map(({ field }) => ({ ...place(placed), field })),
    ),
  };
}

export type View = 'files' | 'doubtful' | 'consent' | 'locked' | 'added' | 'empty' | 'all';
export const views: readonly View[] = ['files', 'doubtful', 'consent', 'locked', 'added', 'empty', 'all'];

export function rowsOfView(preview: Preview, view: View): PlacedRow[] {
  return placedRows(preview).filter(({ row }) => {
    switch (view) {
      case 'doubtful':
        return row.status === 'doubtful' || row.status === 'elsewhere';
      case 'consent':
        return row.needsConsent;
      case 'locked':
        return row.lockedChanges.length > 0;
      case 'added':
        return row.status === 'added';
      case 'empty':
        return row.status === 'empty';
      case 'files':
      case 'all':
        return true;
    }
  });
}
