/**
 * The national project code (国家投资项目在线审批监管平台): 24 characters, 4-6-2-2-6 – year (2018) or year and month (2408),
 * region, industry, kind of filing, number. A wrong one is a finding beside the field, never a block: it may be printed wrong in the notice itself.
 */
export interface CodeFinding {
  readonly code: 'CODE_SHAPE' | 'CODE_YEAR' | 'CODE_REGION' | 'CODE_OF_RESERVE' | 'CODE_TWICE';
  readonly sentence: string;
}

const shape = /^(\d{4})-(\d{6})-(\d{2})-(\d{2})-(\d{6})$/;
/** The platform gives codes since 2016; those of 2015 were made afterwards for projects under way. */
const firstYear = 2015;
/** GB/T 2260: the first two digits of a region. 99 is no region: the fictional district's codes use it. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66 71 81 82 99'.split(
    ' ',
  ),
);

export interface CodeFacts {
  readonly code: string | null;
  /** In 储备: talks only, nothing was filed yet. */
  readonly isReserve: boolean;
  readonly thisYear: number;
  /** Other live projects with the same code. */
  readonly sameCodeNames: readonly string[];
}

export function codeFindings({ code, isReserve, thisYear, sameCodeNames }: CodeFacts): readonly CodeFinding[] {
  if (code === null) return [];
  const findings: CodeFinding[] = [];
  const add = (kind: CodeFinding['code'], sentence: string) => findings.push({ code: kind, sentence });
  const parts = shape.exec(code);
  if (parts === null) {
    const offered = tidyCode(code);
    add(
      'CODE_SHAPE',
      `项目代码应为24位，按“4-6-2-2-6”用短横线分开，例如 2026-410100-48-01-123456；现在是${[...code].length}位${offered === null || offered === code ? '' : `，是不是 ${offered}`}，请核对。`,
    );
  } else {
    if (!isTime(parts[1] ?? '', thisYear))
      add(
        'CODE_YEAR',
        `项目代码的第一段“${parts[1]}”应为${firstYear}年至${thisYear}年的年份（如 2018），或两位年份加月份（如 2408），请核对。`,
      );
    if (!provinces.has((parts[2] ?? '').slice(0, 2)))
      add('CODE_REGION', `项目代码的第二段“${parts[2]}”不是行政区划代码，请核对。`);
  }
  if (isReserve)
    add('CODE_OF_RESERVE', '储备项目还没有立项，一般没有项目代码；已经取得代码的，请核对是否应转入其他库。');
  if (sameCodeNames.length > 0)
    add(
      'CODE_TWICE',
      `“${sameCodeNames.slice(0, 3).join('”“')}”用的是同一个项目代码，一个代码只对应一个项目，请核对，或到“查重”里处理。`,
    );
  return findings;
}

function isTime(text: string, thisYear: number): boolean {
  const year = Number(text);
  if (year >= firstYear && year <= thisYear) return true;
  const [shortYear, month] = [2000 + Number(text.slice(0, 2)), Number(text.slice(2))];
  return shortYear >= firstYear && shortYear <= thisYear && month >= 1 && month <= 12;
}

/** As it is compared and offered: half width, one kind of dash, no blanks; null where the digits are not 20. */
export function tidyCode(code: string): string | null {
  const digits = code.normalize('NFKC').replace(/[^0-9]/g, '');
  const found = /^(\d{4})(\d{6})(\d{2})(\d{2})(\d{6})$/.exec(digits);
  return found === null ? null : found.slice(1).join('-');
}
