import { IconArrowsExchange } from '@tabler/icons-react';
import { enrolmentHelp, exchangeHelp, receiveHelp, recoverHelp, sendHelp } from '../../help/exchange.ts';
import type { Page } from '../../page.ts';
import { EnrolmentPage } from './enrolment-page.tsx';
import { ExchangePage } from './exchange-page.tsx';
import { ReceivePage } from './receive-page.tsx';
import { RecoverPage } from './recover-page.tsx';
import { SendPage } from './send-page.tsx';

export const exchangePage: Page = {
  path: '/exchange',
  title: '报送接收',
  component: ExchangePage,
  help: exchangeHelp,
  entry: { order: 80, icon: IconArrowsExchange },
  words: ['bsjs', 'baosongjieshou', '回执', '隔离区'],
};

export const sendPage: Page = {
  path: '/exchange/send',
  title: '生成报送包',
  component: SendPage,
  help: sendHelp,
  office: 'district',
  words: ['scbsb', 'shengchengbaosongbao', '上报', '报送单'],
};

export const receivePage: Page = {
  path: '/exchange/receive',
  title: '接收',
  component: ReceivePage,
  help: receiveHelp,
  words: ['js', 'jieshou', '回执', 'U盘'],
};

export const enrolmentPage: Page = {
  path: '/exchange/offices',
  title: '单位登记',
  component: EnrolmentPage,
  help: enrolmentHelp,
  words: ['dwdj', 'danweidengji', '登记单'],
};

export const recoverPage: Page = {
  path: '/exchange/recover',
  title: '找回数据',
  component: RecoverPage,
  help: recoverHelp,
  words: ['zhsj', 'zhaohuishuju', '恢复备份', '换电脑'],
};
