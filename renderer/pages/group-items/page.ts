import { groupItemsHelp, groupStatisticsHelp } from '../../help/group-items.ts';
import type { Page } from '../../page.ts';
import { GroupItemsPage } from './group-items-page.tsx';
import { GroupStatisticsPage } from './group-statistics-page.tsx';

export const groupItemsPage: Page = {
  path: '/group-items',
  title: '工作组报送',
  component: GroupItemsPage,
  help: groupItemsHelp,
  section: { of: '/', name: '工作组报送', order: 20 },
  office: 'centre',
  words: ['gzzbs', 'gongzuozubaosong', '信息', '月报', '领导分包', '白名单', '滞后'],
};

export const groupStatisticsPage: Page = {
  path: '/group-statistics',
  title: '信息统计',
  component: GroupStatisticsPage,
  help: groupStatisticsHelp,
  section: { of: '/', name: '信息统计', order: 30 },
  office: 'centre',
  words: ['xxtj', 'xinxitongji', '表彰', 'biaozhang', '处室', '个人'],
};
