/**
 * A district's week whole: a special meeting from the facts to its decisions typed with @, three tasks – one returned, one
 * extended, one closed with evidence and due for its review –, a decision that waits for its day, an instruction with a scan
 * of no project that becomes a task, and the chain of proof on one page.
 */
import { writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, notice } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

/** One white pixel: enough of a scan. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** The district's own rules: as the notice, and nothing is closed without evidence. */
function demandEvidence(dataFolder: string): void {
  const { rules } = cli(dataFolder, 'rulePacks.get', { id: 'erqi-2024@1' });
  cli(dataFolder, 'rulePacks.save', {
    basedOn: 'erqi-2024@1',
    name: '青石区重点项目办法',
    documentNumber: '青石办〔2026〕9号',
    validFrom: null,
    validUntil: null,
    note: null,
    isUsed: true,
    rules: rules
      .filter((rule) => rule.isStated)
      .map(({ kind, parameters, source, shown }) => ({
        kind,
        parameters: kind === 'issues' ? { ...(parameters as object), needsEvidence: true } : parameters,
        source: kind === 'issues' ? '青石办〔2026〕9号 三' : source,
        shown,
      })),
  });
}

const drawerOf = (page: Page) => page.getByRole('dialog', { name: '督办事项' });

async function act(page: Page, name: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  const drawer = drawerOf(page);
  await drawer.getByRole('button', { name, exact: true }).click();
  const form = drawer.getByRole('form', { name });
  await fill(form);
  await form.getByRole('button', { name, exact: true }).click();
  await expect(form).toBeHidden();
}

async function withTask(page: Page, number: string, work: (drawer: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: number, exact: true }).click();
  await work(drawerOf(page));
  await drawerOf(page).getByRole('button', { name: '关闭' }).click();
  await expect(drawerOf(page)).toBeHidden();
}

