/** 附件2 at the centre: proposed by threshold, decided by a person, over all districts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '#electron/host/files/read-workbook.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
const period = '2026-11-20';
let centre: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  const district = openOffice(prepared.district);
  await Promise.all([centre.unlock(), district.unlock()]);
  ids = await projectIds(district);
  await district.call('progress.saveMany', {
    period,
    items: [
      // 88% of the year has gone: 20% done is behind, 95% is not.
      {
        projectId: idOf('青石大桥'),
        changes: { doneThisYear: 12_000_000, progressText: '主塔施工', coordination: '区里已协调' },
      },
      { projectId: idOf('白桦湾水厂'), changes: { doneThisYear: 95_000_000, progressText: '设备安装' } },
      { projectId: idOf('望江学校'), changes: { doneThisYear: 0 } },
    ],
  });
  const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  const { token } = await centre.call('packages.preview', {
    file: centre.take(district.keep(sent.file, join(machine.path, 'sent.ldx'))),
  });
  await centre.call('packages.import', { token });
  await district.close();
});
afterAll(async () => {
  await centre.close();
  machine.remove();
});

async function lagging() {
  return centre.call('reports.lagging', {});
}

async function rowOf(name: string) {
  const found = (await lagging()).rows.find((row) => row.projectId === idOf(name));
  if (found === undefined) throw new Error(`${name} is no candidate`);
  return found;
}

describe('lagging projects', () => {
  it('are proposed among the provincial and municipal ones only, each with why', async () => {
    const { rows, dataDay, notReported, rule } = await lagging();
    expect(rows.map((row) => [row.name, row.isProposed, row.isListed])).toEqual([
      ['青石大桥', true, true],
      ['白桦湾水厂', false, false],
    ]);
    expect(dataDay).toBe('2026-11-18');
    expect(rule.sentence.length).toBeGreaterThan(5);
    expect(rows[0]).toMatchObject({
      rate: 0.2,
      sinceStart: 22_000_000,
      officeName: '青石区',
      decision: null,
      coordination: '区里已协调',
      coordinationCentre: null,
    });
    expect(rows[0]?.why).toContain('20%');
    expect(notReported.map((each) => each.officeName)).toEqual(['白鹭区']);
  });

  it('are decided by a person with a reason, and the decision can be undone and made again', async () => {
    await centre.call('reports.decideLagging', {
      period,
      items: [{ projectId: idOf('青石大桥'), isListed: false, reason: '汛期停工，已批准' }],
    });
    expect(await rowOf('青石大桥')).toMatchObject({
      isProposed: true,
      isListed: false,
      decision: {
        isListed: false,
        reason: '汛期停工，已批准',
        actor: '经办戊',
        rulePack: '郑州市关于开展对重点项目建设协调服务工作的通知',
      },
    });
    await centre.call('changes.undo', {});
    expect(await rowOf('青石大桥')).toMatchObject({ isListed: true, decision: null });
    await centre.call('reports.decideLagging', {
      period,
      items: [{ projectId: idOf('青石大桥'), isListed: true, coordination: '市专班已约谈' }],
    });
    expect(await rowOf('青石大桥')).toMatchObject({
      isListed: true,
      decision: { isListed: true, reason: null },
      coordinationCentre: '市专班已约谈',
    });
    await centre.call('reports.decideLagging', {
      period,
      items: [{ projectId: idOf('白桦湾水厂'), isListed: true, reason: '专班要求' }],
    });
    expect((await rowOf('白桦湾水厂')).isListed).toBe(true);
    expect(
      (await centre.refusal('reports.decideLagging', { period, items: [{ projectId: 'nobody', isListed: true }] }))
        .code,
    ).toBe('RECORD_NOT_FOUND');
    expect(
      (
        await centre.refusal('reports.decideLagging', {
          period: '2026-11-27',
          items: [{ projectId: idOf('青石大桥'), isListed: true }],
        })
      ).code,
    ).toBe('PERIOD_IN_FUTURE');
  });

  it('print as the table of the notice: the same rows as json and as a workbook', async () => {
    const json = await centre.call('reports.render', { report: 'annex2', format: 'json', period });
    expect(json).toMatchObject({ rows: 2, file: null });
    expect(JSON.stringify(json.model)).toContain('市专班已约谈');
    const { file, rows } = await centre.call('reports.render', {
      report: 'annex2',
      format: 'xlsx',
      period,
      page: 'A3',
    });
    expect(rows).toBe(2);
    const path = centre.keep(file, join(machine.path, 'annex2.xlsx'));
    const text = JSON.stringify(await readWorkbook(readFileSync(path), 'annex2.xlsx'));
    for (const printed of ['青石大桥', '白桦湾水厂', '区里已协调', '填表日期']) expect(text).toContain(printed);
    expect(text).not.toContain('望江学校');
  });

  it('without a browser there is no PDF, and a sentence that says so', async () => {
    expect((await centre.refusal('reports.render', { report: 'annex2', format: 'pdf' })).code).toBe(
      'BROWSER_NOT_FOUND',
    );
    expect((await centre.refusal('offices.enrolmentSheet', {})).code).toBe('BROWSER_NOT_FOUND');
  });

  it('the overview of the centre counts the same', async () => {
    const { offices } = await centre.call('overviews.centre', {});
    expect(offices.find((each) => each.shortName === '青石区')).toMatchObject({
      projects: 4,
      keyProjects: 2,
      totalInvestment: 460_000_000,
      hasReported: true,
      lastPeriod: period,
    });
    expect(offices.find((each) => each.shortName === '白鹭区')).toMatchObject({
      projects: 0,
      hasReported: false,
      lastPackageAt: null,
    });
    expect((await centre.refusal('overviews.centre', { extra: 1 } as never)).code).toBe('INPUT_INVALID');
  });
});
