import { join } from 'node:path';
import { checkLedger } from '#db/ledger/check.ts';
import { conflictsByProject } from '#db/queries/conflicts.ts';
import { type JournalRow, journal, journalById, quarantined } from '#db/queries/exchange.ts';
import { type InstalledOffice, unacknowledgedCount } from '#db/queries/installation.ts';
import { partFacts } from '#db/queries/package-parts.ts';
import { listProjects } from '#db/queries/projects.ts';
import { isQuestioned } from '#db/queries/questions.ts';
import { enrolledOfficeById, enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { problem } from '#shared/error.ts';
import { transmittalSheet } from '#shared/report/transmittal-sheet.ts';
import { scopeText } from '#shared/text/scope-text.ts';
import type { JobHandler, QueryHandlers } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { fileProblems } from './attachments.ts';
import { requireOffice } from './authoring.ts';
import { type Undecided, undecidedIn } from './conflicts.ts';
import { encryptsPackages } from './package-addressee.ts';
import type { ReceivedFacts } from './package-commit.ts';
import { fileCounts } from './package-files.ts';
import { mayTakeBack } from './package-undo.ts';
import { partShown } from './part-sentence.ts';
import { openPeriod, periodRows, stateCounts } from './progress.ts';
import { reportAudience, reportedProjects } from './report-audience.ts';

type Finding = OutputOf<'packages.precheck'>['findings'][number];
export type PackageView = OutputOf<'packages.list'>['rows'][number];

export const packageQueries = {
  'packages.precheck'({ reading, now }, input) {
    const office = requireOffice(reading);
    const period = openPeriod(reading, now, input.period).closesOn;
    const scope: Scope = input.scope ?? { kind: 'all' };
    const findings = precheckFindings(reading, office, period, scope);
    const inScope = reportedProjects(reading, office.id, scope);
    const own = listProjects(reading, { offices: [office.id] }).rows;
    const rows = own.filter((row) => inScope.has(row.id));
    const { total: _, ...states } = stateCounts(periodRows(reading, office.id, period));
    const sum = (field: 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
      rows.reduce((sums, row) => sums + (row[field] ?? 0), 0);
    return {
      period,
      findings,
      mustCount: findings.filter((finding) => finding.tone === 'must').length,
      counts: { projects: own.length, inScope: rows.length, ...states },
      undecided: undecidedIn(reading, inScope),
      operations: unacknowledgedCount(reading),
      sums: {
        totalInvestment: sum('totalInvestment'),
        plannedThisYear: sum('plannedThisYear'),
        doneThisYear: sum('doneThisYear'),
      },
      recipients: enrolledOffices(reading)
        .filter((each) => each.kind === 'centre')
        .map(({ id, fullName }) => ({
          id,
          fullName,
          files: fileCounts(reading, office.id, id, reportAudience(reading, office.id, id, scope)),
        })),
      isEncrypted: encryptsPackages(reading),
    };
  },
  'packages.list': ({ reading }) => ({ rows: journal(reading).map((row) => viewOf(reading, row)) }),
  'quarantine.list': ({ reading }) => ({ rows: quarantined(reading) }),
} satisfies Partial<QueryHandlers>;

/** must: nothing can be sent. should: worth a look, each one a click away. */
export function precheckFindings(reading: Reading, office: InstalledOffice, period: string, scope: Scope): Finding[] {
  const findings: Finding[] = [];
  const add = (
    tone: Finding['tone'],
    code: string,
    sentence: string,
    project?: { id: string; name: string },
    field?: string,
  ) =>
    findings.push({
      code,
      tone,
      sentence,
      projectId: project?.id ?? null,
      projectName: project?.name ?? null,
      field: field ?? null,
    });
  const inScope = reportedProjects(reading, office.id, scope);
  const projects = listProjects(reading, { offices: [office.id] }).rows.filter((row) => inScope.has(row.id));
  if (enrolledOffices(reading).every((each) => each.kind !== 'centre'))
    add('must', 'NO_RECIPIENT', '还没有登记接收单位，请先在“单位登记”里登记市级中心。');
  if (projects.length === 0) add('must', 'NOTHING_IN_SCOPE', '所选范围里没有项目，请调整报送范围。');
  const undecided = conflictsByProject(reading, office.id);
  const general = undecided.get(null) ?? 0;
  if (general > 0) add('should', 'CONFLICT', `有${general}处两台电脑改得不一致，还没有选定。`);
  const reports = new Map(periodRows(reading, office.id, period).map((row) => [row.projectId, row]));
  for (const project of projects) {
    const open = undecided.get(project.id) ?? 0;
    if (open > 0)
      add('should', 'CONFLICT', `有${open}处两台电脑改得不一致，还没有选定；报上去的是现在的内容。`, project);
    const report = reports.get(project.id);
    if (report === undefined || report.state === null)
      add('should', 'NOT_FILLED', `${periodLabel(period)}没有填报。`, project, 'progressText');
    else {
      if (report.state === 'filled' || report.state === 'corrected')
        add('should', 'NOT_REVIEWED', '已填报，还没有审核。', project);
      for (const mark of report.marks) add('should', mark.code, mark.sentence, project, mark.field);
    }
    if (project.level !== 'provincial' && project.level !== 'municipal') continue;
    // What 附件2 prints of a provincial or municipal project.
    if (project.totalInvestment === null)
      add('should', 'NO_TOTAL', '省市重点项目没有填总投资。', project, 'totalInvestment');
    if (project.plannedThisYear === null)
      add('should', 'NO_PLAN', '省市重点项目没有填年度计划投资。', project, 'plannedThisYear');
    if (project.summary === null) add('should', 'NO_SUMMARY', '省市重点项目没有填项目概况。', project, 'summary');
    if (project.startsOn === null || project.completesOn === null)
      add('should', 'NO_PERIOD', '省市重点项目的起止年限不全。', project, 'startsOn');
  }
  return findings;
}

const longestScope = 200;

/** It is printed on one line of the 报送单; the file says no more than that. */
export function reportedScopeText(scope: Scope): string {
  const words = { chosen: `逐个选${scope.projectIds?.length ?? 0}个项目`, nothing: '（未选级别和名单）' };
  const whole = scopeText(scope, words);
  return whole.length > longestScope ? `${whole.slice(0, longestScope - 1)}…` : whole;
}

export function viewOf(reading: Reading, row: JournalRow): PackageView {
  const other = enrolledOfficeById(reading, row.officeId);
  return {
    id: row.id,
    direction: row.direction,
    kind: row.kind,
    officeName: other?.fullName ?? (row.kind === 'desk' ? '本单位其他电脑' : ''),
    seq: row.seq,
    period: row.period,
    fileName: row.fileName,
    bytes: row.bytes,
    operations: row.operations,
    at: row.at,
    actor: row.actor,
    state: stateOf(reading, row),
    stateChangedAt: row.stateChangedAt,
    reviewedBy: row.reviewedBy,
    issuedBy: row.issuedBy,
    files: (row.facts as SentFacts).files ?? 0,
    part: partShown(reading, row),
    isEncrypted: (row.facts as SentFacts).isEncrypted ?? false,
    mayUndo: mayTakeBack(reading, row),
    hasReport: (row.facts as ReceivedFacts).brought !== undefined,
    hasFile: row.file !== null || row.receiptFile !== null,
  };
}

/** Acknowledged, and the other side still asks about what it was told for this period: 有疑问. */
function stateOf(
  reading: Reading,
  { state, direction, kind, period, officeId, ranges }: JournalRow,
): PackageView['state'] {
  if (state !== 'acknowledged' || direction !== 'sent' || kind !== 'report' || period === null) return state;
  return isQuestioned(reading, officeId, period, ranges) ? 'questioned' : state;
}

/** Ten digits to compare by telephone: from the package's identity. */
export function checkDigitsOf(payloadDigest: string): string {
  const digits = (BigInt(`0x${payloadDigest.slice(0, 16)}`) % 10_000_000_000n).toString().padStart(10, '0');
  return `${digits.slice(0, 5)} ${digits.slice(5)}`;
}

interface SentFacts {
  readonly scope?: string;
  readonly projects?: number;
  readonly reports?: number;
  readonly sums?: Readonly<Record<string, number>>;
  /** Absent in what earlier versions sent. */
  readonly undecided?: readonly Undecided[];
  readonly files?: number;
  readonly isEncrypted?: boolean;
}

export const transmittalSheetJob: JobHandler<'packages.transmittalSheet'> = {
  async run(context, { packageId }) {
    const { office, row, recipient } = context.read((reading) => ({
      office: requireOffice(reading),
      row: journalById(reading, packageId),
      recipient: enrolledOfficeById(reading, journalById(reading, packageId)?.officeId ?? ''),
    }));
    if (row === undefined || row.direction !== 'sent' || row.kind !== 'report')
      throw problem('RECORD_NOT_FOUND', { noun: '报送包' });
    const facts = row.facts as SentFacts;
    const { part } = partFacts(row);
    const { path, file } = await context.newFile(`${office.shortName}_报送单_${String(row.seq).padStart(4, '0')}.pdf`);
    await context.print(
      transmittalSheet({
        fromOffice: office.fullName,
        toOffice: recipient?.fullName ?? '',
        periodLabel: row.period === null ? '' : periodLabel(row.period),
        seq: row.seq,
        projects: facts.projects ?? 0,
        reports: facts.reports ?? 0,
        sums: {
          totalInvestment: facts.sums?.['totalInvestment'] ?? 0,
          plannedThisYear: facts.sums?.['plannedThisYear'] ?? 0,
          doneThisYear: facts.sums?.['doneThisYear'] ?? 0,
        },
        undecided: facts.undecided ?? [],
        fileName: part === undefined ? row.fileName : `${row.fileName}（共${part.of}份，各份一并交接）`,
        bytes: row.bytes,
        checkDigits: checkDigitsOf(row.payloadDigest),
        reviewedBy: row.reviewedBy ?? '',
        issuedBy: row.issuedBy ?? '',
        preparedBy: row.actor === '' ? null : row.actor,
        contactPhone: office.contactPhone,
        day: businessDay(row.at),
      }),
      path,
    );
    return { file };
  },
};

/** A kept package, or the receipt of a received one, to be carried once more. */
export const packageFileJob: JobHandler<'packages.file'> = {
  async run(context, { packageId }) {
    const row = context.read((reading) => journalById(reading, packageId));
    const kept = row?.receiptFile ?? row?.file ?? null;
    const name = row?.receiptName ?? row?.fileName ?? '';
    if (kept === null) throw problem('RECORD_NOT_FOUND', { noun: '文件' });
    return { file: await context.handOut(join(dataFolderAt(context.dataFolder).packages, kept), name) };
  },
};

/** A file set aside, to be read once more. */
export const quarantineFileJob: JobHandler<'quarantine.file'> = {
  async run(context, { id }) {
    const row = context.read((reading) => quarantined(reading).find((each) => each.id === id));
    if (row === undefined) throw problem('RECORD_NOT_FOUND', { noun: '文件' });
    return { file: await context.handOut(join(dataFolderAt(context.dataFolder).quarantine, row.id), row.fileName) };
  },
};

export const checkLedgerJob: JobHandler<'ledger.check'> = {
  async run(context) {
    const findings = context.read((reading) =>
      checkLedger(reading, (done, total) => context.progress({ done, total, text: '正在自检' })),
    );
    const problems = [...findings.problems, ...(await fileProblems(context))];
    return { ...findings, problems, isSound: problems.length === 0 };
  },
};
