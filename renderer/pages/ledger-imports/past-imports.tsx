import { Button, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { ChangedSince } from './changed-since.tsx';

type Undone = OutputOf<'ledgerImports.undo'>;

/** Earlier imports, each one click from being taken back. */
export function PastImports(): ReactNode {
  const list = useQueryOf('ledgerImports.list', {});
  const undo = useCommand('ledgerImports.undo');
  const [running, setRunning] = useState<string | null>(null);
  const [undone, setUndone] = useState<{ readonly fileName: string; readonly answer: Undone } | null>(null);
  const rows = list.data?.rows ?? [];

  async function takeBack(importId: string, fileName: string): Promise<void> {
    setRunning(importId);
    setUndone(null);
    try {
      setUndone({ fileName, answer: await undo.run({ importId }) });
    } finally {
      setRunning(null);
    }
  }

  return (
    <section className="imports-past">
      <Title order={2} mb={6}>
        以前的导入
      </Title>
      <ErrorNotice problem={undo.problem ?? list.error} onClose={undo.reset} />
      {undone !== null && <ChangedSince fileName={undone.fileName} undone={undone.answer} />}
      {rows.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          {list.data === undefined ? '' : '还没有导入过。每次导入都会列在这里，可以整批撤销。'}
        </Text>
      ) : (
        <div className="imports-past-rows">
          <Table verticalSpacing={5} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={160}>时间</Table.Th>
                <Table.Th>文件</Table.Th>
                <Table.Th w={100}>经办人</Table.Th>
                <Table.Th w={80} ta="right">
                  新增
                </Table.Th>
                <Table.Th w={80} ta="right">
                  变更
                </Table.Th>
                <Table.Th w={150} ta="right">
                  操作
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.importId}>
                  <Table.Td>{instantText(row.at)}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.fileName}</Table.Td>
                  <Table.Td>{row.actor}</Table.Td>
                  <Table.Td ta="right">{row.created.toLocaleString('zh-CN')}</Table.Td>
                  <Table.Td ta="right">{row.changed.toLocaleString('zh-CN')}</Table.Td>
                  <Table.Td ta="right">
                    {row.isUndone ? (
                      <Text size="sm" c="var(--quiet)">
                        已撤销
                      </Text>
                    ) : row.created + row.changed === 0 ? (
                      <Text size="sm" c="var(--quiet)">
                        没有改动
                      </Text>
                    ) : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={running === row.importId}
                        aria-label={`撤销这次导入：${instantText(row.at)}“${row.fileName}”`}
                        onClick={() => void takeBack(row.importId, row.fileName).catch(shownElsewhere)}
                      >
                        撤销这次导入
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
