/** Parts of packages (exchange.md “Package”): what the journal knows of the other files of one making. */
import { z } from 'zod';
import type { PackagePart } from '#shared/package/manifest.ts';
import type { Reading } from '../run.ts';
import type { JournalRow } from './exchange.ts';

const factsSchema = z.object({
  part: z.object({ set: z.string(), number: z.int(), of: z.int() }).optional(),
  blobs: z.array(z.string()).optional(),
  /** Of a part of several: the SHA-256 of its file as it is carried, and of the attached files in it. */
  fileHash: z.string().optional(),
  filesIn: z.array(z.string()).optional(),
});

/** What the journal keeps of a part: which one it is; of one without operations the SHA-256 of its files. */
export function partFacts(row: Pick<JournalRow, 'facts'>): z.output<typeof factsSchema> {
  return factsSchema.safeParse(row.facts).data ?? {};
}

/** Numbers of the parts of this making that have not come from the office. */
export function missingParts(reading: Reading, officeId: string, { set, of }: PackagePart): number[] {
  const here = new Set(
    reading
      .select<{ number: number }>(
        `SELECT json_extract(facts, '$.part.number') AS number FROM packages
         WHERE direction = 'received' AND state = 'received' AND office_id = ? AND json_extract(facts, '$.part.set') = ?`,
        officeId,
        set,
      )
      .map(({ number }) => number),
  );
  return Array.from({ length: of }, (_, index) => index + 1).filter((number) => !here.has(number));
}

/** Whether another making of this office is here in part and not whole: then a part may come from the wrong stick. */
export function hasOtherOpenSet(reading: Reading, officeId: string, set: string): boolean {
  return (
    reading.selectFirst(
      `SELECT 1 FROM packages WHERE direction = 'received' AND state = 'received' AND office_id = ?
         AND json_extract(facts, '$.part.set') IS NOT NULL AND json_extract(facts, '$.part.set') <> ?
       GROUP BY json_extract(facts, '$.part.set')
       HAVING count(DISTINCT json_extract(facts, '$.part.number')) < max(json_extract(facts, '$.part.of'))`,
      officeId,
      set,
    ) !== undefined
  );
}

/** The SHA-256 of every file of ours that the office has said it holds. */
export function heldThere(reading: Reading, officeId: string): Set<string> {
  return new Set(
    reading
      .select<{ sha256: string }>('SELECT sha256 FROM carried_files WHERE office_id = ? AND is_had = 1', officeId)
      .map(({ sha256 }) => sha256),
  );
}
