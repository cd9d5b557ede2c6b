/** 核查比对 through the contract: mismatch → issue or task, followed until corrected; questions; statistics; two offices. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindingKey, FindingRow } from '#shared/contract/inspection-findings.ts';
import { putInspections, sheetId } from '#test/support/inspections.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { pngBytes } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let centre: Office;
let bridge: string;
let packages = 0;

const centreRound = '0190a0b0-0000-7000-8000-00000000a002';
const centreSheet = 21;

beforeAll(async () => {
  const prepared = await preparedOffices(folder.path);
  let before = openOffice(prepared.district);
  bridge = (await projectIds(before))['青石大桥'] ?? '';
  await before.call('progress.save', {
    period: '2026-11-13',
    projectId: bridge,
    changes: { doneThisYear: 50_000_000, physicalProgress: '桥墩完成' },
  });
  await before.close();
  putInspections(prepared.district, [
    { running: 1, projectId: bridge },
    { running: 2, projectId: bridge },
    { running: 3, projectId: bridge },
  ]);
  office = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([office.unlock(), centre.unlock()]);
  await carry(office, centre);
  // The centre's own group goes to the district's project.
  await centre.close();
  putInspections(prepared.centre, [{ running: centreSheet, projectId: bridge }], { round: centreRound });
  before = openOffice(prepared.centre, { operator: '经办戊' });
  centre = before;
  await centre.unlock();
  for (const running of [1, 2, 3]) await enter(office, running);
}, 180_000);
afterAll(async () => {
  await office.close();
  await centre.close();
  folder.remove();
});

/** Started: no; 4,200万元 found against 5,000万元 reported. */
function enter(where: Office, running: number, found = 42_000_000) {
  return where.call('inspectionSheets.complete', {
    id: sheetId(running),
    changes: {
      inspectedOn: '2026-11-17',
      answers: [
        { key: 'started', value: false, note: null, from: 'typed' },
        { key: 'done', value: found, note: '凭证不全', from: 'typed' },
      ],
    },
  });
}

async function carry(from: Office, to: Office): Promise<void> {
  packages += 1;
  const sent = await from.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  const carried = to.take(from.keep(sent.file, join(folder.path, `${packages}.ldx`)));
  const preview = await to.call('packages.preview', { file: carried });
  expect(preview.records).toMatchObject({ conflict: 0, refused: 0 });
  const { file } = await to.call('packages.import', { token: preview.token });
  const receipt = from.take(to.keep(file, join(folder.path, `${packages}-receipt.ldx`)));
  const { token } = await from.call('packages.preview', { file: receipt });
  await from.call('packages.import', { token });
}

const list = (where = office) => where.call('inspectionFindings.list', {});
const keyOf = (running: number, subject: string): FindingKey => ({
  projectId: bridge,
  sheetId: sheetId(running),
  subject,
});
async function row(running: number, subject: string, where = office): Promise<FindingRow> {
  const found = (await list(where)).rows.find((each) => each.sheetId === sheetId(running) && each.subject === subject);
  return found ?? expect.fail(`no finding ${subject}`);
}

describe('a returned sheet', () => {
  it('shows each mismatch with both figures, tolerance, severity and clause', async () => {
    expect(await row(1, 'done')).toMatchObject({
      kind: 'mismatch',
      reported: '5,000万元',
      asOf: '2026年11月13日期',
      found: '4,200万元',
      note: '凭证不全',
      tolerance: '±5%',
      severity: 'serious',
      source: '登项攻坚办〔2018〕1号 四(十)',
      units: ['区交通局'],
      state: 'open',
      mayHandle: true,
      mayMakeIssue: true,
    });
    const { counts } = await list();
    expect([counts.open, counts.serious]).toEqual([6, 6]);
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'MISMATCHES_OPEN')?.sentence).toContain('有6处与填报严重不符');
  });
});

