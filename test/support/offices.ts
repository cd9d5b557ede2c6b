/**
 * Offices of a test: real hosts spoken to through the contract, on copies of data folders that are made once per run
 * (a key costs the better part of a second by design). Every name is invented.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, clockOf } from '#electron/host/clock.ts';
import { type Host, openHost, type Printer } from '#electron/host/host.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/index.ts';
import { type ProblemDetails, problem } from '#shared/error.ts';
import { copyFolder, frozenNow, temporaryFolder, testPassphrase } from './host.ts';

export { frozenNow, testPassphrase };

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details: ProblemDetails;
}

export interface Office {
  readonly dataFolder: string;
  readonly host: Host;
  call<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** The refusal; fails when the call is not refused. */
  refusal<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>): Promise<Refusal>;
  /** A file carried here on a stick. */
  take(path: string): FileHandle;
  /** Carries a file of this office away. */
  keep(file: FileHandle | null, path: string): string;
  /** Turns business time. */
  turnTo(instant: string): void;
  unlock(): Promise<void>;
  close(): Promise<void>;
}

const noPaper: Printer = async () => {
  throw problem('BROWSER_NOT_FOUND');
};

export interface OfficeWishes {
  readonly now?: string;
  readonly operator?: string | null;
  readonly printer?: Printer;
}

export function openOffice(
  dataFolder: string,
  { now = frozenNow, operator = '经办甲', printer = noPaper }: OfficeWishes = {},
): Office {
  let frozen = clockOf(now);
  const clock: Clock = { now: () => frozen.now(), frozenNow: frozen.frozenNow };
  const technical: string[] = [];
  const host = openHost({
    dataFolder,
    clock,
    printer,
    operator: operator ?? undefined,
    onTechnical: (text) => technical.push(text),
  });
  const call: Office['call'] = async (procedure, input) => {
    const result = await host.call(procedure, input);
    if (!result.ok)
      throw new Error(
        `${procedure}: ${result.error.code} ${result.error.message} ${JSON.stringify(result.error.details)} ${technical.splice(0).join('\n')}`,
      );
    return result.value as never;
  };
  return {
    dataFolder,
    host,
    call,
    async refusal(procedure, input) {
      const result = await host.call(procedure, input);
      if (result.ok) throw new Error(`${procedure} was not refused: ${JSON.stringify(result.value).slice(0, 300)}`);
      if (result.error.code === 'INTERNAL') throw new Error(`${procedure}: INTERNAL ${technical.splice(0).join('\n')}`);
      return result.error;
    },
    take: (path) => host.files.register(path, basename(path)),
    keep(file, path) {
      if (file === null) throw new Error('no file was returned');
      copyFileSync(host.files.resolve(file).path, path);
      return path;
    },
    turnTo(instant) {
      frozen = clockOf(instant);
    },
    async unlock() {
      await call('sessions.unlock', { passphrase: testPassphrase });
    },
    close: () => host.close(),
  };
}

/** 青石区 with four projects, 白鹭区 with one, and 云岭市中心: both districts enrolled at the centre and it at them. */
export interface PreparedOffices {
  readonly district: string;
  readonly other: string;
  readonly centre: string;
}

/** Copies of the prepared data folders under `folder`, which is also where this machine keeps its marks. */
export async function preparedOffices(folder: string): Promise<PreparedOffices> {
  const prepared = await preparedOnce();
  const copyOf = (name: string) => copyFolder(join(prepared, name), join(folder, name));
  return { district: copyOf('district'), other: copyOf('other'), centre: copyOf('centre') };
}

/** A temporary folder that is also this machine's place for the marks of what it sent. Gone when the tests end. */
export function machineFolder(): { readonly path: string; remove(): void } {
  const folder = temporaryFolder();
  const before = process.env['FIVE_ONES_STATE'];
  process.env['FIVE_ONES_STATE'] = join(folder.path, 'state');
  return {
    path: folder.path,
    remove() {
      if (before === undefined) delete process.env['FIVE_ONES_STATE'];
      else process.env['FIVE_ONES_STATE'] = before;
      folder.remove();
    },
  };
}

