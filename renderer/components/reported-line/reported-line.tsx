import { Anchor, Button, Group, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { RestrictionView } from '#shared/contract/leaving.ts';
import type { Restrictable } from '#shared/domain/restriction.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { useUndo } from '../../use-undo.ts';
import { FormDialog } from '../form-dialog.tsx';
import { sayDone } from '../say-done.tsx';
import './reported-line.css';
import { ReleaseForm } from './release-form.tsx';

interface ReportedLineProps {
  readonly entity: Restrictable;
  readonly id: string;
  readonly title: string;
}

/** How far a record has been reported, and whether it may leave at all: one line, on a district's own records. */
export function ReportedLine({ entity, id, title }: ReportedLineProps): ReactNode {
  const restriction = useQueryOf('restrictions.of', { entity, id });
  const receipt = useQueryOf('receipts.of', { entity, id });
  const [dialog, setDialog] = useState<'set' | 'release' | null>(null);
  if (restriction.data?.mayKeep !== true || receipt.data === undefined) return null;
  const { own, above } = restriction.data;
  const words = receipt.data.receipt;
  const days = words?.days ?? 0;
  return (
    <Group gap={6} className="leaving-line" role="group" aria-label="上报情况">
      {own !== null && <b>{backWords(own)}</b>}
      {own === null && above !== null && (
        <span>
          随“{above.title}”<b>暂不报出</b>：{above.reason}
        </span>
      )}
      {own === null && above === null && (
        <span>
          上报：{words === null ? '还没有报出' : words.sentence}
          {words?.since !== null && days > 0 && `，已 ${days} 天`}
        </span>
      )}
      {own === null && above === null && (
        <Button size="compact-xs" variant="subtle" onClick={() => setDialog('set')}>
          暂不报出
        </Button>
      )}
      {own !== null && (
        <>
          <Button size="compact-xs" variant="light" onClick={() => setDialog('release')}>
            同意报出
          </Button>
          <Anchor component={Link} href="/exchange/kept-back" size="sm">
            全部暂不报出的
          </Anchor>
        </>
      )}
      {dialog === 'set' && <SetForm entity={entity} id={id} title={title} onClose={() => setDialog(null)} />}
      {dialog === 'release' && own !== null && <ReleaseForm rows={[own]} onClose={() => setDialog(null)} />}
    </Group>
  );
}

function backWords({ reason, restrictedOn, restrictedBy, mayHaveLeft }: RestrictionView): string {
  const who = [shownDay(restrictedOn), restrictedBy].filter(Boolean).join(' ');
  return `暂不报出：${reason}（${who}）${mayHaveLeft ? '；以前报出过的内容收不回来' : ''}`;
}

function SetForm({ entity, id, title, onClose }: ReportedLineProps & { readonly onClose: () => void }): ReactNode {
  const set = useCommand('restrictions.set');
  const undo = useUndo(['restrictions.set']);
  const [reason, setReason] = useState('');

  async function submit(): Promise<void> {
    const { changeId } = await set.run({ entity, id, reason });
    sayDone('已设为暂不报出', () => undo(changeId));
    onClose();
  }

  return (
    <FormDialog
      title="暂不报出"
      submitLabel="暂不报出"
      command={set}
      isReady={reason.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">
        “{title}”和挂在它下面的内容（问题、手续、附件等）从现在起不带进报送包，对方只知道有改动、看不到内容。
        以前已经报出的收不回来。以后点“同意报出”，下一份报送包会把内容补齐。
      </Text>
      <Textarea
        data-autofocus
        label="原因"
        placeholder="如：招商谈判未定、涉及信访"
        maxLength={300}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
