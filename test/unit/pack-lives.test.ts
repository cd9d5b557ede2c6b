/** One invented project through each notice's life: who must answer for it, its pools, nodes and clock, how it leaves, who meets. */
import { describe, expect, it } from 'vitest';
import { deadlineOf, periodAt } from '#shared/calendar/period.ts';
import { shippedCalendar } from '#shared/calendar/working-day.ts';
import { ProblemError } from '#shared/error.ts';
import { approvalClock, type ClockFacts } from '#shared/rules/approval-clock.ts';
import type { RulePack } from '#shared/rules/catalogue.ts';
import { delegationHint } from '#shared/rules/delegations.ts';
import { type FiveOnesFacts, fiveOnesOf } from '#shared/rules/five-ones.ts';
import { funnelStages } from '#shared/rules/funnel.ts';
import { deadlineOfGrade } from '#shared/rules/issues.ts';
import { proposeLagging } from '#shared/rules/lagging.ts';
import { type AnsweringPerson, type LeaderFacts, leaderFindings, roleName } from '#shared/rules/leaders.ts';
import { overdueSources } from '#shared/rules/overdue.ts';
import { dengfeng2018 } from '#shared/rules/packs/dengfeng-2018.ts';
import { erqi2024 } from '#shared/rules/packs/erqi-2024.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { jinshui2019 } from '#shared/rules/packs/jinshui-2019.ts';
import { kaifeng2019 } from '#shared/rules/packs/kaifeng-2019.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import { zhengzhou2022 } from '#shared/rules/packs/zhengzhou-2022.ts';
import { hastenedLimit } from '#shared/rules/permits.ts';
import type { ConditionFacts } from '#shared/rules/pool-conditions.ts';
import { requireEntry } from '#shared/rules/pool-entry.ts';
import {
  hasExits,
  hasPools,
  movesOf,
  type PoolFacts,
  poolRulesOf,
  proposedMoves,
  requireExit,
  requireTransfer,
} from '#shared/rules/pools.ts';
import { statisticsFinding } from '#shared/rules/statistics.ts';
import { carryProposal } from '#shared/rules/year-turn.ts';

const today = '2026-11-18';
const hundredMillion = 100_000_000;

const noDays: ConditionFacts['milestones'] = {
  plannedStart: null,
  actualStart: null,
  plannedCompletion: null,
  actualCompletion: null,
  fullBenefit: null,
};
interface PoolWishes extends Partial<Omit<PoolFacts, 'milestones'>> {
  readonly milestones?: Partial<ConditionFacts['milestones']>;
}
const inPools = ({ milestones, ...wishes }: PoolWishes): PoolFacts => ({
  pool: null,
  exitedOn: null,
  steps: [],
  permits: [],
  ...wishes,
  milestones: { ...noDays, ...milestones },
});

const nobody: LeaderFacts = { level: 'provincial', totalInvestment: 3 * hundredMillion, people: [], unitHeadIds: [] };
const person = (role: AnsweringPerson['role'], name: string, rank: string | null): AnsweringPerson => ({
  role,
  personId: name,
  name,
  rank,
});
const demanded = (pack: RulePack, facts: LeaderFacts) =>
  leaderFindings(pack, facts).map((finding) => [finding.roleName, finding.state, finding.source]);

const atAuction: ClockFacts = {
  landTenure: 'granted',
  landAuctionDay: '2026-08-03',
  isInFreeTradeZone: false,
  usesCommitment: false,
  startedOn: null,
  hasStarted: false,
};
const clockOf = (pack: RulePack, facts: Partial<ClockFacts> = {}) =>
  approvalClock({ ...atAuction, ...facts }, ruleOf(pack, 'approvalClock'), today, shippedCalendar);

const meetingsOf = (pack: RulePack) =>
  ruleOf(pack, 'meetings').parameters.types.map((type) => [type.name, type.rhythm, type.chair, type.supervisor]);

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('not refused');
}

