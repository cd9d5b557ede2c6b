/** First use: an office is set up, its recovery sheet kept, people sign in; or the fictional district is loaded. */
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, passphrase, unlock } from '#test/support/clerk.ts';
import { readPdf } from '#test/support/read-pdf.ts';

test('a district office is set up in the wizard, its recovery sheet is kept, and the desk says what comes first', async ({
  startOffice,
}) => {
  const office = await startOffice('district');
  const { page } = office;
  await page.getByRole('button', { name: '开始设置' }).click();
  const next = page.getByRole('button', { name: '下一步' });

  await next.click();
  await expect(page.getByText('请填写单位全称，与公章一致')).toBeVisible();
  await expect(page.getByText('请填写单位简称，例如“青石区”')).toBeVisible();
  await page.getByLabel('单位全称').fill('青石区重点项目推进办公室');
  await page.getByLabel('单位简称').fill('青石区');
  await page.getByLabel('设在').fill('区商务局');
  await page.keyboard.press('Enter');

  await page.getByLabel('落款').fill('青石区重点办');
  await page.getByLabel('报送给').fill('云岭市重点项目建设中心');
  await page.getByLabel('联系人').fill('某某某');
  await page.getByLabel('联系电话').fill('0000-1234567');
  await page.keyboard.press('Enter');

  await next.click();
  await expect(page.getByText('请填写经办人姓名')).toBeVisible();
  await page.getByLabel('经办人').fill(clerkName);
  const first = page.getByRole('textbox', { name: '口令', exact: true });
  const again = page.getByRole('textbox', { name: '再输入一次口令' });
  await first.fill('1234567');
  await next.click();
  await expect(page.getByText('口令至少 8 个字符')).toBeVisible();
  await first.fill(passphrase);
  await again.fill(`${passphrase}。`);
  await next.click();
  await expect(page.getByText('两次填写的口令不一样')).toBeVisible();
  await again.fill(passphrase);
  await next.click();

  await expect(page.getByRole('combobox', { name: '适用文件' })).not.toHaveValue('');
  await page.getByRole('button', { name: '完成设置' }).click();
  await expect(page.getByText('请确认后再继续')).toBeVisible();
  await page.getByLabel('已知悉，本单位不在本系统录入国家秘密').check();
  await page.getByRole('button', { name: '完成设置' }).click();

  await expect(page.getByRole('heading', { name: '打印恢复单' })).toBeVisible({ timeout: 30_000 });
  const groups = page.locator('code');
  await expect(groups).toHaveCount(8);
  for (const group of await groups.allTextContents()) expect(group).toMatch(/^\d{5}$/);
  const path = await office.keep(() => page.getByRole('button', { name: '存到U盘，稍后打印' }).click());
  const [sheet] = await readPdf(path);
  expect(sheet).toMatchObject({ width: 210, height: 297 });
  expect(sheet?.text).toContain('恢复单');
  expect(sheet?.text).toContain('青石区重点项目推进办公室');
  await page.getByLabel('恢复单已打印并封存').check();
  await page.getByRole('button', { name: '开始使用' }).click();

  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();
  await expect(page.getByRole('button', { name: `正在工作：${clerkName}` })).toBeVisible();
  await expect(page.getByRole('banner').getByText('11月20日期')).toBeVisible();
  await expect(page.getByText('演示时间：业务日期固定为 2026-11-18')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: '导入台账' }).first()).toBeVisible();
});

test('who works signs in by name, and the key is locked and unlocked with the passphrase', async ({
  startOffice,
  prepared,
}) => {
  const office = await startOffice('district', { dataFolder: prepared('district'), operator: '' });
  const { page } = office;
  await expect(page.getByText('请选择经办人，之后的每一处改动都记在这个名字下。')).toBeVisible();
  await page.getByRole('button', { name: '其他经办人' }).click();
  await page.getByLabel('经办人姓名').fill('经办乙');
  await page.keyboard.press('Enter');
  const working = page.getByRole('button', { name: '正在工作：经办乙' });
  await expect(working).toBeVisible();

  await goTo(page, '设置');
  await page.getByRole('tab', { name: '口令与密钥' }).click();
  await expect(page.getByText('密钥已锁定。填写、查看不受影响')).toBeVisible();
  await page.getByRole('button', { name: '存到U盘，稍后打印' }).click();
  await unlock(page, '不是这个口令');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('口令不对');
  const path = await office.keep(() => unlock(page));
  expect((await readPdf(path)).length).toBe(1);
  await expect(page.getByText('密钥已解锁')).toBeVisible();
  await page.getByRole('button', { name: '现在锁定' }).click();
  await expect(page.getByText('密钥已锁定。填写、查看不受影响')).toBeVisible();

  await working.click();
  await page.getByRole('menuitem', { name: '换人或离开' }).click();
  await page.getByRole('button', { name: clerkName }).click();
  await expect(page.getByRole('button', { name: `正在工作：${clerkName}` })).toBeVisible();
});

test('the demonstration district is loaded from the first page, and its figures open their rows', async ({ page }) => {
  await page.getByRole('button', { name: '载入演示区' }).click();
  await page.getByRole('button', { name: '载入', exact: true }).click();
  await expect(page.getByRole('heading', { name: '工作台', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('演示数据')).toBeVisible();
  await expect(page.getByRole('heading', { name: '总体数据' })).toBeVisible();
  await goTo(page, '项目库');
  await expect(page.getByText('共 120 行')).toBeVisible();
});