describe('a mismatch', () => {
  it('becomes an issue in one act, followed from there; not twice; undone together', async () => {
    const finding = keyOf(1, 'done');
    const { issueId } = await office.call('inspectionFindings.makeIssue', {
      finding,
      title: '完成投资与现场核实不符',
      grade: 'ordinary',
      unitName: '区交通局',
    });
    const issue = await office.call('issues.get', { id: issueId });
    expect(issue.row).toMatchObject({
      origin: 'inspection',
      foundOn: '2026-11-17',
      foundBy: '钱某某、孙某某',
      unitName: '区交通局',
    });
    expect(issue.row.dueOn).not.toBeNull();
    expect(issue.inspection).toMatchObject({ sheetId: sheetId(1), sheetNumber: '26-0001-7' });
    expect(await row(1, 'done')).toMatchObject({
      state: 'inHand',
      handling: 'issue',
      follow: { number: '2026-1', state: '待办' },
    });
    const again = await office.refusal('inspectionFindings.makeTask', { finding, content: '更正' });
    expect(again.code).toBe('FINDING_ALREADY_HANDED');
    expect(again.message).toContain('列为问题（2026-1）');
    await office.call('issues.close', {
      id: issueId,
      closedOn: '2026-11-18',
      closedBy: '孙某某',
      closingNote: '已更正',
    });
    expect((await row(1, 'done')).state).toBe('settled');
    // Taken out of the ledger again, the finding is open as before.
    await office.call('issues.remove', { ids: [issueId] });
    expect((await row(1, 'done')).state).toBe('open');
  });

  it('becomes a task whose chain of proof begins with the sheet and its photos', async () => {
    const path = join(folder.path, '现场.png');
    writeFileSync(path, pngBytes(2, 2, [1, 2, 3]));
    await office.call('inspectionSheets.addFiles', { id: sheetId(2), kind: 'photo', files: [office.take(path)] });
    const { taskId, state } = await office.call('inspectionFindings.makeTask', {
      finding: keyOf(2, 'started'),
      content: '说明开工时间',
      unitName: '区交通局',
      dueOn: '2026-11-27',
    });
    expect(state).toBe('assigned');
    const { row: task, chain } = await office.call('tasks.get', { id: taskId });
    expect(task).toMatchObject({ origin: 'inspection', originId: sheetId(2), originDay: '2026-11-17' });
    expect(task.originName).toContain('26-0002-5');
    expect(chain.map((step) => [step.what, step.attachment?.name ?? null])).toEqual([
      ['现场督导', null],
      ['现场照片', '现场.png'],
      ['交办', null],
    ]);
    expect(await row(2, 'started')).toMatchObject({
      state: 'inHand',
      follow: { state: '已交办', dueOn: '2026-11-27' },
    });
  });

  it('is explained or dropped with the reason, and may still become an issue', async () => {
    const finding = keyOf(2, 'done');
    await office.call('inspectionFindings.decide', {
      findings: [finding],
      handling: 'explained',
      explanation: '含前期费用',
    });
    expect(await row(2, 'done')).toMatchObject({ state: 'settled', handling: 'explained', explanation: '含前期费用' });
    await office.call('inspectionFindings.makeIssue', { finding, title: '前期费用没有凭证' });
    expect(await row(2, 'done')).toMatchObject({ state: 'inHand', handling: 'issue', explanation: null });
    const gone = await office.refusal('inspectionFindings.decide', {
      findings: [keyOf(2, 'workers')],
      handling: 'dropped',
      explanation: '无',
    });
    expect(gone.code).toBe('FINDING_GONE');
  });

  it('is corrected by the first later report within the tolerance, which is named', async () => {
    await office.call('progress.save', {
      period: '2026-11-20',
      projectId: bridge,
      changes: { doneThisYear: 43_000_000 },
    });
    expect(await row(3, 'done')).toMatchObject({
      state: 'settled',
      corrected: { period: '2026-11-20', text: '11月20日期填报4,300万元，与现场核实相符' },
    });
    await office.call('changes.undo', {});
    expect((await row(3, 'done')).corrected).toBeNull();
    // The printed period itself, put right.
    await office.call('progress.save', {
      period: '2026-11-13',
      projectId: bridge,
      changes: { doneThisYear: 42_000_000 },
    });
    expect((await row(3, 'done')).corrected?.period).toBe('2026-11-13');
    await office.call('changes.undo', {});
  });

  it('goes when the sheet is corrected: always against the figures as printed', async () => {
    await office.call('inspectionSheets.reopen', { id: sheetId(3), reason: '看错一位' });
    await enter(office, 3, 49_000_000);
    expect((await list()).rows.some((each) => each.sheetId === sheetId(3) && each.subject === 'done')).toBe(false);
    expect((await row(3, 'started')).state).toBe('open');
  });
});

