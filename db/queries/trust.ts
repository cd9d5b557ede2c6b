import type { OutputOf } from '#shared/contract/index.ts';
import type { Enrolment } from '#shared/package/enrolment.ts';
import type { BelievedUntil } from '#shared/package/key-change.ts';
import { build, type Reading, type Writing } from '../run.ts';
import type { Tables } from '../tables.ts';
import { districtOrder } from './district-order.ts';

export interface EnrolledOffice {
  readonly id: string;
  readonly kind: 'district' | 'centre';
  readonly fullName: string;
  readonly shortName: string;
  readonly enrolment: Enrolment;
}

export function enrolledOffices(reading: Reading): OutputOf<'offices.list'>['offices'] {
  return reading
    .select<Tables['enrolled_offices']>(`SELECT e.* FROM enrolled_offices e ORDER BY ${districtOrder}`)
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      fullName: row.full_name,
      shortName: row.short_name,
      enrolledAt: row.enrolled_at,
      enrolledBy: row.enrolled_by,
      fingerprint: JSON.parse(row.fingerprint) as string[],
      keys: keysOf(reading, row.id).map((key) => ({
        version: key.version,
        keyId: key.keyId,
        since: key.since,
        how: key.how,
        stopped: key.stopped === null ? null : { at: key.stopped.at, by: key.stopped.by, why: key.stopped.why },
        isNewest: key.signingKey === (JSON.parse(row.enrolment) as Enrolment).signingKey,
      })),
    }));
}

export function enrolledOfficeById(reading: Reading, id: string): EnrolledOffice | undefined {
  const row = reading.first(build.selectFrom('enrolled_offices').selectAll().where('id', '=', id));
  return row === undefined
    ? undefined
    : {
        id: row.id,
        kind: row.kind,
        fullName: row.full_name,
        shortName: row.short_name,
        enrolment: JSON.parse(row.enrolment) as Enrolment,
      };
}

/** `how`: enrolled for the first time, a change signed by the key before it, or enrolled again by two groups alone. */
export function enrolOffice(
  writing: Writing,
  enrolment: Enrolment,
  fingerprint: readonly string[],
  at: string,
  by: string,
  how: EnrolledKey['how'] = 'enrolled',
): void {
  const { officeId, keyId, signingKey, ageRecipient, keyVersion = 1 } = enrolment;
  keepKey(writing, officeId, { keyId, version: keyVersion, signingKey, ageRecipient, how, since: at }, by);
  const named = {
    full_name: enrolment.fullName,
    short_name: enrolment.shortName,
    enrolment: JSON.stringify(enrolment),
    fingerprint: JSON.stringify(fingerprint),
  };
  writing.run(
    build
      .insertInto('enrolled_offices')
      .values({
        id: enrolment.officeId,
        kind: enrolment.kind,
        ...named,
        enrolled_at: at,
        enrolled_by: by,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(named)),
  );
}

/** A key of another office, the newest or one before it. */
export interface EnrolledKey {
  readonly keyId: string;
  readonly version: number;
  readonly signingKey: string;
  readonly ageRecipient: string;
  readonly how: 'enrolled' | 'signed' | 'again';
  readonly since: string;
  /** Operations of each stream up to which it is believed; null: all of them. */
  readonly until: BelievedUntil | null;
  /** Stopped by a person here, as against replaced by the next. */
  readonly stopped: { readonly at: string; readonly by: string; readonly why: string } | null;
}

/** Oldest first. */
export function keysOf(reading: Reading, officeId: string): readonly EnrolledKey[] {
  const rows = reading.all(
    build.selectFrom('enrolled_keys').selectAll().where('office_id', '=', officeId).orderBy('version').orderBy('since'),
  );
  return rows.map((row) => ({
    keyId: row.key_id,
    version: row.version,
    signingKey: row.signing_key,
    ageRecipient: row.age_recipient,
    how: row.how,
    since: row.since,
    until: row.until === null ? null : (JSON.parse(row.until) as BelievedUntil),
    stopped:
      row.stopped_at === null ? null : { at: row.stopped_at, by: row.stopped_by ?? '', why: row.stopped_why ?? '' },
  }));
}

/** From now on the key is believed up to these operations only; what was known before of it holds. */
export function believeKeyUntil(writing: Writing, officeId: string, keyId: string, until: BelievedUntil): void {
  writing.run(
    build
      .updateTable('enrolled_keys')
      .set({ until: JSON.stringify(until) })
      .where('office_id', '=', officeId)
      .where('key_id', '=', keyId),
  );
}

export function stopKey(
  writing: Writing,
  officeId: string,
  keyId: string,
  { until, at, by, why }: { until: BelievedUntil; at: string; by: string; why: string },
): void {
  writing.run(
    build
      .updateTable('enrolled_keys')
      .set({ until: JSON.stringify(until), stopped_at: at, stopped_by: by, stopped_why: why })
      .where('office_id', '=', officeId)
      .where('key_id', '=', keyId),
  );
}

/** Grows with every key that comes, is replaced or stopped: a preview made before is out of date. */
export function trustVersion(reading: Reading): number {
  return (
    reading.selectFirst<{ version: number }>(
      'SELECT coalesce(sum(1 + (until IS NOT NULL) + (stopped_at IS NOT NULL)), 0) AS version FROM enrolled_keys',
    )?.version ?? 0
  );
}

/** `enrolment`: what `challengeById` gives back; anything JSON holds. */
export function saveChallenge(
  writing: Writing,
  id: string,
  enrolment: unknown,
  groups: readonly number[],
  at: string,
): void {
  writing.run(
    build
      .insertInto('enrolment_challenges')
      .values({ id, enrolment: JSON.stringify(enrolment), groups: JSON.stringify(groups), at, wrong: 0 }),
  );
}

export interface Challenge {
  readonly enrolment: unknown;
  readonly groups: readonly number[];
  /** How often it was answered wrongly. */
  readonly wrong: number;
}

export function challengeById(reading: Reading, id: string): Challenge | undefined {
  const row = reading.first(
    build.selectFrom('enrolment_challenges').select(['enrolment', 'groups', 'wrong']).where('id', '=', id),
  );
  return row === undefined
    ? undefined
    : {
        enrolment: JSON.parse(row.enrolment) as unknown,
        groups: JSON.parse(row.groups) as number[],
        wrong: row.wrong,
      };
}

export function countWrongAnswer(writing: Writing, id: string): void {
  writing.execute('UPDATE enrolment_challenges SET wrong = wrong + 1 WHERE id = ?', id);
}

export function dropChallenge(writing: Writing, id: string): void {
  writing.run(build.deleteFrom('enrolment_challenges').where('id', '=', id));
}

/** A key of another office; one known here stays as it is. */
export function keepKey(
  writing: Writing,
  officeId: string,
  { keyId, version, signingKey, ageRecipient, how, since }: Omit<EnrolledKey, 'until' | 'stopped'>,
  by: string,
): void {
  writing.run(
    build
      .insertInto('enrolled_keys')
      .values({
        office_id: officeId,
        key_id: keyId,
        version,
        signing_key: signingKey,
        age_recipient: ageRecipient,
        how,
        since,
        by_whom: by,
        until: null,
        stopped_at: null,
        stopped_by: null,
        stopped_why: null,
      })
      .onConflict((conflict) => conflict.columns(['office_id', 'key_id']).doNothing()),
  );
}
