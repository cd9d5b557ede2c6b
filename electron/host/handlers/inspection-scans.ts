/** 识别扫描件: which sheet a picture shows and what its boxes say. Nothing is written; what is taken: inspection-scan-take.ts. */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredSheet } from '#db/queries/inspection-sheets.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { savePreview } from '#db/queries/ledger-imports.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { ScanReading } from '#shared/contract/inspection-scans.ts';
import type { SheetAnswer } from '#shared/domain/inspection-sheet.ts';
import { type ProblemCode, type ProblemDetails, ProblemError, problem, problemSentence } from '#shared/error.ts';
import { printMark } from '#shared/inspection/print-mark.ts';
import { type GreyPicture, pgmLimitBytes, readPgm } from '#shared/inspection/reading/grey-picture.ts';
import type { Point } from '#shared/inspection/reading/homography.ts';
import { readPage } from '#shared/inspection/reading/read-page.ts';
import { straightened } from '#shared/inspection/reading/straighten.ts';
import { layOutSheet } from '#shared/inspection/sheet-layout.ts';
import { readSheetCode } from '#shared/inspection/sheet-number.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { readCodes } from '../files/read-codes.ts';
import { sixteenGreysPng } from '../files/write-png.ts';
import { requireOffice } from './authoring.ts';
import { scanFields, scanItems } from './inspection-scan-items.ts';
import { foundSheet, requireEnterable, shownNumberOf } from './inspection-sheets.ts';

export const scanPreviewKind = 'inspectionScan';

/** What a reading keeps for its taking. */
export interface KeptReading {
  readonly pictures: readonly KeptPicture[];
}

export interface KeptPicture {
  readonly name: string;
  readonly pageOfFile: number | null;
  /** Of the original. */
  readonly sha256: string;
  /** null: not known whose picture it is. */
  readonly sheetId: string | null;
  /** False: the picture can be kept, but nothing was read from it. */
  readonly isRead: boolean;
  readonly certain: readonly { readonly key: string; readonly value: SheetAnswer['value'] }[];
  /** Items of this picture that are answered by marks. */
  readonly marked: readonly string[];
  readonly before: Readonly<Record<string, { readonly value: SheetAnswer['value'] }>>;
}

type Wish = ParsedInputOf<'inspectionScans.read'>['pictures'][number];

export const readScansJob: JobHandler<'inspectionScans.read'> = {
  async run(context, { pictures }) {
    const shown: ScanReading[] = [];
    const kept: KeptPicture[] = [];
    const hashes = new Map<string, string>();
    for (const [index, wish] of pictures.entries()) {
      context.progress({ done: index, total: pictures.length, text: `正在识别“${nameOf(wish)}”` });
      const sha256 = hashes.get(wish.original.handle) ?? (await hashOf(context, wish.original));
      hashes.set(wish.original.handle, sha256);
      const reading = await readOne(context, wish, index, shown);
      shown.push(reading);
      kept.push(keptOf(wish, sha256, reading));
    }
    const token = context.newId();
    const file = join(dataFolderAt(context.dataFolder).previews, `${token}.json`);
    writeFileSync(file, JSON.stringify({ pictures: kept } satisfies KeptReading), { mode: 0o600 });
    await context.write('keep', { token, file, position: context.read(ledgerPosition) } satisfies KeepPayload);
    return { token, pictures: shown };
  },
  steps: { keep: keepReading },
};

interface KeepPayload {
  readonly token: string;
  readonly file: string;
  readonly position: number;
}

function keepReading(context: CommandContext, { token, file, position }: KeepPayload): JsonValue {
  const preview = { token, position, digest: '', file, fileName: '', kind: scanPreviewKind, payload: {} };
  for (const old of savePreview(context.writing, preview, context.now)) rmSync(old, { force: true });
  return null;
}

