/**
 * 会议纪要 as PDF, and as a Word file opened by LibreOffice, measured page by page against GB/T 9704-2012: paper, margins,
 * 22 lines of 28 signs, mark and red rule, page numbers, 版记 at the foot of the last page.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPrintPage } from '#build/print-page.ts';
import { printPdf } from '#electron/host/files/print-pdf.ts';
import { writeMinutesDocx } from '#electron/host/files/write-docx.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import type { MinutesModel } from '#shared/report/minutes.ts';
import { type PdfPageRead, type PdfPiece, readPdf } from '#test/support/read-pdf.ts';
import { readPixels } from '#test/support/read-pixels.ts';

const folder = mkdtempSync(join(tmpdir(), 'five-ones-official-'));
/** Signs that may stand at either end of a line, so that nothing but the width decides where it ends. */
const signs = Array.from('会议指出要倒排工期压实责任逐项推进确保年度任务全面完成');
const running = Array.from({ length: 1600 }, (_, index) => signs[index % signs.length]).join('');

const minutes = (text: string): MinutesModel => ({
  kind: 'document',
  title: '重点项目推进会议纪要',
  blocks: [
    { kind: 'heading', text: '　　一、研究土地手续' },
    { kind: 'paragraph', isIndented: true, text },
    { kind: 'labelled', font: 'kai', label: '（一）办理用地手续。', text: '（责任单位：区资源规划局）' },
    { kind: 'labelled', font: 'hei', label: '出席：', text: '钱某某' },
  ],
  page: { size: 'A4', orientation: 'portrait' },
  margins: 'official',
  hasPageNumbers: true,
  redHead: { mark: '青石区会议纪要', number: '〔2026〕3号', isPrePrinted: false },
  imprint: { copyTo: '区委各部门，区人大常委会办公室', organ: '青石区重点办', day: '2026年11月18日' },
  fileName: '重点项目推进会议纪要_2026-11-18',
});

interface Made {
  readonly path: string;
  readonly pages: readonly PdfPageRead[];
}

