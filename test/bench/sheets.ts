/** 300 inspection sheets to one PDF, beside Chromium printing 300 static pages with the same words. */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPrintPage } from '#build/print-page.ts';
import { printPdf } from '#electron/host/files/print-pdf.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import { startHeadlessBrowser } from '#electron/host/headless-browser.ts';
import { pagesOfPdf } from '#electron/host/print-page.ts';
import { builtInTemplates } from '#shared/inspection/built-in.ts';
import { printMark } from '#shared/inspection/print-mark.ts';
import { headTexts } from '#shared/inspection/sheet-head.ts';
import { layOutSheet } from '#shared/inspection/sheet-layout.ts';
import { sheetCode, sheetNumber } from '#shared/inspection/sheet-number.ts';
import { type PrintedSheet, sheetPaper, templatePreview } from '#shared/report/inspection-sheet.ts';
import { type BenchRow, fastestOf, ratioRow } from './measure.ts';

const count = 300;

export async function sheetRows(folder: string): Promise<BenchRow[]> {
  const browser = findBrowser();
  const printPage = await buildPrintPage(join(folder, 'print-page'));
  const sheets = sampleSheets();
  const staticPage = join(folder, 'static.html');
  writeFileSync(staticPage, htmlOf(sheets));
  const model = sheetPaper(sheets, { fileName: '检查表', copies: 1 });
  let pages = 0;
  const [measured = 0, floor = 0] = await fastestOf(
    3,
    async () => {
      ({ pages } = await printPdf(model, { browser, printPage, outPath: join(folder, 'sheets.pdf') }));
    },
    async () => {
      writeFileSync(join(folder, 'static.pdf'), await printStatic(browser, staticPage));
    },
  );
  const note = `${pages} pages; both with the browser's start; load ${loadavg()[0]?.toFixed(1) ?? ''}`;
  return [ratioRow(`${count} inspection sheets to one PDF`, measured, floor, 1.5, note)];
}

function sampleSheets(): PrintedSheet[] {
  const place = { officeName: '青石区重点项目建设推进中心', day: '2026-11-18', now: '2026-11-18T02:00:00.000Z' };
  const samples = builtInTemplates.flatMap((template) => templatePreview(template, place).sheets);
  return Array.from({ length: count }, (_, index) => {
    const number = sheetNumber(2026, index + 1);
    const sample = samples[index % samples.length];
    if (sample === undefined) throw new Error('there is no built-in checklist');
    const code = sheetCode('019a9f3e00000001', String(index).padStart(8, '0'), number, printMark(sample.content));
    return { ...sample, number, code, projectName: `某某路道路新建工程${index + 1}号` };
  });
}

/** The same words in the same fonts on the same number of pages, below each other: no rules, no boxes, no codes. */
function htmlOf(sheets: readonly PrintedSheet[]): string {
  const pages = sheets.map((sheet) => {
    const layout = layOutSheet(sheet.content);
    const texts = [...layout.texts, ...headTexts(sheet, layout, 'only')];
    const lines = texts.map(({ text, font, size }) => `<p class="${font}" style="font-size:${size}mm">${text}</p>`);
    return `<section>${lines.join('')}</section>`;
  });
  const style = `@page{size:A4;margin:0}body{margin:0}p{margin:0;line-height:.5}section{width:210mm;height:297mm;overflow:hidden;break-after:page}
.song{font-family:"宋体","SimSun","Noto Serif CJK SC",serif}.hei{font-family:"黑体","SimHei","Noto Sans CJK SC",sans-serif}
.kai{font-family:"楷体","KaiTi","Noto Serif CJK SC",serif}.title{font-family:"方正小标宋简体","Noto Serif CJK SC",serif;font-weight:600}`;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${pages.join('')}`;
}

async function printStatic(executable: string, page: string): Promise<Buffer> {
  const browser = startHeadlessBrowser(executable);
  try {
    const target = await browser.send('Target.createTarget', { url: 'about:blank' });
    const attached = await browser.send('Target.attachToTarget', { targetId: target['targetId'], flatten: true });
    const session = String(attached['sessionId']);
    await browser.send('Page.enable', {}, session);
    await Promise.all([
      browser.send('Page.navigate', { url: pathToFileURL(page).href }, session),
      browser.event('Page.loadEventFired', session),
    ]);
    const printed = await browser.send(
      'Page.printToPDF',
      { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: false },
      session,
    );
    const pdf = Buffer.from(String(printed['data']), 'base64');
    if (pagesOfPdf(pdf) !== count && pagesOfPdf(pdf) !== count + 1) throw new Error(`${pagesOfPdf(pdf)} static pages`);
    return pdf;
  } finally {
    await browser.close();
  }
}
