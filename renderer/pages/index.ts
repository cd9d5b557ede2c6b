/**
 * Every page there is. A new page adds one line here; its entry in the navigation, its help under F1 and its place in
 * Ctrl+K follow from its Page. Orders: 10 工作台 / 区县总览, 20 项目库, 30 周报, 40 问题与督办, 50 现场督导, 60 报表, 80 报送接收, 90 设置.
 */
import type { Page } from '../page.ts';
import { accountabilityPage } from './accountability/page.ts';
import { calendarsPage } from './calendars/page.ts';
import { centrePage } from './centre/page.ts';
import { centreBoardPage } from './centre-board/page.ts';
import { centreRulesPage } from './centre-rules/page.ts';
import { centreTablesPage, tableEditorPage } from './centre-tables/page.ts';
import { collectionsPage, receiveFormsPage } from './collections/page.ts';
import { conflictsPage } from './conflicts/page.ts';
import { missingPage } from './definites/page.ts';
import { deskPage } from './desk/page.ts';
import { desksPage } from './desks/page.ts';
import { duplicatesPage } from './duplicates/page.ts';
import { enrolmentPage, exchangePage, receivePage, recoverPage, sendPage } from './exchange/page.ts';
import { factorsPage } from './factors/page.ts';
import { groupItemsPage, groupStatisticsPage } from './group-items/page.ts';
import { handDownPage, levelsPage } from './handed-down/page.ts';
import { inspectionFindingsPage } from './inspection-findings/page.ts';
import { inspectionScansPage } from './inspection-scans/page.ts';
import { inspectionSheetsPage } from './inspection-sheets/page.ts';
import { inspectionTemplatePage, inspectionTemplatesPage } from './inspection-templates/page.ts';
import { inspectionCoveragePage, inspectionsPage, newRoundPage, roundPage } from './inspections/page.ts';
import { instructionsPage } from './instructions/page.ts';
import { issueBoardsPage, issuesPage } from './issues/page.ts';
import { leadersPage } from './leaders/page.ts';
import { keptBackPage, waitingPage } from './leaving/page.ts';
import { importPage } from './ledger-imports/page.ts';
import { listsPage } from './lists/page.ts';
import { meetingPage, meetingsPage } from './meetings/page.ts';
import { findingsPage } from './milestones/page.ts';
import { monthsPage } from './months/page.ts';
import { namedLeadersPage } from './named-leaders/page.ts';
import { peoplePage } from './people/page.ts';
import { permitsPage } from './permits/page.ts';
import { plannedNodesPage } from './planned-nodes/page.ts';
import { exitsPage, funnelPage, poolsPage } from './pools/page.ts';
import { progressPage } from './progress/page.ts';
import { projectPage, projectsPage } from './projects/page.ts';
import { questionsPage } from './questions/page.ts';
import { remindersPage } from './reminders/page.ts';
import { reportsPage } from './reports/page.ts';
import { roundTripPage } from './round-trip/page.ts';
import { rulePacksPage } from './rule-packs/page.ts';
import { settingsPage } from './settings/page.ts';
import { tasksPage } from './tasks/page.ts';
import { tourPage, toursPage } from './tours/page.ts';
import { visitsPage } from './visits/page.ts';
import { yearTurnPage } from './year-turn/page.ts';

export const pages: readonly Page[] = [
  deskPage,
  centrePage,
  centreBoardPage,
  groupItemsPage,
  groupStatisticsPage,
  projectsPage,
  projectPage,
  leadersPage,
  peoplePage,
  poolsPage,
  exitsPage,
  funnelPage,
  yearTurnPage,
  listsPage,
  levelsPage,
  namedLeadersPage,
  plannedNodesPage,
  duplicatesPage,
  importPage,
  roundTripPage,
  permitsPage,
  findingsPage,
  missingPage,
  factorsPage,
  progressPage,
  collectionsPage,
  receiveFormsPage,
  monthsPage,
  issuesPage,
  issueBoardsPage,
  meetingsPage,
  meetingPage,
  toursPage,
  tourPage,
  tasksPage,
  accountabilityPage,
  instructionsPage,
  visitsPage,
  remindersPage,
  inspectionsPage,
  newRoundPage,
  roundPage,
  inspectionScansPage,
  inspectionCoveragePage,
  inspectionSheetsPage,
  inspectionFindingsPage,
  inspectionTemplatesPage,
  inspectionTemplatePage,
  reportsPage,
  centreTablesPage,
  tableEditorPage,
  exchangePage,
  sendPage,
  receivePage,
  enrolmentPage,
  recoverPage,
  conflictsPage,
  desksPage,
  handDownPage,
  centreRulesPage,
  waitingPage,
  keptBackPage,
  questionsPage,
  settingsPage,
  rulePacksPage,
  calendarsPage,
];
