/**
 * exchange.md “What can go wrong, and what then”, line by line: every item of that paragraph, the code, the sentence a clerk
 * reads, word for word, the file kept aside, and nothing changed. What another file shows stands in `elsewhere`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '#build/project.ts';
import { asProblem, openStore } from '#db/open.ts';
import { buildPackage, type PackageOrder } from '#electron/host/package/build.ts';
import { readKeyFile, unlockKeys } from '#electron/host/package/keys.ts';
import { entities } from '#shared/domain/entities.ts';
import { type ProblemCode, ProblemError, problemSentence, problemSentences } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/canonical.ts';
import {
  frozenNow,
  machineFolder,
  type Office,
  openOffice,
  preparedOffices,
  projectIds,
  testPassphrase,
} from '#test/support/offices.ts';
import { type ForgedEntry, type Forgery, forgeEntries, forgeZip } from '#test/support/package-forge.ts';
import { type TestOffice, testChain, testDraft, testOffice, testOperation } from '#test/support/packages.ts';

/** Item of the paragraph → file and the name of the test that shows it. */
const elsewhere: Readonly<Record<string, readonly [file: string, test: string]>> = {
  'lost stick': ['host/packages.test.ts', 'a lost package: the next one contains all of it'],
  'lost receipt': [
    'host/packages.test.ts',
    'a lost receipt: the next package is cumulative still, and an older one changes nothing',
  ],
  're-ordered': [
    'host/packages.test.ts',
    'a lost receipt: the next package is cumulative still, and an older one changes nothing',
  ],
  'truncated, at every length': ['host/package-refusals.test.ts', 'is refused at every length it may have been cut to'],
  'bit rot, at every bit': ['host/package-mutations.test.ts', 'one bit changed at any place whatever is noticed'],
  'rollback of keys': ['host/trust.test.ts', 'of the key before is refused: keys only go forward'],
  'mixed parts': ['host/package-parts.test.ts', ''],
  'restored backup': [
    'host/restored.test.ts',
    'is noticed before anything is typed; the centre gives back what is missing, and work done since stays',
  ],
  'cloned PC': [
    'host/restored.test.ts',
    'is refused by the centre, learns of it from the next file, and both works are there in the end',
  ],
  'revoked key': [
    'host/trust.test.ts',
    'signs nothing new, gets nothing encrypted, and is not enrolled again; what came before stays',
  ],
  'older app': [
    'host/first-journey.test.ts',
    'is read by today’s version, at a centre that was enrolled by the first one',
  ],
  'older formats': [
    'host/golden-packages.test.ts',
    'there is one of every kind, encrypted and not, with files and without',
  ],
  'newer app': [
    'host/version-skew.test.ts',
    'in a package this program cannot read is set aside, explained, and read from there after the update',
  ],
  'local and central header disagree, in every field': [
    'host/package-refusals.test.ts',
    'whose local header disagrees with the directory in %s is refused',
  ],
  'formulas in Excel exports': [
    'host/write-workbook.test.ts',
    'what looks like a formula stays the text that was typed',
  ],
  'huge images': [
    'unit/attachment.test.ts',
    'when it is a picture that would unfold to gigabytes, however small its file is',
  ],
  'edits on both sides': [
    'db/ledger.test.ts',
    'keep the value in force and note a conflict when two desks changed one field',
  ],
  'writes outside ownership': ['host/package-aside.test.ts', 'another office’s stream is no one else’s'],
  'parents late': ['db/ledger.test.ts', 'wait for their parent and apply when it comes'],
  'killed at any step': ['simulate/kill.test.ts', ''],
  'stick pulled': [
    'host/package-round-trip.test.ts',
    'to a folder that is not there is refused and an earlier file of that name survives a failure',
  ],
  'FAT32 4 GiB': ['host/package-parts.test.ts', ''],
  'edited history': ['host/restored.test.ts', 'that was edited from outside is found not sound'],
  'data folder on a network share': ['unit/network-folder.test.ts', 'a folder is on the network'],
};

const machine = machineFolder();
let district: Office;
let other: Office;
let centre: Office;
let sender: TestOffice;
let recipient: TestOffice;
let stranger: TestOffice;
let sent: Buffer;

