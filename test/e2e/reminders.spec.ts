/** Reminders: seen and put off on 工作台 and brought back; the list of a unit on paper and as text. */
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, notice } from '#test/support/clerk.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

test('a reminder is seen, another is put off, both come back', async ({ startOffice, prepared }) => {
  const { page } = await startOffice('district', { dataFolder: prepared('demonstration'), operator: clerkName });
  const today = page.getByRole('region', { name: /今天要做的/ });
  const schedule = today.getByRole('region', { name: '项目节点与手续' });
  const reporting = today.getByRole('region', { name: '报送' });
  const putOff = today.getByRole('button', { name: /已收起/ });

  await test.step('what is late stands open, what is calm is folded behind its count', async () => {
    await expect(schedule.getByText('逾期', { exact: true }).first()).toBeVisible();
    await expect(reporting.getByRole('listitem')).toHaveCount(0);
    await reporting.getByRole('button').click();
    await expect(reporting.getByRole('listitem').first()).toContainText('依据：');
  });

  await test.step('seen: gone from the list, kept below with who and when', async () => {
    const line = reporting.getByRole('listitem').filter({ hasText: '没有填报' });
    const sentence = (await line.locator('.desk-task-words > div').first().textContent()) ?? '';
    await line.getByRole('button', { name: /^已阅或推迟/ }).click();
    await page.getByRole('menuitem', { name: '已阅，有新情况再提醒' }).click();
    await expect(notice(page, '已收起，有新情况会再出现')).toBeVisible();
    await expect(line).toHaveCount(0);
    await putOff.click();
    const kept = today.getByRole('listitem').filter({ hasText: sentence });
    await expect(kept).toContainText(`${clerkName} 2026年11月18日已阅`);
    await kept.getByRole('button', { name: /^恢复/ }).click();
    await expect(line).toBeVisible();
    await expect(putOff).toHaveCount(0);
  });

  await test.step('late: not to be seen away, put off by a week at most, in one sentence', async () => {
    const line = schedule.getByRole('listitem').filter({ hasText: '应开未开' });
    await line.getByRole('button', { name: /^已阅或推迟/ }).click();
    await expect(page.getByRole('menuitem', { name: /已阅/ })).toHaveCount(0);
    await page.getByRole('menuitem', { name: '推迟到其他日期…' }).click();
    const form = page.getByRole('dialog', { name: '推迟提醒' });
    await form.getByRole('textbox', { name: '推迟到' }).fill('2026-12-31');
    await form.getByRole('button', { name: '推迟', exact: true }).click();
    await expect(form).toContainText('这类提醒最多推迟7天，2026年12月31日太晚，没有推迟。');
    await form.getByRole('textbox', { name: '推迟到' }).fill('2026-11-23');
    await form.getByRole('button', { name: '推迟', exact: true }).click();
    await expect(form).toBeHidden();
    await expect(line).toHaveCount(0);
    await expect(today.getByText(`${clerkName} 2026年11月18日推迟到2026年11月23日`)).toBeVisible();
  });
});

test('the list of a unit is printed and copied as text', async ({ startOffice, prepared }) => {
  const office = await startOffice('district', { dataFolder: prepared('demonstration'), operator: clerkName });
  const { page } = office;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await goTo(page, '问题与督办');
  await page.getByRole('navigation', { name: '问题台账的页面' }).getByRole('link', { name: '提醒清单' }).click();
  const list = page.getByRole('treegrid', { name: '提醒清单' });
  const first = list.getByRole('row').nth(1);

  await test.step('a row unfolds into matters with deadline, lateness and clause', async () => {
    await first.locator('.row-list-line').click();
    const matters = list.getByRole('table').first();
    await expect(matters.getByRole('row').nth(1)).toContainText(/(个工作日|天)(?=.*〔2024〕7号)/u);
  });

  await test.step('only what is late, and by leader', async () => {
    await page.getByText('按分包领导').click();
    await page.getByLabel('只看逾期').check();
    await expect(page.getByText(/^\d+位领导、(\d+)项，其中逾期\1项/)).toBeVisible();
    await page.getByLabel('只看逾期').uncheck();
    await page.getByText('按责任单位').click();
    await expect(page.getByText(/^\d+个单位、/)).toBeVisible();
    await first.getByRole('checkbox').check();
    await expect(page.getByRole('button', { name: '打印所选 1个单位' })).toBeVisible();
    await first.getByRole('checkbox').uncheck();
    await expect(page.getByRole('button', { name: '全部打印' })).toBeVisible();
  });

  await test.step('the text for a message, and the paper of the same unit', async () => {
    const copy = first.getByRole('button', { name: /^复制文字/ });
    const name = ((await copy.getAttribute('aria-label')) ?? '').replace('复制文字：', '');
    await copy.click();
    await expect(notice(page, `已复制给${name}的文字`)).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text.startsWith(`${name}：\n截至2026年11月18日，由你单位负责、还没有办结的事项共`)).toBe(true);
    await first.getByRole('button', { name: /^打印/ }).click();
    const paper = page.getByRole('dialog', { name: `提醒清单：${name}` });
    await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
    const sheets = await readPdf(await office.keep(() => paper.getByRole('button', { name: '导出 PDF' }).click()));
    expect(sheets[0]?.text).toContain(comparable('重点项目提醒清单'));
    expect(sheets[0]?.text).toContain(comparable(text.split('\n')[1] ?? ''));
    expect(sheets.at(-1)?.text).toContain(comparable('依据：'));
  });
});
