/** Recognition of returned rows: each trap by itself, without files and without a store. */
import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '#shared/calendar/working-day.ts';
import { type CompareContext, compareRow, type RowFacts } from '#shared/collection/compare.ts';
import { collectionDeadline } from '#shared/collection/deadline.ts';
import { columnMark, type FormBase, type FormKey, formColumns, formKeys } from '#shared/collection/form.ts';
import { baseText, checkOf, readBase } from '#shared/collection/identity.ts';
import { lockedTexts, readForm } from '#shared/collection/read-form.ts';
import type { ReturnedRow } from '#shared/collection/returned.ts';
import { tidyWords } from '#shared/collection/words.ts';
import { type CellValue, plainCell, type RawWorkbook } from '#shared/ledger-import/cells.ts';

const base: FormBase = {
  name: '青石大桥',
  level: '市重点',
  totalInvestment: 1_200_000_000,
  plannedThisYear: 600_000_000,
  startsOn: '2025-03',
  completesOn: '2027',
  lastPeriod: '2026-11-13',
  lastDone: 500_000_000,
  lastPhysical: '桥墩完成',
  lastText: '正在架梁。',
  isFilled: false,
  figures: {
    doneThisYear: null,
    physicalProgress: '桥墩完成',
    progressText: '正在架梁。',
    problems: null,
    coordination: null,
  },
  isStarted: true,
  contact: null,
  contactPhone: null,
};
const facts: RowFacts = {
  name: '青石大桥',
  state: null,
  current: { doneThisYear: null, physicalProgress: null, progressText: null, problems: null, coordination: null },
  previous: {
    period: '2026-11-13',
    doneThisYear: 500_000_000,
    physicalProgress: '桥墩完成',
    progressText: '正在架梁。',
    problems: null,
    coordination: null,
  },
  totalInvestment: 1_200_000_000,
  plannedThisYear: 600_000_000,
  doneBeforeYear: 100_000_000,
  startsOn: '2025-03',
  leadUnitId: 'unit',
  leadUnitName: '区交通局',
  isStarted: true,
  contact: null,
  contactPhone: null,
};
const context: CompareContext = { period: '2026-11-20', unitId: 'unit' };

type Cells = Partial<Record<FormKey, CellValue>>;

/** The cells of a row as it went out, with what the unit typed over them. */
function rowCells(typed: Cells, of: FormBase = base, projectId = 'project'): Cells {
  const identity = { projectId, period: '2026-11-20', officeId: 'office', unitId: 'unit', base: baseText(of) };
  return { ...lockedTexts(of), ...of.figures, isStarted: '是', ...identity, check: checkOf(identity), ...typed };
}

function workbook(
  rows: readonly Cells[],
  wishes: { readonly hasMarks?: boolean; readonly keys?: readonly FormKey[] } = {},
): RawWorkbook {
  const keys = wishes.keys ?? formKeys;
  const line = (text: (key: FormKey) => CellValue) => keys.map((key) => plainCell(text(key)));
  return {
    sheets: [
      {
        name: '填报表',
        rows: [
          [plainCell('填报单位：区交通局'), plainCell(null), plainCell('报送期：2026年11月20日期')],
          [
            plainCell('填表人：'),
            plainCell('填表某'),
            plainCell('审核人：'),
            plainCell(null),
            plainCell('联系电话：0000'),
          ],
          ...(wishes.hasMarks === false ? [] : [line(columnMark)]),
          line((key) => formColumns[key].head),
          ...rows.map((cells) => line((key) => cells[key] ?? null)),
        ],
        merges: [],
        date1904: false,
        hidden: false,
      },
    ],
  };
}

function readOne(typed: Cells): ReturnedRow {
  const [row] = readForm(workbook([rowCells(typed)]))?.rows ?? [];
  if (row === undefined) throw new Error('no row was read');
  return row;
}

