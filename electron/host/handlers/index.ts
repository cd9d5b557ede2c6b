/** Every procedure of the contract and its handler. A missing or an extra one is a compile error. */
import type { NamesOf, ProcedureName } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type {
  CommandContext,
  CommandHandlers,
  JobHandler,
  JobHandlers,
  QueryContext,
  QueryHandlers,
  SessionHandled,
  Step,
} from '../context.ts';
import { accountabilityCommands, accountabilityQueries } from './accountability.ts';
import { assignmentCommands, assignmentQueries } from './assignments.ts';
import { addAttachmentsJob, attachmentCommands, attachmentFileJob, attachmentQueries } from './attachments.ts';
import { calendarCommands, calendarQueries } from './calendars.ts';
import { boardPaperJob, boardReminderJob, centreBoardCommands, centreBoardQueries } from './centre-board.ts';
import { centreRuleCommands, centreRuleQueries } from './centre-rules.ts';
import { centreTableCommands, centreTableJob, centreTableQueries } from './centre-tables.ts';
import { changeCommands, changeQueries } from './changes.ts';
import { collectionExportJob, collectionRenderJob } from './collection-export.ts';
import { collectionAcceptJob, collectionPreviewJob } from './collection-take.ts';
import { collectionCommands, collectionQueries } from './collections.ts';
import { conflictCommands, conflictQueries } from './conflicts.ts';
import { definiteQueries } from './definites.ts';
import { delegationCommands, delegationQueries } from './delegations.ts';
import { loadDemonstrationJob } from './demonstration.ts';
import { inviteJob, joinJob, readInvitationJob } from './desk-join.ts';
import { newKeyChallengeJob, takeNewKeyJob } from './desk-new-key.ts';
import { deskCommands, deskQueries, takeKeyJob } from './desks.ts';
import { duplicateCommands, duplicateQueries, findDuplicatesJob } from './duplicates.ts';
import { enrolJob, enrolmentCommands } from './enrolments.ts';
import { factorCommands, factorQueries } from './factors.ts';
import { findingQueries } from './findings.ts';
import { funnelCommands, funnelQueries } from './funnel.ts';
import { groupCommands, groupListJob, groupQueries, readGroupTableJob } from './groups.ts';
import { handedDownCommands, handedDownQueries } from './handed-down.ts';
import { inspectionCoverageJob, inspectionCoverageQueries } from './inspection-coverage.ts';
import { addSheetFilesJob, inspectionFileCommands } from './inspection-files.ts';
import {
  findingPaperJob,
  findingStatisticsJob,
  inspectionFindingCommands,
  inspectionFindingQueries,
} from './inspection-findings.ts';
import { coverListJob, printSheetsJob, templatePreviewJob } from './inspection-papers.ts';
import { inspectionRoundCommands, inspectionRoundQueries } from './inspection-rounds.ts';
import { takeScansJob } from './inspection-scan-take.ts';
import { readScansJob } from './inspection-scans.ts';
import { inspectionSheetCommands, inspectionSheetQueries } from './inspection-sheets.ts';
import { inspectionTemplateCommands, inspectionTemplateQueries } from './inspection-templates.ts';
import { instructionLedgerJob, presentedPaperJob } from './instruction-papers.ts';
import { instructionCommands, instructionQueries } from './instructions.ts';
import { investmentCommands, investmentQueries } from './investments.ts';
import { issueBoardsJob, issueCommands, issueLedgerJob, issueQueries } from './issues.ts';
import { changeKeyJob, keyCommands, keyQueries, replaceLostKeyJob } from './keys.ts';
import { leaderTableCommands, leaderTableQueries } from './leader-tables.ts';
import { leavingQueries } from './leaving.ts';
import { commitJob, ledgerImportCommands, ledgerImportQueries, previewJob } from './ledger-imports.ts';
import { listCommands, listQueries, readListFileJob, renderListJob } from './lists.ts';
import { lostWorkCommands, lostWorkQueries } from './lost-work.ts';
import { meetingActCommands } from './meeting-acts.ts';
import { briefingJob, reportingSheetsJob } from './meeting-papers.ts';
import { meetingCommands, meetingQueries } from './meetings.ts';
import { milestoneCommands, milestoneQueries } from './milestones.ts';
import { minutesJob, minutesQueries } from './minutes.ts';
import { monthCommands, monthQueries, monthRenderJob } from './months.ts';
import { namedLeaderCommands, namedLeaderQueries } from './named-leaders.ts';
import {
  enrolmentFileJob,
  enrolmentSheetJob,
  officeCommands,
  officeQueries,
  recoverySheetJob,
  rememberOperatorStep,
  setUpJob,
} from './offices.ts';
import { overviewQueries } from './overviews.ts';
import { exportDeskJob } from './package-desk-export.ts';
import { packageDownJob, packageDownQueries } from './package-down.ts';
import { exportEchoJob } from './package-echo-export.ts';
import { exportJob } from './package-export.ts';
import { importJob, packagePreviewJob } from './package-import.ts';
import { importReportJob } from './package-import-report.ts';
import { packageMakingCommands, packageMakingQueries } from './package-makings.ts';
import { resumeJob } from './package-resume.ts';
import { packageUndoJob } from './package-undo.ts';
import { checkLedgerJob, packageFileJob, packageQueries, quarantineFileJob, transmittalSheetJob } from './packages.ts';
import { contactCardJob, leaderCardJob } from './people-papers.ts';
import { permitCommands, permitQueries } from './permits.ts';
import { personCommands, personQueries } from './persons.ts';
import { phoneBookJob, phoneBookQueries } from './phone-book.ts';
import { plannedNodeCommands, plannedNodeQueries } from './planned-nodes.ts';
import { poolCommands } from './pool-moves.ts';
import { poolQueries } from './pools.ts';
import { progressCommands, progressQueries } from './progress.ts';
import { projectCommands, projectQueries } from './projects.ts';
import { questionCommands, questionQueries } from './questions.ts';
import { receiptQueries } from './receipts.ts';
import { registerTableJob, registerTableQueries } from './register-tables.ts';
import { reminderListQueries, reminderPaperJob } from './reminder-lists.ts';
import { reminderCommands } from './reminders.ts';
import { itemPaperJob, reportingItemCommands, reportingItemQueries } from './reporting-items.ts';
import { reportingStatisticsQueries, statisticsPaperJob } from './reporting-statistics.ts';
import { renderJob, reportCommands, reportQueries } from './reports.ts';
import { restrictionCommands, restrictionQueries } from './restrictions.ts';
import { packFileJob, packFilePreviewJob, rulePackCommands, rulePackQueries } from './rule-packs.ts';
import { settingCommands, settingQueries } from './settings.ts';
import { taskActCommands } from './task-acts.ts';
import { decisionListJob, slipsJob, taskLedgerJob, taskProofJob } from './task-papers.ts';
import { taskCommands, taskQueries } from './tasks.ts';
import { tourPaperJob } from './tour-papers.ts';
import { tourCommands, tourQueries } from './tours.ts';
import { unitCommands, unitQueries } from './units.ts';
import { viewAcceptJob, viewExportJob, viewPreviewJob } from './views.ts';
import { visitCommands, visitCoverageJob, visitQueries } from './visits.ts';
import { yearTurnCommands, yearTurnQueries } from './year-turn.ts';
import { yearSheetJob } from './year-turn-paper.ts';

