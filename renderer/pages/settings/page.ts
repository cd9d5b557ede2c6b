import { IconSettings } from '@tabler/icons-react';
import { settingsHelp } from '../../help/settings.ts';
import type { Page } from '../../page.ts';
import { SettingsPage } from './settings-page.tsx';

export const settingsPage: Page = {
  path: '/settings',
  title: '设置',
  component: SettingsPage,
  help: settingsHelp,
  entry: { order: 90, icon: IconSettings },
  words: ['sz', 'shezhi', '口令', '经办人', '账目年度', '大字号', '自检', '恢复单', '关于'],
};
