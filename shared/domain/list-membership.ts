import { day, defineEntity, parent, requiredText, text, type ValuesOf, year } from './entity.ts';

/** A project on a list of a year: 三个一批 with 期 and 签约/开工/投产, 三个一百, 白名单, 省市领导联系 … (domain.md 2). */
export const listMembership = defineEntity({
  name: 'listMembership',
  table: 'list_memberships',
  label: '列入名单',
  fields: {
    projectId: parent('项目', 'project'),
    list: requiredText('名单', 60),
    year: year('年度'),
    issue: text('期次', 40),
    part: text('批次类别', 40),
    fromDay: day('列入日期'),
    untilDay: day('移出日期'),
    document: text('依据文件', 100),
    note: text('说明', 300),
  },
});

export type ListMembership = ValuesOf<typeof listMembership>;
