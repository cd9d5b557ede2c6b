/** A list asked for what has changed since: merged, it is always the list one would get by asking for all of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergedRows } from '#renderer/merge-rows.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

type List = OutputOf<'projects.list'>;

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';
const inOrder = (left: ProjectRow, right: ProjectRow) => (left.ledgerOrder ?? -1) - (right.ledgerOrder ?? -1);

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

/** The answer to what changed during the work; merged it must be the whole list. */
async function changedBy(work: () => Promise<unknown>): Promise<List> {
  const before = await office.call('projects.list', {});
  expect(before).toMatchObject({ isPartial: false, gone: [] });
  await work();
  const answer = await office.call('projects.list', { since: before.position });
  const whole = await office.call('projects.list', {});
  const rows = answer.isPartial ? mergedRows(before.rows, answer.rows, answer.gone, inOrder) : answer.rows;
  expect(rows).toEqual(whole.rows);
  expect(answer.position).toBe(whole.position);
  return answer;
}

const names = (list: List) => list.rows.map((row) => row.name);

describe('the project list since a position', () => {
  it('is empty where nothing changed', async () => {
    const answer = await changedBy(async () => {});
    expect(answer).toMatchObject({ isPartial: true, rows: [], gone: [] });
  });

  it('brings the one row of a saved cell, of a plan, of a leader made new, of a weekly figure', async () => {
    const id = idOf('青石大桥');
    for (const changes of [{ remark: '甲' }, { plannedThisYear: 20_000 }, { responsibleLeaderNames: ['新来的'] }]) {
      const answer = await changedBy(() => office.call('projects.save', { id, changes }));
      expect(answer.isPartial).toBe(true);
      expect(names(answer)).toEqual(['青石大桥']);
    }
    const weekly = await changedBy(() =>
      office.call('progress.save', { period: '2026-11-20', projectId: id, changes: { doneThisYear: 30_000 } }),
    );
    expect(weekly.rows).toMatchObject([{ name: '青石大桥', doneThisYear: 30_000 }]);
  });

  it('brings a new project, says which is gone, and brings it back where it stood', async () => {
    const made = await changedBy(() => office.call('projects.save', { changes: { name: '临江码头' } }));
    expect(names(made)).toEqual(['临江码头']);
    let changeId: string | null = null;
    const removed = await changedBy(async () => {
      ({ changeId } = await office.call('projects.remove', { ids: [idOf('望江学校')] }));
    });
    expect(removed).toMatchObject({ isPartial: true, rows: [], gone: [idOf('望江学校')] });
    const restored = await changedBy(() => office.call('changes.undo', { changeId: changeId ?? '' }));
    expect(names(restored)).toEqual(['望江学校']);
  });

  it('under a filter, what does not pass any more is gone', async () => {
    const filter = { levels: ['municipal' as const] };
    const before = await office.call('projects.list', filter);
    const [first] = before.rows;
    await office.call('projects.save', { id: first?.id ?? '', changes: { level: 'provincial' } });
    const answer = await office.call('projects.list', { ...filter, since: before.position });
    expect(answer).toMatchObject({ isPartial: true, rows: [], gone: [first?.id] });
    await office.call('changes.undo', {});
  });

  it('is the whole list where every row may show the change, where a part was asked for, and after a restored backup', async () => {
    const { rows } = await office.call('persons.list', {});
    const person = rows.find((row) => row.name === '张某某');
    const renamed = await changedBy(() =>
      office.call('persons.save', { id: person?.id ?? '', changes: { name: '张某' } }),
    );
    expect(renamed.isPartial).toBe(false);
    expect((await office.call('projects.list', { since: 0, limit: 1 })).isPartial).toBe(false);
    expect((await office.call('projects.list', { since: 999_999_999 })).isPartial).toBe(false);
  });
});
