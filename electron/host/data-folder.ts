import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { storeFileName } from '#db/open.ts';

/** Where things lie in a data folder. Private keys are never part of an ordinary backup: they have a folder of their own. */
export interface DataFolder {
  readonly root: string;
  readonly store: string;
  readonly keys: string;
  readonly packages: string;
  readonly quarantine: string;
  readonly previews: string;
  /** Attached files by their SHA-256: `<first two>/<sha256>`. Never written again, never removed. */
  readonly blobs: string;
}

export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    store: join(root, storeFileName),
    keys: join(root, 'keys', 'office-keys.json'),
    packages: join(root, 'packages'),
    quarantine: join(root, 'quarantine'),
    previews: join(root, 'previews'),
    blobs: join(root, 'blobs'),
  };
}

export function makeDataFolder(root: string): DataFolder {
  const folder = dataFolderAt(root);
  for (const path of [root, join(root, 'keys'), folder.packages, folder.quarantine, folder.previews, folder.blobs])
    mkdirSync(path, { recursive: true, mode: 0o700 });
  return folder;
}
