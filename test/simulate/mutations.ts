/**
 * Packages changed with knowledge of their structure: fields of the manifest, headers of the archive, the envelope, lines of
 * operations, gzip streams, the layer of encryption – some signed anew by an enrolled office that lies. Each is refused with
 * a code and nothing changes, or it means what it meant; and whatever a liar gets in stays within his own records.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import yauzl from 'yauzl';
import { checkLedger } from '#db/ledger/check.ts';
import { sha256 } from '#db/sha256.ts';
import { signEnvelope } from '#electron/host/package/dsse.ts';
import { encryptFile } from '#electron/host/package/encryption.ts';
import { manifestName, mimetype, mimetypeName, noteName, operationsName } from '#electron/host/package/zip-format.ts';
import { ProblemError } from '#shared/error.ts';
import { canonicalText, type JsonValue } from '#shared/package/canonical.ts';
import { type PackageKind, payloadTypeOf } from '#shared/package/manifest.ts';
import { chainHash, type Operation } from '#shared/package/operation.ts';
import { type ForgedEntry, forgeZip } from '#test/support/package-forge.ts';
import { seededRandom } from '#test/support/packages.ts';
import { copyPrepared, type PreparedOffice, type PreparedWorld } from './prepared-world.ts';
import { type SmallHost, startSmallHost } from './small-host.ts';

type Random = (below: number) => number;

export interface Mutated {
  readonly seed: number;
  readonly kind: string;
  /** The code of the refusal; null: taken in. */
  readonly code: string | null;
  readonly failure: string | null;
}

interface Target {
  readonly centre: PreparedOffice;
  readonly liar: PreparedOffice;
  readonly folder: string;
  host: SmallHost;
  before: string;
}

const stream = 'ab'.repeat(16);

/** Mutations of seeds `first` … one after the other, on one centre that is set back after each that came in. */
export async function mutate(
  prepared: PreparedWorld,
  folder: string,
  seeds: Iterable<number>,
  told: (mutated: Mutated) => void,
): Promise<void> {
  const [liar] = prepared.districts;
  if (liar === undefined) throw new Error('no district');
  const target: Target = { centre: prepared.centre, liar, folder, ...newTarget(prepared, folder) };
  const genuine = await tryOn(target, forgeZip(entriesOf(target, {})));
  if (genuine.code !== null) throw new Error(`the forge itself is refused: ${genuine.code}`);
  for (const seed of seeds) {
    const random = seededRandom(seed);
    const kind = kinds[seed % kinds.length] ?? kinds[0];
    if (kind === undefined) throw new Error('no kind');
    try {
      const made = await kind.make(target, random);
      const { code, means } = await tryOn(target, made);
      const isSame = means === genuine.means;
      const failure = code === null && !isSame && !kind.isSignedAnew ? `taken in with another meaning: ${means}` : null;
      told({ seed, kind: kind.name, code, failure });
    } catch (error) {
      told({
        seed,
        kind: kind.name,
        code: null,
        failure: error instanceof Error ? (error.stack ?? '') : String(error),
      });
      target.host.close();
      Object.assign(target, newTarget(prepared, folder));
    }
  }
  target.host.close();
}

function newTarget({ centre }: PreparedWorld, folder: string): { host: SmallHost; before: string } {
  const dataFolder = join(folder, 'mutations');
  rmSync(dataFolder, { recursive: true, force: true });
  copyPrepared(centre, dataFolder);
  const random = seededRandom(1);
  const host = startSmallHost({
    dataFolder,
    machine: join(folder, 'mutations-machine'),
    operator: '经办甲',
    keys: centre.keys,
    now: () => '2026-11-20T04:00:00.000Z',
    random,
  });
  return { host, before: stateOf(host, null) };
}

