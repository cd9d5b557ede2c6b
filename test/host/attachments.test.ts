/** Files of a project through the contract: taken by their bytes, named by records, found damaged when they are. */
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobPath } from '#electron/host/files/blobs.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { jpegBytes, pdfBytes, pngBytes, writeSample } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const bridge = () => ids['青石大桥'] ?? '';
const sample = (name: string, bytes: Uint8Array) => office.take(writeSample(folder.path, name, bytes));
const list = async (projectId = bridge()) => (await office.call('attachments.list', { projectId })).rows;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

describe('attaching files', () => {
  it('takes many at once, knows photos and their day, and keeps the bytes by their hash', async () => {
    const photo = jpegBytes('2026:11:12 09:30:00');
    const added = await office.call('attachments.add', {
      projectId: bridge(),
      files: [sample('桥墩.jpg', photo), sample('批复.pdf', pdfBytes)],
    });
    expect(added).toMatchObject({ alreadyHere: [], refused: [] });
    expect(added.added).toHaveLength(2);
    const rows = await list();
    expect(rows).toHaveLength(2);
    const shown = rows.find((row) => row.name === '桥墩.jpg');
    expect(shown).toMatchObject({ kind: 'photo', takenOn: '2026-11-12', isHere: true, addedBy: '经办甲' });
    expect(rows.find((row) => row.name === '批复.pdf')).toMatchObject({ kind: 'other', takenOn: null });
    expect(readFileSync(blobPath(office.dataFolder, shown?.sha256 ?? ''))).toEqual(photo);
    const { file } = await office.call('attachments.file', { id: shown?.id ?? '' });
    expect(file.name).toBe('桥墩.jpg');
    expect(readFileSync(office.host.files.resolve(file).path)).toEqual(photo);
  });

  it('notices the very same file dropped twice, under whatever name', async () => {
    const again = await office.call('attachments.add', {
      projectId: bridge(),
      files: [sample('又一份.pdf', pdfBytes)],
    });
    expect(again).toMatchObject({
      changeId: null,
      added: [],
      alreadyHere: [{ name: '又一份.pdf', sameAs: '批复.pdf' }],
    });
    const twice = await office.call('attachments.add', {
      projectId: bridge(),
      subjectId: 'permit-1',
      files: [sample('许可.pdf', pdfBytes), sample('许可副本.pdf', pdfBytes)],
    });
    expect(twice.added.map((each) => each.name)).toEqual(['许可.pdf']);
    expect(twice.alreadyHere).toEqual([{ name: '许可副本.pdf', sameAs: '许可.pdf' }]);
  });

  it('refuses each bad file with one sentence and takes the good ones beside it', async () => {
    const made = await office.call('attachments.add', {
      projectId: bridge(),
      files: [
        sample('空.jpg', new Uint8Array()),
        sample('安装.jpg', Buffer.from('MZ\x90\0', 'latin1')),
        sample('资料.zip', Buffer.from('Rar!\x1a\x07\0', 'latin1')),
        sample('网页.html', Buffer.from('<html></html>')),
        sample('其实是图.pdf', pngBytes(3, 3, [9, 9, 9])),
        sample('好图.png', pngBytes(4, 4, [9, 9, 9])),
      ],
    });
    expect(made.added.map((each) => each.name)).toEqual(['好图.png']);
    expect(made.refused.map((each) => each.code)).toEqual([
      'ATTACHMENT_EMPTY',
      'ATTACHMENT_EXECUTABLE',
      'ATTACHMENT_ARCHIVE',
      'ATTACHMENT_KIND_UNKNOWN',
      'ATTACHMENT_NAME_MISMATCH',
    ]);
    expect(made.refused[4]?.sentence).toContain('PNG 图片');
    for (const { name, sentence } of made.refused) expect(sentence).toContain(`“${name}”`);
  });

  it('says the size limit in its sentence and copies nothing', async () => {
    const path = writeSample(folder.path, '大图.jpg', jpegBytes(null));
    truncateSync(path, 51 * 1024 * 1024);
    const { refused } = await office.call('attachments.add', { projectId: bridge(), files: [office.take(path)] });
    expect(refused[0]?.code).toBe('ATTACHMENT_TOO_LARGE');
    expect(refused[0]?.sentence).toContain('50 MB');
    expect(readdirSync(join(office.dataFolder, 'blobs')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('needs a project of this office', async () => {
    const file = sample('照.png', pngBytes(1, 1, [1, 1, 1]));
    expect((await office.refusal('attachments.add', { projectId: 'nobody', files: [file] })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('attachments.list', { projectId: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('attachments.file', { id: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
  });
});

describe('an attachment', () => {
  it('is renamed with its extension kept, gets a kind, a day and a note', async () => {
    const first = (await list()).find((row) => row.name === '桥墩.jpg');
    await office.call('attachments.save', {
      ids: [first?.id ?? ''],
      changes: { name: '3号桥墩', takenOn: '2026-11-13', note: ' 浇筑完成 ' },
    });
    expect((await list()).find((row) => row.id === first?.id)).toMatchObject({
      name: '3号桥墩.jpg',
      takenOn: '2026-11-13',
      note: '浇筑完成',
    });
    expect((await office.refusal('attachments.save', { ids: ['nobody'], changes: {} })).code).toBe('RECORD_NOT_FOUND');
  });

  it('is removed from the list, its file stays, and undo brings it back', async () => {
    const before = await list();
    const [first] = before;
    const { changeId } = await office.call('attachments.remove', { ids: [first?.id ?? ''] });
    expect(await list()).toHaveLength(before.length - 1);
    expect(existsSync(blobPath(office.dataFolder, first?.sha256 ?? ''))).toBe(true);
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect((await list()).map((row) => row.id).toSorted()).toEqual(before.map((row) => row.id).toSorted());
    expect((await office.refusal('attachments.remove', { ids: ['nobody'] })).code).toBe('RECORD_NOT_FOUND');
  });

  it('of which the file is lost or damaged is named by the check, and can be healed by attaching it again', async () => {
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
    const rows = await list();
    const photo = rows.find((row) => row.name === '3号桥墩.jpg');
    const paper = rows.find((row) => row.name === '批复.pdf');
    rmSync(blobPath(office.dataFolder, photo?.sha256 ?? ''));
    writeFileSync(blobPath(office.dataFolder, paper?.sha256 ?? ''), 'something else');
    const { problems, isSound } = await office.call('ledger.check', {});
    expect(isSound).toBe(false);
    expect(problems.find((text) => text.includes('3号桥墩.jpg'))).toContain('不见了');
    expect(problems.find((text) => text.includes('批复.pdf') || text.includes('许可.pdf'))).toContain('已损坏');
    expect((await office.refusal('attachments.file', { id: photo?.id ?? '' })).code).toBe('ATTACHMENT_NOT_HERE');
    await office.call('attachments.add', {
      projectId: bridge(),
      files: [sample('批复.pdf', pdfBytes), sample('3号桥墩.jpg', jpegBytes('2026:11:12 09:30:00'))],
    });
    expect((await office.call('ledger.check', {})).isSound).toBe(true);
  });
});

describe('whose files', () => {
  it('the centre gets the record without its file, says so, and cannot attach to a district’s project', async () => {
    const own = machineFolder();
    const offices = await preparedOffices(own.path);
    const district = openOffice(offices.district);
    const centre = openOffice(offices.centre);
    try {
      const projectId = (await projectIds(district))['青石大桥'] ?? '';
      const files = [district.take(writeSample(own.path, '甲.png', pngBytes(1, 1, [7, 7, 7])))];
      await district.call('attachments.add', { projectId, files });
      await district.unlock();
      const without = { reviewedBy: '审核甲', issuedBy: '签发乙', files: { maximumBytes: 0 } };
      const sent = await district.call('packages.export', without);
      const path = district.keep(sent.file, join(own.path, 'report.ldx'));
      await centre.unlock();
      const { token } = await centre.call('packages.preview', { file: centre.take(path) });
      await centre.call('packages.import', { token });

      const { rows, mayEdit } = await centre.call('attachments.list', { projectId });
      expect(mayEdit).toBe(false);
      expect(rows).toMatchObject([{ name: '甲.png', isHere: false }]);
      const id = rows[0]?.id ?? '';
      const refused = await centre.refusal('attachments.file', { id });
      expect(refused).toMatchObject({
        code: 'ATTACHMENT_NOT_HERE',
        message: expect.stringContaining('青石区') as string,
      });
      expect((await centre.call('ledger.check', {})).isSound).toBe(true);
      const mine = [centre.take(writeSample(own.path, '乙.png', pngBytes(1, 1, [8, 8, 8])))];
      expect((await centre.refusal('attachments.add', { projectId, files: mine })).code).toBe('RECORD_NOT_OURS');
      expect((await centre.refusal('attachments.save', { ids: [id], changes: { note: '改' } })).code).toBe(
        'RECORD_NOT_OURS',
      );
      expect((await centre.refusal('attachments.remove', { ids: [id] })).code).toBe('RECORD_NOT_OURS');
    } finally {
      await district.close();
      await centre.close();
      own.remove();
    }
  });
});
