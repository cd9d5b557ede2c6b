/** The first rows of a table as it would stand, over all districts. */
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { FilledTable } from '#shared/contract/centre-tables.ts';
import { groupSpans } from '#shared/report/merged-cells.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { wanText } from '../../components/money-text.ts';
import type { TableValues } from './table-draft.ts';

/** Typing is over when nothing was typed for so long. */
const restMilliseconds = 400;

export function TablePreview({ values }: { readonly values: TableValues }): ReactNode {
  const [text] = useDebouncedValue(JSON.stringify({ ...values, name: values.name || '下达报表' }), restMilliseconds);
  const asked = JSON.parse(text) as TableValues;
  const preview = useQueryOf(
    'centreTables.preview',
    { values: asked },
    { keepsLast: true, isEnabled: asked.columns.length > 0 },
  );
  if (asked.columns.length === 0)
    return (
      <Text size="sm" c="var(--quiet)" p="md">
        还没有栏目。点“粘贴表头”，或从现成的表开始，这里就能看到填好的样子。
      </Text>
    );
  if (preview.data === undefined) return <ErrorNotice problem={preview.error} />;
  return <FilledPreview filled={preview.data} total={preview.data.total} name={values.name} />;
}

interface FilledPreviewProps {
  readonly filled: FilledTable;
  readonly total: number;
  readonly name: string;
}

function FilledPreview({ filled, total, name }: FilledPreviewProps): ReactNode {
  const { columns, rows } = filled;
  const spans = groupSpans(columns.map(({ group }) => ({ group: group === '' ? undefined : group })));
  const hasGroups = spans.some((span) => span !== null);
  return (
    <>
      <Text size="sm" c="var(--quiet)" px={8} py={4}>
        共 {total} 个项目{total > rows.length ? `，列出前 ${rows.length} 个` : ''}
      </Text>
      <table className="centre-table-preview" aria-label={`预览：${name}`}>
        <thead>
          <tr>
            {columns.map((column, at) => {
              const span = spans[at] ?? null;
              if (span === 0) return null;
              return (
                <th key={column.key} colSpan={span ?? 1} rowSpan={span === null && hasGroups ? 2 : 1}>
                  {span === null ? column.head : column.group}
                </th>
              );
            })}
          </tr>
          {hasGroups && (
            <tr>{columns.map((column) => (column.group === '' ? null : <th key={column.key}>{column.head}</th>))}</tr>
          )}
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column.key} data-kind={column.kind}>
                  {column.isHand ? (
                    <span className="centre-table-hand">手填</span>
                  ) : (
                    shown(column.kind, row.values[column.key])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function shown(kind: FilledTable['columns'][number]['kind'], value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (kind === 'money') return wanText(Number(value));
  return kind === 'percent' ? `${value}%` : String(value);
}
