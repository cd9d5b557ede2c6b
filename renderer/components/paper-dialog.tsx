import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { IconFileTypePdf, IconPrinter, IconTableExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import { type CallOptions, type CallProblem, problemOf } from '../client.ts';
import { door } from '../door.ts';
import { ErrorNotice } from './error-notice.tsx';
import { printFile, saveFile } from './files.ts';
import './paper-dialog.css';
import { PdfPreview } from './pdf-preview/pdf-preview.tsx';

type Made = { readonly file: FileHandle };

interface PaperDialogProps {
  readonly title: string;
  readonly about: string;
  /** What the paper depends on: another key lays it out anew. */
  readonly paperKey: readonly unknown[];
  readonly make: (options: CallOptions) => Promise<Made>;
  /** Given: the same table as a workbook too. */
  readonly makeWorkbook?: () => Promise<Made>;
  readonly onClose: () => void;
}

/**
 * A paper to look at, print or keep: what is printed is what is shown.
 *
 *   <PaperDialog title="手续办理台账" about={name} paperKey={['permits.sheet', input]}
 *     make={(options) => runJob('permits.sheet', { ...input, format: 'pdf' }, options)}
 *     makeWorkbook={() => runJob('permits.sheet', { ...input, format: 'xlsx' })} onClose={close} />
 */
export function PaperDialog({ title, about, paperKey, make, makeWorkbook, onClose }: PaperDialogProps): ReactNode {
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const paper = useQuery<FileHandle, CallProblem>({
    queryKey: ['paper', ...paperKey],
    queryFn: async ({ signal }) => (await make({ signal })).file,
    // Made once for this look: a change elsewhere must not lay it out again.
    staleTime: 'static',
    gcTime: 0,
  });
  const file = paper.data;

  async function saveWorkbook(): Promise<void> {
    setProblem(null);
    try {
      const made = await makeWorkbook?.();
      if (made !== undefined) await saveFile(made.file);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  const workbookButton = makeWorkbook !== undefined && (
    <Button
      variant="default"
      leftSection={<IconTableExport size={16} aria-hidden />}
      onClick={() => void saveWorkbook()}
    >
      导出 Excel
    </Button>
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={about === '' ? title : `${title}：${about}`}
      size={1100}
      centered
      yOffset={20}
    >
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      <ErrorNotice problem={paper.error} onRetry={() => void paper.refetch()} />
      {paper.error !== null && <Group mt="sm">{workbookButton}</Group>}
      {paper.error === null && (
        <div className="paper-dialog">
          {file === undefined ? (
            <Group gap="xs" justify="center" pt={80} role="status">
              <Loader size="sm" aria-hidden />
              <Text size="sm">正在排版</Text>
            </Group>
          ) : (
            <PdfPreview
              source={door().fileAddress(file)}
              actions={
                <>
                  {workbookButton}
                  <Button
                    variant="default"
                    leftSection={<IconFileTypePdf size={16} aria-hidden />}
                    onClick={() => void saveFile(file)}
                  >
                    导出 PDF
                  </Button>
                  <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => void printFile(file)}>
                    打印
                  </Button>
                </>
              }
            />
          )}
        </div>
      )}
    </Modal>
  );
}
