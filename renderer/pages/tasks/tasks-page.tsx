import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { type TaskShow, taskShows } from '#shared/contract/tasks.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { TaskLedger } from './task-ledger.tsx';

/** `#/tasks?show=late` opens with the late ones, `?task=<id>` with one task. */
export function TasksPage(): ReactNode {
  const [search] = useSearchParams();
  const ledger = useQueryOf('tasks.list', {});
  if (ledger.data === undefined)
    return ledger.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={ledger.error} onRetry={() => void ledger.refetch()} />
    );
  const { counts, rule, today } = ledger.data;
  const asked: TaskShow | undefined = taskShows.find((each) => each === search.get('show'));
  return (
    <>
      <PageHead
        title="督办事项"
        about={`未办结 ${counts.open} 个 · 逾期 ${counts.late} 个 · 数据日期 ${today} · 依据 ${rule.supervisionSource}`}
      />
      <TaskLedger
        key={`${asked ?? 'open'} ${search.get('task') ?? ''}`}
        ledger={ledger.data}
        initialShow={asked ?? (search.get('task') === null ? 'open' : 'all')}
        initialOpen={search.get('task')}
      />
    </>
  );
}
