import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '#shared/error.ts';
import { type AnalysedSheet, analyseWorkbook, type SheetChoice } from '#shared/ledger-import/analyse.ts';
import { type CellRange, type CellValue, emptyCell, plainCell, type RawSheet } from '#shared/ledger-import/cells.ts';

const context = { currentYear: 2026, knownUnits: [], knownPersons: [] };
const heads = [
  '序号',
  '项目名称',
  '建设性质',
  '总投资',
  '2026年计划投资',
  '开工时间',
  '竣工时间',
  '责任单位',
  '包联领导',
];

function sheetOf(rows: readonly (readonly CellValue[])[], merges: readonly CellRange[] = [], name = '台账'): RawSheet {
  return { name, rows: rows.map((row) => row.map(plainCell)), merges, date1904: false, hidden: false };
}

function analyse(sheet: RawSheet, choice: SheetChoice = {}): AnalysedSheet {
  const [analysed] = analyseWorkbook({ sheets: [sheet] }, { [sheet.name]: choice }, context).sheets;
  if (analysed === undefined) throw new Error('no sheet');
  return analysed;
}

function project(number: number, name: string, more: readonly CellValue[] = []): CellValue[] {
  const usual: CellValue[] = [number, name, '新建', 20_000, 5_000, 2026, 2027, '区住建局', '张三'];
  return usual.map((value, index) => more[index - 2] ?? value);
}

const merge = (top: number, left: number, bottom: number, right: number): CellRange => ({ top, left, bottom, right });
const kinds = (sheet: AnalysedSheet) => sheet.rows.map(({ kind }) => kind);
const records = (sheet: AnalysedSheet) => sheet.rows.flatMap(({ record }) => (record === null ? [] : [record]));
const doubtCodes = (sheet: AnalysedSheet) => sheet.rows.flatMap(({ doubts }) => doubts.map(({ code }) => code));
const questionCodes = (sheet: AnalysedSheet) => sheet.questions.map(({ code }) => code);

