import { existsSync, readFileSync } from 'node:fs';
import { type Cell, type WriteOptions, type WriteSheet, writeXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '#electron/host/files/read-workbook.ts';
import { ProblemError } from '#shared/error.ts';
import { type AnalysedSheet, type AnalysedWorkbook, analyseWorkbook } from '#shared/ledger-import/analyse.ts';
import type { RawWorkbook } from '#shared/ledger-import/cells.ts';
import { fictionalLedger, fictionalLedgerBytes } from '#test/support/fictional-ledger.ts';
import { type XlsCell, xlsBytes } from '#test/support/xls-bytes.ts';

const context = { currentYear: 2026, knownUnits: [], knownPersons: [] };
const analyse = (workbook: RawWorkbook): AnalysedWorkbook => analyseWorkbook(workbook, {}, context);
const demoLedger = new URL('../../build/resources/demo-ledger.xlsx', import.meta.url);
const utf8 = (text: string) => new TextEncoder().encode(text);

async function written(sheet: Partial<WriteSheet>, options: Partial<WriteOptions> = {}): Promise<RawWorkbook> {
  return readWorkbook(await writeXlsx({ sheets: [{ name: '台账', ...sheet }], ...options }), '台账.xlsx');
}

async function refusal(bytes: Uint8Array, name: string): Promise<ProblemError> {
  const error: unknown = await readWorkbook(bytes, name).catch((caught: unknown) => caught);
  if (!(error instanceof ProblemError)) throw new Error('was not refused with a problem', { cause: error });
  return error;
}

function sheetNamed(workbook: AnalysedWorkbook, name: string): AnalysedSheet {
  const sheet = workbook.sheets.find((one) => one.name === name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

function expectSameWhenKnown(raw: RawWorkbook): void {
  const records = (workbook: AnalysedWorkbook) =>
    workbook.sheets.flatMap(({ rows }) => rows.map(({ record }) => record));
  const first = records(analyse(raw));
  const knownUnits = first.flatMap((record) => [...(record?.responsibleUnits ?? []), record?.permitAgentUnit ?? '']);
  const knownPersons = first.flatMap((record) => record?.responsibleLeaders ?? []);
  expect(records(analyseWorkbook(raw, {}, { ...context, knownUnits, knownPersons }))).toEqual(first);
}

describe('the fictional ledger', () => {
  it('is read as its generator means it: every sheet, row, amount, day, unit and leader', async () => {
    const workbook = analyse(await readWorkbook(await fictionalLedgerBytes(), '重点项目.xlsx'));
    const { expected } = fictionalLedger();
    for (const meant of expected) {
      const sheet = sheetNamed(workbook, meant.name);
      expect(sheet).toMatchObject({
        included: true,
        headerRows: meant.headerRows,
        moneyUnit: { unit: meant.unit },
        planYear: { value: 2026 },
        agrees: true,
      });
      const read = sheet.rows.flatMap(({ rowNumber, record }) => (record === null ? [] : [{ rowNumber, record }]));
      expect(read.map(({ rowNumber }) => rowNumber)).toEqual(meant.projects.map(({ rowNumber }) => rowNumber));
      meant.projects.forEach(({ rowNumber, ...project }, index) => {
        expect(read[index]?.rowNumber).toBe(rowNumber);
        expect(read[index]?.record).toMatchObject(project);
      });
      expect(
        sheet.printedTotals.map(({ rowNumber, count, over, agrees }) => ({ rowNumber, count, over, agrees })),
      ).toEqual(meant.printedTotals.map((total) => ({ ...total, agrees: true })));
    }
    expect(workbook.sheets.filter(({ included }) => !included).map(({ name, reason }) => [name, reason])).toEqual([
      ['填报说明', '没有找到项目台账的表头（要有“项目名称”等栏目）'],
      ['旧表', '隐藏的工作表，默认不导入'],
    ]);
    expect(workbook.sheets.reduce((sum, { projectCount }) => sum + projectCount, 0)).toBe(120);
  });

  it('is doubtful exactly where its traps are', async () => {
    const workbook = analyse(await readWorkbook(await fictionalLedgerBytes(), '重点项目.xlsx'));
    const doubts = workbook.sheets.flatMap(({ name, rows }) =>
      rows.flatMap((row) => row.doubts.map(({ code }) => [name, row.rowNumber, code])),
    );
    expect(doubts).toEqual([
      ['美丽乡村', 5, 'unit-run-together'],
      ['美丽乡村', 7, 'unit-run-together'],
      ['美丽乡村', 9, 'unit-broken-line'],
      ['美丽乡村', 11, 'unit-broken-line'],
      ['美丽乡村', 13, 'person-run-together'],
    ]);
  });

  it('read again by someone who knows every name in it says the same, so that a second import changes nothing', async () => {
    const raw = await readWorkbook(await fictionalLedgerBytes(), '重点项目.xlsx');
    expectSameWhenKnown(raw);
  });

  it('that the demonstration ships says the same as the generator', async () => {
    const shipped = await readWorkbook(readFileSync(demoLedger), 'demo-ledger.xlsx');
    expect(shipped).toEqual(await readWorkbook(await fictionalLedgerBytes(), 'demo-ledger.xlsx'));
  });
});

describe('cells of an .xlsx', () => {
  it('dates stay serials with the precision their format shows, in both date systems', async () => {
    const cells = new Map<string, Partial<Cell>>();
    const formats = ['yyyy-mm-dd', 'yyyy"年"m"月"', 'yyyy', 'yyyy/m/d h:mm', '0.00'];
    formats.forEach((numFmt, column) =>
      cells.set(`0,${column}`, { value: column === 4 ? 2018.1 : 43_221.25, style: { numFmt } }),
    );
    const in1900 = await written({ rows: [[]], cells });
    expect(in1900.sheets[0]?.rows[0]).toEqual([
      { value: 43_221.25, text: '2018-05-01', isDate: true },
      { value: 43_221.25, text: '2018-05', isDate: true },
      { value: 43_221.25, text: '2018', isDate: true },
      { value: 43_221.25, text: '2018-05-01', isDate: true },
      { value: 2018.1, text: '2018.10' },
    ]);
    const in1904 = await written(
      { rows: [[]], cells: new Map([['0,0', { value: 41_759, style: { numFmt: 'yyyy-mm-dd' } }]]) },
      { dateSystem: '1904' },
    );
    expect(in1904.sheets[0]).toMatchObject({
      date1904: true,
      rows: [[{ value: 41_759, text: '2018-05-01', isDate: true }]],
    });
  });

  it('blank tails go, merges and hidden sheets are told', async () => {
    const workbook = await written({
      rows: [['甲', null, ''], [null, 3, null], [null], []],
      merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }],
    });
    expect(workbook.sheets).toEqual([
      {
        name: '台账',
        rows: [
          [{ value: '甲', text: '甲' }],
          [
            { value: null, text: '' },
            { value: 3, text: '3' },
          ],
        ],
        merges: [{ top: 0, left: 0, bottom: 1, right: 0 }],
        date1904: false,
        hidden: false,
      },
    ]);
  });
});

describe('an .xls', () => {
  const line = (row: number, values: readonly (string | number)[]): XlsCell[] =>
    values.map((value, column) => ({ row, column, value }));
  const cells = [
    ...line(0, ['单位：万元']),
    ...line(1, ['序号', '项目名称', '总投资', '开工时间', '竣工时间']),
    ...line(2, [1, '云岭路', 12.5]),
    { row: 2, column: 3, value: 43_221, format: 0 },
    { row: 2, column: 4, value: 43_830, format: 1 },
  ];

  it('is read with its formats, merges, hidden sheets and unwritten Chinese formats', async () => {
    const bytes = xlsBytes(
      [
        { name: '台账', cells, merges: [[0, 0, 0, 4]] },
        { name: '旧表', cells, isHidden: true },
      ],
      { formats: [57, 'yyyy"年"m"月"d"日"'] },
    );
    const workbook = await readWorkbook(bytes, '台账.xls');
    expect(workbook.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['台账', false],
      ['旧表', true],
    ]);
    expect(workbook.sheets[0]?.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 4 }]);
    const [sheet] = analyse(workbook).sheets;
    expect(sheet?.rows[2]?.record).toEqual({
      sequenceNumber: '1',
      name: '云岭路',
      totalInvestment: 125_000,
      startsOn: '2018-05',
      completesOn: '2019-12-31',
    });
    expect(sheet?.rows[2]?.doubts).toEqual([]);
  });

  it('in the 1904 system has the same days', async () => {
    const shifted = cells.map((cell) =>
      cell.row === 2 && cell.column > 2 ? { ...cell, value: Number(cell.value) - 1_462 } : cell,
    );
    const bytes = xlsBytes([{ name: '台账', cells: shifted }], { formats: [57, 'yyyy-mm-dd'], date1904: true });
    expect(analyse(await readWorkbook(bytes, '台账.xls')).sheets[0]?.rows[2]?.record).toMatchObject({
      startsOn: '2018-05',
      completesOn: '2019-12-31',
    });
  });

  it('with a password or cut short is refused', async () => {
    const locked = xlsBytes([{ name: '台账', cells }], { isEncrypted: true });
    expect(await refusal(locked, '台账.xls')).toMatchObject({
      code: 'WORKBOOK_ENCRYPTED',
      details: { name: '台账.xls' },
    });
    const whole = xlsBytes([{ name: '台账', cells }]);
    expect((await refusal(whole.slice(0, 600), '台账.xls')).code).toBe('WORKBOOK_UNREADABLE');
  });
});

