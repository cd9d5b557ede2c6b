/** The views 项目库 offers by itself; `#/projects?view=…` opens one by its id. */
import { dayNumber } from '#shared/calendar/day.ts';
import type { SavedView } from '../../components/ledger-grid/saved-views.ts';

export function projectViews(today: string): readonly SavedView[] {
  return [
    {
      id: 'key',
      name: '省市重点',
      filters: [{ id: 'level', value: { kind: 'among', values: ['provincial', 'municipal'] } }],
    },
    {
      id: 'risk',
      name: '滞后风险',
      filters: [
        {
          id: 'rateThisYear',
          value: { kind: 'between', from: null, to: elapsedPercent(today), excludesTo: true },
        },
      ],
      sorting: [{ id: 'rateThisYear', desc: false }],
    },
    {
      id: 'unreported',
      name: '有计划、没有完成数',
      filters: [
        { id: 'plannedThisYear', value: { kind: 'filled' } },
        { id: 'doneThisYear', value: { kind: 'blank' } },
      ],
    },
    { id: 'leaderless', name: '缺分包领导', filters: [{ id: 'responsibleLeaderNames', value: { kind: 'blank' } }] },
    { id: 'unitless', name: '缺责任单位', filters: [{ id: 'responsibleUnitNames', value: { kind: 'blank' } }] },
    { id: 'planless', name: '缺本年计划', filters: [{ id: 'plannedThisYear', value: { kind: 'blank' } }] },
  ];
}

/** The part of the year that has passed, in percent with one decimal. */
function elapsedPercent(today: string): number {
  const year = Number(today.slice(0, 4));
  const start = dayNumber(`${year}-01-01`);
  const days = dayNumber(`${year + 1}-01-01`) - start;
  return Math.round(((dayNumber(today) - start + 1) / days) * 1000) / 10;
}
