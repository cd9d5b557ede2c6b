import { expect, test } from 'vitest';
import { findBrowser } from '#electron/host/find-browser.ts';

const found = (platform: NodeJS.Platform, environment: Record<string, string>, installed: readonly string[]) =>
  findBrowser({ platform, environment, isExecutable: (path) => installed.includes(path) });

test('the browser that was asked for comes before any other', () => {
  const environment = { FIVE_ONES_BROWSER: '/home/me/browser', PATH: '/usr/bin' };
  expect(found('linux', environment, ['/usr/bin/chromium', '/home/me/browser'])).toBe('/home/me/browser');
});

test('a browser that was asked for and is not there is not replaced by another', () => {
  const environment = { FIVE_ONES_BROWSER: '/home/me/browser', PATH: '/usr/bin' };
  expect(() => found('linux', environment, ['/usr/bin/chromium'])).toThrow('没有找到可用的浏览器');
});

test('on Linux the PATH comes first, then where vendors put theirs', () => {
  const environment = { PATH: '/usr/local/bin:/usr/bin' };
  expect(found('linux', environment, ['/opt/google/chrome/chrome', '/usr/bin/microsoft-edge'])).toBe(
    '/usr/bin/microsoft-edge',
  );
  expect(found('linux', environment, ['/opt/apps/org.deepin.browser/files/browser'])).toBe(
    '/opt/apps/org.deepin.browser/files/browser',
  );
});

test('on Windows Edge and Chrome are found where their installers put them, for all users or one', () => {
  const environment = {
    ProgramFiles: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local',
  };
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  const chrome = 'C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe';
  expect(found('win32', environment, [chrome, edge])).toBe(edge);
  expect(found('win32', environment, [chrome])).toBe(chrome);
});

test('on a Mac applications are looked for by their bundles', () => {
  const chrome = '/Users/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(found('darwin', { HOME: '/Users/a' }, [chrome])).toBe(chrome);
});

test('no browser is a refusal with its own code', () => {
  expect(() => found('linux', { PATH: '' }, [])).toThrow(expect.objectContaining({ code: 'BROWSER_NOT_FOUND' }));
});
