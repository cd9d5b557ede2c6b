/** Every page, looked at by axe: nothing serious or critical. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '#test/support/browser.ts';
import { clerkName } from '#test/support/clerk.ts';

// Looking at a whole page takes a slow machine seconds; recording every look would double them.
test.use({ trace: 'off' });
test.setTimeout(240_000);

const settings = ['office', 'year', 'operators', 'key', 'computer', 'check', 'about'];

const districtPages: readonly (readonly [string, string])[] = [
  ['/', '工作台'],
  ['/projects', '项目库'],
  ['/pools', '入库转化'],
  ['/pools?view=exited', '入库转化'],
  ['/pools?view=attractions', '入库转化'],
  ['/pools?view=day', '入库转化'],
  ['/year-turn', '年度结转'],
  ['/lists', '名单'],
  ['/duplicates', '查重'],
  ['/permits', '手续'],
  ['/permits?view=open', '手续'],
  ['/milestones', '节点与预警'],
  ['/missing', '缺项清单'],
  ['/factors', '要素保障'],
  ['/leaders', '分包与专班'],
  ['/leaders?tab=missing', '分包与专班'],
  ['/leaders?tab=groups', '分包与专班'],
  ['/leaders?tab=delegations', '分包与专班'],
  ['/people', '人员与单位'],
  ['/people?tab=persons', '人员与单位'],
  ['/people?tab=phones', '人员与单位'],
  ['/import', '导入台账'],
  ['/progress', '周报'],
  ['/progress/returned', '收回填报表'],
  ['/collections', '单位填报'],
  ['/months', '按月查账'],
  ['/issue-boards', '问题看板'],
  ['/tasks', '督办事项'],
  ['/meetings', '会议'],
  ['/tours', '项目观摩'],
  ['/accountability', '责任追究'],
  ['/reminders', '提醒清单'],
  ['/inspection-scans', '识别扫描件'],
  ['/inspections', '现场督导'],
  ['/inspections/new?way=lagging', '新建督导'],
  ['/inspection-coverage', '督导覆盖'],
  ['/inspection-templates', '检查表模板'],
  ['/reports', '附件2'],
  ['/reports?view=paper', '附件2'],
  ['/reports?table=annex4', '附件4'],
  ['/reports?table=whiteList', '重点项目“白名单”'],
  ['/exchange', '报送接收'],
  ['/exchange/send', '生成报送包'],
  ['/exchange/receive', '接收'],
  ['/exchange/offices', '单位登记'],
  ['/exchange/recover', '找回数据'],
  ['/questions', '询问与答复'],
  ['/rule-packs', '适用文件'],
  ['/rule-packs?edit=erqi-2024@1&kind=responsibleLeaders', '修改，另存为新版本'],
  ['/rule-packs?before=erqi-2024@1&after=kaifeng-2019@1', '两个版本比较'],
  ['/calendars', '放假安排'],
  ['/calendars?enter=2027', '录入2027年放假安排'],
];

test('the pages of a district', async ({ startOffice, prepared }) => {
  const { page } = await startOffice('district', { dataFolder: prepared('demonstration'), operator: clerkName });
  const found: string[] = [];
  for (const [address, title] of districtPages) found.push(...(await violations(page, address, title)));
  expect(found).toEqual([]);
});

test('a project’s page, the settings, the search and the help', async ({ startOffice, prepared }) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  const found: string[] = [];
  for (const section of settings) found.push(...(await violations(page, `/settings?section=${section}`, '设置')));
  // Two leaders stand there whose tier nobody has said.
  found.push(...(await violations(page, '/reports?table=annex3', '附件3')));
  await page.evaluate(() => (window.location.hash = '#/projects'));
  const project = await page.locator('.lg-row a').first().getAttribute('href');
  for (const tab of [
    'overview',
    'reports',
    'investments',
    'pools',
    'milestones',
    'permits',
    'factors',
    'people',
    'attachments',
    'history',
  ])
    found.push(...(await violations(page, `${project?.slice(1) ?? ''}?tab=${tab}`, '')));
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: '查找', exact: true })).toBeVisible();
  found.push(...(await seenBy(page, 'Ctrl+K')));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toBeVisible();
  found.push(...(await seenBy(page, 'F1')));
  expect(found).toEqual([]);
});

test('the pages of a centre without districts, the sign-in page and the first page', async ({
  startOffice,
  prepared,
}) => {
  const found: string[] = [];
  const { page } = await startOffice('centre', { dataFolder: prepared('centre'), operator: clerkName });
  for (const [address, title] of [
    ['/', '区县总览'],
    ['/centre-board', '报送看板'],
    ['/group-items', '工作组报送'],
    ['/group-statistics', '信息统计'],
    ['/duplicates', '查重'],
    ['/projects', '项目库'],
    ['/reports', '附件2'],
    ['/centre-tables', '下达报表'],
    ['/centre-tables/new', '新建下达报表'],
    ['/exchange', '报送接收'],
    ['/exchange/receive', '接收'],
  ] as const)
    found.push(...(await violations(page, address, title)));
  await page.getByRole('button', { name: /^正在工作/ }).click();
  await page.getByRole('menuitem', { name: '换人或离开' }).click();
  await expect(page.getByText('请选择经办人')).toBeVisible();
  found.push(...(await seenBy(page, 'sign-in')));

  const fresh = await startOffice('fresh');
  await fresh.page.getByRole('button', { name: '开始设置' }).click();
  await fresh.page.getByRole('button', { name: '下一步' }).click();
  await expect(fresh.page.getByText('请填写单位全称，与公章一致')).toBeVisible();
  found.push(...(await seenBy(fresh.page, 'set-up')));
  expect(found).toEqual([]);
});

async function violations(page: Page, address: string, title: string): Promise<string[]> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#${address}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await expect(page.locator('[aria-busy="true"], .mantine-Loader-root')).toHaveCount(0);
  return seenBy(page, address);
}

async function seenBy(page: Page, where: string): Promise<string[]> {
  // Half faded in, everything is too faint.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  const { violations: all } = await new AxeBuilder({ page }).analyze();
  return all
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${where}: ${id} (${nodes.length}) ${nodes[0]?.html.slice(0, 160) ?? ''} ${nodes[0]?.failureSummary?.slice(0, 200) ?? ''}`,
    );
}
