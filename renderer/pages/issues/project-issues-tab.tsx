import type { ReactNode } from 'react';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Waiting } from '../../components/waiting.tsx';
import type { FoundProject } from '../projects/tabs.ts';
import { IssueLedger } from './issue-ledger.tsx';

/** The issues of one project. */
export function ProjectIssuesTab({ found }: { readonly found: FoundProject }): ReactNode {
  const { id } = found.row;
  const ledger = useQueryOf('issues.list', { projectId: id });
  if (ledger.data === undefined)
    return ledger.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={ledger.error} onRetry={() => void ledger.refetch()} />
    );
  const show = ledger.data.counts.open === 0 && ledger.data.counts.all > 0 ? 'all' : 'open';
  return <IssueLedger ledger={ledger.data} mayEnter={found.mayEdit} initialShow={show} projectId={id} />;
}
