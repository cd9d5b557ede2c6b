import { expect, test } from 'vitest';
import { defaultDataFolder } from '#electron/host/surroundings.ts';

test('data lies where each system expects it, and the demonstration apart from it', () => {
  expect(defaultDataFolder('linux', { HOME: '/home/a' }, false)).toBe('/home/a/.local/share/five-ones');
  expect(defaultDataFolder('linux', { HOME: '/home/a' }, true)).toBe('/home/a/.local/share/five-ones-demo');
  expect(defaultDataFolder('linux', { HOME: '/home/a', XDG_DATA_HOME: '/data' }, false)).toBe('/data/five-ones');
  expect(defaultDataFolder('darwin', { HOME: '/Users/a' }, false)).toBe(
    '/Users/a/Library/Application Support/Five Ones',
  );
  expect(defaultDataFolder('win32', { APPDATA: '/Roaming' }, false)).toBe('/Roaming/Five Ones');
});

test('a relative XDG_DATA_HOME is passed over, as its specification asks', () => {
  expect(defaultDataFolder('linux', { HOME: '/home/a', XDG_DATA_HOME: 'data' }, false)).toBe(
    '/home/a/.local/share/five-ones',
  );
});
