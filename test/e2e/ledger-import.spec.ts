/** A real workbook becomes the ledger: read, looked at, put right, written, read again, taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { inProject } from '#build/project.ts';
import { expect, type RunningOffice, test } from '#test/support/browser.ts';
import { clerkName, expectRows, goTo, gridCell, gridRow } from '#test/support/clerk.ts';

const workbook = inProject('build/resources/demo-ledger.xlsx');

test('a workbook of six sheets is read, put right where it is doubtful, and written', async ({
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
  await expect(page.getByRole('status').filter({ hasText: '筛选出' })).toBeVisible();
});

test('the same workbook again writes nothing, and one click takes the import back', async ({
  startOffice,
  prepared,
}) => {
  const office = await startOffice('district', { dataFolder: prepared('district'), operator: clerkName });
  const { page } = office;
  await openImport(page);
  await readFile(office, workbook);
  await page.getByRole('button', { name: '确认导入 120 个项目' }).click();
  const asked = page.getByRole('dialog', { name: '还有问题没有回答' });
  await asked.getByRole('button', { name: '就这样导入' }).click();
  await expectWritten(page);

  await page.getByRole('button', { name: '再导入一个文件' }).click();
  await readFile(office, workbook);
  await expect(page.getByText('没有要写入的内容：120 个项目与项目库完全相同')).toBeVisible();
  await expect(page.getByRole('button', { name: '没有要写入的内容' })).toBeDisabled();
  await page.getByRole('button', { name: '换一个文件' }).click();

  await page.getByRole('button', { name: /^撤销这次导入：.*“demo-ledger.xlsx”$/ }).click();
  await expect(page.getByText('已撤销导入“demo-ledger.xlsx”')).toBeVisible();
  await goTo(page, '项目库');
  await expect(page.getByRole('heading', { name: '还没有项目' })).toBeVisible();
});

test('a csv in GBK, with other heads and a column read otherwise by hand, is imported', async ({
  startOffice,
  prepared,
  folder,
}) => {
  const office = await startOffice('district', { dataFolder: prepared('district'), operator: clerkName });
  const { page } = office;
  const path = join(folder, '城建计划.csv');
  const lines = [
    '编号,工程名称,投资总额（万元）,今年计划（万元）,牵头部门,开工,备选说明',
    '1,云岭污水厂,"12,000",3000,区住建局,2018,一期',
    '2,竹溪小学,4500,1500,区教育局,2026-05,二期',
  ];
  writeFileSync(path, gbk(`${lines.join('\r\n')}\r\n`));
  await openImport(page);
  await readFile(office, path);
  await expect(page.getByRole('status').filter({ hasText: '将写入' })).toContainText('将写入 2 个项目');
  await page.getByText(/^栏目对应/).click();
  await expect(page.getByText('有 2 栏请确认含义：今年计划（万元）、备选说明')).toBeVisible();
  for (const [head, field] of [
    ['今年计划（万元）', '年度计划投资'],
    ['备选说明', '备注'],
  ] as const) {
    await page.getByRole('combobox', { name: `${head} 读作` }).fill(field);
    await page.getByRole('option', { name: field }).click();
  }
  await expect(page.getByText('正在重新核对')).toBeHidden();
  await page.getByRole('combobox', { name: '项目级别' }).click();
  await page.getByRole('option', { name: '市重点' }).click();
  await page.getByRole('button', { name: '确认导入 2 个项目' }).click();
  const asked = page.getByRole('dialog', { name: '还有问题没有回答' });
  await expect(asked).toContainText('计划年度按 2026 年');
  await asked.getByRole('button', { name: '就这样导入' }).click();
  await expectWritten(page);

  await page.getByRole('link', { name: '去项目库' }).click();
  await expectRows(page, ['云岭污水厂', '竹溪小学']);
  await expect(gridCell(page, '云岭污水厂', 'totalInvestment')).toHaveText('12,000');
  await expect(gridCell(page, '云岭污水厂', 'plannedThisYear')).toHaveText('3,000');
  await expect(gridCell(page, '云岭污水厂', 'startsOn')).toHaveText('2018');
  await expect(gridCell(page, '竹溪小学', 'startsOn')).toHaveText('2026-05');
  await expect(gridCell(page, '竹溪小学', 'level')).toHaveText('市重点');
  await gridRow(page, '竹溪小学').getByRole('link').click();
  await expect(page.getByLabel('备注')).toHaveValue('二期');
});

/** No encoder of the platform writes GBK: the signs are looked up in what its decoder reads. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Uint8Array.from(
    [...text].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (codes.get(sign) ?? []))),
  );
}

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
  await expectWritten(page);
}

async function expectWritten(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: '已写入项目库' })).toBeVisible({ timeout: 60_000 });
}

function figure(page: Page, label: string) {
  return page.locator('.imports-figures > div').filter({ hasText: label }).locator('dd');
}
