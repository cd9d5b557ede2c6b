import { Button, Checkbox, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { MeetingRow } from '#shared/contract/meetings.ts';
import { type CallProblem, call, problemOf, runJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { PaperDialog } from '../../components/paper-dialog.tsx';

interface MinutesBarProps {
  readonly row: MeetingRow;
  readonly supervisor: string | null;
  readonly source: string;
}

/** 纪要文稿: looked at and printed, as a Word file, as text; with or without the red head. */
export function MinutesBar({ row, supervisor, source }: MinutesBarProps): ReactNode {
  const [isShown, setShown] = useState(false);
  const [hasRedHead, setRedHead] = useState(true);
  const [problem, setProblem] = useState<CallProblem | null>(null);

  async function guarded(work: () => Promise<unknown>): Promise<void> {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  async function saveWord(): Promise<void> {
    await saveFile((await runJob('meetings.minutes', { id: row.id, format: 'docx', hasRedHead })).file);
  }
  async function copyText(): Promise<void> {
    const { text } = await call('meetings.minutesText', { id: row.id });
    await navigator.clipboard.writeText(text);
    notifications.show({ message: '纪要文字已复制' });
  }

  return (
    <section className="meetings-section" aria-label="纪要文稿">
      <Group justify="space-between">
        <Text size="sm">
          <b>纪要文稿</b>　议定事项 {row.decisions} 项
          {row.drafts > 0 && <span className="meetings-open">，待明确责任人或时限 {row.drafts} 项</span>}
          {supervisor !== null && `　由${supervisor}督办（依据 ${source}）`}
        </Text>
        <Group gap="xs">
          <Checkbox
            label="不印红头（用已印好红头的纸）"
            checked={!hasRedHead}
            onChange={(event) => setRedHead(!event.currentTarget.checked)}
          />
          <Button size="xs" variant="light" onClick={() => setShown(true)}>
            预览打印
          </Button>
          <Button size="xs" variant="default" onClick={() => void guarded(saveWord)}>
            导出 Word
          </Button>
          <Button size="xs" variant="default" onClick={() => void guarded(copyText)}>
            复制文字
          </Button>
        </Group>
      </Group>
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      {isShown && (
        <PaperDialog
          title="会议纪要"
          about={row.title}
          paperKey={['meetings.minutes', row.id, hasRedHead]}
          make={(options) => runJob('meetings.minutes', { id: row.id, format: 'pdf', hasRedHead }, options)}
          onClose={() => setShown(false)}
        />
      )}
    </section>
  );
}
