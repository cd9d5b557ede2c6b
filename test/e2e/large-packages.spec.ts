/** A report too large for a mailbox: made in parts, dropped together at the centre, one missing and taken in later. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type RunningOffice, test } from '#test/support/browser.ts';
import { goTo, unlock } from '#test/support/clerk.ts';
import { testPassphrase } from '#test/support/host.ts';
import { openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { keepToOwnFolder } from '#test/support/own-folder.ts';
import { seededRandom } from '#test/support/packages.ts';
import { jpegBytes, writeSample } from '#test/support/sample-files.ts';

keepToOwnFolder();

test('a report too large for one mail is made in parts; dropped together they are taken in; a missing one is named and comes later', async ({
  startOffice,
  folder,
}) => {
  test.setTimeout(240_000);
  const folders = await withPhotos(folder);
  const [district, centre] = await Promise.all([
    startOffice('district', { dataFolder: folders.district, operator: '经办甲' }),
    startOffice('centre', { dataFolder: folders.centre, operator: '经办戊' }),
  ]);

  const stick =
    await test.step('what a mailbox takes is set, what is too large is named, the parts are made and kept', async () => {
      const { page } = district;
      await goTo(page, '报送接收');
      await page.getByRole('link', { name: /^生成报送包/ }).click();
      await page.getByRole('button', { name: '下一步：范围' }).click();
      await page.getByRole('button', { name: '下一步：审核签发' }).click();
      await page.getByRole('combobox', { name: '怎么交' }).click();
      await page.getByRole('option', { name: '邮箱或政务内网附件' }).click();
      await page.getByLabel('每份最大（MB）').fill('1');
      await expect(page.getByText('装不下一个文件，分成约 3 份')).toBeVisible();
      await expect(page.getByText('“总平面图.jpg”有 1.2 MB，比每份 1 MB 还大，这次带不上')).toBeVisible();
      await page.getByLabel('审核人').first().fill('审核某');
      await page.getByLabel('签发人').first().fill('签发某');
      await page.getByRole('button', { name: '生成报送包' }).click();
      await unlock(page, testPassphrase);
      await expect(page.getByText('一个文件装不下，分成了 3 份')).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText('“总平面图.jpg”（1.2 MB）比一份还大，这次没有带。')).toBeVisible();
      const parts = page.getByRole('list', { name: '各份文件' });
      await expect(parts.getByRole('listitem')).toHaveCount(3);
      const paths: string[] = [];
      for (const part of await parts.getByRole('listitem').all())
        paths.push(await district.keep(() => part.getByRole('button').click()));
      expect(paths.map((path) => basename(path)).every((name, at) => name.endsWith(`_第${at + 1}份共3份.zip`))).toBe(
        true,
      );
      return paths;
    });

  await test.step('dropped together, the first is looked at, the other goes without asking; the missing one is named', async () => {
    const { page } = centre;
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^接收/ }).click();
    await drop(page, [stick[2] ?? '', stick[0] ?? '']);
    await unlock(page, testPassphrase);
    await expect(page.getByText('这是第 1 份，共 3 份。收下它以后，还缺第 2、3 份，请接着接收。')).toBeVisible();
    await expect(page.getByText('（第 1 个，共 2 个）')).toBeVisible();
    await page.getByRole('button', { name: '确认接收' }).click();
    await expect(page.getByText('一共接收了 2 个文件')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('note')).toContainText('这次报送分成 3 份，第 2 份还没有收到。');
    await expect(page.getByRole('button', { name: '保存回执' })).toHaveCount(1);
  });

  const receipt =
    await test.step('history names it; alone and later it is taken in, and all photos are here', async () => {
      const { page } = centre;
      await page.getByRole('link', { name: '回到报送接收' }).first().click();
      const rows = page.getByRole('treegrid', { name: '来往记录' }).getByRole('row');
      await expect(rows.filter({ hasText: '共 3 份，还缺第 2 份' })).toHaveCount(2);
      await page.getByRole('link', { name: /^接收/ }).click();
      await centre.choose(stick[1] ?? '', () => page.getByRole('button', { name: '选择文件' }).click());
      await expect(page.getByText('这是第 2 份，共 3 份，只带照片和文件。收下它，各份就齐了。')).toBeVisible();
      await page.getByRole('button', { name: '确认接收' }).click();
      await expect(page.getByRole('status').filter({ hasText: '已接收' })).toBeVisible({ timeout: 60_000 });
      return centre.keep(() => page.getByRole('button', { name: '保存回执' }).click());
    });

  await test.step('the last receipt confirms every part', () => takeReceipt(district, receipt));
});

async function takeReceipt(district: RunningOffice, receipt: string): Promise<void> {
  const { page } = district;
  await goTo(page, '报送接收');
  await page.getByRole('link', { name: /^接收/ }).click();
  await district.choose(receipt, () => page.getByRole('button', { name: '选择文件' }).click());
  await page.getByRole('button', { name: '确认读入回执' }).click();
  await expect(page.getByRole('status').filter({ hasText: '对方已收' })).toBeVisible();
  await page.getByRole('link', { name: '回到报送接收' }).first().click();
  const sent = page.getByRole('treegrid', { name: '来往记录' }).getByRole('row').filter({ hasText: '份共3份' });
  await expect(sent).toHaveCount(3);
  for (const row of await sent.all()) await expect(row).toContainText('对方已收');
}

/** As dragged from the window of a stick. */
async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({ name: basename(path), base64: readFileSync(path).toString('base64') }));
  const transfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, base64 } of dropped)
      data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
    return data;
  }, files);
  await page.locator('.file-drop').dispatchEvent('drop', { dataTransfer: transfer });
}

/** The prepared offices, with photos of half a megabyte and a plan larger than a mail may be. */
async function withPhotos(folder: string): Promise<{ readonly district: string; readonly centre: string }> {
  const prepared = await preparedOffices(join(folder, 'machines'));
  mkdirSync(join(folder, 'photos'));
  const district = openOffice(prepared.district);
  const random = seededRandom(6);
  const photo = (name: string, bytes: number) =>
    writeSample(
      join(folder, 'photos'),
      name,
      Buffer.concat([jpegBytes(null), Buffer.from(Array.from({ length: bytes }, () => random(256)))]),
    );
  photo('总平面图.jpg', 1_250_000);
  for (const number of [1, 2, 3, 4, 5]) photo(`桥墩${number}.jpg`, 450_000);
  const projectId = (await projectIds(district))['青石大桥'] ?? '';
  const files = readdirSync(join(folder, 'photos')).map((name) => district.take(join(folder, 'photos', name)));
  await district.call('attachments.add', { projectId, files });
  await district.close();
  return prepared;
}
