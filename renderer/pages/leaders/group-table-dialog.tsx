import { Button, Checkbox, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { ReadGroupRow } from '#shared/contract/groups.ts';
import { groupKindLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { ledgerFiles } from '../../components/files.ts';
import { orNull } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

/** Groups read from a table: shown first, written only when accepted. */
export function GroupTableDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const read = useJob('groups.readTable');
  const take = useCommand('groups.takeTable');
  const undo = useUndo(['groups.takeTable']);
  const [found, setFound] = useState<readonly ReadGroupRow[] | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [document, setDocument] = useState('');
  const chosen = (found ?? []).filter((group) => !left.has(group.name));

  async function readFile(file: FileHandle): Promise<void> {
    setFound((await read.run({ file })).groups);
  }

  async function accept(): Promise<void> {
    const made = await take.run({
      document: orNull(document),
      groups: chosen.map(
        ({ name: groupName, kind, districtName, officeUnitName, officeDirectorName, projects, members }) => ({
          name: groupName,
          kind,
          districtName,
          officeUnitName,
          officeDirectorName,
          members: members.map(({ name, ...member }) => ({ personName: name, ...member })),
          projectIds: projects.map((project) => project.id),
        }),
      ),
    });
    onClose();
    sayDone(`已读入 ${made.groups} 个小组、${made.members} 人次`, () => undo(made.changeId));
  }

  function toggle(name: string): void {
    const next = new Set(left);
    if (!next.delete(name)) next.add(name);
    setLeft(next);
  }

  return (
    <Modal opened onClose={onClose} title="从名单读入小组" size={1000} centered>
      <Stack gap="sm">
        {found === null ? (
          <FileDrop
            accept={ledgerFiles}
            title="选择小组名单（Excel 或 csv）"
            isBusy={read.isRunning}
            onFile={(file) => void readFile(file).catch(shownElsewhere)}
          >
            认得两种表：一行一人（小组名称、角色、姓名、职务），或一行一组（组别、组长、成员、联系区县、分管负责人）。
          </FileDrop>
        ) : (
          <>
            <Table withTableBorder layout="fixed">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={36} />
                  <Table.Th>小组</Table.Th>
                  <Table.Th w={120}>类别</Table.Th>
                  <Table.Th w={90}>组长</Table.Th>
                  <Table.Th w={60} ta="right">
                    人数
                  </Table.Th>
                  <Table.Th w="34%">说明</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {found.map((group) => (
                  <Table.Tr key={group.name}>
                    <Table.Td>
                      <Checkbox
                        size="xs"
                        aria-label={`读入${group.name}`}
                        checked={!left.has(group.name)}
                        onChange={() => toggle(group.name)}
                      />
                    </Table.Td>
                    <Table.Td>{group.name}</Table.Td>
                    <Table.Td>{groupKindLabels[group.kind]}</Table.Td>
                    <Table.Td>{group.members.find((member) => member.role === 'leader')?.name}</Table.Td>
                    <Table.Td ta="right">{group.members.length}</Table.Td>
                    <Table.Td>{wordsOf(group)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <TextInput
              label="成立文件（可不填）"
              placeholder="文号"
              maxLength={100}
              value={document}
              onChange={(event) => setDocument(event.currentTarget.value)}
            />
          </>
        )}
        <ErrorNotice problem={read.problem} onClose={read.reset} />
        <ErrorNotice problem={take.problem} onClose={take.reset} />
        {found !== null && (
          <Group justify="flex-end">
            <Text size="sm" c="var(--quiet)">
              还没有写入
            </Text>
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button
              disabled={chosen.length === 0}
              loading={take.isRunning}
              onClick={() => void accept().catch(shownElsewhere)}
            >
              读入 {chosen.length} 个小组
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

function wordsOf(group: ReadGroupRow): string {
  return [
    ...(group.existingId === null ? [] : ['已有同名小组，按名单更新']),
    ...(group.officeUnitName === null ? [] : [`办公室设在${group.officeUnitName}`]),
    ...(group.officeDirectorName === null ? [] : [`办公室主任${group.officeDirectorName}`]),
    ...(group.districtName === null ? [] : [`联系${group.districtName}`]),
    ...group.projects.map((project) => `项目：${project.name}`),
    ...group.doubts,
  ].join('；');
}
