/** 六个明确 (二七办文〔2024〕7号 四(三)4) and 五个一 (金政办〔2019〕3号 引言): what is there, what is missing, what does not apply. */
import { describe, expect, it } from 'vitest';
import { type FiveOnesFacts, fiveOnesOf } from '#shared/rules/five-ones.ts';
import { builtInPack } from '#shared/rules/packs/index.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import { type DefiniteFacts, sixDefinitesOf } from '#shared/rules/six-definites.ts';

const pack = (id: string) => {
  const found = builtInPack(id);
  if (found === undefined) throw new Error(`there is no pack ${id}`);
  return found;
};
const erqi = pack('erqi-2024@1');

const person = (role: DefiniteFacts['people'][number]['role'], name: string) => ({
  role,
  name,
  personId: name,
  rank: null,
});

const whole: DefiniteFacts = {
  row: {
    level: 'municipal',
    totalInvestment: 200_000_000,
    startsOn: '2025-03',
    completesOn: '2027',
    responsibleUnits: [{ id: 'u', name: '区交通局' }],
    plannedThisYear: 60_000_000,
  },
  people: [person('responsibleLeader', '张某某'), person('projectSteward', '李某某')],
  nodes: [],
  hasStarted: true,
};

const of = (facts: Partial<DefiniteFacts>, rules = erqi) =>
  Object.fromEntries(sixDefinitesOf(rules, { ...whole, ...facts }).map((each) => [each.key, each]));

describe('六个明确', () => {
  it('are six, each with what it is', () => {
    expect(sixDefinitesOf(erqi, whole).map(({ label, state, shown }) => [label, state, shown])).toEqual([
      ['分包领导', 'definite', '张某某'],
      ['项目管家', 'definite', '李某某'],
      ['建设节点', 'definite', '2025年3月开工、2027年竣工'],
      ['建设周期', 'definite', '2025年3月—2027年'],
      ['责任单位', 'definite', '区交通局'],
      ['投资目标', 'definite', '本年6,000万元'],
    ]);
  });

  it('a leader is missing of 亿元以上 provincial and municipal projects, below it does not apply', () => {
    const people = [person('projectSteward', '李某某')];
    expect(of({ people })['responsibleLeader']).toMatchObject({ state: 'missing', shown: '缺分包领导' });
    const small = { ...whole.row, totalInvestment: 99_999_999 };
    expect(of({ people, row: small })['responsibleLeader']).toMatchObject({
      state: 'notApplicable',
      shown: '没有要求',
    });
    const unknown = { ...whole.row, totalInvestment: null };
    expect(of({ people, row: unknown })['responsibleLeader']).toMatchObject({
      state: 'notApplicable',
      shown: '级别或总投资没有填写，不能判断',
    });
  });

  it('of a district project the 挂钩 counts (二七办文〔2024〕7号 四(一)1)', () => {
    const row = { ...whole.row, level: 'district' as const };
    expect(of({ row, people: [person('areaLeader', '王某某')] })['responsibleLeader']).toMatchObject({
      label: '挂钩领导',
      state: 'missing',
      shown: '缺镇街道主要负责人',
    });
    expect(
      of({ row, people: [person('areaLeader', '王某某'), person('townHead', '赵某某')] })['responsibleLeader'],
    ).toMatchObject({ label: '挂钩领导', state: 'definite', shown: '王某某、赵某某' });
  });

  it('the steward has the pack’s title, and is asked of the levels its rule names', () => {
    const kaifeng = pack('kaifeng-2019@1');
    const items = ['projectSteward'] as const;
    const own = {
      ...kaifeng,
      rules: {
        ...kaifeng.rules,
        sixDefinites: { kind: 'sixDefinites' as const, parameters: { items: [...items] }, source: '甲', shown: '乙' },
      },
    };
    expect(of({ people: [] }, own)['projectSteward']).toMatchObject({ label: '首席服务官', state: 'missing' });
    const row = { ...whole.row, level: 'district' as const };
    expect(of({ people: [], row }, own)['projectSteward']).toMatchObject({ state: 'notApplicable' });
  });

  it('nodes want signing only before the start, and say what is missing', () => {
    expect(of({ hasStarted: false })['milestones']).toMatchObject({ state: 'missing', shown: '缺签约时间' });
    const nodes = [{ kind: 'signing' as const, name: '签约', plannedOn: '2025-01', actualOn: null }];
    expect(of({ hasStarted: false, nodes })['milestones']?.shown).toBe('2025年1月签约、2025年3月开工、2027年竣工');
    const empty = { ...whole.row, startsOn: null, completesOn: null };
    expect(of({ row: empty })['milestones']).toMatchObject({ state: 'missing', shown: null });
  });
});

describe('五个一', () => {
  const facts: FiveOnesFacts = {
    leaders: ['张某某'],
    teams: ['某某项目推进小组'],
    plans: ['实施方案.pdf'],
    lastPeriod: '2026-11-13',
    isCompleted: false,
  };
  const jinshui = pack('jinshui-2019@1');
  const last = (changes: Partial<FiveOnesFacts>) => fiveOnesOf(jinshui, { ...facts, ...changes }, '2026-11-18').at(-1);

  it('are five, four where the notice has no 一套方案, none where it has none', () => {
    expect(fiveOnesOf(jinshui, facts, '2026-11-18').map(({ label, state }) => [label, state])).toEqual([
      ['一个项目', 'definite'],
      ['一个领导', 'definite'],
      ['一套班子', 'definite'],
      ['一套方案', 'definite'],
      ['一抓到底', 'definite'],
    ]);
    expect(fiveOnesOf(pack('dengfeng-2018@1'), facts, '2026-11-18').map(({ key }) => key)).not.toContain('plan');
    expect(fiveOnesOf(neutralPack, facts, '2026-11-18')).toEqual([]);
  });

  it('一抓到底 means reported within the last two periods (每周报账), until completed', () => {
    expect(last({ lastPeriod: '2026-11-04' })).toMatchObject({ state: 'definite' });
    expect(last({ lastPeriod: '2026-11-03' })).toMatchObject({
      state: 'missing',
      shown: '2026年11月3日期有进展，之后没有填报',
    });
    expect(last({ lastPeriod: null })).toMatchObject({ state: 'missing', shown: '没有进展填报' });
    expect(last({ lastPeriod: '2025-01-03', isCompleted: true })).toMatchObject({ state: 'definite' });
  });
});
