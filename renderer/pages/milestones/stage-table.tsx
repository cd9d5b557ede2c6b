import { Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import { projectStageLabels } from '#shared/text/labels.ts';
import { call } from '../../client.ts';
import { RowDay, RowText } from '../../components/row-fields.tsx';
import type { Nodes } from './milestones-tab.tsx';

interface StageTableProps {
  readonly projectId: string;
  readonly facts: Nodes;
  readonly units: readonly string[];
  readonly persons: readonly string[];
}

type Stage = Nodes['stages'][number];

/** 各个环节的责任单位和责任人. */
export function StageTable({ projectId, facts, units, persons }: StageTableProps): ReactNode {
  const isReadOnly = !facts.mayEdit;
  if (facts.stages.length === 0) return null;
  const save = ({ stage }: Stage, changes: InputOf<'milestones.saveStage'>['changes']) =>
    call('milestones.saveStage', { projectId, stage, changes });
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        阶段责任{' '}
        <Text span size="xs" c="var(--quiet)" fw={400}>
          各阶段明确责任单位和责任人（{facts.stagesSource}）
        </Text>
      </Title>
      <Table className="milestones-table" withTableBorder withColumnBorders layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>阶段</Table.Th>
            <Table.Th w={180}>责任单位</Table.Th>
            <Table.Th w={110}>责任人</Table.Th>
            <Table.Th w={130}>计划开始</Table.Th>
            <Table.Th w={130}>计划完成</Table.Th>
            <Table.Th w={130}>实际完成</Table.Th>
            <Table.Th>说明</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {facts.stages.map((stage) => {
            const label = projectStageLabels[stage.stage];
            return (
              <Table.Tr key={stage.stage}>
                <Table.Td>{label}</Table.Td>
                <Table.Td>
                  <RowText
                    label={`${label}责任单位`}
                    value={stage.unitName}
                    isReadOnly={isReadOnly}
                    suggestions={units}
                    onSave={(unitName) => save(stage, { unitName })}
                  />
                </Table.Td>
                <Table.Td>
                  <RowText
                    label={`${label}责任人`}
                    value={stage.personName}
                    isReadOnly={isReadOnly}
                    suggestions={persons}
                    onSave={(personName) => save(stage, { personName })}
                  />
                </Table.Td>
                {(['plannedFrom', 'plannedUntil', 'finishedOn'] as const).map((field) => (
                  <Table.Td key={field}>
                    <RowDay
                      label={`${label}${dayLabels[field]}`}
                      precision="day"
                      value={stage[field]}
                      isReadOnly={isReadOnly}
                      onSave={(day) => save(stage, { [field]: day })}
                    />
                  </Table.Td>
                ))}
                <Table.Td>
                  <RowText
                    label={`${label}说明`}
                    value={stage.note}
                    isReadOnly={isReadOnly}
                    onSave={(note) => save(stage, { note })}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

const dayLabels = { plannedFrom: '计划开始', plannedUntil: '计划完成', finishedOn: '实际完成' } as const;
