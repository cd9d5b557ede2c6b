/** One table of cases through all three doors: the same input, the same answer, the same refusals. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '#electron/cli/run.ts';
import { serveLoopback } from '#electron/loopback/server.ts';
import type { Door } from '#shared/contract/door.ts';
import type { InputOf, ProcedureName } from '#shared/contract/index.ts';
import type { Result } from '#shared/error.ts';
import { electronDouble } from '#test/support/electron-double.ts';
import { copyFolder, frozenNow, openTestHost, setUpDistrict, temporaryFolder } from '#test/support/host.ts';

const electron = electronDouble();
vi.mock('electron', () => electron.module);

type Call = (procedure: string, input: unknown) => Promise<Result<unknown>>;

const folder = temporaryFolder();
const doors = new Map<string, Call>();
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const prepared = join(folder.path, 'prepared');
  await setUpDistrict(prepared);
  const host = openTestHost(prepared);
  await host.call('projects.save', { changes: { name: '青石区滨河路改造', totalInvestment: 120_000_000 } });
  await host.close();
  const own = (door: string) => copyFolder(prepared, join(folder.path, door));
  doors.set('shell', await throughShell(own('shell')));
  doors.set('loopback', await throughLoopback(own('loopback')));
  doors.set('cli', throughCommandLine(own('cli')));
});

afterAll(async () => {
  for (const end of endings) await end();
  vi.unstubAllEnvs();
  folder.remove();
});

interface Case {
  readonly what: string;
  readonly procedure: string;
  readonly input: unknown;
  /** The code of the refusal, or null for an answer. */
  readonly code: string | null;
}

const cases: readonly Case[] = [
  { what: 'who we are', procedure: 'offices.current', input: {}, code: null },
  { what: 'an input left out', procedure: 'projects.list', input: {}, code: null },
  {
    what: 'Chinese, pinyin and quotes pass unchanged',
    procedure: 'projects.list',
    input: { search: '滨河"路\\改\n造 binhe 𠮷' },
    code: null,
  },
  { what: 'a search', procedure: 'projects.list', input: { search: 'bhl' }, code: null },
  { what: 'the rules one can choose', procedure: 'rulePacks.list', input: {}, code: null },
  {
    what: 'a new project',
    procedure: 'projects.save',
    input: { changes: { name: '某某大道绿化', totalInvestment: 999_999_999_999 } },
    code: null,
  },
  { what: 'a list after it', procedure: 'projects.list', input: {}, code: null },
  { what: 'undo', procedure: 'changes.undo', input: {}, code: null },
  { what: 'a list after undo', procedure: 'projects.list', input: {}, code: null },
  {
    what: 'a setting of any JSON',
    procedure: 'settings.set',
    input: { key: 'widths', value: { name: [1, 2.5, null, true, '宽'] } },
    code: null,
  },
  { what: 'settings', procedure: 'settings.get', input: {}, code: null },
  { what: 'the ledger checked', procedure: 'ledger.check', input: {}, code: null },
  { what: 'no such procedure', procedure: 'projects.explode', input: {}, code: 'PROCEDURE_UNKNOWN' },
  { what: 'a name that objects have', procedure: 'constructor', input: {}, code: 'PROCEDURE_UNKNOWN' },
  { what: 'a wrong type', procedure: 'projects.list', input: { search: 5 }, code: 'INPUT_INVALID' },
  { what: 'an unknown part', procedure: 'projects.list', input: { serach: 'x' }, code: 'INPUT_INVALID' },
  { what: 'not an object', procedure: 'projects.list', input: [1], code: 'INPUT_INVALID' },
  {
    what: 'a fraction of a 元',
    procedure: 'projects.save',
    input: { changes: { name: '甲', totalInvestment: 0.5 } },
    code: 'INPUT_INVALID',
  },
  { what: 'no such record', procedure: 'projects.get', input: { id: 'none' }, code: 'RECORD_NOT_FOUND' },
  { what: 'what only a centre does', procedure: 'overviews.centre', input: {}, code: 'ROLE_NOT_ALLOWED' },
  { what: 'a locked key', procedure: 'offices.enrolmentFile', input: {}, code: 'KEY_LOCKED' },
  {
    what: 'a wrong passphrase',
    procedure: 'sessions.unlock',
    input: { passphrase: '不是这个' },
    code: 'PASSPHRASE_WRONG',
  },
  {
    what: 'a handle nobody issued',
    procedure: 'ledgerImports.preview',
    input: { file: { handle: 'f00', name: '计划.csv' } },
    code: 'FILE_NOT_FOUND',
  },
  {
    what: 'a preview nobody made',
    procedure: 'ledgerImports.commit',
    input: { token: 'none' },
    code: 'PREVIEW_UNKNOWN',
  },
  { what: 'set up twice', procedure: 'offices.loadDemonstration', input: {}, code: 'DEMONSTRATION_NOT_EMPTY' },
];

