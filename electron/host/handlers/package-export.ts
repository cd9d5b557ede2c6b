import { join } from 'node:path';
import type { Draft } from '#db/ledger/append.ts';
import { storedOperation } from '#db/ledger/stored-line.ts';
import { planUndo } from '#db/ledger/undo.ts';
import { releasedEntries } from '#db/queries/accountability.ts';
import { filesHeldOf, filesToCarry, noteCarried } from '#db/queries/carried-files.ts';
import { changeById } from '#db/queries/changes.ts';
import {
  acknowledgementOf,
  entityCounts,
  type HeldAcknowledgement,
  type JournalRow,
  type LedgerLine,
  lineAt,
  linesAfter,
  numbersOf,
  projectOfRecords,
  projectsInScope,
  reserveNumber,
  saveJournalRow,
  streamsOf,
} from '#db/queries/exchange.ts';
import { progressRows } from '#db/queries/progress.ts';
import { listProjects } from '#db/queries/projects.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { sha256 } from '#db/sha256.ts';
import { columnOf } from '#db/tables.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { entities } from '#shared/domain/entities.ts';
import type { Entity } from '#shared/domain/entity.ts';
import { problem } from '#shared/error.ts';
import type { ManifestDraft, Range } from '#shared/package/manifest.ts';
import { type JsonValue, withheldLine } from '#shared/package/operation.ts';
import { staysInOffice } from '#shared/package/ownership.ts';
import { operationDigest, subtractDigest } from '#shared/package/state-digest.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import { buildPackage } from '../package/build.ts';
import { packageFileName, packageNote, packagePath } from '../package/file-name.ts';
import { writeMark } from '../package/high-water-mark.ts';
import { acknowledgementsFor } from '../package/receipt.ts';
import { noteUnfinishedExport, releasedSummary } from '../package/unfinished-export.ts';
import { makeChange, requireOffice } from './authoring.ts';
import { openKeys } from './offices.ts';
import { addresseeOf } from './package-addressee.ts';
import { blobsOf, chooseFiles } from './package-files.ts';
import { checkDigitsOf, precheckFindings, scopeText, viewOf } from './packages.ts';
import { openPeriod, reportId } from './progress.ts';

interface Reservation {
  readonly seq: number;
  readonly changeId: string | null;
}

interface ReservePayload {
  readonly recipientId: string;
  readonly period: string;
  readonly reviewedBy: string;
  readonly issuedBy: string;
  readonly scope: Scope;
}

