/** Server-sent events to the open pages. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DoorEvent } from '#shared/contract/door.ts';

export interface EventStreams {
  open(request: IncomingMessage, response: ServerResponse): void;
  send(event: DoorEvent): void;
  /** How many pages listen. */
  count(): number;
  close(): void;
}

export function eventStreams(): EventStreams {
  const streams = new Set<ServerResponse>();
  return {
    open(request, response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      // A browser that lost the stream asks again after this many milliseconds.
      response.write('retry: 500\n\n');
      streams.add(response);
      request.on('close', () => streams.delete(response));
    },
    send(event) {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    count: () => streams.size,
    close() {
      for (const stream of streams) stream.end();
      streams.clear();
    },
  };
}
