import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core';
import { IconArrowMerge, IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { UnitRow } from '#shared/contract/people.ts';
import { unitKindLabels } from '#shared/text/labels.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { MergeUnitsDialog } from './merge-units-dialog.tsx';
import { UnitDetails } from './unit-details.tsx';
import { UnitDialog } from './unit-dialogs.tsx';

export function UnitsView(): ReactNode {
  const [includesEnded, setIncludesEnded] = useState(false);
  const list = useQueryOf('units.list', { includesEnded }, { keepsLast: true });
  const [asked] = useSearchParams();
  const [search, setSearch] = useState(asked.get('search') ?? '');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isAdding, setAdding] = useState(false);
  const [isMerging, setMerging] = useState(false);
  const all = list.data?.rows;
  const rows = useMemo(() => (all ?? []).filter((row) => isFound(row, search)), [all, search]);
  if (all === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      新增单位
    </Button>
  );
  const chosen = all.filter((row) => ticked.has(row.id) && row.endedOn === null && row.mayEdit);

  function tick(id: string): void {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  }

  const columns: readonly RowListColumn<UnitRow>[] = [
    {
      id: 'tick',
      title: '',
      width: '28px',
      render: (row) =>
        row.mayEdit && row.endedOn === null ? (
          <Checkbox
            size="xs"
            aria-label={`勾选${row.name}`}
            checked={ticked.has(row.id)}
            onChange={() => tick(row.id)}
          />
        ) : null,
    },
    {
      id: 'name',
      title: '单位',
      width: 'minmax(200px, 2fr)',
      render: (row) => (
        <>
          <b>{row.name}</b>
          {row.formerNames.length > 0 && (
            <Text span size="xs" c="var(--quiet)" ml={6}>
              曾用名：{row.formerNames.join('、')}
            </Text>
          )}
          {row.endedOn !== null && (
            <Text span size="xs" c="var(--quiet)" ml={6}>
              {shownDay(row.endedOn)}
              {row.successorName === null ? '撤销' : `并入${row.successorName}`}
            </Text>
          )}
        </>
      ),
    },
    { id: 'kind', title: '类别', width: '80px', render: (row) => (row.kind === null ? '' : unitKindLabels[row.kind]) },
    { id: 'head', title: '主要负责人', width: '100px', render: (row) => row.headName },
    { id: 'contact', title: '联络员', width: '90px', render: (row) => row.contactName },
    { id: 'phone', title: '单位电话', width: '120px', render: (row) => row.phone },
    { id: 'persons', title: '人员', width: '56px', isRight: true, render: (row) => row.persons || '' },
    { id: 'projects', title: '项目', width: '56px', isRight: true, render: (row) => row.projects || '' },
  ];

  if (all.length === 0)
    return (
      <EmptyState title="还没有单位" actions={add}>
        导入台账或在项目里填写责任单位时，单位会自动记在这里；也可以先建好，再补充负责人、联络员和电话。
      </EmptyState>
    );
  return (
    <>
      <Group mb={8} gap="xs">
        <TextInput
          w={260}
          aria-label="查找单位"
          placeholder="查找：名称、曾用名、拼音"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Checkbox
          label="含已撤并的"
          checked={includesEnded}
          onChange={(event) => setIncludesEnded(event.currentTarget.checked)}
        />
        <Text size="sm" c="var(--quiet)" role="status" style={{ flex: 1 }}>
          {rows.length} 个单位
        </Text>
        <Button
          variant="default"
          leftSection={<IconArrowMerge size={16} aria-hidden />}
          disabled={chosen.length === 0}
          onClick={() => setMerging(true)}
        >
          合并单位{chosen.length > 0 ? `（${chosen.length}）` : ''}
        </Button>
        {add}
      </Group>
      <RowList<UnitRow>
        label="单位"
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        isFaint={(row) => row.endedOn !== null}
        renderDetails={(row) => <UnitDetails unit={row} />}
        emptyText="没有找到，可以换名称里的其他字。"
      />
      {isAdding && <UnitDialog unit={null} onClose={() => setAdding(false)} />}
      {isMerging && (
        <MergeUnitsDialog
          units={chosen}
          onClose={(isDone) => {
            setMerging(false);
            if (isDone) setTicked(new Set());
          }}
        />
      )}
    </>
  );
}

function isFound(row: UnitRow, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return (
    wanted === '' ||
    [row.name, row.shortName, row.pinyin, row.initials, row.headName, row.contactName, ...row.formerNames].some(
      (word) => word?.toLowerCase().includes(wanted),
    )
  );
}
