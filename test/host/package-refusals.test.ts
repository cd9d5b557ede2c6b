import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedPackage, type OpenOptions, openPackage } from '#electron/host/package/open.ts';
import { localHead } from '#electron/host/package/zip-format.ts';
import { ProblemError, problemSentence } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/canonical.ts';
import { operationLine } from '#shared/package/operation.ts';
import { type ForgedEntry, type ForgedZip, type Forgery, forgeEntries, forgeZip } from '#test/support/package-forge.ts';
import { enrolledKey, testChain, testOffice, testOperation, trusting } from '#test/support/packages.ts';

const district = await testOffice('district', 1);
const otherDistrict = await testOffice('district', 2);
const centre = await testOffice('centre', 1);
const atCentre: OpenOptions = { myOfficeId: centre.officeId, trust: trusting(district, otherDistrict) };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'five-ones-refusals-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a package that is not whole', () => {
  const whole = forgeZip(forgeEntries(district, centre));

  test('is accepted when nothing is wrong with it: the forge itself is sound', async () => {
    expect((await opened(whole)).streams[0]?.operations).toHaveLength(5);
  });

  test('is refused at every length it may have been cut to', async () => {
    for (let length = 0; length < whole.length; length += length < 200 ? 1 : 37) {
      const code = await refusalOf(whole.subarray(0, length));
      expect(['PACKAGE_TRUNCATED', 'PACKAGE_NOT_A_PACKAGE']).toContain(code);
    }
    expect(await refusalOf(whole.subarray(0, whole.length - 1))).toBe('PACKAGE_TRUNCATED');
    expect(await refusalOf(whole.subarray(0, 1000))).toBe('PACKAGE_TRUNCATED');
  });

  test('is refused with anything behind it', async () => {
    for (const more of [Buffer.from([0]), Buffer.from('PK'), Buffer.alloc(5000), whole])
      expect(['PACKAGE_EXTRA_CONTENT', 'PACKAGE_ALTERED']).toContain(await refusalOf(Buffer.concat([whole, more])));
  });

  test('is refused when it is something else', async () => {
    expect(await refusalOf(Buffer.from('%PDF-1.7 通知'))).toBe('PACKAGE_NOT_A_PACKAGE');
    expect(await refusalOf(forgeZip([{ name: '[Content_Types].xml', bytes: Buffer.from('<xml/>') }]))).toBe(
      'PACKAGE_NOT_A_PACKAGE',
    );
    expect(await refusalOf(Buffer.concat([Buffer.from('age-encryption.org/v1\n-> X25519'), whole]))).toBe(
      'PACKAGE_ENCRYPTED',
    );
  });
});

