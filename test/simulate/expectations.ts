/** What must be true after the final exchange (exchange.md “What can go wrong”). Every broken one is a sentence. */

import { checkLedger } from '#db/ledger/check.ts';
import { entityPlan, readRecord } from '#db/ledger/records.ts';
import { sameValue } from '#db/ledger/same-value.ts';
import type { Reading } from '#db/run.ts';
import { isEntityName } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { staysInOffice } from '#shared/package/ownership.ts';
import { districtsOf } from './honest.ts';
import { type Installation, siblingsOf, streamsAt, type World } from './world.ts';

export function brokenExpectations(world: World): string[] {
  const broken: string[] = [];
  for (const each of world.installations) {
    for (const problem of each.host.read(checkLedger).problems) broken.push(`${each.name}: ${problem}`);
    expectOnlyGenuine(world, each, broken);
  }
  for (const district of districtsOf(world)) {
    expectNothingLost(district, world.centre, district.office.id, broken);
    expectNothingLost(world.centre, district, world.centre.office.id, broken);
    expectNothingForgotten(district, world.centre, broken);
    expectSame(district, world.centre, district.office.id, broken);
    expectSame(world.centre, district, world.centre.office.id, broken);
    for (const desk of siblingsOf(world, district))
      if (desk !== district)
        for (const officeId of [district.office.id, world.centre.office.id]) {
          expectNothingLost(district, desk, officeId, broken);
          expectSame(district, desk, officeId, broken, true);
        }
  }
  return broken;
}

/** Nothing was applied that the office it is said to be of has not written. */
function expectOnlyGenuine({ authored }: World, { name, host }: Installation, broken: string[]): void {
  const lines = host.read((reading) =>
    reading.select<{ officeId: string; line: string }>(
      'SELECT s.office_id AS officeId, o.line FROM operations o JOIN streams s ON s.key = o.stream_key WHERE o.line IS NOT NULL',
    ),
  );
  for (const { officeId, line } of lines)
    if (authored.get(officeId)?.has(line) !== true) broken.push(`${name} holds what ${officeId} never wrote: ${line}`);
}

/** Whatever another holds of an office, its author holds too. */
function expectNothingLost(author: Installation, holder: Installation, officeId: string, broken: string[]): void {
  const own = new Map(author.host.read(streamsAt).map((each) => [each.stream, each]));
  for (const { stream, n, officeId: of } of holder.host.read(streamsAt)) {
    if (of !== officeId) continue;
    const mine = own.get(stream);
    if (mine === undefined || mine.n < n)
      broken.push(`${author.name} has lost what ${holder.name} holds: ${stream} up to ${n}, here ${mine?.n ?? 0}`);
  }
}

function expectNothingForgotten(district: Installation, centre: Installation, broken: string[]): void {
  const there = new Map(centre.host.read(streamsAt).map((each) => [each.stream, each]));
  const acknowledged = new Map(
    district.host
      .read((reading) =>
        reading.select<{ key: number; n: number }>(
          'SELECT stream_key AS key, n FROM acknowledgements WHERE office_id = ?',
          centre.office.id,
        ),
      )
      .map(({ key, n }) => [key, n]),
  );
  for (const { key, stream, n, officeId } of district.host.read(streamsAt)) {
    if (officeId !== district.office.id) continue;
    if ((there.get(stream)?.n ?? 0) !== n)
      broken.push(`${stream} of ${district.name}: ${n} here, ${there.get(stream)?.n} there`);
    if ((acknowledged.get(key) ?? 0) !== n)
      broken.push(`${stream} of ${district.name}: ${acknowledged.get(key)} of ${n} acknowledged`);
  }
}

interface Row {
  readonly stream: string;
  readonly n: number;
  readonly status: string;
  readonly hash: string;
  readonly line: string | null;
  readonly entity: string | null;
  readonly id: string | null;
}

