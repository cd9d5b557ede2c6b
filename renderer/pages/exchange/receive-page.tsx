/** 接收: read, look, confirm, carry the receipt back. Nothing is written before 确认接收. */
import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { FileHandle } from '#shared/contract/define.ts';
import { refreshSoon, shownElsewhere, useJob } from '../../client.ts';
import { FileDrop } from '../../components/file-drop.tsx';
import { packageFiles } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Steps } from '../../components/steps.tsx';
import { useIsCentre } from '../../office-context.ts';
import { AsideFile } from './aside-file.tsx';
import './exchange.css';
import { goesWithoutAsking, SaveReceipts, type TakenFile } from './files-taken.tsx';
import type { PackagePreview } from './package-view.ts';
import { ReceivedPreview } from './received-preview.tsx';
import { ReceivedStep } from './received-step.tsx';
import { RefusedFile } from './refused-file.tsx';

const steps = ['选择文件', '核对', '完成'];

export function ReceivePage(): ReactNode {
  const isCentre = useIsCentre();
  const queries = useQueryClient();
  const reading = useJob('packages.preview');
  const taking = useJob('packages.import');
  const isWorking = reading.isRunning || taking.isRunning;
  const [file, setFile] = useState<FileHandle | null>(null);
  const [preview, setPreview] = useState<PackagePreview | null>(null);
  /** Dropped together with it and still to come. */
  const [rest, setRest] = useState<readonly FileHandle[]>([]);
  const [taken, setTaken] = useState<readonly TakenFile[]>([]);

  /** One after another: what a person must look at stops here, parts that only bring files of what was confirmed do not. */
  async function read([first, ...others]: readonly FileHandle[], before: readonly TakenFile[] = []): Promise<void> {
    setTaken(before);
    setRest(others);
    setPreview(null);
    taking.reset();
    if (first === undefined) return;
    setFile(first);
    try {
      const shown = await reading.run({ file: first });
      if (goesWithoutAsking(shown, before)) await take(shown, first, others, before);
      else setPreview(shown);
    } finally {
      // A refused file now stands in the quarantine.
      refreshSoon(queries);
    }
  }

  async function take(
    shown: PackagePreview,
    from: FileHandle,
    others: readonly FileHandle[],
    before: readonly TakenFile[],
  ): Promise<void> {
    const done = await taking.run({ token: shown.token });
    await read(others, [...before, { name: from.name, preview: shown, taken: done }]);
  }

  function startAgain(): void {
    setFile(null);
    setPreview(null);
    setRest([]);
    setTaken([]);
    reading.reset();
    taking.reset();
  }

  const last = taken.at(-1);
  const isDone =
    last !== undefined &&
    preview === null &&
    rest.length === 0 &&
    !isWorking &&
    reading.problem === null &&
    taking.problem === null;
  const step = isDone ? 2 : preview !== null ? 1 : 0;
  const count = taken.length + rest.length + 1;
  return (
    <>
      <PageHead
        title="接收"
        about={
          file === null
            ? '先看后收，确认之前什么都不写入'
            : count > 1 && !isDone
              ? `${file.name}（第 ${taken.length + 1} 个，共 ${count} 个）`
              : file.name
        }
        actions={
          <>
            {step === 1 && (
              <Button variant="default" onClick={startAgain}>
                不接收，换一个文件
              </Button>
            )}
            <Button component={Link} href="/exchange" variant="default">
              回到报送接收
            </Button>
          </>
        }
      />
      <Steps label="接收的步骤" steps={steps} current={step} />
      {preview === null && !isDone && (
        <div className="exchange-narrow">
          <FileDrop
            accept={packageFiles}
            title={isCentre ? '选择区县交来的报送包' : '选择对方交来的回执或文件'}
            onFile={(chosen) => void read([chosen]).catch(shownElsewhere)}
            onFiles={(chosen) => void read(chosen).catch(shownElsewhere)}
            isBusy={isWorking}
          >
            在U盘里找 .ldx 或 .zip 文件，也可以直接拖到这里；分成几份的，一起拖进来。
          </FileDrop>
          {file === null && <AsideFile onFile={(aside) => void read([aside]).catch(shownElsewhere)} />}
          <RefusedFile problem={reading.problem ?? taking.problem} fileName={file?.name ?? null} />
          {!isWorking && (rest.length > 0 || taken.length > 0) && (
            <Group gap="sm" mt="sm">
              {rest.length > 0 && (
                <Button onClick={() => void read(rest, taken).catch(shownElsewhere)}>
                  接着接收其余 {rest.length} 个文件
                </Button>
              )}
              {taken.length > 0 && <SaveReceipts files={taken} />}
            </Group>
          )}
          {reading.problem === null && (
            <Text size="sm" c="var(--quiet)" mt="sm">
              {isCentre
                ? '系统先核对文件是否完整、是否真是登记过的区县交来的，再把内容列给您看。'
                : '读入回执后，“来往记录”里相应的报送包会变成“对方已收”。'}
            </Text>
          )}
        </div>
      )}
      {preview !== null && (
        <ReceivedPreview
          preview={preview}
          problem={taking.problem}
          isTaking={taking.isRunning}
          onTake={() => file !== null && void take(preview, file, rest, taken).catch(shownElsewhere)}
          onReadAgain={() => file !== null && void read([file, ...rest], taken).catch(shownElsewhere)}
        />
      )}
      {isDone && <ReceivedStep preview={last.preview} taken={last.taken} files={taken} onAnother={startAgain} />}
      <JobDialog job={reading} title="正在核对文件" />
      <JobDialog job={taking} title="正在写入" />
    </>
  );
}
