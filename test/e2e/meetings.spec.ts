/** 会议: planned from the rules, agenda from the facts, two decisions, one lacks a day and stays a draft, the minutes on paper. */
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

test('a meeting from the plan over agenda and decisions to the minutes on paper', async ({ startOffice, prepared }) => {
  const dataFolder = prepared('ledger');
  cli(dataFolder, 'tasks.save', {
    changes: { content: '完成桥头清表', unitName: '石桥镇', assignedOn: '2026-11-02', dueOn: '2026-11-09' },
  });
  const office = await startOffice('district', { dataFolder, operator: clerkName });
  const { page } = office;
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });

  await test.step('the rules say which meetings there are; one is planned', async () => {
    await goTo(page, '问题与督办');
    await page.getByRole('navigation', { name: '问题台账的页面' }).getByRole('link', { name: '会议' }).click();
    const rules = page.getByRole('region', { name: '规定的会议' });
    await expect(rules.getByRole('row', { name: /重点项目推进会 每周/ })).toContainText('二七办文〔2024〕7号 四(三)6');
    await rules.getByRole('button', { name: '安排重点项目推进会' }).click();
    const form = page.getByRole('dialog', { name: '安排会议' });
    await expect(form.getByRole('textbox', { name: '会议名称' })).toHaveValue('重点项目推进会');
    await form.getByRole('textbox', { name: '会议日期' }).fill('2026-11-18');
    await form.getByRole('textbox', { name: '地点' }).fill('区政府三楼会议室');
    await form.getByRole('combobox', { name: '主持人' }).fill('赵某某');
    await form.getByRole('textbox', { name: '主持人职务' }).fill('区长');
    await form.getByRole('button', { name: '安排', exact: true }).click();
    await expect(page.getByRole('heading', { name: '重点项目推进会' })).toBeVisible();
  });

  await test.step('the agenda comes from the facts', async () => {
    await page.getByRole('button', { name: '从台账提议题' }).click();
    const proposals = page.getByRole('dialog', { name: '从台账提议题' });
    await proposals.getByRole('checkbox', { name: '完成桥头清表' }).check();
    await expect(proposals).toContainText('已逾期7个工作日');
    await proposals.getByRole('button', { name: '列入议程（1）' }).click();
    await expect(page.getByRole('article', { name: '完成桥头清表' })).toContainText('督办事项逾期');
    await field('新议题').fill('研究土地手续');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '上移：研究土地手续' }).click();
    await expect(page.getByRole('article').first()).toContainText('1. 研究土地手续');
  });

  const topic = page.getByRole('article', { name: '研究土地手续' });
  await test.step('after the meeting its words and decisions are typed without the mouse', async () => {
    await page.getByRole('button', { name: '已召开' }).click();
    await topic.getByRole('textbox', { name: '听取' }).click();
    await page.keyboard.type('会议听取了@sqz');
    await expect(page.getByRole('option', { name: '石桥镇' })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type('的汇报。');
    await topic.getByRole('textbox', { name: '议定事项' }).click();
    for (const typed of ['办理用地手续', '2026-12-01', '区资源规划局', '钱某某', '']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
    }
    await expect(topic.getByRole('row', { name: /办理用地手续/ })).toContainText('已交办');
    await expect(topic.getByRole('textbox', { name: '议定事项' })).toBeFocused();
    for (const typed of ['协调管线迁改', '', '区城管局', '', '']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
    }
    await expect(topic.getByRole('row', { name: /协调管线迁改/ })).toContainText('待明确完成时限');
    await expect(topic.getByRole('textbox', { name: '听取' })).toHaveValue('会议听取了石桥镇的汇报。');
  });

  await test.step('who came stands below', async () => {
    const people = page.getByRole('region', { name: '参会人员' });
    await people.getByRole('combobox', { name: '姓名' }).fill('钱某某');
    await people.getByRole('button', { name: '加上' }).click();
    await expect(people.getByRole('row', { name: /钱某某/ })).toContainText('出席');
  });

  await test.step('the minutes are on paper, their number blank', async () => {
    await page.getByRole('button', { name: '预览打印' }).click();
    const paper = page.getByRole('dialog', { name: '会议纪要：重点项目推进会' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const path = await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click());
    const text = (await readPdf(path)).map((sheet) => sheet.text).join('');
    for (const word of [
      '重点项目推进会议纪要',
      '〔2026〕号',
      '区长赵某某在区政府三楼会议室主持召开',
      '会议听取了石桥镇的汇报。',
      '责任单位：区资源规划局；责任人：钱某某；完成时限：2026年12月1日',
      '完成时限：待明确',
      '出席：钱某某',
    ])
      expect(text).toContain(comparable(word));
    await page.keyboard.press('Escape');
  });

  await test.step('issued with the number of the organ, and nothing is forgotten: the draft waits on 工作台', async () => {
    await page.getByRole('button', { name: '形成纪要' }).click();
    await page.getByRole('button', { name: '登记印发' }).click();
    const form = page.getByRole('dialog', { name: '登记纪要印发' });
    await form.getByRole('textbox', { name: '签发人' }).fill('孙某某');
    await form.getByRole('button', { name: '登记印发' }).click();
    await expect(form).toContainText('纪要文号由印发机关签发后编');
    await form.getByRole('textbox', { name: '纪要文号' }).fill('〔2026〕3号');
    await form.getByRole('button', { name: '登记印发' }).click();
    await expect(page.getByText(/纪要已印发 · 〔2026〕3号/)).toBeVisible();
    await goTo(page, '工作台');
    await expect(page.getByText('有1个督办事项还没有明确责任人或时限，没有交办。')).toBeVisible();
  });
});
