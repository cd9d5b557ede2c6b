/** 观摩讲评 (二七办文〔2024〕7号 四(四)1(2); 登项攻坚办〔2018〕1号 一(二)): marks, means, places; papers of a tour. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/index.ts';
import type { TourStopRow } from '#shared/contract/tours.ts';
import { tourPaper } from '#shared/report/tour-papers.ts';
import { notStated } from '#shared/rules/catalogue.ts';
import { rulePacks } from '#shared/rules/packs/index.ts';
import {
  isTourType,
  judgesOf,
  parseScore,
  scoreText,
  tourScoring,
  tourStandings,
  unevenJudges,
  withScore,
} from '#shared/rules/tours.ts';

const marks = (...hundredths: number[]) =>
  hundredths.map((each, index) => ({ judge: `评委${index + 1}`, hundredths: each }));
const placesOf = (...stops: (readonly number[])[]) => {
  const found = tourStandings(stops.map((each, index) => ({ id: String(index), scores: marks(...each) })));
  return stops.map((_, index) => found.get(String(index)));
};

describe('which meetings are tours', () => {
  it('001 quarterly, 002 in even months, 004 half-yearly; an own type by its name; no other meeting', () => {
    const found = rulePacks.flatMap((pack) =>
      (pack.rules.meetings?.parameters.types ?? []).filter(isTourType).map((type) => type.rhythm),
    );
    expect(found.toSorted()).toEqual(['evenMonths', 'halfYearly', 'quarterly']);
    expect(isTourType({ code: 'own1', name: '月度项目观摩' })).toBe(true);
    expect(isTourType({ code: 'promotion', name: '重点项目推进会' })).toBe(false);
  });
});

describe('the mean of the judges', () => {
  it('leaves nothing out, because no notice says that the highest and lowest go', () => {
    expect(placesOf([10_000, 9000, 0])[0]).toEqual({ mean: 6333, place: 1 });
    expect(tourScoring.source).toBe(notStated);
  });

  it('is rounded half up to hundredths', () => {
    expect(placesOf([9000, 9001])[0]?.mean).toBe(9001);
    expect(placesOf([9000, 9000, 9001])[0]?.mean).toBe(9000);
  });

  it('gives equal means one place and leaves the next one out; a stop without marks has none', () => {
    expect(placesOf([9000], [9500], [9000], [], [8000]).map((each) => each?.place)).toEqual([2, 1, 2, null, 4]);
  });

  it('lies between the lowest and the highest mark, and a better mean never has a worse place', () => {
    const stop = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(stop, { maxLength: 8 }), (stops) => {
        const found = placesOf(...stops);
        found.forEach((each, index) => {
          const own = stops[index] ?? [];
          expect(each?.mean === null).toBe(own.length === 0);
          if (each?.mean === null || each === undefined) return;
          expect(each.mean).toBeGreaterThanOrEqual(Math.min(...own));
          expect(each.mean).toBeLessThanOrEqual(Math.max(...own));
          for (const other of found)
            if (typeof other?.mean === 'number' && each.mean > other.mean)
              expect(Number(each.place)).toBeLessThan(Number(other.place));
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('a judge', () => {
  it('has one mark for a stop: a second one replaces it, an empty one takes it back', () => {
    const once = withScore([], '钱某某', 9000);
    expect(withScore(once, '钱某某', 9100)).toEqual([{ judge: '钱某某', hundredths: 9100 }]);
    expect(withScore(once, '钱某某', null)).toEqual([]);
    expect(judgesOf([{ scores: once }, { scores: withScore(once, '孙某某', 1) }])).toEqual(['钱某某', '孙某某']);
  });

  it('who left a stop of the route without a mark is named, since it shifts the means', () => {
    const stops = [
      { name: '大桥', scores: marks(9000, 8000) },
      { name: '水厂', scores: marks(9000) },
    ];
    expect(unevenJudges(stops)).toEqual([{ judge: '评委2', without: ['水厂'] }]);
  });
});

describe('a mark as it is typed', () => {
  it('is read with two decimals at most, full-width digits and 分 too', () => {
    expect(['92', '92.5', '９２．２５分', '100.00', '-3', '200'].map(parseScore)).toEqual([
      9200, 9250, 9225, 10_000, -300, 20_000,
    ]);
    expect(['', '好', '92.555', '9 2', '.5'].map(parseScore)).toEqual([null, null, null, null, null]);
  });

  it('comes back as it was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (mark) => {
        expect(parseScore(scoreText(mark))).toBe(mark);
      }),
    );
    expect([9200, 9250, 9205, 10_000, 0].map((mark) => scoreText(mark))).toEqual(['92', '92.5', '92.05', '100', '0']);
    expect(scoreText(9200, 'two')).toBe('92.00');
  });
});

describe('the papers of a tour', () => {
  const stop = (name: string, more: Partial<TourStopRow> = {}): TourStopRow => ({
    id: name,
    projectId: `p-${name}`,
    projectName: name,
    place: '青石大道以东',
    units: ['区交通局'],
    totalInvestment: 120_000_000,
    plannedThisYear: 60_000_000,
    doneThisYear: 35_500_000,
    summary: '大桥一座',
    progressText: '主体完成',
    proposedBy: 'unit',
    unitName: '石桥镇',
    state: 'chosen',
    reason: null,
    arrivesAt: '9:30',
    talkingPoints: null,
    presenter: '钱某某',
    scores: [],
    remarks: null,
    standing: { mean: null, place: null },
    ...more,
  });
  const tour = {
    row: { title: '三季度观摩', onDay: '2026-09-25', time: '8:30', place: null },
    source: '二七办文〔2024〕7号 四(四)1',
    stops: [
      stop('大桥', { standing: { mean: 9000, place: 2 }, scores: marks(9000) }),
      stop('水厂', { standing: { mean: 9500, place: 1 }, scores: marks(9500) }),
      stop('学校', { state: 'notChosen', reason: '尚未开工' }),
    ],
    judges: ['评委1'],
    uneven: [],
    scoring: tourScoring,
  } as unknown as OutputOf<'tours.get'>;
  const made = (paper: Parameters<typeof tourPaper>[0]['paper']) =>
    tourPaper({ paper, office: '青石区重点办', today: '2026-09-20', pageSize: 'A3', tour });
  const column = (paper: Parameters<typeof made>[0], head: string) => {
    const { columns, rows } = made(paper);
    const at = columns.findIndex((each) => each.head === head);
    return rows.map((row) => row.cells[at]?.text);
  };

  it('put the route in its order, in 万元, on the paper that was asked for', () => {
    const route = made('route');
    expect(route).toMatchObject({
      title: '观摩线路表',
      unitLine: '单位：万元',
      page: { size: 'A3', orientation: 'landscape' },
    });
    expect(column('route', '项目名称')).toEqual(['大桥', '水厂']);
    expect(column('route', '本年完成投资')).toEqual(['3550', '3550']);
    expect(column('route', '到达时间')).toEqual(['9:30', '9:30']);
  });

  it('say of every proposal what became of it and why', () => {
    expect(column('proposals', '筛选结果')).toEqual(['入选', '入选', '未入选']);
    expect(column('proposals', '理由')).toEqual(['', '', '尚未开工']);
  });

  it('leave the judge’s sheet empty', () => {
    expect(column('scoreSheet', '评分')).toEqual(['', '']);
    expect(made('scoreSheet').below.join()).toContain('评委（签名）');
  });

  it('rank the results with the marks of each judge and say how they were reckoned', () => {
    expect(column('results', '项目名称')).toEqual(['水厂', '大桥']);
    expect(column('results', '评委1')).toEqual(['95', '90']);
    expect(column('results', '平均分')).toEqual(['95.00', '90.00']);
    expect(made('results').below[0]).toContain('不去掉最高分和最低分');
  });
});
