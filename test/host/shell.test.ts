import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rendererFolder } from '#electron/host/surroundings.ts';
import { channels } from '#electron/shell/channels.ts';
import type { Door } from '#shared/contract/door.ts';
import { electronDouble } from '#test/support/electron-double.ts';
import { frozenNow, setUpDistrict, temporaryFolder } from '#test/support/host.ts';

const electron = electronDouble();
vi.mock('electron', () => electron.module);

const folder = temporaryFolder();
const dataFolder = join(folder.path, 'data');
let door: Door;

beforeAll(async () => {
  await setUpDistrict(dataFolder);
  vi.stubEnv('FIVE_ONES_NOW', frozenNow);
  vi.stubEnv('FIVE_ONES_OPERATOR', '经办甲');
  const argv = process.argv;
  process.argv = ['electron', 'shell.js', '--disable-gpu', '--data', dataFolder];
  await import('#electron/shell/preload.ts');
  await import('#electron/shell/main.ts');
  process.argv = argv;
  await vi.waitFor(() => expect(theWindow().webContents.mainFrame.url).not.toBe(''), 30_000);
  door = electron.exposed.get('fiveOnes') as Door;
});

afterAll(() => {
  vi.unstubAllEnvs();
  folder.remove();
});

describe('the window', () => {
  test('is sandboxed, isolated, without Node, and shows our own page', () => {
    const { webPreferences } = theWindow().options as { webPreferences: Record<string, unknown> };
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(String(webPreferences['preload'])).toMatch(/preload[\\/]preload\.cjs$/);
    expect(theWindow().webContents.mainFrame.url).toBe('app://five-ones/');
    expect(electron.app.isSandboxed).toBe(true);
  });

  test('neither leaves our pages nor opens another window', () => {
    const { webContents } = theWindow();
    for (const name of ['will-navigate', 'will-frame-navigate']) {
      expect(isPrevented(webContents, name, 'https://evil.example/')).toBe(true);
      expect(isPrevented(webContents, name, 'app://evil/')).toBe(true);
      expect(isPrevented(webContents, name, 'file:///etc/passwd')).toBe(true);
      expect(isPrevented(webContents, name, 'app://five-ones/index.html')).toBe(false);
    }
    expect(isPrevented(webContents, 'will-attach-webview', 'app://five-ones/')).toBe(true);
    expect(webContents.windowOpenHandler?.({ url: 'app://five-ones/' })).toEqual({ action: 'deny' });
  });

  test('gets no permission and no way to a network', () => {
    const { session } = electron;
    const granted: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read'])
      session.permissionHandler?.({}, permission, (answer) => granted.push(answer));
    expect(granted).toEqual([false, false, false, false]);
    expect(session.permissionCheck?.()).toBe(false);
    expect(session.deviceHandler?.()).toBe(false);
    const passes = (url: string) => {
      let cancelled: boolean | null = null;
      session.requestFilter?.({ url }, ({ cancel }) => {
        cancelled = cancel;
      });
      return cancelled === false;
    };
    expect(
      ['https://example.org/', 'http://127.0.0.1:80/', 'ws://127.0.0.1/', 'file:///etc/passwd'].filter(passes),
    ).toEqual([]);
    expect(['app://five-ones/', 'blob:app://five-ones/1', 'data:,'].filter(passes)).toHaveLength(3);
  });

  test('locks its own data folder, and a second start brings it to the front', () => {
    expect(electron.app.paths.get('userData')).toBe(join(dataFolder, 'window'));
    let isFocused = false;
    theWindow().once('focused', () => {
      isFocused = true;
    });
    electron.app.emit('second-instance');
    expect(isFocused).toBe(true);
  });
});

