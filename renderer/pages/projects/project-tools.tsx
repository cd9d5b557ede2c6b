/** What is done with many projects at once: bulk edit, the way to Excel and back, removal. */

import { Button, Group, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconFileSpreadsheet, IconListDetails, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { ProjectChanges, ProjectRow } from '#shared/contract/projects.ts';
import { projectFaults } from '#shared/rules/project-figures.ts';
import { sentenceOf, shownElsewhere, useCommand, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { BulkEditDialog } from '../../components/ledger-grid/bulk-edit-dialog.tsx';
import { changesByRow } from '../../components/ledger-grid/changes-by-row.ts';
import type { CellChange, CellValue, LedgerColumn, ShownRows } from '../../components/ledger-grid/ledger-grid.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { TickedToList } from '../lists/ticked-to-list.tsx';

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
      <ExcelMenu {...props} />
      {!isCentre && ticked.size > 0 && <TickedToList ticked={ticked} onUndo={props.onUndo} />}
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

function ExcelMenu({ shown, ticked, rows, isCentre }: ProjectToolsProps): ReactNode {
  const job = useJob('views.export');

  async function exportRows(chosen: readonly ProjectRow[]): Promise<void> {
    const { file, leftOut } = await job.run({
      grid: 'projects',
      name: shown.name ?? (shown.rows.length === rows.length ? '全部项目' : '筛选的项目'),
      columns: shown.columns.map(({ id, about, title, isReadOnly }) => ({
        id,
        title: about !== undefined && about.length <= 8 ? about : title,
        isReadOnly: isReadOnly === true || isCentre,
      })),
      ids: chosen.map((row) => row.id),
    });
    if (leftOut.length > 0)
      notifications.show({ message: `栏目${leftOut.map((title) => `“${title}”`).join('、')}不能导出，其余已导出` });
    await saveFile(file);
  }

  const start = (chosen: readonly ProjectRow[]) => void exportRows(chosen).catch(sayProblem);
  const chosen = rows.filter((row) => ticked.has(row.id));
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            Excel
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={shown.rows.length === 0} onClick={() => start(shown.rows)}>
            导出这个视图（{shown.rows.length} 行）
          </Menu.Item>
          {chosen.length > 0 && <Menu.Item onClick={() => start(chosen)}>只导出勾选的 {chosen.length} 行</Menu.Item>}
          {!isCentre && (
            <Menu.Item component={Link} href="/round-trip">
              取回改好的表格…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <JobDialog job={job} title="正在导出" />
    </>
  );
}

function sayProblem(error: unknown): void {
  notifications.show({ title: '没有导出', message: sentenceOf(error), color: 'orange' });
}

interface BulkEditProps extends Pick<ProjectToolsProps, 'shown' | 'rows' | 'ticked' | 'onUndo'> {
  readonly onClose: () => void;
}

function BulkEdit({ shown, rows, ticked, onUndo, onClose }: BulkEditProps): ReactNode {
  const save = useCommand('projects.saveMany');

  async function apply(changes: readonly CellChange[], column: LedgerColumn<ProjectRow>): Promise<void> {
    const made = await save.run({ items: changesByRow<ProjectChanges>(changes) });
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
