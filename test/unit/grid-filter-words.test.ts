import { describe, expect, test } from 'vitest';
import { filterInWords, passes } from '#renderer/components/ledger-grid/cell-filter.ts';
import { looksLikeCondition, readFilters } from '#renderer/components/ledger-grid/filter-words.ts';
import type { CellValue, LedgerColumn } from '#renderer/components/ledger-grid/ledger-column.ts';
import {
  emptyView,
  isSameState,
  isSavedViews,
  stateOf,
  whyNotNamed,
} from '#renderer/components/ledger-grid/saved-views.ts';

interface Row {
  readonly id: string;
}

const none = () => null;
const columns: readonly LedgerColumn<Row>[] = [
  { id: 'name', title: '项目名称', kind: 'text', value: none },
  {
    id: 'level',
    title: '级别',
    kind: 'choice',
    value: none,
    choices: [
      { value: 'provincial', label: '省重点' },
      { value: 'municipal', label: '市重点' },
    ],
  },
  { id: 'unit', title: '责任单位', kind: 'units', value: none },
  { id: 'total', title: '总投资', kind: 'money', value: none },
  { id: 'plan', title: '本年计划', kind: 'money', value: none, about: '账目年度的计划投资' },
  { id: 'done', title: '本年累计', kind: 'money', value: none },
  { id: 'rate', title: '本年完成率', kind: 'percent', value: none },
  { id: 'starts', title: '开工', kind: 'day', value: none, about: '开工时间' },
];

function inWords(text: string): string {
  const read = readFilters(columns, text);
  if (!read.ok) return `✗ ${read.reason}`;
  return read.filters
    .map((filter) => {
      const column = columns.find((one) => one.id === filter.id);
      return column === undefined ? '?' : filterInWords(column, filter.value);
    })
    .join(' 且 ');
}

function keeps(text: string, value: CellValue): boolean {
  const read = readFilters(columns, text);
  if (!read.ok) throw new Error(read.reason);
  return read.filters.every((filter) => {
    const column = columns.find((one) => one.id === filter.id);
    return column !== undefined && passes(column, filter.value, value);
  });
}

describe('conditions as a clerk writes them', () => {
  test.each([
    [
      '级别=市重点 且 责任单位=区交通局 且 本年完成率<50%',
      '级别 是 市重点 且 责任单位 是 区交通局 且 本年完成率 低于50%',
    ],
    ['级别＝省重点、市重点', '级别 是 省重点、市重点'],
    ['级别是市', '级别 是 市重点'],
    ['级别≠市重点', '级别 不是 市重点'],
    ['总投资≥1亿', '总投资 1亿元以上'],
    ['总投资>1亿 且 总投资<=5亿', '总投资 高于1亿元、5亿元以下'],
    ['总投资<=5亿；总投资>=1亿', '总投资 1亿元 至 5亿元'],
    ['总投资1亿以上', '总投资 1亿元以上'],
    ['总投资=12,000', '总投资 等于 1.2亿元'],
    ['本年计划=1000至2000', '本年计划 1,000万元 至 2,000万元'],
    ['开工时间=2018', '开工 2018 至 2018'],
    ['开工<2018-03', '开工 2018-02 以前'],
    ['开工>2018-12-31', '开工 2019-01-01 以后'],
    ['开工晚于2018', '开工 2019 以后'],
    ['责任单位=空', '责任单位 是 空白'],
    ['责任单位为空 且 级别非空', '责任单位 是空白 且 级别 不是空白'],
    ['项目名称含学校', '项目名称 含“学校”'],
    ['名称不含大桥', '项目名称 不含“大桥”'],
  ])('%s is read as %s', (text, words) => {
    expect(inWords(text)).toBe(words);
  });

  test.each([
    ['等级=市重点', '没有“等级”这一栏，可写：项目名称、级别、责任单位、总投资、本年计划、本年累计、本年完成率、开工'],
    ['本年=100', '“本年”可能是本年计划、本年累计、本年完成率，请写全栏目名称'],
    ['级别=国家级', '没有“国家级”这一项，可选：省重点、市重点'],
    ['总投资>很多', '“很多”不是金额，可写 12,345.67（万元）、1.2亿 或 3000万'],
    ['级别=省重点 且 级别=市重点', '“级别”写了两个条件。同一栏的几个值用顿号写在一起，例如 级别=省重点、市重点'],
    ['级别>市重点', '“级别”不能比大小，“级别>市重点”请改用 = 或 含'],
    ['总投资≠5亿', '“总投资”请用 = > < ≥ ≤ 或 至'],
    ['级别=', '“级别=”看不懂，请写成 栏目=内容，例如 级别=市重点'],
    ['且', '请写出条件，例如 级别=市重点 且 总投资≥1亿'],
  ])('%s is refused: %s', (text, reason) => {
    expect(inWords(text)).toBe(`✗ ${reason}`);
  });

  test('less than is without the end, at most with it; a day known only by its year is not before a month of it', () => {
    expect(keeps('本年完成率<50%', 50)).toBe(false);
    expect(keeps('本年完成率<50%', 49.9)).toBe(true);
    expect(keeps('本年完成率≤50%', 50)).toBe(true);
    expect(keeps('本年完成率<50%', null)).toBe(false);
    expect(keeps('开工<2018', '2018')).toBe(false);
    expect(keeps('开工<2018', '2017-12')).toBe(true);
    expect(keeps('级别≠市重点', null)).toBe(true);
  });

  test('only what holds a sign is a condition: names are searched for', () => {
    expect(looksLikeCondition('级别=市')).toBe(true);
    expect(looksLikeCondition('总投资＞1亿')).toBe(true);
    expect(looksLikeCondition('青石大桥')).toBe(false);
  });
});

describe('views', () => {
  const state = { ...emptyView, search: '桥', hidden: ['remark'] };

  test('a view without columns of its own leaves those hidden that were', () => {
    expect(stateOf({ id: 'a', name: '甲' }, state)).toEqual({ ...emptyView, hidden: ['remark'] });
    expect(stateOf({ id: 'a', name: '甲', hidden: [] }, state)).toEqual(emptyView);
  });

  test('is the same in whatever order columns were hidden', () => {
    expect(isSameState({ ...state, hidden: ['a', 'b'] }, { ...state, hidden: ['b', 'a'] })).toBe(true);
    expect(isSameState(state, { ...state, search: '' })).toBe(false);
  });

  test('needs a name of its own', () => {
    const taken = [{ id: 'a', name: '省市重点' }];
    expect(whyNotNamed(' ', taken)).toBe('请给视图起一个名字');
    expect(whyNotNamed('省市重点', taken)).toBe('已经有叫“省市重点”的视图');
    expect(whyNotNamed('省市重点', taken, 'a')).toBeNull();
    expect(whyNotNamed('长'.repeat(31), taken)).toBe('名字太长，最多 30 个字');
  });

  test('what an older version left is taken only when it is understood', () => {
    expect(isSavedViews([{ id: 'own-1', name: '甲', filters: [{ id: 'level', value: { kind: 'blank' } }] }])).toBe(
      true,
    );
    expect(isSavedViews([{ id: 'own-1' }])).toBe(false);
    expect(isSavedViews([{ id: 'own-1', name: '甲', filters: 'level' }])).toBe(false);
    expect(isSavedViews({})).toBe(false);
  });
});