describe('a returned form says', () => {
  it('whose it is, of which period, and who signed it', () => {
    expect(readForm(workbook([rowCells({})]))).toMatchObject({
      officeId: 'office',
      unitId: 'unit',
      unitName: '区交通局',
      period: '2026-11-20',
      signers: { filledBy: '填表某', reviewedBy: null, phone: '0000' },
      notes: [],
    });
  });

  it('the period by its head where the hidden columns are gone', () => {
    const keys = formKeys.filter((key) => formColumns[key].kind !== 'hidden');
    const form = readForm(workbook([rowCells({ doneThisYear: 1 })], { hasMarks: false, keys }));
    expect(form).toMatchObject({ officeId: null, unitId: null, unitName: '区交通局', period: '2026-11-20' });
    expect(form?.rows[0]).toMatchObject({ projectId: null, name: '青石大桥', base: null });
  });

  it('which columns were moved, and reads them where they are now', () => {
    const keys = ['progressText', ...formKeys.filter((key) => key !== 'progressText')] as const;
    const form = readForm(workbook([rowCells({ progressText: '合龙。' })], { keys }));
    expect(form?.notes).toHaveLength(1);
    expect(form?.notes[0]).toContain('各栏的前后次序变了');
    expect(form?.rows[0]?.figures.progressText).toBe('合龙。');
  });

  it('which columns are missing: they say nothing', () => {
    const form = readForm(workbook([rowCells({})], { keys: formKeys.filter((key) => key !== 'problems') }));
    expect(form?.notes).toEqual(['表里没有找到“存在问题及涉及单位”，这几栏没有读取，原内容不动。']);
    expect('problems' in (form?.rows[0]?.figures ?? {})).toBe(false);
  });

  it('which lines are about no project', () => {
    const form = readForm(
      workbook([rowCells({}), { progressText: '不知道哪个项目' }, { index: '以下项目由牵头单位填报' }]),
    );
    expect(form?.rows).toHaveLength(1);
    expect(form?.notes[0]).toContain('没有项目名称');
  });

  it('nothing at all where it is another kind of workbook', () => {
    expect(
      readForm({
        sheets: [{ name: '表', rows: [[plainCell('项目名称')]], merges: [], date1904: false, hidden: false }],
      }),
    ).toBeNull();
  });
});

describe('protected cells changed anyway', () => {
  it.each<[string, Cells, string, string | number | null]>([
    ['total', { totalInvestment: 130_000 }, 'totalInvestment', 1_300_000_000],
    ['total in 亿元', { totalInvestment: '13亿元' }, 'totalInvestment', 1_300_000_000],
    ['total emptied', { totalInvestment: null }, 'totalInvestment', null],
    ['name', { name: '青石河大桥' }, 'name', '青石河大桥'],
    ['start', { startsOn: '2025.6' }, 'startsOn', '2025-06'],
    ['last words', { lastText: '已合龙。' }, 'lastText', '已合龙。'],
  ])('%s is seen', (_, typed, key, value) => {
    expect(readOne(typed).lockedChanges).toMatchObject([{ key, value, problem: null }]);
  });

  it.each<[string, Cells]>([
    ['the same amount written differently', { totalInvestment: '120,000' }],
    ['the same day written differently', { startsOn: '2025-03' }],
    ['blanks', { lastText: ' 正在架梁。 ' }],
  ])('%s is no change', (_, typed) => {
    expect(readOne(typed).lockedChanges).toEqual([]);
  });

  it.each<[string, Cells]>([
    ['an amount that cannot be read', { plannedThisYear: '一亿多' }],
    ['a day that cannot be read', { completesOn: '尽快' }],
    ['an empty name', { name: null }],
    ['the level', { level: '省重点' }],
  ])('%s can be seen but not taken', (_, typed) => {
    expect(readOne(typed).lockedChanges[0]?.problem).not.toBeNull();
  });
});

