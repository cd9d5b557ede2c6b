/** 识别扫描件 through the contract: marks read from pictures, what a person decides, evidence kept; every refusal. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobPath } from '#electron/host/files/blobs.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { ScanReading } from '#shared/contract/inspection-scans.ts';
import { printMark } from '#shared/inspection/print-mark.ts';
import type { GreyPicture } from '#shared/inspection/reading/grey-picture.ts';
import { layOutSheet } from '#shared/inspection/sheet-layout.ts';
import { sheetCode, sheetNumber } from '#shared/inspection/sheet-number.ts';
import { type Drawing, drawnPage, handStroke, seeded } from '#test/support/drawn-sheet.ts';
import { printedContent, putInspections, roundId, sheetId } from '#test/support/inspections.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { cleanMark, doubtfulMark } from '#test/support/pen-marks.ts';
import { photographed } from '#test/support/photographed.ts';
import { greyPngBytes, pgmBytes } from '#test/support/picture-files.ts';
import { sheetContent, item as sheetItem } from '#test/support/sheet-contents.ts';

const folder = machineFolder();
let office: Office;
let officeId: string;
let otherId: string;
const content = printedContent();
const layout = layOutSheet(content);
const long = sheetContent(many(), 4);
const longLayout = layOutSheet(long);

beforeAll(async () => {
  const { district, other } = await preparedOffices(folder.path);
  const stranger = openOffice(other);
  otherId = (await stranger.call('offices.current', {})).office?.id ?? '';
  await stranger.close();
  const before = openOffice(district);
  const ids = await projectIds(before);
  officeId = (await before.call('offices.current', {})).office?.id ?? '';
  await before.close();
  const bridge = ids['青石大桥'] ?? '';
  putInspections(district, [
    ...[1, 2, 3, 4, 5].map((running) => ({ running, projectId: bridge })),
    { running: 6, projectId: null },
    { running: 7, projectId: bridge, state: 'void' },
    { running: 8, projectId: bridge, content: long },
    { running: 9, projectId: bridge, content: { ...content, layout: 99 } },
  ]);
  office = openOffice(district);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

/** More than a page holds. */
function many() {
  const options = ['手续', '用地', '拆迁', '资金', '企业', '其他'].map((word) => `${word}没有到位需要协调解决`);
  return Array.from({ length: 10 }, (_, index) => ({
    ...sheetItem('choice', '存在问题及卡在哪个环节、哪个单位，下一步措施是什么，由谁负责盯办', `long-${index + 1}`),
    options,
  }));
}

const codeOf = (running: number, ofOffice = officeId, printed = running === 8 ? long : content) =>
  sheetCode(ofOffice, sheetId(running), sheetNumber(2026, running), printMark(printed));

interface Wishes {
  readonly code?: string | null;
  readonly page?: number;
  readonly of?: typeof layout;
  readonly write?: (drawing: Drawing, box: (key: string, answer: string) => ReturnType<typeof boxOf>) => void;
}

function boxOf(of: typeof layout, key: string, answer: string) {
  return of.boxes.find((box) => box.itemKey === key && box.answer === answer) ?? expect.fail(`no box ${key} ${answer}`);
}

const pen = { thickness: 0.6, ink: 0.9, random: seeded(7) };

/** A sheet as a scanner gives it, a little askew. */
function scanned(running: number, { code = codeOf(running), page = 1, of = layout, write }: Wishes = {}): GreyPicture {
  const drawing = drawnPage(of, page, code, 5);
  write?.(drawing, (key, answer) => boxOf(of, key, answer));
  const flat = { perspective: 0, around: 252, gradient: 0.02, shadow: 0, blur: 0, blocks: 0, curl: 0 };
  return photographed(drawing, { ...flat, dpi: 120, turn: 1.5, noise: 2 }, seeded(running));
}

