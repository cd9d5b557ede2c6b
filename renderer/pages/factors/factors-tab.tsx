/** 要素 of a project: what it needs of each factor, from whom, by when. */
import { Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { factorStates } from '#shared/domain/factor-need.ts';
import { factorLabels, factorStateLabels } from '#shared/text/labels.ts';
import { call, useQueryOf } from '../../client.ts';
import { choicesOf } from '../../components/choices.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowChoice, RowDay, RowText } from '../../components/row-fields.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import type { FoundProject } from '../projects/tabs.ts';

type Cell = OutputOf<'factors.ofProject'>['cells'][number];
const stateChoices = choicesOf(factorStateLabels);

export function FactorsTab({ found }: { readonly found: FoundProject }): ReactNode {
  const { id } = found.row;
  const asked = useQueryOf('factors.ofProject', { projectId: id });
  const units = useQueryOf('units.list', {}, { isEnabled: found.mayEdit });
  useUndo(['factors.save']);
  if (asked.data === undefined)
    return asked.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={asked.error} onRetry={() => void asked.refetch()} />
    );
  const { cells, mayEdit, source } = asked.data;
  const unitNames = units.data?.rows.map((unit) => unit.name) ?? [];
  const isReadOnly = !mayEdit;
  const save = ({ factor }: Cell, changes: InputOf<'factors.save'>['changes']) =>
    call('factors.save', { projectId: id, factor, changes });
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        要素需求{' '}
        <Text span size="xs" c="var(--quiet)" fw={400}>
          没有填的是还没有问过；写清需要什么、由哪个单位保障、什么时候要（{source}）
        </Text>
      </Title>
      <Table withTableBorder withColumnBorders layout="fixed" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>要素</Table.Th>
            <Table.Th w={120}>状态</Table.Th>
            <Table.Th>需求内容</Table.Th>
            <Table.Th w={190}>保障单位</Table.Th>
            <Table.Th w={130}>需解决时间</Table.Th>
            <Table.Th w={130}>解决时间</Table.Th>
            <Table.Th w={90}>提示</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cells.map((cell) => {
            const label = factorLabels[cell.factor];
            return (
              <Table.Tr key={cell.factor}>
                <Table.Td>{label}</Table.Td>
                <Table.Td>
                  <RowChoice
                    label={`${label}状态`}
                    value={cell.state}
                    choices={stateChoices}
                    isReadOnly={isReadOnly}
                    onSave={(value) => {
                      const state = factorStates.find((each) => each === value);
                      return state === undefined ? Promise.resolve() : save(cell, { state });
                    }}
                  />
                </Table.Td>
                <Table.Td>
                  <RowText
                    label={`${label}需求内容`}
                    value={cell.description}
                    isReadOnly={isReadOnly}
                    onSave={(description) => save(cell, { description })}
                  />
                </Table.Td>
                <Table.Td>
                  <RowText
                    label={`${label}保障单位`}
                    value={cell.unitName}
                    suggestions={unitNames}
                    isReadOnly={isReadOnly}
                    onSave={(unitName) => save(cell, { unitName })}
                  />
                </Table.Td>
                {(['neededBy', 'metOn'] as const).map((field) => (
                  <Table.Td key={field}>
                    <RowDay
                      label={`${label}${field === 'metOn' ? '解决时间' : '需解决时间'}`}
                      precision="day"
                      value={cell[field]}
                      isReadOnly={isReadOnly}
                      onSave={(day) => save(cell, { [field]: day })}
                    />
                  </Table.Td>
                ))}
                <Table.Td>
                  {cell.isLate && (
                    <Text size="sm" c="var(--late)">
                      逾期
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}
