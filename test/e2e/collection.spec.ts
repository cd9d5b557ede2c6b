/** The office's Thursday: twenty forms out, eighteen back with traps, taken in a few clicks, two units missing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputOf } from '#shared/contract/index.ts';
import { expect, test } from '#test/support/browser.ts';
import { clerkName, goTo, gridCell, notice } from '#test/support/clerk.ts';
import { headRow, openForm, periodBefore, projectName, unpackForms } from '#test/support/collection.ts';
import { cli } from '#test/support/prepared-offices.ts';

const thursday = '2026-11-19T03:00:00.000Z';
const units = Array.from({ length: 20 }, (_, unit) => unit);
const each = [0, 1, 2];

/** Twenty units with three projects each, filled in the period before. */
function collectionOffice(dataFolder: string, folder: string): string {
  const path = join(folder, '台账.csv');
  const heads = '序号,项目名称,建设性质,总投资（万元）,年度计划投资（万元）,责任单位,开工时间,竣工时间';
  const rows = units.flatMap((unit) =>
    each.map(
      (project) =>
        `${unit * 3 + project + 1},${projectName(unit, project)},续建,120000,20000,区第${unit + 1}责任局,2025-03,2027`,
    ),
  );
  writeFileSync(path, [heads, ...rows].join('\n'));
  const file = { $file: path } as unknown as InputOf<'ledgerImports.preview'>['file'];
  const { token } = cli(dataFolder, 'ledgerImports.preview', { file });
  cli(dataFolder, 'ledgerImports.commit', { token });
  const projects = cli(dataFolder, 'projects.list', {}).rows;
  cli(dataFolder, 'progress.saveMany', {
    period: periodBefore,
    items: projects.map((project) => ({
      projectId: project.id,
      changes: { doneThisYear: 50_000_000, physicalProgress: '主体施工', progressText: '正在施工。' },
    })),
  });
  return dataFolder;
}

test('twenty forms go out, eighteen come back with traps, two units are missing', async ({
  startOffice,
  prepared,
  folder,
}) => {
  const { page, keep } = await startOffice('district', {
    dataFolder: collectionOffice(prepared('district'), folder),
    operator: clerkName,
    now: thursday,
  });
  await goTo(page, '周报');
  await page.getByRole('link', { name: '单位填报' }).click();
  await expect(page.getByRole('heading', { name: '单位填报 · 11月20日期' })).toBeVisible();
  await expect(page.getByText('11月19日（周四）17:00')).toBeVisible();

  const archive = await keep(() => page.getByRole('button', { name: '生成全部填报表' }).click());
  expect(archive).toContain('青石区_11月20日期填报表（20个单位）.zip');
  await expect(page.getByRole('treegrid', { name: '各单位填报情况' }).getByText('等交回').first()).toBeVisible();
  const sentFolder = join(folder, 'sent');
  const back = join(folder, 'back');
  mkdirSync(sentFolder);
  mkdirSync(back);
  const sent = await unpackForms(archive, sentFolder);
  expect(sent).toHaveLength(20);
  for (const path of sent) {
    const form = await openForm(path);
    const unit = Number(/第(\d+)责任局/.exec(form.unit)?.[1]) - 1;
    if (unit >= 18) continue;
    form.fill();
    // A figure that fell, a protected cell, a row of its own, two files, sorted and renamed, last of all an old Excel's.
    if (unit === 1) form.set(projectName(1, 0), 'doneThisYear', 1);
    if (unit === 2) form.set(projectName(2, 0), 'totalInvestment', 130_000);
    if (unit === 3) {
      const spare = form.rows[headRow + 4] ?? [];
      spare[form.column('name')] = '单位自己加的冷库';
      spare[form.column('doneThisYear')] = 300;
    }
    if (unit === 4) {
      await form.save(back, { name: '区第5责任局.xlsx', savedAt: '2026-11-18T01:00:00.000Z' });
      form.fill(700);
    }
    if (unit === 5) form.rows.splice(headRow + 1, 3, ...form.rows.slice(headRow + 1, headRow + 4).toReversed());
    if (unit === 6) await form.save(back, { name: '区第7责任局.xls', format: 'xls' });
    else await form.save(back, unit === 5 ? { name: '新建工作表.xlsx' } : {});
  }
  writeFileSync(join(back, '区第20责任局.xlsx'), Buffer.from('PK\u0003\u0004 half of it'));

  await page.getByRole('link', { name: '收回填报表' }).click();
  await page.getByLabel('选择填报表文件夹').setInputFiles(back);
  await expect(page.getByText('已勾选 53 个项目，来自 18 个单位')).toBeVisible();
  await expect(page.getByText('还有 2 个单位没有交：区第19责任局、区第20责任局')).toBeVisible();
  const files = page.getByRole('treegrid', { name: '交回的文件' });
  await expect(files.getByText('区第20责任局.xlsx', { exact: true })).toBeVisible();
  await expect(files.getByText('打不开')).toBeVisible();
  await expect(files.getByText('保存得更晚')).toBeVisible();

  // What has to be looked at is one click away; it is taken only by a tick.
  await page.getByText('存疑 1', { exact: true }).click();
  const rows = page.getByRole('treegrid', { name: '交回的各行' });
  await expect(rows.getByText('本年累计比上期少了')).toBeVisible();
  await expect(rows.getByRole('checkbox', { name: `收下${projectName(1, 0)}` })).not.toBeChecked();
  await page.getByText('改了锁定格 1', { exact: true }).click();
  await rows.getByText(projectName(2, 0)).click();
  await page.getByRole('checkbox', { name: '总投资（万元）：120000 → 130000' }).check();
  await page.getByText('新增项目 1', { exact: true }).click();
  await rows.getByRole('checkbox', { name: '收下单位自己加的冷库' }).check();
  await expect(page.getByText('已勾选 54 个项目，来自 18 个单位，另收锁定格 1 处')).toBeVisible();
  await page.getByRole('button', { name: '收下勾选的 55 项' }).click();
  await expect(page.getByText('已收下 18 个单位的填报表')).toBeVisible();

  await page.getByRole('link', { name: '回到单位填报' }).click();
  await page.getByText('未报 2', { exact: true }).click();
  const missing = page.getByRole('treegrid', { name: '各单位填报情况' });
  await expect(missing.getByText('区第19责任局')).toBeVisible();
  await expect(missing.getByText('区第20责任局')).toBeVisible();
  await expect(missing.getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: '催报未报的 2 个' }).click();
  await expect(notice(page, '已记催报 2 个单位')).toBeVisible();
  await expect(missing.getByText('1 次').first()).toBeVisible();
  await page.getByRole('button', { name: /收表记录 20 个文件/ }).click();
  await expect(page.getByRole('treegrid', { name: '收表记录' }).getByText('没有读取')).toBeVisible();

  await page.getByRole('link', { name: '周报', exact: true }).last().click();
  await expect(gridCell(page, projectName(0, 0), 'doneThisYear')).toHaveText('5,120');
  await expect(gridCell(page, projectName(4, 0), 'doneThisYear')).toHaveText('5,700');
  await expect(gridCell(page, projectName(1, 0), 'state')).toHaveText('未填');
});

