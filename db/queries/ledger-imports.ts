import type { OutputOf } from '#shared/contract/index.ts';
import type { Reading, Writing } from '../run.ts';

export interface Preview {
  readonly token: string;
  readonly kind: string;
  readonly position: number;
  readonly digest: string;
  readonly file: string;
  readonly fileName: string;
  readonly payload: unknown;
}

export function previewByToken(reading: Reading, token: string, kind: string): Preview | undefined {
  const row = reading.selectFirst<Omit<Preview, 'payload'> & { payload: string }>(
    'SELECT token, kind, position, digest, file, file_name AS fileName, payload FROM previews WHERE token = ? AND kind = ?',
    token,
    kind,
  );
  return row === undefined ? undefined : { ...row, payload: JSON.parse(row.payload) as unknown };
}

/** Keeps the last twenty previews; returns the files of the ones dropped. */
export function savePreview(writing: Writing, preview: Preview, at: string): string[] {
  writing.execute(
    'INSERT INTO previews (token, kind, at, position, digest, trust_version, file, file_name, payload) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)',
    preview.token,
    preview.kind,
    at,
    preview.position,
    preview.digest,
    preview.file,
    preview.fileName,
    JSON.stringify(preview.payload),
  );
  const old = writing.select<{ token: string; file: string }>(
    'SELECT token, file FROM previews ORDER BY token DESC LIMIT -1 OFFSET 20',
  );
  for (const { token } of old) writing.execute('DELETE FROM previews WHERE token = ?', token);
  return old.map((row) => row.file);
}

export function dropPreview(writing: Writing, token: string): void {
  writing.execute('DELETE FROM previews WHERE token = ?', token);
}

export function rememberedSheets(reading: Reading): ReadonlyMap<string, unknown> {
  const rows = reading.select<{ signature: string; choice: string }>('SELECT signature, choice FROM remembered_sheets');
  return new Map(rows.map((row) => [row.signature, JSON.parse(row.choice) as unknown]));
}

export function rememberSheet(writing: Writing, signature: string, choice: unknown, at: string): void {
  writing.execute(
    'INSERT INTO remembered_sheets (signature, choice, at) VALUES (?, ?, ?) ON CONFLICT (signature) DO UPDATE SET choice = excluded.choice, at = excluded.at',
    signature,
    JSON.stringify(choice),
    at,
  );
}

export interface LedgerImport {
  readonly id: string;
  readonly file_name: string;
  readonly change_id: string | null;
}

export function importById(reading: Reading, id: string): LedgerImport | undefined {
  return reading.selectFirst<LedgerImport>('SELECT id, file_name, change_id FROM ledger_imports WHERE id = ?', id);
}

export function listImports(reading: Reading): OutputOf<'ledgerImports.list'>['rows'] {
  return reading
    .select<{
      importId: string;
      fileName: string;
      at: string;
      actor: string;
      created: number;
      changed: number;
      undone_by: string | null;
    }>(
      `SELECT i.id AS importId, i.file_name AS fileName, i.at, i.actor, i.created, i.changed, c.undone_by
       FROM ledger_imports i LEFT JOIN changes_made c ON c.id = i.change_id ORDER BY i.at DESC, i.id DESC`,
    )
    .map(({ undone_by, ...row }) => ({ ...row, isUndone: undone_by !== null }));
}

export function saveImport(
  writing: Writing,
  row: {
    id: string;
    fileName: string;
    sha256: string;
    at: string;
    actor: string;
    changeId: string | null;
    created: number;
    changed: number;
  },
): void {
  writing.execute(
    'INSERT INTO ledger_imports (id, file_name, sha256, at, actor, change_id, created, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.fileName,
    row.sha256,
    row.at,
    row.actor,
    row.changeId,
    row.created,
    row.changed,
  );
}

export function hasPlans(reading: Reading, officeId: string): boolean {
  return (
    reading.selectFirst('SELECT 1 FROM annual_plans WHERE home_office = ? AND is_deleted = 0 LIMIT 1', officeId) !==
    undefined
  );
}
