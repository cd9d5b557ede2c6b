/** A heading that was copied becomes columns that the records fill; amounts stand in the unit their heading states. */
import { describe, expect, it } from 'vitest';
import { amountText, centreTableModel, type TableShape } from '#shared/report/centre-table.ts';
import { groupSpans } from '#shared/report/merged-cells.ts';
import { columnsOfHeading, knownTables } from '#shared/report/table-columns.ts';

const read = (...lines: readonly string[]) =>
  columnsOfHeading(lines.map((line) => line.split('|'))).map(({ group, head, fact }) => [group, head, fact]);

describe('a copied heading', () => {
  it('of one line is recognised as the ledger import recognises it, and stays as it is worded', () => {
    expect(
      read(
        '序号|项目名称|建设内容及规模|起止年限（年月-年月）|总投资（亿元）|2026年计划投资|本月完成投资|是否需要协调',
      ),
    ).toEqual([
      ['', '序号', 'index'],
      ['', '项目名称', 'name'],
      ['', '建设内容及规模', 'summary'],
      ['', '起止年限（年月-年月）', 'period'],
      ['', '总投资（亿元）', 'totalInvestment'],
      ['', '2026年计划投资', 'plannedThisYear'],
      ['', '本月完成投资', 'doneThisMonth'],
      ['', '是否需要协调', null],
    ]);
  });

  it('of two lines keeps the heading over its columns', () => {
    expect(read('序号|项目名称|一季度||责任单位|备注', '||工作内容|计划投资||')).toEqual([
      ['', '序号', 'index'],
      ['', '项目名称', 'name'],
      ['一季度', '工作内容', 'quarter1Task'],
      ['一季度', '计划投资', 'quarter1Investment'],
      ['', '责任单位', 'responsibleUnits'],
      ['', '备注', 'remark'],
    ]);
  });

  it('copied with title and rows is found among them', () => {
    expect(
      read('云岭市重点项目情况表|||', '单位：万元|||', '序号|项目名称|区县|总投资', '1|青石大桥|青石区|3200').map(
        ([, head]) => head,
      ),
    ).toEqual(['序号', '项目名称', '区县', '总投资']);
  });

  it('tells the district from the place, the leader of the province from the city’s, and fills nothing twice', () => {
    expect(
      read('项目名称|所在区（县）|建设地点|省分管领导|市分管领导|投资完成率|总投资|总投资额|本周完成投资'),
    ).toEqual([
      ['', '项目名称', 'name'],
      ['', '所在区（县）', 'districtName'],
      ['', '建设地点', 'place'],
      ['', '省分管领导', 'provincialLeader'],
      ['', '市分管领导', 'municipalLeader'],
      ['', '投资完成率', 'rateThisYear'],
      ['', '总投资', 'totalInvestment'],
      ['', '总投资额', null],
      ['', '本周完成投资', null],
    ]);
  });

  it('of the prescribed tables gives what these tables are filled from', () => {
    for (const { name, columns } of knownTables)
      expect(
        columns.filter((column) => column.fact === null),
        name,
      ).toEqual([]);
  });
});

describe('the paper', () => {
  const column = (head: string, fact: string | null, group = '') => ({ key: head, head, fact, group });
  const table: TableShape = {
    name: '情况表',
    columns: [
      column('序号', 'index'),
      column('项目名称', 'name'),
      column('总投资（亿元）', 'totalInvestment', '投资'),
      column('年度计划投资', 'plannedThisYear', '投资'),
      column('意见', null),
    ],
    moneyUnit: 'wan',
    hasTotal: true,
    pageSize: 'A3',
    note: '按批复填。\n不含前期费用。',
    source: null,
  };
  const rows = [
    {
      projectId: '1',
      values: { name: '青石大桥', totalInvestment: 320_050_000, plannedThisYear: null },
      entries: { 意见: '同意' },
      records: ['1'],
    },
    {
      projectId: '2',
      values: { name: '望江学校', totalInvestment: 80_000_000, plannedThisYear: 12_345_678 },
      entries: {},
      records: ['2'],
    },
  ];
  const wishes = { officeName: '青石区', fillDay: '2026-11-20' };

  it('has the headings as they are, each amount in its own unit, the sum below, and the note of the centre', () => {
    const model = centreTableModel(table, rows, wishes);
    expect(model.columns.map(({ group, head }) => [group, head])).toEqual([
      [undefined, '序号'],
      [undefined, '项目名称'],
      ['投资', '总投资（亿元）'],
      ['投资', '年度计划投资'],
      [undefined, '意见'],
    ]);
    expect(groupSpans(model.columns)).toEqual([null, null, 2, 0, null]);
    const texts = [...model.rows, ...model.footRows].map((row) => row.cells.map((cell) => cell.text));
    expect(texts).toEqual([
      ['1', '青石大桥', '3.2005', '', '同意'],
      ['2', '望江学校', '0.8', '1234.57', ''],
      ['', '合计（2个）', '4.0005', '1234.57', ''],
    ]);
    expect(model).toMatchObject({
      above: ['填报单位：青石区　　填表日期：2026年11月20日'],
      unitLine: '单位：万元',
      below: ['注：按批复填。', '不含前期费用。'],
      page: { size: 'A3', orientation: 'landscape' },
    });
  });

  it('over all districts says whose each project is, unless the table says so itself', () => {
    const heads = (shape: TableShape) =>
      centreTableModel(shape, rows, { ...wishes, officeName: null }).columns.map(({ head }) => head);
    expect(heads(table).slice(0, 3)).toEqual(['序号', '区县', '项目名称']);
    const own = { ...table, columns: [...table.columns, column('所在县', 'districtName')] };
    expect(heads(own)).toEqual(own.columns.map(({ head }) => head));
  });

  it('leaves a column empty that a newer version fills with what this one does not know', () => {
    const newer = { ...table, columns: [column('项目名称', 'name'), column('碳排放', 'carbon')] };
    expect(centreTableModel(newer, rows, wishes).rows[0]?.cells[1]).toEqual({ text: '', value: null });
  });

  it.each([
    [0, 'yi', '0'],
    [4999, 'yi', '0'],
    [5000, 'yi', '0.0001'],
    [123_456_789_000, 'yi', '1234.5679'],
    [50, 'wan', '0.01'],
    [7, 'yuan', '7'],
    [-30_000, 'wan', '-3'],
    [null, 'yi', ''],
  ] as const)('%s yuan in %s is %s', (yuan, unit, text) => {
    expect(amountText(yuan, unit)).toBe(text);
  });
});
