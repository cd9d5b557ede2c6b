import { type Cell, readXlsx, type Sheet } from 'hucre';
import { describe, expect, test } from 'vitest';
import { writeTableWorkbook } from '#electron/host/files/write-workbook.ts';
import type { TableModel } from '#shared/report/model.ts';
import { notice003Templates, tableFromTemplate } from '#shared/report/table-template.ts';
import { annex2, sampleFacts } from '#test/support/paper-samples.ts';

async function reread(model: TableModel): Promise<Sheet> {
  const workbook = await readXlsx(await writeTableWorkbook(model), { readStyles: true });
  const [sheet] = workbook.sheets;
  if (sheet === undefined || workbook.sheets.length !== 1) throw new Error('not one sheet');
  return sheet;
}

function cellAt(sheet: Sheet, row: number, column: number): Cell | undefined {
  return sheet.cells?.get(`${row},${column}`);
}

const projects = sampleFacts(40);
const model = annex2({ fillDay: '2026-11-20', projects });

describe('附件2 as a workbook', () => {
  test('has the title, only 填表日期 above, the prescribed heads, and a row for each project', async () => {
    const { rows } = await reread(model);
    expect(rows[0]?.filter((value) => value !== null)).toEqual([model.title]);
    expect(rows[1]?.filter((value) => value !== null)).toEqual(['填表日期：2026年11月20日']);
    expect(rows[2]).toEqual(model.columns.map((column) => column.head));
    expect(rows).toHaveLength(3 + projects.length);
  });

  test('amounts are numbers in 万元 as on paper, texts are texts', async () => {
    const { rows } = await reread(model);
    const texts = model.rows.map((row) => row.cells.map((cell) => cell.text));
    const shown = rows.slice(3).map((row) => row.map((value) => (value === null ? '' : String(value))));
    expect(shown).toEqual(texts);
    expect(typeof rows[3]?.[4]).toBe('number');
    expect(typeof rows[3]?.[3]).toBe('string');
  });

  test('figures keep their decimals and stand at the right; borders, wrapping and fonts of the heads as on paper', async () => {
    const sheet = await reread(model);
    expect(cellAt(sheet, 3, 4)?.style?.numFmt).toBe('0');
    expect(cellAt(sheet, 4, 4)?.style).toMatchObject({ numFmt: '0.00', alignment: { horizontal: 'right' } });
    expect(cellAt(sheet, 4, 2)?.style).toMatchObject({
      alignment: { wrapText: true },
      border: { top: { style: 'thin' }, left: { style: 'thin' } },
    });
    expect(cellAt(sheet, 0, 0)?.style?.font).toMatchObject({ name: '方正小标宋简体' });
    expect(cellAt(sheet, 2, 0)?.style?.font).toMatchObject({ name: '黑体' });
  });

  test.each([
    ['A4', 'a4'],
    ['A3', 'a3'],
  ] as const)(
    'prints on %s landscape, as wide as the page, the head repeated, 第x页共y页',
    async (pageSize, paperSize) => {
      const sheet = await reread(annex2({ fillDay: '2026-11-20', pageSize, projects }));
      expect(sheet.pageSetup).toMatchObject({
        paperSize,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '$3:$3',
      });
      expect(sheet.headerFooter?.oddFooter).toBe('&C第&P页共&N页');
      expect(sheet.freezePane?.rows).toBe(3);
      expect(sheet.merges).toContainEqual({ startRow: 0, startCol: 0, endRow: 0, endCol: 10 });
    },
  );

  test('the columns together are as wide as the paper between its margins', async () => {
    const sheet = await reread(model);
    const characters = (sheet.columns ?? []).reduce((sum, column) => sum + (column.width ?? 0), 0);
    // Seven pixels a character at 96 an inch.
    expect((characters * 7 * 25.4) / 96).toBeCloseTo(273, 0);
  });

  test('a row is high enough for its longest text', async () => {
    const sheet = await reread(model);
    const [short, long] = [3, 4].map((row) => sheet.rowDefs?.get(row)?.height ?? 0);
    expect(long).toBeGreaterThan((short ?? 0) * 2);
  });
});

test('what looks like a formula stays the text that was typed', async () => {
  const [facts] = sampleFacts(1);
  if (facts === undefined) throw new Error('no sample');
  const texts = ['=1+2', '+86 0000', '-1', '@某某', '=HYPERLINK("http://example.invalid")'];
  const sheet = await reread(annex2({ fillDay: '2026-11-20', projects: texts.map((name) => ({ ...facts, name })) }));
  expect(sheet.rows.slice(3).map((row) => row[1])).toEqual(texts);
  for (let row = 3; row < 3 + texts.length; row += 1) {
    expect(cellAt(sheet, row, 1)?.formula).toBeUndefined();
    expect(cellAt(sheet, row, 1)?.style?.numFmt).toBe('@');
  }
});

test('a table without rows says 无 across its width', async () => {
  const sheet = await reread(annex2({ fillDay: '2026-11-20', projects: [] }));
  expect(sheet.rows[3]?.[0]).toBe('无');
  expect(sheet.merges).toContainEqual({ startRow: 3, startCol: 0, endRow: 3, endCol: 10 });
});

test('a leader of neighbouring projects is one merged cell', async () => {
  const leaders = ['某某甲', '某某甲', '某某乙', '某某甲'];
  const facts = sampleFacts(4).map((each, index) => ({ ...each, leader: leaders[index] ?? null }));
  const sheet = await reread(
    tableFromTemplate(notice003Templates.annex3, facts, { fillDay: '2026-11-20', pageSize: 'A4' }),
  );
  expect(sheet.merges?.filter((merge) => merge.startRow > 2)).toEqual([
    { startRow: 3, startCol: 1, endRow: 4, endCol: 1 },
  ]);
  expect(sheet.rows.slice(3).map((row) => row[1])).toEqual(['某某甲', null, '某某乙', '某某甲']);
  expect(sheet.name).toBe('省领导联系重点项目进展情况统计表');
});

test('a table of our own has its unit at the right and its 合计 below', async () => {
  const total = model.columns.map(({ key }) => ({
    text: key === 'name' ? '合计' : key === 'totalInvestment' ? '100' : '',
    value: null,
  }));
  const sheet = await reread({
    ...model,
    unitLine: '单位：万元',
    footRows: [{ cells: total }],
    below: ['数据截至2026年11月20日'],
  });
  expect(sheet.rows[1]?.filter((value) => value !== null)).toEqual(['填表日期：2026年11月20日', '单位：万元']);
  expect(sheet.rows.at(-2)?.filter((value) => value !== null)).toEqual(['合计', 100]);
  expect(sheet.rows.at(-1)?.[0]).toBe('数据截至2026年11月20日');
});
