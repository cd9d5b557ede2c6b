import { describe, expect, it } from 'vitest';
import shipped from '#shared/calendar/holidays.json' with { type: 'json' };
import { calendarProblems, readNotice } from '#shared/calendar/notice.ts';
import { calendarWith, dayKind, workingDaysBetween } from '#shared/calendar/working-day.ts';

/** Texts in the manner of the yearly notices, each year in the words of its time. */
const texts: Readonly<Record<number, string>> = {
  2019: `国务院办公厅关于2019年部分节假日安排的通知
一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。
三、清明节：4月5日放假，与周末连休。
四、劳动节：2019年5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。
五、端午节：6月7日放假，与周末连休。
六、中秋节：9月13日放假，与周末连休。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`,
  2021: `国务院办公厅关于2021年部分节假日安排的通知
一、元旦：2021年1月1日至3日放假，共3天。
二、春节：2月11日至17日放假调休，共7天。2月7日（星期日）、2月20日（星期六）上班。
三、清明节：4月3日至5日放假调休，共3天。
四、劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。
五、端午节：6月12日至14日放假，共3天。
六、中秋节：9月19日至21日放假调休，共3天。9月18日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。`,
  2022: `国务院办公厅关于2022年部分节假日安排的通知
一、元旦：2022年1月1日至3日放假，共3天。
二、春节：1月31日至2月6日放假调休，共7天。1月29日（星期六）、1月30日（星期日）上班。
三、清明节：4月3日至5日放假调休，共3天。4月2日（星期六）上班。
四、劳动节：4月30日至5月4日放假调休，共5天。4月24日（星期日）、5月7日（星期六）上班。
五、端午节：6月3日至5日放假，共3天。
六、中秋节：9月10日至12日放假，共3天。
七、国庆节：10月1日至7日放假调休，共7天。10月8日（星期六）、10月9日（星期日）上班。`,
  2023: `国务院办公厅关于2023年部分节假日安排的通知
一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。`,
  2024: `国务院办公厅关于2024年部分节假日安排的通知
国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`,
  2025: `国务院办公厅关于２０２５年部分节假日安排的通知
各省、自治区、直辖市人民政府，现将2025年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`,
  2026: `国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日`,
};

const years: Readonly<Record<string, { readonly holidays: readonly string[]; readonly workdays: readonly string[] }>> =
  shipped.years;

describe('the text of a holiday notice', () => {
  it.each(Object.entries(texts))('of %s is read to the days that came with the program', (year, text) => {
    const read = readNotice(text);
    expect(read.problems).toEqual([]);
    expect(read).toMatchObject({ year: Number(year), notice: `国务院办公厅关于${year}年部分节假日安排的通知` });
    const days = (isWorkingDay: boolean) =>
      read.days
        .filter((each) => each.isWorkingDay === isWorkingDay && each.day.startsWith(year))
        .map((each) => each.day.slice(5));
    // The program's list may name the Saturday and Sunday beside a day off, which are free anyway.
    const calendar = calendarWith([{ year: Number(year), days: [...read.days] }]);
    expect(days(true)).toEqual(years[year]?.workdays);
    for (const day of years[year]?.holidays ?? []) expect(dayKind(`${year}-${day}`, calendar), day).toBe('holiday');
    for (const day of days(false)) expect(dayKind(`${year}-${day}`), day).toBe('holiday');
    expect(workingDaysBetween(`${Number(year) - 1}-12-31`, `${year}-12-30`, calendar)).toBe(
      workingDaysBetween(`${Number(year) - 1}-12-31`, `${year}-12-30`),
    );
  });

  it('gives the number of the notice, and days with the name of their holiday', () => {
    const read = readNotice(texts[2026] ?? '');
    expect(read.documentNumber).toBe('国办发明电〔2025〕7号');
    expect(read.holidays[0]).toEqual({
      name: '元旦',
      from: '2026-01-01',
      until: '2026-01-03',
      days: 3,
      statedDays: 3,
      workdays: ['2026-01-04'],
    });
    expect(read.days[3]).toEqual({ day: '2026-01-04', isWorkingDay: true, holiday: '元旦' });
  });

  it('is doubted where the weekday is another one: the usual sign of last year’s text', () => {
    const { problems } = readNotice((texts[2026] ?? '').replace('2026年部分', '2027年部分'));
    expect(problems).toContain('通知写1月1日是周四，实际是周五，请核对年度和日期。');
    expect(problems).toContain('1月4日是周一，本来就上班，不是调休上班。');
  });

  it('is doubted where the number of days is another one, a day does not exist, or a range is reversed', () => {
    const text = (words: string) => readNotice(`2027年部分节假日安排 元旦：${words}`).problems.join('');
    const complete = readNotice(texts[2026] ?? '');
    expect(complete.remarks).toEqual([]);
    expect(text('1月1日至3日放假，共4天。')).toContain('元旦：通知写共4天，1月1日至1月3日是3天。');
    expect(text('2月30日放假。')).toContain('没有2月30日这一天。');
    expect(text('1月3日至1日放假。')).toContain('元旦：放假的起止颠倒（1月3日至1月1日）。');
    expect(text('1月4日上班。')).toContain('元旦：先写了上班，没有读到放假日期。');
    const short = readNotice('关于2027年部分节假日安排的通知\n元旦：1月1日放假。');
    expect(short.holidays[0]?.name).toBe('元旦');
    expect(short.remarks).toEqual(['没有读到春节、清明节、劳动节、端午节、中秋节、国庆节的安排。']);
  });

  it('is refused without a year and without days', () => {
    expect(readNotice('元旦：1月1日放假').problems[0]).toContain('没有读到是哪一年的安排');
    expect(readNotice('元旦：1月1日放假', 2027).year).toBe(2027);
    expect(readNotice('关于召开2027年部分节假日工作会议').problems[0]).toContain('没有读到任何放假日期');
  });
});

describe('a year’s days', () => {
  const off = (day: string) => ({ day, isWorkingDay: false, holiday: '元旦' });
  const made = (day: string) => ({ day, isWorkingDay: true, holiday: '元旦' });

  it('are refused when one stands twice, or both off and on', () => {
    expect(calendarProblems(2027, [off('2027-01-01'), off('2027-01-01')])).toEqual(['1月1日写了两次。']);
    expect(calendarProblems(2027, [off('2027-01-02'), made('2027-01-02')])).toEqual(['1月2日既写了放假又写了上班。']);
  });

  it('are refused when they are of another year, but New Year’s may begin in December', () => {
    expect(calendarProblems(2027, [off('2028-01-01')])).toEqual(['1月1日不在2027年。']);
    expect(calendarProblems(2027, [off('2026-12-31')])).toEqual([]);
    const calendar = calendarWith([{ year: 2027, days: [off('2026-12-31'), off('2027-01-01')] }]);
    expect([dayKind('2026-12-31', calendar), dayKind('2026-10-01', calendar), dayKind('2027-01-01', calendar)]).toEqual(
      ['holiday', 'holiday', 'holiday'],
    );
    expect(dayKind('2026-12-31')).toBe('working');
  });

  it('are refused when a make-up day is a working day anyway', () => {
    expect(calendarProblems(2027, [made('2027-01-04')])).toEqual(['1月4日是周一，本来就上班，不是调休上班。']);
  });
});