/** Everything but the quarantine; `exceptOf`: without what is that office’s own. */
function stateOf({ read }: SmallHost, exceptOf: string | null): string {
  const others = exceptOf === null ? '' : `WHERE office_id <> '${exceptOf}'`;
  const foreign = exceptOf === null ? '' : `WHERE home_office <> '${exceptOf}'`;
  return read((reading) =>
    JSON.stringify([
      reading.select(`SELECT stream, office_id, head_n, hex(head_hash), hex(digest) FROM streams ${others} ORDER BY 1`),
      ...['projects', 'progress_reports', 'tasks', 'questions', 'offices', 'units'].map((table) =>
        reading.select(`SELECT * FROM ${table} ${foreign} ORDER BY id`),
      ),
      reading.select('SELECT * FROM enrolled_offices ORDER BY id'),
      reading.select('SELECT office_id, key_id, until, stopped_at FROM enrolled_keys ORDER BY 1, 2'),
      reading.select('SELECT * FROM lost_work'),
      exceptOf === null ? reading.select("SELECT count(*) FROM packages WHERE direction = 'received'") : [],
      exceptOf === null ? reading.select('SELECT count(*) FROM operations') : [],
    ]),
  );
}

interface Outcome {
  readonly code: string | null;
  readonly means: string;
}

async function tryOn(target: Target, bytes: Buffer): Promise<Outcome> {
  const { host, folder, before, liar, centre } = target;
  const path = join(folder, 'mutated.ldx');
  writeFileSync(path, bytes);
  let code: string | null = null;
  try {
    const { token } = await host.call('packages.preview', { file: host.take(path) });
    if (stateOf(host, null) !== before) throw new Error('the preview changed something');
    await host.call('packages.import', { token });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === 'INTERNAL') throw error;
    ({ code } = error);
  }
  if (code !== null) {
    if (!code.startsWith('PACKAGE_')) throw new Error(`refused with ${code}`);
    if (stateOf(host, null) !== before) throw new Error(`refused with ${code}, and something changed`);
    return { code, means: '' };
  }
  const { problems } = host.read(checkLedger);
  if (problems.length > 0) throw new Error(problems.join(' '));
  const means = host.read((reading) =>
    JSON.stringify(
      reading.select(
        'SELECT o.n, o.status, o.line FROM operations o JOIN streams s ON s.key = o.stream_key WHERE s.office_id = ? ORDER BY s.stream, o.n',
        liar.id,
      ),
    ),
  );
  const foreign = stateOf(host, liar.id);
  if (!bytes.subarray(0, 4).equals(Buffer.from('age-'))) await expectSecondReaderAgrees(path, bytes);
  host.close();
  Object.assign(target, newTarget({ centre } as PreparedWorld, folder));
  if (foreign !== stateOf(target.host, liar.id)) throw new Error('something of another office changed');
  return { code: null, means };
}

/** yauzl, which shares no line with ours, finds the same entries with the same bytes in whatever ours accepts. */
async function expectSecondReaderAgrees(path: string, bytes: Buffer): Promise<void> {
  const found = await entriesByYauzl(path);
  const ours = new Map<string, Buffer>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const size = bytes.readUInt32LE(at + 18);
    const from = at + 30 + bytes.readUInt16LE(at + 26);
    ours.set(bytes.toString('utf8', at + 30, from), bytes.subarray(from, from + size));
    at = from + size;
  }
  if ([...found.keys()].join() !== [...ours.keys()].join()) throw new Error('another reader finds other entries');
  for (const [name, contents] of found)
    if (ours.get(name)?.equals(contents) !== true) throw new Error(`another reader finds other bytes in ${name}`);
}

function entriesByYauzl(path: string): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { strictFileNames: true, validateEntrySizes: true, lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      const found = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(found));
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (problem, contents) => {
          if (problem !== null) return reject(problem);
          const chunks: Buffer[] = [];
          contents.on('error', reject);
          contents.on('data', (chunk: Buffer) => chunks.push(chunk));
          contents.on('end', () => {
            found.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
          return undefined;
        }),
      );
      zip.readEntry();
      return undefined;
    });
  });
}

interface Changes {
  readonly operations?: readonly Operation[];
  readonly lines?: (lines: string[]) => string[];
  readonly packed?: (lines: Buffer) => Buffer;
  readonly manifest?: (manifest: JsonValue) => JsonValue;
  readonly payload?: (payload: Buffer) => Buffer;
  readonly envelope?: (envelope: Buffer) => Buffer;
}