beforeAll(async () => {
  const folders = await preparedOffices(machine.path);
  district = openOffice(folders.district);
  other = openOffice(folders.other);
  centre = openOffice(folders.centre);
  await Promise.all([district.unlock(), other.unlock(), centre.unlock()]);
  const keys = await unlockKeys(
    (await readKeyFile(join(folders.district, 'keys', 'office-keys.json'))) ?? '',
    testPassphrase,
  );
  const idOf = async (office: Office) => (await office.call('offices.current', {})).office?.id ?? '';
  const names = { fullName: '青石区重点项目推进办公室', shortName: '青石区' };
  sender = { ...names, officeId: await idOf(district), kind: 'district', keys };
  recipient = { ...sender, officeId: await idOf(centre), kind: 'centre', fullName: '云岭市重点项目建设中心' };
  stranger = await testOffice('district', 7);
  sent = readFileSync(await exportAt(district));
});
afterAll(async () => {
  await Promise.all([district.close(), other.close(), centre.close()]);
  machine.remove();
});

let files = 0;
async function exportAt(office: Office): Promise<string> {
  const made = await office.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙', isEncrypted: false });
  files += 1;
  return office.keep(made.file, join(machine.path, `sent-${files}.ldx`));
}

function written(bytes: Buffer): string {
  files += 1;
  const path = join(machine.path, `file-${files}.ldx`);
  writeFileSync(path, bytes);
  return path;
}

const forged = (forgery: Forgery = {}, change: (entries: ForgedEntry[]) => ForgedEntry[] = (all) => all) =>
  forgeZip(change(forgeEntries(sender, recipient, forgery)));

/** Every table of records, the journal, and the digest of the whole ledger. */
async function stateOf(office: Office): Promise<unknown> {
  const store = new Database(join(office.dataFolder, 'store.sqlite'), { readonly: true });
  const tables = Object.values(entities).map(({ table }) => store.prepare(`SELECT * FROM ${table} ORDER BY id`).all());
  const streams = store.prepare('SELECT stream, head_n, head_hash, digest FROM streams ORDER BY key').all();
  store.close();
  return { tables, streams, journal: await office.call('packages.list', {}) };
}

