/** A real workbook becomes the ledger: read, looked at, put right, written, read again, taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { inProject } from '#build/project.ts';
import { expect, type RunningOffice, test } from '#test/support/browser.ts';
import { clerkName, expectRows, goTo } from '#test/support/clerk.ts';

const workbook = inProject('build/resources/demo-ledger.xlsx');

test('a workbook of six sheets is read, put right, written, read again without change, and taken back', async ({
  startOffice,
  prepared,
}) => {
  const office = await startOffice('district', { dataFolder: prepared('district'), operator: clerkName });
  const { page } = office;
  await openImport(page);
  await expect(page.getByText('还没有导入过')).toBeVisible();
  await readFile(office, workbook);

  // What was found: six sheets of projects, two that are none, every printed total agreeing.
  const summary = page.getByRole('status').filter({ hasText: '将写入' });
  await expect(summary).toContainText('将写入 120 个项目：新增 120，变更 0');
  await expect(summary).toContainText('表上印的 9 项合计全部一致');
  const sheets = page.getByRole('tablist', { name: '工作表' });
  await expect(sheets.getByRole('tab')).toHaveText([
    /工业 *30 个/,
    /商贸 *12 个/,
    /招商 *8 个/,
    /基建 *24 个/,
    /美丽乡村 *14 个/,
    /其他 *32 个/,
    /填报说明 *不导入/,
    /旧表 *不导入/,
  ]);
  await sheets.getByRole('tab', { name: /基建/ }).click();
  await expect(page.getByLabel('表头从第几行')).toHaveValue('2');
  await expect(page.getByLabel('表头到第几行')).toHaveValue('3');
  await expect(page.getByRole('combobox', { name: '金额单位' })).toHaveValue('亿元');
  await expect(page.getByRole('spinbutton', { name: '计划年度' }).or(page.getByLabel('计划年度'))).toHaveValue('2026');

  // The level is printed nowhere: asked once for all sheets.
  await expect(page.getByText('6 张工作表都没有印项目级别')).toBeVisible();
  await page.getByRole('button', { name: '区县重点', exact: true }).click();
  await expect(page.getByText('6 张工作表都没有印项目级别')).toBeHidden();
  await expect(page.getByRole('combobox', { name: '项目级别' })).toHaveValue('区县重点');

  // A column read otherwise, and back.
  await page.getByText(/^栏目对应/).click();
  const funding = page.getByRole('combobox', { name: /开工 读作$/ });
  await expect(funding).toHaveValue('开工时间');
  await page.getByText(/^合计核对：1 项一致/).click();
  await expect(page.getByRole('row', { name: /总计/ })).toContainText('一致');

  // Names run together are proposed as two and shown as doubtful; one row is left out.
  await sheets.getByRole('tab', { name: /美丽乡村/ }).click();
  await page.getByText(/^存疑 \d+$/).click();
  const rows = page.getByRole('treegrid', { name: /美丽乡村 的各行/ });
  const doubtful = rows.getByRole('row').filter({ hasText: '青石开发区、区经信局' });
  await doubtful.getByText('存疑').click();
  await doubtful
    .getByRole('textbox', { name: '责任单位' })
    .or(doubtful.getByLabel('责任单位'))
    .first()
    .fill('区水利局');
  await page.keyboard.press('Enter');
  await expect(doubtful).toContainText('青石开发区、区经信局、区水利局');
  const leftOut = rows.getByRole('row').filter({ hasText: '南桥街办、柳泉乡' });
  await leftOut.getByRole('checkbox').first().uncheck();
  await expect(page.getByRole('status').filter({ hasText: '将写入' })).toContainText('您决定不导入 1 行');

  await commit(page);
  await expect(figure(page, '新增')).toHaveText('119');
  await expect(figure(page, '您决定不导入')).toHaveText('1');
  await page.getByRole('link', { name: '去项目库' }).click();
  await expect(page.getByText('共 119 行')).toBeVisible();
  await page.getByRole('searchbox', { name: '在项目库中查找' }).fill('区水利局');

  // The same file again: only the row left out is new.
  await openImport(page);
  await page.getByRole('button', { name: '再导入一个文件' }).click();
  await readFile(office, workbook);
  await expect(page.getByRole('status').filter({ hasText: '将写入' })).toContainText('新增 1，变更 ');
  await expect(page.getByText('6 张工作表都没有印项目级别')).toBeHidden();
  await page.getByRole('button', { name: '换一个文件' }).click();

  const undo = page.getByRole('button', { name: /^撤销 .* 导入的“demo-ledger.xlsx”$/ });
  await undo.click();
  await expect(page.getByText('已撤销导入“demo-ledger.xlsx”')).toBeVisible();
  await goTo(page, '项目库');
  await expect(page.getByRole('heading', { name: '还没有项目' })).toBeVisible();
});

async function openImport(page: Page): Promise<void> {
  await goTo(page, '项目库');
  await page.getByRole('link', { name: '导入台账' }).first().click();
  await expect(page.getByRole('heading', { name: '导入台账' })).toBeVisible();
}

async function readFile(office: RunningOffice, path: string): Promise<void> {
  const { page } = office;
  await office.choose(path, () => page.getByRole('button', { name: '选择文件' }).click());
  await expect(page.getByRole('tablist', { name: '工作表' })).toBeVisible({ timeout: 60_000 });
}

async function commit(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^确认导入 \d+ 个项目$/ }).click();
  await expect(page.getByRole('status').filter({ hasText: '已写入项目库' })).toBeVisible({ timeout: 60_000 });
}

function figure(page: Page, label: string) {
  return page.locator('.imports-figures > div').filter({ hasText: label }).locator('dd');
}
