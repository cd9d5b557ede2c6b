import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCell, type SheetCell } from '#shared/ledger-import/cells.ts';
import { dayOfEpoch, isBefore, parseDay, parsePeriod, serialDay } from '#shared/ledger-import/dates.ts';
import type { Reading } from '#shared/ledger-import/doubt.ts';
import { decimalDigits, type MoneyUnit, moneyUnits, parseMoney, toYuan } from '#shared/ledger-import/money.ts';
import { splitPersons } from '#shared/ledger-import/persons.ts';
import { splitUnits } from '#shared/ledger-import/units.ts';
import { parseLevel, parseNature, parsePool, proposePool } from '#shared/ledger-import/words.ts';

const in1900 = { date1904: false };
const codes = (reading: Reading<unknown>) => reading.doubts.map(({ code }) => code);
const money = (value: string | number, unit: MoneyUnit = 'wan', isCertain = true) =>
  parseMoney(plainCell(value), unit, isCertain);
const day = (value: string | number) => parseDay(plainCell(value), in1900);
const shown = (value: number, text: string, isDate = false): SheetCell => ({
  value,
  text,
  ...(isDate ? { isDate } : {}),
});

describe('amounts', () => {
  it.each<[string | number, MoneyUnit, number]>([
    [12.345, 'wan', 123_450],
    ['12.345', 'wan', 123_450],
    ['１２．３４５', 'wan', 123_450],
    [200_000, 'wan', 2_000_000_000],
    [28_085.7, 'wan', 280_857_000],
    [0.1 + 0.2, 'yi', 30_000_000],
    [1.005, 'yi', 100_500_000],
    [8.2, 'yi', 820_000_000],
    ['1,234,567.8', 'wan', 12_345_678_000],
    [1e-7, 'yi', 10],
    [0, 'wan', 0],
    ['3000元', 'yuan', 3_000],
    ['12万元', 'wan', 120_000],
  ])('%s in %s is %i yuan, exactly and beyond doubt', (value, unit, yuan) => {
    expect(money(value, unit)).toEqual({ value: yuan, doubts: [] });
  });

  it('nothing, dashes and 无 are no amount and no doubt', () => {
    for (const text of ['', '  ', '—', '——', '-', '/', '无']) expect(money(text)).toEqual({ value: null, doubts: [] });
  });

  it.each<[string, number, string]>([
    ['约2亿元', 200_000_000, 'amount-approximate'],
    ['预计20亿元', 2_000_000_000, 'amount-approximate'],
    ['20亿元（概算）', 2_000_000_000, 'amount-approximate'],
    ['概算5665.05万元', 56_650_500, 'amount-approximate'],
    ['100亿元（固定资产投资35亿元）', 10_000_000_000, 'amount-text'],
    ['1月份已完成投资1000万元', 10_000_000, 'amount-text'],
    ['3. 5亿元', 350_000_000, ''],
  ])('prose “%s” is read and shown as doubtful', (text, yuan, code) => {
    const reading = money(text, 'wan', false);
    expect(reading.value).toBe(yuan);
    expect(codes(reading)).toEqual(code === '' ? [] : [code]);
  });

  it('a unit inside the cell wins over the column, and the contradiction is said', () => {
    expect(money('2亿元', 'wan')).toMatchObject({ value: 200_000_000, doubts: [{ code: 'amount-own-unit' }] });
    expect(money('2亿元', 'wan', false)).toEqual({ value: 200_000_000, doubts: [] });
  });

  it.each<[string | number, string]>([
    ['待定', 'amount-blank'],
    ['#REF!', 'cell-error'],
    ['2-3亿元', 'amount-range'],
    ['三亿', 'amount-unreadable'],
    ['12,5', 'amount-unreadable'],
    ['80%', 'amount-unreadable'],
    [1e20, 'amount-unreadable'],
  ])('“%s” is no amount and says so', (value, code) => {
    const reading = money(value);
    expect(reading.value).toBeNull();
    expect(codes(reading)).toEqual([code]);
  });

  it('negative amounts and amounts formatted as dates are read and doubtful', () => {
    expect(money(-3)).toMatchObject({ value: -30_000, doubts: [{ code: 'amount-negative' }] });
    expect(parseMoney(shown(43_221, '2018-05-01', true), 'wan', true)).toMatchObject({
      value: 432_210_000,
      doubts: [{ code: 'amount-is-date' }],
    });
  });

  it('any amount with the decimals its unit can hold comes back exactly, as number and as text', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_000_000_000_000 }),
        fc.constantFrom<MoneyUnit>('yuan', 'wan', 'yi'),
        (yuan, unit) => {
          const { exponent } = moneyUnits[unit];
          const digits = String(yuan).padStart(exponent + 1, '0');
          const text = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
          expect(money(text, unit)).toEqual({ value: yuan, doubts: [] });
          expect(money(Number(text), unit)).toEqual({ value: yuan, doubts: [] });
          expect(money(`${text}${moneyUnits[unit].label}`, 'wan', false)).toEqual({ value: yuan, doubts: [] });
        },
      ),
    );
  });

  it('every finite number has plain decimal digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const digits = decimalDigits(value);
        expect(digits).toMatch(/^-?\d+(\.\d+)?$/);
        if (Math.abs(value) < 1e300) {
          // A whole number keeps every digit; others have Excel's fifteen.
          const held = Number.isSafeInteger(value) ? value : Number(value.toPrecision(15));
          expect(Number(digits)).toBe(held + 0);
        }
        expect(toYuan(digits, 4) ?? 0).toSatisfy(Number.isSafeInteger);
      }),
    );
  });

  it('no text breaks the reading, and what is read is whole yuan', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, isCertain) => {
        const { value } = money(text, 'wan', isCertain);
        expect(value === null || Number.isSafeInteger(value)).toBe(true);
      }),
    );
  });
});

