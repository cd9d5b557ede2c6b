/** Photos and papers of a project, two records of one project, a paper found by its number: as a clerk does it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridRow, notice } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';
import { jpegBytes, pdfBytes, pngBytes, writeSample } from '#test/support/sample-files.ts';

/** Opens a project's page at a tab. */
async function openTab(page: Page, project: string, tab: string): Promise<void> {
  await goTo(page, '项目库');
  await gridRow(page, project).getByRole('link', { name: project }).click();
  await page.getByRole('tab', { name: tab }).click();
}

test('photos and papers dropped on a project are kept, drawn and opened; a program is refused', async ({
  startOffice,
  prepared,
  folder,
  door,
}) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await openTab(page, '青石大桥', '附件');
  await expect(page.getByText('还没有附件')).toBeVisible();
  const photo = writeSample(folder, '桥墩.jpg', jpegBytes('2026:11:12 09:30:00'));
  const drawing = writeSample(folder, '效果图.png', pngBytes(64, 48, [40, 90, 160]));
  const paper = writeSample(folder, '初步设计批复.pdf', pdfBytes);
  const program = writeSample(folder, '安装.jpg', Buffer.from('MZ\x90\0', 'latin1'));
  await drop(page, door, [photo, drawing, paper, program]);

  await expect(notice(page, '已放入 3 个附件')).toBeVisible();
  await expect(page.getByRole('alert', { name: '没有放入' })).toContainText('“安装.jpg”是程序或脚本');
  const photos = page.getByRole('region', { name: '照片' });
  await expect(photos.getByText('2026-11-12')).toBeVisible();
  await expect(photos.getByRole('button', { name: '打开 效果图.png' }).getByRole('presentation')).toBeVisible();
  await photos.getByRole('button', { name: '打开 效果图.png' }).click();
  const viewer = page.getByRole('dialog', { name: '效果图.png' });
  await expect(viewer.getByRole('img', { name: '效果图.png' })).toHaveJSProperty('naturalWidth', 64);
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();

  await drop(page, door, [paper]);
  await expect(page.getByRole('alert', { name: '没有放入' })).toContainText('是同一个文件，不必再放');
  await page.getByRole('button', { name: '初步设计批复.pdf 的操作' }).click();
  await page.getByRole('menuitem', { name: '移除' }).click();
  await expect(page.getByRole('region', { name: '文件' })).toBeHidden();
  await notice(page, '已移除').getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('region', { name: '文件' })).toContainText('初步设计批复.pdf');
});

test('two records of one project are offered, merged field by field, and taken apart again', async ({
  startOffice,
  prepared,
}) => {
  const dataFolder = prepared('ledger');
  cli(dataFolder, 'projects.save', {
    changes: { name: '青石大桥建设工程', totalInvestment: 120_500_000, owner: '云岭路桥有限公司' },
  });
  const { page } = await startOffice('district', { dataFolder, operator: clerkName });
  await goTo(page, '项目库');
  await page.getByRole('navigation', { name: '项目库的页面' }).getByRole('link', { name: '查重' }).click();
  const card = page.getByRole('region', { name: /青石大桥/ }).first();
  await expect(card).toContainText('名称去掉“建设、工程、项目”和期次后相同');
  await expect(card).toContainText('总投资相差不到百分之一');
  await card.getByRole('button', { name: '合并' }).click();
  const dialog = page.getByRole('dialog', { name: '合并两个项目' });
  await expect(dialog).toContainText('补上空着的 1 栏：建设单位（云岭路桥有限公司）');
  await dialog.getByRole('radio', { name: '12,050万元' }).check();
  await dialog.getByRole('button', { name: '合并', exact: true }).click();
  await expect(notice(page, '已合并，保留“青石大桥”')).toBeVisible();
  await expect(page.getByText('没有发现可能重复的项目')).toBeVisible();
  await goTo(page, '项目库');
  await expect(gridRow(page, '青石大桥建设工程')).toBeHidden();

  await openTab(page, '青石大桥', '概况');
  await expect(page.getByRole('textbox', { name: '建设单位' })).toHaveValue('云岭路桥有限公司');
  await expect(page.getByRole('textbox', { name: '总投资' })).toHaveValue('12,050');
  const merged = page.getByRole('region', { name: '并入的项目' });
  await expect(merged).toContainText('青石大桥建设工程');
  await merged.getByRole('button', { name: '拆回' }).click();
  await expect(notice(page, '已拆回“青石大桥建设工程”')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '总投资' })).toHaveValue('12,000');
  await goTo(page, '项目库');
  await expect(gridRow(page, '青石大桥建设工程')).toBeVisible();
});

