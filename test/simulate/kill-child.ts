/**
 * A program that works on a data folder until it is killed: `prepare FOLDER`, `district FOLDER STICK FIRST LAST` or
 * `centre FOLDER STICK FIRST LAST`. Says what it finds, what it is about to do and what is done, one line of JSON each.
 */
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { isEncrypted } from '#electron/host/package/encryption.ts';
import { type OpenKeys, readKeyFile, unlockKeys } from '#electron/host/package/keys.ts';
import { openPackage } from '#electron/host/package/open.ts';
import { type Office, openOffice, preparedOffices, projectIds, testPassphrase } from '#test/support/offices.ts';

export interface Found {
  readonly say: 'found';
  readonly isSound: boolean;
  readonly problems: readonly string[];
  readonly remarks: Readonly<Record<string, string | null>>;
  readonly names: readonly string[];
  /** Sent or received packages of the journal whose file is there. */
  readonly packages: readonly string[];
  readonly halfFiles: readonly string[];
  readonly brokenFiles: readonly string[];
}

export type Said =
  | Found
  | { readonly say: 'try' | 'done'; readonly n: number; readonly what: string; readonly id: string | null }
  | { readonly say: 'end' };

function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

let keys: OpenKeys | null = null;

const [role = '', folder = '', stick = '', first = '1', last = '0'] = process.argv.slice(2);
switch (role) {
  case 'prepare':
    await preparedOffices(folder);
    break;
  case 'district':
    await work(districtStep);
    break;
  default:
    await work(centreStep);
}

type Step = (office: Office, n: number) => Promise<{ what: string; run: () => Promise<string | null> } | null>;

async function work(step: Step): Promise<void> {
  const office = openOffice(folder);
  await office.unlock();
  say(await found(office));
  for (let n = Number(first); n <= Number(last); n += 1) {
    const next = await step(office, n);
    if (next === null) break;
    say({ say: 'try', n, what: next.what, id: null });
    say({ say: 'done', n, what: next.what, id: await next.run() });
  }
  say({ say: 'end' });
  await office.close();
}

/** A field, a field, an import of three projects, two fields at once, a package. */
async function districtStep(office: Office, n: number): ReturnType<Step> {
  const ids = Object.values(await projectIds(office)).slice(0, 4);
  const id = ids[n % 4] ?? '';
  switch (n % 5) {
    case 2: {
      const path = join(stick, `import-${n}.csv`);
      const rows = ['甲', '乙', '丙'].map((name, index) => `${index + 1},批${n}${name},新建,${1000 + n},200,2026,2027`);
      writeFileSync(
        path,
        `序号,项目名称,建设性质,总投资（万元）,年度计划投资（万元）,开工时间,竣工时间\n${rows.join('\n')}\n`,
      );
      const { token } = await office.call('ledgerImports.preview', { file: office.take(path) });
      return { what: 'import', run: async () => (await office.call('ledgerImports.commit', { token })).importId };
    }
    case 3:
      return {
        what: 'two',
        run: async () => {
          const items = [ids[0], ids[1]].map((each) => ({ id: each ?? '', changes: { remark: `r${n}` } }));
          await office.call('projects.saveMany', { items });
          return null;
        },
      };
    case 4:
      return {
        what: 'export',
        run: async () => {
          const made = await office.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
          const carried = join(stick, `${String(n).padStart(5, '0')}.ldx`);
          renameSync(office.keep(made.file, `${carried}.half`), carried);
          return made.package.id;
        },
      };
    default:
      return {
        what: 'one',
        run: async () => {
          await office.call('projects.save', { id, changes: { remark: `r${n}` } });
          return id;
        },
      };
  }
}

/** The n-th package on the stick: taken in, or found to be taken in whole already. */
async function centreStep(office: Office, n: number): ReturnType<Step> {
  const name = readdirSync(stick)
    .filter((each) => each.endsWith('.ldx'))
    .toSorted()[n - 1];
  if (name === undefined) return null;
  return {
    what: 'take',
    run: async () => {
      const shown = await office.host.call('packages.preview', { file: office.take(join(stick, name)) });
      if (!shown.ok) return shown.error.code;
      const { token } = shown.value as { token: string };
      return (await office.call('packages.import', { token })).packageId;
    },
  };
}

async function found(office: Office): Promise<Found> {
  const { isSound, problems } = await office.call('ledger.check', {});
  const { rows } = await office.call('projects.list', {});
  const { rows: journal } = await office.call('packages.list', {});
  const files = readdirSync(join(folder, 'packages'), { recursive: true, encoding: 'utf8' });
  const whole = files.filter((file) => file.endsWith('.ldx'));
  const age = (file: string) => statSync(join(folder, 'packages', file)).mtimeMs;
  const newest = whole.toSorted((left, right) => age(right) - age(left)).slice(0, 3);
  const broken: string[] = [];
  for (const file of newest) if (!(await isWhole(office, join(folder, 'packages', file)))) broken.push(file);
  return {
    say: 'found',
    isSound,
    problems,
    remarks: Object.fromEntries(rows.slice(0, 4).map((row) => [row.id, row.remark])),
    names: rows.map((row) => row.name),
    packages: journal.filter((row) => row.hasFile).map((row) => row.id),
    halfFiles: files.filter((file) => !file.endsWith('.ldx') && basename(file).includes('.')),
    brokenFiles: broken,
  };
}

/** Opened as its receiver would open it; what is encrypted is for its sender too. */
async function isWhole(office: Office, path: string): Promise<boolean> {
  const { signingKey, ageIdentity } = await ownKeys();
  const plain = join(stick, `opened-${basename(path)}.plain`);
  // In memory: syncs and renames of the check itself would be points to be killed at.
  if (await isEncrypted(path)) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(ageIdentity);
    writeFileSync(plain, await decrypter.decrypt(readFileSync(path)));
  } else copyFileSync(path, plain);
  const { office: own } = await office.call('offices.current', {});
  if (own === null) return false;
  const sender = { officeId: own.id, kind: own.kind, fullName: own.fullName, signingKey };
  const refusals: unknown[] = [];
  for (const recipient of (await office.call('offices.list', {})).offices)
    try {
      await openPackage(plain, { myOfficeId: recipient.id, trust: () => sender });
      rmSync(plain);
      return true;
    } catch (error) {
      refusals.push(error);
    }
  return refusals.length === 0;
}

async function ownKeys(): Promise<OpenKeys> {
  keys ??= await unlockKeys((await readKeyFile(join(folder, 'keys', 'office-keys.json'))) ?? '', testPassphrase);
  return keys;
}
