/** Offices, operations and packages for tests; every name is invented. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '#db/sha256.ts';
import { type BuiltPackage, buildPackage, type PackageOrder } from '#electron/host/package/build.ts';
import { keysOfRoot, type OpenKeys } from '#electron/host/package/keys.ts';
import type { EnrolledKey } from '#electron/host/package/open.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import type { ManifestDraft, Range } from '#shared/package/manifest.ts';
import { chainHash, type Operation, operationLine, withheldLine } from '#shared/package/operation.ts';

export interface TestOffice {
  readonly officeId: string;
  readonly kind: OfficeKind;
  readonly fullName: string;
  readonly shortName: string;
  readonly keys: OpenKeys;
}

export async function testOffice(kind: OfficeKind, number: number): Promise<TestOffice> {
  const keys = await keysOfRoot(sha256(Buffer.from(`test office ${kind} ${number}`)));
  const fullName = kind === 'district' ? `青石区重点项目办第${number}室` : `云岭市重点项目推进中心第${number}室`;
  return { officeId: `${kind}-${number}`, kind, fullName, shortName: kind === 'district' ? '青石区' : '云岭市', keys };
}

export function enrolledKey(office: TestOffice): EnrolledKey {
  const { officeId, kind, fullName, keys } = office;
  return { officeId, kind, fullName, signingKey: keys.signingKey };
}

export function trusting(
  ...offices: readonly TestOffice[]
): (keyId: string, officeId: string) => EnrolledKey | undefined {
  return (_, officeId) => offices.filter((office) => office.officeId === officeId).map(enrolledKey)[0];
}

export const testStream = '00112233445566778899aabbccddeeff';

export function testOperation(n: number, overrides: Partial<Operation> = {}): Operation {
  return {
    stream: testStream,
    n,
    entity: 'progressReport',
    id: `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`,
    kind: 'put',
    changes: {
      projectId: [null, '0190a0b0-0000-7000-8000-000000000000'],
      period: [null, '2026-11-20'],
      doneThisYear: [null, 1_234_500 + n],
      physicalProgress: [null, `主体施工至第${n}层，二次结构同步进行`],
    },
    actor: '张某某',
    at: '2026-11-20T03:04:05.000Z',
    ...overrides,
  };
}

export interface TestChain {
  readonly range: Range;
  readonly lines: readonly string[];
}

/** A chain from its first operation; lines of `withheld` numbers travel as hashes; `from` cuts the beginning off. */
export function testChain(
  operations: readonly Operation[],
  options: { readonly withheld?: readonly number[]; readonly from?: number; readonly late?: readonly number[] } = {},
): TestChain {
  const { withheld = [], from = 1, late = [] } = options;
  let hash: Uint8Array = new Uint8Array(32);
  let baseHash = hash;
  const lines: string[] = [];
  const lateLines: string[] = [];
  for (const operation of operations) {
    const line = operationLine(operation);
    const bodyHash = sha256(Buffer.from(line));
    hash = chainHash(sha256, hash, bodyHash);
    if (operation.n < from) {
      baseHash = hash;
      if (late.includes(operation.n)) lateLines.push(line);
      continue;
    }
    const { stream, n } = operation;
    lines.push(
      withheld.includes(n) ? withheldLine({ stream, n, bodyHash: Buffer.from(bodyHash).toString('hex') }) : line,
    );
  }
  const all = [...lateLines, ...lines];
  return {
    range: {
      stream: operations[0]?.stream ?? testStream,
      from,
      to: operations.length,
      baseHash: Buffer.from(baseHash).toString('hex'),
      headHash: Buffer.from(hash).toString('hex'),
      count: all.length,
      bodies: all.length - withheld.length,
    },
    lines: all,
  };
}

export function testDraft(sender: TestOffice, recipient: TestOffice, ranges: readonly Range[]): ManifestDraft {
  return {
    kind: 'report',
    sender: { officeId: sender.officeId, kind: sender.kind, fullName: sender.fullName, shortName: sender.shortName },
    recipient: { officeId: recipient.officeId, fullName: recipient.fullName },
    seq: 7,
    createdAt: '2026-11-20T04:00:00.000Z',
    period: '2026-11-20',
    ranges: [...ranges],
    entities: [{ entity: 'project', count: 1, moneySums: { totalInvestment: 120_000_000 } }],
    stateDigests: [],
    acknowledgements: [],
    blobsHad: [],
    blobsWanted: [],
    blobsHeldBack: [],
    submission: { reviewedBy: '李某某', issuedBy: '王某某', scope: '全部项目' },
    inReplyTo: null,
  };
}

export interface BuiltTestPackage extends BuiltPackage {
  readonly path: string;
}

export async function buildTestPackage(
  folder: string,
  sender: TestOffice,
  recipient: TestOffice,
  overrides: Partial<PackageOrder> = {},
): Promise<BuiltTestPackage> {
  const chain = testChain(
    [1, 2, 3, 4, 5].map((n) => testOperation(n)),
    { withheld: [3] },
  );
  const outPath = join(folder, '青石区_7_20261120.ldx');
  const built = await buildPackage({
    manifest: testDraft(sender, recipient, [chain.range]),
    lines: chain.lines,
    note: '这是五个一系统的报送包，请用本系统打开。',
    signer: sender.keys,
    outPath,
    ...overrides,
  });
  return { ...built, path: overrides.outPath ?? outPath };
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'five-ones-package-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** mulberry32: a seed, and the same “random” numbers every time. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
