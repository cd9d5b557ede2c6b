/**
 * One textarea for the whole grid. It always has the keyboard while the grid is active, lying unseen over the focused
 * cell: typing – an input method's first letter included – simply begins in it, and it becomes visible.
 */
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { isFigure } from './cell-value.ts';
import type { GridController } from './grid-controller.ts';
import { wishOfKey } from './grid-keys.ts';
import { type GridStore, useGridState } from './grid-store.ts';
import type { GridRow, LedgerColumn } from './ledger-column.ts';
import { completed, type Offer, offersFor } from './offers.ts';

export interface EditorBox {
  readonly top: number;
  readonly height: number;
  readonly left: number;
  readonly width: number;
  readonly isFrozen: boolean;
  /** In the lower half of the window: the list opens upwards. */
  readonly isLow: boolean;
}

interface CellEditorProps<Row extends GridRow> {
  readonly gridId: string;
  readonly label: string;
  readonly store: GridStore;
  readonly controller: GridController<Row>;
  readonly columns: readonly LedgerColumn<Row>[];
  readonly boxAt: (row: number, column: number) => EditorBox | null;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly onOpenFilter: (columnId: string) => void;
}

export function CellEditor<Row extends GridRow>(props: CellEditorProps<Row>): ReactNode {
  const { store, controller, columns, inputRef } = props;
  const focus = useGridState(store, (state) => state.focus);
  const editing = useGridState(store, (state) => state.editing);
  const isComposing = useRef(false);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(-1);

  const column = focus === null ? undefined : columns[focus.column];
  const box = focus === null ? null : props.boxAt(focus.row, focus.column);
  const isEditing = editing !== null;
  const offers = isEditing && column !== undefined ? offersFor(column, typed) : [];

  // Leaving the editing state by any way leaves an empty sink behind.
  useLayoutEffect(() => {
    if (!isEditing && inputRef.current !== null && !isComposing.current) {
      inputRef.current.value = '';
      setTyped('');
      setChosen(-1);
    }
  }, [isEditing, focus, inputRef]);

  useEffect(() => {
    if (isEditing) fit(inputRef.current);
  }, [isEditing, typed, inputRef]);

  function begin(start: 'replace' | 'append'): void {
    const text = controller.beginEdit(start);
    const input = inputRef.current;
    if (input === null) return;
    if (text === null) {
      input.value = '';
      return;
    }
    if (start === 'append') {
      input.value = text;
      input.setSelectionRange(text.length, text.length);
      setTyped(column?.kind === 'choice' ? '' : text);
    }
  }

  function commit(isLeaving: boolean): boolean {
    const input = inputRef.current;
    if (input === null) return true;
    // The list also stands there when nothing matches what was typed; then nothing of it was meant.
    const isMeant = ({ key, label }: Offer) => key === typed.trim() || label.includes(typed.trim());
    const offer = offers[chosen] ?? (column?.kind === 'choice' && typed !== '' ? offers.find(isMeant) : undefined);
    if (offer !== undefined && !isLeaving && column?.kind === 'choice') input.value = offer.label;
    return controller.commitEdit(input.value, isLeaving);
  }

  function take(offer: Offer): void {
    const input = inputRef.current;
    if (input === null || column === undefined) return;
    input.value = completed(column, input.value, offer);
    setTyped(input.value);
    setChosen(-1);
    if (column.kind === 'choice') controller.commitEdit(input.value, false);
    input.focus({ preventScroll: true });
  }

  function onEditKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const input = event.currentTarget;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      controller.cancelEdit();
    } else if (event.key === 'Enter' && event.altKey) {
      event.preventDefault();
      input.setRangeText('\n', input.selectionStart, input.selectionEnd, 'end');
      fit(input);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && offers.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((chosen + step + offers.length + (chosen < 0 && step < 0 ? 1 : 0)) % offers.length);
    } else if (event.key === 'Enter' && column?.kind !== 'choice' && offers[chosen] !== undefined) {
      event.preventDefault();
      take(offers[chosen]);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      if (!commit(false)) return;
      controller.obey(
        event.key === 'Tab' ? { kind: 'tab', isBack: event.shiftKey } : { kind: 'enter', isBack: event.shiftKey },
      );
    } else if (isLeavingArrow(event, editing?.start, column?.kind)) {
      const wish = wishOfKey(event);
      if (wish === null) return;
      event.preventDefault();
      if (commit(false)) controller.obey(wish);
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // 229: the key belongs to the input method.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (isEditing) {
      onEditKey(event);
      return;
    }
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      if (column !== undefined) props.onOpenFilter(column.id);
      return;
    }
    const wish = wishOfKey(event);
    if (wish === null) return;
    if (wish.kind === 'edit') {
      event.preventDefault();
      begin('append');
    } else if (controller.obey(wish)) {
      event.preventDefault();
      if (wish.kind === 'shrink') event.stopPropagation();
    }
  }

  const listId = `${props.gridId}-offers`;
  return (
    <div
      className="lg-editor-line"
      style={box === null ? { display: 'block', top: 0, height: 0 } : { top: box.top, height: box.height }}
    >
      <div
        className={`lg-editor ${isEditing ? 'lg-editing' : ''} ${box?.isFrozen ? 'lg-editor-frozen' : ''}`}
        style={{ left: box?.left ?? 0, width: box?.width ?? 1, minHeight: box?.height ?? 1 }}
      >
        <textarea
          ref={inputRef}
          className={`lg-input ${column !== undefined && isFigure(column) ? 'lg-figures' : ''}`}
          rows={1}
          spellCheck={false}
          autoComplete="off"
          aria-label={isEditing ? `编辑 ${controller.spokenFocus()}` : `${props.label} ${controller.spokenFocus()}`}
          aria-activedescendant={
            isEditing
              ? chosen >= 0
                ? `${listId}-${chosen}`
                : undefined
              : focus === null
                ? undefined
                : `${props.gridId}-${focus.row}-${focus.column}`
          }
          aria-controls={offers.length > 0 ? listId : undefined}
          aria-describedby={editing?.problem ? `${props.gridId}-problem` : undefined}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            if (!isEditing && event.currentTarget.value !== '') begin('replace');
            setTyped(event.currentTarget.value);
            setChosen(-1);
          }}
          onCompositionStart={() => {
            isComposing.current = true;
            if (!isEditing) begin('replace');
          }}
          onCompositionEnd={() => {
            isComposing.current = false;
          }}
          onFocus={() => {
            store.set({ isActive: true });
            if (store.get().focus === null) controller.focusOn({ row: 0, column: 0 });
          }}
          onBlur={() => {
            if (store.get().editing !== null) commit(true);
            store.set({ isActive: false });
          }}
          onCopy={(event) => {
            if (isEditing) return;
            const text = controller.copy();
            if (text === null) return;
            event.preventDefault();
            event.clipboardData.setData('text/plain', text);
          }}
          onCut={(event) => {
            if (isEditing) return;
            const text = controller.copy();
            if (text === null) return;
            event.preventDefault();
            event.clipboardData.setData('text/plain', text);
            controller.clear();
          }}
          onPaste={(event) => {
            if (isEditing) return;
            event.preventDefault();
            controller.paste(event.clipboardData.getData('text/plain'));
          }}
        />
        {editing?.problem && (
          <div id={`${props.gridId}-problem`} className="lg-problem" role="alert">
            {editing.problem}（Esc 放弃）
          </div>
        )}
        {offers.length > 0 && (
          <div id={listId} role="listbox" aria-label="可选" className={`lg-offers ${box?.isLow ? 'lg-offers-up' : ''}`}>
            {offers.map((offer, index) => (
              <div
                key={offer.label}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                className={index === chosen ? 'lg-offer lg-offer-chosen' : 'lg-offer'}
                onPointerDown={(event) => {
                  event.preventDefault();
                  take(offer);
                }}
              >
                {column?.kind === 'choice' && <span className="lg-offer-key">{offer.key}</span>}
                {offer.label}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** Grows with its text, as wide and high as there is room. */
function fit(input: HTMLTextAreaElement | null): void {
  if (input === null) return;
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, 320)}px`;
}

/** Typing began on the cell: arrows go on to the next cell as in Excel. After F2 they move inside the text. */
function isLeavingArrow(
  event: KeyboardEvent,
  start: 'replace' | 'append' | undefined,
  kind: LedgerColumn<GridRow>['kind'] | undefined,
): boolean {
  if (start !== 'replace' || kind === 'longText' || event.shiftKey || event.ctrlKey) return false;
  return event.key === 'ArrowUp' || event.key === 'ArrowDown' || (event.key.startsWith('Arrow') && kind !== 'text');
}
