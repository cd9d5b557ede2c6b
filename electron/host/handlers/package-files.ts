/** Attached files in packages: which ones go along, and how those that came are kept. */
import { rmSync, statSync } from 'node:fs';
import { storedOperation } from '#db/ledger/stored-line.ts';
import { hasBlob, type StoredBlob } from '#db/queries/attachments.ts';
import { type CarriedFile, filesToCarry, nameOfFile, travelsWithoutAsking } from '#db/queries/carried-files.ts';
import type { Reading } from '#db/run.ts';
import { fileVerdict, fileVerdictByBytes } from '#shared/attachment/file-kind.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { JobContext } from '../context.ts';
import { blobPath, blobState, fileEnds, placeBlob, syncBlobs } from '../files/blobs.ts';
import type { OpenedPackage } from '../package/open.ts';
import { withBlobs } from '../package/open.ts';
import type { ReportAudience } from './report-audience.ts';

export interface FileWishes {
  /** 0: none at all. */
  readonly maximumBytes: number;
  /** Also those that have travelled twice and that nobody asked for. */
  readonly isEverything: boolean;
}

export interface FilesToSend {
  readonly sent: readonly CarriedFile[];
  /** What the recipient has not and this package does not carry either: for want of room, or because it went twice. */
  readonly heldBack: ManifestDraft['blobsHeldBack'];
}

/** Wanted ones first, then the oldest, as many as there is room for. */
export function chooseFiles(files: readonly CarriedFile[], { maximumBytes, isEverything }: FileWishes): FilesToSend {
  const sent: CarriedFile[] = [];
  const heldBack: { sha256: string; size: number }[] = [];
  let room = maximumBytes;
  for (const file of files) {
    const isDue = isEverything || file.isWanted || file.times < travelsWithoutAsking;
    if (isDue && file.bytes <= room) {
      sent.push(file);
      room -= file.bytes;
    } else heldBack.push({ sha256: file.sha256, size: file.bytes });
  }
  return { sent, heldBack };
}

/** Those whose attachment goes. */
export function filesOfReport(
  reading: Reading,
  officeId: string,
  recipientId: string,
  audience: Pick<ReportAudience, 'stays'>,
): CarriedFile[] {
  return filesToCarry(reading, officeId, recipientId, ({ id }) => audience.stays('attachment', id) === null);
}

export interface FileCounts {
  /** Files due and their bytes; without `isEverything`. */
  readonly due: number;
  readonly dueBytes: number;
  /** Those that went twice without a word from the other side. */
  readonly twice: number;
  /** Of those due the five largest. */
  readonly largest: { readonly name: string; readonly bytes: number }[];
}

export function fileCounts(
  reading: Reading,
  officeId: string,
  recipientId: string,
  audience: Pick<ReportAudience, 'stays'>,
): FileCounts {
  return countsOf(filesOfReport(reading, officeId, recipientId, audience));
}

export function countsOf(files: readonly CarriedFile[]): FileCounts {
  const { sent, heldBack } = chooseFiles(files, { maximumBytes: Number.MAX_SAFE_INTEGER, isEverything: false });
  return {
    due: sent.length,
    dueBytes: sent.reduce((sum, file) => sum + file.bytes, 0),
    twice: heldBack.length,
    largest: largestOf(sent),
  };
}

function largestOf(files: readonly CarriedFile[]): FileCounts['largest'] {
  return files
    .toSorted((left, right) => right.bytes - left.bytes)
    .slice(0, 5)
    .map(({ name, bytes }) => ({ name, bytes }));
}

/** The files as the builder takes them; one that has gone from the disk stays out, the store's own check names it. */
export function blobsOf(
  dataFolder: string,
  files: readonly Pick<CarriedFile, 'sha256' | 'bytes'>[],
): { path: string; sha256: string; size: number }[] {
  return files
    .map(({ sha256, bytes }) => ({ path: blobPath(dataFolder, sha256), sha256, size: bytes }))
    .filter(({ path, size }) => statSync(path, { throwIfNoEntry: false })?.size === size);
}

export interface FilesTaken {
  readonly kept: readonly StoredBlob[];
  /** Named by no attachment, or of a kind that is never kept: programs, scripts. */
  readonly left: number;
  /** Takes back what was put into the data folder: the package was not taken in. */
  discard(): void;
}

/**
 * Puts the files of a verified package into the data folder. A file is kept only where an attachment names it and its
 * bytes are of a kind an office attaches: the same gate as for files dropped by hand.
 */
export async function takeFilesIn(context: JobContext, path: string, opened: OpenedPackage): Promise<FilesTaken> {
  if (opened.blobs.length === 0) return { kept: [], left: 0, discard() {} };
  const names = new Map<string, string>();
  for (const { operations, lateBodies } of opened.streams)
    for (const { line } of [...operations, ...lateBodies])
      if (line?.includes('"entity":"attachment"') === true) {
        const { sha256, name } = storedOperation(line).changes;
        if (typeof sha256?.[1] === 'string' && typeof name?.[1] === 'string') names.set(sha256[1], name[1]);
      }
  // Of a later part: what names its files stands in the first, which may still be on its way.
  const mayBeUnnamed = (opened.manifest.part?.number ?? 1) > 1;
  const fresh = context.read((reading) =>
    opened.blobs.flatMap(({ sha256, size }) => {
      const name = names.get(sha256) ?? nameOfFile(reading, sha256) ?? null;
      return (name === null && !mayBeUnnamed) || hasBlob(reading, sha256) ? [] : [{ sha256, size, name }];
    }),
  );
  const here = context.read((reading) => opened.blobs.filter(({ sha256 }) => hasBlob(reading, sha256)).length);
  const total = fresh.reduce((sum, file) => sum + file.size, 0);
  const kept: StoredBlob[] = [];
  let done = 0;
  const discard = () => {
    // Another program may have taken the same file in meanwhile.
    for (const { sha256 } of kept)
      if (!context.read((reading) => hasBlob(reading, sha256)))
        rmSync(blobPath(context.dataFolder, sha256), { force: true });
  };
  try {
    await withBlobs(path, async (copyBlob) => {
      for (const { sha256, size, name } of fresh) {
        // A sound one is there where an earlier taking in was broken off: it goes on where it stopped.
        if ((await blobState(context.dataFolder, sha256, size)) !== 'sound')
          await placeBlob(
            context.dataFolder,
            async (file) => {
              await copyBlob(sha256, file, (copied) =>
                context.progress({ done: done + copied, total, text: '正在放入照片和文件', isBytes: true }),
              );
              return sha256;
            },
            { isSyncedLater: true },
          );
        kept.push({ sha256, bytes: size, mediaType: '' });
        const ends = await fileEnds(blobPath(context.dataFolder, sha256));
        const verdict = name === null ? fileVerdictByBytes(ends) : fileVerdict({ name, ...ends });
        kept.pop();
        if (verdict.isAccepted) kept.push({ sha256, bytes: size, mediaType: verdict.mediaType });
        else rmSync(blobPath(context.dataFolder, sha256), { force: true });
        done += size;
      }
    });
    await syncBlobs(
      context.dataFolder,
      kept.map(({ sha256 }) => sha256),
    );
  } catch (error) {
    discard();
    throw error;
  }
  return { kept, left: opened.blobs.length - here - kept.length, discard };
}
