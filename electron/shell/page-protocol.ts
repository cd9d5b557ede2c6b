/** `app://five-ones/…`: the built pages and handed-out files, under the same policy as in the other doors. */
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { protocol, type Session } from 'electron';
import type { FileStore } from '#electron/host/files.ts';
import { fileHeaders, pageFile, pageHeaders } from '#electron/host/pages.ts';
import { ProblemError } from '#shared/error.ts';

export const pageOrigin = 'app://five-ones';

/** Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

export function servePages(session: Session, pagesFolder: string, files: FileStore): void {
  session.protocol.handle('app', (request) => answerPage(request.url, request.method, pagesFolder, files));
}

export function isOurPage(url: string): boolean {
  return url.startsWith(`${pageOrigin}/`);
}

function answerPage(address: string, method: string, pagesFolder: string, files: FileStore): Response {
  const url = new URL(address);
  if (!isOurPage(address) || method !== 'GET') return refusal();
  const [, first, handle = ''] = url.pathname.split('/');
  if (first === 'files') {
    const file = resolved(files, handle);
    if (file === null) return refusal();
    const headers = fileHeaders(file.name, statSync(file.path).size, url.searchParams.has('inline'));
    return new Response(streamOf(file.path), { headers });
  }
  const page = pageFile(pagesFolder, url.pathname);
  if (page === null) return refusal();
  return new Response(streamOf(page.path), { headers: { ...pageHeaders, 'Content-Type': page.type } });
}

function refusal(): Response {
  return new Response('没有这个地址。', {
    status: 404,
    headers: { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

function streamOf(path: string): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
}

function resolved(files: FileStore, handle: string): { readonly path: string; readonly name: string } | null {
  try {
    return files.resolve(handle);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'FILE_NOT_FOUND') return null;
    throw error;
  }
}
