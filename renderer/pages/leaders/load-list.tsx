import { Anchor, Button, Checkbox, Group, Table, Text, TextInput } from '@mantine/core';
import { IconSearch, IconUserShare } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { LeaderLoad } from '#shared/contract/assignments.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { wanText } from '#shared/text/money.ts';
import { CardMenu } from '../../components/card-dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { ChangePersonDialog } from './change-person-dialog.tsx';

type Board = OutputOf<'assignments.board'>;

const columns: readonly RowListColumn<LeaderLoad>[] = [
  {
    id: 'name',
    title: '姓名',
    width: 'minmax(150px, 1.4fr)',
    render: (row) => (
      <>
        <b>{row.shown}</b>
        {row.isFromAbove && <span className="leaders-above">市下达</span>}
      </>
    ),
  },
  {
    id: 'post',
    title: '单位职务',
    width: 'minmax(150px, 1.6fr)',
    render: (row) => [row.unitName, row.post].filter((part) => part !== null).join(' '),
  },
  { id: 'phone', title: '电话', width: '120px', render: (row) => row.phone },
  { id: 'projects', title: '项目', width: '60px', isRight: true, render: (row) => row.projects.length },
  { id: 'total', title: '总投资', width: '110px', isRight: true, render: (row) => wanText(row.totalInvestment) },
  { id: 'planned', title: '本年计划', width: '100px', isRight: true, render: (row) => wanText(row.plannedThisYear) },
  { id: 'done', title: '本年完成', width: '100px', isRight: true, render: (row) => wanText(row.doneThisYear) },
  {
    id: 'late',
    title: '滞后',
    width: '60px',
    isRight: true,
    render: (row) => (row.late === 0 ? '' : <span style={{ color: 'var(--late, #b3261e)' }}>{row.late}个</span>),
  },
];

interface LoadListProps {
  readonly board: Board;
  /** Whose load is shown: leaders, stewards … */
  readonly roles: ReactNode;
}

/** One row a person; unfolded, his projects with why they are late, and what can be done with them. */
export function LoadList({ board, roles }: LoadListProps): ReactNode {
  const [search, setSearch] = useState('');
  const wanted = search.trim();
  const rows = useMemo(
    () =>
      board.leaders.filter((leader) =>
        [
          leader.shown,
          leader.unitName,
          leader.post,
          leader.phone,
          ...leader.projects.map((project) => project.name),
        ].some((word) => word?.includes(wanted)),
      ),
    [board.leaders, wanted],
  );
  if (board.leaders.length === 0)
    return (
      <>
        <Group mb={8}>{roles}</Group>
        <EmptyState
          title="还没有分包领导和管家"
          actions={
            <Button component={Link} href="/projects">
              打开项目库
            </Button>
          }
        >
          在项目库的“分包领导”一栏填写，或打开项目的“人员”页填写；导入台账时也会自动读入。这里按领导汇总各人的项目、投资和滞后情况。
        </EmptyState>
      </>
    );
  return (
    <>
      <Group mb={8} gap="sm">
        <TextInput
          w={280}
          aria-label="查找"
          placeholder="查找：姓名、单位、项目"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Text size="sm" c="var(--quiet)" role="status">
          {rows.length} 人
        </Text>
        {roles}
      </Group>
      <RowList<LeaderLoad>
        label="按领导"
        rows={rows}
        rowKey={(row) => row.personId}
        columns={columns}
        renderDetails={(row) => <LeaderProjects leader={row} board={board} />}
        emptyText="没有找到，可以换姓名里的其他字。"
      />
    </>
  );
}

function LeaderProjects({ leader, board }: { readonly leader: LeaderLoad; readonly board: Board }): ReactNode {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isChanging, setChanging] = useState(false);
  const all = leader.projects.map((project) => project.projectId);
  const chosen = ticked.size === 0 ? all : all.filter((id) => ticked.has(id));

  function tick(id: string): void {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  }

  return (
    <>
      <Group gap="xs" mb={6}>
        <Text size="sm" c="var(--quiet)">
          {ticked.size === 0 ? `全部 ${all.length} 个项目（勾选可只办一部分）` : `已勾选 ${ticked.size} 个`}
        </Text>
        {leader.mayChange && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUserShare size={15} aria-hidden />}
            onClick={() => setChanging(true)}
          >
            更换人员
          </Button>
        )}
        <CardMenu projectIds={chosen} about={leader.name} />
      </Group>
      <Table withTableBorder layout="fixed" bg="white">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} />
            <Table.Th>项目</Table.Th>
            <Table.Th w={130}>角色</Table.Th>
            <Table.Th w={110} ta="right">
              本年计划
            </Table.Th>
            <Table.Th w={110} ta="right">
              本年完成
            </Table.Th>
            <Table.Th w="34%">滞后原因</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {leader.projects.map((project) => (
            <Table.Tr key={project.projectId}>
              <Table.Td>
                <Checkbox
                  size="xs"
                  aria-label={`勾选${project.name}`}
                  checked={ticked.has(project.projectId)}
                  onChange={() => tick(project.projectId)}
                />
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} href={`/projects/${project.projectId}?tab=people`} size="sm">
                  {project.name}
                </Anchor>
              </Table.Td>
              <Table.Td>{project.roleNames.join('、')}</Table.Td>
              <Table.Td ta="right">{wanText(project.plannedThisYear)}</Table.Td>
              <Table.Td ta="right">{wanText(project.doneThisYear)}</Table.Td>
              <Table.Td c={project.lateWhy === null ? 'var(--quiet)' : '#b3261e'}>{project.lateWhy ?? ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {isChanging && (
        <ChangePersonDialog
          leader={leader}
          projectIds={chosen}
          roleNames={board.roleNames}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  );
}
