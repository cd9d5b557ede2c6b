/** The year's turn as a clerk does it: checked, closed with a note, carried over, opened, printed, corrected. */
import { readFileSync } from 'node:fs';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, notice } from '#test/support/clerk.ts';

test('the year is closed, carried over and opened, and a later correction is seen', async ({
  startOffice,
  prepared,
}) => {
  const dataFolder = prepared('ledger');
  const { page, keep } = await startOffice('district', {
    dataFolder,
    operator: clerkName,
    now: '2027-01-05T02:00:00.000Z',
  });
  await expect(page.getByText('今天是2027年1月5日，账目年度还是2026年。')).toBeVisible();
  await page.getByRole('button', { name: /账目与适用文件/ }).click();
  await page.getByRole('link', { name: '去年度结转' }).click();
  await expect(page.getByRole('heading', { name: '年度结转' })).toBeVisible();
  await expect(page.getByText('全年最后一期（12月25日期）还有4个项目没有填报或审核。')).toBeVisible();
  const close = page.getByRole('button', { name: '2026年结账' });
  await expect(close).toBeDisabled();
  await page.getByRole('textbox', { name: /没有了结，说明/ }).fill('以11月13日期数据为准');
  await close.click();
  await expect(notice(page, '2026年已结账，冻结 4 个项目的数')).toBeVisible();

  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('青石大桥')).toContainText('计划2027年竣工');
  await expect(page.getByRole('combobox', { name: '青石大桥的所在库' })).toHaveValue('completion');
  await expect(page.getByRole('textbox', { name: '青石大桥截至2026年底完成投资' })).toHaveValue('5,000');
  await page.getByRole('combobox', { name: '柳林道路是否结转' }).selectOption({ label: '未结转' });
  const carry = page.getByRole('button', { name: '结转到2027年：4 个' });
  await expect(carry).toBeDisabled();
  await page.getByRole('textbox', { name: '柳林道路的说明' }).fill('建设单位放弃');
  await page.keyboard.press('Enter');
  await carry.click();
  await expect(notice(page, '已结转 3 个，未结转 1 个，办结退出 0 个，转库 1 个')).toBeVisible();

  await page.getByRole('button', { name: '开2027年新账' }).click();
  await expect(notice(page, '账目年度已改为 2027 年')).toBeVisible();
  await page.getByRole('button', { name: '打印结账表' }).click();
  const dialog = page.getByRole('dialog', { name: /年度结账表/ });
  await expect(dialog.getByText(/第1页共/)).toBeVisible({ timeout: 60_000 });
  const workbook = await keep(() => dialog.getByRole('button', { name: '导出 Excel' }).click());
  expect(workbook).toContain('2026年度重点项目结账表');
  expect(readFileSync(workbook).subarray(0, 2).toString()).toBe('PK');
  await page.keyboard.press('Escape');

  // The new year begins with what was done; last year's figure corrected now is listed.
  await goTo(page, '项目库');
  await expect(gridCell(page, '青石大桥', 'doneBeforeYear')).toHaveText('5,000');
  await expect(gridCell(page, '青石大桥', 'pool')).toHaveText('竣工库');
  await page.goto(`${page.url().split('#')[0]}#/progress?period=2026-11-13`);
  await gridCell(page, '青石大桥', 'doneThisYear').click();
  await page.keyboard.type('5100');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '青石大桥', 'doneThisYear')).toHaveText('5,100');
  await page.goto(`${page.url().split('#')[0]}#/year-turn?year=2026`);
  const correction = page.getByRole('row').filter({ hasText: '5,100万元' });
  await expect(correction).toContainText('5,000万元');
  await expect(correction).toContainText(clerkName);
});
