import { Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilter, IconFilterFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CellFilter } from './cell-filter.ts';
import { isFigure } from './cell-value.ts';
import { FilterForm } from './filter-form.tsx';
import type { ColumnLook } from './grid-row.tsx';
import type { GridView } from './grid-view.ts';
import type { GridRow, LedgerColumn } from './ledger-column.ts';

interface GridHeadProps<Row extends GridRow> {
  readonly view: GridView<Row>;
  readonly looks: readonly ColumnLook[];
  /** null: rows cannot be ticked. */
  readonly ticks: { readonly isAll: boolean; readonly isSome: boolean; readonly toggleAll: () => void } | null;
  readonly data: readonly Row[];
  readonly openFilter: string | null;
  readonly onOpenFilter: (columnId: string | null) => void;
  readonly onFilter: (columnId: string, filter: CellFilter | null) => void;
}

export function GridHead<Row extends GridRow>(props: GridHeadProps<Row>): ReactNode {
  const { view, looks, ticks } = props;
  const groups = view.table.getHeaderGroups();
  return (
    <div role="rowgroup" className="lg-head">
      {groups.map((group, depth) => {
        const isLast = depth === groups.length - 1;
        return (
          <div key={group.id} role="row" aria-rowindex={depth + 1} className={isLast ? 'lg-titles' : 'lg-groups'}>
            {ticks !== null && (
              <div role={isLast ? 'columnheader' : 'presentation'} className="lg-title lg-tick">
                {isLast && (
                  <input
                    type="checkbox"
                    aria-label="全部勾选"
                    checked={ticks.isAll}
                    ref={(box) => {
                      if (box !== null) box.indeterminate = ticks.isSome && !ticks.isAll;
                    }}
                    onChange={ticks.toggleAll}
                  />
                )}
              </div>
            )}
            <div role={isLast ? 'columnheader' : 'presentation'} className="lg-title lg-number">
              {isLast ? '序号' : ''}
            </div>
            {group.headers.map((header) => {
              const place = view.columns.findIndex((column) => column.id === header.getLeafHeaders()[0]?.column.id);
              if (!isLast) {
                const isFrozen = view.columns[place]?.isFrozen === true;
                return (
                  <div
                    key={header.id}
                    role={header.isPlaceholder ? 'presentation' : 'columnheader'}
                    aria-colspan={header.isPlaceholder ? undefined : header.colSpan}
                    className={`lg-group ${isFrozen ? 'lg-frozen' : ''} ${header.isPlaceholder ? 'lg-group-empty' : ''}`}
                    style={{ width: header.getSize(), ...(isFrozen ? { left: looks[place]?.style.left } : {}) }}
                  >
                    {!header.isPlaceholder && (
                      <span className="lg-group-name">{String(header.column.columnDef.header)}</span>
                    )}
                  </div>
                );
              }
              const column = view.columns.find((one) => one.id === header.column.id);
              if (column === undefined) return null;
              const at = view.columns.indexOf(column);
              return (
                <ColumnTitle
                  key={header.id}
                  column={column}
                  look={looks[at]}
                  sorted={header.column.getIsSorted()}
                  onSort={(isMulti) => header.column.toggleSorting(undefined, isMulti)}
                  filter={view.state.filters.find((one) => one.id === column.id)?.value as CellFilter | undefined}
                  isOpen={props.openFilter === column.id}
                  onOpen={(isOpen) => props.onOpenFilter(isOpen ? column.id : null)}
                  onFilter={(filter) => props.onFilter(column.id, filter)}
                  data={props.data}
                  startResize={header.getResizeHandler()}
                  resetSize={() => header.column.resetSize()}
                />
              );
            })}
          </div>
        );
      })}
    </div>
  );
}

interface ColumnTitleProps<Row extends GridRow> {
  readonly column: LedgerColumn<Row>;
  readonly look: ColumnLook | undefined;
  readonly sorted: false | 'asc' | 'desc';
  readonly onSort: (isMulti: boolean) => void;
  readonly filter: CellFilter | undefined;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onFilter: (filter: CellFilter | null) => void;
  readonly data: readonly Row[];
  readonly startResize: (event: unknown) => void;
  readonly resetSize: () => void;
}

function ColumnTitle<Row extends GridRow>(props: ColumnTitleProps<Row>): ReactNode {
  const { column, sorted, filter, isOpen } = props;
  const isFigures = isFigure(column);
  const className = ['lg-title', column.isFrozen ? 'lg-frozen' : '', isFigures ? 'lg-title-figures' : ''].join(' ');
  return (
    <div
      role="columnheader"
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
      className={className}
      style={props.look?.style}
      data-field={column.id}
    >
      <button
        type="button"
        className="lg-sort"
        title={`${column.about ?? column.title}（点击排序，按住 Shift 可加第二列）`}
        onClick={(event) => props.onSort(event.shiftKey)}
      >
        <span className="lg-title-text">
          {column.title}
          {column.kind === 'money' && column.group === undefined && <span className="lg-unit">（万元）</span>}
        </span>
        {sorted === 'asc' && <IconArrowUp size={13} aria-hidden />}
        {sorted === 'desc' && <IconArrowDown size={13} aria-hidden />}
      </button>
      <Popover opened={isOpen} onChange={props.onOpen} position="bottom-start" shadow="md" trapFocus withinPortal>
        <Popover.Target>
          <button
            type="button"
            className={filter === undefined ? 'lg-filter' : 'lg-filter lg-filter-on'}
            aria-label={`筛选 ${column.title}`}
            aria-expanded={isOpen}
            onClick={() => props.onOpen(!isOpen)}
          >
            {filter === undefined ? <IconFilter size={13} aria-hidden /> : <IconFilterFilled size={13} aria-hidden />}
          </button>
        </Popover.Target>
        <Popover.Dropdown p="sm">
          {isOpen && (
            <FilterForm
              column={column}
              data={props.data}
              filter={filter ?? null}
              onApply={(next) => {
                props.onFilter(next);
                props.onOpen(false);
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <span
        className="lg-resize"
        aria-hidden
        onMouseDown={props.startResize}
        onTouchStart={props.startResize}
        onDoubleClick={props.resetSize}
      />
    </div>
  );
}
