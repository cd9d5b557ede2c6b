/** A round comes back: printed, typed along the paper by keyboard, photos dropped, a mismatch becomes an issue. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, notice } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';
import { jpegBytes, pngBytes } from '#test/support/sample-files.ts';

test('print, typed back, mismatch, issue', async ({ startOffice, prepared, folder }) => {
  const dataFolder = prepared('ledger');
  const bridge = cli(dataFolder, 'projects.list', {}).rows.find((row) => row.name === '青石大桥')?.id ?? '';
  const { id: roundId } = cli(dataFolder, 'inspectionRounds.save', {
    changes: {
      name: '十一月投资核查',
      templateId: 'verification',
      fromDay: '2026-11-18',
      untilDay: '2026-11-18',
      otherInspectors: '钱某某、孙某某',
    },
    projectIds: [bridge],
    blankSheets: 1,
  });
  cli(dataFolder, 'inspectionRounds.print', { roundId, copies: 1 });
  const office = await startOffice('district', { dataFolder, operator: clerkName });
  const { page } = office;
  const number = page.getByRole('textbox', { name: '表号或扫码' });
  const keys = async (...presses: readonly string[]) => {
    for (const press of presses)
      await (press.length > 1 && !/^[A-Z]/.test(press) ? page.keyboard.type(press) : page.keyboard.press(press));
  };
  await goTo(page, '现场督导');
  await page.getByRole('navigation', { name: '现场督导的页面' }).getByRole('link', { name: '录入检查表' }).click();

  await test.step('a mistyped number is said so; the right one opens the sheet at its first question', async () => {
    await expect(number).toBeFocused();
    await number.fill('26-0001-6');
    await number.press('Enter');
    await expect(page.getByText('校验位不对')).toBeVisible();
    await number.fill('26-0001-7');
    await number.press('Enter');
    await expect(page.getByRole('radiogroup', { name: '是否已实质性开工' })).toBeFocused();
  });

  await test.step('typed in the order of the paper by keyboard alone; what differs shows at once', async () => {
    // Started, at work, not completed, the physical progress is not what was reported.
    await keys('1', 'Enter', '1', 'Enter', '2', 'Enter', '2', 'Enter', '桥墩完成六成', 'Enter');
    await expect(page.getByRole('textbox', { name: '凭证能支撑的本年累计完成投资', exact: true })).toBeFocused();
    await keys('四千', 'Enter');
    await expect(page.getByText('不是金额')).toBeVisible();
    await page.keyboard.press('Control+A');
    await keys('4000', 'Enter');
    await expect(page.getByText('填报多1,000万元（20%），超出允许误差（±5%）')).toBeVisible();
    await keys('Enter', '2', 'Enter', 'Enter', '2', 'Enter', 'Enter', '1-2', 'Enter', '正在架梁', 'Enter');
    await expect(page.getByRole('textbox', { name: '整改要求' })).toBeFocused();
    await expect(page.getByText('已自动保存')).toBeVisible();
  });

  await test.step('what was typed is there again after leaving', async () => {
    await page.getByRole('button', { name: '全部检查表' }).click();
    await expect(page.getByRole('row').filter({ hasText: '青石大桥' })).toContainText('录了');
    await page.getByRole('button', { name: '26-0001-7', exact: true }).click();
    await expect(page.getByRole('textbox', { name: '现场情况' })).toHaveValue('正在架梁');
  });

  await test.step('photos are numbered in the order of the files and stand with their item; what is none is said so', async () => {
    const first = join(folder, '现场1.jpg');
    writeFileSync(first, jpegBytes('2026:11:18 09:30:00'));
    const photos = page.getByRole('region', { name: '现场照片' });
    await office.choose(first, () => photos.getByRole('button', { name: '选择文件' }).click());
    await expect(notice(page, '已放入 1 张照片')).toBeVisible();
    await expect(photos).toContainText('2026-11-18');
    await expect(photos.getByLabel('现场1.jpg 的照片编号')).toHaveValue('1');
    await expect(photos.getByRole('combobox')).toContainText('按编号：现场和凭证照片');
    const second = join(folder, '说明.pdf');
    writeFileSync(second, '%PDF-1.4\n');
    await office.choose(second, () => photos.getByRole('button', { name: '选择文件' }).click());
    await expect(photos.getByRole('alert')).toContainText('“说明.pdf”不是照片');
    const scan = join(folder, '扫描件.png');
    writeFileSync(scan, pngBytes(3, 3, [250, 250, 250]));
    const scans = page.getByRole('region', { name: '检查表扫描件' });
    await office.choose(scan, () => scans.getByRole('button', { name: '选择文件' }).click());
    await expect(scans).toContainText('扫描件.png');
  });

  await test.step('completed, and the number field waits for the next sheet', async () => {
    await page.getByRole('textbox', { name: '整改要求' }).focus();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('刚录入：26-0001-7 青石大桥，2处与填报不符（严重2处）')).toBeVisible();
    await expect(number).toBeFocused();
    await keys('26-0001-7', 'Enter');
    await expect(page.getByText(`已由${clerkName}在2026年11月18日录入`)).toBeVisible();
  });

  await test.step('a blank sheet asks for its project first', async () => {
    await number.fill('26-0002-5');
    await number.press('Enter');
    const project = page.getByRole('combobox', { name: '这张是空白表，先选到的是哪个项目' });
    await expect(project).toBeFocused();
    await project.fill('wjxx');
    await page.getByRole('option', { name: '望江学校' }).click();
    await page.keyboard.press('Enter');
    await keys('2', 'Control+Enter');
    await expect(page.getByText('刚录入：26-0002-5 望江学校，没有与填报不符的')).toBeVisible();
  });

  await test.step('the mismatch stands with both figures and becomes an issue in one act', async () => {
    await page.getByRole('navigation', { name: '现场督导的页面' }).getByRole('link', { name: '核查比对' }).click();
    const row = page.getByRole('row').filter({ hasText: '凭证能支撑的本年累计完成投资' });
    await expect(row).toContainText('5,000万元');
    await expect(row).toContainText('4,000万元');
    await row.click();
    await page.getByRole('button', { name: '列为问题' }).click();
    const dialog = page.getByRole('dialog', { name: '列为问题：青石大桥' });
    await expect(dialog.getByLabel('详细情况')).toHaveValue(/填报多1,000万元/);
    await dialog.getByRole('button', { name: '列为问题' }).click();
    await expect(notice(page, '已列入问题台账')).toBeVisible();
    await page.getByRole('radiogroup', { name: '显示哪些情况' }).getByText('办理中').click();
    await expect(row).toContainText('列为问题 2026-1（待办）');
  });

  await test.step('the list on paper', async () => {
    await page.getByRole('button', { name: '打印清单' }).click();
    const paper = page.getByRole('dialog', { name: '现场核查与填报比对清单：办理中' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const sheets = await readPdf(await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click()));
    for (const word of ['青石大桥', '4,000万元', '列为问题']) expect(sheets[0]?.text).toContain(comparable(word));
    await paper.getByRole('button', { name: '关闭' }).first().click();
  });

  await test.step('the issue leads back to the sheet, and the project keeps the visit', async () => {
    await goTo(page, '问题与督办');
    await page.getByRole('button', { name: '2026-1', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: '问题办理' });
    await expect(drawer).toContainText('十一月投资核查检查表 26-0001-7');
    await expect(drawer).toContainText('现场照片1张');
    await drawer.getByRole('button', { name: '关闭' }).click();
    await goTo(page, '项目库');
    await page.getByRole('link', { name: '青石大桥' }).click();
    await page.getByRole('tab', { name: '督导', exact: true }).click();
    await expect(page.getByRole('region', { name: '督导记录' })).toContainText('2处，严重2');
    await expect(page.getByRole('region', { name: '核查情况' })).toContainText('列为问题 2026-1');
    await page.getByRole('tab', { name: '问题', exact: true }).click();
    await expect(gridCell(page, '2026-1', 'title')).toContainText('现场核查与填报不符');
  });
});
