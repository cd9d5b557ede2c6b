import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import type { FileHandle } from '#shared/contract/define.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';

/** A file of the quarantine, to be read once more: after an update, or when its sender is known (`?aside=`). */
export function AsideFile({ onFile }: { readonly onFile: (file: FileHandle) => void }): ReactNode {
  const [search] = useSearchParams();
  const id = search.get('aside');
  const list = useQueryOf('quarantine.list', {}, { isEnabled: id !== null });
  const fetching = useCommand('quarantine.file');
  const row = list.data?.rows.find((each) => each.id === id);
  if (id === null || row === undefined) return null;
  return (
    <>
      <Button
        mt="sm"
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={fetching.isRunning}
        onClick={() =>
          void fetching
            .run({ id })
            .then(({ file }) => onFile(file))
            .catch(shownElsewhere)
        }
      >
        再读一次隔离区里的“{row.fileName}”
      </Button>
      <ErrorNotice problem={fetching.problem} />
    </>
  );
}
