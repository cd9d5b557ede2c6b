/** The project ledger through the contract: one field at a time, blocks, people by name, history, undo, search. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

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

async function row(id: string) {
  const { row: found } = await office.call('projects.get', { id });
  return found;
}

describe('a project', () => {
  it('is made with a name, its plan of the year and its people, at the end of the ledger', async () => {
    const { id, changeId } = await office.call('projects.save', {
      changes: {
        name: '  石桥货运站 ',
        totalInvestment: 80_000_000,
        plannedThisYear: 30_000_000,
        startsOn: '2026',
        remark: '',
        responsibleUnitNames: ['区交通局', '石桥镇', '区交通局'],
        responsibleLeaderNames: ['王某某', '张某某'],
      },
    });
    expect(changeId).not.toBeNull();
    const made = await row(id);
    expect(made).toMatchObject({
      name: '石桥货运站',
      plannedThisYear: 30_000_000,
      startsOn: '2026',
      remark: null,
      ledgerOrder: 5,
    });
    expect(made.responsibleUnits.map((unit) => unit.name)).toEqual(['区交通局', '石桥镇']);
    expect(made.responsibleLeaders.map((leader) => leader.name)).toEqual(['王某某', '张某某']);
    const units = (await office.call('units.list', {})).rows.filter((unit) => unit.name === '区交通局');
    expect(units).toHaveLength(1);
    expect(units[0]?.projects).toBe(3);
    expect((await office.call('persons.list', {})).rows.filter((person) => person.name === '张某某')).toHaveLength(1);
  });

  it('needs a name', async () => {
    expect((await office.refusal('projects.save', { changes: { totalInvestment: 1 } })).code).toBe('FIELD_INVALID');
    expect((await office.refusal('projects.save', { changes: { name: '   ' } })).code).toMatch(/INVALID/);
    expect((await office.refusal('projects.save', { id: idOf('青石大桥'), changes: { name: '' } })).code).toBe(
      'INPUT_INVALID',
    );
  });

  it('takes only fields it has, and whole yuan', async () => {
    expect(
      (await office.refusal('projects.save', { id: idOf('青石大桥'), changes: { colour: '红' } as never })).code,
    ).toBe('INPUT_INVALID');
    expect(
      (await office.refusal('projects.save', { id: idOf('青石大桥'), changes: { totalInvestment: 1.5 } })).code,
    ).toBe('INPUT_INVALID');
    expect(
      (await office.refusal('projects.save', { id: idOf('青石大桥'), changes: { startsOn: '2026-13' } })).code,
    ).toBe('INPUT_INVALID');
    expect((await office.refusal('projects.save', { id: 'nobody', changes: { remark: '甲' } })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('projects.get', { id: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
  });

  it('typed the same again changes nothing', async () => {
    const before = (await office.call('offices.current', {})).position;
    const again = await office.call('projects.save', {
      id: idOf('青石大桥'),
      changes: { name: '青石大桥', responsibleUnitNames: ['区交通局'] },
    });
    expect(again).toMatchObject({ changeId: null, position: before });
  });

  it('changes its people as the list of names typed, back and forth', async () => {
    const id = idOf('白桦湾水厂');
    await office.call('projects.save', { id, changes: { responsibleLeaderNames: ['赵某某'] } });
    await office.call('projects.save', { id, changes: { responsibleLeaderNames: ['李某某', '赵某某'] } });
    expect((await row(id)).responsibleLeaders.map((leader) => leader.name)).toEqual(['李某某', '赵某某']);
    await office.call('projects.save', { id, changes: { responsibleLeaderNames: [] } });
    expect((await row(id)).responsibleLeaders).toEqual([]);
    await office.call('projects.save', { id, changes: { responsibleLeaderNames: ['李某某'] } });
  });

  it('keeps every change of a field with the one before, who and when', async () => {
    const id = idOf('望江学校');
    await office.call('projects.save', { id, changes: { totalInvestment: 45_000_000 } });
    const { rows } = await office.call('projects.history', { id });
    expect(rows[0]).toMatchObject({
      label: '总投资',
      before: '4,000万元',
      after: '4,500万元',
      actor: '经办甲',
      at: '2026-11-18T02:00:00.000Z',
    });
    expect(rows.some((each) => each.subject === '2026年度计划')).toBe(true);
  });
});

describe('many at once', () => {
  it('are one change with one undo', async () => {
    const before = await Promise.all(['青石大桥', '柳林道路'].map((name) => row(idOf(name))));
    const { changed, changeId } = await office.call('projects.saveMany', {
      items: [
        { id: idOf('青石大桥'), changes: { place: '青石路', plannedThisYear: 70_000_000 } },
        {
          id: idOf('柳林道路'),
          changes: { place: '柳林路', plannedThisYear: 5_000_000, responsibleLeaderNames: ['钱某某'] },
        },
      ],
    });
    expect(changed).toBe(2);
    expect(await row(idOf('柳林道路'))).toMatchObject({ place: '柳林路', plannedThisYear: 5_000_000 });
    const undone = await office.call('changes.undo', { changeId: changeId ?? '' });
    expect(undone.changedSince).toEqual([]);
    expect(await Promise.all(['青石大桥', '柳林道路'].map((name) => row(idOf(name))))).toEqual(before);
    expect((await office.refusal('changes.undo', { changeId: changeId ?? '' })).code).toBe('CHANGE_ALREADY_UNDONE');
  });

  it('none is written when one of them is refused', async () => {
    const before = (await office.call('offices.current', {})).position;
    const refused = await office.refusal('projects.saveMany', {
      items: [
        { id: idOf('青石大桥'), changes: { place: '不该写入' } },
        { id: 'nobody', changes: { place: '不该写入' } },
      ],
    });
    expect(refused.code).toBe('RECORD_NOT_FOUND');
    expect((await office.call('offices.current', {})).position).toBe(before);
  });
});

describe('what was undone', () => {
  it('may be typed again: a plan of the year', async () => {
    const { id } = await office.call('projects.save', { changes: { name: '竹溪水库' } });
    const { changeId } = await office.call('projects.save', {
      id,
      changes: { plannedThisYear: 1_000_000, annualTask: '完成坝体' },
    });
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect((await row(id)).plannedThisYear).toBeNull();
    await office.call('projects.save', { id, changes: { plannedThisYear: 1_000_000 } });
    const { plans, row: again } = await office.call('projects.get', { id });
    expect(again.plannedThisYear).toBe(1_000_000);
    // What came with the undone plan does not come back with the new one.
    expect(plans).toMatchObject([{ year: 2026, plannedInvestment: 1_000_000, task: null }]);
    await office.call('projects.remove', { ids: [id] });
  });

  it('the newest is undone first, then the one before it', async () => {
    const id = idOf('柳林道路');
    await office.call('projects.save', { id, changes: { remark: '甲' } });
    await office.call('projects.save', { id, changes: { remark: '乙' } });
    await office.call('changes.undo', {});
    expect((await row(id)).remark).toBe('甲');
    await office.call('changes.undo', {});
    expect((await row(id)).remark).toBeNull();
  });

  it('does not touch what was changed since, and says so', async () => {
    const id = idOf('柳林道路');
    const { changeId } = await office.call('projects.save', { id, changes: { remark: '甲', place: '柳林路' } });
    await office.call('projects.save', { id, changes: { remark: '乙' } });
    const undone = await office.call('changes.undo', { changeId: changeId ?? '' });
    expect(undone.changedSince).toMatchObject([{ title: '柳林道路', label: '备注' }]);
    expect(await row(id)).toMatchObject({ remark: '乙', place: null });
    await office.call('projects.save', { id, changes: { remark: null } });
    expect((await office.refusal('changes.undo', { changeId: 'nothing' })).code).toBe('CHANGE_NOT_FOUND');
  });

  it('a removed project is gone from the list and comes back whole', async () => {
    const id = idOf('望江学校');
    const before = await row(id);
    const { changeId } = await office.call('projects.remove', { ids: [id] });
    expect(Object.keys(await projectIds(office))).not.toContain('望江学校');
    expect((await office.refusal('projects.save', { id, changes: { remark: '甲' } })).code).toBe('RECORD_NOT_FOUND');
    expect((await office.refusal('projects.remove', { ids: [id] })).code).toBe('RECORD_NOT_FOUND');
    await office.call('changes.undo', { changeId: changeId ?? '' });
    expect(await row(id)).toEqual(before);
  });
});

describe('finding', () => {
  beforeEach(async () => {
    if (idOf('长河治理') === '')
      ids['长河治理'] = (
        await office.call('projects.save', { changes: { name: '长河治理', code: '2026-410100-48' } })
      ).id;
  });

  it.each([
    ['大桥', ['青石大桥']],
    ['qingshi', ['青石大桥']],
    ['QSDQ', ['青石大桥']],
    ['bhwsc', ['白桦湾水厂']],
    ['2026-4101', ['长河治理']],
    ['chzl', ['长河治理']],
    ["100%'", []],
  ])('“%s” by Chinese, pinyin, initials or code', async (search, names) => {
    const { rows, total } = await office.call('projects.list', { search });
    expect(rows.map((each) => each.name)).toEqual(names);
    expect(total).toBe(names.length);
  });

  it('by level and pool, in pages', async () => {
    expect(
      (await office.call('projects.list', { levels: ['provincial', 'municipal'] })).rows.map((each) => each.name),
    ).toEqual(['青石大桥', '白桦湾水厂']);
    const all = await office.call('projects.list', {});
    const page = await office.call('projects.list', { offset: 1, limit: 2 });
    expect([page.total, page.rows]).toEqual([all.total, all.rows.slice(1, 3)]);
  });

  it('everywhere at once: projects, units and persons', async () => {
    const { hits } = await office.call('search.find', { text: 'jtj' });
    expect(hits).toMatchObject([{ entity: 'unit', title: '区交通局' }]);
    expect((await office.call('search.find', { text: 'zmm' })).hits.map((hit) => hit.entity)).toContain('person');
  });

  it('a new name is found, the old one no more', async () => {
    const id = idOf('长河治理');
    await office.call('projects.save', { id, changes: { name: '清河治理' } });
    expect((await office.call('projects.list', { search: 'qhzl' })).total).toBe(1);
    expect((await office.call('projects.list', { search: 'chzl' })).total).toBe(0);
    await office.call('projects.save', { id, changes: { name: '长河治理' } });
  });
});

it('at the end the ledger is sound', async () => {
  expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
  expect((await office.refusal('no.such' as never, {} as never)).code).toBe('PROCEDURE_UNKNOWN');
  expect(
    (
      await office.refusal('reports.decideLagging', {
        period: '2026-11-20',
        items: [{ projectId: 'p', isListed: true }],
      })
    ).code,
  ).toBe('ROLE_NOT_ALLOWED');
});