test('a week: from the agenda to the proof', async ({ startOffice, prepared }, info) => {
  const dataFolder = prepared('ledger');
  demandEvidence(dataFolder);
  const projectId = cli(dataFolder, 'projects.list', { search: '青石大桥' }).rows[0]?.id ?? '';
  cli(dataFolder, 'issues.save', {
    projectId,
    changes: { title: '桥头三户未拆迁', grade: 'urgent', unitName: '石桥镇', team: '拆迁', foundOn: '2026-10-08' },
  });
  const { id: meeting } = cli(dataFolder, 'meetings.save', {
    changes: { type: 'special', title: '青石大桥专题推进会', onDay: '2026-10-12', chairName: '张某某' },
  });
  const office = await startOffice('district', { dataFolder, operator: clerkName });
  const { page } = office;
  const section = (name: string) =>
    page.getByRole('navigation', { name: '问题台账的页面' }).getByRole('link', { name }).click();
  const scan = (name: string) => {
    const path = info.outputPath(name);
    writeFileSync(path, Buffer.from(pixel, 'base64'));
    return path;
  };
  await goTo(page, '问题与督办');

  await test.step('where the open issues lie: a figure opens its rows', async () => {
    await section('问题看板');
    const board = page.getByRole('region', { name: '未销号问题按攻坚组' });
    await expect(board.getByRole('row', { name: /拆迁 · 石桥镇/ })).toContainText('1 个');
    await board.getByRole('link', { name: '逾期 1' }).click();
    await expect(page.getByRole('link', { name: /只看按攻坚组：拆迁 · 石桥镇，逾期（1 个）/ })).toBeVisible();
    await expect(gridCell(page, '2026-1', 'title')).toHaveText('桥头三户未拆迁');
  });

  await test.step('the agenda comes from the facts', async () => {
    await section('会议');
    await page.getByText('青石大桥专题推进会').first().click();
    await expect(page.getByRole('heading', { name: '青石大桥专题推进会' })).toBeVisible();
    await page.getByRole('button', { name: '从台账提议题' }).click();
    const proposals = page.getByRole('dialog', { name: '从台账提议题' });
    await proposals.getByRole('checkbox', { name: '青石大桥：桥头三户未拆迁' }).check();
    await proposals.getByRole('button', { name: '列入议程（1）' }).click();
    await page.getByRole('button', { name: '已召开' }).click();
  });

  const topic = page.getByRole('article', { name: '青石大桥：桥头三户未拆迁' });
  await test.step('what was decided is typed without the mouse; @ finds units by initials', async () => {
    await topic.getByRole('textbox', { name: '听取' }).click();
    await page.keyboard.type('会议听取了@sqz');
    await expect(page.getByRole('option', { name: '石桥镇' })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type('的汇报。');
    await topic.getByRole('textbox', { name: '议定事项' }).click();
    const decide = async (...fields: readonly string[]) => {
      for (const typed of fields) {
        await page.keyboard.type(typed);
        await page.keyboard.press('Enter');
      }
      await expect(topic.getByRole('row', { name: new RegExp(fields[0] ?? '') })).toBeVisible();
    };
    await decide('签订三户协议', '2026-10-16', '石桥镇', '钱某某', '');
    await decide('迁改燃气管线', '2026-12-04', '区交通局', '孙某某', '');
    await decide('报送用地手续', '2026-11-29', '区资源规划局', '李某某', '');
    await decide('协调电力迁改', '', '区供电公司', '', '');
    await expect(topic.getByRole('row', { name: /报送用地手续/ })).toContainText(
      '11月29日是周日，前一个工作日是11月27日',
    );
    await expect(topic.getByRole('row', { name: /协调电力迁改/ })).toContainText('待明确完成时限');
    await expect(topic.getByRole('row', { name: /签订三户协议/ })).toContainText('重点督办');
  });

  await test.step('the signed minutes lie with the meeting, and Ctrl+K finds them', async () => {
    const files = page.getByRole('region', { name: '会议材料' });
    await files.getByLabel('选择附件').setInputFiles(scan('纪要签字件.png'));
    await expect(files.getByRole('button', { name: '纪要签字件.png', exact: true })).toBeVisible();
    await goTo(page, '工作台');
    await page.keyboard.press('Control+K');
    await page.getByPlaceholder(/查找项目/).fill('jyqzj');
    await page.getByText('会议 · 青石大桥专题推进会').click();
    await expect(page.getByRole('heading', { name: '青石大桥专题推进会' })).toBeVisible();
    await goTo(page, '问题与督办');
  });

  await test.step('one is returned, one is extended; the draft is listed', async () => {
    await section('督办事项');
    await withTask(page, '2026-3', async (drawer) => {
      await act(page, '登记反馈', (form) => form.getByLabel('办理结果').fill('已组卷'));
      await act(page, '退回', (form) => form.getByLabel('退回原因').fill('没有附受理通知书'));
      await expect(drawer).toContainText('退回重办');
    });
    await withTask(page, '2026-2', async (drawer) => {
      await act(page, '申请延期', async (form) => {
        await form.getByLabel('申请延至').fill('2026-12-18');
        await form.getByLabel('延期理由').fill('等燃气公司排期');
      });
      await act(page, '答复延期', async () => {});
      await expect(drawer).toContainText('2026年12月18日');
    });
    await page.getByRole('radiogroup', { name: '显示哪些事项' }).getByText('待明确').click();
    await expect(gridCell(page, '2026-4', 'content')).toHaveText('协调电力迁改');
    await page.getByRole('radiogroup', { name: '显示哪些事项' }).getByText('未办结').click();
  });

  await test.step('nothing is closed without evidence where the rules demand it; with it, the review falls due', async () => {
    await withTask(page, '2026-1', async (drawer) => {
      await drawer.getByRole('button', { name: '办结', exact: true }).click();
      const form = drawer.getByRole('form', { name: '办结' });
      await form.getByLabel('日期', { exact: true }).fill('2026-10-15');
      await form.getByLabel('办结情况').fill('三户已签协议并腾空。');
      await form.getByRole('button', { name: '办结', exact: true }).click();
      await expect(form.getByRole('alert')).toContainText('办结要有佐证材料');
      await expect(form.getByRole('alert')).toContainText('青石办〔2026〕9号 三');
      await drawer.getByLabel('选择附件').setInputFiles(scan('拆迁协议.png'));
      await expect(drawer.getByRole('button', { name: '拆迁协议.png 的操作' })).toBeVisible();
      await form.getByRole('combobox', { name: '佐证材料' }).click();
      await page.getByRole('option', { name: '拆迁协议.png' }).click();
      await form.getByRole('button', { name: '办结', exact: true }).click();
      await expect(drawer).toContainText('应在2026年11月12日回头看');
    });
    await goTo(page, '工作台');
    await expect(page.getByText('有1个重点督办事项办结后该“回头看”了。')).toBeVisible();
    await goTo(page, '问题与督办');
  });

  await test.step('the chain of proof stands on one page', async () => {
    await section('督办事项');
    await page.getByRole('radiogroup', { name: '显示哪些事项' }).getByText('待回头看').click();
    await withTask(page, '2026-1', async (drawer) => {
      await drawer.getByRole('button', { name: '打印办理情况' }).click();
      const paper = page.getByRole('dialog', { name: '督办事项办理情况：2026-1' });
      await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
      const sheets = await readPdf(await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click()));
      expect(sheets).toHaveLength(1);
      for (const word of ['青石大桥专题推进会', '签订三户协议', '拆迁协议.png', '三户已签协议并腾空', '石桥镇'])
        expect(sheets[0]?.text).toContain(comparable(word));
      await paper.getByRole('button', { name: '关闭' }).first().click();
    });
  });

  await test.step('an instruction of no project, with its scan, becomes a task', async () => {
    await section('领导批示');
    await page.getByRole('button', { name: '登记批示' }).first().click();
    const form = page.getByRole('dialog', { name: '登记批示' });
    await form.getByLabel('文件标题').fill('关于全区项目推进情况的报告');
    await form.getByLabel('批示领导').fill('张某某');
    await form.getByLabel('批示内容').fill('请住建局牵头排查同类问题。');
    await form.getByRole('button', { name: '加一条' }).click();
    await form.getByLabel('工作任务1').fill('排查同类问题');
    await form.getByLabel('责任单位1').fill('区住建局');
    await form.getByLabel('办结时限1').fill('2026-12-04');
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await expect(notice(page, '已登记批示，转出 1 个督办事项')).toBeVisible();
    const drawer = page.getByRole('dialog', { name: '领导批示' });
    await drawer.getByLabel('选择附件').setInputFiles(scan('批示件.png'));
    await expect(drawer.getByRole('button', { name: '批示件.png', exact: true })).toBeVisible();
    await drawer.getByRole('link', { name: '排查同类问题' }).click();
    await expect(drawerOf(page)).toContainText('请住建局牵头排查同类问题。');
    await expect(drawerOf(page).getByRole('button', { name: '批示件.png', exact: true })).toBeVisible();
  });

  expect(cli(dataFolder, 'meetings.get', { id: meeting }).row).toMatchObject({ decisions: 4, drafts: 1 });
});
