import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { issueBoards, shortened } from '#shared/rules/issue-boards.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useIsCentre } from '../../office-context.ts';
import { BoardTable } from './board-table.tsx';
import { askedLine } from './board-words.ts';
import { IssueLedger, type Show } from './issue-ledger.tsx';

/** `#/issues?show=late` opens with the late ones, `?issue=<id>` with one issue, `?board=…&line=…` with a line of a board. */
export function IssuesPage(): ReactNode {
  const isCentre = useIsCentre();
  const [search] = useSearchParams();
  const ledger = useQueryOf('issues.list', {});
  if (ledger.data === undefined)
    return ledger.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={ledger.error} onRetry={() => void ledger.refetch()} />
    );
  const { counts, rule, today, rows } = ledger.data;
  const boards = issueBoards(rows, rule);
  const line = askedLine(boards, search);
  const asked = search.get('show');
  return (
    <>
      <PageHead
        title="问题台账"
        about={`未销号 ${counts.open} 个 · 逾期 ${counts.late} 个 · 数据日期 ${today} · 依据 ${rule.source}`}
      />
      {counts.open > 0 && line === null && (
        <div className="issues-boards">
          {boards
            .filter((board) => board.key === 'class' || board.key === 'unit' || board.key === 'age')
            .map((board) => (
              <BoardTable key={board.key} board={shortened(board, 6)} />
            ))}
        </div>
      )}
      <IssueLedger
        key={`${asked ?? 'open'} ${line?.name ?? ''}`}
        {...(line === null ? {} : { line })}
        ledger={ledger.data}
        mayEnter={!isCentre}
        initialShow={asked !== null && asked in counts ? (asked as Show) : 'open'}
        initialOpen={search.get('issue')}
      />
    </>
  );
}