export const exportJob: JobHandler<'packages.export'> = {
  async run(context, input) {
    const keys = openKeys(context);
    const order = context.read((reading) => exportOrder(reading, context.now, input));
    const { office, recipient, period, scope } = order;
    const payload: ReservePayload = {
      recipientId: recipient.id,
      period,
      reviewedBy: input.reviewedBy,
      issuedBy: input.issuedBy,
      scope,
    };
    const reserved = await context.write<{ seq: number; changeId: string | null }>('reserve', payload);
    try {
      context.progress({ done: 0, total: null, text: '正在整理要报送的内容' });
      const { cargo, files, addressee } = context.read((reading) => ({
        cargo: gatherCargo(reading, office.id, recipient.id, scope),
        files: chooseFiles(filesToCarry(reading, office.id, recipient.id, inScopeOf(reading, office.id, scope)), {
          maximumBytes: Math.min(input.files?.maximumBytes ?? roomForFiles, roomForFiles),
          isEverything: input.files?.isEverything ?? false,
        }),
        addressee: addresseeOf(reading, recipient.id, input.isEncrypted),
      }));
      const blobs = blobsOf(context.dataFolder, files.sent);
      const held = context.read((reading) => filesHeldOf(reading, recipient.id));
      const manifest: ManifestDraft = {
        kind: 'report',
        sender: { officeId: office.id, kind: office.kind, fullName: office.fullName, shortName: office.shortName },
        recipient: { officeId: recipient.id, fullName: recipient.fullName },
        seq: reserved.seq,
        createdAt: context.now,
        period,
        ranges: cargo.ranges,
        entities: cargo.entities,
        stateDigests: cargo.stateDigests,
        acknowledgements: context.read((reading) => acknowledgementsFor(reading, recipient.id)),
        blobsHad: held.had,
        blobsWanted: held.wanted,
        blobsHeldBack: files.heldBack,
        submission: { reviewedBy: input.reviewedBy, issuedBy: input.issuedBy, scope: scopeText(scope) },
        inReplyTo: null,
      };
      const fileName = packageFileName(office.shortName, '报送包', reserved.seq, businessDay(context.now));
      const id = context.newId();
      const outPath = packagePath(context.dataFolder, id, fileName);
      const built = await buildPackage({
        manifest,
        lines: cargo.lines,
        blobs,
        addressee,
        note: packageNote(
          office.fullName,
          recipient.fullName,
          [office.contactName, office.contactPhone].filter(Boolean).join(' '),
        ),
        signer: keys,
        outPath,
        signal: context.signal,
        onProgress: (step, done, total) =>
          context.progress({ done, total: total === 0 ? null : total, text: stepTexts[step] }),
      });
      for (const range of cargo.ranges)
        writeMark({ officeId: office.id, stream: range.stream, n: range.to, at: context.now });
      const row: JournalRow = {
        id,
        direction: 'sent',
        kind: 'report',
        officeId: recipient.id,
        seq: reserved.seq,
        period,
        file: join(id, fileName),
        fileName,
        bytes: built.bytes,
        operations: cargo.lines.length,
        payloadDigest: built.payloadDigest,
        ranges: cargo.ranges.map(({ stream, from, to }) => ({ stream, from, to })),
        at: context.now,
        actor: context.operator ?? '',
        state: 'generated',
        stateChangedAt: null,
        reviewedBy: input.reviewedBy,
        issuedBy: input.issuedBy,
        receiptFile: null,
        receiptName: null,
        facts: {
          scope: scopeText(scope),
          projects: cargo.projects,
          sums: cargo.sums,
          reports: cargo.reports,
          files: blobs.length,
          isEncrypted: addressee !== undefined,
        },
      };
      await context.write('journal', { row, files: blobs.map((blob) => blob.sha256) } satisfies Journalled);
      const file = await context.handOut(outPath, fileName);
      const view = context.read((reading) => viewOf(reading, row));
      return { file, package: view, checkDigits: checkDigitsOf(built.payloadDigest) };
    } catch (error) {
      // Nothing was carried away: what was marked 已报 for this package is marked back.
      if (reserved.changeId !== null) await context.write('release', { changeId: reserved.changeId });
      throw error;
    }
  },
  steps: { reserve, journal: journalStep, release },
};

const stepTexts = {
  pack: '正在打包',
  write: '正在写入文件',
  verify: '正在回读核对',
  encrypt: '正在加密并核对',
} as const;

interface Order {
  readonly office: ReturnType<typeof requireOffice>;
  readonly recipient: { readonly id: string; readonly fullName: string };
  readonly period: string;
  readonly scope: Scope;
}

function exportOrder(reading: Reading, now: string, input: ParsedInputOf<'packages.export'>): Order {
  const office = requireOffice(reading);
  if (input.reviewedBy === '') throw problem('REVIEWER_MISSING', { role: '审核人' });
  if (input.issuedBy === '') throw problem('REVIEWER_MISSING', { role: '签发人' });
  const offices = enrolledOffices(reading);
  const centres = offices.filter((each) => each.kind === 'centre');
  const recipient =
    input.recipient === undefined
      ? centres.length === 1
        ? centres[0]
        : undefined
      : offices.find((each) => each.id === input.recipient);
  if (recipient === undefined) throw problem('RECIPIENT_UNKNOWN');
  const period = openPeriod(reading, now, input.period).closesOn;
  const scope: Scope = input.scope ?? { kind: 'all' };
  const must = precheckFindings(reading, office, period, scope).filter((finding) => finding.tone === 'must');
  if (must.length > 0) throw problem('PRECHECK_FAILED', { count: must.length, first: must[0]?.sentence ?? '' });
  return { office, recipient, period, scope };
}

