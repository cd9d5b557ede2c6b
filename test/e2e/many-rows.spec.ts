/** Many rows at once: conditions and views, bulk edit, undo and redo, a view to Excel and back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, expect, type RunningOffice } from '#test/support/browser.ts';
import { clerkName, expectRows, goTo, gridCell, gridRow, notice } from '#test/support/clerk.ts';
import { headsRow, openView } from '#test/support/returned-view.ts';

const all = ['青石大桥', '白桦湾水厂', '望江学校', '柳林道路'];

/** 项目库 of an office with four projects. */
const test = base.extend<{ office: RunningOffice }>({
  office: async ({ startOffice, prepared }, use) => {
    const office = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
    await goTo(office.page, '项目库');
    await expectRows(office.page, all);
    await use(office);
  },
});

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).first().click();
  await page.getByRole('option', { name: option }).click();
}

test('conditions are written in words; the view is kept, renamed, opened by its address and deleted', async ({
  office: { page },
}) => {
  const search = page.getByRole('searchbox', { name: '在项目库中查找' });
  await search.fill('等级=市重点');
  await search.press('Enter');
  await expect(page.getByRole('alert')).toContainText('没有“等级”这一栏');
  await search.fill('级别=省重点、市重点 且 总投资≥1亿');
  await search.press('Enter');
  await expectRows(page, ['青石大桥', '白桦湾水厂']);
  await expect(page.getByText('级别 是 省重点、市重点')).toBeVisible();

  await page.getByRole('button', { name: '栏目' }).click();
  await page.getByRole('checkbox', { name: '备注' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: /备注/ })).toHaveCount(0);

  await page.getByRole('button', { name: '视图：全部' }).click();
  await page.getByRole('menuitem', { name: '把现在的样子存为视图…' }).click();
  await page.getByLabel('视图名称').fill('省市重点');
  await page.keyboard.press('Enter');
  await expect(page.getByText('已经有叫“省市重点”的视图')).toBeVisible();
  await page.getByLabel('视图名称').fill('一亿以上');
  await page.keyboard.press('Enter');
  const chosen = page.getByRole('button', { name: '视图：一亿以上', exact: true });
  await chosen.click();
  await page.getByRole('menuitem', { name: '改名…' }).click();
  await page.getByLabel('视图名称').fill('大项目');
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: '视图：大项目', exact: true }).click();
  await page.getByRole('menuitem', { name: '全部', exact: true }).click();
  await expectRows(page, all);
  await page.getByRole('button', { name: '视图：全部' }).click();
  await page.getByRole('menuitem', { name: '缺分包领导' }).click();
  await expect(page.getByText('分包领导 是空白')).toBeVisible();

  // What this computer remembers is written down half a second after the last change of it.
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    window.location.hash = `#/projects?view=${encodeURIComponent('大项目')}`;
  });
  await page.reload();
  await expectRows(page, ['青石大桥', '白桦湾水厂']);
  await expect(page.getByRole('columnheader', { name: /备注/ })).toHaveCount(0);
  await page.getByRole('button', { name: '视图：大项目', exact: true }).click();
  await page.getByRole('menuitem', { name: '删除视图“大项目”' }).click();
  await page.getByRole('button', { name: '视图：全部' }).click();
  await expect(page.getByRole('menuitem', { name: '缺分包领导' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: '大项目' })).toHaveCount(0);
});

