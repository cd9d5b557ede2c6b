/** 识别扫描件, taken: originals as evidence, certain and decided answers as drafts of the sheets. They stay out until entered. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Draft } from '#db/ledger/append.ts';
import { rememberBlob } from '#db/queries/attachments.ts';
import { filesOfSheet } from '#db/queries/inspection-sheets.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { previewByToken } from '#db/queries/ledger-imports.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { SheetAnswer } from '#shared/domain/inspection-sheet.ts';
import { type ProblemCode, ProblemError, problem, problemSentence } from '#shared/error.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { type NewFile, takeFile } from './attachments.ts';
import { changeMade, makeChange } from './authoring.ts';
import { type KeptPicture, type KeptReading, scanPreviewKind } from './inspection-scans.ts';
import { requireOut, requireSheet, sheetDrafts, shownNumberOf } from './inspection-sheets.ts';

type Input = ParsedInputOf<'inspectionScans.take'>;
type Wish = Input['pictures'][number];
type Output = OutputOf<'inspectionScans.take'>;
type Refused = Output['refused'][number];

/** A picture whose original is in the store. */
interface Taken {
  readonly wish: Omit<Wish, 'original'>;
  readonly kept: KeptPicture & { readonly sheetId: string };
  readonly file: NewFile;
}

export const takeScansJob: JobHandler<'inspectionScans.take'> = {
  async run(context, { token, pictures }) {
    if (context.operator === null) throw problem('OPERATOR_MISSING');
    const { pictures: known } = readKept(context, token);
    const taken: Taken[] = [];
    const refused: Refused[] = [];
    for (const [index, { original, ...wish }] of pictures.entries()) {
      context.progress({ done: index, total: pictures.length, text: `正在保存“${original.name}”` });
      const kept = known[wish.picture];
      if (kept === undefined) throw problem('PREVIEW_UNKNOWN');
      const refuse = (code: ProblemCode, sentence: string) => refused.push({ picture: wish.picture, code, sentence });
      const { sheetId } = kept;
      if (sheetId === null) {
        refuse('SCAN_SHEET_UNKNOWN', problemSentence('SCAN_SHEET_UNKNOWN', { name: kept.name }));
        continue;
      }
      const file = await takeFile(context, original);
      if ('code' in file) refused.push({ picture: wish.picture, code: file.code, sentence: file.sentence });
      else if (file.sha256 !== kept.sha256)
        refuse('SCAN_ORIGINAL_CHANGED', problemSentence('SCAN_ORIGINAL_CHANGED', { name: kept.name }));
      else taken.push({ wish, kept: { ...kept, sheetId }, file });
    }
    if (taken.length === 0) return { changeId: null, position: context.read(ledgerPosition), sheets: [], refused };
    const made = await context.write<Output>('record', { taken } satisfies Payload);
    return { ...made, refused: [...refused, ...made.refused] };
  },
  steps: { record: recordScans },
};

interface Payload {
  readonly taken: readonly Taken[];
}

/** Pages of one sheet are written together; a sheet that cannot be written leaves the others alone. */
function recordScans(context: CommandContext, { taken }: Payload): Output {
  const drafts: Draft[] = [];
  const sheets: Output['sheets'] = [];
  const refused: Refused[] = [];
  for (const [sheetId, pages] of Map.groupBy(taken, ({ kept }) => kept.sheetId)) {
    try {
      const made = draftsOfSheet(context, sheetId, pages);
      for (const { file } of pages) rememberBlob(context.writing, file, context.now);
      drafts.push(...made.drafts);
      sheets.push({ id: sheetId, ...made.facts });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const sentence = problemSentence(error.code, error.details);
      refused.push(...pages.map(({ wish }) => ({ picture: wish.picture, code: error.code, sentence })));
    }
  }
  if (drafts.length === 0) return { changeId: null, position: ledgerPosition(context.writing), sheets, refused };
  const answers = sheets.reduce((sum, sheet) => sum + sheet.answers, 0);
  const summary = `识别扫描件：${sheets.length}张检查表，${answers}项结果`;
  return { ...changeMade(makeChange(context, 'inspectionScans.take', summary, drafts)), sheets, refused };
}

