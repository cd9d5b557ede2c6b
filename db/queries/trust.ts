import type { OutputOf } from '#shared/contract/index.ts';
import type { Enrolment } from '#shared/package/enrolment.ts';
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

export function enrolOffice(
  writing: Writing,
  enrolment: Enrolment,
  fingerprint: readonly string[],
  at: string,
  by: string,
): void {
  const named = {
    full_name: enrolment.fullName,
    short_name: enrolment.shortName,
    enrolment: JSON.stringify(enrolment),
  };
  writing.run(
    build
      .insertInto('enrolled_offices')
      .values({
        id: enrolment.officeId,
        kind: enrolment.kind,
        ...named,
        fingerprint: JSON.stringify(fingerprint),
        enrolled_at: at,
        enrolled_by: by,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(named)),
  );
}

export function saveChallenge(
  writing: Writing,
  id: string,
  enrolment: Enrolment,
  groups: readonly number[],
  at: string,
): void {
  writing.run(
    build
      .insertInto('enrolment_challenges')
      .values({ id, enrolment: JSON.stringify(enrolment), groups: JSON.stringify(groups), at }),
  );
}

export interface Challenge {
  readonly enrolment: unknown;
  readonly groups: readonly number[];
}

export function challengeById(reading: Reading, id: string): Challenge | undefined {
  const row = reading.first(
    build.selectFrom('enrolment_challenges').select(['enrolment', 'groups']).where('id', '=', id),
  );
  return row === undefined
    ? undefined
    : { enrolment: JSON.parse(row.enrolment) as unknown, groups: JSON.parse(row.groups) as number[] };
}

export function dropChallenge(writing: Writing, id: string): void {
  writing.run(build.deleteFrom('enrolment_challenges').where('id', '=', id));
}
