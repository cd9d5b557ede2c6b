/** What is saved to a stick stands there whole, read back, or not at all. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sha256 } from '#db/sha256.ts';
import { carryOut, copyHashed, linkOrCopy } from '#electron/host/files/copy.ts';
import { temporaryFolder } from '#test/support/host.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const at = (name: string) => join(folder.path, name);
const bytes = Buffer.alloc(3_000_000, '报送');
writeFileSync(at('package.ldx'), bytes);

it('a file saved to a stick is there whole, in place of an older one of its name, and nothing lies beside it', async () => {
  mkdirSync(at('stick'));
  writeFileSync(at('stick/package.ldx'), 'older');
  await carryOut(at('package.ldx'), at('stick/package.ldx'));
  expect(readFileSync(at('stick/package.ldx')).equals(bytes)).toBe(true);
  expect(readdirSync(at('stick'))).toEqual(['package.ldx']);
});

it('where it cannot be written, an older one of its name stays as it was', async () => {
  mkdirSync(at('locked/package.ldx'), { recursive: true });
  await expect(carryOut(at('package.ldx'), at('locked/package.ldx'))).rejects.toThrow();
  await expect(carryOut(at('package.ldx'), at('gone/package.ldx'))).rejects.toThrow();
  await expect(carryOut(at('missing.ldx'), at('stick/package.ldx'))).rejects.toThrow();
  expect(readdirSync(at('locked'))).toEqual(['package.ldx']);
  expect(readFileSync(at('stick/package.ldx')).equals(bytes)).toBe(true);
});

it('a copy is hashed as it is made, and is gone where it is stopped half way', async () => {
  expect(await copyHashed(at('package.ldx'), at('copy.ldx'))).toBe(sha256(bytes).toString('hex'));
  const stop = () => {
    throw new Error('stopped');
  };
  await expect(copyHashed(at('package.ldx'), at('half.ldx'), { onBytes: stop })).rejects.toThrow('stopped');
  expect(existsSync(at('half.ldx'))).toBe(false);
});

it('what lies on the same disk is not copied for the preview, and stays when the preview goes', async () => {
  await linkOrCopy(at('package.ldx'), at('kept.ldx'));
  expect(readFileSync(at('kept.ldx')).equals(bytes)).toBe(true);
  await expect(linkOrCopy(at('missing.ldx'), at('none.ldx'))).rejects.toThrow();
  expect(existsSync(at('none.ldx'))).toBe(false);
});

it('a copy that was broken off goes on where it stopped: what lies there is compared first, what is wrong is written anew', async () => {
  mkdirSync(at('pulled'));
  const half = bytes.subarray(0, 2_000_000);
  // The end of what was written when the stick went is seldom what was meant.
  writeFileSync(at('pulled/package.ldx.part'), Buffer.concat([half.subarray(0, 1_500_000), Buffer.alloc(900_000)]));
  const seen: number[] = [];
  expect(await carryOut(at('package.ldx'), at('pulled/package.ldx'), { onBytes: (done) => seen.push(done) })).toBe(
    1024 * 1024,
  );
  expect(seen.at(-1)).toBe(bytes.length);
  expect(readFileSync(at('pulled/package.ldx')).equals(bytes)).toBe(true);
  expect(readdirSync(at('pulled'))).toEqual(['package.ldx']);
});

it('what lies there of another file, and what is longer than the file, is written anew', async () => {
  mkdirSync(at('other'));
  writeFileSync(at('other/package.ldx.part'), Buffer.alloc(4_000_000, 'x'));
  expect(await carryOut(at('package.ldx'), at('other/package.ldx'))).toBe(0);
  writeFileSync(at('other/package.ldx.part'), Buffer.concat([bytes, bytes]));
  expect(await carryOut(at('package.ldx'), at('other/package.ldx'))).toBe(bytes.length);
  expect(readFileSync(at('other/package.ldx')).equals(bytes)).toBe(true);
});

it('a copy that is stopped leaves nothing', async () => {
  const stop = () => {
    throw new Error('stopped');
  };
  await expect(carryOut(at('package.ldx'), at('stick/stopped.ldx'), { onBytes: stop })).rejects.toThrow('stopped');
  expect(readdirSync(at('stick'))).toEqual(['package.ldx']);
});
