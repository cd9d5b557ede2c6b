import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { useIsCentre, useOffice } from '../../office-context.ts';
import { FilesTaken, SaveReceipts, type TakenFile } from './files-taken.tsx';
import { ImportReport } from './import-report.tsx';
import type { PackagePreview } from './package-view.ts';
import { periodText } from './package-words.ts';

interface ReceivedStepProps {
  readonly preview: PackagePreview;
  readonly taken: OutputOf<'packages.import'>;
  /** All that were taken in one after another, this one last. */
  readonly files: readonly TakenFile[];
  readonly onAnother: () => void;
}

/** Taken in. A report is answered with a receipt file; a receipt ends here. */
export function ReceivedStep({ preview, taken, files, onAnother }: ReceivedStepProps): ReactNode {
  const isCentre = useIsCentre();
  const [isReport, setReport] = useState(false);
  const receipt = taken.file;
  const numbers = preview.acknowledges.map(({ seq }) => seq).join('、');
  return (
    <section className="exchange-card exchange-narrow">
      <Stack gap="sm">
        <Group gap="xs">
          <IconCircleCheck size={26} color="#1f3a68" aria-hidden />
          <Title order={2} role="status">
            {preview.kind === 'receipt' ? '对方已收' : '已接收'}
          </Title>
        </Group>
        {preview.kind === 'receipt' ? (
          <Text>
            {numbers === ''
              ? '回执已读入，内容以前已经确认过，没有变化。'
              : `${preview.office.fullName}确认收到本单位第 ${numbers} 号报送包，来往记录里已改为“对方已收”。`}
          </Text>
        ) : preview.kind === 'echo' ? (
          <Text>
            {`缺少的内容已经补回 ${taken.applied.toLocaleString('zh-CN')} 处，这里新写的都保留。请到“报送接收”重新生成文件，连同这份回执交给${preview.office.fullName}。`}
          </Text>
        ) : preview.kind === 'desk' ? (
          <DeskTaken applied={taken.applied} />
        ) : (
          <Text>
            {preview.office.fullName}
            {preview.period === null ? '' : periodText(preview.period)}的内容已写入{' '}
            {files.reduce((sum, file) => sum + file.taken.applied, 0).toLocaleString('zh-CN')} 处。
          </Text>
        )}
        <FilesTaken files={files} />
        {receipt !== null && (
          <>
            <Text>
              请把<b>回执</b>存回对方的U盘（或作为政务内网附件发回），对方读入以后才知道您已收到。
            </Text>
            <Text size="sm" c="var(--quiet)">
              {receipt.name}
            </Text>
          </>
        )}
        <Group gap="sm">
          <SaveReceipts files={files} />
          {preview.kind !== 'receipt' && (
            <Button size="md" variant="default" onClick={() => setReport(true)}>
              接收报告
            </Button>
          )}
          {isCentre && (
            <Button size="md" variant="default" component={Link} href="/projects">
              去项目库
            </Button>
          )}
          <Button size="md" variant="default" onClick={onAnother}>
            再接收一个文件
          </Button>
          <Button size="md" variant="subtle" component={Link} href="/exchange">
            回到报送接收
          </Button>
        </Group>
      </Stack>
      {isReport && (
        <ImportReport
          packageId={taken.packageId}
          about={`${preview.office.fullName}第 ${preview.seq} 号`}
          onClose={() => setReport(false)}
        />
      )}
    </section>
  );
}

/** From another computer of this office: no receipt, the next file back says it; and what is to be decided. */
function DeskTaken({ applied }: { readonly applied: number }): ReactNode {
  const { conflicts } = useOffice();
  return (
    <Text>
      另一台电脑的改动已写入 {applied.toLocaleString('zh-CN')} 处。请在这台也
      <Anchor component={Link} href="/desks" mx={4} underline="always">
        生成一份同步文件
      </Anchor>
      带回去，两台才一样。
      {conflicts > 0 && (
        <>
          有 {conflicts} 处两台改得不一致，
          <Anchor component={Link} href="/conflicts" underline="always">
            去选定
          </Anchor>
          。
        </>
      )}
    </Text>
  );
}
