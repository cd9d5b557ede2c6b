import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { issueBoards } from '#shared/rules/issue-boards.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { BoardTable } from './board-table.tsx';
import './issues.css';

/** Where the open issues lie, whole: every class, unit, team and street, how old, how late. */
export function IssueBoardsPage(): ReactNode {
  const ledger = useQueryOf('issues.list', {});
  const [isPrinting, setPrinting] = useState(false);
  if (ledger.data === undefined)
    return ledger.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={ledger.error} onRetry={() => void ledger.refetch()} />
    );
  const { counts, rule, today, rows } = ledger.data;
  const boards = issueBoards(rows, rule);
  return (
    <>
      <PageHead
        title="问题看板"
        about={`未销号 ${counts.open} 个 · 逾期 ${counts.late} 个 · 数据日期 ${today} · 依据 ${rule.source}`}
        actions={
          <Button
            variant="default"
            disabled={counts.open === 0}
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => setPrinting(true)}
          >
            打印看板
          </Button>
        }
      />
      {counts.open === 0 ? (
        <EmptyState title="没有未销号的问题">
          问题台账里有未销号的问题时，这里按类别、责任单位、攻坚组和镇街、历时、逾期分别计数，点数字看是哪些问题。
        </EmptyState>
      ) : (
        <div className="issues-boards" data-whole>
          {boards.map((board) => (
            <BoardTable key={board.key} board={board} isWhole />
          ))}
        </div>
      )}
      {isPrinting && (
        <PaperDialog
          title="问题看板"
          about="未销号"
          paperKey={['issues.boards']}
          make={(options) => runJob('issues.boards', { format: 'pdf' }, options)}
          makeWorkbook={() => runJob('issues.boards', { format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}