test('bulk edit shows every row before it writes, is one undo, and Ctrl+Y brings it back', async ({
  office: { page },
}) => {
  await gridRow(page, '青石大桥').locator('.lg-tick').click();
  await gridRow(page, '望江学校').locator('.lg-tick').click();
  await page.getByRole('button', { name: '批量修改' }).click();
  const dialog = page.getByRole('dialog', { name: '批量修改' });
  await expect(dialog.getByRole('radio', { name: '勾选的 2 个项目' })).toBeChecked();
  await choose(page, '栏目', '竣工');
  await dialog.getByLabel('新内容').fill('1999');
  await expect(dialog.getByText(/不改：竣工时间1999年早于开工时间/).first()).toBeVisible();
  await choose(page, '栏目', '级别');
  await choose(page, '新内容', '省重点');
  await expect(dialog.getByRole('status')).toHaveText(/将修改 2 个项目/);
  await expect(dialog.getByRole('row', { name: /望江学校/ })).toContainText('区县重点');
  await dialog.getByRole('button', { name: '修改这 2 个项目' }).click();
  await expect(notice(page, '已修改 2 个项目的“级别”')).toBeVisible();
  await expect(gridCell(page, '望江学校', 'level')).toHaveText('省重点');

  await gridCell(page, '青石大桥', 'level').click();
  await page.keyboard.press('Control+z');
  await expect(gridCell(page, '望江学校', 'level')).toHaveText('区县重点');
  await expect(gridCell(page, '青石大桥', 'level')).toHaveText('市重点');
  await page.keyboard.press('Control+y');
  await expect(gridCell(page, '望江学校', 'level')).toHaveText('省重点');
  await page.keyboard.press('Control+z');
  await expect(gridCell(page, '青石大桥', 'level')).toHaveText('市重点');

  // The list of changes shows it as undone, and restores it too.
  await goTo(page, '工作台');
  await page.getByRole('button', { name: '恢复：批量修改2个项目：项目级别' }).click();
  await expect(page.getByRole('button', { name: '撤销：批量修改2个项目：项目级别' })).toBeVisible();
  await goTo(page, '项目库');
  await expect(gridCell(page, '望江学校', 'level')).toHaveText('省重点');
});

test('a view goes to Excel and back: edits are shown and taken, a locked cell and a renamed column are said', async ({
  office,
  folder,
}) => {
  const { page } = office;
  const kept = await office.keep(async () => {
    await page.getByRole('button', { name: 'Excel' }).click();
    await page.getByRole('menuitem', { name: '导出这个视图（4 行）' }).click();
  });
  const view = await openView(readFileSync(kept));
  const bridge = view.rowWith('name', '青石大桥');
  view.put(bridge, 'totalInvestment', 13_500);
  view.put(bridge, 'doneThisYear', 1);
  view.put(view.rowWith('name', '望江学校'), 'remark', '表格里写的');
  const heads = view.rows[headsRow] ?? [];
  heads[view.place('place')] = '地点';
  view.rows.splice(view.rowWith('name', '柳林道路'), 1);
  const returned = join(folder, '改好的.xlsx');
  writeFileSync(returned, await view.saved());

  // Changed here as well, after the view had left.
  await page.getByRole('searchbox').fill('望江');
  await gridCell(page, '望江学校', 'remark').click();
  await page.keyboard.type('这里写的');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '望江学校', 'remark')).toHaveText('这里写的');
  await expect(gridCell(page, '望江学校', 'remark')).not.toHaveClass(/lg-saving/);

  await page.getByRole('button', { name: 'Excel' }).click();
  await page.getByRole('menuitem', { name: '取回改好的表格…' }).click();
  await office.choose(returned, () => page.getByRole('button', { name: '选择文件' }).click());
  await expect(page.getByText('栏目“建设地点”的表头改成了“地点”，仍按“建设地点”读取')).toBeVisible();
  const edited = page.getByRole('region', { name: '青石大桥' });
  await expect(edited.getByRole('row', { name: /总投资/ })).toContainText('13,500万元');
  await expect(edited.getByRole('row', { name: /本年累计/ })).toContainText('这一栏只供查看，不能在表格里改');
  const conflict = page.getByRole('region', { name: '望江学校' });
  await expect(conflict.getByRole('checkbox', { name: '采用 备注' })).not.toBeChecked();
  await expect(conflict).toContainText('这里写的');
  await expect(page.getByRole('checkbox', { name: '删除 柳林道路' })).not.toBeChecked();
  await conflict.getByRole('checkbox', { name: '采用 备注' }).check();
  await page.getByRole('button', { name: '写入：2 个项目 2 处改动' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已取回：修改 2 个项目' })).toBeVisible();
  await page.getByRole('link', { name: '去项目库' }).click();
  await page.getByRole('searchbox').fill('');
  await expectRows(page, all);
  await expect(gridCell(page, '青石大桥', 'totalInvestment')).toHaveText('13,500');
  await expect(gridCell(page, '望江学校', 'remark')).toHaveText('表格里写的');
});
