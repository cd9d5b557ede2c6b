/** A new key seen at the other side, and a backup put back: both in plain words, and nothing lost. */
import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { FileHandle } from '#shared/contract/define.ts';
import { expect, type RunningOffice, test } from '#test/support/browser.ts';
import { clerkName, goTo, notice, passphrase, unlock } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';

const districtName = '青石区重点项目推进办公室';

test('a new key is seen by the other office; a backup put back is noticed on every page and its lost work found again', async ({
  startOffice,
  prepared,
  folder,
}) => {
  test.setTimeout(300_000);
  const [districtFolder, centreFolder] = [prepared('ledger'), prepared('centre')];
  for (const [from, to] of [
    [districtFolder, centreFolder],
    [centreFolder, districtFolder],
  ] as const)
    enrol(from, to, join(folder, 'once.ldk'));
  const backup = join(folder, 'backup');
  cpSync(districtFolder, backup, { recursive: true });
  // The command line and the program are one machine here.
  const environment = { FIVE_ONES_STATE: join(folder, 'state') };
  const start = () => startOffice('district', { dataFolder: districtFolder, operator: clerkName, environment });
  const centre = await startOffice('centre', { dataFolder: centreFolder, operator: '中心经办' });
  let district = await start();
  const report = join(folder, 'report.ldx');

  await test.step('the district changes its key, and is asked for a new recovery sheet', async () => {
    const { page } = district;
    await goTo(page, '设置');
    await page.getByRole('tab', { name: '口令与密钥' }).click();
    await page.getByRole('button', { name: '换用新密钥' }).click();
    const form = page.locator('form').filter({ hasText: '今后的口令' });
    await form.getByLabel('现在的口令').fill(passphrase);
    await form.getByLabel('今后的口令', { exact: true }).fill(passphrase);
    await form.getByLabel('再输一遍今后的口令').fill(passphrase);
    await form.getByRole('button', { name: '换用新密钥' }).click();
    await expect(notice(page, '已换用新密钥')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('信封里那张恢复单不能用了')).toBeVisible();
    await expect(page.getByText('密钥已解锁')).toBeVisible();
  });

  await test.step('the centre is told before it takes the next package in, and knows the new key afterwards', async () => {
    const bridge = cli(districtFolder, 'projects.list', {}).rows.find((row) => row.name === '青石大桥');
    cli(districtFolder, 'projects.save', { id: bridge?.id ?? '', changes: { remark: '备份之后写的' } });
    cli(districtFolder, 'packages.export', { reviewedBy: '审核某', issuedBy: '签发某' }, report);
    const { page } = centre;
    await receive(centre, report);
    await expect(page.getByText('对方换了新密钥，有原来的密钥签字为证')).toBeVisible();
    await page.getByRole('button', { name: '确认接收' }).click();
    await expect(page.getByRole('status').filter({ hasText: '已接收' })).toBeVisible({ timeout: 60_000 });
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^单位登记/ }).click();
    await expect(officeRow(page)).toContainText('换过 1 次');
  });

  await test.step('yesterday’s backup is put back: every page says that it is older than what was handed out', async () => {
    await district.stop();
    const keys = join(folder, 'keys');
    renameSync(join(districtFolder, 'keys'), keys);
    rmSync(districtFolder, { recursive: true });
    cpSync(backup, districtFolder, { recursive: true });
    rmSync(join(districtFolder, 'keys'), { recursive: true });
    renameSync(keys, join(districtFolder, 'keys'));
    district = await start();
    const { page } = district;
    for (const entry of ['项目库', '周报', '报送接收']) {
      await goTo(page, entry);
      await expect(behind(page)).toBeVisible();
    }
    await behind(page).getByRole('link', { name: '找回数据' }).click();
    await expect(page.getByRole('heading', { name: '二、请对方给一份“找回包”' })).toBeVisible();
    await expect(page.getByText('打电话给云岭市重点项目建设中心')).toBeVisible();
  });

  const echo = await test.step('the centre gives back what it holds', async () => {
    const { page } = centre;
    await officeRow(page).click();
    return centre.keep(() => page.getByRole('button', { name: '生成找回包' }).click());
  });

  await test.step('read in, it brings back what was missing; the notice is gone', async () => {
    const { page } = district;
    await page.getByRole('link', { name: '读入找回包' }).click();
    await district.choose(echo, () => page.getByRole('button', { name: '选择文件' }).click());
    await unlock(page);
    await expect(page.getByText('已按本单位的签名核对无误')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('treegrid', { name: '接收后的变化' }).getByText('青石大桥').first()).toBeVisible();
    await page.getByRole('button', { name: '确认接收' }).click();
    await expect(page.getByText('缺少的内容已经补回')).toBeVisible({ timeout: 60_000 });
    await expect(behind(page)).toHaveCount(0);
    const bridge = cli(districtFolder, 'projects.list', {}).rows.find((row) => row.name === '青石大桥');
    expect(bridge?.remark).toBe('备份之后写的');
  });
});

function behind(page: Page) {
  return page.getByRole('status').filter({ hasText: '这台电脑的数据比交出去的旧' });
}

function officeRow(page: Page) {
  return page.getByRole('treegrid', { name: '已登记的单位' }).getByRole('row').filter({ hasText: districtName });
}

async function receive(office: RunningOffice, path: string): Promise<void> {
  const { page } = office;
  await goTo(page, '报送接收');
  await page.getByRole('link', { name: /^接收/ }).click();
  await office.choose(path, () => page.getByRole('button', { name: '选择文件' }).click());
  await unlock(page);
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
