import { ActionIcon, Button, Group, Table, Text, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import { call, shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowDay, RowText } from '../../components/row-fields.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import type { Nodes } from './milestones-tab.tsx';

interface SuspensionTableProps {
  readonly projectId: string;
  readonly facts: Nodes;
}

type Stop = Nodes['suspensions'][number];

/** 停工复工: when work stopped and why, when it should go on, when it did or why it did not. */
export function SuspensionTable({ projectId, facts }: SuspensionTableProps): ReactNode {
  const isReadOnly = !facts.mayEdit;
  const add = useCommand('milestones.saveSuspension');
  const remove = useCommand('milestones.removeSuspension');
  const undo = useUndo([]);
  const late = facts.overdue.filter((finding) => finding.kind === 'notResumed');
  const save = ({ id }: Stop, changes: InputOf<'milestones.saveSuspension'>['changes']) =>
    call('milestones.saveSuspension', { projectId, id, changes });

  async function removeStop(stop: Stop): Promise<void> {
    const made = await remove.run({ projectId, id: stop.id });
    sayDone('已删除停工记录', () => undo(made.changeId));
  }

  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3">
          停工复工
        </Title>
        {!isReadOnly && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            loading={add.isRunning}
            onClick={() => void add.run({ projectId, changes: { suspendedOn: facts.today } }).catch(shownElsewhere)}
          >
            记一次停工
          </Button>
        )}
      </Group>
      <ErrorNotice problem={add.problem ?? remove.problem} onClose={remove.reset} />
      {late.map((finding) => (
        <Text key={finding.sentence} size="sm" className={finding.isLate ? 'late' : ''} mb={4}>
          {finding.isLate ? '应复工未复工：' : '留意：'}
          {finding.sentence}（{finding.source}）
        </Text>
      ))}
      {facts.suspensions.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          没有停工记录。工地停工时记下哪天停、为什么、应哪天复工，到期没有复工会提示。
        </Text>
      ) : (
        <Table className="milestones-table" withTableBorder withColumnBorders layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>停工日期</Table.Th>
              <Table.Th>停工原因</Table.Th>
              <Table.Th w={130}>应复工日期</Table.Th>
              <Table.Th w={130}>复工日期</Table.Th>
              <Table.Th>未复工原因</Table.Th>
              {!isReadOnly && <Table.Th w={42} aria-label="删除" />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {facts.suspensions.map((stop) => (
              <Table.Tr key={stop.id}>
                <Table.Td>
                  <RowDay
                    label="停工日期"
                    precision="day"
                    value={stop.suspendedOn}
                    isReadOnly={isReadOnly}
                    onSave={(day) => save(stop, day === null ? {} : { suspendedOn: day })}
                  />
                </Table.Td>
                <Table.Td>
                  <RowText
                    label="停工原因"
                    value={stop.reason}
                    isReadOnly={isReadOnly}
                    onSave={(reason) => save(stop, { reason })}
                  />
                </Table.Td>
                {(['resumptionDueOn', 'resumedOn'] as const).map((field) => (
                  <Table.Td key={field}>
                    <RowDay
                      label={field === 'resumedOn' ? '复工日期' : '应复工日期'}
                      precision="day"
                      value={stop[field]}
                      isReadOnly={isReadOnly}
                      onSave={(day) => save(stop, { [field]: day })}
                    />
                  </Table.Td>
                ))}
                <Table.Td>
                  <RowText
                    label="未复工原因"
                    value={stop.notResumedReason}
                    isReadOnly={isReadOnly}
                    onSave={(notResumedReason) => save(stop, { notResumedReason })}
                  />
                </Table.Td>
                {!isReadOnly && (
                  <Table.Td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label="删除停工记录"
                      onClick={() => void removeStop(stop).catch(shownElsewhere)}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
