/** 入库转化 as a clerk does it: an entry outside the window with its papers, an exit with consent, any day, undo. */
import type { Page } from '@playwright/test';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, notice } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';
import { pdfBytes, writeSample } from '#test/support/sample-files.ts';

/** A row of a list that unfolds. */
function listRow(page: Page, list: string, name: string) {
  return page.getByRole('treegrid', { name: list }).getByRole('row').filter({ hasText: name });
}

async function openPools(page: Page): Promise<void> {
  await goTo(page, '项目库');
  await page.getByRole('navigation', { name: '项目库的页面' }).getByRole('link', { name: '入库转化' }).click();
  await expect(page.getByRole('heading', { name: '入库转化' })).toBeVisible();
}

test('outside the window a project enters with its papers, and the clause says what is missing', async ({
  startOffice,
  prepared,
  folder,
}) => {
  const { page, choose } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await openPools(page);
  await page.getByRole('button', { name: '办理：柳林道路' }).click();
  const dialog = page.getByRole('dialog', { name: '柳林道路' });
  await expect(dialog).toContainText('现在：未入库');
  await dialog.getByText('超出选报时间').click();
  await dialog.getByRole('combobox', { name: '属于哪种情形' }).selectOption({ label: '新取得开发地块' });
  await dialog.getByRole('textbox', { name: '审核签字的责任单位主要领导' }).fill('周某某');
  await dialog.getByRole('textbox', { name: /同意日期/ }).fill('2026-11-10');
  await dialog.getByRole('textbox', { name: '同意的文号或纪要号' }).fill('青石重点纪要〔2026〕5号');
  await dialog.getByRole('button', { name: '入库：储备库' }).click();
  await expect(dialog.getByRole('alert')).toContainText('选报申请扫描件');
  await expect(dialog.getByRole('alert')).toContainText('二七办文〔2024〕7号 四(二)1');

  await choose(writeSample(folder, '选报申请.pdf', pdfBytes), () =>
    dialog.getByRole('button', { name: '选择文件' }).click(),
  );
  await expect(dialog.getByText('盖章的选报申请扫描件：选报申请.pdf')).toBeVisible();
  await dialog.getByRole('button', { name: '入库：储备库' }).click();
  await expect(notice(page, '已入库：储备库')).toBeVisible();
  await expect(listRow(page, '全部项目', '柳林道路')).toContainText('储备库');

  await page.getByRole('link', { name: '柳林道路' }).click();
  const history = page.getByRole('row').filter({ hasText: '窗口期外入库' });
  await expect(history).toContainText('审核签字：周某某');
  await expect(history).toContainText('选报申请.pdf');
  await expect(history).toContainText('二七办文〔2024〕7号 四(二)1');
});

test('what the ledgers show is proposed with its clause and made with one click, or many; undo takes it back', async ({
  startOffice,
  prepared,
}) => {
  const dataFolder = prepared('ledger');
  const { rows } = cli(dataFolder, 'projects.list', {});
  for (const name of ['望江学校', '柳林道路']) {
    const projectId = rows.find((row) => row.name === name)?.id ?? '';
    cli(dataFolder, 'projects.save', { id: projectId, changes: { pool: 'start' } });
    const { nodes } = cli(dataFolder, 'milestones.ofProject', { projectId });
    const id = nodes.find((node) => node.kind === 'start')?.id ?? '';
    cli(dataFolder, 'milestones.save', { projectId, id, changes: { actualOn: '2026-11-02' } });
  }
  const { page } = await startOffice('district', { dataFolder, operator: clerkName });
  await expect(page.getByText('有2个项目应即时转化')).toBeVisible();
  await openPools(page);
  const proposals = page.getByRole('region', { name: '建议转化 2 个' });
  await expect(proposals).toContainText('2026年11月2日实际开工');
  await expect(proposals).toContainText('依据：二七办文〔2024〕7号 四(二)2');
  await proposals.getByRole('checkbox', { name: '全选' }).check();
  await proposals.getByRole('button', { name: '办理所选 2 个' }).click();
  await expect(notice(page, '已办理 2 个项目的转化')).toBeVisible();
  await expect(listRow(page, '全部项目', '望江学校')).toContainText('在建库');
  await notice(page, '已办理 2 个项目的转化').getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('region', { name: '建议转化 2 个' })).toBeVisible();
  await expect(listRow(page, '全部项目', '望江学校')).toContainText('开工库');
});

test('an exit needs the consent, opens the plot’s new attraction, and the project stays findable', async ({
  startOffice,
  prepared,
}) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await openPools(page);
  await page.getByRole('button', { name: '办理：青石大桥' }).click();
  const dialog = page.getByRole('dialog', { name: '青石大桥' });
  await dialog.getByRole('radiogroup', { name: '办理什么' }).getByText('退出').click();
  await dialog.getByRole('combobox', { name: '退出情形' }).selectOption({ label: '2. 合同约定终止合作' });
  await dialog.getByRole('button', { name: '办理退出' }).click();
  await expect(dialog.getByRole('alert')).toContainText('须经区重大项目建设工作领导小组研究同意');
  await dialog.getByRole('textbox', { name: /同意日期/ }).fill('2026-11-16');
  await dialog.getByRole('textbox', { name: '同意的文号或纪要号' }).fill('青石重点纪要〔2026〕6号');
  await dialog.getByRole('textbox', { name: '地块（同步再次招商）' }).fill('QS-07');
  await dialog.getByRole('button', { name: '办理退出' }).click();
  await expect(notice(page, '已退出，并启动该地块的再次招商')).toBeVisible();

  await page.getByText('再次招商 1').click();
  const attraction = page.getByRole('row').filter({ hasText: 'QS-07' });
  await expect(attraction).toContainText('青石大桥');
  await attraction.getByRole('textbox', { name: 'QS-07的进展' }).fill('与两家企业接洽');
  await page.keyboard.press('Enter');
  await page.getByText('已退出 1').click();
  const left = listRow(page, '已退出的项目', '青石大桥');
  await expect(left).toContainText('青石重点纪要〔2026〕6号');

  // Yesterday it was still there; the day is typed.
  await page.getByText('某日在库').click();
  await expect(listRow(page, '2026-11-18在库情况', '青石大桥')).toContainText('已退出（2026年11月18日）');
  await page.getByRole('textbox', { name: '看哪一天' }).fill('2026-11-17');
  await page.keyboard.press('Enter');
  await expect(listRow(page, '2026-11-17在库情况', '青石大桥')).toContainText('最早记为在建库');

  await goTo(page, '项目库');
  await expect(gridCell(page, '青石大桥', 'pool')).toHaveText('');
  await goTo(page, '工作台');
  await expect(page.getByRole('link', { name: /重点项目/ }).first()).toContainText('3');
});
