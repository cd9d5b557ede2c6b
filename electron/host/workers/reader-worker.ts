/** Queries, on a read-only connection: never behind a job or a command. */
import { queryHandler } from '../handlers/index.ts';
import { serveCalls } from './serve-calls.ts';

serveCalls('reader', (store, { procedure, facts, input }) =>
  store.snapshot((reading) => ({
    ok: true,
    value: queryHandler(procedure)({ ...facts, reading }, input as never),
  })),
);
