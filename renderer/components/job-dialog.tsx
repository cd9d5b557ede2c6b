import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Progress as WorkProgress } from '#shared/contract/index.ts';
import { sizeText } from '#shared/text/size.ts';
import { useIsAsking } from '../client.ts';

/** “312.4 MB / 600 MB”, “1,024 / 5,000”. */
function amountText({ done, total, isBytes = false }: WorkProgress): string {
  const text = isBytes ? sizeText : (count: number) => count.toLocaleString('zh-CN');
  return `${text(done)} / ${text(total ?? 0)}`;
}

interface JobDialogProps {
  /** The answer of `useJob`. */
  readonly job: { readonly isRunning: boolean; readonly progress: WorkProgress | null; readonly cancel: () => void };
  readonly title: string;
  /** Of work in parts: what is finished stays where it is stopped now. */
  readonly onKeep?: () => Promise<unknown>;
}

/** Shorter work shows no dialog at all. */
const showAfter = 300;

/** Real numbers for work longer than a moment, and a way to stop it. */
export function JobDialog({ job, title, onKeep }: JobDialogProps): ReactNode {
  const [isLong, setLong] = useState(false);
  const [isStopping, setStopping] = useState(false);
  const isAsking = useIsAsking();
  useEffect(() => {
    if (!job.isRunning) {
      setLong(false);
      setStopping(false);
      return;
    }
    const timer = setTimeout(() => setLong(true), showAfter);
    return () => clearTimeout(timer);
  }, [job.isRunning]);

  const { progress } = job;
  const finishedParts = progress?.finishedParts ?? 0;
  const fraction = progress?.total ? Math.min(1, progress.done / progress.total) : null;
  return (
    <Modal
      opened={job.isRunning && isLong && !isAsking}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={title}
      centered
    >
      <Stack gap="sm">
        <Progress
          value={fraction === null ? 100 : fraction * 100}
          striped={fraction === null}
          animated={fraction === null}
          aria-label={title}
        />
        <Text size="sm" role="status">
          {progress?.text ?? '正在准备'}
          {progress !== null && progress.total !== null && progress.total > 0 ? `　${amountText(progress)}` : ''}
        </Text>
        <Group justify="flex-end">
          {onKeep !== undefined && finishedParts > 0 && (
            <Button
              disabled={isStopping}
              title="下次从停下的地方接着做；做好的各份可以先交"
              onClick={() => {
                setStopping(true);
                void onKeep().then(job.cancel, () => setStopping(false));
              }}
            >
              停下，留着做好的 {finishedParts} 份
            </Button>
          )}
          <Button
            variant="default"
            disabled={isStopping}
            onClick={() => {
              setStopping(true);
              job.cancel();
            }}
          >
            {isStopping ? '正在停止' : onKeep !== undefined && finishedParts > 0 ? '停止，都不要了' : '停止'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