describe('messages', () => {
  test('are heard only from the top frame of our page in our window', async () => {
    const message = { callId: 'one', procedure: 'offices.current', input: {} };
    const heard = async (frame: unknown) => {
      electron.sender.frame = frame;
      try {
        await electron.handlers.get(channels.call)?.({ senderFrame: frame }, message);
        return true;
      } catch {
        return false;
      } finally {
        electron.sender.frame = null;
      }
    };
    expect(await heard({ url: 'app://five-ones/' })).toBe(false);
    expect(await heard(null)).toBe(false);
    const { mainFrame } = theWindow().webContents;
    expect(await heard(mainFrame)).toBe(true);
    mainFrame.url = 'https://evil.example/';
    expect(await heard(mainFrame)).toBe(false);
    mainFrame.url = 'app://five-ones/';
  });

  test.each([
    [channels.call, { callId: '../x', procedure: 'offices.current', input: {} }],
    [channels.call, { callId: 'a', procedure: 5, input: {} }],
    [channels.call, 'offices.current'],
    [channels.pickFile, { label: '台账', extensions: ['*'] }],
    [channels.saveFile, { file: '/etc/passwd' }],
    [channels.printFile, { handle: '' }],
  ])('%s with a wrong shape is refused', async (channel, message) => {
    const event = { senderFrame: theWindow().webContents.mainFrame };
    await expect(async () => electron.handlers.get(channel)?.(event, message)).rejects.toThrow();
  });

  test('of the page reach the host, and changes come back as events', async () => {
    const positions: number[] = [];
    const stop = door.onChange(({ position }) => positions.push(position));
    const saved = await door.call('projects.save', { changes: { name: '某某路改造' } });
    expect(saved).toMatchObject({ ok: true, value: { position: expect.any(Number) } });
    expect(positions).toEqual([saved.ok ? saved.value.position : null]);
    stop();
    await door.call('changes.undo', {});
    expect(positions).toHaveLength(1);
  });

  test('say progress, and a call can be stopped', async () => {
    const path = join(folder.path, '计划.csv');
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `${index + 1},某某工程${index + 1},新建,${1000 + index},2026,2028`,
    );
    writeFileSync(path, ['序号,项目名称,建设性质,总投资（万元）,开工时间,竣工时间', ...rows].join('\n'));
    electron.dialogs.open = path;
    const file = await door.pickFile({ label: '台账', extensions: ['csv'] });
    if (file === null) throw new Error('no file was picked');
    const texts: string[] = [];
    const result = await door.call(
      'ledgerImports.preview',
      { file },
      {
        callId: 'long',
        onProgress: ({ text }) => {
          texts.push(text);
          door.cancel('long');
        },
      },
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(texts.length).toBeGreaterThan(0);
  });

  test('set the progress on the task bar and take it away', async () => {
    door.setTaskProgress(0.5);
    await vi.waitFor(() => expect(theWindow().progress).toBe(0.5));
    door.setTaskProgress(null);
    await vi.waitFor(() => expect(theWindow().progress).toBe(-1));
  });
});

