import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Source {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  /** Without comments and the contents of texts, so that words in them are not taken for code. */
  readonly code: string;
  /** Project paths (`shared/error.ts`), packages (`zod`) and Node's own (`node:fs`). */
  readonly imports: readonly string[];
}

const sources = ['shared', 'db', 'electron', 'renderer'].flatMap((room) => sourcesUnder(room));

/** What a room may import besides itself: other rooms by folder; `node:` and packages are said apart. */
const allowedRooms: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  db: ['shared'],
  'electron/host': ['shared', 'db'],
  'electron/shell': ['shared', 'electron/host'],
  'electron/loopback': ['shared', 'electron/host'],
  'electron/cli': ['shared', 'electron/host'],
  renderer: ['shared'],
};

/** The machine's clock and its dice: everywhere else now and randomness are passed in. */
const clockAndDice: ReadonlySet<string> = new Set(['electron/host/clock.ts']);

/** What only the named rooms may import. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  electron: ['electron/shell'],
  'better-sqlite3': ['db'],
  kysely: ['db'],
  react: ['renderer'],
};

test('there is something to look at', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(new Set(sources.map(({ path }) => roomOf(path)))).toEqual(new Set(Object.keys(allowedRooms)));
});

test('a room imports only the rooms below it, and the doors never meet', () => {
  const wrong = sources.flatMap(({ path, imports }) =>
    imports
      .filter((target) => isOfProject(target))
      .filter(
        (target) => roomOf(target) !== roomOf(path) && !(allowedRooms[roomOf(path)] ?? []).includes(roomOf(target)),
      )
      .map((target) => `${path} → ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('pages know the host only through the contract', () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith('renderer/'))
    .flatMap(({ path, imports }) =>
      imports.filter((target) => target.startsWith('node:')).map((target) => `${path} → ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('shared is pure: nothing of Node', () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith('shared/'))
    .flatMap(({ path, imports }) =>
      imports.filter((target) => target.startsWith('node:')).map((target) => `${path} → ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('only the shell imports Electron, only the database room the database', () => {
  const wrong = sources.flatMap(({ path, imports }) =>
    imports
      .filter((target) => Object.hasOwn(reserved, target) && !(reserved[target] ?? []).includes(roomOf(path)))
      .map((target) => `${path} → ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('SQL is written only in the database room', () => {
  const sql = /['"`]\s*(select\s[^'"`]*\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+table|pragma\s)/i;
  const wrong = sources
    .filter(({ path }) => !path.startsWith('db/'))
    .filter(({ path }) => sql.test(readFileSync(join(root, path), 'utf8')));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('nobody but the host’s clock reads the clock or throws dice', () => {
  const reads = /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b/;
  const wrong = sources.filter(({ path, code }) => !clockAndDice.has(path) && reads.test(code));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('a folder imports another room by its # name and its own by a relative one', () => {
  const wrong = sources.flatMap(({ path }) =>
    rawImports(readFileSync(join(root, path), 'utf8'))
      .filter((name) => name.startsWith('.'))
      .map((name) => posix.join(posix.dirname(path), name))
      .filter((target) => target.includes('/') && target.split('/')[0] !== path.split('/')[0])
      .map((target) => `${path} → ${target}`),
  );
  expect(wrong).toEqual([]);
});

function sourcesUnder(room: string): Source[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => posix.join(room, name.split(sep).join('/')))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, code: withoutTexts(text), imports: rawImports(text).map((name) => resolved(path, name)) };
    });
}

function rawImports(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function resolved(from: string, name: string): string {
  if (name.startsWith('#')) return name.slice(1);
  if (name.startsWith('.'))
    return relative(root, join(root, dirname(from), name))
      .split(sep)
      .join('/');
  return name;
}

function isOfProject(target: string): boolean {
  return Object.keys(allowedRooms).some((room) => target.startsWith(`${room}/`)) || /^(build|test)\//.test(target);
}

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'electron' ? `${first}/${second}` : first;
}

function withoutTexts(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}
