/** Files of a project or of a matter of no single one: taken in by their bytes, named by records, handed out; never written over and never erased. */
import { existsSync } from 'node:fs';
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import {
  filesThere,
  hasBlob,
  listAttachments,
  owedFiles,
  rememberBlob,
  type StoredBlob,
} from '#db/queries/attachments.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import type { Reading } from '#db/run.ts';
import { extensionOf, fileVerdict, isPhoto } from '#shared/attachment/file-kind.ts';
import { photoDay } from '#shared/attachment/photo-day.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { AttachmentKind } from '#shared/domain/attachment.ts';
import { entities } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { problem, problemSentence } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandContext, CommandHandlers, JobContext, JobHandler, QueryHandlers } from '../context.ts';
import { blobPath, blobState, fileEnds, storeBlob } from '../files/blobs.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { requireProject } from './own-project.ts';
import { trimmed } from './projects.ts';

type AddInput = ParsedInputOf<'attachments.add'>;

export const attachmentQueries = {
  'attachments.list'({ reading }, { projectId = null, subjectId = null }) {
    const officeId = requireOffice(reading).id;
    const { homeOffice } = requirePlace(reading, officeId, projectId, subjectId);
    return { rows: listAttachments(reading, { projectId, subjectId }), mayEdit: homeOffice === officeId };
  },
} satisfies Partial<QueryHandlers>;