function rowsOf(reading: Reading, officeId: string): Row[] {
  return reading.select<Row>(
    `SELECT s.stream, o.n, o.status, hex(o.hash) AS hash, o.line, o.entity, o.record_id AS id
     FROM operations o JOIN streams s ON s.key = o.stream_key WHERE s.office_id = ? ORDER BY s.stream, o.n`,
    officeId,
  );
}

/** The same operations, with the same fate; and where all bodies of a record are here and there, the same record. */
function expectSame(
  author: Installation,
  holder: Installation,
  officeId: string,
  broken: string[],
  isDesk = false,
): void {
  const mine = author.host.read((reading) => rowsOf(reading, officeId));
  const theirs = new Map(
    holder.host.read((reading) => rowsOf(reading, officeId)).map((row) => [`${row.stream} ${row.n}`, row]),
  );
  const partial = new Set<string>();
  const whole = new Set<string>();
  const where = `${officeId} at ${holder.name}`;
  const isAll = !isDesk && author.office.kind === 'district' && author.scope.kind === 'all';
  const released = isAll ? releasedAt(author) : new Set<string>();
  for (const row of mine) {
    const other = theirs.get(`${row.stream} ${row.n}`);
    const record = `${row.entity} ${row.id}`;
    whole.add(record);
    if (other === undefined || other.line === null || row.line === null) {
      partial.add(record);
      const mayStay = row.entity === null || (staysInOffice.has(row.entity) && !released.has(row.id ?? ''));
      if (isAll && row.line !== null && !mayStay)
        broken.push(`${where}: ${row.stream} ${row.n} has no body there: ${row.line}`);
      if (other === undefined) continue;
    } else {
      if (other.line !== row.line) broken.push(`${where}: ${row.stream} ${row.n} has another body`);
      // After a restore the centre's own word waits for a project that is not reported any more.
      const mayWait = holder.scope.kind !== 'all' || author.scope.kind !== 'all';
      if (mayWait && (row.status === 'waiting' || other.status === 'waiting')) partial.add(record);
      else if (fateOf(other) !== fateOf(row))
        broken.push(`${where}: ${row.stream} ${row.n} is ${row.status} here, ${other.status} there: ${row.line}`);
    }
    if (other.hash !== row.hash) broken.push(`${where}: ${row.stream} ${row.n} has another hash`);
  }
  for (const key of whole) {
    const [entity = '', id = ''] = key.split(' ');
    if (partial.has(key) || !isEntityName(entity)) continue;
    const difference = differenceOf(author, holder, entity, id);
    if (difference !== null) broken.push(`${where}: ${key}: ${difference}`);
  }
}

/** Whether it was settled as a conflict or applied at once is the order of arrival. */
function fateOf({ status }: Row): string {
  return status === 'conflict' ? 'applied' : status;
}

function releasedAt({ host }: Installation): ReadonlySet<string> {
  return new Set(
    host
      .read((reading) =>
        reading.select<{ id: string }>(
          'SELECT id FROM accountability_entries WHERE is_released = 1 AND is_deleted = 0',
        ),
      )
      .map(({ id }) => id),
  );
}

function differenceOf(author: Installation, holder: Installation, entity: EntityName, id: string): string | null {
  const here = author.host.read((reading) => readRecord(reading, entity, id));
  const there = holder.host.read((reading) => readRecord(reading, entity, id));
  if (here === undefined || there === undefined)
    return here === there ? null : `${here === undefined ? 'not ' : ''}here, ${there === undefined ? 'not ' : ''}there`;
  if (here.homeOffice !== there.homeOffice) return 'another home';
  if (here.isDeleted !== there.isDeleted) return `deleted here ${here.isDeleted}, there ${there.isDeleted}`;
  for (const { name } of entityPlan(entity).fields)
    if (!sameValue(here.values[name] ?? null, there.values[name] ?? null))
      return `${name} is ${JSON.stringify(here.values[name])} here, ${JSON.stringify(there.values[name])} there`;
  return null;
}
