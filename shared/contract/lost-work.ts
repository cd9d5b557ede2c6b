import { z } from 'zod';
import { command, job, nothing, query } from './define.ts';
import { packageMade, partWishes } from './packages.ts';

export const lostWork = {
  'lostWork.state': query(
    'Whether this computer holds less than was handed out (a backup was put back, the PC was cloned), and who can give it back.',
    nothing,
    z.object({
      isBehind: z.boolean(),
      noticedAt: z.string().nullable(),
      missing: z.int().describe('operations that are known to be missing'),
      shownBy: z.array(z.string()).describe('offices that hold more; empty: this machine remembers'),
      holders: z.array(z.object({ id: z.string(), fullName: z.string(), contact: z.string().nullable() })),
    }),
  ),
  'lostWork.giveUp': command(
    'Ends the search although not everything came back: what is missing has to be typed again.',
    nothing,
    z.object({ done: z.literal(true) }),
  ),
  'packages.exportEcho': job(
    'Makes a package with all that is held here of another office, for that office to find its own lost work in (找回包).',
    z.strictObject({ recipient: z.string(), withFiles: z.boolean().default(true), parts: partWishes }),
    packageMade.extend({ operations: z.int() }),
    { needsKey: true },
  ),
};
