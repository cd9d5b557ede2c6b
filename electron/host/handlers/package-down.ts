/** 下达文件: what a centre hands down to its districts, one signed package a district. */

import { storedOperation } from '#db/ledger/stored-line.ts';
import { filesToCarry } from '#db/queries/carried-files.ts';
import { acknowledgementOf, isRecordHeld, journal, reserveNumber, streamsOf } from '#db/queries/exchange.ts';
import { changedSinceHeld, lastOperations, recordsHandedDown } from '#db/queries/handed-down.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import { problem } from '#shared/error.ts';
import type { CommandContext, JobHandler, QueryHandlers } from '../context.ts';
import { makeChange, requireOffice } from './authoring.ts';
import { requireNothingLost } from './lost-work.ts';
import { openKeys } from './offices.ts';
import { countsOf } from './package-files.ts';
import { partSteps } from './package-making.ts';
import { giveUpMakings } from './package-makings.ts';
import { type Audience, gatherOperations } from './package-operations.ts';
import { sentShown } from './package-parts.ts';
import { sendPackage } from './package-send.ts';
import { viewOf } from './packages.ts';

export const packageDownQueries = {
  'packages.down'({ reading }) {
    const office = requireOffice(reading);
    const sent = journal(reading).filter((row) => row.direction === 'sent' && row.kind === 'directive');
    const operations = lastOperations(reading, office.id);
    const streams = streamsOf(reading, office.id);
    return {
      rows: enrolledOffices(reading)
        .filter((each) => each.kind === 'district')
        .map(({ id, fullName, shortName }) => {
          const held = new Map(
            streams.map((stream) => [stream.key, acknowledgementOf(reading, id, stream.key)?.n ?? 0]),
          );
          const last = sent.find((row) => row.officeId === id);
          const ids = recordsHandedDown(reading, office.id, id);
          return {
            officeId: id,
            fullName,
            shortName,
            changed: changedSinceHeld(operations, ids, held)
              .filter(({ entity }) => entity !== 'office')
              .map(({ entity, count }) => ({
                entity,
                label: isEntityName(entity) ? entities[entity].label : entity,
                count,
              })),
            files: countsOf(filesToCarry(reading, office.id, id, (attachment) => ids.has(attachment.id))),
            last: last === undefined ? null : viewOf(reading, last),
          };
        }),
    };
  },
} satisfies Partial<QueryHandlers>;

export const packageDownJob: JobHandler<'packages.exportDown'> = {
  async run(context, input) {
    openKeys(context);
    const { office, recipient } = context.read((reading) => ({
      office: requireOffice(reading),
      recipient: enrolledOffices(reading).find((each) => each.id === input.recipient && each.kind === 'district'),
    }));
    if (recipient === undefined) throw problem('RECIPIENT_UNKNOWN');
    context.read(requireNothingLost);
    if (input.issuedBy === '') throw problem('REVIEWER_MISSING', { role: '签发人' });
    const seq = await context.write<number>('reserve', { recipientId: recipient.id, issuedBy: input.issuedBy });
    context.progress({ done: 0, total: null, text: '正在整理要下达的内容' });
    const { cargo, files } = context.read((reading) => {
      const ids = recordsHandedDown(reading, office.id, recipient.id);
      return {
        cargo: {
          ...gatherOperations(reading, office.id, recipient.id, districtAudience(reading, ids, recipient.id)),
          // Whole counts would tell one district of the others.
          entities: [],
        },
        files: filesToCarry(reading, office.id, recipient.id, ({ id }) => ids.has(id)),
      };
    });
    const sent = await sendPackage(context, {
      kind: 'directive',
      office,
      recipient,
      seq,
      period: null,
      cargo,
      files,
      wishes: input,
      submission: { reviewedBy: input.issuedBy, issuedBy: input.issuedBy, scope: '下达' },
      facts: {},
      changeId: null,
      scope: null,
    });
    return await sentShown(context, sent);
  },
  steps: { reserve, ...partSteps },
};

/** One transaction before anything is written: the number, and who let it go. */
function reserve(
  context: CommandContext,
  { recipientId, issuedBy }: { recipientId: string; issuedBy: string },
): number {
  giveUpMakings(context, 'directive', recipientId);
  makeChange(context, 'packages.exportDown', '下达文件', [
    {
      entity: 'submission',
      id: context.newId(),
      kind: 'put',
      values: {
        period: businessDay(context.now),
        recipientOffice: recipientId,
        reviewedBy: issuedBy,
        issuedBy,
        scope: '下达',
        projectCount: null,
      },
    },
  ]);
  return reserveNumber(context.writing, recipientId);
}

/** Whether a request, deadline, code or table was for this district until this change said for whom it is. */
function wasAmong(changes: ReturnType<typeof storedOperation>['changes'], districtId: string): boolean {
  const before = changes['toOfficeIds']?.[0];
  return Array.isArray(before) && (before.length === 0 || before.includes(districtId));
}

/** What concerns the district; and what was taken away from it, so that it learns of that. */
function districtAudience(reading: Reading, ids: ReadonlySet<string>, districtId: string): Audience {
  return {
    goes(line, stream, held) {
      if (line.recordId === null) return false;
      if (ids.has(line.recordId)) return true;
      if (line.entity === null || line.line === null) return false;
      const { changes } = storedOperation(line.line);
      const wasFor = line.entity === 'task' ? changes['officeId']?.[0] === districtId : wasAmong(changes, districtId);
      // One it never held stays the business of the other district.
      return wasFor && isRecordHeld(reading, stream.key, line.entity, line.recordId, held);
    },
    neverWent: () => false,
    // What does not concern it now may have concerned it when an earlier package was made.
    mayHaveGone: () => true,
  };
}
