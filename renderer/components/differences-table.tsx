import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface Difference {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Old → new, field by field. */
export function DifferencesTable({ rows }: { readonly rows: readonly Difference[] }): ReactNode {
  return (
    <Table withTableBorder verticalSpacing={3} layout="fixed" bg="#fff">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={170}>栏目</Table.Th>
          <Table.Th>原来</Table.Th>
          <Table.Th>这次</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
        {rows.map((row) => (
          <Table.Tr key={row.label}>
            <Table.Td>{row.label}</Table.Td>
            <Table.Td c="var(--quiet)">{row.before ?? '（空）'}</Table.Td>
            <Table.Td fw={600}>{row.after ?? '（空）'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
