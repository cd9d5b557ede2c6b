/** 级别认定 and 下达: the centre types level, leader, nodes and a deadline; the district takes them in, sees all, asks for a change. */
import type { Page } from '@playwright/test';
import { expect, test } from '#test/support/browser.ts';
import { goTo, gridCell, gridRow, notice, unlock } from '#test/support/clerk.ts';
import { reportUp } from '#test/support/handed-down.ts';
import { testPassphrase } from '#test/support/host.ts';
import { openOffice, preparedOffices } from '#test/support/offices.ts';
import { keepToOwnFolder } from '#test/support/own-folder.ts';

keepToOwnFolder();

test('level, leader, nodes and a deadline go down; the district sees all, read-only, and asks for a change', async ({
  startOffice,
  folder,
}) => {
  test.setTimeout(300_000);
  const folders = await reported(folder);
  const [district, centre] = await Promise.all([
    startOffice('district', { dataFolder: folders.district, operator: '经办甲' }),
    startOffice('centre', { dataFolder: folders.centre, operator: '经办戊' }),
  ]);

  await test.step('the centre confirms a level', async () => {
    const { page } = centre;
    await goTo(page, '项目库');
    await strip(page, '级别认定');
    await gridRow(page, '望江学校').locator('.lg-tick').click();
    await page.getByRole('button', { name: '认定所选 1 个' }).click();
    const dialog = page.getByRole('dialog', { name: '认定 1 个项目的级别' });
    await dialog.getByRole('combobox', { name: '认定为' }).click();
    await page.getByRole('option', { name: '市重点' }).click();
    await dialog.getByLabel('认定文件').fill('云发改〔2026〕3号');
    await dialog.getByRole('button', { name: '认定' }).click();
    await expect(notice(page, '已认定 1 个项目')).toBeVisible();
    await expect(gridCell(page, '望江学校', 'confirmed')).toHaveText('市重点');
  });

  await test.step('names a leader for several projects from a day', async () => {
    const { page } = centre;
    await strip(page, '省市领导');
    for (const name of ['望江学校', '青石大桥']) await gridRow(page, name).locator('.lg-tick').click();
    await page.getByRole('button', { name: '明确领导（2 个项目）' }).click();
    const dialog = page.getByRole('dialog', { name: '明确 2 个项目的领导' });
    await dialog.getByRole('textbox', { name: '领导姓名' }).fill('周某某');
    await dialog.getByLabel('从哪天起').fill('2026-11-01');
    await dialog.getByLabel('依据文件').fill('云办〔2026〕8号');
    await dialog.getByRole('button', { name: '明确', exact: true }).click();
    await expect(notice(page, '2 个项目的市级领导已明确')).toBeVisible();
    await expect(gridCell(page, '青石大桥', 'municipal')).toHaveText('周某某');
  });

  await test.step('pastes nodes of the wall chart; what matches no project is said', async () => {
    const { page } = centre;
    await strip(page, '节点图');
    await page.getByRole('button', { name: '粘贴节点' }).first().click();
    const dialog = page.getByRole('dialog', { name: '粘贴2026年节点' });
    await dialog
      .getByRole('textbox', { name: /从表格里复制/ })
      .fill('青石大桥\t主体完工\t2026年9月\t区交通局\n青石大桥\t竣工\t2026-12-31\n没有的项目\t开工\t2026-06');
    await dialog.getByRole('button', { name: '核对项目名称' }).click();
    await expect(dialog.getByText('项目库里没有找到，这一行不填')).toBeVisible();
    await dialog.getByRole('button', { name: '填入 2 行' }).click();
    await expect(notice(page, '已填入 2 个节点')).toBeVisible();
    await expect(page.getByText('逾期 1 个')).toBeVisible();
  });

  await test.step('and sets its own deadline for the weekly reports', async () => {
    const { page } = centre;
    await goTo(page, '报送接收');
    await strip(page, '时限和编码');
    await page.getByRole('button', { name: '新增' }).click();
    const dialog = page.getByRole('dialog', { name: '新增时限、编码或口径' });
    await dialog.getByLabel('名称').fill('省市重点项目周报');
    await dialog.getByRole('combobox', { name: '星期' }).click();
    await page.getByRole('option', { name: '星期四' }).click();
    await dialog.getByLabel('依据文件').fill('云重办〔2026〕1号');
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(page.getByRole('treegrid', { name: '时限、编码和口径' })).toContainText('每周四 12:00前');
  });

  await test.step('makes a table of its own from a pasted heading', async () => {
    const { page } = centre;
    await goTo(page, '报表');
    await strip(page, '下达报表');
    await page.getByRole('link', { name: '新建报表' }).first().click();
    await page.getByLabel('表名').fill('2026年重点项目协调事项表');
    await page.getByRole('button', { name: '粘贴表头' }).click();
    const dialog = page.getByRole('dialog', { name: '粘贴表头' });
    await dialog
      .getByRole('textbox', { name: '从 Excel、WPS 里复制表头粘贴到这里' })
      .fill('序号\t项目名称\t投资\t\t责任单位\t需市级协调事项\n\t\t总投资（亿元）\t年度计划投资\t\t');
    await expect(dialog.getByText('认出 6 栏，其中 5 栏可以自动填，1 栏由区县手填：')).toBeVisible();
    await dialog.getByRole('button', { name: '用这些栏目' }).click();
    await expect(page.getByRole('textbox', { name: '第3栏上级表头' })).toHaveValue('投资');
    await expect(page.getByRole('table', { name: /^预览/ })).toContainText('总投资（亿元）');
    await page.getByRole('button', { name: '保存' }).click();
    await expect(gridCell(page, '青石大桥', '#districtName')).toHaveText('青石区');
  });

  const file = await test.step('all of it goes into one file for the district', async () => {
    const { page } = centre;
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^下达/ }).click();
    const row = page
      .getByRole('treegrid', { name: '各区县等待下达的内容' })
      .getByRole('row')
      .filter({ hasText: '青石区' });
    await expect(row).toContainText('级别认定 1');
    await expect(row).toContainText('下达节点 2');
    await page.getByLabel('签发人').fill('签发丙');
    return centre.keep(async () => {
      await row.getByRole('button', { name: '生成下达文件' }).click();
      await unlock(page, testPassphrase);
    });
  });

  await test.step('the district takes it in: the deadline, the leader, the nodes are there', async () => {
    const { page } = district;
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^接收/ }).click();
    await district.choose(file, () => page.getByRole('button', { name: '选择文件' }).click());
    await unlock(page, testPassphrase);
    await page.getByRole('button', { name: '确认接收' }).click();
    await expect(page.getByRole('status').filter({ hasText: '已接收' })).toBeVisible({ timeout: 60_000 });
    await goTo(page, '报送接收');
    await strip(page, '时限和编码');
    await expect(page.getByRole('treegrid', { name: '时限、编码和口径' })).toContainText('每周四 12:00前');
    await expect(page.getByRole('button', { name: '修改' })).toHaveCount(0);
    await goTo(page, '报表');
    await strip(page, '下达报表');
    await expect(page.getByText('市下达', { exact: true })).toBeVisible();
    await gridCell(page, '青石大桥', '需市级协调事项').dblclick();
    await page.keyboard.type('省道改线');
    await page.keyboard.press('Enter');
    await expect(gridCell(page, '青石大桥', '需市级协调事项')).toHaveText('省道改线');
    await page.getByRole('button', { name: '打印和导出' }).click();
    const paper = page.getByRole('dialog', { name: '2026年重点项目协调事项表' });
    await expect(paper.getByRole('button', { name: '导出 PDF' })).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await goTo(page, '工作台');
    await expect(page.getByText('市级中心下达的节点有1个逾期：青石大桥主体完工。')).toBeVisible();
    await goTo(page, '项目库');
    await page.getByRole('link', { name: '青石大桥' }).click();
    await page.getByRole('tab', { name: '人员' }).click();
    await expect(page.getByRole('row').filter({ hasText: '周某某' })).toContainText('市下达');
    await page.getByRole('tab', { name: '节点' }).click();
    const node = page.getByRole('row').filter({ hasText: '主体完工' });
    await expect(node).toContainText('汴办文〔2019〕13号 四(一)');
    await node.getByRole('button', { name: '列入建设节点' }).click();
    await expect(node.getByRole('button', { name: '列入建设节点' })).toBeHidden();
  });

  await test.step('and asks for a change, in its own words', async () => {
    const { page } = district;
    await page.getByRole('button', { name: '请求更改' }).click();
    const dialog = page.getByRole('dialog', { name: '请求更改' });
    await dialog.getByRole('combobox', { name: '请求更改的内容' }).click();
    await page.getByRole('option', { name: '下达节点：主体完工' }).click();
    await dialog.getByRole('combobox', { name: '栏目' }).click();
    await page.getByRole('option', { name: '计划时间' }).click();
    await expect(dialog.getByText('现在的内容：2026年9月')).toBeVisible();
    await dialog.getByRole('textbox', { name: '请求和理由' }).fill('汛期停工两个月，请改为11月');
    await dialog.getByRole('button', { name: '提出' }).click();
    await expect(notice(page, '已提出，随下一份报送包送到市级中心')).toBeVisible();
    await goTo(page, '报送接收');
    await strip(page, '询问与答复');
    await expect(page.getByRole('treegrid', { name: '询问与答复' })).toContainText('汛期停工两个月，请改为11月');
  });
});

async function strip(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
}

/** District and centre that know each other; the district's projects are at the centre, the receipt is back. */
async function reported(folder: string): Promise<{ readonly district: string; readonly centre: string }> {
  const prepared = await preparedOffices(folder);
  const district = openOffice(prepared.district);
  const centre = openOffice(prepared.centre, { operator: '经办戊' });
  try {
    await Promise.all([district.unlock(), centre.unlock()]);
    await reportUp(district, centre, folder);
  } finally {
    await Promise.all([district.close(), centre.close()]);
  }
  return prepared;
}