describe('finding the header', () => {
  it('title, 附件 and unit rows stand above it and are told apart', () => {
    const sheet = analyse(
      sheetOf([
        ['附件'],
        ['2026年青石区重点项目计划表'],
        [null, null, '填报单位：某某办  单位：亿元'],
        heads,
        project(1, '云岭路'),
      ]),
    );
    expect(sheet).toMatchObject({
      title: '2026年青石区重点项目计划表',
      headerRows: { first: 3, last: 3 },
      moneyUnit: { unit: 'yi', factor: 100_000_000, source: 'printed' },
      planYear: { value: 2026, source: 'head' },
      projectCount: 1,
    });
    expect(sheet.rows.map(({ reason }) => reason)).toEqual(['标题', '标题', '单位行', '表头', '']);
  });

  it('two header rows with merges give heads like 一季度/投资, and the unit in a head counts', () => {
    const sheet = analyse(
      sheetOf(
        [
          ['序号', '项目名称', '总投资\n（亿元）', '2026年', null, '一季度', null],
          [null, null, null, '计划投资（万元）', '建设 内容', '工作\n内容', '投资'],
          [1, '云岭路', 2.5, 8000, '路基', '拆迁', 0.5],
        ],
        [merge(0, 0, 1, 0), merge(0, 1, 1, 1), merge(0, 2, 1, 2), merge(0, 3, 0, 4), merge(0, 5, 0, 6)],
      ),
    );
    expect(sheet.headerRows).toEqual({ first: 0, last: 1 });
    expect(sheet.columns.map(({ field }) => field)).toEqual([
      'sequenceNumber',
      'name',
      'totalInvestment',
      'plannedThisYear',
      'annualTask',
      'quarter1Task',
      'quarter1Investment',
    ]);
    expect(records(sheet)).toMatchObject([
      {
        totalInvestment: 250_000_000,
        plannedThisYear: 80_000_000,
        quarter1Task: '拆迁',
        quarter1Investment: 50_000_000,
      },
    ]);
  });

  it('a csv without merges spreads its group heads', () => {
    const sheet = analyse(
      sheetOf([
        ['序号', '项目名称', '总投资', '一季度', '', '二季度', ''],
        ['', '', '', '工作内容', '投资', '工作内容', '投资'],
        ['1', '云岭路', '100', '拆迁', '5', '施工', '6'],
      ]),
    );
    expect(sheet.headerRows).toEqual({ first: 0, last: 1 });
    expect(records(sheet)).toMatchObject([
      { quarter1Investment: 50_000, quarter2Task: '施工', quarter2Investment: 60_000 },
    ]);
  });

  it('group heads over the row that names projects belong to the header', () => {
    const sheet = analyse(
      sheetOf(
        [
          ['项目计划表'],
          ['项目基本情况', null, null, '投资情况', null],
          ['序号', '项目名称', '性质', '总投资', '年度计划投资'],
          [1, '云岭路', '新建', 10, 5],
        ],
        [merge(0, 0, 0, 4), merge(1, 0, 1, 2), merge(1, 3, 1, 4)],
      ),
    );
    expect(sheet.headerRows).toEqual({ first: 1, last: 2 });
    expect(sheet.columns.map(({ field }) => field)).toEqual([
      'sequenceNumber',
      'name',
      'nature',
      'totalInvestment',
      'plannedThisYear',
    ]);
  });

  it('what the clerk chose wins: header rows, mapping, unit, level, year', () => {
    const raw = sheetOf([heads, project(1, '云岭路'), ['序号', '甲', '乙'], project(2, '松涛路')]);
    const sheet = analyse(raw, {
      headerRows: { first: 0, last: 0 },
      mapping: { 2: 'ignore', 8: 'projectSteward' },
      moneyUnit: 'yuan',
      level: 'municipal',
      planYear: 2025,
    });
    expect(sheet).toMatchObject({
      moneyUnit: { unit: 'yuan', source: 'chosen' },
      level: { value: 'municipal', source: 'chosen' },
      planYear: { value: 2025, source: 'chosen' },
    });
    expect(sheet.columns[2]).toMatchObject({ field: null, asked: false });
    expect(records(sheet)[0]).toMatchObject({ totalInvestment: 20_000, level: 'municipal', projectSteward: '张三' });
    expect(questionCodes(sheet)).not.toContain('level');
    expect(analyse(raw, { include: false })).toMatchObject({ included: false, reason: '已选择不导入这张表' });
  });

  it('what is not printed is asked: unit, level, year, unknown columns', () => {
    const sheet = analyse(
      sheetOf([
        ['序号', '项目名称', '总投资', '神秘栏'],
        [1, '云岭路', 30_000, '甲'],
      ]),
    );
    expect(questionCodes(sheet)).toEqual(['money-unit', 'level', 'plan-year', 'columns']);
    expect(sheet.columns[3]).toMatchObject({ field: null, asked: true });
    expect(sheet.moneyUnit.source).toBe('assumed');
  });

  it('the level is read from its column, or from a title that says it', () => {
    const byColumn = analyse(
      sheetOf([
        ['序号', '项目名称', '总投资', '项目级别'],
        [1, '云岭路', 3, '省级'],
        [2, '松涛路', 3, '市级'],
      ]),
    );
    expect(byColumn.level.source).toBe('column');
    expect(records(byColumn).map(({ level }) => level)).toEqual(['provincial', 'municipal']);
    const byTitle = analyse(sheetOf([['2026年省重点项目台账'], heads, project(1, '云岭路')]));
    expect(byTitle.level).toEqual({ value: 'provincial', source: 'title' });
  });

  it('headings like 一、省重点项目 print the level of the rows below them', () => {
    const sheet = analyse(
      sheetOf([
        heads,
        ['一、省重点项目（1个）'],
        project(1, '云岭路'),
        ['二、市重点项目（1个）'],
        project(2, '松涛路'),
      ]),
    );
    expect(sheet.level).toEqual({ value: null, source: 'section' });
    expect(records(sheet).map(({ level }) => level)).toEqual(['provincial', 'municipal']);
    expect(questionCodes(sheet)).not.toContain('level');
  });

  it('a head merged over two columns is one column, and the empty one is not asked', () => {
    const sheet = analyse(
      sheetOf(
        [
          ['序号', '项目名称', null, '总投资（万元）'],
          [1, '云岭路', null, 100],
        ],
        [merge(0, 1, 0, 2), merge(1, 1, 1, 2)],
      ),
    );
    expect(sheet.columns.map(({ field, asked }) => [field, asked])).toEqual([
      ['sequenceNumber', false],
      ['name', false],
      [null, false],
      ['totalInvestment', false],
    ]);
  });

  it('a workbook without a ledger is refused, a sheet without one is left out with the reason', () => {
    const notes = sheetOf([['填报说明'], ['请按时报送']], [], '说明');
    const refused = () => analyseWorkbook({ sheets: [notes] }, {}, context);
    expect(refused).toThrow(ProblemError);
    expect(refused).toThrow(/说明.*没有找到项目台账/);
    const both = analyseWorkbook({ sheets: [notes, sheetOf([heads, project(1, '云岭路')])] }, {}, context);
    expect(both.sheets.map(({ included }) => included)).toEqual([false, true]);
    expect(both.sheets[0]?.reason).toMatch(/没有找到项目台账的表头/);
  });

  it('a table that counts projects by category is no ledger', () => {
    const summary = sheetOf(
      [
        ['类别', '项目个数', '总投资'],
        ['工业', 12, 300],
      ],
      [],
      '汇总',
    );
    expect(() => analyseWorkbook({ sheets: [summary] }, {}, context)).toThrow(ProblemError);
  });

  it('the signature of the heads is the same for another year, another for other heads', () => {
    const signature = (row: readonly string[]) => analyse(sheetOf([row, project(1, '云岭路')])).signature;
    const last = heads.map((head) => head.replace('2026', '2025').replace('建设性质', '建设\n性质'));
    expect(signature(last)).toBe(signature(heads));
    expect(signature([...heads.slice(0, 8), '分包领导'])).not.toBe(signature(heads));
  });
});

