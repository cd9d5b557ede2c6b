/** The ledger as a clerk works in it: found, sorted, filtered, typed in, pasted into, taken back, looked up. */
import type { Page } from '@playwright/test';
import { test as base, expect } from '#test/support/browser.ts';
import { clerkName, expectRows, goTo, gridCell, gridKeys, gridRow, notice, paste } from '#test/support/clerk.ts';

/** 项目库 of an office with four projects. */
const test = base.extend<{ ledger: Page }>({
  ledger: async ({ startOffice, prepared }, use) => {
    const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
    await goTo(page, '项目库');
    await expectRows(page, ['青石大桥', '白桦湾水厂', '望江学校', '柳林道路']);
    await use(page);
  },
});

test('projects are found by name, pinyin and initials, sorted by a click, and filtered in words', async ({
  ledger: page,
}) => {
  const search = page.getByRole('searchbox', { name: '在项目库中查找' });
  for (const [typed, found] of [
    ['望江', '望江学校'],
    ['baihuawan', '白桦湾水厂'],
    ['qsdq', '青石大桥'],
  ] as const) {
    await search.fill(typed);
    await expectRows(page, [found]);
  }
  await search.fill('没有这个项目');
  await expect(page.getByText('没有符合条件的行。可以取消筛选，或换一个词查找。')).toBeVisible();
  await search.press('Escape');

  const total = page.getByRole('columnheader', { name: /总投资/ });
  await total.getByRole('button', { name: '总投资' }).first().click();
  await expect(total).toHaveAttribute('aria-sort', /ascending|descending/);
  const first = await total.getAttribute('aria-sort');
  const ascending = ['柳林道路', '望江学校', '青石大桥', '白桦湾水厂'];
  await expectRows(page, first === 'ascending' ? ascending : ascending.toReversed());
  await total.getByRole('button', { name: '总投资' }).first().click();
  await expectRows(page, first === 'ascending' ? ascending.toReversed() : ascending);

  await page.getByRole('button', { name: '筛选 总投资' }).click();
  await page.getByRole('textbox', { name: '从' }).fill('1亿');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '筛选出 2 行，共 4 行' })).toBeVisible();
  await page.getByRole('button', { name: '筛选 级别' }).click();
  await page.getByRole('checkbox', { name: '省重点' }).check();
  await page.getByRole('button', { name: '筛选', exact: true }).click();
  await expectRows(page, ['白桦湾水厂']);
  await page.getByRole('button', { name: '全部取消' }).click();
  await expect(page.getByText('共 4 行')).toBeVisible();
});

test('cells are typed in with the keyboard, refused with a reason, and taken back with Ctrl+Z', async ({
  ledger: page,
}) => {
  await gridCell(page, '青石大桥', 'totalInvestment').click();
  await page.keyboard.type('1.3亿');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '青石大桥', 'totalInvestment')).toHaveText('13,000');

  // Enter went down: the next typing is the next project's. What is no amount stays open with the reason.
  await page.keyboard.type('三亿多');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('“三亿多”不是金额');
  await page.keyboard.press('Escape');
  await expect(gridCell(page, '白桦湾水厂', 'totalInvestment')).toHaveText('30,000');

  // Tab goes right; Enter after Tab comes back under where the row was begun.
  await page.keyboard.type('31000');
  await page.keyboard.press('Tab');
  await page.keyboard.type('9000');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '白桦湾水厂', 'totalInvestment')).toHaveText('31,000');
  await expect(gridCell(page, '白桦湾水厂', 'plannedThisYear')).toHaveText('9,000');
  await expect(gridKeys(page)).toHaveAccessibleName(/第 3 行 总投资/);

  // A choice is picked by its digit, a unit from what is offered while typing.
  await gridCell(page, '柳林道路', 'level').click();
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '柳林道路', 'level')).toHaveText('市重点');
  await gridCell(page, '柳林道路', 'responsibleUnitNames').click();
  await page.keyboard.type('qslj');
  await expect(page.getByRole('option', { name: '区水利局' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '柳林道路', 'responsibleUnitNames')).toHaveText('区水利局');

  await page.keyboard.press('Control+z');
  await expect(notice(page, '已撤销')).toBeVisible();
  await expect(gridCell(page, '柳林道路', 'responsibleUnitNames')).toHaveText('区交通局');

  await page.reload();
  await expect(gridCell(page, '白桦湾水厂', 'plannedThisYear')).toHaveText('9,000');
  await expect(gridCell(page, '柳林道路', 'level')).toHaveText('市重点');
});

