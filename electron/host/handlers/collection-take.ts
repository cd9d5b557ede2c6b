/** Taken back in bulk: many returned files shown before anything is written, then taken as one change. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { collectedFiles, markTaken, saveCollectedFile, unitReturns } from '#db/queries/collections.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { dropPreview, previewByToken, savePreview } from '#db/queries/ledger-imports.ts';
import { lastLedgerOrder } from '#db/queries/projects.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { Period } from '#shared/calendar/period.ts';
import type { LockedKey } from '#shared/collection/form.ts';
import type { CollectedFile } from '#shared/contract/collections.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { knownNames, openMatcher, type ReadFile, readReturned } from '../collection/read-files.ts';
import { type Matched, proposedFiles, shownFile, signersText } from '../collection/show-files.ts';
import { collectionDrafts, type TakenRow } from '../collection/take-rows.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { collectionState, isMissing } from './collections.ts';
import { openPeriod } from './progress.ts';

/** What a preview keeps for its acceptance. */
interface KeptPreview {
  readonly period: string;
  readonly files: readonly KeptFile[];
}

interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly unitId: string | null;
  readonly sentence: string;
  readonly isRefused: boolean;
  readonly signers: string | null;
  readonly rows: readonly TakenRow[];
}

export const collectionPreviewJob: JobHandler<'collections.preview'> = {
  async run(context, input) {
    const { period, names } = context.read((reading) => ({
      period: openPeriod(reading, context.now, input.period),
      names: knownNames(reading, businessDay(context.now)),
    }));
    const year = Number(period.closesOn.slice(0, 4));
    const read: ReadFile[] = [];
    for (const file of input.files) {
      context.progress({ done: read.length, total: input.files.length, text: `正在读取“${file.name}”` });
      read.push(await readReturned(context.path(file), basename(file.name.replaceAll('\\', '/')), { year, ...names }));
    }
    const { shown, kept, position } = context.read((reading) => {
      const office = requireOffice(reading);
      const matcher = openMatcher(reading, office, period);
      const takenBefore = new Map(
        collectedFiles(reading, period.closesOn)
          .filter((row) => row.change_id !== null && row.undone_by === null)
          .map((row) => [row.sha256, row.file_name]),
      );
      const matched = read.map((file) => (file.kind === 'refused' ? null : matcher.match(file)));
      const files = read.map((file, index) => shownFile(file, matched[index] ?? null, index));
      const proposed = proposedFiles(files, read, takenBefore);
      return {
        shown: proposed,
        kept: read.map((file, index) => keptFile(context.newId(), file, matched[index] ?? null, proposed[index])),
        position: ledgerPosition(reading),
      };
    });
    const token = context.newId();
    const file = join(dataFolderAt(context.dataFolder).previews, `${token}.json`);
    writeFileSync(file, JSON.stringify({ period: period.closesOn, files: kept } satisfies KeptPreview), {
      mode: 0o600,
    });
    const staged = kept.map(({ id, name, sha256, unitId, sentence, isRefused }) => ({
      id,
      name,
      sha256,
      unitId,
      sentence,
      isRefused,
    }));
    await context.write('keep', { token, position, file, period: period.closesOn, staged } satisfies KeepPayload);
    return { token, period: period.closesOn, label: period.label, ...summed(context, period, shown) };
  },
  steps: { keep: keepPreview },
};

export const collectionAcceptJob: JobHandler<'collections.accept'> = {
  async run(context, input) {
    context.progress({ done: 0, total: null, text: '正在写入' });
    const kept = readKept(context, input.token);
    return context.write<OutputOf<'collections.accept'>>('accept', { input, kept } satisfies AcceptPayload);
  },
  steps: { accept: acceptRows },
};

interface KeepPayload {
  readonly token: string;
  readonly position: number;
  readonly file: string;
  readonly period: string;
  readonly staged: readonly Omit<KeptFile, 'rows' | 'signers'>[];
}

/** Files that were refused stay listed too: nothing that came is lost from sight. */
function keepPreview(context: CommandContext, { token, position, file, period, staged }: KeepPayload): JsonValue {
  const preview = { token, position, digest: '', file, fileName: `${staged.length}`, kind: 'collection', payload: {} };
  for (const old of savePreview(context.writing, preview, context.now)) rmSync(old, { force: true });
  const seen = new Set<string>();
  for (const each of staged) {
    // The same file given twice is one file.
    if (seen.has(each.sha256)) continue;
    seen.add(each.sha256);
    saveCollectedFile(context.writing, {
      id: each.id,
      period,
      unit_id: each.unitId,
      file_name: each.name,
      sha256: each.sha256,
      at: context.now,
      actor: context.operator ?? '',
      change_id: null,
      facts: JSON.stringify({ state: each.isRefused ? 'refused' : 'read', sentence: each.sentence }),
    });
  }
  return null;
}

interface AcceptPayload {
  readonly input: {
    readonly token: string;
    readonly take?: readonly Place[] | undefined;
    readonly locked?: readonly (Place & { readonly field: string })[] | undefined;
    readonly add?: readonly Place[] | undefined;
  };
  readonly kept: KeptPreview;
}

interface Place {
  readonly file: number;
  readonly rowNumber: number;
}

