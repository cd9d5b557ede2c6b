/** 手续: a template with one click, steps typed, the 80/50/30 clock, what is overdue on every page, the paper. */
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, gridKeys, notice } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

test('a template becomes a ledger, its steps are worked off, the clock runs, what is late is shown and printed', async ({
  startOffice,
  prepared,
}) => {
  const dataFolder = prepared('ledger');
  cli(dataFolder, 'rulePacks.use', { id: 'kaifeng-2019@1' });
  const office = await startOffice('district', { dataFolder, operator: clerkName });
  const { page } = office;
  await goTo(page, '项目库');
  await page.getByRole('link', { name: '柳林道路' }).click();
  await page.getByRole('tab', { name: '手续' }).click();

  await test.step('one click lists every step', async () => {
    await expect(page.getByRole('heading', { name: '还没有手续台账' })).toBeVisible();
    await page.getByRole('button', { name: '套用模板' }).click();
    await page.getByRole('menuitem', { name: /^企业投资项目（9项）/ }).click();
    await expect(notice(page, '已按“企业投资项目”列出 9 项手续')).toBeVisible();
    await expect(gridCell(page, '项目备案', 'standing')).toHaveText('可以办');
    await expect(gridCell(page, '环评文件审批', 'standing')).toHaveText('');
  });

  await test.step('a day of acceptance puts a step in hand, beyond its promised days it is late', async () => {
    await gridCell(page, '项目备案', 'acceptedOn').click();
    await page.keyboard.type('2026-11-09');
    await page.keyboard.press('Enter');
    await expect(gridCell(page, '项目备案', 'state')).toHaveText('在办');
    await gridCell(page, '项目备案', 'promisedDays').scrollIntoViewIfNeeded();
    await gridCell(page, '项目备案', 'promisedDays').click();
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await expect(gridCell(page, '项目备案', 'usedDays')).toHaveText('7');
    await expect(gridCell(page, '项目备案', 'state')).toHaveClass(/lg-tone-late/);
    await gridCell(page, '项目备案', 'holderUnitName').scrollIntoViewIfNeeded();
    await gridCell(page, '项目备案', 'holderUnitName').click();
    await page.keyboard.type('区发改局');
    await page.keyboard.press('Enter');
    await expect(gridCell(page, '项目备案', 'holderUnitName')).toHaveText('区发改局');
  });

  await test.step('a day that has not come is refused in the cell, with its sentence', async () => {
    await gridCell(page, '项目备案', 'finishedOn').scrollIntoViewIfNeeded();
    await gridCell(page, '项目备案', 'finishedOn').click();
    await page.keyboard.type('2026-12-01');
    await page.keyboard.press('Enter');
    const cell = gridCell(page, '项目备案', 'finishedOn');
    await expect(cell).toHaveClass(/lg-failed/);
    await expect(cell).toHaveAttribute('title', /还没有到，没有保存/);
    await expect(gridKeys(page)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    await expect(cell).not.toHaveClass(/lg-failed/);
  });

  await test.step('the clock counts from the auction, and is late with its clause', async () => {
    const clock = page.getByRole('status').filter({ hasText: '审批时限' });
    await expect(clock).toContainText('待填');
    await page.getByRole('combobox', { name: '供地方式' }).selectOption('划拨');
    await expect(clock).toContainText('不适用：划拨，没有土地摘牌');
    await page.getByRole('combobox', { name: '供地方式' }).selectOption('出让');
    await page.getByRole('textbox', { name: '土地摘牌日期' }).fill('2026-03-02');
    await page.keyboard.press('Enter');
    await expect(clock).toContainText('超时');
    await expect(clock).toContainText('时限80个工作日');
    await expect(clock).toContainText('汴办文〔2019〕13号 四(一)');
  });

  await test.step('the paper says the same', async () => {
    await page.getByRole('button', { name: '打印', exact: true }).click();
    const paper = page.getByRole('dialog', { name: '手续办理台账：柳林道路' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const path = await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click());
    const text = (await readPdf(path)).map((sheet) => sheet.text).join('');
    for (const word of [
      '手续办理台账',
      '项目名称：柳林道路',
      '项目备案',
      '区发改局',
      '审批时限：',
      '汴办文〔2019〕13号',
    ])
      expect(text).toContain(comparable(word));
    await page.keyboard.press('Escape');
  });

  await test.step('all projects: late by step and by clock; what is to be done by holder', async () => {
    await goTo(page, '项目库');
    await page.getByRole('navigation', { name: '项目库的页面' }).getByRole('link', { name: '手续' }).click();
    await expect(gridCell(page, '柳林道路', 'clock')).toHaveText('超时');
    await expect(gridCell(page, '柳林道路', 'clock')).toHaveClass(/lg-tone-late/);
    await expect(gridCell(page, '柳林道路', 'done')).toHaveText('0/9');
    await page.getByText('要办的手续', { exact: true }).click();
    await page.getByText('逾期 1', { exact: true }).click();
    await expect(gridCell(page, '柳林道路', 'standing')).toHaveText('逾期');
    await expect(gridCell(page, '柳林道路', 'holderUnit')).toHaveText('区发改局');
  });

  await test.step('工作台 starts with it', async () => {
    await goTo(page, '工作台');
    await expect(page.getByText('1项手续超过时限或计划办结日期：柳林道路“项目备案”。')).toBeVisible();
    await expect(page.getByText('1个项目从土地摘牌起超过审批时限还没有开工：柳林道路。')).toBeVisible();
  });
});

test('a plan that has passed is 应开未开 until the actual day is written on the project’s 节点', async ({
  startOffice,
  prepared,
}) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await goTo(page, '项目库');
  await page.getByRole('link', { name: '柳林道路' }).click();
  await page.getByRole('tab', { name: '节点' }).click();
  await page.getByRole('textbox', { name: '开工计划时间' }).fill('2026-05');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/逾期：计划2026年5月开工，没有实际开工。（依据二七办文〔2024〕7号 四\(三\)4）/),
  ).toBeVisible();

  await page.getByRole('textbox', { name: '竣工计划时间' }).fill('2026-04');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/“计划竣工”填的是2026年4月，早于“计划开工”的2026年5月/)).toBeVisible();
  await page.getByRole('textbox', { name: '竣工计划时间' }).fill('2027');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '节点推进' })).toContainText('计划2027年');

  await goTo(page, '工作台');
  await page.getByText('应开未开1个：柳林道路。').waitFor();
  await page
    .getByRole('link', { name: /看名单/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: '节点与预警' })).toBeVisible();
  await expect(gridCell(page, '柳林道路', 'daysLate')).toHaveText('171');
  await page.getByRole('link', { name: '柳林道路' }).click();
  await page.getByRole('textbox', { name: '开工实际时间' }).fill('2026-06-01');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: '节点推进' })).toContainText('晚于计划（2026-05）');
  await page.goBack();
  await expect(page.getByRole('button', { name: /^应开未开/ })).toContainText('没有');
});
