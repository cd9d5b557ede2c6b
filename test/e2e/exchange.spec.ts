/** District and centre, two programs on two data folders: only files are carried between them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { readXlsx } from 'hucre';
import { expect, type RunningOffice, test } from '#test/support/browser.ts';
import { clerkName, expectRows, goTo, gridCell, notice, unlock } from '#test/support/clerk.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

test('a signed report goes up, is looked at, taken in and answered; whatever is wrong with a file is refused in a sentence', async ({
  startOffice,
  prepared,
  folder,
}) => {
  test.setTimeout(300_000);
  const [district, centre] = await Promise.all([
    startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName }),
    startOffice('centre', { dataFolder: prepared('centre'), operator: '中心经办' }),
  ]);

  await test.step('both offices enrol each other: file, stamped sheet, two groups of digits', async () => {
    for (const office of [district, centre]) {
      await goTo(office.page, '报送接收');
      await expect(office.page.getByText('第一次来往之前，双方先互相登记一次')).toBeVisible();
      await office.page.getByRole('link', { name: '去登记' }).click();
    }
    const fromDistrict = await enrolmentOf(district);
    const fromCentre = await enrolmentOf(centre);
    await enrol(centre, fromDistrict, '青石区重点项目推进办公室');
    await enrol(district, fromCentre, '云岭市重点项目建设中心');
  });

  await test.step('nothing leaves before the sheet is filled and reviewed', async () => {
    const { page } = district;
    await goTo(page, '周报');
    await page.getByRole('button', { name: /^照上期/ }).click();
    await expect(notice(page, '已照上期填好 3 个项目')).toBeVisible();
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByRole('dialog').getByLabel('审核人').fill('审核某');
    await page.keyboard.press('Enter');
    await expect(page.getByText('已审 3')).toBeVisible();
  });

  const first =
    await test.step('the report is checked, reviewed, issued, made, and its sheet printed for the seal', async () => {
      const { page } = district;
      await goTo(page, '报送接收');
      await page.getByRole('link', { name: /^生成报送包/ }).click();
      await expect(page.getByRole('status').filter({ hasText: '本次上报 4 个项目' })).toContainText(
        '总投资 47,500 万元',
      );
      await expect(page.getByRole('treegrid', { name: '检查结果' }).getByText('柳林道路').first()).toBeVisible();
      await page.getByRole('button', { name: '下一步：范围' }).click();
      await expect(page.getByText('全部项目都报内容。')).toBeVisible();
      await page.getByRole('button', { name: '下一步：审核签发' }).click();
      const path = await makePackage(district);
      expect(basename(path)).toMatch(/\.ldx$/);

      await page.getByRole('button', { name: '打印报送单' }).click();
      const paper = page.getByRole('dialog', { name: /报送单/ });
      await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
      const sheet = await district.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click());
      const [text] = (await readPdf(sheet)).map((read) => read.text);
      for (const word of ['报送单', '青石区重点项目推进办公室', '云岭市重点项目建设中心', '审核某', '签发某'])
        expect(text).toContain(word);
      await page.keyboard.press('Escape');
      return path;
    });

  await test.step('one byte changed, or half a file: refused in one sentence and set aside', async () => {
    const { page } = centre;
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^接收/ }).click();
    const bytes = readFileSync(first);
    const altered = Buffer.from(bytes);
    const place = Math.floor(bytes.length / 2);
    altered[place] = (altered[place] ?? 0) ^ 1;
    for (const [name, content, sentence] of [
      ['改过的.ldx', altered, /没有读取。请/],
      ['半个.ldx', bytes.subarray(0, bytes.length - 300), /没有读取。请/],
    ] as const) {
      const path = join(folder, name);
      writeFileSync(path, content);
      await chooseFile(centre, path);
      await expect(page.getByRole('main').getByRole('alert')).toContainText(name);
      await expect(page.getByRole('main').getByRole('alert')).toContainText(sentence);
      await expect(page.getByRole('main').getByRole('alert')).toContainText('文件已放入隔离区，没有写入任何内容。');
    }
    await page.getByRole('link', { name: '回到报送接收' }).click();
    await page.getByText('隔离区 2').click();
    const quarantine = page.getByRole('treegrid', { name: '隔离区' });
    await expect(quarantine.getByRole('row').filter({ hasText: '改过的.ldx' })).toContainText('没有读取');
    await expect(quarantine.getByRole('row').filter({ hasText: '半个.ldx' })).toContainText('没有读取');
  });

  const receipt =
    await test.step('the centre looks first, and nothing is written; then takes it in and keeps the receipt', async () => {
      const { page } = centre;
      await page.getByRole('link', { name: /^接收/ }).click();
      await chooseFile(centre, first);
      await expect(page.getByText('什么都还没有写入')).toBeVisible();
      await expect(page.getByText('青石区重点项目推进办公室 的报送包')).toBeVisible();
      await expect(page.getByText('审核某 / 签发某')).toBeVisible();
      await expect(page.getByRole('treegrid', { name: '接收后的变化' }).getByText('青石大桥').first()).toBeVisible();
      await goTo(page, '项目库');
      await expect(page.getByRole('heading', { name: '还没有区县报来项目' })).toBeVisible();

      await goTo(page, '报送接收');
      await page.getByRole('link', { name: /^接收/ }).click();
      await chooseFile(centre, first);
      await page.getByRole('button', { name: '确认接收' }).click();
      await unlockIfAsked(page);
      await expect(page.getByRole('status').filter({ hasText: '已接收' })).toBeVisible({ timeout: 60_000 });
      const path = await centre.keep(() => page.getByRole('button', { name: '保存回执' }).click());
      await page.getByRole('link', { name: '去项目库' }).click();
      await expect(page.getByText('共 4 行')).toBeVisible();
      return path;
    });

  await test.step('the district takes the receipt in and shows 对方已收', async () => {
    const { page } = district;
    await goTo(page, '报送接收');
    const sent = page
      .getByRole('treegrid', { name: '来往记录' })
      .getByRole('row')
      .filter({ hasText: basename(first) });
    await expect(sent).toContainText('已生成');
    await expect(sent).not.toContainText('对方已收');
    await page.getByRole('link', { name: /^接收/ }).click();
    await chooseFile(district, receipt);
    await page.getByRole('button', { name: '确认读入回执' }).click();
    await expect(page.getByRole('status').filter({ hasText: '对方已收' })).toBeVisible();
    await page.getByRole('link', { name: '回到报送接收' }).first().click();
    await expect(sent).toContainText('对方已收');
  });

  await test.step('the same file again, and a file for somebody else, are refused', async () => {
    const { page } = centre;
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^接收/ }).click();
    await chooseFile(centre, first);
    await expect(page.getByRole('main').getByRole('alert')).toContainText(/已经|读入过|收过/);
    await goTo(district.page, '报送接收');
    await district.page.getByRole('link', { name: /^接收/ }).click();
    await chooseFile(district, first);
    await expect(district.page.getByRole('main').getByRole('alert')).toContainText('这是本单位自己生成的报送包');
  });

  await test.step('附件2: proposed by threshold, decided with a reason, shown, printed and exported', () =>
    annex2(centre));
});

async function annex2({ page, keep }: RunningOffice): Promise<void> {
  await goTo(page, '报表');
  await expect(page.getByRole('heading', { name: '附件2 进度滞后的省市重点项目' })).toBeVisible();
  await expectRows(page, ['青石大桥', '白桦湾水厂']);
  await expect(gridCell(page, '青石大桥', 'proposal')).toHaveText('建议列入');
  const decision = gridCell(page, '白桦湾水厂', 'decision');
  await decision.getByRole('button', { name: '列入', exact: true }).click();
  await expect(decision).toHaveText('列入');

  // Against the proposal by keyboard: 2 strikes, and the reason is asked for.
  await gridCell(page, '青石大桥', 'decision').click({ position: { x: 4, y: 4 } });
  await page.keyboard.type('2');
  await page.keyboard.press('Tab');
  await expect(gridCell(page, '青石大桥', 'decision')).toHaveText('不列入');
  await expect(gridCell(page, '青石大桥', 'reason').getByRole('img')).toBeVisible();
  await page.keyboard.type('本周已经赶上');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '青石大桥', 'reason')).toHaveText('本周已经赶上');
  await expect(page.getByRole('status').filter({ hasText: '附件2 共列 1 个' })).toBeVisible();

  await page.getByText('预览和打印').click();
  await expect(page.locator('.pdf-sheet canvas').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('第1页共1页')).toBeVisible();
  const [sheet, ...rest] = await readPdf(await keep(() => page.getByRole('button', { name: '导出 PDF' }).click()));
  expect(rest).toEqual([]);
  expect(sheet).toMatchObject({ width: 297, height: 210 });
  for (const word of [
    '进度滞后的省市重点项目进展情况统计表',
    '填表日期',
    '第1页共1页',
    '白桦湾水厂',
    '青石区',
    ...heads,
  ])
    expect(sheet?.text).toContain(comparable(word));
  expect(sheet?.text).not.toContain('青石大桥');

  const path = await keep(() => page.getByRole('button', { name: '导出 Excel' }).click());
  const [first] = (await readXlsx(readFileSync(path))).sheets;
  const rows = first?.rows.map((row) => row.map((cell) => comparable(String(cell ?? '')))) ?? [];
  expect(rows).toContainEqual(heads.map(comparable));
  expect(rows.find((row) => row.includes('白桦湾水厂'))).toEqual(expect.arrayContaining(['1', '白桦湾水厂', '青石区']));
}

const heads = [
  '序号',
  '项目名称',
  '项目概况',
  '起止年限(年月-年月)',
  '总投资(万元)',
  '年度计划投资(万元)',
  '截至完成投资(万元)',
  '进展情况',
  '存在问题及涉及单位',
  '协调解决情况',
  '所在区(县)',
];

interface Enrolment {
  readonly file: string;
  /** The eight groups as the sheet prints them. */
  readonly groups: readonly string[];
}

