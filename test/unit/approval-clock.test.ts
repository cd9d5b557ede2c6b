/** 80/50/30 (汴办文〔2019〕13号 四(一)), to the day; the days of single permits beside their limits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, dayOfNumber } from '#shared/calendar/day.ts';
import { addWorkingDays, calendarWith, isNotLoaded, shippedCalendar } from '#shared/calendar/working-day.ts';
import { approvalClock, type ClockFacts, clockLimit } from '#shared/rules/approval-clock.ts';
import { builtInPack, ruleOf } from '#shared/rules/packs/index.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import {
  hastenedLimit,
  missingSteps,
  type PermitFacts,
  permitDependents,
  permitStandings,
} from '#shared/rules/permits.ts';

const kaifeng = builtInPack('kaifeng-2019@1') ?? neutralPack;
const rule = ruleOf(kaifeng, 'approvalClock');

const auctioned: ClockFacts = {
  landTenure: 'granted',
  landAuctionDay: '2026-01-15',
  isInFreeTradeZone: null,
  usesCommitment: null,
  startedOn: null,
  hasStarted: false,
};
const clock = (facts: Partial<ClockFacts>, today: string, calendar = shippedCalendar) =>
  approvalClock({ ...auctioned, ...facts }, rule, today, calendar);

describe('从土地摘牌到开工 (汴办文〔2019〕13号 四(一))', () => {
  it.each([
    [null, null, 80],
    [true, null, 50],
    [true, true, 30],
    // 承诺制 counts only in the zone.
    [null, true, 80],
    [false, true, 80],
  ])('自贸区 %s, 承诺制 %s: %s working days', (isInFreeTradeZone, usesCommitment, limit) => {
    expect(clockLimit({ isInFreeTradeZone, usesCommitment }, rule)).toBe(limit);
  });

  it.each([
    // Auctioned on the last working day before each Spring Festival; counted by hand in the notices’ calendars.
    ['2019-02-01', '2019-03-20', 30],
    ['2020-01-23', '2020-03-13', 30],
    ['2021-02-10', '2021-03-30', 30],
    ['2022-01-29', '2022-03-17', 30],
    ['2023-01-20', '2023-03-08', 30],
    ['2024-02-09', '2024-03-28', 30],
    ['2025-01-27', '2025-03-17', 30],
    ['2026-02-14', '2026-04-03', 30],
  ])('auctioned on %s, the 30th working day is %s', (landAuctionDay, dueOn, limit) => {
    const zone = { landAuctionDay, isInFreeTradeZone: true, usesCommitment: true };
    expect(clock(zone, landAuctionDay)).toMatchObject({ state: 'running', used: 0, limit });
    const due = clock(zone, landAuctionDay).dueOn ?? '';
    expect(due).toBe(dueOn);
    expect(clock(zone, due)).toMatchObject({ state: 'running', used: 30 });
    const next = addWorkingDays(due, 1);
    if (isNotLoaded(next)) throw new Error('the year is loaded');
    expect(clock(zone, addDays(next, -1)).state).toBe('running');
    expect(clock(zone, next)).toMatchObject({ state: 'late', used: 31 });
  });

  it('runs to the day in every year of the notices: late on the first working day after the limit, never before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber('2019-01-02'), max: dayNumber('2026-06-30') }).map(dayOfNumber),
        fc.constantFrom([null, null] as const, [true, null] as const, [true, true] as const),
        (landAuctionDay, [isInFreeTradeZone, usesCommitment]) => {
          const facts = { landAuctionDay, isInFreeTradeZone, usesCommitment };
          const { dueOn } = clock(facts, landAuctionDay);
          if (dueOn === null) return true;
          const next = addWorkingDays(dueOn, 1);
          return (
            clock(facts, dueOn).state === 'running' &&
            (isNotLoaded(next) || clock(facts, next).state === 'late') &&
            clock({ ...facts, startedOn: dueOn }, dueOn).state === 'met'
          );
        },
      ),
    );
  });

  it('划拨, 租赁 and no land have no auction: not applicable', () => {
    for (const landTenure of ['allocated', 'leased', 'none'] as const)
      expect(clock({ landTenure, landAuctionDay: null }, '2026-11-18')).toMatchObject({
        state: 'notApplicable',
        used: null,
      });
  });

  it('an unknown day is to be filled and never overdue', () => {
    expect(clock({ landAuctionDay: null }, '2026-11-18')).toMatchObject({ state: 'toBeFilled', used: null });
    expect(clock({ landTenure: null, landAuctionDay: null }, '2026-11-18').sentence).toMatch(/供地方式和土地摘牌日期/);
    // In 在建库 without a day of start: the clock has stopped on a day nobody wrote down.
    expect(clock({ hasStarted: true }, '2026-11-18')).toMatchObject({ state: 'toBeFilled', used: null });
  });

  it('a start known only to the month decides where every day of it decides', () => {
    expect(clock({ startedOn: '2026-03', hasStarted: true }, '2026-11-18')).toMatchObject({ state: 'met', used: null });
    expect(clock({ startedOn: '2026-09', hasStarted: true }, '2026-11-18')).toMatchObject({ state: 'exceeded' });
    // The 80th working day after 15 January lies within May.
    expect(clock({ startedOn: '2026-05', hasStarted: true }, '2026-11-18').state).toBe('toBeFilled');
    expect(clock({ startedOn: '2025', hasStarted: true }, '2026-11-18').sentence).toMatch(/早于2026年1月15日土地摘牌/);
  });

  it('a year without its notice is said with the year and where to take it in', () => {
    const next = { landAuctionDay: '2026-12-20' };
    expect(clock(next, '2026-12-25')).toMatchObject({
      state: 'running',
      used: 5,
      dueOn: null,
      notLoadedYear: 2027,
    });
    expect(clock(next, '2027-01-08')).toMatchObject({ state: 'yearNotLoaded', used: null, notLoadedYear: 2027 });
    expect(clock(next, '2027-01-08').sentence).toMatch(/2027年的放假调休安排还没有载入.*“设置”/);
    const loaded = calendarWith([{ year: 2027, days: [{ day: '2027-01-01', holiday: '元旦', isWorkingDay: false }] }]);
    expect(clock(next, '2027-01-08', loaded)).toMatchObject({ state: 'running' });
  });

  it('a pack without the clause has no clock', () => {
    const erqi = builtInPack('erqi-2024@1') ?? neutralPack;
    expect(approvalClock(auctioned, ruleOf(erqi, 'approvalClock'), '2026-11-18', shippedCalendar).state).toBe('noRule');
  });
});

function permit(id: string, facts: Partial<PermitFacts> = {}): PermitFacts {
  return {
    id,
    step: id,
    name: id,
    state: 'notStarted',
    statutoryDays: null,
    promisedDays: null,
    plannedOn: null,
    acceptedOn: null,
    finishedOn: null,
    validUntil: null,
    after: [],
    ...facts,
  };
}

const standing = (facts: Partial<PermitFacts>, today = '2026-11-18', percent = 0) =>
  permitStandings([permit('甲', facts)], today, shippedCalendar, percent).get('甲');

describe('审批提速50%以上 (登项攻坚办〔2018〕1号 (三))', () => {
  it.each([
    [20, 10],
    [15, 7],
    [1, 1],
    [2, 1],
  ])('of %s statutory days %s are left', (statutory, hastened) => {
    expect(hastenedLimit(statutory, 50)).toBe(hastened);
  });
  it('says nothing where nothing is to be made faster', () => {
    expect(hastenedLimit(20, 0)).toBeNull();
    expect(hastenedLimit(null, 50)).toBeNull();
  });
  it('the promised limit stands before the hastened and the statutory one', () => {
    expect(standing({ statutoryDays: 20, promisedDays: 8 }, '2026-11-18', 50)?.limitDays).toBe(8);
    expect(standing({ statutoryDays: 20 }, '2026-11-18', 50)).toMatchObject({ limitDays: 10, hastenedDays: 10 });
    expect(standing({ statutoryDays: 20 })).toMatchObject({ limitDays: 20, hastenedDays: null });
  });
});

describe('手续办理台账 (二七办文〔2024〕7号 四(三)2)', () => {
  it('counts working days from acceptance to the end, beside the limit', () => {
    // 28 September – 17 October 2025: the holiday and both make-up days between.
    expect(
      standing({ state: 'done', acceptedOn: '2025-09-26', finishedOn: '2025-10-17', promisedDays: 5 }),
    ).toMatchObject({ usedDays: 11, isLate: false, sentence: '办结用了11个工作日，超过时限5个工作日。' });
    expect(standing({ state: 'inHand', acceptedOn: '2026-11-11', promisedDays: 5 })).toMatchObject({
      usedDays: 5,
      isLate: false,
      sentence: null,
    });
    expect(standing({ state: 'inHand', acceptedOn: '2026-11-10', promisedDays: 5 })).toMatchObject({
      usedDays: 6,
      isLate: true,
    });
  });
  it('a planned day that has passed is late, one that is not applicable never', () => {
    expect(standing({ plannedOn: '2026-11-17' })?.isLate).toBe(true);
    expect(standing({ plannedOn: '2026-11-18' })?.isLate).toBe(false);
    expect(standing({ plannedOn: '2026-11-17', state: 'done' })?.isLate).toBe(false);
    expect(standing({ plannedOn: '2026-11-17', state: 'notApplicable', acceptedOn: '2026-01-01' })).toMatchObject({
      isLate: false,
      usedDays: null,
    });
  });
  it('without acceptance nothing is counted; in hand without it asks for the day', () => {
    expect(standing({ state: 'inHand', promisedDays: 1 })).toMatchObject({
      usedDays: null,
      isLate: false,
      sentence: '在办，没有填受理日期。',
    });
  });
  it('a document is said to run out thirty days before, and to have run out after', () => {
    const until = (validUntil: string) => standing({ state: 'done', finishedOn: '2026-01-05', validUntil });
    expect(until('2026-12-19')).toMatchObject({ isExpiring: false, isExpired: false });
    expect(until('2026-12-18')).toMatchObject({ isExpiring: true, isExpired: false });
    expect(until('2026-11-17')).toMatchObject({ isExpiring: false, isExpired: true });
  });
  it('over a year that is not loaded it says which', () => {
    expect(standing({ state: 'inHand', acceptedOn: '2026-12-30', promisedDays: 1 }, '2027-01-05')).toMatchObject({
      usedDays: null,
      isLate: false,
      notLoadedYear: 2027,
    });
  });
  it('what can begin has everything before it done or not applicable; equal levels are parallel', () => {
    const permits = [
      permit('备案', { state: 'done' }),
      permit('环评', { after: ['备案'] }),
      permit('用地', { after: ['备案'], state: 'notApplicable' }),
      permit('施工', { after: ['环评', '用地'] }),
    ];
    const standings = permitStandings(permits, '2026-11-18', shippedCalendar, 0);
    expect(standings.get('环评')).toMatchObject({ canBegin: true, level: 2 });
    expect(standings.get('用地')).toMatchObject({ canBegin: false, level: 2 });
    expect(standings.get('施工')).toMatchObject({ canBegin: false, level: 3, waitsFor: ['环评'] });
  });
});

describe('手续模板', () => {
  it('every template of every pack can be put in an order, and its steps point to steps it has', () => {
    for (const id of ['neutral@1', 'erqi-2024@1', 'kaifeng-2019@1', 'dengfeng-2018@1', 'jinshui-2019@1'])
      for (const template of ruleOf(builtInPack(id) ?? neutralPack, 'permitTemplates').parameters.templates) {
        const codes = new Set(template.steps.map((step) => step.code));
        expect(codes.size).toBe(template.steps.length);
        expect(template.steps.flatMap((step) => step.after).filter((code) => !codes.has(code))).toEqual([]);
        const steps = template.steps.map((step) => ({ ...step, id: step.code, step: step.code }));
        expect(permitDependents(steps)).toHaveLength(steps.length);
        expect(missingSteps(template, [])).toEqual(template.steps);
        expect(missingSteps(template, steps)).toEqual([]);
      }
  });
});