describe.each(cases)('$what', ({ procedure, input, code }) => {
  test('answers alike through every door', async () => {
    const answers: [string, Result<unknown>][] = [];
    for (const [name, call] of doors) answers.push([name, await call(procedure, input)]);
    const [[, first] = ['', null]] = answers;
    expect(first?.ok === false ? first.error.code : null).toBe(code);
    for (const [name, answer] of answers)
      expect({ name, answer: comparable(answer) }).toEqual({ name, answer: comparable(first) });
  });
});

/** Ids of what each door's own copy made, and its folder, differ by nature; nothing else may. */
function comparable(answer: unknown): unknown {
  const text = JSON.stringify(answer)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(new RegExp(`${folder.path}/(shell|loopback|cli)`, 'g'), 'FOLDER')
    .replaceAll(/"[0-9a-f]{64}"/g, '"HASH"');
  return JSON.parse(text);
}

async function throughShell(dataFolder: string): Promise<Call> {
  vi.stubEnv('FIVE_ONES_NOW', frozenNow);
  vi.stubEnv('FIVE_ONES_OPERATOR', '经办甲');
  const argv = process.argv;
  process.argv = ['electron', 'shell.js', '--data', dataFolder];
  await import('#electron/shell/preload.ts');
  await import('#electron/shell/main.ts');
  process.argv = argv;
  await vi.waitFor(() => expect(electron.windows[0]?.webContents.mainFrame.url).toBe('app://five-ones/'), 30_000);
  endings.push(async () => {
    electron.app.quit();
    await electron.app.exited.promise;
  });
  const door = electron.exposed.get('fiveOnes') as Door;
  return (procedure, input) => door.call(procedure as ProcedureName, input as InputOf<ProcedureName>);
}

async function throughLoopback(dataFolder: string): Promise<Call> {
  const pagesFolder = join(folder.path, 'pages');
  mkdirSync(pagesFolder);
  writeFileSync(join(pagesFolder, 'index.html'), '<head></head>');
  const host = openTestHost(dataFolder);
  const server = await serveLoopback({ host: Promise.resolve(host), pagesFolder, secret: '' });
  endings.push(async () => {
    await server.close();
    await host.close();
  });
  const entered = await fetch(server.newAddress(), { redirect: 'manual' });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const origin = `http://127.0.0.1:${server.port}`;
  return async (procedure, input) => {
    const response = await fetch(`${origin}/call/${procedure}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: origin },
      body: JSON.stringify({ input }),
    });
    return (await response.json()) as Result<unknown>;
  };
}

function throughCommandLine(dataFolder: string): Call {
  return async (procedure, input) => {
    let out = '';
    await runCommandLine(['--data', dataFolder, procedure, JSON.stringify(input)], {
      env: { FIVE_ONES_NOW: frozenNow, FIVE_ONES_OPERATOR: '经办甲' },
      stdin: Readable.from([]),
      stdout: { write: (text) => (out += text) },
      stderr: { write: () => true },
      once: () => undefined,
    });
    return JSON.parse(out) as Result<unknown>;
  };
}
