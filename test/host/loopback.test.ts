import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '#electron/host/host.ts';
import { newSecret, proofOf } from '#electron/loopback/guard.ts';
import { userOfConnection } from '#electron/loopback/peer-user.ts';
import { claimDataFolder, findRunning, releaseDataFolder } from '#electron/loopback/second-start.ts';
import { type LoopbackServer, serveLoopback } from '#electron/loopback/server.ts';
import { windowArguments } from '#electron/loopback/window.ts';
import { openTestHost, setUpDistrict, temporaryFolder } from '#test/support/host.ts';

const folder = temporaryFolder();
const dataFolder = join(folder.path, 'data');
const pagesFolder = join(folder.path, 'pages');
const secret = newSecret();
let host: Host;
let server: LoopbackServer;
let cookie: string;

beforeAll(async () => {
  mkdirSync(join(pagesFolder, 'assets'), { recursive: true });
  writeFileSync(join(pagesFolder, 'index.html'), '<!doctype html><html><head><title>五个一</title></head></html>');
  writeFileSync(join(pagesFolder, 'assets', 'index.js'), 'export {};');
  writeFileSync(join(folder.path, 'secret.txt'), 'not for pages');
  await setUpDistrict(dataFolder);
  host = openTestHost(dataFolder);
  server = await serveLoopback({ host: Promise.resolve(host), pagesFolder, secret });
  cookie = await enter(server.newAddress());
});

afterAll(async () => {
  await server.close();
  await host.close();
  folder.remove();
});

