import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { ProblemError, problem } from '#shared/error.ts';
import { migrate } from './migrate.ts';
import { Store } from './run.ts';

export const storeFileName = 'store.sqlite';

/**
 * Opens the store of a data folder. The writer migrates first; readers expect a migrated file.
 * Throws STORE_NEWER, STORE_UNREADABLE, STORE_READ_ONLY.
 */
export function openStore(file: string, mode: 'writer' | 'reader'): Store {
  if (mode === 'reader' && !existsSync(file)) throw problem('STORE_UNREADABLE', { reason: '数据文件不存在' });
  try {
    const connection = new Database(file, { readonly: mode === 'reader', timeout: 5000 });
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cache_size = -32000');
    if (mode === 'writer') {
      connection.pragma('journal_mode = WAL');
      // FULL: an acknowledged command survives a power cut, at the cost of one fsync.
      connection.pragma('synchronous = FULL');
      migrate(connection, file);
    } else connection.pragma('query_only = ON');
    return new Store(connection);
  } catch (error) {
    // SQLite cannot even make its log there: nothing is wrong with the file.
    if (mode === 'writer' && existsSync(file) && isReadOnly(dirname(file))) throw problem('STORE_READ_ONLY', {}, error);
    throw asProblem(error);
  }
}

function isReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** SQLite's own errors as refusals a clerk can act on; anything else is passed through. */
export function asProblem(error: unknown): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return error;
  if (code.startsWith('SQLITE_BUSY')) return problem('STORE_BUSY', {}, error);
  if (code.startsWith('SQLITE_FULL')) return problem('STORE_FULL', {}, error);
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM'))
    return problem('STORE_READ_ONLY', {}, error);
  if (
    code.startsWith('SQLITE_CORRUPT') ||
    code.startsWith('SQLITE_NOTADB') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_IOERR')
  )
    return problem('STORE_UNREADABLE', { reason: code }, error);
  return error;
}
