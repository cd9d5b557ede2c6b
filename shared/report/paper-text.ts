/** How values are written on paper. Tables of the government stand without thousands separators. */
import { shownDay } from '../calendar/day.ts';

/** Integer 元 in 万元: whole when exact, else at most two decimals, half away from zero. Empty for null. */
export function paperMoney(yuan: number | null): string {
  if (yuan === null) return '';
  const hundredths = Math.floor((Math.abs(yuan) + 50) / 100);
  const fraction = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const sign = yuan < 0 && hundredths > 0 ? '-' : '';
  return `${sign}${Math.floor(hundredths / 100)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The share of a plan in percent with one decimal at most: 54.2%. Empty where there is no plan or nothing is known. */
export function percentText(done: number | null, planned: number | null): string {
  if (planned === null || planned === 0 || done === null) return '';
  return `${Math.round((done / planned) * 1000) / 10}%`;
}

/** 年月-年月, as precise as it is known and not more: 2018年5月-2020年12月, 2018年-2020年, 2018年-. */
export function paperPeriod(startsOn: string | null, completesOn: string | null): string {
  if (startsOn === null && completesOn === null) return '';
  return `${paperMonth(startsOn)}-${paperMonth(completesOn)}`;
}

function paperMonth(day: string | null): string {
  return day === null ? '' : shownDay(day.slice(0, 7));
}
