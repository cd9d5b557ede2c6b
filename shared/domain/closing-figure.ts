import { choice, defineEntity, money, parent, text, type ValuesOf, year } from './entity.ts';
import { projectPools } from './project.ts';

/** What a project's figures were when the year was closed; what differs later is a visible correction. Id: (project, year). */
export const closingFigure = defineEntity({
  name: 'closingFigure',
  table: 'closing_figures',
  label: '结账数',
  fields: {
    projectId: parent('项目', 'project'),
    year: year('年度'),
    plannedInvestment: money('年度计划投资'),
    doneBeforeYear: money('截至上年底完成投资'),
    doneThisYear: money('本年完成投资'),
    pool: choice('所在库', projectPools),
    physicalProgress: text('形象进度', 2000),
  },
});

export type ClosingFigure = ValuesOf<typeof closingFigure>;
