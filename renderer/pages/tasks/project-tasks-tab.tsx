import type { ReactNode } from 'react';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Waiting } from '../../components/waiting.tsx';
import type { FoundProject } from '../projects/tabs.ts';
import { ProjectTours } from '../tours/project-tours.tsx';
import { TaskLedger } from './task-ledger.tsx';

/** What meetings, instructions and issues gave to be done about one project. */
export function ProjectTasksTab({ found }: { readonly found: FoundProject }): ReactNode {
  const { id } = found.row;
  const ledger = useQueryOf('tasks.list', { projectId: id });
  if (ledger.data === undefined)
    return ledger.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={ledger.error} onRetry={() => void ledger.refetch()} />
    );
  const show = ledger.data.counts.open === 0 && ledger.data.counts.all > 0 ? 'all' : 'open';
  return (
    <>
      <ProjectTours projectId={id} />
      <TaskLedger ledger={ledger.data} initialShow={show} projectId={id} />
    </>
  );
}
