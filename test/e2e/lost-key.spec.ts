/** The key is gone for good at an office of two computers: made anew at the first, taken from there at the second. */
import { join } from 'node:path';
import type { FileHandle } from '#shared/contract/define.ts';
import { expect, test } from '#test/support/browser.ts';
import { goTo, notice, passphrase } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';

test('a second computer is told where the new key is, takes it by two groups, and reads the first’s file', async ({
  startOffice,
  prepared,
  folder,
}) => {
  test.setTimeout(300_000);
  const first = prepared('ledger');
  const environment = { FIVE_ONES_STATE: join(folder, 'state') };
  const carried = join(folder, 'join.ldj');
  cli(first, 'desks.invite', { name: '经办乙的电脑' }, carried);
  const dataFolder = join(folder, 'second');
  cli(dataFolder, 'desks.join', { file: onStick(carried), passphrase, name: '经办乙的电脑', operator: '经办乙' });
  const fullName = '青石区重点项目推进办公室';
  cli(first, 'keys.replaceLost', { fullName, passphrase });
  const newInvitation = join(folder, 'new-key.ldj');
  cli(first, 'desks.invite', { name: '取新密钥' }, newInvitation);
  const file = join(folder, 'first.ldx');
  cli(first, 'desks.export', {}, file);
  const { keys } = cli(first, 'keys.state', {});
  const fingerprint = keys.at(-1)?.fingerprint ?? [];

  const second = await startOffice('second', { dataFolder, operator: '经办乙', environment });
  const { page } = second;
  await page.setViewportSize({ width: 1366, height: 768 });
  await test.step('the form of a lost key says where to take the new one', async () => {
    await goTo(page, '设置');
    await page.getByRole('tab', { name: '口令与密钥' }).click();
    await page.getByRole('button', { name: '口令和恢复单都没有了' }).click();
    await expect(page.getByText('另一台已经重做好了的，不要再重做一次')).toBeVisible();
    await page.getByRole('link', { name: '本单位各台电脑' }).click();
  });
  await page.getByRole('button', { name: '取来新密钥' }).click();
  const dialog = page.getByRole('dialog', { name: '取来新密钥' });
  await test.step('a file from before the loss is refused in the dialog', async () => {
    await second.choose(carried, () => dialog.getByRole('button', { name: '选择文件' }).click());
    await dialog.getByLabel('新的口令').fill(passphrase);
    await dialog.getByRole('button', { name: '打开加入文件' }).click();
    await expect(dialog.getByText('加入文件里的密钥就是这台现在用的这把')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('the new one is asked for by two groups, and is in force', async () => {
    await second.choose(newInvitation, () => dialog.getByRole('button', { name: '选择文件' }).click());
    await dialog.getByRole('button', { name: '打开加入文件' }).click();
    const fields = dialog.getByRole('textbox', { name: /^第 \d 组$/ });
    await expect(fields).toHaveCount(2, { timeout: 60_000 });
    for (const field of await fields.all()) await field.fill('00000');
    await dialog.getByRole('button', { name: '核对并启用新密钥' }).click();
    await expect(dialog.getByText('还可以再输 4 次')).toBeVisible({ timeout: 60_000 });
    for (const label of await dialog.getByText(/^第 \d 组$/).allTextContents()) {
      const group = Number(/\d/.exec(label)?.[0]);
      await dialog.getByRole('textbox', { name: label }).fill(fingerprint[group - 1] ?? '');
    }
    await dialog.getByRole('button', { name: '核对并启用新密钥' }).click();
    await expect(notice(page, '新密钥已在这台启用')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('the file of the first is read', async () => {
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^接收/ }).click();
    await second.choose(file, () => page.getByRole('button', { name: '选择文件' }).click());
    await page.getByRole('button', { name: '确认接收' }).click({ timeout: 60_000 });
    await expect(page.getByText('另一台电脑的改动已写入')).toBeVisible({ timeout: 60_000 });
  });
});

function onStick(path: string): FileHandle {
  return { $file: path } as never;
}
