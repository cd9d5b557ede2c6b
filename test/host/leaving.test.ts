/** What leaves with a package and what stays, shown before it is made; what is kept back until it is released; receipts by record. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDirectory, readEntry } from '#electron/host/package/zip-read.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { jpegBytes, writeSample } from '#test/support/sample-files.ts';

const machine = machineFolder();
let stick = '';
let district: Office;
let centre: Office;
let ids: Record<string, string>;
let round = 0;
let receipts = 0;
const idOf = (name: string) => ids[name] ?? '';

async function begin(): Promise<void> {
  round += 1;
  stick = join(machine.path, `round-${round}`);
  const prepared = await preparedOffices(stick);
  process.env['FIVE_ONES_STATE'] = join(stick, 'state');
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), centre.unlock()]);
  ids = await projectIds(district);
}

async function end(): Promise<void> {
  await Promise.all([district.close(), centre.close()]);
}

afterAll(() => machine.remove());

type Scope = NonNullable<InputOf<'packages.export'>['scope']>;

async function report(scope?: Scope): Promise<string> {
  const made = await district.call('packages.export', {
    reviewedBy: '审核甲',
    issuedBy: '签发乙',
    isEncrypted: false,
    ...(scope === undefined ? {} : { scope }),
  });
  return district.keep(made.file, join(stick, `${made.package.id}.ldx`));
}

async function takeIn(office: Office, path: string): Promise<OutputOf<'packages.import'>> {
  const { token } = await office.call('packages.preview', { file: office.take(path) });
  return office.call('packages.import', { token });
}

/** A report to the centre and the receipt back. */
async function exchange(scope?: Scope): Promise<void> {
  const { file } = await takeIn(centre, await report(scope));
  await takeIn(district, centre.keep(file, join(stick, `${receipts++}.receipt.ldx`)));
}

const centreNames = async () => (await centre.call('projects.list', {})).rows.map((row) => row.name).toSorted();

async function expectSound(): Promise<void> {
  for (const office of [district, centre])
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
}

const school = '望江学校';
const schoolIssue = {
  title: '操场用地未批',
  grade: 'ordinary' as const,
  unitName: '区教育局',
  foundOn: '2026-11-02',
};

describe('what leaves', () => {
  beforeAll(begin);
  afterAll(end);

  it('is shown by level, list, kind and field before it is made, with the old and the new value', async () => {
    await district.call('lists.addMany', { list: '三个一批', year: 2026, projectIds: [idOf(school)] });
    const before = await district.call('packages.leaving', {});
    expect(before.levels).toEqual([
      expect.objectContaining({ label: '省重点', projects: 1 }),
      expect.objectContaining({ label: '市重点', projects: 1, totalInvestment: 120_000_000 }),
      expect.objectContaining({ label: '区县重点', projects: 1 }),
      expect.objectContaining({ label: '未定级别', projects: 1 }),
    ]);
    expect(before.lists).toEqual([{ label: '三个一批', projects: 1 }]);
    expect(before.kinds.find(({ entity }) => entity === 'project')).toMatchObject({ label: '项目', records: 4 });
    expect(before.follows).toBe(0);
    await exchange();
    expect((await district.call('packages.leaving', {})).kinds.map(({ entity }) => entity)).not.toContain('project');
    await district.call('projects.save', { id: idOf(school), changes: { totalInvestment: 50_000_000 } });
    const after = await district.call('packages.leaving', {});
    expect(after.kinds.find(({ entity }) => entity === 'project')).toEqual({
      entity: 'project',
      label: '项目',
      records: 1,
      fields: [{ name: 'totalInvestment', label: '总投资', records: 1 }],
    });
    const { total, rows } = await district.call('packages.leavingRecords', { entity: 'project' });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      title: expect.stringContaining(school),
      fields: [{ label: '总投资', before: '4,000万元', after: '5,000万元' }],
    });
    const none = await district.call('packages.leavingRecords', { entity: 'project', field: 'name' });
    expect(none).toEqual({ total: 0, rows: [] });
  });

  it('names the records that stay, and why', async () => {
    const scope: Scope = { kind: 'levels', levels: ['provincial', 'municipal'], leftOut: ['issues'] };
    await district.call('issues.save', { projectId: idOf('青石大桥'), changes: schoolIssue });
    const { stays } = await district.call('packages.leaving', { scope });
    expect(stays.find(({ why }) => why === 'outOfScope')?.kinds).toContainEqual({ label: '项目', records: 1 });
    expect(stays.find(({ why }) => why === 'leftOut')?.kinds[0]).toMatchObject({ label: '问题' });
  });
});

