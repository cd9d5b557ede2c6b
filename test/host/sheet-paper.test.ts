/** 督导检查表 as the installed browser prints it: what the layout says stands where the layout says it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPrintPage } from '#build/print-page.ts';
import { openPrinter, type PdfPrinter } from '#electron/host/files/print-pdf.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import { builtInTemplates } from '#shared/inspection/built-in.ts';
import { headTexts } from '#shared/inspection/sheet-head.ts';
import { layOutSheet } from '#shared/inspection/sheet-layout.ts';
import { sheetCode, sheetNumber, shownSheetNumber } from '#shared/inspection/sheet-number.ts';
import { textWidth } from '#shared/inspection/sheet-text.ts';
import { roundCoverList } from '#shared/report/inspection-round-list.ts';
import { type PrintedSheet, sheetPaper, templatePreview } from '#shared/report/inspection-sheet.ts';
import type { PrintModel } from '#shared/report/model.ts';
import { comparable, type PdfPageRead, type PdfPiece, readPdf } from '#test/support/read-pdf.ts';

const place = { officeName: '青石区重点项目建设推进中心', day: '2026-11-18', now: '2026-11-18T02:00:00.000Z' };
const folder = mkdtempSync(join(tmpdir(), 'five-ones-sheets-'));
let printer: PdfPrinter;

beforeAll(async () => {
  const printPage = await buildPrintPage(join(folder, 'page'));
  printer = openPrinter({ browser: findBrowser(), printPage });
});

afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

async function printed(model: PrintModel): Promise<PdfPageRead[]> {
  const path = join(folder, 'paper.pdf');
  const { pages } = await printer.print(model, path);
  const read = await readPdf(path);
  expect(read).toHaveLength(pages);
  return read;
}

/** One of every checklist that comes with the program. */
function sheets(): PrintedSheet[] {
  return builtInTemplates.flatMap((template, index) =>
    templatePreview(template, place).sheets.map((sheet): PrintedSheet => {
      const number = sheetNumber(2026, index + 1);
      const code = sheetCode('019a9f3e00000001', `019a9f3e0000010${index}`, number);
      return { ...sheet, number, code, roundName: '11月全覆盖督导', projectName: `某某路道路新建工程${index + 1}号` };
    }),
  );
}

const millimetres = (points: number) => (points / 72) * 25.4;

/** Where a reader of the PDF finds it, in millimetres from the top left. */
function placeOf(piece: PdfPiece): { readonly left: number; readonly right: number; readonly base: number } {
  return { left: millimetres(piece.left), right: millimetres(piece.right), base: 297 - millimetres(piece.base) };
}

describe('the sheets of a round', () => {
  const all = sheets();
  let pages: PdfPageRead[];

  beforeAll(async () => {
    pages = await printed(sheetPaper(all, { fileName: '检查表_11月', copies: 2 }));
  });

  test('are one job: both copies of a sheet follow each other, each on a page of A4 with its number', () => {
    expect(pages).toHaveLength(all.length * 2);
    for (const [index, page] of pages.entries()) {
      const sheet = all[Math.floor(index / 2)];
      expect([page.width, page.height]).toEqual([210, 297]);
      expect(page.text).toContain(comparable(shownSheetNumber(sheet?.number ?? '')));
      expect(page.text).toContain(comparable(sheet?.projectName ?? ''));
      expect(page.text).toContain(index % 2 === 0 ? '督导单位存' : '项目单位存');
      expect(page.text).toContain('本表一式两份');
      expect(page.text).toContain('第1页共1页');
    }
  });

  test('every line stands where it was laid out and is no wider than it was counted, in the fonts of this machine', () => {
    for (const [index, sheet] of all.entries()) {
      const layout = layOutSheet(sheet.content);
      const lines = [...layout.texts, ...headTexts(sheet, layout, 'office')].map(({ x, base, size, anchor, text }) => {
        const width = textWidth(text) * size;
        const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
        return { text, base, left, right: left + width };
      });
      const pieces = pages[2 * index]?.pieces.map((piece) => ({ ...placeOf(piece), text: piece.text })) ?? [];
      for (const piece of pieces) {
        const home = lines.filter(
          (line) =>
            Math.abs(line.base - piece.base) < 0.15 && piece.left > line.left - 0.2 && piece.right < line.right + 0.2,
        );
        expect(home.length, JSON.stringify(piece)).toBeGreaterThan(0);
      }
      const text = pages[2 * index]?.text ?? '';
      for (const line of lines) expect(text).toContain(comparable(line.text));
    }
  });

  test('that need two pages have their number on both', async () => {
    const [sheet] = all;
    if (sheet === undefined) throw new Error('no sheet');
    const options = [
      '手续还没有办理完毕需要协调',
      '征地拆迁补偿没有到位',
      '建设资金没有落实',
      '企业自身原因',
      '其他原因',
    ];
    const items = sheet.content.items.map((item) => {
      return { ...item, kind: 'choice' as const, options, text: '未开工（复工）的主要原因'.repeat(9) };
    });
    const two = await printed(
      sheetPaper([{ ...sheet, content: { ...sheet.content, items } }], { fileName: '检查表', copies: 1 }),
    );
    expect(two).toHaveLength(2);
    for (const page of two) expect(page.text).toContain(comparable(shownSheetNumber(sheet.number)));
    expect(two[1]?.text).toContain('第2页共2页');
  });
});

test('the list of a round lies on top: in the order of the route, with a column to tick what has come back', async () => {
  const list = roundCoverList({
    officeName: place.officeName,
    roundName: '11月全覆盖督导',
    fromDay: '2026-11-18',
    untilDay: '2026-11-20',
    inspectors: '某某丁、某某戊',
    templateName: '四督四促（二）促进度',
    source: '郑重办〔2022〕XX号 三(二)',
    today: '2026-11-17',
    rows: sheets().map((sheet, index) => ({
      sheetId: `sheet-${index}`,
      number: sheet.number,
      projectId: index === 1 ? null : `project-${index}`,
      projectName: index === 1 ? null : sheet.projectName,
      responsibleUnits: ['某某街道办事处', '区住房和城乡建设局'],
      place: '某某街道青石大道以东',
      contacts: [{ name: '某某丙', phone: '0000-1234567' }],
      plannedOn: '2026-11-18',
      toVerify: '进度滞后；未销号问题2个',
      isReturned: index === 0,
    })),
  });
  const [page] = await printed(list);
  expect(page?.text).toContain('现场督导安排表');
  expect(page?.text).toContain(comparable('督导时间：2026年11月18日至2026年11月20日'));
  expect(page?.text).toContain(comparable('1 26-0001-'));
  expect(page?.text).toContain('空白表');
  expect(page?.text).toContain(comparable('共6张检查表，已回收1张'));
  expect(list.rows[0]?.cells[1]?.records).toEqual(['sheet-0']);
  expect(list.rows.map((row) => row.cells.at(-1)?.text)).toEqual(['√', '', '', '', '', '']);
});
