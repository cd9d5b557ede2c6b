/** A package larger than its carrier: made in parts, each taken in alone and in any order, missing ones named, nothing half. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { seededRandom } from '#test/support/packages.ts';
import { jpegBytes, writeSample } from '#test/support/sample-files.ts';

const machine = machineFolder();
let round = 0;
let district: Office;
let centre: Office;
let projectId = '';

async function begin(): Promise<void> {
  round += 1;
  const folder = join(machine.path, `round-${round}`);
  const prepared = await preparedOffices(folder);
  process.env['FIVE_ONES_STATE'] = join(folder, 'state');
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), centre.unlock()]);
  projectId = (await projectIds(district))['青石大桥'] ?? '';
}
const end = () => Promise.all([district.close(), centre.close()]);
afterAll(() => machine.remove());

/** A photo that no other one is like, of about so many bytes. */
function photo(number: number, bytes: number): Buffer {
  const random = seededRandom(number);
  return Buffer.concat([
    jpegBytes('2026:11:18 09:30:00'),
    Buffer.from(Array.from({ length: bytes }, () => random(256))),
  ]);
}

async function attach(count: number, bytes: number, first = 1): Promise<void> {
  const files = Array.from({ length: count }, (_, index) =>
    district.take(writeSample(machine.path, `照片${first + index}.jpg`, photo(first + index, bytes))),
  );
  await district.call('attachments.add', { projectId, files });
}

type Made = OutputOf<'packages.export'>;
interface Carried extends Made {
  /** Of every part, in order. */
  readonly paths: readonly string[];
}
const signed = { reviewedBy: '审核甲', issuedBy: '签发乙' };

async function exportParts(wishes: Partial<InputOf<'packages.export'>>): Promise<Carried> {
  const made = await district.call('packages.export', { ...signed, ...wishes });
  const paths = [made, ...made.others].map((part) => district.keep(part.file, join(machine.path, part.file.name)));
  return { ...made, paths };
}

const preview = (path: string) => centre.call('packages.preview', { file: centre.take(path) });
async function takeIn(path: string | undefined): Promise<OutputOf<'packages.import'>> {
  return centre.call('packages.import', { token: (await preview(path ?? '')).token });
}
async function answer(done: OutputOf<'packages.import'>): Promise<OutputOf<'packages.preview'>> {
  const path = centre.keep(done.file, join(machine.path, `${done.packageId}.receipt.ldx`));
  const shown = await district.call('packages.preview', { file: district.take(path) });
  await district.call('packages.import', { token: shown.token });
  return shown;
}
const filesHere = async () =>
  (await centre.call('attachments.list', { projectId })).rows.map(({ name, isHere }) => [name, isHere]);
const sentStates = async () =>
  (await district.call('packages.list', {})).rows
    .filter((row) => row.direction === 'sent' && row.kind === 'report')
    .toSorted((left, right) => left.seq - right.seq)
    .map((row) => [row.part?.number ?? 0, row.state]);