test('Ctrl+K finds a permit by the initials of its number, a former name, and a file', async ({
  startOffice,
  prepared,
}) => {
  const dataFolder = prepared('ledger');
  const [row] = cli(dataFolder, 'projects.list', {}).rows;
  const projectId = row?.id ?? '';
  cli(dataFolder, 'permits.save', {
    projectId,
    changes: { stage: 'projectApproval', name: '可研批复', state: 'done', documentNumber: '青发改〔2026〕12号' },
  });
  cli(dataFolder, 'projects.save', { id: projectId, changes: { name: '青石特大桥' } });
  const { page } = await startOffice('district', { dataFolder, operator: clerkName });
  await expect(page.getByRole('navigation', { name: '主要页面' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: '查找' });
  await search.fill('qfg202612');
  const hit = page.getByRole('button', { name: /青发改〔2026〕12号/ });
  await expect(hit).toContainText('可研批复 · 青石特大桥');
  await search.fill('青石大桥');
  await expect(page.getByRole('button', { name: /曾用名 青石大桥/ })).toBeVisible();
  await search.fill('青发改2026');
  await hit.click();
  await expect(page.getByRole('heading', { level: 1, name: '青石特大桥' })).toBeVisible();
  await expect(page.getByRole('tab', { name: '手续' })).toHaveAttribute('aria-selected', 'true');
});

test('a new name is asked about, a list is made from pasted names', async ({ startOffice, prepared }) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await openTab(page, '柳林道路', '概况');
  const name = page.getByRole('textbox', { name: '项目名称' });
  await name.fill('柳林大道');
  await name.press('Enter');
  await page.getByRole('dialog', { name: '项目名称改了' }).getByRole('button', { name: '项目改名，保留原名' }).click();
  await expect(page.getByRole('region', { name: '曾用名' })).toContainText('柳林道路');

  await goTo(page, '项目库');
  await page.getByRole('navigation', { name: '项目库的页面' }).getByRole('link', { name: '名单' }).click();
  await page.getByRole('button', { name: '列入项目' }).first().click();
  const dialog = page.getByRole('dialog', { name: '列入名单' });
  await dialog.getByLabel('名单', { exact: true }).fill('三个一批');
  await dialog.getByLabel('期次', { exact: true }).fill('第五期');
  await dialog.getByRole('textbox', { name: '项目名称' }).fill('1、青石大桥\n2、柳林道路\n3、望江学校项目\n4、没有的');
  await dialog.getByRole('button', { name: '核对名称' }).click();
  await expect(dialog).toContainText('3 个对得上，1 个要看一看');
  await expect(dialog).toContainText('柳林道路 → 柳林大道（曾用名）');
  await dialog.getByRole('button', { name: '列入 3 个项目' }).click();
  await expect(notice(page, '已列入 3 个项目')).toBeVisible();
  await expect(page.getByText('3 个项目 · 金额单位：万元')).toBeVisible();
});

/** In a browser as a drop from the stick's window; Electron's files come with their path, so there they are chosen. */
async function drop(page: Page, door: 'loopback' | 'electron', paths: readonly string[]): Promise<void> {
  if (door === 'electron') return page.getByLabel('选择附件').setInputFiles([...paths]);
  const files = paths.map((path) => ({ name: basename(path), bytes: readFileSync(path).toString('base64') }));
  await page.locator('.attachment-drop').evaluate((box, given) => {
    const data = new DataTransfer();
    for (const { name, bytes } of given)
      data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name));
    box.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
}