const reported: FiveOnesFacts = { leaders: [], teams: [], plans: [], lastPeriod: '2026-11-13', isCompleted: false };

describe('a project in a district of 金政办〔2019〕3号', () => {
  const pack = jinshui2019;

  it('has one leader, one team, one plan, and is followed to the end (引言)', () => {
    expect(fiveOnesOf(pack, reported, today).map((one) => [one.label, one.state])).toEqual([
      ['一个项目', 'definite'],
      ['一个领导', 'missing'],
      ['一套班子', 'missing'],
      ['一套方案', 'missing'],
      ['一抓到底', 'definite'],
    ]);
    expect(demanded(pack, { ...nobody, level: 'district', totalInvestment: 1 })).toEqual([
      ['分包领导', 'missing', '金政办〔2019〕3号 引言、二(一)'],
    ]);
    const led = { ...nobody, people: [person('responsibleLeader', '某甲', null)] };
    expect(demanded(pack, led).map(([, state]) => state)).toEqual(['met']);
  });

  it('sees no pools, no clock, no steward: the notice has none', () => {
    expect([hasPools(pack), hasExits(pack), clockOf(pack).state]).toEqual([false, false, 'noRule']);
    expect(movesOf(inPools({}), today, 2026, poolRulesOf(pack))).toEqual([]);
    expect(ruleOf(pack, 'steward').parameters.levels).toEqual([]);
  });

  it('is on the monthly meeting of the group’s office, which hands on what it cannot settle (二(三), 一)', () => {
    expect(meetingsOf(pack)).toEqual([
      ['项目工作例会', 'monthly', '推进小组办公室', null],
      ['推进小组专题会议', 'onDemand', '推进小组组长', null],
    ]);
  });

  it('is reported weekly, checked monthly, closed at the year’s end; weekday and hour are said to be open (二(二))', () => {
    const period = ruleOf(pack, 'reportingPeriod');
    expect(period.source).toBe('金政办〔2019〕3号 二(二)、三(二)；星期和钟点：通知未规定，本软件默认');
    expect(ruleOf(pack, 'reportDeadlines').parameters.items.map((item) => item.when)).toEqual([
      '年初建账',
      '每周',
      '年终',
    ]);
    expect(ruleOf(pack, 'monthCheck').parameters.closingDay).toBeNull();
    const rules = { pools: poolRulesOf(pack), proposesCompletion: true, source: ruleOf(pack, 'yearTurn').source };
    expect(carryProposal(inPools({}), 2026, today, rules)).toMatchObject({ decision: 'carried', why: '继续推进' });
    const finished = inPools({ milestones: { actualCompletion: '2026-10-08' } });
    expect(carryProposal(finished, 2026, today, rules).decision).toBe('finished');
  });

  it('stands in the quarterly bulletin and is looked at irregularly (二(四))', () => {
    expect(ruleOf(pack, 'evaluation').parameters.rhythms[0]).toBe('每季度全面通报');
    expect(ruleOf(pack, 'inspections').parameters).toMatchObject({ rhythm: 'irregular', isFullCoverage: false });
  });
});

