/** 填报表 out to twenty units and eighteen back, with everything that happens to a workbook on the way. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CellValue, readXlsx, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formColumns, formKeys } from '#shared/collection/form.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import {
  collectedPeriod,
  fillDistrict,
  headRow,
  markRow,
  openForm,
  periodBefore,
  projectName,
  unpackForms,
  visibleColumns,
} from '#test/support/collection.ts';
import { copyFolder, setUpDistrict } from '#test/support/host.ts';
import { machineFolder, type Office, openOffice } from '#test/support/offices.ts';

type Preview = OutputOf<'collections.preview'>;
type File = Preview['files'][number];

const machine = machineFolder();
const opened: Office[] = [];
const thursday = '2026-11-19T03:00:00.000Z';
const unitsAsked = 20;
const projectsEach = 6;
let sentFolder: string;
let sent: string[];
/** For tests that only look at returned files: looking writes no record. */
let looking: { readonly office: Office; readonly folder: string };
let copies = 0;

beforeAll(async () => {
  const base = join(machine.path, 'base');
  await setUpDistrict(base);
  const office = openOffice(base);
  await fillDistrict(office, unitsAsked, projectsEach);
  sentFolder = join(machine.path, 'sent');
  mkdirSync(sentFolder);
  const { file } = await office.call('collections.export', {});
  sent = await unpackForms(office.keep(file, join(machine.path, 'all.zip')), sentFolder);
  await office.close();
  looking = openSent();
}, 120_000);
afterAll(async () => {
  for (const office of opened) await office.close();
  machine.remove();
});

/** The district as it was when the forms had gone out, on Thursday. */
function openSent(now = thursday): { readonly office: Office; readonly folder: string } {
  copies += 1;
  const office = openOffice(copyFolder(join(machine.path, 'base'), join(machine.path, `copy-${copies}`)), { now });
  opened.push(office);
  const folder = join(machine.path, `back-${copies}`);
  mkdirSync(folder);
  return { office, folder };
}

const formOf = (unit: number) => {
  const path = sent.find((each) => basename(each).includes(`_区第${unit + 1}责任局_`));
  if (path === undefined) throw new Error(`no form of unit ${unit}`);
  return openForm(path);
};

async function previewOf(office: Office, paths: readonly string[], period?: string): Promise<Preview> {
  return office.call('collections.preview', {
    files: paths.map((path) => office.take(path)),
    ...(period === undefined ? {} : { period }),
  });
}

async function onlyFile(office: Office, path: string): Promise<File> {
  const { files } = await previewOf(office, [path]);
  const [file] = files;
  if (file === undefined) throw new Error('no file');
  return file;
}

const rowOf = (file: File | undefined, name: string) => {
  const row = file?.rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`${name} is not shown`);
  return row;
};

const sheetRow = async (office: Office, name: string, period = collectedPeriod) => {
  const { rows } = await office.call('progress.period', { period });
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`${name} is not in the sheet`);
  return row;
};