describe('days', () => {
  it.each<[string | number, string]>([
    ['2018', '2018'],
    [2018, '2018'],
    ['2018年', '2018'],
    ['2018.5', '2018-05'],
    [2018.5, '2018-05'],
    ['2018年5月', '2018-05'],
    ['2018-05', '2018-05'],
    ['2018/5', '2018-05'],
    ['2018.10', '2018-10'],
    [2018.12, '2018-12'],
    [201_805, '2018-05'],
    ['2018.5.1', '2018-05-01'],
    ['2018年5月1日', '2018-05-01'],
    ['2020-02-29', '2020-02-29'],
    [20_180_501, '2018-05-01'],
    ['2018-05-01 00:00:00', '2018-05-01'],
    ['２０１８年５月', '2018-05'],
    ['2018 年 5 月', '2018-05'],
  ])('%s keeps its precision: %s', (value, expected) => {
    expect(day(value)).toEqual({ value: expected, doubts: [] });
  });

  it('2018.10 stored as the number 2018.1 is only a year, and doubtful', () => {
    expect(day(2018.1)).toMatchObject({ value: '2018', doubts: [{ code: 'date-ambiguous-month' }] });
    expect(parseDay(shown(2018.1, '2018.10'), in1900)).toEqual({ value: '2018-10', doubts: [] });
  });

  it.each<[string | number, string | null, string]>([
    ['预计2018年6月', '2018-06', 'date-estimated'],
    ['2018年底', '2018-12', 'date-estimated'],
    ['2018年四季度', '2018', 'date-estimated'],
    ['2019年12月动工', '2019-12', 'date-text'],
    ['今年12月底', null, 'date-unreadable'],
    ['已开工', null, 'date-unreadable'],
    ['2018.13', '2018', 'date-text'],
    ['2018-02-30', '2018', 'date-text'],
    ['#N/A', null, 'cell-error'],
    [43_221, '2018-05-01', 'date-from-serial'],
  ])('“%s” is read as %s and doubtful', (value, expected, code) => {
    const reading = day(value);
    expect(reading.value).toBe(expected);
    expect(codes(reading)).toEqual([code]);
  });

  it('serials follow the date system and the precision the format shows', () => {
    expect(parseDay(shown(43_221, '2018-05-01', true), in1900)).toEqual({ value: '2018-05-01', doubts: [] });
    expect(parseDay(shown(43_221, '2018-05', true), in1900)).toEqual({ value: '2018-05', doubts: [] });
    expect(parseDay(shown(43_221, '2018', true), in1900)).toEqual({ value: '2018', doubts: [] });
    expect(parseDay(shown(41_759, '2018-05-01', true), { date1904: true })).toEqual({
      value: '2018-05-01',
      doubts: [],
    });
    expect(parseDay(shown(43_221.75, '2018-05-01', true), in1900).value).toBe('2018-05-01');
    expect(parseDay(shown(2018, '1905-07-10', true), in1900)).toMatchObject({
      value: '2018',
      doubts: [{ code: 'date-text' }],
    });
  });

  it('the days of serials are those of the calendar, in both systems and over leap years', () => {
    expect(serialDay(1, false)).toBe('1900-01-01');
    expect(serialDay(61, false)).toBe('1900-03-01');
    expect(serialDay(25_569, false)).toBe('1970-01-01');
    expect(serialDay(0, true)).toBe('1904-01-01');
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 100_000 }), (serial) => {
        const expected = new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
        expect(serialDay(serial, false)).toBe(expected);
        expect(dayOfEpoch(serial - 25_569)).toBe(expected);
        expect(parseDay(plainCell(expected), in1900).value).toBe(expected);
      }),
    );
  });

  it.each<[string, string | null, string | null]>([
    ['2018-2020', '2018', '2020'],
    ['2018年-2020年', '2018', '2020'],
    ['2018.3—2020.12', '2018-03', '2020-12'],
    ['2018年3月至2020年12月', '2018-03', '2020-12'],
    ['2018年3月-12月', '2018-03', '2018-12'],
    ['2018.03.01~2019.06.30', '2018-03-01', '2019-06-30'],
    ['2018-05-2019-06', '2018-05', '2019-06'],
    ['2018-05', '2018-05', '2018-05'],
    ['2018', '2018', '2018'],
    ['2019年12月动工', '2019-12', null],
    ['计划2021年7月底建成', null, '2021-07'],
    ['', null, null],
  ])('the period “%s” goes from %s to %s', (text, startsOn, completesOn) => {
    expect(parsePeriod(plainCell(text), in1900).value).toEqual({ startsOn, completesOn });
  });

  it('completion before start is compared at the coarser precision', () => {
    expect(isBefore('2018', '2018-05')).toBe(false);
    expect(isBefore('2018-04', '2018-05-01')).toBe(true);
  });

  it('no text breaks the reading, and what is read is a day, a month or a year', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { value } = day(text);
        expect(value === null || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)).toBe(true);
        parsePeriod(plainCell(text), in1900);
      }),
    );
  });
});

