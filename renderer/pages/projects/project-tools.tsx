/** What is done with many projects at once: bulk edit, the way to Excel and back, removal. */
import { Button, Group } from '@mantine/core';
import { IconListDetails, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ProjectRow } from '#shared/contract/projects.ts';
import { projectFaults } from '#shared/rules/project-figures.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { BulkEditDialog } from '../../components/ledger-grid/bulk-edit-dialog.tsx';
import type { CellChange, CellValue, LedgerColumn, ShownRows } from '../../components/ledger-grid/ledger-grid.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { changesByProject } from './project-columns.tsx';

interface ProjectToolsProps {
  readonly shown: ShownRows<ProjectRow>;
  /** All rows: what is ticked stays ticked under another filter. */
  readonly rows: readonly ProjectRow[];
  readonly ticked: ReadonlySet<string>;
  readonly isCentre: boolean;
  readonly isRemoving: boolean;
  readonly onRemove: () => void;
  readonly onUndo: (changeId: string | null) => void;
}

export function ProjectTools(props: ProjectToolsProps): ReactNode {
  const { shown, ticked, isCentre } = props;
  const [isEditing, setEditing] = useState(false);
  return (
    <Group gap="xs" wrap="nowrap">
      {!isCentre && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconListDetails size={16} aria-hidden />}
          disabled={shown.rows.length === 0}
          onClick={() => setEditing(true)}
        >
          批量修改
        </Button>
      )}
      {ticked.size > 0 && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconTrash size={16} aria-hidden />}
          loading={props.isRemoving}
          onClick={props.onRemove}
        >
          删除所选 {ticked.size} 个
        </Button>
      )}
      {isEditing && (
        <BulkEdit
          shown={shown}
          rows={props.rows}
          ticked={ticked}
          onUndo={props.onUndo}
          onClose={() => setEditing(false)}
        />
      )}
    </Group>
  );
}

interface BulkEditProps extends Pick<ProjectToolsProps, 'shown' | 'rows' | 'ticked' | 'onUndo'> {
  readonly onClose: () => void;
}

function BulkEdit({ shown, rows, ticked, onUndo, onClose }: BulkEditProps): ReactNode {
  const save = useCommand('projects.saveMany');

  async function apply(changes: readonly CellChange[], column: LedgerColumn<ProjectRow>): Promise<void> {
    const made = await save.run({ items: [...changesByProject(changes)] });
    sayDone(`已修改 ${changes.length} 个项目的“${column.title}”`, () => onUndo(made.changeId));
    onClose();
  }

  return (
    <BulkEditDialog<ProjectRow>
      noun="个项目"
      shown={shown.rows}
      ticked={rows.filter((row) => ticked.has(row.id))}
      columns={shown.columns}
      nameOf={(row) => row.name}
      whyNot={whyNot}
      onApply={(changes, column) => apply(changes, column).catch(shownElsewhere)}
      isSaving={save.isRunning}
      problem={<ErrorNotice problem={save.problem} onClose={save.reset} />}
      onClose={onClose}
    />
  );
}

/** Typing in a cell is never stopped; what is written by the hundred has to be right. */
function whyNot(row: ProjectRow, column: LedgerColumn<ProjectRow>, value: CellValue): string | null {
  const faults = projectFaults({ ...row, [column.id]: value });
  return (faults as Readonly<Record<string, string>>)[column.id] ?? null;
}
