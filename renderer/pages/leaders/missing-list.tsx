import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';

type Board = OutputOf<'assignments.board'>;
type Missing = Board['missing'][number];

const columns: readonly RowListColumn<Missing>[] = [
  {
    id: 'project',
    title: '项目',
    width: 'minmax(200px, 1fr)',
    render: (row) => (
      <Anchor component={Link} href={`/projects/${row.projectId}?tab=people`} size="sm">
        {row.projectName}
      </Anchor>
    ),
  },
  {
    id: 'findings',
    title: '待明确的事项和依据',
    width: 'minmax(320px, 2.6fr)',
    render: (row) => row.findings.map((finding) => <div key={finding.sentence}>{finding.sentence}</div>),
  },
];

/** What the rules in force demand and the projects lack: each with its clause, a click from where it is filled in. */
export function MissingList({ board }: { readonly board: Board }): ReactNode {
  if (board.demands.length === 0)
    return (
      <EmptyState title="适用文件没有规定分包和管家">
        现在的适用文件没有写明哪些项目必须有领导分包或管家，所以没有可核对的。可以在“设置 → 适用文件”里换用或修改。
      </EmptyState>
    );
  const lacking = board.missing.filter((row) => row.isLacking).length;
  return (
    <>
      <Text size="sm" mb={6} role="status">
        {lacking} 个项目还缺人或职级不够
        {board.missing.length > lacking && `；另有 ${board.missing.length - lacking} 个项目只需核对，用灰字列在后面`}
      </Text>
      <div className="leaders-rule">
        {board.demands.map((demand) => (
          <p key={demand.text + demand.source}>
            {demand.text}
            <span className="leaders-source">（{demand.source}）</span>
          </p>
        ))}
      </div>
      <RowList<Missing>
        label="待明确"
        rows={board.missing.toSorted((left, right) => Number(right.isLacking) - Number(left.isLacking))}
        isFaint={(row) => !row.isLacking}
        rowKey={(row) => row.projectId}
        columns={columns}
        emptyText="都已明确，没有缺项。"
      />
    </>
  );
}