describe('held against the store', () => {
  const compare = (typed: Cells, changed: Partial<RowFacts> = {}) =>
    compareRow(readOne(typed), { ...facts, ...changed }, context);

  it('as it went out: empty, and nothing to write', () => {
    expect(compare({})).toMatchObject({ status: 'empty', wanted: {}, differences: [], isProposed: false });
  });

  it('a figure typed takes the words sent out with it', () => {
    expect(compare({ doneThisYear: 51_000, progressText: '正在合龙。' })).toMatchObject({
      status: 'new',
      isProposed: true,
      wanted: { doneThisYear: 510_000_000, physicalProgress: '桥墩完成', progressText: '正在合龙。' },
    });
  });

  it('“有进展” without any figure is taken, and says that the figure is missing', () => {
    const compared = compare({ standing: '有进展' });
    expect(compared.status).toBe('new');
    expect(compared.notes).toContain('没有填本年累计完成投资。');
  });

  it.each(['与上期相同', '无变化', '照上期'])('“%s” is last period’s figure', (standing) => {
    expect(compare({ standing }).wanted.doneThisYear).toBe(500_000_000);
  });

  it('“与上期相同” in January has no figure to take', () => {
    const compared = compareRow(readOne({ standing: '与上期相同' }), facts, { ...context, period: '2027-01-08' });
    expect(compared.wanted.doneThisYear).toBeUndefined();
    expect(compared.notes.join('')).toContain('今年还没有上期数');
  });

  it('an emptied cell empties what was sent out, once it is filled', () => {
    const filled: FormBase = { ...base, isFilled: true, figures: { ...base.figures, doneThisYear: 510_000_000 } };
    const [row] = readForm(workbook([rowCells({ progressText: null, doneThisYear: 51_000 }, filled)]))?.rows ?? [];
    const current = { ...facts.current, ...filled.figures };
    const compared = row === undefined ? null : compareRow(row, { ...facts, state: 'filled', current }, context);
    expect(compared).toMatchObject({ status: 'changed', wanted: { progressText: null } });
  });

  it('without what was sent out an empty cell says nothing', () => {
    const row = { ...readOne({ doneThisYear: 51_000 }), base: null };
    expect(
      compareRow({ ...row, figures: { ...row.figures, problems: null } }, facts, context).wanted,
    ).not.toHaveProperty('problems');
  });

  it('“是否已开工” against the register is a hint, never written', () => {
    expect(compare({ isStarted: '否', doneThisYear: 51_000 }).notes.join('')).toContain('单位填的是“未开工”');
  });

  it('hidden columns that were written over are noticed', () => {
    const cells = rowCells({ doneThisYear: 51_000 });
    const [row] = readForm(workbook([{ ...cells, base: `${String(cells.base)} ` }]))?.rows ?? [];
    expect(row?.doubts[0]?.sentence).toContain('隐藏列被改动过');
    expect(row?.base).toBeNull();
  });

  it('reported: a correction, only by a tick', () => {
    const current = { ...facts.current, doneThisYear: 505_000_000 };
    const compared = compare({ doneThisYear: 51_000 }, { state: 'reported', current });
    expect(compared).toMatchObject({ needsConsent: true, isProposed: false });
    expect(compared.notes.join('')).toContain('记为更正');
  });

  it('a project that is not there is proposed as an addition, one that is gone is not', () => {
    const row = readOne({});
    expect(compareRow({ ...row, projectId: null }, null, context).status).toBe('added');
    expect(compareRow(row, null, context).status).toBe('elsewhere');
  });
});

describe('by when (单位填报时限)', () => {
  const rule = { weekday: 4, minute: 1020 };
  it.each([
    ['2026-11-20', 'before', '2026-11-19', '11月19日（周四）17:00'],
    // 2026-10-01 is a holiday: 30 September is the last working day before it.
    ['2026-10-02', 'before', '2026-09-30', '9月30日（周三）17:00'],
    ['2026-10-02', 'none', '2026-10-01', '10月1日（周四）17:00'],
    ['2026-10-02', 'after', '2026-10-08', '10月8日（周四）17:00'],
  ] as const)('the period closing %s, shifted %s: %s', (period, shift, day, shown) => {
    expect(collectionDeadline(period, rule, shift, shippedCalendar)).toMatchObject({ day, shown });
  });
});

describe('words', () => {
  it('lose what no text holds, and keep their lines', () => {
    expect(tidyWords(' 甲\u0007乙 \r\n\r\n 丙 ', 'progressText').value).toBe('甲乙\n丙');
    expect(tidyWords('   ', 'problems').value).toBeNull();
    expect(tidyWords('长'.repeat(2001), 'physicalProgress').problem).toContain('太长');
  });

  it('what went out is read back, or nothing where it was written over', () => {
    expect(readBase(baseText(base))).toEqual(base);
    expect(readBase('{"name":1}')).toBeNull();
    expect(readBase('{')).toBeNull();
    expect(readBase('=1+1')).toBeNull();
  });
});
