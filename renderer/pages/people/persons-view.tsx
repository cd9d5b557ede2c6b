import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { PersonRow } from '#shared/contract/people.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { AlikeList } from './alike-list.tsx';
import { PersonDetails } from './person-details.tsx';
import { PersonDialog } from './person-dialogs.tsx';

const columns: readonly RowListColumn<PersonRow>[] = [
  {
    id: 'name',
    title: '姓名',
    width: 'minmax(120px, 1fr)',
    render: (row) => (
      <>
        <b>{row.name}</b>
        {row.otherSpellings.length > 0 && (
          <Text span size="xs" c="var(--quiet)" ml={6}>
            又写作：{row.otherSpellings.join('、')}
          </Text>
        )}
      </>
    ),
  },
  { id: 'unit', title: '单位', width: 'minmax(140px, 1.4fr)', render: (row) => row.unitName },
  { id: 'post', title: '职务', width: 'minmax(140px, 1.4fr)', render: (row) => row.post },
  { id: 'rank', title: '职级', width: '100px', render: (row) => row.rank },
  { id: 'phone', title: '电话', width: '130px', render: (row) => row.phone },
  { id: 'projects', title: '项目', width: '56px', isRight: true, render: (row) => row.projects || '' },
  { id: 'groups', title: '小组', width: '56px', isRight: true, render: (row) => row.groups || '' },
];

export function PersonsView(): ReactNode {
  const list = useQueryOf('persons.list', {});
  const [asked] = useSearchParams();
  const [search, setSearch] = useState(asked.get('search') ?? '');
  const [isAdding, setAdding] = useState(false);
  const all = list.data?.rows;
  const rows = useMemo(() => (all ?? []).filter((row) => isFound(row, search)), [all, search]);
  if (all === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      新增人员
    </Button>
  );
  const dialog = isAdding && <PersonDialog person={null} onClose={() => setAdding(false)} />;
  if (all.length === 0)
    return (
      <>
        <EmptyState title="还没有人员" actions={add}>
          导入台账或在项目里填写分包领导、管家、联系人时，人员会自动记在这里；再补上单位、职务、职级和电话，项目卡和通讯录就齐了。
        </EmptyState>
        {dialog}
      </>
    );
  return (
    <>
      <AlikeList />
      <Group mb={8} gap="xs">
        <TextInput
          w={260}
          aria-label="查找人员"
          placeholder="查找：姓名、拼音、单位、职务、电话"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Text size="sm" c="var(--quiet)" role="status" style={{ flex: 1 }}>
          {rows.length} 人
        </Text>
        {add}
      </Group>
      <RowList<PersonRow>
        label="人员"
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        renderDetails={(row) => <PersonDetails person={row} />}
        emptyText="没有找到，可以换姓名里的其他字。"
      />
      {dialog}
    </>
  );
}

function isFound(row: PersonRow, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const words = [row.name, row.pinyin, row.initials, row.unitName, row.post, row.phone, ...row.otherSpellings];
  return wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted));
}
