/**
 * Does the work of one scenario until it is killed: `kill-point-child.ts SCENARIO FOLDER PREPARED`. Every statement that
 * writes, every commit, sync, write and rename is a point, before and after; at the n-th (FIVE_ONES_KILL_AT, 0 = never) the
 * process kills itself. Says how many points there were.
 */
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const killAt = Number(process.env['FIVE_ONES_KILL_AT'] ?? 0);
let points = 0;
let isArmed = false;

function point(): void {
  if (!isArmed) return;
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

const prepare = Database.prototype.prepare;
let isWriting = false;
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql);
  const run = statement.run.bind(statement) as (...words: unknown[]) => Database.RunResult;
  statement.run = (...words: unknown[]) => {
    if (sql.startsWith('BEGIN')) isWriting = sql === 'BEGIN IMMEDIATE';
    else if (isWriting) point();
    const result = run(...words);
    if (sql === 'COMMIT' && isWriting) point();
    return result;
  };
  return statement;
} as typeof prepare;

fs.fsyncSync = aroundSync(fs.fsyncSync);
fs.renameSync = aroundSync(fs.renameSync);
fs.copyFileSync = aroundSync(fs.copyFileSync);
fs.rmSync = aroundSync(fs.rmSync);
fs.writeFileSync = aroundSync(fs.writeFileSync);
promises.rename = around(promises.rename);
promises.rm = around(promises.rm);
const opened = await promises.open(import.meta.filename);
const handle = Object.getPrototypeOf(opened) as {
  sync: () => Promise<void>;
  write: (...words: unknown[]) => Promise<unknown>;
};
await opened.close();
handle.sync = around(handle.sync);
handle.write = around(handle.write);
syncBuiltinESMExports();

const { scenarios, startRole } = await import('./kill-scenarios.ts');
const { readPrepared } = await import('./prepared-world.ts');
const [name = '', folder = '', preparedFolder = ''] = process.argv.slice(2);
const scenario = scenarios.find((each) => each.name === name);
if (scenario === undefined) throw new Error(`no scenario ${name}`);
const prepared = await readPrepared(preparedFolder);
isArmed = true;
const host = startRole(folder, prepared, scenario.role);
await scenario.run(host, folder);
host.close();
isArmed = false;
fs.writeSync(1, `${points}\n`);
