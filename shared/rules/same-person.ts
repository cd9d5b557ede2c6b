/**
 * One person in two spellings: proposed with evidence, never decided. Names differ only in blanks, sound the same, or
 * differ in one character, and post, unit or telephone speak for it – or nothing speaks against it.
 */
import { squash } from '../ledger-import/text.ts';

export interface SpelledPerson {
  readonly id: string;
  readonly name: string;
  /** Without tones and blanks: zhangweiguo. */
  readonly pinyin: string;
  readonly unitId: string | null;
  readonly post: string | null;
  readonly phone: string | null;
}

export interface AlikePersons {
  readonly left: string;
  readonly right: string;
  readonly evidence: readonly string[];
}

/** Pairs of ids in the order given, the earlier person at the left. */
export function alikePersons(persons: readonly SpelledPerson[]): readonly AlikePersons[] {
  const pairs = new Map<string, AlikePersons>();
  const compare = (group: readonly SpelledPerson[]) => {
    group.forEach((left, at) => {
      for (const right of group.slice(at + 1)) {
        const key = `${left.id}\n${right.id}`;
        if (pairs.has(key)) continue;
        const evidence = evidenceFor(left, right);
        if (evidence !== null) pairs.set(key, { left: left.id, right: right.id, evidence });
      }
    });
  };
  for (const group of grouped(persons, (person) => squash(person.name))) compare(group);
  for (const group of grouped(persons, (person) => person.pinyin)) compare(group);
  for (const fact of ['unitId', 'post', 'phone'] as const)
    for (const group of grouped(persons, (person) => person[fact] ?? '')) compare(group);
  return [...pairs.values()];
}

function evidenceFor(left: SpelledPerson, right: SpelledPerson): readonly string[] | null {
  const names = [squash(left.name), squash(right.name)] as const;
  const shared = [
    ...(isSame(left.unitId, right.unitId) ? ['单位相同'] : []),
    ...(isSame(left.post, right.post) ? ['职务相同'] : []),
    ...(isSame(left.phone, right.phone) ? ['电话相同'] : []),
  ];
  const isContradicted = shared.length === 0 && (differs(left.unitId, right.unitId) || differs(left.post, right.post));
  if (names[0] === names[1]) {
    if (isContradicted) return null;
    return [left.name === right.name ? '姓名相同' : '姓名只差空格', ...shared];
  }
  if (left.pinyin !== '' && left.pinyin === right.pinyin) return isContradicted ? null : ['读音相同', ...shared];
  // One sign apart is common between namesakes' brothers and strangers: it counts only with a post, unit or telephone.
  return shared.length > 0 && isOneSignApart(names[0], names[1]) ? ['姓名只差一个字', ...shared] : null;
}

function isSame(left: string | null, right: string | null): boolean {
  return left !== null && left === right;
}

function differs(left: string | null, right: string | null): boolean {
  return left !== null && right !== null && left !== right;
}

/** The same length (two signs or more) with one sign exchanged, or one sign more; the surname is the same. */
function isOneSignApart(left: string, right: string): boolean {
  const [short, long] = [[...left], [...right]].toSorted((one, other) => one.length - other.length) as [
    string[],
    string[],
  ];
  if (short.length < 2 || long.length - short.length > 1 || short[0] !== long[0]) return false;
  if (short.length === long.length)
    return short.length > 2 && short.filter((sign, at) => sign !== long[at]).length === 1 && !/\d/.test(left + right);
  return long.some((_, at) => long.toSpliced(at, 1).join('') === short.join('')) && !/\d/.test(left + right);
}

function grouped(persons: readonly SpelledPerson[], keyOf: (person: SpelledPerson) => string): SpelledPerson[][] {
  const groups = new Map<string, SpelledPerson[]>();
  for (const person of persons) {
    const key = keyOf(person);
    if (key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [person]);
    else group.push(person);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
