/** What leaves the office with the next package and what stays; what is kept back until it is released; receipts by record. */
import { z } from 'zod';
import { restrictable } from '../domain/restriction.ts';
import { changeMade, command, nothing, query } from './define.ts';
import { scopeSchema } from './packages.ts';

const recordCount = z.object({ label: z.string(), records: z.int() });

/** ownBookkeeping: never leaves. The others: as long as the person wants it so. */
const reasons = ['ownBookkeeping', 'keptBack', 'outOfScope', 'leftOut'] as const;

const restrictionView = z.object({
  id: z.string(),
  entity: z.string(),
  entityLabel: z.string(),
  subjectId: z.string(),
  title: z.string(),
  page: z.string().nullable().describe('where the record is'),
  reason: z.string(),
  restrictedOn: z.string(),
  restrictedBy: z.string().nullable(),
  below: z.int().describe('records that hang on it and stay with it'),
  mayHaveLeft: z.boolean().describe('a package made before may have carried it'),
  isReleased: z.boolean(),
  releasedOn: z.string().nullable(),
  releasedBy: z.string().nullable(),
  releaseNote: z.string().nullable(),
});
export type RestrictionView = z.infer<typeof restrictionView>;

/**
 * unsent: changed since the last package. generated: in a package, no receipt yet. delivered: the receipt says it is there.
 * refused: the receipt says it was not taken in. questioned: there, and asked about. stays: its contents do not leave.
 */
export const receiptStates = ['unsent', 'generated', 'delivered', 'questioned', 'refused', 'stays'] as const;
export type ReceiptState = (typeof receiptStates)[number];

const receipt = z.object({
  state: z.enum(receiptStates),
  sentence: z.string().describe('where it stands, in words'),
  since: z.string().nullable().describe('instant of the oldest change the other side has not acknowledged'),
  days: z.int().nullable().describe('calendar days since then'),
});

const waitingRow = receipt.extend({
  entity: z.string(),
  entityLabel: z.string(),
  id: z.string(),
  title: z.string(),
  page: z.string().nullable(),
});
export type WaitingRow = z.infer<typeof waitingRow>;

const forOffice = {
  scope: scopeSchema.optional(),
  recipient: z.string().optional().describe('the only enrolled centre when absent'),
};

export const leaving = {
  'packages.leaving': query(
    'What the next package of a scope carries that the other side has not acknowledged – by level, list, kind and field – and what stays and why.',
    z.strictObject(forOffice),
    z.object({
      levels: z.array(z.object({ label: z.string(), projects: z.int(), totalInvestment: z.int() })),
      lists: z.array(z.object({ label: z.string(), projects: z.int() })),
      kinds: z.array(
        z.object({
          entity: z.string(),
          label: z.string(),
          records: z.int(),
          fields: z.array(z.object({ name: z.string(), label: z.string(), records: z.int() })),
        }),
      ),
      follows: z.int().describe('records withheld so far whose contents follow now'),
      stays: z.array(z.object({ why: z.enum(reasons), records: z.int(), kinds: z.array(recordCount) })),
    }),
  ),
  'packages.leavingRecords': query(
    'The records of one kind that the next package carries, field by field, old and new.',
    z.strictObject({ ...forOffice, entity: z.string(), field: z.string().optional() }),
    z.object({
      total: z.int(),
      rows: z
        .array(
          z.object({
            id: z.string(),
            title: z.string(),
            fields: z.array(
              z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
            ),
          }),
        )
        .describe('at most 500'),
    }),
  ),
  'restrictions.list': query(
    'Records kept in the office until they are released, and those that were.',
    nothing,
    z.object({ rows: z.array(restrictionView) }),
  ),
  'restrictions.of': query(
    'Whether a record leaves the office; kept back itself, or by what it hangs on.',
    z.strictObject({ entity: z.enum(restrictable), id: z.string() }),
    z.object({
      mayKeep: z.boolean().describe('a record of this district: it may be kept back'),
      own: restrictionView.nullable(),
      above: z.object({ title: z.string(), reason: z.string() }).nullable(),
    }),
  ),
  'restrictions.set': command(
    'Keeps an own record, with all that hangs on it, in the office until it is released.',
    z.strictObject({ entity: z.enum(restrictable), id: z.string(), reason: z.string().trim().max(300) }),
    changeMade,
  ),
  'restrictions.release': command(
    'Lets kept-back records leave with the next package, their earlier contents included.',
    z.strictObject({ ids: z.array(z.string()).min(1).max(500), note: z.string().trim().max(300).default('') }),
    changeMade,
  ),
  'receipts.of': query(
    'How far the other side has said that it holds a record of ours.',
    z.strictObject({ entity: z.string(), id: z.string() }),
    z.object({ receipt: receipt.nullable().describe('null: the record never leaves, or is of another office') }),
  ),
  'receipts.waiting': query(
    'Own records whose newest contents the other side has not acknowledged, or has not taken in; the oldest first.',
    nothing,
    z.object({
      rows: z.array(waitingRow).describe('at most 2000'),
      total: z.int(),
      counts: z.object({ unsent: z.int(), generated: z.int(), refused: z.int() }),
    }),
    { role: 'district' },
  ),
};
