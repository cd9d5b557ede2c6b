import { keptBackHelp, waitingHelp } from '../../help/leaving.ts';
import type { Page } from '../../page.ts';
import { KeptBackPage } from './kept-back-page.tsx';
import { WaitingPage } from './waiting-page.tsx';

export const waitingPage: Page = {
  path: '/exchange/waiting',
  title: '待对方确认',
  component: WaitingPage,
  help: waitingHelp,
  office: 'district',
  section: { of: '/exchange', name: '待对方确认', order: 10 },
  words: ['ddfqr', 'daiduifangqueren', '回执', '没有收到'],
};

export const keptBackPage: Page = {
  path: '/exchange/kept-back',
  title: '暂不报出',
  component: KeptBackPage,
  help: keptBackHelp,
  office: 'district',
  section: { of: '/exchange', name: '暂不报出', order: 30 },
  words: ['zbbc', 'zanbubaochu', '限制', '同意报出', '保密'],
};
