/** 适用文件 adapted in its form and in effect at once; the next holiday notice pasted, doubted, put right and kept. */
import type { Page } from '@playwright/test';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, notice } from '#test/support/clerk.ts';

async function open(page: Page, name: string): Promise<void> {
  await goTo(page, '设置');
  await page.getByRole('navigation', { name: '设置的页面' }).getByRole('link', { name }).click();
}

test('a rule is adapted in its form, counts without a restart, is compared and carried to another office', async ({
  startOffice,
  prepared,
}) => {
  const { page, keep } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await expect(page.getByText('2026年11月20日 星期五 12:00截止')).toBeVisible();

  // What no notice states stands above, with its default and the way to change it.
  await open(page, '适用文件');
  const defaults = page.getByRole('region', { name: '通知没有规定的事项' });
  await expect(defaults).toContainText('报送截止日遇节假日，提前到前一个工作日。');
  await expect(defaults).toContainText('“截至完成投资”按本年累计填写。');
  await expect(defaults).toContainText('进度滞后');

  await page.getByRole('button', { name: '修改报送周期' }).click();
  await expect(page.getByRole('heading', { name: '修改，另存为新版本' })).toBeVisible();
  const form = page.getByRole('region', { name: '报送周期' });
  await form.getByRole('combobox', { name: '每周截止于' }).click();
  await page.getByRole('option', { name: '周四' }).click();
  await form.getByLabel('截止时刻').fill('16:00');
  await expect(form.getByText('内容改了，请把“规定”这句话也改成一致的')).toBeVisible();
  await form.getByRole('textbox', { name: '规定' }).fill('每周更新进展，每周四16时前报送。');
  await form.getByRole('textbox', { name: '出处' }).fill('');
  await page.getByRole('button', { name: '保存新版本（改了1项）' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '“报送周期”没有写出处' })).toBeVisible();
  await form.getByRole('textbox', { name: '出处' }).fill('青石办〔2026〕9号 二');
  await page.getByRole('textbox', { name: '名称' }).first().fill('青石区重点项目办法');
  await page.getByRole('button', { name: '保存新版本（改了1项）' }).click();
  await expect(notice(page, '新版本已保存并启用')).toBeVisible();
  await expect(page.getByRole('heading', { name: '青石区重点项目办法（本单位第1版）' })).toBeVisible();

  await goTo(page, '工作台');
  await expect(page.getByText('2026年11月19日 星期四 16:00截止')).toBeVisible();
  await expect(page.getByText('青石办〔2026〕9号 二').first()).toBeVisible();

  // The former version is there as it was, and only what differs is listed.
  await open(page, '适用文件');
  await page
    .getByRole('navigation', { name: '文件和版本' })
    .getByRole('button', { name: /二七区2024年/ })
    .click();
  await page.getByRole('button', { name: '与执行中的比较' }).click();
  const difference = page.getByRole('region', { name: '报送周期' });
  await expect(difference.getByRole('row', { name: '每周截止于 周四 周五' })).toBeVisible();
  await page.getByRole('button', { name: '回到适用文件' }).click();
  await page.getByRole('button', { name: '启用这一版' }).click();
  await goTo(page, '工作台');
  await expect(page.getByText('2026年11月20日 星期五 12:00截止')).toBeVisible();

  await open(page, '适用文件');
  await page
    .getByRole('navigation', { name: '文件和版本' })
    .getByRole('button', { name: /青石区重点项目办法/ })
    .click();
  const path = await keep(() => page.getByRole('button', { name: '导出文件' }).click());
  const other = await startOffice('other', { dataFolder: prepared('centre'), operator: '经办戊' });
  await open(other.page, '适用文件');
  await other.page.getByRole('button', { name: '导入文件' }).click();
  const dialog = other.page.getByRole('dialog', { name: '导入适用文件' });
  await other.choose(path, () => dialog.getByRole('button', { name: '选择文件' }).click());
  await expect(dialog.getByRole('region', { name: '报送周期' })).toContainText('青石办〔2026〕9号 二');
  await dialog.getByRole('button', { name: '只导入' }).click();
  await expect(notice(other.page, '已导入，还没有启用')).toBeVisible();
  await expect(other.page.getByRole('button', { name: '启用这一版' })).toBeVisible();
});

test('the next holiday notice is pasted, doubted where it contradicts itself, and kept', async ({
  startOffice,
  prepared,
}) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await open(page, '放假安排');
  await expect(page.getByRole('heading', { name: '2026年：工作日 248 天' })).toBeVisible();
  await page.getByRole('button', { name: '录入2027年' }).click();
  const text = page.getByRole('textbox', { name: '通知正文' });
  const read = page.getByRole('button', { name: '读取' });
  const save = page.getByRole('button', { name: '保存2027年' });

  await text.fill('元旦：1月1日（周四）至3日（周六）放假，共3天。');
  await read.click();
  await expect(page.getByRole('alert').filter({ hasText: '通知写1月1日是周四，实际是周五' })).toBeVisible();
  await expect(save).toBeDisabled();

  await text.fill(
    '元旦：1月1日（周五）至3日（周日）放假，共3天。春节：2月5日至11日放假调休，共7天。1月31日（周日）上班。',
  );
  await read.click();
  await expect(page.getByText('读到 2 个节日、11 天，星期和天数与通知一致')).toBeVisible();
  await expect(page.getByText('没有读到清明节、劳动节、端午节、中秋节、国庆节的安排。')).toBeVisible();

  // What the text lacks is added by hand.
  const days = page.getByRole('region', { name: '2027年的放假和调休' });
  await days.getByRole('textbox', { name: '日期' }).fill('2027-10-01');
  await days.getByRole('textbox', { name: '节日' }).fill('国庆节');
  await days.getByRole('button', { name: '添加' }).click();
  await expect(days.getByRole('row', { name: '2027-10-01 周五 放假 国庆节' })).toBeVisible();
  await save.click();
  await expect(notice(page, '2027年放假安排已保存')).toBeVisible();
  await expect(page.getByRole('heading', { name: /^2027年：工作日 \d+ 天$/ })).toBeVisible();
  await notice(page, '2027年放假安排已保存').getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('button', { name: '录入2027年' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^2027年/ })).toBeHidden();
});
