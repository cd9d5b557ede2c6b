/** 找回包: everything held here of another office, from its first operation on, with its own signatures over it. */
import { filesToCarry } from '#db/queries/carried-files.ts';
import { linesAfter, reserveNumber, streamsOf } from '#db/queries/exchange.ts';
import { signedHeadsOf } from '#db/queries/lost-work.ts';
import { enrolledOfficeById } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import type { ManifestDraft, Range } from '#shared/package/manifest.ts';
import { withheldLine } from '#shared/package/operation.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import { acknowledgementsFor } from '../package/receipt.ts';
import { requireOffice } from './authoring.ts';
import { openKeys } from './offices.ts';
import { addresseeOf } from './package-addressee.ts';
import { partSteps } from './package-making.ts';
import { giveUpMakings } from './package-makings.ts';
import { makeParts, sentShown } from './package-parts.ts';
import { stepTexts } from './package-send.ts';

const chunk = 5000;

export const exportEchoJob: JobHandler<'packages.exportEcho'> = {
  async run(context, { recipient: recipientId, withFiles, parts }) {
    // Asked before a number is given.
    openKeys(context);
    const facts = context.read((reading) => {
      const recipient = enrolledOfficeById(reading, recipientId);
      if (recipient === undefined) throw problem('RECIPIENT_UNKNOWN');
      return {
        office: requireOffice(reading),
        recipient,
        cargo: allOf(reading, recipientId),
        proofs: signedHeadsOf(reading, recipientId),
        files: withFiles ? filesToCarry(reading, recipientId, recipientId, () => true) : [],
        acknowledgements: acknowledgementsFor(reading, recipientId),
        addressee: addresseeOf(reading, recipientId),
      };
    });
    const { office, recipient, cargo } = facts;
    if (cargo.ranges.length === 0) throw problem('ECHO_NOTHING_HELD', { office: recipient.fullName });
    const seq = await context.write<number>('number', { officeId: recipientId });
    const manifest: ManifestDraft = {
      kind: 'echo',
      sender: { officeId: office.id, kind: office.kind, fullName: office.fullName, shortName: office.shortName },
      recipient: { officeId: recipientId, fullName: recipient.fullName },
      seq,
      createdAt: context.now,
      period: null,
      ranges: cargo.ranges,
      entities: [],
      stateDigests: [],
      acknowledgements: facts.acknowledgements,
      blobsHad: [],
      blobsWanted: [],
      blobsHeldBack: [],
      submission: null,
      inReplyTo: null,
    };
    const made = await makeParts(context, {
      manifest,
      lines: cargo.lines,
      files: facts.files,
      wishes: parts,
      proofs: facts.proofs,
      addressee: facts.addressee,
      word: '找回包',
      contact: '',
      textOf: (step) => stepTexts[step],
      facts: { isEncrypted: facts.addressee !== undefined },
      carriedTo: [],
      changeId: null,
      scope: null,
    });
    return { ...(await sentShown(context, made)), operations: cargo.lines.length };
  },
  steps: {
    ...partSteps,
    number(context: CommandContext, { officeId }: { officeId: string }) {
      giveUpMakings(context, 'echo', officeId);
      return reserveNumber(context.writing, officeId);
    },
  },
};

function allOf(reading: Reading, officeId: string): { readonly ranges: Range[]; readonly lines: string[] } {
  const ranges: Range[] = [];
  const lines: string[] = [];
  for (const { key, stream, n, hash } of streamsOf(reading, officeId)) {
    if (n === 0) continue;
    let bodies = 0;
    for (let after = 0; after < n; ) {
      const rows = linesAfter(reading, key, after, chunk);
      if (rows.length === 0) break;
      for (const row of rows) {
        if (row.line !== null) bodies += 1;
        lines.push(row.line ?? withheldLine({ stream, n: row.n, bodyHash: row.bodyHash.toString('hex') }));
      }
      after = rows.at(-1)?.n ?? n;
    }
    ranges.push({
      stream,
      from: 1,
      to: n,
      baseHash: '0'.repeat(64),
      headHash: hash.toString('hex'),
      count: n,
      bodies,
    });
  }
  return { ranges, lines };
}