test('a month is taken over from the week, checked, locked, and changed only after a reason', async ({
  startOffice,
  prepared,
}) => {
  const { page } = await startOffice('district', {
    dataFolder: prepared('ledger'),
    operator: clerkName,
    now: '2026-12-02T02:00:00.000Z',
  });
  await goTo(page, '周报');
  await page.getByRole('link', { name: '按月查账' }).click();
  await page.getByRole('combobox', { name: '月份' }).click();
  await page.getByRole('option', { name: /2026年11月/ }).click();
  await expect(page.getByRole('heading', { name: '按月查账 · 2026年11月' })).toBeVisible();
  await expect(gridCell(page, '青石大桥', 'doneThisYear')).toHaveText('');
  await gridCell(page, '青石大桥', 'doneThisYear').click();
  await page.keyboard.type('5300');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '青石大桥', 'doneThisYear')).toHaveText('5,300');
  await expect(gridCell(page, '青石大桥', 'state')).toHaveText('待核');

  await page.getByRole('button', { name: '锁定本月' }).click();
  const locking = page.getByRole('dialog', { name: '锁定本月' });
  await locking.getByLabel('锁定人').fill('查账某');
  await page.keyboard.press('Enter');
  await expect(locking.getByText('月账没有锁定')).toBeVisible();
  await locking.getByRole('button', { name: '取消' }).click();

  await page.getByRole('button', { name: '标为已核' }).click();
  const checking = page.getByRole('dialog', { name: '标为已核' });
  await checking.getByLabel('核对人').fill('查账某');
  await page.keyboard.press('Enter');
  await expect(notice(page, '4 个项目已标为已核')).toBeVisible();
  await page.getByRole('button', { name: '锁定本月' }).click();
  await locking.getByLabel('锁定人').fill('查账某');
  await page.keyboard.press('Enter');
  await expect(page.getByText('月账已于2026年12月2日由查账某锁定')).toBeVisible();
  await gridCell(page, '青石大桥', 'doneThisYear').click();
  await page.keyboard.type('1');
  await expect(gridCell(page, '青石大桥', 'doneThisYear')).toHaveText('5,300');

  await page.getByRole('button', { name: '解锁' }).click();
  const unlocking = page.getByRole('dialog', { name: '解锁' });
  await unlocking.getByLabel('解锁人').fill('主任某');
  await unlocking.getByLabel('解锁原因').fill('统计部门调整数据');
  await unlocking.getByRole('button', { name: '解锁' }).click();
  await expect(page.getByText('由主任某解锁，原因：统计部门调整数据')).toBeVisible();
  await gridCell(page, '青石大桥', 'doneThisYear').click();
  await page.keyboard.type('5250');
  await page.keyboard.press('Enter');
  await expect(gridCell(page, '青石大桥', 'state')).toHaveText('待核');
});