/** The file and the sheet, as they are carried to the other office. */
async function enrolmentOf(office: RunningOffice): Promise<Enrolment> {
  const { page } = office;
  const own = page.getByRole('button', { name: '导出本单位登记文件' });
  await own.click();
  const file = await office.keep(() => unlock(page));
  await page.getByRole('button', { name: '打印登记单' }).click();
  const paper = page.getByRole('dialog', { name: /登记单/ });
  await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
  const sheet = await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click());
  await page.keyboard.press('Escape');
  await expect(paper).toBeHidden();
  const [read] = await readPdf(sheet);
  const groups = (read?.pieces ?? []).flatMap(({ text }) => (/^\d{5}$/.test(text.trim()) ? [text.trim()] : []));
  expect(groups).toHaveLength(8);
  return { file, groups };
}

/** First with digits that are not on the sheet, then with those asked for. */
async function enrol(office: RunningOffice, other: Enrolment, name: string): Promise<void> {
  const { page } = office;
  await office.choose(other.file, () => page.getByRole('button', { name: '选择文件' }).click());
  const fields = page.getByRole('textbox', { name: /^第 \d 组$/ });
  await expect(fields).toHaveCount(2);
  const asked: { readonly field: Locator; readonly digits: string }[] = [];
  for (const field of await fields.all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    asked.push({ field, digits: other.groups[Number(label.match(/\d/)?.[0]) - 1] ?? '' });
  }
  for (const { field, digits } of asked) await field.fill(digits === '00000' ? '11111' : '00000');
  await page.getByRole('button', { name: '核对并登记' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  for (const { field, digits } of asked) await field.fill(digits);
  await page.getByRole('button', { name: '核对并登记' }).click();
  await expect(page.getByText(`已登记“${name}”`)).toBeVisible();
  await expect(page.getByRole('treegrid', { name: '已登记的单位' }).getByText(name)).toBeVisible();
}

async function makePackage(office: RunningOffice): Promise<string> {
  const { page } = office;
  await page.getByRole('combobox', { name: '审核人' }).or(page.getByLabel('审核人')).first().fill('审核某');
  await page.getByRole('combobox', { name: '签发人' }).or(page.getByLabel('签发人')).first().fill('签发某');
  await page.getByRole('button', { name: '生成报送包' }).click();
  await unlockIfAsked(page);
  await expect(page.getByRole('status').filter({ hasText: '报送包已生成，还没有交给对方' })).toBeVisible({
    timeout: 60_000,
  });
  return office.keep(() => page.getByRole('button', { name: '保存到U盘' }).click());
}

async function chooseFile(office: RunningOffice, path: string): Promise<void> {
  await office.choose(path, () => office.page.getByRole('button', { name: '选择文件' }).click());
}

/** The key stays open from an earlier step, or was closed again. */
async function unlockIfAsked(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '输入口令' });
  const goesOn = page.getByRole('status').filter({ hasText: /报送包已生成|已接收/ });
  await expect(dialog.or(goesOn).first()).toBeVisible({ timeout: 60_000 });
  if (await dialog.isVisible()) await unlock(page);
}
