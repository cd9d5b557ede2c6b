import { tourHelp, toursHelp } from '../../help/tours.ts';
import type { Page } from '../../page.ts';
import { TourPage } from './tour-page.tsx';
import { ToursPage } from './tours-page.tsx';

export const toursPage: Page = {
  path: '/tours',
  title: '项目观摩',
  component: ToursPage,
  help: toursHelp,
  section: { of: '/issues', name: '观摩', order: 25 },
  words: ['gm', 'guanmo', 'xmgm', '观摩', '观摩讲评', '评分', '线路'],
};

export const tourPage: Page = { path: '/tours/:id', title: '项目观摩', component: TourPage, help: tourHelp };
