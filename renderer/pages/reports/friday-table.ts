/** The tables offered on the page, in the order of the notice. */
import { type FridayTable, fridayTables } from '#shared/report/friday-tables.ts';

interface Words {
  /** In the switch. */
  readonly short: string;
  readonly title: string;
  /** What is prescribed, and by which notice. */
  readonly source: string;
}

export const tableWords: Readonly<Record<FridayTable, Words>> = {
  annex2: {
    short: '附件2 进度滞后',
    title: '附件2 进度滞后的省市重点项目',
    source: '郑重办〔2022〕XX号 附件2',
  },
  annex3: {
    short: '附件3 省领导联系',
    title: '附件3 省领导联系重点项目',
    source: '郑重办〔2022〕XX号 附件3',
  },
  annex4: {
    short: '附件4 市领导联系',
    title: '附件4 市领导联系重点项目',
    source: '郑重办〔2022〕XX号 附件4',
  },
  whiteList: {
    short: '白名单',
    title: '重点项目“白名单”落实情况',
    source: '郑重办〔2022〕XX号 四(三)，表样通知未规定，本软件默认',
  },
};

export function tableOf(asked: string | null): FridayTable {
  return fridayTables.find((table) => table === asked) ?? 'annex2';
}
