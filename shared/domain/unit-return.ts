import { z } from 'zod';
import { defineEntity, integer, parent, text, textList, type ValuesOf } from './entity.ts';

/**
 * One unit's 填报表 of one period: sent, reminded, returned. Id: deterministic from (period, unit). Instants are ISO UTC.
 */
export const unitReturn = defineEntity({
  name: 'unitReturn',
  table: 'unit_returns',
  label: '单位填报',
  fields: {
    period: { schema: z.iso.date(), storage: 'text', label: '报送期' },
    unitId: parent('单位', 'unit'),
    sentAt: text('发出时间', 30),
    projects: integer('应填项目'),
    remindedAt: text('催报时间', 30),
    reminders: integer('催报次数'),
    returnedAt: text('收回时间', 30),
    returnedProjects: integer('已填项目'),
    fileNames: textList('收回文件'),
    note: text('说明', 500),
  },
});

export type UnitReturn = ValuesOf<typeof unitReturn>;
