/** Packages of changed records, plain and encrypted, and sixteen of them at the centre, each beside the bare work it cannot do without. */
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import Database from 'better-sqlite3';
import { appendChange } from '#db/ledger/append.ts';
import { openStore } from '#db/open.ts';
import { sha256 } from '#db/sha256.ts';
import type { DemoOffice } from '#electron/cli/demo/office.ts';
import { newId } from '#electron/host/clock.ts';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { canonicalText, type JsonValue, parseCanonical } from '#shared/package/canonical.ts';
import { chainHash, type Operation } from '#shared/package/operation.ts';
import { usualNow } from '#test/support/loopback-program.ts';
import { type BenchRow, ratioRow, timed } from './measure.ts';
import { type BenchSet, districtsAt, openUnlocked, takeReceipt } from './stores.ts';

interface Wish {
  readonly size: number;
  readonly isEncrypted: boolean;
}

/** The first warms every part up and is not counted; the smaller ones show how the time grows. */
const rounds: readonly Wish[] = [
  ...[10_000, 2_500, 5_000, 2_500, 5_000, 10_000, 10_000, 10_000, 10_000].map((size) => ({ size, isEncrypted: false })),
  ...[10_000, 10_000, 10_000].map((size) => ({ size, isEncrypted: true })),
];

interface Round extends Wish {
  readonly export: number;
  readonly exportFloor: number;
  readonly preview: number;
  readonly commit: number;
  /** Of either: what is read must be checked and stored. */
  readonly receiveFloor: number;
}

export async function exchangeRows(set: BenchSet, folder: string): Promise<BenchRow[]> {
  const district = await openUnlocked('青石区', set.district);
  const centre = await openUnlocked('云岭市中心', set.centre);
  const measured: Round[] = [];
  try {
    for (const [index, wish] of rounds.entries()) {
      const round = await exchangeRound(set, district, centre, folder, wish, index);
      if (index > 0) measured.push(round);
    }
  } finally {
    await district.close();
    await centre.close();
  }
  const fastest = (field: 'export' | 'exportFloor' | 'preview' | 'commit' | 'receiveFloor', isEncrypted = false) =>
    Math.min(
      ...measured
        .filter((round) => round.size === 10_000 && round.isEncrypted === isEncrypted)
        .map((round) => round[field]),
    );
  const growth = (field: 'export' | 'preview' | 'commit') =>
    [2_500, 5_000]
      .map((size) => {
        const times = measured.filter((round) => round.size === size).map((round) => round[field]);
        return `${size}: ${Math.round(Math.min(...times))} ms`;
      })
      .join(', ');
  return [
    ratioRow('package export, 10 000 changed records', fastest('export'), fastest('exportFloor'), 2, growth('export')),
    ratioRow('package preview', fastest('preview'), fastest('receiveFloor'), 2.5, growth('preview')),
    ratioRow('package commit', fastest('commit'), fastest('receiveFloor'), 2.5, growth('commit')),
    ratioRow('package export, encrypted', fastest('export', true), fastest('exportFloor', true), 2, 'floor with age'),
    ratioRow(
      'package preview, encrypted',
      fastest('preview', true),
      fastest('receiveFloor', true),
      2.5,
      'floor with age',
    ),
    ratioRow(
      'package commit, encrypted',
      fastest('commit', true),
      fastest('receiveFloor', true),
      2.5,
      'floor with age',
    ),
  ];
}

const districtCount = 16;
/** What a district changes in a week, generously: every report of fifty projects and their corrections. */
const weekly = 500;

