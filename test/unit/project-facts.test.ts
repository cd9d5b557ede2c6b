/** What is looked at in a project's own facts: its code, its sums, its days, its names. */
import { describe, expect, test } from 'vitest';
import { formerNamesAfter } from '#shared/rules/former-names.ts';
import { investmentFindings, jumpSentence, reversedPeriod } from '#shared/rules/project-amounts.ts';
import { codeFindings, tidyCode } from '#shared/rules/project-code.ts';

const code = (text: string | null, more: Partial<Parameters<typeof codeFindings>[0]> = {}) =>
  codeFindings({ code: text, isReserve: false, thisYear: 2026, sameCodeNames: [], ...more }).map((each) => each.code);

describe('a project code', () => {
  test('of 24 characters 4-6-2-2-6 is right, and none is right too', () => {
    expect(code('2026-410100-48-01-123456')).toEqual([]);
    expect(code('2408-410100-48-01-123456')).toEqual([]);
    expect(code(null)).toEqual([]);
  });

  test('of another shape is looked at, and the likely one is offered', () => {
    const [finding] = codeFindings({
      code: '２０２６-410100－48—01 123456',
      isReserve: false,
      thisYear: 2026,
      sameCodeNames: [],
    });
    expect(finding?.code).toBe('CODE_SHAPE');
    expect(finding?.sentence).toContain('2026-410100-48-01-123456');
    expect(code('豫发改〔2026〕12号')).toEqual(['CODE_SHAPE']);
    expect(code('2026-410100-48-01-12345')).toEqual(['CODE_SHAPE']);
  });

  test('of a year before the platform or still to come, or of no region, is looked at', () => {
    expect(code('2413-410100-48-01-123456')).toEqual(['CODE_YEAR']);
    expect(code('1998-410100-48-01-123456')).toEqual(['CODE_YEAR']);
    expect(code('2027-410100-48-01-123456')).toEqual(['CODE_YEAR']);
    expect(code('2026-700100-48-01-123456')).toEqual(['CODE_REGION']);
  });

  test('of a reserve project, or the same on two projects, is looked at', () => {
    expect(code('2026-410100-48-01-123456', { isReserve: true })).toEqual(['CODE_OF_RESERVE']);
    expect(code('2026-410100-48-01-123456', { sameCodeNames: ['青石大桥'] })).toEqual(['CODE_TWICE']);
  });

  test('is tidied only where its digits are twenty', () => {
    expect(tidyCode('20264101004801123456')).toBe('2026-410100-48-01-123456');
    expect(tidyCode('2026410100480112345')).toBeNull();
  });
});

describe('amounts and days', () => {
  test('a jump of a thousand times is looked at, in either direction, and nothing else', () => {
    expect(jumpSentence('总投资', 12_000_000, 120_000_000_000)).toContain('万元和亿元');
    expect(jumpSentence('总投资', 120_000_000_000, 12_000_000)).toContain('上千倍');
    expect(jumpSentence('总投资', 12_000_000, 120_000_000)).toBeNull();
    expect(jumpSentence('总投资', null, 120_000_000)).toBeNull();
    expect(jumpSentence('总投资', 0, 120_000_000)).toBeNull();
  });

  test('a completion before the start is reversed, as far as the days are known', () => {
    expect(reversedPeriod('2026-05', '2025')).toEqual({ earlier: '2026年5月', later: '2025年' });
    expect(reversedPeriod('2026-05-02', '2026-05-01')).not.toBeNull();
    expect(reversedPeriod('2026-05', '2026')).toBeNull();
    expect(reversedPeriod('2026', '2026-01')).toBeNull();
    expect(reversedPeriod(null, '2026')).toBeNull();
  });

  test('four quarters or twelve months that do not make the year are found, gaps are not taken for zero', () => {
    const plan = { year: 2026, plannedInvestment: 100, quarters: [10, 20, 30, 50], months: Array(12).fill(null) };
    expect(investmentFindings(1000, [plan], []).map((each) => each.code)).toEqual(['QUARTERS_NOT_YEAR']);
    expect(investmentFindings(1000, [{ ...plan, quarters: [10, 20, 30, 40] }], [])).toEqual([]);
    expect(investmentFindings(1000, [{ ...plan, quarters: [10, 20, 30, null] }], [])).toEqual([]);
    const months = { ...plan, quarters: [30, null, null, null], months: [5, 5, 5, ...Array(9).fill(null)] };
    expect(investmentFindings(1000, [months], []).map((each) => each.sentence)[0]).toContain('1至3月合计');
    expect(
      investmentFindings(1000, [{ ...plan, quarters: [], months: Array(12).fill(1) }], []).map((each) => each.code),
    ).toEqual(['MONTHS_NOT_YEAR']);
    expect(investmentFindings(50, [{ ...plan, quarters: [] }], []).map((each) => each.code)).toEqual([
      'PLAN_ABOVE_TOTAL',
    ]);
  });

  test('parts that do not make the whole, of all years or of one, are found', () => {
    const plan = { year: 2026, plannedInvestment: 100, quarters: [], months: [] };
    const parts = [
      { year: null, amount: 600 },
      { year: null, amount: 300 },
      { year: 2026, amount: 100 },
    ];
    expect(investmentFindings(1000, [plan], parts).map((each) => [each.code, each.year])).toEqual([
      ['PARTS_NOT_TOTAL', null],
    ]);
    expect(investmentFindings(900, [plan], parts)).toEqual([]);
  });
});

describe('a former name', () => {
  const before = { name: '青石大桥', formerNames: ['青石河大桥'] };
  test('is kept when the project is renamed, and not when a typo is corrected', () => {
    expect(formerNamesAfter(before, '青石特大桥', 'renamed')).toEqual(['青石河大桥', '青石大桥']);
    expect(formerNamesAfter(before, '青石特大桥', 'corrected')).toEqual(['青石河大桥']);
  });
  test('goes when the project is called so again', () => {
    expect(formerNamesAfter(before, '青石河大桥', 'renamed')).toEqual(['青石大桥']);
  });
  test('is not made by blanks and width', () => {
    expect(formerNamesAfter(before, '青石 大桥', 'renamed')).toEqual(['青石河大桥']);
  });
});
