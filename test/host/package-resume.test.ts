/** A package in parts that was broken off goes on where it stopped; what is finished is not made, numbered or signed again. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/index.ts';
import {
  machineFolder,
  type Office,
  openOffice,
  preparedOffices,
  projectIds,
  testPassphrase,
} from '#test/support/offices.ts';
import { seededRandom } from '#test/support/packages.ts';
import { jpegBytes, writeSample } from '#test/support/sample-files.ts';

const signed = { reviewedBy: '审核甲', issuedBy: '签发乙' };
const limit = 80_000;
let machine: ReturnType<typeof machineFolder>;
let district: Office;
let centre: Office;
let projectId = '';
let period = '';

beforeAll(async () => {
  machine = machineFolder();
  const prepared = await preparedOffices(machine.path);
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), centre.unlock()]);
  projectId = (await projectIds(district))['青石大桥'] ?? '';
  ({ period } = await district.call('progress.period', {}));
  await attach(12);
});
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

/** Photos of 20 KB that no other one is like. */
async function attach(count: number, first = 1): Promise<void> {
  const files = Array.from({ length: count }, (_, index) => {
    const random = seededRandom(first + index);
    const bytes = Buffer.concat([jpegBytes(null), Buffer.from(Array.from({ length: 20_000 }, () => random(256)))]);
    return district.take(writeSample(machine.path, `照片${first + index}.jpg`, bytes));
  });
  await district.call('attachments.add', { projectId, files });
}

const exportInput = { ...signed, parts: { maximumBytes: limit }, files: { isEverything: true } };

/**
 * Stops a job at a step, as a person does: only stopping, or after having said that what is finished shall stay. That is
 * said one part earlier: here nothing waits for it.
 */
async function stopAt(
  procedure: 'packages.export' | 'packages.resume',
  input: object,
  { at, keeps = false }: { readonly at: string; readonly keeps?: boolean },
): Promise<string> {
  const stop = new AbortController();
  let said: Promise<unknown> | null = null;
  const result = await district.host.call(procedure, input, {
    signal: stop.signal,
    onProgress({ text, finishedParts = 0 }) {
      if (keeps && finishedParts > 0) said ??= district.call('packages.keepParts', {});
      if (text.includes(at)) void Promise.resolve(said).then(() => stop.abort());
    },
  });
  return result.ok ? 'done' : result.error.code;
}

/** Of the report of this period, so that each test begins with something that is not reported yet. */
async function fill(words: string): Promise<void> {
  await district.call('progress.save', { period, projectId, changes: { progressText: words } });
}

const numbersTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const makings = async () => (await district.call('packages.makings', {})).rows;
const sentRows = async () =>
  (await district.call('packages.list', {})).rows
    .filter((row) => row.direction === 'sent' && row.kind === 'report')
    .toSorted((left, right) => left.seq - right.seq);
const reportState = async () =>
  (await district.call('progress.period', { period })).rows.find((row) => row.projectId === projectId)?.state;
const packageFolders = () => {
  const folder = join(district.dataFolder, 'packages');
  return existsSync(folder) ? readdirSync(folder) : [];
};
/** Takes all in at the centre, in this order, and answers how many photos are there. */
async function takeAllIn(paths: readonly string[]): Promise<number> {
  for (const path of paths) {
    const { token } = await centre.call('packages.preview', { file: centre.take(path) });
    await centre.call('packages.import', { token });
  }
  expect((await centre.call('ledger.check', {})).isSound).toBe(true);
  return (await centre.call('attachments.list', { projectId })).rows.filter(({ isHere }) => isHere).length;
}

type Made = OutputOf<'packages.export'>;
function kept({ file, others }: Made): string[] {
  return [{ file }, ...others].map((part) => district.keep(part.file, join(machine.path, part.file.name)));
}

async function carry(packageId: string): Promise<string> {
  const { file } = await district.call('packages.file', { packageId });
  return district.keep(file, join(machine.path, file.name));
}

