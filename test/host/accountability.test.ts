/** 责任追究台账: proposed from what was late, entered or struck by a person, and kept in the office until released. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let packages = 0;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), centre.unlock()]);
  await district.call('rulePacks.use', { id: 'dengfeng-2018@1' });
});
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

const list = (office: Office = district): Promise<OutputOf<'accountability.list'>> =>
  office.call('accountability.list', {});

async function lateTask(content: string, unitName: string, dueOn: string): Promise<string> {
  const changes = { content, unitName, assignedOn: '2026-10-12', dueOn, origin: 'meeting' } as const;
  return (await district.call('tasks.save', { changes })).id;
}

/** One package to the centre and its receipt back. */
async function exchange(): Promise<OutputOf<'packages.preview'>> {
  packages += 1;
  const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  const preview = await centre.call('packages.preview', {
    file: centre.take(district.keep(sent.file, join(machine.path, `${packages}.ldx`))),
  });
  const { file } = await centre.call('packages.import', { token: preview.token });
  const receipt = district.take(centre.keep(file, join(machine.path, `${packages}-receipt.ldx`)));
  const { token } = await district.call('packages.preview', { file: receipt });
  await district.call('packages.import', { token });
  return preview;
}

describe('what was late', () => {
  it('is proposed with the clause and the times it would be, and nothing is entered by itself', async () => {
    const first = await lateTask('完成征收清表', '石桥镇', '2026-10-30');
    const second = await lateTask('迁改电力线路', '石桥镇', '2026-11-06');
    await lateTask('办理用地手续', '区资源规划局', '2026-12-18');
    const { rows, proposals, rule } = await list();
    expect(rows).toEqual([]);
    expect(rule.source).toContain('登项攻坚办〔2018〕1号');
    expect(proposals.map((each) => [each.sourceId, each.unitName, each.times])).toEqual([
      [first, '石桥镇', 1],
      [second, '石桥镇', 2],
    ]);
    expect(proposals[0]).toMatchObject({
      ground: '相关会议确定事项未按规定时限办结且无正当理由',
      facts: '完成征收清表：应于2026年10月30日办结，逾期13个工作日未办结',
    });
  });

  it('is entered or struck by a person, with the reason, and not proposed again', async () => {
    const [first, second] = (await list()).proposals;
    const sourceId = first?.sourceId ?? '';
    await district.call('accountability.save', { sourceId, changes: { handling: '建议约谈' } });
    await district.call('accountability.strike', { sourceId: second?.sourceId ?? '', reason: '等待省厅批复' });
    const { rows, proposals } = await list();
    expect(proposals).toEqual([]);
    expect(rows.find((row) => row.sourceId === sourceId)).toMatchObject({
      unitName: '石桥镇',
      times: 1,
      handling: '建议约谈',
      isStruck: false,
      isReleased: false,
    });
    expect(rows.find((row) => row.isStruck)).toMatchObject({ handling: '等待省厅批复', times: null });
    const again = await district.refusal('accountability.save', { sourceId, changes: {} });
    expect(again.code).toBe('ACCOUNTABILITY_TWICE');
    const gone = await district.refusal('accountability.strike', { sourceId: 'nowhere', reason: '无' });
    expect(gone.code).toBe('ACCOUNTABILITY_PROPOSAL_GONE');
  });

  it('may be entered on its own, and must say who and what', async () => {
    const refused = await district.refusal('accountability.save', { changes: { ground: '推诿扯皮' } });
    expect(refused.code).toBe('ACCOUNTABILITY_NOBODY');
    const nothing = await district.refusal('accountability.save', { changes: { unitName: '石桥镇' } });
    expect(nothing.code).toBe('FIELD_INVALID');
    const { id } = await district.call('accountability.save', {
      changes: { unitName: '石桥镇', ground: '推诿扯皮、推进不力', onDay: '2026-11-16' },
    });
    expect((await list()).rows.find((row) => row.id === id)).toMatchObject({ times: 2 });
    const nobody = await district.refusal('accountability.save', { id, changes: { unitName: null } });
    expect(nobody.code).toBe('ACCOUNTABILITY_NOBODY');
    await district.call('accountability.remove', { ids: [id] });
    expect((await list()).rows.map((row) => row.id)).not.toContain(id);
  });
});

describe('between two offices', () => {
  it('nothing of it leaves until it is released on purpose; then it follows with the next package', async () => {
    const before = await exchange();
    expect(JSON.stringify(before.differences)).not.toContain('责任追究');
    expect((await list(centre)).rows).toEqual([]);

    const { rows } = await list();
    const struck = rows.find((row) => row.isStruck)?.id ?? '';
    const entered = rows.find((row) => !row.isStruck)?.id ?? '';
    expect((await district.refusal('accountability.release', { ids: [struck] })).code).toBe('ACCOUNTABILITY_STRUCK');
    await district.call('accountability.release', { ids: [entered] });
    expect((await district.refusal('accountability.remove', { ids: [entered] })).code).toBe('ACCOUNTABILITY_RELEASED');
    await exchange();
    expect((await list(centre)).rows).toMatchObject([
      { id: entered, unitName: '石桥镇', handling: '建议约谈', isOurs: false, isReleased: true },
    ]);
    expect((await centre.refusal('accountability.remove', { ids: [entered] })).code).toBe('RECORD_NOT_OURS');
  });

  it('a release that was undone before it left holds it back; the packages still fit', async () => {
    const { id } = await district.call('accountability.save', {
      changes: { unitName: '区住建局', ground: '未按要求完成推进计划且无正当理由', onDay: '2026-11-17' },
    });
    await district.call('accountability.release', { ids: [id] });
    await district.call('changes.undo', {});
    await exchange();
    expect((await list(centre)).rows.map((row) => row.id)).not.toContain(id);
    await district.call('accountability.release', { ids: [id] });
    await exchange();
    expect((await list(centre)).rows.map((row) => row.id)).toContain(id);
    for (const office of [district, centre])
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });
});
