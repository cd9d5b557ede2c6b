import { Button, TextInput } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { ProjectChanges, ProjectRow } from '#shared/contract/projects.ts';
import { call, sentenceOf, shownElsewhere, useCommand, useQueryOf, useRowsOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import type { CellFilter } from '../../components/ledger-grid/cell-filter.ts';
import { changesByRow } from '../../components/ledger-grid/changes-by-row.ts';
import type { Suggestion } from '../../components/ledger-grid/ledger-column.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndoRedo } from '../../use-undo.ts';
import { projectColumns } from './project-columns.tsx';
import { ProjectTools } from './project-tools.tsx';
import { projectViews } from './project-views.ts';

const noRows: readonly ProjectRow[] = [];
const noNames: readonly Suggestion[] = [];

/** As the host lists the projects of one office. */
function inLedgerOrder(left: ProjectRow, right: ProjectRow): number {
  return (left.ledgerOrder ?? -1) - (right.ledgerOrder ?? -1);
}

export function ProjectsPage(): ReactNode {
  const { office, today, features } = useOffice();
  const isCentre = office.kind === 'centre';
  const [, go] = useLocation();
  const list = useRowsOf('projects.list', {}, inLedgerOrder);
  const units = useQueryOf('units.list', {}, { isEnabled: !isCentre });
  const persons = useQueryOf('persons.list', {}, { isEnabled: !isCentre });
  const { undo, redo } = useUndoRedo(['projects.save', 'projects.saveMany', 'projects.remove']);
  const remove = useCommand('projects.remove');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isAdding, setAdding] = useState(false);
  const filters = useAskedFilters();
  const views = useMemo(() => projectViews(today), [today]);

  // How many projects each has changes with every cell; the columns are made anew only when names do.
  const unitNames = useSameNames(units.data?.rows ?? noNames);
  const personNames = useSameNames(persons.data?.rows ?? noNames);
  const columns = useMemo(
    () =>
      projectColumns({
        isCentre,
        ownOffice: office.id,
        keepsPools: features.pools,
        units: unitNames,
        persons: personNames,
      }),
    [isCentre, office.id, features.pools, unitNames, personNames],
  );

  async function removeTicked(): Promise<void> {
    const made = await remove.run({ ids: [...ticked] });
    sayDone(`已删除 ${ticked.size} 个项目，变更记录保留`, () => undo(made.changeId));
    setTicked(new Set());
  }

  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <PageHead
        title="项目库"
        about={`账目年度 ${office.ledgerYear} · 金额单位：万元 · 数据日期 ${today}`}
        actions={
          isCentre ? undefined : (
            <>
              <Button
                component={Link}
                href="/import"
                variant="default"
                leftSection={<IconFileImport size={16} aria-hidden />}
              >
                导入台账
              </Button>
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
                新增项目
              </Button>
            </>
          )
        }
      />
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <LedgerGrid<ProjectRow>
        key={filters.key}
        gridId="projects"
        label="项目库"
        rows={list.data.rows.length === 0 ? noRows : list.data.rows}
        columns={columns}
        onOpen={(row) => go(`/projects/${row.id}`)}
        {...(filters.initial === null ? {} : { initialFilters: filters.initial })}
        {...(isCentre
          ? {}
          : {
              ticked,
              onTicked: setTicked,
              onUndo: () => undo(),
              onRedo: redo,
              onSave: async (id, field, value) => {
                await call('projects.save', { id, changes: { [field]: value } });
              },
              onSaveMany: async (changes) => {
                await call('projects.saveMany', { items: changesByRow<ProjectChanges>(changes) });
                return [];
              },
            })}
        sentenceOf={sentenceOf}
        views={views}
        {...(filters.view === null ? {} : { initialView: filters.view })}
        renderTools={(shown) => (
          <ProjectTools
            shown={shown}
            rows={list.data.rows}
            ticked={ticked}
            isCentre={isCentre}
            isRemoving={remove.isRunning}
            onRemove={() => void removeTicked().catch(shownElsewhere)}
            onUndo={undo}
          />
        )}
        emptyState={isCentre ? <EmptyCentre /> : <EmptyDistrict onAdd={() => setAdding(true)} />}
      />
      {isAdding && <AddProject onClose={() => setAdding(false)} />}
    </>
  );
}

function EmptyDistrict({ onAdd }: { readonly onAdd: () => void }): ReactNode {
  return (
    <EmptyState
      title="还没有项目"
      actions={
        <>
          <Button component={Link} href="/import" leftSection={<IconFileImport size={16} aria-hidden />}>
            导入台账
          </Button>
          <Button variant="default" onClick={onAdd}>
            新增一个项目
          </Button>
        </>
      }
    >
      年初建账：把现有的 Excel
      台账直接导入，表头、合计行和单位由系统辨认，导入前逐行给您看，随时可以撤销。也可以一个一个新增。
    </EmptyState>
  );
}

function EmptyCentre(): ReactNode {
  return (
    <EmptyState
      title="还没有区县报来项目"
      actions={
        <Button component={Link} href="/exchange">
          去接收
        </Button>
      }
    >
      先在“报送接收”里登记各区县，再接收他们用U盘或政务内网附件送来的报送包，项目会自动出现在这里。
    </EmptyState>
  );
}

function AddProject({ onClose }: { readonly onClose: () => void }): ReactNode {
  const save = useCommand('projects.save');
  const [name, setName] = useState('');
  const [, go] = useLocation();
  return (
    <FormDialog
      title="新增项目"
      submitLabel="新增"
      command={save}
      isReady={name.trim() !== ''}
      onSubmit={async () => {
        const made = await save.run({ changes: { name: name.trim() } });
        onClose();
        go(`/projects/${made.id}`);
      }}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="项目名称"
        description="其余内容在项目页里填，随填随存"
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** The same list as long as the names are the same. */
function useSameNames(rows: readonly Suggestion[]): readonly Suggestion[] {
  const kept = useRef(rows);
  const isSame =
    kept.current.length === rows.length && rows.every(({ name }, index) => name === kept.current[index]?.name);
  if (!isSame) kept.current = rows;
  return kept.current;
}

interface AskedFilters {
  readonly key: string;
  /** The id or the name of a view. */
  readonly view: string | null;
  readonly initial: readonly { readonly id: string; readonly value: CellFilter }[] | null;
}

const askedColumns: Readonly<Record<string, string>> = {
  level: 'level',
  pool: 'pool',
  nature: 'nature',
  office: 'office',
  unit: 'responsibleUnitNames',
  person: 'responsibleLeaderNames',
};

/** `#/projects?view=key`, `?pool=construction&level=provincial,municipal&unit=…`: a figure elsewhere opens its rows here. */
function useAskedFilters(): AskedFilters {
  const [search] = useSearchParams();
  const text = search.toString();
  return useMemo(() => {
    const initial: { id: string; value: CellFilter }[] = [];
    const asked = new URLSearchParams(text);
    for (const [name, value] of asked) {
      const id = askedColumns[name];
      if (id !== undefined) initial.push({ id, value: { kind: 'among', values: value.split(',') } });
    }
    return { key: text, view: asked.get('view'), initial: initial.length === 0 ? null : initial };
  }, [text]);
}
