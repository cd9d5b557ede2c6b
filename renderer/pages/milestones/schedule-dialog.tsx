/** 倒排工期: choose the node whose day is fixed, look at what follows from it, take the days over with one click. */
import { Anchor, Button, Group, Modal, Select, Stack, Table, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { ScheduleNodeRow } from '#shared/contract/milestones.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface ScheduleProps {
  readonly projectId: string;
  readonly nodes: readonly ScheduleNodeRow[];
}

export function ScheduleButton({ projectId, nodes }: ScheduleProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setOpen(true)}>
        倒排工期
      </Button>
      {isOpen && <ScheduleDialog projectId={projectId} nodes={nodes} onClose={() => setOpen(false)} />}
    </>
  );
}

function ScheduleDialog({ projectId, nodes, onClose }: ScheduleProps & { readonly onClose: () => void }): ReactNode {
  const ends = nodes.filter((node) => node.plannedOn !== null && node.afterIds.length > 0);
  const [lastId, setLastId] = useState<string | null>(
    (ends.find((node) => node.kind === 'completion') ?? ends.at(-1))?.id ?? null,
  );
  const schedule = useQueryOf(
    'milestones.schedule',
    { projectId, lastId: lastId ?? '' },
    { isEnabled: lastId !== null },
  );
  const apply = useCommand('milestones.applySchedule');
  const undo = useUndo([]);

  async function take(): Promise<void> {
    if (lastId === null) return;
    const made = await apply.run({ projectId, lastId });
    sayDone(`已倒排 ${made.changed} 个节点的计划时间`, () => undo(made.changeId));
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title="倒排工期" size={860} centered>
      {ends.length === 0 ? (
        <Text size="sm">
          先给最后的节点（例如竣工）填计划时间和“前置节点”，再给各节点填“工作日”，就可以从最后一天往前推算每个节点最迟哪天实现。
        </Text>
      ) : (
        <Stack gap="sm">
          <Select
            label="从哪个节点的计划时间往前排"
            data={ends.map((node) => ({ value: node.id, label: `${node.name}（${shownDay(node.plannedOn ?? '')}）` }))}
            value={lastId}
            allowDeselect={false}
            checkIconPosition="right"
            onChange={setLastId}
          />
          <ErrorNotice problem={schedule.error} />
          {schedule.data?.state === 'yearNotLoaded' && (
            <Text size="sm" role="alert">
              {schedule.data.year}年的放假调休安排还没有载入，工作日算不出来。请在
              <Anchor component={Link} href="/settings" size="sm">
                “设置”
              </Anchor>
              里导入国务院办公厅当年的放假通知后再排。
            </Text>
          )}
          {schedule.data?.state === 'scheduled' && (
            <Table withTableBorder withColumnBorders>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>节点</Table.Th>
                  <Table.Th>现在的计划</Table.Th>
                  <Table.Th>最迟实现</Table.Th>
                  <Table.Th>工作日</Table.Th>
                  <Table.Th>最迟着手</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {schedule.data.rows.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td>{row.name}</Table.Td>
                    <Table.Td>
                      {row.actualOn === null ? shown(row.plannedOn) : `${shown(row.actualOn)}已实现，不改动`}
                    </Table.Td>
                    <Table.Td>{shownDay(row.finishBy)}</Table.Td>
                    <Table.Td>{row.workingDays ?? ''}</Table.Td>
                    <Table.Td>
                      {shownDay(row.beginBy)}
                      {row.isPast ? '（已经过了，时间不够）' : ''}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
          <Text size="xs" c="var(--quiet)">
            按工作日计算，扣除节假日、计入调休上班日；当天不计。几个节点都要等同一个前置节点时，取最早的。
          </Text>
          <ErrorNotice problem={apply.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button
              disabled={schedule.data?.state !== 'scheduled'}
              loading={apply.isRunning}
              onClick={() => void take().catch(shownElsewhere)}
            >
              填入计划时间
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function shown(day: string | null): string {
  return day === null ? '' : shownDay(day);
}
