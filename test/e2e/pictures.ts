/**
 * Takes the pictures of the README from fictional districts and the centre they report to:
 *
 *   npm run build && node test/e2e/pictures.ts
 *
 * By hand, after a change of the pages; to be looked at one by one before they are committed. Writes 1366×768 into
 * docs/pictures/. FIVE_ONES_BROWSER names a browser that is not on the PATH.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { inProject } from '#build/project.ts';
import { type DemoOffice, openDemoOffice } from '#electron/cli/demo/office.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import { problem } from '#shared/error.ts';
import { exchangeOnce, openUnlocked, passphrase } from '#test/bench/stores.ts';
import { makeDistrict } from '#test/support/district.ts';
import { endChild, startLoopback, usualNow } from '#test/support/loopback-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'five-ones-pictures-'));
process.env['FIVE_ONES_STATE'] = join(folder, 'state');
const pictures = inProject('docs/pictures');
mkdirSync(pictures, { recursive: true });

const names = ['青石区', '白鹭区', '松涛区', '竹溪县', '望江县', '枫林市'];
/** The last two have not reported. */
const reporting = 4;

try {
  await prepare();
  await ofDistrict();
  await ofCentre();
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

async function prepare(): Promise<void> {
  const first = centreAt(0);
  await first.call('offices.setUp', {
    kind: 'centre',
    fullName: '云岭市重点项目建设中心',
    shortName: '云岭市中心',
    operator: '经办甲',
    passphrase,
  });
  await first.close();
  for (const [index, name] of names.entries()) {
    const dataFolder = join(folder, name);
    await makeDistrict({
      dataFolder,
      now: usualNow,
      seed: index + 1,
      name,
      ...(index > 0 && { projects: 30 + index * 9 }),
    });
    const district = await openUnlocked(name, dataFolder);
    const centre = centreAt(index);
    await centre.call('sessions.unlock', { passphrase });
    await enrol(district, centre);
    await enrol(centre, district);
    if (index < reporting) await exchangeOnce(district, centre, folder);
    await district.close();
    await centre.close();
  }
}

/** Some minutes before the pictures, one for each district: they stand in the order they were enrolled in. */
function centreAt(index: number): DemoOffice {
  return openDemoOffice({
    name: '云岭市中心',
    dataFolder: join(folder, 'centre'),
    operator: '经办甲',
    now: new Date(Date.parse(usualNow) - (names.length - index) * 11 * 60_000).toISOString(),
    printer: async () => {
      throw problem('BROWSER_NOT_FOUND');
    },
  });
}

async function enrol(who: DemoOffice, where: DemoOffice): Promise<void> {
  const { file, fingerprint } = await who.call('offices.enrolmentFile', {});
  const carried = join(folder, file.name);
  who.keep(file, carried);
  const { challengeId, groups } = await where.call('offices.enrolmentChallenge', { file: where.takeIn(carried) });
  await where.call('offices.enrol', { challengeId, answers: groups.map((group) => fingerprint[group - 1] ?? '') });
}

async function ofDistrict(): Promise<void> {
  await withPage(join(folder, names[0] ?? ''), async (page, picture) => {
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    await picture('desk');
    await go(page, '/projects');
    await page.getByRole('searchbox').fill('dq');
    await page.getByText('筛选出').waitFor();
    await page.locator('.lg-row [data-field="totalInvestment"]').nth(1).click();
    await picture('projects');
    await page.locator('.lg-row a').first().click();
    await page.getByRole('list', { name: '六个明确' }).waitFor();
    await picture('project');
    await go(page, '/progress');
    await page.locator('.lg-row [data-field="doneThisYear"]').nth(1).click();
    await picture('progress');
    await go(page, '/collections');
    await page.getByRole('treegrid').waitFor();
    await picture('collections');
    await go(page, '/milestones');
    await page.locator('.lg-row').nth(1).waitFor();
    await picture('milestones');
    await go(page, '/issues');
    await page.locator('.lg-row').nth(1).waitFor();
    await picture('issues');
    await go(page, '/reminders');
    await page.getByRole('button', { name: '复制文字' }).first().waitFor();
    await picture('reminders');
    await go(page, '/inspection-findings');
    await page.getByRole('treegrid').waitFor();
    await picture('inspection-findings');
    await go(page, '/rule-packs');
    await page.getByText('通知没有规定的').waitFor();
    await picture('rule-packs');
    await go(page, '/exchange');
    await page.getByRole('treegrid').waitFor();
    await picture('exchange');
    await go(page, '/import');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '选择文件' }).click();
    await (await chooser).setFiles(inProject('build/resources/demo-ledger.xlsx'));
    await page.getByRole('tab', { name: /美丽乡村/ }).click();
    await picture('import');
  });
}

async function ofCentre(): Promise<void> {
  await withPage(join(folder, 'centre'), async (page, picture) => {
    await page.getByRole('heading', { name: '区县总览' }).waitFor();
    await picture('centre');
    await go(page, '/reports');
    await page.locator('.lg-row').nth(1).waitFor();
    await go(page, '/reports?view=paper');
    await page.locator('.pdf-sheet canvas').first().waitFor();
    await picture('annex2');
  });
}

async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#${address}`);
}

async function withPage(
  dataFolder: string,
  work: (page: Page, picture: (name: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { child, address } = await startLoopback(dataFolder, { operator: '经办甲' });
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage', '--lang=zh-CN'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(address);
    await work(page, async (name) => {
      await page.locator('.mantine-Loader-root').waitFor({ state: 'hidden' });
      await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
    });
  } finally {
    await browser.close();
    await endChild(child);
  }
}
