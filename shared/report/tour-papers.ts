/**
 * Papers of a 观摩: the proposals and how they were screened, the route table (A3 or A4 landscape in large type, as the plan
 * sheets offices print), an empty sheet for a judge's marks, the results. Layouts of our own: no notice prescribes one.
 */
import { shownDay } from '../calendar/day.ts';
import type { OutputOf } from '../contract/index.ts';
import type { TourStopRow, tourPapers } from '../contract/tours.ts';
import { scoreText } from '../rules/tours.ts';
import { tourProposerLabels, tourStateLabels } from '../text/inspection-labels.ts';
import { indexColumn, type ListColumn, listTable } from './list-table.ts';
import type { PageSize, TableModel } from './model.ts';
import { paperMoney } from './paper-text.ts';

export type TourPaper = (typeof tourPapers)[number];

interface TourPaperInput {
  readonly paper: TourPaper;
  readonly office: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly pageSize: PageSize;
  readonly tour: OutputOf<'tours.get'>;
}

export function tourPaper({ paper, office, today, pageSize, tour }: TourPaperInput): TableModel {
  const route = tour.stops.filter((stop) => stop.state === 'chosen');
  const { row, source, scoring } = tour;
  const when = [shownDay(row.onDay), row.time, row.place].filter((each) => each !== null).join('　');
  const common = { office, today, pageSize, about: [`${row.title}　　${when}`] };
  switch (paper) {
    case 'proposals':
      return listTable({
        ...common,
        title: '观摩项目推荐筛选表',
        source,
        columns: proposalColumns,
        rows: tour.stops,
        below: [`推荐${tour.stops.length}个，入选${route.length}个。`],
        emptyText: '还没有推荐的项目',
      });
    case 'route':
      return {
        ...listTable({
          ...common,
          title: '观摩线路表',
          source,
          columns: routeColumns,
          rows: route,
          emptyText: '还没有入选的项目',
        }),
        unitLine: '单位：万元',
        hasLargeType: true,
      };
    case 'scoreSheet':
      return {
        ...listTable({
          ...common,
          title: '观摩项目评分表',
          // The sheet says how to fill it; the clause is for the papers that report.
          source: '',
          columns: scoreSheetColumns,
          rows: route,
          below: [
            '评分0至100分，可以有两位小数。',
            '评委（签名）：　　　　　　　　　　　　　　　　日期：　　　　年　　月　　日',
          ],
          emptyText: '还没有入选的项目',
        }),
        hasLargeType: true,
      };
    case 'results':
      return listTable({
        ...common,
        title: '观摩评分结果',
        source,
        columns: resultColumns(tour.judges),
        rows: byPlace(route),
        below: [
          `${scoring.shown}（${scoring.source}）`,
          ...tour.uneven.map(({ judge, without }) => `${judge}没有给${without.join('、')}打分。`),
        ],
        emptyText: '还没有入选的项目',
      });
  }
}

type Column = ListColumn<TourStopRow>;
const nameColumn: Column = {
  head: '项目名称',
  width: 46,
  text: (stop) => stop.projectName,
  records: (stop) => [stop.projectId],
};
const unitColumn: Column = { head: '责任单位', width: 30, text: (stop) => stop.units.join('、') };

const proposalColumns: readonly Column[] = [
  indexColumn(),
  nameColumn,
  unitColumn,
  {
    head: '提出方式',
    width: 30,
    align: 'center',
    text: (stop) => (stop.proposedBy === null ? '' : tourProposerLabels[stop.proposedBy]),
  },
  { head: '推荐单位', width: 30, text: (stop) => stop.unitName ?? '' },
  { head: '筛选结果', width: 20, align: 'center', text: (stop) => tourStateLabels[stop.state] },
  { head: '理由', width: 60, text: (stop) => stop.reason ?? '' },
];

const routeColumns: readonly Column[] = [
  indexColumn(),
  nameColumn,
  { head: '建设地点', width: 28, text: (stop) => stop.place ?? '' },
  { head: '建设内容', width: 62, text: (stop) => stop.talkingPoints ?? brief(stop.summary, 110) },
  money('总投资', (stop) => stop.totalInvestment),
  money('年度计划投资', (stop) => stop.plannedThisYear),
  money('本年完成投资', (stop) => stop.doneThisYear),
  { head: '形象进度', width: 42, text: (stop) => brief(stop.progressText, 80) },
  { head: '责任单位', width: 26, text: (stop) => stop.units.join('、') },
  { head: '讲解人', width: 18, align: 'center', text: (stop) => stop.presenter ?? '' },
  { head: '到达时间', width: 18, align: 'center', text: (stop) => stop.arrivesAt ?? '' },
];

const scoreSheetColumns: readonly Column[] = [
  indexColumn(),
  { ...nameColumn, width: 60 },
  { ...unitColumn, width: 40 },
  { head: '评分', width: 28, align: 'center', text: () => '' },
  // Room for a line or two with the pen.
  { head: '点评意见', width: 110, text: () => '\u3000\n\u3000\n\u3000' },
];

/** Marks of each judge stand beside the mean as long as they fit on the sheet. */
const mostJudges = 9;

function resultColumns(judges: readonly string[]): readonly Column[] {
  const shown = judges.length > mostJudges ? [] : judges;
  return [
    {
      head: '名次',
      width: 12,
      align: 'center',
      text: ({ standing }) => (standing.place === null ? '' : String(standing.place)),
    },
    nameColumn,
    unitColumn,
    ...shown.map(
      (judge): Column => ({
        head: judge,
        width: 15,
        align: 'center',
        text: ({ scores }) => scoreText(scores.find((each) => each.judge === judge)?.hundredths ?? null),
      }),
    ),
    { head: '评委人数', width: 14, align: 'center', text: ({ scores }) => String(scores.length) },
    { head: '平均分', width: 16, align: 'center', text: ({ standing }) => scoreText(standing.mean, 'two') },
    { head: '点评', width: 54, text: (stop) => stop.remarks ?? '' },
  ];
}

/** Without a mark at the end, else in the order of the route. */
function byPlace(route: readonly TourStopRow[]): readonly TourStopRow[] {
  return route.toSorted((left, right) => (left.standing.place ?? 1e6) - (right.standing.place ?? 1e6));
}

function money(head: string, amount: (stop: TourStopRow) => number | null): Column {
  return { head, width: 22, align: 'right', kind: 'money', text: (stop) => paperMoney(amount(stop)) };
}

/** To be read on the way: what does not fit into a few lines stays in the project's own papers. */
function brief(text: string | null, length: number): string {
  const line = (text ?? '').replace(/\s*\n\s*/gu, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
