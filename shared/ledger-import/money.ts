import type { SheetCell } from './cells.ts';
import { type Doubt, doubtful, type Reading, sure } from './doubt.ts';
import { halfWidth, squash } from './text.ts';

export type MoneyUnit = 'yuan' | 'wan' | 'yi';

export const moneyUnits = {
  yuan: { label: '元', factor: 1, exponent: 0 },
  wan: { label: '万元', factor: 10_000, exponent: 4 },
  yi: { label: '亿元', factor: 100_000_000, exponent: 8 },
} as const satisfies Record<MoneyUnit, { label: string; factor: number; exponent: number }>;

export const errorValue = /^#(?:REF!|VALUE!|DIV\/0!|N\/A|NAME\?|NULL!|NUM!|ERR!|SPILL!|CALC!)$/;
const saidNothing = /^(?:[-—–/\\－_]+|无|暂无|\/|没有)$/;
const toBeDecided = /^(?:待定|待核定|未定|未确定|待明确|待估算)$/;
const softener = '约|大约|预计|预估|估算约?|概算约?|总投资约?|投资约?|近|超|超过|逾|不少于|不低于|人民币|计划';
const wholeAmount = new RegExp(
  `^(?:${softener}){0,4}(-?\\d+(?:\\.\\d+)?)(多|余)?(亿元?|万元?|元)?(?:人民币)?(多|余|左右|以上)?(?:\\((?:概算|估算|估|暂估|预计|暂定|约|匡算)\\))?$`,
);
const anyAmount = /(?<![\d.])(\d+(?:\.\d+)?)(?:多|余)?(亿元?|万元?|元)?/g;
const range = /\d(?:亿元?|万元?|元)?[-~～至到]\d+(?:\.\d+)?(?:亿元?|万元?|元)?/;
const longestText = 300;
const certain = /^-?[\d.]+(?:亿元?|万元?|元)?(?:人民币)?$/;

/**
 * An amount as integer 元, by exact decimal arithmetic on the digits (12.345万元 → 123450); null for a blank cell.
 * `unit` is the column's unit; a unit written inside the cell wins over it. `isUnitCertain` says whether the column's
 * unit was printed or chosen, so that another unit inside a cell is a contradiction.
 */
export function parseMoney(cell: SheetCell, unit: MoneyUnit, isUnitCertain: boolean): Reading<number | null> {
  const { value } = cell;
  if (value === null || value === '') return sure(null);
  if (typeof value === 'number') return parseNumber(value, cell, unit);
  if (typeof value === 'boolean') return doubtful(null, 'amount-unreadable', `“${cell.text}”不是金额`);
  return parseText(value, unit, isUnitCertain);
}

/** The decimal digits a number cell holds: at most 15 significant ones, as Excel does, so 0.1+0.2 is 0.3. */
export function decimalDigits(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(15));
  const plain = String(Number.isFinite(rounded) ? rounded : value);
  if (!plain.includes('e')) return plain;
  const [mantissa = '0', exponent = '0'] = plain.split('e');
  return shiftPoint(mantissa, Number(exponent));
}

/** Digits times 10^exponent, rounded half up to whole 元; null beyond what an integer can hold exactly. */
export function toYuan(digits: string, exponent: number): number | null {
  const isNegative = digits.startsWith('-');
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const padded = fraction.padEnd(exponent, '0');
  // Up to 15 digits a number is exact, and much faster.
  const isShort = whole.length + exponent <= 15 && padded.length === exponent;
  if (isShort) {
    const yuan = Number(`${whole}${padded}`);
    return isNegative && yuan !== 0 ? -yuan : yuan;
  }
  const kept = BigInt(`${whole}${padded.slice(0, exponent)}` || '0');
  const isRoundedUp = padded.charCodeAt(exponent) >= 53; // '5'
  const yuan = Number(isRoundedUp ? kept + 1n : kept);
  if (!Number.isSafeInteger(yuan)) return null;
  return isNegative && yuan !== 0 ? -yuan : yuan;
}

