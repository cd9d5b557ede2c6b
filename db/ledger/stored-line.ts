import type { Operation } from '#shared/package/operation.ts';

/** A line of our own ledger: it was parsed and checked when it came in, so it is only read here. */
export function storedOperation(line: string): Operation {
  return JSON.parse(line) as Operation;
}
