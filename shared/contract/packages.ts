import { z } from 'zod';
import { projectLevels } from '../domain/project.ts';
import { recordKinds } from '../package/record-kinds.ts';
import { changeMade, fileHandle, job, nothing, paperFile, query, tableFormat } from './define.ts';

/** Which projects leave with their contents; the rest travels as withheld bodies (exchange.md “What goes up”). */
export const scopeSchema = z.strictObject({
  kind: z.enum(['all', 'levels', 'list']).default('all').describe('levels: any of levels, lists, 省/市 leaders'),
  levels: z.array(z.enum(projectLevels)).optional(),
  lists: z.array(z.string().max(200)).max(50).optional().describe('names of lists of the ledger year'),
  isLeaderProjects: z.boolean().optional(),
  projectIds: z.array(z.string()).optional(),
  leftOut: z.array(z.enum(recordKinds)).optional().describe('kinds of records that stay in the office'),
});
export type Scope = z.infer<typeof scopeSchema>;

const periodDay = z.iso.date();
const packageStates = ['generated', 'acknowledged', 'questioned', 'received', 'refused', 'takenBack'] as const;

export const packageView = z.object({
  id: z.string(),
  direction: z.enum(['sent', 'received']),
  kind: z.string(),
  officeName: z.string(),
  seq: z.int(),
  period: z.string().nullable(),
  fileName: z.string(),
  bytes: z.int(),
  operations: z.int(),
  at: z.string(),
  actor: z.string(),
  state: z.enum(packageStates),
  stateChangedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  issuedBy: z.string().nullable(),
  files: z.int().describe('attached files that went along'),
  part: z
    .object({
      number: z.int(),
      of: z.int(),
      missing: z.array(z.int()).describe('of one received: the parts of the same making that are not here'),
    })
    .nullable()
    .describe('one of several files that one making was spread over'),
  isEncrypted: z.boolean(),
  mayUndo: z.boolean().describe('packages.undo takes it back: received, and nothing of the same office came after it'),
  hasReport: z.boolean().describe('packages.importReport tells what it brought'),
  hasFile: z.boolean().describe('packages.file hands out the kept copy, or the receipt of a received one'),
});

/** For a carrier that does not take it as one file: made in several, each of them whole in itself. */
const partWishes = z
  .strictObject({
    maximumBytes: z.int().min(1).describe('of one file; 4 GiB (FAT32) at most in any case'),
    extension: z.enum(['ldx', 'zip']).optional().describe('zip where a mailbox takes nothing else'),
  })
  .optional();

const packageMade = z.object({
  file: fileHandle,
  package: packageView,
  checkDigits: z.string(),
  others: z
    .array(z.object({ file: fileHandle, package: packageView, checkDigits: z.string() }))
    .describe('the second part and those after it'),
  leftOut: z
    .array(z.object({ name: z.string(), bytes: z.int() }))
    .describe('attached files larger by themselves than a part may be'),
});

