/** 收回填报表: many files at once, looked at, then taken as one change. Nothing is written before 收下. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { periodLabel } from '#shared/calendar/period.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { returnedFiles } from '../../components/files.ts';
import { FilesDrop } from '../../components/files-drop.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Steps } from '../../components/steps.tsx';
import { useOffice } from '../../office-context.ts';
import './collections.css';
import { acceptInput, type Preview, proposedTicks, type Ticks } from './receive-draft.ts';
import { ReceivedForms } from './received-forms.tsx';
import { TakenForms } from './taken-forms.tsx';

const steps = ['选择文件', '核对', '完成'];
type Taken = OutputOf<'collections.accept'>;

export function ReceiveFormsPage(): ReactNode {
  const { period: open } = useOffice();
  const [search] = useSearchParams();
  const period = search.get('period') ?? open.closesOn;
  const reading = useJob('collections.preview');
  const taking = useJob('collections.accept');
  const [files, setFiles] = useState<readonly FileHandle[]>([]);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [ticks, setTicks] = useState<Ticks>({ rows: new Set(), cells: new Set() });
  const [taken, setTaken] = useState<Taken | null>(null);

  async function read(chosen: readonly FileHandle[]): Promise<void> {
    taking.reset();
    setFiles(chosen);
    const shown = await reading.run({ period, files: [...chosen] });
    setPreview(shown);
    setTicks(proposedTicks(shown));
  }

  async function take(): Promise<void> {
    if (preview !== null) setTaken(await taking.run(acceptInput(preview, ticks)));
  }

  function startAgain(): void {
    setPreview(null);
    setTaken(null);
    setFiles([]);
    reading.reset();
    taking.reset();
  }

  const step = taken !== null ? 2 : preview !== null ? 1 : 0;
  const back = `/collections?period=${period}`;
  return (
    <>
      <PageHead
        title={`收回填报表 · ${periodLabel(period)}`}
        about={preview === null ? '先看后收，确认之前什么都不写入' : `读入 ${preview.files.length} 个文件`}
        actions={
          <>
            {step === 1 && (
              <Button variant="default" onClick={startAgain}>
                不收，换一批文件
              </Button>
            )}
            <Button component={Link} href={back} variant="default">
              回到单位填报
            </Button>
          </>
        }
      />
      <Steps label="收回填报表的步骤" steps={steps} current={step} {...(step === 1 ? { onGo: startAgain } : {})} />
      {preview === null && (
        <div className="collections-choose">
          <ErrorNotice problem={reading.problem} onClose={reading.reset} />
          <FilesDrop
            accept={returnedFiles}
            title="把各单位交回来的填报表放到一起，整个文件夹拖到这里"
            isBusy={reading.isRunning}
            onFiles={(chosen) => void read(chosen).catch(shownElsewhere)}
          >
            一次可以放几十个文件。改了文件名、排过序、存成 .xls、贴到别的表里的都能认；上周自己的 WPS
            进展表也可以，按项目名称对应。
          </FilesDrop>
        </div>
      )}
      {preview !== null && taken === null && (
        <ReceivedForms
          preview={preview}
          ticks={ticks}
          onTicks={setTicks}
          problem={taking.problem}
          isTaking={taking.isRunning}
          onTake={() => void take().catch(shownElsewhere)}
          onReadAgain={() => void read(files).catch(shownElsewhere)}
        />
      )}
      {taken !== null && preview !== null && (
        <TakenForms taken={taken} preview={preview} period={period} onAnother={startAgain} />
      )}
      <JobDialog job={reading} title="正在读取填报表" />
      <JobDialog job={taking} title="正在写入" />
    </>
  );
}
