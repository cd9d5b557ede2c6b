import { Button, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import type { PlannedNodeShown } from '#shared/contract/planned-nodes.ts';
import { plannedNodeStateText } from '#shared/text/planned-node-text.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import type { Nodes } from './milestones-tab.tsx';

interface HandedDownNodesProps {
  readonly projectId: string;
  readonly facts: Nodes;
}

/** Chart ① beside the district's own nodes: read-only here; a node that is missing below can be taken over. */
export function HandedDownNodes({ projectId, facts }: HandedDownNodesProps): ReactNode {
  const save = useCommand('milestones.save');
  if (facts.handedDown.length === 0) return null;
  const take = ({ name, plannedOn }: PlannedNodeShown) =>
    save.run({ projectId, changes: { name, plannedOn } }).catch(shownElsewhere);
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        下达节点{' '}
        <Text span size="xs" c="var(--quiet)" fw={400}>
          市级中心节点推进图（{facts.handedDownSource}），
          {facts.mayEdit ? '只能查看；有意见请点“请求更改”' : '下达给区县'}
        </Text>
      </Title>
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      <Table className="milestones-table" withTableBorder withColumnBorders layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={64}>年度</Table.Th>
            <Table.Th w={160}>节点</Table.Th>
            <Table.Th w={132}>下达时间</Table.Th>
            <Table.Th w={132}>区县计划</Table.Th>
            <Table.Th w={132}>实际时间</Table.Th>
            <Table.Th w={140}>责任单位</Table.Th>
            <Table.Th>情况</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {facts.handedDown.map((node) => (
            <Table.Tr key={node.id}>
              <Table.Td>{node.year}</Table.Td>
              <Table.Td>{node.name}</Table.Td>
              <Table.Td>{dayText(node.plannedOn)}</Table.Td>
              <Table.Td>{dayText(node.own?.plannedOn ?? null)}</Table.Td>
              <Table.Td>{dayText(node.own?.actualOn ?? null)}</Table.Td>
              <Table.Td>{node.responsible}</Table.Td>
              <Table.Td>
                <Text size="xs" className={node.state === 'late' ? 'late' : ''}>
                  {node.sentence === null
                    ? plannedNodeStateText(node)
                    : `${node.sentence}（依据${facts.handedDownSource}）`}
                  {node.note === null ? '' : ` ${node.note}`}
                </Text>
                {facts.mayEdit && node.own === null && (
                  <Button size="compact-xs" variant="default" mt={4} onClick={() => void take(node)}>
                    列入建设节点
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function dayText(day: string | null): string {
  return day === null ? '' : shownDay(day);
}
