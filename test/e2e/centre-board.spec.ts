/** A centre's Friday: the board, an item drawn from the district's report, the reminder, the request to send again. */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '#test/support/browser.ts';
import { goTo, notice } from '#test/support/clerk.ts';
import { openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { keepToOwnFolder } from '#test/support/own-folder.ts';

keepToOwnFolder();

test('who has filed is seen, an item is drawn and filed, the others are reminded', async ({ startOffice, folder }) => {
  test.setTimeout(300_000);
  const { page } = await startOffice('centre', {
    dataFolder: await centreWithGroups(folder),
    operator: '经办戊',
    now: '2026-11-19T02:00:00.000Z',
  });

  await test.step('the overview says on Thursday who is missing, with the clause, and leads to the board', async () => {
    await expect(page.getByText('11月20日期还有2个工作组没有报齐')).toContainText('郑重办〔2022〕XX号 四(三)');
    await page.getByRole('link', { name: '去催报' }).first().click();
    await expect(page.getByRole('heading', { name: '报送看板' })).toBeVisible();
  });

  await test.step('the package is there and the item is not: two things', async () => {
    await expect(page.getByRole('button', { name: /青石区报送包：\s*已收/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /白鹭区报送包：\s*待收/ })).toBeVisible();
    expect(await breaches(page)).toEqual([]);
    await page.getByRole('button', { name: /第一组进度滞后：\s*待报/ }).click();
  });

  await test.step('an item is drawn from what the district reported, edited and filed', async () => {
    const drawer = page.getByRole('dialog', { name: '工作组报送' });
    await drawer.getByRole('button', { name: '新增一条' }).click();
    const form = page.getByRole('dialog', { name: '新增报送信息' });
    await form.getByRole('button', { name: '从区县所报带入' }).click();
    await form.getByRole('button', { name: '带入青石大桥' }).click();
    const body = form.getByRole('textbox', { name: '内容' });
    await expect(body).toHaveValue(/^青石大桥：本年计划投资6,000万元，截至完成投资3,000万元。进展情况：正在架梁。$/);
    await body.fill(`${await body.inputValue()}工作组到现场协调两次。`);
    await expect(form.getByRole('combobox', { name: '报送人' })).toHaveValue('组长甲（组长）');
    await form.getByRole('button', { name: '报送', exact: true }).click();
    await expect(notice(page, '已报送')).toBeVisible();
    await expect(drawer.getByRole('article', { name: '青石大桥进度滞后情况' })).toContainText('11月19日 10:00');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /第一组进度滞后：\s*已报 1/ })).toBeVisible();
  });

  await test.step('one click reminds the districts, the words for the groups are there to copy', async () => {
    await page.getByRole('button', { name: '催报', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '催报：11月20日期' });
    await expect(dialog.getByRole('region', { name: '工作组' })).toContainText(
      '11月20日期还没有报：领导分包（报工程协调处）、白名单（报项目储备选报处），请于11月20日12:00前报送',
    );
    await expect(dialog.getByRole('region', { name: '区县报送包' })).toContainText('白鹭区。');
    await dialog.getByRole('button', { name: '随下达文件催报' }).click();
    await expect(notice(page, '已催1个区县')).toBeVisible();
    await expect(dialog.getByText('白鹭区（已催）')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the district is asked to send again', async () => {
    await page.getByRole('button', { name: /青石区报送包：\s*已收/ }).click();
    const drawer = page.getByRole('dialog', { name: '区县报送包' });
    await drawer.getByRole('button', { name: '请重报' }).click();
    const form = page.getByRole('dialog', { name: '请重报：青石区' });
    await expect(form.getByRole('textbox', { name: '内容' })).toHaveValue('11月20日期报送包请重新生成，再报送一次。');
    await form.getByRole('button', { name: '请重报' }).click();
    await expect(drawer.getByText('（待答复）')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the section gives the item back; the year’s counts know of nothing any more', async () => {
    await page.getByRole('link', { name: '工作组报送' }).click();
    await expect(page.getByRole('button', { name: '退回' })).toBeVisible();
    expect(await breaches(page)).toEqual([]);
    await page.getByRole('button', { name: '退回' }).click();
    const form = page.getByRole('dialog', { name: '退回：第一组' });
    await form.getByRole('textbox', { name: '退回原因' }).fill('没有写责任单位');
    await form.getByRole('button', { name: '退回' }).click();
    await expect(page.getByRole('treegrid', { name: '工作组报送' }).getByRole('row').nth(1)).toContainText('退回');
    await page.getByRole('link', { name: '信息统计' }).click();
    await expect(page.getByText('2026年还没有报送信息')).toBeVisible();
    await goTo(page, '区县总览');
  });
});

/** What axe calls serious or critical. */
async function breaches(page: Page): Promise<string[]> {
  // Half faded in, everything is too faint.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 160) ?? ''}`);
}

/** A centre with two groups, and the report of one of their districts taken in. */
async function centreWithGroups(folder: string): Promise<string> {
  const prepared = await preparedOffices(folder);
  const district = openOffice(prepared.district);
  const centre = openOffice(prepared.centre, { operator: '经办戊' });
  try {
    await Promise.all([district.unlock(), centre.unlock()]);
    const projectId = (await projectIds(district))['青石大桥'] ?? '';
    const { period } = await district.call('packages.precheck', {});
    const changes = { doneThisYear: 30_000_000, progressText: '正在架梁。' };
    await district.call('progress.save', { period, projectId, changes });
    const { file } = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    const up = centre.take(district.keep(file, join(folder, 'up.ldx')));
    await centre.call('packages.import', { token: (await centre.call('packages.preview', { file: up })).token });
    const group = (name: string, districtName: string, leader: string) => ({
      name,
      kind: 'liaisonGroup' as const,
      districtName,
      officeUnitName: null,
      officeDirectorName: null,
      members: [{ personName: leader, role: 'leader' as const }],
      projectIds: [],
    });
    await centre.call('groups.takeTable', {
      groups: [group('第一组', '青石区', '组长甲'), group('第二组', '白鹭区', '组长丁')],
    });
  } finally {
    await Promise.all([district.close(), centre.close()]);
  }
  return prepared.centre;
}