export const attachmentCommands = {
  'attachments.save'(context, { ids, changes }) {
    const drafts = ids.map((id): Draft => {
      const record = requireOwnAttachment(context, id);
      const values = trimmed(changes);
      if (values['subjectId'] !== undefined && record.values['projectId'] === null)
        requirePlace(context.writing, record.homeOffice, null, textIn(values['subjectId']));
      if (typeof values['name'] === 'string') values['name'] = withExtension(values['name'], textOf(record, 'name'));
      return { entity: 'attachment', id, kind: 'put', values };
    });
    return changeMade(makeChange(context, 'attachments.save', `修改附件：${namesOf(context.writing, ids)}`, drafts));
  },
  'attachments.remove'(context, { ids }) {
    const names = namesOf(context.writing, ids);
    const drafts = ids.map((id): Draft => {
      requireOwnAttachment(context, id);
      return { entity: 'attachment', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'attachments.remove', `移除附件：${names}`, drafts));
  },
} satisfies Partial<CommandHandlers>;

export interface NewFile extends StoredBlob {
  readonly name: string;
  readonly takenOn: string | null;
}

export const addAttachmentsJob: JobHandler<'attachments.add'> = {
  async run(context, input) {
    if (context.operator === null) throw problem('OPERATOR_MISSING');
    const seen = context.read((reading) => {
      const { projectId, subjectId } = requireOwnPlace(reading, input);
      return filesThere(reading, { projectId, subjectId });
    });
    const files: NewFile[] = [];
    const refused: { name: string; code: string; sentence: string }[] = [];
    const alreadyHere: { name: string; sameAs: string }[] = [];
    for (const [index, file] of input.files.entries()) {
      context.progress({ done: index, total: input.files.length, text: `正在放入“${file.name}”` });
      const taken = await takeFile(context, file);
      if ('code' in taken) {
        refused.push(taken);
        continue;
      }
      const same = seen.find((each) => each.sha256 === taken.sha256);
      if (same !== undefined) alreadyHere.push({ name: taken.name, sameAs: same.name });
      else {
        files.push(taken);
        seen.push({ sha256: taken.sha256, name: taken.name });
      }
    }
    if (files.length === 0) {
      const position = context.read(ledgerPosition);
      return { changeId: null, position, added: [], alreadyHere, refused };
    }
    const made = await context.write<Recorded>('record', { input: { ...input, files: [] }, files });
    return { ...made, alreadyHere, refused };
  },
  steps: { record: recordFiles },
};

type Recorded = {
  readonly changeId: string | null;
  readonly position: number;
  readonly added: { readonly id: string; readonly name: string }[];
};

function recordFiles(
  context: CommandContext,
  { input, files }: { readonly input: AddInput; readonly files: readonly NewFile[] },
): Recorded {
  const place = requireOwnPlace(context.writing, input);
  const added = files.map((file) => ({ ...file, id: context.newId() }));
  for (const file of files) rememberBlob(context.writing, file, context.now);
  const drafts = added.map(
    ({ id, name, sha256, bytes, mediaType, takenOn }): Draft => ({
      entity: 'attachment',
      id,
      kind: 'put',
      values: {
        projectId: place.projectId,
        name,
        kind: input.kind ?? usualKind(mediaType),
        sha256,
        bytes,
        mediaType,
        takenOn,
        ...trimmed({ subjectId: input.subjectId ?? null, note: input.note ?? null }),
      },
    }),
  );
  const [first] = added;
  if (place.lacksScan && first !== undefined)
    drafts.push({ entity: 'instruction', id: place.subjectId ?? '', kind: 'put', values: { scanId: first.id } });
  const what = files.length === 1 ? (files[0]?.name ?? '') : `${files.length}个文件`;
  const change = makeChange(context, 'attachments.add', `放入附件：${place.name} ${what}`, drafts);
  return { ...changeMade(change), added: added.map(({ id, name }) => ({ id, name })) };
}

/** Knows the file by its bytes, then copies it in; a refusal is a value, so that the others are taken. */
export async function takeFile(
  context: JobContext,
  file: FileHandle,
): Promise<NewFile | { readonly name: string; readonly code: string; readonly sentence: string }> {
  const path = context.path(file);
  const name = fileName(file.name);
  const ends = await fileEnds(path);
  const verdict = fileVerdict({ name, ...ends });
  if (!verdict.isAccepted) {
    const details = { name, found: verdict.found, size: megabytes(ends.bytes) };
    return { name, code: verdict.code, sentence: problemSentence(verdict.code, details) };
  }
  const sha256 = await storeBlob(context.dataFolder, path, context.signal);
  return { name, sha256, bytes: ends.bytes, mediaType: verdict.mediaType, takenOn: photoDay(ends.head) };
}

export const attachmentFileJob: JobHandler<'attachments.file'> = {
  async run(context, { id }) {
    const { record, office, isHere } = context.read((reading) => {
      const found = requireAttachment(reading, id);
      return {
        record: found,
        office: textOf(readRecord(reading, 'office', found.homeOffice), 'shortName'),
        isHere: hasBlob(reading, textOf(found, 'sha256')),
      };
    });
    const name = textOf(record, 'name');
    const path = blobPath(context.dataFolder, textOf(record, 'sha256'));
    if (!isHere || !existsSync(path)) throw problem('ATTACHMENT_NOT_HERE', { name, office: office || '原单位' });
    return { file: await context.handOut(path, name) };
  },
};

/** What the store's own check says of the files: each is read whole and compared with its name. */
export async function fileProblems(context: JobContext): Promise<readonly string[]> {
  const owed = context.read((reading) => owedFiles(reading, requireOffice(reading).id));
  const problems: string[] = [];
  for (const [index, file] of owed.entries()) {
    context.progress({ done: index, total: owed.length, text: '正在核对附件' });
    const at = file.placeName === null ? '' : `（${file.placeName}）`;
    const state = await blobState(context.dataFolder, file.sha256, file.bytes);
    if (state === 'missing') problems.push(`附件“${file.name}”${at}的文件不见了，请从备份里恢复。`);
    if (state === 'damaged') problems.push(`附件“${file.name}”${at}的文件已损坏，请从备份里恢复。`);
  }
  return problems;
}

interface Place {
  readonly projectId: string | null;
  readonly subjectId: string | null;
  readonly homeOffice: string;
  readonly name: string;
  /** An instruction without the scan of its paper: the first file given to it is the scan. */
  readonly lacksScan: boolean;
}

/** Where files lie that belong to no single project, and what a person calls it by. */
const subjects: readonly (readonly [EntityName, nameField: string])[] = [
  ['meeting', 'title'],
  ['instruction', 'paperTitle'],
  ['issue', 'title'],
  ['task', 'content'],
  ['visit', 'place'],
];

function requirePlace(reading: Reading, officeId: string, projectId: string | null, subjectId: string | null): Place {
  if (projectId !== null) {
    const { homeOffice, values } = requireProject(reading, projectId);
    return { projectId, subjectId, homeOffice, name: textIn(values['name']) ?? '', lacksScan: false };
  }
  if (subjectId === null) throw problem('ATTACHMENT_OF_NOTHING');
  for (const [entity, nameField] of subjects) {
    const record = readRecord(reading, entity, subjectId);
    if (record === undefined || record.isDeleted) continue;
    const project = readRecord(reading, 'project', textOf(record, 'projectId'));
    return {
      // A centre's task may be about a district's project; its files stay the centre's.
      projectId: project?.homeOffice === officeId && !project.isDeleted ? project.id : null,
      subjectId,
      homeOffice: record.homeOffice,
      name: textOf(record, nameField) || entities[entity].label,
      lacksScan: entity === 'instruction' && textOf(record, 'scanId') === '',
    };
  }
  throw problem('RECORD_NOT_FOUND', { noun: '事项' });
}

function requireOwnPlace(reading: Reading, { projectId = null, subjectId = null }: AddInput): Place {
  const officeId = requireOffice(reading).id;
  const place = requirePlace(reading, officeId, projectId, subjectId);
  requireHome(reading, place.homeOffice, officeId);
  return place;
}

function textIn(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function requireAttachment(reading: Reading, id: string): StoredRecord {
  const record = readRecord(reading, 'attachment', id);
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '附件' });
  return record;
}

function requireOwnAttachment(context: CommandContext, id: string): StoredRecord {
  const record = requireAttachment(context.writing, id);
  requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
  return record;
}

function namesOf(reading: Reading, ids: readonly string[]): string {
  const [first = ''] = ids;
  const name = textOf(readRecord(reading, 'attachment', first), 'name');
  return ids.length === 1 ? name : `${name}等${ids.length}个`;
}

/** Whoever types a new name leaves the extension out; without it nobody can open the file. */
function withExtension(typed: string, before: string): string {
  const extension = extensionOf(before);
  return extension === '' || extensionOf(typed) === extension ? typed : `${typed}.${extension}`;
}

/** Names of at most 200 characters, the extension kept. */
function fileName(name: string): string {
  const clean = name.normalize('NFC').trim();
  const extension = extensionOf(clean);
  const signs = [...clean];
  return signs.length <= 200 ? clean : `${signs.slice(0, 190 - extension.length).join('')}….${extension}`;
}

function usualKind(mediaType: string): AttachmentKind {
  return isPhoto(mediaType) ? 'photo' : 'other';
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
