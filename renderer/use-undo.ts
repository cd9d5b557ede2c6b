import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ProcedureName } from '#shared/contract/index.ts';
import { call, refreshSoon, sentenceOf } from './client.ts';
import {
  changesSettled,
  forgetChange,
  type Made,
  restored,
  takeNewestChange,
  takeNewestTakenBack,
  tookBack,
} from './undo.ts';

const namesShown = 3;

/** Without an id: the newest change of the page. */
export type Undo = (changeId?: string | null) => void;

export interface UndoRedo {
  readonly undo: Undo;
  /** Restores what was taken back last. */
  readonly redo: () => void;
}

/** Only Ctrl+Z's half of `useUndoRedo`; Ctrl+Y works on the page all the same. */
export function useUndo(procedures: readonly ProcedureName[]): Undo {
  return useUndoRedo(procedures).undo;
}

/**
 * Takes back the newest change this window made by one of the procedures, restores what was taken back, and says what
 * happened. Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) do so anywhere on the page, except in a field, where they undo typing.
 */
export function useUndoRedo(procedures: readonly ProcedureName[]): UndoRedo {
  const queries = useQueryClient();
  const newest = useRef<UndoRedo>({ undo, redo });
  newest.current = { undo, redo };
  const shown = useRef(procedures);
  shown.current = procedures;
  useEffect(() => {
    mounted.add(shown);
    return () => void mounted.delete(shown);
  }, []);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || isField(event.target)) return;
      const wish = undoWish(event);
      if (wish === null) return;
      event.preventDefault();
      newest.current[wish]();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return { undo, redo };

  function undo(wanted?: string | null): void {
    inTurn(() => takeNewest(wanted ?? null));
  }

  function redo(): void {
    inTurn(restoreNewest);
  }

  async function takeNewest(wanted: string | null): Promise<void> {
    await changesSettled(proceduresShown());
    const change = wanted === null ? takeNewestChange(proceduresShown()) : (forgetChange(wanted) ?? wanted);
    if (change === null) {
      notifications.show({ message: '这里没有可以撤销的改动' });
      return;
    }
    try {
      const { undone, changedSince } = await call('changes.undo', {
        changeId: typeof change === 'string' ? change : change.changeId,
      });
      if (typeof change !== 'string') tookBack(change);
      refreshSoon(queries);
      sayHow('已撤销', undone, changedSince);
    } catch (error) {
      notifications.show({ title: '没有撤销', message: sentenceOf(error), color: 'orange' });
    }
  }

  async function restoreNewest(): Promise<void> {
    await changesSettled(proceduresShown());
    const change: Made | null = takeNewestTakenBack(proceduresShown());
    if (change === null) {
      notifications.show({ message: '这里没有可以恢复的改动' });
      return;
    }
    try {
      const { redone, changedSince } = await call('changes.redo', { changeId: change.changeId });
      restored(change);
      refreshSoon(queries);
      sayHow('已恢复', redone, changedSince);
    } catch (error) {
      notifications.show({ title: '没有恢复', message: sentenceOf(error), color: 'orange' });
    }
  }
}

/** A page and the parts of it (attachments, a tab) each name their own: the newest of them all is meant. */
const mounted = new Set<{ readonly current: readonly ProcedureName[] }>();

function proceduresShown(): readonly ProcedureName[] {
  return [...mounted].flatMap(({ current }) => current);
}

/** Several presses in a row act one after another. */
let lastAct: Promise<void> = Promise.resolve();

function inTurn(act: () => Promise<void>): void {
  lastAct = lastAct.then(act);
}

function undoWish(press: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}): 'undo' | 'redo' | null {
  if (!(press.ctrlKey || press.metaKey) || press.altKey) return null;
  const key = press.key.toLowerCase();
  if (key === 'y' && !press.shiftKey) return 'redo';
  return key === 'z' ? (press.shiftKey ? 'redo' : 'undo') : null;
}

function sayHow(
  act: '已撤销' | '已恢复',
  count: number,
  changedSince: readonly { readonly title: string; readonly label: string }[],
): void {
  const rest = changedSince
    .slice(0, namesShown)
    .map((one) => `${one.title}“${one.label}”`)
    .join('、');
  notifications.show({
    message:
      changedSince.length === 0
        ? `${act} ${count} 处改动`
        : `${act} ${count} 处；${rest}等 ${changedSince.length} 处之后又改过，保留不动`,
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