describe('who is let in', () => {
  test('a token lets one browser in once, and sends it on without the token in its address', async () => {
    const address = server.newAddress();
    const first = await ask(address, { cookie: '' });
    expect(first.status).toBe(303);
    expect(first.headers['location']).toBe('/');
    expect(String(first.headers['set-cookie'])).toMatch(
      /^five-ones-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    for (const used of [address, '/enter?token=', '/enter?token=guessed', '/enter'])
      expect((await ask(used, { cookie: '' })).status).toBe(403);
  });

  test('going back to the first address keeps somebody who is in inside', async () => {
    const address = server.newAddress();
    const own = await enter(address);
    expect((await ask(address, { cookie: own })).status).toBe(303);
  });

  test.each([
    ['GET', '/'],
    ['GET', '/assets/index.js'],
    ['GET', '/events'],
    ['GET', '/files/f00'],
    ['POST', '/files'],
    ['POST', '/call/offices.current'],
    ['POST', '/cancel/one'],
  ])('%s %s is refused without the cookie and with a wrong one', async (method, path) => {
    const origin = originOf();
    expect((await ask(path, { method, origin, cookie: '' })).status).toBe(403);
    expect((await ask(path, { method, origin, cookie: `five-ones-${server.port}=guessed` })).status).toBe(403);
  });

  test('another host name, as after DNS rebinding, is refused even with the cookie', async () => {
    expect((await ask('/', { host: `evil.example:${server.port}` })).status).toBe(403);
    expect((await ask('/', { host: 'localhost' })).status).toBe(403);
  });

  test.each(['http://127.0.0.1:1', 'https://evil.example', 'null'])(
    'a page of %s cannot call with our cookie',
    async (origin) => {
      expect((await call('offices.current', {}, { origin })).status).toBe(403);
    },
  );

  test('what changes something must say where it comes from', async () => {
    expect((await call('offices.current', {}, { origin: '' })).status).toBe(403);
  });

  test('a link on another site cannot read with our cookie', async () => {
    expect((await ask('/', { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(403);
    expect((await ask('/', { headers: { 'Sec-Fetch-Site': 'same-site' } })).status).toBe(403);
    expect((await ask('/', { headers: { 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(200);
  });

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'another user of this machine cannot use a token read from the list of processes',
    async () => {
      const address = server.newAddress();
      const thief = spawnAsNobody(address);
      expect(await thief).toBe(403);
      expect((await ask(address)).status).toBe(303);
    },
  );

  test('the kernel’s table says whose connection it is', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1',
      '   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 2 1',
    ].join('\n');
    expect(userOfConnection(table, 50_000, 8080)).toBe(1000);
    expect(userOfConnection(table, 50_001, 8080)).toBe(null);
  });
});

describe('pages', () => {
  test('come under a strict policy, with this door’s client before the page’s own script', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<head><script type="module" src="./assets/door-loopback.js"></script>');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect((await ask('/assets/index.js')).headers['content-type']).toContain('text/javascript');
  });

  test.each([
    '/nothing',
    '//',
    '//evil.example/',
    '/assets',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%00',
    '/%E0%A4%A',
  ])('%s is not found', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });
});

describe('calls', () => {
  test('answer like the host', async () => {
    const answer = await call('offices.current', {});
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual(await host.call('offices.current', {}));
  });

  test('that are not JSON, not an object or of another type are refused before dispatch', async () => {
    const headers = { 'Content-Type': 'application/json' };
    for (const body of ['{', '[]', '1', 'null'])
      expect((await ask('/call/offices.current', { method: 'POST', origin: originOf(), headers, body })).status).toBe(
        400,
      );
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(
      (await ask('/call/offices.current', { method: 'POST', origin: originOf(), headers: form, body: '{}' })).status,
    ).toBe(415);
  });

  test('that change something tell every open page', async () => {
    const events = await openEvents();
    await call('projects.save', { changes: { name: '青石区滨河路改造' } });
    const change = await events.next((event) => event['type'] === 'change');
    expect(change['position']).toBeGreaterThan(0);
    events.close();
  });

  test('say their progress under the page’s own name for them, and stop when asked to', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `${index + 1},某某工程${index + 1},新建,${1000 + index},2026,2028`,
    );
    const file = await upload(
      '计划.csv',
      Buffer.from(['序号,项目名称,建设性质,总投资（万元）,开工时间,竣工时间', ...rows].join('\n')),
    );
    const events = await openEvents();
    const answered = call('ledgerImports.preview', { file: JSON.parse(file.text) }, { callId: 'my-call' });
    const progress = await events.next((event) => event['type'] === 'progress');
    expect(progress).toMatchObject({ callId: 'my-call', text: expect.any(String), done: expect.any(Number) });
    expect((await ask('/cancel/my-call', { method: 'POST', origin: originOf() })).status).toBe(204);
    expect(JSON.parse((await answered).text)).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    events.close();
  });
});

describe('files', () => {
  test('go up as a stream, become a handle, and come down under their own name', async () => {
    const bytes = Buffer.from('周报\n'.repeat(300_000));
    const answer = await upload('青石区 周报(第47周).txt', bytes);
    expect(answer.status).toBe(200);
    const handle: { handle: string; name: string } = JSON.parse(answer.text);
    expect(handle.name).toBe('青石区 周报(第47周).txt');
    const back = await ask(`/files/${handle.handle}`);
    expect(back.bytes.equals(bytes)).toBe(true);
    expect(back.headers['content-disposition']).toBe(
      'attachment; filename="___ __(_47_).txt"; filename*=UTF-8\'\'%E9%9D%92%E7%9F%B3%E5%8C%BA%20%E5%91%A8%E6%8A%A5%28%E7%AC%AC47%E5%91%A8%29.txt',
    );
  });

  test('a download that was broken off goes on where it stopped, as long as the file is the same', async () => {
    const bytes = Buffer.from('报送包\n'.repeat(50_000));
    const handle: { handle: string } = JSON.parse((await upload('报送包.ldx', bytes)).text);
    const whole = await ask(`/files/${handle.handle}`);
    const tag = String(whole.headers['etag']);
    const from = (range: string, ifRange = tag) =>
      ask(`/files/${handle.handle}`, { headers: { Range: range, 'If-Range': ifRange } });
    const rest = await from('bytes=100001-');
    expect([rest.status, rest.headers['content-range']]).toEqual([
      206,
      `bytes 100001-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(rest.bytes.equals(bytes.subarray(100_001))).toBe(true);
    for (const again of [
      await from('bytes=100001-', '"another"'),
      await from(`bytes=${bytes.length}-`),
      await from('bytes=5-9'),
    ])
      expect([again.status, again.bytes.length]).toEqual([200, bytes.length]);
  });

  test('keep the time they were last saved, when the page says it', async () => {
    const savedAt = Date.parse('2026-11-18T09:00:00.000Z');
    const handleOf = (answer: Answer): string => (JSON.parse(answer.text) as { handle: string }).handle;
    const timeOf = (handle: string) => statSync(host.files.resolve(handle).path).mtimeMs;
    expect(timeOf(handleOf(await upload('填报表.xlsx', Buffer.from('x'), savedAt)))).toBe(savedAt);
    for (const nonsense of [Number.NaN, -1, 1e300])
      expect(timeOf(handleOf(await upload('填报表.xlsx', Buffer.from('x'), nonsense)))).toBeGreaterThan(savedAt - 1e12);
  });

  test('are shown in place only when a browser cannot run them', async () => {
    const shown = async (name: string) => {
      const handle: { handle: string } = JSON.parse((await upload(name, Buffer.from('x'))).text);
      return String((await ask(`/files/${handle.handle}?inline`)).headers['content-disposition']).split(';')[0];
    };
    expect(await shown('附件2.pdf')).toBe('inline');
    expect(await shown('页面.html')).toBe('attachment');
    expect(await shown('图.svg')).toBe('attachment');
  });

  test('keep only the last part of a name with folders in it', async () => {
    const answer = await upload('..\\..\\etc/计划.xlsx', Buffer.from('x'));
    expect(JSON.parse(answer.text).name).toBe('计划.xlsx');
  });

  test('without a name, or of an unknown handle, are refused', async () => {
    expect((await ask('/files', { method: 'POST', origin: originOf(), body: 'x' })).status).toBe(400);
    expect((await ask('/files/f0123456789')).status).toBe(404);
    expect((await ask('/files/')).status).toBe(404);
  });
});

describe('a second start on the same data folder', () => {
  test('gets an address of its own from the running program', async () => {
    expect(await claimDataFolder(folder.path, { pid: process.pid, port: server.port, secret })).toBe(true);
    const address = await findRunning(folder.path);
    expect(address).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${server.port}/enter\\?token=`));
    expect((await ask(address ?? '')).status).toBe(303);
    expect(await claimDataFolder(folder.path, { pid: 1, port: 1, secret: newSecret() })).toBe(false);
    releaseDataFolder(folder.path, secret);
    expect(await findRunning(folder.path)).toBe(null);
  });

  test('replaces what a program that died has left', async () => {
    const other = join(folder.path, 'died');
    mkdirSync(other);
    const left = { pid: 1, port: 1, secret: newSecret() };
    expect(await claimDataFolder(other, left)).toBe(true);
    expect(await findRunning(other)).toBe(null);
    expect(await claimDataFolder(other, { pid: process.pid, port: server.port, secret })).toBe(true);
    expect(await findRunning(other)).not.toBe(null);
  });

  test('does not believe somebody else who now listens on the port', async () => {
    const other = join(folder.path, 'taken-over');
    mkdirSync(other);
    await claimDataFolder(other, { pid: 1, port: server.port, secret: newSecret() });
    expect(await findRunning(other)).toBe(null);
  });

  test('must know the secret, and no page can ask for it', async () => {
    const nonce = newSecret();
    const body = (known: string) => JSON.stringify({ nonce, proof: proofOf(known, 'ask', nonce) });
    expect((await ask('/opening', { method: 'POST', body: body(newSecret()) })).status).toBe(403);
    expect((await ask('/opening', { method: 'POST', body: '{}' })).status).toBe(403);
    expect((await ask('/opening', { method: 'POST', origin: originOf(), body: body(secret) })).status).toBe(403);
    expect((await ask('/opening', { method: 'POST', body: body(secret) })).status).toBe(200);
  });
});

test('the window keeps the browser’s sandbox for everybody but root, and its own traffic off the network', () => {
  const ordinary = windowArguments('http://127.0.0.1:1/', '/tmp/profile', 1000);
  expect(ordinary).toContain('--disable-background-networking');
  expect(ordinary).not.toContain('--no-sandbox');
  expect(windowArguments('http://127.0.0.1:1/', '/tmp/profile', 0)).toContain('--no-sandbox');
});

test('closing lets the port go and ends the open pages’ streams', async () => {
  const own = await serveLoopback({ host: Promise.resolve(host), pagesFolder, secret });
  const ownCookie = await enter(own.newAddress());
  const stream = await fetch(`http://127.0.0.1:${own.port}/events`, { headers: { Cookie: ownCookie } });
  await own.close();
  await stream.text();
  await expect(fetch(`http://127.0.0.1:${own.port}/`)).rejects.toThrow();
});

interface Asked {
  readonly method?: string;
  readonly host?: string;
  readonly origin?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Plain http, because fetch does not let one lie about Host and Origin. */
function ask(address: string, asked: Asked = {}): Promise<Answer> {
  const path = address.replace(/^http:\/\/[^/]+/, '');
  const headers: Record<string, string> = { ...asked.headers, Cookie: asked.cookie ?? cookie ?? '' };
  if (asked.host !== undefined) headers['Host'] = asked.host;
  if (asked.origin !== undefined && asked.origin !== '') headers['Origin'] = asked.origin;
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: '127.0.0.1', port: server.port, path, method: asked.method ?? 'GET', headers },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') });
        });
        // A stream that is let in does not end by itself.
        if (response.headers['content-type']?.startsWith('text/event-stream') === true) response.destroy();
      },
    );
    sent.on('error', reject);
    sent.end(asked.body);
  });
}

