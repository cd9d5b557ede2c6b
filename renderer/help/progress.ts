import type { HelpPage } from '../page.ts';
import { gridKeys } from './everywhere.ts';

export const progressHelp: HelpPage = {
  title: '周报',
  about: '本期各项目的进展，一行一个项目，上期内容在旁边对照。每周五 12:00 截止。',
  steps: [
    '填“本年累计”和各栏文字，回车到下一行，Tab 到右边。填一格就存一格。',
    '没有变化的项目，勾选后点“照上期”。',
    '黄色格：与上期文字相同；琥珀色格：数字需要看一眼，停在格上能看到原因；灰色：还没有填。',
    '全部填好后点“提交审核”，写明审核人。',
    '审核后到“报送接收”生成报送包。',
  ],
  keys: gridKeys,
  notes: [
    '“本年累计”填年初到本期的合计；“开工以来”由系统用截至上年底加本年累计算出，不用填。',
    '任何标记都不妨碍填写。',
  ],
};
