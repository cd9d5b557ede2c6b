import { IconAlertTriangle, IconCircleDashed, IconClockExclamation, IconEqual } from '@tabler/icons-react';
import { type CSSProperties, memo, type ReactNode } from 'react';
import { isBlank, shownText } from './cell-value.ts';
import type { GridController } from './grid-controller.ts';
import { type CellStates, type GridStore, readRowTouch, rowTouch, useGridState } from './grid-store.ts';
import type { CellMark, GridRow, LedgerColumn, MarkTone } from './ledger-column.ts';

export interface ColumnLook {
  readonly style: CSSProperties;
  readonly className: string;
}

interface GridRowProps<Row extends GridRow> {
  readonly gridId: string;
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly LedgerColumn<Row>[];
  readonly looks: readonly ColumnLook[];
  readonly store: GridStore;
  readonly controller: GridController<Row>;
  readonly headRows: number;
  readonly isTicked: boolean | null;
  readonly measure: ((element: HTMLElement | null) => void) | undefined;
}

const noStates: CellStates = new Map();

/** One row. Renders again only when its record, its part of the selection or its saving marks change. */
export const GridRowView = memo(function GridRowView<Row extends GridRow>(props: GridRowProps<Row>): ReactNode {
  const { gridId, row, index, columns, looks, store, controller, isTicked } = props;
  const touch = readRowTouch(useGridState(store, (state) => rowTouch(state, index)));
  const states = useGridState(store, (state) => state.cells.get(row.id) ?? noStates);
  const lead = isTicked === null ? 1 : 2;
  return (
    <div
      role="row"
      className="lg-row"
      aria-rowindex={index + 1 + props.headRows}
      data-index={index}
      ref={props.measure}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {isTicked !== null && (
        <div role="gridcell" className="lg-cell lg-tick" aria-colindex={1}>
          <input type="checkbox" tabIndex={-1} checked={isTicked} readOnly aria-label={`勾选第 ${index + 1} 行`} />
        </div>
      )}
      <div role="rowheader" className="lg-cell lg-number" aria-colindex={lead}>
        {index + 1}
      </div>
      {columns.map((column, place) => {
        const look = looks[place];
        const state = states.get(column.id);
        const value = controller.valueOf(row, column);
        const isSelected = touch !== null && place >= touch.left && place <= touch.right;
        const mark = column.mark?.(row) ?? null;
        const text = shownText(column, value);
        const isTyped = state !== undefined && !(state.kind === 'saved' && state.row !== row);
        return (
          <div
            key={column.id}
            id={`${gridId}-${index}-${place}`}
            role="gridcell"
            aria-colindex={place + lead + 1}
            aria-selected={isSelected}
            aria-readonly={controller.mayEdit(row, column) ? undefined : true}
            aria-invalid={state?.kind === 'failed' ? true : undefined}
            data-column={place}
            data-field={column.id}
            className={cellClass(look?.className, {
              isSelected,
              isFocus: touch?.focus === place && touch.isActive,
              isWide: column.wraps === true,
              saving: state?.kind,
              tone: mark?.tone,
            })}
            style={look?.style}
            title={titleOf(mark, state?.reason, state?.text, column.kind === 'longText' && !column.wraps ? text : '')}
          >
            {column.render !== undefined && !isTyped ? column.render(row) : text}
            {mark !== null && <MarkSign mark={mark} isBlank={isBlank(value)} />}
          </div>
        );
      })}
    </div>
  );
}) as <Row extends GridRow>(props: GridRowProps<Row>) => ReactNode;

const markIcons: Readonly<Record<MarkTone, typeof IconEqual>> = {
  same: IconEqual,
  look: IconAlertTriangle,
  empty: IconCircleDashed,
  late: IconClockExclamation,
};

function MarkSign({ mark }: { readonly mark: CellMark; readonly isBlank: boolean }): ReactNode {
  const Icon = markIcons[mark.tone];
  return (
    <span className="lg-mark" role="img" aria-label={mark.reason}>
      <Icon size={13} stroke={2.2} aria-hidden />
    </span>
  );
}

interface CellLook {
  readonly isSelected: boolean;
  readonly isFocus: boolean;
  readonly isWide: boolean;
  readonly saving: 'saving' | 'saved' | 'failed' | undefined;
  readonly tone: MarkTone | undefined;
}

function cellClass(base: string | undefined, look: CellLook): string {
  let name = base ?? 'lg-cell';
  if (look.tone !== undefined) name += ` lg-marked lg-tone-${look.tone}`;
  if (look.isWide) name += ' lg-wraps';
  if (look.isSelected) name += ' lg-selected';
  if (look.isFocus) name += ' lg-focus';
  if (look.saving === 'saving') name += ' lg-saving';
  if (look.saving === 'failed') name += ' lg-failed';
  return name;
}

function titleOf(
  mark: CellMark | null,
  reason: string | undefined,
  typed: string | undefined,
  text: string,
): string | undefined {
  const failure =
    reason === undefined ? undefined : `没有保存：${reason}${typed === undefined ? '' : `（填的是“${typed}”）`}`;
  const parts = [failure, mark?.reason, text].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join('\n');
}
