import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import type { CallOptions, CallProblem } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { printFile, saveFile } from '../../components/files.ts';
import { PdfPreview } from '../../components/pdf-preview/pdf-preview.tsx';
import { door } from '../../door.ts';

interface PaperDialogProps {
  readonly title: string;
  readonly about: string;
  readonly paperKey: readonly string[];
  readonly make: (options: CallOptions) => Promise<{ readonly file: FileHandle }>;
  readonly onClose: () => void;
}

/** A sheet of paper to look at, print or keep: what is printed is what is shown. */
export function PaperDialog({ title, about, paperKey, make, onClose }: PaperDialogProps): ReactNode {
  const paper = useQuery<FileHandle, CallProblem>({
    queryKey: [...paperKey],
    queryFn: async ({ signal }) => (await make({ signal })).file,
    // Made once for this look: a change elsewhere must not lay it out again.
    staleTime: 'static',
    gcTime: 0,
  });
  const file = paper.data;
  return (
    <Modal opened onClose={onClose} title={`${title}：${about}`} size={960} centered yOffset={20}>
      <ErrorNotice problem={paper.error} onRetry={() => void paper.refetch()} />
      {paper.error === null && (
        <div className="exchange-paper">
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
