/** The one writer of the store: commands and the steps of jobs, each in one synchronous transaction. */
import { randomInt } from 'node:crypto';
import { ledgerPosition } from '#db/queries/installation.ts';
import type { Writing } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import { newId, newStream } from '../clock.ts';
import type { CommandContext } from '../context.ts';
import { commandHandler, jobStep } from '../handlers/index.ts';
import type { CallMessage } from './protocol.ts';
import { serveCalls } from './serve-calls.ts';

serveCalls('writer', (store, message) =>
  store.transaction((writing) => {
    const { procedure, step, input } = message;
    const handler = step === null ? commandHandler(procedure) : jobStep(procedure, step);
    const value = handler(contextOf(message, writing), input as never);
    return { ok: true, value, position: ledgerPosition(writing) };
  }),
);

function contextOf(message: CallMessage, writing: Writing): CommandContext {
  return {
    ...message.facts,
    writing,
    newId,
    newStream,
    randomBelow: (below) => randomInt(below),
    path(file) {
      const path = message.paths[file.handle];
      if (path === undefined) throw problem('FILE_NOT_FOUND', { name: file.name });
      return path;
    },
  };
}
