import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Board, BoardKind, BoardRow, ReportingItemView } from '#shared/contract/reporting-items.ts';
import { cellText } from '#shared/report/centre-board.ts';
import { filedText, itemPeriodText } from '#shared/report/reporting-items.ts';
import { dueText } from '#shared/report/reporting-reminder.ts';
import { reportingItemKindLabels, reportingItemStateLabels } from '#shared/text/exchange-labels.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Facts } from '../../components/facts.tsx';
import { RecordDrawer, RecordHead } from '../../components/record-drawer.tsx';
import { useUndo } from '../../use-undo.ts';
import { ItemActs } from '../group-items/item-acts.tsx';
import { ItemForm } from '../group-items/item-form.tsx';
import { itemProcedures } from '../group-items/item-procedures.ts';

interface CellDrawerProps {
  readonly board: Board;
  readonly row: BoardRow | null;
  readonly kind: BoardKind | null;
  readonly onClose: () => void;
}

/** What a group has filed of one kind: its items of the period, and what to do next. */
export function CellDrawer({ board, row, kind, onClose }: CellDrawerProps): ReactNode {
  const isOpen = row !== null && kind !== null && row.groupId !== null;
  return (
    <RecordDrawer title="工作组报送" isOpen={isOpen} size={640} onClose={onClose}>
      {isOpen && <Cell key={`${row.groupId} ${kind.kind} ${kind.period}`} board={board} row={row} kind={kind} />}
    </RecordDrawer>
  );
}

interface CellProps {
  readonly board: Board;
  readonly row: BoardRow;
  readonly kind: BoardKind;
}

function Cell({ board, row, kind }: CellProps): ReactNode {
  const groupId = row.groupId ?? '';
  const list = useQueryOf('reportingItems.list', { month: board.month, groupId, kind: kind.kind });
  const undo = useUndo(itemProcedures);
  const [edited, setEdited] = useState<ReportingItemView | 'new' | null>(null);
  const cell = row.cells.find((each) => each.kind === kind.kind);
  const rows = list.data?.rows ?? [];
  const ofPeriod = rows.filter((item) => item.period === kind.period);
  const others = rows.filter((item) => item.period !== kind.period && item.state === 'filed');
  return (
    <Stack gap="md">
      <RecordHead title={`${row.groupName} · ${reportingItemKindLabels[kind.kind]}`} workingDaysLate={null}>
        {itemPeriodText(kind.period)} · {cellText(cell)} · {dueText(kind.dueAt)}前报{kind.sections.join('、')}
      </RecordHead>
      <Facts
        facts={[
          ['组长', [row.leaderName, row.leaderPhone].filter(Boolean).join('　')],
          ['分管负责人', row.overseerName],
          ['联系区县', row.districtName],
          [
            '本月',
            `已报 ${cell?.filedInMonth ?? 0} 条${kind.minimumPerMonth === null ? '' : `，每月不少于 ${kind.minimumPerMonth} 条`}`,
          ],
        ]}
      />
      <ErrorNotice problem={list.error} />
      <Group gap="xs">
        <Button size="xs" onClick={() => setEdited('new')}>
          新增一条
        </Button>
      </Group>
      <div>
        {ofPeriod.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {itemPeriodText(kind.period)}还没有这一类信息。点“新增一条”，可以把区县所报的进展带进来再改。
          </Text>
        )}
        {ofPeriod.map((item) => (
          <article key={item.id} className="board-item" aria-label={item.title}>
            <Text size="sm" fw={600}>
              {item.title}
            </Text>
            <Text size="sm" c="var(--quiet)">
              {[
                item.isLate ? '迟报' : reportingItemStateLabels[item.state],
                filedText(item),
                item.personName,
                item.isProblemSolved ? '解决了问题' : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {item.state === 'returned' && <Text size="sm">退回原因：{item.returnedReason}</Text>}
            <Text size="sm" className="board-body" lineClamp={6}>
              {item.body}
            </Text>
            <ItemActs item={item} undo={undo} onEdit={() => setEdited(item)} />
          </article>
        ))}
      </div>
      {others.length > 0 && (
        <Text size="sm" c="var(--quiet)">
          本月其他各期已报：{others.map((item) => `${itemPeriodText(item.period)} ${item.title}`).join('；')}
        </Text>
      )}
      {edited !== null && list.data !== undefined && (
        <ItemForm
          item={edited === 'new' ? null : edited}
          preset={{ groupId, kind: kind.kind, period: kind.period }}
          groups={list.data.groups}
          kinds={list.data.kinds}
          periods={board.periods}
          undo={undo}
          onClose={() => setEdited(null)}
        />
      )}
    </Stack>
  );
}
