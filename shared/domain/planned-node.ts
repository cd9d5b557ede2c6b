import { defineEntity, parent, partialDay, requiredText, text, type ValuesOf, year } from './entity.ts';

/** A node of the wall chart ① 分包项目节点推进图 that the centre issues at the year's start (汴办文〔2019〕13号); read-only in the district. */
export const plannedNode = defineEntity({
  name: 'plannedNode',
  table: 'planned_nodes',
  label: '下达节点',
  fields: {
    projectId: parent('项目', 'project'),
    year: year('年度'),
    name: requiredText('节点', 100),
    plannedOn: partialDay('计划时间'),
    responsible: text('责任单位', 100),
    note: text('说明', 300),
  },
});

export type PlannedNode = ValuesOf<typeof plannedNode>;