function call(procedure: string, input: unknown, options: { origin?: string; callId?: string } = {}): Promise<Answer> {
  return ask(`/call/${procedure}`, {
    method: 'POST',
    origin: options.origin ?? originOf(),
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ input, ...(options.callId !== undefined && { callId: options.callId }) }),
  });
}

function upload(name: string, bytes: Buffer, savedAt?: number): Promise<Answer> {
  return ask('/files', {
    method: 'POST',
    origin: originOf(),
    headers: {
      'X-File-Name': encodeURIComponent(name),
      ...(savedAt !== undefined && { 'X-File-Modified': String(savedAt) }),
    },
    body: bytes,
  });
}

async function enter(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

function originOf(): string {
  return `http://127.0.0.1:${server.port}`;
}

async function openEvents(): Promise<{
  next(wanted: (event: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  close(): void;
}> {
  const stopping = new AbortController();
  const response = await fetch(`${originOf()}/events`, { headers: { Cookie: cookie }, signal: stopping.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next(wanted) {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          const event: Record<string, unknown> = block.startsWith('data: ') ? JSON.parse(block.slice(6)) : {};
          if (wanted(event)) return event;
          continue;
        }
        const part = await reader?.read();
        if (part === undefined || part.done) throw new Error('the stream ended');
        text += part.value;
      }
    },
    close: () => stopping.abort(),
  };
}

/** The status that a process of user nobody gets. */
async function spawnAsNobody(address: string): Promise<number> {
  const { spawn } = await import('node:child_process');
  const shell = spawnSync('sh', ['-c', 'command -v curl || command -v python3'], { encoding: 'utf8' }).stdout.trim();
  const words = shell.endsWith('curl')
    ? ['-s', '-o', '/dev/null', '-w', '%{http_code}', address]
    : [
        '-c',
        `import urllib.request,urllib.error\ntry: print(urllib.request.urlopen(${JSON.stringify(address)}).status)\nexcept urllib.error.HTTPError as e: print(e.code)`,
      ];
  return new Promise((resolve, reject) => {
    const child = spawn(shell, words, { uid: 65_534, gid: 65_534, cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString();
    });
    child.on('error', reject);
    child.on('exit', () => resolve(Number(text.trim())));
  });
}
