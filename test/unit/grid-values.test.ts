import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDay } from '#renderer/components/day-text.ts';
import { clearBlock, copyBlock, fillDown, pasteBlock } from '#renderer/components/ledger-grid/block-edit.ts';
import { filterInWords, passes } from '#renderer/components/ledger-grid/cell-filter.ts';
import { sortRank } from '#renderer/components/ledger-grid/cell-order.ts';
import { moved, pasteRange, rangeBetween, tabbed } from '#renderer/components/ledger-grid/cell-range.ts';
import { editText, parseCellText, searchText, splitNames } from '#renderer/components/ledger-grid/cell-value.ts';
import { parseTabText, toTabText } from '#renderer/components/ledger-grid/clipboard-text.ts';
import { wishOfKey } from '#renderer/components/ledger-grid/grid-keys.ts';
import type { CellValue, LedgerColumn } from '#renderer/components/ledger-grid/ledger-column.ts';
import { completed, offersFor } from '#renderer/components/ledger-grid/offers.ts';
import { parseMoney, plainWanText, shortMoneyText, wanText } from '#renderer/components/money-text.ts';

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly total: number | null;
  readonly units: readonly string[];
  readonly pinyin?: string;
  readonly initials?: string;
}

const name: LedgerColumn<Row> = { id: 'name', title: '项目名称', kind: 'text', value: (row) => row.name };
const total: LedgerColumn<Row> = { id: 'total', title: '总投资', kind: 'money', value: (row) => row.total };
const units: LedgerColumn<Row> = { id: 'units', title: '责任单位', kind: 'units', value: (row) => row.units };
const level: LedgerColumn<Row> = {
  id: 'level',
  title: '级别',
  kind: 'choice',
  value: () => null,
  choices: [
    { value: 'provincial', label: '省重点' },
    { value: 'municipal', label: '市重点' },
  ],
};
const day: LedgerColumn<Row> = { id: 'day', title: '开工', kind: 'day', value: () => null };

const rows: readonly Row[] = [
  { id: 'a', name: '青石大道改造', total: 120_000_000, units: ['区住建局'], pinyin: 'qingshidadao', initials: 'qsdd' },
  { id: 'b', name: '云岭产业园', total: null, units: [], initials: 'ylcyy' },
  { id: 'c', name: null, total: 5_000, units: ['区水利局', '青石街道办'] },
];

const view = {
  rowCount: rows.length,
  rowAt: (index: number) => rows[index],
  columns: [name, total, units],
  valueOf: (row: Row, column: LedgerColumn<Row>): CellValue => column.value(row),
  mayEdit: (row: Row, column: LedgerColumn<Row>) => !(row.id === 'c' && column.id === 'total'),
};
const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });

describe('money as clerks type it', () => {
  test.each([
    ['1.2亿', 120_000_000],
    ['3000万', 30_000_000],
    ['3000 万元', 30_000_000],
    ['12,345.67', 123_456_700],
    ['１２３４５．６７', 123_456_700],
    ['12，345', 123_450_000],
    ['500元', 500],
    ['0.00005', 1],
    ['0', 0],
    ['.5', 5_000],
  ])('“%s” is %d 元', (text, yuan) => {
    expect(parseMoney(text)).toEqual({ ok: true, value: yuan });
  });

  test('nothing and a dash are no amount, never zero', () => {
    for (const text of ['', '  ', '-', '—', '/']) expect(parseMoney(text)).toEqual({ ok: true, value: null });
  });

  test('what is no amount is refused with an example of one', () => {
    for (const text of ['约3000', '1.2.3', '亿', '-5', '3000万吨', '99999999999亿']) {
      expect(parseMoney(text)).toMatchObject({ ok: false });
    }
  });

  test('every amount survives being shown, copied and pasted back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (yuan) => {
        expect(parseMoney(wanText(yuan))).toEqual({ ok: true, value: yuan });
        expect(parseMoney(plainWanText(yuan))).toEqual({ ok: true, value: yuan });
      }),
    );
  });

  test('万元 carries separators and only the decimals it has', () => {
    expect(wanText(123_456_700)).toBe('12,345.67');
    expect(wanText(10_000)).toBe('1');
    expect(wanText(1)).toBe('0.0001');
    expect(wanText(null)).toBe('');
    expect(shortMoneyText(120_000_000)).toBe('1.2亿元');
    expect(shortMoneyText(30_000_000)).toBe('3,000万元');
  });
});

describe('days keep their precision', () => {
  test.each([
    ['2018', '2018'],
    ['2018年', '2018'],
    ['2018.5', '2018-05'],
    ['2018年5月', '2018-05'],
    ['201805', '2018-05'],
    ['2018/5/31', '2018-05-31'],
    ['20180531', '2018-05-31'],
    ['2024-2-29', '2024-02-29'],
  ])('“%s” is %s', (text, value) => {
    expect(parseDay(text, 'partial')).toEqual({ ok: true, value });
  });

  test('days that do not exist are refused', () => {
    for (const text of ['2023-02-29', '2018-13', '2018-04-31', '五月', '18-5']) {
      expect(parseDay(text, 'partial')).toMatchObject({ ok: false });
    }
  });

  test('where a full day is needed, a month alone is refused', () => {
    expect(parseDay('2018-05', 'day')).toMatchObject({ ok: false });
  });
});

