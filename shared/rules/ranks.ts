/**
 * Ranks as they are printed (县处级, 乡镇副科级以上, 二级调研员), comparable. A word may leave open whether 正 or 副 is meant: it is a
 * range, and only what is certain decides.
 */

interface RankRange {
  /** 1 科员 … 9 省部级正职. */
  readonly lowest: number;
  readonly highest: number;
}

// The more exact word first: 副县级 before 县级. 职级 and 职务层次 as in 《公务员职务与职级并行规定》 第九条.
const words: readonly (readonly [RegExp, number, number])[] = [
  [/副(?:省|部)级|(?:省部|省|部)级副职/, 8, 8],
  [/正(?:省|部)级|(?:省部|省|部)级正职/, 9, 9],
  [/省部级|省级|部级/, 8, 9],
  [/副(?:厅|局|地厅|司)级|(?:厅局|厅|司局)级副职|二级巡视员|副市级/, 6, 6],
  [/正(?:厅|地厅|司)级|(?:厅局|厅|司局)级正职|一级巡视员/, 7, 7],
  [/厅局级|厅级|地厅级|市厅级|巡视员/, 6, 7],
  [/副(?:处|县|县处)级?|(?:县处|处|县)级副职|[三四]级调研员/, 4, 4],
  [/正(?:处|县|县处)级?|(?:县处|处|县)级正职|[一二]级调研员/, 5, 5],
  [/县处级|处级|县级|调研员/, 4, 5],
  [/副(?:科|乡|乡科|镇)级?|(?:乡科|科|乡镇)级副职|[三四]级主任科员/, 2, 2],
  [/正(?:科|乡|乡科|镇)级?|(?:乡科|科|乡镇)级正职|[一二]级主任科员/, 3, 3],
  [/乡科级|科级|乡镇级|主任科员/, 2, 3],
  [/科员|办事员/, 1, 1],
];

/** null where the words are no rank that is known. */
export function rankOf(text: string | null): RankRange | null {
  if (text === null) return null;
  const plain = text.replace(/\s/g, '');
  const found = words.find(([pattern]) => pattern.test(plain));
  return found === undefined ? null : { lowest: found[1], highest: found[2] };
}

/** Whether a person's rank reaches the demanded one; 'unknown' where the words leave it open or say nothing. */
export function reachesRank(rank: string | null, demanded: string): 'reaches' | 'below' | 'unknown' {
  const own = rankOf(rank);
  const least = rankOf(demanded)?.lowest;
  if (own === null || least === undefined) return 'unknown';
  if (own.lowest >= least) return 'reaches';
  return own.highest < least ? 'below' : 'unknown';
}
