import { sha256 } from '#db/sha256.ts';
import { deterministicIdBy } from '#shared/package/operation.ts';

/** The id of a record with a natural key (project × year, project × period …), with node:crypto's SHA-256. */
export const recordId = deterministicIdBy(sha256);
