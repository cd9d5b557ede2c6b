/** What a clerk ticks of returned forms: one project counts once, whatever is ticked where. */
import { describe, expect, it } from 'vitest';
import {
  acceptInput,
  cellKey,
  isTakeable,
  type PlacedRow,
  type Preview,
  placedRows,
  proposedTicks,
  rowsOfView,
  withCell,
  withRows,
} from '#renderer/pages/collections/receive-draft.ts';
import type { CollectedRow } from '#shared/contract/collections.ts';

const difference = { field: 'progressText', label: '进展情况', before: null, after: '施工' };

function row(rowNumber: number, projectId: string | null, changed: Partial<CollectedRow> = {}): CollectedRow {
  return {
    rowNumber,
    status: projectId === null ? 'added' : 'new',
    projectId,
    name: `项目${rowNumber}`,
    state: null,
    reasons: [],
    notes: [],
    differences: [difference],
    lockedChanges: [],
    needsConsent: false,
    isProposed: projectId !== null,
    ...changed,
  };
}

function file(index: number, rows: CollectedRow[]): Preview['files'][number] {
  return {
    file: index,
    name: `${index}.xlsx`,
    kind: 'form',
    unitId: `unit-${index}`,
    unitName: `区第${index}局`,
    savedAt: '2026-11-19T02:00:00.000Z',
    sentence: '',
    notes: [],
    signers: null,
    isProposed: true,
    missing: [],
    rows,
  };
}

const locked = { field: 'totalInvestment', label: '总投资（万元）', before: '1', after: '2', problem: null };
const preview: Preview = {
  token: 'token',
  period: '2026-11-20',
  label: '11月20日期',
  files: [
    file(0, [row(7, 'a'), row(8, 'b', { lockedChanges: [locked] }), row(9, null)]),
    file(1, [
      row(7, 'a', { isProposed: false }),
      row(8, 'c', { status: 'doubtful', reasons: ['看一看'], isProposed: false }),
      row(9, 'd', { status: 'same', differences: [], isProposed: false }),
      row(10, 'e', { status: 'elsewhere', isProposed: false }),
    ]),
  ],
  counts: { new: 3, changed: 0, doubtful: 1, same: 1, empty: 0, added: 1, elsewhere: 1, refused: 0 },
  missingUnits: [],
};
const at = (fileAt: number, rowNumber: number): PlacedRow => {
  const found = placedRows(preview).find((each) => each.file.file === fileAt && each.row.rowNumber === rowNumber);
  if (found === undefined) throw new Error(`${fileAt}:${rowNumber}`);
  return found;
};

describe('ticks', () => {
  it('begin with what is proposed', () => {
    expect(acceptInput(preview, proposedTicks(preview))).toEqual({
      token: 'token',
      take: [
        { file: 0, rowNumber: 7 },
        { file: 0, rowNumber: 8 },
      ],
      add: [],
      locked: [],
    });
  });

  it('of the other file take the place of the first for the same project', () => {
    const ticks = withRows(preview, proposedTicks(preview), [at(1, 7)], true);
    expect(acceptInput(preview, ticks).take).toEqual([
      { file: 0, rowNumber: 8 },
      { file: 1, rowNumber: 7 },
    ]);
  });

  it('on what would write nothing do nothing', () => {
    expect(placedRows(preview).filter(isTakeable)).toHaveLength(5);
    const ticks = withRows(preview, proposedTicks(preview), [at(1, 9), at(1, 10)], true);
    expect(ticks.rows).toEqual(proposedTicks(preview).rows);
  });

  it('add a project, take a protected cell, and are taken away again', () => {
    const wanted = { file: 0, rowNumber: 8, field: 'totalInvestment' };
    let ticks = withRows(preview, proposedTicks(preview), [at(0, 9)], true);
    ticks = withCell(ticks, cellKey(at(0, 8), 'totalInvestment'), true);
    expect(acceptInput(preview, ticks)).toMatchObject({ add: [{ file: 0, rowNumber: 9 }], locked: [wanted] });
    ticks = withRows(preview, withCell(ticks, cellKey(at(0, 8), 'totalInvestment'), false), [at(0, 9)], false);
    expect(ticks).toEqual(proposedTicks(preview));
  });
});

it.each([
  ['doubtful', 2],
  ['locked', 1],
  ['added', 1],
  ['consent', 0],
  ['empty', 0],
  ['all', 7],
] as const)('the view %s holds %i rows', (view, count) => {
  expect(rowsOfView(preview, view)).toHaveLength(count);
});
