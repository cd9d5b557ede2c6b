import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useQueryOf } from '../../client.ts';
import { AddToList } from './add-to-list.tsx';

interface TickedToListProps {
  readonly ticked: ReadonlySet<string>;
  readonly onUndo: (changeId: string | null) => void;
}

/** In 项目库: the projects that are ticked, onto a list. */
export function TickedToList({ ticked, onUndo }: TickedToListProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const lists = useQueryOf('lists.list', {}, { isEnabled: isOpen });
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconListCheck size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        列入名单
      </Button>
      {isOpen && lists.data !== undefined && (
        <AddToList
          lists={lists.data}
          projectIds={[...ticked]}
          onAdded={() => undefined}
          undo={(changeId) => onUndo(changeId ?? null)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
