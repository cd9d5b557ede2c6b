/** What a file really is, by its bytes and never by its name alone. Pure: the host gives the first and the last bytes. */

import { mostPixels, pixelsOf } from './picture-size.ts';

/** 50 MB: a photo of a phone has 3–8, a scanned plan 20–30. */
export const attachmentLimitBytes = 50 * 1024 * 1024;
/** Enough of a file to know it: an archive names its parts at its end. */
export const headBytes = 256 * 1024;
export const tailBytes = 64 * 1024;

interface AcceptedKind {
  readonly mediaType: string;
  /** 中文, as a sentence names it. */
  readonly label: string;
  /** Lower case, the usual one first. */
  readonly extensions: readonly string[];
}

const kinds = {
  jpeg: { mediaType: 'image/jpeg', label: 'JPG 图片', extensions: ['jpg', 'jpeg'] },
  png: { mediaType: 'image/png', label: 'PNG 图片', extensions: ['png'] },
  webp: { mediaType: 'image/webp', label: 'WebP 图片', extensions: ['webp'] },
  heic: { mediaType: 'image/heic', label: '苹果手机照片（HEIC）', extensions: ['heic', 'heif'] },
  pdf: { mediaType: 'application/pdf', label: 'PDF 文件', extensions: ['pdf'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    label: 'Word 文档',
    extensions: ['docx'],
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    label: 'Excel 表格',
    extensions: ['xlsx'],
  },
  ofd: { mediaType: 'application/ofd', label: 'OFD 版式文件', extensions: ['ofd'] },
  /** Word, Excel and WPS of before 2007 share one container; which of them it is stands in its name only. */
  office97: {
    mediaType: 'application/x-ole-storage',
    label: 'Word、Excel 或 WPS 文件',
    extensions: ['doc', 'xls', 'wps', 'et'],
  },
} as const satisfies Record<string, AcceptedKind>;

/** What the file dialog offers. */
export const attachmentExtensions: readonly string[] = Object.values(kinds).flatMap((kind) => [...kind.extensions]);

const office97Types: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  wps: 'application/vnd.ms-works',
  et: 'application/vnd.ms-excel',
};

export type FileRefusal =
  | 'ATTACHMENT_EMPTY'
  | 'ATTACHMENT_TOO_LARGE'
  | 'ATTACHMENT_EXECUTABLE'
  | 'ATTACHMENT_PICTURE_HUGE'
  | 'ATTACHMENT_ARCHIVE'
  | 'ATTACHMENT_KIND_UNKNOWN'
  | 'ATTACHMENT_NAME_MISMATCH';

export type FileVerdict =
  | { readonly isAccepted: true; readonly mediaType: string }
  /** `found`: what it really is, in 中文, where that is known. */
  | { readonly isAccepted: false; readonly code: FileRefusal; readonly found: string };

export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  /** The first `headBytes`, or all of a smaller file. */
  readonly head: Uint8Array;
  /** The last `tailBytes`, or all of a smaller file. */
  readonly tail: Uint8Array;
}

export function fileVerdict({ name, ...facts }: FileFacts): FileVerdict {
  const kind = acceptedKind(facts);
  if (typeof kind === 'string') return refused(kind);
  const extension = extensionOf(name);
  if (!kind.extensions.includes(extension)) return refused('ATTACHMENT_NAME_MISMATCH', kind.label);
  return { isAccepted: true, mediaType: kind === kinds.office97 ? (office97Types[extension] ?? '') : kind.mediaType };
}

/** Of a file whose name comes later. */
export function fileVerdictByBytes(facts: Omit<FileFacts, 'name'>): FileVerdict {
  const kind = acceptedKind(facts);
  return typeof kind === 'string' ? refused(kind) : { isAccepted: true, mediaType: kind.mediaType };
}

function acceptedKind({ bytes, head, tail }: Omit<FileFacts, 'name'>): AcceptedKind | FileRefusal {
  if (bytes === 0) return 'ATTACHMENT_EMPTY';
  if (bytes > attachmentLimitBytes) return 'ATTACHMENT_TOO_LARGE';
  if (isExecutable(head)) return 'ATTACHMENT_EXECUTABLE';
  const kind = kindOf(head, tail);
  if (kind === 'archive') return 'ATTACHMENT_ARCHIVE';
  if (kind !== null && isPhoto(kind.mediaType) && (pixelsOf(head) ?? 0) > mostPixels) return 'ATTACHMENT_PICTURE_HUGE';
  return kind ?? 'ATTACHMENT_KIND_UNKNOWN';
}

/** Lower case, without the dot; '' where there is none. */
export function extensionOf(name: string): string {
  return /\.([0-9A-Za-z]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

export function isPhoto(mediaType: string): boolean {
  return mediaType.startsWith('image/');
}

/** What a browser of our doors draws; HEIC is kept and handed out, never drawn. */
export function isDrawable(mediaType: string): boolean {
  return ['image/jpeg', 'image/png', 'image/webp'].includes(mediaType);
}

function refused(code: FileRefusal, found = ''): FileVerdict {
  return { isAccepted: false, code, found };
}

function kindOf(head: Uint8Array, tail: Uint8Array): AcceptedKind | 'archive' | null {
  if (begins(head, [0xff, 0xd8, 0xff])) return kinds.jpeg;
  if (begins(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return kinds.png;
  if (beginsWith(head, 'RIFF') && beginsWith(head.subarray(8), 'WEBP')) return kinds.webp;
  if (beginsWith(head.subarray(4), 'ftyp') && /^(heic|heix|heim|heis|hevc|mif1|msf1)/.test(latin(head.subarray(8, 12))))
    return kinds.heic;
  // Some printers write a few lines before the mark; readers look for it in the first kilobyte.
  if (latin(head.subarray(0, 1024)).includes('%PDF-')) return kinds.pdf;
  if (begins(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return kinds.office97;
  if (begins(head, [0x50, 0x4b, 0x03, 0x04])) return zippedKindOf(latin(head), latin(tail));
  const isArchive =
    beginsWith(head, 'Rar!') ||
    begins(head, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]) ||
    begins(head, [0x1f, 0x8b]) ||
    begins(head, [0x50, 0x4b, 0x05, 0x06]);
  return isArchive ? 'archive' : null;
}

/** New office files are zips whose parts have known names. */
function zippedKindOf(head: string, tail: string): AcceptedKind | 'archive' {
  const has = (part: string) => head.includes(part) || tail.includes(part);
  if (has('OFD.xml')) return kinds.ofd;
  if (!has('[Content_Types].xml')) return 'archive';
  if (has('word/document.xml')) return kinds.docx;
  return has('xl/workbook') ? kinds.xlsx : 'archive';
}

/** Programs of Windows, Linux and macOS, scripts with an interpreter line, shortcuts. */
function isExecutable(head: Uint8Array): boolean {
  return (
    beginsWith(head, 'MZ') ||
    begins(head, [0x7f, 0x45, 0x4c, 0x46]) ||
    begins(head, [0xcf, 0xfa, 0xed, 0xfe]) ||
    begins(head, [0xca, 0xfe, 0xba, 0xbe]) ||
    begins(head, [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]) ||
    beginsWith(head, '#!')
  );
}

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function beginsWith(bytes: Uint8Array, mark: string): boolean {
  return latin(bytes.subarray(0, mark.length)) === mark;
}

/** One character a byte: names inside these formats are ASCII. */
function latin(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return text;
}