const finding = z.object({
  code: z.string(),
  tone: z.enum(['must', 'should']),
  sentence: z.string(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  field: z.string().nullable(),
});

export const packageVerdicts = ['fits', 'seenBefore', 'older', 'gap', 'nothingNew'] as const;

export const packages = {
  'packages.precheck': query(
    'What is wrong or worth a look before sending, and what the scope covers.',
    z.strictObject({ period: periodDay.optional(), scope: scopeSchema.optional() }),
    z.object({
      period: z.string(),
      findings: z.array(finding),
      mustCount: z.int(),
      counts: z.object({
        projects: z.int(),
        inScope: z.int(),
        empty: z.int(),
        filled: z.int(),
        reviewed: z.int(),
        reported: z.int(),
      }),
      undecided: z
        .array(z.object({ title: z.string(), label: z.string(), shown: z.string().describe('in force, and reported') }))
        .describe('fields of the scope two computers changed differently, still to be decided; the 报送单 lists them'),
      operations: z.int().describe('not yet acknowledged'),
      sums: z.object({ totalInvestment: z.int(), plannedThisYear: z.int(), doneThisYear: z.int() }),
      recipients: z.array(
        z.object({
          id: z.string(),
          fullName: z.string(),
          files: z.object({
            due: z.int().describe('attached files that have not arrived there'),
            dueBytes: z.int(),
            twice: z.int().describe('went twice without a word from the other side'),
            largest: z.array(z.object({ name: z.string(), bytes: z.int() })).describe('of those due the five largest'),
          }),
        }),
      ),
      isEncrypted: z.boolean().describe('packages are encrypted for their addressee unless this one shall not be'),
    }),
  ),
  'packages.export': job(
    'Makes the signed report package of a period for an enrolled office; verified by re-reading.',
    z.strictObject({
      recipient: z.string().optional().describe('the only enrolled centre when absent'),
      period: periodDay.optional(),
      reviewedBy: z.string().trim().max(40),
      issuedBy: z.string().trim().max(40),
      scope: scopeSchema.optional(),
      isEncrypted: z.boolean().optional().describe('absent: as the office has it, on unless it was switched off'),
      files: z
        .strictObject({
          maximumBytes: z.int().min(0).optional().describe('attached files together; what does not fit is held back'),
          isEverything: z.boolean().default(false).describe('also files that went twice and nobody asked for'),
        })
        .optional(),
      parts: partWishes,
    }),
    packageMade,
    { needsKey: true },
  ),
  'packages.down': query(
    'What waits to be handed down to each district since its last receipt, and what was handed down last.',
    nothing,
    z.object({
      rows: z.array(
        z.object({
          officeId: z.string(),
          fullName: z.string(),
          shortName: z.string(),
          changed: z.array(z.object({ entity: z.string(), label: z.string(), count: z.int() })),
          last: packageView.nullable(),
        }),
      ),
    }),
    { role: 'centre' },
  ),
  'packages.exportDown': job(
    'Makes the signed package of what the centre hands down to one district (下达文件); verified by re-reading.',
    z.strictObject({
      recipient: z.string(),
      issuedBy: z.string().trim().max(40),
      isEncrypted: z.boolean().optional(),
      files: z
        .strictObject({ maximumBytes: z.int().min(0).optional(), isEverything: z.boolean().default(false) })
        .optional(),
      parts: partWishes,
    }),
    packageMade,
    { needsKey: true, role: 'centre' },
  ),
  'packages.transmittalSheet': job(
    'The 报送单 for the seal, as PDF.',
    z.strictObject({ packageId: z.string() }),
    z.object({ file: fileHandle }),
  ),
  'packages.preview': job(
    'Reads a package, checks it whole and shows what it would do; nothing is written. A refused one is set aside.',
    z.strictObject({ file: fileHandle }),
    z.object({
      token: z.string(),
      kind: z.string(),
      verdict: z.enum(packageVerdicts),
      sentence: z.string(),
      office: z.object({ id: z.string(), fullName: z.string() }),
      seq: z.int(),
      period: z.string().nullable(),
      createdAt: z.string(),
      reviewedBy: z.string().nullable(),
      issuedBy: z.string().nullable(),
      operations: z.object({ total: z.int(), new: z.int(), known: z.int(), withheld: z.int() }),
      records: z.object({
        new: z.int(),
        changed: z.int(),
        same: z.int(),
        conflict: z.int(),
        refused: z.int(),
        waiting: z.int(),
      }),
      differences: z
        .array(
          z.object({
            entity: z.string(),
            id: z.string(),
            title: z.string(),
            status: z.enum(['new', 'changed', 'conflict', 'refused', 'waiting', 'removed']),
            fields: z.array(
              z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
            ),
          }),
        )
        .describe('at most 2000, the rest is counted'),
      files: z.object({
        here: z.int().describe('attached files in this package'),
        bytes: z.int(),
        heldBack: z.int().describe('named by the sender, to come with a later package'),
        wanted: z.int().describe('of this office, which the sender names and has not'),
      }),
      part: z
        .object({
          number: z.int(),
          of: z.int(),
          missing: z.array(z.int()).describe('of the same making, not here and not this one'),
          isOnlyFiles: z.boolean(),
        })
        .nullable(),
      isEncrypted: z.boolean(),
      keyChange: z
        .object({ before: z.array(z.string()), after: z.array(z.string()) })
        .nullable()
        .describe('the sender has a new key, signed by the one known here: the eight groups of both'),
      acknowledges: z.array(z.object({ packageId: z.string(), seq: z.int() })),
    }),
    { needsKey: true },
  ),
  'packages.import': job(
    'Takes in what a preview showed, in one transaction, and returns the receipt file to carry back.',
    z.strictObject({ token: z.string() }),
    changeMade.extend({
      applied: z.int(),
      verdict: z.enum(packageVerdicts),
      file: fileHandle.nullable().describe('the receipt; null for a receipt'),
      missingParts: z.array(z.int()).describe('numbers of the other parts of this making that are not here yet'),
      packageId: z.string(),
    }),
    { needsKey: true },
  ),
  'packages.undo': job(
    'Takes a received package back (撤销接收): what nothing hangs on is as it was before; the rest is listed.',
    z.strictObject({ packageId: z.string() }),
    changeMade.extend({
      undone: z.int().describe('records that are as they were before'),
      changedSince: z.array(
        z.object({ entity: z.string(), id: z.string(), title: z.string(), field: z.string(), label: z.string() }),
      ),
      file: fileHandle.nullable().describe('the receipt that replaces the void one'),
    }),
    { needsKey: true },
  ),
  'packages.importReport': job(
    'The report of what a received package brought (接收报告): as PDF, or every field as a workbook.',
    z.strictObject({ packageId: z.string(), format: tableFormat }),
    paperFile,
  ),
  'packages.file': job(
    'A kept package, or the receipt of a received one, to be carried once more.',
    z.strictObject({ packageId: z.string() }),
    z.object({ file: fileHandle }),
  ),
  'packages.list': query(
    'Packages and receipts sent and received, newest first.',
    nothing,
    z.object({ rows: z.array(packageView) }),
  ),
};

export const quarantine = {
  'quarantine.file': job(
    'A file that was set aside, to be read once more: after an update, or when its sender is known.',
    z.strictObject({ id: z.string() }),
    z.object({ file: fileHandle }),
  ),
  'quarantine.list': query(
    'Files that were refused and set aside, with the sentence and the code.',
    nothing,
    z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          fileName: z.string(),
          bytes: z.int(),
          at: z.string(),
          code: z.string(),
          sentence: z.string(),
          sha256: z.string(),
        }),
      ),
    }),
  ),
};

export const ledger = {
  'ledger.check': job(
    'Recounts every hash, the chains, the digest, and compares the tables with a replay of the ledger.',
    nothing,
    z.object({
      operations: z.int(),
      streams: z.int(),
      records: z.int(),
      isSound: z.boolean(),
      digest: z.string(),
      problems: z.array(z.string()),
    }),
  ),
};