/** One transaction before anything is written: the number, the recorded 审核 and 签发, and what is 已报 from now on. */
function reserve(context: CommandContext, payload: ReservePayload): JsonValue {
  const office = requireOffice(context.writing);
  const inScope = projectsInScope(context.writing, office.id, payload.scope);
  const rows = progressRows(context.writing, office.id, payload.period).filter(
    (row) => row.state !== null && inScope.has(row.projectId),
  );
  const drafts: Draft[] = [
    {
      entity: 'submission',
      id: context.newId(),
      kind: 'put',
      values: {
        period: payload.period,
        recipientOffice: payload.recipientId,
        reviewedBy: payload.reviewedBy,
        issuedBy: payload.issuedBy,
        scope: scopeText(payload.scope),
        projectCount: inScope.size,
      },
    },
    ...rows
      .filter((row) => row.state !== 'reported')
      .map(
        (row): Draft => ({
          entity: 'progressReport',
          id: reportId(row.projectId, payload.period),
          kind: 'put',
          values: {
            state: 'reported',
            ...(row.reviewedBy === null
              ? { reviewedBy: payload.reviewedBy, reviewedOn: businessDay(context.now) }
              : {}),
          },
        }),
      ),
  ];
  const change = makeChange(context, 'packages.export', `报送${periodLabel(payload.period)}`, drafts);
  noteUnfinishedExport(context.writing, change.changeId);
  return { seq: reserveNumber(context.writing, payload.recipientId), changeId: change.changeId } satisfies Reservation;
}

interface Journalled {
  readonly row: JournalRow;
  /** SHA-256 of the files that went along. */
  readonly files: readonly string[];
}

function journalStep(context: CommandContext, { row, files }: Journalled): null {
  saveJournalRow(context.writing, row);
  noteCarried(context.writing, row.officeId, files);
  noteUnfinishedExport(context.writing, null);
  return null;
}

function release(context: CommandContext, { changeId }: { changeId: string }): null {
  const change = changeById(context.writing, changeId);
  if (change === undefined) return null;
  makeChange(context, 'packages.export', releasedSummary, planUndo(context.writing, change.key).drafts, true);
  noteUnfinishedExport(context.writing, null);
  return null;
}

interface Cargo {
  readonly ranges: Range[];
  readonly lines: readonly string[];
  readonly entities: ManifestDraft['entities'];
  readonly stateDigests: ManifestDraft['stateDigests'];
  readonly projects: number;
  readonly reports: number;
  readonly sums: Readonly<Record<string, number>>;
}

const chunk = 5000;

/** A file of the archive ends at 4 GiB (FAT32); the rest is for the operations. */
const roomForFiles = 3_700_000_000;

/**
 * Cumulative since the recipient's last acknowledgement. Bodies of records outside the scope travel as hashes; bodies
 * the recipient lacks and that are in scope now come first (late bodies).
 */
