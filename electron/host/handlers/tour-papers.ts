import { businessDay } from '#shared/calendar/day.ts';
import { tourPaper } from '#shared/report/tour-papers.ts';
import type { JobHandler } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { handOutTable } from './papers.ts';
import { tourWhole } from './tours.ts';

/** 推荐筛选表, 线路表, 评分表, 评分结果. */
export const tourPaperJob: JobHandler<'tours.paper'> = {
  run(context, { id, paper, format, pageSize = 'A4' }) {
    const model = context.read((reading) =>
      tourPaper({
        paper,
        office: requireOffice(reading).fullName,
        today: businessDay(context.now),
        pageSize,
        tour: tourWhole(reading, context.now, id),
      }),
    );
    return handOutTable(context, model, format);
  },
};
