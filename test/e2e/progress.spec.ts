/** The period's sheet: last period beside this one, filled by keyboard, marked, submitted. */
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, gridKeys, notice } from '#test/support/clerk.ts';

test('the week is filled beside last week, marked where it should be looked at, and submitted', async ({
  startOffice,
  prepared,
}) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await goTo(page, '周报');
  await expect(page.getByRole('heading', { name: '周报 · 11月20日期' })).toBeVisible();
  await expect(gridCell(page, '青石大桥', 'previousDone')).toHaveText('5,000');
  await expect(gridCell(page, '青石大桥', 'previous.progressText')).toHaveText('正在架梁。');
  await expect(gridCell(page, '青石大桥', 'state')).toHaveText('未填');
  await expect(gridCell(page, '青石大桥', 'state').getByRole('img', { name: '本期还没有填' })).toBeVisible();

  // Tab goes over what cannot be typed in only one cell at a time: the figure, then the words.
  await gridCell(page, '青石大桥', 'doneThisYear').click();
  await page.keyboard.type('5200');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '青石大桥', 'doneThisYear')).toHaveText('5,200');
  await expect(gridCell(page, '青石大桥', 'thisPeriod')).toHaveText('200');
  await expect(gridCell(page, '青石大桥', 'state')).toHaveText('已填');
  await expect(gridKeys(page)).toHaveAccessibleName(/第 2 行 本年累计/);

  // Less than last week is amber, with the reason; the same words as last week are yellow.
  await page.keyboard.type('700');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '白桦湾水厂', 'doneThisYear').getByRole('img')).toBeVisible();
  await expect(gridCell(page, '白桦湾水厂', 'doneThisYear')).toHaveClass(/lg-tone-look/);
  await gridCell(page, '白桦湾水厂', 'progressText').click();
  await page.keyboard.type('正在开挖。');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '白桦湾水厂', 'progressText')).toHaveClass(/lg-tone-same/);

  // 照上期 fills what is empty and has a last week; it can be taken back at once.
  await page.getByRole('button', { name: /^照上期/ }).click();
  await expect(notice(page, '已照上期填好 1 个项目')).toBeVisible();
  await expect(gridCell(page, '望江学校', 'doneThisYear')).toHaveText('1,000');
  await expect(gridCell(page, '望江学校', 'progressText')).toHaveClass(/lg-tone-same/);
  await notice(page, '已照上期填好').getByRole('button', { name: '撤销' }).click();
  await expect(gridCell(page, '望江学校', 'state')).toHaveText('未填');
  await page.getByRole('button', { name: /^照上期/ }).click();
  await expect(gridCell(page, '望江学校', 'state')).toHaveText('已填');

  await page.getByRole('button', { name: '提交审核' }).click();
  const dialog = page.getByRole('dialog', { name: '提交审核' });
  await expect(dialog).toContainText('本期已填的 3 个项目将标为“已审”');
  await expect(dialog.getByRole('button', { name: '标为已审' })).toBeDisabled();
  await dialog.getByLabel('审核人').fill('审核某');
  await page.keyboard.press('Enter');
  await expect(notice(page, '3 个项目已审，还有 1 个项目未填')).toBeVisible();
  await expect(gridCell(page, '青石大桥', 'state')).toHaveText('已审');
  await expect(page.getByText('已审 3')).toBeVisible();

  // Last week is a correction now, and stays as it was.
  await page.getByRole('combobox', { name: '报送期' }).click();
  await page.getByRole('option', { name: '2026年11月13日期' }).click();
  await expect(page.getByRole('heading', { name: '周报 · 11月13日期' })).toBeVisible();
  await expect(page.getByText('以前的报送期，修改会记为更正')).toBeVisible();
  await expect(gridCell(page, '青石大桥', 'doneThisYear')).toHaveText('5,000');
});

test('after the deadline what is empty is late, in words and in red', async ({ startOffice, prepared }) => {
  const { page } = await startOffice('district', {
    dataFolder: prepared('ledger'),
    operator: clerkName,
    now: '2026-11-20T04:30:00.000Z',
  });
  await goTo(page, '周报');
  await page.getByRole('combobox', { name: '报送期' }).click();
  await page.getByRole('option', { name: '2026年11月20日期' }).click();
  await expect(gridCell(page, '青石大桥', 'state')).toHaveClass(/lg-tone-late/);
  await expect(
    gridCell(page, '青石大桥', 'state').getByRole('img', { name: '已过截止时间，这个项目本期还没有填' }),
  ).toBeVisible();
});