/** A refusal is a value: the other pictures are read all the same. */
async function readOne(
  context: JobContext,
  wish: Wish,
  index: number,
  earlier: readonly ScanReading[],
): Promise<ScanReading> {
  const name = nameOf(wish);
  const base: ScanReading = { picture: index, name, sheet: null, refusal: null, straight: null, items: [], fields: [] };
  const refused = (code: ProblemCode, details: ProblemDetails, sheet: ScanReading['sheet'] = null): ScanReading => ({
    ...base,
    sheet,
    refusal: {
      code,
      sentence: problemSentence(code, details),
      canKeep: sheet !== null,
      wantsNumber: sheet === null && helpedByNumber.has(code),
    },
  });
  const refusedBy = (error: unknown, sheet: ScanReading['sheet'] = null): ScanReading => {
    if (error instanceof ProblemError) return refused(error.code, error.details, sheet);
    throw error;
  };

  const picture = pixelsOf(context, wish.pixels);
  if (typeof picture === 'string') return refused(picture, { name });
  const codes = await sheetCodes(picture.bytes);
  const texts = new Set(codes.map(({ text }) => text));
  if (texts.size > 1) return refused('SCAN_SEVERAL_SHEETS', { name });
  const [code] = codes;
  const typed = code?.text ?? wish.number;
  if (typed === undefined) return refused('SCAN_CODE_NOT_FOUND', { name });
  let sheet: StoredSheet;
  try {
    sheet = context.read((reading) => foundSheet(reading, typed, requireOffice(reading).id));
  } catch (error) {
    return refusedBy(error);
  }
  const about = {
    id: sheet.id,
    shownNumber: shownNumberOf(sheet),
    projectName: sheet.projectName,
    roundName: sheet.roundName,
    state: sheet.state,
    page: null,
    pages: null,
  };
  const { content } = sheet;
  try {
    requireEnterable(sheet);
    if (content === null) throw problem('SHEET_NOT_PRINTED', { number: about.shownNumber, project: '' });
    const layout = layOutSheet(content);
    const print = code === undefined ? null : (readSheetCode(code.text)?.print ?? null);
    if (print !== null && print !== printMark(content))
      return refused('SCAN_OTHER_PRINT', { name, number: about.shownNumber }, about);
    const page = readPage(picture.grey, layout, { qr: code?.middle ?? null, isThisPrint: print !== null });
    if (page === null) return refused('SCAN_MARKS_NOT_FOUND', { name, number: about.shownNumber }, about);
    const located = { ...about, page: page.page, pages: layout.pages };
    const twin = earlier.find((each) => each.sheet?.id === sheet.id && each.sheet.page === page.page);
    if (twin !== undefined)
      return refused('SCAN_TWICE', { name, number: about.shownNumber, first: twin.name }, located);
    const straight = straightened(picture.grey, page.place);
    const place = await context.newFile(`检查表${about.shownNumber}-${index + 1}.png`);
    writeFileSync(place.path, sixteenGreysPng(straight));
    return {
      ...base,
      sheet: located,
      straight: place.file,
      items: scanItems(sheet.answers, content, layout, page, straight),
      fields: scanFields(sheet, layout, page.page, straight),
    };
  } catch (error) {
    return refusedBy(error, about);
  }
}

/** Refusals that end when the number of the sheet is typed. */
const helpedByNumber: ReadonlySet<ProblemCode> = new Set([
  'SCAN_CODE_NOT_FOUND',
  'SHEET_NUMBER_UNREADABLE',
  'SHEET_NUMBER_MISTYPED',
  'SHEET_UNKNOWN',
]);

function pixelsOf(
  context: JobContext,
  file: FileHandle,
): { readonly bytes: Uint8Array; readonly grey: GreyPicture } | ProblemCode {
  const path = context.path(file);
  if (statSync(path).size > pgmLimitBytes) return 'SCAN_PIXELS_TOO_LARGE';
  const bytes = readFileSync(path);
  const grey = readPgm(bytes);
  switch (grey) {
    case 'malformed':
      return 'SCAN_PIXELS_MALFORMED';
    case 'tooLarge':
      return 'SCAN_PIXELS_TOO_LARGE';
    case 'tooSmall':
      return 'SCAN_TOO_COARSE';
    default:
      return { bytes, grey };
  }
}

/** Codes of inspection sheets; whatever else hangs on a wall behind the paper is not meant. */
async function sheetCodes(pgm: Uint8Array): Promise<{ readonly text: string; readonly middle: Point }[]> {
  return (await readCodes(pgm)).filter(({ text }) => readSheetCode(text) !== null);
}

function keptOf(wish: Wish, sha256: string, { sheet, refusal, items, name }: ScanReading): KeptPicture {
  const marked = items.filter((item) => item.options.length > 0);
  return {
    name,
    pageOfFile: wish.pageOfFile ?? null,
    sha256,
    sheetId: sheet?.id ?? null,
    isRead: refusal === null,
    certain: marked.filter((item) => item.verdict === 'certain').map(({ key, value }) => ({ key, value })),
    marked: marked.map((item) => item.key),
    before: Object.fromEntries(
      items.flatMap(({ key, before }) => (before === null ? [] : [[key, { value: before.value }]])),
    ),
  };
}

function nameOf({ original, pageOfFile }: Wish): string {
  return pageOfFile === undefined || pageOfFile === null ? original.name : `${original.name} 第${pageOfFile}页`;
}

async function hashOf(context: JobContext, file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const path = context.path(file);
  for await (const part of createReadStream(path, { highWaterMark: 1024 * 1024, signal: context.signal }))
    hash.update(part as Buffer);
  return hash.digest('hex');
}
