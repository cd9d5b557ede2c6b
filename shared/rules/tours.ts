/**
 * 观摩讲评: which meetings are tours, marks of judges, mean and place (二七办文〔2024〕7号 四(四)1(2); 登项攻坚办〔2018〕1号 一(二);
 * 汴办文〔2019〕13号 一(一)). No notice says how marks are reckoned: the plain mean, nothing left out.
 */
import type { TourStop } from '../domain/tour-stop.ts';
import { notStated } from './catalogue.ts';

type Score = TourStop['scores'][number];

/** How marks become a place, as the page and the paper say it. */
export const tourScoring = {
  shown: '平均分为各评委打分的算术平均，不去掉最高分和最低分；平均分相同的名次并列。',
  source: notStated,
} as const;

/** Hundredths of a point. */
export const highestScore = 10_000;

/** A type of the pack that goes round the projects: by its code in the packs that ship, by its name in an office's own. */
export function isTourType({ code, name }: { readonly code: string; readonly name: string }): boolean {
  return code === 'tour' || name.includes('观摩');
}

export interface TourStanding {
  /** Hundredths, half up; null without a mark. */
  readonly mean: number | null;
  /** 1 is the best; equal means share a place and the next one is left out. null without a mark. */
  readonly place: number | null;
}

/**
 * Mean and place of each stop, by id. Compared is the mean as it is printed, in hundredths, so that two equal figures on
 * the paper never have different places.
 */
export function tourStandings(
  stops: readonly { readonly id: string; readonly scores: readonly Score[] }[],
): ReadonlyMap<string, TourStanding> {
  const means = stops.map(({ id, scores }) => ({ id, mean: meanOf(scores) }));
  return new Map(
    means.map(({ id, mean }): readonly [string, TourStanding] => {
      if (mean === null) return [id, { mean, place: null }];
      const better = means.filter((other) => other.mean !== null && other.mean > mean).length;
      return [id, { mean, place: better + 1 }];
    }),
  );
}

/** Everyone who gave a mark, in the order of their first one. */
export function judgesOf(stops: readonly { readonly scores: readonly Score[] }[]): readonly string[] {
  return [...new Set(stops.flatMap(({ scores }) => scores.map(({ judge }) => judge)))];
}

/** Judges who gave marks, but not to every stop of the route: their missing marks shift the means. */
export function unevenJudges(
  stops: readonly { readonly name: string; readonly scores: readonly Score[] }[],
): readonly { readonly judge: string; readonly without: readonly string[] }[] {
  return judgesOf(stops)
    .map((judge) => ({
      judge,
      without: stops.filter(({ scores }) => !scores.some((each) => each.judge === judge)).map(({ name }) => name),
    }))
    .filter(({ without }) => without.length > 0);
}

/** The marks with one judge's mark set or, with null, taken back. */
export function withScore(scores: readonly Score[], judge: string, hundredths: number | null): Score[] {
  if (hundredths === null) return scores.filter((each) => each.judge !== judge);
  const isKnown = scores.some((each) => each.judge === judge);
  return isKnown
    ? scores.map((each) => (each.judge === judge ? { judge, hundredths } : each))
    : [...scores, { judge, hundredths }];
}

/** 92.5 → 9250; full-width digits too. null: not a number with at most two decimals. */
export function parseScore(typed: string): number | null {
  const text = typed.normalize('NFKC').trim().replace(/分$/u, '');
  const found = /^(-?)(\d{1,6})(?:\.(\d{1,2}))?$/u.exec(text);
  if (found === null) return null;
  const [, sign, whole = '', fraction = ''] = found;
  const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return sign === '-' ? -hundredths : hundredths;
}

/** 9250 → 92.5; a mean always with two decimals. */
export function scoreText(hundredths: number | null, decimals: 'asNeeded' | 'two' = 'asNeeded'): string {
  if (hundredths === null) return '';
  const text = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
  return decimals === 'two' ? text : text.replace(/\.00$|0$/u, '');
}

function meanOf(scores: readonly Score[]): number | null {
  if (scores.length === 0) return null;
  const sum = scores.reduce((total, { hundredths }) => total + hundredths, 0);
  // Whole numbers: half up without a fraction of binary.
  return Math.floor((2 * sum + scores.length) / (2 * scores.length));
}