const queries: SessionHandled<QueryHandlers> = {
  ...officeQueries,
  ...keyQueries,
  ...lostWorkQueries,
  ...deskQueries,
  ...conflictQueries,
  ...projectQueries,
  ...unitQueries,
  ...personQueries,
  ...groupQueries,
  ...assignmentQueries,
  ...delegationQueries,
  ...phoneBookQueries,
  ...changeQueries,
  ...attachmentQueries,
  ...listQueries,
  ...investmentQueries,
  ...duplicateQueries,
  ...poolQueries,
  ...funnelQueries,
  ...milestoneQueries,
  ...findingQueries,
  ...factorQueries,
  ...permitQueries,
  ...definiteQueries,
  ...registerTableQueries,
  ...progressQueries,
  ...collectionQueries,
  ...monthQueries,
  ...issueQueries,
  ...taskQueries,
  ...accountabilityQueries,
  ...meetingQueries,
  ...minutesQueries,
  ...namedLeaderQueries,
  ...plannedNodeQueries,
  ...centreRuleQueries,
  ...centreTableQueries,
  ...instructionQueries,
  ...tourQueries,
  ...visitQueries,
  ...inspectionSheetQueries,
  ...inspectionFindingQueries,
  ...inspectionTemplateQueries,
  ...inspectionRoundQueries,
  ...inspectionCoverageQueries,
  ...ledgerImportQueries,
  ...packageQueries,
  ...packageDownQueries,
  ...packageMakingQueries,
  ...handedDownQueries,
  ...questionQueries,
  ...leavingQueries,
  ...restrictionQueries,
  ...receiptQueries,
  ...centreBoardQueries,
  ...reportingItemQueries,
  ...reportingStatisticsQueries,
  ...reportQueries,
  ...leaderTableQueries,
  ...overviewQueries,
  ...reminderListQueries,
  ...rulePackQueries,
  ...calendarQueries,
  ...settingQueries,
  ...yearTurnQueries,
};

