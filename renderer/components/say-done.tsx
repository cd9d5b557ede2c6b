import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** “已照上期填好 63 个项目 撤销”: what was done, with the way back beside it. */
export function sayDone(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: 10_000,
    message: (
      <>
        {message}
        <Anchor
          component="button"
          type="button"
          size="sm"
          ml="sm"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          撤销
        </Anchor>
      </>
    ),
  });
}
