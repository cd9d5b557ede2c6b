/** Above the sheet: views, the search box that also takes conditions, the filters in words, columns, the page's tools. */
import { Button, Checkbox, CloseButton, Pill, Popover, ScrollArea, Stack, TextInput } from '@mantine/core';
import { IconColumns3, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type CellFilter, filterInWords } from './cell-filter.ts';
import { looksLikeCondition, readFilters } from './filter-words.ts';
import type { GridView } from './grid-view.ts';
import { GridViewMenu } from './grid-views.tsx';
import type { GridRow, LedgerColumn } from './ledger-column.ts';

interface GridBarProps<Row extends GridRow> {
  readonly label: string;
  readonly view: GridView<Row>;
  readonly searchHint: string | undefined;
  readonly hasViews: boolean;
  readonly onFilter: (columnId: string, filter: CellFilter | null) => void;
  /** The keyboard goes on to the sheet. */
  readonly onLeave: () => void;
  readonly tools: ReactNode;
}

export function GridBar<Row extends GridRow>(props: GridBarProps<Row>): ReactNode {
  const { label, view, onFilter } = props;
  const { state, change, allColumns } = view;
  return (
    <div className="lg-bar">
      {props.hasViews && <GridViewMenu view={view} label={label} />}
      <SearchBox {...props} />
      {state.filters.map((one) => {
        const column = allColumns.find((candidate) => candidate.id === one.id);
        if (column === undefined) return null;
        return (
          <Pill
            key={one.id}
            withRemoveButton
            onRemove={() => onFilter(one.id, null)}
            removeButtonProps={{ 'aria-label': `取消筛选 ${column.title}`, 'aria-hidden': false, tabIndex: 0 }}
          >
            {filterInWords(column, one.value as CellFilter)}
          </Pill>
        );
      })}
      {state.filters.length > 1 && (
        <button type="button" className="lg-link" onClick={() => change({ filters: [] })}>
          全部取消
        </button>
      )}
      <span className="lg-space" />
      {props.hasViews && <ColumnChoice view={view} />}
      {props.tools}
    </div>
  );
}

function SearchBox<Row extends GridRow>({ label, view, searchHint, hasViews, onLeave }: GridBarProps<Row>): ReactNode {
  const { state, change, allColumns } = view;
  /** A condition being written does not search. */
  const [written, setWritten] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const shown = written ?? state.search;

  function type(text: string): void {
    setProblem(null);
    if (hasViews && looksLikeCondition(text)) {
      setWritten(text);
      if (state.search !== '') change({ search: '' });
      return;
    }
    setWritten(null);
    change({ search: text });
  }

  function apply(text: string): void {
    const read = readFilters(allColumns, text);
    if (!read.ok) {
      setProblem(read.reason);
      return;
    }
    const ids = new Set(read.filters.map((filter) => filter.id));
    setWritten(null);
    change({ search: '', filters: [...state.filters.filter((one) => !ids.has(one.id)), ...read.filters] });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && shown !== '') {
      event.stopPropagation();
      type('');
    } else if (event.key === 'Enter' && written !== null) {
      event.preventDefault();
      apply(written);
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      onLeave();
    }
  }

  return (
    <div className="lg-search-box" data-writing={written !== null || undefined}>
      <TextInput
        className="lg-search"
        size="sm"
        type="search"
        aria-label={`在${label}中查找`}
        placeholder={searchHint ?? (hasViews ? '查找，或写条件：级别=市重点' : '查找：名称、拼音或首字母')}
        title={hasViews ? '名称、拼音、首字母；或写条件后按 Enter：级别=市重点 且 总投资≥1亿' : undefined}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={shown}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${label}-condition`}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        rightSection={shown === '' ? null : <CloseButton size="sm" aria-label="清除查找" onClick={() => type('')} />}
      />
      {(problem !== null || written !== null) && (
        <div id={`${label}-condition`} className="lg-condition" role={problem === null ? 'note' : 'alert'}>
          {problem ?? '按 Enter 按条件筛选；几个条件之间写“且”，几个值之间用顿号'}
        </div>
      )}
    </div>
  );
}

function ColumnChoice<Row extends GridRow>({ view }: { readonly view: GridView<Row> }): ReactNode {
  const { allColumns, state, change } = view;
  const offered = allColumns.filter((column) => column.isAlwaysShown !== true);
  const hidden = offered.filter((column) => state.hidden.includes(column.id));
  return (
    <Popover position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="sm" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {hidden.length === 0 ? '栏目' : `栏目（隐藏 ${hidden.length}）`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <Stack gap="xs">
          <ScrollArea.Autosize mah={360} type="auto">
            <Checkbox.Group
              aria-label="显示的栏目"
              value={offered.filter((column) => !state.hidden.includes(column.id)).map((column) => column.id)}
              onChange={(shown) =>
                change({ hidden: offered.filter((column) => !shown.includes(column.id)).map((column) => column.id) })
              }
            >
              <Stack gap={6}>
                {offered.map((column) => (
                  <Checkbox key={column.id} value={column.id} label={longTitle(column)} size="xs" />
                ))}
              </Stack>
            </Checkbox.Group>
          </ScrollArea.Autosize>
          {hidden.length > 0 && (
            <Button variant="subtle" size="compact-xs" onClick={() => change({ hidden: [] })}>
              全部显示
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The full name where the head has a short one, not the sentence that explains it. */
function longTitle<Row extends GridRow>({ about, title }: LedgerColumn<Row>): string {
  return about !== undefined && about.length <= longestTitle ? about : title;
}

const longestTitle = 8;
