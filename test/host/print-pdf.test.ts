/** Real papers, laid out and printed by the installed browser, and read again. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildPrintPage } from '#build/print-page.ts';
import { browserPrinter } from '#electron/host/browser-printer.ts';
import { openPrinter, type PdfPrinter, printPdf } from '#electron/host/files/print-pdf.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import type { PlannedNodeRow } from '#shared/contract/planned-nodes.ts';
import { enrolmentSheet } from '#shared/report/enrolment-sheet.ts';
import { fridayTable } from '#shared/report/friday-tables.ts';
import type { PrintModel } from '#shared/report/model.ts';
import { nodeMonthChart } from '#shared/report/node-month-chart.ts';
import { recoverySheet } from '#shared/report/recovery-sheet.ts';
import { notice003Templates, tableFromTemplate } from '#shared/report/table-template.ts';
import { transmittalSheet } from '#shared/report/transmittal-sheet.ts';
import { plannedNodeStanding } from '#shared/rules/planned-nodes.ts';
import {
  annex2,
  sampleEnrolment,
  sampleFacts,
  sampleRecovery,
  sampleTransmittal,
} from '#test/support/paper-samples.ts';
import { comparable, type PdfPageRead, readPdf } from '#test/support/read-pdf.ts';

const fillDay = '2026-11-20';
const folder = mkdtempSync(join(tmpdir(), 'five-ones-paper-'));
let printPage: string;
let browser: string;
let printer: PdfPrinter;

beforeAll(async () => {
  browser = findBrowser();
  printPage = await buildPrintPage(join(folder, 'page'));
  printer = openPrinter({ browser, printPage });
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

function expectWithinMargins(page: PdfPageRead, leftMillimetres: number, rightMillimetres: number): void {
  const points = (value: number) => (value / 25.4) * 72;
  for (const piece of page.pieces) {
    expect(piece.left, piece.text).toBeGreaterThanOrEqual(points(leftMillimetres) - 1);
    expect(piece.right, piece.text).toBeLessThanOrEqual(points(page.width - rightMillimetres) + 1);
  }
}

describe('附件2 with 120 projects, long names and long texts', () => {
  const projects = sampleFacts(120);

  test.each([
    ['A4', 297, 210],
    ['A3', 420, 297],
  ] as const)('on %s landscape every page has the head and 第x页共y页', async (pageSize, width, height) => {
    const model = annex2({ fillDay, pageSize, projects });
    const pages = await printed(model);
    const head = comparable(model.columns.map((column) => column.head).join(''));
    expect(pages.length).toBeGreaterThan(5);
    for (const [index, page] of pages.entries()) {
      expect([page.width, page.height]).toEqual([width, height]);
      expect(page.text).toContain(head);
      expect(page.text).toContain(`第${index + 1}页共${pages.length}页`);
      expectWithinMargins(page, 12, 12);
    }
    const titles = pages.filter((page) => page.text.includes(comparable(model.title)));
    expect(titles).toEqual([pages[0]]);
    expect(pages[0]?.text).toContain(`${comparable(model.title)}填表日期:2026年11月20日序号`);
  });

  test('nothing is cut: every text and figure of every project is there, in order', async () => {
    const pages = await printed(annex2({ fillDay, projects }));
    // Between two pages stand the head and the page number; no row is torn by them.
    const text = pages.map((page) => page.text).join('');
    let from = 0;
    for (const row of annex2({ fillDay, projects }).rows) {
      const whole = comparable(row.cells.map((cell) => cell.text).join(''));
      const found = text.indexOf(whole, from);
      expect(found, `row ${row.cells[0]?.text}`).toBeGreaterThanOrEqual(from);
      from = found + whole.length;
    }
  });

  test('figures stay within their column, the longest set smaller', async () => {
    const [page] = await printed(annex2({ fillDay, projects: sampleFacts(5) }));
    const edges = (figures: readonly string[]) =>
      (page?.pieces ?? []).filter((piece) => figures.includes(piece.text)).map((piece) => Math.round(piece.right));
    const total = edges(['125000', '8654.32', '1234567.89', '50', '12345678901.23']);
    expect(total).toHaveLength(5);
    expect(Math.max(...total) - Math.min(...total)).toBeLessThanOrEqual(2);
    const sizeOf = (figure: string) => page?.pieces.find((piece) => piece.text === figure)?.size ?? 0;
    expect(sizeOf('12345678901.23')).toBeLessThan(sizeOf('125000'));
    expect(sizeOf('12345678901.23')).toBeGreaterThanOrEqual(5.9);
  });
});

test('a heading over several columns stands on every page, over its columns', async () => {
  const model = annex2({ fillDay, projects: sampleFacts(12) });
  const grouped = {
    ...model,
    columns: model.columns.map((column) => (column.kind === 'money' ? { ...column, group: '投资情况' } : column)),
  };
  const pages = await printed(grouped);
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) {
    const place = (text: string) => page.pieces.find((piece) => piece.text.startsWith(text));
    const [over, first] = [place('投资情况'), place('总投资')];
    expect(over?.base ?? 0).toBeGreaterThan((first?.base ?? 0) + 5);
    expect(page.text.split('投资情况').length).toBe(2);
    expectWithinMargins(page, 12, 12);
  }
});

test('the wall chart fills A3 pages, each with the months, no mark torn from its node', async () => {
  const names = ['签约', '土地摘牌', '主体完工', '竣工'];
  const rows = Array.from({ length: 30 }, (_, project) =>
    names.map((name, at): PlannedNodeRow => {
      const plannedOn = `2026-${String(at * 3 + 1).padStart(2, '0')}-15`;
      return {
        id: `${project} ${name}`,
        projectId: String(project),
        year: 2026,
        name,
        plannedOn,
        responsible: '区交通局',
        note: null,
        ...plannedNodeStanding({ name, plannedOn }, [], '2026-08-01'),
        projectName: `第${project + 1}标准化厂房及配套基础设施建设项目`,
        officeName: '青石区',
        leaders: ['周某某'],
        pinyin: '',
        initials: '',
      };
    }),
  ).flat();
  const paper = {
    office: '青石区重点办',
    today: '2026-08-01',
    pageSize: 'A3',
    showsOffice: false,
    year: 2026,
  } as const;
  const pages = await printed(nodeMonthChart(paper, rows));
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) {
    expect([page.width, page.height]).toEqual([420, 297]);
    for (const head of ['1月2月3月', '8月(本月)', '12月']) expect(page.text).toContain(head);
    expectWithinMargins(page, 12, 12);
  }
  const text = pages.map((page) => page.text).join('');
  expect(text.split(comparable('▲签约（逾期198天）')).length - 1).toBe(30);
  expect(text.split(comparable('○竣工（15日）')).length - 1).toBe(30);
});

test('a printer leaves no profile behind, whether it finished or was stopped', async () => {
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  try {
    const model = annex2({ fillDay, projects: sampleFacts(1) });
    const outPath = join(folder, 'one.pdf');
    const finished = openPrinter({ browser, printPage });
    await finished.print(model, outPath);
    expect(readdirSync(temporary)).toContainEqual(expect.stringMatching(/^five-ones-browser-/));
    await finished.close();
    const stopped = openPrinter({ browser, printPage, longestMilliseconds: 150 });
    await stopped.print(model, outPath).catch(() => undefined);
    await stopped.close();
  } finally {
    vi.unstubAllEnvs();
  }
  await expect.poll(() => readdirSync(temporary)).toEqual([]);
});

describe('附件3 with one leader over several pages', () => {
  const oneLeader = (count: number, page: 'A4' | 'A3', leader: string) =>
    fridayTable(
      'annex3',
      sampleFacts(count).map((each) => ({ ...each, leader })),
      { fillDay, pageSize: page, hasTotal: true, dataDay: null, signatures: null },
    );

  test.each(['A4', 'A3'] as const)(
    'his merged cell is cut at the end of each page of %s and names him again',
    async (size) => {
      const model = oneLeader(40, size, '某某长庚');
      const pages = await printed(model);
      expect(pages.length).toBeGreaterThan(2);
      for (const page of pages.filter((each) => /概况完\d/.test(each.text)))
        expect(page.text.split('某某长庚').length - 1, page.text.slice(0, 60)).toBe(1);
      const text = pages.map((page) => page.text).join('');
      for (let number = 1; number <= 40; number += 1) expect(text).toContain(`概况完${number}`);
      expect(text).toContain('合计(40个)');
    },
  );

  test('a row taller than a page, and a leader’s name longer than his rows, lose nothing', async () => {
    const sentences = Array.from({ length: 260 }, (_, index) => `第${index}句说明工程进展。`);
    const names = Array.from({ length: 30 }, (_, index) => `某某${index}号领导`);
    const [first, second, third] = sampleFacts(3);
    const leader = names.join('\n');
    const model = fridayTable(
      'annex4',
      [
        { ...first, leader },
        { ...second, leader, progressText: sentences.join('') },
        { ...third, leader },
      ] as never,
      { fillDay, pageSize: 'A4', hasTotal: false, dataDay: null, signatures: null },
    );
    const text = (await printed(model)).map((page) => page.text).join('');
    expect(sentences.filter((_, index) => !text.includes(`第${index}句说`))).toEqual([]);
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
    for (const number of [1, 2, 3]) expect(text).toContain(`概况完${number}`);
  });
});

test('a text longer than a page is broken and loses nothing', async () => {
  const [facts] = sampleFacts(1);
  if (facts === undefined) throw new Error('no sample');
  const sentences = Array.from({ length: 400 }, (_, index) => `第${index}句说明工程进展。`);
  const pages = await printed(annex2({ fillDay, projects: [{ ...facts, progressText: sentences.join('') }] }));
  expect(pages.length).toBeGreaterThan(1);
  const text = pages.map((page) => page.text).join('');
  expect(sentences.filter((_, index) => !text.includes(`${index}句`))).toEqual([]);
});

test('a table without rows says 无', async () => {
  const pages = await printed(annex2({ fillDay, projects: [] }));
  expect(pages.map((page) => page.text.endsWith('无'))).toEqual([true]);
});

test('附件4 shows a leader once for neighbouring projects', async () => {
  const facts = sampleFacts(3).map((each) => ({ ...each, leader: '某某甲' }));
  const [page] = await printed(tableFromTemplate(notice003Templates.annex4, facts, { fillDay, pageSize: 'A4' }));
  expect(page?.text.split('某某甲')).toHaveLength(2);
  expect(page?.text).toContain('2026年市领导联系重点项目进展情况统计表');
});

describe('sheets to be signed and sealed fit on one page', () => {
  const long = '某某省云岭市青石经济技术开发区重点项目建设推进中心（项目协调服务办公室）';
  test('报送单', async () => {
    const pages = await printed(transmittalSheet({ ...sampleTransmittal, fromOffice: long, toOffice: long }));
    expect(pages).toHaveLength(1);
    for (const text of [
      '审核人:某某甲',
      '签发人:某某乙',
      '(盖章)',
      '4071822956',
      '18,112,340万元',
      '2026年11月20日',
      long,
    ])
      expect(pages[0]?.text).toContain(comparable(text));
    for (const page of pages) expectWithinMargins(page, 28, 26);
  });

  test('报送单 with what two computers still disagree on', async () => {
    const undecided = Array.from({ length: 15 }, (_, index) => ({
      title: `滨河新城安置区老旧小区综合改造及配套基础设施提升工程${index}`,
      label: '截至上年底完成投资',
      shown: '1,234,567.89万元',
    }));
    const pages = await printed(transmittalSheet({ ...sampleTransmittal, undecided }));
    expect(pages).toHaveLength(1);
    for (const text of ['有15处改得不一致', '其余12处', '(盖章)', '2026年11月20日'])
      expect(pages[0]?.text).toContain(comparable(text));
  });

  test('恢复单, every row of the recovery text', async () => {
    const pages = await printed(recoverySheet({ ...sampleRecovery, office: { fullName: long } }));
    expect(pages).toHaveLength(1);
    sampleRecovery.recoveryText.forEach((row, index) => expect(pages[0]?.text).toContain(`第${index + 1}行${row}`));
  });

  test('登记单, eight groups of digits', async () => {
    const office = { ...sampleEnrolment.office, fullName: long, signatureLine: long };
    const pages = await printed(enrolmentSheet({ ...sampleEnrolment, office }));
    expect(pages).toHaveLength(1);
    sampleEnrolment.fingerprint.forEach((group, index) => expect(pages[0]?.text).toContain(`第${index + 1}组${group}`));
  });
});

describe('when it cannot be done', () => {
  const model = annex2({ fillDay, projects: sampleFacts(3) });
  const outPath = join(folder, 'never.pdf');

  test('a browser that ends at once is PRINT_FAILED', async () => {
    await expect(printPdf(model, { browser: process.execPath, printPage, outPath })).rejects.toMatchObject({
      code: 'PRINT_FAILED',
    });
    await expect(printPdf(model, { browser: join(folder, 'none'), printPage, outPath })).rejects.toMatchObject({
      code: 'PRINT_FAILED',
    });
    expect(existsSync(outPath)).toBe(false);
  });

  test('a browser that takes too long is ended and PRINT_FAILED says how long', async () => {
    const failed = printPdf(model, { browser, printPage, outPath, longestMilliseconds: 1 });
    await expect(failed).rejects.toMatchObject({
      code: 'PRINT_FAILED',
      details: { reason: expect.stringMatching(/^超过/) },
    });
  });

  test('a print page that is not there is PRINT_FAILED', async () => {
    const failed = printPdf(model, { browser, printPage: join(folder, 'none.html'), outPath });
    await expect(failed).rejects.toMatchObject({ code: 'PRINT_FAILED' });
  });

  test('stopping is CANCELLED, before and during', async () => {
    const stopped = AbortSignal.abort();
    await expect(printPdf(model, { browser, printPage, outPath, signal: stopped })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    const stopping = new AbortController();
    const printing = printPdf(model, { browser, printPage, outPath, signal: stopping.signal });
    stopping.abort();
    await expect(printing).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(outPath)).toBe(false);
  });

  test('a place that cannot be written is FILE_NOT_WRITABLE, and the printer goes on', async () => {
    const failed = printer.print(model, join(folder, 'no-such-folder', '附件2.pdf'));
    await expect(failed).rejects.toMatchObject({ code: 'FILE_NOT_WRITABLE', details: { name: '附件2.pdf' } });
    expect(await printed(model)).toHaveLength(1);
  });

  test('a door without a browser says BROWSER_NOT_FOUND', async () => {
    const around = {
      platform: 'linux',
      environment: { FIVE_ONES_BROWSER: '/none' },
      isExecutable: () => false,
    } as const;
    const doorPrinter = browserPrinter(() => findBrowser(around), join(folder, 'page'));
    await expect(doorPrinter(model, outPath, undefined)).rejects.toMatchObject({ code: 'BROWSER_NOT_FOUND' });
  });
});
