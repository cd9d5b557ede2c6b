import { createReadStream, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { pageFile } from '#electron/host/pages.ts';
import { answerText } from './answers.ts';

/** This door's own `window.fiveOnes`, loaded before the page's script: module scripts run in the order they are written. */
const clientScript = '<script type="module" src="./assets/door-loopback.js"></script>';

export async function answerPage(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = pageFile(folder, path);
  if (file === null) return answerText(response, 404, '没有这个地址。');
  if (file.path.endsWith('.html')) {
    const html = readFileSync(file.path, 'utf8').replace('<head>', () => `<head>${clientScript}`);
    response.writeHead(200, { 'Content-Type': file.type }).end(request.method === 'HEAD' ? undefined : html);
    return;
  }
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.bytes });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(file.path), response);
  } catch (error) {
    // The page was closed while it loaded.
    if (!response.destroyed) throw error;
  }
}
