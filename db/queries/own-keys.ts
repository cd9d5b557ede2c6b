/** This office's own keys over time: the public parts, and what each key said of the next. */
import { build, type Reading, type Writing } from '../run.ts';
import type { Tables } from '../tables.ts';

export interface OwnKey {
  readonly version: number;
  readonly keyId: string;
  readonly signingKey: string;
  readonly ageRecipient: string;
  readonly how: 'first' | 'changed' | 'lost';
  readonly since: string;
  /** Envelope signed by the key before and by this one; null for the first and after a loss. */
  readonly statement: string | null;
}

/** Oldest first; empty until the program was started once after the set-up. */
export function ownKeys(reading: Reading): readonly OwnKey[] {
  return reading.select<OwnKey>(
    `SELECT version, key_id AS keyId, signing_key AS signingKey, age_recipient AS ageRecipient, how, since, statement
     FROM own_keys ORDER BY version`,
  );
}

export function ownKeyVersion(reading: Reading): number {
  return ownKeys(reading).at(-1)?.version ?? 1;
}

/** The statements that lead to the newest key; after a loss they begin anew. */
export function ownStatements(
  reading: Reading,
): readonly { readonly keyVersion: number; readonly statement: string }[] {
  const keys = ownKeys(reading);
  const lost = keys.findLastIndex((key) => key.statement === null);
  return keys
    .slice(lost + 1)
    .flatMap(({ version, statement }) => (statement === null ? [] : [{ keyVersion: version, statement }]));
}

export function saveOwnKey(writing: Writing, key: OwnKey, by: string): void {
  const row: Tables['own_keys'] = {
    version: key.version,
    key_id: key.keyId,
    signing_key: key.signingKey,
    age_recipient: key.ageRecipient,
    how: key.how,
    since: key.since,
    by_whom: by,
    statement: key.statement,
  };
  writing.run(build.insertInto('own_keys').values(row));
}

/** The office's keys as another desk has them: those from the first that differs on take the place of what is here. */
export function takeOwnKeysOver(writing: Writing, keys: readonly OwnKey[], by: string): void {
  const here = new Map(ownKeys(writing).map((key) => [key.version, key.keyId]));
  const sorted = keys.toSorted((left, right) => left.version - right.version);
  const parted = sorted.findIndex((key) => here.get(key.version) !== key.keyId);
  const others = parted < 0 ? [] : sorted.slice(parted);
  const [first] = others;
  if (first === undefined) return;
  writing.execute('DELETE FROM own_keys WHERE version >= ?', first.version);
  for (const key of others) saveOwnKey(writing, key, by);
}
