import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isCallId, type RunningCalls } from '#electron/host/running-calls.ts';
import { answerJson, answerText, readBody } from './answers.ts';
import type { EventStreams } from './event-streams.ts';

/** Room for 20 000 pasted rows in one call. */
const callLimitBytes = 64 * 1024 * 1024;

/** `POST /call/<procedure>` with `{ input, callId? }` → the result; progress goes out as events under the call's name. */
export async function answerCall(
  calls: RunningCalls,
  events: EventStreams,
  procedure: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.headers['content-type']?.split(';')[0] !== 'application/json') {
    answerText(response, 415, 'application/json');
    return;
  }
  const text = await readBody(request, callLimitBytes);
  if (text === null) {
    response.setHeader('Connection', 'close');
    answerText(response, 413, '一次提交的内容太多，请分几次进行。');
    return;
  }
  const body = parsedBody(text);
  if (body === null) {
    answerText(response, 400, '提交的内容不是 JSON。');
    return;
  }
  const callId = isCallId(body['callId']) ? body['callId'] : randomUUID();
  // A page that has gone cannot use the answer any more.
  response.on('close', () => {
    if (!response.writableFinished) calls.cancel(callId);
  });
  const result = await calls.call(callId, decodeURIComponent(procedure), body['input'], (progress) =>
    events.send({ type: 'progress', callId, ...progress }),
  );
  answerJson(response, result);
}

function parsedBody(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Not JSON: the caller answers 400.
    return null;
  }
}
