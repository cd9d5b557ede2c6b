import { IconLayoutDashboard } from '@tabler/icons-react';
import { deskHelp } from '../../help/desk.ts';
import type { Page } from '../../page.ts';
import { DeskPage } from './desk-page.tsx';

export const deskPage: Page = {
  path: '/',
  title: '工作台',
  component: DeskPage,
  help: deskHelp,
  entry: { order: 10, icon: IconLayoutDashboard },
  office: 'district',
  words: ['gzt', 'gongzuotai', '首页'],
};
