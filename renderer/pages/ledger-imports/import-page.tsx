/** 导入台账: three steps that show their thinking. Nothing is written before 确认导入. */
import type { ReactNode } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { ledgerFiles } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Steps } from '../../components/steps.tsx';
import { CheckStep } from './check-step.tsx';
import { DoneStep } from './done-step.tsx';
import { emptyDraft, useDraft } from './import-draft.ts';
import './imports.css';
import { PastImports } from './past-imports.tsx';
import { usePreview } from './use-preview.ts';

const steps = ['选择文件', '核对', '完成'];

export function ImportPage(): ReactNode {
  const holder = useDraft();
  const { draft, change } = holder;
  const preview = usePreview(holder);
  const { start } = preview;

  function read(file: FileHandle): void {
    change({ ...emptyDraft, file });
    start();
  }

  if (draft.committed !== null) {
    return (
      <>
        <PageHead title="导入台账" about={draft.file?.name} />
        <Steps label="导入台账的步骤" steps={steps} current={2} />
        <DoneStep committed={draft.committed} fileName={draft.file?.name ?? ''} onAnother={() => change(emptyDraft)} />
        <PastImports />
      </>
    );
  }
  if (draft.preview !== null) {
    return (
      <CheckStep
        holder={holder}
        preview={draft.preview}
        run={preview}
        steps={<Steps label="导入台账的步骤" steps={steps} current={1} onGo={() => change(emptyDraft)} />}
        onAnotherFile={() => change(emptyDraft)}
      />
    );
  }
  return (
    <>
      <PageHead title="导入台账" about="读进来先给您看，确认之前不写入任何内容" />
      <Steps label="导入台账的步骤" steps={steps} current={0} />
      <ErrorNotice problem={preview.problem} onClose={preview.forgetProblem} />
      <div className="imports-choose">
        <FileDrop accept={ledgerFiles} title="选择现有的项目台账或年度计划表" onFile={read} isBusy={preview.isRunning}>
          Excel、WPS 表格（.xlsx、.xls）和 .csv
          都可以，也可以把文件直接拖到这里。几张工作表、几行表头、合并单元格、合计行都不用事先整理。
        </FileDrop>
      </div>
      <JobDialog job={preview} title={`正在读取“${draft.file?.name ?? ''}”`} />
      <PastImports />
    </>
  );
}
