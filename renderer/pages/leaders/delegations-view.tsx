import { Badge, Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import type { DelegationRow } from '#shared/contract/assignments.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { DelegationDialog } from './delegation-dialog.tsx';

const states = { inForce: '正在委托', coming: '尚未开始', past: '已结束' } as const;

/** Who is away from when until when, and who speaks for him. */
export function DelegationsView(): ReactNode {
  const list = useQueryOf('delegations.list', {});
  const remove = useCommand('delegations.remove');
  const undo = useUndo(['delegations.save', 'delegations.remove']);
  const [edited, setEdited] = useState<DelegationRow | 'new' | null>(null);

  async function takeAway(row: DelegationRow): Promise<void> {
    const made = await remove.run({ id: row.id });
    sayDone(`已删除${row.leaderName}的委托`, () => undo(made.changeId));
  }

  const columns: readonly RowListColumn<DelegationRow>[] = [
    {
      id: 'state',
      title: '状态',
      width: '90px',
      render: (row) => (
        <Badge
          variant={row.state === 'inForce' ? 'filled' : 'outline'}
          {...(row.state === 'past' ? { color: 'gray' } : {})}
        >
          {states[row.state]}
        </Badge>
      ),
    },
    { id: 'leader', title: '委托人', width: 'minmax(90px, 1fr)', render: (row) => row.leaderName },
    { id: 'delegate', title: '受托人', width: 'minmax(90px, 1fr)', render: (row) => row.delegateName },
    {
      id: 'days',
      title: '起止',
      width: '250px',
      render: (row) => `${shownDay(row.fromDay)} 至 ${shownDay(row.untilDay)}`,
    },
    {
      id: 'projects',
      title: '范围',
      width: 'minmax(110px, 1.4fr)',
      render: (row) =>
        row.projects.length === 0 ? '全部项目' : row.projects.map((project) => project.name).join('、'),
    },
    {
      id: 'reason',
      title: '事由和提示',
      width: 'minmax(140px, 2fr)',
      render: (row) => (
        <>
          {row.reason}
          {row.hint !== null && (
            <Text size="xs" c="#8a4b00">
              {row.hint}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'acts',
      title: '',
      width: '130px',
      render: (row) =>
        row.mayEdit && (
          <Group gap={4} wrap="nowrap" justify="flex-end">
            <Button size="compact-xs" variant="default" onClick={() => setEdited(row)}>
              修改
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => void takeAway(row).catch(shownElsewhere)}>
              删除
            </Button>
          </Group>
        ),
    },
  ];

  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rule, rows } = list.data;
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      登记委托
    </Button>
  );
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title="没有外出委托" actions={add}>
          分包领导外出学习考察时，在这里登记委托给谁、从哪天到哪天。这几天里各处和各张表都会写明由谁代管。
          {rule.sentence}（{rule.source}）
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" mb={8}>
            <Text size="sm" c="var(--quiet)">
              {rule.sentence}（{rule.source}）
            </Text>
            {add}
          </Group>
          <ErrorNotice problem={remove.problem} onClose={remove.reset} />
          <RowList<DelegationRow>
            label="外出委托"
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns}
            emptyText=""
          />
        </>
      )}
      {edited !== null && <DelegationDialog row={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}