describe('stopped by a clerk who keeps what is finished', () => {
  it('names the finished and the missing parts, goes on with the missing ones, and carries all photos', async () => {
    await fill('主体施工');
    expect(await stopAt('packages.export', exportInput, { at: '第 3 份', keeps: true })).toBe('PACKAGE_MAKING_KEPT');
    const [making, ...more] = await makings();
    expect(more).toEqual([]);
    expect(making).toMatchObject({ kind: 'report', of: 4, isTaken: false, actor: '经办甲' });
    const finished = making?.finished.map(({ number }) => number) ?? [];
    expect([...finished, ...(making?.missing ?? [])]).toEqual([1, 2, 3, 4]);
    expect(making?.missing).toContain(4);
    expect(await reportState()).toBe('reported');
    const before = await sentRows();
    expect(before.map(({ part }) => part?.number)).toEqual(finished);

    // A finished part is whole: it is carried away and taken in before the others are made.
    const carried = await carry(making?.finished[0]?.packageId ?? '');
    expect(await takeAllIn([carried])).toBe(before[0]?.files);
    expect((await makings())[0]?.isTaken).toBe(true);

    const id = making?.id ?? '';
    const both = await Promise.all([1, 2].map(() => district.host.call('packages.resume', { id })));
    const made = both.find((result) => result.ok)?.value as Made;
    expect(both.flatMap((result) => (result.ok ? [] : [result.error.code]))).toEqual([
      expect.stringMatching(/^PACKAGE_MAKING_(UNDER_WAY|GONE)$/),
    ]);
    expect(await makings()).toEqual([]);
    expect((await district.refusal('packages.resume', { id })).code).toBe('PACKAGE_MAKING_GONE');
    expect((await district.refusal('packages.dropMaking', { id })).message).toBe(
      '没有做完的那一次已经做完或已经放弃，没有重复制作。请刷新后再看。',
    );
    const after = await sentRows();
    expect(after.slice(0, before.length).map(({ seq, bytes }) => ({ id: '', seq, bytes }))).toEqual(
      before.map(({ seq, bytes }) => ({ id: '', seq, bytes })),
    );
    expect(after.map(({ part }) => part?.number)).toEqual([1, 2, 3, 4]);
    expect(new Set(after.map(({ seq }) => seq)).size).toBe(4);
    expect(made.others.map((each) => each.file.name)).toEqual(after.slice(1).map(({ fileName }) => fileName));
    expect(await takeAllIn(kept(made).slice(1).toReversed())).toBe(12);
  });

  it('parts that are gone or damaged meanwhile are made again, under their number with the same contents; stopped, all stays', async () => {
    const sentBefore = (await sentRows()).length;
    const rows = async () => (await sentRows()).slice(sentBefore);
    await fill('主体施工二');
    await stopAt('packages.export', exportInput, { at: '第 3 份', keeps: true });
    const [making] = await makings();
    const carried = await carry(making?.finished[0]?.packageId ?? '');
    const before = await rows();
    const packages = join(district.dataFolder, 'packages');
    const pathOf = (name: string) =>
      join(packages, readdirSync(packages).find((each) => existsSync(join(packages, each, name))) ?? '', name);
    rmSync(pathOf(before[0]?.fileName ?? ''));
    truncateSync(pathOf(before[1]?.fileName ?? ''), (before[1]?.bytes ?? 0) - 1);
    const id = making?.id ?? '';
    expect(await stopAt('packages.resume', { id }, { at: '第 2 份' })).toBe('PACKAGE_MAKING_KEPT');
    const made = await district.call('packages.resume', { id });
    const after = await rows();
    expect(after.slice(0, before.length).map(({ seq }) => seq)).toEqual(before.map(({ seq }) => seq));
    expect(after.map(({ part }) => part?.number)).toEqual([1, 2, 3, 4]);
    expect(packageFolders()).toHaveLength(sentBefore + 4);

    // What was carried away and what was made again are one and the same package to the centre.
    await takeAllIn([carried]);
    const [again = ''] = kept(made);
    const seen = await centre.refusal('packages.preview', { file: centre.take(again) });
    expect(seen.code).toBe('PACKAGE_SEEN_BEFORE');
  });

  it('a photo that was restricted since, and one that has gone from the disk, stay out of the parts still to make', async () => {
    const sentBefore = (await sentRows()).length;
    await attach(2, 50);
    await stopAt('packages.export', exportInput, { at: '第 2 份', keeps: true });
    const [making] = await makings();
    const { rows } = await district.call('attachments.list', { projectId });
    const named = (name: string) => rows.find((row) => row.name === name);
    const { sha256 = '' } = named('照片50.jpg') ?? {};
    rmSync(join(district.dataFolder, 'blobs', sha256.slice(0, 2), sha256));
    await district.call('restrictions.set', {
      entity: 'attachment',
      id: named('照片51.jpg')?.id ?? '',
      reason: '未公开',
    });
    await district.call('packages.resume', { id: making?.id ?? '' });
    const carried = (await sentRows()).slice(sentBefore).reduce((sum, { files }) => sum + files, 0);
    expect(carried).toBe(12);
  });
});

