/** Stores in memory-like temporary files for tests of the ledger: an office, its desk, and the carrying of operations. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerAccess } from '#db/ledger/access.ts';
import { type AppendedChange, appendChange, type Draft } from '#db/ledger/append.ts';
import { checkLedger, type LedgerFindings } from '#db/ledger/check.ts';
import { beginStream } from '#db/ledger/install.ts';
import { type ReceivedResult, receiveOperations } from '#db/ledger/receive.ts';
import { readRecord, type StoredRecord } from '#db/ledger/records.ts';
import { openStore } from '#db/open.ts';
import { makeStream, moveHead, setDigest, streamNamed, streamsOf } from '#db/queries/exchange.ts';
import type { Store } from '#db/run.ts';
import { sha256 } from '#db/sha256.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { addDigest, operationDigest } from '#shared/package/state-digest.ts';

export interface Desk {
  readonly store: Store;
  readonly officeId: string;
  change(drafts: readonly Draft[], summary?: string): AppendedChange;
  record(entity: EntityName, id: string): StoredRecord | undefined;
  check(): LedgerFindings;
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'five-ones-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

let lastDesk = 0;

/** A desk of an office: the same `officeId` again is a second desk with a stream of its own. */
export function openDesk(
  folder: string,
  officeId: string,
  kind: 'district' | 'centre' = 'district',
  makesOffice = true,
): Desk {
  lastDesk += 1;
  const number = lastDesk;
  const store = openStore(join(folder, `desk-${number}.sqlite`), 'writer');
  const author = { officeId, actor: `经办${number}`, at: '2026-11-18T01:00:00.000Z' };
  let lastChange = 0;
  const change = (drafts: readonly Draft[], summary = '测试') => {
    lastChange += 1;
    const id = `change-${number}-${lastChange}`;
    return store.transaction((writing) => appendChange(writing, author, { id, procedure: 'test', summary }, drafts));
  };
  store.transaction((writing) => beginStream(writing, officeId, String(number).padStart(32, '0'), author.at));
  if (makesOffice)
    change([
      {
        entity: 'office',
        id: officeId,
        kind: 'put',
        values: {
          kind,
          fullName: `${officeId}重点项目办`,
          shortName: officeId,
          rulePack: 'erqi-2024@1',
          ledgerYear: 2026,
        },
      },
    ]);
  return {
    store,
    officeId,
    change,
    record: (entity, id) => store.snapshot((reading) => readRecord(reading, entity, id)),
    check: () => store.snapshot((reading) => checkLedger(reading)),
  };
}

export interface Parcel {
  readonly officeId: string;
  readonly kind: 'district' | 'centre';
  readonly streams: readonly {
    stream: string;
    /** `line`: null where the body is withheld. */
    lines: readonly { n: number; line: string | null; bodyHash: Buffer; hash: Buffer }[];
  }[];
}

/** What a package would carry: the operations of the office's streams known at this desk, from `after` on. */
export function parcelOf(
  desk: Desk,
  after: Readonly<Record<string, number>> = {},
  kind: Parcel['kind'] = 'district',
): Parcel {
  return desk.store.snapshot((reading) => ({
    officeId: desk.officeId,
    kind,
    streams: streamsOf(reading, desk.officeId).map(({ key, stream }) => ({
      stream,
      lines: reading.select<{ n: number; line: string; bodyHash: Buffer; hash: Buffer }>(
        'SELECT n, line, body_hash AS bodyHash, hash FROM operations WHERE stream_key = ? AND n > ? ORDER BY n',
        key,
        after[stream] ?? 0,
      ),
    })),
  }));
}

/** Takes a parcel in as a desk does; a part that leaves a gap is not taken. */
export function deliver(parcel: Parcel, desk: Desk): ReceivedResult {
  return desk.store.transaction((writing) => {
    const streams = parcel.streams.flatMap(({ stream, lines }) => {
      const known = streamNamed(writing, stream);
      const first = lines[0];
      if (first === undefined || first.n > (known?.n ?? 0) + 1) return [];
      return [
        {
          streamKey: known?.key ?? makeStream(writing, stream, parcel.officeId),
          stream,
          operations: lines,
          lateBodies: [],
        },
      ];
    });
    const result = receiveOperations(ledgerAccess(writing), { officeId: parcel.officeId, kind: parcel.kind }, streams);
    for (const [key, head] of result.heads) moveHead(writing, key, head.n, head.hash);
    for (const { entry, operation } of result.received) {
      if (entry.status !== 'applied' && entry.status !== 'conflict') continue;
      const row = writing.selectFirst<{ digest: Buffer }>('SELECT digest FROM streams WHERE key = ?', entry.streamKey);
      if (row !== undefined)
        setDigest(
          writing,
          entry.streamKey,
          addDigest(row.digest, operationDigest(sha256, operation.entity, operation.id, entry.hash)),
        );
    }
    return result;
  });
}
