import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readSync, renameSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { problem } from '#shared/error.ts';
import { migrations } from './migrations/index.ts';

/** A migration changes the projection and local state by frozen SQL; it never writes operations. */
export interface Migration {
  /** Numbered in tens; becomes `user_version`. */
  readonly version: number;
  readonly sql: string;
}

export const newestVersion: number = migrations.at(-1)?.version ?? 0;

/** Brings the file to the newest version, one transaction each, a checkpointed copy first. A newer file is refused. */
export function migrate(connection: Database.Database, file: string): void {
  const found = Number(connection.pragma('user_version', { simple: true }));
  if (found > newestVersion) throw problem('STORE_NEWER', { found, known: newestVersion });
  const due = migrations.filter((migration) => migration.version > found);
  if (due.length === 0) return;
  if (found > 0) keepCopy(connection, file, found);
  for (const migration of due) {
    connection.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have migrated while this one waited for the lock.
      if (Number(connection.pragma('user_version', { simple: true })) < migration.version) {
        connection.exec(migration.sql);
        connection.pragma(`user_version = ${migration.version}`);
      }
      connection.exec('COMMIT');
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }
}

/** Whole or not at all; a run that was broken off between two migrations has already kept what was before the first. */
function keepCopy(connection: Database.Database, file: string, found: number): void {
  const copy = `${file}.before-${newestVersion}`;
  if (existsSync(copy) && versionOfFile(copy) < found) return;
  connection.pragma('wal_checkpoint(TRUNCATE)');
  const part = `${copy}.part`;
  copyFileSync(file, part);
  const written = openSync(part, 'r+');
  fsyncSync(written);
  closeSync(written);
  renameSync(part, copy);
}

/** `user_version` as the header of an SQLite file has it: four bytes at 60, big-endian. */
function versionOfFile(path: string): number {
  const bytes = Buffer.alloc(4);
  const opened = openSync(path, 'r');
  readSync(opened, bytes, 0, 4, 60);
  closeSync(opened);
  return bytes.readUInt32BE();
}
