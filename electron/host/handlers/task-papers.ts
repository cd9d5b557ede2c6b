/** The papers of 督办事项: the ledger, the list for the supervising body, the slips, the whole life of one. */
import { readRecord, textOf } from '#db/ledger/records.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { TaskRow, TaskShow } from '#shared/contract/tasks.ts';
import { problem } from '#shared/error.ts';
import { decisionList, taskLedger } from '#shared/report/task-ledger.ts';
import { taskProof, taskSlips } from '#shared/report/task-slips.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { taskFilter } from '#shared/rules/tasks.ts';
import type { JobHandler } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { handOutPdf, handOutTable } from './papers.ts';
import { taskRows, taskWithHistory } from './task-rows.ts';

const aboutShown: Readonly<Record<TaskShow, string>> = {
  open: '未办结事项',
  late: '逾期事项',
  draft: '待明确事项',
  replied: '待答复事项',
  escalated: '提交上级事项',
  reviewDue: '待回头看事项',
  closed: '已办结事项',
  all: '全部事项',
};

export const taskLedgerJob: JobHandler<'tasks.ledger'> = {
  async run(context, { format, show = 'all', projectId, originId }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const rows = taskRows(reading, office.id, context.now, { projectId, originId }).filter(taskFilter(show));
      return taskLedger({
        officeName: office.shortName,
        about: projectId === undefined ? aboutShown[show] : textOf(readRecord(reading, 'project', projectId), 'name'),
        day: businessDay(context.now),
        source: ruleOf(rulePackInForce(reading), 'supervision').source,
        rows,
      });
    });
    return await handOutTable(context, model, format);
  },
};

export const decisionListJob: JobHandler<'tasks.decisions'> = {
  async run(context, { ids, format }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const { parameters, source } = ruleOf(rulePackInForce(reading), 'supervision');
      if (parameters.body === null) throw problem('TASK_SUPERVISOR_UNKNOWN', { source });
      const rows = chosenRows(reading, office.id, context.now, ids);
      const stranger = rows.find((row) => row.origin !== 'meeting');
      if (stranger !== undefined) throw problem('TASK_NOT_OF_MEETING', { task: stranger.content });
      const day = businessDay(context.now);
      return decisionList({ officeName: office.fullName, supervisor: parameters.body, day, source, rows });
    });
    return await handOutTable(context, model, format);
  },
};

export const slipsJob: JobHandler<'tasks.slips'> = {
  async run(context, { ids, kind }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const { parameters, source } = ruleOf(rulePackInForce(reading), 'supervision');
      if (kind === 'notice' && !parameters.mayIssueNotices)
        throw problem('TASK_NOTICE_NOT_ALLOWED', { body: parameters.body ?? '督查机构', source });
      const rows = chosenRows(reading, office.id, context.now, ids);
      const draft = rows.find((row) => row.state === 'draft');
      if (draft !== undefined) throw problem('TASK_NOT_ASSIGNED', { task: draft.content });
      return taskSlips({
        kind,
        officeFullName: office.signatureLine ?? office.fullName,
        contact: office.contactName,
        phone: office.contactPhone,
        day: businessDay(context.now),
        rows,
      });
    });
    return await handOutPdf(context, model);
  },
};

export const taskProofJob: JobHandler<'tasks.proof'> = {
  async run(context, { id }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const found = taskWithHistory(reading, context.now, id);
      return taskProof({
        officeFullName: office.signatureLine ?? office.fullName,
        day: businessDay(context.now),
        found,
      });
    });
    return await handOutPdf(context, model);
  },
};

/** In the order they were asked for. */
function chosenRows(reading: Reading, officeId: string, now: string, ids: readonly string[]): TaskRow[] {
  const rows = new Map(taskRows(reading, officeId, now, {}).map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = rows.get(id);
    if (row === undefined) throw problem('RECORD_NOT_FOUND', { noun: '督办事项' });
    return row;
  });
}
