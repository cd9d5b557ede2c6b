/**
 * A small seeded generator (sfc32, seeded by FNV-1a over the words it is named by): the demonstration is the same on
 * every machine and in every year. Never for keys or anything a stranger must not guess.
 */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  /** A whole number, both ends included. */
  between(first: number, last: number): number;
  /** 0 up to, not including, 1. */
  share(): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `count` different items in the order they are listed. */
  some<T>(items: readonly T[], count: number): T[];
  shuffled<T>(items: readonly T[]): T[];
  /** Shaped as a UUIDv7 born at this instant. */
  id(instant: string): string;
}

/** The same words give the same numbers; other words give unrelated ones. */
export function randomOf(...words: readonly (string | number)[]): Random {
  const next = sfc32(words.join('\u0001'));
  const share = () => next() / 0x1_0000_0000;
  const below = (limit: number) => Math.floor(share() * limit);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const shuffled = <T>(items: readonly T[]): T[] => {
    const rest = [...items];
    const order: T[] = [];
    while (rest.length > 0) order.push(...rest.splice(below(rest.length), 1));
    return order;
  };
  return {
    below,
    between: (first, last) => first + below(last - first + 1),
    share,
    chance: (probability) => share() < probability,
    pick,
    some(items, count) {
      const chosen = new Set(shuffled(items.map((_, index) => index)).slice(0, count));
      return items.filter((_, index) => chosen.has(index));
    },
    shuffled,
    id(instant) {
      const time = Date.parse(instant).toString(16).padStart(12, '0');
      const rest = [next(), next(), next()].map((word) => word.toString(16).padStart(8, '0')).join('');
      const variant = '89ab'[below(4)] ?? '8';
      return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
    },
  };
}

function sfc32(words: string): () => number {
  let a = fnv(words, 0x811c9dc5);
  let b = fnv(words, 0x01000193 ^ a);
  let c = fnv(words, 0x9e3779b9 ^ b);
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

function fnv(text: string, start: number): number {
  let hash = start >>> 0;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}