describe('a scope', () => {
  beforeAll(begin);
  afterAll(end);

  const listed: Scope = { kind: 'levels', levels: ['provincial'], lists: ['三个一批'] };

  it('by list and by the leaders who answer: any of them', async () => {
    await district.call('lists.addMany', { list: '三个一批', year: 2026, projectIds: [idOf(school)] });
    await exchange(listed);
    expect(await centreNames()).toEqual([school, '白桦湾水厂'].toSorted());
    const { counts } = await district.call('packages.precheck', { scope: { ...listed, isLeaderProjects: true } });
    expect(counts.inScope).toBe(2);
  });

  it('a project that leaves the list: the recipient learns it, and nothing of the project after that', async () => {
    const { rows } = await district.call('lists.members', { list: '三个一批', year: 2026 });
    await district.call('lists.remove', { ids: rows.map((row) => row.id) });
    await district.call('projects.save', { id: idOf(school), changes: { remark: '只在本区' } });
    await exchange(listed);
    expect((await centre.call('lists.members', { list: '三个一批', year: 2026 })).rows).toEqual([]);
    expect((await centre.call('projects.get', { id: idOf(school) })).row.remark).toBeNull();
    await expectSound();
  });

  it('keeps what hangs on a project outside it: the steps of its tasks and their files, too', async () => {
    const { id } = await district.call('tasks.save', {
      changes: {
        content: '补办校舍手续',
        origin: 'own',
        unitName: '区教育局',
        assignedOn: '2026-11-02',
        dueOn: '2026-11-27',
        projectId: idOf(school),
      },
    });
    await district.call('tasks.act', { id, act: { kind: 'remind', body: '校方口头承诺下周报件' } });
    const path = writeSample(stick, '承诺书.jpg', jpegBytes(null));
    await district.call('attachments.add', { subjectId: id, files: [district.take(path)] });
    const sent = await report({ kind: 'levels', levels: ['municipal'] });
    for (const words of ['校方口头承诺下周报件', '补办校舍手续', '承诺书'])
      expect((await contents(sent)).includes(words), words).toBe(false);
    const whole = await report();
    for (const words of ['校方口头承诺下周报件', '补办校舍手续', '承诺书'])
      expect((await contents(whole)).includes(words), words).toBe(true);
  });

  it('without a kind of record: neither the records nor the files', async () => {
    await district.call('issues.save', { projectId: idOf('青石大桥'), changes: schoolIssue });
    const sent = await report({ kind: 'all', leftOut: ['issues', 'attachments'] });
    expect((await contents(sent)).includes(schoolIssue.title)).toBe(false);
    expect((await contents(sent)).includes('承诺书')).toBe(false);
    const { rows } = await district.call('packages.list', {});
    expect(rows[0]).toMatchObject({ files: 0 });
    await takeIn(centre, sent);
    await expectSound();
  });
});