describe('the archive', () => {
  const flags = (bit: number) => (at: number) => (head: Buffer) =>
    void head.writeUInt16LE(head.readUInt16LE(at) | bit, at);
  const both = (entry: ForgedEntry, local: (head: Buffer) => void, central: (head: Buffer) => void): ForgedEntry => ({
    ...entry,
    local,
    central,
  });

  test.each([
    ['encryption', flags(0x0001)],
    ['a data descriptor', flags(0x0008)],
    ['the UTF-8 flag on a plain name', flags(0x0800)],
  ])('with %s is refused', async (_, flag) => {
    await expectRefusal(
      changed(1, (entry) => both(entry, flag(6), flag(8))),
      'PACKAGE_ALTERED',
    );
  });

  test('with a deflated entry is refused', async () => {
    const deflate = (at: number) => (head: Buffer) => void head.writeUInt16LE(8, at);
    await expectRefusal(
      changed(2, (entry) => both(entry, deflate(8), deflate(10))),
      'PACKAGE_ALTERED',
    );
  });

  test('with ZIP64 marks is refused', async () => {
    const huge = (at: number) => (head: Buffer) => void head.writeUInt32LE(0xffffffff, at);
    await expectRefusal(
      changed(2, (entry) => both(entry, huge(18), huge(20))),
      'PACKAGE_ALTERED',
    );
    await expectRefusal(
      forgeZip(forgeEntries(district, centre), { end: (end) => void end.writeUInt16LE(0xffff, 10) }),
      'PACKAGE_ALTERED',
    );
    await expectRefusal(
      forgeZip(forgeEntries(district, centre), { end: (end) => void end.writeUInt32LE(0xffffffff, 16) }),
      'PACKAGE_ALTERED',
    );
  });

  test.each([
    ['name', 30],
    ['size', 22],
    ['crc', 14],
    ['flags', 6],
    ['method', 8],
    ['date', 12],
    ['version', 4],
    ['extra length', 28],
  ])('whose local header disagrees with the directory in %s is refused', async (_, at) => {
    await expectRefusal(
      changed(2, (entry) => ({ ...entry, local: (head) => void (head[at] = (head[at] ?? 0) ^ 1) })),
      'PACKAGE_ALTERED',
    );
  });

  test.each([
    ['offset', 42],
    ['comment length', 32],
    ['disk', 34],
    ['attributes', 38],
    ['made by', 4],
  ])('whose directory has another %s is refused', async (_, at) => {
    await expectRefusal(
      changed(2, (entry) => ({ ...entry, central: (head) => void (head[at] = (head[at] ?? 0) ^ 1) })),
      'PACKAGE_ALTERED',
    );
  });

  test('with a link in place of a file is refused', async () => {
    // Made on Unix, mode 0120777: other programs would make a link of it.
    const link = (head: Buffer) => {
      head.writeUInt16LE(0x0314, 4);
      head.writeUInt32LE(0o120777 * 0x10000, 38);
    };
    await expectRefusal(
      changed(3, (entry) => ({ ...entry, bytes: Buffer.from('/etc/passwd'), central: link })),
      'PACKAGE_ALTERED',
    );
  });

  test('that would unfold to far more than it is, is refused before anything is unpacked', async () => {
    const bomb = deflateRawSync(Buffer.alloc(50 * 1024 * 1024));
    const says = (at: number) => (head: Buffer) => {
      head.writeUInt16LE(8, at);
      head.writeUInt32LE(50 * 1024 * 1024, at + 14);
    };
    const before = process.memoryUsage().arrayBuffers;
    await expectRefusal(
      changed(2, (entry) => ({ ...entry, bytes: bomb, local: says(8), central: says(10) })),
      'PACKAGE_ALTERED',
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 1024 * 1024);
    // Forty directory entries over one and the same file.
    const [mimetype, ...rest] = forgeEntries(district, centre);
    if (mimetype === undefined) throw new Error('entries');
    const place = localHead({ name: mimetype.name, size: mimetype.bytes.length, crc: crc32(mimetype.bytes) }).length;
    const twins = Array.from({ length: 40 }, (_, index) => ({
      name: `trust/${index}.dsse.json`,
      bytes: Buffer.alloc(0),
      central: (head: Buffer) => {
        head.writeUInt32LE(1000, 20);
        head.writeUInt32LE(1000, 24);
        head.writeUInt32LE(place, 42);
      },
    }));
    await expectRefusal(forgeZip([mimetype, ...rest, ...twins]), 'PACKAGE_ALTERED');
  });

  test('with another name, an extra field or a comment hidden in its headers is refused', async () => {
    const hidden: readonly ((head: Buffer) => void)[] = [
      // Length of an extra field (a second name in Unicode, sizes of ZIP64), length of a comment, first disk.
      (head) => void head.writeUInt16LE(9, 30),
      (head) => void head.writeUInt16LE(9, 32),
      (head) => void head.writeUInt16LE(1, 34),
    ];
    for (const central of hidden)
      await expectRefusal(
        changed(2, (entry) => ({ ...entry, central })),
        'PACKAGE_ALTERED',
      );
    await expectRefusal(
      forgeZip(forgeEntries(district, centre), {
        end: (end) => void end.writeUInt16LE(7, 20),
        after: Buffer.from('comment'),
      }),
      'PACKAGE_EXTRA_CONTENT',
    );
  });

  test('with bytes before, between or behind its parts is refused', async () => {
    const shapes: [ForgedZip, string][] = [
      [{ before: Buffer.from('MZ') }, 'PACKAGE_NOT_A_PACKAGE'],
      [{ between: Buffer.from('hidden') }, 'PACKAGE_EXTRA_CONTENT'],
      [{ after: Buffer.from('hidden') }, 'PACKAGE_EXTRA_CONTENT'],
    ];
    for (const [shape, code] of shapes) await expectRefusal(forgeZip(forgeEntries(district, centre), shape), code);
  });

  test('with a gap between two entries, or two entries over one another, is refused', async () => {
    const gap = changed(2, (entry) => ({
      ...entry,
      bytes: Buffer.concat([entry.bytes, Buffer.from('gap')]),
      local: shrink(3),
      central: shrinkCentral(3),
    }));
    await expectRefusal(gap, 'PACKAGE_ALTERED');
    const entries = forgeEntries(district, centre);
    const first = entries[2];
    if (first === undefined) throw new Error('no entry');
    // A second directory entry for the same bytes (a zip bomb by overlap).
    const overlap = forgeZip([
      ...entries,
      { ...first, name: 'trust/1.dsse.json', bytes: Buffer.alloc(0), central: (head) => head.writeUInt32LE(100, 20) },
    ]);
    await expectRefusal(overlap, 'PACKAGE_ALTERED');
  });

  test.each([
    ['the same name twice', '说明.txt', 'PACKAGE_EXTRA_CONTENT'],
    ['a case twin', 'Mimetype', 'PACKAGE_EXTRA_CONTENT'],
    ['a name that climbs out', '../evil.txt', 'PACKAGE_EXTRA_CONTENT'],
    ['an absolute name', '/etc/passwd', 'PACKAGE_EXTRA_CONTENT'],
    ['a Windows path', 'c:\\autorun.inf', 'PACKAGE_EXTRA_CONTENT'],
    ['a NUL in a name', 'note\0.txt', 'PACKAGE_EXTRA_CONTENT'],
    ['a folder', 'data/', 'PACKAGE_EXTRA_CONTENT'],
    ['an unknown file', 'data/more.json', 'PACKAGE_EXTRA_CONTENT'],
    ['a name that climbs out further in', 'data/../../evil.txt', 'PACKAGE_EXTRA_CONTENT'],
    ['a share of Windows', '\\\\server\\share\\x', 'PACKAGE_EXTRA_CONTENT'],
    ['a name Windows reserves', 'con', 'PACKAGE_EXTRA_CONTENT'],
    ['a name Windows reserves, with an ending', 'data/aux.json', 'PACKAGE_EXTRA_CONTENT'],
    ['a port', 'lpt1.dsse.json', 'PACKAGE_EXTRA_CONTENT'],
    ['a stream beside a file', 'data/x.json:evil', 'PACKAGE_EXTRA_CONTENT'],
    ['a name that ends with a dot', 'mimetype.', 'PACKAGE_EXTRA_CONTENT'],
    ['a name that ends with a blank', 'mimetype ', 'PACKAGE_EXTRA_CONTENT'],
    ['a name read from right to left', 'data/\u202egnp.exe', 'PACKAGE_EXTRA_CONTENT'],
    ['a twin in full-width letters', 'ｍｉｍｅｔｙｐｅ', 'PACKAGE_EXTRA_CONTENT'],
    ['a twin in upper case', 'DATA/OPERATIONS.NDJSON.GZ', 'PACKAGE_EXTRA_CONTENT'],
    ['no name', '', 'PACKAGE_EXTRA_CONTENT'],
    ['a number with a leading zero', 'trust/01.dsse.json', 'PACKAGE_EXTRA_CONTENT'],
    ['an overlong name', 'x'.repeat(201), 'PACKAGE_ALTERED'],
  ])('with %s is refused', async (_, name, code) => {
    // What no signature can name is tried unnamed only.
    for (const listsExtra of name.includes('\0') ? [false] : [false, true])
      expect([code, 'PACKAGE_CONTENT_INVALID']).toContain(
        await refusalOf(
          forgeZip(forgeEntries(district, centre, { extra: [{ name, bytes: Buffer.from('x') }], listsExtra })),
        ),
      );
  });

  test('with a file the signature does not name, or without one it names, is refused', async () => {
    const extra = [{ name: 'trust/1.dsse.json', bytes: Buffer.from('{}') }];
    await expectRefusal(forgeZip(forgeEntries(district, centre, { extra })), 'PACKAGE_EXTRA_CONTENT');
    await expectRefusal(forgeZip(forgeEntries(district, centre).slice(0, 3)), 'PACKAGE_ALTERED');
  });

  test('with a file exchanged for another of the same length is refused', async () => {
    await expectRefusal(
      changed(3, (entry) => ({ ...entry, bytes: Buffer.alloc(entry.bytes.length, 'x') })),
      'PACKAGE_ALTERED',
    );
  });

  test('with more entries than any package has is refused', async () => {
    const many = Array.from({ length: 20_001 }, (_, index) => ({
      name: `trust/${index}.dsse.json`,
      bytes: Buffer.alloc(0),
    }));
    await expectRefusal(forgeZip([...forgeEntries(district, centre), ...many]), 'PACKAGE_TOO_LARGE');
  });

  test('whose first entry is not stored first is refused', async () => {
    const [mimetype, manifest, operations, note] = forgeEntries(district, centre);
    if (mimetype === undefined || manifest === undefined || operations === undefined || note === undefined)
      throw new Error('entries');
    await expectRefusal(forgeZip([mimetype, operations, manifest, note]), 'PACKAGE_ALTERED');
  });

  function changed(index: number, change: (entry: ForgedEntry) => ForgedEntry): Buffer {
    return forgeZip(forgeEntries(district, centre).map((entry, at) => (at === index ? change(entry) : entry)));
  }
  function shrink(by: number): (head: Buffer) => void {
    return (head) => {
      for (const at of [18, 22]) head.writeUInt32LE(head.readUInt32LE(at) - by, at);
    };
  }
  function shrinkCentral(by: number): (head: Buffer) => void {
    return (head) => {
      for (const at of [20, 24]) head.writeUInt32LE(head.readUInt32LE(at) - by, at);
    };
  }
});

