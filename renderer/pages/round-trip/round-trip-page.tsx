/** 取回表格: a view edited in WPS or Excel comes back; every difference is seen, and only then written. */
import { Anchor, Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { viewFiles } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Steps } from '../../components/steps.tsx';
import { useUndo } from '../../use-undo.ts';
import { CheckStep } from './check-step.tsx';
import { acceptInput, type Decisions, firstDecisions, type ReturnedPreview } from './decisions.ts';
import './round-trip.css';

const steps = ['选择文件', '核对', '完成'];

export function RoundTripPage(): ReactNode {
  const read = useJob('views.preview');
  const accept = useJob('views.accept');
  const undo = useUndo(['views.accept']);
  const [file, setFile] = useState<FileHandle | null>(null);
  const [preview, setPreview] = useState<ReturnedPreview | null>(null);
  const [decisions, setDecisions] = useState<Decisions | null>(null);
  const [accepted, setAccepted] = useState<OutputOf<'views.accept'> | null>(null);

  async function readFile(chosen: FileHandle): Promise<void> {
    setFile(chosen);
    setAccepted(null);
    accept.reset();
    const found = await read.run({ file: chosen });
    setPreview(found);
    setDecisions(firstDecisions(found));
  }

  async function write(): Promise<void> {
    if (preview === null || decisions === null) return;
    setAccepted(await accept.run(acceptInput(preview, decisions)));
  }

  function again(): void {
    setPreview(null);
    setDecisions(null);
    setAccepted(null);
    accept.reset();
  }

  const current = accepted !== null ? 2 : preview !== null ? 1 : 0;
  return (
    <>
      <Anchor component={Link} href="/projects" size="sm" mb={4}>
        ← 项目库
      </Anchor>
      <PageHead title="取回表格" about={file === null ? '读进来先给您看，确认之前不写入任何内容' : file.name} />
      <Steps label="取回表格的步骤" steps={steps} current={current} {...(accepted === null ? { onGo: again } : {})} />
      <ErrorNotice problem={read.problem} onClose={read.reset} />
      <ErrorNotice problem={accept.problem} onClose={accept.reset} />
      {current === 0 && (
        <FileDrop
          accept={viewFiles}
          title="选择从项目库导出、在 WPS 或 Excel 里改好的表格"
          onFile={(chosen) => void readFile(chosen).catch(shownElsewhere)}
          isBusy={read.isRunning}
        >
          在项目库里点“Excel → 导出这个视图”得到表格，改好后在这里取回。也可以把文件直接拖到这里。
        </FileDrop>
      )}
      {current === 1 && preview !== null && decisions !== null && (
        <CheckStep
          preview={preview}
          decisions={decisions}
          onDecisions={setDecisions}
          isWriting={accept.isRunning}
          isOutdated={accept.problem?.code === 'PREVIEW_OUTDATED'}
          onWrite={() => void write().catch(shownElsewhere)}
          onReadAgain={() => {
            if (file !== null) void readFile(file).catch(shownElsewhere);
          }}
          onAnother={again}
        />
      )}
      {accepted !== null && <DoneStep accepted={accepted} onUndo={() => undo(accepted.changeId)} onAnother={again} />}
      <JobDialog job={read} title={`正在读取“${file?.name ?? ''}”`} />
      <JobDialog job={accept} title="正在写入" />
    </>
  );
}

interface DoneStepProps {
  readonly accepted: OutputOf<'views.accept'>;
  readonly onUndo: () => void;
  readonly onAnother: () => void;
}

function DoneStep({ accepted, onUndo, onAnother }: DoneStepProps): ReactNode {
  const parts = [
    `修改 ${accepted.changed} 个项目`,
    ...(accepted.added > 0 ? [`新增 ${accepted.added} 个`] : []),
    ...(accepted.removed > 0 ? [`删除 ${accepted.removed} 个`] : []),
  ];
  return (
    <div className="round-trip-done">
      <Text fw={600} role="status">
        已取回：{parts.join('，')}
      </Text>
      <Group gap="sm" mt="sm">
        <Button component={Link} href="/projects">
          去项目库
        </Button>
        {accepted.changeId !== null && (
          <Button variant="default" onClick={onUndo}>
            撤销这次取回
          </Button>
        )}
        <Button variant="subtle" onClick={onAnother}>
          再取回一个表格
        </Button>
      </Group>
    </div>
  );
}