describe('cells from text', () => {
  test('a choice is found by its label, its code, or the only label that fits', () => {
    expect(parseCellText(level, '省重点')).toEqual({ ok: true, value: 'provincial' });
    expect(parseCellText(level, 'municipal')).toEqual({ ok: true, value: 'municipal' });
    expect(parseCellText(level, '省')).toEqual({ ok: true, value: 'provincial' });
    expect(parseCellText(level, '重点')).toMatchObject({ ok: false });
  });

  test('several units in one cell are told apart by what clerks put between them', () => {
    expect(splitNames('区住建局、区水利局，青石街道办\n区城投公司 区教体局')).toEqual([
      '区住建局',
      '区水利局',
      '青石街道办',
      '区城投公司',
      '区教体局',
    ]);
    expect(splitNames('区住建局、区住建局')).toEqual(['区住建局']);
  });

  test('long text keeps its line breaks, short text loses them', () => {
    expect(parseCellText({ kind: 'longText' }, '一\r\n二')).toEqual({ ok: true, value: '一\n二' });
    expect(parseCellText({ kind: 'text' }, '一\r\n二')).toEqual({ ok: true, value: '一二' });
  });

  test('a row is found by its words, its pinyin and its initials, not by its amounts', () => {
    const text = searchText([name, total, units], rows[0] as Row);
    for (const word of ['青石', 'qingshi', 'qsdd', '住建局']) expect(text).toContain(word);
    expect(text).not.toContain('12000');
  });
});

describe('blocks from and to Excel', () => {
  test('a quoted cell keeps its line breaks, tabs and quotes', () => {
    expect(parseTabText('甲\t"第一行\n第二行"\r\n"说""好""了"\t丁\r\n')).toEqual([
      ['甲', '第一行\n第二行'],
      ['说"好"了', '丁'],
    ]);
  });

  test('a quote typed by hand at the start of a cell is only a quote', () => {
    expect(parseTabText('"甲\t乙')).toEqual([['"甲', '乙']]);
    expect(parseTabText('"甲"乙\t丙')).toEqual([['"甲"乙', '丙']]);
  });

  test('every block survives being copied and pasted', () => {
    const cell = fc.string({ unit: fc.constantFrom('甲', 'b', '"', '\t', '\n', ' ', ',', '1'), maxLength: 6 });
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(block, (cells) => {
        // A last row of one empty cell is what Excel's closing newline looks like.
        fc.pre(cells.at(-1)?.join('') !== '');
        expect(parseTabText(toTabText(cells))).toEqual(cells);
      }),
    );
  });

  test('pasting takes what can be read, lists what cannot, and counts what lies outside', () => {
    const edit = pasteBlock(view, at(1, 0), [
      ['新名称', '1亿', '区水利局、区住建局', '多一列'],
      ['三', 'xx', ''],
      ['在外', '', ''],
    ]);
    expect(edit.changes).toEqual([
      { rowId: 'b', field: 'name', value: '新名称' },
      { rowId: 'b', field: 'total', value: 100_000_000 },
      { rowId: 'b', field: 'units', value: ['区水利局', '区住建局'] },
      { rowId: 'c', field: 'name', value: '三' },
      { rowId: 'c', field: 'units', value: [] },
    ]);
    expect(edit.refused).toMatchObject([{ rowId: 'c', field: 'total' }]);
    expect([edit.rowsOutside, edit.columnsOutside]).toEqual([1, 1]);
  });

  test('one copied cell fills the whole range', () => {
    const edit = pasteBlock(view, at(0, 0, 2, 0), [['同名']]);
    expect(edit.changes.map((change) => change.rowId)).toEqual(['a', 'b', 'c']);
  });

  test('a cell that may not be edited is refused by name, also when the value is good', () => {
    const edit = pasteBlock(view, at(2, 1), [['3亿']]);
    expect(edit.changes).toEqual([]);
    expect(edit.refused).toMatchObject([{ rowId: 'c', field: 'total', reason: '这一格不能在这里修改' }]);
  });

  test('pasting the same block again changes nothing', () => {
    const block = copyBlock(view, at(0, 0, 2, 2));
    expect(pasteBlock(view, at(0, 0), block)).toMatchObject({ changes: [], refused: [] });
  });

  test('filling down copies the first row; a single cell takes the one above', () => {
    expect(fillDown(view, at(0, 0, 2, 0)).changes).toEqual([
      { rowId: 'b', field: 'name', value: '青石大道改造' },
      { rowId: 'c', field: 'name', value: '青石大道改造' },
    ]);
    expect(fillDown(view, at(1, 1)).changes).toEqual([{ rowId: 'b', field: 'total', value: 120_000_000 }]);
    expect(fillDown(view, at(0, 0)).changes).toEqual([]);
  });

  test('clearing empties what is there and leaves the rest alone', () => {
    expect(clearBlock(view, at(0, 1, 1, 2)).changes).toEqual([
      { rowId: 'a', field: 'total', value: null },
      { rowId: 'a', field: 'units', value: [] },
    ]);
  });

  test('amounts are copied as plain 万元', () => {
    expect(editText(total, 123_456_700)).toBe('12345.67');
  });
});

