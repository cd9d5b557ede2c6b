/** Two computers of one district: joined by invitation, both edit, a conflict is chosen on the page, the centre takes both. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { FileHandle } from '#shared/contract/define.ts';
import { expect, type RunningOffice, test } from '#test/support/browser.ts';
import { clerkName, goTo, passphrase, unlock } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';

test('a second computer joins by invitation; both edit one field, a person chooses, the centre takes what each sends', async ({
  startOffice,
  prepared,
  folder,
}) => {
  test.setTimeout(420_000);
  const [districtFolder, centreFolder] = [prepared('ledger'), prepared('centre')];
  enrol(districtFolder, centreFolder, join(folder, 'once.ldk'));
  enrol(centreFolder, districtFolder, join(folder, 'back.ldk'));
  // The command line and the program are one machine here.
  const environment = { FIVE_ONES_STATE: join(folder, 'state') };
  const first = await startOffice('first', { dataFolder: districtFolder, operator: clerkName, environment });
  await first.page.setViewportSize({ width: 1366, height: 768 });

  const invitation = await test.step('the first computer invites the second', async () => {
    const { page } = first;
    await openDesks(page);
    await expect(page.getByRole('heading', { name: '本单位只登记了这一台电脑' })).toBeVisible();
    await page.getByRole('button', { name: '邀请另一台电脑' }).click();
    const dialog = page.getByRole('dialog', { name: '邀请另一台电脑' });
    await dialog.getByLabel('那台电脑叫什么').fill('经办乙的电脑');
    const path = await first.keep(async () => {
      await dialog.getByRole('button', { name: '生成加入文件' }).click();
      await unlock(page);
    });
    await expect(dialog.getByText('加入文件已生成')).toBeVisible();
    await dialog.getByRole('button', { name: '完成' }).click();
    await expect(deskRow(page)).toContainText('已邀请，还没有加入');
    return path;
  });

  const second = await startOffice('second', { environment });
  await second.page.setViewportSize({ width: 1366, height: 768 });
  await test.step('the second joins: what comes in is shown before, a wrong passphrase is said', async () => {
    const { page } = second;
    await page.getByRole('button', { name: '读入加入文件' }).click();
    await second.choose(invitation, () => page.getByRole('button', { name: '选择文件' }).click());
    await page.getByLabel('本单位的口令').fill('不是这个');
    await page.getByRole('button', { name: '打开看看' }).click();
    await expect(page.getByText('口令不对，加入文件没有打开')).toBeVisible({ timeout: 60_000 });
    await page.getByLabel('本单位的口令').fill(passphrase);
    await page.getByRole('button', { name: '打开看看' }).click();
    await expect(page.getByText('青石区重点项目推进办公室')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('4 个，最后一次改动')).toBeVisible();
    await page.getByLabel('经办人').fill('经办乙');
    await page.getByRole('button', { name: '加入', exact: true }).click();
    await expect(page.getByRole('navigation', { name: '主要页面' })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('both edit one field without knowing of each other', async () => {
    for (const [office, remark] of [
      [first, '甲写的备注'],
      [second, '乙写的备注'],
    ] as const) {
      const bridge = cli(office.dataFolder, 'projects.list', {}).rows.find((row) => row.name === '青石大桥');
      cli(office.dataFolder, 'projects.save', { id: bridge?.id ?? '', changes: { remark } });
    }
  });

  await test.step('the second’s file comes to the first: nothing is overwritten, the conflict is counted and chosen', async () => {
    const file = await syncFile(second);
    const { page } = first;
    await receive(first, file);
    await expect(page.getByText('这是本单位“经办乙的电脑”的同步文件')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: '确认接收' }).click();
    await expect(page.getByText('另一台电脑的改动已写入')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('link', { name: '1 处改动不一致' }).click();
    const card = page.getByRole('listitem', { name: '青石大桥 备注' });
    await expect(card).toContainText('甲写的备注');
    await expect(card).toContainText('乙写的备注');
    await expect(card).toContainText('经办乙的电脑');
    await card.getByRole('button', { name: '用这个' }).last().click();
    await expect(page.getByRole('heading', { name: '没有不一致的改动' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(card).toBeVisible();
    await card.getByRole('button', { name: '都不用，另填…' }).click();
    await card.getByLabel('另填备注').fill('两人商定的备注');
    await card.getByRole('button', { name: '用填的' }).click();
    await expect(page.getByRole('heading', { name: '没有不一致的改动' })).toBeVisible();
    await expect(page.getByRole('link', { name: /处改动不一致/ })).toHaveCount(0);
  });

  await test.step('the decision goes back, and both hold one value', async () => {
    const file = await syncFile(first);
    await receive(second, file);
    await second.page.getByRole('button', { name: '确认接收' }).click();
    await expect(second.page.getByText('另一台电脑的改动已写入')).toBeVisible({ timeout: 60_000 });
    for (const { dataFolder } of [first, second]) {
      const { rows } = cli(dataFolder, 'projects.list', {});
      expect(rows.find((row) => row.name === '青石大桥')?.remark).toBe('两人商定的备注');
    }
    await openDesks(second.page);
    await expect(second.page.getByRole('treegrid', { name: '其他电脑' })).toContainText('经办甲的电脑');
  });

  await test.step('the centre takes a package of each, and a receipt brought to the first is known at the second', async () => {
    const [ofFirst, ofSecond] = [join(folder, 'first.ldx'), join(folder, 'second.ldx')];
    cli(first.dataFolder, 'packages.export', { reviewedBy: '审核某', issuedBy: '签发某' }, ofFirst);
    cli(second.dataFolder, 'packages.export', { reviewedBy: '审核某', issuedBy: '签发某' }, ofSecond);
    const receipt = join(folder, 'receipt.ldx');
    for (const path of [ofSecond, ofFirst]) {
      const { token } = cli(centreFolder, 'packages.preview', { file: onStick(path) });
      cli(centreFolder, 'packages.import', { token }, receipt);
    }
    await receive(first, receipt);
    await first.page.getByRole('button', { name: '确认读入回执' }).click();
    await expect(first.page.getByRole('status').filter({ hasText: '对方已收' })).toBeVisible({ timeout: 60_000 });
    const file = await syncFile(first);
    await receive(second, file);
    await second.page.getByRole('button', { name: '确认接收' }).click();
    await expect(second.page.getByText('另一台电脑的改动已写入')).toBeVisible({ timeout: 60_000 });
    const sent = cli(second.dataFolder, 'packages.list', {}).rows.filter((row) => row.kind === 'report');
    expect(sent.map((row) => row.state)).toEqual(['acknowledged']);
  });
});

async function openDesks(page: Page): Promise<void> {
  await goTo(page, '报送接收');
  await page.getByRole('link', { name: '各台电脑' }).click();
}

function deskRow(page: Page) {
  return page.getByRole('treegrid', { name: '其他电脑' }).getByRole('row').filter({ hasText: '经办乙的电脑' });
}

async function syncFile(office: RunningOffice): Promise<string> {
  const { page } = office;
  await openDesks(page);
  return office.keep(async () => {
    await page.getByRole('button', { name: '生成同步文件' }).click();
    const dialog = page.getByRole('dialog', { name: '输入口令' });
    await Promise.race([dialog.waitFor(), page.getByText('同步文件已生成').waitFor({ timeout: 60_000 })]);
    if (await dialog.isVisible()) await unlock(page);
  });
}

async function receive(office: RunningOffice, path: string): Promise<void> {
  const { page } = office;
  await goTo(page, '报送接收');
  await page.getByRole('link', { name: /^接收/ }).click();
  await office.choose(path, () => page.getByRole('button', { name: '选择文件' }).click());
}

/** By the command line: another spec does it by hand. */
function enrol(from: string, to: string, stick: string): void {
  const { fingerprint } = cli(from, 'offices.enrolmentFile', {}, stick);
  const { challengeId, groups } = cli(to, 'offices.enrolmentChallenge', { file: onStick(stick) });
  cli(to, 'offices.enrol', { challengeId, answers: groups.map((group) => fingerprint[group - 1] ?? '') });
}

function onStick(path: string): FileHandle {
  return { $file: path } as never;
}
