import { canonicalText } from '#shared/package/canonical.ts';
import type { JsonValue } from '#shared/package/operation.ts';

export function sameValue(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  // An empty list and “nothing” are the same in a list field; the members of an object have no order.
  return canonicalText(left ?? []) === canonicalText(right ?? []);
}
