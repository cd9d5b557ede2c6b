/** The chain of proof of a task is one A4 page, whatever has happened to it; printed by the installed browser and read again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPrintPage } from '#build/print-page.ts';
import { openPrinter, type PdfPrinter } from '#electron/host/files/print-pdf.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import { addDays } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { taskProof } from '#shared/report/task-slips.ts';
import { comparable, type PdfPageRead, readPdf } from '#test/support/read-pdf.ts';

type Found = OutputOf<'tasks.get'>;
type Link = Found['chain'][number];

const folder = mkdtempSync(join(tmpdir(), 'five-ones-proof-'));
let printer: PdfPrinter;

beforeAll(async () => {
  printer = openPrinter({ browser: findBrowser(), printPage: await buildPrintPage(join(folder, 'page')) });
});
afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

const day = (count: number) => addDays('2026-03-02', count);
const words = (characters: number) => '已与有关单位对接正在按期办理各项手续'.repeat(200).slice(0, characters);
const link = (count: number, what: string, body: string, more: Partial<Link> = {}): Link => ({
  onDay: day(count),
  what,
  body,
  byWhom: '经办甲',
  attachment: null,
  ...more,
});

function found(content: string, chain: readonly Link[]): Found {
  const row: Found['row'] = {
    id: 't',
    number: '2026-15',
    officeName: '青石区',
    isOurs: true,
    districtName: null,
    isForUs: false,
    origin: 'meeting',
    originId: 'm',
    agendaItemId: null,
    originName: '青石大桥专题推进会',
    originDay: day(0),
    projectId: 'p',
    projectName: '云岭琥珀特种玻璃生产线项目暨青瓦镇公共服务设施补短板、老旧管网更新和停车泊位扩容一体化建设项目',
    content,
    assignedOn: day(0),
    dueOn: day(30),
    dueFinding: null,
    unitName: '区住房和城乡建设局',
    personName: '赵某某',
    supportingUnits: [],
    state: 'closed',
    lacks: [],
    isKeySupervised: true,
    replyText: null,
    repliedOn: null,
    evidenceId: null,
    evidenceName: null,
    returnedReason: null,
    extensionAskedTo: null,
    escalatedTo: null,
    escalatedOn: null,
    closedOn: day(28),
    closedBy: '经办甲',
    closingNote: null,
    handedOverOn: null,
    reminders: 0,
    remindedOn: null,
    reviewDueOn: null,
    reviewedOn: null,
    reviewResult: null,
    isReviewDue: false,
    workingDaysLate: 0,
    workingDaysLeft: null,
    lastEntry: null,
    pinyin: '',
    initials: '',
  };
  return { row, entries: [], chain: [...chain] };
}

async function printed(content: string, chain: readonly Link[]): Promise<PdfPageRead[]> {
  const path = join(folder, 'proof.pdf');
  const model = taskProof({ officeFullName: '青石区重点项目推进办公室', day: day(60), found: found(content, chain) });
  await printer.print(model, path);
  return await readPdf(path);
}

it('stands whole on one page as long as it can', async () => {
  const chain = Array.from({ length: 12 }, (_, count) => link(count, '办理进展', `第${count + 1}次：${words(30)}`));
  const [page, ...more] = await printed('完成桥头清表', chain);
  expect(more).toEqual([]);
  for (let count = 1; count <= 12; count += 1) expect(page?.text).toContain(`第${count}次`);
});

it('keeps the origin, the answers, the closing and the review when there is too much, and says how much is left out', async () => {
  const photo = { attachment: { id: 'a', name: '现场东侧围挡外便道硬化完成情况照片.jpg' } };
  const chain = [
    link(0, '会议议定', `青石大桥专题推进会。${words(900)}`),
    ...Array.from({ length: 40 }, (_, count) => link(count + 1, '办理进展', words(60))),
    ...Array.from({ length: 20 }, (_, count) => link(count + 41, '现场照片', '', photo)),
    link(70, '反馈', `已经办好。${words(1500)}`),
    link(71, '办结', '经核实，已办结。'),
    link(90, '回头看', '没有反弹。'),
  ];
  const [page, ...more] = await printed(words(1000), chain);
  expect(more).toEqual([]);
  for (const text of [
    '会议议定',
    '另有',
    '办理进展',
    '已经办好',
    '经核实，已办结',
    '没有反弹',
    '青石区重点项目推进办公室',
  ])
    expect(page?.text).toContain(comparable(text));
});

it('is one page for every length', async () => {
  for (const [links, characters] of [
    [12, 45],
    [14, 19],
    [25, 15],
    [27, 20],
    [60, 100],
  ] as const) {
    const chain = Array.from({ length: links }, (_, count) =>
      link(count, count % 3 === 0 ? '退回' : '办理进展', words(characters), { byWhom: '区住房和城乡建设局赵某某' }),
    );
    expect([links, characters, (await printed(words(120), chain)).length]).toEqual([links, characters, 1]);
  }
});
