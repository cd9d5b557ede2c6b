/** What the centre decides goes down to its districts as files, read-only there, and comes back acknowledged. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let other: Office;
let centre: Office;
let ids: Record<string, string>;
let made = 0;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  process.env['FIVE_ONES_STATE'] = join(machine.path, 'state');
  district = openOffice(prepared.district);
  other = openOffice(prepared.other, { operator: '经办己' });
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), other.unlock(), centre.unlock()]);
  ids = await projectIds(district);
  for (const office of [district, other]) await sendUp(office);
}, 180_000);
afterAll(async () => {
  await Promise.all([district.close(), other.close(), centre.close()]);
  machine.remove();
});

const idOf = async (office: Office) => (await office.call('offices.current', {})).office?.id ?? '';

async function carry(from: Office, to: Office, file: OutputOf<'packages.export'>['file'] | null): Promise<void> {
  made += 1;
  const path = from.keep(file, join(machine.path, `${made}.ldx`));
  const preview = await to.call('packages.preview', { file: to.take(path) });
  const done = await to.call('packages.import', { token: preview.token });
  if (done.file !== null) await carry(to, from, done.file);
}

async function sendUp(office: Office): Promise<void> {
  await carry(
    office,
    centre,
    (await office.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' })).file,
  );
}

async function sendDown(office: Office): Promise<void> {
  const sent = await centre.call('packages.exportDown', { recipient: await idOf(office), issuedBy: '签发丙' });
  expect(sent.file.name).toContain('下达文件');
  await carry(centre, office, sent.file);
}

const waiting = async (office: Office) => {
  const id = await idOf(office);
  const row = (await centre.call('packages.down', {})).rows.find((each) => each.officeId === id);
  return Object.fromEntries((row?.changed ?? []).map(({ label, count }) => [label, count]));
};

describe('a confirmed level', () => {
  it('waits for its district only, goes down, is shown beside the claim, and is acknowledged', async () => {
    const school = ids['望江学校'] ?? '';
    const bridge = ids['青石大桥'] ?? '';
    await centre.call('levels.confirm', { projectIds: [school], level: 'municipal', document: '云发改〔2026〕3号' });
    await centre.call('levels.confirm', { projectIds: [bridge] });
    expect(await waiting(district)).toEqual({ 级别认定: 2 });
    expect(await waiting(other)).toEqual({});
    await sendDown(district);
    const { rows, mayConfirm } = await district.call('levels.list', {});
    expect(mayConfirm).toBe(false);
    expect(rows.find((row) => row.projectId === school)).toMatchObject({
      claimed: 'district',
      confirmed: { level: 'municipal', document: '云发改〔2026〕3号' },
    });
    expect(rows.find((row) => row.projectId === bridge)).toMatchObject({
      claimed: 'municipal',
      confirmed: { level: 'municipal' },
    });
    expect(await waiting(district)).toEqual({});
    expect((await centre.call('packages.list', {})).rows.find((row) => row.kind === 'directive')?.state).toBe(
      'acknowledged',
    );
  });

  it('decides what stands in the tables, in the district and at the centre', async () => {
    for (const office of [district, centre]) {
      const { rows } = await office.call('projects.list', { levels: ['municipal'] });
      expect(rows.map((row) => row.name)).toContain('望江学校');
      const school = rows.find((row) => row.name === '望江学校');
      expect(school).toMatchObject({ level: 'district', confirmedLevel: 'municipal' });
    }
  });

  it('taken back arrives as taken back', async () => {
    await centre.call('levels.confirm', { projectIds: [ids['望江学校'] ?? ''], level: null });
    await sendDown(district);
    const { rows } = await district.call('levels.list', {});
    expect(rows.find((row) => row.name === '望江学校')?.confirmed).toBeNull();
    await centre.call('levels.confirm', { projectIds: [ids['望江学校'] ?? ''], level: 'provincial' });
    await sendDown(district);
    expect((await district.call('levels.list', {})).rows.find((row) => row.name === '望江学校')?.confirmed?.level).toBe(
      'provincial',
    );
  });

  it('is nobody else’s to give', async () => {
    expect(
      (await district.refusal('levels.confirm', { projectIds: [ids['青石大桥'] ?? ''], level: 'municipal' })).code,
    ).toBe('ROLE_NOT_ALLOWED');
    expect((await centre.refusal('levels.confirm', { projectIds: ['nobody'], level: 'municipal' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });
});

describe('a list of the centre', () => {
  it('puts a district’s project on it, stands instead of the claim, and is read-only there', async () => {
    const bridge = ids['青石大桥'] ?? '';
    const white = { list: '省重点项目建设“白名单”', year: 2026 };
    await district.call('lists.addMany', { ...white, projectIds: [bridge] });
    await sendUp(district);
    expect((await centre.call('lists.match', { names: ['青石大桥'] })).rows[0]?.projectId).toBe(bridge);
    const added = await centre.call('lists.addMany', { ...white, projectIds: [bridge], document: '云发改〔2026〕5号' });
    expect(added).toMatchObject({ added: 1, already: 0 });
    await sendDown(district);
    const { rows } = await district.call('lists.ofProject', { projectId: bridge });
    expect(rows).toMatchObject([
      { list: white.list, document: '云发改〔2026〕5号', isFromAbove: true, mayEdit: false },
    ]);
    expect((await district.refusal('lists.remove', { ids: [rows[0]?.id ?? ''] })).code).toBe('RECORD_NOT_OURS');
    const members = (await centre.call('lists.members', white)).rows;
    expect(members).toMatchObject([{ projectName: '青石大桥', isFromAbove: true, mayEdit: true }]);
  });
});

describe('a task from above', () => {
  const list = async (office: Office) => (await office.call('tasks.list', { show: 'all' })).rows;

  it('goes to its district, is answered there, and the answer comes back into its history', async () => {
    const task = await centre.call('tasks.save', {
      changes: {
        content: '核实青石大桥征迁进度',
        dueOn: '2026-12-04',
        officeId: await idOf(district),
        projectId: ids['青石大桥'] ?? '',
      },
    });
    expect(task.state).toBe('assigned');
    expect(await waiting(district)).toMatchObject({ 督办事项: 1 });
    await sendDown(district);
    await sendDown(other);
    expect(await list(other)).toEqual([]);
    expect(await list(district)).toMatchObject([
      { content: '核实青石大桥征迁进度', isOurs: false, isForUs: true, officeName: '云岭市中心', state: 'assigned' },
    ]);
    const { id } = task;
    await district.call('tasks.answerAbove', { id, kind: 'accept' });
    await district.call('tasks.answerAbove', { id, kind: 'reply', body: '剩余三户，月底前完成。' });
    await sendUp(district);
    const { entries } = await centre.call('tasks.get', { id });
    expect(entries.find((entry) => entry.kind === 'reply')).toMatchObject({
      body: '剩余三户，月底前完成。',
      byWhom: '青石区 经办甲',
    });
    await centre.call('tasks.act', { id, act: { kind: 'reply', body: '区县已反馈' } });
    await centre.call('tasks.act', { id, act: { kind: 'close', note: '已核实' } });
    await sendDown(district);
    expect(await list(district)).toMatchObject([{ state: 'closed', isForUs: true }]);
    expect((await district.refusal('tasks.answerAbove', { id, kind: 'reply', body: '补充' })).code).toBe(
      'TASK_ACT_NOT_ALLOWED',
    );
  });

  it('is nobody else’s to answer or to change', async () => {
    const own = await district.call('tasks.save', {
      changes: { content: '本单位的事', dueOn: '2026-12-04', unitName: '区交通局' },
    });
    expect((await district.refusal('tasks.answerAbove', { id: own.id, kind: 'accept' })).code).toBe(
      'TASK_NOT_FROM_ABOVE',
    );
    expect((await district.refusal('tasks.answerAbove', { id: 'nobody', kind: 'accept' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    const above = (await list(district)).find((row) => row.isForUs);
    expect((await district.refusal('tasks.save', { id: above?.id ?? '', changes: { content: '改' } })).code).toBe(
      'RECORD_NOT_OURS',
    );
    const nowhere = { changes: { content: '无处可去', dueOn: '2026-12-04', officeId: 'nobody' } };
    expect((await centre.refusal('tasks.save', nowhere)).code).toBe('RECORD_NOT_FOUND');
    expect((await district.refusal('tasks.save', nowhere)).code).toBe('RECORD_NOT_FOUND');
  });

  it('answered without words is refused', async () => {
    const { id } = await centre.call('tasks.save', {
      changes: { content: '报送专班名单', dueOn: '2026-12-04', officeId: await idOf(district) },
    });
    await sendDown(district);
    expect((await district.refusal('tasks.answerAbove', { id, kind: 'reply', body: ' ' })).code).toBe('FIELD_INVALID');
  });
});

describe('a request to report', () => {
  it('reaches the districts it names, with the projects it asks for there', async () => {
    const toOther = await idOf(other);
    const { id } = await centre.call('scopeRequests.save', {
      values: {
        name: '省市重点项目周报',
        levels: ['provincial', 'municipal'],
        body: '每周五12时前',
        dueOn: '2026-11-27',
      },
    });
    await centre.call('scopeRequests.save', {
      values: { name: '领导联系项目', isLeaderProjects: true, toOfficeIds: [toOther] },
    });
    await sendDown(district);
    await sendDown(other);
    const here = (await district.call('scopeRequests.list', {})).rows;
    expect(here.map((row) => row.name)).toEqual(['省市重点项目周报']);
    expect(here[0]?.projectIds.toSorted()).toEqual(
      ['青石大桥', '白桦湾水厂', '望江学校'].map((name) => ids[name] ?? '').toSorted(),
    );
    expect((await other.call('scopeRequests.list', {})).rows.map((row) => row.name).toSorted()).toEqual([
      '省市重点项目周报',
      '领导联系项目',
    ]);
    await centre.call('scopeRequests.withdraw', { id, isWithdrawn: true });
    await sendDown(district);
    expect((await district.call('scopeRequests.list', {})).rows).toEqual([]);
  });

  it.each([
    ['says nothing of what to report', { values: { name: '空' } }, 'SCOPE_REQUEST_EMPTY'],
    ['is not there', { id: 'nobody', values: { name: '某', levels: ['municipal'] } }, 'RECORD_NOT_FOUND'],
  ] as const)('that %s is refused', async (_, input, code) => {
    expect((await centre.refusal('scopeRequests.save', input as never)).code).toBe(code);
  });
});

describe('下达文件', () => {
  it('carries nothing of the centre’s other business', async () => {
    await centre.call('persons.save', { changes: { name: '赵某某' } });
    expect(await waiting(district)).toEqual({});
    await sendDown(district);
    const { rows } = await district.call('packages.list', {});
    expect(rows.filter((row) => row.kind === 'directive' && row.direction === 'received').length).toBeGreaterThan(3);
    for (const office of [district, centre])
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  });

  it.each([
    ['an office that is no district here', { recipient: 'nobody', issuedBy: '签发丙' }, 'RECIPIENT_UNKNOWN'],
    ['nobody who lets it go', { recipient: '', issuedBy: '' }, 'RECIPIENT_UNKNOWN'],
  ] as const)('for %s is refused', async (_, input, code) => {
    expect((await centre.refusal('packages.exportDown', input)).code).toBe(code);
  });

  it('needs a name that lets it go', async () => {
    const recipient = await idOf(district);
    expect((await centre.refusal('packages.exportDown', { recipient, issuedBy: ' ' })).code).toBe('REVIEWER_MISSING');
  });
});