function file(name: string, bytes: Uint8Array): FileHandle {
  mkdirSync(join(folder.path, 'scans'), { recursive: true });
  const path = join(folder.path, 'scans', name);
  writeFileSync(path, bytes);
  return office.take(path);
}

function asFiles(name: string, picture: GreyPicture) {
  return { original: file(`${name}.png`, greyPngBytes(picture)), pixels: file(`${name}.pgm`, pgmBytes(picture)) };
}

async function readOne(name: string, picture: GreyPicture, number?: string): Promise<ScanReading> {
  const { pictures } = await office.call('inspectionScans.read', {
    pictures: [{ ...asFiles(name, picture), ...(number === undefined ? {} : { number }) }],
  });
  return pictures[0] ?? expect.fail('no answer');
}

const ticked = (drawing: Drawing, box: (key: string, answer: string) => ReturnType<typeof boxOf>) => {
  cleanMark(drawing, pen, box('started', 'no'), 'tick');
  cleanMark(drawing, pen, box('why', '用地'), 'cross');
  doubtfulMark(drawing, pen, box('statistics', 'yes'), box('statistics', 'no'), 'twoTicked');
};

describe('a picture of a sheet', () => {
  it('is read without writing anything: certain marks, doubtful ones with their reason, where handwriting stands', async () => {
    const position = (await office.call('changes.list', {})).rows.length;
    const read = await readOne(
      '一号',
      scanned(1, {
        write: (drawing, box) => {
          ticked(drawing, box);
          const seen = layout.fields.find((field) => field.name === 'seen') ?? expect.fail();
          handStroke(drawing, pen, [
            [seen.x + 10, seen.y + 6],
            [seen.x + 40, seen.y + 9],
          ]);
        },
      }),
    );
    expect(read).toMatchObject({
      refusal: null,
      sheet: { id: sheetId(1), projectName: '青石大桥', state: 'printed', page: 1, pages: 1 },
    });
    const item = (key: string) => read.items.find((each) => each.key === key);
    expect(item('started')).toMatchObject({ verdict: 'certain', value: false, doubt: null, number: 1 });
    expect(item('why')).toMatchObject({ verdict: 'certain', value: '用地' });
    expect(item('statistics')).toMatchObject({ verdict: 'uncertain', doubt: '勾了不止一个' });
    expect(item('works')).toMatchObject({ verdict: 'blank', options: [] });
    expect(read.fields.find((field) => field.name === 'seen')).toMatchObject({ label: '现场情况', isWritten: true });
    expect(read.fields.find((field) => field.name === 'demands')?.isWritten).toBe(false);
    const picture = readFileSync(office.host.files.resolve(read.straight ?? expect.fail()).path);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1260, 1782]);
    expect((await office.call('changes.list', {})).rows).toHaveLength(position);
  });

  it('is read upside down, and known by a typed number where its code is torn off', async () => {
    const picture = scanned(1, { write: ticked });
    const turned = { ...picture, data: picture.data.toReversed() };
    expect((await readOne('倒着', turned)).items.filter((item) => item.verdict === 'certain')).toHaveLength(2);
    const torn = scanned(1, { code: null, write: ticked });
    expect((await readOne('无码', torn)).refusal).toMatchObject({ code: 'SCAN_CODE_NOT_FOUND', wantsNumber: true });
    const read = await readOne('无码', torn, sheetNumber(2026, 1));
    expect(read.sheet?.id).toBe(sheetId(1));
    expect(read.items.filter((item) => item.verdict === 'certain')).toHaveLength(2);
  });

  it('of a second page is known by the marks at its foot', async () => {
    expect(longLayout.pages).toBe(2);
    const read = await readOne('第二页', scanned(8, { page: 2, of: longLayout }));
    expect(read.sheet).toMatchObject({ page: 2, pages: 2 });
    expect(read.fields.some((field) => field.name === 'seen')).toBe(true);
  });
});

