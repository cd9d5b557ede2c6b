/** Photos and scans of an inspection sheet: original bytes kept, photos numbered in the order of the files. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { rememberBlob } from '#db/queries/attachments.ts';
import { filesOfSheet, sheetById } from '#db/queries/inspection-sheets.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { isPhoto } from '#shared/attachment/file-kind.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem, problemSentence } from '#shared/error.ts';
import type { CommandContext, CommandHandlers, JobHandler } from '../context.ts';
import { type NewFile, takeFile } from './attachments.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { requireSheet, shownNumberOf } from './inspection-sheets.ts';

type Added = OutputOf<'inspectionSheets.addFiles'>;
type Kind = 'photo' | 'scan';

export const addSheetFilesJob: JobHandler<'inspectionSheets.addFiles'> = {
  async run(context, { id, kind, files }) {
    if (context.operator === null) throw problem('OPERATOR_MISSING');
    const known = context.read((reading) => {
      const sheet = sheetById(reading, id);
      if (sheet === undefined) throw problem('RECORD_NOT_FOUND', { noun: '督导检查表' });
      requireHome(reading, sheet.homeOffice, requireOffice(reading).id);
      return filesOfSheet(reading, id, sheet.scanIds);
    });
    const seen = known.map(({ sha256, name }) => ({ sha256, name }));
    const taken: NewFile[] = [];
    const refused: Added['refused'] = [];
    const alreadyHere: Added['alreadyHere'] = [];
    for (const [index, file] of files.entries()) {
      context.progress({ done: index, total: files.length, text: `正在放入“${file.name}”` });
      const one = await takeFile(context, file);
      const same = 'code' in one ? undefined : seen.find((each) => each.sha256 === one.sha256);
      if ('code' in one) refused.push(one);
      else if (!isWanted(kind, one.mediaType))
        refused.push({
          name: one.name,
          code: notWanted[kind],
          sentence: problemSentence(notWanted[kind], { name: one.name }),
        });
      else if (same !== undefined) alreadyHere.push({ name: one.name, sameAs: same.name });
      else {
        taken.push(one);
        seen.push({ sha256: one.sha256, name: one.name });
      }
    }
    if (taken.length === 0)
      return { changeId: null, position: context.read(ledgerPosition), added: [], alreadyHere, refused };
    const made = await context.write<Pick<Added, 'changeId' | 'position' | 'added'>>('record', {
      id,
      kind,
      files: taken,
    });
    return { ...made, alreadyHere, refused };
  },
  steps: { record: recordFiles },
};

export const inspectionFileCommands = {
  'inspectionSheets.savePhoto'(context, { id, photoNumber, itemKey }) {
    const { name, sheet } = requirePhoto(context, id);
    if (itemKey !== undefined && itemKey !== null && !sheet.content?.items.some((item) => item.key === itemKey))
      throw problem('SHEET_ANSWER_UNKNOWN', { number: shownNumberOf(sheet), item: itemKey });
    const values = {
      ...(photoNumber === undefined ? {} : { photoNumber }),
      ...(itemKey === undefined ? {} : { itemKey }),
    };
    return changeMade(
      makeChange(context, 'inspectionSheets.savePhoto', `检查表${shownNumberOf(sheet)}的照片：${name}`, [
        { entity: 'attachment', id, kind: 'put', values },
      ]),
    );
  },
  'inspectionSheets.removeFiles'(context, { ids }) {
    const drafts = ids.flatMap((id): Draft[] => {
      const { sheet } = requirePhoto(context, id);
      const isScan = sheet.scanIds.includes(id);
      return [
        { entity: 'attachment', id, kind: 'delete' },
        ...(isScan
          ? [
              scansDraft(
                sheet.id,
                sheet.scanIds.filter((each) => !ids.includes(each)),
              ),
            ]
          : []),
      ];
    });
    return changeMade(makeChange(context, 'inspectionSheets.removeFiles', `移除检查表的${ids.length}个文件`, drafts));
  },
} satisfies Partial<CommandHandlers>;

const notWanted = { photo: 'SHEET_PHOTO_NOT_IMAGE', scan: 'SHEET_SCAN_NOT_PAPER' } as const;

function isWanted(kind: Kind, mediaType: string): boolean {
  return isPhoto(mediaType) || (kind === 'scan' && mediaType === 'application/pdf');
}

function recordFiles(
  context: CommandContext,
  { id, kind, files }: { readonly id: string; readonly kind: Kind; readonly files: readonly NewFile[] },
): Pick<Added, 'changeId' | 'position' | 'added'> {
  const sheet = requireSheet(context, id);
  const numbers = filesOfSheet(context.writing, id, []).flatMap((file) => file.photoNumber ?? []);
  const highest = Math.max(0, ...numbers);
  for (const file of files) rememberBlob(context.writing, file, context.now);
  const added = files.map((file, index) => ({
    ...file,
    id: context.newId(),
    photoNumber: kind === 'photo' ? highest + index + 1 : null,
  }));
  const drafts = added.map(
    ({ id: fileId, name, sha256, bytes, mediaType, takenOn, photoNumber }): Draft => ({
      entity: 'attachment',
      id: fileId,
      kind: 'put',
      values: {
        ...(sheet.projectId === null ? {} : { projectId: sheet.projectId }),
        name,
        kind,
        sha256,
        bytes,
        mediaType,
        takenOn,
        subjectId: id,
        ...(photoNumber === null ? {} : { photoNumber }),
      },
    }),
  );
  const scans = kind === 'scan' ? [scansDraft(id, [...sheet.scanIds, ...added.map((file) => file.id)])] : [];
  const what = `${kind === 'photo' ? '照片' : '扫描件'}${added.length}个`;
  const change = makeChange(context, 'inspectionSheets.addFiles', `检查表${shownNumberOf(sheet)}放入${what}`, [
    ...drafts,
    ...scans,
  ]);
  return {
    ...changeMade(change),
    added: added.map(({ id: fileId, name, photoNumber }) => ({ id: fileId, name, photoNumber })),
  };
}

function scansDraft(id: string, scanIds: readonly string[]): Draft {
  return { entity: 'inspectionSheet', id, kind: 'put', values: { scanIds: [...scanIds] } };
}

function requirePhoto(context: CommandContext, id: string) {
  const record = readRecord(context.writing, 'attachment', id);
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '附件' });
  requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
  return { name: textOf(record, 'name'), sheet: requireSheet(context, textOf(record, 'subjectId')) };
}
