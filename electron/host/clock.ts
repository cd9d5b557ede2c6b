import { randomBytes } from 'node:crypto';

/** The only reader of the machine's clock. `FIVE_ONES_NOW` freezes business time for tests and demonstrations. */
export interface Clock {
  /** Instant, ISO UTC. */
  now(): string;
  readonly frozenNow: string | null;
}

export function clockOf(frozenNow: string | undefined): Clock {
  if (frozenNow === undefined || frozenNow === '') return { now: () => new Date().toISOString(), frozenNow: null };
  const instant = Date.parse(frozenNow);
  if (Number.isNaN(instant)) throw new Error(`FIVE_ONES_NOW is not an instant: ${frozenNow}`);
  const frozen = new Date(instant).toISOString();
  return { now: () => frozen, frozenNow: frozen };
}

/** UUIDv7: sortable by birth, 74 random bits. The birth time is the machine's, not the frozen business time. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 128 random bits for one installation's incarnation. */
export function newStream(): string {
  return randomBytes(16).toString('hex');
}
