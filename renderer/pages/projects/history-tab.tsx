import { type ReactNode, useMemo } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { type LedgerColumn, LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { Waiting } from '../../components/waiting.tsx';
import type { FoundProject } from './tabs.ts';

type FieldChange = OutputOf<'projects.history'>['rows'][number];
interface HistoryRow extends FieldChange {
  readonly id: string;
}

const kindWords = { put: '修改', delete: '删除', undelete: '恢复' } as const;

const columns: readonly LedgerColumn<HistoryRow>[] = [
  { id: 'at', title: '时间', kind: 'text', width: 150, isFrozen: true, value: (row) => instantText(row.at) },
  { id: 'actor', title: '经办人', kind: 'text', width: 90, value: (row) => row.actor },
  { id: 'subject', title: '对象', kind: 'text', width: 170, value: (row) => row.subject },
  {
    id: 'label',
    title: '栏目',
    kind: 'text',
    width: 130,
    value: (row) => (row.kind === 'put' ? row.label : kindWords[row.kind]),
  },
  { id: 'before', title: '原来', kind: 'longText', width: 270, wraps: true, value: (row) => row.before },
  { id: 'after', title: '改为', kind: 'longText', width: 270, wraps: true, value: (row) => row.after },
  { id: 'officeName', title: '单位', kind: 'text', width: 110, value: (row) => row.officeName },
];

/** Every change of every field: who, when, from what to what. */
export function HistoryTab({ found }: { readonly found: FoundProject }): ReactNode {
  const { id } = found.row;
  const history = useQueryOf('projects.history', { id });
  const rows = useMemo<readonly HistoryRow[]>(
    () =>
      (history.data?.rows ?? []).map((row, index) => ({
        ...row,
        id: `${row.position}-${row.recordId}-${row.field}-${index}`,
      })),
    [history.data],
  );
  if (history.data === undefined) {
    return history.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={history.error} onRetry={() => void history.refetch()} />
    );
  }
  return (
    <LedgerGrid<HistoryRow>
      gridId="history"
      label="变更记录"
      rows={rows}
      columns={columns}
      rowHeight="auto"
      searchHint="查找：栏目、内容或经办人"
      emptyState={
        <EmptyState title="还没有变更">这个项目的每一处改动都会记在这里：谁、什么时候、从什么改成什么。</EmptyState>
      }
    />
  );
}
