import { day, daySchema, defineEntity, parent, reference, requiredText, text, type ValuesOf } from './entity.ts';

/** 再次招商: opened for the plot of a project that left (二七办文〔2024〕7号 四(二)3), until a new project takes it. */
export const plotAttraction = defineEntity({
  name: 'plotAttraction',
  table: 'plot_attractions',
  label: '地块再次招商',
  fields: {
    projectId: parent('原项目', 'project'),
    plot: requiredText('地块', 100),
    openedOn: { schema: daySchema, storage: 'text', label: '启动日期' },
    unitId: reference('招商责任单位', 'unit'),
    newProjectId: reference('新项目', 'project'),
    closedOn: day('办结日期'),
    note: text('进展', 1000),
  },
});

export type PlotAttraction = ValuesOf<typeof plotAttraction>;
