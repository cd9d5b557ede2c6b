/** 工作组报送 of 郑重办〔2022〕XX号 四(三): what is in time, late, missing; how many a month. */
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '#shared/calendar/working-day.ts';
import { checkRules } from '#shared/rules/check-pack.ts';
import {
  cellState,
  isBelowMinimum,
  isFiledLate,
  isSpokenOf,
  itemDueAt,
  itemPeriod,
  minimumTone,
  packageState,
  type ReportingClock,
} from '#shared/rules/group-reports.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import { zhengzhou2022 } from '#shared/rules/packs/zhengzhou-2022.ts';
import { type CountedItem, countItems } from '#shared/rules/reporting-statistics.ts';

const clock: ReportingClock = {
  period: ruleOf(zhengzhou2022, 'reportingPeriod').parameters,
  shift: 'before',
  calendar: shippedCalendar,
};
const { items } = ruleOf(zhengzhou2022, 'groupReports').parameters;
const reportOf = (kind: string) => {
  const report = items.find((each) => each.kind === kind);
  if (report === undefined) throw new Error(`no ${kind}`);
  return report;
};
const weekly = reportOf('lagging');
const monthly = reportOf('monthly');
const filedAt = (filedOn: string, filedTime: string | null = null) => ({ state: 'filed' as const, filedOn, filedTime });
const noon = '2026-11-20T04:00:00.000Z';

describe('四(三): 各工作组报送的四类信息', () => {
  it('go to the sections the notice names, each at least once a month', () => {
    expect(items.map(({ kind, sections, minimumPerMonth }) => [kind, sections, minimumPerMonth])).toEqual([
      ['leaderProjects', ['工程协调处'], 1],
      ['lagging', ['工程协调处'], 1],
      ['whitelist', ['项目储备选报处'], 1],
      ['monthly', ['项目运行监测处', '目标管理和信息处'], 1],
    ]);
    expect(ruleOf(zhengzhou2022, 'groupReports').source).toBe('郑重办〔2022〕XX号 四(三)');
  });

  it('are none where no notice asks for them', () => {
    expect(ruleOf(neutralPack, 'groupReports').parameters.items).toEqual([]);
  });

  it('a monthly kind without its day is pointed out when a pack is checked', () => {
    const rule = {
      ...ruleOf(zhengzhou2022, 'groupReports'),
      parameters: { items: [{ ...monthly, monthDay: null }] },
    };
    expect(JSON.stringify(checkRules([rule]))).toContain('没有写明每月几日前');
  });
});

describe('四(三): 每周五中午12时前', () => {
  it('a weekly item belongs to the period, and is due at its close', () => {
    expect(itemPeriod(weekly, '2026-11-20')).toBe('2026-11-20');
    expect(itemDueAt(weekly, '2026-11-20', clock)).toBe(noon);
  });

  it('a Friday on a holiday: by noon of the working day before (our default)', () => {
    expect(itemDueAt(weekly, '2026-10-02', clock)).toBe('2026-09-30T04:00:00.000Z');
  });

  it('noon sharp is in time, a minute later is late; where only the day is known it is in time', () => {
    expect(isFiledLate(filedAt('2026-11-20', '12:00'), noon)).toBe(false);
    expect(isFiledLate(filedAt('2026-11-20', '12:01'), noon)).toBe(true);
    expect(isFiledLate(filedAt('2026-11-20'), noon)).toBe(false);
    expect(isFiledLate(filedAt('2026-11-21', '08:00'), noon)).toBe(true);
    expect(isFiledLate({ ...filedAt('2026-11-21'), state: 'draft' }, noon)).toBe(false);
  });

  it('one in time is enough; late is filed; given back is neither; a draft is nothing yet', () => {
    const before = '2026-11-19T02:00:00.000Z';
    const after = '2026-11-20T05:00:00.000Z';
    const draft = { state: 'draft' as const, filedOn: null, filedTime: null };
    const returned = { state: 'returned' as const, filedOn: '2026-11-19', filedTime: null };
    expect(cellState([filedAt('2026-11-21'), filedAt('2026-11-20')], noon, after)).toBe('filed');
    expect(cellState([filedAt('2026-11-21')], noon, after)).toBe('late');
    expect(cellState([returned, draft], noon, before)).toBe('returned');
    expect(cellState([draft], noon, before)).toBe('waiting');
    expect(cellState([draft], noon, after)).toBe('missing');
    expect(cellState([], noon, noon)).toBe('waiting');
  });
});