/** A package of the liar that is right in everything but what is changed before it is signed. */
function entriesOf({ liar, centre }: Target, changes: Changes): ForgedEntry[] {
  const written = (changes.operations ?? usualOperations(liar.id)).map((operation) =>
    canonicalText(operation as unknown as JsonValue),
  );
  const lines = changes.lines?.(written) ?? written;
  let head: Uint8Array = new Uint8Array(32);
  for (const line of lines) head = chainHash(sha256, head, sha256(Buffer.from(line)));
  const operations = Buffer.from(`${lines.join('\n')}\n`);
  const packed = changes.packed?.(operations) ?? gzipSync(operations);
  const note = Buffer.from('这是五个一系统的报送包。');
  const files = [
    { name: operationsName, bytes: packed, uncompressedSize: operations.length },
    { name: noteName, bytes: note, uncompressedSize: note.length },
  ];
  const manifest: JsonValue = {
    format: 'five-ones-package',
    version: 1,
    readerVersion: 1,
    kind: 'report',
    sender: {
      officeId: liar.id,
      kind: liar.kind,
      fullName: liar.fullName,
      shortName: '青石区',
      keyId: liar.keys.keyId,
    },
    recipient: { officeId: centre.id, fullName: centre.fullName },
    seq: 7,
    createdAt: '2026-11-20T04:00:00.000Z',
    period: '2026-11-20',
    ranges: [
      {
        stream,
        from: 1,
        to: lines.length,
        baseHash: '0'.repeat(64),
        headHash: Buffer.from(head).toString('hex'),
        count: lines.length,
        bodies: lines.length,
      },
    ],
    entities: [{ entity: 'project', count: 1, moneySums: { totalInvestment: 120_000_000 } }],
    stateDigests: [],
    acknowledgements: [],
    blobsHad: ['ef'.repeat(32)],
    blobsWanted: [],
    blobsHeldBack: [{ sha256: 'ef'.repeat(32), size: 5 }],
    submission: { reviewedBy: '李某某', issuedBy: '王某某', scope: '全部项目' },
    inReplyTo: null,
    files: files.map(({ name, bytes, uncompressedSize }) => ({
      path: name,
      size: bytes.length,
      sha256: sha256(bytes).toString('hex'),
      uncompressedSize,
    })),
  };
  const said = changes.manifest?.(manifest) ?? manifest;
  const text = Buffer.from(JSON.stringify(said));
  const payload = changes.payload?.(text) ?? text;
  const kind = (said as { kind?: JsonValue } | null)?.kind;
  const type = typeof kind === 'string' ? payloadTypeOf(kind as PackageKind) : payloadTypeOf('report');
  const envelope = signEnvelope(type, payload, liar.keys);
  return [
    { name: mimetypeName, bytes: Buffer.from(mimetype) },
    { name: manifestName, bytes: changes.envelope?.(envelope) ?? envelope },
    ...files.map(({ name, bytes }) => ({ name, bytes })),
  ];
}

function usualOperations(officeId: string): Operation[] {
  const project = '0190a0b0-0000-7000-8000-000000000001';
  const facts: Pick<Operation, 'entity' | 'id' | 'kind' | 'changes'>[] = [
    {
      entity: 'office',
      id: officeId,
      kind: 'put',
      changes: {
        kind: [null, 'district'],
        fullName: [null, '青石区重点项目推进办公室'],
        shortName: [null, '青石区'],
        rulePack: [null, 'neutral@1'],
        ledgerYear: [null, 2026],
      },
    },
    {
      entity: 'project',
      id: project,
      kind: 'put',
      changes: { name: [null, '青石大桥'], level: [null, 'municipal'], totalInvestment: [null, 120_000_000] },
    },
    { entity: 'project', id: project, kind: 'put', changes: { remark: [null, '第一行\n“引号”'] } },
    {
      entity: 'progressReport',
      id: '0190a0b0-0000-7000-8000-000000000002',
      kind: 'put',
      changes: { projectId: [null, project], period: [null, '2026-11-20'], doneThisYear: [null, 1_234_500] },
    },
    { entity: 'project', id: project, kind: 'delete', changes: { name: ['青石大桥', null] } },
    { entity: 'project', id: project, kind: 'undelete', changes: {} },
  ];
  return facts.map((each, index) => ({
    stream,
    n: index + 1,
    actor: '张某某',
    at: '2026-11-20T03:04:05.000Z',
    ...each,
  }));
}

