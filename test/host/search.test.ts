/** Ctrl+K through the contract: what is found, by which words, and where it leads. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '#db/open.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { pdfBytes, writeSample } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';
const find = async (text: string) =>
  (await office.call('search.find', { text })).hits.map(({ entity, title, detail }) => ({ entity, title, detail }));
const titles = async (text: string) => (await find(text)).map((hit) => hit.title);

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
  await office.call('projects.save', { id: idOf('青石大桥'), changes: { code: '2026-410100-48-01-123456' } });
  await office.call('projects.save', { id: idOf('柳林道路'), changes: { name: '柳林大道' } });
  await office.call('attachments.add', {
    projectId: idOf('望江学校'),
    files: [office.take(writeSample(folder.path, '望江学校选址意见.pdf', pdfBytes))],
  });
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

describe('a project is found', () => {
  it('by name, pinyin and initials', async () => {
    for (const text of ['青石大', 'qingshidaqiao', 'qsdq', 'QSDQ', ' 青石 大桥 '])
      expect(await titles(text)).toContain('青石大桥');
  });
  it('by its code, with or without the dashes, and says so', async () => {
    for (const text of ['2026-410100-48', '20264101004801'])
      expect(await find(text)).toEqual([
        { entity: 'project', title: '青石大桥', detail: expect.stringContaining('项目代码 2026-410100') as string },
      ]);
    await office.call('projects.save', { id: idOf('青石大桥'), changes: { code: null } });
    expect(await find('20264101004801')).toEqual([]);
  });
  it('by a former name and its initials, and says so', async () => {
    for (const text of ['柳林道路', 'lldl'])
      expect(await find(text)).toEqual([
        { entity: 'project', title: '柳林大道', detail: expect.stringContaining('曾用名 柳林道路') as string },
      ]);
  });
  it('when it was merged away: it leads to the one that was kept', async () => {
    const { id } = await office.call('projects.save', { changes: { name: '白桦湾自来水厂' } });
    await office.call('duplicates.merge', { keptId: idOf('白桦湾水厂'), otherId: id });
    const { hits } = await office.call('search.find', { text: '白桦湾自来水' });
    expect(hits.map((hit) => hit.id)).toEqual([idOf('白桦湾水厂')]);
    await office.call('duplicates.split', { otherId: id });
    await office.call('projects.remove', { ids: [id] });
    expect(await titles('白桦湾自来水')).toEqual([]);
  });
});

describe('what belongs to a project is found', () => {
  it('an attachment by its name, with its project', async () => {
    const { hits } = await office.call('search.find', { text: 'wjxxxzyj' });
    expect(hits).toMatchObject([
      { entity: 'attachment', title: '望江学校选址意见.pdf', detail: '望江学校', projectId: idOf('望江学校') },
    ]);
  });
});

describe('persons and units are found', () => {
  it('by name and initials, projects first', async () => {
    expect((await find('zmm')).map((hit) => hit.entity)).toEqual(['person']);
    expect((await find('区')).map((hit) => hit.entity)).toContain('unit');
    const groups = (await find('s')).map((hit) => hit.entity);
    expect(groups.indexOf('project')).toBe(0);
    expect(groups).toEqual(groups.toSorted((left, right) => order.indexOf(left) - order.indexOf(right)));
  });
  it('and nothing where nothing is meant', async () => {
    expect(await find('   ')).toEqual([]);
    expect(await find('%')).toEqual([]);
    expect(await find('没有这样的')).toEqual([]);
  });
});

describe('what an office works on is found', () => {
  it('a meeting by its name, a task by its words, a paper that went up by its title; gone ones are not', async () => {
    await office.call('meetings.save', { changes: { type: 'other', title: '渔港征迁专题会', onDay: '2026-11-20' } });
    const task = await office.call('tasks.save', {
      changes: { content: '渔港征迁三户签约', dueOn: '2026-12-04', unitName: '区交通局' },
    });
    expect(await find('ygzq')).toEqual([
      { entity: 'meeting', title: '渔港征迁专题会', detail: '会议 · 2026-11-20' },
      { entity: 'task', title: '渔港征迁三户签约', detail: '督办事项 · 限2026-12-04' },
    ]);
    await office.call('changes.undo', { changeId: task.changeId ?? '' });
    expect((await find('渔港')).map((hit) => hit.entity)).toEqual(['meeting']);
    const { id } = await office.call('instructions.present', {
      paperTitle: '关于渔港征迁的报告',
      leaderName: '张某某',
      presentedOn: '2026-11-02',
    });
    expect((await office.call('search.find', { text: '渔港征迁的' })).hits).toMatchObject([
      { entity: 'instruction', id },
    ]);
  });
});

const order = [
  'project',
  'person',
  'unit',
  'group',
  'permit',
  'issue',
  'meeting',
  'task',
  'instruction',
  'list',
  'attachment',
];

it('a store of the first journey is searched by codes too, once it was opened', async () => {
  const older = join(folder.path, 'older');
  mkdirSync(older);
  writeFileSync(
    join(older, 'store.sqlite'),
    gunzipSync(readFileSync(new URL('../support/stores/first-journey.sqlite.gz', import.meta.url))),
  );
  const code = '2017-990199-48-01-000007';
  const store = openStore(join(older, 'store.sqlite'), 'writer');
  store.transaction((writing) => writing.execute('UPDATE projects SET code = ? WHERE ledger_order = 1', code));
  store.close();
  const opened = openOffice(older);
  try {
    const { hits } = await opened.call('search.find', { text: '20179901' });
    expect(hits).toMatchObject([{ entity: 'project', detail: expect.stringContaining(code) as string }]);
  } finally {
    await opened.close();
  }
});
