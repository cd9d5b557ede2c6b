import { peopleHelp } from '../../help/people.ts';
import type { Page } from '../../page.ts';
import { PeoplePage } from './people-page.tsx';

export const peoplePage: Page = {
  path: '/people',
  title: '人员与单位',
  component: PeoplePage,
  help: peopleHelp,
  section: { of: '/projects', name: '人员与单位', order: 50 },
  words: ['rydw', 'renyuan', 'danwei', '通讯录', 'txl', 'tongxunlu', '改名', '合并'],
};