async function preparedOnce(): Promise<string> {
  const run = process.env['FIVE_ONES_TEST_RUN'] ?? mkdtempSync(join(tmpdir(), 'five-ones-run-'));
  const target = join(run, 'offices');
  const done = join(run, 'offices.done');
  const failed = join(run, 'offices.failed');
  try {
    mkdirSync(target);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    // Another test file is making them.
    for (let waited = 0; !existsSync(done) && !existsSync(failed) && waited < 550; waited += 1) await wait(100);
    if (!existsSync(done)) throw new Error('the prepared offices were not finished', { cause: error });
    return target;
  }
  try {
    await prepare(target);
  } catch (error) {
    writeFileSync(failed, '');
    throw error;
  }
  writeFileSync(done, '');
  return target;
}

async function prepare(target: string): Promise<void> {
  const district = await newOffice(join(target, 'district'), 'district', '青石区重点项目推进办公室', '青石区');
  const other = await newOffice(join(target, 'other'), 'district', '白鹭区重点项目推进办公室', '白鹭区');
  const centre = await newOffice(join(target, 'centre'), 'centre', '云岭市重点项目建设中心', '云岭市中心');
  try {
    for (const changes of firstProjects) await district.call('projects.save', { changes });
    await other.call('projects.save', { changes: { name: '白鹭洲泵站', level: 'municipal' } });
    for (const office of [district, other]) {
      await enrol(office, centre, target);
      await enrol(centre, office, target);
    }
  } finally {
    for (const office of [district, other, centre]) await office.close();
  }
}

async function newOffice(
  dataFolder: string,
  kind: 'district' | 'centre',
  fullName: string,
  shortName: string,
): Promise<Office> {
  const office = openOffice(dataFolder);
  await office.call('offices.setUp', {
    kind,
    fullName,
    shortName,
    operator: '经办甲',
    passphrase: testPassphrase,
    ledgerYear: 2026,
  });
  await office.unlock();
  return office;
}

/** `who` becomes known at `where`. */
export async function enrol(who: Office, where: Office, stick: string): Promise<void> {
  const made = await who.call('offices.enrolmentFile', {});
  const path = who.keep(made.file, join(stick, made.file.name));
  const { challengeId, groups } = await where.call('offices.enrolmentChallenge', { file: where.take(path) });
  const [first = 0, second = 0] = groups;
  await where.call('offices.enrol', {
    challengeId,
    answers: [made.fingerprint[first - 1] ?? '', made.fingerprint[second - 1] ?? ''],
  });
  rmSync(path);
}

const firstProjects: readonly InputOf<'projects.save'>['changes'][] = [
  {
    name: '青石大桥',
    level: 'municipal',
    nature: 'newBuild',
    pool: 'construction',
    summary: '跨青石河大桥一座，全长860米。',
    totalInvestment: 120_000_000,
    plannedThisYear: 60_000_000,
    doneBeforeYear: 10_000_000,
    startsOn: '2025-03',
    completesOn: '2027',
    responsibleUnitNames: ['区交通局'],
    responsibleLeaderNames: ['张某某'],
  },
  {
    name: '白桦湾水厂',
    level: 'provincial',
    nature: 'continuing',
    pool: 'construction',
    summary: '日供水五万吨。',
    totalInvestment: 300_000_000,
    plannedThisYear: 100_000_000,
    startsOn: '2026-01-15',
    completesOn: '2027-12',
    responsibleUnitNames: ['区水利局', '区住建局'],
    responsibleLeaderNames: ['李某某'],
  },
  {
    name: '望江学校',
    level: 'district',
    totalInvestment: 40_000_000,
    plannedThisYear: 20_000_000,
    responsibleUnitNames: ['区教育局'],
  },
  { name: '柳林道路', responsibleUnitNames: ['区交通局'] },
];

/** Ids by name. */
export async function projectIds(office: Office): Promise<Record<string, string>> {
  const { rows } = await office.call('projects.list', {});
  return Object.fromEntries(rows.map((row) => [row.name, row.id]));
}
