/** 督办事项: three tasks, one returned, one extended, one closed; its review falls due; the slip and the whole life on paper. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, notice } from '#test/support/clerk.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

const drawer = (page: Page) => page.getByRole('dialog', { name: '督办事项' });
const show = (page: Page, label: string) =>
  page.getByRole('radiogroup', { name: '显示哪些事项' }).getByText(label).click();

interface Wishes {
  readonly unit?: string;
  readonly assigned?: string;
  readonly due?: string;
  readonly isKey?: boolean;
}

async function add(page: Page, content: string, { unit, assigned, due, isKey }: Wishes): Promise<void> {
  await page.getByRole('button', { name: '新增' }).click();
  const form = page.getByRole('dialog', { name: '新增督办事项' });
  await form.getByLabel('工作任务').fill(content);
  await form.getByRole('combobox', { name: '项目（可不选）' }).fill('qsdq');
  await page.getByRole('option', { name: '青石大桥' }).click();
  if (unit !== undefined) await form.getByLabel('责任单位').fill(unit);
  if (assigned !== undefined) await form.getByLabel('交办日期').fill(assigned);
  if (due !== undefined) await form.getByLabel('办结时限').fill(due);
  if (isKey === true) await form.getByLabel('重点督办').check();
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form).toBeHidden();
}

/** Opens the form of an act in the drawer; the same word stands on the button that does it. */
async function act(page: Page, name: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await drawer(page).getByRole('button', { name, exact: true }).click();
  const form = drawer(page).getByRole('form', { name });
  await fill(form);
  await form.getByRole('button', { name, exact: true }).click();
  await expect(form).toBeHidden();
}

async function open(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: number, exact: true }).click();
  await expect(drawer(page)).toBeVisible();
}

async function close(page: Page): Promise<void> {
  await drawer(page).getByRole('button', { name: '关闭' }).click();
  await expect(drawer(page)).toBeHidden();
}

