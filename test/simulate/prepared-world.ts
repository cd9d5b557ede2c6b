/** One centre and sixteen districts, set up and enrolled with each other: made once a process, copied for every world. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, storeFileName } from '#db/open.ts';
import { saveOwnKey } from '#db/queries/own-keys.ts';
import { enrolOffice } from '#db/queries/trust.ts';
import type { Store } from '#db/run.ts';
import { sha256 } from '#db/sha256.ts';
import type { CommandContext } from '#electron/host/context.ts';
import { install } from '#electron/host/handlers/offices.ts';
import { enrolmentFingerprint } from '#electron/host/package/enrolment.ts';
import { keysOfRoot, type OpenKeys } from '#electron/host/package/keys.ts';
import type { OfficeKind } from '#shared/domain/office.ts';
import type { Enrolment } from '#shared/package/enrolment.ts';

export const startOfWork = '2026-11-18T02:00:00.000Z';
export const mostDistricts = 16;

export interface PreparedOffice {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly fullName: string;
  readonly keys: OpenKeys;
  /** The stream its first installation writes. */
  readonly stream: string;
  /** A closed store. */
  readonly store: string;
}

export interface PreparedWorld {
  /** The store of a computer on which nothing is set up. */
  readonly empty: string;
  readonly centre: PreparedOffice;
  readonly districts: readonly PreparedOffice[];
  /** Nobody has enrolled it. */
  readonly stranger: OpenKeys;
}

export async function prepareWorld(folder: string): Promise<PreparedWorld> {
  mkdirSync(folder, { recursive: true });
  const empty = emptyIn(folder);
  openStore(empty, 'writer').close();
  const centre = await prepare(folder, empty, 'centre', 0);
  const districts: PreparedOffice[] = [];
  for (let number = 1; number <= mostDistricts; number += 1)
    districts.push(await prepare(folder, empty, 'district', number));
  for (const district of districts) {
    enrol(centre, district);
    enrol(district, centre);
  }
  return { empty, centre, districts, stranger: await strangersKeys() };
}

/** The same world for another process: everything but the stores is made of fixed seeds. */
export async function readPrepared(folder: string): Promise<PreparedWorld> {
  const districts: PreparedOffice[] = [];
  for (let number = 1; number <= mostDistricts; number += 1)
    districts.push(await officeFacts(folder, 'district', number));
  return {
    empty: emptyIn(folder),
    centre: await officeFacts(folder, 'centre', 0),
    districts,
    stranger: await strangersKeys(),
  };
}

function emptyIn(folder: string): string {
  return join(folder, 'empty.sqlite');
}

function strangersKeys(): Promise<OpenKeys> {
  return keysOfRoot(sha256(Buffer.from('stranger')));
}

/** A copy of a prepared office for a new installation. */
export function copyPrepared(office: PreparedOffice, dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true });
  copyFileSync(office.store, join(dataFolder, storeFileName));
}

async function officeFacts(folder: string, kind: OfficeKind, number: number): Promise<PreparedOffice> {
  const id = `office-${kind}-${number}`;
  return {
    id,
    kind,
    fullName: kind === 'centre' ? '云岭市重点项目建设中心' : `青石${number}区重点项目推进办公室`,
    keys: await keysOfRoot(sha256(Buffer.from(`simulated office ${number}`))),
    stream: sha256(Buffer.from(id)).toString('hex').slice(0, 32),
    store: join(folder, `${id}.sqlite`),
  };
}

async function prepare(folder: string, empty: string, kind: OfficeKind, number: number): Promise<PreparedOffice> {
  const office = await officeFacts(folder, kind, number);
  const { id, fullName, keys, stream, store: file } = office;
  const shortName = kind === 'centre' ? '云岭市中心' : `青石${number}区`;
  copyFileSync(empty, file);
  within(file, (store) =>
    store.transaction((writing) => {
      const context = { writing, now: startOfWork, newId: () => `made-${id}` } as unknown as CommandContext;
      const facts = { kind, fullName, shortName, ledgerYear: 2026 } as Parameters<typeof install>[1]['facts'];
      install(context, { officeId: id, stream, operator: '经办甲', facts, isDemonstration: false });
      const { keyId, signingKey, ageRecipient } = keys;
      saveOwnKey(
        writing,
        { keyId, signingKey, ageRecipient, version: 1, how: 'first', since: startOfWork, statement: null },
        '',
      );
    }),
  );
  return office;
}

function enrol(where: PreparedOffice, { id, kind, fullName, keys }: PreparedOffice): void {
  const enrolment: Enrolment = {
    format: 'five-ones-enrolment',
    version: 1,
    officeId: id,
    kind,
    fullName,
    shortName: fullName.slice(0, 5),
    signatureLine: null,
    contactName: null,
    contactPhone: null,
    keyId: keys.keyId,
    signingKey: keys.signingKey,
    ageRecipient: keys.ageRecipient,
    createdAt: startOfWork,
  };
  within(where.store, (store) =>
    store.transaction((writing) =>
      enrolOffice(writing, enrolment, enrolmentFingerprint(enrolment), startOfWork, '经办甲'),
    ),
  );
}

function within(file: string, work: (store: Store) => void): void {
  const store = openStore(file, 'writer');
  try {
    work(store);
    // Copied by its one file: nothing may be left in the log beside it.
    store.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    store.close();
  }
}