describe('四(三): 每月20日前', () => {
  it('the monthly item belongs to the month and is in time for the whole of the day', () => {
    expect(itemPeriod(monthly, '2026-11-20')).toBe('2026-11');
    const dueAt = itemDueAt(monthly, '2026-11', clock);
    expect(dueAt).toBe('2026-11-20T15:59:00.000Z');
    expect(isFiledLate(filedAt('2026-11-20', '17:30'), dueAt)).toBe(false);
    expect(isFiledLate(filedAt('2026-11-21'), dueAt)).toBe(true);
  });

  it('a 20th on a weekend: by the last working day before (our default)', () => {
    expect(itemDueAt(monthly, '2026-12', clock)).toBe('2026-12-18T15:59:00.000Z');
  });
});

describe('四(三): 每组每月报送各类信息均不少于1条', () => {
  it('none filed is below, one is not; where nothing is set nothing is below', () => {
    expect(isBelowMinimum(0, weekly)).toBe(true);
    expect(isBelowMinimum(1, weekly)).toBe(false);
    expect(isBelowMinimum(0, { minimumPerMonth: null })).toBe(false);
  });

  it('is spoken of in the last days of the month, and is late when it has passed', () => {
    expect(minimumTone('2026-11', '2026-11-20')).toBeNull();
    expect(minimumTone('2026-11', '2026-11-26')).toBe('soon');
    expect(minimumTone('2026-11', '2026-12-01')).toBe('late');
    expect(minimumTone('2026-12', '2026-11-30')).toBeNull();
  });

  it('who is missing is spoken of from the day before a weekly deadline, three days before a monthly one', () => {
    expect(isSpokenOf(weekly, noon, '2026-11-18')).toBe(false);
    expect(isSpokenOf(weekly, noon, '2026-11-19')).toBe(true);
    expect(isSpokenOf(monthly, '2026-11-20T15:59:00.000Z', '2026-11-17')).toBe(true);
  });
});

describe('a district’s package of the period', () => {
  const facts = { isEnrolled: true, takenAt: null, refusedAt: null };
  const after = '2026-11-20T05:00:00.000Z';

  it('is received, late, set aside, missing, awaited; of an office nobody has enrolled nothing is expected', () => {
    expect(packageState({ ...facts, takenAt: '2026-11-20T03:59:00.000Z' }, noon, after)).toBe('received');
    expect(packageState({ ...facts, takenAt: '2026-11-20T04:01:00.000Z' }, noon, after)).toBe('late');
    expect(packageState({ ...facts, refusedAt: '2026-11-19T02:00:00.000Z' }, noon, after)).toBe('refused');
    expect(packageState(facts, noon, after)).toBe('missing');
    expect(packageState(facts, noon, noon)).toBe('waiting');
    expect(packageState({ ...facts, isEnrolled: false }, noon, after)).toBe('notEnrolled');
  });
});

describe('四(四): 年底对解决问题好、报送信息多的处室和个人进行表彰', () => {
  const item = (more: Partial<CountedItem>): CountedItem => ({
    groupId: 'one',
    personId: 'a',
    personName: '组员甲',
    personUnit: '工程协调处',
    section: '工程协调处',
    kind: 'lagging',
    period: '2026-10-16',
    isLate: false,
    isProblemSolved: false,
    ...more,
  });
  const groups = [
    { id: 'one', name: '第一组', districtName: '青石区', leaderName: '组长甲', memberIds: ['a', 'b'] },
    { id: 'two', name: '第二组', districtName: null, leaderName: null, memberIds: [] },
  ];
  const counted = countItems(
    [
      item({}),
      item({ isLate: true }),
      item({ personId: 'b', personName: '组员乙', personUnit: '区重点办', isProblemSolved: true }),
      item({ kind: 'monthly', period: '2026-10', section: '项目运行监测处、目标管理和信息处', personId: null }),
    ],
    groups,
    items,
    ['2026-10'],
  );

  it('counts per person and per unit, solved problems first; an item nobody is named for counts for neither', () => {
    expect(counted.persons.map(({ name, filed, late, solved }) => [name, filed, late, solved])).toEqual([
      ['组员乙', 1, 0, 1],
      ['组员甲', 2, 1, 0],
    ]);
    expect(counted.units.map(({ name }) => name)).toEqual(['区重点办', '工程协调处']);
  });

  it('what goes to two sections counts at both', () => {
    expect(counted.sections.map(({ name, filed }) => [name, filed])).toEqual([
      ['工程协调处', 3],
      ['目标管理和信息处', 1],
      ['项目运行监测处', 1],
    ]);
  });

  it('a group says in which past months a kind had fewer than the notice asks (四(三))', () => {
    expect(counted.groups.map(({ name, filed, monthsBelow }) => [name, filed, monthsBelow])).toEqual([
      ['第一组', 4, ['2026-10']],
      ['第二组', 0, ['2026-10']],
    ]);
  });
});
