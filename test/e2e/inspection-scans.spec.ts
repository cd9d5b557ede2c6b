/** 识别扫描件: a printed sheet with marks comes back as a picture; one mark is decided by the keyboard, all of it is taken. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/index.ts';
import type { Result } from '#shared/error.ts';
import { printMark } from '#shared/inspection/print-mark.ts';
import type { GreyPicture } from '#shared/inspection/reading/grey-picture.ts';
import { layOutSheet } from '#shared/inspection/sheet-layout.ts';
import { sheetCode } from '#shared/inspection/sheet-number.ts';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo } from '#test/support/clerk.ts';
import { type Drawing, drawnPage, handStroke, seeded } from '#test/support/drawn-sheet.ts';
import { cleanMark, doubtfulMark } from '#test/support/pen-marks.ts';
import { photographed } from '#test/support/photographed.ts';
import { greyPngBytes } from '#test/support/picture-files.ts';
import { pngBytes } from '#test/support/sample-files.ts';

async function call<Name extends ProcedureName>(page: Page, name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const text = await page.evaluate(
    async ([procedure, value]) =>
      JSON.stringify(await window.fiveOnes.call(procedure as ProcedureName, JSON.parse(value) as never)),
    [name as string, JSON.stringify(input)] as const,
  );
  const result = JSON.parse(text) as Result<unknown>;
  if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
  return result.value as OutputOf<Name>;
}

/** One printed sheet for 青石大桥: its id. */
async function printedSheet(page: Page): Promise<string> {
  const { rows } = await call(page, 'projects.list', {});
  const bridge = rows.find((row) => row.name === '青石大桥')?.id ?? '';
  const round = await call(page, 'inspectionRounds.save', {
    changes: { name: '十一月现场核查', templateId: 'verification', fromDay: '2026-11-18', untilDay: '2026-11-18' },
    projectIds: [bridge],
  });
  await call(page, 'inspectionRounds.print', { roundId: round.id, copies: 1 });
  const { sheets } = await call(page, 'inspectionRounds.get', { id: round.id });
  return sheets[0]?.id ?? '';
}

test('a photographed sheet is read, one mark decided, the original kept', async ({ startOffice, prepared }) => {
  const office = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  const { page } = office;
  const id = await printedSheet(page);
  const sheet = await call(page, 'inspectionSheets.get', { id });
  const officeId = (await call(page, 'offices.current', {})).office?.id ?? '';
  const { content } = sheet;
  if (content === null) throw new Error('not printed');
  const layout = layOutSheet(content);
  const asked = content.items.filter((item) => item.kind === 'yesNo');
  const [first, second] = asked;
  if (first === undefined || second === undefined) throw new Error('the template asks too little');
  const box = (key: string, answer: string) => {
    const found = layout.boxes.find((each) => each.itemKey === key && each.answer === answer);
    if (found === undefined) throw new Error(`no box ${key} ${answer}`);
    return found;
  };
  const pen = { thickness: 0.6, ink: 0.9, random: seeded(3) };
  const drawing: Drawing = drawnPage(layout, 1, sheetCode(officeId, id, sheet.number ?? '', printMark(content)), 8);
  cleanMark(drawing, pen, box(first.key, 'no'), 'tick');
  doubtfulMark(drawing, pen, box(second.key, 'yes'), box(second.key, 'no'), 'twoTicked');
  const seen = layout.fields.find((field) => field.name === 'seen');
  if (seen !== undefined)
    handStroke(drawing, pen, [
      [seen.x + 8, seen.y + 5],
      [seen.x + 50, seen.y + 8],
    ]);
  const photo = photographed(
    drawing,
    {
      dpi: 200,
      turn: 92,
      perspective: 0.04,
      around: 60,
      gradient: 0.3,
      shadow: 0,
      noise: 4,
      blur: 0,
      blocks: 0,
      curl: 0.4,
    },
    seeded(11),
  );

  await goTo(page, '现场督导');
  await page.getByRole('navigation', { name: '现场督导的页面' }).getByRole('link', { name: '识别扫描件' }).click();
  await page.getByLabel('选择照片或扫描件').setInputFiles([
    { name: '大桥.png', mimeType: 'image/png', buffer: greyPngBytes(photo) },
    { name: '不是图.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('hello') },
    { name: '四千万.png', mimeType: 'image/png', buffer: greyPngBytes(enlarged(photo, 40_000_000)) },
    { name: '四亿.png', mimeType: 'image/png', buffer: pngHead(20_000, 20_000) },
  ]);

  await test.step('what is plain is listed, what is not is asked beside its picture', async () => {
    // Forty million pixels take a while on a busy machine.
    await expect(page.getByRole('button', { name: '放入检查表' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('“不是图.jpg”打不开')).toBeVisible();
    await expect(page.getByText('“四亿.png”有400百万像素，超过120百万')).toBeVisible();
    // They are scaled down and read: it is the same sheet again.
    await page.getByRole('button', { name: '四千万.png' }).click();
    await expect(page.getByText('“四千万.png”和“大桥.png”是')).toBeVisible();
    await page.getByRole('checkbox', { name: '作为这张检查表的原件留存' }).uncheck();
    await page.getByRole('button', { name: '大桥.png' }).click();
    await expect(page.getByRole('heading', { name: '要您定的（1 / 1）' })).toBeVisible();
    const mark = page.getByRole('group', { name: second.text });
    await expect(mark.getByRole('img')).toBeVisible();
    await expect(mark.getByText('勾了不止一个')).toBeVisible();
    await expect(
      page.getByRole('listitem').filter({ hasText: first.text }).getByText('否', { exact: true }),
    ).toBeVisible();
    await mark.getByRole('button', { name: '没有打勾' }).focus();
    await page.keyboard.press('1');
    await expect(mark.getByRole('button', { name: '是' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('heading', { name: '要您定的（0 / 1）' })).toBeVisible();
  });

  await test.step('the page is usable without eyes and without a mouse', async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter((each) => each.impact === 'serious' || each.impact === 'critical');
    expect(grave.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });

  await test.step('handwriting is typed from its picture', async () => {
    await expect(page.getByRole('img', { name: '原件：现场情况' })).toBeVisible();
    await page.getByLabel('现场情况', { exact: true }).fill('桥墩浇筑完成，未见大型机械');
  });

  await page.getByRole('button', { name: '放入检查表' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已放入1张检查表' })).toBeVisible();
  const after = await call(page, 'inspectionSheets.get', { id });
  expect(after.state).toBe('printed');
  expect(after.answers).toEqual([
    { key: first.key, value: false, note: null, from: 'read' },
    { key: second.key, value: true, note: null, from: 'confirmed' },
  ]);
  expect(after.seen).toBe('桥墩浇筑完成，未见大型机械');
  expect(after.scans).toMatchObject([{ name: '大桥.png', kind: 'scan', isHere: true }]);
  await expect(page.getByRole('link', { name: '去录入完成' })).toBeVisible();
});

/** As a camera with more pixels would have taken it. */
function enlarged({ width, height, data }: GreyPicture, pixels: number): GreyPicture {
  const scale = Math.sqrt(pixels / (width * height));
  const [across, down] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  const large = new Uint8Array(across * down);
  for (let y = 0; y < down; y += 1)
    for (let x = 0; x < across; x += 1)
      large[y * across + x] = data[Math.floor(y / scale) * width + Math.floor(x / scale)] ?? 255;
  return { width: across, height: down, data: large };
}

/** Says how large it is and holds nothing. */
function pngHead(width: number, height: number): Buffer {
  const bytes = Buffer.from(pngBytes(1, 1, [255, 255, 255]));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
