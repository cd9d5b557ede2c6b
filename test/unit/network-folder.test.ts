/** Whether a data folder lies on another machine, from its real path and the table of what is mounted. */
import { describe, expect, test } from 'vitest';
import { isNetworkFolder } from '#electron/host/network-folder.ts';

const mounts = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '40 22 0:40 / /mnt/公共盘 rw,relatime shared:9 - cifs //服务器/共享 rw',
  String.raw`41 22 0:41 / /mnt/two\040words rw - nfs4 nas:/data rw`,
  '42 40 8:2 / /mnt/公共盘/本机 rw - ext4 /dev/sdb1 rw',
  '43 22 0:43 / /home/甲/remote rw - fuse.sshfs user@host: rw',
].join('\n');

describe('a folder is on the network', () => {
  test.each(['/mnt/公共盘/五个一', '/mnt/公共盘', '/mnt/two words/data', '/home/甲/remote/data'])('%s', (path) => {
    expect(isNetworkFolder(path, mounts)).toBe(true);
  });

  test.each([String.raw`\\server\share\五个一`, '//server/share/data', String.raw`\\?\UNC\server\share\data`])(
    'on Windows, also by a drive letter that leads there: %s',
    (path) => {
      expect(isNetworkFolder(path, '')).toBe(true);
    },
  );
});

test.each([
  '/home/甲/五个一',
  '/mnt/公共盘/本机/data',
  '/mnt/公共盘的复本/data',
  String.raw`C:\Users\甲\AppData\五个一`,
  String.raw`\\?\C:\data`,
  String.raw`\\.\C:\data`,
])('a folder of this machine stays one: %s', (path) => {
  expect(isNetworkFolder(path, mounts)).toBe(false);
});