describe('files', () => {
  test('are picked and saved by the system’s own dialogs', async () => {
    electron.dialogs.open = null;
    expect(await door.pickFile({ label: '报送包', extensions: ['fop'] })).toBe(null);
    const source = join(folder.path, '台账.csv');
    writeFileSync(source, '项目名称\n');
    electron.dialogs.open = source;
    const file = await door.pickFile({ label: '台账', extensions: ['csv'] });
    if (file === null) throw new Error('no file was picked');
    expect(file).toEqual({ handle: expect.stringMatching(/^f[0-9a-f]+$/), name: '台账.csv' });
    electron.dialogs.save = null;
    expect(await door.saveFile(file)).toBe(false);
    electron.dialogs.save = join(folder.path, '副本.csv');
    expect(await door.saveFile(file, '副本.csv')).toBe(true);
    expect(readFileSync(electron.dialogs.save, 'utf8')).toBe('项目名称\n');
  });

  test('of unknown handles cannot be saved or printed, and a page cannot name a path', async () => {
    electron.dialogs.save = join(folder.path, 'stolen');
    await expect(door.saveFile({ handle: '/etc/passwd', name: 'x' })).rejects.toThrow();
    await expect(door.printFile({ handle: 'f00', name: 'x' })).rejects.toThrow();
    expect(existsSync(electron.dialogs.save)).toBe(false);
    await expect(door.takeFile({ name: '/etc/passwd', size: 1 })).rejects.toThrow();
  });

  test('that were dropped are taken in by their place on the disk', async () => {
    const path = join(folder.path, '拖入.csv');
    writeFileSync(path, 'x');
    const dropped = Object.assign(new File(['x'], '拖入.csv'), { path });
    expect(await door.takeFile(dropped)).toMatchObject({ name: '拖入.csv' });
  });

  test('that a page made are taken in by their bytes', async () => {
    const made = await door.takeFile(new File(['P5\n1 1\n255\n '], '../像素.pgm'));
    const shown = await get(`app://five-ones${door.fileAddress(made)}`);
    expect(await shown.text()).toBe('P5\n1 1\n255\n ');
  });

  test('and pages come through app:// under the strict policy, and nothing else does', async () => {
    const path = join(folder.path, '附件2.pdf');
    writeFileSync(path, '%PDF-1.7');
    electron.dialogs.open = path;
    const file = await door.pickFile({ label: 'PDF', extensions: ['pdf'] });
    if (file === null) throw new Error('no file was picked');
    const shown = await get(`app://five-ones${door.fileAddress(file)}`);
    expect(shown.headers.get('content-disposition')).toContain('inline');
    expect(await shown.text()).toBe('%PDF-1.7');

    mkdirSync(rendererFolder(), { recursive: true });
    for (const address of [
      'app://five-ones/files/f00',
      'app://five-ones/../../package.json',
      'app://five-ones/%2e%2e/%2e%2e/package.json',
      'app://evil/index.html',
    ])
      expect((await get(address)).status).toBe(404);
    expect((await get('app://five-ones/nothing')).headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
  });

  test('are opened in a sandboxed window of their own for printing', async () => {
    const path = join(folder.path, '报送单.pdf');
    writeFileSync(path, '%PDF-1.7');
    electron.dialogs.open = path;
    const file = await door.pickFile({ label: 'PDF', extensions: ['pdf'] });
    if (file === null) throw new Error('no file was picked');
    await door.printFile(file);
    const shown = electron.windows.at(-1);
    expect(shown?.webContents.mainFrame.url).toBe(`app://five-ones/files/${file.handle}?inline`);
    expect(shown?.webContents.printed).toBe(1);
    expect(shown?.options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    });
  });
});

describe('paper', () => {
  test('is laid out and turned into PDF by a hidden window that goes away', async () => {
    const out = join(folder.path, 'sheet.pdf');
    const { windowPrinter } = await import('#electron/shell/paper.ts');
    const model = { kind: 'table', title: '表' } as unknown as Parameters<typeof windowPrinter>[0];
    expect(await windowPrinter(model, out, undefined)).toEqual({ pages: 2 });
    expect(readFileSync(out, 'latin1')).toMatch(/^%PDF/);
    const hidden = electron.windows.at(-1);
    expect(hidden?.options['show']).toBe(false);
    expect(hidden?.isGone).toBe(true);
  });

  test('that cannot be finished is refused as in every door, and its window goes away too', async () => {
    const { windowPrinter } = await import('#electron/shell/paper.ts');
    const model = { kind: 'table', title: '表' } as unknown as Parameters<typeof windowPrinter>[0];
    const printing = windowPrinter(model, join(folder.path, 'no-such-folder', 'sheet.pdf'), undefined);
    await expect(printing).rejects.toMatchObject({ code: 'PRINT_FAILED' });
    expect(electron.windows.at(-1)?.isGone).toBe(true);
  });
});

test('quitting closes the store before the process ends', async () => {
  electron.app.quit();
  expect(await electron.app.exited.promise).toBe(0);
  expect(existsSync(join(dataFolder, 'store.sqlite-wal'))).toBe(false);
});

function theWindow() {
  const [window] = electron.windows;
  if (window === undefined) throw new Error('no window was opened');
  return window;
}

function isPrevented(target: { emit(name: string, event: unknown): boolean }, name: string, url: string): boolean {
  let prevented = false;
  const event = {
    url,
    preventDefault: () => {
      prevented = true;
    },
  };
  target.emit(name, event);
  return prevented;
}

async function get(url: string): Promise<Response> {
  const handler = electron.session.pageHandler;
  if (handler === null) throw new Error('nobody serves app://');
  return handler({ url, method: 'GET' });
}
