/** 现场督导: a round drawn by a stated seed, put in order, printed, and seen in who was visited when. */
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo } from '#test/support/clerk.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

test('a draw with a seed, a route by keys, sheets on paper, coverage', async ({ startOffice, prepared }) => {
  const office = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  const { page } = office;
  await goTo(page, '现场督导');
  await expect(page.getByRole('heading', { name: '还没有安排过现场督导' })).toBeVisible();
  await page.getByRole('link', { name: '新建督导' }).first().click();

  const chosen = page.getByRole('treegrid', { name: '可以督导的项目' }).getByRole('checkbox', { checked: true });
  const names = async () => await chosen.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));
  let drawn: readonly (string | null)[] = [];

  await test.step('the same seed draws the same projects again', async () => {
    await page.getByRole('radiogroup', { name: '选取方式' }).getByText('随机抽取').click();
    await page.getByLabel('抽取个数').fill('2');
    await page.getByLabel('抽取号', { exact: true }).fill('公开抽取-7');
    await expect(page.getByText('从4个项目中随机抽取2个，抽取号“公开抽取-7”：选中 2 个')).toBeVisible();
    await expect(chosen).toHaveCount(2);
    drawn = await names();
    await page.getByRole('button', { name: '换一个抽取号' }).click();
    await expect(page.getByText('抽取号“公开抽取-8”：选中 2 个')).toBeVisible();
    await page.getByLabel('抽取号', { exact: true }).fill('公开抽取-7');
    await expect(page.getByText('抽取号“公开抽取-7”：选中 2 个')).toBeVisible();
    expect(await names()).toEqual(drawn);
    await page.getByRole('button', { name: '下一步' }).click();
  });

  await test.step('template, people, days', async () => {
    await page.getByLabel('督导名称').fill('十一月随机督导');
    await page.getByRole('combobox', { name: '检查表模板' }).click();
    await page.getByRole('option', { name: '投资和形象进度核查（12项）' }).click();
    await page.getByRole('combobox', { name: '督导人员' }).fill('张');
    await page.getByRole('option', { name: '张某某' }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('其他人员').fill('经办乙');
    await page.getByRole('button', { name: '下一步' }).click();
  });

  await test.step('the route is changed with the keyboard', async () => {
    const route = page.getByRole('list', { name: '督导线路' }).getByRole('listitem');
    await expect(route).toHaveCount(2);
    const last = (await route.nth(1).locator('.inspections-stop > span').first().textContent()) ?? '';
    await route.nth(1).getByRole('button').focus();
    await page.keyboard.press('ArrowUp');
    await expect(route.nth(0)).toContainText(last);
    await page.getByRole('button', { name: '保存并编表号' }).click();
    await expect(page.getByRole('heading', { name: '十一月随机督导' })).toBeVisible();
    await expect(page.getByText('从4个项目中随机抽取2个，抽取号“公开抽取-7”')).toBeVisible();
    await expect(page.getByRole('list', { name: '检查表' }).getByRole('listitem').nth(0)).toContainText(last);
  });

  await test.step('the sheets are printed: what stands reported is on the paper', async () => {
    await page.getByRole('button', { name: '印检查表' }).click();
    await page.getByRole('dialog', { name: '印检查表：2 张' }).getByRole('button', { name: '印制并预览' }).click();
    const paper = page.getByRole('dialog', { name: '检查表：十一月随机督导' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const sheets = await readPdf(await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click()));
    expect(sheets).toHaveLength(2);
    for (const sheet of sheets)
      for (const word of ['重点项目督导检查表', '投资和形象进度核查', '张某某、经办乙', '表号'])
        expect(sheet.text).toContain(comparable(word));
    await paper.getByRole('button', { name: '关闭' }).first().click();
    await expect(page.getByText('检查表 2 张：待印 0 · 已印 2 · 已录入 0')).toBeVisible();
  });

  await test.step('the list that lies on top', async () => {
    await page.getByRole('button', { name: '印清单' }).click();
    const paper = page.getByRole('dialog', { name: '现场督导安排表：十一月随机督导' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    await paper.getByRole('button', { name: '关闭' }).first().click();
  });

  await test.step('coverage says who stands on a sheet that is out', async () => {
    await goTo(page, '现场督导');
    await expect(page.getByRole('treegrid', { name: '现场督导' })).toContainText('0 / 2 / 2');
    await page.getByRole('navigation', { name: '现场督导的页面' }).getByRole('link', { name: '覆盖情况' }).click();
    const table = page.getByRole('treegrid', { name: '督导覆盖' });
    await expect(table.getByText('已列入“十一月随机督导”')).toHaveCount(2);
    await expect(page.getByText('没有到过 4')).toBeVisible();
  });

  await test.step('an office’s own checklist, beside the paper it will be', async () => {
    await page.getByRole('navigation', { name: '现场督导的页面' }).getByRole('link', { name: '检查表模板' }).click();
    await page.getByRole('link', { name: '四督四促（四）促要素' }).click();
    await page.getByRole('button', { name: '复制一份再改' }).click();
    await page.getByRole('button', { name: '复制并修改' }).click();
    await page.getByLabel('第1项检查内容').fill('规划许可是否齐全');
    await page.getByLabel('去掉第12项').click();
    await page
      .getByRole('list', { name: '检查项目' })
      .getByRole('button', { name: /规划许可是否齐全/ })
      .focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByLabel('第2项检查内容')).toHaveValue('规划许可是否齐全');
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.getByText('第 2 版')).toBeVisible();
    await expect(page.locator('.template-paper canvas').first()).toBeVisible({ timeout: 60_000 });
  });
});