const known = new Set(['东湖街办', '青石开发区', '柳泉乡', '区住建局', '区经信局', '区旅游局']);
const units = (text: string) => splitUnits(plainCell(text), known);

describe('units in one cell', () => {
  it.each<[string, string[]]>([
    ['               青石开发区  区经信局\n', ['青石开发区', '区经信局']],
    ['东湖街办\n区住建局', ['东湖街办', '区住建局']],
    ['东湖街办、区住建局', ['东湖街办', '区住建局']],
    ['东湖街办，区住建局；柳泉乡', ['东湖街办', '区住建局', '柳泉乡']],
    ['东湖街办\u00a0\u00a0区住建局', ['东湖街办', '区住建局']],
    ['东湖街办\u3000区住建局', ['东湖街办', '区住建局']],
    ['东湖街办\u200b区住建局', ['东湖街办', '区住建局']],
    ['区住建局\n区住建局', ['区住建局']],
    ['青石高铁段项目建设协调服务指挥部', ['青石高铁段项目建设协调服务指挥部']],
    ['区政务服务中心', ['区政务服务中心']],
    ['—', []],
    ['', []],
  ])('%j is %j beyond doubt', (text, expected) => {
    expect(units(text)).toEqual({ value: expected, doubts: [] });
  });

  it.each<[string, string[], string]>([
    ['青石开发区区经信局', ['青石开发区', '区经信局'], 'unit-run-together'],
    ['西岭街办区文旅局', ['西岭街办', '区文旅局'], 'unit-run-together'],
    ['青石开发区柳泉乡', ['青石开发区', '柳泉乡'], 'unit-run-together'],
    ['云环路\n建设工程指挥部', ['云环路建设工程指挥部'], 'unit-broken-line'],
    ['东湖街办\n安置区\n建设指挥部', ['东湖街办', '安置区建设指挥部'], 'unit-broken-line'],
    ['环保\n青石分局', ['环保青石分局'], 'unit-broken-line'],
    ['老王', ['老王'], 'unit-unlike'],
  ])('%j is proposed as %j and doubtful', (text, expected, code) => {
    expect(units(text).value).toEqual(expected);
    expect(codes(units(text))).toEqual([code]);
  });

  it('no text breaks the reading, and no name has a blank in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const unit of units(text).value) expect(unit).toMatch(/^\S+$/);
      }),
    );
  });

  it('units written with any separator come back in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...known), { minLength: 1 }),
        fc.constantFrom('\n', '  ', '、', ',', '；', '\u3000', ' \u00a0 ', '/'),
        (names, separator) => {
          expect(units(names.join(separator))).toEqual({ value: names, doubts: [] });
        },
      ),
    );
  });
});