describe('csv and tables saved as HTML', () => {
  const text = '序号,项目名称,总投资（万元）,包联领导\r\n1,"云岭路\n（一期）",12.5,张三\r\n';
  // “序号,项目名称,总投资（万元）,包联领导 1,云岭路（一期）,12.5,张三” as GB18030
  const gbk = Uint8Array.from(
    'd0f2bac52ccfeec4bfc3fbb3c62cd7dccdb6d7caa3a8cdf2d4aaa3a92cb0fcc1aac1ecb5bc0d0a312cd4c6c1ebc2b7a3a8d2bbc6daa3a92c31322e352cd5c5c8fd0d0a'.match(
      /../g,
    ) ?? [],
    (pair) => Number.parseInt(pair, 16),
  );
  const record = {
    sequenceNumber: '1',
    name: '云岭路（一期）',
    totalInvestment: 125_000,
    responsibleLeaders: ['张三'],
  };

  it.each<[string, Uint8Array]>([
    ['UTF-8', utf8(text)],
    ['UTF-8 with its mark', utf8(`\ufeff${text}`)],
    ['UTF-16', new Uint8Array(Uint16Array.from(`\ufeff${text}`, (sign) => sign.charCodeAt(0)).buffer)],
    ['GBK', gbk],
    ['tabs', utf8(text.replaceAll(',', '\t'))],
    [
      'HTML named .xls',
      utf8(
        `<html><body><table><tr>${['序号', '项目名称', '总投资（万元）', '包联领导'].map((head) => `<td>${head}</td>`).join('')}</tr><tr><td>1</td><td>云岭路（一期）</td><td>12.5</td><td>张三</td></tr></table></body></html>`,
      ),
    ],
  ])('%s is read', async (_, bytes) => {
    const workbook = await readWorkbook(bytes, '某处/台账.xls');
    expect(workbook.sheets[0]?.name).toBe('台账');
    expect(analyse(workbook).sheets[0]?.rows[1]?.record).toEqual(record);
  });
});

