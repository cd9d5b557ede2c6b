/** 接着制作: a package in parts that was broken off goes on with the parts that are missing. */
import { type CarriedFile, filesToCarry } from '#db/queries/carried-files.ts';
import { recordsHandedDown } from '#db/queries/handed-down.ts';
import {
  keepMaking,
  type Making,
  makingById,
  operationsOfMaking,
  partsInJournal,
  setMaker,
} from '#db/queries/package-makings.ts';
import type { Reading } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import type { Addressee } from '../package/encryption.ts';
import { requireOffice } from './authoring.ts';
import { requireNothingLost } from './lost-work.ts';
import { openKeys } from './offices.ts';
import { addresseeOf } from './package-addressee.ts';
import { deskAddressee } from './package-desk-export.ts';
import { type MakingPlan, makeAllParts, partSteps } from './package-making.ts';
import { isUnderWay } from './package-makings.ts';
import { requireRoom, sentShown } from './package-parts.ts';
import { markSent, stepTexts } from './package-send.ts';
import { reportAudience } from './report-audience.ts';

export const resumeJob: JobHandler<'packages.resume'> = {
  async run(context, { id }) {
    const { ageRecipient } = openKeys(context);
    context.read(requireNothingLost);
    await context.write('claim', { id });
    try {
      const { making, known, operations, addressee } = context.read((reading) => factsOf(reading, id, ageRecipient));
      const { plan } = making;
      const isFinished = new Set(known.parts.map(({ number }) => number));
      const left = plan.parts.filter((_, index) => !isFinished.has(index + 1));
      const bytes = left.flat().reduce((sum, file) => sum + file.bytes, 0);
      await requireRoom(context.dataFolder, bytes + (plan.isEncrypted ? largestOf(left) : 0));
      const parts = await makeAllParts(context, {
        id,
        changeId: making.changeId,
        plan,
        operations,
        addressee,
        textOf: (step) => stepTexts[step],
        onVerified: () => markSent(context, plan.manifest),
        known,
      });
      return await sentShown(context, { parts, leftOut: plan.leftOut });
    } catch (error) {
      await context.write('unclaim', { id });
      throw error;
    }
  },
  steps: {
    ...partSteps,
    claim({ writing }: CommandContext, { id }: { id: string }): null {
      const making = makingById(writing, id);
      if (making === undefined) throw problem('PACKAGE_MAKING_GONE');
      if (isUnderWay(making)) throw problem('PACKAGE_MAKING_UNDER_WAY');
      setMaker(writing, id, process.pid);
      // What was finished before stays where this, too, is stopped.
      keepMaking(writing, id);
      return null;
    },
    unclaim({ writing }: CommandContext, { id }: { id: string }): null {
      setMaker(writing, id, 0);
      return null;
    },
  },
};

function factsOf(reading: Reading, id: string, ageRecipient: string) {
  const making = makingById(reading, id) as Making<MakingPlan> | undefined;
  if (making === undefined) throw problem('PACKAGE_MAKING_GONE');
  const mayGo = new Set(filesThatMayGo(reading, making).map(({ sha256 }) => sha256));
  return {
    making,
    known: { parts: partsInJournal(reading, id), mayGo },
    operations: operationsOfMaking(reading, id),
    addressee: addresseeFor(reading, making, ageRecipient),
  };
}

/** Asked again: what has been restricted since, or has arrived there meanwhile, does not go. */
function filesThatMayGo(reading: Reading, { kind, officeId, plan }: Making<MakingPlan>): CarriedFile[] {
  const office = requireOffice(reading);
  switch (kind) {
    case 'report': {
      const audience = reportAudience(reading, office.id, officeId, plan.scope ?? { kind: 'all' });
      return filesToCarry(reading, office.id, officeId, ({ id }) => audience.stays('attachment', id) === null);
    }
    case 'directive': {
      const ids = recordsHandedDown(reading, office.id, officeId);
      return filesToCarry(reading, office.id, officeId, ({ id }) => ids.has(id));
    }
    case 'echo':
      return filesToCarry(reading, officeId, officeId, () => true);
    default:
      // Nothing is kept from the office's own computers.
      return filesToCarry(reading, null, '', () => true);
  }
}

function addresseeFor(
  reading: Reading,
  { kind, officeId, plan }: Making<MakingPlan>,
  ageRecipient: string,
): Addressee | undefined {
  return kind === 'desk'
    ? deskAddressee(reading, plan.carriedTo, ageRecipient)
    : addresseeOf(reading, officeId, plan.isEncrypted);
}

function largestOf(parts: MakingPlan['parts']): number {
  return Math.max(0, ...parts.map((part) => part.reduce((sum, file) => sum + file.bytes, 0)));
}
