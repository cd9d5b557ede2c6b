import type { OutputOf } from '#shared/contract/index.ts';
import { build, type Reading, type Writing } from '../run.ts';
import type { Tables } from '../tables.ts';

export interface Preview {
  readonly token: string;
  readonly kind: string;
  readonly position: number;
  readonly digest: string;
  readonly file: string;
  readonly fileName: string;
  readonly payload: unknown;
  /** Of the keys a package was judged by; 0 for what is judged by none. */
  readonly trustVersion?: number;
}

export function previewByToken(reading: Reading, token: string, kind: string): Preview | undefined {
  const row = reading.first(
    build
      .selectFrom('previews')
      .select([
        'token',
        'kind',
        'position',
        'digest',
        'file',
        'file_name as fileName',
        'payload',
        'trust_version as trustVersion',
      ])
      .where('token', '=', token)
      .where('kind', '=', kind),
  );
  return row === undefined ? undefined : { ...row, payload: JSON.parse(row.payload) as unknown };
}

const keptPreviews = 20;

/** Keeps the last twenty previews; returns the files of the ones dropped. */
export function savePreview(writing: Writing, preview: Preview, at: string): string[] {
  const { token, kind, position, digest, file, fileName, payload, trustVersion = 0 } = preview;
  writing.run(
    build.insertInto('previews').values({
      token,
      kind,
      at,
      position,
      digest,
      trust_version: trustVersion,
      file,
      file_name: fileName,
      payload: JSON.stringify(payload),
    }),
  );
  const newestFirst = build.selectFrom('previews').select(['token', 'file']).orderBy('token', 'desc');
  const old = writing.all(newestFirst).slice(keptPreviews);
  for (const each of old) dropPreview(writing, each.token);
  return old.map((row) => row.file);
}

export function dropPreview(writing: Writing, token: string): void {
  writing.run(build.deleteFrom('previews').where('token', '=', token));
}

/** What was previewed on records that are no more what they were. */
export function dropPreviewsOf(writing: Writing, kind: string): string[] {
  const files = writing.all(build.selectFrom('previews').select('file').where('kind', '=', kind));
  writing.run(build.deleteFrom('previews').where('kind', '=', kind));
  return files.map((row) => row.file);
}

export function rememberedSheets(reading: Reading): ReadonlyMap<string, unknown> {
  const rows = reading.all(build.selectFrom('remembered_sheets').select(['signature', 'choice']));
  return new Map(rows.map((row) => [row.signature, JSON.parse(row.choice) as unknown]));
}

export function rememberSheet(writing: Writing, signature: string, choice: unknown, at: string): void {
  const kept = { choice: JSON.stringify(choice), at };
  writing.run(
    build
      .insertInto('remembered_sheets')
      .values({ signature, ...kept })
      .onConflict((conflict) => conflict.column('signature').doUpdateSet(kept)),
  );
}

export type LedgerImport = Tables['ledger_imports'];

export function importById(reading: Reading, id: string): LedgerImport | undefined {
  return reading.first(build.selectFrom('ledger_imports').selectAll().where('id', '=', id));
}

export function listImports(reading: Reading): OutputOf<'ledgerImports.list'>['rows'] {
  const rows = reading.all(
    build
      .selectFrom('ledger_imports as i')
      .leftJoin('changes_made as c', 'c.id', 'i.change_id')
      .select([
        'i.id as importId',
        'i.file_name as fileName',
        'i.at',
        'i.actor',
        'i.created',
        'i.changed',
        'c.undone_by as undoneBy',
      ])
      .orderBy('i.at', 'desc')
      .orderBy('i.id', 'desc'),
  );
  return rows.map(({ undoneBy, ...row }) => ({ ...row, isUndone: undoneBy !== null }));
}

export function saveImport(writing: Writing, row: LedgerImport): void {
  writing.run(build.insertInto('ledger_imports').values(row));
}

export function hasPlans(reading: Reading, officeId: string): boolean {
  const plans = build
    .selectFrom('annual_plans')
    .select('id')
    .where('home_office', '=', officeId)
    .where('is_deleted', '=', 0)
    .limit(1);
  return reading.first(plans) !== undefined;
}