describe('填报表 go out', () => {
  it('one a unit, named after office, unit and period; each project once, to its first unit', async () => {
    expect(sent).toHaveLength(unitsAsked);
    expect(sent.map((path) => basename(path))).toContain('青石区_区第1责任局_11月20日期填报表.xlsx');
    const names = new Set<string>();
    for (const path of sent) for (const name of (await openForm(path)).names()) names.add(name);
    expect(names.size).toBe(unitsAsked * projectsEach);
  });

  it('name the unit, the period, the deadline and whom to return to; the other units’ projects are listed', async () => {
    const form = await formOf(1);
    expect(form.rows[1]?.[0]).toBe('填报单位：区第2责任局');
    expect(form.rows.flat()).toContain('报送期：2026年11月20日期　　金额单位：万元');
    expect(form.rows.flat()).toContain('交回时限：11月19日（周四）17:00前');
    expect(form.rows.flat().join('')).toContain(`${projectName(0, 1)}（由区第1责任局填报）`);
    expect(form.names()).not.toContain(projectName(0, 1));
  });

  it('are protected without a password; what is asked may be typed in, figures only as numbers from 0', async () => {
    const workbook = await readXlsx(readFileSync(sent[0] ?? ''), {
      readStyles: true,
    });
    const [sheet, explanation] = workbook.sheets;
    expect(explanation?.name).toBe('填表说明');
    expect(sheet?.protection?.sheet).toBe(true);
    expect(sheet?.protection?.password).toBeUndefined();
    const at = (key: keyof typeof formColumns, row = headRow + 1) =>
      sheet?.cells?.get(`${row},${formKeys.indexOf(key)}`)?.style?.protection?.locked;
    expect(at('name')).not.toBe(false);
    expect(at('lastText')).not.toBe(false);
    for (const key of ['doneThisYear', 'progressText', 'standing', 'contact'] as const)
      expect(at(key), key).toBe(false);
    // Empty rows for what the office does not have yet may be typed in throughout.
    expect(at('name', headRow + 1 + projectsEach)).toBe(false);
    const rules = sheet?.dataValidations ?? [];
    expect(rules.some((rule) => rule.type === 'decimal' && rule.operator === 'greaterThanOrEqual')).toBe(true);
    expect(rules.filter((rule) => rule.type === 'list')).toHaveLength(2);
    expect(rules.every((rule) => (rule.inputMessage ?? '').length > 5 && (rule.inputMessage ?? '').length <= 255)).toBe(
      true,
    );
    const hidden = sheet?.columns?.map((column) => column.hidden === true) ?? [];
    expect(hidden.slice(visibleColumns, formKeys.length)).toEqual(formKeys.slice(visibleColumns).map(() => true));
    expect(hidden.slice(0, visibleColumns)).not.toContain(true);
  });

  it('what begins like a formula goes out as a text', async () => {
    const { office, folder } = openSent();
    const { rows } = await office.call('projects.list', {});
    const project = rows.find((row) => row.name === projectName(0, 0));
    await office.call('progress.save', {
      period: collectedPeriod,
      projectId: project?.id ?? '',
      changes: { progressText: '=HYPERLINK("http://x.example","点")', problems: '+1-2@某局' },
    });
    const unit = project?.responsibleUnits[0]?.id ?? '';
    const { file } = await office.call('collections.export', { unitIds: [unit] });
    expect(file.name).toBe('青石区_区第1责任局_11月20日期填报表.xlsx');
    const path = office.keep(file, join(folder, 'one.xlsx'));
    const workbook = await readXlsx(readFileSync(path), { readStyles: true });
    const cell = workbook.sheets[0]?.cells?.get(`${headRow + 1},${formKeys.indexOf('progressText')}`);
    expect(cell).toMatchObject({ value: '=HYPERLINK("http://x.example","点")', style: { numFmt: '@' } });
    expect(cell?.formula).toBeUndefined();
    expect((await onlyFile(office, path)).rows.every((row) => ['same', 'empty'].includes(row.status))).toBe(true);
  });

  it('mark the units as sent, which is undone like any change; without units there is nothing to send', async () => {
    const { office } = openSent();
    const before = await office.call('collections.units', {});
    expect(before.rows).toHaveLength(unitsAsked);
    expect(before.rows.every((unit) => unit.sentAt !== null && unit.standing === 'waiting')).toBe(true);
    expect(before).toMatchObject({ deadlineText: '11月19日（周四）17:00', isPast: false, withoutUnit: [] });
    expect(before.rule.source).not.toBe('');
    const { changeId } = await office.call('collections.export', {});
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect((await office.refusal('collections.export', { unitIds: ['nobody'] })).code).toBe('RECORD_NOT_FOUND');
    const empty = join(machine.path, 'empty');
    await setUpDistrict(empty);
    const nobody = openOffice(empty);
    opened.push(nobody);
    await nobody.call('projects.save', { changes: { name: '无主工程' } });
    const refused = await nobody.refusal('collections.export', {});
    expect(refused).toMatchObject({ code: 'COLLECTION_NO_UNITS' });
    expect(refused.message).toContain('责任单位');
    expect((await nobody.call('collections.units', {})).withoutUnit).toEqual(['无主工程']);
  });
});