/** Sixteen weekly packages, looked at and taken in one after another, beside reading and storing the same twice bare. */
export async function centreRows(folder: string): Promise<BenchRow[]> {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const made = await districtsAt(districtCount, { projects: 25, weeks: 24 }, folder, tell);
  const centre = await openUnlocked('云岭市中心', made.centre);
  const floorStore = join(folder, 'centre-floor.sqlite');
  const times: { readonly measured: number; readonly floor: number }[] = [];
  try {
    for (const [index, dataFolder] of made.districts.entries()) {
      const lines = changeReports(dataFolder, weekly, index + 1);
      const district = await openUnlocked(`第${index + 1}区`, dataFolder);
      const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发甲' });
      const carried = join(folder, sent.file.name);
      district.keep(sent.file, carried);
      await district.close();
      const floorFile = join(folder, 'floor.gz');
      exportFloorOf(lines, floorFile);
      await ageFloorOf(floorFile, `${floorFile}.age`);
      copyStore(dataFolderAt(made.centre).store, floorStore);
      const opened = await timed(() => opening(readFileSync(`${floorFile}.age`)));
      const stored = receiveFloor(Buffer.from(opened.value), floorStore);
      const taken = await timed(async () => {
        const { token } = await centre.call('packages.preview', { file: centre.takeIn(carried) });
        return centre.call('packages.import', { token });
      });
      times.push({ measured: taken.milliseconds, floor: opened.milliseconds + stored * 2 });
      for (const name of [carried, floorStore, `${floorStore}-wal`, `${floorStore}-shm`, `${floorFile}.age`])
        rmSync(name, { force: true });
    }
  } finally {
    await centre.close();
  }
  const sum = (of: 'measured' | 'floor') => times.reduce((total, each) => total + each[of], 0);
  const receipts = 'looking, taking in and the encrypted receipt of each';
  const note = `${weekly} changes each; ${receipts}`;
  return [ratioRow(`${districtCount} weekly packages at the centre`, sum('measured'), sum('floor'), 3, note)];
}

async function exchangeRound(
  set: BenchSet,
  district: DemoOffice,
  centre: DemoOffice,
  folder: string,
  { size, isEncrypted }: Wish,
  number: number,
): Promise<Round> {
  const lines = changeReports(set.district, size, number);
  const signatures = { reviewedBy: '审核甲', issuedBy: '签发甲' };
  const exported = await timed(() => district.call('packages.export', { ...signatures, isEncrypted }));
  const floorFile = join(folder, 'floor.gz');
  const exportFloor = await timed(async () => {
    exportFloorOf(lines, floorFile);
    if (isEncrypted) await ageFloorOf(floorFile, `${floorFile}.age`);
  });

  const carried = join(folder, exported.value.file.name);
  district.keep(exported.value.file, carried);
  const file = centre.takeIn(carried);
  const floorStore = join(folder, 'floor.sqlite');
  copyStore(dataFolderAt(set.centre).store, floorStore);
  const opened = await timed(async () =>
    isEncrypted ? opening(readFileSync(`${floorFile}.age`)) : readFileSync(floorFile),
  );
  const floor = (isEncrypted ? opened.milliseconds : 0) + receiveFloor(Buffer.from(opened.value), floorStore);

  const preview = await timed(() => centre.call('packages.preview', { file }));
  const commit = await timed(() => centre.call('packages.import', { token: preview.value.token }));
  await takeReceipt(district, centre, commit.value.file, folder);
  for (const name of [carried, floorStore, `${floorStore}-wal`, `${floorStore}-shm`, `${floorFile}.age`])
    rmSync(name, { force: true });
  return {
    size,
    isEncrypted,
    export: exported.milliseconds,
    exportFloor: exportFloor.milliseconds,
    preview: preview.milliseconds,
    commit: commit.milliseconds,
    receiveFloor: floor,
  };
}

/** Changes the words of that many different reports, as one change, and gives the lines it wrote. */
function changeReports(dataFolder: string, size: number, number: number): string[] {
  const store = openStore(dataFolderAt(dataFolder).store, 'writer');
  try {
    return store.transaction((writing) => {
      const { office_id: officeId } = writing.selectFirst<{ office_id: string }>(
        'SELECT office_id FROM installation',
      ) ?? { office_id: '' };
      const ids = writing.select<{ id: string }>('SELECT id FROM progress_reports ORDER BY id LIMIT ?', size);
      if (ids.length < size) throw new Error(`the set has only ${ids.length} reports`);
      const made = appendChange(
        writing,
        { officeId, actor: '经办甲', at: usualNow },
        { id: newId(), procedure: 'progress.saveMany', summary: '批量填写' },
        ids.map(({ id }, index) => ({
          entity: 'progressReport' as const,
          id,
          kind: 'put' as const,
          values: {
            doneThisYear: 10_000 * (number * 20_000 + index),
            progressText: `第${number}轮核对：主体结构施工至${(index % 30) + 1}层，完成工程量的${index % 100}%，本周浇筑混凝土${index * 3 + number}立方米。`,
          },
        })),
      );
      return writing
        .select<{ line: string }>(
          'SELECT line FROM operations WHERE position > ? ORDER BY position',
          made.position - size,
        )
        .map((row) => row.line);
    });
  } finally {
    store.close();
  }
}

