/**
 * The key file and the record of the office's keys lie in two places. A change writes the new key file beside the old
 * one, then the record, then puts the file in its place; whatever a kill interrupted is finished at the next start.
 */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { installedOffice } from '#db/queries/installation.ts';
import { ownKeys, saveOwnKey } from '#db/queries/own-keys.ts';
import type { Store } from '#db/run.ts';
import { ProblemError } from '#shared/error.ts';
import { type PublicKeys, publicKeysOf } from './keys.ts';

/** Where the new key file waits for the record. */
export function nextKeyFile(keyFile: string): string {
  return `${keyFile}.next`;
}

/** Where a key that another desk exchanged waits for its passphrase. */
export function waitingKeyFile(keyFile: string): string {
  return `${keyFile}.waiting`;
}

/** Where a key taken from another desk's invitation waits for the two groups. */
export function offeredKeyFile(keyFile: string): string {
  return `${keyFile}.offered`;
}

/** At the start: finishes or forgets an interrupted change, and records a key that is not recorded yet. */
export function reconcileOwnKeys(store: Store, keyFile: string, now: string): void {
  if (store.snapshot(installedOffice) === null) return;
  const recorded = store.snapshot(ownKeys);
  const next = nextKeyFile(keyFile);
  if (existsSync(next)) {
    if (publicKeysIn(next)?.keyId === recorded.at(-1)?.keyId) renameSync(next, keyFile);
    else rmSync(next);
  }
  const current = publicKeysIn(keyFile);
  if (current === undefined || recorded.some((key) => key.keyId === current.keyId)) return;
  // The first start after the set-up, or a backup of the data from before the key was changed.
  const version = (recorded.at(-1)?.version ?? 0) + 1;
  const how = version === 1 ? 'first' : 'changed';
  store.transaction((writing) => saveOwnKey(writing, { ...current, version, how, since: now, statement: null }, ''));
}

/** Undefined where there is no key file or it is damaged: unlocking will say so. */
export function publicKeysIn(path: string): PublicKeys | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return publicKeysOf(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
