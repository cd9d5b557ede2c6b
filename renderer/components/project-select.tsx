import { Select, type SelectProps } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useQueryOf } from '../client.ts';

type ProjectSelectProps = Omit<SelectProps, 'data' | 'filter' | 'searchable' | 'limit'>;

/** A project found by its name, in characters, pinyin or initials. */
export function ProjectSelect(props: ProjectSelectProps): ReactNode {
  const projects = useQueryOf('projects.list', {});
  const rows = projects.data?.rows;
  const wordsOf = useMemo(
    () => new Map((rows ?? []).map((row) => [row.id, `${row.name} ${row.pinyin} ${row.initials}`.toLowerCase()])),
    [rows],
  );
  return (
    <Select
      placeholder="输入名称、拼音或首字母"
      nothingFoundMessage="没有这个项目"
      {...props}
      searchable
      limit={50}
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase();
        return options.filter((option) => 'value' in option && (wordsOf.get(option.value) ?? '').includes(wanted));
      }}
      data={(rows ?? []).map((row) => ({ value: row.id, label: row.name }))}
    />
  );
}