describe('what cannot be read is refused in one sentence', () => {
  it.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['an empty file', () => new Uint8Array(), 'WORKBOOK_UNREADABLE'],
    ['bytes of something else', () => Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3]), 'WORKBOOK_UNREADABLE'],
    ['an archive cut short', async () => (await fictionalLedgerBytes()).slice(0, 9_000), 'WORKBOOK_UNREADABLE'],
    ['an archive that is no workbook', () => utf8('PK\u0003\u0004 no more'), 'WORKBOOK_UNREADABLE'],
    [
      'an OLE file that is no workbook',
      () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      'WORKBOOK_UNREADABLE',
    ],
    ['a page without a table', () => utf8('<html><body>请登录</body></html>'), 'WORKBOOK_IS_HTML'],
    ['an XML spreadsheet', () => utf8('<?xml version="1.0"?><Workbook/>'), 'WORKBOOK_IS_HTML'],
    ['a file beyond 64 MB', () => new Uint8Array(64 * 1024 * 1024 + 1), 'WORKBOOK_TOO_LARGE'],
    ['more than 200 000 rows', () => utf8('甲,乙\n'.repeat(200_001)), 'WORKBOOK_TOO_LARGE'],
    [
      'a workbook with a password',
      () => writeXlsx({ sheets: [{ name: '台账', rows: [['甲']] }], encryption: { password: '1', spinCount: 10 } }),
      'WORKBOOK_ENCRYPTED',
    ],
  ])('%s', async (_, bytes, code) => {
    const error = await refusal(await bytes(), 'C:\\台账\\计划.xlsx');
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^文件“计划\.xlsx”/);
  });
});

