/** 工作台: what to do today, then the figures an official asks for, then what was changed last. */
import { SimpleGrid, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { DeadlineBox } from './deadline-box.tsx';
import { FigureCard } from './figure-card.tsx';
import { FirstSteps } from './first-steps.tsx';
import { PoolsTable } from './pools-table.tsx';
import { RecentChanges } from './recent-changes.tsx';
import { TodayTasks } from './today-tasks.tsx';
import './desk.css';

export function DeskPage(): ReactNode {
  const { office, period } = useOffice();
  // A period that closes changes the tasks without any change in the store.
  const overview = useQueryOf('overviews.district', {}, { refetchEvery: 60_000 });
  if (overview.data === undefined) {
    return overview.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={overview.error} onRetry={() => void overview.refetch()} />
    );
  }
  const { today, tasks, marks, figures, pools, period: open } = overview.data;
  const hasProjects = figures.some((figure) => figure.key === 'projects' && (figure.value ?? 0) > 0);
  return (
    <>
      <PageHead title="工作台" about={`${shownDay(today)} · ${office.fullName} · 账目年度 ${office.ledgerYear}`} />
      <div className="desk">
        <div className="desk-main">
          <TodayTasks tasks={tasks} marks={marks} today={today} period={period.label} />
          {!hasProjects && <FirstSteps />}
          {hasProjects && (
            <section aria-labelledby="desk-figures">
              <Title order={2} id="desk-figures" mb={8}>
                总体数据
              </Title>
              <SimpleGrid cols={figures.length} spacing="sm" className="desk-figures">
                {figures.map((figure) => (
                  <FigureCard key={figure.key} figure={figure} />
                ))}
              </SimpleGrid>
            </section>
          )}
          <PoolsTable pools={pools} year={office.ledgerYear} />
        </div>
        <div className="desk-side">
          <DeadlineBox period={open} />
          <RecentChanges />
        </div>
      </div>
    </>
  );
}