describe('eighteen of twenty come back', () => {
  let office: Office;
  let folder: string;
  let preview: Preview;
  const fileNamed = (part: string) => preview.files.find((file) => file.name.includes(part));

  beforeAll(async () => {
    ({ office, folder } = openSent());
    const paths: string[] = [];
    // Units 0–11 as they should be.
    for (let unit = 0; unit < 12; unit += 1) {
      const form = await formOf(unit);
      form.fill();
      paths.push(await form.save(folder));
    }
    // 12: whole rows sorted the other way round, and the file renamed.
    const sorted = await formOf(12);
    sorted.fill();
    sorted.rows.splice(
      headRow + 1,
      projectsEach,
      ...sorted.rows.slice(headRow + 1, headRow + 1 + projectsEach).toReversed(),
    );
    paths.push(await sorted.save(folder, { name: '新建 XLSX 工作表(3)最终版.xlsx' }));
    // 13: protected cells changed anyway.
    const changed = await formOf(13);
    changed.fill();
    changed.set(projectName(13, 0), 'totalInvestment', 888888);
    changed.set(projectName(13, 1), 'lastDone', 1);
    changed.set(projectName(13, 2), 'startsOn', '2025年6月');
    changed.set(projectName(13, 3), 'plannedThisYear', '一亿多');
    paths.push(await changed.save(folder));
    // 14: a row added.
    const added = await formOf(14);
    added.fill();
    const spare = added.rows[headRow + 1 + projectsEach] ?? [];
    spare[added.column('name')] = '单位自己加的冷库工程';
    spare[added.column('totalInvestment')] = 5000;
    spare[added.column('doneThisYear')] = 120;
    spare[added.column('progressText')] = '正在平整场地。';
    paths.push(await added.save(folder));
    // 15: two files, the later one with other figures.
    const early = await formOf(15);
    early.fill(50);
    paths.push(await early.save(folder, { name: '区第16责任局.xlsx', savedAt: '2026-11-18T02:00:00.000Z' }));
    const late = await formOf(15);
    late.fill(70);
    paths.push(await late.save(folder, { name: '区第16责任局（改）.xlsx', savedAt: '2026-11-18T09:00:00.000Z' }));
    // 16: a head written over, and a column of its own put in.
    const renamed = await formOf(16);
    renamed.fill();
    const heads = renamed.rows[headRow] ?? [];
    heads[renamed.column('progressText')] = '本周工作';
    for (const row of renamed.rows) row.splice(2, 0, null);
    heads[2] = '我局编号';
    paths.push(await renamed.save(folder));
    // 17: saved as .xls.
    const xls = await formOf(17);
    xls.fill();
    paths.push(await xls.save(folder, { name: '区第18责任局.xls', format: 'xls' }));
    // 18 and 19 return nothing of use: last week's form, and a broken file.
    const lastWeek = join(folder, '上周.xlsx');
    const { file } = await office.call('collections.export', { period: periodBefore });
    const [old] = await unpackForms(office.keep(file, join(folder, 'old.zip')), folder);
    const stale = await openForm(old ?? '');
    writeFileSync(lastWeek, await writeXlsx({ sheets: [{ name: '填报表', rows: stale.rows }] }));
    paths.push(lastWeek);
    const broken = join(folder, '区第20责任局.xlsx');
    writeFileSync(broken, Buffer.from('PK\u0003\u0004 only half of it was copied'));
    paths.push(broken);
    preview = await previewOf(office, paths);
  }, 120_000);

  it('files are named with what becomes of them; nothing is written yet', async () => {
    expect(preview.files).toHaveLength(21);
    expect(preview.files.filter((file) => file.kind === 'form')).toHaveLength(19);
    expect(preview.counts).toMatchObject({ new: 18 * 6 + 6, refused: 2, added: 1, same: 0, empty: 0 });
    expect(preview.missingUnits).toEqual(['区第19责任局', '区第20责任局']);
    const { counts } = await office.call('progress.period', { period: collectedPeriod });
    expect(counts.empty).toBe(unitsAsked * projectsEach);
    expect(fileNamed('区第1责任局')).toMatchObject({
      unitName: '区第1责任局',
      sentence: '新填6个。',
      signers: '填表人：填表某　审核人：审核某　联系电话：0000-1234567',
      isProposed: true,
    });
  });

  it('sorted rows and a renamed file are recognised', () => {
    const file = fileNamed('最终版');
    expect(file).toMatchObject({ unitName: '区第13责任局', sentence: '新填6个。', notes: [] });
    expect(file?.rows[0]?.name).toBe(projectName(12, 5));
  });

  it('protected cells that were changed anyway are shown with before and after, and not taken', () => {
    const file = fileNamed('区第14责任局');
    expect(rowOf(file, projectName(13, 0)).lockedChanges).toEqual([
      { field: 'totalInvestment', label: '总投资（万元）', before: '113000', after: '888888', problem: null },
    ]);
    expect(rowOf(file, projectName(13, 1)).lockedChanges).toMatchObject([{ field: 'lastDone', after: '1' }]);
    expect(rowOf(file, projectName(13, 2)).lockedChanges).toMatchObject([
      { field: 'startsOn', before: '2025年3月', after: '2025年6月', problem: null },
    ]);
    expect(rowOf(file, projectName(13, 3)).lockedChanges[0]?.problem).not.toBeNull();
  });

  it('a row added is a project to add or to leave', () => {
    const row = rowOf(fileNamed('区第15责任局'), '单位自己加的冷库工程');
    expect(row).toMatchObject({ status: 'added', projectId: null, isProposed: false });
    expect(row.reasons[0]).toContain('可以作为新项目加入，或者不收');
  });

  it('of two files of one unit the later saved one is proposed', () => {
    const early = preview.files.find((file) => file.name === '区第16责任局.xlsx');
    const late = preview.files.find((file) => file.name === '区第16责任局（改）.xlsx');
    expect(early?.isProposed).toBe(false);
    expect(early?.sentence).toContain('“区第16责任局（改）.xlsx”保存得更晚');
    expect(late?.isProposed).toBe(true);
    expect(late?.notes[0]).toContain('这一份保存得最晚');
  });

  it('a renamed column and one of the unit’s own get their sentences', () => {
    const file = fileNamed('区第17责任局');
    expect(file?.notes).toEqual([
      '“进展情况”一栏的表头改成了“本周工作”，仍按“进展情况”读取，请核对内容是否相符。',
      '单位自己加了“我局编号”一栏，没有读取。',
    ]);
    expect(file?.sentence).toBe('新填6个。');
  });

  it('a file saved as .xls is read all the same', () => {
    expect(fileNamed('.xls') && preview.files.find((file) => file.name === '区第18责任局.xls')).toMatchObject({
      kind: 'form',
      unitName: '区第18责任局',
      sentence: '新填6个。',
    });
  });

  it('another period’s form and a broken file are refused, each with why and what next', () => {
    expect(fileNamed('上周')).toMatchObject({ kind: 'refused', isProposed: false, rows: [] });
    expect(fileNamed('上周')?.sentence).toContain('这是11月13日期的填报表，现在收的是11月20日期');
    expect(fileNamed('区第20责任局')?.sentence).toContain('打不开');
  });

  it('taken in as one change: 18 units, the ticked cell, the added project; two are missing', async () => {
    const at = (name: string) => preview.files.findIndex((file) => file.name.includes(name));
    const changedFile = at('区第14责任局');
    const addedFile = at('区第15责任局');
    const locked = rowOf(preview.files[changedFile], projectName(13, 0));
    const added = rowOf(preview.files[addedFile], '单位自己加的冷库工程');
    const done = await office.call('collections.accept', {
      token: preview.token,
      locked: [{ file: changedFile, rowNumber: locked.rowNumber, field: 'totalInvestment' }],
      add: [{ file: addedFile, rowNumber: added.rowNumber }],
    });
    expect(done).toMatchObject({ rows: 108, added: 1, units: 18, corrections: 0, stillMissing: 2 });
    expect(await sheetRow(office, projectName(0, 0))).toMatchObject({
      state: 'filled',
      current: {
        doneThisYear: 51_200_000,
        progressText: '本期完成120万元，继续施工。',
        physicalProgress: '主体施工至1层',
        problems: '管线迁改慢（区住建局）',
      },
      thisPeriod: 1_200_000,
    });
    expect((await sheetRow(office, projectName(15, 0))).thisPeriod).toBe(700_000);
    expect(await sheetRow(office, projectName(13, 0))).toMatchObject({ totalInvestment: 8_888_880_000 });
    expect(await sheetRow(office, projectName(13, 2))).toMatchObject({ startsOn: '2025-03' });
    expect(await sheetRow(office, '单位自己加的冷库工程')).toMatchObject({
      totalInvestment: 50_000_000,
      responsibleUnits: ['区第15责任局'],
      current: { doneThisYear: 1_200_000 },
    });
    const units = await office.call('collections.units', {});
    expect(units.rows.filter((unit) => unit.returnedAt === null).map((unit) => unit.name)).toEqual([
      '区第19责任局',
      '区第20责任局',
    ]);
    expect(units.rows.find((unit) => unit.name === '区第13责任局')).toMatchObject({
      standing: 'complete',
      fileNames: ['新建 XLSX 工作表(3)最终版.xlsx'],
      note: '填表人：填表某　审核人：审核某　联系电话：0000-1234567',
    });
    // What was refused or left stays listed.
    expect(units.files).toHaveLength(21);
    expect(
      units.files
        .filter((file) => file.state === 'refused')
        .map((file) => file.name)
        .toSorted(),
    ).toEqual(['上周.xlsx', '区第20责任局.xlsx'].toSorted());
    expect(units.files.filter((file) => file.state === 'taken')).toHaveLength(18);
    expect((await office.refusal('collections.accept', { token: preview.token })).code).toBe('PREVIEW_UNKNOWN');
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });

  it('未报单位清单 names two, 催报名单 too with their projects; reminding is counted', async () => {
    const { rows } = await office.call('collections.render', { list: 'missing', format: 'json' });
    expect(rows).toBe(2);
    const { file } = await office.call('collections.render', { list: 'reminder', format: 'xlsx' });
    const path = office.keep(file, join(folder, 'reminder.xlsx'));
    const workbook = await readXlsx(readFileSync(path));
    const cells = (workbook.sheets[0]?.rows ?? []).flat().filter((cell) => cell !== null);
    expect(cells).toContain('区第19责任局');
    expect(cells.join('\n')).toContain(projectName(18, 3));
    expect(cells.join('\n')).toContain('11月19日（周四）17:00');
    const { rows: units } = await office.call('collections.units', {});
    const unit = units.find((each) => each.name === '区第19责任局');
    await office.call('collections.remind', { period: collectedPeriod, unitIds: [unit?.unitId ?? ''] });
    const again = await office.call('collections.units', {});
    expect(again.rows.find((each) => each.unitId === unit?.unitId)?.reminders).toBe(1);
    expect((await office.refusal('collections.remind', { period: collectedPeriod, unitIds: ['nobody'] })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });

  it('the same files again are all the same; then one undo takes the whole collection back', async () => {
    const form = await formOf(0);
    form.fill();
    const again = await onlyFile(office, await form.save(folder, { name: '又一次.xlsx' }));
    expect(again.sentence).toBe('相同6个。');
    const { rows } = await office.call('changes.list', {});
    const taken = rows.find((change) => change.summary.startsWith('收回11月20日期填报表'));
    await office.call('changes.undo', { changeId: taken?.changeId ?? '' });
    const units = await office.call('collections.units', {});
    expect(units.rows.every((unit) => unit.returnedAt === null && unit.filled === 0)).toBe(true);
    expect(units.files.filter((file) => file.state === 'undone')).toHaveLength(18);
  });
});

describe('a returned row is looked at', () => {
  it.each<[string, (form: Awaited<ReturnType<typeof formOf>>, name: string) => void, string, string]>([
    ['fell', (form, name) => form.set(name, 'doneThisYear', 1), 'doubtful', '本年累计比上期少了'],
    ['above the total', (form, name) => form.set(name, 'doneThisYear', 999_999), 'doubtful', '超过总投资'],
    ['yuan typed as 万元', (form, name) => form.set(name, 'doneThisYear', 51_000_000), 'doubtful', '相差上千倍'],
    ['亿元 in the cell', (form, name) => form.set(name, 'doneThisYear', '0.52亿元'), 'doubtful', '自带单位“亿元”'],
    ['元 in the cell', (form, name) => form.set(name, 'doneThisYear', '52000000元'), 'doubtful', '自带单位“元”'],
    ['no figure at all', (form, name) => form.set(name, 'doneThisYear', '见附件'), 'doubtful', '读不出金额'],
    ['negative', (form, name) => form.set(name, 'doneThisYear', -5), 'doubtful', '负数'],
    ['too long', (form, name) => form.set(name, 'progressText', '长'.repeat(3001)), 'doubtful', '太长'],
  ])('%s', async (_, act, status, sentence) => {
    const { office, folder } = looking;
    const form = await formOf(0);
    const name = projectName(0, 0);
    act(form, name);
    const row = rowOf(await onlyFile(office, await form.save(folder)), name);
    expect(row).toMatchObject({ status, isProposed: false });
    expect([...row.reasons, ...row.notes].join('')).toContain(sentence);
  });

  it('units in the text are read: 0.52亿元 is 5,200万元', async () => {
    const { office, folder } = looking;
    const form = await formOf(0);
    form.set(projectName(0, 0), 'doneThisYear', '0.52亿元');
    const row = rowOf(await onlyFile(office, await form.save(folder)), projectName(0, 0));
    expect(row.differences.find((each) => each.field === 'doneThisYear')?.after).toBe('5,200万元');
  });

  it('“与上期相同” takes the figure of the last period; its words get the mark of the same text', async () => {
    const { office, folder } = looking;
    const form = await formOf(0);
    form.set(projectName(0, 0), 'standing', '与上期相同');
    const file = await onlyFile(office, await form.save(folder));
    const row = rowOf(file, projectName(0, 0));
    expect(row.status).toBe('new');
    expect(row.differences[0]).toEqual({
      field: 'doneThisYear',
      label: '本年累计完成投资',
      before: null,
      after: '5,000万元',
    });
    expect(row.notes.join('')).toContain('与上期一字不差');
    expect(file.sentence).toBe('新填1个，没有填5个。');
  });

  it('what the office filled in since the form went out is not overwritten unseen', async () => {
    const { office, folder } = openSent();
    const { rows } = await office.call('projects.list', {});
    const id = rows.find((row) => row.name === projectName(0, 0))?.id ?? '';
    await office.call('progress.save', {
      period: collectedPeriod,
      projectId: id,
      changes: { doneThisYear: 60_000_000 },
    });
    const form = await formOf(0);
    form.fill();
    const row = rowOf(await onlyFile(office, await form.save(folder)), projectName(0, 0));
    expect(row).toMatchObject({ status: 'doubtful', isProposed: false });
    expect(row.reasons.join('')).toContain('本单位已把“本年累计完成投资”填成“6,000万元”');
  });

  it('what is reviewed or reported changes only by a tick, and then is a correction', async () => {
    const { office, folder } = openSent();
    const first = await formOf(0);
    first.fill();
    const { token } = await previewOf(office, [await first.save(folder)]);
    await office.call('collections.accept', { token });
    await office.call('progress.submit', { period: collectedPeriod, reviewedBy: '审核甲' });
    const second = await formOf(0);
    second.fill(200);
    const preview = await previewOf(office, [await second.save(folder, { name: '更正.xlsx' })]);
    const row = rowOf(preview.files[0], projectName(0, 0));
    expect(row).toMatchObject({ state: 'reviewed', needsConsent: true, isProposed: false });
    expect(row.notes.join('')).toContain('本期已审');
    expect((await office.refusal('collections.accept', { token: preview.token })).code).toBe(
      'COLLECTION_NOTHING_TO_TAKE',
    );
    await office.call('collections.accept', { token: preview.token, take: [{ file: 0, rowNumber: row.rowNumber }] });
    expect((await sheetRow(office, projectName(0, 0))).thisPeriod).toBe(2_000_000);
    expect((await sheetRow(office, projectName(0, 1))).thisPeriod).toBe(1_200_000);
  });

  it('sorting only what is seen leaves the hidden columns behind: rows follow their names', async () => {
    const { office, folder } = openSent();
    const form = await formOf(0);
    form.fill();
    const from = headRow + 1;
    const seen = form.rows
      .slice(from, from + projectsEach)
      .map((row) => row.slice(0, visibleColumns))
      .toReversed();
    seen.forEach((cells, index) => form.rows[from + index]?.splice(0, visibleColumns, ...cells));
    const preview = await previewOf(office, [await form.save(folder)]);
    const row = rowOf(preview.files[0], projectName(0, 5));
    expect(row.status).toBe('doubtful');
    expect(row.reasons[0]).toContain('已按项目名称认行');
    expect(row.lockedChanges).toEqual([]);
    const take = preview.files[0]?.rows.map(({ rowNumber }) => ({ file: 0, rowNumber })) ?? [];
    await office.call('collections.accept', { token: preview.token, take });
    expect((await sheetRow(office, projectName(0, 5))).thisPeriod).toBe(1_200_000);
  });

  it('a sheet pasted as values into another workbook is read by heads and names, and says so', async () => {
    const { office, folder } = looking;
    const form = await formOf(0);
    form.fill();
    const pasted = form.rows.filter((_, index) => index !== markRow).map((row) => row.slice(0, visibleColumns));
    const path = join(folder, '粘贴.xlsx');
    writeFileSync(path, await writeXlsx({ sheets: [{ name: 'Sheet1', rows: pasted }] }));
    const file = await onlyFile(office, path);
    expect(file).toMatchObject({ kind: 'form', unitName: '区第1责任局', sentence: '新填6个。' });
    expect(file.notes[0]).toContain('不是原来的填报表');
    // Without the marks a head written over is a column that is not there.
    const renamed = pasted.map((row) => row.map((cell) => (cell === '进展情况' ? '本周工作' : cell)));
    writeFileSync(path, await writeXlsx({ sheets: [{ name: 'Sheet1', rows: renamed }] }));
    const again = await onlyFile(office, path);
    expect(again.notes).toContain('不认识“本周工作”一栏，没有读取。');
    expect(again.notes).toContain('表里没有找到“进展情况”，这几栏没有读取，原内容不动。');
    expect(rowOf(again, projectName(0, 0)).differences.map((each) => each.field)).not.toContain('progressText');
  });

  it('deleted rows are named; a row twice may be taken once', async () => {
    const { office, folder } = openSent();
    const form = await formOf(0);
    form.fill();
    const second = form.rows[headRow + 2] ?? [];
    form.rows.splice(headRow + 2, 1);
    const third = form.rows[headRow + 2] ?? [];
    form.rows.splice(headRow + 3, 0, [...third]);
    const preview = await previewOf(office, [await form.save(folder)]);
    const [file] = preview.files;
    expect(file?.missing).toEqual([String(second[1])]);
    expect(file?.sentence).toContain(`少了1行：${String(second[1])}`);
    const rows = file?.rows.filter((row) => row.name === String(third[1])) ?? [];
    expect(rows.map((row) => row.isProposed)).toEqual([true, false]);
    expect(rows[1]?.reasons.join('')).toContain('是同一个项目');
    const refused = await office.refusal('collections.accept', {
      token: preview.token,
      take: rows.map(({ rowNumber }) => ({ file: 0, rowNumber })),
    });
    expect(refused.code).toBe('COLLECTION_ROW_TWICE');
    expect(refused.message).toContain(String(third[1]));
  });

  it('a project another unit fills now, and one no longer in the register, are said', async () => {
    const { office, folder } = openSent();
    const { rows } = await office.call('projects.list', {});
    const id = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
    await office.call('projects.save', {
      id: id(projectName(0, 0)),
      changes: { responsibleUnitNames: ['区第2责任局'] },
    });
    await office.call('projects.remove', { ids: [id(projectName(0, 1))] });
    const form = await formOf(0);
    form.fill();
    const file = await onlyFile(office, await form.save(folder));
    expect(rowOf(file, projectName(0, 0)).reasons.join('')).toContain('现在由区第2责任局填报');
    expect(rowOf(file, projectName(0, 1))).toMatchObject({ status: 'elsewhere', isProposed: false });
  });

  it('a unit merged since the form went out returns it for its successor', async () => {
    const { office, folder } = openSent();
    const { rows } = await office.call('collections.units', {});
    const idOf = (name: string) => rows.find((unit) => unit.name === name)?.unitId ?? '';
    await office.call('units.merge', {
      ids: [idOf('区第1责任局')],
      into: { id: idOf('区第2责任局') },
      day: '2026-11-18',
    });
    const form = await formOf(0);
    form.fill();
    const file = await onlyFile(office, await form.save(folder));
    expect(file).toMatchObject({ unitName: '区第2责任局', isProposed: true });
    expect(file.rows.map((row) => row.status)).toEqual(Array.from({ length: projectsEach }, () => 'new'));
  });

  it('a unit that has nothing to fill in any more is said', async () => {
    const { office, folder } = openSent();
    const { rows } = await office.call('projects.list', {});
    for (let project = 0; project < projectsEach; project += 1) {
      const id = rows.find((row) => row.name === projectName(0, project))?.id ?? '';
      await office.call('projects.save', { id, changes: { responsibleUnitNames: ['区第2责任局'] } });
    }
    const form = await formOf(0);
    form.fill();
    const file = await onlyFile(office, await form.save(folder));
    expect(file.notes.join('')).toContain('没有要填的项目');
    expect(file.rows.every((row) => row.status === 'doubtful')).toBe(true);
  });

  it('two halves of one unit’s form may both be taken; the same file twice counts once', async () => {
    const { office, folder } = openSent();
    const [left, right] = [await formOf(0), await formOf(0)];
    left.set(projectName(0, 0), 'doneThisYear', 5100);
    right.set(projectName(0, 1), 'doneThisYear', 5200);
    const one = await left.save(folder, { name: '上半.xlsx' });
    const two = await right.save(folder, { name: '下半.xlsx' });
    const preview = await previewOf(office, [one, two, one]);
    expect(preview.files.map((file) => file.isProposed)).toEqual([true, true, false]);
    expect(preview.files[2]?.sentence).toContain('同一份文件');
    const both = [0, 1].map((file) => ({ file, rowNumber: preview.files[file]?.rows[file]?.rowNumber ?? 0 }));
    expect(await office.call('collections.accept', { token: preview.token, take: both })).toMatchObject({
      rows: 2,
      units: 1,
    });
    expect((await onlyFile(office, one)).notes.join('')).toContain('已经收过');
  });

  it('a changed contact becomes the owner’s contact', async () => {
    const { office, folder } = openSent();
    const form = await formOf(0);
    form.fill();
    form.set(projectName(0, 0), 'contact', '钱某某');
    form.set(projectName(0, 0), 'contactPhone', '0000-7654321');
    const { token } = await previewOf(office, [await form.save(folder)]);
    await office.call('collections.accept', { token });
    const { rows } = await office.call('projects.list', {});
    const { assignments } = await office.call('projects.get', {
      id: rows.find((row) => row.name === projectName(0, 0))?.id ?? '',
    });
    expect(assignments.find((each) => each.role === 'ownerContact')).toMatchObject({
      personName: '钱某某',
      phone: '0000-7654321',
    });
  });
});

describe('files that are no 填报表', () => {
  it('a form of another office is refused', async () => {
    const { office, folder } = looking;
    const form = await formOf(0);
    for (const name of form.names()) form.set(name, 'officeId', '019ad76c-7280-7a0f-9d14-ab4142234999');
    const file = await onlyFile(office, await form.save(folder));
    expect(file).toMatchObject({ kind: 'refused' });
    expect(file.sentence).toContain('别的重点办');
  });

  it('a telephone list, a web page, an encrypted file and a form without rows each get their sentence', async () => {
    const { office, folder } = looking;
    const write = (name: string, bytes: string | Uint8Array) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const form = await formOf(0);
    form.rows.splice(headRow + 1);
    const { files } = await previewOf(office, [
      write('电话.csv', '姓名,电话\n张某某,0000\n李某某,0001\n'),
      write('网页.xls', '<html><body>请登录</body></html>'),
      write('空.xlsx', ''),
      await form.save(folder, { name: '没有行.xlsx' }),
    ]);
    expect(files.map((file) => file.kind)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(files[0]?.sentence).toContain('没有填报表');
    expect(files[1]?.sentence).toContain('网页');
    expect(files[2]?.sentence).toContain('打不开');
    expect(files[3]?.sentence).toContain('一个项目也没有');
  });

  it('last week’s own WPS progress table is a source too: matched by name, only progress is taken', async () => {
    const { office, folder } = openSent();
    const rows: CellValue[][] = [
      ['青石区重点项目进展情况表（单位：亿元）', null, null, null, null, null],
      ['序号', '项目名称', '总投资', '本年累计完成投资', '形象进度', '进展情况'],
      [1, projectName(0, 0), 10, 0.52, '主体施工至2层', '正在砌筑。'],
      [2, projectName(1, 0), 10.1, 0.6, '主体施工至8层', '正在封顶。'],
      [3, '没有见过的项目', 3, 0.1, '', '刚开工。'],
    ];
    const path = join(folder, '进展表.xlsx');
    writeFileSync(path, await writeXlsx({ sheets: [{ name: '进展', rows }] }));
    const preview = await previewOf(office, [path]);
    const [file] = preview.files;
    expect(file).toMatchObject({ kind: 'table', unitId: null });
    expect(file?.notes[0]).toContain('“亿元”');
    expect(rowOf(file, projectName(0, 0))).toMatchObject({ status: 'new', isProposed: true });
    expect(rowOf(file, '没有见过的项目').status).toBe('added');
    expect(await office.call('collections.accept', { token: preview.token })).toMatchObject({ rows: 2, units: 2 });
    expect((await sheetRow(office, projectName(0, 0))).current).toMatchObject({
      doneThisYear: 52_000_000,
      progressText: '正在砌筑。',
    });
  });

  it('a preview is outdated by any change and unknown when it was never made; a row that is not there is refused', async () => {
    const { office, folder } = openSent();
    const form = await formOf(0);
    form.fill();
    const path = await form.save(folder);
    const stale = await previewOf(office, [path]);
    await office.call('projects.save', { changes: { name: '石桥货运站' } });
    expect((await office.refusal('collections.accept', { token: stale.token })).code).toBe('PREVIEW_OUTDATED');
    expect((await office.refusal('collections.accept', { token: 'nothing' })).code).toBe('PREVIEW_UNKNOWN');
    const fresh = await previewOf(office, [path]);
    const refusal = (input: Omit<InputOf<'collections.accept'>, 'token'>) =>
      office.refusal('collections.accept', { token: fresh.token, ...input });
    expect((await refusal({ take: [{ file: 0, rowNumber: 999 }] })).code).toBe('COLLECTION_ROW_UNKNOWN');
    expect((await refusal({ take: [] })).code).toBe('COLLECTION_NOTHING_TO_TAKE');
    expect((await refusal({ take: [], locked: [{ file: 0, rowNumber: headRow + 2, field: 'level' }] })).code).toBe(
      'COLLECTION_CELL_NOT_TAKEN',
    );
    expect(
      (await office.refusal('collections.preview', { period: '2026-11-27', files: [office.take(path)] })).code,
    ).toBe('PERIOD_IN_FUTURE');
  });
});

describe('the desk', () => {
  it('before the deadline it is quiet, on its day it says who is missing, after it that is late', async () => {
    const tasks = async (now: string) => {
      const { office } = openSent(now);
      return (await office.call('overviews.district', {})).tasks.filter((task) => task.code === 'UNITS_MISSING');
    };
    expect(await tasks('2026-11-18T02:00:00.000Z')).toEqual([]);
    expect(await tasks(thursday)).toMatchObject([{ tone: 'look' }]);
    const [late] = await tasks('2026-11-19T09:30:00.000Z');
    expect(late?.tone).toBe('late');
    expect(late?.sentence).toContain('20个单位没有交回填报表');
    expect(late?.why).toContain('每周四17时前');
  });
});

if (hasLibreOffice()) {
  describe('saved by LibreOffice', () => {
    it('as xlsx and as xls, the form comes back whole', { timeout: 180_000 }, async () => {
      const { office, folder } = looking;
      const path = sent[0] ?? '';
      for (const format of ['xlsx', 'xls']) {
        const out = join(folder, format);
        mkdirSync(out);
        execFileSync(
          'soffice',
          [
            `-env:UserInstallation=file://${folder}/profile`,
            '--headless',
            '--convert-to',
            format,
            '--outdir',
            out,
            path,
          ],
          { stdio: 'ignore' },
        );
        const file = await onlyFile(office, join(out, basename(path).replace('.xlsx', `.${format}`)));
        expect(file, format).toMatchObject({
          kind: 'form',
          sentence: '这份表一行也没有填。',
          notes: [],
        });
        expect(
          file.rows.flatMap((row) => row.lockedChanges),
          format,
        ).toEqual([]);
      }
    });
  });
} else process.stdout.write('LibreOffice absent: forms saved again by it are not tested here\n');

function hasLibreOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
