import { z } from 'zod';
import {
  day,
  daySchema,
  defineEntity,
  list,
  references,
  requiredText,
  text,
  textList,
  type ValuesOf,
  yesNo,
} from './entity.ts';
import { projectLevels } from './project.ts';

/** What the centre asks the districts to report (报送要求): the district sees it and consents before an export. */
export const scopeRequest = defineEntity({
  name: 'scopeRequest',
  table: 'scope_requests',
  label: '报送要求',
  fields: {
    name: requiredText('名称', 100),
    /** Ids of the districts asked; empty: all of them. */
    toOfficeIds: references('报送单位', 'office'),
    levels: list('级别', z.enum(projectLevels), 3),
    /** Names of lists: 三个一批, 白名单 … */
    lists: textList('名单'),
    isLeaderProjects: yesNo('省市领导联系项目'),
    body: text('要求', 1000),
    document: text('依据文件', 100),
    issuedOn: { schema: daySchema, storage: 'text', label: '下达日期' },
    dueOn: day('报送时限'),
    isWithdrawn: yesNo('停用'),
  },
});

export type ScopeRequest = ValuesOf<typeof scopeRequest>;
