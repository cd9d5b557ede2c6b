/** 录入检查表 through the contract: found by number or scanner, typed, photos, completed, corrected; every refusal. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SheetChanges } from '#shared/contract/inspection-sheets.ts';
import { printMark } from '#shared/inspection/print-mark.ts';
import { sheetCode, sheetNumber, shownSheetNumber } from '#shared/inspection/sheet-number.ts';
import { printedContent, printedItems, putInspections, roundId, sheetId } from '#test/support/inspections.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { jpegBytes, pngBytes } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let officeId: string;
let ids: Record<string, string>;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  const before = openOffice(district);
  ids = await projectIds(before);
  officeId = (await before.call('offices.current', {})).office?.id ?? '';
  await before.close();
  const bridge = ids['青石大桥'] ?? '';
  const asked = printedContent().items.filter((item) => item.key !== 'why');
  putInspections(district, [
    ...[1, 2, 3, 4, 5, 6, 7].map((running) => ({ running, projectId: bridge })),
    { running: 8, projectId: null },
    { running: 9, projectId: bridge, state: 'planned' },
    { running: 10, projectId: bridge, state: 'void' },
    // Printed with a question the template does not ask any more.
    { running: 11, projectId: bridge, content: printedContent({ items: [...asked, ...oldItems] }) },
  ]);
  office = openOffice(district);
}, 180_000);
afterAll(async () => {
  await office.close();
  folder.remove();
});

const oldItems = [{ ...(printedItems[2] ?? expect.fail()), key: 'asked-before', text: '以前问的一项' }];
const get = (running: number) => office.call('inspectionSheets.get', { id: sheetId(running) });
const find = (typed: string) => office.refusal('inspectionSheets.find', { typed });
const save = (running: number, changes: SheetChanges) =>
  office.call('inspectionSheets.saveAnswers', { id: sheetId(running), changes });
const complete = (running: number, changes: SheetChanges = {}) =>
  office.call('inspectionSheets.complete', { id: sheetId(running), changes });
const answer = (key: string, value: string | number | boolean | null, note: string | null = null) => ({
  key,
  value,
  note,
  from: 'typed' as const,
});

function photo(name: string, bytes: Buffer) {
  mkdirSync(join(folder.path, 'card'), { recursive: true });
  const path = join(folder.path, 'card', name);
  writeFileSync(path, bytes);
  return office.take(path);
}

describe('a sheet is found', () => {
  it('by its number as printed, with or without strokes, in full-width digits, or by what a scanner typed', async () => {
    const number = sheetNumber(2026, 1);
    const fullWidth = [...number].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    for (const typed of [number, shownSheetNumber(number), fullWidth, ` ${number}\n`])
      expect((await office.call('inspectionSheets.find', { typed })).id, typed).toBe(sheetId(1));
    const code = sheetCode(officeId, sheetId(1), sheetNumber(2026, 1));
    expect(await office.call('inspectionSheets.find', { typed: ` ${code.toLowerCase()}\n` })).toMatchObject({
      id: sheetId(1),
    });
  });

  it('or refused with the reason, one sentence each', async () => {
    expect((await find('青石大桥')).code).toBe('SHEET_NUMBER_UNREADABLE');
    const number = sheetNumber(2026, 1);
    const wrong = `${number.slice(0, -1)}${(Number(number.slice(-1)) + 1) % 10}`;
    expect((await find(wrong)).code).toBe('SHEET_NUMBER_MISTYPED');
    expect((await find(sheetNumber(2026, 4711))).code).toBe('SHEET_UNKNOWN');
    const others = sheetCode('0190a0b0-0000-7000-8000-0000000fffff', sheetId(1), number);
    expect(await find(others)).toMatchObject({ code: 'SHEET_OF_OTHER_OFFICE' });
    expect(await find(sheetNumber(2026, 9))).toMatchObject({ code: 'SHEET_NOT_PRINTED' });
    const gone = await find(sheetNumber(2026, 10));
    expect([gone.code, gone.details['id']]).toEqual(['SHEET_IS_VOID', sheetId(10)]);
    // Printed again since with other questions.
    const mark = printMark((await get(1)).content ?? expect.fail());
    const printed = sheetCode(officeId, sheetId(1), number, mark);
    expect((await office.call('inspectionSheets.find', { typed: printed })).id).toBe(sheetId(1));
    const older = sheetCode(officeId, sheetId(1), number, mark === 'AAAA' ? 'BBBB' : 'AAAA');
    expect((await find(older)).code).toBe('SHEET_OLD_PRINT');
    // The number is ours, the code is of another sheet with that number.
    expect((await find(sheetCode(officeId, sheetId(77), number))).code).toBe('SHEET_UNKNOWN');
  });
});

describe('what is typed', () => {
  it('is saved as a draft in the order of the paper and the sheet is still out', async () => {
    await save(1, { answers: [answer('started', true), answer('workers', 35)], weather: ' 晴 ', seen: '正在架梁' });
    const sheet = await get(1);
    expect(sheet).toMatchObject({ state: 'printed', weather: '晴', seen: '正在架梁', enteredOn: null });
    expect(sheet.answers).toEqual([answer('started', true), answer('workers', 35)]);
    const { rows, counts } = await office.call('inspectionSheets.list', { show: 'out', roundId });
    expect(rows.find((row) => row.id === sheetId(1))).toMatchObject({ answered: 2, items: 7, isLate: true });
    expect(counts.late).toBeGreaterThan(1);
  });

  it('fits the question, and the paper: nothing else is kept', async () => {
    const refused = (changes: SheetChanges) =>
      office.refusal('inspectionSheets.saveAnswers', { id: sheetId(1), changes });
    expect((await refused({ answers: [answer('nowhere', true)] })).code).toBe('SHEET_ANSWER_UNKNOWN');
    expect((await refused({ answers: [answer('started', 'ja')] })).code).toBe('SHEET_ANSWER_UNFIT');
    expect((await refused({ answers: [answer('done', -1)] })).code).toBe('SHEET_ANSWER_UNFIT');
    expect((await refused({ projectId: ids['望江学校'] ?? '' })).code).toBe('SHEET_PROJECT_FIXED');
  });

  it('of an item the template has lost since is kept as it was printed, and said so', async () => {
    await save(11, { answers: [answer('asked-before', 3)] });
    const sheet = await get(11);
    expect(sheet.goneItems).toContain('以前问的一项');
    expect(sheet.answers).toEqual([answer('asked-before', 3)]);
  });
});

describe('录入完成', () => {
  it('makes it returned, says what differs, and one undo opens it again', async () => {
    const done = await complete(2, {
      answers: [answer('started', true), answer('done', 42_000_000, '凭证不全'), answer('works', '桥墩完成六成')],
      inspectedOn: '2026-11-17',
    });
    expect(done).toMatchObject({
      shownNumber: '26-0002-5',
      projectName: '青石大桥',
      mismatches: 1,
      serious: 1,
      empty: 4,
    });
    const sheet = await get(2);
    expect(sheet).toMatchObject({ state: 'returned', enteredOn: '2026-11-18', enteredBy: '经办甲' });
    expect(sheet.comparisons.map((each) => [each.itemKey, each.verdict])).toEqual([
      ['started', 'agrees'],
      ['done', 'differs'],
      ['works', 'byEye'],
      ['statistics', 'notFound'],
    ]);
    await office.call('changes.undo', {});
    expect((await get(2)).state).toBe('printed');
    await complete(2, { answers: [answer('started', true)] });
    // Without a day typed it is the planned one.
    expect((await get(2)).inspectedOn).toBe('2026-11-17');
  });

  it('is refused where it makes no sense', async () => {
    const refused = async (running: number, changes: SheetChanges) =>
      (await office.refusal('inspectionSheets.complete', { id: sheetId(running), changes })).code;
    const answers = [answer('started', true)];
    expect(await refused(3, {})).toBe('SHEET_EMPTY');
    expect(await refused(3, { answers, inspectedOn: '2026-11-19' })).toBe('SHEET_DAY_IN_FUTURE');
    expect(await refused(3, { answers, inspectedOn: '2026-11-15' })).toBe('SHEET_DAY_BEFORE_PRINT');
    expect(await refused(8, { answers })).toBe('SHEET_WITHOUT_PROJECT');
    expect(await refused(9, { answers })).toBe('SHEET_NOT_PRINTED');
    expect(await refused(10, { answers })).toBe('SHEET_IS_VOID');
    expect((await get(3)).answers).toEqual([]);
  });

  it('of a blank sheet needs its project first, and compares nothing: no figure stood on it', async () => {
    await save(8, { projectId: ids['望江学校'] ?? '' });
    const done = await complete(8, { answers: [answer('started', false)] });
    expect(done).toMatchObject({ projectName: '望江学校', mismatches: 0 });
    expect((await get(8)).comparisons.map((each) => each.verdict)).toContain('notReported');
  });

  it('a second time is refused with who and when; a correction needs its reason and stays visible', async () => {
    await complete(4, { answers: [answer('started', false)] });
    const again = await find(sheetNumber(2026, 4));
    expect(again.code).toBe('SHEET_ALREADY_ENTERED');
    expect(again.message).toContain('经办甲在2026年11月18日录入');
    expect(again.details['id']).toBe(sheetId(4));
    const typed = { id: sheetId(4), changes: { answers: [answer('started', true)] } };
    expect((await office.refusal('inspectionSheets.saveAnswers', typed)).code).toBe('SHEET_ALREADY_ENTERED');
    expect((await office.refusal('inspectionSheets.reopen', { id: sheetId(5), reason: '看错' })).code).toBe(
      'SHEET_STILL_OUT',
    );
    await office.call('inspectionSheets.reopen', { id: sheetId(4), reason: '勾选看错了行' });
    await complete(4, typed.changes);
    const sheet = await get(4);
    expect(sheet.answers).toEqual(typed.changes.answers);
    expect(sheet.corrections).toMatchObject([{ by: '经办甲', summary: '更正检查表26-0004-9：勾选看错了行' }]);
    const history = await office.call('projects.history', { id: ids['青石大桥'] ?? '' });
    expect(history.rows.filter((row) => row.entity === 'inspectionSheet').length).toBeGreaterThan(0);
  });
});

describe('sheets that do not come back', () => {
  it('are void with a reason and may be taken up again; a returned one is not', async () => {
    await office.call('inspectionSheets.void', { ids: [sheetId(6)], reason: 'notGone' });
    expect(await find(sheetNumber(2026, 6))).toMatchObject({ code: 'SHEET_IS_VOID' });
    expect((await find(sheetNumber(2026, 6))).message).toContain('未去现场');
    await office.call('inspectionSheets.reopen', { id: sheetId(6), reason: '后来去了' });
    expect((await office.call('inspectionSheets.find', { typed: sheetNumber(2026, 6) })).id).toBe(sheetId(6));
    const refused = await office.refusal('inspectionSheets.void', { ids: [sheetId(4)], reason: 'lost' });
    expect(refused.code).toBe('SHEET_ALREADY_ENTERED');
  });
});

describe('photos', () => {
  const first = jpegBytes('2026:11:17 09:30:00');
  it('keep their bytes and their day, are numbered as they come, and shown with the item whose note names them', async () => {
    await save(7, { answers: [answer('photos', 2, '1-2'), answer('works', '架梁', '照片3')] });
    const files = [
      photo('甲.jpg', first),
      photo('乙.png', pngBytes(2, 2, [1, 2, 3])),
      photo('丙.jpg', jpegBytes(null)),
    ];
    const made = await office.call('inspectionSheets.addFiles', { id: sheetId(7), kind: 'photo', files });
    expect(made.added.map((file) => file.photoNumber)).toEqual([1, 2, 3]);
    const { photos, scans } = await get(7);
    expect(photos.map((each) => [each.photoNumber, each.takenOn, each.shownItemKey])).toEqual([
      [1, '2026-11-17', 'photos'],
      [2, null, 'photos'],
      [3, null, 'works'],
    ]);
    expect(scans).toEqual([]);
    const { file } = await office.call('attachments.file', { id: photos[0]?.id ?? '' });
    const copy = office.keep(file, join(folder.path, 'copy.jpg'));
    expect(readFileSync(copy).equals(first)).toBe(true);
  });

  it('can be numbered again or given to an item by hand', async () => {
    const { photos } = await get(7);
    const id = photos[2]?.id ?? '';
    await office.call('inspectionSheets.savePhoto', { id, photoNumber: 2, itemKey: 'done' });
    expect((await get(7)).photos.find((each) => each.id === id)).toMatchObject({
      photoNumber: 2,
      shownItemKey: 'done',
    });
    const refused = await office.refusal('inspectionSheets.savePhoto', { id, itemKey: 'nowhere' });
    expect(refused.code).toBe('SHEET_ANSWER_UNKNOWN');
  });

  it('that are none are refused by their sentence while the others are taken; nothing is lost, nothing kept twice', async () => {
    const files = [
      photo('再来.jpg', first),
      photo('报告.pdf', Buffer.from('%PDF-1.4\n')),
      photo('假的.jpg', Buffer.from('no picture at all')),
      photo('丁.jpg', jpegBytes('2026:11:17 10:00:00')),
    ];
    const made = await office.call('inspectionSheets.addFiles', { id: sheetId(7), kind: 'photo', files });
    expect(made.added.map((file) => [file.name, file.photoNumber])).toEqual([['丁.jpg', 3]]);
    expect(made.alreadyHere).toEqual([{ name: '再来.jpg', sameAs: '甲.jpg' }]);
    expect(made.refused.map((file) => file.code)).toEqual(['SHEET_PHOTO_NOT_IMAGE', 'ATTACHMENT_KIND_UNKNOWN']);
    expect(made.refused[0]?.sentence).toContain('“报告.pdf”不是照片');
  });

  it('of a blank sheet follow it to the project', async () => {
    await office.call('inspectionSheets.reopen', { id: sheetId(8), reason: '补照片' });
    await office.call('inspectionSheets.addFiles', {
      id: sheetId(8),
      kind: 'photo',
      files: [photo('戊.png', pngBytes(3, 3, [9, 9, 9]))],
    });
    await save(8, { projectId: ids['柳林道路'] ?? '' });
    expect((await get(8)).photos[0]?.projectId).toBe(ids['柳林道路']);
  });
});

describe('the scan of a sheet', () => {
  it('is kept as evidence beside the photos, PDF or picture, and can be taken off', async () => {
    const files = [photo('扫描.pdf', Buffer.from('%PDF-1.4\n1 0 obj')), photo('表.docx', Buffer.from('PK'))];
    const made = await office.call('inspectionSheets.addFiles', { id: sheetId(5), kind: 'scan', files });
    expect(made.refused.map((file) => file.code)).toEqual(['ATTACHMENT_KIND_UNKNOWN']);
    const { scans, photos } = await get(5);
    expect([scans.length, photos.length]).toEqual([1, 0]);
    await office.call('inspectionSheets.removeFiles', { ids: [scans[0]?.id ?? ''] });
    expect((await get(5)).scans).toEqual([]);
    await office.call('changes.undo', {});
    expect((await get(5)).scans).toHaveLength(1);
    const table = office.take(await workbookFile());
    const refused = await office.call('inspectionSheets.addFiles', { id: sheetId(5), kind: 'scan', files: [table] });
    expect(refused.refused.map((file) => file.code)).toEqual(['SHEET_SCAN_NOT_PAPER']);
  });
});

async function workbookFile(): Promise<string> {
  const { file } = await office.call('issues.ledger', { format: 'xlsx' });
  return office.keep(file, join(folder.path, '台账.xlsx'));
}
