/**
 * Projects that may be one and the same. Evidence with a sentence each, a score that is never certainty, and candidates
 * found through common keys, so that 50 000 projects are not compared pair by pair. A person decides, never the program.
 */
import { wanText } from '../text/money.ts';
import { tidyCode } from './project-code.ts';

export interface DuplicateFacts {
  readonly id: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly code: string | null;
  /** Of the whole name, without tones, as the search index keeps it. */
  readonly pinyin: string;
  readonly plot: string | null;
  readonly owner: string | null;
  readonly place: string | null;
  /** 元 */
  readonly totalInvestment: number | null;
  /** Whose it is; only asked for when pairs of different offices are wanted. */
  readonly homeOffice?: string;
}

export type EvidenceKind =
  | 'code'
  | 'name'
  | 'formerName'
  | 'pinyin'
  | 'similarName'
  | 'plot'
  | 'owner'
  | 'place'
  | 'amount'
  | 'otherCode'
  | 'otherPhase';

export interface Evidence {
  readonly kind: EvidenceKind;
  readonly sentence: string;
  /** Negative: it speaks against. */
  readonly weight: number;
}

export interface DuplicatePair {
  readonly ids: readonly [string, string];
  /** 40 … 95. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** Below it two projects only happen to share something. */
const leastScore = 40;
/** Never certain: only a person knows. */
const mostScore = 95;

/**
 * `settled`: pairs a person has judged, by `pairKey`. `isAcross`: only pairs of different offices. The likeliest first.
 */
export function findDuplicates(
  projects: readonly DuplicateFacts[],
  settled: ReadonlySet<string>,
  limit: number,
  isAcross = false,
): DuplicatePair[] {
  const prepared = projects.map(preparedFacts);
  const found: DuplicatePair[] = [];
  for (const [left, right] of candidates(prepared)) {
    const [one, other] = [prepared[left], prepared[right]];
    if (one === undefined || other === undefined || settled.has(pairKey(one.facts.id, other.facts.id))) continue;
    if (isAcross && one.facts.homeOffice === other.facts.homeOffice) continue;
    const pair = judged(one, other);
    if (pair !== null) found.push(pair);
  }
  found.sort((left, right) => right.score - left.score || (left.ids[0] < right.ids[0] ? -1 : 1));
  return found.slice(0, limit);
}

/** The same for one pair; null where too little speaks for it. */
export function duplicatePair(one: DuplicateFacts, other: DuplicateFacts): DuplicatePair | null {
  return judged(preparedFacts(one), preparedFacts(other));
}

export function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

export function likelihood(score: number): '很可能是同一个' | '可能是同一个' | '有相同之处' {
  if (score >= 75) return '很可能是同一个';
  return score >= 55 ? '可能是同一个' : '有相同之处';
}

/** A name without what says nothing: 项目, 工程, 建设, the phase, brackets, blanks, width. */
export function plainName(name: string): string {
  const clean = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"'“”‘’《》〈〉()[\]【】〔〕·・、,，.。:：;；\-—–_/\\+]/g, '');
  const short = clean
    .replace(/(?:第?[一二三四五六七八九十0-9]+|[ⅰⅱⅲⅳⅴi]+)(?:期|标段|批次?)(?:工程|项目)?/g, '')
    .replace(/新建|改扩建|扩建|改建|续建|建设|工程|项目/g, '');
  return short === '' ? clean : short;
}

interface Prepared {
  readonly facts: DuplicateFacts;
  readonly code: string | null;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly phase: string | null;
  readonly pinyin: string;
  readonly plot: string;
  readonly owner: string;
  readonly place: string;
}

function preparedFacts(facts: DuplicateFacts): Prepared {
  return {
    facts,
    code: facts.code === null ? null : (tidyCode(facts.code) ?? (facts.code.trim() || null)),
    name: plainName(facts.name),
    formerNames: facts.formerNames.map(plainName),
    phase: phaseOf(facts.name),
    pinyin: facts.pinyin.replace(/xinjian|gaikuojian|kuojian|gaijian|xujian|jianshe|gongcheng|xiangmu/g, ''),
    plot: plainWords(facts.plot),
    owner: plainWords(facts.owner).replace(/有限责任公司|股份有限公司|有限公司|公司/g, ''),
    place: plainWords(facts.place),
  };
}

function plainWords(text: string | null): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）“”"'、,，.。\-—]/g, '');
}

const phaseDigits: Readonly<Record<string, string>> = {
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  ⅰ: '1',
  ⅱ: '2',
  ⅲ: '3',
};

/** “二期”, “Ⅱ期”, “第2标段” → 2期, 2标段; null where no phase is named. */
function phaseOf(name: string): string | null {
  const found = /第?([一二三四五六七八九十]|[0-9]+|ⅰ|ⅱ|ⅲ|i{1,3})(期|标段)/.exec(
    name.replace(/[ⅠⅡⅢ]/g, roman).normalize('NFKC').toLowerCase(),
  );
  if (found === null) return null;
  const [, digit = '', kind = ''] = found;
  const number = phaseDigits[digit] ?? (/^i+$/.test(digit) ? String(digit.length) : digit);
  return `${number}${kind}`;
}

function roman(sign: string): string {
  return 'i'.repeat('ⅠⅡⅢ'.indexOf(sign) + 1);
}

function judged(one: Prepared, other: Prepared): DuplicatePair | null {
  const evidence = evidenceOf(one, other);
  const score = evidence.reduce((sum, each) => sum + each.weight, 0);
  if (score < leastScore) return null;
  const ids: [string, string] = [one.facts.id, other.facts.id];
  return { ids, score: Math.min(mostScore, Math.round(score)), evidence };
}

