/** 报送看板: one row a liaison group – its four kinds of a period, and apart from them its district's package. */
import { Button, Group, Select, Text } from '@mantine/core';
import { IconBellRinging, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { Board } from '#shared/contract/reporting-items.ts';
import type { ReportingItemKind } from '#shared/domain/reporting-item.ts';
import { lackingIn } from '#shared/report/reporting-reminder.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { BoardTable } from './board-table.tsx';
import { CellDrawer } from './cell-drawer.tsx';
import './centre-board.css';
import { PackageDrawer } from './package-drawer.tsx';
import { RemindDialog } from './remind-dialog.tsx';

/** By row, so that the drawer follows what changes in it. */
type Opened = { readonly row: number; readonly kind: ReportingItemKind | 'package' };

/** `#/centre-board?period=2026-11-20`; the open period without it. */
export function CentreBoardPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const period = search.get('period');
  const found = useQueryOf('centreBoard.get', period === null ? {} : { period }, {
    refetchEvery: 60_000,
    keepsLast: true,
  });
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  return <BoardView board={found.data} onPeriod={(next) => setSearch({ period: next })} />;
}

interface BoardViewProps {
  readonly board: Board;
  readonly onPeriod: (period: string) => void;
}

function BoardView({ board, onPeriod }: BoardViewProps): ReactNode {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const [isReminding, setReminding] = useState(false);
  const groups = board.rows.filter((row) => row.groupId !== null);
  const { period } = board;
  const row = opened === null ? undefined : board.rows[opened.row];
  const kind = board.kinds.find((each) => each.kind === opened?.kind);
  const offered = board.periods.some((each) => each.period === period)
    ? board.periods
    : [...board.periods, { period, label: board.label }];
  return (
    <>
      <PageHead
        title="报送看板"
        about={<Standing board={board} />}
        actions={
          <>
            <Select
              aria-label="报送期"
              w={150}
              allowDeselect={false}
              value={period}
              data={offered.map((each) => ({ value: each.period, label: each.label }))}
              onChange={(value) => value !== null && onPeriod(value)}
            />
            <Button
              variant="default"
              disabled={board.rows.length === 0}
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => setPrinting(true)}
            >
              打印
            </Button>
            <Button
              disabled={board.rows.length === 0}
              leftSection={<IconBellRinging size={16} aria-hidden />}
              onClick={() => setReminding(true)}
            >
              催报
            </Button>
          </>
        }
      />
      {groups.length === 0 && (
        <Group mb="xs">
          <EmptyState
            title="还没有工作组"
            actions={
              <Button component={Link} href="/leaders">
                去设工作组
              </Button>
            }
          >
            在“分包与专班”里新增类别为“服务督导工作小组”的小组，写明联系的区县，第一名为组长；也可以把分组名单的表格读进来。设好以后，每个组一行，四类信息报没报、报了几条一眼看清。
          </EmptyState>
        </Group>
      )}
      {board.kinds.length === 0 && groups.length > 0 && (
        <Text size="sm" mb="xs">
          本单位执行的适用文件没有规定工作组报送信息，这里只看区县的报送包。可以在“设置 → 适用文件”里加上“工作组报送”。
        </Text>
      )}
      {board.rows.length > 0 && (
        <BoardTable board={board} onOpen={(index, which) => setOpened({ row: index, kind: which })} />
      )}
      <CellDrawer
        board={board}
        row={kind === undefined ? null : (row ?? null)}
        kind={kind ?? null}
        onClose={() => setOpened(null)}
      />
      <PackageDrawer
        board={board}
        row={opened?.kind === 'package' ? (row ?? null) : null}
        onClose={() => setOpened(null)}
      />
      {isReminding && <RemindDialog board={board} onClose={() => setReminding(false)} />}
      {isPrinting && (
        <PaperDialog
          title={`${board.label}工作组报送情况`}
          about=""
          paperKey={['centreBoard.paper', period]}
          make={(options) => runJob('centreBoard.paper', { period, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('centreBoard.paper', { period, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

/** Two things that are never one: what the groups have filed, and what the districts have sent. */
function Standing({ board }: { readonly board: Board }): ReactNode {
  const groups = board.rows.filter((row) => row.groupId !== null);
  const lacking = groups.filter((row) => lackingIn(row, board).length > 0).length;
  const enrolled = board.rows.filter((row) => row.officeId !== null);
  const taken = enrolled.filter(({ districtPackage: { state } }) => state === 'received' || state === 'late').length;
  const below = groups.filter((row) => row.cells.some((cell) => cell.isBelow)).length;
  const month = `${Number(board.month.slice(5))}月`;
  const parts = [
    board.kinds.length === 0 || groups.length === 0 ? null : `工作组 ${groups.length} 个，还没有报齐 ${lacking} 个`,
    `区县报送包收到 ${taken} / ${enrolled.length}`,
    board.kinds.length === 0 || groups.length === 0 ? null : `${month}条数不足 ${below} 个组`,
  ].filter((each) => each !== null);
  return (
    <span role="status">
      {parts.join(' · ')}
      {board.kinds.length > 0 && <span className="board-source">（依据 {board.source}）</span>}
    </span>
  );
}