function acceptRows(context: CommandContext, { input, kept }: AcceptPayload): OutputOf<'collections.accept'> {
  const { writing } = context;
  const preview = previewByToken(writing, input.token, 'collection');
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  if (preview.position !== ledgerPosition(writing)) throw problem('PREVIEW_OUTDATED');
  const office = requireOffice(writing);
  const period = openPeriod(writing, context.now, kept.period);
  const rowAt = ({ file, rowNumber }: Place) => {
    const row = kept.files[file]?.rows.find((each) => each.rowNumber === rowNumber);
    if (row === undefined) throw problem('COLLECTION_ROW_UNKNOWN', { row: rowNumber });
    return { file, row };
  };
  const proposed = kept.files.flatMap((file, index) =>
    file.rows.filter((row) => row.isProposed).map((row) => ({ file: index, row })),
  );
  const taken = input.take === undefined ? proposed : input.take.map(rowAt);
  const added = (input.add ?? []).map(rowAt);
  const locked = (input.locked ?? []).map((place) => ({ ...rowAt(place), field: place.field as LockedKey }));
  requireOnce([...taken, ...added], kept.files);
  if (taken.length + added.length + locked.length === 0) throw problem('COLLECTION_NOTHING_TO_TAKE');

  const result = { rows: taken.length, added: added.length, units: 0, corrections: 0 };
  const touched = new Set([...taken, ...added, ...locked].map(({ file }) => file));
  const files = kept.files.map((file, index) => ({ ...file, isTouched: touched.has(index) }));
  const drafts = collectionDrafts(context, {
    office,
    period,
    taken,
    added,
    locked,
    files,
    lastOrder: lastLedgerOrder(writing, office.id),
    returns: unitReturns(writing, office.id, period.closesOn),
    result,
  });
  const summary = `收回${period.label}填报表：${taken.length + added.length}个项目`;
  const change = makeChange(context, 'collections.accept', summary, drafts);
  if (change.changeId !== null)
    for (const file of files)
      if (file.isTouched)
        markTaken(writing, file.id, change.changeId, JSON.stringify({ state: 'taken', sentence: takenSentence(file) }));
  dropPreview(writing, input.token);
  const { units } = collectionState(writing, office, period, context.now);
  return { ...changeMade(change), ...result, stillMissing: units.filter(isMissing).length };
}

function takenSentence(file: KeptFile): string {
  return file.signers === null ? '已收下。' : `已收下。${file.signers}`;
}

/** Two files of one unit, or two rows of one file, must not both write one project. */
function requireOnce(chosen: readonly { file: number; row: TakenRow }[], files: readonly KeptFile[]): void {
  const seen = new Map<string, string>();
  for (const { file, row } of chosen) {
    const key = row.projectId ?? `new ${row.name.replace(/\s/g, '')}`;
    const name = files[file]?.name ?? '';
    const before = seen.get(key);
    if (before !== undefined)
      throw problem('COLLECTION_ROW_TWICE', { name: row.name, first: before, second: `${name}第${row.rowNumber}行` });
    seen.set(key, `${name}第${row.rowNumber}行`);
  }
}

function keptFile(id: string, file: ReadFile, matched: Matched, shown: CollectedFile | undefined): KeptFile {
  const isRefused = file.kind === 'refused' || matched === null || 'refused' in matched;
  return {
    id,
    name: file.name,
    sha256: file.sha256,
    unitId: matched?.unitId ?? null,
    sentence: shown?.sentence ?? '',
    isRefused,
    signers: signersText(file),
    rows: isRefused
      ? []
      : matched.rows.map(
          ({ row, projectId, compared }, index): TakenRow => ({
            rowNumber: row.rowNumber,
            projectId,
            name: row.name ?? '',
            status: compared.status,
            isProposed: shown?.rows[index]?.isProposed === true,
            wanted: compared.wanted,
            contact: compared.contact,
            locked: compared.lockedChanges
              .filter((change) => change.problem === null)
              .map(({ key, value }) => ({ key, value })),
            lastPeriod: row.base?.lastPeriod ?? null,
            totalInvestment: row.totalInvestment,
            plannedThisYear: row.plannedThisYear,
          }),
        ),
  };
}

function summed(
  context: JobContext,
  period: Period,
  files: readonly CollectedFile[],
): Pick<OutputOf<'collections.preview'>, 'files' | 'counts' | 'missingUnits'> {
  const counts = { new: 0, changed: 0, doubtful: 0, same: 0, empty: 0, added: 0, elsewhere: 0 };
  for (const file of files) for (const row of file.rows) counts[row.status] += 1;
  const came = new Set(
    files.flatMap((file) =>
      file.rows.some((row) => row.status !== 'empty') && file.unitId !== null ? [file.unitId] : [],
    ),
  );
  const missingUnits = context.read((reading) => {
    const { units } = collectionState(reading, requireOffice(reading), period, context.now);
    return units.filter((unit) => isMissing(unit) && !came.has(unit.unitId)).map((unit) => unit.name);
  });
  return {
    files: [...files],
    counts: { ...counts, refused: files.filter((file) => file.kind === 'refused').length },
    missingUnits,
  };
}

function readKept(context: JobContext, token: string): KeptPreview {
  const preview = context.read((reading) => previewByToken(reading, token, 'collection'));
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  try {
    return JSON.parse(
      readFileSync(join(dataFolderAt(context.dataFolder).previews, basename(preview.file)), 'utf8'),
    ) as KeptPreview;
  } catch (error) {
    throw problem('PREVIEW_UNKNOWN', {}, error);
  }
}