interface Kind {
  readonly name: string;
  /** What comes in may mean something else: it is signed by the office that says it. */
  readonly isSignedAnew: boolean;
  readonly make: (target: Target, random: Random) => Buffer | Promise<Buffer>;
}

const kinds: readonly Kind[] = [
  {
    name: 'manifest',
    isSignedAnew: true,
    make: (target, random) => forgeZip(entriesOf(target, { manifest: (manifest) => changedJson(random, manifest) })),
  },
  {
    name: 'operations',
    isSignedAnew: true,
    make: (target, random) =>
      forgeZip(
        entriesOf(target, {
          lines: (lines) => changedLines(random, lines),
        }),
      ),
  },
  {
    name: 'bytes of the manifest',
    isSignedAnew: true,
    make: (target, random) => forgeZip(entriesOf(target, { payload: (payload) => changedBytes(random, payload) })),
  },
  {
    name: 'envelope',
    isSignedAnew: false,
    make: (target, random) =>
      forgeZip(entriesOf(target, { envelope: (envelope) => changedEnvelope(random, envelope) })),
  },
  {
    name: 'headers of the archive',
    isSignedAnew: false,
    make: (target, random) => changedHeaders(random, forgeZip(entriesOf(target, {}))),
  },
  {
    name: 'entries of the archive',
    isSignedAnew: false,
    make: (target, random) => forgeZip(changedEntries(random, entriesOf(target, {}))),
  },
  {
    name: 'gzip',
    isSignedAnew: false,
    make: (target, random) => forgeZip(entriesOf(target, { packed: (lines) => changedGzip(random, lines) })),
  },
  {
    name: 'bytes',
    isSignedAnew: false,
    make: (target, random) => changedBytes(random, forgeZip(entriesOf(target, {}))),
  },
  { name: 'encryption', isSignedAnew: false, make: changedEncryption },
];

/** One to three places of a JSON value: taken out, doubled, of another type, a little or far too large, exchanged. */
function changedJson(random: Random, value: JsonValue, times = 1 + random(3)): JsonValue {
  let changed = value;
  for (let time = 0; time < times; time += 1) changed = changedOnce(random, changed);
  return changed;
}

function changedOnce(random: Random, value: JsonValue): JsonValue {
  const isLeaf = typeof value !== 'object' || value === null;
  if (isLeaf || random(6) === 0) return otherValue(random, value);
  if (Array.isArray(value)) {
    const items = [...(value as JsonValue[])];
    const at = random(Math.max(1, items.length));
    const item = items[at];
    switch (random(5)) {
      case 0:
        items.splice(at, 1);
        return items;
      case 1:
        if (item !== undefined) items.splice(at, 0, item);
        return items;
      case 2:
        return items.toReversed();
      default:
        if (item !== undefined) items[at] = changedOnce(random, item);
        return items;
    }
  }
  const members = Object.entries(value as Record<string, JsonValue>);
  const at = random(Math.max(1, members.length));
  const [name, member] = members[at] ?? ['more', null];
  switch (random(6)) {
    case 0:
      return Object.fromEntries(members.filter((_, index) => index !== at));
    case 1:
      return {
        ...Object.fromEntries(members),
        [['more', '__proto__', 'constructor', `${name}x`][random(4)] ?? '']: member,
      };
    case 2: {
      const [, other = null] = members[random(members.length)] ?? [];
      return { ...Object.fromEntries(members), [name]: other };
    }
    default:
      return { ...Object.fromEntries(members), [name]: changedOnce(random, member) };
  }
}

const oddValues: readonly JsonValue[] = [
  null,
  true,
  0,
  -1,
  1,
  0.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  'x',
  '0',
  '../x',
  'office-district-2',
  'office-centre-0',
  'directive',
  'echo',
  'desk',
  'receipt',
  'trust',
  '\u202e\u0000'.slice(0, 1),
  '𝒳'.repeat(60),
  'x'.repeat(5000),
  '2026-02-30',
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
];

