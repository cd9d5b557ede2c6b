/** 项目观摩: proposed by a town and by a leader, screened, put in order, on paper; marks of two judges and the place they give. */
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo } from '#test/support/clerk.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

test('a tour from the proposals over screening and route to marks and places', async ({ startOffice, prepared }) => {
  const office = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  const { page } = office;
  const proposals = page.getByRole('region', { name: '推荐项目' });
  const route = page.getByRole('region', { name: '观摩线路' });
  const marks = page.getByRole('region', { name: '评分' });

  await test.step('the rules ask for one a quarter; it is planned', async () => {
    await goTo(page, '问题与督办');
    await page.getByRole('navigation', { name: '问题台账的页面' }).getByRole('link', { name: '观摩' }).click();
    const rules = page.getByRole('region', { name: '规定的观摩' });
    await expect(rules.getByRole('row', { name: /重点项目现场观摩讲评 每季度/ })).toContainText('四(四)1');
    await rules.getByRole('button', { name: '安排重点项目现场观摩讲评' }).click();
    const form = page.getByRole('dialog', { name: '安排会议' });
    await form.getByRole('textbox', { name: '会议名称' }).fill('四季度观摩讲评');
    await form.getByRole('textbox', { name: '会议日期' }).fill('2026-11-18');
    await form.getByRole('button', { name: '安排', exact: true }).click();
    await expect(page.getByRole('heading', { name: '四季度观摩讲评' })).toBeVisible();
  });

  const names: string[] = [];
  await test.step('three projects are proposed, by a town and by a leader', async () => {
    for (const by of ['unit', 'unit', 'leader']) {
      await proposals.getByRole('combobox', { name: '提出方式' }).selectOption(by);
      const project = proposals.getByRole('combobox', { name: '项目', exact: true });
      await project.click();
      // Each time the next one of the list.
      await page.getByRole('listbox', { name: '项目', exact: true }).getByRole('option').nth(names.length).click();
      names.push(await project.inputValue());
      if (by === 'unit') await proposals.getByRole('combobox', { name: '推荐单位' }).fill('石桥镇');
      await proposals.getByRole('textbox', { name: '理由' }).fill('进度快');
      await proposals.getByRole('button', { name: '加入推荐' }).click();
      await expect(proposals.getByRole('row', { name: names.at(-1) ?? '' })).toContainText('待筛选');
    }
    await expect(proposals.getByRole('row', { name: names[2] ?? '' })).toContainText('主要领导指定');
  });
  const [first = '', second = '', third = ''] = names;

  await test.step('two are taken, one is left out, which needs a reason', async () => {
    for (const name of [first, second])
      await proposals.getByRole('button', { name: `入选：${name}`, exact: true }).click();
    await proposals.getByRole('button', { name: `未入选：${third}` }).click();
    const form = page.getByRole('dialog', { name: `未入选：${third}` });
    await form.getByRole('button', { name: '确定' }).click();
    await expect(form).toContainText('没有写未入选的理由');
    await form.getByRole('textbox', { name: '未入选的理由' }).fill('尚未开工');
    await form.getByRole('button', { name: '确定' }).click();
    await expect(proposals.getByRole('row', { name: third })).toContainText('尚未开工');
  });

  await test.step('the route is put in order by keys and by arrows, with time and presenter', async () => {
    const order = () => route.getByRole('row').filter({ has: page.getByRole('button', { name: /上移/ }) });
    await expect(order().first()).toContainText(first);
    await route.getByRole('textbox', { name: `${first}的到达时间` }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(order().first()).toContainText(second);
    await route.getByRole('button', { name: `上移：${first}` }).click();
    await expect(order().first()).toContainText(first);
    await route.getByRole('textbox', { name: `${first}的到达时间` }).fill('9:30');
    await page.keyboard.press('Tab');
    await page.keyboard.type('钱某某');
    await page.keyboard.press('Enter');
    await route.locator('.tours-grip').nth(1).dragTo(order().first());
    await expect(order().first()).toContainText(second);
  });

  await test.step('the route is on paper', async () => {
    await page.getByRole('button', { name: '打印' }).click();
    await page.getByRole('menuitem', { name: '线路表（A3）' }).click();
    const paper = page.getByRole('dialog', { name: '线路表（A3）：四季度观摩讲评' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const path = await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click());
    const [sheet] = await readPdf(path);
    expect(sheet).toMatchObject({ width: 420, height: 297 });
    for (const word of ['观摩线路表', '单位：万元', '讲解人', '到达时间', '9:30', '钱某某'])
      expect(sheet?.text).toContain(comparable(word));
    expect(sheet?.text.indexOf(comparable(second))).toBeLessThan(sheet?.text.indexOf(comparable(first)) ?? 0);
    await page.keyboard.press('Escape');
  });

  await test.step('two judges give marks; mean and place follow', async () => {
    await page.getByRole('button', { name: '已观摩' }).click();
    for (const judge of ['赵某某', '钱某某']) {
      await marks.getByRole('textbox', { name: '评委姓名' }).fill(judge);
      await page.keyboard.press('Enter');
    }
    await marks.getByRole('textbox', { name: `赵某某给${second}的评分` }).click();
    // Down the first column, then down the second.
    for (const typed of ['90', '95.5', '91', '120']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
    }
    const wrong = marks.getByRole('textbox', { name: `钱某某给${first}的评分` });
    await expect(marks).toContainText('不在0到100之间');
    await wrong.fill('96');
    await page.keyboard.press('Enter');
    await expect(marks.getByRole('row', { name: second })).toContainText('90.50');
    await expect(marks.getByRole('row', { name: first }).getByRole('cell').nth(3)).toHaveText('95.75');
    await expect(marks.getByRole('row', { name: first }).getByRole('cell').nth(4)).toHaveText('1');
    await expect(marks).toContainText('不去掉最高分和最低分');
  });

  await test.step('the project tells of it', async () => {
    await proposals.getByRole('link', { name: first }).click();
    await page.getByRole('tab', { name: '会议督办' }).click();
    await expect(page.getByText('平均95.75分，2个项目中第1名')).toBeVisible();
  });
});
