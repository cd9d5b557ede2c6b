import { ActionIcon, Button, Group, MultiSelect, Table, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { ScheduleNodeRow } from '#shared/contract/milestones.ts';
import { call, shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowDay, RowNumber, RowText } from '../../components/row-fields.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import type { Nodes } from './milestones-tab.tsx';

interface NodeTableProps {
  readonly projectId: string;
  readonly facts: Nodes;
  readonly units: readonly string[];
  readonly persons: readonly string[];
}

/** Every cell saves itself; a node of the pack is never removed, only emptied. */
export function NodeTable({ projectId, facts, units, persons }: NodeTableProps): ReactNode {
  const remove = useCommand('milestones.remove');
  const undo = useUndo([]);
  const isReadOnly = !facts.mayEdit;
  const hasOwn = !isReadOnly && facts.nodes.some((node) => node.kind === 'own');
  const save = (node: ScheduleNodeRow, changes: InputOf<'milestones.save'>['changes']) =>
    call('milestones.save', { projectId, id: node.id, changes });

  async function removeNode(node: ScheduleNodeRow): Promise<void> {
    const made = await remove.run({ projectId, ids: [node.id] });
    sayDone(`已删除节点“${node.name}”`, () => undo(made.changeId));
  }

  return (
    <>
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <Table className="milestones-table" withTableBorder withColumnBorders layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={150}>节点</Table.Th>
            <Table.Th w={132}>计划时间</Table.Th>
            <Table.Th w={132}>实际时间</Table.Th>
            <Table.Th w={200}>前置节点</Table.Th>
            <Table.Th w={84} title="前置节点都实现以后，还需要几个工作日">
              工作日
            </Table.Th>
            <Table.Th w={150}>责任单位</Table.Th>
            <Table.Th w={100}>责任人</Table.Th>
            <Table.Th>情况</Table.Th>
            {hasOwn && <Table.Th w={42} aria-label="删除" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {facts.nodes.map((node) => (
            <Table.Tr key={node.id}>
              <Table.Td>
                {node.kind === 'own' ? (
                  <RowText
                    label={`节点“${node.name}”的名称`}
                    value={node.name}
                    isReadOnly={isReadOnly}
                    onSave={(name) => save(node, { name: name ?? '' })}
                  />
                ) : (
                  node.name
                )}
              </Table.Td>
              <Table.Td>
                <RowDay
                  label={`${node.name}计划时间`}
                  value={node.plannedOn}
                  isReadOnly={isReadOnly}
                  onSave={(plannedOn) => save(node, { plannedOn })}
                />
              </Table.Td>
              <Table.Td>
                <RowDay
                  label={`${node.name}实际时间`}
                  value={node.actualOn}
                  isReadOnly={isReadOnly}
                  onSave={(actualOn) => save(node, { actualOn })}
                />
              </Table.Td>
              <Table.Td>
                <Before
                  node={node}
                  nodes={facts.nodes}
                  isReadOnly={isReadOnly}
                  onSave={(afterIds) => save(node, { afterIds })}
                />
              </Table.Td>
              <Table.Td>
                <RowNumber
                  label={`${node.name}所需工作日`}
                  value={node.workingDays}
                  isReadOnly={isReadOnly}
                  onSave={(workingDays) => save(node, { workingDays })}
                />
              </Table.Td>
              <Table.Td>
                <RowText
                  label={`${node.name}责任单位`}
                  value={node.unitName}
                  isReadOnly={isReadOnly}
                  suggestions={units}
                  onSave={(unitName) => save(node, { unitName })}
                />
              </Table.Td>
              <Table.Td>
                <RowText
                  label={`${node.name}责任人`}
                  value={node.personName}
                  isReadOnly={isReadOnly}
                  suggestions={persons}
                  onSave={(personName) => save(node, { personName })}
                />
              </Table.Td>
              <Table.Td>
                <Text size="xs" className={node.isLate ? 'late' : ''}>
                  {node.isLate ? '逾期：' : ''}
                  {node.finding}
                </Text>
              </Table.Td>
              {hasOwn && (
                <Table.Td>
                  {node.kind === 'own' && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`删除节点“${node.name}”`}
                      onClick={() => void removeNode(node).catch(shownElsewhere)}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {!isReadOnly && <AddNode projectId={projectId} />}
    </>
  );
}

interface BeforeProps {
  readonly node: ScheduleNodeRow;
  readonly nodes: readonly ScheduleNodeRow[];
  readonly isReadOnly: boolean;
  readonly onSave: (afterIds: string[]) => Promise<unknown>;
}

function Before({ node, nodes, isReadOnly, onSave }: BeforeProps): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const nameOf = (id: string) => nodes.find((each) => each.id === id)?.name ?? '';
  if (isReadOnly) return node.afterIds.map(nameOf).join('、');
  return (
    <MultiSelect
      aria-label={`${node.name}的前置节点`}
      size="xs"
      data={nodes.filter((each) => each.id !== node.id).map((each) => ({ value: each.id, label: each.name }))}
      value={[...node.afterIds]}
      error={problem}
      checkIconPosition="right"
      onChange={(afterIds) => {
        setProblem(null);
        onSave(afterIds).catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
      }}
    />
  );
}

function AddNode({ projectId }: { readonly projectId: string }): ReactNode {
  const save = useCommand('milestones.save');
  const [name, setName] = useState('');
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() === '') return;
    await save.run({ projectId, changes: { name: name.trim() } });
    setName('');
  }
  return (
    <form onSubmit={(event) => void add(event).catch(shownElsewhere)}>
      <Group gap="xs" mt={6}>
        <TextInput
          size="xs"
          w={220}
          aria-label="新节点的名称"
          placeholder="自定节点，例如 主体封顶"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={name.trim() === ''}
          leftSection={<IconPlus size={14} aria-hidden />}
        >
          添加节点
        </Button>
      </Group>
      <ErrorNotice problem={save.problem} onClose={save.reset} />
    </form>
  );
}
