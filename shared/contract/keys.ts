import { z } from 'zod';
import { command, job, nothing, query } from './define.ts';

const passphrase = z.string().max(200);

export const keys = {
  'keys.state': query(
    'This office’s own key, the ones before it, and whether its recovery sheet is still to be printed.',
    nothing,
    z.object({
      keys: z
        .array(
          z.object({
            version: z.int(),
            keyId: z.string(),
            how: z.enum(['first', 'changed', 'lost']),
            since: z.string(),
            fingerprint: z.array(z.string()),
          }),
        )
        .describe('oldest first, the last is in force'),
      isSheetDue: z.boolean(),
    }),
  ),
  'keys.change': job(
    'Makes a new key, signed by the old and by the new one; the key is locked afterwards.',
    z.strictObject({ current: passphrase, next: passphrase.describe('may be the same') }),
    z.object({ version: z.int(), fingerprint: z.array(z.string()) }),
    { locksKey: true },
  ),
  'keys.replaceLost': job(
    'Makes a new key where the old one is gone with its recovery sheet; other offices enrol it again by two groups.',
    z.strictObject({ fullName: z.string().max(100).describe('of this office, typed on purpose'), passphrase }),
    z.object({ version: z.int(), fingerprint: z.array(z.string()) }),
    { locksKey: true },
  ),
  'keys.believed': query(
    'What came in after a day signed by the newest key of an office: what stopping the key from that day puts in doubt.',
    z.strictObject({ officeId: z.string(), until: z.iso.date() }),
    z.object({
      packages: z.array(z.object({ id: z.string(), fileName: z.string(), at: z.string(), operations: z.int() })),
    }),
  ),
  'keys.stop': command(
    'Stops believing the newest key of an office beyond what came in up to the end of a day.',
    z.strictObject({
      officeId: z.string(),
      until: z.iso.date().optional().describe('absent: all that has come in by now is believed'),
      why: z.string().trim().min(1).max(200),
    }),
    z.object({ stopped: z.literal(true) }),
  ),
};
