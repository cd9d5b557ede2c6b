/** Files of no single project: signed minutes, a leader's handwriting, evidence, photos of a visit; by their matter alone. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobPath } from '#electron/host/files/blobs.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { jpegBytes, pdfBytes, pngBytes, writeSample } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let centre: Office;
let bridge: string;
let school: string;
let meeting: string;
let instruction: string;
let task: string;
let visit: string;

beforeAll(async () => {
  const offices = await preparedOffices(folder.path);
  office = openOffice(offices.district);
  centre = openOffice(offices.centre);
  const ids = await projectIds(office);
  bridge = ids['青石大桥'] ?? '';
  school = ids['望江学校'] ?? '';
  meeting = (await office.call('meetings.save', { changes: { type: 'promotion', onDay: '2026-11-17' } })).id;
  const paper = { paperTitle: '关于全区项目推进情况的报告', leaderName: '张某某' };
  instruction = (await office.call('instructions.record', { paper, instructedOn: '2026-11-16', words: '抓紧落实。' }))
    .id;
  task = (
    await office.call('tasks.save', {
      changes: { origin: 'own', content: '汇总各单位意见', unitName: '区住建局', dueOn: '2026-11-27' },
    })
  ).id;
  visit = (
    await office.call('visits.save', { changes: { leaderName: '张某某', onDay: '2026-11-12', place: '云岭新区' } })
  ).id;
});
afterAll(async () => {
  await office.close();
  await centre.close();
  folder.remove();
});

const sample = (name: string, bytes: Uint8Array = pdfBytes) => office.take(writeSample(folder.path, name, bytes));
const add = (subjectId: string, ...files: ReturnType<typeof sample>[]) =>
  office.call('attachments.add', { subjectId, files });
const list = async (subjectId: string) => (await office.call('attachments.list', { subjectId })).rows;

describe('a file of no single project', () => {
  it('belongs to a meeting, an instruction, a task or a visit, and is listed with its name', async () => {
    for (const [subjectId, name, subjectName] of [
      [meeting, '纪要签字件.pdf', '重点项目推进会'],
      [instruction, '批示件.pdf', '关于全区项目推进情况的报告'],
      [task, '意见汇总.pdf', '汇总各单位意见'],
      [visit, '现场.pdf', '张某某调研（云岭新区）'],
    ] as const) {
      await add(subjectId, sample(name));
      expect(await list(subjectId)).toMatchObject([{ name, projectId: null, subjectId, subjectName, isHere: true }]);
    }
    expect((await office.call('attachments.list', { subjectId: meeting })).mayEdit).toBe(true);
    expect((await office.call('changes.list', {})).rows[0]?.summary).toContain('云岭新区');
  });

  it('is noticed when it is dropped twice on one matter, and taken on another', async () => {
    const again = await add(meeting, sample('又一份.pdf'));
    expect(again).toMatchObject({ changeId: null, alreadyHere: [{ name: '又一份.pdf', sameAs: '纪要签字件.pdf' }] });
  });

  it('is renamed, removed, and brought back by undo', async () => {
    const [file] = await list(visit);
    const id = file?.id ?? '';
    await office.call('attachments.save', { ids: [id], changes: { name: '工地现场', note: '东侧' } });
    expect(await list(visit)).toMatchObject([{ name: '工地现场.pdf', note: '东侧' }]);
    const { changeId } = await office.call('attachments.remove', { ids: [id] });
    expect(await list(visit)).toEqual([]);
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect(await list(visit)).toMatchObject([{ id, name: '工地现场.pdf' }]);
  });

  it('needs a place: neither project nor matter, a matter that is not there, or none left is refused', async () => {
    const files = [sample('无处放.pdf')];
    expect((await office.refusal('attachments.add', { files })).code).toBe('ATTACHMENT_OF_NOTHING');
    expect((await office.refusal('attachments.list', {})).code).toBe('INPUT_INVALID');
    const unknown = await office.refusal('attachments.add', { subjectId: 'nothing', files });
    expect(unknown.code).toBe('RECORD_NOT_FOUND');
    const [file] = await list(meeting);
    const orphaned = await office.refusal('attachments.save', { ids: [file?.id ?? ''], changes: { subjectId: null } });
    expect(orphaned.code).toBe('ATTACHMENT_OF_NOTHING');
    expect((await list(meeting)).map((each) => each.name)).toEqual(['纪要签字件.pdf']);
  });

  it('is the scan of an instruction when it is its first file, in the same change', async () => {
    const [scan] = await list(instruction);
    const scanned = async () => (await office.call('instructions.get', { id: instruction })).row.scanId;
    expect(await scanned()).toBe(scan?.id);
    await add(instruction, sample('办理材料.png', pngBytes(2, 2, [1, 2, 3])));
    expect(await scanned()).toBe(scan?.id);
    const made = await office.call('instructions.record', {
      paper: { paperTitle: '另一份报告', leaderName: '张某某' },
      instructedOn: '2026-11-16',
      words: '同意。',
    });
    const { changeId } = await add(made.id, sample('另一件.pdf'));
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect((await office.call('instructions.get', { id: made.id })).row.scanId).toBeNull();
    // What lies with another instruction is not this one's scan.
    const items = [{ id: made.id, changes: { scanId: scan?.id ?? '' } }];
    expect((await office.refusal('instructions.saveMany', { items })).code).toBe('INSTRUCTION_SCAN_ELSEWHERE');
  });

  it('is evidence of a task without a project, and stands in its chain of proof', async () => {
    const [evidence] = await list(task);
    await office.call('tasks.act', {
      id: task,
      act: { kind: 'close', note: '已汇总', evidenceId: evidence?.id ?? '' },
    });
    const { row, chain } = await office.call('tasks.get', { id: task });
    expect(row).toMatchObject({ state: 'closed', evidenceName: '意见汇总.pdf' });
    expect(chain.flatMap(({ attachment }) => (attachment === null ? [] : [attachment.name]))).toEqual(['意见汇总.pdf']);
  });

  it('of a meeting proves what it decided; its photos do not', async () => {
    const { id } = await office.call('meetings.save', { changes: { type: 'special', onDay: '2026-11-17' } });
    await add(id, sample('签字件.pdf'), sample('会场.jpg', jpegBytes('2026:11:17 09:30:00')));
    const { itemId } = await office.call('meetings.addItem', { id, title: '研究土地手续' });
    await office.call('meetings.act', { id, act: { kind: 'hold' } });
    const { taskId } = await office.call('meetings.decide', {
      itemId,
      changes: { content: '办理用地手续', unitName: '区住建局', dueOn: '2026-11-27' },
    });
    const { chain } = await office.call('tasks.get', { id: taskId });
    expect(chain.flatMap(({ what, attachment }) => (attachment === null ? [] : [[what, attachment.name]]))).toEqual([
      ['来源材料', '签字件.pdf'],
    ]);
  });

  it('is found with Ctrl+K, which knows what to open', async () => {
    const { hits } = await office.call('search.find', { text: 'jyqzj' });
    expect(hits).toMatchObject([
      {
        entity: 'attachment',
        title: '纪要签字件.pdf',
        detail: '会议 · 重点项目推进会',
        projectId: null,
        subject: { kind: 'meeting', id: meeting },
      },
    ]);
  });

  it('of a task that has a project belongs to that too, and follows when projects are merged', async () => {
    const ofSchool = (
      await office.call('tasks.save', { changes: { origin: 'own', content: '学校围挡', projectId: school } })
    ).id;
    await add(ofSchool, sample('围挡.jpg', jpegBytes('2026:11:12 09:30:00')));
    expect(await list(ofSchool)).toMatchObject([{ projectId: school }]);
    await office.call('duplicates.merge', { keptId: bridge, otherId: school, choose: [] });
    expect(await list(ofSchool)).toMatchObject([{ projectId: bridge, subjectName: '学校围挡' }]);
    expect(await list(meeting)).toMatchObject([{ projectId: null }]);
  });

  it('travels as a record: the centre lists it, says whether the file is there, and cannot change it', async () => {
    await office.unlock();
    const sent = await office.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    const path = office.keep(sent.file, join(folder.path, 'report.ldx'));
    await centre.unlock();
    const { token } = await centre.call('packages.preview', { file: centre.take(path) });
    await centre.call('packages.import', { token });
    const { rows, mayEdit } = await centre.call('attachments.list', { subjectId: meeting });
    expect(mayEdit).toBe(false);
    expect(rows).toMatchObject([{ name: '纪要签字件.pdf', projectId: null, subjectName: '重点项目推进会' }]);
    const files = [centre.take(writeSample(folder.path, '中心.png', pngBytes(1, 1, [8, 8, 8])))];
    expect((await centre.refusal('attachments.add', { subjectId: meeting, files })).code).toBe('RECORD_NOT_OURS');
    expect((await centre.call('ledger.check', {})).isSound).toBe(true);
  });

  it('is missed by the check when its bytes are gone, with the name of its matter', async () => {
    const made = await add(meeting, sample('照片.png', pngBytes(5, 5, [4, 5, 6])));
    const file = (await list(meeting)).find((row) => row.id === made.added[0]?.id);
    const blob = blobPath(office.dataFolder, file?.sha256 ?? '');
    expect(existsSync(blob)).toBe(true);
    rmSync(blob);
    const { problems } = await office.call('ledger.check', {});
    expect(problems).toEqual([expect.stringContaining('“照片.png”（重点项目推进会）')]);
  });
});
