import { describe, expect, test } from 'vitest';
import { type BulkAct, bulkActsFor, planBulkEdit } from '#renderer/components/ledger-grid/bulk-edit.ts';
import type { LedgerColumn } from '#renderer/components/ledger-grid/ledger-column.ts';
import { projectFaults } from '#shared/rules/project-figures.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly total: number | null;
  readonly units: readonly string[];
  readonly completesOn: string | null;
  readonly isOwn: boolean;
}

const bridge: Row = {
  id: 'a',
  name: '青石大桥',
  total: 120_000_000,
  units: ['区交通局'],
  completesOn: '2027',
  isOwn: true,
};
const works: Row = { ...bridge, id: 'b', name: '白桦湾水厂', total: 35_001, units: [], completesOn: null };
const foreign: Row = { ...bridge, id: 'c', name: '望江学校', total: null, isOwn: false };
const rows = [bridge, works, foreign];

const name: LedgerColumn<Row> = {
  id: 'name',
  title: '名称',
  kind: 'text',
  isAlwaysShown: true,
  value: (row) => row.name,
};
const total: LedgerColumn<Row> = { id: 'total', title: '总投资', kind: 'money', value: (row) => row.total };
const units: LedgerColumn<Row> = { id: 'units', title: '责任单位', kind: 'units', value: (row) => row.units };
const completes: LedgerColumn<Row> = { id: 'completesOn', title: '竣工', kind: 'day', value: (row) => row.completesOn };

function plan(column: LedgerColumn<Row>, act: Partial<BulkAct>, isReversed = false) {
  const planned = planBulkEdit(
    rows,
    { kind: 'set', text: '', replacement: '', ...act },
    {
      column,
      mayEdit: (row) => row.isOwn,
      whyNot: () => (isReversed ? '竣工时间2018年早于开工时间2019年' : null),
    },
  );
  if (!planned.ok) return planned.reason;
  return {
    changes: planned.plan.changes.map(({ row, after, mark }) => [row.id, after, ...(mark === null ? [] : [mark])]),
    refused: planned.plan.refused.map(({ row, reason }) => [row.id, reason]),
    same: planned.plan.same,
  };
}

const foreignRefused = ['c', '这一行不归本单位管理，不能修改'];

describe('bulk edit', () => {
  test('sets one value in all rows, says which hold it already, and leaves another office’s rows alone', () => {
    expect(plan(total, { text: '1.2亿' })).toEqual({
      changes: [['b', 120_000_000, '与原来相差上千倍，请核对单位']],
      refused: [foreignRefused],
      same: 1,
    });
  });

  test('marks an amount some thousand times what it was, and writes it all the same', () => {
    expect(plan(total, { text: '1' })).toMatchObject({
      changes: [
        ['a', 10_000, '与原来相差上千倍，请核对单位'],
        ['b', 10_000],
      ],
    });
  });

  test('clears', () => {
    expect(plan(units, { kind: 'clear' })).toMatchObject({ changes: [['a', []]], same: 1 });
  });

  test('appends names once and text at the end', () => {
    expect(plan(units, { kind: 'append', text: '区水利局、区交通局' })).toMatchObject({
      changes: [
        ['a', ['区交通局', '区水利局']],
        ['b', ['区水利局', '区交通局']],
      ],
    });
    expect(plan(name, { kind: 'append', text: '（一期）' })).toMatchObject({
      changes: [
        ['a', '青石大桥（一期）'],
        ['b', '白桦湾水厂（一期）'],
      ],
    });
  });

  test('replaces text, and a whole name in a list', () => {
    expect(plan(name, { kind: 'replace', text: '大桥', replacement: '特大桥' })).toMatchObject({
      changes: [['a', '青石特大桥']],
      same: 2,
    });
    expect(plan(units, { kind: 'replace', text: '区交通局', replacement: '区交通运输局' })).toMatchObject({
      changes: [['a', ['区交通运输局']]],
    });
    expect(plan(name, { kind: 'replace', text: '青石大桥', replacement: '' })).toMatchObject({
      refused: [['a', '换掉“青石大桥”后就没有内容了']],
    });
  });

  test('corrects a unit by ten thousand, where the amount lets it', () => {
    expect(plan(total, { kind: 'overTenThousand' })).toEqual({
      changes: [['a', 12_000]],
      refused: [['b', '除以一万后不足1元，原来的单位多半没有错']],
      same: 1,
    });
    expect(plan(total, { kind: 'timesTenThousand' })).toMatchObject({
      changes: [
        ['a', 1_200_000_000_000],
        ['b', 350_010_000],
      ],
    });
  });

  test('refuses what cannot be right, row by row, with its sentence', () => {
    expect(plan(completes, { text: '2018' }, true)).toMatchObject({
      changes: [],
      refused: [['a', '竣工时间2018年早于开工时间2019年'], ['b', '竣工时间2018年早于开工时间2019年'], foreignRefused],
    });
  });

  test('waits for what it lacks', () => {
    expect(plan(total, {})).toBe('请填写新的内容；要清空请选“清空”');
    expect(plan(total, { text: '很多' })).toContain('不是金额');
    expect(plan(name, { kind: 'append' })).toBe('请填写要加上的内容');
    expect(plan(name, { kind: 'replace' })).toBe('请填写要换掉的文字');
  });

  test('offers for each kind of column what makes sense there', () => {
    expect(bulkActsFor(total)).toContain('overTenThousand');
    expect(bulkActsFor(units)).toEqual(['set', 'append', 'replace', 'clear']);
    expect(bulkActsFor(completes)).toEqual(['set', 'clear']);
  });
});

describe('figures of a project that cannot be right', () => {
  const figures = {
    startsOn: null,
    completesOn: null,
    totalInvestment: null,
    plannedThisYear: null,
    doneBeforeYear: null,
  };

  test('a completion before the start, at the precision both are known with', () => {
    const sentence = '竣工时间2018年早于开工时间2019年5月';
    expect(projectFaults({ ...figures, startsOn: '2019-05', completesOn: '2018' })).toEqual({
      startsOn: sentence,
      completesOn: sentence,
    });
    expect(projectFaults({ ...figures, startsOn: '2019-05', completesOn: '2019' })).toEqual({});
    expect(projectFaults({ ...figures, startsOn: '2019-05-02', completesOn: '2019-05-01' })).not.toEqual({});
  });

  test('an amount out of range', () => {
    expect(projectFaults({ ...figures, totalInvestment: 1_000_000_000_001 }).totalInvestment).toContain('请核对单位');
    expect(projectFaults({ ...figures, totalInvestment: 1_000_000_000_000 })).toEqual({});
  });
});
