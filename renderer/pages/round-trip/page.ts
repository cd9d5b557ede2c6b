import { roundTripHelp } from '../../help/round-trip.ts';
import type { Page } from '../../page.ts';
import { RoundTripPage } from './round-trip-page.tsx';

export const roundTripPage: Page = {
  path: '/round-trip',
  title: '取回表格',
  component: RoundTripPage,
  help: roundTripHelp,
  office: 'district',
  words: ['qh', 'qhbg', 'quhuibiaoge', 'Excel', 'WPS', '往返'],
};
