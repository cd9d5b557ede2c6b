import { Group, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { addDays, instantOf } from '#shared/calendar/day.ts';
import { useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useOffice } from '../../office-context.ts';

/** What the ledger said of a project at the end of a past day: another question than what was so on that day. */
export function KnownAt({ projectId }: { readonly projectId: string }): ReactNode {
  const { today } = useOffice();
  const [day, setDay] = useState<string | null>(null);
  const at = instantOf(addDays(day ?? today, 1), 0);
  const known = useQueryOf('projects.knownAt', { projectId, at }, { isEnabled: day !== null, keepsLast: true });
  const [row] = known.data?.rows ?? [];
  return (
    <section aria-label="当时掌握的情况">
      <Group gap="sm" mb="xs">
        <Title order={2} size="h3">
          当时掌握的情况
        </Title>
        <DayInput aria-label="看哪一天结束时" w={150} size="xs" precision="day" value={day} onSave={setDay} />
        <Text size="sm" c="var(--quiet)">
          选一天，看那天结束时系统里记的是什么、与现在差在哪里
        </Text>
      </Group>
      <ErrorNotice problem={known.error} />
      {day !== null && known.data !== undefined && row === undefined && (
        <Text size="sm">{day} 结束时，系统里还没有这个项目。</Text>
      )}
      {day !== null && row !== undefined && row.differs.length === 0 && (
        <Text size="sm">{day} 结束时记的与现在一样。</Text>
      )}
      {day !== null && row !== undefined && row.differs.length > 0 && (
        <Table withTableBorder layout="fixed" className="pools-steps">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={160}>栏目</Table.Th>
              <Table.Th>{day} 结束时</Table.Th>
              <Table.Th>现在</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {row.differs.map((each) => (
              <Table.Tr key={each.field}>
                <Table.Td>{each.label}</Table.Td>
                <Table.Td>{each.before ?? '（空）'}</Table.Td>
                <Table.Td>{each.now ?? '（空）'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
