/** Found against reported (登项攻坚办〔2018〕1号 四(十): 坚决查处虚报、瞒报): typed, within tolerances, on the figures as printed. */
import { describe, expect, it } from 'vitest';
import type { FrozenFigure, SheetAnswer } from '#shared/domain/inspection-sheet.ts';
import type { InspectionItem, ReportedFigure } from '#shared/domain/inspection-template.ts';
import { builtInTemplates } from '#shared/inspection/built-in.ts';
import { itemOfPhoto, photoNumbersIn } from '#shared/inspection/photo-numbers.ts';
import { agreesNow, compareSheet, mismatchesOf } from '#shared/rules/mismatches.ts';

const base: InspectionItem = {
  key: 'k',
  group: '',
  text: '核对',
  kind: 'amount',
  options: [],
  unit: null,
  against: 'doneThisYear',
  tolerance: { kind: 'percent', value: 5 },
  severity: 'serious',
};

function compared(item: Partial<InspectionItem>, reported: FrozenFigure['value'], found: SheetAnswer['value']) {
  const whole = { ...base, ...item };
  const figure: ReportedFigure = whole.against ?? 'doneThisYear';
  const shown = reported === null ? '未报' : String(reported);
  const [only] = compareSheet(
    { items: [whole], figures: [{ figure, value: reported, shown, asOf: '2026年11月13日期' }] },
    [{ key: 'k', value: found, note: null, from: 'typed' }],
  );
  if (only === undefined) throw new Error('nothing was compared');
  return only;
}
const verdict = (...args: Parameters<typeof compared>) => compared(...args).verdict;

describe('an amount', () => {
  it('differs beyond so many percent of what was reported, on either side', () => {
    expect(verdict({}, 50_000_000, 47_500_000)).toBe('agrees');
    expect(verdict({}, 50_000_000, 47_499_999)).toBe('differs');
    expect(verdict({}, 50_000_000, 52_500_001)).toBe('differs');
  });

  it('says both figures, by how much, and beyond what: 虚报 and 瞒报 alike, never as a verdict', () => {
    const over = compared({}, 50_000_000, 42_000_000);
    expect(over.sentence).toBe(
      '本年累计完成投资填报“50000000”（2026年11月13日期），现场核实“4,200万元”，填报多800万元（16%），超出允许误差（±5%）。',
    );
    expect(compared({}, 10_000_000, 20_000_000).sentence).toContain('填报少1,000万元（100%）');
    expect(compared({}, 0, 1).sentence).toContain('填报少0.0001万元，');
  });

  it('may differ by so many 元, or not at all', () => {
    const absolute = { tolerance: { kind: 'absolute', value: 1_000_000 } } as const;
    expect(verdict(absolute, 50_000_000, 49_000_000)).toBe('agrees');
    expect(verdict(absolute, 50_000_000, 48_999_999)).toBe('differs');
    expect(compared(absolute, 50_000_000, 1).tolerance).toBe('±100万元');
    expect(verdict({ tolerance: { kind: 'exact' } }, 50_000_000, 49_999_999)).toBe('differs');
  });

  it('asked as a number in 万元 is the same amount; a number of people is none', () => {
    expect(verdict({ kind: 'number', unit: '万元' }, 50_000_000, 5000)).toBe('agrees');
    expect(verdict({ kind: 'number', unit: '人' }, 50_000_000, 5000)).toBe('byEye');
  });
});

describe('a fact', () => {
  const item = { kind: 'yesNo', against: 'isStarted', tolerance: { kind: 'exact' } } as const;
  it('differs when the other was reported', () => {
    expect(verdict(item, true, false)).toBe('differs');
    expect(verdict(item, true, true)).toBe('agrees');
    expect(compared(item, false, true).sentence).toBe('是否开工填报“false”（2026年11月13日期），现场核实“是”。');
  });

  it('asked of a figure is whether the figure is right: 否 is the mismatch, whatever the figure', () => {
    const right = { kind: 'yesNo', against: 'physicalProgress', tolerance: { kind: 'exact' } } as const;
    expect(verdict(right, '主体封顶', true)).toBe('agrees');
    expect(compared(right, '主体封顶', false)).toMatchObject({ verdict: 'differs', found: '与所报不符' });
    expect(agreesNow({ ...base, ...right }, '基础施工', false)).toBe(false);
  });
});

describe('a day', () => {
  const item = { kind: 'text', against: 'startDay', tolerance: { kind: 'exact' } } as const;
  it('is compared as precisely as both are known', () => {
    expect(verdict(item, '2026-03-05', '2026年3月')).toBe('agrees');
    expect(verdict(item, '2026-03', '2026.4.1')).toBe('differs');
    expect(compared(item, '2026-03-05', '2026-03-25').sentence).toContain('，晚20天');
  });

  it('may lie so many days apart; what is no day is looked at by a person', () => {
    expect(verdict({ ...item, tolerance: { kind: 'absolute', value: 20 } }, '2026-03-05', '2026-03-25')).toBe('agrees');
    expect(verdict(item, '2026-03-05', '春节后')).toBe('byEye');
  });
});

describe('a number', () => {
  const item = {
    kind: 'number',
    unit: '%',
    against: 'capacityPercent',
    tolerance: { kind: 'absolute', value: 10 },
  } as const;
  it('has its tolerance in its own unit', () => {
    expect(verdict(item, 80, 70)).toBe('agrees');
    expect(compared(item, 80, 69.9).sentence).toContain('超出允许误差（±10%）');
  });
});

describe('what decides nothing by itself', () => {
  it('physical progress in words stands side by side only', () => {
    const words = compared({ kind: 'text', against: 'physicalProgress' }, '主体封顶', '基础施工');
    expect(words).toMatchObject({ verdict: 'byEye', sentence: null, reported: '主体封顶', found: '基础施工' });
  });

  it('nothing reported and nothing found are said, and are no mismatch', () => {
    expect(verdict({}, null, 10_000_000)).toBe('notReported');
    expect(verdict({}, 10_000_000, null)).toBe('notFound');
    expect(mismatchesOf({ items: [base], figures: [] }, [])).toEqual([]);
  });

  it('items that are held against nothing are not compared', () => {
    expect(compareSheet({ items: [{ ...base, against: null }], figures: [] }, [])).toEqual([]);
  });
});

it('every built-in checklist can be held against what was reported', () => {
  for (const { items, code } of builtInTemplates) {
    const figures = items.flatMap((item) =>
      item.against === null ? [] : [{ figure: item.against, value: null, shown: '未报', asOf: null }],
    );
    expect(mismatchesOf({ items: [...items], figures }, []), code).toEqual([]);
  }
});

describe('photo numbers written on the paper', () => {
  it('are ranges, lists, full-width digits', () => {
    expect(photoNumbersIn('1-3、5')).toEqual([1, 2, 3, 5]);
    expect(photoNumbersIn('２～４')).toEqual([2, 3, 4]);
    expect(photoNumbersIn('')).toEqual([]);
  });

  it('name the item a photo shows; other numbers in a note do not', () => {
    const items = [
      { key: 'photos', kind: 'photo' },
      { key: 'works', kind: 'text' },
    ];
    const answers = [
      { key: 'photos', note: '1-2' },
      { key: 'works', note: '3号楼，见照片4、5' },
    ];
    expect([1, 2, 3, 4, 5].map((number) => itemOfPhoto(number, items, answers))).toEqual([
      'photos',
      'photos',
      null,
      'works',
      'works',
    ]);
    expect(itemOfPhoto(null, items, answers)).toBeNull();
  });
});