const commands: SessionHandled<CommandHandlers> = {
  ...officeCommands,
  ...packageMakingCommands,
  ...enrolmentCommands,
  ...keyCommands,
  ...lostWorkCommands,
  ...deskCommands,
  ...conflictCommands,
  ...projectCommands,
  ...unitCommands,
  ...personCommands,
  ...groupCommands,
  ...assignmentCommands,
  ...delegationCommands,
  ...changeCommands,
  ...attachmentCommands,
  ...listCommands,
  ...handedDownCommands,
  ...questionCommands,
  ...restrictionCommands,
  ...centreBoardCommands,
  ...reportingItemCommands,
  ...investmentCommands,
  ...duplicateCommands,
  ...poolCommands,
  ...funnelCommands,
  ...milestoneCommands,
  ...factorCommands,
  ...permitCommands,
  ...progressCommands,
  ...collectionCommands,
  ...monthCommands,
  ...issueCommands,
  ...taskCommands,
  ...taskActCommands,
  ...accountabilityCommands,
  ...meetingCommands,
  ...meetingActCommands,
  ...namedLeaderCommands,
  ...plannedNodeCommands,
  ...centreRuleCommands,
  ...centreTableCommands,
  ...instructionCommands,
  ...tourCommands,
  ...visitCommands,
  ...inspectionSheetCommands,
  ...inspectionFileCommands,
  ...inspectionFindingCommands,
  ...inspectionTemplateCommands,
  ...inspectionRoundCommands,
  ...ledgerImportCommands,
  ...reportCommands,
  ...reminderCommands,
  ...leaderTableCommands,
  ...rulePackCommands,
  ...calendarCommands,
  ...settingCommands,
  ...yearTurnCommands,
};

