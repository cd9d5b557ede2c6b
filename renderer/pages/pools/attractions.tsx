import { Anchor, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlotAttractionView } from '#shared/contract/pools.ts';
import { call, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { RowChoice, RowDay, RowText } from '../../components/row-fields.tsx';

interface AttractionsListProps {
  readonly attractions: readonly PlotAttractionView[];
  readonly source: string;
}

/** 再次招商: which unit is at it, how far it is, and which project took the plot. Saved cell by cell. */
export function AttractionsList({ attractions, source }: AttractionsListProps): ReactNode {
  const units = useQueryOf('units.list', {});
  if (attractions.length === 0)
    return (
      <EmptyState title="没有要再次招商的地块">
        项目因终止合作等情形退库时，系统同步在这里启动该地块的再次招商（{source}），直到新项目入库办结。
      </EmptyState>
    );
  const unitChoices = (units.data?.rows ?? []).map((unit) => ({ value: unit.id, label: unit.name }));
  const save = (id: string, changes: Parameters<typeof call<'plotAttractions.save'>>[1]['changes']) =>
    call('plotAttractions.save', { id, changes });
  return (
    <div style={{ flex: 1, minHeight: 200, overflow: 'auto' }}>
      <Table withTableBorder layout="fixed" verticalSpacing={6} className="pools-steps">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>地块</Table.Th>
            <Table.Th w={200}>原项目</Table.Th>
            <Table.Th w={104}>启动日期</Table.Th>
            <Table.Th w={180}>招商责任单位</Table.Th>
            <Table.Th>进展</Table.Th>
            <Table.Th w={180}>新项目</Table.Th>
            <Table.Th w={150}>办结日期</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attractions.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>{each.plot}</Table.Td>
              <Table.Td>
                <Anchor href={`#/projects/${each.projectId}?tab=pools`}>{each.projectName}</Anchor>
              </Table.Td>
              <Table.Td>{each.openedOn}</Table.Td>
              <Table.Td>
                <RowChoice
                  label={`${each.plot}的招商责任单位`}
                  value={each.unitId}
                  isReadOnly={false}
                  choices={unitChoices}
                  emptyLabel="未定"
                  onSave={(unitId) => save(each.id, { unitId })}
                />
              </Table.Td>
              <Table.Td>
                <RowText
                  label={`${each.plot}的进展`}
                  value={each.note}
                  isReadOnly={false}
                  onSave={(note) => save(each.id, { note })}
                />
              </Table.Td>
              <Table.Td>
                {each.newProjectId === null ? (
                  <Text size="sm" c="var(--quiet)">
                    新项目入库时选此地块
                  </Text>
                ) : (
                  <Anchor href={`#/projects/${each.newProjectId}`}>{each.newProjectName}</Anchor>
                )}
              </Table.Td>
              <Table.Td>
                <RowDay
                  label={`${each.plot}的办结日期`}
                  value={each.closedOn}
                  isReadOnly={false}
                  precision="day"
                  onSave={(closedOn) => save(each.id, { closedOn })}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
