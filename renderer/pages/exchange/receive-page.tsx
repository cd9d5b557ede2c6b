/** 接收: read, look, confirm, carry the receipt back. Nothing is written before 确认接收. */
import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { refreshSoon, shownElsewhere, useJob } from '../../client.ts';
import { FileDrop } from '../../components/file-drop.tsx';
import { packageFiles } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Steps } from '../../components/steps.tsx';
import { useIsCentre } from '../../office-context.ts';
import './exchange.css';
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
  const [file, setFile] = useState<FileHandle | null>(null);
  const [preview, setPreview] = useState<PackagePreview | null>(null);
  const [taken, setTaken] = useState<OutputOf<'packages.import'> | null>(null);

  async function read(chosen: FileHandle): Promise<void> {
    setFile(chosen);
    setPreview(null);
    setTaken(null);
    taking.reset();
    try {
      setPreview(await reading.run({ file: chosen }));
    } finally {
      // A refused file now stands in the quarantine.
      refreshSoon(queries);
    }
  }

  function startAgain(): void {
    setFile(null);
    setPreview(null);
    setTaken(null);
    reading.reset();
    taking.reset();
  }

  const step = taken !== null ? 2 : preview !== null ? 1 : 0;
  return (
    <>
      <PageHead
        title="接收"
        about={file === null ? '先看后收，确认之前什么都不写入' : file.name}
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
      {preview === null && (
        <div className="exchange-narrow">
          <FileDrop
            accept={packageFiles}
            title={isCentre ? '选择区县交来的报送包' : '选择对方交来的回执或文件'}
            onFile={(chosen) => void read(chosen).catch(shownElsewhere)}
            isBusy={reading.isRunning}
          >
            在U盘里找 .ldx 或 .zip 文件，也可以直接拖到这里。
          </FileDrop>
          <RefusedFile problem={reading.problem} fileName={file?.name ?? null} />
          {reading.problem === null && (
            <Text size="sm" c="var(--quiet)" mt="sm">
              {isCentre
                ? '系统先核对文件是否完整、是否真是登记过的区县交来的，再把内容列给您看。'
                : '读入回执后，“来往记录”里相应的报送包会变成“对方已收”。'}
            </Text>
          )}
        </div>
      )}
      {preview !== null && taken === null && (
        <ReceivedPreview
          preview={preview}
          problem={taking.problem}
          isTaking={taking.isRunning}
          onTake={() => void taking.run({ token: preview.token }).then(setTaken, shownElsewhere)}
          onReadAgain={() => file !== null && void read(file).catch(shownElsewhere)}
        />
      )}
      {preview !== null && taken !== null && <ReceivedStep preview={preview} taken={taken} onAnother={startAgain} />}
      <JobDialog job={reading} title="正在核对文件" />
      <JobDialog job={taking} title="正在写入" />
    </>
  );
}
