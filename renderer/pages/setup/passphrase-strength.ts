/** A hint, never a rule: how hard a passphrase is to guess, in words a clerk can use. */
export interface Strength {
  /** 0 … 100 for the bar. */
  readonly level: number;
  readonly words: string;
}

export const shortestPassphrase = 8;
const bitsEnough = 60;
/** Rough bits of one more different character of a kind; one that was there before adds little. */
const bitsOf: readonly (readonly [RegExp, number])[] = [
  [/\p{Script=Han}/u, 7],
  [/[a-z]/, 3.2],
  [/[A-Z]/, 3.6],
  [/\d/, 2.6],
  [/./u, 4],
];
const bitsOfRepeated = 0.7;

export function passphraseStrength(passphrase: string): Strength {
  const characters = [...passphrase];
  if (characters.length === 0) return { level: 0, words: '' };
  const different = [...new Set(characters)];
  const bits =
    different.reduce((sum, sign) => sum + (bitsOf.find(([kind]) => kind.test(sign))?.[1] ?? 0), 0) +
    (characters.length - different.length) * bitsOfRepeated;
  const isRow = /^(.)\1+$|0123|1234|2345|3456|4567|5678|6789|abcd|qwer|password/i.test(passphrase);
  const level = Math.min(100, Math.round(((isRow ? bits / 2 : bits) / bitsEnough) * 100));
  if (characters.length < shortestPassphrase)
    return { level: Math.min(level, 25), words: `至少 ${shortestPassphrase} 个字符` };
  if (isRow) return { level: Math.min(level, 35), words: '容易被猜到，请避开连续的数字或字母' };
  if (level < 60) return { level, words: '一般。再长一些，例如用一句自己记得住的话' };
  if (level < 90) return { level, words: '较好' };
  return { level, words: '很好' };
}
