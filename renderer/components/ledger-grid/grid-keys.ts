import type { Step } from './cell-range.ts';

/** What a key asks of the grid; null: not the grid's business. */
export type KeyWish =
  | { readonly kind: 'move'; readonly step: Step; readonly isExtending: boolean }
  | { readonly kind: 'tab'; readonly isBack: boolean }
  | { readonly kind: 'enter'; readonly isBack: boolean }
  | { readonly kind: 'edit' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'fillDown' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'selectAll' }
  | { readonly kind: 'open' }
  | { readonly kind: 'tick' }
  | { readonly kind: 'shrink' };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'rowStart',
  End: 'rowEnd',
};

const ctrlSteps: Readonly<Record<string, Step>> = {
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  ArrowLeft: 'rowStart',
  ArrowRight: 'rowEnd',
  Home: 'first',
  End: 'last',
};

/** Keys while no cell is being edited. Ctrl+C, X and V are clipboard events, not keys. */
export function wishOfKey(press: KeyPress): KeyWish | null {
  const isCtrl = press.ctrlKey || press.metaKey;
  if (press.altKey) return null;
  const step = (isCtrl ? ctrlSteps : steps)[press.key];
  if (step !== undefined) return { kind: 'move', step, isExtending: press.shiftKey };
  if (isCtrl) return wishWithCtrl(press.key.toLowerCase(), press.shiftKey);
  switch (press.key) {
    case 'Tab':
      return { kind: 'tab', isBack: press.shiftKey };
    case 'Enter':
      return { kind: 'enter', isBack: press.shiftKey };
    case 'F2':
      return { kind: 'edit' };
    // Ctrl+Space and Shift+Space belong to Chinese input methods.
    case 'Insert':
      return { kind: 'tick' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' };
    case 'Escape':
      return { kind: 'shrink' };
    default:
      return null;
  }
}

function wishWithCtrl(key: string, isShift: boolean): KeyWish | null {
  switch (key) {
    case 'd':
      return { kind: 'fillDown' };
    case 'z':
      return { kind: isShift ? 'redo' : 'undo' };
    case 'y':
      return { kind: 'redo' };
    case 'a':
      return { kind: 'selectAll' };
    case 'enter':
      return { kind: 'open' };
    default:
      return null;
  }
}
