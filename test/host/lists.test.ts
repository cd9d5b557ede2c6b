/** 名单 through the contract: many projects put on a list by their pasted names or a workbook, shown, taken off, printed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchNames } from '#shared/rules/match-names.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { writeSample } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

describe('a pasted name', () => {
  const projects = [
    { id: 'a', name: '青石大桥', formerNames: ['青石河大桥'], code: '2026-410100-48-01-123456' },
    { id: 'b', name: '望江学校迁建项目', formerNames: [], code: null },
    { id: 'c', name: '安置房一期', formerNames: [], code: null },
    { id: 'd', name: '安置房二期', formerNames: [], code: null },
  ];
  it('is read by name, code or former name, with or without its number and its usual words', () => {
    const lines = ['1、青石 大桥', '（二）青石河大桥', '2026410100480112 3456', '望江学校迁建工程；', '', '青石 大桥'];
    expect(matchNames(lines, projects).map((each) => [each.kind, each.projectId])).toEqual([
      ['name', 'a'],
      ['formerName', 'a'],
      ['code', 'a'],
      ['plainName', 'b'],
    ]);
  });
  it('that may be several or only resembles one is offered and not taken', () => {
    expect(matchNames(['安置房'], projects)).toMatchObject([{ kind: 'none', projectId: null }]);
    expect(matchNames(['望江学校迁址'], projects)).toMatchObject([{ kind: 'none', candidates: ['b'] }]);
    expect(matchNames(['没有的项目'], projects)).toMatchObject([{ kind: 'none', candidates: [] }]);
  });
});

describe('a list', () => {
  const list = { list: '三个一批', year: 2026, issue: '第五期', part: '开工' };
  it('takes many projects at once, with one undo; who is on it already stays once', async () => {
    const { rows } = await office.call('lists.match', { names: ['青石大桥', '白桦湾水厂项目', '没有的'] });
    expect(rows.map((row) => [row.kind, row.projectName])).toEqual([
      ['name', '青石大桥'],
      ['plainName', '白桦湾水厂'],
      ['none', null],
    ]);
    const matched = rows.flatMap((row) => (row.projectId === null ? [] : [row.projectId]));
    const first = await office.call('lists.addMany', { ...list, projectIds: matched, document: '云重办〔2026〕3号' });
    expect(first).toMatchObject({ added: 2, already: 0 });
    expect(await office.call('lists.addMany', { ...list, projectIds: matched })).toMatchObject({
      added: 0,
      already: 2,
      changeId: null,
    });
    await office.call('changes.undo', { changeId: first.changeId ?? '' });
    expect((await office.call('lists.members', { list: '三个一批', year: 2026 })).rows).toEqual([]);
    await office.call('changes.redo', { changeId: first.changeId ?? '' });
  });

  it('is shown by year and 期, with the lists the pack names, in the ledger’s order', async () => {
    await office.call('lists.addMany', { ...list, issue: '第十期', projectIds: [idOf('望江学校')] });
    const shown = await office.call('lists.list', {});
    expect(shown.rows).toEqual([
      { list: '三个一批', year: 2026, issues: ['第五期', '第十期'].toSorted(), projects: 3 },
    ]);
    expect(shown.offered).toContainEqual({ name: '三个一批', parts: ['签约', '开工', '投产'] });
    const { rows } = await office.call('lists.members', { list: '三个一批', year: 2026, issue: '第五期' });
    expect(rows.map((row) => row.projectName)).toEqual(['青石大桥', '白桦湾水厂']);
    expect(rows[0]).toMatchObject({
      part: '开工',
      document: '云重办〔2026〕3号',
      totalInvestment: 120_000_000,
      mayEdit: true,
    });
    const { row } = await office.call('projects.get', { id: idOf('青石大桥') });
    expect(row.facts.lists).toEqual(['三个一批（开工）']);
  });

  it('is found by Ctrl+K', async () => {
    const { hits } = await office.call('search.find', { text: 'sgyp' });
    expect(hits).toMatchObject([{ entity: 'list', title: '三个一批', detail: '2026年名单 · 3个项目' }]);
  });

  it('keeps who left it, with the day; who was put on it by mistake is taken off', async () => {
    const { rows } = await office.call('lists.ofProject', { projectId: idOf('望江学校') });
    await office.call('lists.save', {
      ids: rows.map((row) => row.id),
      changes: { untilDay: '2026-10-01', note: ' 调整 ' },
    });
    expect((await office.call('lists.ofProject', { projectId: idOf('望江学校') })).rows).toMatchObject([
      { untilDay: '2026-10-01', note: '调整' },
    ]);
    await office.call('lists.remove', { ids: rows.map((row) => row.id) });
    expect((await office.call('lists.ofProject', { projectId: idOf('望江学校') })).rows).toEqual([]);
    for (const refused of [
      await office.refusal('lists.remove', { ids: rows.map((row) => row.id) }),
      await office.refusal('lists.save', { ids: ['nobody'], changes: {} }),
      await office.refusal('lists.addMany', { ...list, projectIds: ['nobody'] }),
      await office.refusal('lists.ofProject', { projectId: 'nobody' }),
    ])
      expect(refused.code).toBe('RECORD_NOT_FOUND');
  });

  it('is read from a workbook that names the projects and nothing else', async () => {
    const text = '2026年白名单项目\n序号,项目名称\n1,青石大桥\n2,白桦湾水厂\n合计,2\n';
    const file = office.take(writeSample(folder.path, '白名单.csv', Buffer.from(text)));
    expect((await office.call('lists.readFile', { file })).names).toEqual(['青石大桥', '白桦湾水厂']);
    const other = office.take(writeSample(folder.path, '别的.csv', Buffer.from('甲,乙\n1,2\n')));
    expect((await office.refusal('lists.readFile', { file: other })).code).toBe('LIST_FILE_WITHOUT_NAMES');
  });

  it('is handed out as a workbook', async () => {
    const made = await office.call('lists.render', { list: '三个一批', year: 2026, format: 'xlsx' });
    expect(made.file.name).toBe('2026年三个一批_青石区重点项目推进办公室_2026-11-18.xlsx');
  });
});
