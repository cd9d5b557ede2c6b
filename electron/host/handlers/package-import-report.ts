/** 接收报告: what a package brought, told from the ledger itself, so that it can be printed at any later day. */
import type { Received } from '#db/ledger/receive.ts';
import { isCreation } from '#db/ledger/records.ts';
import { storedOperation } from '#db/ledger/stored-line.ts';
import { entriesBrought } from '#db/ledger/take-back.ts';
import { filesHeldOf } from '#db/queries/carried-files.ts';
import { type JournalRow, journal, journalById } from '#db/queries/exchange.ts';
import { enrolledOfficeById } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import { problem } from '#shared/error.ts';
import type { Manifest, PackageKind } from '#shared/package/manifest.ts';
import {
  type ImportReportInput,
  importReport,
  importReportTable,
  type ReceivedRecord,
} from '#shared/report/import-report.ts';
import { notAdoptedLabels, packageKindLabels } from '#shared/text/exchange-labels.ts';
import type { JobHandler } from '../context.ts';
import { requireOffice } from './authoring.ts';
import type { ReceivedFacts } from './package-commit.ts';
import { checkDigitsOf } from './packages.ts';
import { handOutPdf, handOutTable } from './papers.ts';
import { describeReceived } from './received-differences.ts';

export const importReportJob: JobHandler<'packages.importReport'> = {
  async run(context, { packageId, format }) {
    const input = context.read((reading) => reportInput(reading, packageId, context.now));
    return format === 'pdf'
      ? await handOutPdf(context, importReport(input))
      : await handOutTable(context, importReportTable(input), 'xlsx');
  },
};

type Facts = ReceivedFacts & { readonly entities?: Manifest['entities']; readonly isEncrypted?: boolean };

function reportInput(reading: Reading, packageId: string, now: string): ImportReportInput {
  const row = journalById(reading, packageId);
  if (row === undefined || row.direction !== 'received' || row.kind === 'receipt')
    throw problem('RECORD_NOT_FOUND', { noun: '接收记录' });
  const office = requireOffice(reading);
  const facts = row.facts as Facts;
  const fromOffice = enrolledOfficeById(reading, row.officeId)?.fullName ?? office.fullName;
  if (facts.brought === undefined) throw problem('IMPORT_REPORT_EARLIER', { office: fromOffice });
  const received = receivedNow(reading, facts);
  const { records, unlisted, counts } = recordsOf(reading, received);
  return {
    office: office.fullName,
    fromOffice,
    kind: packageKindLabels[row.kind as PackageKind],
    seq: row.seq,
    period: row.period === null ? null : `${row.period.slice(0, 4)}年${periodLabel(row.period)}`,
    createdAt: facts.createdAt ?? null,
    reviewedBy: row.reviewedBy,
    issuedBy: row.issuedBy,
    fileName: row.fileName,
    bytes: row.bytes,
    isEncrypted: facts.isEncrypted ?? false,
    checkDigits: checkDigitsOf(row.payloadDigest),
    takenAt: row.at,
    takenBy: row.actor,
    takenBack: row.state === 'takenBack' ? (facts.takenBack ?? null) : null,
    receipt: receiptOf(reading, row),
    withheld: facts.withheld ?? 0,
    known: facts.known ?? 0,
    counts,
    sums: (facts.entities ?? []).flatMap(({ entity, moneySums }) => sumsOf(entity, moneySums)),
    files: {
      carried: facts.carried ?? 0,
      carriedBytes: facts.carriedBytes ?? 0,
      kept: facts.kept ?? 0,
      heldBack: facts.heldBack ?? 0,
      wanted: filesHeldOf(reading, row.officeId).wanted.length,
    },
    records,
    unlisted,
    now,
  };
}

/** In the order of the ledger’s columns: the signed file has them by the alphabet. */
function sumsOf(entity: string, moneySums: Readonly<Record<string, number>>): ImportReportInput['sums'] {
  if (!isEntityName(entity)) return [];
  const { label, fields } = entities[entity];
  return Object.entries(fields).flatMap(([name, field]) => {
    const yuan = moneySums[name] ?? 0;
    return yuan === 0 ? [] : [{ kind: label, field: field.label, yuan }];
  });
}

/** As it was taken in, though it may have been taken back since. */
function receivedNow(reading: Reading, facts: Facts): Received[] {
  return entriesBrought(reading, facts.brought?.positions ?? []).map((entry) => {
    const operation = storedOperation(entry.line ?? '{}');
    const isTakenBack = entry.status === 'refused' && entry.reason === 'TAKEN_BACK';
    const status = isTakenBack || entry.status === 'withheld' ? 'applied' : entry.status;
    return {
      entry,
      operation,
      applied: { status, reason: entry.reason, written: status === 'applied' ? Object.keys(operation.changes) : [] },
      isCreation:
        operation.kind === 'put' && isEntityName(operation.entity) && isCreation(operation.entity, operation.changes),
    };
  });
}

function recordsOf(
  reading: Reading,
  received: readonly Received[],
): Pick<ImportReportInput, 'records' | 'unlisted' | 'counts'> {
  const reasons = new Map<string, string>();
  for (const { operation, applied } of received)
    if (applied.status === 'refused' || applied.status === 'waiting')
      reasons.set(`${operation.entity} ${operation.id}`, notAdoptedLabels[applied.reason ?? ''] ?? '没有采纳');
  const described = describeReceived(reading, { received, withheld: 0, known: 0, heads: new Map() });
  const total = Object.entries(described.records).reduce((sum, [key, count]) => sum + (key === 'same' ? 0 : count), 0);
  const records = described.differences.map(
    ({ entity, id, title, status, fields }): ReceivedRecord => ({
      kind: isEntityName(entity) ? entities[entity].label : '新版本的内容',
      title,
      status,
      reason: reasons.get(`${entity} ${id}`) ?? null,
      fields,
    }),
  );
  const counts = new Map<string, Record<ReceivedRecord['status'], number>>();
  for (const { kind, status } of records) {
    const count = counts.get(kind) ?? { new: 0, changed: 0, removed: 0, conflict: 0, refused: 0, waiting: 0 };
    counts.set(kind, { ...count, [status]: count[status] + 1 });
  }
  return {
    records,
    unlisted: total - records.length,
    counts: [...counts].map(([kind, count]) => ({ kind, ...count })),
  };
}

function receiptOf(reading: Reading, { receiptFile }: JournalRow): ImportReportInput['receipt'] {
  const sent = receiptFile === null ? undefined : journal(reading).find((row) => row.file === receiptFile);
  return sent === undefined ? null : { seq: sent.seq, fileName: sent.fileName };
}
