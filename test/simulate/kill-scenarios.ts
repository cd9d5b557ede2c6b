/** What is done while the program is killed, and what must be true of the folder afterwards, at whatever point it was. */
import { randomInt } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkLedger } from '#db/ledger/check.ts';
import { decryptFile, isEncrypted } from '#electron/host/package/encryption.ts';
import { openPackage } from '#electron/host/package/open.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import { ProblemError } from '#shared/error.ts';
import { copyPrepared, type PreparedOffice, type PreparedWorld } from './prepared-world.ts';
import { type SmallHost, startSmallHost } from './small-host.ts';
import { streamsAt } from './world.ts';

export type Role = 'centre' | 'district';

export interface Scenario {
  readonly name: string;
  /** Who is killed. */
  readonly role: Role;
  /** Brings the folder to where it begins. */
  readonly prepare: (folder: string, prepared: PreparedWorld) => Promise<void>;
  /** The work itself; done again after a kill, it finishes what is not done. */
  readonly run: (host: SmallHost, folder: string) => Promise<void>;
  /** After the retry: what must have come of it. A sentence says what has not. */
  readonly isDone: (folder: string, prepared: PreparedWorld) => Promise<string | null>;
}

export function officeOf({ centre, districts }: PreparedWorld, role: Role): PreparedOffice {
  const [district] = districts;
  if (district === undefined) throw new Error('no district');
  return role === 'centre' ? centre : district;
}

export function startRole(folder: string, prepared: PreparedWorld, role: Role): SmallHost {
  const dataFolder = join(folder, role);
  return startSmallHost({
    dataFolder,
    machine: join(folder, `machine-${role}`),
    operator: '经办甲',
    keys: officeOf(prepared, role).keys,
    now: () => '2026-11-18T03:00:00.000Z',
    random: (below) => randomInt(below),
  });
}

async function within<T>(
  folder: string,
  prepared: PreparedWorld,
  role: Role,
  work: (host: SmallHost) => Promise<T>,
): Promise<T> {
  const host = startRole(folder, prepared, role);
  try {
    return await work(host);
  } finally {
    host.store.pragma('wal_checkpoint(TRUNCATE)');
    host.close();
  }
}

const stick = (folder: string, name: string) => join(folder, 'stick', name);

function carryOut(host: SmallHost, file: FileHandle, path: string): void {
  copyFileSync(host.pathOf(file), `${path}.half`);
  cpSync(`${path}.half`, path);
  rmSync(`${path}.half`);
}

async function report(host: SmallHost, path: string): Promise<void> {
  const { file } = await host.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  if (file !== null) carryOut(host, file, path);
}

/** Taken in, or found to be in already; its receipt lies beside it. */
async function takeIn(host: SmallHost, path: string, receiptPath: string | null): Promise<void> {
  try {
    const { token } = await host.call('packages.preview', { file: host.take(path) });
    const { file } = await host.call('packages.import', { token });
    if (file !== null && receiptPath !== null) carryOut(host, file, receiptPath);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'PACKAGE_SEEN_BEFORE') throw error;
    if (receiptPath === null) return;
    const { rows } = await host.call('packages.list', {});
    const received = rows.find((row) => row.direction === 'received' && row.hasFile);
    if (received === undefined) throw new Error('seen before, and there is no receipt', { cause: error });
    const { file } = await host.call('packages.file', { packageId: received.id });
    carryOut(host, file, receiptPath);
  }
}

const names = Array.from({ length: 24 }, (_, index) => `青石${index + 1}号工程`);

async function begin(folder: string, prepared: PreparedWorld): Promise<void> {
  mkdirSync(join(folder, 'stick'), { recursive: true });
  for (const role of ['centre', 'district'] as const) copyPrepared(officeOf(prepared, role), join(folder, role));
  await within(folder, prepared, 'district', async (host) => {
    for (const name of names)
      await host.call('projects.save', { changes: { name, level: 'municipal', totalInvestment: 120_000_000 } });
    const { period } = await host.call('packages.precheck', {});
    for (const projectId of projectIds(host).slice(0, 3))
      await host.call('progress.save', { period, projectId, changes: { progressText: '正在施工。' } });
  });
}

function projectIds(host: SmallHost): string[] {
  return host
    .read((reading) => reading.select<{ id: string }>('SELECT id FROM projects WHERE is_deleted = 0 ORDER BY name'))
    .map(({ id }) => id);
}

/** The district reports, the centre takes it in, the receipt comes back. */
async function exchangeOnce(folder: string, prepared: PreparedWorld, name: string): Promise<void> {
  const [path, receipt] = [stick(folder, `${name}.ldx`), stick(folder, `${name}-receipt.ldx`)];
  await within(folder, prepared, 'district', (host) => report(host, path));
  await within(folder, prepared, 'centre', (host) => takeIn(host, path, receipt));
  await within(folder, prepared, 'district', (host) => takeIn(host, receipt, null));
}

