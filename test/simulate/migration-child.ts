/**
 * Opens a store of an older version until it is killed: `migration-child.ts STORE`. Every statement of the migration, every
 * step of its copy is a point, before and after; at the n-th (FIVE_ONES_KILL_AT, 0 = never) the process kills itself.
 * Says how many points there were.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const killAt = Number(process.env['FIVE_ONES_KILL_AT'] ?? 0);
let points = 0;

function point(): void {
  points += 1;
  if (points === killAt) process.kill(process.pid, 'SIGKILL');
}

function around<Words extends unknown[], Value>(work: (...words: Words) => Value) {
  return function (this: unknown, ...words: Words): Value {
    point();
    const value = work.apply(this, words);
    point();
    return value;
  };
}

const { exec } = Database.prototype;
// A migration is one text of many statements: it can end between any two of them.
Database.prototype.exec = function (this: Database.Database, sql: string) {
  for (const statement of sql.split(/;\s*\n/).filter((text) => text.trim() !== '')) {
    point();
    exec.call(this, statement);
  }
  point();
  return this;
};
Database.prototype.pragma = around(Database.prototype.pragma);
fs.copyFileSync = around(fs.copyFileSync);
fs.fsyncSync = around(fs.fsyncSync);
fs.renameSync = around(fs.renameSync);
syncBuiltinESMExports();

const { openStore } = await import('#db/open.ts');
openStore(process.argv[2] ?? '', 'writer').close();
process.stdout.write(`${points}\n`);
