import { tasksHelp } from '../../help/tasks.ts';
import type { Page } from '../../page.ts';
import { TasksPage } from './tasks-page.tsx';

export const tasksPage: Page = {
  path: '/tasks',
  title: '督办事项',
  component: TasksPage,
  help: tasksHelp,
  section: { of: '/issues', name: '督办事项', order: 10 },
  words: ['db', 'dbsx', 'duban', '督办台账', '交办单', '催办', '议定事项清单', '回头看'],
};