function rowsOf(host: SmallHost, table: string): string {
  return host.read((reading) =>
    JSON.stringify(reading.select(`SELECT * FROM ${table} ORDER BY id`).map(withoutPositions)),
  );
}

function withoutPositions(row: unknown): unknown {
  return Object.fromEntries(
    Object.entries(row as object).filter(([column]) => !column.endsWith('position') && !column.endsWith('_on')),
  );
}

/** The centre holds what the district holds. */
async function isThere(folder: string, prepared: PreparedWorld): Promise<string | null> {
  const shown = async (role: Role) =>
    within(folder, prepared, role, async (host) => [rowsOf(host, 'projects'), rowsOf(host, 'progress_reports')].join());
  return (await shown('district')) === (await shown('centre')) ? null : 'the centre holds something else';
}

const exporting: Scenario = {
  name: 'export',
  role: 'district',
  prepare: begin,
  run: (host, folder) => report(host, stick(folder, 'made.ldx')),
  async isDone(folder, prepared) {
    await within(folder, prepared, 'centre', (host) => takeIn(host, stick(folder, 'made.ldx'), null));
    return isThere(folder, prepared);
  },
};

const importing: Scenario = {
  name: 'import',
  role: 'centre',
  async prepare(folder, prepared) {
    await begin(folder, prepared);
    await within(folder, prepared, 'district', (host) => report(host, stick(folder, 'made.ldx')));
  },
  run: (host, folder) => takeIn(host, stick(folder, 'made.ldx'), stick(folder, 'receipt.ldx')),
  async isDone(folder, prepared) {
    await within(folder, prepared, 'district', (host) => takeIn(host, stick(folder, 'receipt.ldx'), null));
    const { unacknowledged } = await within(folder, prepared, 'district', (host) => host.call('offices.current', {}));
    return unacknowledged === 0 ? isThere(folder, prepared) : `${unacknowledged} not acknowledged`;
  },
};

const takingReceipt: Scenario = {
  name: 'receipt',
  role: 'district',
  async prepare(folder, prepared) {
    await importing.prepare(folder, prepared);
    await within(folder, prepared, 'centre', (host) => importing.run(host, folder));
  },
  run: (host, folder) => takeIn(host, stick(folder, 'receipt.ldx'), null),
  async isDone(folder, prepared) {
    const { unacknowledged } = await within(folder, prepared, 'district', (host) => host.call('offices.current', {}));
    return unacknowledged === 0 ? null : `${unacknowledged} not acknowledged`;
  },
};

const handingDown: Scenario = {
  name: 'directive',
  role: 'centre',
  async prepare(folder, prepared) {
    await begin(folder, prepared);
    await exchangeOnce(folder, prepared, 'first');
    await within(folder, prepared, 'centre', async (host) => {
      await host.call('levels.confirm', { projectIds: projectIds(host), level: 'municipal' });
    });
  },
  async run(host, folder) {
    const office = host.read((reading) =>
      reading.selectFirst<{ id: string }>("SELECT id FROM enrolled_offices WHERE id = 'office-district-1'"),
    );
    const { file } = await host.call('packages.exportDown', { recipient: office?.id ?? '', issuedBy: '签发丙' });
    if (file !== null) carryOut(host, file, stick(folder, 'down.ldx'));
  },
  async isDone(folder, prepared) {
    await within(folder, prepared, 'district', (host) => takeIn(host, stick(folder, 'down.ldx'), null));
    const rows = async (role: Role) =>
      within(folder, prepared, role, async (host) => rowsOf(host, 'level_confirmations'));
    return (await rows('centre')) === (await rows('district')) ? null : 'the district holds other levels';
  },
};

const committing: Scenario = {
  name: 'commit',
  role: 'district',
  prepare: begin,
  async run(host) {
    const items = projectIds(host).map((id) => ({ id, changes: { remark: '一次写好几个', place: '青石路' } }));
    await host.call('projects.saveMany', { items });
  },
  isDone: (folder, prepared) =>
    within(folder, prepared, 'district', async (host) => {
      const places = host.read((reading) => reading.select<{ place: string | null }>('SELECT place FROM projects'));
      return places.every(({ place }) => place === '青石路') ? null : 'not all are written';
    }),
};

const undoing: Scenario = {
  name: 'undo',
  role: 'district',
  async prepare(folder, prepared) {
    await begin(folder, prepared);
    await within(folder, prepared, 'district', (host) => committing.run(host, folder));
  },
  async run(host) {
    const places = host.read((reading) => reading.select<{ place: string | null }>('SELECT place FROM projects'));
    if (places.some(({ place }) => place !== null)) await host.call('changes.undo', {});
  },
  isDone: (folder, prepared) =>
    within(folder, prepared, 'district', async (host) => {
      const places = host.read((reading) => reading.select<{ place: string | null }>('SELECT place FROM projects'));
      return places.every(({ place }) => place === null) ? null : 'not all is undone';
    }),
};

