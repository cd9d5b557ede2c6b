import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';

export type Act = 'checked' | 'questioned' | 'lock' | 'unlock';

interface ActDialogProps {
  readonly act: Act | null;
  readonly account: OutputOf<'months.get'>;
  /** What 已核 and 有出入 are about. */
  readonly projectIds: readonly string[];
  readonly onDone: (message: string, changeId: string | null) => void;
  readonly onClose: () => void;
}

const titles: Readonly<Record<Act, string>> = {
  checked: '标为已核',
  questioned: '标为有出入',
  lock: '锁定本月',
  unlock: '解锁',
};

/** Every act of the month's check has a name under it. */
export function ActDialog({ act, account, projectIds, onDone, onClose }: ActDialogProps): ReactNode {
  const check = useCommand('months.check');
  const lock = useCommand('months.lock');
  const unlock = useCommand('months.unlock');
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const { month, label } = account;
  const isReady = by.trim() !== '' && (act !== 'unlock' || reason.trim() !== '');

  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isReady || act === null) return;
    if (act === 'lock') {
      const made = await lock.run({ month, by });
      onDone(`已锁定${label}月账`, made.changeId);
    } else if (act === 'unlock') {
      const made = await unlock.run({ month, by, reason });
      onDone(`已解锁${label}月账`, made.changeId);
    } else {
      const made = await check.run({ month, projectIds: [...projectIds], state: act, checkedBy: by });
      onDone(`${made.changed} 个项目已${titles[act]}`, made.changeId);
    }
  }

  return (
    <Modal opened={act !== null} onClose={onClose} title={act === null ? '' : titles[act]} centered>
      <form onSubmit={(event) => void onSubmit(event).catch(shownElsewhere)}>
        <Stack gap="sm">
          <Text size="sm">{act === null ? '' : sentenceOf(act, account, projectIds)}</Text>
          <TextInput
            data-autofocus
            label={act === 'checked' || act === 'questioned' ? '核对人' : act === 'lock' ? '锁定人' : '解锁人'}
            value={by}
            maxLength={40}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
          {act === 'unlock' && (
            <Textarea
              label="解锁原因"
              description="会显示在本页，并印在查账表上"
              autosize
              minRows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <ErrorNotice problem={check.problem ?? lock.problem ?? unlock.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" disabled={!isReady} loading={check.isRunning || lock.isRunning || unlock.isRunning}>
              {act === null ? '' : titles[act]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function sentenceOf(act: Act, account: OutputOf<'months.get'>, projectIds: readonly string[]): string {
  const chosen = new Set(projectIds);
  const rows = account.rows.filter((row) => chosen.has(row.projectId));
  const without = rows.filter((row) => row.doneThisYear === null).length;
  const differing = rows.filter((row) => row.difference !== null && row.difference !== 0).length;
  switch (act) {
    case 'checked':
      return `${rows.length} 个项目将标为“已核”。${without > 0 ? `其中 ${without} 个没有月末数。` : ''}${differing > 0 ? `其中 ${differing} 个与周报数不同，请先在“核对情况”里写明原因。` : ''}`;
    case 'questioned':
      return `所选 ${rows.length} 个项目将标为“有出入”，请在“核对情况”里写明查到什么。`;
    case 'lock':
      return account.counts.open > 0
        ? `还有 ${account.counts.open} 个项目待核，核对完才能锁定。`
        : `锁定以后，${account.label}的月末数不能再改；确需更正的，要写明原因解锁。`;
    case 'unlock':
      return `解锁以后，${account.label}的月末数可以更正，更正会留在表上。`;
  }
}