let printPage: string;
beforeAll(async () => {
  printPage = await buildPrintPage(join(folder, 'page'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function printed(model: MinutesModel, name: string): Promise<Made> {
  const path = join(folder, `${name}.pdf`);
  await printPdf(model, { browser: findBrowser(), printPage, outPath: path });
  return { path, pages: await readPdf(path) };
}

/** Word itself is not at hand; LibreOffice lays the same file out. Where it is missing this fails and says what to install. */
async function opened(model: MinutesModel, name: string): Promise<Made> {
  const file = join(folder, `${name}.docx`);
  writeFileSync(file, await writeMinutesDocx(model));
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  try {
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file], {
      stdio: 'ignore',
    });
  } catch (error) {
    const install =
      'LibreOffice could not open the Word file; install it, for example apt-get install libreoffice-writer-nogui';
    throw new Error(install, { cause: error });
  }
  const path = join(folder, `${name}.pdf`);
  return { path, pages: await readPdf(path) };
}

const makers = [
  ['PDF', 'paper', printed],
  ['Word file in LibreOffice', 'word', opened],
] as const;

describe.each(makers)('minutes as %s', (_label, name, make) => {
  let made: Made;
  beforeAll(async () => {
    made = await make(minutes(running), name);
  }, 120_000);
  const page = (at: number) => {
    const found = made.pages[at];
    if (found === undefined) throw new Error(`there is no page ${at + 1}`);
    return found;
  };

  it('stand on A4, the text 37 mm from the top, 28 from the left, 26 from the right, 35 from the bottom', () => {
    expect(made.pages.length).toBe(4);
    for (const each of made.pages) expect([each.width, each.height]).toEqual([210, 297]);
    const lines = linesOf(page(1));
    near(Math.min(...lines.map((line) => line.left)), 28);
    near(Math.max(...lines.map((line) => line.right)), 184);
    // Signs stand within their line: the first one begins a little below the edge, the last one ends a little above.
    const { top, bottom } = readPixels(made.path, 2).extent('black', 0, 262.5) ?? { top: 0, bottom: 0 };
    expect(top).toBeGreaterThan(37);
    expect(top).toBeLessThan(37 + 5);
    expect(bottom).toBeLessThan(262.2);
    expect(bottom).toBeGreaterThan(262 - 5);
  });

  it('have 22 lines of 28 signs on a full page', () => {
    const lines = linesOf(page(1));
    expect(lines).toHaveLength(22);
    expect(new Set(lines.map((line) => Array.from(line.text).length))).toEqual(new Set([28]));
    const pitches = lines.slice(1).map((line, index) => (lines[index]?.base ?? 0) - line.base);
    // The browser puts each line on whole pixels.
    for (const pitch of pitches) near(pitch, 28.95, 0.5);
    near(pitches.reduce((sum, pitch) => sum + pitch, 0) / pitches.length, 28.95, 0.05);
    expect(new Set(lines.map((line) => line.size))).toEqual(new Set([16]));
  });

  it('have the mark 35 mm below the edge of the text, the red rule below the number, as wide as the text', () => {
    const first = readPixels(made.path, 1);
    const mark = first.extent('red', 0, 110) ?? { top: 0, bottom: 0 };
    near(mark.top, 37 + 35, 4);
    const [rule, ...more] = first.rules('red', 150);
    expect(more).toEqual([]);
    near(rule?.left ?? 0, 28);
    near(rule?.right ?? 0, 184);
    const number = linesOf(page(0)).find((line) => line.text.includes('〔2026〕'));
    const numberBase = 297 - inMillimetres(number?.base ?? 0);
    // 4 mm from the lower edge of the signs, which reach a little below their base line.
    near((rule?.y ?? 0) - numberBase, 4 + 1.4, 1.2);
    expect(numberBase - mark.bottom).toBeGreaterThan(2 * 10);
  });

  it('are numbered — 1 — 7 mm below the text, odd pages at the right, even ones at the left, one sign in', () => {
    for (const [index, each] of made.pages.entries()) {
      const number = each.pieces.filter((piece) => inMillimetres(piece.base) < 35);
      expect(
        number
          .map((piece) => piece.text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(`—${index + 1}—`);
      expect(new Set(number.map((piece) => Math.round(piece.size)))).toEqual(new Set([14]));
      const sign = inMillimetres(14);
      if (index % 2 === 0) near(inMillimetres(Math.max(...number.map((piece) => piece.right))), 184 - sign, 1.5);
      else near(inMillimetres(Math.min(...number.map((piece) => piece.left))), 28 + sign, 1.5);
      // The dash runs about a third of a sign above the base line.
      const base = 297 - inMillimetres(number[0]?.base ?? 0);
      near(base - sign / 3, 262 + 7, 1.5);
    }
  });

  it('end with 版记 at the foot of the last page: thick rules outside, a thin one between, as wide as the text', () => {
    const rules = readPixels(made.path, made.pages.length).rules('black', 140);
    expect(rules).toHaveLength(3);
    for (const rule of rules) {
      near(rule.left, 28);
      near(rule.right, 184);
    }
    const [first, between, last] = rules.map((rule) => rule.thickness);
    expect(first).toBe(last);
    expect(between).toBeLessThanOrEqual(first ?? 0);
    near(rules.at(-1)?.y ?? 0, 262);
    const text = page(made.pages.length - 1).text;
    for (const word of ['抄送:区委各部门', '青石区重点办', '2026年11月18日印发']) expect(text).toContain(word);
  });
});

describe.each(makers)('版记 of %s', (_label, name, make) => {
  it('goes to a page of its own foot when the text leaves no room for it', { timeout: 120_000 }, async () => {
    // The last line of the text is the last but one of its page.
    const lines = 9 + 22 + 18;
    const text = running.slice(0, 26 + 28 * (lines - 1));
    const made = await make(minutes(text), `${name}-full`);
    const rules = readPixels(made.path, made.pages.length).rules('black', 140);
    expect(rules).toHaveLength(3);
    near(rules.at(-1)?.y ?? 0, 262);
  });
});

interface Line {
  readonly text: string;
  /** Millimetres. */
  readonly left: number;
  readonly right: number;
  /** Points. */
  readonly base: number;
  readonly size: number;
}

/** The lines of the text, without the page number, from above. */
function linesOf(page: PdfPageRead): Line[] {
  const pieces = page.pieces.filter((piece) => inMillimetres(piece.base) > 35);
  return [...Map.groupBy(pieces, (piece: PdfPiece) => Math.round(piece.base))]
    .toSorted(([left], [right]) => right - left)
    .map(([, of]) => ({
      text: of.map((piece) => piece.text).join(''),
      left: inMillimetres(Math.min(...of.map((piece) => piece.left))),
      right: inMillimetres(Math.max(...of.map((piece) => piece.right))),
      base: of[0]?.base ?? 0,
      size: Math.round(of[0]?.size ?? 0),
    }));
}

function inMillimetres(points: number): number {
  return (points / 72) * 25.4;
}

function near(value: number, wanted: number, tolerance = 1): void {
  expect(Math.abs(value - wanted), `${value} is not ${wanted} ± ${tolerance}`).toBeLessThanOrEqual(tolerance);
}