function draftsOfSheet(context: CommandContext, sheetId: string, pages: readonly Taken[]) {
  const read = pages.filter(({ wish, kept }) => wish.isEvidenceOnly !== true && kept.isRead);
  const sheet = read.length > 0 ? requireOut(context, sheetId) : requireSheet(context, sheetId);
  const before = new Map(sheet.answers.map((answer) => [answer.key, answer]));
  const after = new Map(before);
  let answers = 0;
  for (const { wish, kept } of read)
    for (const answer of answersOf(wish, kept, before)) {
      const held = before.get(answer.key) ?? null;
      // Somebody typed it since the picture was read.
      if (held?.value !== kept.before[answer.key]?.value && held?.value !== answer.value)
        throw problem('RECORD_CHANGED');
      if (held?.value === answer.value && held.note === answer.note) continue;
      after.set(answer.key, answer);
      answers += 1;
    }
  const changes = Object.assign({}, ...read.map(({ wish }) => wish.changes ?? {}));
  const hasChanges = answers > 0 || Object.keys(changes).length > 0;
  const order = (sheet.content?.items ?? []).map((item) => item.key);
  const sorted = [...after.values()].toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  const typed = hasChanges
    ? sheetDrafts(context, sheet, { ...changes, ...(answers > 0 ? { answers: sorted } : {}) })
    : [];
  const { drafts, ids } = evidenceDrafts(context, sheet, pages);
  const scans: Draft[] =
    ids.length === 0
      ? []
      : [{ entity: 'inspectionSheet', id: sheetId, kind: 'put', values: { scanIds: [...sheet.scanIds, ...ids] } }];
  return {
    drafts: [...drafts, ...typed, ...scans],
    facts: { shownNumber: shownNumberOf(sheet), answers, files: ids.length },
  };
}

/** Certain ones as read, then those a person decided or typed; a mark nobody decided stays out. */
function answersOf(
  wish: Taken['wish'],
  kept: KeptPicture,
  before: ReadonlyMap<string, SheetAnswer>,
): readonly SheetAnswer[] {
  const decided = new Map((wish.answers ?? []).map((answer) => [answer.key, answer]));
  const noteOf = (key: string) => before.get(key)?.note ?? null;
  const read = kept.certain
    .filter(({ key }) => !decided.has(key))
    .map(({ key, value }): SheetAnswer => ({ key, value, note: noteOf(key), from: 'read' }));
  const certain = new Map(kept.certain.map(({ key, value }) => [key, value]));
  const byPerson = [...decided.values()].map(({ key, value, note }): SheetAnswer => {
    const from = !kept.marked.includes(key) ? 'typed' : certain.get(key) === value ? 'read' : 'confirmed';
    return { key, value, note: note === undefined ? noteOf(key) : note, from };
  });
  return [...read, ...byPerson];
}

/** The same file is kept once with a sheet: both of its pages may be in one PDF. */
function evidenceDrafts(
  context: CommandContext,
  sheet: ReturnType<typeof requireSheet>,
  pages: readonly Taken[],
): { readonly drafts: Draft[]; readonly ids: string[] } {
  const here = new Set(filesOfSheet(context.writing, sheet.id, sheet.scanIds).map((file) => file.sha256));
  const drafts: Draft[] = [];
  const ids: string[] = [];
  for (const [sha256, same] of Map.groupBy(pages, ({ file }) => file.sha256)) {
    const [first] = same;
    if (first === undefined || here.has(sha256)) continue;
    const { name, bytes, mediaType, takenOn } = first.file;
    const pagesOfFile = same.flatMap(({ kept }) => (kept.pageOfFile === null ? [] : [kept.pageOfFile]));
    const id = context.newId();
    ids.push(id);
    drafts.push({
      entity: 'attachment',
      id,
      kind: 'put',
      values: {
        ...(sheet.projectId === null ? {} : { projectId: sheet.projectId }),
        name,
        kind: 'scan',
        sha256,
        bytes,
        mediaType,
        takenOn,
        subjectId: sheet.id,
        ...(pagesOfFile.length === 0 ? {} : { note: `第${pagesOfFile.join('、')}页` }),
      },
    });
  }
  return { drafts, ids };
}

function readKept(context: JobContext, token: string): KeptReading {
  const preview = context.read((reading) => previewByToken(reading, token, scanPreviewKind));
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  try {
    const path = join(dataFolderAt(context.dataFolder).previews, basename(preview.file));
    return JSON.parse(readFileSync(path, 'utf8')) as KeptReading;
  } catch (error) {
    throw problem('PREVIEW_UNKNOWN', {}, error);
  }
}
