/** A ledger grows for years: what is asked after every change, for every package or receipt does not walk all of it. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { overlayAccess } from '#db/ledger/access.ts';
import { openStore } from '#db/open.ts';
import { gapsOf, hasOpenOperations, hasTakenBack } from '#db/queries/exchange.ts';
import { lastOperations } from '#db/queries/handed-down.ts';
import { unacknowledgedRecords } from '#db/queries/installation.ts';
import { openRecords } from '#db/queries/record-receipts.ts';
import type { Reading, Store } from '#db/run.ts';
import { temporaryFolder } from '#test/support/ledger.ts';

const folder = temporaryFolder();
let store: Store;
beforeAll(() => {
  store = openStore(join(folder.path, 'store.sqlite'), 'writer');
});
afterAll(() => {
  store.close();
  folder.remove();
});

const asked: Readonly<Record<string, (reading: Reading) => unknown>> = {
  'what waits for its record': (reading) => overlayAccess(reading).waiting(),
  'what was taken back of a stream': (reading) => overlayAccess(reading).takenBack(1),
  'whether something was taken back': (reading) => hasTakenBack(reading, 1, 1),
  'whether something waits or was refused': (reading) => hasOpenOperations(reading, 1),
  'what a receipt says is not here': (reading) => gapsOf(reading, 1),
  'how much was not confirmed': (reading) => unacknowledgedRecords(reading),
  'what was not confirmed': (reading) => openRecords(reading, 'centre', 10),
  'what was not confirmed of one record': (reading) =>
    openRecords(reading, 'centre', 10, { entity: 'project', id: 'a' }),
  'what a centre has written': (reading) => lastOperations(reading, 'centre'),
};

it.each(Object.entries(asked))('%s', (_what, ask) => {
  const steps = store.snapshot((reading) => plansOf(reading, ask));
  expect(steps.length).toBeGreaterThan(0);
  for (const step of steps) expect(step).not.toMatch(/SCAN o(perations)?\b|operations_by_record \(entity>\?\)/);
});

/** How SQLite would answer every question that is asked of the store. */
function plansOf(reading: Reading, ask: (reading: Reading) => unknown): string[] {
  const steps: string[] = [];
  ask({
    ...reading,
    select: <Row>(sql: string, ...parameters: readonly unknown[]): Row[] => {
      const plan = reading.select<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters);
      steps.push(...plan.map(({ detail }) => detail));
      return reading.select<Row>(sql, ...parameters);
    },
    selectFirst: <Row>(sql: string, ...parameters: readonly unknown[]): Row | undefined => {
      const plan = reading.select<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters);
      steps.push(...plan.map(({ detail }) => detail));
      return reading.selectFirst<Row>(sql, ...parameters);
    },
  });
  return steps;
}
