/** The receipt that goes back for a package taken in. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesHeldOf } from '#db/queries/carried-files.ts';
import { type JournalRow, reserveNumber, saveJournalRow, saveReceipt } from '#db/queries/exchange.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { CommandContext, JobContext } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { acknowledgementsFor } from '../package/receipt.ts';
import { requireOffice } from './authoring.ts';
import { openKeys } from './offices.ts';
import { addresseeOf } from './package-addressee.ts';
import { makePackageFile, settlePackageFile } from './package-file.ts';

/** The steps `ensureReceipt` needs on the writer, for each job that calls it. */
export const receiptSteps = {
  receipt: receiptStep,
  number: (context: CommandContext, { officeId }: { officeId: string }) => reserveNumber(context.writing, officeId),
};

function receiptStep(
  context: CommandContext,
  payload: { packageId: string; file: string; name: string; row: JournalRow },
): null {
  saveReceipt(context.writing, payload.packageId, payload.file, payload.name);
  saveJournalRow(context.writing, payload.row);
  return null;
}

/** Receipts are not answered; of another desk's files the next of ours tells. */
export function isAnswered({ kind }: { readonly kind: string }): boolean {
  return kind !== 'receipt' && kind !== 'desk';
}

/**
 * The receipt of a package taken in: the kept one, or a fresh one where it was never finished or has gone. `reserved`: the
 * number given to it already, in the transaction that took the package in.
 */
export async function ensureReceipt(
  context: JobContext,
  row: JournalRow,
  manifest: { readonly kind: string; readonly sender: { readonly fullName: string } },
  reserved: number | null = null,
): Promise<{ path: string; name: string } | null> {
  if (manifest.kind === 'receipt') return null;
  const { packages } = dataFolderAt(context.dataFolder);
  if (row.receiptFile !== null && row.receiptName !== null && existsSync(join(packages, row.receiptFile)))
    return { path: join(packages, row.receiptFile), name: row.receiptName };
  // Asked before a number is given.
  openKeys(context);
  const office = context.read(requireOffice);
  const seq = reserved ?? (await context.write<number>('number', { officeId: row.officeId }));
  const held = context.read((reading) => filesHeldOf(reading, row.officeId));
  const addressee = context.read((reading) => addresseeOf(reading, row.officeId));
  const draft: ManifestDraft = {
    kind: 'receipt',
    sender: { officeId: office.id, kind: office.kind, fullName: office.fullName, shortName: office.shortName },
    recipient: { officeId: row.officeId, fullName: manifest.sender.fullName },
    seq,
    createdAt: context.now,
    period: row.period,
    ranges: [],
    entities: [],
    stateDigests: [],
    acknowledgements: context.read((reading) => acknowledgementsFor(reading, row.officeId)),
    blobsHad: held.had,
    blobsWanted: held.wanted,
    blobsHeldBack: [],
    submission: null,
    inReplyTo: { payloadDigest: row.payloadDigest, seq: row.seq },
  };
  const { row: sent, path } = await makePackageFile(context, {
    manifest: draft,
    lines: [],
    addressee,
    word: '回执',
    contact: '',
    facts: { isEncrypted: addressee !== undefined },
  });
  const { file, fileName: name } = sent;
  await context.write('receipt', { packageId: row.id, file, name, row: sent });
  settlePackageFile(path);
  return { path, name };
}