describe('taking what was read', () => {
  it('keeps the original and makes drafts: certain as read, decided as confirmed, typed as typed; the sheet stays out', async () => {
    const files = asFiles('二号', scanned(2, { write: ticked }));
    const { token } = await office.call('inspectionScans.read', { pictures: [files] });
    const taken = await office.call('inspectionScans.take', {
      token,
      pictures: [
        {
          picture: 0,
          original: files.original,
          answers: [
            { key: 'statistics', value: true },
            { key: 'workers', value: 35, note: '照片 1-2' },
          ],
          changes: { seen: '桥墩浇筑完成' },
        },
      ],
    });
    expect(taken).toMatchObject({ refused: [], sheets: [{ id: sheetId(2), answers: 4, files: 1 }] });
    const sheet = await office.call('inspectionSheets.get', { id: sheetId(2) });
    expect(sheet.state).toBe('printed');
    expect(sheet.seen).toBe('桥墩浇筑完成');
    expect(sheet.answers).toEqual([
      { key: 'started', value: false, note: null, from: 'read' },
      { key: 'why', value: '用地', note: null, from: 'read' },
      { key: 'workers', value: 35, note: '照片 1-2', from: 'typed' },
      { key: 'statistics', value: true, note: null, from: 'confirmed' },
    ]);
    expect(sheet.scans).toMatchObject([{ name: '二号.png', kind: 'scan', isHere: true }]);
    const bytes = readFileSync(blobPath(office.dataFolder, sheet.scans[0]?.sha256 ?? ''));
    expect(bytes).toEqual(readFileSync(office.host.files.resolve(files.original).path));
    // Again: nothing new, nothing twice.
    const again = await office.call('inspectionScans.take', {
      token,
      pictures: [{ picture: 0, original: files.original }],
    });
    expect(again).toMatchObject({ changeId: null, sheets: [{ answers: 0, files: 0 }] });
    await office.call('changes.undo', { changeId: taken.changeId ?? '' });
    expect((await office.call('inspectionSheets.get', { id: sheetId(2) })).answers).toEqual([]);
  });

  it('leaves a mark nobody decided out, and never writes over what a person typed', async () => {
    await office.call('inspectionSheets.saveAnswers', {
      id: sheetId(3),
      changes: { answers: [{ key: 'started', value: true, note: '门口已围挡', from: 'typed' }] },
    });
    const files = asFiles('三号', scanned(3, { write: ticked }));
    const { token, pictures } = await office.call('inspectionScans.read', { pictures: [files] });
    expect(pictures[0]?.items.find((item) => item.key === 'started')).toMatchObject({
      verdict: 'uncertain',
      doubt: '与已录入的不一样',
      before: { value: true, note: '门口已围挡' },
    });
    await office.call('inspectionScans.take', { token, pictures: [{ picture: 0, original: files.original }] });
    expect((await office.call('inspectionSheets.get', { id: sheetId(3) })).answers).toEqual([
      { key: 'started', value: true, note: '门口已围挡', from: 'typed' },
      { key: 'why', value: '用地', note: null, from: 'read' },
    ]);
    // Typed by somebody else between reading and taking.
    const second = await office.call('inspectionScans.read', {
      pictures: [asFiles('四号', scanned(4, { write: ticked }))],
    });
    await office.call('inspectionSheets.saveAnswers', {
      id: sheetId(4),
      changes: { answers: [{ key: 'why', value: '手续', note: null, from: 'typed' }] },
    });
    const late = await office.call('inspectionScans.take', {
      token: second.token,
      pictures: [{ picture: 0, original: file('四号.png', greyPngBytes(scanned(4, { write: ticked }))) }],
    });
    expect(late).toMatchObject({ sheets: [], refused: [{ picture: 0 }] });
  });

  it('keeps a picture of a sheet that was entered already, and of one whose corners are cut off', async () => {
    await office.call('inspectionSheets.complete', { id: sheetId(3), changes: { inspectedOn: '2026-11-17' } });
    const entered = asFiles('再拍三号', scanned(3));
    const cut = scanned(5);
    const rows = Math.floor(cut.height * 0.9);
    const cropped = { width: cut.width, height: rows, data: cut.data.slice(0, cut.width * rows) };
    const bent = asFiles('缺角', cropped);
    const { token, pictures } = await office.call('inspectionScans.read', { pictures: [entered, bent] });
    expect(pictures.map((each) => [each.refusal?.code, each.refusal?.canKeep])).toEqual([
      ['SHEET_ALREADY_ENTERED', true],
      ['SCAN_MARKS_NOT_FOUND', true],
    ]);
    const taken = await office.call('inspectionScans.take', {
      token,
      pictures: [
        { picture: 0, original: entered.original, isEvidenceOnly: true },
        { picture: 1, original: bent.original, isEvidenceOnly: true },
      ],
    });
    expect(taken.sheets.map((sheet) => [sheet.answers, sheet.files])).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect((await office.call('inspectionSheets.get', { id: sheetId(5) })).scans).toHaveLength(1);
  });
});

