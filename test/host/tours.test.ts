/** 观摩 through the contract: proposed, screened, put in order, marked, its papers, every refusal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const idOf = (name: string) => ids[name] ?? '';
const get = (id: string) => office.call('tours.get', { id });
const hold = (id: string) => office.call('meetings.act', { id, act: { kind: 'hold' } });

async function newTour(): Promise<string> {
  return (await office.call('meetings.save', { changes: { type: 'tour', onDay: '2026-11-17', title: '四季度观摩' } }))
    .id;
}

async function propose(id: string, ...names: string[]): Promise<string[]> {
  const projects = names.map(idOf);
  const input = { id, projectIds: projects, proposedBy: 'unit', unitName: '石桥镇', reason: '进度快' } as const;
  return (await office.call('tours.propose', input)).stopIds;
}

async function onRoute(id: string, ...names: string[]): Promise<string[]> {
  const stopIds = await propose(id, ...names);
  await office.call('tours.screen', { stopIds, state: 'chosen' });
  return stopIds;
}

describe('a tour', () => {
  it('is demanded by the rules in force with its clause, and listed with how far it is', async () => {
    const { types } = await office.call('tours.list', {});
    expect(types).toMatchObject([{ code: 'tour', rhythm: 'quarterly', source: '二七办文〔2024〕7号 四(四)1、五(三)' }]);
    const id = await newTour();
    await propose(id, '青石大桥', '白桦湾水厂');
    const { rows } = await office.call('tours.list', {});
    expect(rows.find((row) => row.id === id)).toMatchObject({
      title: '四季度观摩',
      proposed: 2,
      waiting: 2,
      chosen: 0,
    });
    expect((await office.refusal('tours.get', { id: 'nothing' })).code).toBe('RECORD_NOT_FOUND');
  });

  it('takes proposals of towns and of leaders, each project once, with the facts of the project', async () => {
    const id = await newTour();
    const input = { id, projectIds: [idOf('青石大桥')] };
    const nobody = await office.refusal('tours.propose', { ...input, proposedBy: 'unit', unitName: ' ' });
    expect(nobody.code).toBe('TOUR_UNIT_MISSING');
    await propose(id, '青石大桥');
    await office.call('tours.propose', { id, projectIds: [idOf('望江学校')], proposedBy: 'leader' });
    const twice = await office.refusal('tours.propose', { ...input, proposedBy: 'leader' });
    expect(twice.code).toBe('TOUR_PROJECT_TWICE');
    expect(twice.message).toContain('青石大桥');
    const both = { id, projectIds: [idOf('柳林道路'), idOf('柳林道路')], proposedBy: 'leader' as const };
    expect((await office.refusal('tours.propose', both)).code).toBe('TOUR_PROJECT_TWICE');
    expect((await office.refusal('tours.propose', { ...both, projectIds: ['nothing'] })).code).toBe('RECORD_NOT_FOUND');
    expect((await get(id)).stops).toMatchObject([
      {
        projectName: '青石大桥',
        unitName: '石桥镇',
        units: ['区交通局'],
        totalInvestment: 120_000_000,
        state: 'proposed',
      },
      { projectName: '望江学校', proposedBy: 'leader', unitName: null },
    ]);
  });

  it('is screened: what is left out needs a reason, what is taken in joins the end of the route', async () => {
    const id = await newTour();
    const [bridge = '', works = '', school = ''] = await propose(id, '青石大桥', '白桦湾水厂', '望江学校');
    expect((await office.refusal('tours.screen', { stopIds: [school], state: 'notChosen' })).code).toBe(
      'TOUR_REASON_MISSING',
    );
    await office.call('tours.screen', { stopIds: [school], state: 'notChosen', reason: '尚未开工' });
    await office.call('tours.screen', { stopIds: [works], state: 'chosen' });
    await office.call('tours.screen', { stopIds: [bridge], state: 'chosen' });
    const stops = (await get(id)).stops;
    expect(stops.map((stop) => [stop.projectName, stop.state, stop.reason])).toEqual([
      ['白桦湾水厂', 'chosen', '进度快'],
      ['青石大桥', 'chosen', '进度快'],
      ['望江学校', 'notChosen', '尚未开工'],
    ]);
    const cleared = await office.refusal('tours.saveStop', { stopId: school, changes: { reason: ' ' } });
    expect(cleared.code).toBe('TOUR_REASON_MISSING');
    expect((await office.refusal('tours.saveStop', { stopId: bridge, changes: { unitName: null } })).code).toBe(
      'TOUR_UNIT_MISSING',
    );
    await office.call('tours.screen', { stopIds: [works], state: 'proposed' });
    expect((await get(id)).stops.map((stop) => stop.projectName)).toEqual(['青石大桥', '白桦湾水厂', '望江学校']);
  });

  it('is put in order, with times, presenters and what is shown', async () => {
    const id = await newTour();
    const [bridge = '', works = ''] = await onRoute(id, '青石大桥', '白桦湾水厂');
    await office.call('tours.order', { id, stopIds: [works, bridge] });
    expect((await get(id)).stops.map((stop) => stop.id)).toEqual([works, bridge]);
    for (const stopIds of [[works], [works, works], [works, 'nothing']])
      expect((await office.refusal('tours.order', { id, stopIds })).code).toBe('TOUR_ORDER_INCOMPLETE');
    await office.call('tours.saveStop', {
      stopId: works,
      changes: { arrivesAt: ' 9:30 ', presenter: '钱某某', talkingPoints: '看取水泵房' },
    });
    expect((await get(id)).stops[0]).toMatchObject({
      arrivesAt: '9:30',
      presenter: '钱某某',
      talkingPoints: '看取水泵房',
    });
    await office.call('changes.undo', {});
    expect((await get(id)).stops[0]?.arrivesAt).toBeNull();
  });
});

describe('marks', () => {
  it('are typed for each judge after the tour; mean and place follow', async () => {
    const id = await newTour();
    const [bridge = '', works = ''] = await onRoute(id, '青石大桥', '白桦湾水厂');
    const score = (judge: string, ...hundredths: (number | null)[]) => ({
      id,
      judge,
      scores: hundredths.map((each, index) => ({ stopId: [bridge, works][index] ?? '', hundredths: each })),
    });
    expect((await office.refusal('tours.score', score('赵某某', 9000))).code).toBe('MEETING_NOT_HELD');
    await hold(id);
    await office.call('tours.score', score('赵某某', 9000, 9250));
    await office.call('tours.score', score('钱某某', 9100));
    const { stops, judges, uneven } = await get(id);
    expect(stops.map((stop) => stop.standing)).toEqual([
      { mean: 9050, place: 2 },
      { mean: 9250, place: 1 },
    ]);
    expect(judges).toEqual(['赵某某', '钱某某']);
    expect(uneven).toEqual([{ judge: '钱某某', without: ['白桦湾水厂'] }]);
    await office.call('tours.score', score('钱某某', null));
    expect((await get(id)).judges).toEqual(['赵某某']);
    for (const wrong of [10_001, -1]) {
      const refusal = await office.refusal('tours.score', score('赵某某', wrong));
      expect(refusal.code).toBe('TOUR_SCORE_OUT_OF_RANGE');
      expect(refusal.message).toContain('不在0到100之间');
    }
  });

  it('belong to the route of their tour only, and hold what they are about in its place', async () => {
    const id = await newTour();
    const [bridge = ''] = await onRoute(id, '青石大桥');
    const [school = ''] = await propose(id, '望江学校');
    await hold(id);
    const of = (stopId: string, tour = id) => ({ id: tour, judge: '赵某某', scores: [{ stopId, hundredths: 9000 }] });
    expect((await office.refusal('tours.score', of(school))).code).toBe('TOUR_NOT_ON_ROUTE');
    const other = await newTour();
    await hold(other);
    expect((await office.refusal('tours.score', of(bridge, other))).code).toBe('TOUR_NOT_ON_ROUTE');
    await office.call('tours.score', of(bridge));
    const leave = { stopIds: [bridge], state: 'notChosen' as const, reason: '调整' };
    expect((await office.refusal('tours.screen', leave)).code).toBe('TOUR_STOP_SCORED');
    expect((await office.refusal('tours.remove', { stopIds: [bridge] })).code).toBe('TOUR_STOP_SCORED');
  });
});

describe('what was proposed by mistake', () => {
  it('is taken out, brought back by undo, and can be proposed anew without what it had before', async () => {
    const id = await newTour();
    const [bridge = ''] = await onRoute(id, '青石大桥');
    await office.call('tours.saveStop', { stopId: bridge, changes: { arrivesAt: '9:30' } });
    await office.call('tours.remove', { stopIds: [bridge] });
    expect((await get(id)).stops).toEqual([]);
    await office.call('changes.undo', {});
    expect((await get(id)).stops).toMatchObject([{ id: bridge, arrivesAt: '9:30', state: 'chosen' }]);
    await office.call('tours.remove', { stopIds: [bridge] });
    expect((await office.refusal('tours.remove', { stopIds: [bridge] })).code).toBe('RECORD_NOT_FOUND');
    await propose(id, '青石大桥');
    expect((await get(id)).stops).toMatchObject([{ id: bridge, arrivesAt: null, state: 'proposed' }]);
  });

  it('cannot be changed once the tour is cancelled', async () => {
    const id = await newTour();
    const [bridge = ''] = await propose(id, '青石大桥');
    await office.call('meetings.act', { id, act: { kind: 'cancel' } });
    for (const refusal of [
      await office.refusal('tours.screen', { stopIds: [bridge], state: 'chosen' }),
      await office.refusal('tours.propose', { id, projectIds: [idOf('望江学校')], proposedBy: 'leader' }),
    ])
      expect(refusal.code).toBe('MEETING_CANCELLED');
  });
});

describe('工作台', () => {
  it('reminds of proposals that wait for screening, with the clause', async () => {
    const id = await newTour();
    const [bridge = ''] = await propose(id, '青石大桥');
    const waiting = async () =>
      (await office.call('overviews.district', {})).tasks.find(
        (each) => each.subject === id && each.code === 'TOUR_WAITING',
      );
    expect(await waiting()).toMatchObject({
      sentence: '“四季度观摩”（2026年11月17日）还有1个推荐项目没有筛选。',
      why: expect.stringContaining('四(四)1'),
    });
    await office.call('tours.screen', { stopIds: [bridge], state: 'chosen' });
    expect(await waiting()).toBeUndefined();
  });
});

describe('a project', () => {
  it('tells of its tours: screened, place, remarks', async () => {
    const id = await newTour();
    const [road = ''] = await onRoute(id, '柳林道路', '望江学校');
    await hold(id);
    await office.call('tours.score', { id, judge: '赵某某', scores: [{ stopId: road, hundredths: 8800 }] });
    await office.call('tours.saveStop', { stopId: road, changes: { remarks: '现场整洁' } });
    const { rows } = await office.call('tours.ofProject', { projectId: idOf('柳林道路') });
    expect(rows).toMatchObject([
      { tourId: id, state: 'chosen', stops: 2, remarks: '现场整洁', standing: { mean: 8800, place: 1 } },
    ]);
  });
});

describe('papers', () => {
  it('come as workbooks for every kind', async () => {
    const id = await newTour();
    await onRoute(id, '青石大桥');
    for (const paper of ['proposals', 'route', 'scoreSheet', 'results'] as const) {
      const { file } = await office.call('tours.paper', { id, paper, format: 'xlsx' });
      expect(file.name).toMatch(/^观摩.*_2026-11-18\.xlsx$/);
    }
  });
});