// The real workbooks lie beside the project on the makers' machines only; without them nothing is registered.
const realFolder = new URL('../../../shared/data/', import.meta.url);
const real = (name: string) => new URL(name, realFolder);
const realNames = [
  'maojian-2018-plan.xlsx',
  'maojian-2018-plan.xls',
  'maojian-2018-plan.csv',
  'maojian-2018-quarterly.csv',
  'projects-news-mixed-units.csv',
];
const absent = realNames.filter((name) => !existsSync(real(name)));
if (absent.length > 0) {
  process.stdout.write(`real ledger absent: ${absent.join(', ')}\n`);
} else {
  describe('the real ledger', async () => {
    const read = async (name: string) => analyse(await readWorkbook(readFileSync(real(name)), name));
    const [transcript] = (await readWorkbook(readFileSync(real('maojian-2018-plan.csv')), 'transcript.csv')).sheets;
    const [headRow, ...lines] = transcript?.rows ?? [];
    const place = new Map(headRow?.map((cell, index) => [cell.text, index]));
    const printed = lines.map((line) => (column: string) => line[place.get(column) ?? -1]?.text ?? '');
    const squashed = (text: string) => text.replace(/\s+/g, '');

    it.each(['maojian-2018-plan.xlsx', 'maojian-2018-plan.xls'])(
      '%s: all 146 rows equal the transcript',
      async (name) => {
        const workbook = await read(name);
        const projects = printed.filter((line) => line('row_kind') === 'project');
        expect(projects).toHaveLength(146);
        expect(workbook.sheets.map(({ projectCount }) => projectCount)).toEqual([42, 11, 8, 25, 14, 46]);
        for (const line of projects) {
          const sheet = sheetNamed(workbook, line('source_sheet'));
          const row = sheet.rows[Number(line('source_row')) - 1];
          const record = row?.record ?? {};
          expect(row).toMatchObject({ kind: 'project', section: line('section') === '' ? null : line('section') });
          expect(record).toMatchObject({
            sequenceNumber: line('序号'),
            name: squashed(line('项目名称')),
            nature: line('建设性质') === '新建' ? 'newBuild' : 'continuing',
            totalInvestment: Number(line('总投资')) * 10_000,
            plannedThisYear: Number(line('2018年计划投资')) * 10_000,
            startsOn: line('开工时间'),
            completesOn: line('竣工时间'),
          });
          expect(squashed(record.summary ?? '')).toBe(squashed(line('建设内容')));
          expect(record.fundingSource).toBe(line('资金渠道').trim().replace('\n', '、'));
          expect(record.responsibleUnits?.join('')).toBe(squashed(line('责任单位')));
          expect(record.responsibleLeaders).toEqual(line('包联领导').trim().split(/\s+/));
        }
      },
    );

    it('all nine printed totals agree, one of them over the sheet 其他 and three over its sections', async () => {
      for (const name of ['maojian-2018-plan.xlsx', 'maojian-2018-plan.xls']) {
        const { sheets } = await read(name);
        const totals = sheets.flatMap(({ printedTotals }) => printedTotals);
        expect(totals).toHaveLength(9);
        expect(totals.every(({ agrees }) => agrees)).toBe(true);
        expect(totals.map(({ over }) => over)).toEqual(
          'sheet sheet sheet sheet sheet section section section sheet'.split(' '),
        );
        expect(sheets[3]?.sums).toEqual({ totalInvestment: 28_433_800_000, plannedThisYear: 6_159_500_000 });
        for (const sheet of sheets) {
          expect(sheet).toMatchObject({
            moneyUnit: { source: 'printed', unit: 'wan' },
            planYear: { value: 2018, source: 'head' },
            agrees: true,
          });
          expect(sheet.questions.map(({ code }) => code)).toEqual(['level']);
        }
      }
    });

    it.each(realNames)('%s read again by someone who knows every name in it says the same', async (name) => {
      expectSameWhenKnown(await readWorkbook(readFileSync(real(name)), name));
    });

    it('only names run together or broken over lines are doubtful', async () => {
      const { sheets } = await read('maojian-2018-plan.xlsx');
      const doubts = sheets.flatMap(({ name, rows }) =>
        rows.flatMap((row) => row.doubts.map(({ code }) => [name.trim(), row.rowNumber, code])),
      );
      expect(doubts).toEqual([
        ['工业', 7, 'unit-run-together'],
        ['工业', 15, 'unit-run-together'],
        ['基建', 18, 'unit-broken-line'],
        ['美丽乡村', 6, 'unit-run-together'],
        ['美丽乡村', 17, 'unit-broken-line'],
        ['其他', 54, 'unit-broken-line'],
        ['其他', 54, 'unit-run-together'],
      ]);
    });

    it('the quarterly plan gives 100 projects with four quarters', async () => {
      const [sheet] = (await read('maojian-2018-quarterly.csv')).sheets;
      expect(sheet).toMatchObject({ projectCount: 100, moneyUnit: { unit: 'wan', source: 'head' } });
      expect(sheet?.rows[1]?.record).toMatchObject({
        permitAgentUnit: '区经信局',
        quarter1Investment: 1_000_000,
        quarter3Investment: 399_000_000,
      });
      expect(sheet?.rows.flatMap(({ doubts }) => doubts.map(({ code }) => code))).toEqual(['person-run-together']);
    });

    it('newspaper prose with mixed units is read by the units it writes, and no unit is asked', async () => {
      const [sheet] = (await read('projects-news-mixed-units.csv')).sheets;
      const totals =
        sheet?.rows.flatMap(({ record }) => (record === null ? [] : [record.totalInvestment ?? null])) ?? [];
      expect(totals).toHaveLength(41);
      expect(totals.slice(0, 8)).toEqual([
        300_000_000, 57_960_000, 200_000_000, 2_000_000_000, 3_000_000_000, 1_313_000_000, 198_000_000, 10_000_000_000,
      ]);
      expect(sheet?.questions.map(({ code }) => code)).not.toContain('money-unit');
    });
  });
}