describe('the signature', () => {
  test('of an office nobody has enrolled is refused and the claimed name is said', async () => {
    const bytes = forgeZip(forgeEntries(district, centre));
    const refusal = await problemOf(bytes, { myOfficeId: centre.officeId, trust: trusting() });
    expect(refusal.code).toBe('PACKAGE_SENDER_UNKNOWN');
    expect(refusal.message).toContain(district.fullName);
  });

  test('by another key than the enrolled one is refused', async () => {
    const another = await testOffice('district', 99);
    await expectForgery({ signer: another }, 'PACKAGE_OTHER_KEY');
    // The name of the right key on a signature of another.
    const lying = (envelope: Buffer) =>
      Buffer.from(envelope.toString().replace(another.keys.keyId, district.keys.keyId));
    await expectForgery({ signer: another, envelope: lying }, 'PACKAGE_SIGNATURE_INVALID');
  });

  test('of one office on the package of another is refused', async () => {
    await expectForgery({ signer: otherDistrict }, 'PACKAGE_OTHER_KEY');
  });

  test('by a revoked key is refused', async () => {
    const revoked = { ...enrolledKey(district), isRevoked: true };
    expect(await refusalOf(forgeZip(forgeEntries(district, centre)), { ...atCentre, trust: () => revoked })).toBe(
      'PACKAGE_REVOKED_KEY',
    );
  });

  test('about something of another type is refused', async () => {
    await expectForgery({ payloadType: 'application/vnd.five-ones.receipt+json' }, 'PACKAGE_SIGNATURE_INVALID');
    await expectForgery({ payloadType: 'application/vnd.five-ones.enrolment+json' }, 'PACKAGE_SIGNATURE_INVALID');
    await expectForgery({ payloadType: 'text/plain' }, 'PACKAGE_SIGNATURE_INVALID');
  });

  test('must be exactly one, in the one permitted form', async () => {
    const edit = (change: (envelope: { signatures: unknown[]; [key: string]: unknown }) => void) => (bytes: Buffer) => {
      const envelope = JSON.parse(bytes.toString()) as { signatures: unknown[] };
      change(envelope);
      return Buffer.from(JSON.stringify(envelope));
    };
    const forms: ((bytes: Buffer) => Buffer)[] = [
      edit((envelope) => envelope.signatures.push(envelope.signatures[0])),
      edit((envelope) => void (envelope.signatures = [])),
      edit((envelope) => void (envelope['more'] = 1)),
      (bytes) => Buffer.concat([bytes, Buffer.from(' ')]),
      (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
      (bytes) => Buffer.from(bytes.toString().replace('==', '=')),
      () => Buffer.from('{'),
      () => Buffer.from('null'),
      () => Buffer.alloc(0),
    ];
    for (const envelope of forms) await expectForgery({ envelope }, 'PACKAGE_SIGNATURE_INVALID');
  });

  test('by a key of low order proves nothing, whatever it signs', async () => {
    const weak = { ...enrolledKey(district), signingKey: `01${'00'.repeat(31)}` };
    const keyId = createHash('sha256').update(`key-v1\n${weak.signingKey}`).digest('hex').slice(0, 32);
    // R = the neutral point, S = 0: valid for every message in a verifier that accepts such keys.
    const signature = Buffer.concat([Buffer.from(weak.signingKey, 'hex'), Buffer.alloc(32)]).toString('base64');
    const envelope = (bytes: Buffer) => {
      const parsed = JSON.parse(bytes.toString()) as Record<string, unknown>;
      return Buffer.from(JSON.stringify({ ...parsed, signatures: [{ keyid: keyId, sig: signature }] }));
    };
    const bytes = forgeZip(forgeEntries(district, centre, { envelope }));
    expect(await refusalOf(bytes, { ...atCentre, trust: () => weak })).toBe('PACKAGE_SIGNATURE_INVALID');
  });
});

describe('a genuine package', () => {
  test('for another office names it', async () => {
    const refusal = await problemOf(forgeZip(forgeEntries(district, otherDistrict)), atCentre);
    expect(refusal.code).toBe('PACKAGE_WRONG_RECIPIENT');
    expect(refusal.message).toContain(otherDistrict.fullName);
  });

  test('of this office itself is recognised', async () => {
    const mine = { myOfficeId: district.officeId, trust: trusting(district) };
    expect(await refusalOf(forgeZip(forgeEntries(district, centre)), mine)).toBe('PACKAGE_IS_OWN');
  });

  test('of a newer version is asked to wait for an update, whatever else is new in it', async () => {
    const newer = (manifest: Record<string, JsonValue>) =>
      Object.assign(manifest, { version: 2, readerVersion: 2, kind: 'something', ranges: 'else' });
    const extra = [{ name: 'data/parts.json', bytes: Buffer.from('{}') }];
    await expectForgery(
      { manifest: newer, extra, payloadType: 'application/vnd.five-ones.something+json' },
      'PACKAGE_NEWER_VERSION',
    );
  });

  test('of a newer version that this reader still understands is read', async () => {
    const bytes = forgeZip(
      forgeEntries(district, centre, { manifest: (manifest) => Object.assign(manifest, { version: 2, more: [1] }) }),
    );
    expect((await opened(bytes)).manifest['more']).toEqual([1]);
  });

  const lines = testChain(
    [1, 2, 3, 4, 5].map((n) => testOperation(n)),
    { withheld: [3] },
  ).lines;
  const text = (changed: readonly string[]) => Buffer.from(`${changed.join('\n')}\n`);
  test.each<[string, Forgery]>([
    ['a line left out', { operations: text(lines.filter((_, index) => index !== 1)) }],
    ['two lines exchanged', { operations: text([lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)]) }],
    ['a line changed', { operations: text(lines.map((line) => line.replace('1234502', '9994502'))) }],
    ['a line too many', { operations: text([...lines, operationLine(testOperation(6))]) }],
    ['a line with a space', { operations: text(lines.map((line) => line.replace('"n":2', '"n": 2'))) }],
    ['no last line end', { operations: text(lines).subarray(0, -1) }],
    ['an empty line', { operations: text([...lines, '']) }],
    ['bytes that are no text', { operations: Buffer.concat([text(lines), Buffer.from([0xff, 0x0a])]) }],
    ['no gzip', { packed: text(lines) }],
    ['a gzip cut short', { packed: gzipSync(text(lines)).subarray(0, -20) }],
    ['another stream', { manifest: (manifest) => setRange(manifest, { stream: 'ab'.repeat(16) }) }],
    ['another head', { manifest: (manifest) => setRange(manifest, { headHash: 'ab'.repeat(32) }) }],
    ['another base', { manifest: (manifest) => setRange(manifest, { baseHash: 'ab'.repeat(32) }) }],
    ['another count of bodies', { manifest: (manifest) => setRange(manifest, { bodies: 5 }) }],
    ['another range', { manifest: (manifest) => setRange(manifest, { from: 2, to: 6 }) }],
    ['a range that ends before it begins', { manifest: (manifest) => setRange(manifest, { from: 9 }) }],
    ['no ranges', { manifest: (manifest) => Object.assign(manifest, { ranges: [] }) }],
    [
      'an amount that is no integer',
      {
        manifest: (manifest) =>
          Object.assign(manifest, { entities: [{ entity: 'project', count: 1, moneySums: { total: 0.5 } }] }),
      },
    ],
    [
      'another kind of office',
      {
        manifest: (manifest) =>
          Object.assign(manifest, { sender: { ...(manifest['sender'] as object), kind: 'centre' } }),
      },
    ],
  ])('but with %s is refused although signed', async (_, forgery) => {
    await expectForgery(forgery, 'PACKAGE_CONTENT_INVALID');
  });

  test('but with a gzip bomb is refused before it unfolds', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 'a'));
    await expectForgery({ packed: bomb }, 'PACKAGE_TOO_LARGE');
    const honest = (manifest: Record<string, JsonValue>) => setFile(manifest, { uncompressedSize: 200 * 1024 * 1024 });
    // Even at its stated size: no line is that long.
    await expectForgery({ packed: bomb, manifest: honest }, 'PACKAGE_TOO_LARGE');
    await expectForgery(
      { manifest: (manifest) => setFile(manifest, { uncompressedSize: 10 ** 12 }) },
      'PACKAGE_TOO_LARGE',
    );
    await expectForgery({ manifest: (manifest) => setFile(manifest, { uncompressedSize: 100 }) }, 'PACKAGE_TOO_LARGE');
  });
});

