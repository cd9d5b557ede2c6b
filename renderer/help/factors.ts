import type { HelpPage } from '../page.ts';
import { gridKeys } from './everywhere.ts';

export const factorsHelp: HelpPage = {
  title: '要素保障',
  about: '一行一个项目，一列一种要素：不需要、已保障还是待保障。列哪些要素由适用文件决定。',
  steps: [
    '选中一格填 1（不需要）、2（已保障）、3（待保障），回车保存；可以整片复制粘贴、向下填充。',
    '空格表示还没有问过。',
    '点项目名称到项目页的“要素”，写清需求内容、保障单位和需解决时间；过了时间没有解决显示“逾期”。',
    '右上角选保障单位，只看由这个单位保障的项目；“打印”得到这个单位的要素保障需求表。',
  ],
  keys: gridKeys,
};