function gatherCargo(reading: Reading, officeId: string, recipientId: string, scope: Scope): Cargo {
  const inScope = inScopeOf(reading, officeId, scope);
  const owners = inScope === null ? null : projectOfRecords(reading);
  const released = releasedEntries(reading);
  const ranges: Range[] = [];
  const lines: string[] = [];
  const stateDigests: Cargo['stateDigests'] = [];
  for (const stream of streamsOf(reading, officeId)) {
    const held = acknowledgementOf(reading, recipientId, stream.key);
    const base = held?.n ?? 0;
    const isInScope = (line: LedgerLine): boolean => {
      if (staysHere(line, released.now)) return false;
      if (inScope === null || owners === null || line.recordId === null) return true;
      const owner = line.entity === 'project' ? line.recordId : owners.get(line.recordId);
      if (owner === undefined || inScope.has(owner)) return true;
      return line.entity === 'project' && leavesScope(line, scope) && isHeld(reading, stream.key, owner, held);
    };
    let digest: Uint8Array = stream.digest;
    let isKnownWhole = true;
    const leaveOut = (line: LedgerLine) => {
      if (line.entity !== null && line.recordId !== null)
        digest = subtractDigest(digest, operationDigest(sha256, line.entity, line.recordId, line.hash));
    };
    let count = 0;
    let bodies = 0;
    for (const [from, to] of held?.withheld ?? [])
      for (let n = from; n <= to; n += 1) {
        const line = lineAt(reading, stream.key, n);
        if (line === undefined || line.line === null) continue;
        if (!isInScope(line)) {
          // What never leaves, the recipient cannot have; of the rest it may have more than its last receipt said.
          if (staysHere(line, released.once)) leaveOut(line);
          else isKnownWhole = false;
          continue;
        }
        lines.push(line.line);
        count += 1;
        bodies += 1;
      }
    for (let after = base; ; ) {
      const rows = linesAfter(reading, stream.key, after, chunk);
      if (rows.length === 0) break;
      for (const row of rows) {
        count += 1;
        if (row.line !== null && isInScope(row)) {
          lines.push(row.line);
          bodies += 1;
        } else {
          leaveOut(row);
          // A release that was undone: an earlier package may have carried it.
          if (staysHere(row, released.now) && !staysHere(row, released.once)) isKnownWhole = false;
          lines.push(withheldLine({ stream: stream.stream, n: row.n, bodyHash: row.bodyHash.toString('hex') }));
        }
      }
      after = rows.at(-1)?.n ?? after;
    }
    if (stream.n === 0) continue;
    ranges.push({
      stream: stream.stream,
      from: base + 1,
      to: stream.n,
      baseHash: held?.hash.toString('hex') ?? '0'.repeat(64),
      headHash: stream.hash.toString('hex'),
      count,
      bodies,
    });
    if (isKnownWhole)
      stateDigests.push({ stream: stream.stream, n: stream.n, digest: Buffer.from(digest).toString('hex') });
  }
  const counted = entityCounts(reading, officeId, countedTables, inScope);
  const countOf = (entity: string) => counted.find((each) => each.entity === entity);
  return {
    ranges,
    lines,
    entities: counted,
    stateDigests,
    projects: countOf('project')?.count ?? 0,
    reports: countOf('progressReport')?.count ?? 0,
    sums: projectSums(reading, officeId, inScope),
  };
}

/** null: all of them. */
export function inScopeOf(reading: Reading, officeId: string, scope: Scope): ReadonlySet<string> | null {
  return scope.kind === 'all' ? null : projectsInScope(reading, officeId, scope);
}

/** The office's own bookkeeping; of the list of accountability what was not released on purpose. */
function staysHere({ entity, recordId }: LedgerLine, released: ReadonlySet<string>): boolean {
  if (entity === null || !staysInOffice.has(entity)) return false;
  return entity !== 'accountabilityEntry' || recordId === null || !released.has(recordId);
}

/** A project that leaves the scope by its level: the recipient must learn that it is no longer 省市重点. */
function leavesScope(line: LedgerLine, scope: Scope): boolean {
  if (scope.kind !== 'levels' || line.line === null) return false;
  const before = storedOperation(line.line).changes['level']?.[0];
  return (scope.levels ?? []).some((level) => level === before);
}

/** Whether the recipient has said that it holds a body of this project. */
function isHeld(
  reading: Reading,
  streamKey: number,
  projectId: string,
  held: HeldAcknowledgement | undefined,
): boolean {
  if (held === undefined) return false;
  const isWithheld = (n: number) => held.withheld.some(([from, to]) => n >= from && n <= to);
  return numbersOf(reading, streamKey, 'project', projectId).some((n) => n <= held.n && !isWithheld(n));
}

/** What the 报送单 prints: total, this year's plan and this year's figure over the projects in scope, in 元. */
function projectSums(reading: Reading, officeId: string, inScope: ReadonlySet<string> | null): Cargo['sums'] {
  const rows = listProjects(reading, { offices: [officeId] }).rows.filter(
    (row) => inScope === null || inScope.has(row.id),
  );
  const sum = (field: 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
    rows.reduce((total, row) => total + (row[field] ?? 0), 0);
  return {
    totalInvestment: sum('totalInvestment'),
    plannedThisYear: sum('plannedThisYear'),
    doneThisYear: sum('doneThisYear'),
  };
}

const countedTables = (Object.values(entities) as readonly Entity[])
  .filter((entity) => !staysInOffice.has(entity.name))
  .map((entity) => ({
    entity: entity.name,
    table: entity.table,
    moneyColumns: Object.entries(entity.fields)
      .filter(([, field]) => field.isMoney === true)
      .map(([field]) => ({ field, column: columnOf(field) })),
    projectColumn: entity.name === 'project' ? 'id' : 'projectId' in entity.fields ? 'project_id' : null,
  }));
