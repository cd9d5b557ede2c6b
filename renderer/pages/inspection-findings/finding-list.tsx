import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { FindingRow } from '#shared/contract/inspection-findings.ts';
import type { FindingHandling } from '#shared/domain/inspection-finding.ts';
import { followText } from '#shared/report/inspection-findings.ts';
import { mismatchSeverityLabels } from '#shared/text/inspection-labels.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { HandleDialog } from './handle-dialog.tsx';
import './findings.css';

interface FindingListProps {
  readonly rows: readonly FindingRow[];
  /** On a project's own page its name is no news. */
  readonly isOneProject?: boolean;
  readonly emptyText: ReactNode;
}

/** Findings with both figures side by side; unfolded, why, and what can be done about it. */
export function FindingList({ rows, isOneProject = false, emptyText }: FindingListProps): ReactNode {
  const [handled, setHandled] = useState<{ readonly handling: FindingHandling; readonly row: FindingRow } | null>(null);
  const columns: readonly RowListColumn<FindingRow>[] = [
    {
      id: 'severity',
      title: '程度',
      width: '58px',
      render: (row) => (
        <span className="finding-severity" data-severity={row.severity ?? 'question'}>
          {row.severity === null ? '疑点' : mismatchSeverityLabels[row.severity]}
        </span>
      ),
    },
    ...(isOneProject
      ? []
      : [
          {
            id: 'project',
            title: '项目',
            width: 'minmax(150px, 1.6fr)',
            render: (row: FindingRow) => row.projectName,
          },
        ]),
    { id: 'item', title: '核查事项', width: 'minmax(130px, 1.4fr)', render: (row) => row.item },
    {
      id: 'reported',
      title: '填报',
      width: 'minmax(120px, 1.2fr)',
      render: (row) => (
        <>
          {row.reported}
          {row.kind === 'mismatch' && row.asOf !== null && <span className="quiet">（{row.asOf}）</span>}
        </>
      ),
    },
    { id: 'found', title: '现场核实', width: 'minmax(90px, 1fr)', render: (row) => row.found || '待核实' },
    { id: 'day', title: '核查日期', width: '98px', render: (row) => row.foundOn },
    { id: 'follow', title: '处理和整改', width: 'minmax(150px, 1.6fr)', render: followText },
  ];
  return (
    <>
      <RowList<FindingRow>
        label="核查情况"
        rows={rows}
        rowKey={(row) => row.key}
        columns={columns}
        isFaint={(row) => row.state === 'settled'}
        renderDetails={(row) => <Details row={row} onHandle={(handling) => setHandled({ handling, row })} />}
        emptyText={emptyText}
      />
      {handled !== null && (
        <HandleDialog handling={handled.handling} rows={[handled.row]} onClose={() => setHandled(null)} />
      )}
    </>
  );
}

interface DetailsProps {
  readonly row: FindingRow;
  readonly onHandle: (handling: FindingHandling) => void;
}

function Details({ row, onHandle }: DetailsProps): ReactNode {
  const mayDecide = row.mayHandle && row.follow === null;
  return (
    <Stack gap={6}>
      <Text size="sm">{row.sentence}</Text>
      {row.note !== null && (
        <Text size="sm">
          <span className="quiet">现场备注：</span>
          {row.note}
        </Text>
      )}
      <Text size="sm" className="quiet">
        {row.units.join('、')}
        {row.tolerance.startsWith('±') ? ` · 允许误差 ${row.tolerance}` : ''} · 依据 {row.source}
        {row.decidedBy === null ? '' : ` · ${row.decidedBy} ${row.decidedOn ?? ''}处理`}
      </Text>
      <Group gap="xs">
        {mayDecide && row.mayMakeIssue && (
          <Button size="compact-xs" onClick={() => onHandle('issue')}>
            列为问题
          </Button>
        )}
        {mayDecide && (
          <Button size="compact-xs" variant={row.mayMakeIssue ? 'default' : 'filled'} onClick={() => onHandle('task')}>
            交办
          </Button>
        )}
        {mayDecide && row.handling === null && (
          <>
            <Button size="compact-xs" variant="default" onClick={() => onHandle('explained')}>
              已说明
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => onHandle('dropped')}>
              不作处理
            </Button>
          </>
        )}
        {row.handling === 'issue' && row.issueId !== null && (
          <Anchor component={Link} href={`/issues?issue=${row.issueId}`} size="sm">
            看这个问题
          </Anchor>
        )}
        {row.handling === 'task' && row.taskId !== null && (
          <Anchor component={Link} href={`/tasks?task=${row.taskId}`} size="sm">
            看督办事项
          </Anchor>
        )}
        {row.sheetId !== null && (
          <Anchor component={Link} href={`/inspection-sheets?sheet=${row.sheetId}`} size="sm">
            检查表 {row.sheetNumber} 和照片
          </Anchor>
        )}
        <Anchor component={Link} href={`/projects/${row.projectId}?tab=inspections`} size="sm">
          项目的督导
        </Anchor>
      </Group>
    </Stack>
  );
}
