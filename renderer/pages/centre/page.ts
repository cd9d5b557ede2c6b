import { IconMap2 } from '@tabler/icons-react';
import { centreHelp } from '../../help/centre.ts';
import type { Page } from '../../page.ts';
import { CentrePage } from './centre-page.tsx';

export const centrePage: Page = {
  path: '/',
  title: '区县总览',
  component: CentrePage,
  help: centreHelp,
  entry: { order: 10, icon: IconMap2 },
  office: 'centre',
  words: ['qxzl', 'quxianzonglan', '首页'],
};
