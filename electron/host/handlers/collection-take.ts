/** Taken back in bulk: many returned files shown before anything is written, then taken as one change. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { collectedFiles, markTaken, saveCollectedFile, unitReturns } from '#db/queries/collections.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { dropPreview, previewByToken, savePreview } from '#db/queries/ledger-imports.ts';
import { lastLedgerOrder } from '#db/queries/projects.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { Period } from '#shared/calendar/period.ts';
import type { Figures, LockedKey } from '#shared/collection/form.ts';
import type { CollectedFile, CollectedRow } from '#shared/contract/collections.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { knownNames, type MatchedFile, openMatcher, type ReadFile, readReturned } from '../collection/read-files.ts';
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
      return {
        shown: proposedFiles(files, read, takenBefore),
        kept: read.map((file, index) => keptFile(context.newId(), file, matched[index] ?? null)),
        position: ledgerPosition(reading),
      };
    });
    const keptFiles = kept.map((file, index) => ({ ...file, sentence: shown[index]?.sentence ?? file.sentence }));
    const token = context.newId();
    const file = join(dataFolderAt(context.dataFolder).previews, `${token}.json`);
    writeFileSync(file, JSON.stringify({ period: period.closesOn, files: keptFiles } satisfies KeptPreview), {
      mode: 0o600,
    });
    const staged = keptFiles.map(({ rows: _, ...facts }) => facts);
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
  readonly staged: readonly Omit<KeptFile, 'rows'>[];
}

/** Files that were refused stay listed too: nothing that came is lost from sight. */
function keepPreview(context: CommandContext, { token, position, file, period, staged }: KeepPayload): JsonValue {
  const preview = { token, position, digest: '', file, fileName: `${staged.length}`, kind: 'collection', payload: {} };
  for (const old of savePreview(context.writing, preview, context.now)) rmSync(old, { force: true });
  for (const each of staged)
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

type Matched = MatchedFile | { readonly refused: string; readonly unitId: string | null } | null;

function shownFile(file: ReadFile, matched: Matched, index: number): CollectedFile {
  const head = { file: index, name: file.name, savedAt: file.savedAt };
  if (file.kind === 'refused' || matched === null || 'refused' in matched)
    return {
      ...head,
      kind: 'refused',
      unitId: matched?.unitId ?? null,
      unitName: null,
      sentence:
        file.kind === 'refused' ? file.sentence : matched !== null && 'refused' in matched ? matched.refused : '',
      notes: [],
      signers: null,
      isProposed: false,
      missing: [],
      rows: [],
    };
  const rows = matched.rows.map(
    ({ row, projectId, compared, state }): CollectedRow => ({
      rowNumber: row.rowNumber,
      status: compared.status,
      projectId,
      name: row.name ?? '',
      state,
      reasons: [...compared.reasons],
      notes: [...compared.notes],
      differences: [...compared.differences],
      lockedChanges: compared.lockedChanges.map(({ key, label, before, after, problem: why }) => ({
        field: key,
        label,
        before,
        after,
        problem: why,
      })),
      needsConsent: compared.needsConsent,
      isProposed: compared.isProposed,
    }),
  );
  return {
    ...head,
    kind: file.kind,
    unitId: matched.unitId,
    unitName: matched.unitName,
    sentence: fileSentence(rows, matched.missing),
    notes: [...matched.notes],
    signers: signersText(file),
    isProposed: rows.some((row) => row.isProposed),
    missing: [...matched.missing],
    rows,
  };
}

function fileSentence(rows: readonly CollectedRow[], missing: readonly string[]): string {
  const count = (status: CollectedRow['status']) => rows.filter((row) => row.status === status).length;
  const parts = (
    [
      ['new', '新填'],
      ['changed', '有改动'],
      ['doubtful', '存疑'],
      ['same', '相同'],
      ['empty', '没有填'],
      ['added', '新增项目'],
      ['elsewhere', '项目已不在库'],
    ] as const
  ).flatMap(([status, label]) => (count(status) === 0 ? [] : [`${label}${count(status)}个`]));
  const lost =
    missing.length === 0
      ? ''
      : `；少了${missing.length}行：${missing.slice(0, 3).join('、')}${missing.length > 3 ? '等' : ''}`;
  return `${rows.every((row) => row.status === 'empty') ? '这份表一行也没有填' : parts.join('，')}${lost}。`;
}

/** Of two files with the same project the newer one is proposed; a file already taken, or given twice, is not. */
function proposedFiles(
  files: readonly CollectedFile[],
  read: readonly ReadFile[],
  takenBefore: ReadonlyMap<string, string>,
): CollectedFile[] {
  return files.map((file, index) => {
    if (file.kind === 'refused') return file;
    const sha256 = read[index]?.sha256 ?? '';
    const copy = files.slice(0, index).find((_, at) => read[at]?.sha256 === sha256);
    if (copy !== undefined) return withoutProposals(file, `与“${copy.name}”是同一份文件，只算一份。`);
    const newer = files.find(
      (other, at) => other !== file && hasSameProjects(file, other) && isNewer(other, at, file, index),
    );
    if (newer !== undefined)
      return withoutProposals(
        file,
        `${file.unitName ?? '这个单位'}交来不止一份，“${newer.name}”保存得更晚，先按那一份；要用这一份，请改选。`,
      );
    const isOlderThere = files.some(
      (other, at) => other !== file && hasSameProjects(file, other) && isNewer(file, index, other, at),
    );
    const before = takenBefore.get(sha256);
    return {
      ...file,
      notes: [
        ...(isOlderThere ? ['这个单位交来不止一份，这一份保存得最晚，先按这一份。'] : []),
        ...(before === undefined ? [] : [`这份文件本期已经收过（${before}）。`]),
        ...file.notes,
      ],
    };
  });
}

/** Rows that were filled in: two halves of one unit's form do not stand in each other's way. */
function hasSameProjects(left: CollectedFile, right: CollectedFile): boolean {
  const filled = (file: CollectedFile) =>
    new Set(
      file.rows.filter((row) => row.differences.length > 0 && row.projectId !== null).map((row) => row.projectId),
    );
  const other = filled(right);
  return [...filled(left)].some((id) => other.has(id));
}

function isNewer(left: CollectedFile, leftAt: number, right: CollectedFile, rightAt: number): boolean {
  return left.savedAt === right.savedAt ? leftAt > rightAt : left.savedAt > right.savedAt;
}

function withoutProposals(file: CollectedFile, sentence: string): CollectedFile {
  return {
    ...file,
    sentence,
    notes: [file.sentence, ...file.notes],
    isProposed: false,
    rows: file.rows.map((row) => ({ ...row, isProposed: false })),
  };
}

function signersText(file: ReadFile): string | null {
  if (file.kind === 'refused') return null;
  const { filledBy, reviewedBy, phone } = file.form.signers;
  const parts = [
    ...(filledBy === null ? [] : [`填表人：${filledBy}`]),
    ...(reviewedBy === null ? [] : [`审核人：${reviewedBy}`]),
    ...(phone === null ? [] : [`联系电话：${phone}`]),
  ];
  return parts.length === 0 ? null : parts.join('　');
}

function keptFile(id: string, file: ReadFile, matched: Matched): KeptFile {
  const isRefused = file.kind === 'refused' || matched === null || 'refused' in matched;
  return {
    id,
    name: file.name,
    sha256: file.sha256,
    unitId: matched?.unitId ?? null,
    sentence: file.kind === 'refused' ? file.sentence : '',
    isRefused,
    signers: signersText(file),
    rows: isRefused
      ? []
      : matched.rows.map(
          ({ row, projectId, compared }): TakenRow => ({
            rowNumber: row.rowNumber,
            projectId,
            name: row.name ?? '',
            status: compared.status,
            isProposed: compared.isProposed,
            wanted: compared.wanted as Partial<Figures>,
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