const dueFiles = async () => (await district.call('packages.precheck', {})).recipients[0]?.files;
const packageFolders = (office: Office) => {
  const folder = join(office.dataFolder, 'packages');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('nine photos of 20 KB through a mailbox that takes 80 KB', () => {
  const limit = 80_000;
  let sent: Carried;

  beforeAll(async () => {
    await begin();
    await attach(9, 20_000);
    sent = await exportParts({ parts: { maximumBytes: limit, extension: 'zip' } });
  });
  afterAll(end);

  it('are made in parts that say which they are, none larger than the limit, each with a number of its own', () => {
    const all = [sent.package, ...sent.others.map((each) => each.package)];
    expect(all.length).toBeGreaterThan(2);
    for (const path of sent.paths) expect(statSync(path).size).toBeLessThanOrEqual(limit);
    expect(all.map((each) => each.part)).toEqual(
      all.map((_, index) => ({ number: index + 1, of: all.length, missing: [] })),
    );
    expect(new Set(all.map((each) => each.seq)).size).toBe(all.length);
    expect(sent.others.at(-1)?.file.name).toMatch(new RegExp(`_第${all.length}份共${all.length}份\\.zip$`));
    expect(all.reduce((sum, each) => sum + each.files, 0)).toBe(9);
    expect(sent.leftOut).toEqual([]);
  });

  it('the last part may come first: it says that the first is missing, and is kept for it', async () => {
    const of = sent.paths.length;
    const shown = await preview(sent.paths.at(-1) ?? '');
    expect(shown).toMatchObject({ verdict: 'fits', part: { number: of, of, isOnlyFiles: true } });
    expect(shown.sentence).toBe(
      `文件完整、签名有效，可以接收。这是第 ${of} 份，共 ${of} 份，只带照片和文件；第 1 份还没有收到，收到以后自动对上。`,
    );
    const done = await centre.call('packages.import', { token: shown.token });
    expect(done.missingParts).toEqual(Array.from({ length: of - 1 }, (_, index) => index + 1));
    expect(
      (await centre.call('packages.list', {})).rows.find((row) => row.id === done.packageId)?.part?.missing,
    ).toEqual(done.missingParts);
  });

  it('the first part finds them; its receipt names what is missing and wants it; the sender sees which part has arrived', async () => {
    const of = sent.paths.length;
    const shown = await preview(sent.paths[0] ?? '');
    expect(shown.sentence).toBe(
      `文件完整、签名有效，可以接收。这是第 1 份，共 ${of} 份。收下它以后，还缺第 ${Array.from({ length: of - 2 }, (_, index) => index + 2).join('、')} 份，请接着接收。`,
    );
    const done = await centre.call('packages.import', { token: shown.token });
    const here = (await filesHere()).filter(([, isHere]) => isHere === true).length;
    const inTwo = (sent.package.files ?? 0) + (sent.others.at(-1)?.package.files ?? 0);
    expect(here).toBe(inTwo);
    const receipt = await answer(done);
    expect(receipt.files.wanted).toBe(9 - inTwo);
    expect(receipt.acknowledges).toHaveLength(2);
    expect((await dueFiles())?.due).toBe(9 - inTwo);
    expect(await sentStates()).toEqual(
      Array.from({ length: of }, (_, index) => [index + 1, [0, of - 1].includes(index) ? 'acknowledged' : 'generated']),
    );
  });

  it('the missing one alone, later: then all is here, and no part waits for a receipt', async () => {
    let done: OutputOf<'packages.import'> | undefined;
    for (const path of sent.paths.slice(1, -1)) done = await takeIn(path);
    expect(done?.missingParts).toEqual([]);
    expect((await filesHere()).every(([, isHere]) => isHere)).toBe(true);
    if (done !== undefined) await answer(done);
    expect((await sentStates()).every(([, state]) => state === 'acknowledged')).toBe(true);
    expect(await dueFiles()).toMatchObject({ due: 0, twice: 0 });
    expect((await centre.call('ledger.check', {})).isSound).toBe(true);
  });

  it('a part that has come once is refused with the day it came, like any package', async () => {
    const again = await centre.refusal('packages.preview', { file: centre.take(sent.paths[1] ?? '') });
    expect(again.code).toBe('PACKAGE_SEEN_BEFORE');
  });
});

describe('parts of two makings on one stick', () => {
  beforeAll(begin);
  afterAll(end);

  it('do not harm each other: a later part of another making is named as such, and all comes right', async () => {
    await attach(6, 20_000);
    const first = await exportParts({ parts: { maximumBytes: 60_000 } });
    await attach(6, 20_000, 20);
    const second = await exportParts({ parts: { maximumBytes: 60_000 } });
    await takeIn(first.paths[0]);
    const mixed = await preview(second.paths.at(-1) ?? '');
    const of = second.paths.length;
    expect(mixed.sentence).toBe(
      `这份与先前收到的那几份不是同一次生成的：它是另一次报送的第 ${of} 份，共 ${of} 份，那一次的第 1 份还没有收到。接收它不会弄乱已收的内容；请向对方要同一次生成的各份。`,
    );
    await centre.call('packages.import', { token: mixed.token });
    for (const path of [...first.paths.slice(1), ...second.paths.slice(0, -1)]) await takeIn(path);
    const here = await filesHere();
    expect([here.length, here.every(([, isHere]) => isHere)]).toEqual([12, true]);
    expect((await centre.call('ledger.check', {})).isSound).toBe(true);
  });
});

describe('what no part can carry', () => {
  beforeAll(begin);

  it('a photo larger than a part is named before and after, held back, and goes another time', async () => {
    await attach(2, 10_000);
    await attach(1, 90_000, 50);
    expect((await dueFiles())?.largest[0]).toEqual({ name: '照片50.jpg', bytes: photo(50, 90_000).length });
    const sent = await exportParts({ parts: { maximumBytes: 60_000 } });
    expect(sent.leftOut.map(({ name }) => name)).toEqual(['照片50.jpg']);
    await takeIn(sent.paths[0]);
    expect(Object.fromEntries(await filesHere())).toEqual({
      '照片1.jpg': true,
      '照片2.jpg': true,
      '照片50.jpg': false,
    });
    const whole = await exportParts({});
    expect([whole.others, whole.package.part]).toEqual([[], null]);
    await takeIn(whole.paths[0]);
    expect((await filesHere()).every(([, isHere]) => isHere)).toBe(true);
  });

  it('text alone that is larger than a part is refused with both sizes, and leaves nothing behind', async () => {
    const before = { folders: packageFolders(district), rows: await district.call('packages.list', {}) };
    await district.call('projects.save', { id: projectId, changes: { remark: '再报' } });
    const refused = await district.refusal('packages.export', { ...signed, parts: { maximumBytes: 5000 } });
    expect(refused.message).toMatch(
      /^这次要报的文字内容本身就有 [\d.]+ KB，放不进每份 4\.9 KB 的文件，没有生成。请改用U盘，或把“每份最大”调大后再生成。$/,
    );
    expect({ folders: packageFolders(district), rows: await district.call('packages.list', {}) }).toEqual(before);
  });
});

describe('stopped at any step', () => {
  beforeAll(() => attach(6, 200_000, 60));

  it.each(['正在打包', '正在写入文件', '正在回读核对', '正在加密并核对', '第 2 份'])(
    'making, at “%s”: no file, no line in the journal, nothing marked, only a number is skipped',
    async (words) => {
      const before = { folders: packageFolders(district), rows: await district.call('packages.list', {}) };
      const due = await dueFiles();
      const stop = new AbortController();
      const result = await district.host.call(
        'packages.export',
        { ...signed, parts: { maximumBytes: 500_000 } },
        { signal: stop.signal, onProgress: ({ text }) => text.includes(words) && stop.abort() },
      );
      expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
      expect({ folders: packageFolders(district), rows: await district.call('packages.list', {}) }).toEqual(before);
      expect(await dueFiles()).toEqual(due);
    },
  );

  it('taking in: nothing is kept, and it can be begun again', async () => {
    const sent = await exportParts({ isEncrypted: false });
    const blobs = () =>
      readdirSync(join(centre.dataFolder, 'blobs'), { recursive: true, withFileTypes: true }).filter((each) =>
        each.isFile(),
      ).length;
    const before = { blobs: blobs(), rows: await centre.call('packages.list', {}) };
    const { token } = await preview(sent.paths[0] ?? '');
    const stop = new AbortController();
    const result = await centre.host.call(
      'packages.import',
      { token },
      {
        signal: stop.signal,
        onProgress: ({ text, done }) => text === '正在放入照片和文件' && done > 300_000 && stop.abort(),
      },
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect({ blobs: blobs(), rows: await centre.call('packages.list', {}) }).toEqual(before);
    await centre.call('packages.import', { token });
    expect((await filesHere()).every(([, isHere]) => isHere)).toBe(true);
  });

  it('reading: nothing is kept and nothing is set aside', async () => {
    const sent = await exportParts({ files: { isEverything: true } });
    for (const words of ['正在解密', '正在核对文件']) {
      const stop = new AbortController();
      const result = await centre.host.call(
        'packages.preview',
        { file: centre.take(sent.paths[0] ?? '') },
        { signal: stop.signal, onProgress: ({ text }) => text === words && stop.abort() },
      );
      expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    }
    expect(readdirSync(join(centre.dataFolder, 'previews'))).toEqual([]);
    expect((await centre.call('quarantine.list', {})).rows).toEqual([]);
  });
});

it('progress counts real bytes up to the size of the file, in every step', async () => {
  await attach(3, 400_000, 80);
  const seen = new Map<string, { done: number; total: number | null; isBytes: boolean }[]>();
  const made = await district.host.call('packages.export', signed, {
    onProgress: ({ text, done, total, isBytes = false }) =>
      seen.set(text, [...(seen.get(text) ?? []), { done, total, isBytes }]),
  });
  const { file } = (made as { readonly value: Made }).value;
  const path = district.keep(file, join(machine.path, 'progress.ldx'));
  const shown = await centre.host.call(
    'packages.preview',
    { file: centre.take(path) },
    {
      onProgress: ({ text, done, total, isBytes = false }) =>
        seen.set(text, [...(seen.get(text) ?? []), { done, total, isBytes }]),
    },
  );
  expect(shown.ok).toBe(true);
  for (const text of ['正在写入文件', '正在回读核对', '正在加密并核对', '正在解密', '正在核对文件']) {
    const steps = seen.get(text) ?? [];
    const last = steps.at(-1);
    expect(steps.every((step, index) => step.isBytes && step.done >= (steps[index - 1]?.done ?? 0))).toBe(true);
    expect(last?.total ?? 0).toBeGreaterThan(1_200_000);
    expect(last?.done ?? 0).toBeGreaterThan((last?.total ?? 0) * 0.99);
  }
});

it('what a killed program had made and not yet entered in the journal is gone after the next start', async () => {
  const [path = ''] = (await exportParts({})).paths;
  await end();
  const gone = 4_194_305;
  const packages = join(district.dataFolder, 'packages');
  const folders = packageFolders(district);
  const [keptFolder = ''] = folders;
  writeFileSync(join(packages, keptFolder, `.making-${gone}`), '');
  mkdirSync(join(packages, 'left'));
  copyFileSync(path, join(packages, 'left', '青石区_报送包_0002_20261118_第1份共2份.ldx'));
  writeFileSync(join(packages, 'left', `.making-${gone}`), '');
  await openOffice(district.dataFolder).close();
  expect(packageFolders(district)).toEqual(folders);
  expect(readdirSync(join(packages, keptFolder))).toHaveLength(1);
});
