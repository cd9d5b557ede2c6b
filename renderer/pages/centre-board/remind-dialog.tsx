import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Board, BoardRow } from '#shared/contract/reporting-items.ts';
import { lackingIn, reminderMessage, reminderText } from '#shared/report/reporting-reminder.ts';
import { runJob, shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';

interface RemindDialogProps {
  readonly board: Board;
  readonly onClose: () => void;
}

/** 催报 of a whole period: words for each group to be copied or printed, and one click for the districts' packages. */
export function RemindDialog({ board, onClose }: RemindDialogProps): ReactNode {
  const { office } = useOffice();
  const ask = useCommand('centreBoard.ask');
  const undo = useUndo(['centreBoard.ask']);
  const [isPrinting, setPrinting] = useState(false);
  const groups = board.rows.filter((row) => lackingIn(row, board).length > 0);
  const districts = board.rows.filter(isPackageLacking);
  const unasked = districts.filter((row) => row.asked.length === 0);
  const sender = office.signatureLine ?? office.fullName;

  async function copy(rows: readonly BoardRow[]): Promise<void> {
    await navigator.clipboard.writeText(rows.map((row) => reminderMessage(row, board, sender)).join('\n\n'));
    notifications.show({
      message: rows.length === 1 ? `已复制给${rows[0]?.groupName}的文字` : `已复制${rows.length}个组的催报文字`,
    });
  }

  async function askAll(): Promise<void> {
    const officeIds = unasked.flatMap((row) => (row.officeId === null ? [] : [row.officeId]));
    const { changeId, asked } = await ask.run({ officeIds, period: board.period, act: 'remind' });
    sayDone(`已催${asked}个区县，生成下达文件后区县才能看到`, () => undo(changeId));
  }

  return (
    <Modal opened onClose={onClose} title={`催报：${board.label}`} size={860} centered>
      <Stack gap="md">
        <section aria-label="工作组">
          <Group justify="space-between" mb={4}>
            <Text fw={600}>
              工作组没有报齐的 {groups.length} 个
              <Text span size="sm" c="var(--quiet)">
                （依据 {board.source}）
              </Text>
            </Text>
            {groups.length > 0 && (
              <Group gap="xs">
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconCopy size={15} aria-hidden />}
                  onClick={() => void copy(groups).catch(shownElsewhere)}
                >
                  全部复制
                </Button>
                <Button size="xs" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => setPrinting(true)}>
                  打印催报通知
                </Button>
              </Group>
            )}
          </Group>
          <div style={{ maxHeight: '44vh', overflow: 'auto' }}>
            {groups.length === 0 && <Text size="sm">各工作组都已报齐，不用催。</Text>}
            {groups.map((row) => (
              <Group key={row.groupId} className="board-reminder" wrap="nowrap" align="flex-start" gap="sm">
                <Text size="sm" style={{ flex: 1, minWidth: 0 }}>
                  <b>{row.groupName}</b>
                  {row.leaderName !== null && `（${[row.leaderName, row.leaderPhone].filter(Boolean).join(' ')}）`}
                  {`：${reminderText(row, board)}`}
                </Text>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`复制给${row.groupName}`}
                  onClick={() => void copy([row]).catch(shownElsewhere)}
                >
                  复制
                </Button>
              </Group>
            ))}
          </div>
        </section>
        <section aria-label="区县报送包">
          <Group justify="space-between" mb={4}>
            <Text fw={600}>报送包没有收到的区县 {districts.length} 个</Text>
            {unasked.length > 0 && (
              <Button size="xs" loading={ask.isRunning} onClick={() => void askAll().catch(shownElsewhere)}>
                随下达文件催报
              </Button>
            )}
          </Group>
          <ErrorNotice problem={ask.problem} onClose={ask.reset} />
          <Text size="sm">
            {districts.length === 0
              ? '登记的区县都已收到。'
              : `${districts.map((row) => `${row.districtName}${row.asked.length > 0 ? '（已催）' : ''}`).join('、')}。`}
          </Text>
        </section>
      </Stack>
      {isPrinting && (
        <PaperDialog
          title={`催报通知：${board.label}`}
          about={`${groups.length}个工作组`}
          paperKey={['centreBoard.reminderPaper', board.period]}
          make={(options) => runJob('centreBoard.reminderPaper', { period: board.period }, options)}
          onClose={() => setPrinting(false)}
        />
      )}
    </Modal>
  );
}

function isPackageLacking({ officeId, districtPackage: { state } }: BoardRow): boolean {
  return officeId !== null && state !== 'received' && state !== 'late' && state !== 'notEnrolled';
}
