import { deterministicIdBy } from '#shared/package/operation.ts';
import { sha256 } from './package/ed25519.ts';

/** The id of a record with a natural key (project × year, project × period …), with node:crypto's SHA-256. */
export const recordId = deterministicIdBy(sha256);