const people = new Set(['张三', '李四', '欧阳十三', '领导04']);
const persons = (text: string) => splitPersons(plainCell(text), people);

describe('persons in one cell', () => {
  it.each<[string, string[]]>([
    ['张  三', ['张三']],
    ['张\u3000三', ['张三']],
    ['张\u00a0三', ['张三']],
    ['张三             李四 ', ['张三', '李四']],
    ['张  三  李四', ['张三', '李四']],
    ['\n张三\n王五丰', ['张三', '王五丰']],
    ['欧阳十三、李四', ['欧阳十三', '李四']],
    ['领导01\n领导02', ['领导01', '领导02']],
    ['', []],
  ])('%j is %j beyond doubt', (text, expected) => {
    expect(persons(text)).toEqual({ value: expected, doubts: [] });
  });

  it.each<[string, string[], string]>([
    ['张三李四', ['张三', '李四'], 'person-run-together'],
    ['王五赵六', ['王五', '赵六'], 'person-run-together'],
    ['领导04领导34', ['领导04', '领导34'], 'person-run-together'],
    ['王五丰（副区长）', ['王五丰'], 'person-with-post'],
    ['王五丰副区长', ['王五丰'], 'person-with-post'],
    ['区住建局', ['区住建局'], 'person-unlike'],
  ])('%j is proposed as %j and doubtful', (text, expected, code) => {
    expect(persons(text).value).toEqual(expected);
    expect(codes(persons(text))).toContain(code);
  });

  it('no text breaks the reading', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const person of persons(text).value) expect(person).toMatch(/^\S+$/);
      }),
    );
  });
});

describe('words', () => {
  it('nature, level and pool are read, other words stay empty and doubtful', () => {
    expect(['新建', ' 续 建', '改扩建'].map((text) => parseNature(text).value)).toEqual([
      'newBuild',
      'continuing',
      'expansion',
    ]);
    expect(codes(parseNature('技改'))).toEqual(['nature-unknown']);
    expect(['省级', '市重点', '区重点'].map((text) => parseLevel(text).value)).toEqual([
      'provincial',
      'municipal',
      'district',
    ]);
    expect(codes(parseLevel('国家级'))).toEqual(['level-unknown']);
    expect(['储备库', '开工', '在建库', '竣工'].map((text) => parsePool(text).value)).toEqual([
      'reserve',
      'start',
      'construction',
      'completion',
    ]);
    expect(codes(parsePool('甲'))).toEqual(['pool-unknown']);
  });

  it('the pool follows nature and years, or stays empty', () => {
    expect(proposePool('newBuild', '2018-05', '2020', 2018)).toBe('start');
    expect(proposePool('continuing', '2016', '2018-12', 2018)).toBe('completion');
    expect(proposePool('continuing', '2016', '2019', 2018)).toBe('construction');
    expect(proposePool('newBuild', '2019', '2020', 2018)).toBeNull();
    expect(proposePool('continuing', '2016', null, 2018)).toBeNull();
    expect(proposePool(null, '2018', '2018', 2018)).toBeNull();
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...'0123456789.,-—~至（）()万亿元约预计年月日底张三李四区局街办乡建设指挥部 \n\u3000\u00a0\u200b、，；/#REF!'.split(
          '',
        ),
      ),
      { maxLength: 40 },
    )
    .map((signs) => signs.join('')),
);