describe('telling rows apart', () => {
  it('projects, sections, totals, notes, repeated headers and blanks', () => {
    const sheet = analyse(
      sheetOf(
        [
          heads,
          ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
          ['一、商贸类（2项）'],
          project(1, '云岭路'),
          project(2, '松涛路'),
          ['小  计（2项）', null, null, 40_000, 10_000],
          [],
          heads,
          ['二', '工业类', null, 20_000, 5_000],
          project(3, '竹溪厂'),
          [null, '其中：一期', null, 10_000, 1_000],
          ['合计', '3个', null, 60_000, 15_000],
          ['注：以上项目以批复为准。'],
          ['填表人：某某', null, null, '审核人：某某'],
        ],
        [merge(2, 0, 2, 8)],
      ),
    );
    expect(kinds(sheet)).toEqual(
      'note note section project project total blank note section project note total note note'.split(' '),
    );
    expect(sheet.rows[3]?.section).toBe('一、商贸类');
    expect(sheet.rows[9]?.section).toBe('二工业类');
    expect(sheet.printedTotals).toMatchObject([
      { rowNumber: 6, over: 'section', count: 2, sumCount: 2, agrees: true },
      { rowNumber: 9, over: 'section', count: null, sumTotalInvestment: 200_000_000, agrees: true },
      { rowNumber: 12, over: 'sheet', count: 3, sumCount: 3, agrees: true },
    ]);
    expect(sheet.agrees).toBe(true);
    expect(sheet.sums).toEqual({ totalInvestment: 600_000_000, plannedThisYear: 150_000_000 });
  });

  it('without numbers a heading is known by its width or its words, a total by its bare word even when numbered', () => {
    const unnumbered = heads.slice(1);
    const rows = [
      unnumbered,
      ['商贸类'],
      project(1, '云岭市场').slice(1),
      ['其他项目'],
      project(2, '松涛市场').slice(1),
    ];
    const sheet = analyse(sheetOf(rows, [merge(3, 0, 3, 7)]));
    expect(kinds(sheet)).toEqual(['note', 'section', 'project', 'section', 'project']);
    const numbered = analyse(
      sheetOf([heads, project(1, '供水工程总计量站'), project(2, '松涛小计'), [3, '合计', null, 40_000, 10_000]]),
    );
    expect(kinds(numbered)).toEqual(['note', 'project', 'project', 'total']);
    expect(numbered.agrees).toBe(true);
  });

  it('every ignored row says why', () => {
    const sheet = analyse(
      sheetOf([['计划表'], heads, project(1, '云岭路'), [], [null, null, '新建'], ['合计', null, null, 20_000, 5_000]]),
    );
    for (const row of sheet.rows) if (row.kind !== 'project') expect(row.reason).not.toBe('');
  });

  it('a printed total that contradicts its parts is shown against the sum that was meant', () => {
    const sheet = analyse(
      sheetOf([
        heads,
        ['商贸类'],
        project(1, '云岭路'),
        ['小计', null, null, 20_000, 5_000],
        ['工业类'],
        project(2, '竹溪厂'),
        ['小计', null, null, 99_999, 5_000],
        ['总计', null, null, 40_000, 10_000],
      ]),
    );
    expect(sheet.printedTotals.map(({ over, agrees }) => [over, agrees])).toEqual([
      ['section', true],
      ['section', false],
      ['sheet', true],
    ]);
    expect(sheet.printedTotals[1]).toMatchObject({ totalInvestment: 999_990_000, sumTotalInvestment: 200_000_000 });
    expect(sheet.agrees).toBe(false);
  });

  it('a grand total printed first, and totals over sections that have subtotals of their own', () => {
    const sheet = analyse(
      sheetOf([
        heads,
        ['总计（3项）', null, null, 60_000, 15_000],
        ['一、城建'],
        ['（一）道路'],
        project(1, '云岭路'),
        ['小计', null, null, 20_000, 5_000],
        ['（二）管网'],
        project(2, '松涛管网'),
        ['小计', null, null, 20_000, 5_000],
        ['合计（2项）', null, null, 40_000, 10_000],
        ['二、工业'],
        project(3, '竹溪厂'),
        ['合计（1项）', null, null, 20_000, 5_000],
      ]),
    );
    expect(sheet.printedTotals.map(({ over, sumCount, agrees }) => [over, sumCount, agrees])).toEqual([
      ['sheet', 3, true],
      ['section', 1, true],
      ['section', 1, true],
      ['section', 2, true],
      ['section', 1, true],
    ]);
    expect(sheet.rows[4]?.section).toBe('一、城建 / （一）道路');
  });

  it('merged cells below a project: a shared leader counts for each row, a shared amount only once', () => {
    const sheet = analyse(
      sheetOf(
        [
          heads,
          project(1, '云岭路'),
          [2, '松涛路', '新建', null, 5_000, 2026, 2027, '区交通局', null],
          [null, null, null, null, null, null, null, '柳泉乡'],
        ],
        [merge(1, 8, 2, 8), merge(1, 3, 2, 3), merge(2, 1, 3, 1)],
      ),
    );
    expect(kinds(sheet)).toEqual(['note', 'project', 'project', 'note']);
    expect(records(sheet)[1]).toMatchObject({
      responsibleLeaders: ['张三'],
      totalInvestment: null,
      responsibleUnits: ['区交通局', '柳泉乡'],
    });
    expect(sheet.rows[3]?.reason).toMatch(/第 3 行是同一个项目/);
    expect(sheet.sums.totalInvestment).toBe(200_000_000);
  });

  it('a row of content without a project name is pointed out, not imported', () => {
    const sheet = analyse(
      sheetOf([heads, project(1, '云岭路'), [2, null, '新建', 10, 5, 2026, 2027, '区住建局', '张三']]),
    );
    expect(sheet.rows[2]).toMatchObject({ kind: 'note', record: null });
    expect(sheet.rows[2]?.reason).toMatch(/没有项目名称/);
  });
});

