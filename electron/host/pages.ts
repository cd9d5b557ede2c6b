/** The built pages and what a browser may do with them, the same whichever door serves them. */
import { realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.ttf': 'font/ttf',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** What a browser may show in place. Anything else is only ever downloaded: an uploaded html must not run here. */
const shownInPlace = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp']);

/**
 * Nothing from anywhere but here. Styles inline because Mantine sets them on elements; workers from blobs and frames for
 * the PDF preview and the print dialog.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), usb=()',
  'Cache-Control': 'no-store',
};

export interface PageFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
}

/** The file of the pages folder that an address path names; null when there is none, or when it leads outside. */
export function pageFile(folder: string, urlPath: string): PageFile | null {
  const decoded = decodePath(urlPath);
  if (decoded === null) return null;
  try {
    const root = realpathSync(folder);
    const path = realpathSync(join(root, decoded === '/' ? 'index.html' : decoded));
    const facts = statSync(path);
    if (!facts.isFile() || !path.startsWith(root + sep)) return null;
    return { path, type: mediaTypeOf(path), bytes: facts.size };
  } catch {
    // Not there.
    return null;
  }
}

/** Headers under which a handed-out file is shown in place or downloaded (RFC 5987 for its Chinese name). */
export function fileHeaders(name: string, bytes: number, wantsInline: boolean): Record<string, string> {
  const type = mediaTypeOf(name);
  const disposition = wantsInline && shownInPlace.has(type) ? 'inline' : 'attachment';
  const plain = name.replace(/[^\w.() -]/g, '_');
  return {
    'Content-Type': type,
    'Content-Length': String(bytes),
    'Content-Disposition': `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeRfc5987(name)}`,
    // No full policy here: it would stop the browser's own PDF viewer, which the print dialog needs.
    'Content-Security-Policy': "frame-ancestors 'self'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

function mediaTypeOf(name: string): string {
  return mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream';
}

function decodePath(urlPath: string): string | null {
  try {
    const decoded = decodeURIComponent(urlPath);
    return decoded.includes('\0') || decoded.includes('\\') ? null : decoded;
  } catch {
    // A malformed escape.
    return null;
  }
}

function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
