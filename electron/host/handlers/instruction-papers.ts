/** The papers of 领导批示: 呈阅件 that goes up, and the ledger by leader. */

import { readRecord, textOf } from '#db/ledger/records.ts';
import { listProjects } from '#db/queries/projects.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { InstructionRow, InstructionShow } from '#shared/contract/instructions.ts';
import { problem } from '#shared/error.ts';
import { instructionLedger } from '#shared/report/instruction-ledger.ts';
import { laggingBody, presentedPaper, projectBody, taskBody } from '#shared/report/presented-paper.ts';
import type { WordBlock } from '#shared/report/word-model.ts';
import { taskFilter } from '#shared/rules/tasks.ts';
import { instructionStateLabels } from '#shared/text/labels.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import { makeChange, requireOffice } from './authoring.ts';
import { instructionFilter, instructionRows, presentDrafts, requireLeader } from './instructions.ts';
import { lateReasons } from './late-projects.ts';
import { handOutPdf, handOutTable } from './papers.ts';
import { cardGatherer } from './people-papers.ts';
import { taskRows } from './task-rows.ts';

type PaperInput = ParsedInputOf<'instructions.paper'>;

const aboutShown: Readonly<Record<InstructionShow, string>> = {
  ...instructionStateLabels,
  open: '未反馈',
  late: '逾期未反馈',
  all: '全部',
};

export const instructionLedgerJob: JobHandler<'instructions.ledger'> = {
  async run(context, { format, show = 'all', ...scope }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const rows = instructionRows(reading, office.id, context.now, scope).filter(instructionFilter(show));
      const leader = scope.leaderId === undefined ? undefined : rows[0]?.leaderName;
      return instructionLedger({
        officeName: office.shortName,
        about: leader === undefined ? aboutShown[show] : `${leader}批示 · ${aboutShown[show]}`,
        day: businessDay(context.now),
        rows: byLeader(rows),
      });
    });
    return await handOutTable(context, model, format);
  },
};

/** Leaders in the order of their newest instruction, of each the newest first. */
function byLeader(rows: readonly InstructionRow[]): InstructionRow[] {
  return [...Map.groupBy(rows, (row) => row.leaderId).values()].flat();
}

export const presentedPaperJob: JobHandler<'instructions.paper'> = {
  async run(context, input) {
    const { title, leaderName, about, request, presentedOn } = input;
    if (presentedOn !== undefined && leaderName === undefined) throw problem('PAPER_LEADER_MISSING');
    if (presentedOn !== undefined && presentedOn > businessDay(context.now))
      throw problem('INSTRUCTION_DAY_IN_FUTURE', { what: '呈送日期', day: presentedOn });
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      return presentedPaper({
        title,
        leader: leaderName === undefined ? null : leaderShown(reading, leaderName),
        request: request === undefined || request === '' ? null : request,
        officeName: office.signatureLine ?? office.fullName,
        day: presentedOn ?? businessDay(context.now),
        body: bodyOf(reading, about, context.now),
      });
    });
    const made = await handOutPdf(context, model);
    if (presentedOn === undefined || leaderName === undefined) return { ...made, instructionId: null };
    const projectId = 'projectId' in about ? (about.projectId ?? null) : null;
    const paper = { paperTitle: title, leaderName, projectId, presentedOn };
    return { ...made, ...(await context.write<{ instructionId: string }>('present', paper)) };
  },
  steps: { present: presentStep },
};

/** The ledger remembers what was printed, because the person said it goes up. */
function presentStep(
  context: CommandContext,
  paper: ParsedInputOf<'instructions.present'>,
): { readonly instructionId: string } {
  const { id, drafts } = presentDrafts(context, paper);
  makeChange(context, 'instructions.paper', `呈送${paper.leaderName}：${paper.paperTitle}`, drafts);
  return { instructionId: id };
}

function leaderShown(reading: Reading, name: string): { readonly name: string; readonly post: string | null } {
  const person = readRecord(reading, 'person', requireLeader(reading, name));
  return { name: textOf(person, 'name'), post: textOf(person, 'post') || null };
}

function bodyOf(reading: Reading, about: PaperInput['about'], now: string): WordBlock[] {
  const office = requireOffice(reading);
  const day = businessDay(now);
  switch (about.kind) {
    case 'project':
      return projectBody(cardGatherer(reading, day, now, [about.projectId])(about.projectId));
    case 'lagging': {
      const reasonsOf = lateReasons(reading, day);
      const late = listProjects(reading, office.kind === 'centre' ? {} : { offices: [office.id] })
        .rows.filter((row) => row.exitedOn === null)
        .map((row) => ({
          name: row.name,
          unitNames: row.responsibleUnits.map((unit) => unit.name),
          plannedThisYear: row.plannedThisYear,
          doneThisYear: row.doneThisYear,
          reasons: reasonsOf(row),
        }))
        .filter((row) => row.reasons.length > 0);
      if (late.length === 0) throw problem('PAPER_NOTHING_TO_SAY', { what: '没有进度滞后的项目' });
      return laggingBody(late);
    }
    case 'tasks': {
      const scope = about.projectId === undefined ? {} : { projectId: about.projectId };
      const rows = taskRows(reading, office.id, now, scope).filter(taskFilter(about.show));
      if (rows.length === 0) throw problem('PAPER_NOTHING_TO_SAY', { what: '所选范围里没有督办事项' });
      return taskBody(rows);
    }
  }
}
