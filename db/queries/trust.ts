import type { OutputOf } from '#shared/contract/index.ts';
import type { Enrolment } from '#shared/package/enrolment.ts';
import type { Reading, Writing } from '../run.ts';

export interface EnrolledOffice {
  readonly id: string;
  readonly kind: 'district' | 'centre';
  readonly fullName: string;
  readonly shortName: string;
  readonly enrolment: Enrolment;
}

interface Row {
  id: string;
  kind: 'district' | 'centre';
  full_name: string;
  short_name: string;
  enrolment: string;
  fingerprint: string;
  enrolled_at: string;
  enrolled_by: string;
}

export function enrolledOffices(reading: Reading): OutputOf<'offices.list'>['offices'] {
  return reading.select<Row>('SELECT * FROM enrolled_offices ORDER BY enrolled_at, short_name').map((row) => ({
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
  const row = reading.selectFirst<Row>('SELECT * FROM enrolled_offices WHERE id = ?', id);
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
  writing.execute(
    `INSERT INTO enrolled_offices (id, kind, full_name, short_name, enrolment, fingerprint, enrolled_at, enrolled_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name, short_name = excluded.short_name, enrolment = excluded.enrolment`,
    enrolment.officeId,
    enrolment.kind,
    enrolment.fullName,
    enrolment.shortName,
    JSON.stringify(enrolment),
    JSON.stringify(fingerprint),
    at,
    by,
  );
}

export function saveChallenge(
  writing: Writing,
  id: string,
  enrolment: Enrolment,
  groups: readonly number[],
  at: string,
): void {
  writing.execute(
    'INSERT INTO enrolment_challenges (id, enrolment, groups, at) VALUES (?, ?, ?, ?)',
    id,
    JSON.stringify(enrolment),
    JSON.stringify(groups),
    at,
  );
}

export interface Challenge {
  readonly enrolment: unknown;
  readonly groups: readonly number[];
}

export function challengeById(reading: Reading, id: string): Challenge | undefined {
  const row = reading.selectFirst<{ enrolment: string; groups: string }>(
    'SELECT enrolment, groups FROM enrolment_challenges WHERE id = ?',
    id,
  );
  return row === undefined
    ? undefined
    : { enrolment: JSON.parse(row.enrolment) as unknown, groups: JSON.parse(row.groups) as number[] };
}

export function dropChallenge(writing: Writing, id: string): void {
  writing.execute('DELETE FROM enrolment_challenges WHERE id = ?', id);
}
