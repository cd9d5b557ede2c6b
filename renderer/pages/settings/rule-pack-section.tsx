import { Radio, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { Section } from './section.tsx';

export function RulePackSection(): ReactNode {
  const { office } = useOffice();
  const packs = useQueryOf('rulePacks.list', {});
  const save = useCommand('offices.save');
  const rows = packs.data?.rows ?? [];
  const pack = rows.find((row) => row.id === office.rulePack) ?? rows[0];
  return (
    <Section
      title="适用文件"
      about="系统里的报送周期、滞后建议、四库、六个明确等都出自这份文件。每一条都写明出处；文件没有规定的，写明是本软件的默认做法。"
    >
      {packs.data === undefined && packs.error === null && <Waiting />}
      <ErrorNotice problem={packs.error ?? save.problem} onClose={save.reset} />
      {pack !== undefined && (
        <Stack gap="md">
          <Radio.Group
            aria-label="适用文件"
            value={pack.id}
            onChange={(id) =>
              void save
                .run({ changes: { rulePack: id } })
                .then(() => notifications.show({ message: '适用文件已更换，各页的依据随之改变' }), shownElsewhere)
            }
          >
            <Stack gap={6}>
              {rows.map((row) => (
                <Radio key={row.id} value={row.id} label={`${row.name}（${row.documentNumber}）`} />
              ))}
            </Stack>
          </Radio.Group>
          {rows.length === 1 && (
            <Text size="sm" c="var(--quiet)">
              本版本只带这一份文件。
            </Text>
          )}
          <Table className="figures settings-rules" withTableBorder verticalSpacing={7}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w="7rem">事项</Table.Th>
                <Table.Th>规定</Table.Th>
                <Table.Th w="38%">出处</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {pack.rules.map((rule) => (
                <Table.Tr key={rule.kind}>
                  <Table.Td fw={600}>{rule.label}</Table.Td>
                  <Table.Td>{rule.shown}</Table.Td>
                  <Table.Td c="var(--quiet)">{rule.source}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      )}
    </Section>
  );
}