async function expectAside(bytes: Buffer, code: ProblemCode, sentence: string, at: Office = centre): Promise<void> {
  const path = written(bytes);
  const before = await stateOf(at);
  const refused = await at.refusal('packages.preview', { file: at.take(path) });
  expect([refused.code, refused.message]).toEqual([code, sentence]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const row = (await at.call('quarantine.list', {})).rows.find((each) => each.sha256 === sha256);
  expect(row).toMatchObject({ code, sentence, bytes: bytes.length });
  expect(readFileSync(join(at.dataFolder, 'quarantine', row?.id ?? '')).equals(bytes)).toBe(true);
  expect(await stateOf(at)).toEqual(before);
}

const truncated = '这个报送包不完整，多半是没有拷贝完就拔了U盘，没有读取。请向对方重新拷贝一份。';
const altered = '这个报送包在路上损坏或被改动过，没有读取。请向对方重新拷贝一份，不要自行修改。';
const extra = '这个报送包里夹带了不该有的内容，没有读取。请向对方重新拷贝一份；再次出现请告诉维护人员。';
const tooLarge = '这个报送包超出允许的大小，为安全起见没有读取。请与对方核实文件，必要时请对方重新生成。';
const badSignature = '这个报送包的签名不对，不能确认是谁交来的，没有读取。请与对方电话核实后重新拷贝。';
const contradictory = '这个报送包的签名有效，但内容前后对不上，没有读取。请对方升级程序后重新生成一份。';

const named = (name: string) => forged({ extra: [{ name, bytes: Buffer.from('x') }] });
const second = (change: (entry: ForgedEntry) => ForgedEntry) => (all: ForgedEntry[]) =>
  all.map((entry, index) => (index === 2 ? change(entry) : entry));

describe('kept aside, word for word, and nothing changed:', () => {
  it.each<[item: string, bytes: () => Buffer, code: ProblemCode, sentence: string]>([
    ['truncated', () => sent.subarray(0, sent.length >> 1), 'PACKAGE_TRUNCATED', truncated],
    [
      'bit rot',
      () => {
        const bytes = Buffer.from(sent);
        const at = Math.floor(bytes.length * 0.6);
        bytes[at] = (bytes[at] ?? 0) ^ 4;
        return bytes;
      },
      'PACKAGE_ALTERED',
      altered,
    ],
    [
      'no package at all',
      () => Buffer.from('%PDF-1.7 通知'),
      'PACKAGE_NOT_A_PACKAGE',
      '这个文件不是报送包，没有读取。请选择对方交来的报送包（.ldx 或 .zip）。',
    ],
    [
      'forged',
      () => forged({ signer: stranger }),
      'PACKAGE_OTHER_KEY',
      '“青石区重点项目推进办公室”登记的密钥与这个报送包用的不同，没有读取。请电话向对方核实是否换过密钥，再重新登记。',
    ],
    [
      'forged under the name of the right key',
      () =>
        forged({
          signer: stranger,
          envelope: (bytes) => Buffer.from(bytes.toString().replace(stranger.keys.keyId, sender.keys.keyId)),
        }),
      'PACKAGE_SIGNATURE_INVALID',
      badSignature,
    ],
    [
      'unknown key',
      () => forgeZip(forgeEntries(stranger, recipient)),
      'PACKAGE_SENDER_UNKNOWN',
      '这个报送包来自还没有登记的单位（自称“青石区重点项目办第7室”），没有读取。请先登记对方单位，再读取。',
    ],
    [
      'tampered file',
      () =>
        forged(
          {},
          second((entry) => ({ ...entry, bytes: Buffer.alloc(entry.bytes.length, 7) })),
        ),
      'PACKAGE_ALTERED',
      altered,
    ],
    ['extra file', () => named('data/more.json'), 'PACKAGE_EXTRA_CONTENT', extra],
    [
      'signature of another type',
      () => forged({ payloadType: 'application/vnd.five-ones.receipt+json' }),
      'PACKAGE_SIGNATURE_INVALID',
      badSignature,
    ],
    [
      'wrong addressee',
      () => forgeZip(forgeEntries(sender, { ...recipient, officeId: 'hongfeng', fullName: '红枫市重点项目中心' })),
      'PACKAGE_WRONG_RECIPIENT',
      '这个报送包是报给“红枫市重点项目中心”的，不是给本单位的，没有读取。请转交对方，或请报送单位重新生成。',
    ],
    [
      'absurd sequence',
      () => {
        const chain = testChain(
          [1, 2, 3].map((n) => testOperation(n)),
          { from: 3 },
        );
        const range = { ...chain.range, from: 1_999_999_999, to: 1_999_999_999 } as unknown as JsonValue;
        const line = chain.lines[0]?.replace('"n":3', '"n":1999999999') ?? '';
        return forged({
          operations: Buffer.from(`${line}\n`),
          manifest: (manifest) => Object.assign(manifest, { ranges: [range] }),
        });
      },
      'PACKAGE_CONTENT_INVALID',
      contradictory,
    ],
    [
      'a gap',
      () => {
        const chain = testChain(
          [1, 2, 3].map((n) => testOperation(n)),
          { from: 3 },
        );
        return forged({
          operations: Buffer.from(`${chain.lines.join('\n')}\n`),
          manifest: (manifest) => Object.assign(manifest, { ranges: [chain.range] }),
        });
      },
      'PACKAGE_OUT_OF_ORDER',
      '这份文件不是按顺序来的，中间少了一份，没有读取。请“青石区重点项目推进办公室”重新生成一份交来。',
    ],
    [
      'genuine but contradictory',
      () => forged({ manifest: (manifest) => Object.assign(manifest, { ranges: [] }) }),
      'PACKAGE_CONTENT_INVALID',
      contradictory,
    ],
    [
      'zip bomb',
      () =>
        forgeZip([
          ...forgeEntries(sender, recipient),
          ...Array.from({ length: 20_001 }, (_, index) => ({
            name: `trust/${index}.dsse.json`,
            bytes: Buffer.alloc(0),
          })),
        ]),
      'PACKAGE_TOO_LARGE',
      tooLarge,
    ],
    [
      'overlap',
      () => {
        const all = forgeEntries(sender, recipient);
        const twin = {
          name: 'trust/1.dsse.json',
          bytes: Buffer.alloc(0),
          central: (head: Buffer) => void head.writeUInt32LE(100, 20),
        };
        return forgeZip([...all, twin]);
      },
      'PACKAGE_ALTERED',
      altered,
    ],
    [
      'gzip bomb under a valid signature',
      () => forged({ packed: gzipSync(Buffer.alloc(40 * 1024 * 1024, 'a')) }),
      'PACKAGE_TOO_LARGE',
      tooLarge,
    ],
    ['zip-slip', () => named('../evil.txt'), 'PACKAGE_EXTRA_CONTENT', extra],
    ['NUL', () => named('note\0.txt'), 'PACKAGE_EXTRA_CONTENT', extra],
    ['reserved Windows names', () => named('CON.txt'), 'PACKAGE_EXTRA_CONTENT', extra],
    ['a drive letter', () => named('c:\\autorun.inf'), 'PACKAGE_EXTRA_CONTENT', extra],
    ['case twins', () => named('Mimetype'), 'PACKAGE_EXTRA_CONTENT', extra],
    [
      'links',
      () =>
        forged(
          {},
          second((entry) => ({ ...entry, central: (head) => void head.writeUInt32LE(0o120777 * 65_536, 38) })),
        ),
      'PACKAGE_ALTERED',
      altered,
    ],
    [
      'local and central header disagree',
      () =>
        forged(
          {},
          second((entry) => ({ ...entry, local: (head) => void (head[14] = (head[14] ?? 0) ^ 1) })),
        ),
      'PACKAGE_ALTERED',
      altered,
    ],
  ])('%s', (_, bytes, code, sentence) => expectAside(bytes(), code, sentence));

  it('its own', () =>
    expectAside(
      sent,
      'PACKAGE_IS_OWN',
      '这是本单位自己生成的报送包，不需要读取。请选择对方单位交来的文件。',
      district,
    ));

  it('encrypted for somebody else', async () => {
    const made = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    await expectAside(
      readFileSync(district.keep(made.file, join(machine.path, 'encrypted.ldx'))),
      'PACKAGE_WRONG_RECIPIENT',
      '这个报送包是报给“云岭市重点项目建设中心”的，不是给本单位的，没有读取。请转交对方，或请报送单位重新生成。',
      other,
    );
  });
});

describe('genuine, and said:', () => {
  async function build(name: string, order: Partial<PackageOrder>): Promise<string> {
    const outPath = join(machine.path, name);
    await buildPackage({
      manifest: testDraft(sender, recipient, []),
      lines: [],
      note: '试',
      signer: sender.keys,
      outPath,
      ...order,
    });
    return outPath;
  }
  const unit = (n: number, name = `区第${n}局`) =>
    testOperation(n, { entity: 'unit', id: `unit-${n}`, changes: { name: [null, name] } });
  const preview = (path: string) => centre.call('packages.preview', { file: centre.take(path) });

  it('duplicate, replay: when it came, and nothing is written again', async () => {
    const path = written(sent);
    const { token } = await preview(path);
    await centre.call('packages.import', { token });
    await expectAside(
      sent,
      'PACKAGE_SEEN_BEFORE',
      '这个报送包2026-11-18已经接收过，这次没有再写入。原来的回执可在报送接收的记录里重新另存，交回“青石区重点项目推进办公室”。',
    );
    // The next contains what came before; the one before it changes nothing.
    await district.call('projects.save', { changes: { name: '南岭隧道' } });
    const next = await preview(await exportAt(district));
    await centre.call('packages.import', { token: next.token });
  });

  it('two packages with one number, and a clock that runs ahead, are taken in with a word to the telephone', async () => {
    const one = testChain([unit(1)]);
    const first = await preview(
      await build('one.ldx', { manifest: testDraft(sender, recipient, [one.range]), lines: one.lines }),
    );
    await centre.call('packages.import', { token: first.token });
    const two = testChain([unit(1), unit(2)]);
    const manifest = { ...testDraft(sender, recipient, [two.range]), createdAt: '2026-11-25T02:00:00.000Z' };
    const shown = await preview(await build('two.ldx', { manifest, lines: two.lines }));
    expect(shown.verdict).toBe('fits');
    expect(shown.sentence).toBe(
      '文件完整、签名有效，可以接收。以前收到过对方另一份同样编为第7号的文件，请问一下对方是否恢复过备份或换过电脑；内容按先后核对过，不影响接收。对方写的生成时间（2026年11月25日）比本机今天还晚，请双方核对电脑的日期；不影响接收。',
    );
  });

  it('restored backup or cloned PC: other contents under one number are set aside', async () => {
    const chain = testChain([unit(1, '另一个局'), unit(2), unit(3)]);
    const path = await build('fork.ldx', { manifest: testDraft(sender, recipient, [chain.range]), lines: chain.lines });
    await expectAside(
      readFileSync(path),
      'PACKAGE_HISTORY_DIFFERS',
      '这份文件与以前从“青石区重点项目推进办公室”收到的内容对不上，没有读取。请电话告诉对方，由对方检查是否恢复过旧备份，再重新生成。',
    );
  });

  it('HTML that calls itself a photo is never kept; the receipt asks for the file again', async () => {
    const html = Buffer.from('<html><script>alert(1)</script></html>');
    const sha256 = createHash('sha256').update(html).digest('hex');
    const path = written(html);
    const stream = 'aa'.repeat(16);
    const chain = testChain([
      testOperation(1, { stream, entity: 'project', id: 'html-project', changes: { name: [null, '试验项目'] } }),
      testOperation(2, {
        stream,
        entity: 'attachment',
        id: 'html-photo',
        changes: {
          projectId: [null, 'html-project'],
          name: [null, '现场.jpg'],
          sha256: [null, sha256],
          bytes: [null, html.length],
          mediaType: [null, 'image/jpeg'],
        },
      }),
    ]);
    const shown = await preview(
      await build('html.ldx', {
        manifest: testDraft(sender, recipient, [chain.range]),
        lines: chain.lines,
        blobs: [{ path, sha256, size: html.length }],
      }),
    );
    await centre.call('packages.import', { token: shown.token });
    expect(existsSync(join(centre.dataFolder, 'blobs', sha256.slice(0, 2), sha256))).toBe(false);
    const { rows } = await centre.call('attachments.list', { projectId: 'html-project' });
    expect(rows.map((row) => [row.name, row.isHere])).toEqual([['现场.jpg', false]]);
  });

  it('nothing new for n days: said on the desk, and nothing is locked', async () => {
    centre.turnTo('2026-12-05T02:00:00.000Z');
    const { reminders } = await centre.call('overviews.centre', {});
    expect(reminders.find((each) => each.code === 'NOTHING_RECEIVED')).toMatchObject({
      sentence: '已有17天没有读入过青石区重点项目推进办公室的文件，请问一下对方有没有文件在路上。',
      tone: 'look',
    });
    await centre.call('levels.confirm', {
      projectIds: [(await projectIds(centre))['青石大桥'] ?? ''],
      level: 'municipal',
    });
    centre.turnTo(frozenNow);
  });

  it('wrong clock: this computer’s date lies before what is written here', async () => {
    district.turnTo('2026-10-01T02:00:00.000Z');
    const { tasks } = await district.call('overviews.district', {});
    expect(tasks.find((each) => each.code === 'CLOCK_BEHIND')?.sentence).toBe(
      '这台电脑的日期是2026年10月1日，可是这里已经有2026年11月18日的记录，请核对电脑的日期和时间。',
    );
    district.turnTo(frozenNow);
    const { tasks: now } = await district.call('overviews.district', {});
    expect(now.find((each) => each.code === 'CLOCK_BEHIND')).toBeUndefined();
  });
});

describe('the disk and the store:', () => {
  it.each<[string, string, string]>([
    ['disk full', 'SQLITE_FULL', '磁盘空间不足，这一步没有保存，已有数据没有变化。请清理磁盘后再试。'],
    ['read-only', 'SQLITE_READONLY', '数据文件夹不能写入（只读），这一步没有保存。请检查文件夹权限或写保护后再试。'],
    ['busy', 'SQLITE_BUSY', '数据正被另一个窗口写入，这一步没有保存。请稍等几秒再试。'],
  ])('%s', (_, code, sentence) => {
    expect(asProblem(Object.assign(new Error('sqlite'), { code }))).toMatchObject({ message: sentence });
  });

  it('damaged database', () => {
    const path = written(Buffer.alloc(8192, 7));
    const opening = () => openStore(path, 'writer');
    expect(opening).toThrow(ProblemError);
    expect(opening).toThrow('数据文件打不开或已损坏（SQLITE_NOTADB）。请不要删除原文件，先复制一份，再用备份恢复。');
    expect(readFileSync(path).equals(Buffer.alloc(8192, 7))).toBe(true);
  });

  it('data folder on a network share', () => {
    expect(problemSentence('STORE_ON_NETWORK', {})).toBe(
      '数据文件夹在网络共享盘上，多人同写会损坏数据。请改用本机硬盘上的文件夹。',
    );
  });
});

it('no sentence of the catalogue has a word of the machine in it, and each says what to do next', () => {
  const machineWords =
    /stream|fork|hash|chain|operation|payload|manifest|gzip|zip64|DSSE|undefined|null|分叉|哈希|散列|数据流|操作流|负载/i;
  for (const [code, sentence] of Object.entries(problemSentences)) {
    expect(sentence.replaceAll(/\{\w+\}/g, ''), code).not.toMatch(machineWords);
    expect(sentence, code).toMatch(/。$/);
  }
});

it('every item shown elsewhere is shown there', () => {
  for (const [item, [file, name]] of Object.entries(elsewhere)) {
    const path = inProject(`test/${file}`);
    expect(existsSync(path), `${item}: ${file}`).toBe(true);
    expect(readFileSync(path, 'utf8').includes(name), `${item}: “${name}” in ${file}`).toBe(true);
  }
});
