/** What every page stands on, in the real program: its door. The same on the loopback door and on Electron. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { door as doorOfPage } from '#renderer/door.ts';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/index.ts';
import { expect, test } from '#test/support/browser.ts';

const parts: readonly (keyof ReturnType<typeof doorOfPage>)[] = [
  'call',
  'cancel',
  'fileAddress',
  'onChange',
  'pickFile',
  'printFile',
  'saveFile',
  'setTaskProgress',
  'takeFile',
];

test('the page finds its door before its own script runs, and nothing of it breaks the policy', async ({ page }) => {
  expect(await page.evaluate(() => Object.keys(window.fiveOnes).toSorted())).toEqual(parts);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(page.url()).not.toContain('token');
});

test('the page cannot run a script written into it or reach another server', async ({ page, complaints }) => {
  const refused = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.injected = "yes"';
    document.head.append(script);
    const reaches = await fetch('http://127.0.0.1:9/').then(
      () => true,
      () => false,
    );
    return { runs: document.documentElement.dataset['injected'] === 'yes', reaches };
  });
  expect(refused).toEqual({ runs: false, reaches: false });
  await expect.poll(() => complaints.splice(0).join()).toContain('Content Security Policy');
});

test('two offices run side by side, each with its own data', async ({ startOffice }) => {
  const district = await startOffice('district');
  const centre = await startOffice('centre');
  await callFrom(district.page, 'settings.set', { key: 'whose', value: 'district' });
  expect((await callFrom(centre.page, 'settings.get', {})).values['whose']).toBe(undefined);
  expect((await callFrom(district.page, 'settings.get', {})).values['whose']).toBe('district');
});

test('a file is picked, kept as a handle, and saved again byte by byte', async ({ page, folder, door }) => {
  test.skip(
    door === 'electron',
    'the system’s own dialogs cannot be driven from here; test/host/shell.test.ts shows them',
  );
  const path = join(folder, '计划 2026.csv');
  writeFileSync(path, '项目名称\n某某路\n');
  const chooser = page.waitForEvent('filechooser');
  const picked = page.evaluate(() => window.fiveOnes.pickFile({ label: '台账', extensions: ['csv'] }));
  await (await chooser).setFiles(path);
  const file = await picked;
  expect(file).toEqual({ handle: expect.any(String), name: '计划 2026.csv' });

  const download = page.waitForEvent('download');
  await page.evaluate(async (handle) => window.fiveOnes.saveFile(handle), file ?? { handle: '', name: '' });
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('计划 2026.csv');
  expect(readFileSync(await saved.path(), 'utf8')).toBe('项目名称\n某某路\n');
});

/** Throws the refusal. */
async function callFrom<Name extends ProcedureName>(
  page: Page,
  procedure: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const result = await page.evaluate(
    async ([name, value]) => window.fiveOnes.call(name as ProcedureName, value as InputOf<ProcedureName>),
    [procedure as string, input as unknown] as const,
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value as OutputOf<Name>;
}
