import { collectionReceiveHelp, collectionsHelp } from '../../help/collections.ts';
import type { Page } from '../../page.ts';
import { CollectionsPage } from './collections-page.tsx';
import { ReceiveFormsPage } from './receive-forms-page.tsx';

export const collectionsPage: Page = {
  path: '/collections',
  title: '单位填报',
  component: CollectionsPage,
  help: collectionsHelp,
  section: { of: '/progress', name: '单位填报', order: 10 },
  office: 'district',
  words: ['dwtb', 'danweitianbao', '填报表', '催报', '未报单位'],
};

export const receiveFormsPage: Page = {
  path: '/progress/returned',
  title: '收回填报表',
  component: ReceiveFormsPage,
  help: collectionReceiveHelp,
  office: 'district',
  words: ['shtbb', 'shouhuitianbaobiao', '收表'],
};
