/** 汇报单 for the units that report, 听取汇报材料 for the leader who hears them: from what the ledgers say today. */
import { writeFileSync } from 'node:fs';
import { agendaOf, listMeetings, type StoredAgendaItem } from '#db/queries/meetings.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { PaperFile } from '#shared/contract/define.ts';
import type { MeetingRow } from '#shared/contract/meetings.ts';
import { problem } from '#shared/error.ts';
import { briefingBody, briefingPaper, briefingTitle } from '#shared/report/briefing.ts';
import { presentedPaper } from '#shared/report/presented-paper.ts';
import { type ReportingSheet, reportingSheets } from '#shared/report/reporting-sheets.ts';
import type { WordModel } from '#shared/report/word-model.ts';
import type { JobContext, JobHandler } from '../context.ts';
import { writeWordDocument } from '../files/write-word.ts';
import { requireOffice } from './authoring.ts';
import { briefingFacts } from './briefing-facts.ts';
import { requireMeetingRow } from './meeting-rows.ts';
import { handOutPdf } from './papers.ts';
import { reportingFacts } from './reporting-facts.ts';

export const reportingSheetsJob: JobHandler<'meetings.reportingSheets'> = {
  run(context, { id, format }) {
    const model = context.read((reading) => {
      const meeting = requireMeetingRow(reading, id);
      const sheets = sheetsOf(reading, context.now, meeting);
      if (sheets.length === 0) throw problem('MEETING_NOBODY_REPORTS', { meeting: meeting.title });
      return reportingSheets({ officeName: officeName(reading), meeting, day: businessDay(context.now), sheets });
    });
    return handOut(context, model, format);
  },
};

export const briefingJob: JobHandler<'meetings.briefing'> = {
  run(context, { id, format, isPresented = false }) {
    const model = context.read((reading): WordModel => {
      const meeting = requireMeetingRow(reading, id);
      const day = businessDay(context.now);
      const input = { meeting, day, facts: briefingFacts(reading, context.now, meeting, lastOfType(reading, meeting)) };
      if (!isPresented) return briefingPaper({ ...input, officeName: officeName(reading) });
      const leader = meeting.chairName === null ? null : { name: meeting.chairName, post: meeting.chairPost };
      const body = briefingBody(input);
      return presentedPaper({
        title: briefingTitle,
        leader,
        request: null,
        officeName: officeName(reading),
        day,
        body,
      });
    });
    return handOut(context, model, format);
  },
};

async function handOut(context: JobContext, model: WordModel, format: 'pdf' | 'docx'): Promise<PaperFile> {
  if (format === 'pdf') return await handOutPdf(context, model);
  const { path, file } = await context.newFile(`${model.fileName}.docx`);
  writeFileSync(path, await writeWordDocument(model, context.read(officeName)));
  return { file, pages: null };
}

function officeName(reading: Reading): string {
  const office = requireOffice(reading);
  return office.signatureLine ?? office.fullName;
}

/** One for each unit and project, in the order of the agenda. Without a unit of its own a topic goes to its project's. */
function sheetsOf(reading: Reading, now: string, meeting: MeetingRow): ReportingSheet[] {
  const items = agendaOf(reading, meeting.id).filter((item) => !item.isDropped);
  const factsOf = reportingFacts(
    reading,
    now,
    items.flatMap((item) => item.projectId ?? []),
  );
  const known = items.flatMap((item): (StoredAgendaItem & { readonly unit: string })[] => {
    const unit = item.reportingUnitName ?? (item.projectId === null ? null : factsOf(item.projectId).unitName);
    return unit === null ? [] : [{ ...item, unit }];
  });
  return [...Map.groupBy(known, ({ unit, projectId }) => `${unit} ${projectId}`).values()].flatMap((topics) => {
    const [first] = topics;
    if (first === undefined) return [];
    return [
      {
        unitName: first.unit,
        topics: topics.map(({ title, facts }) => ({ title, facts })),
        project: first.projectId === null ? null : factsOf(first.projectId).project,
      },
    ];
  });
}

/** The one before it of the same type that was held. */
function lastOfType(reading: Reading, meeting: MeetingRow): MeetingRow | null {
  const before = listMeetings(reading).find(
    (each) =>
      each.id !== meeting.id &&
      each.type === meeting.type &&
      each.onDay < meeting.onDay &&
      each.state !== 'planned' &&
      each.state !== 'cancelled',
  );
  return before === undefined ? null : requireMeetingRow(reading, before.id);
}