describe('a project in a district of 二七办文〔2024〕7号', () => {
  const pack = erqi2024;
  const rules = poolRulesOf(pack);

  it('of a hundred million has a county-level leader, another district project its 挂钩 (四(一)1), each a 项目管家 (四(三)3)', () => {
    expect(demanded(pack, nobody)).toEqual([
      ['分包领导', 'missing', '二七办文〔2024〕7号 四(一)1'],
      ['项目管家', 'missing', '二七办文〔2024〕7号 四(三)3'],
    ]);
    expect(demanded(pack, { ...nobody, level: 'district' }).map(([role]) => role)).toEqual([
      '挂钩领导',
      '镇街道主要负责人',
      '项目管家',
    ]);
    const small = { ...nobody, level: 'municipal' as const, totalInvestment: hundredMillion - 1 };
    expect(demanded(pack, small).map(([role]) => role)).toEqual(['项目管家']);
    const led = { ...nobody, people: [person('responsibleLeader', '某甲', '乡镇正科级')] };
    expect(demanded(pack, led)[0]?.[1]).toBe('rankBelow');
  });

  it('comes in late only with ground, signature, paper and consent (四(二)1)', () => {
    const request = {
      to: 'reserve' as const,
      onDay: '2026-11-10',
      ground: 'newPlot',
      signedBy: null,
      consentOn: null,
      consentDocument: null,
      applicationId: null,
    };
    expect(refusalOf(() => requireEntry(inPools({}), request, today, rules))).toContain('二七办文〔2024〕7号 四(二)1');
    const whole = { signedBy: '某甲', consentOn: '2026-11-09', consentDocument: '纪要3号', applicationId: 'scan' };
    expect(requireEntry(inPools({}), { ...request, ...whole }, today, rules)).toBe('lateEntry');
    expect(requireEntry(inPools({}), { ...request, ground: null }, today, rules)).toBe('entry');
  });

  it('moves 储备 → 开工 → 在建 at once, 竣工 is proposed, 达效 leaves (四(二)2)', () => {
    const permits = [
      { step: 'construction-permit', name: '施工许可证', state: 'done' as const, finishedOn: '2026-09-01' },
    ];
    const moved = (facts: PoolFacts) =>
      proposedMoves(facts, today, 2026, rules).map((move) => [move.to, move.isAtOnce]);
    expect(moved(inPools({ pool: 'reserve', permits }))).toEqual([['start', true]]);
    expect(moved(inPools({ pool: 'start', permits, milestones: { actualStart: '2026-09-20' } }))).toEqual([
      ['construction', true],
    ]);
    const building = { actualStart: '2025-09-20', plannedCompletion: '2026-12' };
    expect(moved(inPools({ pool: 'construction', milestones: building }))).toEqual([['completion', false]]);
    const working = { ...building, actualCompletion: '2026-06-30', fullBenefit: '2026-10-30' };
    expect(moved(inPools({ pool: 'completion', milestones: working }))).toEqual([[null, false]]);
    const transfer = { to: 'start' as const, onDay: today, groundText: null };
    expect(refusalOf(() => requireTransfer(inPools({ pool: 'reserve' }), transfer, today, 2026, rules))).toContain(
      '二七办文〔2024〕7号 四(二)2',
    );
  });

  it('leaves for one of six reasons, the latter five with consent and a new attraction of its plot (四(二)3)', () => {
    const { exits, consentOf } = ruleOf(pack, 'poolExits').parameters;
    expect(exits.map((exit) => [exit.label, exit.needsConsent, exit.opensAttraction])).toEqual([
      ['竣工达效', false, false],
      ['合同约定终止合作', true, true],
      ['已停止洽谈', true, true],
      ['企业无能力开发造成土地长期闲置', true, true],
      ['严重违反合同条款影响整体产业布局', true, true],
      ['上级政策或上位规划调整', true, true],
    ]);
    expect(consentOf).toBe('区重大项目建设工作领导小组');
    const wish = { code: 'talksEnded', onDay: today, groundText: null, consentOn: null, consentDocument: null };
    const leave = (consent: object) =>
      requireExit(inPools({ pool: 'reserve' }), { ...wish, isLandReclaimed: false, ...consent }, today, 2026, rules);
    expect(refusalOf(() => leave({}))).toContain('POOL_CONSENT_MISSING');
    expect(leave({ consentOn: '2026-11-01', consentDocument: '纪要5号' }).opensAttraction).toBe(true);
  });

  it('is on the weekly, half-monthly and monthly meetings; 区督查局 follows the minutes (四(三)6, 五(三))', () => {
    expect(meetingsOf(pack).map(([name, rhythm]) => `${name} ${rhythm}`)).toEqual([
      '重点项目推进会 weekly',
      '区长重点项目推进会 halfMonthly',
      '区委书记听取重点项目汇报 monthly',
      '项目专题推进会 onDemand',
      '月分析会 monthly',
      '重点项目现场观摩讲评 quarterly',
      '项目管家例会 weekly',
    ]);
    expect(ruleOf(pack, 'supervision').parameters).toEqual({ body: '区督查局', mayIssueNotices: false });
  });

  it('has its problems graded, three teams to solve them, and the last in the month speaks (四(三)1, 4; 四(四)2)', () => {
    const { parameters } = ruleOf(pack, 'issues');
    expect(parameters.teams.map((team) => [team.field, team.leadUnit])).toEqual([
      ['资金', '区财政局'],
      ['手续办理', null],
      ['拆迁', null],
    ]);
    expect(deadlineOfGrade(parameters, 'urgent', today, shippedCalendar)).toBe(today);
    expect(ruleOf(pack, 'evaluation').parameters.consequences[0]).toEqual({
      when: '月排名倒数第一',
      what: '在全区重点项目推进会议上表态发言',
    });
  });
});

