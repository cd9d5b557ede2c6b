/**
 * Preloaded (`--import`) into a program under test and its worker threads: every commit, sync and rename is a point,
 * before and after; at the n-th point of a thread (FIVE_ONES_KILL_AT, 0 = never) the process kills itself. Process
 * death, not power loss. Keys are stretched cheaply here: it is not they that are tested.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const killAt = Number(process.env['FIVE_ONES_KILL_AT'] ?? 0);
let points = 0;

function point(): void {
  points += 1;
  if (points === killAt) process.kill(process.pid, 'SIGKILL');
}

function aroundSync<Words extends unknown[], Value>(work: (...words: Words) => Value) {
  return function (this: unknown, ...words: Words): Value {
    point();
    const value = work.apply(this, words);
    point();
    return value;
  };
}

function around<Words extends unknown[], Value>(work: (...words: Words) => Promise<Value>) {
  return async function (this: unknown, ...words: Words): Promise<Value> {
    point();
    const value = await work.apply(this, words);
    point();
    return value;
  };
}

// Reading ends with COMMIT too: only what began as writing counts.
const prepare = Database.prototype.prepare;
let isWriting = false;
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql);
  const run = statement.run.bind(statement) as (...words: unknown[]) => Database.RunResult;
  if (sql === 'BEGIN IMMEDIATE' || sql === 'BEGIN')
    statement.run = (...words: unknown[]) => {
      isWriting = sql === 'BEGIN IMMEDIATE';
      return run(...words);
    };
  if (sql === 'COMMIT') statement.run = (...words: unknown[]) => (isWriting ? aroundSync(run) : run)(...words);
  return statement;
} as typeof prepare;

fs.fsyncSync = aroundSync(fs.fsyncSync);
fs.renameSync = aroundSync(fs.renameSync);
promises.rename = around(promises.rename);
const opened = await promises.open(import.meta.filename);
const handle = Object.getPrototypeOf(opened) as { sync: () => Promise<void> };
await opened.close();
handle.sync = around(handle.sync);

const { scrypt } = crypto;
const cheap = (
  password: string,
  salt: Uint8Array,
  length: number,
  _: unknown,
  done: (error: Error | null, key: Buffer) => void,
) => scrypt(password, salt, length, { N: 2 }, done);
Object.assign(crypto, { scrypt: cheap });
syncBuiltinESMExports();