describe('what cannot be read is refused in one sentence, and the rest is read', () => {
  it('a photo without a code, of another office, unknown, void, two sheets, twice the same, printed by a newer program', async () => {
    const blank: GreyPicture = { width: 1000, height: 1400, data: new Uint8Array(1_400_000).fill(240) };
    const [one, two] = [scanned(1), scanned(2)];
    const both = beside(one, two);
    const { pictures } = await office.call('inspectionScans.read', {
      pictures: [
        asFiles('白纸', blank),
        asFiles('外区', scanned(1, { code: codeOf(1, otherId) })),
        asFiles('没有的', scanned(77)),
        asFiles('作废的', scanned(7)),
        asFiles('两张', both),
        asFiles('好的', one),
        asFiles('又一张', one),
        asFiles('新版式', scanned(9)),
        asFiles('别的码', scanned(1, { code: 'HTTPS://EXAMPLE.CN/POSTER' })),
      ],
    });
    expect(pictures.map((each) => each.refusal?.code ?? null)).toEqual([
      'SCAN_CODE_NOT_FOUND',
      'SHEET_OF_OTHER_OFFICE',
      'SHEET_UNKNOWN',
      'SHEET_IS_VOID',
      'SCAN_SEVERAL_SHEETS',
      null,
      'SCAN_TWICE',
      'SHEET_LAYOUT_UNKNOWN',
      'SCAN_CODE_NOT_FOUND',
    ]);
    for (const { refusal, name } of pictures)
      if (refusal !== null) expect(refusal.sentence.length, name).toBeGreaterThan(15);
    expect(pictures[6]?.refusal?.sentence).toContain('“好的.png”');
  });

  it('a paper printed earlier with other questions is not read with the newer ones', async () => {
    const [first, ...others] = content.items;
    const reworded = { ...content, items: [{ ...(first ?? expect.fail()), text: '是否已全面停工' }, ...others] };
    const older = await readOne('旧表', scanned(1, { code: codeOf(1, officeId, reworded), write: ticked }));
    expect(older.refusal).toMatchObject({ code: 'SCAN_OTHER_PRINT', canKeep: true });
    // Without its code only the boxes can tell: one more line above them moves them all.
    const longer = layOutSheet({ ...content, issues: ['土地手续尚未办结', '施工用电未接入', '征迁剩余三户'] });
    const moved = await readOne('旧表', scanned(1, { code: null, of: longer }), sheetNumber(2026, 1));
    expect(moved.refusal?.code).toBe('SCAN_MARKS_NOT_FOUND');
  });

  it('another sheet than the one whose number was typed does not fit', async () => {
    const wrong = await readOne('错号', scanned(1, { code: null }), sheetNumber(2026, 8));
    expect(wrong.refusal).toMatchObject({ code: 'SCAN_MARKS_NOT_FOUND', canKeep: true });
    const mistyped = await readOne('错号', scanned(1, { code: null }), wrongDigit(sheetNumber(2026, 1)));
    expect(mistyped.refusal).toMatchObject({ code: 'SHEET_NUMBER_MISTYPED', wantsNumber: true });
  });

  it('pixels that are no picture, too many, or too few', async () => {
    const good = pgmBytes(scanned(1));
    const original = file('原件.png', greyPngBytes(scanned(1)));
    const refusalOf = async (bytes: Uint8Array) => {
      const pixels = file('像素.pgm', bytes);
      return (await office.call('inspectionScans.read', { pictures: [{ original, pixels }] })).pictures[0]?.refusal
        ?.code;
    };
    expect(await refusalOf(good.subarray(0, good.length - 1))).toBe('SCAN_PIXELS_MALFORMED');
    expect(await refusalOf(Buffer.from('MZ'))).toBe('SCAN_PIXELS_MALFORMED');
    expect(await refusalOf(Buffer.from('P5\n9000 9000\n255\n'))).toBe('SCAN_PIXELS_TOO_LARGE');
    expect(await refusalOf(Buffer.alloc(13_000_000))).toBe('SCAN_PIXELS_TOO_LARGE');
    expect(await refusalOf(Buffer.concat([Buffer.from('P5\n300 400\n255\n'), Buffer.alloc(120_000)]))).toBe(
      'SCAN_TOO_COARSE',
    );
  });

  it('taking without a reading, another file than the one read, a picture of no known sheet, an answer that does not fit', async () => {
    const files = asFiles('五号', scanned(5, { write: ticked }));
    const { token } = await office.call('inspectionScans.read', {
      pictures: [files, asFiles('空白', scanned(5, { code: null }))],
    });
    const take = (picture: number, original: FileHandle, more = {}) =>
      office.call('inspectionScans.take', { token, pictures: [{ picture, original, ...more }] });
    expect(
      (await office.refusal('inspectionScans.take', { token: 'none', pictures: [{ picture: 0, ...files }] as never }))
        .code,
    ).toBe('INPUT_INVALID');
    expect(
      (
        await office.refusal('inspectionScans.take', {
          token: 'none',
          pictures: [{ picture: 0, original: files.original }],
        })
      ).code,
    ).toBe('PREVIEW_UNKNOWN');
    expect((await take(0, file('换过.png', greyPngBytes(scanned(4))))).refused[0]?.code).toBe('SCAN_ORIGINAL_CHANGED');
    expect((await take(1, files.original)).refused[0]?.code).toBe('SCAN_SHEET_UNKNOWN');
    const unfit = await take(0, files.original, { answers: [{ key: 'statistics', value: 'yes' }] });
    expect(unfit.refused[0]?.code).toBe('SHEET_ANSWER_UNFIT');
    const unknown = await take(0, files.original, { answers: [{ key: 'nothing', value: true }] });
    expect(unknown.refused[0]?.code).toBe('SHEET_ANSWER_UNKNOWN');
    expect((await office.call('inspectionSheets.get', { id: sheetId(5) })).answers).toEqual([]);
    expect((await office.call('inspectionSheets.list', { roundId })).rows.length).toBeGreaterThan(0);
  });
});

/** The last digit is the check. */
function wrongDigit(number: string): string {
  return `${number.slice(0, -1)}${(Number(number.slice(-1)) + 1) % 10}`;
}

function beside(left: GreyPicture, right: GreyPicture): GreyPicture {
  const width = left.width + right.width;
  const height = Math.min(left.height, right.height);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    data.set(left.data.subarray(y * left.width, (y + 1) * left.width), y * width);
    data.set(right.data.subarray(y * right.width, (y + 1) * right.width), y * width + left.width);
  }
  return { width, height, data };
}
