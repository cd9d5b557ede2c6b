import { Button, Group, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { TaskRow } from '#shared/contract/tasks.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { orNull, PersonInput, UnitInput } from '../../components/register-inputs.tsx';

interface DecisionFormProps {
  readonly itemId: string;
  readonly topic: string;
  /** null: a new decision. */
  readonly task: TaskRow | null;
  readonly onDone: () => void;
}

/** One line of a decision; Enter goes on to the next cell, in the last one it saves and begins anew. */
export function DecisionForm({ itemId, topic, task, onDone }: DecisionFormProps): ReactNode {
  const box = useRef<HTMLFormElement | null>(null);
  const decide = useCommand('meetings.decide');
  const change = useCommand('tasks.save');
  const [content, setContent] = useState(task?.content ?? '');
  const [dueOn, setDue] = useState<string | null>(task?.dueOn ?? null);
  const [unitName, setUnit] = useState(task?.unitName ?? '');
  const [personName, setPerson] = useState(task?.personName ?? '');
  const [supporting, setSupporting] = useState(task?.supportingUnits.join('、') ?? '');
  const isReady = content.trim() !== '';

  async function save(): Promise<void> {
    if (!isReady) return;
    const changes = {
      content: content.trim(),
      dueOn,
      unitName: orNull(unitName),
      personName: orNull(personName),
      supportingUnitNames: supporting.split(/[、，,\s]+/u).filter((each) => each !== ''),
    };
    if (task === null) await decide.run({ itemId, changes });
    else await change.run({ id: task.id, changes });
    onDone();
    if (task !== null) return;
    setContent('');
    setDue(null);
    setUnit('');
    setPerson('');
    setSupporting('');
    fieldsOf(box.current)[0]?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Enter chose from an open list, or ended a word of an input method.
    if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (!(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const fields = fieldsOf(box.current);
    const next = fields[fields.indexOf(event.target) + 1];
    if (next !== undefined && !event.ctrlKey) next.focus();
    else void save().catch(shownElsewhere);
  }

  return (
    <form
      ref={box}
      aria-label={`${task === null ? '新议定事项' : '修改议定事项'}：${topic}`}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save().catch(shownElsewhere);
      }}
    >
      <div className="meetings-decision-form">
        <TextInput
          label="议定事项"
          placeholder="办什么事，Enter 到下一格"
          size="xs"
          maxLength={1000}
          value={content}
          onChange={(event) => setContent(event.currentTarget.value)}
        />
        <DayInput label="完成时限" precision="day" size="xs" value={dueOn} onSave={setDue} />
        <UnitInput label="责任单位" size="xs" value={unitName} onChange={setUnit} />
        <PersonInput label="责任人" size="xs" value={personName} onChange={setPerson} />
        <TextInput
          label="配合单位"
          placeholder="用顿号隔开"
          size="xs"
          value={supporting}
          onChange={(event) => setSupporting(event.currentTarget.value)}
        />
        <Group gap={4} wrap="nowrap">
          <Button type="submit" size="xs" disabled={!isReady} loading={decide.isRunning || change.isRunning}>
            {task === null ? '记下' : '保存'}
          </Button>
          {task !== null && (
            <Button size="xs" variant="default" onClick={onDone}>
              取消
            </Button>
          )}
        </Group>
      </div>
      <ErrorNotice problem={decide.problem} onClose={decide.reset} />
      <ErrorNotice problem={change.problem} onClose={change.reset} />
    </form>
  );
}

function fieldsOf(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>('input:not([type="hidden"])') ?? [])];
}