/** stringify + chain hash + gzip −6 + write + fsync + read back and hash of the same bytes. */
function exportFloorOf(lines: readonly string[], path: string): void {
  const operations = lines.map((line) => JSON.parse(line) as JsonValue);
  const start = Buffer.alloc(32);
  let hash: Uint8Array = start;
  const texts = operations.map((operation) => {
    const line = canonicalText(operation);
    hash = chainHash(sha256, hash, sha256(Buffer.from(line)));
    return line;
  });
  const packed = gzipSync(`${texts.join('\n')}\n`, { level: 6 });
  const file = openSync(path, 'w');
  writeSync(file, packed);
  fsyncSync(file);
  closeSync(file);
  createHash('sha256').update(readFileSync(path)).digest();
}

const identity = await generateIdentity();
const recipient = await identityToRecipient(identity);

/** Encrypted by the library, written, synced, read back and decrypted. */
async function ageFloorOf(from: string, to: string): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const file = openSync(to, 'w');
  writeSync(file, await encrypter.encrypt(readFileSync(from)));
  fsyncSync(file);
  closeSync(file);
  await opening(readFileSync(to));
}

function opening(encrypted: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(encrypted);
}

/** gunzip + JCS check + chain hash + raw ledger insert + raw upsert, in one transaction, into a copy of the centre's store. */
function receiveFloor(packed: Buffer, storeFile: string): number {
  const connection = new Database(storeFile);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = OFF');
  const insert = connection.prepare(
    `INSERT INTO operations (position, stream_key, n, status, entity, record_id, line, body_hash, hash) VALUES (?, ?, ?, 'applied', ?, ?, ?, ?, ?)`,
  );
  const upsert = connection.prepare(
    `INSERT INTO progress_reports (id, home_office, created_position, updated_position, project_id, period, done_this_year, progress_text)
     VALUES (?, '', ?, ?, '', '', ?, ?)
     ON CONFLICT (id) DO UPDATE SET updated_position = excluded.updated_position, done_this_year = excluded.done_this_year, progress_text = excluded.progress_text`,
  );
  const last = connection.prepare('SELECT max(position) AS position FROM operations').get() as { position: number };
  const own = connection.prepare('SELECT max(key) AS key, max(head_n) AS n FROM streams').get() as {
    key: number;
    n: number;
  };
  const start = performance.now();
  connection.exec('BEGIN IMMEDIATE');
  let hash: Uint8Array = Buffer.alloc(32);
  let { position } = last;
  let n = own.n + 1_000_000;
  for (const line of gunzipSync(packed).toString('utf8').trimEnd().split('\n')) {
    const operation = parseCanonical(line) as Operation | undefined;
    if (operation === undefined) throw new Error('not canonical');
    const bodyHash = sha256(Buffer.from(line));
    hash = chainHash(sha256, hash, bodyHash);
    position += 1;
    n += 1;
    insert.run(position, own.key, n, operation.entity, operation.id, line, bodyHash, hash);
    upsert.run(
      operation.id,
      position,
      position,
      operation.changes['doneThisYear']?.[1],
      operation.changes['progressText']?.[1],
    );
  }
  connection.exec('COMMIT');
  const milliseconds = performance.now() - start;
  connection.close();
  return milliseconds;
}

function copyStore(from: string, to: string): void {
  const connection = new Database(from);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  copyFileSync(from, to);
}
