/** Stores of any size filled with the fictional district, for tests and the bench: deterministic from the seed. */
import { appendChange } from '#db/ledger/append.ts';
import { beginStream } from '#db/ledger/install.ts';
import { openStore } from '#db/open.ts';
import { rememberOperator } from '#db/queries/installation.ts';
import type { Store } from '#db/run.ts';
import { newId, newStream } from '#electron/host/clock.ts';
import { type DataFolder, makeDataFolder } from '#electron/host/data-folder.ts';
import { lockKeys, makeKeys, type OpenKeys, writeKeyFile } from '#electron/host/package/keys.ts';
import {
  type DemonstrationChange,
  demonstrationOffice,
  demonstrationSize,
  districtChanges,
  ledgerOpenedAt,
  ledgerYearAtOpening,
} from '#shared/demonstration/district.ts';
import { operators } from '#shared/demonstration/names.ts';
import { randomOf } from '#shared/demonstration/random.ts';
import { defaultRulePack } from '#shared/rules/packs/index.ts';

export interface DistrictWishes {
  readonly dataFolder: string;
  /** Business instant the history ends at. */
  readonly now: string;
  readonly seed?: number;
  readonly projects?: number;
  /** Weekly periods before the open one. */
  readonly weeks?: number;
  /** For several districts at one centre: 一区, 二区 … */
  readonly name?: string;
}

export interface MadeDistrict {
  readonly officeId: string;
  readonly folder: DataFolder;
  readonly keys: OpenKeys;
  readonly operations: number;
  readonly projects: number;
  readonly reports: number;
}

/** The reference sets of goals.md; tasks and meetings are not in it yet, so the set has fewer operations than named there. */
export const referenceSets = {
  demonstration: { projects: demonstrationSize.projects, weeks: demonstrationSize.weeks },
  tenth: { projects: 50, weeks: 260 },
  full: { projects: 500, weeks: 260 },
} as const;

/** A data folder as the host leaves it: store, keys under the passphrase `demo`, a year (or five) of history. */
export async function makeDistrict(wishes: DistrictWishes): Promise<MadeDistrict> {
  const seed = wishes.seed ?? demonstrationSize.seed;
  const size = {
    seed,
    now: wishes.now,
    projects: wishes.projects ?? demonstrationSize.projects,
    weeks: wishes.weeks ?? demonstrationSize.weeks,
    officeId: randomOf('office', seed).id(wishes.now),
  };
  const folder = makeDataFolder(wishes.dataFolder);
  const keys = await makeKeys();
  await writeKeyFile(folder.keys, await lockKeys(keys, 'demo'));
  const store = openStore(folder.store, 'writer');
  try {
    const counts = fillStore(store, size, wishes.name ?? demonstrationOffice.shortName);
    return { officeId: size.officeId, folder, keys, ...counts };
  } finally {
    store.close();
  }
}

function fillStore(
  store: Store,
  size: Parameters<typeof districtChanges>[0],
  name: string,
): Pick<MadeDistrict, 'operations' | 'projects' | 'reports'> {
  const { officeId } = size;
  const openedAt = ledgerOpenedAt(size);
  let operations = 0;
  const append = (changes: readonly DemonstrationChange[]) =>
    store.transaction((writing) => {
      for (const { at, actor, procedure, summary, drafts } of changes)
        operations += appendChange(
          writing,
          { officeId, actor, at },
          { id: newId(), procedure, summary },
          drafts,
        ).operations;
    });
  store.transaction((writing) => {
    beginStream(writing, officeId, newStream(), openedAt);
    for (const operator of operators) rememberOperator(writing, operator, openedAt);
  });
  const { reportsTo: _, ...facts } = demonstrationOffice;
  append([
    {
      at: openedAt,
      actor: operators[0],
      procedure: 'offices.setUp',
      summary: '设置本单位',
      drafts: [
        {
          entity: 'office',
          id: officeId,
          kind: 'put',
          values: {
            ...facts,
            shortName: name,
            fullName: facts.fullName.replace(demonstrationOffice.shortName, name),
            rulePack: defaultRulePack.id,
            ledgerYear: ledgerYearAtOpening(size),
            isDemonstration: true,
          },
        },
      ],
    },
  ]);
  // Chunks keep the write-ahead log of five years small.
  let chunk: DemonstrationChange[] = [];
  for (const change of districtChanges(size)) {
    chunk.push(change);
    if (chunk.length < 200) continue;
    append(chunk);
    chunk = [];
  }
  append(chunk);
  const count = (sql: string) => store.snapshot((reading) => reading.selectFirst<{ count: number }>(sql)?.count ?? 0);
  return {
    operations,
    projects: count('SELECT count(*) AS count FROM projects'),
    reports: count('SELECT count(*) AS count FROM progress_reports'),
  };
}
