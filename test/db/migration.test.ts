/** The schema: a fresh store is what the types and the entities say; what is newer or no store is refused. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLedger } from '#db/ledger/check.ts';
import { newestVersion } from '#db/migrate.ts';
import { migrations } from '#db/migrations/index.ts';
import { openStore } from '#db/open.ts';
import { columnOf } from '#db/tables.ts';
import { entities } from '#shared/domain/entities.ts';
import type { Entity } from '#shared/domain/entity.ts';
import { openDesk, temporaryFolder } from '#test/support/ledger.ts';

const folder = temporaryFolder();
const file = join(folder.path, 'fresh.sqlite');
let connection: Database.Database;
beforeAll(() => {
  openStore(file, 'writer').close();
  connection = new Database(file, { readonly: true });
});
afterAll(() => {
  connection.close();
  folder.remove();
});

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

function columnsOf(table: string): Column[] {
  return connection.pragma(`table_info(${table})`) as Column[];
}

/** The tables written by hand in db/tables.ts, as their source states them: name → column → type. */
function typedTables(): Map<string, Map<string, string>> {
  const source = readFileSync(new URL('../../db/tables.ts', import.meta.url), 'utf8');
  const body = /export interface Tables \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
  const tables = new Map<string, Map<string, string>>();
  for (const [, name = '', columns = ''] of body.matchAll(/^ {2}(\w+): \{([\s\S]*?)\};?$/gm))
    tables.set(
      name,
      new Map([...columns.matchAll(/(\w+): ([^;]+)/g)].map(([, column = '', type = '']) => [column, type.trim()])),
    );
  return tables;
}