describe('failed, killed, given up', () => {
  it('where it fails after some parts, they stay, and the marks of what is reported stay with them', async () => {
    await fill('主体施工三');
    const packages = join(district.dataFolder, 'packages');
    let isBlocked = false;
    const result = await district.host.call('packages.export', exportInput, {
      onProgress({ text }) {
        if (isBlocked || !text.includes('第 2 份')) return;
        isBlocked = true;
        // As when the disk goes: what was being written is gone.
        for (const name of readdirSync(packages))
          if (readdirSync(join(packages, name)).some((each) => each.startsWith('.making-')))
            rmSync(join(packages, name), { recursive: true, force: true });
      },
    });
    expect(result.ok).toBe(false);
    expect((await makings())[0]?.missing).toContain(4);
    expect(await reportState()).toBe('reported');
  });

  it('given up, no trace stays: no file, no line, no mark, no count of what has travelled', async () => {
    const [making] = await makings();
    const ids = new Set(making?.finished.map(({ packageId }) => packageId));
    const before = await sentRows();
    const folders = packageFolders().length;
    await district.call('packages.dropMaking', { id: making?.id ?? '' });
    expect(await sentRows()).toEqual(before.filter((row) => !ids.has(row.id)));
    expect(packageFolders()).toHaveLength(folders - ids.size);
    expect(await reportState()).toBe('corrected');
    expect(await makings()).toEqual([]);
    expect((await district.call('ledger.check', {})).problems.filter((each) => !each.includes('附件'))).toEqual([]);
  });

  it('stopped without a word, nothing is left although two parts were whole', async () => {
    const before = { folders: packageFolders(), rows: await sentRows() };
    const files = (await district.call('packages.precheck', {})).recipients[0]?.files;
    expect(await stopAt('packages.export', exportInput, { at: '第 3 份' })).toBe('CANCELLED');
    expect({ folders: packageFolders(), rows: await sentRows() }).toEqual(before);
    expect(await makings()).toEqual([]);
    expect(await reportState()).toBe('corrected');
    expect((await district.call('packages.precheck', {})).recipients[0]?.files).toEqual(files);
  });

  it('where the program is killed, the next start offers to go on; nothing half stays; made anew, it is given up', async () => {
    const before = { folders: packageFolders().length, rows: await sentRows() };
    await district.close();
    const script = join(machine.path, 'killed.mjs');
    writeFileSync(
      script,
      `import { openOffice } from ${JSON.stringify(new URL('../support/offices.ts', import.meta.url).href)};
      const office = openOffice(${JSON.stringify(district.dataFolder)});
      await office.unlock();
      await office.host.call('packages.export', ${JSON.stringify(exportInput)}, {
        onProgress: ({ text }) => text.includes('第 3 份') && process.kill(process.pid, 'SIGKILL'),
      });`,
    );
    const child = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect([child.signal, child.stderr]).toEqual(['SIGKILL', '']);
    district = openOffice(district.dataFolder);
    await district.unlock();
    const [making] = await makings();
    const count = making?.finished.length ?? 0;
    expect(making?.finished.map(({ number }) => number)).toEqual(numbersTo(count));
    expect(count).toBeGreaterThan(0);
    expect(packageFolders()).toHaveLength(before.folders + count);
    expect(await reportState()).toBe('reported');

    const made = await district.call('packages.export', { ...signed, files: { maximumBytes: 0, isEverything: false } });
    expect(made.others).toEqual([]);
    expect(await makings()).toEqual([]);
    expect((await sentRows()).map(({ id }) => id)).toEqual([...before.rows.map(({ id }) => id), made.package.id]);
    expect(await reportState()).toBe('reported');
  });

  it('a part that was carried away is not forgotten when the rest is given up; it stays reported', async () => {
    const before = await sentRows();
    await fill('主体施工四');
    await stopAt('packages.export', exportInput, { at: '第 3 份', keeps: true });
    const [making] = await makings();
    await carry(making?.finished[1]?.packageId ?? '');
    await district.call('packages.dropMaking', { id: making?.id ?? '' });
    const after = (await sentRows()).slice(before.length);
    expect(after.map(({ id, hasFile }) => ({ id, hasFile }))).toEqual(
      making?.finished.map(({ packageId }) => ({ id: packageId, hasFile: false })),
    );
    expect(await reportState()).toBe('reported');
  });

  it('made again after the key was changed it would be another package: it gets a number of its own', async () => {
    const sentBefore = (await sentRows()).length;
    await stopAt('packages.export', exportInput, { at: '第 3 份', keeps: true });
    const before = (await sentRows()).slice(sentBefore);
    await district.call('keys.change', { current: testPassphrase, next: testPassphrase });
    await district.unlock();
    const [making] = await makings();
    const packages = join(district.dataFolder, 'packages');
    for (const name of readdirSync(packages)) rmSync(join(packages, name), { recursive: true });
    await district.call('packages.resume', { id: making?.id ?? '' });
    const after = (await sentRows()).filter(({ seq }) => seq >= (before[0]?.seq ?? 0));
    const numbers = new Set(before.map(({ seq }) => seq));
    expect(after.map(({ part }) => part?.number)).toEqual([1, 2, 3, 4]);
    expect(after.some(({ seq }) => numbers.has(seq))).toBe(false);
  });
});
