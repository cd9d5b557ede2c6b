/** 分包与专班, 人员与单位: a delegation is seen on its days only; a leader is replaced; groups come from a table; a unit is renamed. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, notice } from '#test/support/clerk.ts';

const strip = (page: import('@playwright/test').Page, name: string) =>
  page.getByRole('navigation', { name: '项目库的页面' }).getByRole('link', { name }).click();
const listRow = (page: import('@playwright/test').Page, text: string) =>
  page.locator('.row-list-row').filter({ hasText: text });

test('a leader away delegates: on those days the page, the card and the board name the delegate', async ({
  startOffice,
  prepared,
}) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await goTo(page, '项目库');
  await strip(page, '分包与专班');
  await page.getByText('外出委托', { exact: true }).click();
  await page.getByRole('button', { name: '登记委托' }).click();
  const dialog = page.getByRole('dialog', { name: '登记外出委托' });
  await dialog.getByRole('combobox', { name: '委托人' }).click();
  await page.getByRole('option', { name: '张某某' }).click();
  await dialog.getByRole('combobox', { name: '受托人' }).fill('张某某');
  await dialog.getByLabel('从哪天').fill('2026-11-01');
  await dialog.getByLabel('到哪天').fill('2026-12-05');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByRole('alert')).toContainText('委托人和受托人是同一个人');
  await dialog.getByRole('combobox', { name: '受托人' }).fill('李某某');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(notice(page, '委托已登记')).toBeVisible();
  await expect(listRow(page, '张某某')).toContainText('正在委托');

  await page.getByText('按领导', { exact: true }).click();
  await expect(listRow(page, '张某某')).toContainText('张某某（委托李某某，至12月5日）');
  await page.getByLabel('看哪一天').fill('2026-12-06');
  await page.getByLabel('看哪一天').press('Enter');
  await expect(page.getByText('2026年12月6日当天的情况')).toBeVisible();
  await expect(listRow(page, '张某某')).not.toContainText('委托');

  await listRow(page, '张某某').getByText('张某某').click();
  await page.getByRole('link', { name: '青石大桥' }).click();
  await expect(page.getByRole('cell', { name: '张某某（委托李某某，至12月5日）' })).toBeVisible();
  // What the rules in force demand stands above, with the clause.
  await expect(page.getByRole('list', { name: '文件要求' })).toContainText('没有明确项目管家（依据二七办文〔2024〕7号');
});

test('a leader is replaced in his projects from a day on; Ctrl+Z brings him back', async ({
  startOffice,
  prepared,
}) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await goTo(page, '项目库');
  await strip(page, '分包与专班');
  await listRow(page, '李某某').getByText('李某某').click();
  await page.getByRole('button', { name: '更换人员' }).click();
  const dialog = page.getByRole('dialog', { name: '更换李某某' });
  await dialog.getByRole('combobox', { name: '由谁接任' }).fill('王某某');
  await dialog.getByLabel('从哪一天起').fill('2026-11-10');
  await dialog.getByLabel('从哪一天起').press('Tab');
  await expect(dialog).toContainText('李某某的分包到2026年11月9日为止');
  await dialog.getByRole('button', { name: '更换 1 个项目' }).click();
  await expect(notice(page, '1 个项目的分包领导已更换，2026年11月10日起')).toBeVisible();
  await expect(listRow(page, '王某某')).toBeVisible();
  await expect(listRow(page, '李某某')).toHaveCount(0);
  await page.getByLabel('看哪一天').fill('2026-11-09');
  await page.getByLabel('看哪一天').press('Enter');
  await expect(listRow(page, '李某某')).toBeVisible();
  await page.getByRole('heading', { name: '分包与专班' }).click();
  await page.keyboard.press('Control+z');
  await expect(notice(page, '已撤销')).toBeVisible();
});

test('groups are read from a table, looked at before they are written, and printed', async ({
  startOffice,
  prepared,
  folder,
}) => {
  const { page, choose } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await goTo(page, '项目库');
  await strip(page, '分包与专班');
  await page.getByText('小组与专班', { exact: true }).click();
  await expect(page.getByText('还没有推进小组和专班')).toBeVisible();
  await page.getByRole('button', { name: '从名单读入' }).click();
  const dialog = page.getByRole('dialog', { name: '从名单读入小组' });
  const table = join(folder, 'groups.csv');
  writeFileSync(
    table,
    '小组名称,角色,姓名,职务,备注\n青石大桥项目推进小组,组长,郑 某,区政府区长,\n,成员,周某某,区交通局局长,\n,办公室主任,周某某,区交通局局长,办公室设在区交通局',
  );
  await choose(table, () => dialog.getByRole('button', { name: '选择文件' }).click());
  await expect(dialog.getByRole('row', { name: /青石大桥项目推进小组/ })).toContainText('项目：青石大桥');
  await dialog.getByRole('button', { name: '读入 1 个小组' }).click();
  await expect(notice(page, '已读入 1 个小组、2 人次')).toBeVisible();
  await expect(listRow(page, '青石大桥项目推进小组')).toContainText('郑某');

  const real = fileURLToPath(new URL('../../../shared/data/seed-groups.csv', import.meta.url));
  if (!existsSync(real)) process.stdout.write('real group table absent: the fictional one only\n');
  else {
    await page.getByRole('button', { name: '从名单读入' }).click();
    await choose(real, () => dialog.getByRole('button', { name: '选择文件' }).click());
    await dialog.getByRole('button', { name: '读入 3 个小组' }).click();
    await expect(notice(page, '已读入 3 个小组')).toBeVisible();
    await expect(page.getByText('4 个小组', { exact: true })).toBeVisible();
  }
  await page.getByRole('button', { name: '打印名单' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: '打印' })).toBeVisible({ timeout: 60_000 });
});

test('a unit is renamed and found by its old name; two spellings of a leader become one', async ({
  startOffice,
  prepared,
}) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await goTo(page, '项目库');
  await strip(page, '人员与单位');
  await listRow(page, '区交通局').getByText('区交通局').click();
  await page.getByRole('button', { name: '改名' }).click();
  const dialog = page.getByRole('dialog', { name: '区交通局改名' });
  await dialog.getByLabel('新名称').fill('区交通运输局');
  await dialog.getByLabel('从哪一天起').fill('2026-03-01');
  await dialog.getByRole('button', { name: '改名' }).click();
  await expect(notice(page, '区交通局已改名为区交通运输局')).toBeVisible();
  await page.getByLabel('查找单位').fill('区交通局');
  await expect(listRow(page, '区交通运输局')).toContainText('曾用名：区交通局');

  await page.getByRole('radiogroup', { name: '看什么' }).getByText('人员').click();
  await page.getByRole('button', { name: '新增人员' }).click();
  const person = page.getByRole('dialog', { name: '新增人员' });
  await person.getByLabel('姓名').fill('张 某某');
  await person.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('有 1 对可能是同一个人')).toBeVisible();
  await page.getByRole('button', { name: '是同一人，保留“张某某”' }).click();
  await expect(listRow(page, '张某某')).toContainText('又写作：张 某某');
});
