/** 附件3 and 附件4: at the centre over two districts, in its order, leaders merged; in a district with tiers filled in place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readXlsx } from 'hucre';
import type { FileHandle } from '#shared/contract/define.ts';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, notice } from '#test/support/clerk.ts';
import { cli } from '#test/support/prepared-offices.ts';
import { comparable, readPdf } from '#test/support/read-pdf.ts';

const leader = '钱摇光';
const works = Array.from({ length: 8 }, (_, index) => `鹭洲${index + 1}号河段治理工程`);

test('附件4 at the centre: two districts in its order, one leader’s cells merged on screen, paper and in the workbook', async ({
  startOffice,
  prepared,
  folder,
}) => {
  test.setTimeout(300_000);
  const [first, second, centreFolder] = [prepared('ledger'), prepared('district'), prepared('centre')];
  cli(second, 'offices.save', { changes: { shortName: '鹭洲区', fullName: '鹭洲区重点项目推进办公室' } });
  for (const name of works) {
    const { id } = cli(second, 'projects.save', {
      changes: {
        name,
        level: 'municipal',
        summary: `${name}，治理河道五公里，新建护岸、绿道和排涝泵站。`.repeat(9),
        totalInvestment: 200_000_000,
        plannedThisYear: 50_000_000,
      },
    });
    cli(second, 'assignments.save', {
      projectId: id,
      personName: leader,
      role: 'responsibleLeader',
      tier: 'municipal',
    });
  }
  const { rows } = cli(first, 'projects.list', {});
  for (const { id } of rows.filter((row) => row.name === '青石大桥'))
    cli(first, 'assignments.save', { projectId: id, personName: leader, role: 'responsibleLeader', tier: 'municipal' });
  for (const [index, district] of [first, second].entries()) reportTo(centreFolder, district, join(folder, `${index}`));

  const { page, keep } = await startOffice('centre', { dataFolder: centreFolder, operator: '中心经办' });

  await test.step('the centre puts its districts in order', async () => {
    const names = page.locator('.centre-table tbody tr td:nth-child(2)');
    await expect(names).toHaveText(['青石区', '鹭洲区']);
    await page.getByRole('button', { name: '区县次序' }).click();
    await page.getByRole('button', { name: '鹭洲区上移' }).click();
    await page.getByRole('button', { name: '保存次序' }).click();
    await expect(notice(page, '区县次序已改')).toBeVisible();
    await expect(names).toHaveText(['鹭洲区', '青石区']);
  });

  await test.step('the list names the leader’s projects in that order', async () => {
    await page.getByRole('link', { name: '周五报表' }).click();
    await page.getByText('附件4 市领导联系', { exact: true }).click();
    await expect(page.getByRole('heading', { name: '附件4 市领导联系重点项目' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: '9 个项目' })).toBeVisible();
    await expect(listed(page).first()).toContainText(works[0] ?? '');
  });

  await test.step('the paper names him again on every page', async () => {
    await page.getByText('预览和打印').click();
    await expect(page.locator('.pdf-sheet canvas').first()).toBeVisible({ timeout: 60_000 });
    const pages = await readPdf(await keep(() => page.getByRole('button', { name: '导出 PDF' }).click()));
    expect(pages.length).toBeGreaterThan(1);
    for (const sheet of pages) {
      expect(sheet).toMatchObject({ width: 297, height: 210 });
      expect(sheet.text.split(leader).length - 1).toBe(1);
      for (const head of heads) expect(sheet.text).toContain(comparable(head));
    }
    const text = pages.map((sheet) => sheet.text).join('');
    const places = [...works, '青石大桥'].map((name) => text.indexOf(comparable(name)));
    expect(places.toSorted((left, right) => left - right)).toEqual(places);
    expect(places).not.toContain(-1);
  });

  await test.step('the workbook has one merged cell for him', async () => {
    const path = await keep(() => page.getByRole('button', { name: '导出 Excel' }).click());
    const [sheet] = (await readXlsx(readFileSync(path))).sheets;
    const read = sheet?.rows ?? [];
    expect(read.map((row) => row.map((cell) => comparable(String(cell ?? ''))))).toContainEqual(heads.map(comparable));
    const from = read.findIndex((row) => row.includes(works[0] ?? ''));
    expect(sheet?.merges).toContainEqual({ startRow: from, startCol: 1, endRow: from + works.length, endCol: 1 });
    expect(read[from]?.[1]).toBe(leader);
    expect(read[from + works.length]?.[2]).toBe('青石大桥');
  });
});

test('a district says in place of which tier its leaders are, and takes it back', async ({ startOffice, prepared }) => {
  const { page } = await startOffice('district', { dataFolder: prepared('ledger'), operator: clerkName });
  await goTo(page, '报表');
  await page.getByText('附件3 省领导联系', { exact: true }).click();
  const open = page.getByRole('region', { name: '没有注明领导层级' });
  await expect(open).toContainText('2 位分包领导分不清');
  await expect(page.getByRole('heading', { name: '还没有省级领导联系的项目' })).toBeVisible();
  await open.getByRole('radiogroup', { name: '李某某的层级' }).getByText('省级领导').click();
  await expect(notice(page, '李某某已注明为省级领导')).toBeVisible();
  await expect(listed(page)).toHaveCount(1);
  await expect(listed(page).first()).toContainText('白桦湾水厂');
  await expect(open).toContainText('1 位分包领导分不清');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(open).toContainText('2 位分包领导分不清');
  await page.getByRole('button', { name: '这 2 位都是区县级' }).click();
  await expect(open).toHaveCount(0);
  await page.getByText('预览和打印').click();
  await expect(page.getByRole('heading', { name: '这张表还没有项目' })).toBeVisible();
});

function listed(page: Page) {
  return page.locator('.row-list-row');
}

const heads = [
  '序号',
  '市分管领导',
  '项目名称',
  '项目概况',
  '进展情况',
  '存在问题及涉及单位',
  '本年计划投资（万元）',
  '截至完成投资（万元）',
  '总投资额（万元）',
  '起止年限（年月-年月）',
  '项目所在地',
];

/** Enrolled at the centre and the centre there; one package carried up. By the command line: another spec does it by hand. */
function reportTo(centre: string, district: string, name: string): void {
  for (const [from, to] of [
    [district, centre],
    [centre, district],
  ] as const) {
    const stick = `${name}.ldk`;
    const { fingerprint } = cli(from, 'offices.enrolmentFile', {}, stick);
    const { challengeId, groups } = cli(to, 'offices.enrolmentChallenge', { file: onStick(stick) });
    cli(to, 'offices.enrol', { challengeId, answers: groups.map((group) => fingerprint[group - 1] ?? '') });
  }
  const stick = `${name}.ldx`;
  cli(district, 'packages.export', { reviewedBy: '审核某', issuedBy: '签发某' }, stick);
  const { token } = cli(centre, 'packages.preview', { file: onStick(stick) });
  cli(centre, 'packages.import', { token });
}

function onStick(path: string): FileHandle {
  return { $file: path } as never;
}
