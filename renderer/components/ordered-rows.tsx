/** Rows put in order by dragging, or with ↑ and ↓ on a row's handle; Home and End send it to the ends. */
import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import './ordered-rows.css';

interface OrderedRowsProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What a row is called, read aloud with its place. */
  readonly rowName: (row: Row) => string;
  readonly render: (row: Row, index: number) => ReactNode;
  readonly isReadOnly?: boolean;
  /** The rows in their new order. */
  readonly onOrder: (rows: readonly Row[]) => void;
}

export function OrderedRows<Row>(props: OrderedRowsProps<Row>): ReactNode {
  const { rows, rowKey, rowName, isReadOnly = false } = props;
  const list = useRef<HTMLOListElement | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const [moved, setMoved] = useState<{ readonly key: string; readonly words: string } | null>(null);

  // The handle that was moved keeps the keyboard.
  useEffect(() => {
    if (moved === null) return;
    const handle = list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(moved.key)}"] button`);
    handle?.focus({ preventScroll: true });
    handle?.scrollIntoView({ block: 'nearest' });
  }, [moved]);

  function move(from: number, to: number): void {
    const row = rows[from];
    if (row === undefined || to < 0 || to >= rows.length || to === from) return;
    const next = rows.filter((_, index) => index !== from);
    next.splice(to, 0, row);
    setMoved({ key: rowKey(row), words: `${rowName(row)}，现在第${to + 1}，共${rows.length}` });
    props.onOrder(next);
  }

  function onKey(event: KeyboardEvent, index: number): void {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(index, to);
  }

  function stop(): void {
    setDragged(null);
    setTarget(null);
  }

  return (
    <>
      <ol ref={list} className="ordered-rows" aria-label={props.label}>
        {rows.map((row, index) => (
          <li
            key={rowKey(row)}
            data-key={rowKey(row)}
            data-dragged={dragged === index || undefined}
            data-target={(target === index && dragged !== null && dragged > index) || undefined}
            data-below={(target === index && dragged !== null && dragged < index) || undefined}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setTarget(index);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, index);
              stop();
            }}
          >
            <button
              type="button"
              className="ordered-rows-handle"
              disabled={isReadOnly}
              draggable={!isReadOnly}
              aria-label={`${rowName(row)}，第${index + 1}，共${rows.length}，按上下键移动`}
              title="拖动或按上下键移动"
              onKeyDown={(event) => onKey(event, index)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', rowName(row));
                setDragged(index);
              }}
              onDragEnd={stop}
            >
              {isReadOnly ? '' : '⠿ '}
              {index + 1}
            </button>
            <div className="ordered-rows-body">{props.render(row, index)}</div>
          </li>
        ))}
      </ol>
      <VisuallyHidden role="status">{moved?.words ?? ''}</VisuallyHidden>
    </>
  );
}