test('three tasks: one returned, one extended, one closed and looked at again', async ({ startOffice, prepared }) => {
  const office = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  const { page } = office;
  await goTo(page, '问题与督办');
  await page.getByRole('navigation', { name: '问题台账的页面' }).getByRole('link', { name: '督办事项' }).click();
  await expect(page.getByRole('heading', { name: '没有未办结的督办事项' })).toBeVisible();

  await test.step('entered: a day off is explained, what is not clear yet stays a draft', async () => {
    await add(page, '完成桥头土地摘牌', { unit: '区资源规划局', due: '2026-11-29' });
    await expect(notice(page, '11月29日是周日，前一个工作日是11月27日')).toBeVisible();
    await add(page, '迁改燃气管线', { unit: '区交通局', due: '2026-12-04' });
    await add(page, '明确进场道路', {});
    await expect(notice(page, '先放在“待明确”里')).toBeVisible();
    await expect(gridCell(page, '2026-3', 'state')).toHaveText('待明确 缺责任单位、缺时限');
  });

  await test.step('a draft is handed out with what it lacked', async () => {
    await open(page, '2026-3');
    await act(page, '交办', async (form) => {
      await form.getByLabel('责任单位').fill('石桥镇');
      await form.getByLabel('办结时限').fill('2026-12-11');
    });
    await expect(drawer(page)).toContainText('已交办');
    await close(page);
  });

  await test.step('a reply that is not enough is returned with the reason', async () => {
    await open(page, '2026-1');
    await act(page, '签收', async () => {});
    await act(page, '登记反馈', (form) => form.getByLabel('办理结果').fill('已挂牌'));
    await act(page, '退回', (form) => form.getByLabel('退回原因').fill('没有附成交确认书'));
    await expect(drawer(page)).toContainText('退回重办');
    await expect(drawer(page)).toContainText('没有附成交确认书');
    await close(page);
  });

  await test.step('more time is asked for before the deadline, and granted', async () => {
    await open(page, '2026-2');
    await act(page, '申请延期', async (form) => {
      await form.getByLabel('申请延至').fill('2026-12-18');
      await form.getByLabel('延期理由').fill('等燃气公司排期');
    });
    await expect(drawer(page)).toContainText('2026年12月18日，等待答复');
    await act(page, '答复延期', async () => {});
    await close(page);
    await expect(gridCell(page, '2026-2', 'dueOn')).toHaveText('2026-12-18');
  });

  await test.step('closed; as it was key supervised its review falls due', async () => {
    await add(page, '完成征收清表', { unit: '石桥镇', assigned: '2026-09-01', due: '2026-10-15', isKey: true });
    await open(page, '2026-4');
    await act(page, '办结', async (form) => {
      await form.getByLabel('日期', { exact: true }).fill('2026-10-15');
      await form.getByLabel('办结情况').fill('清表完毕');
    });
    await expect(drawer(page)).toContainText('应在2026年11月12日回头看');
    await close(page);
    await show(page, '待回头看');
    await expect(gridCell(page, '2026-4', 'state')).toHaveText('已办结 待回头看');
  });

  await test.step('its whole life on one page', async () => {
    await open(page, '2026-4');
    await drawer(page).getByRole('button', { name: '打印办理情况' }).click();
    const paper = page.getByRole('dialog', { name: '督办事项办理情况：2026-4' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const path = await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click());
    const sheets = await readPdf(path);
    expect(sheets).toHaveLength(1);
    for (const word of ['督办事项办理情况', '完成征收清表', '清表完毕', '石桥镇'])
      expect(sheets[0]?.text).toContain(comparable(word));
    await paper.getByRole('button', { name: '关闭' }).first().click();
    await act(page, '回头看', (form) => form.getByLabel('回头看情况').fill('没有反弹'));
    await close(page);
    await expect(page.getByRole('heading', { name: '这里没有督办事项' })).toBeVisible();
  });

  await test.step('slips for those who answer; a notice of supervision is the bureau’s, with the clause', async () => {
    await show(page, '未办结');
    await page.getByRole('button', { name: '出单' }).click();
    await expect(page.getByRole('menuitem', { name: '督办通知单' })).toBeDisabled();
    await expect(page.getByRole('menuitem', { name: '督办通知单' })).toContainText('由区督查局发（二七办文〔2024〕7号');
    await page.getByRole('menuitem', { name: '交办单' }).click();
    const paper = page.getByRole('dialog', { name: '交办单：3个事项' });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const sheets = await readPdf(await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click()));
    expect(sheets).toHaveLength(3);
    await paper.getByRole('button', { name: '关闭' }).first().click();
  });

  await test.step('the project’s page shows them too, and an issue becomes a task', async () => {
    await goTo(page, '项目库');
    await page.getByRole('link', { name: '青石大桥' }).click();
    await page.getByRole('tab', { name: '会议督办' }).click();
    await expect(gridCell(page, '2026-2', 'content')).toHaveText('迁改燃气管线');
    await page.getByRole('tab', { name: '问题', exact: true }).click();
    await page.getByRole('button', { name: '登记问题' }).click();
    const entry = page.getByRole('dialog', { name: '登记问题' });
    await entry.getByLabel('存在问题').fill('电力线路未迁改');
    await entry.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('button', { name: '2026-1', exact: true }).click();
    const issue = page.getByRole('dialog', { name: '问题办理' });
    await issue.getByRole('button', { name: '交办' }).click();
    const form = page.getByRole('dialog', { name: '交办：电力线路未迁改' });
    await form.getByLabel('责任单位').fill('区供电公司');
    await form.getByLabel('办结时限').fill('2026-12-04');
    await form.getByRole('button', { name: '保存' }).click();
    await expect(issue).toContainText('列入督办，交区供电公司办理');
    await expect(issue).toContainText('在办');
  });
});
