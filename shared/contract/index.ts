/** THE table of procedures. Handlers' and client's types are derived from it; a new feature touches nothing else of the doors. */
import type { z } from 'zod';
import { accountability } from './accountability.ts';
import { assignments } from './assignments.ts';
import { attachments } from './attachments.ts';
import { centreRules } from './centre-rules.ts';
import { centreTables } from './centre-tables.ts';
import { collections } from './collections.ts';
import { conflicts } from './conflicts.ts';
import { desks } from './desks.ts';
import { duplicates } from './duplicates.ts';
import { groups } from './groups.ts';
import { handedDown } from './handed-down.ts';
import { inspectionFindings } from './inspection-findings.ts';
import { inspectionRoundPapers, inspectionRounds } from './inspection-rounds.ts';
import { inspectionScans } from './inspection-scans.ts';
import { inspectionSheets } from './inspection-sheets.ts';
import { inspectionTemplatePapers, inspectionTemplates } from './inspection-templates.ts';
import { instructions } from './instructions.ts';
import { investments } from './investments.ts';
import { issues } from './issues.ts';
import { keys } from './keys.ts';
import { leaving } from './leaving.ts';
import { ledgerImports } from './ledger-imports.ts';
import { lists } from './lists.ts';
import { lostWork } from './lost-work.ts';
import { meetings } from './meetings.ts';
import { definites, factors, milestones, registerTables } from './milestones.ts';
import { months } from './months.ts';
import { namedLeaders } from './named-leaders.ts';
import { offices, sessions } from './offices.ts';
import { ledger, packages, quarantine } from './packages.ts';
import { people } from './people.ts';
import { peoplePapers } from './people-papers.ts';
import { permits } from './permits.ts';
import { plannedNodes } from './planned-nodes.ts';
import { pools } from './pools.ts';
import { progress } from './progress.ts';
import { changes, projects, registers } from './projects.ts';
import { questions } from './questions.ts';
import { reminders } from './reminders.ts';
import { reportingItems } from './reporting-items.ts';
import { overviews, reports, settings } from './reports.ts';
import { calendars, rulePacks } from './rule-packs.ts';
import { tasks } from './tasks.ts';
import { tours } from './tours.ts';
import { views } from './views.ts';
import { visits } from './visits.ts';
import { yearTurn } from './year-turn.ts';

export const contract = {
  ...offices,
  ...sessions,
  ...keys,
  ...lostWork,
  ...desks,
  ...conflicts,
  ...projects,
  ...registers,
  ...people,
  ...peoplePapers,
  ...groups,
  ...assignments,
  ...namedLeaders,
  ...plannedNodes,
  ...centreRules,
  ...centreTables,
  ...changes,
  ...attachments,
  ...lists,
  ...investments,
  ...duplicates,
  ...pools,
  ...milestones,
  ...factors,
  ...permits,
  ...definites,
  ...registerTables,
  ...progress,
  ...collections,
  ...months,
  ...issues,
  ...tasks,
  ...accountability,
  ...meetings,
  ...handedDown,
  ...leaving,
  ...questions,
  ...instructions,
  ...tours,
  ...visits,
  ...inspectionScans,
  ...inspectionSheets,
  ...inspectionFindings,
  ...inspectionTemplates,
  ...inspectionTemplatePapers,
  ...inspectionRounds,
  ...inspectionRoundPapers,
  ...ledgerImports,
  ...packages,
  ...quarantine,
  ...ledger,
  ...reports,
  ...overviews,
  ...reminders,
  ...reportingItems,
  ...rulePacks,
  ...calendars,
  ...settings,
  ...yearTurn,
  ...views,
};

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type InputOf<Name extends ProcedureName> = z.input<Contract[Name]['input']>;
export type ParsedInputOf<Name extends ProcedureName> = z.output<Contract[Name]['input']>;
export type OutputOf<Name extends ProcedureName> = z.output<Contract[Name]['output']>;

export type NamesOf<Kind extends Contract[ProcedureName]['kind']> = {
  [Name in ProcedureName]: Contract[Name]['kind'] extends Kind ? Name : never;
}[ProcedureName];

export function isProcedureName(name: string): name is ProcedureName {
  return Object.hasOwn(contract, name);
}

export interface Progress {
  readonly done: number;
  readonly total: number | null;
  readonly text: string;
  /** `done` and `total` are bytes. */
  readonly isBytes?: boolean;
  /** Parts that are whole already and could be kept where the work is stopped here. */
  readonly finishedParts?: number;
}
