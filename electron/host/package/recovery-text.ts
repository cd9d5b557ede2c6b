/**
 * The root of the keys as rows a person can copy from a sealed sheet: seven rows of two groups of five characters.
 * Crockford's alphabet without I, L, O, U; I and L are read as 1, O as 0. Every row has its own
 * check characters, so that a slip is found in its row.
 */

import { sha256 } from '#db/sha256.ts';
import { problem } from '#shared/error.ts';
import { keysOfRoot, type OpenKeys } from './keys.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const rows = 7;
// 7 × 8 = 56 characters hold 280 bits: 256 of the root and 24 of a check over all of it; 2 more per row check the row.
const charactersPerRow = 8;

/** Seven rows such as `7K3QX-9ZD0M`. */
export function recoveryText(keys: Pick<OpenKeys, 'root'>): string[] {
  const check = sha256(Buffer.concat([Buffer.from('recovery-v1\n'), keys.root])).subarray(0, 3);
  const digits = toBase32(Buffer.concat([keys.root, check]));
  return Array.from({ length: rows }, (_, row) => {
    const content = digits.slice(row * charactersPerRow, (row + 1) * charactersPerRow);
    const text = content + rowCheck(row, content);
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
}

/** Reads what was typed: case, spaces and dashes do not matter. Says in which row a slip is. */
export async function fromRecoveryText(typed: string): Promise<OpenKeys> {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—－_.,，。]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  const length = charactersPerRow + 2;
  let digits = '';
  for (let row = 0; row < rows; row += 1) {
    const part = text.slice(row * length, (row + 1) * length);
    const content = part.slice(0, charactersPerRow);
    if (part.length < length) throw problem('RECOVERY_TEXT_INCOMPLETE', { expected: rows });
    const isRight = [...part].every((character) => alphabet.includes(character));
    if (!isRight || part.slice(charactersPerRow) !== rowCheck(row, content))
      throw problem('RECOVERY_TEXT_INVALID', { row: row + 1 });
    digits += content;
  }
  if (text.length > rows * length) throw problem('RECOVERY_TEXT_INVALID', { row: rows });
  const bytes = fromBase32(digits);
  const root = bytes.subarray(0, 32);
  const check = sha256(Buffer.concat([Buffer.from('recovery-v1\n'), root])).subarray(0, 3);
  if (!check.equals(bytes.subarray(32))) throw problem('RECOVERY_TEXT_INVALID', { row: rows });
  return keysOfRoot(root);
}

/** Depends on the row's place, so that rows cannot be exchanged. */
function rowCheck(row: number, content: string): string {
  const hash = sha256(Buffer.from(`recovery-row-v1\n${row}\n${content}`));
  return [0, 1].map((index) => alphabet[(hash[index] ?? 0) & 31]).join('');
}

function toBase32(bytes: Buffer): string {
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let index = 0; index < (bytes.length * 8) / 5; index += 1) {
    text = `${alphabet[Number(number & 31n)]}${text}`;
    number >>= 5n;
  }
  return text;
}

function fromBase32(text: string): Buffer {
  let number = 0n;
  for (const character of text) number = (number << 5n) | BigInt(alphabet.indexOf(character));
  return Buffer.from(number.toString(16).padStart((text.length * 5) / 4, '0'), 'hex');
}
