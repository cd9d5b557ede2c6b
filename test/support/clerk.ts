/** What the end-to-end tests do again and again, done as a clerk does it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { passphrase } from './prepared-offices.ts';

export { clerkName, passphrase } from './prepared-offices.ts';

/** From the entries at the left. */
export async function goTo(page: Page, entry: string): Promise<void> {
  await page.getByRole('navigation', { name: '主要页面' }).getByRole('link', { name: entry }).click();
}

/** The one field the grid types in. */
export function gridKeys(page: Page): Locator {
  return page.locator('.lg-input');
}

/** The row of a project, wherever it stands now. */
export function gridRow(page: Page, name: string): Locator {
  return page.locator('.lg-row').filter({ has: page.locator('[data-column="0"]', { hasText: name }) });
}

export function gridCell(page: Page, name: string, field: string): Locator {
  return gridRow(page, name).locator(`[data-field="${field}"]`);
}

/** Names of the rows that are shown, from above. */
export async function expectRows(page: Page, names: readonly string[]): Promise<void> {
  await expect(page.locator('.lg-row [data-column="0"]')).toHaveText([...names]);
}

/** Puts text on the clipboard as Excel does and pastes it where the keyboard is. */
export async function paste(page: Page, text: string): Promise<void> {
  await gridKeys(page).evaluate((field, block) => {
    const data = new DataTransfer();
    data.setData('text/plain', block);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** Answers the dialog that asks for the passphrase. */
export async function unlock(page: Page, typed = passphrase): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '输入口令' });
  await dialog.getByRole('textbox', { name: '口令' }).fill(typed);
  await dialog.getByRole('button', { name: '解锁' }).click();
}

export function notice(page: Page, text: string | RegExp): Locator {
  return page.locator('.mantine-Notification-root').filter({ hasText: text });
}