describe('places and ranges', () => {
  const size = { rows: 10, columns: 4 };

  test('a range is the same from every corner', () => {
    const range = { top: 1, bottom: 3, left: 0, right: 2 };
    expect(rangeBetween({ row: 1, column: 0 }, { row: 3, column: 2 })).toEqual(range);
    expect(rangeBetween({ row: 3, column: 0 }, { row: 1, column: 2 })).toEqual(range);
  });

  test('no key leads out of the grid', () => {
    const steps = [
      'up',
      'down',
      'left',
      'right',
      'pageUp',
      'pageDown',
      'rowStart',
      'rowEnd',
      'top',
      'bottom',
      'first',
      'last',
    ] as const;
    fc.assert(
      fc.property(fc.nat(9), fc.nat(3), fc.array(fc.constantFrom(...steps)), (row, column, path) => {
        const end = path.reduce((place, step) => moved(place, step, size, 5), { row, column });
        expect(end.row >= 0 && end.row < 10 && end.column >= 0 && end.column < 4).toBe(true);
      }),
    );
  });

  test('Tab goes on in the next row and leaves at the end', () => {
    expect(tabbed({ row: 0, column: 3 }, false, size)).toEqual({ row: 1, column: 0 });
    expect(tabbed({ row: 1, column: 0 }, true, size)).toEqual({ row: 0, column: 3 });
    expect(tabbed({ row: 9, column: 3 }, false, size)).toBeNull();
  });

  test('a range that is a multiple of the block is filled with copies of it', () => {
    expect(pasteRange(at(0, 0, 5, 1), 2, 2)).toEqual(at(0, 0, 5, 1));
    expect(pasteRange(at(0, 0, 4, 1), 2, 2)).toEqual(at(0, 0, 1, 1));
  });

  test('keys of an input method and of the browser are left alone', () => {
    const press = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
    expect(wishOfKey({ ...press, key: 'a' })).toBeNull();
    expect(wishOfKey({ ...press, key: 'Process' })).toBeNull();
    expect(wishOfKey({ ...press, key: 'v', ctrlKey: true })).toBeNull();
    expect(wishOfKey({ ...press, key: 'ArrowDown', shiftKey: true })).toEqual({
      kind: 'move',
      step: 'down',
      isExtending: true,
    });
  });
});

describe('filters and order', () => {
  test('filters read as a sentence', () => {
    expect(filterInWords(total, { kind: 'between', from: 100_000_000, to: null })).toBe('总投资 1亿元以上');
    expect(filterInWords(level, { kind: 'among', values: ['provincial', 'municipal'] })).toBe('级别 是 省重点、市重点');
    expect(filterInWords(name, { kind: 'contains', text: '大道' })).toBe('项目名称 含“大道”');
    expect(filterInWords(day, { kind: 'days', from: '2018', to: null })).toBe('开工 2018 以后');
  });

  test('bounds are included and an empty amount is outside of every bound', () => {
    const filter = { kind: 'between', from: 5_000, to: 120_000_000 } as const;
    expect(rows.map((row) => passes(total, filter, row.total))).toEqual([true, false, true]);
  });

  test('a day known only by its year passes where it may lie', () => {
    expect(passes(day, { kind: 'days', from: '2018-05', to: null }, '2018')).toBe(true);
    expect(passes(day, { kind: 'days', from: '2018-05', to: null }, '2017')).toBe(false);
    expect(passes(day, { kind: 'days', from: null, to: '2018' }, '2018-12-31')).toBe(true);
    expect(passes(day, { kind: 'days', from: null, to: '2018-05' }, '2018-06-01')).toBe(false);
  });

  test('names stand in the order of their pinyin, blank ones have no place', () => {
    const rank = sortRank(rows, name);
    expect(rank.get('a')).toBe(0);
    expect(rank.get('b')).toBe(1);
    expect(rank.has('c')).toBe(false);
  });
});

describe('what an editor offers', () => {
  const column = {
    kind: 'units',
    suggestions: [
      { name: '区水利局', initials: 'qslj' },
      { name: '区住建局', initials: 'qzjj' },
    ],
  } as const;

  test('units by initials, for the last name of the list', () => {
    expect(offersFor(column, '区住建局、qsl').map((offer) => offer.label)).toEqual(['区水利局']);
    expect(completed(column, '区住建局、qsl', { key: '', label: '区水利局' })).toBe('区住建局、区水利局');
  });

  test('a choice by its digit', () => {
    expect(offersFor(level, '2')).toEqual([{ key: '2', label: '市重点' }]);
    expect(offersFor(level, '')).toHaveLength(2);
  });
});