describe('a project in a city of 登项攻坚办〔2018〕1号', () => {
  const pack = dengfeng2018;

  it('has a chief service officer of 乡镇副科级 or above; provincial and municipal ones a leader (一(一))', () => {
    expect(roleName(pack, 'projectSteward')).toBe('首席服务官');
    expect(demanded(pack, nobody).map(([role, state]) => [role, state])).toEqual([
      ['分包领导', 'missing'],
      ['首席服务官', 'missing'],
    ]);
    expect(demanded(pack, { ...nobody, level: 'district' }).map(([role]) => role)).toEqual(['首席服务官']);
    const served = (rank: string) =>
      demanded(pack, { ...nobody, level: 'district', people: [person('projectSteward', '某乙', rank)] })[0]?.[1];
    expect([served('乡镇副科级'), served('科员'), served('县处级副职')]).toEqual(['met', 'rankBelow', 'met']);
    expect(fiveOnesOf(pack, reported, today).map((one) => one.label)).toEqual([
      '一个项目',
      '一个领导',
      '一套班子',
      '一抓到底',
    ]);
  });

  it('has another leader while its own is away for a month or more (一(一))', () => {
    const rule = ruleOf(pack, 'delegation');
    expect(delegationHint({ fromDay: '2026-09-01', untilDay: '2026-09-30' }, rule)).toBeNull();
    expect(delegationHint({ fromDay: '2026-09-01', untilDay: '2026-09-29' }, rule)).toContain(
      '登项攻坚办〔2018〕1号 一(一)',
    );
  });

  it('gets its approvals in half the time (二(三)) and into the statistics (三(八))', () => {
    const { percent } = ruleOf(pack, 'approvalSpeedUp').parameters;
    expect([hastenedLimit(20, percent), hastenedLimit(7, percent)]).toEqual([10, 3]);
    const started = { level: 'district', isDue: null, registeredOn: null, note: null, hasStarted: true } as const;
    expect(statisticsFinding(started, ruleOf(pack, 'statisticalRegistration')).state).toBe('missing');
  });

  it('has no pools, yet may lose its status and its land with the government’s consent (六(十二))', () => {
    expect([hasPools(pack), hasExits(pack), clockOf(pack).state]).toEqual([false, true, 'noRule']);
    const rules = poolRulesOf(pack);
    const leave = (code: string, consent: object = {}) =>
      requireExit(
        inPools({}),
        {
          code,
          onDay: today,
          groundText: null,
          consentOn: null,
          consentDocument: null,
          isLandReclaimed: true,
          ...consent,
        },
        today,
        2026,
        rules,
      );
    const consent = { consentOn: '2026-11-01', consentDocument: '政纪2号' };
    for (const code of ['slow', 'abandoned', 'notCarriedOver'])
      expect(leave(code, consent)).toMatchObject({ needsConsent: true, mayReclaimLand: true, opensAttraction: false });
    expect(refusalOf(() => leave('slow'))).toContain('市政府');
    expect(refusalOf(() => leave('talksEnded', consent))).toContain('POOL_EXIT_REASON_UNKNOWN');
    expect(ruleOf(pack, 'yearTurn').parameters.notCarriedOver).toContain('报市政府研究');
  });

  it('is on the monthly meeting and toured in even months; 市纪委 answers for who drags (一(二), 五(十一))', () => {
    expect(meetingsOf(pack)).toEqual([
      ['重点项目推进例会', 'monthly', '市委、市政府主要领导', '市委市政府督查考核办公室'],
      ['专题协调会议', 'onDemand', null, null],
      ['重点项目观摩', 'evenMonths', null, null],
    ]);
    expect(ruleOf(pack, 'accountability').parameters.by).toBe('市纪委（监察委）');
    expect(ruleOf(pack, 'evaluation').parameters.rhythms.slice(0, 2)).toEqual(['月通报', '季排名']);
  });
});

