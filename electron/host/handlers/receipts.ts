/** Receipts record by record: generated is never delivered, and what waits shows since when (exchange.md “Receipt”). */
import { belongingOf } from '#db/queries/belonging.ts';
import { acknowledgementOf, lastOperationOf } from '#db/queries/exchange.ts';
import { hasOpenQuestion } from '#db/queries/questions.ts';
import { type OpenRecord, openRecords, packagesSent, refusedThere } from '#db/queries/record-receipts.ts';
import { keptBack } from '#db/queries/restrictions.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, dayNumber, shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { WaitingRow } from '#shared/contract/leaving.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import { refusalWords } from '#shared/text/refusal-words.ts';
import type { QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { recordPage, recordTitle } from './record-places.ts';

type Receipt = NonNullable<OutputOf<'receipts.of'>['receipt']>;

const mostShown = 2000;
/** A first report of a large ledger is one line in the count, not a list to read. */
const mostCounted = 100_000;

export const receiptQueries = {
  'receipts.of'({ reading, now }, { entity, id }) {
    const centre = centreOf(reading);
    if (requireOffice(reading).kind === 'centre' || !isEntityName(entity)) return { receipt: null };
    const back = keptBack(reading);
    if (
      back.size > 0 &&
      belongingOf(reading)
        .above(id)
        .some((each) => back.has(each))
    )
      return { receipt: plain('stays', '暂不报出，只留在本单位') };
    const open = openRecords(reading, centre, 10, { entity, id });
    if (open.length > 0) return { receipt: waitingReceipt(open, now, packagesSent(reading, centre)) };
    const refused = refusedThere(reading, centre).find((each) => each.recordId === id && each.entity === entity);
    if (refused !== undefined) return { receipt: refusedReceipt(refused, now) };
    const last = lastOperationOf(reading, entity, id);
    const held = last === undefined ? undefined : acknowledgementOf(reading, centre, last.streamKey);
    if (last === undefined || held === undefined) return { receipt: null };
    if (held.withheld.some(([from, to]) => last.n >= from && last.n <= to))
      return { receipt: plain('stays', '不在报送范围里，对方没有这条记录的内容') };
    if (hasOpenQuestion(reading, centre, id)) return { receipt: plain('questioned', '对方已收，有疑问待答复') };
    return { receipt: plain('delivered', '对方已收') };
  },
  'receipts.waiting'({ reading, now }) {
    const centre = centreOf(reading);
    const back = keptBack(reading);
    const belonging = back.size === 0 ? null : belongingOf(reading);
    const open = Map.groupBy(
      openRecords(reading, centre, mostCounted).filter(
        ({ recordId }) => belonging === null || !belonging.above(recordId).some((each) => back.has(each)),
      ),
      ({ entity, recordId }) => `${entity} ${recordId}`,
    );
    const refused = refusedThere(reading, centre).filter(({ entity, recordId }) => !open.has(`${entity} ${recordId}`));
    const carried = packagesSent(reading, centre);
    const waiting = [...open.values()].flatMap((of) => {
      const [first] = of;
      return first === undefined
        ? []
        : [{ entity: first.entity, id: first.recordId, receipt: waitingReceipt(of, now, carried) }];
    });
    const all = [
      ...refused.map((row) => ({ entity: row.entity, id: row.recordId, receipt: refusedReceipt(row, now) })),
      ...waiting,
    ];
    const count = (state: Receipt['state']) => all.filter(({ receipt }) => receipt.state === state).length;
    return {
      rows: all.slice(0, mostShown).map(
        ({ entity, id, receipt }): WaitingRow => ({
          ...receipt,
          entity,
          entityLabel: isEntityName(entity) ? entities[entity].label : '新版本的记录',
          id,
          title: recordTitle(reading, entity, id),
          page: recordPage(reading, entity, id),
        }),
      ),
      total: all.length,
      counts: { unsent: count('unsent'), generated: count('generated'), refused: count('refused') },
    };
  },
} satisfies Partial<QueryHandlers>;

/** Nobody yet: then nothing has been sent or acknowledged. */
function centreOf(reading: Reading): string {
  return enrolledOffices(reading).find((each) => each.kind === 'centre')?.id ?? '';
}

function plain(state: Receipt['state'], sentence: string): Receipt {
  return { state, sentence, since: null, days: null };
}

/** unsent as long as its newest change is in no package. */
function waitingReceipt(open: readonly OpenRecord[], now: string, carried: ReturnType<typeof packagesSent>): Receipt {
  const since = open.map((row) => row.since).toSorted()[0] ?? now;
  const days = dayNumber(businessDay(now)) - dayNumber(businessDay(since));
  const packages = open.map(({ streamKey, lastN }) => carried(streamKey, lastN));
  if (packages.some((each) => each === undefined)) return { state: 'unsent', sentence: '改动还没有报出', since, days };
  const newest = packages.toSorted((left, right) => (right?.seq ?? 0) - (left?.seq ?? 0))[0];
  return {
    state: 'generated',
    sentence: `已在第${newest?.seq ?? 0}号报送包里（${shownDay(businessDay(newest?.at ?? now))}生成），还没有收到回执`,
    since,
    days,
  };
}

function refusedReceipt({ code, at }: { readonly code: string; readonly at: string }, now: string): Receipt {
  return {
    state: 'refused',
    sentence: `对方没有采纳：${refusalWords(code)}`,
    since: at,
    days: dayNumber(businessDay(now)) - dayNumber(businessDay(at)),
  };
}