function evidenceOf(one: Prepared, other: Prepared): Evidence[] {
  const evidence: Evidence[] = [];
  const add = (kind: EvidenceKind, weight: number, sentence: string) => evidence.push({ kind, weight, sentence });
  if (one.code !== null && one.code === other.code) add('code', 60, `项目代码相同：${one.code}。`);
  addNameEvidence(one, other, add);
  if (one.plot !== '' && one.plot === other.plot) add('plot', 22, `地块相同：${one.facts.plot ?? ''}。`);
  if (one.owner !== '' && one.owner === other.owner) add('owner', 12, `建设单位相同：${one.facts.owner ?? ''}。`);
  if (one.place !== '' && one.place === other.place) add('place', 8, `建设地点相同：${one.facts.place ?? ''}。`);
  const [amount, otherAmount] = [one.facts.totalInvestment, other.facts.totalInvestment];
  if (amount !== null && otherAmount !== null && amount > 0 && isWithinOnePercent(amount, otherAmount))
    add(
      'amount',
      amount === otherAmount ? 12 : 9,
      amount === otherAmount
        ? `总投资相同：${wanText(amount)}万元。`
        : `总投资相差不到百分之一：${wanText(amount)}万元和${wanText(otherAmount)}万元。`,
    );
  if (one.code !== null && other.code !== null && one.code !== other.code)
    add('otherCode', -30, '项目代码不同，多半是两个项目。');
  if (one.phase !== null && other.phase !== null && one.phase !== other.phase)
    add('otherPhase', -45, `期次不同（${one.phase}和${other.phase}），多半是两个项目。`);
  return evidence;
}

function addNameEvidence(
  one: Prepared,
  other: Prepared,
  add: (kind: EvidenceKind, weight: number, sentence: string) => void,
): void {
  if (one.name === other.name) {
    const isWhole = one.facts.name === other.facts.name;
    add('name', ofLength(one.name, 45), isWhole ? '名称完全相同。' : '名称去掉“建设、工程、项目”和期次后相同。');
    return;
  }
  const former = one.formerNames.includes(other.name) || other.formerNames.includes(one.name);
  if (former || one.formerNames.some((name) => other.formerNames.includes(name))) {
    add('formerName', ofLength(other.name, 42), '一个项目的名称是另一个的曾用名。');
    return;
  }
  if (one.pinyin !== '' && one.pinyin === other.pinyin) {
    add('pinyin', ofLength(one.name, 40), '名称读音相同、用字不同，像是打错了字。');
    return;
  }
  const share = similarity(one.name, other.name);
  if (share >= 0.6)
    add('similarName', ofLength(one.name, 34) * share, `名称相近，相同的字约占${Math.round(share * 100)}%。`);
}

/** A short plain name (安置房) is shared by chance. */
function ofLength(name: string, weight: number): number {
  const length = [...name].length;
  if (length >= 5) return weight;
  return (weight * length) / 5;
}

function isWithinOnePercent(left: number, right: number): boolean {
  return Math.abs(left - right) <= Math.max(left, right) / 100;
}

/** Dice's coefficient over pairs of neighbouring characters; containment of a whole name counts as 0.8. */
export function similarity(left: string, right: string): number {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  const contained = [...short].length >= 4 && long.includes(short) ? 0.8 : 0;
  const [pairs, others] = [bigrams(left), bigrams(right)];
  if (pairs.length === 0 || others.length === 0) return contained;
  const rest = new Map<string, number>();
  for (const pair of others) rest.set(pair, (rest.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of pairs) {
    const count = rest.get(pair) ?? 0;
    if (count === 0) continue;
    common += 1;
    rest.set(pair, count - 1);
  }
  return Math.max(contained, (2 * common) / (pairs.length + others.length));
}

function bigrams(text: string): string[] {
  return grams(text, 2);
}

function grams(text: string, size: number): string[] {
  const signs = [...text];
  const found: string[] = [];
  for (let at = 0; at + size <= signs.length; at += 1) found.push(signs.slice(at, at + size).join(''));
  return found;
}

/** A key shared by more projects than this says nothing about any two of them. */
const crowd = 40;

/** Pairs of indexes that share at least one key, each once. */
function* candidates(prepared: readonly Prepared[]): Generator<readonly [number, number]> {
  const blocks = new Map<string, number[]>();
  for (const [index, each] of prepared.entries()) {
    for (const key of keysOf(each)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      // One beyond the crowd marks the block as too common.
      else if (block.length <= crowd) block.push(index);
    }
  }
  const seen = new Set<number>();
  for (const block of blocks.values()) {
    if (block.length < 2 || block.length > crowd) continue;
    for (const [at, left] of block.entries()) {
      for (const right of block.slice(at + 1)) {
        const pair = left * prepared.length + right;
        if (seen.has(pair)) continue;
        seen.add(pair);
        yield [left, right];
      }
    }
  }
}

function keysOf(each: Prepared): Set<string> {
  const keys = new Set<string>();
  if (each.code !== null) keys.add(`c${each.code}`);
  for (const name of [each.name, ...each.formerNames]) keys.add(`n${name}`);
  if (each.pinyin !== '') keys.add(`p${each.pinyin}`);
  if (each.plot !== '') keys.add(`b${each.plot}`);
  const amount = each.facts.totalInvestment;
  if (amount !== null && amount > 0) {
    // Steps of two percent, each amount in its own and the next: amounts within one percent always share one.
    const step = Math.floor(Math.log(amount) / Math.log(1.02));
    if (each.owner !== '') for (const near of [step, step + 1]) keys.add(`o${each.owner} ${near}`);
    if (each.place !== '') for (const near of [step, step + 1]) keys.add(`l${each.place} ${near}`);
  }
  for (const gram of grams(each.name, 3)) keys.add(`g${gram}`);
  return keys;
}