describe('a project at the centre of 郑重办〔2022〕XX号', () => {
  const pack = zhengzhou2022;

  it('is reported by Friday noon, by the last working day before where that is a holiday (四(三); the shift is a default)', () => {
    const rule = ruleOf(pack, 'reportingPeriod').parameters;
    const period = periodAt('2026-09-30T01:00:00.000Z', rule);
    expect(period.closesOn).toBe('2026-10-02');
    const { shift } = ruleOf(pack, 'deadlineShift').parameters;
    expect(deadlineOf(period, rule, shift)).toBe('2026-09-30T04:00:00.000Z');
    expect(ruleOf(pack, 'reportDeadlines').parameters.items.map((item) => [item.when, item.to])).toEqual([
      ['每周五中午12时前', '工程协调处'],
      ['每周五中午12时前', '工程协调处'],
      ['每周五中午12时前', '项目储备选报处'],
      ['每月20日前', '项目运行监测处、目标管理和信息处'],
      ['每月', '中心领导'],
    ]);
  });

  it('stands in 附件2 only as 省市重点 and behind; no notice says how far (附件2)', () => {
    const rule = ruleOf(pack, 'lagging');
    expect(rule.parameters.levels).toEqual(['provincial', 'municipal']);
    const slow = { startsOn: '2026-03', completesOn: null, plannedThisYear: hundredMillion, doneThisYear: 20_000_000 };
    expect(proposeLagging(slow, today, rule.parameters).isProposed).toBe(true);
    expect(rule.source).toContain('通知未规定');
  });

  it('is looked at for its start, completion and output, and for nine factors (三)', () => {
    expect(ruleOf(pack, 'factors').parameters.factors).toHaveLength(9);
    const sources = overdueSources(pack);
    expect(sources.notResumed).toContain('郑重办〔2022〕XX号 三');
    expect(sources.belowCapacity).toContain('郑重办〔2022〕XX号 三');
  });

  it('goes into 附件2 to 附件5 in 万元; the notice demands neither leader, pool nor clock', () => {
    expect(ruleOf(pack, 'tables').parameters.reports).toEqual(['annex2', 'annex3', 'annex4', 'annex5']);
    expect(ruleOf(pack, 'shownMoneyUnit').parameters.unit).toBe('wan');
    expect([demanded(pack, nobody), hasPools(pack), clockOf(pack).state, meetingsOf(pack)]).toEqual([
      [],
      false,
      'noRule',
      [],
    ]);
  });
});