function otherValue(random: Random, value: JsonValue): JsonValue {
  if (typeof value === 'number' && random(2) === 0) return value + ([1, -1, 2 ** 31, 2 ** 40][random(4)] ?? 1);
  if (typeof value === 'string' && value.length > 0 && random(2) === 0) {
    const at = random(value.length);
    const other = /^[0-9a-f]+$/.test(value) ? '0123456789abcdefABCDEF'[random(22)] : 'xÿ甲\u0301 '[random(5)];
    return `${value.slice(0, at)}${other}${value.slice(at + 1)}`;
  }
  return oddValues[random(oddValues.length)] ?? null;
}

/** Lines of operations changed and chained anew: their hashes are right, what they say may not be. */
function changedLines(random: Random, lines: readonly string[]): string[] {
  const at = random(lines.length);
  const line = lines[at] ?? '';
  switch (random(8)) {
    case 0:
      return lines.filter((_, index) => index !== at);
    case 1:
      return [...lines.slice(0, at), line, ...lines.slice(at)];
    case 2:
      return lines.toReversed();
    case 3:
      return lines.map((each, index) =>
        index === at ? changedBytes(random, Buffer.from(each)).toString('utf8') : each,
      );
    default: {
      const changed = changedJson(random, JSON.parse(line) as JsonValue);
      return lines.map((each, index) => (index === at ? textOf(changed) : each));
    }
  }
}

/** As JCS where it can be: the liar knows the rules. */
function textOf(value: JsonValue): string {
  try {
    return canonicalText(value);
  } catch (error) {
    if (error instanceof RangeError) return JSON.stringify(value);
    throw error;
  }
}