/** A backup is put back; the centre gives back what was lost; what was written since stays. */
const restoring: Scenario = {
  name: 'restore',
  role: 'district',
  async prepare(folder, prepared) {
    await begin(folder, prepared);
    cpSync(join(folder, 'district'), join(folder, 'backup'), { recursive: true });
    await exchangeOnce(folder, prepared, 'first');
    await within(folder, prepared, 'district', (host) => committing.run(host, folder));
    await exchangeOnce(folder, prepared, 'second');
    await within(folder, prepared, 'centre', async (host) => {
      const { file } = await host.call('packages.exportEcho', {
        recipient: officeOf(prepared, 'district').id,
        withFiles: false,
      });
      carryOut(host, file, stick(folder, 'echo.ldx'));
    });
    rmSync(join(folder, 'district'), { recursive: true });
    cpSync(join(folder, 'backup'), join(folder, 'district'), { recursive: true });
  },
  async run(host, folder) {
    const [id = ''] = projectIds(host);
    await host.call('projects.save', { id, changes: { owner: '恢复之后写的' } });
    await takeIn(host, stick(folder, 'echo.ldx'), null);
  },
  async isDone(folder, prepared) {
    const state = await within(folder, prepared, 'district', (host) => host.call('lostWork.state', {}));
    if (state.isBehind) return 'still behind';
    await exchangeOnce(folder, prepared, 'third');
    return isThere(folder, prepared);
  },
};

/** 撤销接收 of a report at the centre. */
const takingBack: Scenario = {
  name: 'taking back',
  role: 'centre',
  async prepare(folder, prepared) {
    await importing.prepare(folder, prepared);
    await within(folder, prepared, 'centre', (host) => importing.run(host, folder));
  },
  async run(host) {
    const { rows } = await host.call('packages.list', {});
    const received = rows.find((row) => row.direction === 'received' && row.kind === 'report');
    if (received !== undefined && projectIds(host).length > 0)
      await host.call('packages.undo', { packageId: received.id });
  },
  isDone: (folder, prepared) =>
    within(folder, prepared, 'centre', async (host) => (projectIds(host).length === 0 ? null : 'projects are left')),
};

export const scenarios: readonly Scenario[] = [
  exporting,
  importing,
  takingBack,
  takingReceipt,
  handingDown,
  committing,
  undoing,
  restoring,
];

/** What must be true of a folder after a kill, before anything is done again. A sentence says what is not. */
export async function brokenAfterKill(folder: string, prepared: PreparedWorld, scenario: Scenario): Promise<string[]> {
  const broken: string[] = [];
  const { role } = scenario;
  const host = startRole(folder, prepared, role);
  try {
    broken.push(...host.read(checkLedger).problems);
    const held = host.read(streamsAt);
    if (held.length === 0) broken.push('no stream is left');
    const packages = join(folder, role, 'packages');
    const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter((file) =>
      basename(file).includes('.'),
    );
    for (const file of files) {
      if (!file.endsWith('.ldx')) broken.push(`a half file was left: ${file}`);
      else if (!(await isWhole(join(packages, file), prepared, role))) broken.push(`not whole: ${file}`);
    }
    const kept = await host.call('packages.list', {});
    const journalled = host.read((reading) =>
      reading.select<{ file: string | null; receipt_file: string | null }>('SELECT file, receipt_file FROM packages'),
    );
    for (const { file, receipt_file: receipt } of journalled)
      for (const name of [file, receipt])
        if (name !== null && !existsSync(join(packages, name)))
          broken.push(`the journal names a file that is not there: ${name}`);
    if (kept.rows.length !== journalled.length) broken.push('the journal is not shown whole');
  } finally {
    host.close();
  }
  return broken;
}

async function isWhole(path: string, prepared: PreparedWorld, role: Role): Promise<boolean> {
  const sender = officeOf(prepared, role);
  const { id: officeId, kind, fullName, keys } = sender;
  const other = officeOf(prepared, role === 'centre' ? 'district' : 'centre');
  const plain = `${path}.plain`;
  try {
    // What is encrypted is for its sender too.
    if (await isEncrypted(path)) await decryptFile(path, plain, [keys.ageIdentity]);
    else copyFileSync(path, plain);
    await openPackage(plain, {
      myOfficeId: other.id,
      trust: () => ({ officeId, kind, fullName, signingKey: keys.signingKey }),
    });
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  } finally {
    rmSync(plain, { force: true });
  }
}
