/**
 * A district of any number of projects written straight into the tables, without the ledger's hashes: for measuring pages
 * and queries at sizes no test could type. Saving in it works; checking its ledger does not.
 */
import { insertRecord, readRecord, updateRecord } from '#db/ledger/records.ts';
import { indexForSearch } from '#db/ledger/search-index.ts';
import { openStore } from '#db/open.ts';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { demonstrationSize, districtChanges } from '#shared/demonstration/district.ts';
import { makeDistrict } from './district.ts';

/** A folder as the host leaves it, with `projects` fictional projects, their plans and people. */
export async function makeWideDistrict(dataFolder: string, projects: number, now: string): Promise<void> {
  const { officeId } = await makeDistrict({ dataFolder, now, projects: 1, weeks: 0, seed: 7 });
  const store = openStore(dataFolderAt(dataFolder).store, 'writer');
  try {
    store.transaction((writing) => {
      for (const { drafts } of districtChanges({ seed: demonstrationSize.seed, now, projects, weeks: 0, officeId })) {
        for (const { entity, id, kind, values = {} } of drafts) {
          if (kind !== 'put' || entity === 'office') continue;
          if (readRecord(writing, entity, id) === undefined) insertRecord(writing, entity, id, officeId, 1, values);
          else updateRecord(writing, entity, id, 1, values);
          indexForSearch(writing, entity, id, values);
        }
      }
    });
  } finally {
    store.close();
  }
}