describe('a fresh store', () => {
  it('is at the newest version; migrations are numbered in tens, ascending', () => {
    expect(connection.pragma('user_version', { simple: true })).toBe(newestVersion);
    const versions = migrations.map((migration) => migration.version);
    expect(versions).toEqual(versions.toSorted((left, right) => left - right));
    expect(versions.every((version) => version % 10 === 0)).toBe(true);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it.each(Object.values(entities) as readonly Entity[])(
    'has every field of $name as a column of the right storage',
    (entity) => {
      const columns = new Map(columnsOf(entity.table).map((column) => [column.name, column]));
      const storage = { text: 'TEXT', json: 'TEXT', integer: 'INTEGER', boolean: 'INTEGER' } as const;
      for (const [name, field] of Object.entries(entity.fields)) {
        const column = columns.get(columnOf(name));
        expect(column?.type, name).toBe(storage[field.storage]);
        if (field.parent !== undefined)
          expect(column?.notnull, name).toBe(field.schema.safeParse(null).success ? 0 : 1);
      }
      const own = ['id', 'home_office', 'is_deleted', 'created_position', 'updated_position'];
      expect([...columns.keys()].toSorted()).toEqual([...own, ...Object.keys(entity.fields).map(columnOf)].toSorted());
      const parents = (connection.pragma(`foreign_key_list(${entity.table})`) as { from: string }[]).map(
        (key) => key.from,
      );
      const stated = Object.entries(entity.fields).filter(([, field]) => field.parent !== undefined);
      expect(parents.toSorted()).toEqual(stated.map(([name]) => columnOf(name)).toSorted());
    },
  );

  it('has the ledger’s and local tables as db/tables.ts types them', () => {
    const typed = typedTables();
    expect(typed.size).toBeGreaterThan(10);
    for (const [table, types] of typed) {
      const columns = columnsOf(table);
      const known = new Set(types.keys());
      for (const column of columns) {
        if (!known.has(column.name)) continue;
        const type = types.get(column.name) ?? '';
        const isNullable = column.notnull === 0 && column.pk === 0;
        expect(type.includes('null'), `${table}.${column.name}: ${type}`).toBe(isNullable);
        const expected = { TEXT: /string|'|Status|null/, INTEGER: /number/, BLOB: /Buffer/ }[column.type] ?? /^$/;
        expect(type, `${table}.${column.name}`).toMatch(expected);
      }
      for (const name of known)
        expect(
          columns.map((column) => column.name),
          `${table}.${name}`,
        ).toContain(name);
    }
  });

  it('has only STRICT tables', () => {
    const tables = connection.pragma('table_list') as { name: string; type: string; strict: number }[];
    const loose = tables.filter(
      (table) => table.type === 'table' && table.strict === 0 && !table.name.startsWith('sqlite_'),
    );
    expect(loose).toEqual([]);
  });
});

describe('opening', () => {
  it('again changes nothing', () => {
    const schema = () => connection.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
    const before = schema();
    openStore(file, 'writer').close();
    expect(schema()).toEqual(before);
    expect(existsSync(`${file}.before-${newestVersion}`)).toBe(false);
  });

  it('a newer store is refused and left as it is', () => {
    const newer = join(folder.path, 'newer.sqlite');
    openStore(newer, 'writer').close();
    const writing = new Database(newer);
    writing.pragma(`user_version = ${newestVersion + 10}`);
    writing.close();
    const bytes = readFileSync(newer);
    expect(() => openStore(newer, 'writer')).toThrow(
      expect.objectContaining({ code: 'STORE_NEWER', details: { found: newestVersion + 10, known: newestVersion } }),
    );
    expect(readFileSync(newer).equals(bytes)).toBe(true);
  });

  it.each([
    ['garbage', Buffer.alloc(4096, 0x5a)],
    ['the beginning of a store', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 1)])],
  ])('%s is refused and left as it is', (name, bytes) => {
    const path = join(folder.path, `${name}.sqlite`);
    writeFileSync(path, bytes);
    for (const mode of ['writer', 'reader'] as const)
      expect(() =>
        openStore(path, mode).snapshot((reading) => reading.selectFirst('SELECT * FROM settings')),
      ).toThrow();
    expect(() => openStore(path, 'writer')).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('a reader never makes a store', () => {
    const path = join(folder.path, 'absent.sqlite');
    expect(() => openStore(path, 'reader')).toThrow(expect.objectContaining({ code: 'STORE_UNREADABLE' }));
    expect(existsSync(path)).toBe(false);
  });
});

it('migrated = replayed: the tables are what the ledger says', () => {
  const desk = openDesk(folder.path, 'qingshi');
  desk.change([
    { entity: 'project', id: 'p1', kind: 'put', values: { name: '青石大桥', startsOn: '2018', formerNames: ['石桥'] } },
  ]);
  desk.change([{ entity: 'person', id: 'z', kind: 'put', values: { name: '张某某' } }]);
  desk.change([
    { entity: 'annualPlan', id: 'a', kind: 'put', values: { projectId: 'p1', year: 2026, plannedInvestment: 5 } },
    {
      entity: 'assignment',
      id: 's',
      kind: 'put',
      values: { projectId: 'p1', personId: 'z', role: 'responsibleLeader' },
    },
    {
      entity: 'progressReport',
      id: 'r',
      kind: 'put',
      values: { projectId: 'p1', period: '2026-11-20', state: 'filled' },
    },
    {
      entity: 'submission',
      id: 'b',
      kind: 'put',
      values: {
        period: '2026-11-20',
        recipientOffice: 'yunling',
        reviewedBy: '审核甲',
        issuedBy: '签发乙',
        scope: '全部项目',
        projectCount: 1,
      },
    },
  ]);
  desk.change([{ entity: 'annualPlan', id: 'a', kind: 'delete' }]);
  desk.change([
    { entity: 'annualPlan', id: 'a', kind: 'put', values: { projectId: 'p1', year: 2026, task: '完成坝体' } },
  ]);
  expect(desk.check()).toMatchObject({ problems: [], records: 7 });
  expect(desk.record('annualPlan', 'a')).toMatchObject({
    isDeleted: false,
    values: { plannedInvestment: null, task: '完成坝体' },
  });
  desk.store.close();
});

it('a store of the first journey is migrated, keeps a copy of itself, and replays to the migrated tables', () => {
  const path = join(folder.path, 'first-journey.sqlite');
  const bytes = gunzipSync(readFileSync(new URL('../support/stores/first-journey.sqlite.gz', import.meta.url)));
  writeFileSync(path, bytes);
  const store = openStore(path, 'writer');
  expect(store.pragma('user_version')).toBe(newestVersion);
  expect(store.pragma('integrity_check')).toBe('ok');
  expect(store.pragma('foreign_key_check')).toBeUndefined();
  const found = store.snapshot((reading) => checkLedger(reading));
  expect(found.problems).toEqual([]);
  expect(found.records).toBeGreaterThan(400);
  store.close();
  const copy = new Database(`${path}.before-${newestVersion}`, { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(10);
  copy.close();
});

it('files and tasks of a store of version 40 stay as they were; a file may be of no project from then on', () => {
  const path = join(folder.path, 'version-40.sqlite');
  const before = new Database(path);
  before.pragma('journal_mode = WAL');
  for (const { version, sql } of migrations.filter((migration) => migration.version <= 40)) {
    before.exec(sql);
    before.pragma(`user_version = ${version}`);
  }
  before.exec(`
    INSERT INTO projects (id, home_office, created_position, updated_position, name) VALUES ('p', 'o', 1, 1, '青石大桥');
    INSERT INTO attachments (id, home_office, created_position, updated_position, project_id, name, kind, sha256, bytes,
      media_type, taken_on, subject_id, note)
    VALUES ('a', 'o', 2, 3, 'p', '桥墩.jpg', 'photo', '${'ab'.repeat(32)}', 5, 'image/jpeg', '2026-11-12', 'm', '北侧');
    INSERT INTO tasks (id, home_office, created_position, updated_position, number, origin, content, assigned_on, state)
    VALUES ('t', 'o', 4, 4, 7, 'own', '完成签约', '2026-11-12', 'assigned');`);
  const rowOf = (opened: Database.Database, table: string) =>
    opened.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[];
  const [files, tasks] = [rowOf(before, 'attachments'), rowOf(before, 'tasks')];
  before.close();

  const store = openStore(path, 'writer');
  expect(store.pragma('foreign_key_check')).toBeUndefined();
  expect(store.pragma('integrity_check')).toBe('ok');
  store.close();
  const after = new Database(path);
  expect(rowOf(after, 'attachments')).toEqual(files.map((row) => ({ ...row, photo_number: null, item_key: null })));
  expect(rowOf(after, 'tasks')).toEqual(tasks.map((row) => ({ ...row, office_id: null })));
  const loose =
    "INSERT INTO attachments (id, home_office, created_position, updated_position, subject_id) VALUES ('b', 'o', 5, 5, 'm')";
  expect(after.prepare(loose).run().changes).toBe(1);
  after.close();
});
