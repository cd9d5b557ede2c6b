import { day, defineEntity, reference, requiredChoice, requiredText, text, type ValuesOf, yesNo } from './entity.ts';

/**
 * The four kinds a liaison group files (郑重办〔2022〕XX号 四(三)): 领导分包 and 滞后 by Friday 12:00 to 工程协调处, 白名单 to
 * 项目储备选报处, 月报 by the 20th to 项目运行监测处、目标管理和信息处; of each at least one a month.
 */
export const reportingItemKinds = ['leaderProjects', 'lagging', 'whitelist', 'monthly'] as const;
export type ReportingItemKind = (typeof reportingItemKinds)[number];

/** returned: the section that gets it has given it back with a reason; filed again, it counts again. */
export const reportingItemStates = ['draft', 'filed', 'returned'] as const;
export type ReportingItemState = (typeof reportingItemStates)[number];

/** One item a liaison group files at the centre's desk: its own text, from the district's records (四(三)). */
export const reportingItem = defineEntity({
  name: 'reportingItem',
  table: 'reporting_items',
  label: '工作组报送',
  fields: {
    groupId: reference('工作组', 'group'),
    districtOfficeId: reference('区县', 'office'),
    kind: requiredChoice('类别', reportingItemKinds),
    /** The period's closing day, or the month (2026-11) of a monthly item. */
    period: requiredText('报送期', 10),
    title: requiredText('标题', 200),
    body: text('内容', 5000),
    projectId: reference('项目', 'project'),
    /** 工程协调处 … as the notice names it. */
    section: text('报送处室', 60),
    personId: reference('报送人', 'person'),
    state: requiredChoice('状态', reportingItemStates),
    filedOn: day('报送日期'),
    /** HH:MM of the business day: noon decides (四(三)). Where it is not known the whole day counts. */
    filedTime: text('报送时刻', 5),
    returnedReason: text('退回原因', 500),
    /** Counted for the year-end commendation. */
    isProblemSolved: yesNo('解决了问题'),
  },
});

export type ReportingItem = ValuesOf<typeof reportingItem>;
