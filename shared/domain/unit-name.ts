import { day, defineEntity, parent, requiredText, text, type ValuesOf } from './entity.ts';

/** What a unit was called in its time (国土资源局 → 自然资源局): paper of a past day prints the name of that day. */
export const unitName = defineEntity({
  name: 'unitName',
  table: 'unit_names',
  label: '单位名称沿革',
  fields: {
    unitId: parent('单位', 'unit'),
    name: requiredText('名称', 100),
    fromDay: day('启用日期'),
    untilDay: day('停用日期'),
    document: text('依据文件', 100),
  },
});

export type UnitName = ValuesOf<typeof unitName>;
