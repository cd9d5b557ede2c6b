/** `#/centre-tables/<id>`, or `new`: a table of the centre, its headings, and below how it will stand. */
import {
  Anchor,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { CentreTableView } from '#shared/contract/centre-tables.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { projectLevels, projectPools } from '#shared/domain/project.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { poolChoices } from '../../components/choices.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import './centre-tables.css';
import { ColumnList } from './column-list.tsx';
import { draftOf, emptyDraft, type TableDraft, valuesOf } from './table-draft.ts';
import { TablePreview } from './table-preview.tsx';

type Tables = OutputOf<'centreTables.list'>;

export function TableEditorPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const list = useQueryOf('centreTables.list', {});
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const table = list.data.rows.find((each) => each.id === id) ?? null;
  if (table === null && id !== 'new')
    return <EmptyState title="没有这张表">它可能已被撤销。请回到“下达报表”重新选一张。</EmptyState>;
  return <TableEditor key={id} table={table} tables={list.data} />;
}

interface TableEditorProps {
  readonly table: CentreTableView | null;
  readonly tables: Tables;
}

function TableEditor({ table, tables }: TableEditorProps): ReactNode {
  const [, go] = useLocation();
  const save = useCommand('centreTables.save');
  const undo = useUndo(['centreTables.save']);
  const [draft, setDraft] = useState<TableDraft>(table === null ? emptyDraft : draftOf(table));
  const values = valuesOf(draft);
  const isReady = values.name !== '' && values.columns.length > 0;

  async function submit(): Promise<void> {
    const made = await save.run({ ...(table === null ? {} : { id: table.id }), values });
    sayDone(`已保存“${values.name}”，生成下达文件后区县才能看到`, () => undo(made.changeId));
    go(`/centre-tables?table=${made.id}`);
  }

  return (
    <>
      <PageHead
        title={table === null ? '新建下达报表' : `修改：${table.name}`}
        about={
          <Anchor component={Link} href="/centre-tables" size="sm" underline="always">
            回到下达报表
          </Anchor>
        }
        actions={
          <Button disabled={!isReady} loading={save.isRunning} onClick={() => void submit().catch(shownElsewhere)}>
            保存
          </Button>
        }
      />
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      <div className="centre-table-editor">
        <div className="centre-table-fields">
          <TableFields draft={draft} tables={tables} onChange={setDraft} />
          <ColumnList
            columns={draft.columns}
            tables={tables.rows.filter((each) => each.id !== table?.id)}
            onChange={(columns) => setDraft({ ...draft, columns })}
          />
        </div>
        <section className="centre-table-paper" aria-label="预览">
          <TablePreview values={values} />
        </section>
      </div>
    </>
  );
}

interface TableFieldsProps {
  readonly draft: TableDraft;
  readonly tables: Tables;
  readonly onChange: (draft: TableDraft) => void;
}

function TableFields({ draft, tables, onChange }: TableFieldsProps): ReactNode {
  const lists = useQueryOf('lists.list', {});
  const offices = useQueryOf('packages.down', {});
  const offered = [...new Set([...(lists.data?.offered ?? []).map((each) => each.name), ...draft.lists])];
  const set = (changes: Partial<TableDraft>) => onChange({ ...draft, ...changes });
  return (
    <Stack gap={8}>
      <TextInput
        size="xs"
        label="表名"
        placeholder="2026年省市重点项目情况统计表"
        maxLength={100}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Group grow gap="xs" align="flex-start">
        <TextInput
          size="xs"
          label="依据文件"
          placeholder="云发改〔2026〕3号"
          maxLength={100}
          value={draft.source}
          onChange={(event) => set({ source: event.currentTarget.value })}
        />
        <Select
          size="xs"
          label="报送时限"
          placeholder="不限"
          clearable
          value={draft.deadlineId}
          data={tables.deadlines.map(({ id, name, shown }) => ({ value: id, label: `${name}（${shown}）` }))}
          onChange={(deadlineId) => set({ deadlineId })}
        />
      </Group>
      <Checkbox.Group
        size="xs"
        label="列哪些项目"
        description="级别、名单、省市领导联系合在一起；都不选就是全部项目"
        value={[...draft.levels]}
        onChange={(chosen) => set({ levels: projectLevels.filter((level) => chosen.includes(level)) })}
      >
        <Group mt={4} gap="sm">
          {projectLevels.map((level) => (
            <Checkbox key={level} size="xs" value={level} label={projectLevelLabels[level]} />
          ))}
          <Checkbox
            size="xs"
            label="省市领导联系"
            checked={draft.isLeaderProjects}
            onChange={(event) => set({ isLeaderProjects: event.currentTarget.checked })}
          />
        </Group>
      </Checkbox.Group>
      <Group grow gap="xs" align="flex-start">
        <MultiSelect
          size="xs"
          label="名单"
          placeholder={draft.lists.length === 0 ? '不按名单' : ''}
          data={offered}
          value={[...draft.lists]}
          onChange={(chosen) => set({ lists: chosen })}
          clearable
        />
        <MultiSelect
          size="xs"
          label="只列这些库"
          placeholder={draft.pools.length === 0 ? '不限' : ''}
          data={poolChoices.map((choice) => ({ ...choice }))}
          value={[...draft.pools]}
          onChange={(chosen) => set({ pools: projectPools.filter((pool) => chosen.includes(pool)) })}
          clearable
        />
      </Group>
      <MultiSelect
        size="xs"
        label="适用区县"
        placeholder={draft.toOfficeIds.length === 0 ? '不选就是全部区县' : ''}
        data={(offices.data?.rows ?? []).map((office) => ({ value: office.officeId, label: office.shortName }))}
        value={[...draft.toOfficeIds]}
        onChange={(toOfficeIds) => set({ toOfficeIds })}
        clearable
        searchable
      />
      <Group gap="sm">
        <SegmentedControl
          size="xs"
          aria-label="金额单位"
          value={draft.moneyUnit}
          data={[
            { value: 'wan', label: '万元' },
            { value: 'yi', label: '亿元' },
          ]}
          onChange={(value) => set({ moneyUnit: value === 'yi' ? 'yi' : 'wan' })}
        />
        <SegmentedControl
          size="xs"
          aria-label="纸张"
          value={draft.pageSize}
          data={['A4', 'A3'].map((value) => ({ value, label: `${value} 横向` }))}
          onChange={(value) => set({ pageSize: value === 'A3' ? 'A3' : 'A4' })}
        />
        <Checkbox
          size="xs"
          label="表下合计"
          checked={draft.hasTotal}
          onChange={(event) => set({ hasTotal: event.currentTarget.checked })}
        />
      </Group>
      <Textarea
        size="xs"
        label="表注（印在表下，可以不写）"
        autosize
        minRows={1}
        maxRows={4}
        maxLength={1000}
        value={draft.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </Stack>
  );
}