function parseNumber(value: number, cell: SheetCell, unit: MoneyUnit): Reading<number | null> {
  if (!Number.isFinite(value)) return doubtful(null, 'amount-unreadable', '这一格不是可用的数字');
  const whole = Number.isSafeInteger(value) ? value * moneyUnits[unit].factor : Number.NaN;
  const yuan = Number.isSafeInteger(whole) ? whole : toYuan(decimalDigits(value), moneyUnits[unit].exponent);
  if (yuan === null) return doubtful(null, 'amount-unreadable', `数字“${cell.text}”太大，不像金额`);
  if (cell.isDate === true) {
    return doubtful(
      yuan,
      'amount-is-date',
      `金额格被设成了日期格式，显示为“${cell.text}”，按数字 ${value} 读取，请核对`,
    );
  }
  if (cell.text.includes('%')) return doubtful(null, 'amount-unreadable', `“${cell.text}”是百分比，不是金额`);
  if (yuan < 0) return doubtful(yuan, 'amount-negative', `金额是负数：${cell.text}`);
  return sure(yuan);
}

function parseText(raw: string, unit: MoneyUnit, isUnitCertain: boolean): Reading<number | null> {
  if (raw.length > longestText) return doubtful(null, 'amount-unreadable', '金额格里是一大段文字，读不出金额');
  const text = withoutGrouping(halfWidth(squash(raw)));
  if (text === '' || saidNothing.test(text)) return sure(null);
  if (errorValue.test(text)) return doubtful(null, 'cell-error', `单元格公式出错（${text}），没有金额`);
  if (toBeDecided.test(text)) return doubtful(null, 'amount-blank', `金额写的是“${text}”`);
  const whole = wholeAmount.exec(text);
  if (whole?.[1] !== undefined) {
    return withUnit(whole[1], whole[3], unit, isUnitCertain, text, certain.test(text) ? null : 'amount-approximate');
  }
  if (range.test(text)) return doubtful(null, 'amount-range', `“${raw.trim()}”是一个范围，没有确定的金额`);
  const amounts = [...text.matchAll(anyAmount)];
  const chosen = amounts.find((amount) => amount[2] !== undefined) ?? (amounts.length === 1 ? amounts[0] : undefined);
  if (chosen?.[1] === undefined || (chosen[2] === undefined && /%|‰/.test(text))) {
    return doubtful(null, 'amount-unreadable', `“${raw.trim()}”读不出金额`);
  }
  return withUnit(chosen[1], chosen[2], unit, isUnitCertain, text, 'amount-text');
}

function withUnit(
  digits: string,
  written: string | undefined,
  unit: MoneyUnit,
  isUnitCertain: boolean,
  text: string,
  code: 'amount-approximate' | 'amount-text' | null,
): Reading<number | null> {
  const ownUnit =
    written === undefined ? unit : written.startsWith('亿') ? 'yi' : written.startsWith('万') ? 'wan' : 'yuan';
  const yuan = toYuan(digits, moneyUnits[ownUnit].exponent);
  if (yuan === null) return doubtful(null, 'amount-unreadable', `数字“${text}”太大，不像金额`);
  const doubts: Doubt[] = [];
  const read = `按 ${digits}${moneyUnits[ownUnit].label} 读取`;
  if (code === 'amount-approximate') doubts.push({ code, sentence: `“${text}”是约数，${read}` });
  if (code === 'amount-text') doubts.push({ code, sentence: `金额格里有文字：“${text}”，${read}` });
  if (isUnitCertain && ownUnit !== unit) {
    const sentence = `这一格自带单位“${moneyUnits[ownUnit].label}”，与本列的“${moneyUnits[unit].label}”不同，${read}`;
    doubts.push({ code: 'amount-own-unit', sentence });
  }
  if (yuan < 0) doubts.push({ code: 'amount-negative', sentence: `金额是负数：${text}` });
  return { value: yuan, doubts };
}

/** Thousands separators go; a comma that groups nothing (“12,5”) stays and makes the text unreadable. */
function withoutGrouping(text: string): string {
  return text.replace(/\d{1,3}(?:,\d{3})+(?!\d)/g, (grouped) => grouped.replaceAll(',', ''));
}

function shiftPoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = mantissa.replace('-', '').split('.');
  if (exponent >= 0) return `${sign}${whole}${fraction.padEnd(exponent, '0')}`;
  return `${sign}0.${'0'.repeat(-exponent - 1)}${whole}${fraction}`;
}
