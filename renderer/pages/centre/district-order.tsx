/** 区县次序: the order of the districts in every list and every table of the centre. */
import { ActionIcon, Button, Group, Modal, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';

export function DistrictOrder({ onClose }: { readonly onClose: () => void }): ReactNode {
  const offices = useQueryOf('offices.list', {});
  const save = useCommand('offices.orderDistricts');
  /** null: as it stands. */
  const [moved, setMoved] = useState<readonly string[] | null>(null);
  const districts = (offices.data?.offices ?? []).filter((office) => office.kind === 'district');
  const ids = moved ?? districts.map((office) => office.id);
  const byId = new Map(districts.map((office) => [office.id, office]));

  function move(from: number, to: number): void {
    const next = [...ids];
    const [taken] = next.splice(from, 1);
    if (taken === undefined) return;
    next.splice(to, 0, taken);
    setMoved(next);
  }

  async function keep(officeIds: readonly string[] | null): Promise<void> {
    await save.run(officeIds === null ? {} : { officeIds: [...officeIds] });
    notifications.show({ message: '区县次序已改，各列表和统计表都按这个次序排' });
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title="区县次序" size={520} centered>
      <Text size="sm" c="var(--quiet)" mb={8}>
        项目库、区县总览和附件2、附件3、附件4 都按这个次序排列区县。新登记的区县排在最后。
      </Text>
      <ErrorNotice problem={save.problem ?? offices.error} onClose={save.reset} />
      <div style={{ maxHeight: '56vh', overflow: 'auto' }}>
        <Table className="figures" verticalSpacing={3} withTableBorder>
          <Table.Tbody>
            {ids.map((id, index) => {
              const name = byId.get(id)?.shortName ?? '';
              return (
                <Table.Tr key={id}>
                  <Table.Td w={44}>{index + 1}</Table.Td>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td w={90}>
                    <Group gap={4} wrap="nowrap">
                      <ActionIcon
                        variant="default"
                        aria-label={`${name}上移`}
                        disabled={index === 0}
                        onClick={() => move(index, index - 1)}
                      >
                        <IconArrowUp size={16} aria-hidden />
                      </ActionIcon>
                      <ActionIcon
                        variant="default"
                        aria-label={`${name}下移`}
                        disabled={index === ids.length - 1}
                        onClick={() => move(index, index + 1)}
                      >
                        <IconArrowDown size={16} aria-hidden />
                      </ActionIcon>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      <Group justify="space-between" mt="md">
        <Button
          variant="default"
          disabled={save.isRunning}
          title="按各服务督导工作小组的次序排它们联系的区县"
          onClick={() => void keep(null).catch(shownElsewhere)}
        >
          按工作小组次序
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button
            disabled={moved === null}
            loading={save.isRunning}
            onClick={() => void keep(ids).catch(shownElsewhere)}
          >
            保存次序
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}
