/** What a clerk is shown of the returned files, and which of them are proposed. */
import type { CollectedFile, CollectedRow } from '#shared/contract/collections.ts';
import type { MatchedFile, ReadFile } from './read-files.ts';

export type Matched = MatchedFile | { readonly refused: string; readonly unitId: string | null } | null;

export function shownFile(file: ReadFile, matched: Matched, index: number): CollectedFile {
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
  const cells = rows.reduce((sum, row) => sum + row.lockedChanges.length, 0);
  const changed = cells === 0 ? '' : `；改动了${cells}处锁定的格子，默认不收`;
  return `${rows.every((row) => row.status === 'empty') ? '这份表一行也没有填' : parts.join('，')}${lost}${changed}。`;
}

/** Of two files with the same project the newer one is proposed; a file already taken, or given twice, is not. */
export function proposedFiles(
  files: readonly CollectedFile[],
  read: readonly ReadFile[],
  takenBefore: ReadonlyMap<string, string>,
): CollectedFile[] {
  const isCopy = (at: number) => read.findIndex((each) => each.sha256 === read[at]?.sha256) < at;
  return files.map((file, index) => {
    if (file.kind === 'refused') return file;
    const sha256 = read[index]?.sha256 ?? '';
    const copy = files.slice(0, index).find((_, at) => read[at]?.sha256 === sha256);
    if (copy !== undefined) return withoutProposals(file, `与“${copy.name}”是同一份文件，只算一份。`);
    const newer = files.find(
      (other, at) => other !== file && !isCopy(at) && hasSameProjects(file, other) && isNewer(other, at, file, index),
    );
    if (newer !== undefined)
      return withoutProposals(
        file,
        `${file.unitName ?? '这个单位'}交来不止一份，“${newer.name}”保存得更晚，先按那一份；要用这一份，请改选。`,
      );
    const isOlderThere = files.some(
      (other, at) => other !== file && !isCopy(at) && hasSameProjects(file, other) && isNewer(file, index, other, at),
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

export function signersText(file: ReadFile): string | null {
  if (file.kind === 'refused') return null;
  const { filledBy, reviewedBy, phone } = file.form.signers;
  const parts = [
    ...(filledBy === null ? [] : [`填表人：${filledBy}`]),
    ...(reviewedBy === null ? [] : [`审核人：${reviewedBy}`]),
    ...(phone === null ? [] : [`联系电话：${phone}`]),
  ];
  return parts.length === 0 ? null : parts.join('　');
}
