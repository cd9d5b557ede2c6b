import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { ProcedureName } from '#shared/contract/index.ts';
import { call, refreshSoon, sentenceOf } from './client.ts';
import { takeNewestChange } from './undo.ts';

const namesShown = 3;

/** Takes back the newest change this window made by one of the procedures, and says what happened. */
export function useUndo(procedures: readonly ProcedureName[]): () => void {
  const queries = useQueryClient();
  return () => {
    const changeId = takeNewestChange(procedures);
    if (changeId === null) {
      notifications.show({ message: '这里没有可以撤销的改动' });
      return;
    }
    call('changes.undo', { changeId }).then(
      (undone) => {
        refreshSoon(queries);
        const since = undone.changedSince;
        const rest = since
          .slice(0, namesShown)
          .map((one) => `${one.title}“${one.label}”`)
          .join('、');
        notifications.show({
          message:
            since.length === 0
              ? `已撤销 ${undone.undone} 处改动`
              : `已撤销 ${undone.undone} 处；${rest}等 ${since.length} 处之后又改过，保留不动`,
        });
      },
      (error: unknown) => notifications.show({ title: '没有撤销', message: sentenceOf(error), color: 'orange' }),
    );
  };
}
