import { exitsHelp, funnelHelp, poolsHelp } from '../../help/pools.ts';
import type { Page } from '../../page.ts';
import { FunnelPage } from './funnel-page.tsx';
import { PoolsPage } from './pools-page.tsx';

export const poolsPage: Page = {
  path: '/pools',
  title: '入库转化',
  component: PoolsPage,
  help: poolsHelp,
  section: { of: '/projects', name: '入库转化', order: 10 },
  office: 'district',
  isShown: ({ features }) => features.pools,
  words: ['rkzh', 'rukuzhuanhua', 'siku', 'sk', '四库', '退库', 'tuiku', '再次招商', 'zaicizhaoshang', '退出'],
};

/** The same page where a district keeps no pools but lets projects go (登项攻坚办〔2018〕1号 (十二)). */
export const exitsPage: Page = {
  path: '/exits',
  title: '项目退出',
  component: PoolsPage,
  help: exitsHelp,
  section: { of: '/projects', name: '项目退出', order: 10 },
  office: 'district',
  isShown: ({ features }) => !features.pools && features.exits,
  words: ['xmtc', 'xiangmutuichu', '退出', '未结转', '收回土地'],
};

export const funnelPage: Page = {
  path: '/funnel',
  title: '储备项目落地计划',
  component: FunnelPage,
  help: funnelHelp,
  section: { of: '/projects', name: '储备落地', order: 15 },
  office: 'district',
  isShown: ({ features }) => features.reserveFunnel,
  words: ['cbxmldjh', 'chubei', '储备', '谋划', '在谈', '签约', '落地'],
};
