/** 会议纪要 as paper, as a Word file, as plain text. */
import { writeFileSync } from 'node:fs';
import type { Reading } from '#db/run.ts';
import { problem } from '#shared/error.ts';
import { type MinutesModel, minutesPaper, minutesText } from '#shared/report/minutes.ts';
import type { JobHandler, QueryHandlers } from '../context.ts';
import { writeMinutesDocx } from '../files/write-docx.ts';
import { requireOffice } from './authoring.ts';
import { meetingWhole } from './meetings.ts';
import { handOutPdf } from './papers.ts';

export const minutesQueries = {
  'meetings.minutesText'({ reading, now }, { id }) {
    return { text: minutesText(minutesOf(reading, now, id, true)) };
  },
} satisfies Partial<QueryHandlers>;

export const minutesJob: JobHandler<'meetings.minutes'> = {
  async run(context, { id, format, hasRedHead = true }) {
    const model = context.read((reading) => minutesOf(reading, context.now, id, hasRedHead));
    if (format === 'pdf') return await handOutPdf(context, model);
    const { path, file } = await context.newFile(`${model.fileName}.docx`);
    writeFileSync(path, await writeMinutesDocx(model));
    return { file, pages: null };
  },
};

function minutesOf(reading: Reading, now: string, id: string, hasRedHead: boolean): MinutesModel {
  const office = requireOffice(reading);
  const { row, agenda, attendance } = meetingWhole(reading, now, id);
  if (row.state === 'planned' || row.state === 'cancelled')
    throw problem('MEETING_NOT_HELD', { meeting: row.title, what: '纪要' });
  const officeName = office.signatureLine ?? office.fullName;
  return minutesPaper({ officeName, hasRedHead, row, agenda, attendance });
}