describe('doubts', () => {
  it.each<[string, CellValue[], string]>([
    ['a plan above the total', project(1, '云岭路', ['新建', 100, 200]), 'plan-above-total'],
    ['completion before start', project(1, '云岭路', ['新建', null, null, 2026, 2025]), 'completion-before-start'],
    ['new-build begun earlier', project(1, '云岭路', ['新建', null, null, 2020]), 'nature-contradicts-start'],
    ['an unknown nature', project(1, '云岭路', ['拟建']), 'nature-unknown'],
    ['a blank total', [1, '云岭路', '新建', null, 5_000, 2026, 2027], 'amount-blank'],
    ['a formula error', [1, '#REF!', '新建', 5, 5, 2026, 2027], 'cell-error'],
    ['a number that lost digits', [4_114_020_000_001_235, '云岭路', '新建', 10, 5], 'number-lost-digits'],
    ['an amount with words', project(1, '云岭路', ['新建', '约2亿元']), 'amount-approximate'],
  ])('%s', (_, row, code) => {
    const sheet = analyse(sheetOf([['单位：万元'], heads, row, project(2, '松涛路'), project(3, '竹溪路')]));
    const doubted = sheet.rows.find(({ rowNumber }) => rowNumber === 3);
    expect(doubted?.doubts.map((doubt) => doubt.code)).toContain(code);
    expect(doubted?.reason).not.toBe('');
  });

  it('an amount ten thousand times the others looks like a wrong unit', () => {
    const rows = [1, 2, 3, 4, 5].map((number) => project(number, `云岭${number}号路`));
    const sheet = analyse(sheetOf([heads, ...rows, project(6, '松涛路', ['新建', 200_000_000, 5_000])]));
    expect(sheet.rows.at(-1)?.doubts.map(({ code }) => code)).toEqual(['amount-ten-thousand-fold']);
  });

  it('a sheet whose usual project is implausibly small or large is asked about', () => {
    const rows = [1, 2, 3, 4, 5].map((number) => project(number, `云岭${number}号路`, ['新建', 2, 1]));
    const sheet = analyse(sheetOf([['单位：万元'], heads, ...rows]));
    expect(questionCodes(sheet)).toContain('money-unit-implausible');
  });

  it('the same name twice, in one sheet or in two, is doubtful in both places', () => {
    const first = sheetOf([heads, project(1, '云岭路'), project(2, '云 岭\n路')], [], '甲');
    const second = sheetOf([heads, project(1, '松涛路'), project(2, '云岭路')], [], '乙');
    const { sheets } = analyseWorkbook({ sheets: [first, second] }, {}, context);
    expect(sheets.map(doubtCodes)).toEqual([['name-repeated', 'name-repeated'], ['name-repeated']]);
    expect(sheets[1]?.rows[2]?.reason).toMatch(/“甲”表第 2 行/);
  });

  it('progress above the plan is doubtful; 截至完成投资 is compared with the total', () => {
    const sheet = analyse(
      sheetOf([
        [
          '序号',
          '项目名称',
          '总投资（万元）',
          '年度计划投资（万元）',
          '本年累计完成投资（万元）',
          '截至完成投资（万元）',
        ],
        [1, '云岭路', 100, 50, 60, 120],
      ]),
    );
    expect(doubtCodes(sheet)).toEqual(['done-above-plan', 'done-above-total']);
  });
});

