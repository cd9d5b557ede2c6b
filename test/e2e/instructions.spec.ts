/** 领导批示: a paper goes up, comes back with a scan, becomes a task that is answered; what was done is told and printed. */
import { writeFileSync } from 'node:fs';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, notice } from '#test/support/clerk.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

/** One white pixel: enough of a scan. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

test('an instruction with a scan becomes a task and is answered', async ({ startOffice, prepared }, info) => {
  const office = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  const { page } = office;
  const drawer = page.getByRole('dialog', { name: '领导批示' });
  const row = page.getByRole('button', { name: '2026-1', exact: true });

  await test.step('the paper is made on the project’s page, and entered because it is ticked', async () => {
    await goTo(page, '项目库');
    await page.getByRole('link', { name: '青石大桥' }).click();
    await page.getByRole('button', { name: '呈阅件' }).click();
    const form = page.getByRole('dialog', { name: '呈阅件' });
    await expect(form.getByLabel('标题')).toHaveValue('关于青石大桥有关情况的汇报');
    await form.getByLabel('呈送领导').fill('张某某');
    await form.getByLabel('请示事项').fill('请协调桥头用地。');
    await form.getByLabel('登记为已呈送').check();
    await form.getByRole('button', { name: '生成并登记' }).click();
    const paper = page.getByRole('dialog', { name: '呈阅件（已登记为呈送）' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const sheets = await readPdf(await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click()));
    for (const word of ['呈阅件', '领导批示', '呈：张某某', '项目概况', '请协调桥头用地'])
      expect(sheets[0]?.text).toContain(comparable(word));
    await paper.getByRole('button', { name: '关闭' }).first().click();
  });

  await test.step('it comes back: words, scan, unit, deadline, and what becomes a task', async () => {
    await goTo(page, '问题与督办');
    await page.getByRole('navigation', { name: '问题台账的页面' }).getByRole('link', { name: '领导批示' }).click();
    await expect(gridCell(page, '2026-1', 'state')).toHaveText('已呈送');
    await row.click();
    await drawer.getByRole('button', { name: '登记批示' }).click();
    const form = page.getByRole('dialog', { name: '登记批示：关于青石大桥有关情况的汇报' });
    await form.getByLabel('批示内容').fill('请资源规划局牵头，月底前拿出办法。');
    await form.getByLabel('承办单位').fill('区资源规划局');
    await form.getByLabel('办理时限', { exact: true }).fill('2026-11-27');
    const scan = info.outputPath('批示件.png');
    writeFileSync(scan, Buffer.from(pixel, 'base64'));
    await form.getByLabel('选择附件').setInputFiles(scan);
    await expect(form.getByText('批示件扫描件：批示件.png')).toBeVisible();
    await form.getByRole('button', { name: '加一条' }).click();
    await form.getByLabel('工作任务1').fill('拿出桥头用地办法');
    await form.getByLabel('责任单位1').fill('区资源规划局');
    await form.getByLabel('办结时限1').fill('2026-11-26');
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await expect(notice(page, '已登记批示，转出 1 个督办事项')).toBeVisible();
    await expect(drawer).toContainText('办理中');
    await expect(drawer.getByRole('button', { name: '批示件.png', exact: true })).toBeVisible();
  });

  await test.step('the task is closed with what was achieved', async () => {
    await drawer.getByRole('link', { name: '拿出桥头用地办法' }).click();
    const task = page.getByRole('dialog', { name: '督办事项' });
    await expect(task).toContainText('领导批示');
    await task.getByRole('button', { name: '办结', exact: true }).click();
    const form = task.getByRole('form', { name: '办结' });
    await form.getByLabel('办结情况').fill('办法已报区政府。');
    await form.getByRole('button', { name: '办结', exact: true }).click();
    await expect(task).toContainText('已办结');
    await task.getByRole('button', { name: '关闭' }).click();
  });

  await test.step('the answer stands ready, is told to the leader, and is printed under his name', async () => {
    await page.getByRole('navigation', { name: '问题台账的页面' }).getByRole('link', { name: '领导批示' }).click();
    await expect(gridCell(page, '2026-1', 'tasks')).toHaveText('办结1/1');
    await row.click();
    await drawer.getByRole('button', { name: '反馈' }).click();
    const form = page.getByRole('dialog', { name: '反馈办理情况' });
    await expect(form.getByLabel('办理情况')).toHaveValue('办法已报区政府。');
    await form.getByRole('button', { name: '反馈', exact: true }).click();
    await expect(drawer).toContainText('已反馈');
    await drawer.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '打印' }).click();
    const paper = page.getByRole('dialog', { name: '领导批示办理情况：全部' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const sheets = await readPdf(await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click()));
    for (const word of ['张某某', '月底前拿出办法', '办法已报区政府', '已反馈'])
      expect(sheets[0]?.text).toContain(comparable(word));
  });
});
