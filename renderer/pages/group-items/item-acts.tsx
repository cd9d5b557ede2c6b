import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ReportingItemView } from '#shared/contract/reporting-items.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import type { Undo } from '../../use-undo.ts';

interface ItemActsProps {
  readonly item: ReportingItemView;
  readonly undo: Undo;
  readonly onEdit: () => void;
}

/** What can be done with an item now: filed at once, or with the time it really came; given back; thrown away. */
export function ItemActs({ item, undo, onEdit }: ItemActsProps): ReactNode {
  const file = useCommand('reportingItems.file');
  const remove = useCommand('reportingItems.remove');
  const [act, setAct] = useState<'time' | 'giveBack' | null>(null);
  const isFiled = item.state === 'filed';

  async function fileNow(): Promise<void> {
    const { changeId, late } = await file.run({ ids: [item.id] });
    sayDone(late > 0 ? '已报送，过了时限，记为迟报' : '已报送', () => undo(changeId));
  }
  async function removeDraft(): Promise<void> {
    const { changeId } = await remove.run({ id: item.id });
    sayDone('已删除草稿', () => undo(changeId));
  }

  return (
    <>
      <ErrorNotice
        problem={file.problem ?? remove.problem}
        onClose={file.problem === null ? remove.reset : file.reset}
      />
      <Group gap={6} wrap="nowrap">
        {!isFiled && (
          <Button size="compact-xs" loading={file.isRunning} onClick={() => void fileNow().catch(shownElsewhere)}>
            报送
          </Button>
        )}
        {!isFiled && (
          <Button size="compact-xs" variant="default" title="补记实际报来的时间" onClick={() => setAct('time')}>
            补记
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={onEdit}>
          修改
        </Button>
        {isFiled && (
          <Button size="compact-xs" variant="default" onClick={() => setAct('giveBack')}>
            退回
          </Button>
        )}
        {item.state === 'draft' && (
          <Button size="compact-xs" variant="default" onClick={() => void removeDraft().catch(shownElsewhere)}>
            删除
          </Button>
        )}
      </Group>
      {act === 'time' && <TimeForm item={item} undo={undo} onClose={() => setAct(null)} />}
      {act === 'giveBack' && <GiveBackForm item={item} undo={undo} onClose={() => setAct(null)} />}
    </>
  );
}

interface FormProps {
  readonly item: ReportingItemView;
  readonly undo: Undo;
  readonly onClose: () => void;
}

/** It came on paper or by telephone before it was typed: noon decides, so its own time counts. */
function TimeForm({ item, undo, onClose }: FormProps): ReactNode {
  const { today } = useOffice();
  const file = useCommand('reportingItems.file');
  const [day, setDay] = useState<string | null>(today);
  const [time, setTime] = useState('');
  const isTime = time === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(time);

  async function submit(): Promise<void> {
    if (day === null) return;
    const { changeId, late } = await file.run({ ids: [item.id], filedOn: day, filedTime: time === '' ? null : time });
    sayDone(late > 0 ? '已报送，记为迟报' : '已报送', () => undo(changeId));
    onClose();
  }

  return (
    <FormDialog
      title="补记报送时间"
      submitLabel="报送"
      command={file}
      isReady={day !== null && isTime}
      onSubmit={submit}
      onClose={onClose}
    >
      <DayInput label="报来的日期" precision="day" value={day} onSave={setDay} />
      <TextInput
        label="时刻（不写按当天算）"
        placeholder="11:30"
        value={time}
        error={isTime ? null : '时刻应为 11:30'}
        onChange={(event) => setTime(event.currentTarget.value.replace('：', ':').trim())}
      />
    </FormDialog>
  );
}

function GiveBackForm({ item, undo, onClose }: FormProps): ReactNode {
  const giveBack = useCommand('reportingItems.giveBack');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={`退回：${item.groupName}`}
      submitLabel="退回"
      command={giveBack}
      isReady={reason.trim() !== ''}
      onSubmit={async () => {
        const { changeId } = await giveBack.run({ id: item.id, reason });
        sayDone('已退回，改好重新报送后才计数', () => undo(changeId));
        onClose();
      }}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        label="退回原因"
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
