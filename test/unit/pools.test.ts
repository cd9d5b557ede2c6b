/** 四库 as the notices have it: which move, when, with which papers. Clauses of 二七办文〔2024〕7号 unless said otherwise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poolTransitionKinds } from '#shared/domain/pool-transition.ts';
import { projectPools } from '#shared/domain/project.ts';
import { ProblemError } from '#shared/error.ts';
import type { RulePack } from '#shared/rules/catalogue.ts';
import { funnelStages } from '#shared/rules/funnel.ts';
import { dengfeng2018 } from '#shared/rules/packs/dengfeng-2018.ts';
import { erqi2024 } from '#shared/rules/packs/erqi-2024.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import type { ConditionFacts } from '#shared/rules/pool-conditions.ts';
import { isInsideWindow, requireEntry, shownWindow } from '#shared/rules/pool-entry.ts';
import { currentAfter, type PoolStep, poolStateOn } from '#shared/rules/pool-history.ts';
import {
  hasExits,
  hasPools,
  movesOf,
  type PoolFacts,
  poolRulesOf,
  proposedMoves,
  requireCorrection,
  requireExit,
  requireTransfer,
} from '#shared/rules/pools.ts';

const today = '2026-11-18';
const year = 2026;
const rules = poolRulesOf(erqi2024);
const noDays: ConditionFacts['milestones'] = {
  plannedStart: null,
  actualStart: null,
  plannedCompletion: null,
  actualCompletion: null,
  fullBenefit: null,
};
const permit = (state: 'done' | 'inHand' | 'notApplicable', finishedOn: string | null = null) => ({
  step: 'construction-permit',
  name: '施工许可证',
  state,
  finishedOn,
});

interface Wishes extends Partial<Omit<PoolFacts, 'milestones'>> {
  readonly milestones?: Partial<ConditionFacts['milestones']>;
}

function facts({ milestones, ...wishes }: Wishes): PoolFacts {
  return { pool: null, exitedOn: null, steps: [], permits: [], ...wishes, milestones: { ...noDays, ...milestones } };
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
  return 'not refused';
}

const exitOf = (code: string) => ({
  code,
  onDay: '2026-11-10',
  groundText: null,
  consentOn: '2026-11-09',
  consentDocument: '区领导小组纪要〔2026〕5号',
  isLandReclaimed: false,
});

describe('what is proposed', () => {
  it.each([
    [
      '四(二)2: 储备→开工 at once when the construction permit is there',
      facts({ pool: 'reserve', permits: [permit('done', '2026-10-08')] }),
      '储备库→开工库',
      true,
      '2026-10-08',
    ],
    [
      '四(二)2: a permit that does not concern the project holds nothing up',
      facts({ pool: 'reserve', permits: [permit('notApplicable')] }),
      '储备库→开工库',
      true,
      today,
    ],
    [
      '四(二)2: 开工→在建 at once when really started',
      facts({ pool: 'start', milestones: { actualStart: '2026-09-01' } }),
      '开工库→在建库',
      true,
      '2026-09-01',
    ],
    [
      '四(二)2: a start known to the month counts from its last day',
      facts({ pool: 'start', milestones: { actualStart: '2026-09' } }),
      '开工库→在建库',
      true,
      '2026-09-30',
    ],
    [
      '四(一)2: 在建→竣工 is proposed where it can be completed this year',
      facts({ pool: 'construction', milestones: { actualStart: '2025-03', plannedCompletion: '2026-12' } }),
      '在建库→竣工库',
      false,
      today,
    ],
    [
      '四(二)2: 在建 leaves when it has 达效',
      facts({ pool: 'construction', milestones: { fullBenefit: '2026-10-20' } }),
      '在建库→退库',
      false,
      '2026-10-20',
    ],
    [
      '四(二)3: 竣工 leaves when it has 达效',
      facts({ pool: 'completion', milestones: { fullBenefit: '2026-10-20' } }),
      '竣工库→退库',
      false,
      '2026-10-20',
    ],
  ])('%s', (_, project, label, isAtOnce, onDay) => {
    expect(proposedMoves(project, today, year, rules)).toMatchObject([{ label, isAtOnce, onDay, holds: true }]);
  });

  it.each([
    ['a permit still in hand', facts({ pool: 'reserve', permits: [permit('inHand')] })],
    ['no permit recorded at all', facts({ pool: 'reserve' })],
    ['a start that lies ahead', facts({ pool: 'start', milestones: { actualStart: '2027-01-05' } })],
    ['a planned start only', facts({ pool: 'start', milestones: { plannedStart: '2026-03-01' } })],
    [
      'completion planned for another year',
      facts({ pool: 'construction', milestones: { plannedCompletion: '2027-06' } }),
    ],
    [
      'started and to be completed in one year (之前已开工 does not hold)',
      facts({ pool: 'construction', milestones: { actualStart: '2026-02-01', plannedCompletion: '2026-12' } }),
    ],
    ['going back, which only the year’s turn proposes', facts({ pool: 'start' })],
    [
      'a project that has left',
      facts({ pool: null, exitedOn: '2026-05-01', milestones: { actualStart: '2026-01-01' } }),
    ],
  ])('nothing is proposed for %s', (_, project) => {
    expect(proposedMoves(project, today, year, rules)).toEqual([]);
  });

  it('a permit typed by hand is known by its name', () => {
    const typed = { ...permit('done', '2026-10-08'), step: null };
    expect(proposedMoves(facts({ pool: 'reserve', permits: [typed] }), today, year, rules)).toHaveLength(1);
  });

  it('every move names its clause and says what is missing', () => {
    const moves = movesOf(facts({ pool: 'reserve' }), today, year, rules);
    expect(moves).toHaveLength(1);
    expect(moves[0]?.source).toContain('二七办文〔2024〕7号 四(二)2');
    expect(moves[0]?.why).toContain('施工许可证');
  });

  it('a proposed day is never before the last move', () => {
    const steps: PoolStep[] = [{ kind: 'transfer', fromPool: 'reserve', toPool: 'start', onDay: '2026-10-01' }];
    const project = facts({ pool: 'start', steps, milestones: { actualStart: '2026-09-01' } });
    expect(proposedMoves(project, today, year, rules)[0]?.onDay).toBe('2026-10-01');
  });
});

describe('a transfer', () => {
  const started = facts({ pool: 'start', milestones: { actualStart: '2026-09-01' } });
  const to = (pool: (typeof projectPools)[number], more: Partial<{ onDay: string; groundText: string }> = {}) => ({
    to: pool,
    onDay: '2026-09-01',
    groundText: null,
    ...more,
  });

  it('whose condition holds is made', () => {
    expect(requireTransfer(started, to('construction'), today, year, rules)).toMatchObject({ ground: 'started' });
  });

  it.each([
    ['skips a pool: 储备 → 在建', facts({ pool: 'reserve' }), to('construction'), 'POOL_MOVE_NOT_POSSIBLE'],
    [
      'goes back without being one of the two cases',
      facts({ pool: 'construction' }),
      to('start'),
      'POOL_MOVE_NOT_POSSIBLE',
    ],
    ['is dated tomorrow', started, to('construction', { onDay: '2026-11-19' }), 'POOL_DAY_IN_FUTURE'],
    ['is made of a project that never entered', facts({}), to('start'), 'POOL_NOT_IN_POOL'],
    ['is made of a project that has left', facts({ exitedOn: '2026-03-01' }), to('start'), 'POOL_ALREADY_EXITED'],
    [
      'has no condition shown and no reason given',
      facts({ pool: 'start' }),
      to('construction'),
      'POOL_CONDITION_NOT_MET',
    ],
    ['goes back to 储备 without a reason', facts({ pool: 'start' }), to('reserve'), 'POOL_CONDITION_NOT_MET'],
    ['goes back to 储备 although started', started, to('reserve', { groundText: '缓建' }), 'POOL_MOVE_CONTRADICTED'],
  ])('is refused when it %s', (_, project, request, code) => {
    expect(codeOf(() => requireTransfer(project, request, today, year, rules))).toBe(code);
  });

  it('dated before the last one is refused (it would be a correction)', () => {
    const steps: PoolStep[] = [{ kind: 'entry', fromPool: null, toPool: 'start', onDay: '2026-10-01' }];
    const project = { ...started, steps };
    expect(codeOf(() => requireTransfer(project, to('construction'), today, year, rules))).toBe('POOL_DAY_REVERSED');
    expect(requireTransfer(project, to('construction', { onDay: '2026-10-01' }), today, year, rules).to).toBe(
      'construction',
    );
  });

  it('with the reason written is a person’s decision: permits kept on paper, 开工 that slips to 储备', () => {
    expect(
      requireTransfer(
        facts({ pool: 'start' }),
        to('construction', { groundText: '纸质开工报告已核' }),
        today,
        year,
        rules,
      ).holds,
    ).toBe(false);
    expect(
      requireTransfer(facts({ pool: 'start' }), to('reserve', { groundText: '当年不能开工' }), today, year, rules)
        .source,
    ).toContain('四(一)2');
  });
});

describe('an entry (四(二)1)', () => {
  const windowed = poolRulesOf(withWindow(erqi2024, { from: '01-01', until: '02-28' }));
  const late = {
    to: 'reserve' as const,
    onDay: '2026-06-01',
    ground: 'newPlot',
    signedBy: '周某某',
    consentOn: '2026-05-28',
    consentDocument: '纪要〔2026〕3号',
    applicationId: 'a',
  };

  it('inside the window needs nothing but its day', () => {
    const request = {
      ...late,
      onDay: '2026-02-01',
      ground: null,
      signedBy: null,
      consentOn: null,
      consentDocument: null,
      applicationId: null,
    };
    expect(requireEntry(facts({}), request, today, windowed)).toBe('entry');
  });

  it('outside the window with all its papers is a late entry', () => {
    expect(requireEntry(facts({}), late, today, windowed)).toBe('lateEntry');
  });

  it.each([
    ['its case', { ...late, ground: null }, 'POOL_LATE_ENTRY_INCOMPLETE'],
    ['one of the four cases', { ...late, ground: 'other' }, 'POOL_LATE_ENTRY_INCOMPLETE'],
    ['the head who signed', { ...late, signedBy: null }, 'POOL_LATE_ENTRY_INCOMPLETE'],
    ['the sealed application', { ...late, applicationId: null }, 'POOL_LATE_ENTRY_INCOMPLETE'],
    ['the day of consent', { ...late, consentOn: null }, 'POOL_CONSENT_MISSING'],
    ['the number of the consent', { ...late, consentDocument: null }, 'POOL_CONSENT_MISSING'],
    ['a consent that came first', { ...late, consentOn: '2026-06-02' }, 'POOL_CONSENT_AFTER'],
  ])('outside the window is refused without %s', (_, request, code) => {
    expect(codeOf(() => requireEntry(facts({}), request, today, windowed))).toBe(code);
  });

  it('is refused twice, in the future, or into a pool the pack does not have', () => {
    const steps: PoolStep[] = [{ kind: 'entry', fromPool: null, toPool: 'reserve', onDay: '2026-01-10' }];
    expect(codeOf(() => requireEntry(facts({ pool: 'reserve', steps }), late, today, windowed))).toBe(
      'POOL_ALREADY_IN',
    );
    expect(codeOf(() => requireEntry(facts({}), { ...late, onDay: '2026-12-01' }, today, windowed))).toBe(
      'POOL_DAY_IN_FUTURE',
    );
    expect(codeOf(() => requireEntry(facts({}), { ...late, to: null }, today, windowed))).toBe('POOL_NOT_KEPT');
    expect(codeOf(() => requireEntry(facts({}), late, today, poolRulesOf(neutralPack)))).toBe('POOL_NOT_KEPT');
  });

  it('of an imported project may be recorded once, as its first move', () => {
    const request = { ...late, onDay: '2026-01-20', to: 'construction' as const };
    expect(requireEntry(facts({ pool: 'construction' }), request, today, windowed)).toBe('entry');
  });

  it('after an exit (二次招商) is a new entry, not before the exit', () => {
    const steps: PoolStep[] = [{ kind: 'exit', fromPool: 'reserve', toPool: null, onDay: '2026-05-30' }];
    const left = facts({ exitedOn: '2026-05-30', steps });
    const request = { ...late, ground: 'secondAttraction' };
    expect(requireEntry(left, request, today, windowed)).toBe('lateEntry');
    expect(codeOf(() => requireEntry(left, { ...request, onDay: '2026-05-29' }, today, windowed))).toBe(
      'POOL_DAY_REVERSED',
    );
  });

  it('where the notice sets no dates is inside unless a ground says otherwise', () => {
    expect(requireEntry(facts({}), { ...late, ground: null, signedBy: null, consentOn: null }, today, rules)).toBe(
      'entry',
    );
    expect(codeOf(() => requireEntry(facts({}), { ...late, applicationId: null }, today, rules))).toBe(
      'POOL_LATE_ENTRY_INCOMPLETE',
    );
  });

  it.each([
    [{ from: '01-01', until: '02-28' }, '2026-02-28', true],
    [{ from: '01-01', until: '02-28' }, '2026-03-01', false],
    [{ from: '11-15', until: '01-31' }, '2026-12-01', true],
    [{ from: '11-15', until: '01-31' }, '2026-01-31', true],
    [{ from: '11-15', until: '01-31' }, '2026-02-01', false],
    [null, '2026-07-01', true],
  ])('window %o on %s: %s', (window, day, isInside) => {
    expect(isInsideWindow(window, day)).toBe(isInside);
  });

  it('shows its window in words', () => {
    expect(shownWindow({ from: '11-15', until: '01-31' })).toBe('11月15日—1月31日');
  });
});

describe('an exit (四(二)3)', () => {
  const inPool = facts({ pool: 'reserve' });

  it.each(['terminated', 'talksEnded', 'idleLand', 'breach', 'policy'])(
    '“%s” needs the leading group’s consent with its number, and opens the plot’s new attraction',
    (code) => {
      expect(requireExit(inPool, exitOf(code), today, year, rules)).toMatchObject({ code, opensAttraction: true });
      expect(codeOf(() => requireExit(inPool, { ...exitOf(code), consentOn: null }, today, year, rules))).toBe(
        'POOL_CONSENT_MISSING',
      );
      expect(codeOf(() => requireExit(inPool, { ...exitOf(code), consentDocument: null }, today, year, rules))).toBe(
        'POOL_CONSENT_MISSING',
      );
      expect(codeOf(() => requireExit(inPool, { ...exitOf(code), consentOn: '2026-11-11' }, today, year, rules))).toBe(
        'POOL_CONSENT_AFTER',
      );
    },
  );

  it('① 竣工达效 needs no consent, but 达效 recorded or a reason, and opens nothing', () => {
    const plain = { ...exitOf('fullBenefit'), consentOn: null, consentDocument: null };
    const completed = facts({ pool: 'completion', milestones: { fullBenefit: '2026-11-01' } });
    expect(requireExit(completed, plain, today, year, rules).opensAttraction).toBe(false);
    expect(codeOf(() => requireExit(facts({ pool: 'completion' }), plain, today, year, rules))).toBe(
      'POOL_CONDITION_NOT_MET',
    );
    expect(
      requireExit(facts({ pool: 'completion' }), { ...plain, groundText: '验收材料已核' }, today, year, rules).code,
    ).toBe('fullBenefit');
  });

  it.each([
    ['the reason is none of the six', inPool, exitOf('other'), 'POOL_EXIT_REASON_UNKNOWN'],
    ['it has left already', facts({ exitedOn: '2026-01-01' }), exitOf('terminated'), 'POOL_ALREADY_EXITED'],
    ['it never entered', facts({}), exitOf('terminated'), 'POOL_NOT_IN_POOL'],
    [
      'land is to be reclaimed, which this notice does not know',
      inPool,
      { ...exitOf('idleLand'), isLandReclaimed: true },
      'POOL_LAND_NOT_RECLAIMABLE',
    ],
    ['the day lies ahead', inPool, { ...exitOf('terminated'), onDay: '2026-11-19' }, 'POOL_DAY_IN_FUTURE'],
  ])('is refused when %s', (_, project, request, code) => {
    expect(codeOf(() => requireExit(project, request, today, year, rules))).toBe(code);
  });

  it('登项攻坚办〔2018〕1号 六(十二): without pools, with the city government’s consent, the land reclaimed', () => {
    const city = poolRulesOf(dengfeng2018);
    const request = { ...exitOf('notCarriedOver'), isLandReclaimed: true };
    expect(requireExit(facts({}), request, today, year, city)).toMatchObject({ mayReclaimLand: true });
    expect(codeOf(() => requireExit(facts({}), { ...request, consentDocument: null }, today, year, city))).toBe(
      'POOL_CONSENT_MISSING',
    );
    expect(hasPools(dengfeng2018)).toBe(false);
    expect(hasExits(dengfeng2018)).toBe(true);
    expect(hasExits(neutralPack)).toBe(false);
  });
});

describe('a correction', () => {
  it('always says why, never lies ahead, and names a pool there is', () => {
    const request = { to: 'start' as const, onDay: '2026-03-01', groundText: '日期录错' };
    expect(codeOf(() => requireCorrection(request, today, rules))).toBe('not refused');
    expect(codeOf(() => requireCorrection({ ...request, groundText: null }, today, rules))).toBe('POOL_REASON_MISSING');
    expect(codeOf(() => requireCorrection({ ...request, onDay: '2026-11-19' }, today, rules))).toBe(
      'POOL_DAY_IN_FUTURE',
    );
    expect(codeOf(() => requireCorrection(request, today, poolRulesOf(neutralPack)))).toBe('POOL_NOT_KEPT');
  });
});

describe('the state of a day', () => {
  const first = { pool: 'reserve' as const, recordedOn: '2026-01-05' };
  const day = fc.integer({ min: 1, max: 28 }).map((each) => `2026-03-${String(each).padStart(2, '0')}`);
  const step = fc.record({
    kind: fc.constantFrom(...poolTransitionKinds),
    fromPool: fc.constantFrom(...projectPools),
    toPool: fc.option(fc.constantFrom(...projectPools)),
    onDay: day,
  });

  it('is what the last move on or before it says, whatever the order of recording', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), day, (steps, asked) => {
        let last: PoolStep | undefined;
        for (const each of steps)
          if (each.onDay <= asked && (last === undefined || each.onDay >= last.onDay)) last = each;
        const state = poolStateOn(steps, first, asked);
        if (last === undefined) expect(['in', 'none', 'unknown']).toContain(state.state);
        else if (last.kind === 'exit') expect(state).toEqual({ state: 'exited', pool: null, since: last.onDay });
        else
          expect(state).toEqual({ state: last.toPool === null ? 'none' : 'in', pool: last.toPool, since: last.onDay });
      }),
    );
  });

  it('today is what the record itself holds', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const state = poolStateOn(steps, first, today);
        expect(currentAfter(steps)).toEqual({
          pool: state.pool,
          exitedOn: state.state === 'exited' ? state.since : null,
        });
      }),
    );
  });

  it('before the first move is the imported pool, since when is unknown; before the record itself nothing is known', () => {
    const steps: PoolStep[] = [{ kind: 'transfer', fromPool: 'reserve', toPool: 'start', onDay: '2026-03-01' }];
    const moved = { pool: 'start' as const, recordedOn: '2026-01-05' };
    expect(poolStateOn(steps, moved, '2026-02-28')).toEqual({ state: 'in', pool: 'reserve', since: null });
    expect(poolStateOn(steps, moved, '2025-12-31')).toEqual({ state: 'unknown', pool: 'reserve', since: null });
    expect(poolStateOn([], first, '2026-06-01')).toEqual({ state: 'in', pool: 'reserve', since: null });
    expect(currentAfter([])).toBeUndefined();
  });

  it('before a dated entry is none, even before the project was typed', () => {
    const steps: PoolStep[] = [{ kind: 'entry', fromPool: null, toPool: 'reserve', onDay: '2025-02-01' }];
    expect(poolStateOn(steps, first, '2025-01-31').state).toBe('none');
    expect(poolStateOn(steps, first, '2025-02-01')).toMatchObject({ state: 'in', since: '2025-02-01' });
  });
});

describe('the reserve funnel (汴办文〔2019〕13号 四(一))', () => {
  it('counts who has gone beyond a stage as having reached it, and is short only from the day on', () => {
    const projects = [
      { stage: 'landed' as const, totalInvestment: 1 },
      { stage: 'signed' as const, totalInvestment: 2 },
      { stage: null, totalInvestment: 4 },
    ];
    const targets = [
      { stage: 'signed' as const, projects: 3, dueOn: '2026-11-18' },
      { stage: 'landed' as const, projects: 2, dueOn: '2026-12-31' },
    ];
    const stages = funnelStages(['planned', 'inNegotiation', 'signed', 'landed'], projects, targets, today);
    expect(stages.map(({ stage, projects: here, reached, isShort }) => [stage, here, reached, isShort])).toEqual([
      ['planned', 0, 2, false],
      ['inNegotiation', 0, 2, false],
      ['signed', 1, 2, true],
      ['landed', 1, 1, false],
    ]);
  });
});

function withWindow(pack: RulePack, window: { from: string; until: string }): RulePack {
  const entry = pack.rules.poolEntry;
  if (entry === undefined) throw new Error('the pack has no entry rule');
  return { ...pack, rules: { ...pack.rules, poolEntry: { ...entry, parameters: { ...entry.parameters, window } } } };
}
