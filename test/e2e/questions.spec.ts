/** The centre asks about a reported figure, the district sees why its package is questioned, and answers. */
import { join } from 'node:path';
import { expect, type RunningOffice, test } from '#test/support/browser.ts';
import { goTo, notice, unlock } from '#test/support/clerk.ts';
import { testPassphrase } from '#test/support/host.ts';
import { openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { keepToOwnFolder } from '#test/support/own-folder.ts';

keepToOwnFolder();

test('a question goes down with the handed-down file, is answered in the district, and its package says 有疑问', async ({
  startOffice,
  folder,
}) => {
  test.setTimeout(240_000);
  const folders = await reported(folder);
  const [district, centre] = await Promise.all([
    startOffice('district', { dataFolder: folders.district, operator: '经办甲' }),
    startOffice('centre', { dataFolder: folders.centre, operator: '经办戊' }),
  ]);

  await test.step('the centre asks on the page of the project; what stands now is shown', async () => {
    const { page } = centre;
    await goTo(page, '项目库');
    await page.getByRole('link', { name: '青石大桥' }).click();
    await page.getByRole('button', { name: '询问', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '询问' });
    await dialog.getByRole('combobox', { name: '栏目' }).click();
    await page.getByRole('option', { name: '本年累计完成投资' }).click();
    await expect(dialog.getByText('现在的内容：3,000万元')).toBeVisible();
    await dialog.getByRole('textbox', { name: '要问什么' }).fill('比上期少，请核实');
    await dialog.getByRole('button', { name: '提出' }).click();
    await expect(notice(page, '已提出，生成下达文件后区县才能看到')).toBeVisible();
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: '询问与答复' }).click();
    await expect(questions(centre).filter({ hasText: '比上期少，请核实' })).toContainText('已提出，还没有送达');
  });

  const file = await test.step('it goes down on a stick', async () => {
    const { page } = centre;
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^下达/ }).click();
    await page.getByLabel('签发人').fill('签发丙');
    return centre.keep(async () => {
      await page.getByRole('button', { name: /有变化的区县生成/ }).click();
      await unlock(page, testPassphrase);
    });
  });

  await test.step('the district takes it in: its package is questioned, its desk says so', async () => {
    const { page } = district;
    await goTo(page, '报送接收');
    await page.getByRole('link', { name: /^接收/ }).click();
    await district.choose(file, () => page.getByRole('button', { name: '选择文件' }).click());
    // Encrypted for this office.
    await unlock(page, testPassphrase);
    await page.getByRole('button', { name: '确认接收' }).click();
    await expect(page.getByRole('status').filter({ hasText: '已接收' })).toBeVisible({ timeout: 60_000 });
    await goTo(page, '报送接收');
    await expect(
      page.getByRole('treegrid', { name: '来往记录' }).getByRole('row').filter({ hasText: '有疑问' }),
    ).toHaveCount(1);
    await goTo(page, '工作台');
    await page
      .getByRole('link', { name: '去答复' })
      .or(page.getByRole('button', { name: '去答复' }))
      .click();
  });

  await test.step('and explains; a correction that was not made is not believed', async () => {
    const { page } = district;
    await page.getByRole('button', { name: '比上期少，请核实' }).click();
    const drawer = page.getByRole('dialog', { name: '询问与答复' });
    await expect(drawer.getByText('3,000万元')).toBeVisible();
    await drawer.getByRole('button', { name: '答复' }).click();
    const dialog = page.getByRole('dialog', { name: '答复', exact: true });
    await dialog.getByRole('combobox', { name: '答复' }).click();
    await page.getByRole('option', { name: '已更正' }).click();
    await dialog.getByRole('button', { name: '答复' }).click();
    await expect(dialog.getByRole('alert')).toContainText('没有更正过');
    await dialog.getByRole('combobox', { name: '答复' }).click();
    await page.getByRole('option', { name: '已说明' }).click();
    await dialog.getByRole('textbox', { name: '说明' }).fill('上期误报，本期已核减');
    await dialog.getByRole('button', { name: '答复' }).click();
    await expect(dialog).toBeHidden();
    await expect(drawer.getByText('上期误报，本期已核减')).toBeVisible();
    await expect(drawer.getByText(/已答复，还没有送达/)).toBeVisible();
  });
});

function questions({ page }: RunningOffice) {
  return page.getByRole('treegrid', { name: '询问与答复' }).getByRole('row');
}

/** District and centre that know each other, a report of 青石大桥 taken in at the centre, its receipt back. */
async function reported(folder: string): Promise<{ readonly district: string; readonly centre: string }> {
  const prepared = await preparedOffices(folder);
  const district = openOffice(prepared.district);
  const centre = openOffice(prepared.centre, { operator: '经办戊' });
  try {
    await Promise.all([district.unlock(), centre.unlock()]);
    const projectId = (await projectIds(district))['青石大桥'] ?? '';
    const { period } = await district.call('packages.precheck', {});
    await district.call('progress.save', { period, projectId, changes: { doneThisYear: 30_000_000 } });
    const { file } = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    const up = centre.take(district.keep(file, join(folder, 'up.ldx')));
    const { token } = await centre.call('packages.preview', { file: up });
    const taken = await centre.call('packages.import', { token });
    const receipt = district.take(centre.keep(taken.file, join(folder, 'receipt.ldx')));
    await district.call('packages.import', {
      token: (await district.call('packages.preview', { file: receipt })).token,
    });
  } finally {
    await Promise.all([district.close(), centre.close()]);
  }
  return prepared;
}
