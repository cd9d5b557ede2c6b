import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';

type Overview = OutputOf<'pools.overview'>;

interface ChooseProjectProps {
  readonly projects: Overview['projects'];
  readonly exited: Overview['exited'];
  readonly onChoose: (projectId: string) => void;
  readonly onClose: () => void;
}

export function ChooseProject({ projects, exited, onChoose, onClose }: ChooseProjectProps): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null);
  const option = (each: { readonly projectId: string; readonly name: string }) => ({
    value: each.projectId,
    label: each.name,
  });
  return (
    <Modal opened onClose={onClose} title="办理哪个项目" centered>
      <Stack gap="sm">
        <Select
          data-autofocus
          label="项目"
          placeholder="输入名称查找"
          searchable
          limit={50}
          value={chosen}
          onChange={setChosen}
          nothingFoundMessage="没有这个项目，请先在项目库里新增"
          data={[
            { group: '在册', items: projects.map(option) },
            { group: '已退出', items: exited.map(option) },
          ]}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button disabled={chosen === null} onClick={() => chosen !== null && onChoose(chosen)}>
            下一步
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