test('a block from Excel is pasted, what does not fit is said cell by cell, and filling down is one undo', async ({
  ledger: page,
}) => {
  await gridCell(page, '青石大桥', 'totalInvestment').click();
  await paste(page, '"13,500"\t7000\r\n31000\t没有\r\n');
  const said = page.getByRole('alert').filter({ hasText: '格没有粘贴' });
  await expect(said).toContainText('1 格没有粘贴，其余 3 格已写入');
  await expect(said).toContainText('第 2 行“本年计划”');
  await expect(gridCell(page, '青石大桥', 'totalInvestment')).toHaveText('13,500');
  await expect(gridCell(page, '青石大桥', 'plannedThisYear')).toHaveText('7,000');
  await expect(gridCell(page, '白桦湾水厂', 'totalInvestment')).toHaveText('31,000');
  await expect(gridCell(page, '白桦湾水厂', 'plannedThisYear')).toHaveText('10,000');
  await said.getByRole('button', { name: '知道了' }).click();

  await gridCell(page, '青石大桥', 'level').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('选中 4 格')).toBeVisible();
  await page.keyboard.press('Control+d');
  for (const name of ['白桦湾水厂', '望江学校', '柳林道路'])
    await expect(gridCell(page, name, 'level')).toHaveText('市重点');
  await page.keyboard.press('Control+z');
  await expect(gridCell(page, '白桦湾水厂', 'level')).toHaveText('省重点');
  await expect(gridCell(page, '望江学校', 'level')).toHaveText('区县重点');
  await expect(gridCell(page, '柳林道路', 'level')).toHaveText('');
});

test('a project’s page is edited field by field, and 变更记录 says who changed what from what to what', async ({
  ledger: page,
}) => {
  await gridRow(page, '青石大桥').getByRole('link', { name: '青石大桥' }).click();
  await expect(page.getByRole('heading', { name: '青石大桥', level: 1 })).toBeVisible();
  await expect(page.getByRole('list', { name: '六个明确' }).getByRole('listitem')).toHaveCount(6);
  await page.getByLabel('建设地点').fill('青石河北岸');
  await page.keyboard.press('Enter');
  await page.getByLabel('总投资').fill('1.25亿');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('总投资')).toHaveValue(/^12,?500$/);
  await page.getByLabel('竣工时间').fill('明年');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/明年/)).toBeVisible();
  await page.getByLabel('竣工时间').press('Escape');

  await page.getByRole('tab', { name: '进展' }).click();
  await expect(page.getByRole('cell', { name: '正在架梁。' })).toBeVisible();
  await page.getByRole('tab', { name: '人员' }).click();
  await page.getByLabel('张某某的电话').fill('0000-7654321');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: '变更记录' }).click();
  const change = page.locator('.lg-row').filter({ hasText: '建设地点' });
  await expect(change).toContainText(clerkName);
  await expect(change).toContainText('青石河北岸');
  const amount = page.locator('.lg-row').filter({ hasText: '总投资' }).first();
  await expect(amount.locator('[data-field="before"]')).toContainText('12,000');
  await expect(amount.locator('[data-field="after"]')).toContainText('12,500');
  await expect(amount.locator('[data-field="actor"]')).toHaveText(clerkName);
});

test('Ctrl+K finds a project by its initials, a person and a page; F1 explains the page one is on', async ({
  ledger: page,
}) => {
  // Typed on at once, as fast as fingers go.
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: '查找', exact: true });
  await page.keyboard.type('wjxx', { delay: 80 });
  await expect(search).toHaveValue('wjxx');
  await expect(page.locator('.frame-search').getByText('望江学校')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '望江学校', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await search.fill('李某某');
  await page.locator('.frame-search').getByText('李某某', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '人员与单位' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: '李某某' }).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await search.fill('zb');
  await page.locator('.frame-search').getByText('周报').click();
  await expect(page.getByRole('heading', { name: /^周报/ })).toBeVisible();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: '周报' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: '周报' })).toBeHidden();
});
