/** A hint, never a rule: how hard a passphrase is to guess, in words a clerk can use. */
export interface Strength {
  /** 0 … 100 for the bar. */
  readonly level: number;
  readonly words: string;
}

export const shortestPassphrase = 8;
const bitsEnough = 60;

export function passphraseStrength(passphrase: string): Strength {
  const characters = [...passphrase];
  if (characters.length === 0) return { level: 0, words: '' };
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\p{L}\d]/u, /\p{Script=Han}/u].filter((kind) =>
    kind.test(passphrase),
  ).length;
  const poolBits = 3 + kinds * 1.2;
  const bits = new Set(characters).size * poolBits * 0.75 + (characters.length - new Set(characters).size);
  const isRow = /^(.)\1+$|0123|1234|2345|3456|4567|5678|6789|abcd|qwer|password/i.test(passphrase);
  const level = Math.min(100, Math.round(((isRow ? bits / 2 : bits) / bitsEnough) * 100));
  if (characters.length < shortestPassphrase)
    return { level: Math.min(level, 25), words: `至少 ${shortestPassphrase} 个字符` };
  if (isRow) return { level: Math.min(level, 35), words: '容易被猜到，请避开连续的数字或字母' };
  if (level < 60) return { level, words: '一般。再长一些，例如用一句自己记得住的话' };
  if (level < 90) return { level, words: '较好' };
  return { level, words: '很好' };
}
