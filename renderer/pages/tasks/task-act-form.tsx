import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { TaskActInput, TaskRow } from '#shared/contract/tasks.ts';
import type { TaskAct } from '#shared/rules/tasks.ts';
import { taskReviewResultLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { EvidenceSelect } from '../../components/attachments/evidence-select.tsx';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { UnitInput } from '../../components/register-inputs.tsx';
import { useOffice } from '../../office-context.ts';

export type TaskRule = OutputOf<'tasks.list'>['rule'];

export const actLabels: Readonly<Record<TaskAct, string>> = {
  assign: '交办',
  accept: '签收',
  progress: '记办理进展',
  reply: '登记反馈',
  return: '退回',
  askExtension: '申请延期',
  decideExtension: '答复延期',
  remind: '催办',
  escalate: '提交上级',
  close: '办结',
  review: '回头看',
  reopen: '重新打开',
};

const wordsLabels: Readonly<Record<TaskAct, string | null>> = {
  assign: null,
  accept: '备注',
  progress: '办理情况',
  reply: '办理结果',
  return: '退回原因',
  askExtension: '延期理由',
  decideExtension: '答复意见',
  remind: '催办要求（可不填）',
  escalate: '提交的原因',
  close: '办结情况',
  review: '回头看情况',
  reopen: '重新打开的原因',
};

/** Acts in which nothing has to be said. */
const mayBeSilent: ReadonlySet<TaskAct> = new Set(['assign', 'accept', 'decideExtension', 'remind', 'review', 'close']);

interface TaskActFormProps {
  readonly act: TaskAct;
  readonly row: TaskRow;
  readonly rule: TaskRule;
  readonly onDone: () => void;
}

/** The few fields of one act; a refusal stands below them. */
export function TaskActForm({ act, row, rule, onDone }: TaskActFormProps): ReactNode {
  const { today } = useOffice();
  const run = useCommand('tasks.act');
  const [day, setDay] = useState<string | null>(today);
  const [words, setWords] = useState(act === 'close' ? (row.replyText ?? '') : '');
  const [newDue, setNewDue] = useState<string | null>(act === 'assign' ? row.dueOn : null);
  const [unitName, setUnit] = useState(row.unitName ?? '');
  const [meeting, setMeeting] = useState(rule.meetings[0] ?? '');
  const [choice, setChoice] = useState<'yes' | 'no'>('yes');
  const [evidenceId, setEvidence] = useState<string | null>(row.evidenceId);
  const asksNewDay = act === 'assign' || act === 'askExtension';
  const asksEvidence = act === 'reply' || act === 'close';
  const isReady =
    (day !== null || asksNewDay) &&
    (act !== 'askExtension' || newDue !== null) &&
    (mayBeSilent.has(act) || words.trim() !== '') &&
    (act !== 'escalate' || meeting.trim() !== '');

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { dueFinding } = await run.run({ id: row.id, ...(day === null ? {} : { onDay: day }), act: input() });
    if (dueFinding !== null && asksNewDay) notifications.show({ message: dueFinding });
    onDone();
  }

  function input(): TaskActInput {
    switch (act) {
      case 'assign':
        return { kind: act, unitName, ...(newDue === null ? {} : { dueOn: newDue }) };
      case 'accept':
      case 'remind':
        return { kind: act, ...(words.trim() === '' ? {} : { body: words }) };
      case 'progress':
        return { kind: act, body: words };
      case 'reply':
        return { kind: act, body: words, evidenceId };
      case 'return':
      case 'reopen':
        return { kind: act, reason: words };
      case 'askExtension':
        return { kind: act, dueOn: newDue ?? '', reason: words };
      case 'decideExtension':
        return { kind: act, isGranted: choice === 'yes', reason: words };
      case 'escalate':
        return { kind: act, meeting, reason: words };
      case 'close':
        return { kind: act, note: words, evidenceId };
      case 'review':
        return { kind: act, result: choice === 'yes' ? 'kept' : 'recurred', note: words };
    }
  }

  const label = wordsLabels[act];
  return (
    <form aria-label={actLabels[act]} onSubmit={(event) => void submit(event).catch(shownElsewhere)}>
      <Stack gap="xs" className="act-form">
        <Group grow align="flex-start">
          {act === 'assign' && <UnitInput label="责任单位" value={unitName} onChange={setUnit} />}
          {asksNewDay && (
            <DayInput
              label={act === 'assign' ? '办结时限' : '申请延至'}
              precision="day"
              value={newDue}
              onSave={setNewDue}
            />
          )}
          {!asksNewDay && <DayInput label="日期" precision="day" value={day} onSave={setDay} />}
          {act === 'escalate' &&
            (rule.meetings.length === 0 ? (
              <TextInput
                label="提交哪个会议研究"
                value={meeting}
                maxLength={100}
                onChange={(event) => setMeeting(event.currentTarget.value)}
              />
            ) : (
              <Select
                label="提交哪个会议研究"
                data={[...rule.meetings]}
                value={meeting}
                allowDeselect={false}
                onChange={(value) => setMeeting(value ?? '')}
              />
            ))}
          {(act === 'decideExtension' || act === 'review') && (
            <Select
              label={act === 'review' ? '结果' : `是否同意延至${shownDay(row.extensionAskedTo ?? '')}`}
              value={choice}
              allowDeselect={false}
              data={
                act === 'review'
                  ? [
                      { value: 'yes', label: taskReviewResultLabels.kept },
                      { value: 'no', label: `${taskReviewResultLabels.recurred}（重新打开）` },
                    ]
                  : [
                      { value: 'yes', label: '同意' },
                      { value: 'no', label: '不同意' },
                    ]
              }
              onChange={(value) => setChoice(value === 'no' ? 'no' : 'yes')}
            />
          )}
        </Group>
        {label !== null && (
          <Textarea
            data-autofocus
            label={label}
            autosize
            minRows={2}
            maxLength={act === 'reply' || act === 'progress' ? 3000 : 1000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
        {asksEvidence && <EvidenceSelect subjectId={row.id} value={evidenceId} onChange={setEvidence} />}
        <Hint act={act} row={row} rule={rule} />
        <ErrorNotice problem={run.problem} onClose={run.reset} />
        <Group justify="flex-end">
          <Button size="xs" variant="default" onClick={onDone}>
            取消
          </Button>
          <Button size="xs" type="submit" disabled={!isReady} loading={run.isRunning}>
            {actLabels[act]}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Hint({ act, row, rule }: Omit<TaskActFormProps, 'onDone'>): ReactNode {
  const hints: Readonly<Partial<Record<TaskAct, string | null>>> = {
    escalate: rule.meetings.length === 0 ? null : `会议按适用文件：${rule.meetingsSource}`,
    close: row.isKeySupervised
      ? '重点督办事项，办结后还要“回头看”。'
      : rule.needsEvidence
        ? '适用文件要求有佐证材料才能办结。'
        : null,
    askExtension:
      row.dueOn === null ? null : `现在的时限是${shownDay(row.dueOn)}，延期要在到期以前提出，答复以前时限不变。`,
  };
  const hint = hints[act] ?? null;
  return (
    hint !== null && (
      <Text size="xs" c="var(--quiet)">
        {hint}
      </Text>
    )
  );
}