describe('what is kept back', () => {
  beforeAll(begin);
  afterAll(end);
  let issueId = '';

  it('needs a reason and a record of this office', async () => {
    const set = (id: string, reason: string) => ({ entity: 'project' as const, id, reason });
    expect(await district.refusal('restrictions.set', set(idOf(school), ' '))).toMatchObject({
      code: 'RESTRICTION_WITHOUT_REASON',
      message: '没有写明暂不报出的原因，没有设定。请写一句原因，日后同意报出时好核对。',
    });
    expect((await district.refusal('restrictions.set', set('nowhere', '待定'))).code).toBe('RECORD_NOT_FOUND');
    expect((await district.call('restrictions.list', {})).rows).toEqual([]);
  });

  it('stays, with all that hangs on it, from the first package on', async () => {
    ({ id: issueId } = await district.call('issues.save', { projectId: idOf(school), changes: schoolIssue }));
    await district.call('issues.addEntry', {
      id: issueId,
      kind: 'progress',
      onDay: '2026-11-18',
      body: '与村民协商中',
    });
    await district.call('restrictions.set', { entity: 'project', id: idOf(school), reason: '招商谈判未定' });
    expect(await district.call('restrictions.of', { entity: 'issue', id: issueId })).toEqual({
      mayKeep: true,
      own: null,
      above: { title: school, reason: '招商谈判未定' },
    });
    const { rows } = await district.call('restrictions.list', {});
    expect(rows[0]).toMatchObject({
      title: school,
      page: `/projects/${idOf(school)}`,
      restrictedBy: '经办甲',
      mayHaveLeft: false,
    });
    expect(rows[0]?.below).toBeGreaterThanOrEqual(2);
    const sent = await report();
    for (const words of [school, schoolIssue.title, '与村民协商中', '招商谈判未定'])
      expect((await contents(sent)).includes(words), words).toBe(false);
    const { stays, levels } = await district.call('packages.leaving', {});
    expect(stays.find(({ why }) => why === 'keptBack')?.kinds).toContainEqual({ label: '项目', records: 1 });
    expect(levels.reduce((sum, level) => sum + level.projects, 0)).toBe(3);
    // What stays home is not marked 已报.
    const { rows: reports } = await district.call('progress.period', {});
    expect(reports.find((row) => row.projectId === idOf(school))?.state ?? null).not.toBe('reported');
    await takeIn(district, centre.keep((await takeIn(centre, sent)).file, join(stick, 'first.receipt.ldx')));
    expect(await centreNames()).not.toContain(school);
    expect(await district.call('receipts.of', { entity: 'project', id: idOf(school) })).toEqual({
      receipt: { state: 'stays', sentence: '暂不报出，只留在本单位', since: null, days: null },
    });
    await expectSound();
  });

  it('follows whole with the next package once it is released, and only once', async () => {
    const { rows } = await district.call('restrictions.list', {});
    const [{ id }] = rows as [(typeof rows)[number]];
    await district.call('restrictions.release', { ids: [id], note: '谈判已定' });
    expect((await district.call('packages.leaving', {})).follows).toBeGreaterThanOrEqual(3);
    expect(await district.refusal('restrictions.release', { ids: [id] })).toMatchObject({
      code: 'RESTRICTION_NOT_IN_FORCE',
      message: `“${school}”现在没有设定暂不报出，不需要同意报出。请刷新页面再看。`,
    });
    await exchange();
    expect(await centreNames()).toContain(school);
    expect((await centre.call('issues.get', { id: issueId })).entries.map((entry) => entry.body)).toContain(
      '与村民协商中',
    );
    expect((await district.call('restrictions.list', {})).rows[0]).toMatchObject({
      isReleased: true,
      releasedBy: '经办甲',
      releaseNote: '谈判已定',
      mayHaveLeft: true,
    });
    await expectSound();
  });

  it('after it has left: its later contents stay, it is said, and the packages still fit', async () => {
    await district.call('restrictions.set', { entity: 'issue', id: issueId, reason: '涉及信访' });
    expect((await district.call('restrictions.list', {})).rows.find((row) => row.entity === 'issue')).toMatchObject({
      mayHaveLeft: true,
    });
    await district.call('issues.save', { id: issueId, changes: { title: '操场用地信访' } });
    await exchange();
    expect((await centre.call('issues.get', { id: issueId })).row.title).toBe(schoolIssue.title);
    await district.call('issues.save', { id: issueId, changes: { title: '操场用地信访，第二次' } });
    await exchange();
    await expectSound();
    const { changeId } = await district.call('restrictions.release', {
      ids: (await district.call('restrictions.list', {})).rows.filter((row) => !row.isReleased).map((row) => row.id),
    });
    // Undone before anything was made: it stays.
    await district.call('changes.undo', { changeId: changeId ?? '' });
    await exchange();
    expect((await centre.call('issues.get', { id: issueId })).row.title).toBe(schoolIssue.title);
    await expectSound();
  });

  it('of another office is refused', async () => {
    const refused = await centre.refusal('restrictions.set', { entity: 'project', id: idOf(school), reason: '待定' });
    expect(refused.code).toBe('RECORD_NOT_OURS');
  });
});

