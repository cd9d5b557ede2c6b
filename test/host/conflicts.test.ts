/** Two desks change one thing differently: both values are shown, a person decides, and both desks end in one state. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { deskCourier } from '#test/support/desks.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
const { takeIn, sync, report, invitationOf, joined } = deskCourier(machine.path);
let first: Office;
let second: Office;
let centre: Office;
let bridge = '';
let works = '';

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  first = openOffice(prepared.district);
  centre = openOffice(prepared.centre);
  await Promise.all([first.unlock(), centre.unlock()]);
  second = await joined(await invitationOf(first), 'second');
  const ids = await projectIds(first);
  bridge = ids['青石大桥'] ?? '';
  works = ids['白桦湾水厂'] ?? '';
}, 180_000);
afterAll(async () => {
  await Promise.all([first, second, centre].map((office) => office.close()));
  machine.remove();
});

type Changes = InputOf<'projects.save'>['changes'];
type Choice = InputOf<'conflicts.resolve'>['choices'][number]['choice'];
type Conflict = OutputOf<'conflicts.list'>['rows'][number];

const save = (office: Office, id: string, changes: Changes) => office.call('projects.save', { id, changes });
const rowsAt = async (office: Office) => (await office.call('conflicts.list', {})).rows;
const project = async (office: Office, id: string) =>
  (await office.call('projects.list', {})).rows.find((row) => row.id === id);
const resolve = (office: Office, conflicts: readonly Conflict[], choose: (conflict: Conflict) => Choice) =>
  office.call('conflicts.resolve', {
    choices: conflicts.map((each) => ({
      entity: each.entity,
      recordId: each.recordId,
      field: each.field,
      choice: choose(each),
    })),
  });
const both = async () => {
  await sync(first, second);
  await sync(second, first);
};

describe('one field changed at two desks', () => {
  it('stands on the page with both values, person, computer and the value before; counted everywhere; undone and redone', async () => {
    await save(first, bridge, { remark: '甲写的', totalInvestment: 130_000_000 });
    await save(second, bridge, { remark: '乙写的', totalInvestment: 140_000_000 });
    const order = await report(first);
    await both();
    const rows = await rowsAt(first);
    expect(rows).toMatchObject([
      {
        title: '青石大桥',
        label: '总投资',
        before: '12,000万元',
        inForce: { shown: '13,000万元', actor: '经办甲', place: '这台电脑' },
        offers: [{ shown: '14,000万元', actor: '经办乙', place: '经办乙的电脑' }],
        input: 'money',
        projectId: bridge,
        isOurs: true,
      },
      { label: '备注', before: null, inForce: { shown: '甲写的' }, offers: [{ shown: '乙写的' }] },
    ]);
    expect((await rowsAt(second)).map((row) => row.inForce.shown)).toEqual(['14,000万元', '乙写的']);
    expect((await first.call('offices.current', {})).conflicts).toBe(2);
    expect(await first.call('conflicts.summary', {})).toEqual({
      ours: 2,
      others: 0,
      projects: [{ projectId: bridge, count: 2 }],
    });
    const { tasks } = await first.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'CONFLICTS_OPEN')?.sentence).toBe(
      '有2处两台电脑改得不一致，还没有选定用哪一个。',
    );
    const { findings } = await first.call('packages.precheck', {});
    expect(findings.find((finding) => finding.code === 'CONFLICT')).toMatchObject({
      tone: 'should',
      sentence: '有2处两台电脑改得不一致，还没有选定；报上去的是现在的内容。',
      projectName: '青石大桥',
    });

    // At the centre both packages arrive; it may look, the district decides.
    await takeIn(centre, await report(second));
    await takeIn(centre, order);
    const [above] = await rowsAt(centre);
    expect(above).toMatchObject({ isOurs: false, officeName: '青石区' });
    expect((await centre.call('offices.current', {})).conflicts).toBe(0);
    const refusal = await centre.refusal('conflicts.resolve', {
      choices: [{ entity: 'project', recordId: bridge, field: 'remark', choice: { kind: 'inForce' } }],
    });
    expect(refusal.message).toBe('“青石大桥”归“青石区”管理，由对方单位决定用哪一个。这里只能查看。');

    const remark = rows.filter((row) => row.label === '备注');
    const { changeId } = await resolve(first, remark, ({ offers }) => ({
      kind: 'offered',
      position: offers[0]?.position ?? 0,
    }));
    expect((await project(first, bridge))?.remark).toBe('乙写的');
    expect((await first.call('offices.current', {})).conflicts).toBe(1);
    expect(
      (await first.refusal('conflicts.resolve', { choices: [choiceOf(remark[0], { kind: 'inForce' })] })).message,
    ).toBe('这一处已经处理过或不再矛盾，没有重复写入。请刷新后再看。');
    await first.call('changes.undo', { changeId: changeId ?? '' });
    expect((await project(first, bridge))?.remark).toBe('甲写的');
    expect((await first.call('offices.current', {})).conflicts).toBe(2);
    await first.call('changes.redo', { changeId: changeId ?? '' });
    expect((await project(first, bridge))?.remark).toBe('乙写的');
    expect((await first.call('offices.current', {})).conflicts).toBe(1);
    const history = await first.call('projects.history', { id: bridge });
    expect(history.rows.find((row) => row.label === '备注（选定）')).toMatchObject({
      before: '甲写的',
      after: '乙写的',
    });

    // Typed anew, in the field's own terms.
    const money = (await rowsAt(first)).filter((row) => row.label === '总投资');
    expect(
      (await first.refusal('conflicts.resolve', { choices: [choiceOf(money[0], { kind: 'typed', value: -5 })] }))
        .message,
    ).toBe('“总投资”填写有误：金额不能为负数。没有保存，请改正后再定。');
    await resolve(first, money, () => ({ kind: 'typed', value: 135_000_000 }));
    await both();
    for (const office of [first, second]) {
      expect(await rowsAt(office)).toEqual([]);
      expect(await project(office, bridge)).toMatchObject({ remark: '乙写的', totalInvestment: 135_000_000 });
    }
    await takeIn(centre, await report(second));
    expect(await rowsAt(centre)).toEqual([]);
    expect(await project(centre, bridge)).toMatchObject({ remark: '乙写的', totalInvestment: 135_000_000 });
  });

  it('decided differently at both desks at once is asked once more, and then both hold one value', async () => {
    await save(first, works, { place: '东岸' });
    await save(second, works, { place: '西岸' });
    await both();
    await resolve(first, await rowsAt(first), () => ({ kind: 'typed', value: '南岸' }));
    await resolve(second, await rowsAt(second), () => ({ kind: 'inForce' }));
    await both();
    const again = await rowsAt(first);
    expect(again).toMatchObject([{ label: '建设地点', inForce: { shown: '南岸' } }]);
    await resolve(first, again, () => ({ kind: 'inForce' }));
    await both();
    for (const office of [first, second]) {
      expect(await rowsAt(office)).toEqual([]);
      expect((await project(office, works))?.place).toBe('南岸');
      expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
    }
  });
});

describe('a record deleted at one desk and edited at the other', () => {
  it('stays or goes as a person says, and undoing the decision to keep it does not delete it', async () => {
    const add = async (office: Office, name: string) =>
      (await office.call('milestones.save', { projectId: works, changes: { name, plannedOn: '2026-12-01' } })).id;
    const kept = await add(first, '基坑验收');
    const gone = await add(first, '设备进场');
    await both();
    for (const id of [kept, gone]) {
      await first.call('milestones.save', { projectId: works, id, changes: { note: '甲改的' } });
      await second.call('milestones.remove', { projectId: works, ids: [id] });
    }
    await both();
    const rows = await rowsAt(first);
    expect(rows).toMatchObject([
      { title: '白桦湾水厂 · 建设节点：基坑验收', label: '删除还是保留', isDeletion: true, inForce: { shown: '保留' } },
      { title: '白桦湾水厂 · 建设节点：设备进场', offers: [{ shown: '删除', actor: '经办乙' }] },
    ]);
    expect((await rowsAt(second))[0]).toMatchObject({
      inForce: { shown: '删除' },
      offers: [{ shown: '保留', detail: '说明：甲改的' }],
    });
    const [keep, remove] = rows;
    const { changeId } = await first.call('conflicts.resolve', { choices: [choiceOf(keep, { kind: 'inForce' })] });
    await first.call('changes.undo', { changeId: changeId ?? '' });
    expect(await rowsAt(first)).toHaveLength(2);
    expect(await names(first)).toEqual(expect.arrayContaining(['基坑验收', '设备进场']));
    await first.call('conflicts.resolve', {
      choices: [
        choiceOf(keep, { kind: 'inForce' }),
        choiceOf(remove, { kind: 'offered', position: remove?.offers[0]?.position ?? 0 }),
      ],
    });
    await both();
    for (const office of [first, second]) {
      expect(await rowsAt(office)).toEqual([]);
      expect(await names(office)).toContain('基坑验收');
      expect(await names(office)).not.toContain('设备进场');
    }
    const checks = await Promise.all([first, second].map((office) => office.call('ledger.check', {})));
    expect(checks[0]).toMatchObject({ isSound: true, problems: [], digest: checks[1]?.digest });
  });
});

function choiceOf(conflict: Conflict | undefined, choice: Choice): InputOf<'conflicts.resolve'>['choices'][number] {
  if (conflict === undefined) throw new Error('no such conflict');
  return { entity: conflict.entity, recordId: conflict.recordId, field: conflict.field, choice };
}

async function names(office: Office): Promise<string[]> {
  const { nodes } = await office.call('milestones.ofProject', { projectId: works });
  return nodes.map((node) => node.name);
}