describe('a project in a city of 汴办文〔2019〕13号', () => {
  const pack = kaifeng2019;

  it('has a leader, a county-level officer and a chief service officer (二)', () => {
    expect(demanded(pack, { ...nobody, level: 'municipal' })).toEqual([
      ['分包领导', 'missing', '汴办文〔2019〕13号 二(一)'],
      ['县级干部责任人', 'missing', '汴办文〔2019〕13号 二(二)'],
      ['首席服务官', 'missing', '汴办文〔2019〕13号 二(二)'],
    ]);
    expect(demanded(pack, { ...nobody, level: 'district' })).toEqual([]);
    const officer = (rank: string) =>
      demanded(pack, { ...nobody, people: [person('accountableOfficer', '某丙', rank)] })[1]?.[1];
    expect([officer('副县级'), officer('正科级')]).toEqual(['met', 'rankBelow']);
  });

  it('starts within 80, 50 or 30 working days after the auction, right over holidays (四(一))', () => {
    const limits = [clockOf(pack), clockOf(pack, { isInFreeTradeZone: true })].map((clock) => clock.limit);
    const strict = clockOf(pack, { isInFreeTradeZone: true, usesCommitment: true });
    expect([...limits, strict.limit]).toEqual([80, 50, 30]);
    // 20 in August, 22 in September (the 20th made up, the 25th off), 18 in October, 13 up to 18 November.
    expect(clockOf(pack)).toMatchObject({ state: 'running', used: 73, dueOn: '2026-11-27' });
    expect(strict.state).toBe('late');
    expect(clockOf(pack, { landTenure: 'allocated' }).state).toBe('notApplicable');
    expect(clockOf(pack, { landAuctionDay: null }).state).toBe('toBeFilled');
  });

  it('passes 签约、土地摘牌、开工、竣工 and is cited where it should have started (四(一), 五(一))', () => {
    expect(ruleOf(pack, 'milestones').parameters.kinds).toEqual(['signing', 'landAuction', 'start', 'completion']);
    expect(overdueSources(pack)).toMatchObject({
      dueNotStarted: '汴办文〔2019〕13号 五(一)',
      dueNotCompleted: '汴办文〔2019〕13号 五(一)',
    });
  });

  it('comes out of a reserve funnel of four stages with numbers and days; there are no pools (四(一))', () => {
    const { stages } = ruleOf(pack, 'reserveFunnel').parameters;
    const found = funnelStages(
      stages,
      [{ stage: 'signed', totalInvestment: hundredMillion }],
      [{ stage: 'landed', projects: 1, dueOn: '2026-10-31' }],
      today,
    );
    expect(found.map((stage) => [stage.stage, stage.reached, stage.isShort])).toEqual([
      ['planned', 1, false],
      ['inNegotiation', 1, false],
      ['signed', 1, false],
      ['landed', 0, true],
    ]);
    expect([hasPools(pack), hasExits(pack)]).toEqual([false, false]);
  });

  it('is met on weekly, monthly, every two months, quarterly and half-yearly; 督查局 follows (一 to 四)', () => {
    const types = meetingsOf(pack);
    expect(types.map(([, rhythm]) => rhythm)).toEqual([
      'weekly',
      'weekly',
      'monthly',
      'monthly',
      'monthly',
      'evenMonths',
      'quarterly',
      'halfYearly',
    ]);
    expect(types.filter(([, , , supervisor]) => supervisor !== null).map(([name]) => name)).toEqual([
      '市联审联批周例会',
      '县（区）月会商（每月至少一个县区）',
    ]);
    expect(ruleOf(pack, 'inspections').parameters).toMatchObject({ rhythm: 'monthly', isFullCoverage: true });
    expect(ruleOf(pack, 'evaluation').parameters.rhythms).toEqual([
      '单月通报',
      '双月点评',
      '季度分析',
      '半年观摩',
      '全年考核',
    ]);
  });
});

describe('a project where no notice says anything', () => {
  it('is demanded nothing of, has no pools, clock or meetings, and is reported by visible defaults', () => {
    expect([demanded(neutralPack, nobody), hasPools(neutralPack), meetingsOf(neutralPack)]).toEqual([[], false, []]);
    expect(clockOf(neutralPack).state).toBe('noRule');
    expect(ruleOf(neutralPack, 'reportingPeriod').source).toBe('通知未规定，本软件默认');
  });
});