function changedEnvelope(random: Random, envelope: Buffer): Buffer {
  const parsed = JSON.parse(envelope.toString('utf8')) as JsonValue;
  switch (random(6)) {
    case 0:
      return Buffer.from(JSON.stringify(parsed, null, random(2)));
    case 1:
      return Buffer.concat([envelope, Buffer.from([' ', '\n', '{}', '\0'][random(4)] ?? '')]);
    case 2:
      return Buffer.from(envelope.toString('utf8').replace(/=*"/, ['"', '="', '=="', '\\n"'][random(4)] ?? ''));
    default:
      return Buffer.from(JSON.stringify(changedJson(random, parsed)));
  }
}

const oddNumbers = [0, 1, 2, 8, 12, 93, 0x7fff, 0x8000, 0xffff];
const oddLongs = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/** A field of a local header, of the directory or of its end; in both headers alike now and then. */
function changedHeaders(random: Random, zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  const heads: number[] = [];
  for (let at = 0; at + 4 <= zip.length; at += 1)
    if ([0x04034b50, 0x02014b50, 0x06054b50].includes(zip.readUInt32LE(at))) heads.push(at);
  for (let times = 1 + random(2); times > 0; times -= 1) {
    const head = heads[random(heads.length)] ?? 0;
    const isLong = random(2) === 0;
    const at = Math.min(head + 4 + random(42), zip.length - 4);
    if (isLong) changed.writeUInt32LE(oddLongs[random(oddLongs.length)] ?? 0, at);
    else changed.writeUInt16LE(oddNumbers[random(oddNumbers.length)] ?? 0, at);
  }
  return changed;
}

const oddNames = [
  'mimetype',
  'MANIFEST.dsse.json',
  'Manifest.dsse.json',
  'data/Operations.ndjson.gz',
  'data/../evil',
  '../evil',
  '/etc/passwd',
  'c:/autorun.inf',
  'con',
  'aux.txt',
  'nul',
  'lpt1.txt',
  'note\0.txt',
  'data/',
  'data\\x',
  '说明.TXT',
  '说明。txt',
  'trust/1.dsse.json',
  'trust/01.dsse.json',
  `blobs/sha256/${'00'.repeat(32)}`,
  'blobs/sha256/x',
  ' ',
  '',
  'x'.repeat(201),
];

function changedEntries(random: Random, entries: readonly ForgedEntry[]): ForgedEntry[] {
  const at = random(entries.length);
  const chosen = entries[at];
  if (chosen === undefined) return [...entries];
  const name = oddNames[random(oddNames.length)] ?? '';
  switch (random(6)) {
    case 0:
      return entries.filter((_, index) => index !== at);
    case 1:
      return [...entries, chosen];
    case 2:
      return entries.map((each, index) => (index === at ? { ...each, name } : each));
    case 3:
      return [...entries, { name, bytes: chosen.bytes }];
    case 4:
      return entries.map((each, index) => (index === at ? { ...each, bytes: changedBytes(random, each.bytes) } : each));
    default:
      return entries.toReversed();
  }
}

/** Streams that say the same in other words, and streams that do not: signed as they are. */
function changedGzip(random: Random, lines: Buffer): Buffer {
  const packed = gzipSync(lines);
  const cut = random(lines.length);
  switch (random(8)) {
    case 0:
      return Buffer.concat([gzipSync(lines.subarray(0, cut)), gzipSync(lines.subarray(cut))]);
    case 1:
      return Buffer.concat([packed, Buffer.from('trailing')]);
    case 2:
      return packed.subarray(0, random(packed.length));
    case 3:
      return gzipSync(lines, { level: random(10), strategy: constants.Z_HUFFMAN_ONLY });
    case 4: {
      // A name and a comment in its head.
      const head = Buffer.from(packed.subarray(0, 10));
      head[3] = 0x18;
      return Buffer.concat([head, Buffer.from('evil.exe\0comment\0'), packed.subarray(10)]);
    }
    case 5:
      return gzipSync(Buffer.concat([lines, Buffer.alloc(1 + random(100_000), 'a')]));
    case 6:
      return gzipSync(lines.subarray(0, cut));
    default:
      return changedBytes(random, packed);
  }
}

let sealed: Buffer | null = null;

async function changedEncryption(target: Target, random: Random): Promise<Buffer> {
  const plain = join(target.folder, 'plain.ldx');
  const path = join(target.folder, 'sealed.ldx');
  if (sealed === null) {
    writeFileSync(plain, forgeZip(entriesOf(target, {})));
    const { fullName, keys } = target.centre;
    rmSync(path, { force: true });
    await encryptFile(plain, path, { fullName, ageRecipient: keys.ageRecipient }, target.liar.keys);
    sealed = readFileSync(path);
  }
  const end = sealed.indexOf('\n---') + 1;
  const head = sealed.subarray(0, end).toString('latin1').split('\n');
  switch (random(5)) {
    case 0: {
      const at = random(head.length);
      head.splice(at, 1);
      return Buffer.concat([Buffer.from(head.join('\n'), 'latin1'), sealed.subarray(end)]);
    }
    case 1: {
      const at = random(head.length);
      head.splice(at, 0, head[random(head.length)] ?? '');
      return Buffer.concat([Buffer.from(head.join('\n'), 'latin1'), sealed.subarray(end)]);
    }
    case 2:
      return Buffer.concat([changedBytes(random, sealed.subarray(0, end)), sealed.subarray(end)]);
    case 3:
      return sealed.subarray(0, end + random(sealed.length - end));
    default:
      return Buffer.concat([sealed.subarray(0, end), changedBytes(random, sealed.subarray(end))]);
  }
}

/** Bytes set, runs removed, doubled, turned round, moved, lengths changed; never the very same. */
function changedBytes(random: Random, original: Buffer): Buffer {
  let bytes: Buffer = Buffer.from(original);
  for (let times = 1 + random(3); times > 0 && bytes.length > 0; times -= 1) {
    const at = random(bytes.length);
    const length = Math.min(1 + random(48), bytes.length - at);
    const run = Buffer.from(bytes.subarray(at, at + length));
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + length)];
    switch (random(6)) {
      case 0:
        bytes[at] = random(256);
        break;
      case 1:
        bytes = Buffer.concat([before, after]);
        break;
      case 2:
        bytes = Buffer.concat([before, run, run, after]);
        break;
      case 3:
        bytes = Buffer.concat([before, Buffer.from(run.toReversed()), after]);
        break;
      case 4:
        run.copy(bytes, random(bytes.length));
        break;
      default:
        bytes = Buffer.concat([bytes, run]);
    }
  }
  if (!bytes.equals(original)) return bytes;
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes;
}
