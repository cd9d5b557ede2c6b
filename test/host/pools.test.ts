/** 四库 through the contract: entries, transfers, exits with their papers, corrections, undo, any day, any past moment. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { pdfBytes, writeSample } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';
const consent = { consentOn: '2026-11-10', consentDocument: '青石重点纪要〔2026〕5号' };

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});
beforeEach(() => office.turnTo('2026-11-18T02:00:00.000Z'));

const ofProject = (id: string) => office.call('pools.ofProject', { id });
const row = async (id: string) => (await office.call('projects.list', {})).rows.find((each) => each.id === id);
async function newProject(name: string, more: InputOf<'projects.save'>['changes'] = {}): Promise<string> {
  return (await office.call('projects.save', { changes: { name, ...more } })).id;
}
const transfer = (projectId: string, to: 'start' | 'construction' | 'completion' | 'reserve', onDay: string) =>
  office.call('pools.transfer', { items: [{ projectId, to, onDay, groundText: '纸质材料已核' }] });

describe('entries', () => {
  it('inside the selection a project enters with its day alone', async () => {
    const projectId = await newProject('青岚仓储');
    expect(await ofProject(projectId)).toMatchObject({
      state: { state: 'none', pool: null },
      steps: [],
      mayEdit: true,
    });
    expect(await office.call('pools.enter', { projectId, to: 'reserve', onDay: '2026-11-16' })).toMatchObject({
      kind: 'entry',
    });
    expect(await row(projectId))?.toMatchObject({ pool: 'reserve', exitedOn: null });
    expect((await ofProject(projectId)).state).toEqual({ state: 'in', pool: 'reserve', since: '2026-11-16' });
    const again = await office.refusal('pools.enter', { projectId, to: 'reserve', onDay: '2026-11-17' });
    expect(again.code).toBe('POOL_ALREADY_IN');
  });

  it('outside it with ground, head’s signature, sealed application and the leading group’s consent', async () => {
    const projectId = await newProject('青岚冷链', { plot: 'QS-12' });
    const other = await newProject('青岚别院');
    const file = () => office.take(writeSample(folder.path, `申请${other.slice(0, 4)}.pdf`, pdfBytes));
    const attach = async (to: string) =>
      (await office.call('attachments.add', { projectId: to, files: [file()], kind: 'application' })).added[0]?.id ??
      '';
    const late = {
      projectId,
      to: 'reserve' as const,
      onDay: '2026-11-12',
      ground: 'newPlot',
      signedBy: '周某某',
      ...consent,
    };
    const missing = await office.refusal('pools.enter', late);
    expect(missing).toMatchObject({ code: 'POOL_LATE_ENTRY_INCOMPLETE' });
    expect(missing.message).toContain('二七办文〔2024〕7号 四(二)1');
    expect((await office.refusal('pools.enter', { ...late, applicationId: await attach(other) })).code).toBe(
      'POOL_APPLICATION_UNKNOWN',
    );
    const applicationId = await attach(projectId);
    expect((await office.refusal('pools.enter', { ...late, applicationId, consentDocument: ' ' })).code).toBe(
      'POOL_CONSENT_MISSING',
    );
    expect((await office.refusal('pools.enter', { ...late, applicationId, consentOn: '2026-11-13' })).code).toBe(
      'POOL_CONSENT_AFTER',
    );
    expect((await office.refusal('pools.enter', { ...late, applicationId, onDay: '2026-11-19' })).code).toBe(
      'POOL_DAY_IN_FUTURE',
    );
    expect(await office.call('pools.enter', { ...late, applicationId })).toMatchObject({ kind: 'lateEntry' });
    expect((await ofProject(projectId)).steps).toMatchObject([
      {
        kind: 'lateEntry',
        groundLabel: '新取得开发地块',
        signedBy: '周某某',
        application: { id: applicationId },
        ...consent,
      },
    ]);
  });
});

describe('transfers', () => {
  it('go step by step, carry their clause, and keep the project in step; undo takes them back', async () => {
    const projectId = await newProject('青岚智造', { pool: 'reserve' });
    const refused = await office.refusal('pools.transfer', {
      items: [{ projectId, to: 'start', onDay: '2026-11-02' }],
    });
    expect(refused.code).toBe('POOL_CONDITION_NOT_MET');
    expect(refused.message).toContain('施工许可证');
    const skip = await office.refusal('pools.transfer', {
      items: [{ projectId, to: 'construction', onDay: '2026-11-02', groundText: '已开工' }],
    });
    expect(skip).toMatchObject({ code: 'POOL_MOVE_NOT_POSSIBLE' });
    expect(skip.message).toContain('四(二)2');
    await transfer(projectId, 'start', '2026-11-02');
    const moved = await transfer(projectId, 'construction', '2026-11-05');
    expect((await row(projectId))?.pool).toBe('construction');
    const back = await office.refusal('pools.transfer', {
      items: [{ projectId, to: 'completion', onDay: '2026-11-04', groundText: '材料' }],
    });
    expect(back.code).toBe('POOL_DAY_REVERSED');
    expect((await ofProject(projectId)).steps.map((step) => [step.fromPool, step.toPool, step.onDay])).toEqual([
      ['start', 'construction', '2026-11-05'],
      ['reserve', 'start', '2026-11-02'],
    ]);
    await office.call('changes.undo', { changeId: moved.changeId ?? '' });
    expect((await row(projectId))?.pool).toBe('start');
    await office.call('changes.redo', { changeId: moved.changeId ?? '' });
    expect((await row(projectId))?.pool).toBe('construction');
  });

  it('of many projects are one change with one undo; one that is refused stops them all', async () => {
    const first = await newProject('青岚甲厂', { pool: 'start' });
    const second = await newProject('青岚乙厂', { pool: 'start' });
    const third = await newProject('青岚丙厂', { pool: 'reserve' });
    const item = (projectId: string) => ({
      projectId,
      to: 'construction' as const,
      onDay: '2026-11-03',
      groundText: '已核',
    });
    const refused = await office.refusal('pools.transfer', { items: [item(first), item(third)] });
    expect(refused.code).toBe('POOL_MOVE_NOT_POSSIBLE');
    expect((await row(first))?.pool).toBe('start');
    const made = await office.call('pools.transfer', { items: [item(first), item(second)] });
    expect(made.moved).toBe(2);
    await office.call('changes.undo', { changeId: made.changeId ?? '' });
    expect([(await row(first))?.pool, (await row(second))?.pool]).toEqual(['start', 'start']);
  });
});

describe('what the ledgers of permits and nodes show', () => {
  const proposalsOf = async (projectId: string) =>
    (await office.call('pools.overview', {})).proposals.filter((each) => each.projectId === projectId);

  it('is proposed with its clause and day, on the desk too, and moves without a word of reason', async () => {
    const projectId = await newProject('青岚港', { pool: 'reserve', startsOn: '2026-10', completesOn: '2027-06' });
    await office.call('permits.save', {
      projectId,
      changes: { name: '施工许可证', stage: 'constructionApproval', state: 'done', finishedOn: '2026-10-12' },
    });
    expect(await proposalsOf(projectId)).toMatchObject([
      { label: '储备库→开工库', isAtOnce: true, onDay: '2026-10-12', source: '二七办文〔2024〕7号 四(二)2' },
    ]);
    const { tasks } = await office.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'POOL_TRANSFERS')?.sentence).toContain('青岚港');
    await office.call('pools.transfer', { items: [{ projectId, to: 'start', onDay: '2026-10-12' }] });
    expect(await proposalsOf(projectId)).toEqual([]);
    const start = (await office.call('milestones.ofProject', { projectId })).nodes.find(
      (node) => node.kind === 'start',
    );
    await office.call('milestones.save', { projectId, id: start?.id ?? '', changes: { actualOn: '2026-11-02' } });
    expect(await proposalsOf(projectId)).toMatchObject([{ label: '开工库→在建库', onDay: '2026-11-02' }]);
    expect(
      (
        await office.refusal('pools.transfer', {
          items: [{ projectId, to: 'reserve', onDay: '2026-11-02', groundText: '缓建' }],
        })
      ).code,
    ).toBe('POOL_MOVE_CONTRADICTED');
    await office.call('pools.transfer', { items: [{ projectId, to: 'construction', onDay: '2026-11-02' }] });
    expect((await ofProject(projectId)).steps[0]).toMatchObject({
      groundLabel: '已经开工建设',
      groundText: '2026年11月2日实际开工',
    });
  });
});

describe('exits', () => {
  it('① needs 达效 or a reason; ②–⑥ the consent with its number; the plot’s new attraction opens in the same change', async () => {
    const projectId = await newProject('青岚广场', { pool: 'reserve', plot: 'QS-07' });
    const item = { projectId, code: 'terminated', onDay: '2026-11-15' };
    const refused = await office.refusal('pools.exit', { items: [item] });
    expect(refused.code).toBe('POOL_CONSENT_MISSING');
    expect(refused.message).toContain('四(二)3');
    expect((await office.refusal('pools.exit', { items: [{ ...item, code: 'bored', ...consent }] })).code).toBe(
      'POOL_EXIT_REASON_UNKNOWN',
    );
    expect((await office.refusal('pools.exit', { items: [{ ...item, ...consent, isLandReclaimed: true }] })).code).toBe(
      'POOL_LAND_NOT_RECLAIMABLE',
    );
    const made = await office.call('pools.exit', { items: [{ ...item, ...consent }] });
    expect(made).toMatchObject({ exited: 1, attractions: 1 });
    expect(await row(projectId))?.toMatchObject({ pool: null, exitedOn: '2026-11-15' });
    const overview = await office.call('pools.overview', {});
    expect(overview.exited).toMatchObject([
      { projectId, groundLabel: '合同约定终止合作', consentDocument: consent.consentDocument },
    ]);
    expect(overview.attractions).toMatchObject([{ plot: 'QS-07', openedOn: '2026-11-15', closedOn: null }]);
    expect(overview.projects.some((each) => each.projectId === projectId)).toBe(false);
    expect((await office.refusal('pools.exit', { items: [{ ...item, ...consent }] })).code).toBe('POOL_ALREADY_EXITED');
    expect(
      (
        await office.refusal('pools.transfer', {
          items: [{ projectId, to: 'start', onDay: '2026-11-16', groundText: '甲' }],
        })
      ).code,
    ).toBe('POOL_ALREADY_EXITED');
    // The week it left in still asks for it; the next one does not.
    const isAsked = async (period: string) =>
      (await office.call('progress.period', { period })).rows.some((each) => each.projectId === projectId);
    office.turnTo('2026-11-23T02:00:00.000Z');
    expect([await isAsked('2026-11-20'), await isAsked('2026-11-27')]).toEqual([true, false]);
    office.turnTo('2026-11-18T02:00:00.000Z');
    await office.call('changes.undo', { changeId: made.changeId ?? '' });
    expect(await row(projectId))?.toMatchObject({ pool: 'reserve', exitedOn: null });
    expect((await office.call('pools.overview', {})).attractions).toEqual([]);
  });

  it('a plot nobody wrote down has to be named, or said not to exist', async () => {
    const projectId = await newProject('青岚会馆', { pool: 'reserve' });
    const item = { projectId, code: 'talksEnded', onDay: '2026-11-12', ...consent };
    expect((await office.refusal('pools.exit', { items: [item] })).code).toBe('POOL_PLOT_MISSING');
    const made = await office.call('pools.exit', { items: [{ ...item, hasNoPlot: true }] });
    expect(made.attractions).toBe(0);
    await office.call('changes.undo', { changeId: made.changeId ?? '' });
    expect(await office.call('pools.exit', { items: [{ ...item, plot: 'QS-09' }] })).toMatchObject({ attractions: 1 });
  });

  it('after it the plot’s second attraction brings the project, or another one, in again', async () => {
    const projectId = idOf('青石大桥');
    await office.call('pools.exit', {
      items: [{ projectId, code: 'policy', onDay: '2026-11-11', ...consent, plot: 'QS-21' }],
    });
    const attraction = (await office.call('pools.overview', {})).attractions.find((each) => each.plot === 'QS-21');
    const early = { id: attraction?.id ?? '', changes: { closedOn: '2026-11-01' } };
    expect((await office.refusal('plotAttractions.save', early)).code).toBe('ATTRACTION_DAY_REVERSED');
    await office.call('plotAttractions.save', { id: early.id, changes: { note: '与两家企业接洽' } });
    const enter = { projectId, to: 'reserve' as const, onDay: '2026-11-17', attractionId: early.id };
    expect((await office.refusal('pools.enter', { ...enter, onDay: '2026-11-10' })).code).toBe('POOL_DAY_REVERSED');
    await office.call('pools.enter', enter);
    expect(await row(projectId))?.toMatchObject({ pool: 'reserve', exitedOn: null });
    expect((await ofProject(projectId)).attractions).toMatchObject([
      { closedOn: '2026-11-17', newProjectId: projectId, note: '与两家企业接洽' },
    ]);
  });

  it('in a district without pools (登项攻坚办〔2018〕1号) takes the standing and the land, with the consent', async () => {
    const projectId = await newProject('青岚停车楼');
    const before = (await office.call('offices.current', {})).office?.rulePack ?? '';
    await office.call('offices.save', { changes: { rulePack: 'dengfeng-2018@1' } });
    expect((await office.call('offices.current', {})).features).toMatchObject({ pools: false, exits: true });
    expect((await office.call('overviews.district', {})).pools).toEqual([]);
    const item = { projectId, code: 'abandoned', onDay: '2026-11-12', isLandReclaimed: true };
    expect((await office.refusal('pools.exit', { items: [item] })).code).toBe('POOL_CONSENT_MISSING');
    await office.call('pools.exit', { items: [{ ...item, ...consent }] });
    expect(await row(projectId))?.toMatchObject({ pool: null, exitedOn: '2026-11-12' });
    await office.call('pools.enter', { projectId, to: null, onDay: '2026-11-16' });
    expect((await row(projectId))?.exitedOn).toBeNull();
    await office.call('offices.save', { changes: { rulePack: before } });
  });
});

describe('corrections', () => {
  it('may stand before the last move: that day changes, today stays', async () => {
    const projectId = await newProject('青岚学院', { pool: 'reserve' });
    await transfer(projectId, 'start', '2026-11-02');
    await transfer(projectId, 'construction', '2026-11-10');
    expect(
      (await office.refusal('pools.correct', { projectId, to: 'reserve', onDay: '2026-11-05', groundText: null })).code,
    ).toBe('POOL_REASON_MISSING');
    await office.call('pools.correct', { projectId, to: 'reserve', onDay: '2026-11-05', groundText: '许可证被撤回' });
    const stateOn = async (day: string) =>
      (await office.call('projects.stateOn', { day })).rows.find((each) => each.projectId === projectId)?.state;
    expect(await stateOn('2026-11-01')).toMatchObject({ state: 'unknown', pool: 'reserve' });
    expect(await stateOn('2026-11-03')).toMatchObject({ pool: 'start', since: '2026-11-02' });
    expect(await stateOn('2026-11-06')).toMatchObject({ pool: 'reserve', since: '2026-11-05' });
    expect(await stateOn('2026-11-18')).toMatchObject({ pool: 'construction', since: '2026-11-10' });
    expect((await row(projectId))?.pool).toBe('construction');
  });

  it('a pool typed in the grid is the first entry, and on a project with moves a correction of today', async () => {
    const projectId = await newProject('青岚体育馆', { pool: 'reserve' });
    await office.call('projects.save', { id: projectId, changes: { pool: 'start' } });
    expect((await ofProject(projectId)).steps).toEqual([]);
    await transfer(projectId, 'construction', '2026-11-10');
    const typed = await office.call('projects.saveMany', {
      items: [{ id: projectId, changes: { pool: 'completion' } }],
    });
    expect((await ofProject(projectId)).steps[0]).toMatchObject({
      kind: 'correction',
      fromPool: 'construction',
      toPool: 'completion',
      onDay: '2026-11-18',
      groundLabel: '在项目库中修改',
    });
    expect((await row(projectId))?.pool).toBe('completion');
    expect((await office.refusal('projects.save', { id: projectId, changes: { pool: null } })).code).toBe(
      'POOL_TYPED_EMPTY',
    );
    expect((await office.refusal('projects.save', { id: projectId, changes: { exitedOn: '2026-11-01' } })).code).toBe(
      'POOL_EXIT_TYPED',
    );
    await office.call('changes.undo', { changeId: typed.changeId ?? '' });
    expect((await row(projectId))?.pool).toBe('construction');
    await office.call('pools.exit', {
      items: [{ projectId, code: 'breach', onDay: '2026-11-17', ...consent, hasNoPlot: true }],
    });
    expect((await office.refusal('projects.save', { id: projectId, changes: { pool: 'start' } })).code).toBe(
      'POOL_TYPED_AFTER_EXIT',
    );
  });

  it('a pool brought by an import is a correction of today too, and brings nothing back that has left', async () => {
    const moved = await newProject('青岚码头', { pool: 'reserve', totalInvestment: 50_000_000 });
    await transfer(moved, 'start', '2026-11-02');
    const left = await newProject('青岚货场', { pool: 'reserve', totalInvestment: 60_000_000 });
    await office.call('pools.exit', {
      items: [{ projectId: left, code: 'talksEnded', onDay: '2026-11-12', ...consent, hasNoPlot: true }],
    });
    const sheet =
      '序号,项目名称,所在库,总投资（万元）,建设性质\n1,青岚码头,在建库,5000,新建\n2,青岚货场,在建库,6000,新建\n';
    const file = office.take(writeSample(folder.path, '台账.csv', Buffer.from(sheet, 'utf8')));
    const { token } = await office.call('ledgerImports.preview', { file });
    await office.call('ledgerImports.commit', { token });
    expect((await ofProject(moved)).steps[0]).toMatchObject({
      kind: 'correction',
      toPool: 'construction',
      onDay: '2026-11-18',
    });
    expect(await row(moved)).toMatchObject({ pool: 'construction', nature: 'newBuild' });
    expect(await row(left)).toMatchObject({ pool: null, exitedOn: '2026-11-12', nature: 'newBuild' });
  });

  it('moves taken back in any order leave what the rest says', async () => {
    const projectId = await newProject('青岚医院', { pool: 'reserve' });
    const first = await transfer(projectId, 'start', '2026-11-02');
    const second = await transfer(projectId, 'construction', '2026-11-10');
    const third = await office.call('pools.correct', {
      projectId,
      to: 'reserve',
      onDay: '2026-11-04',
      groundText: '更正',
    });
    const undo = (changeId: string | null) => office.call('changes.undo', { changeId: changeId ?? '' });
    await undo(second.changeId);
    expect((await row(projectId))?.pool).toBe('reserve');
    await undo(third.changeId);
    expect((await row(projectId))?.pool).toBe('start');
    await undo(first.changeId);
    expect((await row(projectId))?.pool).toBe('reserve');
    expect((await ofProject(projectId)).steps).toEqual([]);
  });
});

describe('any sequence of moves and undos', () => {
  const pools = ['reserve', 'start', 'construction', 'completion'] as const;
  const day = fc.integer({ min: 1, max: 18 }).map((each) => `2026-11-${String(each).padStart(2, '0')}`);
  const action = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ act: fc.constant('transfer' as const), to: fc.constantFrom(...pools), onDay: day }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant('correct' as const),
        to: fc.option(fc.constantFrom(...pools)),
        onDay: day,
      }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('exit' as const), onDay: day }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('enter' as const), to: fc.constantFrom(...pools), onDay: day }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('type' as const), to: fc.constantFrom(...pools) }) },
    { weight: 4, arbitrary: fc.record({ act: fc.constant('undo' as const), which: fc.nat(20) }) },
  );
  type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

  async function make(projectId: string, each: Exclude<Action, { act: 'undo' }>): Promise<string | null> {
    const made = await office.host.call(...callOf(projectId, each));
    // Refused moves change nothing; what is held below holds all the same.
    return made.ok ? ((made.value as { changeId: string | null }).changeId ?? null) : null;
  }
  function callOf(projectId: string, each: Exclude<Action, { act: 'undo' }>): Parameters<Office['host']['call']> {
    switch (each.act) {
      case 'transfer':
        return ['pools.transfer', { items: [{ projectId, to: each.to, onDay: each.onDay, groundText: '已核' }] }];
      case 'correct':
        return ['pools.correct', { projectId, to: each.to, onDay: each.onDay, groundText: '更正' }];
      case 'exit':
        return [
          'pools.exit',
          {
            items: [
              {
                projectId,
                code: 'terminated',
                onDay: each.onDay,
                consentOn: '2026-11-01',
                consentDocument: '纪要',
                hasNoPlot: true,
              },
            ],
          },
        ];
      case 'enter':
        return ['pools.enter', { projectId, to: each.to, onDay: each.onDay }];
      case 'type':
        return ['projects.save', { id: projectId, changes: { pool: each.to } }];
    }
  }

  it('leave project.pool and the day of exit saying what the newest move says; all undone, all is as before', async () => {
    for (const seed of [1, 2]) {
      const projectId = await newProject(`青岚试验${seed}`, { pool: 'reserve' });
      const made: string[] = [];
      for (const each of fc.sample(action, { numRuns: 20, seed })) {
        if (each.act === 'type' && (await ofProject(projectId)).steps.length === 0) continue;
        if (each.act !== 'undo') {
          const changeId = await make(projectId, each);
          if (changeId !== null) made.push(changeId);
        } else if (made.length > 0) {
          const [changeId = ''] = made.splice(each.which % made.length, 1);
          await office.call('changes.undo', { changeId });
        }
        const { state, steps } = await ofProject(projectId);
        if (steps.length > 0)
          expect(await row(projectId)).toMatchObject({
            pool: state.pool,
            exitedOn: state.state === 'exited' ? state.since : null,
          });
      }
      for (const changeId of made.toReversed()) await office.call('changes.undo', { changeId });
      expect(await row(projectId)).toMatchObject({ pool: 'reserve', exitedOn: null });
      expect((await ofProject(projectId)).steps).toEqual([]);
    }
  });
});

describe('what was known', () => {
  it('at a past moment is the ledger as it stood then, for one project and for all', async () => {
    const projectId = await newProject('青岚剧院', { pool: 'reserve', totalInvestment: 50_000_000 });
    office.turnTo('2026-11-18T03:00:00.000Z');
    const { position } = await office.call('offices.current', {});
    office.turnTo('2026-11-18T04:00:00.000Z');
    await office.call('projects.save', {
      id: projectId,
      changes: { totalInvestment: 60_000_000, place: '青石河东岸' },
    });
    await transfer(projectId, 'start', '2026-11-02');
    await office.call('projects.remove', { ids: [idOf('柳林道路')] });
    const later = await newProject('青岚影城');
    const then = { name: '青岚剧院', pool: 'reserve', totalInvestment: 50_000_000 };
    for (const asked of [{ position }, { at: '2026-11-18T03:30:00.000Z' }]) {
      const one = await office.call('projects.knownAt', { ...asked, projectId });
      expect(one.rows).toMatchObject([then]);
      expect(one.rows[0]?.differs.map((each) => each.label).toSorted()).toEqual(
        ['总投资', '所在库', '建设地点'].toSorted(),
      );
      const all = await office.call('projects.knownAt', asked);
      expect(all.rows.find((each) => each.projectId === projectId)).toMatchObject(then);
      expect(all.rows.some((each) => each.projectId === later)).toBe(false);
      expect(all.rows.some((each) => each.name === '柳林道路')).toBe(true);
    }
    const now = await office.call('projects.knownAt', {});
    expect(now.rows.find((each) => each.projectId === projectId)).toMatchObject({
      name: '青岚剧院',
      pool: 'start',
      differs: [],
    });
    expect(now.rows.some((each) => each.name === '柳林道路')).toBe(false);
    expect((await office.call('projects.knownAt', { position: 0 })).rows).toEqual([]);
  });
});

describe('the reserve funnel', () => {
  it('counts stages against the targets of the year (汴办文〔2019〕13号 四(一))', async () => {
    const before = (await office.call('offices.current', {})).office?.rulePack ?? '';
    await office.call('offices.save', { changes: { rulePack: 'kaifeng-2019@1' } });
    expect((await office.call('offices.current', {})).features.reserveFunnel).toBe(true);
    await newProject('青岚云谷', { reserveStage: 'signed', totalInvestment: 10_000_000 });
    await office.call('funnel.save', { year: 2026, stage: 'signed', projects: 3, dueOn: '2026-10-31' });
    await office.call('funnel.save', { year: 2026, stage: 'signed', dueOn: '2026-11-18' });
    const funnel = await office.call('funnel.get', {});
    expect(funnel.stages.map((stage) => stage.stage)).toEqual(['planned', 'inNegotiation', 'signed', 'landed']);
    expect(funnel.stages[2]).toMatchObject({ projects: 1, reached: 1, target: 3, dueOn: '2026-11-18', isShort: true });
    expect(funnel.source).toContain('四(一)');
    await office.call('offices.save', { changes: { rulePack: before } });
  });
});
