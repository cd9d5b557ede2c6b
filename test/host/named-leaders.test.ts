/** 省、市 leaders named at the centre go down, stand in the tables, and are nobody else's to change. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handDown, officesInTouch, reportUp } from '#test/support/handed-down.ts';
import { machineFolder, type Office } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let bridge: string;
let water: string;

beforeAll(async () => {
  const offices = await officesInTouch(machine.path);
  ({ district, centre } = offices);
  bridge = offices.ids['青石大桥'] ?? '';
  water = offices.ids['白桦湾水厂'] ?? '';
}, 180_000);
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

const rowOf = async (projectId: string) =>
  (await centre.call('namedLeaders.list', {})).rows.find((row) => row.projectId === projectId);
const present = async (office: Office, projectId: string) =>
  (await office.call('assignments.ofProject', { projectId })).terms.filter((term) => term.isInForce);

it('named for many projects at once, they wait for the district and go down with the persons', async () => {
  const made = await centre.call('namedLeaders.name', {
    items: [
      { projectId: bridge, tier: 'municipal', names: ['周某某'] },
      { projectId: water, tier: 'provincial', names: ['吴某某', '周某某'] },
    ],
    note: '云发改〔2026〕3号',
  });
  expect(made.changed).toBe(2);
  const { rows } = await centre.call('packages.down', {});
  const waiting = rows.find((row) => row.shortName === '青石区')?.changed ?? [];
  expect(Object.fromEntries(waiting.map(({ label, count }) => [label, count]))).toEqual({ 人员: 2, 分包与服务: 3 });
  await handDown(centre, district, machine.path);
  const terms = await present(district, water);
  expect(terms.filter((term) => term.isFromAbove).map((term) => [term.personName, term.tier, term.note])).toEqual([
    ['吴某某', 'provincial', '云发改〔2026〕3号'],
    ['周某某', 'provincial', '云发改〔2026〕3号'],
  ]);
  expect(terms.every((term) => term.mayEdit !== term.isFromAbove)).toBe(true);
});

it('they stand in 附件3 and 附件4 of both offices instead of what the district claims', async () => {
  await district.call('assignments.save', {
    projectId: bridge,
    personName: '郑某某',
    role: 'responsibleLeader',
    tier: 'municipal',
  });
  for (const office of [district, centre]) {
    const municipal = (await office.call('reports.leaders', { report: 'annex4' })).rows;
    expect(municipal.map((row) => [row.name, row.leader])).toEqual([['青石大桥', '周某某']]);
    expect(municipal[0]?.leaders[0]?.isFromAbove).toBe(true);
    const provincial = (await office.call('reports.leaders', { report: 'annex3' })).rows;
    expect(provincial.map((row) => row.name)).toEqual(['白桦湾水厂']);
  }
  const claim = (await present(district, bridge)).find((term) => term.personName === '郑某某');
  expect(claim).toMatchObject({ isClaim: true, mayEdit: true });
  await reportUp(district, centre, machine.path);
  expect((await rowOf(bridge))?.municipal).toMatchObject({ names: ['周某某'], claimed: ['郑某某'] });
});

it('a list of names typed in the district leaves them alone', async () => {
  await district.call('projects.save', { id: bridge, changes: { responsibleLeaderNames: ['张某某'] } });
  const terms = await present(district, bridge);
  expect(terms.map((term) => term.personName).toSorted()).toEqual(['周某某', '张某某'].toSorted());
  const { rows } = await district.call('projects.list', {});
  expect(rows.find((row) => row.id === bridge)?.responsibleLeaders.map((each) => each.name)).toEqual(['张某某']);
});

it('in the district every edit of theirs is refused in one sentence that says what to do', async () => {
  const term = (await present(district, bridge)).find((each) => each.isFromAbove);
  const refusals = [
    await district.refusal('assignments.save', {
      id: term?.id ?? '',
      projectId: bridge,
      personName: '张某某',
      role: 'responsibleLeader',
    }),
    await district.refusal('assignments.remove', { ids: [term?.id ?? ''] }),
    await district.refusal('reports.saveLeaderTiers', { items: [{ assignmentId: term?.id ?? '', tier: 'district' }] }),
    await district.refusal('persons.save', { id: term?.personId ?? '', changes: { post: '副市长' } }),
  ];
  for (const refusal of refusals) {
    expect(refusal.code).toBe('RECORD_NOT_OURS');
    expect(refusal.message).toBe(
      '这条记录归“云岭市中心”管理，本单位不能直接修改。请用“请求更改”或“询问”向对方提出，由对方更正。',
    );
  }
  const handover = await district.refusal('assignments.changePerson', {
    projectIds: [bridge],
    role: 'responsibleLeader',
    day: '2026-11-18',
    toName: '李某某',
    fromPersonId: term?.personId ?? '',
  });
  expect(handover.code).toBe('TERM_NOT_HELD');
  expect(
    (await district.refusal('namedLeaders.name', { items: [{ projectId: bridge, tier: 'municipal', names: [] }] }))
      .code,
  ).toBe('ROLE_NOT_ALLOWED');
});

it('changed from a day, the old term stays as history in the district', async () => {
  await centre.call('namedLeaders.name', {
    items: [{ projectId: bridge, tier: 'municipal', names: ['吴某某'] }],
    fromDay: '2026-11-10',
  });
  await handDown(centre, district, machine.path);
  const { terms } = await district.call('assignments.ofProject', { projectId: bridge });
  expect(
    terms
      .filter((term) => term.isFromAbove)
      .map(({ personName, fromDay, untilDay }) => [personName, fromDay, untilDay]),
  ).toEqual([
    ['吴某某', '2026-11-10', null],
    ['周某某', null, '2026-11-09'],
  ]);
});

it('away, he delegates at the centre; the district’s sheets show the delegate', async () => {
  const leaders = (await centre.call('assignments.board', {})).leaders;
  const leaderId = leaders.find((leader) => leader.name === '吴某某')?.personId ?? '';
  expect(leaders.find((leader) => leader.name === '吴某某')).toMatchObject({ isFromAbove: true, mayChange: true });
  await centre.call('delegations.save', {
    leaderId,
    delegateName: '冯某某',
    fromDay: '2026-11-01',
    untilDay: '2026-12-15',
    projectIds: [bridge],
  });
  await handDown(centre, district, machine.path);
  const term = (await present(district, bridge)).find((each) => each.isFromAbove);
  expect(term?.shown).toContain('冯某某');
  const { rows } = await district.call('delegations.list', {});
  expect(rows).toMatchObject([{ leaderName: '吴某某', delegateName: '冯某某', mayEdit: false }]);
});

it('the centre names only provincial and municipal leaders of others’ projects', async () => {
  const save = { projectId: bridge, personName: '周某某', role: 'projectSteward' } as const;
  expect((await centre.refusal('assignments.save', save)).code).toBe('RECORD_NOT_OURS');
  expect(
    (await centre.refusal('assignments.save', { ...save, role: 'responsibleLeader', tier: 'district' })).code,
  ).toBe('RECORD_NOT_OURS');
  expect(
    (await centre.refusal('namedLeaders.name', { items: [{ projectId: 'nobody', tier: 'municipal', names: [] }] }))
      .code,
  ).toBe('RECORD_NOT_FOUND');
});

it('what the district’s own notice demands is asked of its own leaders', async () => {
  const { findings } = await district.call('assignments.ofProject', { projectId: bridge });
  const sentence = findings.find((finding) => finding.role === 'responsibleLeader')?.sentence ?? '';
  expect(sentence).not.toContain('吴某某');
});

it('both ledgers stay sound', async () => {
  for (const office of [district, centre])
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
});