const jobs: SessionHandled<JobHandlers> = {
  'offices.setUp': setUpJob,
  'offices.loadDemonstration': loadDemonstrationJob,
  'offices.recoverySheet': recoverySheetJob,
  'offices.enrol': enrolJob,
  'offices.enrolmentFile': enrolmentFileJob,
  'offices.enrolmentSheet': enrolmentSheetJob,
  'desks.invite': inviteJob,
  'desks.readInvitation': readInvitationJob,
  'desks.join': joinJob,
  'desks.export': exportDeskJob,
  'desks.takeKey': takeKeyJob,
  'desks.newKeyChallenge': newKeyChallengeJob,
  'desks.takeNewKey': takeNewKeyJob,
  'keys.change': changeKeyJob,
  'keys.replaceLost': replaceLostKeyJob,
  'issues.boards': issueBoardsJob,
  'issues.ledger': issueLedgerJob,
  'tasks.ledger': taskLedgerJob,
  'tasks.decisions': decisionListJob,
  'tasks.slips': slipsJob,
  'tasks.proof': taskProofJob,
  'meetings.minutes': minutesJob,
  'meetings.reportingSheets': reportingSheetsJob,
  'meetings.briefing': briefingJob,
  'instructions.ledger': instructionLedgerJob,
  'instructions.paper': presentedPaperJob,
  'tours.paper': tourPaperJob,
  'visits.coverageTable': visitCoverageJob,
  'inspectionSheets.addFiles': addSheetFilesJob,
  'inspectionFindings.paper': findingPaperJob,
  'inspectionFindings.statisticsPaper': findingStatisticsJob,
  'inspectionRounds.coverageTable': inspectionCoverageJob,
  'inspectionRounds.print': printSheetsJob,
  'inspectionRounds.coverList': coverListJob,
  'inspectionTemplates.preview': templatePreviewJob,
  'collections.export': collectionExportJob,
  'collections.preview': collectionPreviewJob,
  'collections.accept': collectionAcceptJob,
  'collections.render': collectionRenderJob,
  'months.render': monthRenderJob,
  'ledgerImports.preview': previewJob,
  'ledgerImports.commit': commitJob,
  'people.phoneBookPaper': phoneBookJob,
  'people.contactCards': contactCardJob,
  'people.leaderCards': leaderCardJob,
  'groups.paper': groupListJob,
  'groups.readTable': readGroupTableJob,
  'packages.export': exportJob,
  'packages.exportDown': packageDownJob,
  'packages.transmittalSheet': transmittalSheetJob,
  'packages.file': packageFileJob,
  'packages.resume': resumeJob,
  'packages.exportEcho': exportEchoJob,
  'packages.preview': packagePreviewJob,
  'packages.import': importJob,
  'quarantine.file': quarantineFileJob,
  'packages.undo': packageUndoJob,
  'packages.importReport': importReportJob,
  'ledger.check': checkLedgerJob,
  'duplicates.find': findDuplicatesJob,
  'lists.readFile': readListFileJob,
  'lists.render': renderListJob,
  'inspectionScans.read': readScansJob,
  'inspectionScans.take': takeScansJob,
  'attachments.add': addAttachmentsJob,
  'attachments.file': attachmentFileJob,
  'reports.render': renderJob,
  'reminders.paper': reminderPaperJob,
  'centreTables.render': centreTableJob,
  'centreBoard.paper': boardPaperJob,
  'centreBoard.reminderPaper': boardReminderJob,
  'reportingItems.paper': itemPaperJob,
  'reportingItems.statisticsPaper': statisticsPaperJob,
  'yearTurn.sheet': yearSheetJob,
  'rulePacks.exportFile': packFileJob,
  'rulePacks.previewFile': packFilePreviewJob,
  'registerTables.render': registerTableJob,
  'views.export': viewExportJob,
  'views.preview': viewPreviewJob,
  'views.accept': viewAcceptJob,
};

type AnyQuery = (context: QueryContext, input: never) => unknown;
type AnyCommand = (context: CommandContext, input: never) => unknown;
type AnyJob = JobHandler<NamesOf<'job'>>;

export function queryHandler(name: ProcedureName): AnyQuery {
  return handlerIn<AnyQuery>(queries, name);
}

export function commandHandler(name: ProcedureName): AnyCommand {
  return handlerIn<AnyCommand>(commands, name);
}

export function jobHandler(name: ProcedureName): AnyJob {
  return handlerIn<AnyJob>(jobs, name);
}

/** A step of a job, run on the writer; signing in, which the host handles itself, has one too. */
export function jobStep(name: ProcedureName, step: string): Step {
  if (name === 'sessions.signIn') return rememberOperatorStep;
  const found = jobHandler(name).steps?.[step];
  if (found === undefined) throw new Error(`${name} has no step ${step}`);
  return found;
}

function handlerIn<Handler>(handlers: object, name: ProcedureName): Handler {
  if (!Object.hasOwn(handlers, name)) throw problem('PROCEDURE_UNKNOWN', { procedure: name });
  return (handlers as Record<string, Handler>)[name] as Handler;
}