test('every refusal of a package is one Chinese sentence or two that a clerk can read aloud', () => {
  const technical = /stream|fork|hash|链|哈希|散列|gzip|zip64|DSSE|undefined/i;
  for (const code of [
    'PACKAGE_NOT_A_PACKAGE',
    'PACKAGE_TRUNCATED',
    'PACKAGE_ALTERED',
    'PACKAGE_EXTRA_CONTENT',
    'PACKAGE_TOO_LARGE',
    'PACKAGE_SIGNATURE_INVALID',
    'PACKAGE_SENDER_UNKNOWN',
    'PACKAGE_OTHER_KEY',
    'PACKAGE_REVOKED_KEY',
    'PACKAGE_WRONG_RECIPIENT',
    'PACKAGE_IS_OWN',
    'PACKAGE_NEWER_VERSION',
    'PACKAGE_CONTENT_INVALID',
    'PACKAGE_ENCRYPTED',
  ] as const) {
    const sentence = problemSentence(code, { office: '青石区' });
    expect(sentence).toMatch(/^[^。]{5,60}。[^。]{5,60}。$/);
    expect(sentence).not.toMatch(technical);
  }
});

function setRange(manifest: Record<string, JsonValue>, change: Record<string, JsonValue>): void {
  const [range] = manifest['ranges'] as unknown as Record<string, JsonValue>[];
  manifest['ranges'] = [{ ...range, ...change }];
}

function setFile(manifest: Record<string, JsonValue>, change: Record<string, JsonValue>): void {
  const [first, ...rest] = manifest['files'] as unknown as Record<string, JsonValue>[];
  manifest['files'] = [{ ...first, ...change }, ...rest];
}

async function expectForgery(forgery: Forgery, code: string): Promise<void> {
  await expectRefusal(forgeZip(forgeEntries(district, centre, forgery)), code);
}

async function expectRefusal(bytes: Buffer, code: string): Promise<void> {
  expect(await refusalOf(bytes)).toBe(code);
}

async function refusalOf(bytes: Buffer, options: OpenOptions = atCentre): Promise<string> {
  return (await problemOf(bytes, options)).code;
}

async function problemOf(bytes: Buffer, options: OpenOptions): Promise<ProblemError> {
  try {
    await opened(bytes, options);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('the package was accepted');
}

async function opened(bytes: Buffer, options: OpenOptions = atCentre): Promise<OpenedPackage> {
  const path = join(folder, 'package.ldx');
  await writeFile(path, bytes);
  return openPackage(path, options);
}
