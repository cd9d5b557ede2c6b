import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { Board, BoardRow } from '#shared/contract/reporting-items.ts';
import { packageStateLabels } from '#shared/report/centre-board.ts';
import { dueText } from '#shared/report/reporting-reminder.ts';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { Facts } from '../../components/facts.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { instantText } from '../../components/instant-text.ts';
import { RecordDrawer, RecordHead } from '../../components/record-drawer.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface PackageDrawerProps {
  readonly board: Board;
  readonly row: BoardRow | null;
  readonly onClose: () => void;
}

/** A district's package of the period: whether it is here, why a file was given back, and how to ask for it. */
export function PackageDrawer({ board, row, onClose }: PackageDrawerProps): ReactNode {
  return (
    <RecordDrawer title="区县报送包" isOpen={row !== null} onClose={onClose}>
      {row !== null && <Package key={row.officeId ?? row.districtName} board={board} row={row} />}
    </RecordDrawer>
  );
}

function Package({ board, row }: { readonly board: Board; readonly row: BoardRow }): ReactNode {
  const [act, setAct] = useState<'remind' | 'again' | null>(null);
  const { state, at, refusal, notTaken } = row.districtPackage;
  const isHere = state === 'received' || state === 'late';
  return (
    <Stack gap="md">
      <RecordHead title={`${row.districtName} · ${board.label}报送包`} workingDaysLate={null}>
        {packageStateLabels[state]}
        {state === 'late' && `，应在${dueText(board.deadline)}前报到`}
      </RecordHead>
      <Facts
        facts={[
          [isHere ? '接收时间' : '退回时间', at === null ? null : instantText(at)],
          ['退回原因', isHere ? null : refusal],
          ['没有采纳', notTaken === 0 ? null : `以前各期共${notTaken}处改动没有采纳，回执里已说明`],
          ['工作组', [row.groupName, row.leaderName, row.leaderPhone].filter(Boolean).join('　') || null],
        ]}
      />
      {row.officeId === null ? (
        <Text size="sm">
          {row.districtName === '' ? '这个组还没有写明联系的区县' : `${row.districtName}还没有登记`}
          ，收不到它的报送包。请先到
          <Anchor component={Link} href="/exchange/offices" size="sm" underline="always">
            报送接收
          </Anchor>
          登记；已经登记的，请看工作组的“联系区县”与登记的简称是否一致。
        </Text>
      ) : (
        <Group gap="xs">
          {!isHere && (
            <Button size="xs" disabled={row.asked.length > 0} onClick={() => setAct('remind')}>
              催报
            </Button>
          )}
          <Button size="xs" variant="default" disabled={row.asked.length > 0} onClick={() => setAct('again')}>
            请重报
          </Button>
          <Button size="xs" variant="default" component={Link} href="/exchange/receive">
            接收报送包
          </Button>
        </Group>
      )}
      {row.asked.length > 0 && (
        <div>
          <Text fw={600} mb={4}>
            已经提出
          </Text>
          {row.asked.map((each) => (
            <Text key={each.id} size="sm">
              {shownDay(each.askedOn)} · {each.body}（{each.standing}）
            </Text>
          ))}
          <Text size="sm" c="var(--quiet)" mt={4}>
            随下达文件送到区县；报来以后请到
            <Anchor component={Link} href="/questions?show=open" size="sm" underline="always">
              询问与答复
            </Anchor>
            了结，或撤回后再提。
          </Text>
        </div>
      )}
      {act !== null && <AskForm board={board} row={row} act={act} onClose={() => setAct(null)} />}
    </Stack>
  );
}

interface AskFormProps {
  readonly board: Board;
  readonly row: BoardRow;
  readonly act: 'remind' | 'again';
  readonly onClose: () => void;
}

function AskForm({ board, row, act, onClose }: AskFormProps): ReactNode {
  const ask = useCommand('centreBoard.ask');
  const undo = useUndo(['centreBoard.ask']);
  const [body, setBody] = useState(
    act === 'remind'
      ? `${board.label}报送包还没有收到，请尽快生成并报送。`
      : `${board.label}报送包请重新生成，再报送一次。`,
  );
  const [dueOn, setDueOn] = useState<string | null>(null);
  const title = act === 'remind' ? '催报' : '请重报';

  async function submit(): Promise<void> {
    const officeIds = row.officeId === null ? [] : [row.officeId];
    const { changeId } = await ask.run({ officeIds, period: board.period, act, body, dueOn });
    sayDone('已提出，生成下达文件后区县才能看到', () => undo(changeId));
    onClose();
  }

  return (
    <FormDialog
      title={`${title}：${row.districtName}`}
      submitLabel={title}
      command={ask}
      isReady={body.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        label="内容"
        autosize
        minRows={3}
        maxLength={500}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <DayInput label="时限（可以不写）" precision="day" value={dueOn} onSave={setDueOn} />
    </FormDialog>
  );
}
