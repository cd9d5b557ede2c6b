import type { Draft } from '#db/ledger/append.ts';
import { planUndo } from '#db/ledger/undo.ts';
import { changeById } from '#db/queries/changes.ts';
import { entityCounts, reserveNumber } from '#db/queries/exchange.ts';
import { progressRows } from '#db/queries/progress.ts';
import { listProjects } from '#db/queries/projects.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { columnOf } from '#db/tables.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { entities } from '#shared/domain/entities.ts';
import type { Entity, EntityName } from '#shared/domain/entity.ts';
import { problem } from '#shared/error.ts';
import type { ManifestDraft } from '#shared/package/manifest.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { staysInOffice } from '#shared/package/ownership.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import { noteUnfinishedExport, releasedSummary } from '../package/unfinished-export.ts';
import { makeChange, requireOffice } from './authoring.ts';
import { undecidedIn } from './conflicts.ts';
import { requireNothingLost } from './lost-work.ts';
import { openKeys } from './offices.ts';
import { filesOfReport } from './package-files.ts';
import { type CarriedOperations, gatherOperations } from './package-operations.ts';
import { sentShown } from './package-parts.ts';
import { sendingSteps, sendPackage } from './package-send.ts';
import { precheckFindings, reportedScopeText } from './packages.ts';
import { openPeriod, reportId } from './progress.ts';
import { type ReportAudience, reportAudience, reportedProjects } from './report-audience.ts';

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
    openKeys(context);
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
      const { cargo, files, undecided } = context.read((reading) => {
        const audience = reportAudience(reading, office.id, recipient.id, scope);
        return {
          cargo: gatherCargo(reading, office.id, recipient.id, audience),
          files: filesOfReport(reading, office.id, recipient.id, audience),
          undecided: undecidedIn(reading, reportedProjects(reading, office.id, scope)),
        };
      });
      const sent = await sendPackage(context, {
        kind: 'report',
        office,
        recipient,
        seq: reserved.seq,
        period,
        cargo,
        files,
        wishes: input,
        submission: { reviewedBy: input.reviewedBy, issuedBy: input.issuedBy, scope: reportedScopeText(scope) },
        facts: {
          scope: reportedScopeText(scope),
          projects: cargo.projects,
          sums: cargo.sums,
          reports: cargo.reports,
          ...(undecided.length === 0 ? {} : { undecided }),
        },
      });
      return sentShown(context, sent);
    } catch (error) {
      // Nothing was carried away: what was marked 已报 for this package is marked back.
      if (reserved.changeId !== null) await context.write('release', { changeId: reserved.changeId });
      throw error;
    }
  },
  steps: { reserve, release, ...sendingSteps },
};

interface Order {
  readonly office: ReturnType<typeof requireOffice>;
  readonly recipient: { readonly id: string; readonly fullName: string };
  readonly period: string;
  readonly scope: Scope;
}

function exportOrder(reading: Reading, now: string, input: ParsedInputOf<'packages.export'>): Order {
  const office = requireOffice(reading);
  requireNothingLost(reading);
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
  const inScope = reportedProjects(context.writing, office.id, payload.scope);
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
        scope: reportedScopeText(payload.scope),
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

function release(context: CommandContext, { changeId }: { changeId: string }): null {
  const change = changeById(context.writing, changeId);
  if (change === undefined) return null;
  makeChange(context, 'packages.export', releasedSummary, planUndo(context.writing, change.key).drafts, true);
  noteUnfinishedExport(context.writing, null);
  return null;
}

interface Cargo extends CarriedOperations {
  readonly entities: ManifestDraft['entities'];
  readonly projects: number;
  readonly reports: number;
  readonly sums: Readonly<Record<string, number>>;
}

function gatherCargo(reading: Reading, officeId: string, recipientId: string, audience: ReportAudience): Cargo {
  const goes = audience.isEverything
    ? null
    : (entity: EntityName, recordId: string) => audience.stays(entity, recordId) === null;
  const counted = entityCounts(reading, officeId, countedTables, goes);
  const countOf = (entity: string) => counted.find((each) => each.entity === entity);
  return {
    ...gatherOperations(reading, officeId, recipientId, audience),
    entities: counted,
    projects: countOf('project')?.count ?? 0,
    reports: countOf('progressReport')?.count ?? 0,
    sums: projectSums(reading, officeId, goes),
  };
}

/** What the 报送单 prints: total, this year's plan and this year's figure over the projects in scope, in 元. */
function projectSums(
  reading: Reading,
  officeId: string,
  goes: ((entity: EntityName, recordId: string) => boolean) | null,
): Cargo['sums'] {
  const rows = listProjects(reading, { offices: [officeId] }).rows.filter(
    (row) => goes === null || goes('project', row.id),
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
  }));
