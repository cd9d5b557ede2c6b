/** Files in and out as streams; the page only ever holds handles. */
import { createReadStream, createWriteStream, rmSync, statSync, utimesSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from '#electron/host/files.ts';
import { fileHeaders } from '#electron/host/pages.ts';
import { ProblemError } from '#shared/error.ts';
import { answerJson, answerText } from './answers.ts';

/** More than a package with every attachment of a year; a mistake in the file dialog must not fill the disk. */
const uploadLimitBytes = 4 * 1024 ** 3;

/**
 * `POST /files` with the name in `X-File-Name` (percent-encoded) → `{ handle, name }`. `X-File-Modified`: when it was last
 * saved, in milliseconds; the copy keeps that time.
 */
export async function answerUpload(
  files: FileStore,
  request: IncomingMessage,
  response: ServerResponse,
  limitBytes = uploadLimitBytes,
): Promise<void> {
  const name = nameOf(request);
  if (name === null) return answerText(response, 400, '缺少文件名。');
  const { path, file } = files.create(name);
  let bytes = 0;
  const counted = new Transform({
    transform(part: Buffer, _encoding, next) {
      bytes += part.length;
      if (bytes > limitBytes) next(new TooLarge());
      else next(null, part);
    },
  });
  try {
    await pipeline(request, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    rmSync(path, { force: true });
    if (response.destroyed) return;
    if (!(error instanceof TooLarge)) throw error;
    response.setHeader('Connection', 'close');
    return answerText(response, 413, '文件太大，没有读入。');
  }
  const savedAt = Number(request.headers['x-file-modified']);
  if (Number.isFinite(savedAt) && savedAt > 0 && savedAt < 8.64e15) utimesSync(path, savedAt / 1000, savedAt / 1000);
  answerJson(response, file);
}

/**
 * `GET /files/<handle>`: download, or `?inline` for what a browser can show. A download that was broken off is gone on with
 * (`Range: bytes=N-` with `If-Range`) as long as the file is still the same; else it begins anew.
 */
export async function answerDownload(
  files: FileStore,
  handle: string,
  wantsInline: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = resolved(files, handle);
  if (found === null) return answerText(response, 404, '找不到这个文件，它可能已经清理。请重新生成。');
  const { size, mtimeMs } = statSync(found.path);
  const tag = `"${size.toString(16)}-${Math.trunc(mtimeMs).toString(16)}"`;
  const start = wantsInline ? 0 : startOf(request, size, tag);
  response.writeHead(start === 0 ? 200 : 206, {
    ...fileHeaders(found.name, size - start, wantsInline),
    ...(wantsInline ? {} : { 'Accept-Ranges': 'bytes', ETag: tag }),
    ...(start === 0 ? {} : { 'Content-Range': `bytes ${start}-${size - 1}/${size}` }),
  });
  try {
    await pipeline(createReadStream(found.path, { start }), response);
  } catch (error) {
    // The reader closed the window or stopped the download; anything else is ours.
    if (!response.destroyed) throw error;
  }
}

/** Where the rest that is asked for begins; 0: all of it. */
function startOf({ headers }: IncomingMessage, size: number, tag: string): number {
  const [, from = ''] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  if (from === '' || (headers['if-range'] ?? tag) !== tag) return 0;
  return Number(from) < size ? Number(from) : 0;
}

class TooLarge extends Error {}

function nameOf(request: IncomingMessage): string | null {
  const header = request.headers['x-file-name'];
  if (typeof header !== 'string') return null;
  try {
    const name = decodeURIComponent(header).split(/[\\/]/).at(-1) ?? '';
    return name === '' || name.length > 255 ? null : name;
  } catch {
    // A malformed escape.
    return null;
  }
}

function resolved(files: FileStore, handle: string): { readonly path: string; readonly name: string } | null {
  try {
    return files.resolve(handle);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'FILE_NOT_FOUND') return null;
    throw error;
  }
}