describe('a receipt, record by record', () => {
  beforeAll(begin);
  afterAll(end);
  const of = async (id: string) => (await district.call('receipts.of', { entity: 'project', id })).receipt;

  it('is not yet, generated, then there; what waits is listed and ages', async () => {
    expect(await of(idOf(school))).toMatchObject({ state: 'unsent', sentence: '改动还没有报出' });
    const sent = await report();
    expect(await of(idOf(school))).toMatchObject({
      state: 'generated',
      sentence: expect.stringMatching(/^已在第\d+号报送包里（.+生成），还没有收到回执$/u),
    });
    district.turnTo('2026-12-08T02:00:00.000Z');
    const waiting = await district.call('receipts.waiting', {});
    expect(waiting.counts).toMatchObject({ unsent: 0, refused: 0 });
    expect(waiting.total).toBe(waiting.counts.generated);
    const row = waiting.rows.find(({ id }) => id === idOf(school));
    expect(row).toMatchObject({ entityLabel: '项目', title: school, page: `/projects/${idOf(school)}` });
    expect(row?.days).toBeGreaterThanOrEqual(18);
    const { tasks } = await district.call('overviews.district', {});
    expect(tasks.find(({ code }) => code === 'PACKAGE_UNANSWERED')).toMatchObject({
      sentence: expect.stringMatching(
        /^第\d+号文件（.+给.+）已\d+天没有回执，请问一下对方收到没有，需要时再生成一份带去。$/u,
      ),
      action: { page: '/exchange/waiting' },
    });
    // The count of the page's head is the same.
    expect((await district.call('offices.current', {})).unacknowledged).toBe(waiting.total);
    await takeIn(district, centre.keep((await takeIn(centre, sent)).file, join(stick, 'of.receipt.ldx')));
    expect(await of(idOf(school))).toMatchObject({ state: 'delivered', sentence: '对方已收' });
    expect(await district.call('receipts.waiting', {})).toEqual({
      rows: [],
      total: 0,
      counts: { unsent: 0, generated: 0, refused: 0 },
    });
    district.turnTo('2026-11-20T02:00:00.000Z');
  });

  it('outside the scope: the other side has not the contents', async () => {
    await district.call('projects.save', { id: idOf('柳林道路'), changes: { remark: '待核' } });
    await exchange({ kind: 'levels', levels: ['provincial'] });
    expect(await of(idOf('柳林道路'))).toMatchObject({
      state: 'stays',
      sentence: '不在报送范围里，对方没有这条记录的内容',
    });
  });

  it('what the other side has not taken in says why, until it has', async () => {
    const store = new Database(join(district.dataFolder, 'store.sqlite'));
    try {
      const operation = store
        .prepare("SELECT stream_key, n FROM operations WHERE entity = 'project' AND record_id = ? ORDER BY n LIMIT 1")
        .get(idOf(school)) as { stream_key: number; n: number };
      const { id } = store.prepare("SELECT id FROM enrolled_offices WHERE kind = 'centre'").get() as { id: string };
      store
        .prepare('INSERT INTO refused_there (office_id, stream_key, n, code, at) VALUES (?, ?, ?, ?, ?)')
        .run(id, operation.stream_key, operation.n, 'OWNED_BY_ANOTHER_OFFICE', '2026-11-20T02:00:00.000Z');
    } finally {
      store.close();
    }
    expect(await of(idOf(school))).toMatchObject({
      state: 'refused',
      sentence: '对方没有采纳：这条记录归别的单位管理',
    });
    expect((await district.call('receipts.waiting', {})).counts.refused).toBe(1);
    await district.call('projects.save', { id: idOf('青石大桥'), changes: { remark: '又改' } });
    await exchange();
    expect(await of(idOf(school))).toMatchObject({ state: 'delivered' });
  });

  it('a question about it is not silence', async () => {
    await centre.call('questions.ask', {
      about: { entity: 'project', id: idOf(school) },
      field: 'totalInvestment',
      body: '总投资与可研批复不一致',
    });
    const down = await centre.call('packages.exportDown', { recipient: await homeOf(district), issuedBy: '签发丙' });
    await takeIn(district, centre.keep(down.file, join(stick, 'down.ldx')));
    expect(await of(idOf(school))).toMatchObject({ state: 'questioned', sentence: '对方已收，有疑问待答复' });
  });
});

async function homeOf(office: Office): Promise<string> {
  return (await office.call('offices.current', {})).office?.id ?? '';
}

/** The lines of a plain package: they are compressed, its other parts are not. */
async function contents(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const entries = await readDirectory(file, (await file.stat()).size);
    const lines = entries.find((entry) => entry.name === 'data/operations.ndjson.gz');
    if (lines === undefined) throw new Error('a package without lines');
    return gunzipSync(await readEntry(file, lines, lines.size)).toString('utf8');
  } finally {
    await file.close();
  }
}
