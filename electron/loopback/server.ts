/** Door 2: the pages and the contract on 127.0.0.1, for one browser that was let in with a one-time token. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Host } from '#electron/host/host.ts';
import { pageHeaders } from '#electron/host/pages.ts';
import { type RunningCalls, runningCalls } from '#electron/host/running-calls.ts';
import { answerCall } from './answer-call.ts';
import { answerText } from './answers.ts';
import { type EventStreams, eventStreams } from './event-streams.ts';
import { answerDownload, answerUpload } from './file-routes.ts';
import { type Guard, makeGuard } from './guard.ts';
import { answerPage } from './page-routes.ts';
import { isOurUser } from './peer-user.ts';
import { answerOpening } from './second-start.ts';

export interface LoopbackOptions {
  /** May still be opening: requests wait for it. */
  readonly host: Promise<Host>;
  readonly pagesFolder: string;
  /** What a second start on the same data folder proves to know. */
  readonly secret: string;
  readonly onSecondStart?: () => void;
}

export interface LoopbackServer {
  readonly port: number;
  /** An address that lets one browser in once. */
  newAddress(): string;
  /** True once a browser has been let in. */
  isEntered(): boolean;
  /** Settles when no page has listened for a while: a browser may hand its window to a process of its own and end. */
  unused(): Promise<void>;
  close(): Promise<void>;
}

interface Serving extends LoopbackOptions {
  readonly guard: Guard;
  readonly events: EventStreams;
  readonly calls: Promise<RunningCalls>;
  newAddress(): string;
}

export async function serveLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const guard = makeGuard(port);
  const events = eventStreams();
  const newAddress = () => `http://127.0.0.1:${port}/enter?token=${guard.newToken()}`;
  const calls = options.host.then((host) => runningCalls(host));
  const unlisten = options.host.then((host) =>
    host.onChange(({ position }) => events.send({ type: 'change', position })),
  );
  // Whoever awaits these reports the failure of opening; here it must only not be “unhandled”.
  for (const waiting of [calls, unlisten]) waiting.catch(() => undefined);
  const serving: Serving = { ...options, guard, events, calls, newAddress };
  server.on('request', (request, response) => {
    route(serving, request, response).catch((error: unknown) => {
      process.stderr.write(
        `${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      if (response.headersSent) response.destroy();
      else answerText(response, 500, '程序内部出错，请重试。');
    });
  });
  return {
    port,
    newAddress,
    isEntered: guard.hasSession,
    async unused() {
      for (let quietChecks = 0; quietChecks < 3; quietChecks = events.count() === 0 ? quietChecks + 1 : 0)
        await wait(500);
    },
    async close() {
      (await Promise.resolve(unlisten).catch(() => () => undefined))();
      (await calls.catch(() => null))?.cancelAll();
      events.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Answers under way get a moment; a browser's open connections must not keep the program alive.
        setTimeout(() => server.closeAllConnections(), 2000).unref();
      });
    },
  };
}

async function route(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
  const { guard } = serving;
  const url = URL.parse(`http://127.0.0.1${request.url}`);
  if (url === null) return answerText(response, 404, '没有这个地址。');
  const [, first = '', second = ''] = url.pathname.split('/');
  const asked = `${request.method} /${first}`;

  if (asked === 'POST /opening') return answerOpening(serving, request, response);
  if (!guard.isAddressedToUs(request)) return answerText(response, 403, '这个地址只供本机的程序窗口使用。');
  if (asked === 'GET /enter') return answerEntry(guard, url, request, response);
  if (!guard.admits(request)) return answerText(response, 403, '请关闭这个窗口，重新启动程序。');

  switch (asked) {
    case 'POST /call':
      return answerCall(await serving.calls, serving.events, second, request, response);
    case 'POST /cancel':
      (await serving.calls).cancel(second);
      response.writeHead(204).end();
      return;
    case 'GET /events':
      return serving.events.open(request, response);
    case 'POST /files':
      return answerUpload((await serving.host).files, request, response);
    case 'GET /files':
      return answerDownload((await serving.host).files, second, url.searchParams.has('inline'), request, response);
  }
  if (request.method === 'GET' || request.method === 'HEAD')
    return answerPage(serving.pagesFolder, url.pathname, request, response);
  answerText(response, 404, '没有这个地址。');
}

function answerEntry(guard: Guard, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const cookie = isOurUser(request.socket) ? guard.enter(url.searchParams.get('token') ?? '') : null;
  if (cookie === null) {
    // Somebody who is in already and goes back to the first address stays in.
    if (guard.admits(request)) response.writeHead(303, { Location: '/' }).end();
    else answerText(response, 403, '这个地址已经用过或已失效，请重新启动程序。');
    return;
  }
  response.writeHead(303, { Location: '/', 'Set-Cookie': cookie }).end();
}
