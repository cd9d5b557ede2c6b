import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useIsCentre } from '../../office-context.ts';
import { type Board, issueBoards } from './boards.ts';
import { IssueLedger, type Show } from './issue-ledger.tsx';

/** `#/issues?show=late` opens with the late ones, `?issue=<id>` with one issue. */
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
  const asked = search.get('show');
  return (
    <>
      <PageHead
        title="问题台账"
        about={`未销号 ${counts.open} 个 · 逾期 ${counts.late} 个 · 数据日期 ${today} · 依据 ${rule.source}`}
      />
      {counts.open > 0 && (
        <div className="issues-boards">
          {issueBoards(rows).map((board) => (
            <BoardTable key={board.title} board={board} />
          ))}
        </div>
      )}
      <IssueLedger
        key={asked ?? 'open'}
        ledger={ledger.data}
        mayEnter={!isCentre}
        initialShow={asked !== null && asked in counts ? (asked as Show) : 'open'}
        initialOpen={search.get('issue')}
      />
    </>
  );
}

function BoardTable({ board }: { readonly board: Board }): ReactNode {
  return (
    <section className="issues-board" aria-label={`未销号问题${board.title}`}>
      <b>{board.title}</b>
      <table>
        <tbody>
          {board.lines.map((line) => (
            <tr key={line.name}>
              <td>{line.name}</td>
              <td>{line.open} 个</td>
              <td className={line.late > 0 ? 'late' : 'quiet'}>{line.late > 0 ? `逾期 ${line.late}` : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
