import { inspectionTemplatesHelp } from '../../help/inspections.ts';
import type { Page } from '../../page.ts';
import { TemplatePage } from './template-page.tsx';
import { TemplatesPage } from './templates-page.tsx';

export const inspectionTemplatesPage: Page = {
  path: '/inspection-templates',
  title: '检查表模板',
  component: TemplatesPage,
  help: inspectionTemplatesHelp,
  section: { of: '/inspections', name: '检查表模板', order: 40 },
  words: ['jcbmb', 'jianchabiaomuban', '四督四促', '检查项目'],
};

export const inspectionTemplatePage: Page = {
  path: '/inspection-templates/:id',
  title: '检查表模板',
  component: TemplatePage,
  help: inspectionTemplatesHelp,
};