describe('questions', () => {
  it('stand apart, with figures and periods, and are never counted as mismatches', async () => {
    await office.call('progress.save', {
      period: '2026-11-20',
      projectId: bridge,
      changes: { doneThisYear: 1_000_000 },
    });
    const { rows, counts, rule } = await list();
    const question = rows.find((each) => each.kind === 'question');
    expect(question).toMatchObject({ pattern: 'figuresFall', severity: null, sheetId: null, state: 'open' });
    expect(question?.figures).toHaveLength(2);
    expect(counts.questions).toBe(1);
    expect(rule.patternSource).toContain('通知未规定');
    await office.call('inspectionFindings.decide', {
      findings: [{ projectId: bridge, sheetId: null, subject: question?.subject ?? '' }],
      handling: 'dropped',
      explanation: '已电话核实',
    });
    expect((await list()).counts.questions).toBe(0);
    await office.call('changes.undo', {});
    await office.call('changes.undo', {});
  });
});

describe('statistics and paper', () => {
  it('count by unit and by street, and come out as a workbook', async () => {
    const { rows } = await office.call('inspectionFindings.statistics', { by: 'unit' });
    expect(rows).toMatchObject([{ name: '区交通局', projects: 1, sheets: 3, compared: 6, mismatches: 5, serious: 5 }]);
    expect((await office.call('inspectionFindings.statistics', { by: 'street' })).rows[0]?.name).toBe('未明确');
    const none = await office.call('inspectionFindings.statistics', { by: 'unit', untilDay: '2026-11-16' });
    expect(none.rows).toEqual([]);
    const papers = [
      await office.call('inspectionFindings.paper', { show: 'all', format: 'xlsx' }),
      await office.call('inspectionFindings.statisticsPaper', { by: 'unit', format: 'xlsx' }),
    ];
    for (const [index, { file }] of papers.entries())
      expect(existsSync(office.keep(file, join(folder.path, `${index}.xlsx`)))).toBe(true);
  });
});

describe('two offices', () => {
  it('a district’s results travel to its centre and are shown there with what became of them', async () => {
    await carry(office, centre);
    const seen = await centre.call('inspectionSheets.get', { id: sheetId(2) });
    expect(seen).toMatchObject({ isOurs: false, officeName: '青石区', state: 'returned', projectName: '青石大桥' });
    expect(seen.photos).toHaveLength(1);
    expect(await row(2, 'started', centre)).toMatchObject({ state: 'inHand', handling: 'task', mayMakeIssue: false });
    const refused = await centre.refusal('inspectionSheets.reopen', { id: sheetId(2), reason: '改' });
    expect(refused.code).toBe('RECORD_NOT_OURS');
  });

  it('the centre enters its own sheet on a district’s project and makes tasks of it, never issues', async () => {
    await enter(centre, centreSheet);
    const finding = keyOf(centreSheet, 'done');
    expect((await centre.refusal('inspectionFindings.makeIssue', { finding, title: '不符' })).code).toBe(
      'ROLE_NOT_ALLOWED',
    );
    await centre.call('inspectionFindings.makeTask', {
      finding,
      content: '核实完成投资',
      unitName: '青石区',
      dueOn: '2026-12-04',
    });
    expect(await row(centreSheet, 'done', centre)).toMatchObject({ state: 'inHand', handling: 'task' });
    // About the district's own sheet the centre may decide too: both words are kept.
    await centre.call('inspectionFindings.decide', {
      findings: [keyOf(1, 'started')],
      handling: 'dropped',
      explanation: '已口头要求',
    });
    expect((await row(1, 'started', centre)).handling).toBe('dropped');
    expect((await row(1, 'started')).handling).toBeNull();
    const path = join(folder.path, '市里.png');
    writeFileSync(path, pngBytes(4, 4, [5, 5, 5]));
    const photos = await centre.call('inspectionSheets.addFiles', {
      id: sheetId(centreSheet),
      kind: 'photo',
      files: [centre.take(path)],
    });
    expect(photos.added).toHaveLength(1);
    expect(await centre.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });
});
