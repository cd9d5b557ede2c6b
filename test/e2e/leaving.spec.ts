/** What leaves is seen down to the field; a record is kept back from its page, listed, and released. */
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, notice } from '#test/support/clerk.ts';

test('what the package takes along and leaves is shown before; a project is kept back and released', async ({
  startOffice,
  prepared,
}) => {
  test.setTimeout(120_000);
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });

  await test.step('a project is kept back on its own page, with the reason', async () => {
    await goTo(page, '项目库');
    await page.getByRole('link', { name: '青石大桥' }).click();
    const line = page.getByRole('group', { name: '上报情况' });
    await expect(line).toContainText('上报：改动还没有报出');
    await line.getByRole('button', { name: '暂不报出' }).click();
    const dialog = page.getByRole('dialog', { name: '暂不报出' });
    await expect(dialog.getByRole('button', { name: '暂不报出' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: '原因' }).fill('招商谈判未定');
    await dialog.getByRole('button', { name: '暂不报出' }).click();
    await expect(notice(page, '已设为暂不报出')).toBeVisible();
    await expect(line).toContainText('暂不报出：招商谈判未定');
  });

  await test.step('the package goes without it: said in words, by kind, field by field', async () => {
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^生成报送包/ }).click();
    await page.getByRole('button', { name: '下一步：范围' }).click();
    await expect(page.getByText('上报 3 个项目（全部 4 个）')).toBeVisible();
    await expect(page.getByText(/留下 \d+ 条：设了“暂不报出”，同意报出后才带出（.*项目 1/)).toBeVisible();
    const kinds = page.getByRole('treegrid', { name: '带出的内容' });
    await kinds.getByRole('button', { name: '总投资 3' }).click();
    const records = page.getByRole('dialog', { name: '带出的内容：项目 · 总投资' });
    await expect(records.getByText('项目：白桦湾水厂')).toBeVisible();
    await expect(records.getByText(/（空） → [\d,]+万元/).first()).toBeVisible();
    await expect(records.getByText('青石大桥')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await page.getByLabel('按级别和名单').check();
    await expect(page.getByText('上报 1 个项目（全部 4 个）')).toBeVisible();
    await expect(page.getByText(/留下 \d+ 条：不在这次的范围里/)).toBeVisible();
    await page.getByRole('checkbox', { name: '附件' }).check();
    await page.getByRole('button', { name: '下一步：审核签发' }).click();
    await expect(page.getByText('省重点、市重点（不含附件）').first()).toBeVisible();
  });

  await test.step('what waits is listed; what is kept back is not among it', async () => {
    await page.getByRole('link', { name: /项待对方确认/ }).click();
    const waiting = page.getByRole('treegrid', { name: '待对方确认的记录' });
    await expect(waiting.getByRole('link', { name: '白桦湾水厂', exact: true })).toBeVisible();
    await expect(waiting.getByRole('link', { name: '青石大桥', exact: true })).toHaveCount(0);
  });

  await test.step('released from the list, it is free again', async () => {
    await page.getByRole('link', { name: '暂不报出' }).click();
    const list = page.getByRole('treegrid', { name: '暂不报出的记录' });
    await expect(list).toContainText('从没有报出过');
    await list.getByRole('button', { name: '同意报出' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '说明' }).fill('谈判已定');
    await page.getByRole('dialog').getByRole('button', { name: '同意报出' }).click();
    await expect(notice(page, '已同意报出，随下一份报送包带出')).toBeVisible();
    await page.getByText('已同意 1').click();
    await expect(list).toContainText('谈判已定');
    await list.getByRole('link', { name: '青石大桥' }).click();
    await expect(page.getByRole('group', { name: '上报情况' })).toContainText('上报：改动还没有报出');
  });
});
