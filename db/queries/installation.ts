import type { OfficeKind } from '#shared/domain/office.ts';
import { mostCounted } from '#shared/text/counted.ts';
import { build, type Reading, type Writing } from '../run.ts';
import { mayLeave } from './record-receipts.ts';

export interface InstalledOffice {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly fullName: string;
  readonly shortName: string;
  readonly signatureLine: string | null;
  readonly body: string | null;
  readonly reportsTo: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly rulePack: string;
  readonly ledgerYear: number;
  readonly isDemonstration: boolean;
}

interface OfficeRow {
  id: string;
  kind: OfficeKind;
  full_name: string;
  short_name: string;
  signature_line: string | null;
  body: string | null;
  reports_to: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  rule_pack: string;
  ledger_year: number;
  is_demonstration: number | null;
}

/** The office this installation belongs to; null before the first-run wizard. */
export function installedOffice(reading: Reading): InstalledOffice | null {
  const row = reading.selectFirst<OfficeRow>('SELECT o.* FROM installation i JOIN offices o ON o.id = i.office_id');
  if (row === undefined) return null;
  return {
    id: row.id,
    kind: row.kind,
    fullName: row.full_name,
    shortName: row.short_name,
    signatureLine: row.signature_line,
    body: row.body,
    reportsTo: row.reports_to,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    rulePack: row.rule_pack,
    ledgerYear: row.ledger_year,
    isDemonstration: row.is_demonstration === 1,
  };
}

/** When this installation was set up, an instant; the furthest future before it was. */
export function installedAt(reading: Reading): string {
  return reading.selectFirst<{ made_at: string }>('SELECT made_at FROM installation')?.made_at ?? '9999';
}

/** The newest local position: what a preview token and the page's refresh are held against. */
export function ledgerPosition(reading: Reading): number {
  return reading.selectFirst<{ last: number | null }>('SELECT max(position) AS last FROM operations')?.last ?? 0;
}

export function operatorNames(reading: Reading): string[] {
  return reading.all(build.selectFrom('operators').select('name').orderBy('last_at', 'desc')).map((row) => row.name);
}

export function rememberOperator(writing: Writing, name: string, at: string): void {
  writing.run(
    build
      .insertInto('operators')
      .values({ name, last_at: at })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ last_at: at })),
  );
}

/** What the office reported to has said it holds of a stream `s`; nothing while nobody is enrolled. */
const heldThere = `coalesce((SELECT max(a.n) FROM acknowledgements a JOIN enrolled_offices e ON e.id = a.office_id
  WHERE a.stream_key = s.key AND e.kind = 'centre'), 0)`;

/** Own operations the office reported to has not yet acknowledged; all of them while nobody is enrolled. */
export function unacknowledgedCount(reading: Reading): number {
  const row = reading.selectFirst<{ count: number }>(
    `SELECT coalesce(sum(s.head_n - ${heldThere}), 0) AS count
     FROM streams s JOIN installation i ON i.office_id = s.office_id`,
  );
  return row?.count ?? 0;
}

/**
 * Records with own operations not yet acknowledged: projects, weekly reports … What a clerk counts; a record changed ten
 * times is one, what never leaves is none. Counted up to one more than `mostCounted`, because it is asked after every change.
 * CROSS JOIN says that the streams come first, and of each only what follows: else SQLite walks the whole ledger by record.
 */
export function unacknowledgedRecords(reading: Reading): number {
  const row = reading.selectFirst<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT DISTINCT o.entity, o.record_id FROM streams s JOIN installation i ON i.office_id = s.office_id
       CROSS JOIN operations o ON o.stream_key = s.key AND o.n > ${heldThere}
       WHERE o.entity IS NOT NULL AND ${mayLeave} LIMIT ?)`,
    mostCounted + 1,
  );
  return row?.count ?? 0;
}

export function settingValues(reading: Reading): Record<string, unknown> {
  const rows = reading.all(build.selectFrom('settings').selectAll());
  return Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]));
}

export function saveSetting(writing: Writing, key: string, value: unknown): void {
  const text = JSON.stringify(value);
  writing.run(
    build
      .insertInto('settings')
      .values({ key, value: text })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text })),
  );
}
