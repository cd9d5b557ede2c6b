/** 报表: the tables of a Friday. First who stands in one, then the paper itself. A district looks at its own projects. */
import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import { type FridayTable, fridayTables } from '#shared/report/friday-tables.ts';
import { type CallProblem, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PeriodSelect } from '../../components/period-select.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { tableOf, tableWords } from './friday-table.ts';
import { LaggingList } from './lagging-list.tsx';
import { LeaderList } from './leader-list.tsx';
import { PaperView } from './paper-view.tsx';
import { WhiteList } from './white-list.tsx';
import './reports.css';

export function ReportsPage(): ReactNode {
  const { period: open } = useOffice();
  const [asked, setAsked] = useSearchParams();
  const table = tableOf(asked.get('table'));
  const period = asked.get('period') ?? open.closesOn;
  const view = asked.get('view') === 'paper' ? 'paper' : 'list';
  const shown = useShownTable(table, period);

  function ask(changes: Readonly<Record<string, string>>): void {
    setAsked({ table, period, view, ...changes }, { replace: true });
  }

  return (
    <>
      <PageHead
        title={tableWords[table].title}
        about={
          shown.about === undefined
            ? undefined
            : `${shown.about.label} · 数据日期 ${shownDay(shown.about.dataDay)} · 金额单位：万元`
        }
        actions={
          <>
            <PeriodSelect period={period} onChange={(value) => ask({ period: value })} />
            <SegmentedControl
              aria-label="看名单或看表"
              value={view}
              onChange={(value) => ask({ view: value })}
              data={[
                { value: 'list', label: table === 'annex2' ? '认定名单' : '名单' },
                { value: 'paper', label: '预览和打印' },
              ]}
            />
          </>
        }
      />
      <SegmentedControl
        className="reports-tables"
        aria-label="哪张表"
        size="sm"
        value={table}
        onChange={(value) => ask({ table: value })}
        data={fridayTables.map((each) => ({ value: each, label: tableWords[each].short }))}
      />
      {shown.about === undefined ? (
        shown.error === null ? (
          <Waiting />
        ) : (
          <ErrorNotice problem={shown.error} onRetry={shown.retry} />
        )
      ) : view === 'list' ? (
        shown.list
      ) : (
        <PaperView
          key={table}
          table={table}
          period={shown.about.period}
          investmentToDate={shown.about.investmentToDate}
          isMeaningFromAbove={shown.about.isMeaningFromAbove}
          listed={shown.listed}
          onList={() => ask({ view: 'list' })}
        />
      )}
    </>
  );
}

interface ShownTable {
  readonly about:
    | {
        readonly period: string;
        readonly label: string;
        readonly dataDay: string;
        readonly investmentToDate: 'thisYear' | 'sinceStart';
        readonly isMeaningFromAbove: boolean;
      }
    | undefined;
  readonly list: ReactNode;
  /** Projects on the paper. */
  readonly listed: number;
  readonly error: CallProblem | null;
  readonly retry: () => void;
}

/** Only the table that is looked at is asked for. */
function useShownTable(table: FridayTable, period: string): ShownTable {
  const report = table === 'annex4' ? 'annex4' : 'annex3';
  const isLeaders = table === report;
  const lagging = useQueryOf('reports.lagging', { period }, { keepsLast: true, isEnabled: table === 'annex2' });
  const leaders = useQueryOf('reports.leaders', { report, period }, { isEnabled: isLeaders });
  const listed = useQueryOf('reports.whiteList', { period }, { isEnabled: table === 'whiteList' });
  switch (table) {
    case 'annex2':
      return {
        about: lagging.data,
        list: lagging.data && <LaggingList key={lagging.data.period} lagging={lagging.data} />,
        listed: lagging.data?.rows.filter((row) => row.isListed).length ?? 0,
        error: lagging.error,
        retry: () => void lagging.refetch(),
      };
    case 'annex3':
    case 'annex4':
      return {
        about: leaders.data,
        list: leaders.data && <LeaderList key={table} report={table} leaders={leaders.data} />,
        listed: leaders.data?.rows.length ?? 0,
        error: leaders.error,
        retry: () => void leaders.refetch(),
      };
    case 'whiteList':
      return {
        about: listed.data,
        list: listed.data && <WhiteList listed={listed.data} />,
        listed: listed.data?.rows.length ?? 0,
        error: listed.error,
        retry: () => void listed.refetch(),
      };
  }
}
