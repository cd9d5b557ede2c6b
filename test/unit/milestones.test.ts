/** 倒排工期, 应开未开、应竣未竣、应复工未复工、竣工未达产, 统计应入未入: what the notices ask, by clause. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, dayOfNumber } from '#shared/calendar/day.ts';
import {
  addWorkingDays,
  dayKind,
  isNotLoaded,
  shippedCalendar,
  workingDaysBetween,
} from '#shared/calendar/working-day.ts';
import { ProblemError } from '#shared/error.ts';
import { circleIn, levelsOf } from '#shared/rules/dependencies.ts';
import {
  nodeFindings,
  requireNotInFuture,
  requireOrder,
  type ScheduleNode,
  scheduleBackwards,
} from '#shared/rules/milestones.ts';
import {
  hasPassed,
  type OverdueSources,
  overdueFindings,
  overdueSources,
  type ScheduleFacts,
  startEvidence,
} from '#shared/rules/overdue.ts';
import { builtInPack, ruleOf } from '#shared/rules/packs/index.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import { statisticsFinding } from '#shared/rules/statistics.ts';

const sources: OverdueSources = {
  dueNotStarted: '甲',
  dueNotCompleted: '乙',
  notResumed: '丙',
  belowCapacity: '丁',
  nodeOverdue: '戊',
};

const quiet: ScheduleFacts = {
  startsOn: null,
  completesOn: null,
  pool: null,
  nature: null,
  capacityPercent: null,
  capacityNote: null,
  nodes: [],
  suspensions: [],
};

function node(id: string, workingDays: number | null, after: readonly string[] = []): ScheduleNode {
  return { id, name: id, workingDays, after, plannedOn: null, actualOn: null };
}

const kindsOf = (facts: Partial<ScheduleFacts>, today: string) =>
  overdueFindings({ ...quiet, ...facts }, today, sources).map((finding) => finding.kind);

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return `${error.code} ${error.message}`;
    throw error;
  }
  return '';
}

describe('working days forwards and backwards', () => {
  const firstDay = dayNumber('2019-06-01');
  const lastDay = dayNumber('2026-06-30');
  const days = fc.integer({ min: firstDay, max: lastDay }).map(dayOfNumber);

  it('are counted as one counts them day by day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5, max: 900 }), (day, length) => {
        const until = addDays(day, length);
        let count = 0;
        for (let each = addDays(day, 1); each <= until; each = addDays(each, 1)) {
          if (dayKind(each) === 'notLoaded')
            return JSON.stringify(workingDaysBetween(day, until)) === JSON.stringify({ notLoadedYear: 2027 });
          if (dayKind(each) === 'working') count += 1;
        }
        return workingDaysBetween(day, until) === count;
      }),
    );
    expect(workingDaysBetween('2018-12-31', '2019-01-04')).toBe(3);
    expect(workingDaysBetween('2018-12-30', '2019-01-04')).toEqual({ notLoadedYear: 2018 });
  });

  it('counted and added are inverse over holidays and make-up days of 2019–2026', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 120 }), (day, count) => {
        const later = addWorkingDays(day, count);
        if (isNotLoaded(later)) return later.notLoadedYear === 2027;
        return workingDaysBetween(day, later) === count;
      }),
    );
  });

  it('from a working day back and forth again is the same day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 100 }), (day, count) => {
        if (dayKind(day) !== 'working') return true;
        const earlier = addWorkingDays(day, -count);
        return isNotLoaded(earlier) || addWorkingDays(earlier, count) === day;
      }),
    );
  });
});

describe('倒排工期 (二七办文〔2024〕7号 四(三)1)', () => {
  it('goes backwards from the last node over the National Day holiday of 2025', () => {
    const nodes = [node('立项', 3), node('开工', 5, ['立项']), node('竣工', 10, ['开工'])];
    const schedule = scheduleBackwards(nodes, '竣工', '2025-10-17', shippedCalendar);
    expect(schedule.state === 'scheduled' && Object.fromEntries(schedule.nodes)).toEqual({
      // Working days back from 17 October: 16, 15, 14, 13, 11 (made up), 10, 9, 30 September, 29, 28 (made up).
      竣工: { finishBy: '2025-10-17', beginBy: '2025-09-28' },
      开工: { finishBy: '2025-09-28', beginBy: '2025-09-22' },
      立项: { finishBy: '2025-09-22', beginBy: '2025-09-17' },
    });
  });

  it('of parallel branches the longer one decides, nodes beside them are left alone', () => {
    const nodes = [
      node('签约', 1),
      node('环评', 20, ['签约']),
      node('图审', 5, ['签约']),
      node('开工', 2, ['环评', '图审']),
      node('招商', 9),
    ];
    const schedule = scheduleBackwards(nodes, '开工', '2026-11-20', shippedCalendar);
    if (schedule.state !== 'scheduled') throw new Error('2026 is loaded');
    expect([...schedule.nodes.keys()].toSorted()).toEqual(['图审', '开工', '环评', '签约'].toSorted());
    expect(schedule.nodes.get('环评')?.finishBy).toBe('2026-11-18');
    expect(schedule.nodes.get('签约')?.finishBy).toBe(schedule.nodes.get('环评')?.beginBy);
  });

  it('a circle is refused and named', () => {
    const nodes = [node('甲', 1, ['丙']), node('乙', 1, ['甲']), node('丙', 1, ['乙'])];
    expect(codeOf(() => scheduleBackwards(nodes, '丙', '2026-11-20', shippedCalendar))).toMatch(
      /^MILESTONES_CIRCULAR .*（甲→乙→丙→甲）/,
    );
    expect(codeOf(() => scheduleBackwards([node('甲', 1, ['甲'])], '甲', '2026-11-20', shippedCalendar))).toMatch(
      /（甲→甲）/,
    );
  });

  it('a year whose notice is not loaded is said, not guessed', () => {
    expect(scheduleBackwards([node('竣工', 3)], '竣工', '2027-06-30', shippedCalendar)).toEqual({
      state: 'yearNotLoaded',
      year: 2027,
    });
    expect(scheduleBackwards([node('竣工', 30)], '竣工', '2019-01-10', shippedCalendar)).toEqual({
      state: 'yearNotLoaded',
      year: 2018,
    });
    // Nothing to count: the day is the day.
    expect(scheduleBackwards([node('竣工', null)], '竣工', '2027-06-30', shippedCalendar).state).toBe('scheduled');
  });

  it('every node keeps all its predecessors and days, and a working day later would be too late', () => {
    const network = fc
      .array(fc.record({ days: fc.integer({ min: 0, max: 15 }), back: fc.array(fc.nat(10), { maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 9,
      })
      .map((list) =>
        list.map(({ days, back }, index) =>
          // Only earlier ones: no circle.
          node(`n${index}`, days, [
            ...new Set(back.flatMap((step) => (index - 1 - step >= 0 ? [`n${index - 1 - step}`] : []))),
          ]),
        ),
      );
    fc.assert(
      fc.property(
        network,
        fc.integer({ min: dayNumber('2022-01-01'), max: dayNumber('2026-12-31') }),
        (nodes, last) => {
          const lastId = nodes.at(-1)?.id ?? '';
          const schedule = scheduleBackwards(nodes, lastId, dayOfNumber(last), shippedCalendar);
          if (schedule.state !== 'scheduled') return false;
          for (const each of nodes) {
            const placed = schedule.nodes.get(each.id);
            if (placed === undefined) continue;
            const waiting = nodes.filter((other) => other.after.includes(each.id) && schedule.nodes.has(other.id));
            for (const other of waiting) {
              const end = schedule.nodes.get(other.id)?.finishBy ?? '';
              const left = workingDaysBetween(placed.finishBy, end);
              if (isNotLoaded(left) || left < (other.workingDays ?? 0) || placed.finishBy > end) return false;
            }
            if (each.id === lastId) continue;
            // The next working day would leave somebody too few days.
            const next = addWorkingDays(placed.finishBy, 1);
            if (isNotLoaded(next)) continue;
            const isTooLate = waiting.some((other) => {
              const end = schedule.nodes.get(other.id)?.finishBy ?? '';
              const left = next > end ? -1 : workingDaysBetween(next, end);
              return isNotLoaded(left) || left < (other.workingDays ?? 0);
            });
            const isOnEnd = waiting.some((other) => schedule.nodes.get(other.id)?.finishBy === placed.finishBy);
            if (!isTooLate && !isOnEnd) return false;
          }
          return true;
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what waits for what', () => {
  it('stands at one level where it runs in parallel (并联审批, 登项攻坚办〔2018〕1号 (三))', () => {
    const items = [
      { id: '备案', name: '备案', after: [] },
      { id: '环评', name: '环评', after: ['备案'] },
      { id: '用地', name: '用地', after: ['备案'] },
      { id: '施工', name: '施工', after: ['环评', '用地', '不在这里'] },
    ];
    expect([...levelsOf(items).values()]).toEqual([1, 2, 2, 3]);
    expect(circleIn(items)).toBeNull();
  });

  it('in a circle has one level, and the circle is found from wherever one begins', () => {
    const items = [
      { id: 'a', name: '甲', after: ['b'] },
      { id: 'b', name: '乙', after: ['a'] },
    ];
    expect(circleIn(items)).toEqual(['甲', '乙', '甲']);
    expect([...levelsOf(items).values()]).toEqual([1, 1]);
  });
});

describe('days that contradict each other', () => {
  it('completion before start is refused, at the precision the days are known with', () => {
    const order = (start: string, end: string) =>
      codeOf(() => requireOrder({ name: '计划开工', day: start }, { name: '计划竣工', day: end }));
    expect(order('2026-05', '2026-04-30')).toMatch(/^DAYS_REVERSED .*“计划竣工”填的是2026年4月30日，早于“计划开工”/);
    expect(order('2026-05', '2026-05-01')).toBe('');
    expect(order('2026', '2026-01-01')).toBe('');
    expect(order('2026', '2025')).toMatch(/^DAYS_REVERSED/);
  });

  it('an actual day that has not come is refused', () => {
    expect(codeOf(() => requireNotInFuture('实际开工', '2026-11-19', '2026-11-18'))).toMatch(/^DAY_IN_FUTURE/);
    // This month has begun: it may be so.
    expect(codeOf(() => requireNotInFuture('实际开工', '2026-11', '2026-11-18'))).toBe('');
    expect(codeOf(() => requireNotInFuture('实际开工', '2027', '2026-11-18'))).toMatch(/^DAY_IN_FUTURE/);
  });

  it('a node reached before what it waits for is found, not refused; too few working days as well', () => {
    const found = (days: Partial<ScheduleNode>, before: Partial<ScheduleNode>) =>
      nodeFindings(
        [
          { ...node('甲', null), ...before },
          { ...node('乙', null, ['甲']), ...days },
        ],
        shippedCalendar,
      ).map((finding) => finding.sentence);
    expect(found({ actualOn: '2026-03-01' }, { actualOn: '2026-04' })[0]).toMatch(/早于前置节点“甲”的实际时间/);
    expect(found({ actualOn: '2026-03-01' }, {})[0]).toMatch(/前置节点“甲”还没有填实际时间/);
    expect(found({ plannedOn: '2026-02-28' }, { plannedOn: '2026-03' })[0]).toMatch(/早于前置节点“甲”的计划时间/);
    expect(found({ plannedOn: '2026-03-06', workingDays: 10 }, { plannedOn: '2026-03-02' })[0]).toBe(
      '与前置节点“甲”之间只有4个工作日，少于所需的10个工作日。',
    );
    expect(found({ plannedOn: '2026-03' }, { plannedOn: '2026-03-20' })).toEqual([]);
    expect(found({ plannedOn: '2027-03-06', workingDays: 10 }, { plannedOn: '2027-03-02' })).toEqual([]);
  });
});

describe('应开未开 (汴办文〔2019〕13号 五(一))', () => {
  it.each([
    ['2026-05', '2026-05-31', false],
    ['2026-05', '2026-06-01', true],
    ['2018', '2018-12-31', false],
    ['2018', '2019-01-01', true],
    ['2026-05-08', '2026-05-08', false],
    ['2026-05-08', '2026-05-09', true],
  ])('a plan “%s” on %s is overdue: %s', (startsOn, today, isOverdue) => {
    expect(hasPassed(startsOn, today)).toBe(isOverdue);
    expect(kindsOf({ startsOn }, today).includes('dueNotStarted')).toBe(isOverdue);
  });

  it('says how long, counted from the last day the plan can mean', () => {
    const [finding] = overdueFindings({ ...quiet, startsOn: '2026-05' }, '2026-06-10', sources);
    expect(finding).toMatchObject({
      daysLate: 10,
      isLate: true,
      source: '甲',
      sentence: '计划2026年5月开工，没有实际开工。',
    });
  });

  it('not where something says it has started: a day, a stop, 续建, 在建库', () => {
    const startsOn = '2018';
    const actual = (kind: 'start' | 'completion' | 'fullBenefit') => [
      { kind, name: '节点', plannedOn: null, actualOn: '2019' },
    ];
    const stop = {
      suspendedOn: '2020-01-01',
      reason: null,
      resumptionDueOn: null,
      resumedOn: '2020-03-01',
      notResumedReason: null,
    };
    for (const facts of [
      { nodes: actual('start') },
      { nodes: actual('completion') },
      { nodes: actual('fullBenefit') },
      { suspensions: [stop] },
      { nature: 'continuing' as const },
      { pool: 'construction' as const },
      { pool: 'completion' as const },
    ]) {
      expect(kindsOf({ startsOn, ...facts }, '2026-11-18')).not.toContain('dueNotStarted');
      expect(startEvidence({ ...quiet, ...facts })).not.toBeNull();
    }
    expect(kindsOf({ startsOn, nature: 'newBuild', pool: 'start' }, '2026-11-18')).toContain('dueNotStarted');
  });
});

describe('应竣未竣 (汴办文〔2019〕13号 五(一))', () => {
  it('the plan has passed and nothing says it is completed', () => {
    expect(kindsOf({ completesOn: '2025', pool: 'construction' }, '2026-01-01')).toEqual(['dueNotCompleted']);
    expect(kindsOf({ completesOn: '2025', pool: 'construction' }, '2025-12-31')).toEqual([]);
    const nodes = [{ kind: 'fullBenefit' as const, name: '达效', plannedOn: null, actualOn: '2025-12' }];
    expect(kindsOf({ completesOn: '2025', nodes }, '2026-01-01')).toEqual([]);
  });
});

describe('应复工未复工，查明原因 (郑重办〔2022〕 三(一))', () => {
  const stop = {
    suspendedOn: '2026-01-20',
    reason: '冬季停工',
    resumptionDueOn: '2026-02-25',
    resumedOn: null,
    notResumedReason: '工人未到位',
  };
  it('is late after the day it should have resumed, with both reasons', () => {
    const [finding] = overdueFindings({ ...quiet, suspensions: [stop] }, '2026-03-01', sources);
    expect(finding).toMatchObject({ isLate: true, daysLate: 4, reason: '冬季停工；工人未到位' });
    expect(kindsOf({ suspensions: [stop] }, '2026-02-25')).toEqual([]);
    expect(kindsOf({ suspensions: [{ ...stop, resumedOn: '2026-03-02' }] }, '2026-03-05')).toEqual([]);
  });
  it('asks for the reason where none is written, and for a day where none is set – then nothing is late', () => {
    const [unexplained] = overdueFindings(
      { ...quiet, suspensions: [{ ...stop, notResumedReason: null }] },
      '2026-03-01',
      sources,
    );
    expect(unexplained?.sentence).toMatch(/没有写明未复工原因/);
    const [open] = overdueFindings(
      { ...quiet, suspensions: [{ ...stop, resumptionDueOn: null }] },
      '2026-03-01',
      sources,
    );
    expect(open).toMatchObject({ isLate: false, daysLate: null });
    expect(open?.sentence).toMatch(/没有定应复工日期/);
  });
});

describe('竣工后未达产或达产不足 (郑重办〔2022〕 三(三))', () => {
  const completed = { kind: 'completion' as const, name: '竣工', plannedOn: null, actualOn: '2026-03' };
  it.each([
    [null, /未达产/],
    [0, /未达产/],
    [60, /达产不足（60%）/],
  ])('a completed project at %s%% is listed', (capacityPercent, sentence) => {
    const [finding] = overdueFindings({ ...quiet, nodes: [completed], capacityPercent }, '2026-11-18', sources);
    expect(finding?.sentence).toMatch(sentence);
    expect(finding).toMatchObject({ isLate: false, source: '丁' });
  });
  it('is late only when a planned day has passed, and gone at 100 % or 达效', () => {
    const full = { kind: 'fullBenefit' as const, name: '达效', plannedOn: '2026-06', actualOn: null };
    const [finding] = overdueFindings({ ...quiet, nodes: [completed, full] }, '2026-07-01', sources);
    expect(finding).toMatchObject({ isLate: true, daysLate: 1 });
    expect(kindsOf({ nodes: [completed], capacityPercent: 100 }, '2026-11-18')).toEqual([]);
    expect(kindsOf({ nodes: [completed, { ...full, actualOn: '2026-08' }] }, '2026-11-18')).toEqual([]);
    expect(kindsOf({ capacityPercent: 10 }, '2026-11-18')).toEqual([]);
  });
});

describe('节点计划执行 (汴办文〔2019〕13号 五(一))', () => {
  it('own nodes are overdue until reached; signing and auction only before the start', () => {
    const own = { kind: 'own' as const, name: '主体封顶', plannedOn: '2026-05', actualOn: null };
    const signing = { kind: 'signing' as const, name: '签约', plannedOn: '2026-05', actualOn: null };
    expect(kindsOf({ nodes: [own, signing] }, '2026-06-01')).toEqual(['nodeOverdue', 'nodeOverdue']);
    expect(kindsOf({ nodes: [own, signing], nature: 'continuing' }, '2026-06-01')).toEqual(['nodeOverdue']);
    expect(kindsOf({ nodes: [{ ...own, actualOn: '2026-06-01' }] }, '2026-06-01')).toEqual([]);
  });

  it('each finding cites the district’s own document', () => {
    const kaifeng = builtInPack('kaifeng-2019@1') ?? neutralPack;
    const zhengzhou = builtInPack('zhengzhou-2022@1') ?? neutralPack;
    const erqi = builtInPack('erqi-2024@1') ?? neutralPack;
    expect(overdueSources(kaifeng)).toMatchObject({
      dueNotStarted: expect.stringContaining('汴办文〔2019〕13号 五(一)'),
      dueNotCompleted: expect.stringContaining('汴办文〔2019〕13号 五(一)'),
    });
    expect(overdueSources(zhengzhou)).toMatchObject({
      notResumed: expect.stringContaining('郑重办〔2022〕'),
      belowCapacity: expect.stringContaining('郑重办〔2022〕'),
    });
    expect(overdueSources(erqi).dueNotStarted).toContain('二七办文〔2024〕7号');
    // What a notice does not name is not put into its mouth.
    expect(overdueSources(erqi).notResumed).toBe('通知未规定，本软件默认');
    expect(overdueSources(kaifeng).belowCapacity).toBe('通知未规定，本软件默认');
    expect(overdueSources(neutralPack).dueNotStarted).toContain('通知未规定');
  });
});

describe('统计入库应入尽入 (登项攻坚办〔2018〕1号 (八))', () => {
  const dengfeng = builtInPack('dengfeng-2018@1') ?? neutralPack;
  const rule = ruleOf(dengfeng, 'statisticalRegistration');
  const started = { level: 'district' as const, isDue: null, registeredOn: null, note: null, hasStarted: true };
  it('a started project of a level the rule names should be entered', () => {
    expect(statisticsFinding(started, rule)).toMatchObject({ state: 'missing' });
    expect(statisticsFinding({ ...started, note: '施工许可证未取得' }, rule).sentence).toMatch(/施工许可证未取得/);
    expect(statisticsFinding({ ...started, hasStarted: false }, rule).state).toBe('notDue');
    expect(statisticsFinding({ ...started, registeredOn: '2026-03-05' }, rule)).toEqual({
      state: 'registered',
      sentence: '2026年3月5日已统计入库。',
    });
  });
  it('the office’s own word stands above the rule', () => {
    expect(statisticsFinding({ ...started, isDue: false }, rule).state).toBe('notDue');
    expect(statisticsFinding({ ...started, hasStarted: false, isDue: true }, rule).state).toBe('missing');
    const keyOnly = { ...rule, parameters: { levels: ['provincial' as const] } };
    expect(statisticsFinding(started, keyOnly).state).toBe('notDue');
  });
});

it('a day later is never less overdue', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('2024', '2024-02', '2024-02-29', '2025-12'),
      fc.integer({ min: 0, max: 900 }),
      (startsOn, offset) => {
        const today = addDays('2024-01-01', offset);
        const count = (day: string) => kindsOf({ startsOn }, day).length;
        return count(today) <= count(addDays(today, 1));
      },
    ),
  );
});
