/** A district's people at the centre: seen with their delegates, changed by nobody but the district. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
let centre: Office;
let ids: Record<string, string>;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  const district = openOffice(prepared.district);
  await Promise.all([centre.unlock(), district.unlock()]);
  ids = await projectIds(district);
  const leader = (await district.call('persons.list', {})).rows.find((row) => row.name === '张某某');
  await district.call('delegations.save', {
    leaderId: leader?.id ?? '',
    delegateName: '李某某',
    fromDay: '2026-11-01',
    untilDay: '2026-12-05',
  });
  await district.call('groups.save', {
    changes: { name: '青石大桥项目推进小组', kind: 'promotionGroup' },
    members: [{ personName: '张某某', role: 'leader' }],
  });
  const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  const { token } = await centre.call('packages.preview', {
    file: centre.take(district.keep(sent.file, join(machine.path, 'sent.ldx'))),
  });
  await centre.call('packages.import', { token });
  await district.close();
});
afterAll(async () => {
  await centre.close();
  machine.remove();
});

it('the centre sees whom a district’s leader has delegated to', async () => {
  const { leaders } = await centre.call('assignments.board', {});
  expect(leaders.map((leader) => leader.shown)).toContain('张某某（委托李某某，至12月5日）');
  const [delegation] = (await centre.call('delegations.list', {})).rows;
  expect(delegation).toMatchObject({ leaderName: '张某某', mayEdit: false });
});

it('what is the district’s own is refused to the centre, with the district’s name', async () => {
  const person = (await centre.call('persons.list', {})).rows.find((row) => row.name === '张某某');
  const [unit] = (await centre.call('units.list', {})).rows;
  const [group] = (await centre.call('groups.list', {})).rows;
  const [delegation] = (await centre.call('delegations.list', {})).rows;
  const projectId = ids['青石大桥'] ?? '';
  const term = (await centre.call('assignments.ofProject', { projectId })).terms[0];
  expect([person?.mayEdit, unit?.mayEdit, group?.mayEdit]).toEqual([false, false, false]);
  const day = '2026-11-10';
  const refusals = await Promise.all([
    centre.refusal('persons.save', { id: person?.id ?? '', changes: { phone: '1' } }),
    centre.refusal('persons.newPost', { id: person?.id ?? '', post: '区长', fromDay: day }),
    centre.refusal('units.save', { id: unit?.id ?? '', changes: { phone: '1' } }),
    centre.refusal('units.rename', { id: unit?.id ?? '', name: '甲局', day }),
    centre.refusal('units.merge', { ids: [unit?.id ?? ''], into: { name: '甲局' }, day }),
    centre.refusal('units.end', { id: unit?.id ?? '', day }),
    centre.refusal('groups.save', { id: group?.id ?? '', changes: { field: '甲' } }),
    centre.refusal('groups.remove', { id: group?.id ?? '' }),
    centre.refusal('delegations.remove', { id: delegation?.id ?? '' }),
    centre.refusal('assignments.save', { projectId, personName: '王某某', role: 'areaLeader' }),
    centre.refusal('assignments.remove', { ids: [term?.id ?? ''] }),
    centre.refusal('assignments.changePerson', {
      projectIds: [projectId],
      role: 'responsibleLeader',
      fromPersonId: person?.id ?? '',
      toName: '王某某',
      day,
    }),
  ]);
  expect(new Set(refusals.map((refusal) => refusal.code))).toEqual(new Set(['RECORD_NOT_OURS']));
  expect(refusals[0]?.message).toContain('青石区');
});
