import { describe, expect, test } from 'vitest';
import { choiceOf, commitInput, emptyDraft, rowKey, tallyOf } from '#renderer/pages/ledger-imports/import-draft.ts';
import type { ImportRow, ImportSheet } from '#shared/contract/ledger-imports.ts';

const row = (rowNumber: number, changes: Partial<ImportRow> = {}): ImportRow => ({
  rowNumber,
  status: 'new',
  reason: '',
  name: `青石某某项目${rowNumber}`,
  section: null,
  totalInvestment: 10_000_000,
  plannedThisYear: 5_000_000,
  responsibleUnits: ['某某局'],
  responsibleLeaders: [],
  doubts: [],
  projectId: null,
  differences: [],
  ...changes,
});

const sheet = (rows: readonly ImportRow[], changes: Partial<ImportSheet> = {}): ImportSheet => ({
  name: '工业',
  title: null,
  included: true,
  reason: null,
  headerRows: { first: 0, last: 0 },
  columns: [
    { index: 0, head: '项目名称', field: 'name', confidence: 1 },
    { index: 1, head: '资金', field: 'totalInvestment', confidence: 0.6 },
    { index: 2, head: '电话', field: null, confidence: 1 },
  ],
  moneyUnit: { unit: 'wan', source: 'assumed' },
  level: { value: null, source: 'none' },
  planYear: { value: 2026, source: 'head' },
  questions: [],
  projects: rows.length,
  sums: { totalInvestment: 0, plannedThisYear: 0 },
  printedTotals: [],
  agrees: true,
  rows: [...rows],
  ...changes,
});

describe('what the import wizard holds', () => {
  test('a doubtful row counts as what it would do, and a row without its tick counts for nothing else', () => {
    const rows = [
      row(2),
      row(3, { status: 'doubtful' }),
      row(4, { status: 'doubtful', projectId: 'p4' }),
      row(5, { status: 'changed', projectId: 'p5' }),
      row(6, { status: 'same', projectId: 'p6' }),
      row(7, { status: 'ignored', name: null }),
    ];
    const tally = tallyOf([sheet(rows)], new Set([rowKey('工业', 2), rowKey('工业', 6)]));
    expect(tally).toEqual({ created: 1, changed: 2, same: 1, ignored: 1, doubtful: 2, leftOut: 1 });
  });

  test('only rows that would be written are left out or decided, and a row left out is not decided', () => {
    const rows = [row(2), row(3, { status: 'doubtful' }), row(4, { status: 'same', projectId: 'p4' })];
    const decision = { responsibleUnits: ['某某局', '某某街道'] };
    const draft = {
      ...emptyDraft,
      leaveOut: new Set([rowKey('工业', 2), rowKey('工业', 4)]),
      decisions: new Map([2, 3, 4].map((each) => [rowKey('工业', each), decision])),
    };
    const preview = {
      token: 't',
      fileName: '台账.xlsx',
      sheets: [sheet(rows)],
      counts: { created: 2, changed: 0, same: 1, doubtful: 1, ignored: 0 },
      planYear: 2026,
      turnsLedgerYearTo: null,
    };
    expect(commitInput(draft, preview)).toEqual({
      token: 't',
      leaveOut: [{ sheet: '工业', rowNumber: 2 }],
      decisions: [{ sheet: '工业', rowNumber: 3, responsibleUnits: ['某某局', '某某街道'] }],
    });
  });

  test('answering one question keeps what was remembered for the sheet', () => {
    const remembered = sheet([], {
      moneyUnit: { unit: 'yi', source: 'chosen' },
      level: { value: 'municipal', source: 'chosen' },
    });
    expect(choiceOf(remembered, {})).toEqual({
      moneyUnit: 'yi',
      level: 'municipal',
      mapping: { '0': 'name', '2': 'ignore' },
    });
  });

  test('what was only assumed is not made a choice of the clerk', () => {
    expect(choiceOf(sheet([], { columns: [] }), {})).toEqual({});
  });
});
