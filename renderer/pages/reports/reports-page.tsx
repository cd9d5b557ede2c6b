/** 报表: 附件2. First who stands in it, then the paper itself. A district looks at its own projects for a check. */
import { SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { addDays, shownDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { LaggingList } from './lagging-list.tsx';
import { PaperView } from './paper-view.tsx';
import './reports.css';

/** Half a year back; older periods by their address. */
const periodsOffered = 26;

export function ReportsPage(): ReactNode {
  const { period: open } = useOffice();
  const [asked, setAsked] = useSearchParams();
  const period = asked.get('period') ?? open.closesOn;
  const view = asked.get('view') === 'paper' ? 'paper' : 'list';
  const lagging = useQueryOf('reports.lagging', { period }, { keepsLast: true });

  function ask(changes: Readonly<Record<string, string>>): void {
    setAsked({ period, view, ...changes }, { replace: true });
  }

  return (
    <>
      <PageHead
        title="附件2 进度滞后的省市重点项目"
        about={
          lagging.data === undefined
            ? undefined
            : `${lagging.data.label} · 数据日期 ${shownDay(lagging.data.dataDay)} · 金额单位：万元`
        }
        actions={
          <>
            <Select
              aria-label="报送期"
              w={240}
              checkIconPosition="right"
              allowDeselect={false}
              value={period}
              data={offeredPeriods(open.closesOn, period)}
              onChange={(value) => value !== null && ask({ period: value })}
            />
            <SegmentedControl
              aria-label="看名单或看表"
              value={view}
              onChange={(value) => ask({ view: value })}
              data={[
                { value: 'list', label: '认定名单' },
                { value: 'paper', label: '预览和打印' },
              ]}
            />
          </>
        }
      />
      {lagging.data === undefined ? (
        lagging.error === null ? (
          <Waiting />
        ) : (
          <ErrorNotice problem={lagging.error} onRetry={() => void lagging.refetch()} />
        )
      ) : view === 'list' ? (
        <LaggingList key={lagging.data.period} lagging={lagging.data} />
      ) : (
        <PaperView lagging={lagging.data} onList={() => ask({ view: 'list' })} />
      )}
    </>
  );
}

function offeredPeriods(open: string, chosen: string): { readonly value: string; readonly label: string }[] {
  const days = Array.from({ length: periodsOffered }, (_, index) => addDays(open, -7 * index));
  if (!days.includes(chosen)) days.push(chosen);
  return days.map((day) => ({
    value: day,
    label: `${day.slice(0, 4)}年${periodLabel(day)}${day === open ? '（本期）' : ''}`,
  }));
}
