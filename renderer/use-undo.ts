import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ProcedureName } from '#shared/contract/index.ts';
import { call, refreshSoon, sentenceOf } from './client.ts';
import { changesSettled, forgetChange, takeNewestChange } from './undo.ts';

const namesShown = 3;

/** Without an id: the newest change of the page. */
export type Undo = (changeId?: string | null) => void;

/**
 * Takes back the newest change this window made by one of the procedures, and says what happened. Ctrl+Z does so
 * anywhere on the page, except in a field, where it undoes typing.
 */
export function useUndo(procedures: readonly ProcedureName[]): Undo {
  const queries = useQueryClient();
  const newest = useRef<Undo>(undo);
  newest.current = undo;
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (!isUndo || event.defaultPrevented || isField(event.target)) return;
      event.preventDefault();
      newest.current();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return undo;

  function undo(wanted?: string | null): void {
    void takeNewest(wanted ?? null);
  }

  async function takeNewest(wanted: string | null): Promise<void> {
    await changesSettled(procedures);
    const changeId = wanted ?? takeNewestChange(procedures);
    if (changeId === null) {
      notifications.show({ message: '这里没有可以撤销的改动' });
      return;
    }
    forgetChange(changeId);
    await takeBack(changeId);
  }

  async function takeBack(changeId: string): Promise<void> {
    try {
      const { undone, changedSince } = await call('changes.undo', { changeId });
      refreshSoon(queries);
      const rest = changedSince
        .slice(0, namesShown)
        .map((one) => `${one.title}“${one.label}”`)
        .join('、');
      notifications.show({
        message:
          changedSince.length === 0
            ? `已撤销 ${undone} 处改动`
            : `已撤销 ${undone} 处；${rest}等 ${changedSince.length} 处之后又改过，保留不动`,
      });
    } catch (error) {
      notifications.show({ title: '没有撤销', message: sentenceOf(error), color: 'orange' });
    }
  }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
