/**
 * JCS (RFC 8785) of JSON values whose keys need no escapes, and the exact test whether a text is its own JCS. The native JSON functions do nearly
 * all of it, several times faster than the canonicalize package on many small lines; what they cannot decide
 * (escapes, keys that look like numbers) goes to canonicalize. Tests hold both ways against each other.
 */
import canonicalize from 'canonicalize';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Deeper nesting is nobody's data: refused before it can exhaust the stack. */
const maximumDepth = 32;

/**
 * The JCS text of a value. Throws a RangeError for what JSON cannot hold or what we never store: lone surrogates, NUL,
 * numbers that are not finite, values nested deeper than 32. A member that is undefined is left out.
 */
export function canonicalText(value: JsonValue): string {
  const ordered = inOrder(value, 0);
  if (ordered !== undefined) {
    const text = JSON.stringify(ordered);
    // `\u` is an ordinary control character, a lone surrogate, NUL, or a backslash before a u: the slow way decides.
    if (!text.includes('\\u')) return text;
  }
  return canonicalSlowly(value);
}

/** The value of a text that is exactly its own JCS, or undefined. */
export function parseCanonical(text: string): JsonValue | undefined {
  try {
    if (!text.isWellFormed()) return undefined;
    const value = JSON.parse(text) as JsonValue;
    if (!text.includes('\\u') && hasSortedKeys(value, 0)) return JSON.stringify(value) === text ? value : undefined;
    return canonicalSlowly(value) === text ? value : undefined;
  } catch (error) {
    // SyntaxError of the parser, RangeError of depth or of a character: in every case not canonical.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function canonicalSlowly(value: JsonValue): string {
  refuseUnstorable(value, 0);
  return canonicalize(value) ?? 'null';
}

function refuseUnstorable(value: JsonValue | undefined, depth: number): void {
  if (typeof value === 'string') return refuseUnstorableText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('a number must be finite');
  if (typeof value !== 'object' || value === null) return;
  if (depth >= maximumDepth) throw new RangeError('nested too deeply');
  if (isList(value)) {
    for (const item of value) refuseUnstorable(item, depth + 1);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (isEscaped(key)) throw new RangeError('a key has characters that JSON escapes');
    refuseUnstorableText(key);
    refuseUnstorable(member, depth + 1);
  }
}

function refuseUnstorableText(text: string): void {
  if (!text.isWellFormed()) throw new RangeError('text has half a character');
  if (text.includes('\0')) throw new RangeError('text has a NUL character');
}

/** The value with sorted keys, itself where they are; undefined where the engine would not keep them sorted. */
function inOrder(value: JsonValue, depth: number): JsonValue | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maximumDepth) return undefined;
  if (isList(value)) {
    const items: JsonValue[] = [];
    for (const item of value) {
      const ordered = inOrder(item, depth + 1);
      if (ordered === undefined) return undefined;
      items.push(ordered);
    }
    return items;
  }
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member === undefined) continue;
    const first = key.charCodeAt(0);
    // The engine moves keys like 0 or 12 to the front, and assigning __proto__ makes no member.
    if ((first >= 0x30 && first <= 0x39) || key === '__proto__' || isEscaped(key)) return undefined;
    const ordered = inOrder(member, depth + 1);
    if (ordered === undefined) return undefined;
    copy[key] = ordered;
  }
  return copy;
}

function hasSortedKeys(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= maximumDepth) throw new RangeError('nested too deeply');
  if (isList(value)) {
    for (const item of value) if (typeof item === 'object' && !hasSortedKeys(item, depth + 1)) return false;
    return true;
  }
  let previous: string | undefined;
  for (const key in value) {
    if ((previous !== undefined && key <= previous) || isEscaped(key)) return false;
    previous = key;
    const member = value[key];
    if (typeof member === 'object' && member !== null && !hasSortedKeys(member, depth + 1)) return false;
  }
  return true;
}

/**
 * Names of fields never need an escape, and V8 (Node 24.21) now and then reads such a key as another one of the same
 * length: {"\\":0} for {"\"":0}. So they are refused on both sides instead of being believed.
 */
function isEscaped(key: string): boolean {
  return JSON.stringify(key).length !== key.length + 2;
}

// Array.isArray alone does not narrow a readonly array.
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