describe('values', () => {
  it('起止年限 fills start and completion, 资金渠道 lines become a list, names become one line', () => {
    const sheet = analyse(
      sheetOf([
        ['序号', '项目\n名称', '总投资', '起止年限', '资金\n渠道', '项目概况'],
        [1, '云岭大道二号线\n安置区二期', 100, '2024.3—2026', '区政府投资\n企业投资', '  第一行 \n\n 第二行'],
      ]),
    );
    expect(records(sheet)).toEqual([
      {
        sequenceNumber: '1',
        name: '云岭大道二号线安置区二期',
        totalInvestment: 1_000_000,
        startsOn: '2024-03',
        completesOn: '2026',
        fundingSource: '区政府投资、企业投资',
        summary: '第一行\n第二行',
      },
    ]);
  });

  it('a column that is not there leaves its key out, a blank cell is null', () => {
    const [record] = records(
      analyse(
        sheetOf([
          ['序号', '项目名称', '总投资', '备注'],
          [1, '云岭路', 100],
        ]),
      ),
    );
    expect(record).toMatchObject({ remark: null });
    expect(record).not.toHaveProperty('nature');
  });

  it('the answer survives JSON', () => {
    const workbook = analyseWorkbook({ sheets: [sheetOf([heads, project(1, '云岭路')])] }, {}, context);
    expect(JSON.parse(JSON.stringify(workbook))).toEqual(workbook);
  });
});

describe('any sheet', () => {
  const cell = fc.oneof(
    fc.constant(emptyCell),
    fc
      .constantFrom(...heads, '合计', '一、商贸类', '注：', '单位：万元', '云岭路', '新建', '#REF!', '约2亿元')
      .map(plainCell),
    fc.double().map(plainCell),
    fc.string({ maxLength: 8 }).map(plainCell),
    fc.boolean().map(plainCell),
  );
  const range = fc
    .tuple(fc.nat(12), fc.nat(8), fc.nat(4), fc.nat(4))
    .map(([top, left, height, width]) => merge(top, left, top + height, left + width));

  it('is read without breaking, and every row has its place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
        fc.array(range, { maxLength: 6 }),
        (rows, merges) => {
          const ledger = sheetOf([heads, project(1, '云岭路')], [], '有台账');
          const any: RawSheet = { name: '任意', rows, merges, date1904: false, hidden: false };
          const { sheets } = analyseWorkbook({ sheets: [any, ledger] }, {}, context);
          const [sheet] = sheets;
          expect(sheet?.rows.map(({ rowNumber }) => rowNumber)).toEqual(sheet?.rows.map((_, index) => index + 1));
          expect(Number.isSafeInteger(sheet?.sums.totalInvestment)).toBe(true);
        },
      ),
    );
  });
});
