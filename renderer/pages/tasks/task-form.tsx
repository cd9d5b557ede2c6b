import { Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { type TaskOrigin, taskOrigins } from '#shared/domain/task.ts';
import { taskOriginLabels } from '#shared/text/labels.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { orNull, PersonInput, UnitInput } from '../../components/register-inputs.tsx';
import { useOffice } from '../../office-context.ts';

interface TaskFormProps {
  /** Where it comes from, when that is known: it is not asked. */
  readonly from?: { readonly origin: TaskOrigin; readonly originId: string; readonly name: string };
  readonly projectId?: string | null;
  readonly content?: string;
  readonly unitName?: string | null;
  readonly personName?: string | null;
  readonly dueOn?: string | null;
  readonly isKeySupervised?: boolean;
  readonly onClose: () => void;
}

/** A matter to be done: by whom, until when. What is not known yet may stay open. */
export function TaskForm(props: TaskFormProps): ReactNode {
  const { from, onClose } = props;
  const { today, office } = useOffice();
  const save = useCommand('tasks.save');
  const [projectId, setProject] = useState<string | null>(props.projectId ?? null);
  const [origin, setOrigin] = useState<TaskOrigin>(from?.origin ?? 'own');
  const [content, setContent] = useState(props.content ?? '');
  const [unitName, setUnit] = useState(props.unitName ?? '');
  const [personName, setPerson] = useState(props.personName ?? '');
  const [supporting, setSupporting] = useState('');
  const [assignedOn, setAssigned] = useState<string | null>(today);
  // The deadline of an issue that passed already is none for the task.
  const [dueOn, setDue] = useState<string | null>((props.dueOn ?? '') < today ? null : (props.dueOn ?? null));
  const districts = useQueryOf('offices.list', {}, { isEnabled: office.kind === 'centre' });
  const [officeId, setOffice] = useState<string | null>(null);
  const [isKeySupervised, setKey] = useState(props.isKeySupervised ?? false);

  async function submit(): Promise<void> {
    const { state, lacks, dueFinding } = await save.run({
      changes: {
        origin,
        ...(from === undefined ? {} : { originId: from.originId }),
        projectId,
        content,
        unitName: orNull(unitName),
        personName: orNull(personName),
        supportingUnitNames: supporting
          .split(/[、，,；;]/u)
          .map((name) => name.trim())
          .filter((name) => name !== ''),
        ...(assignedOn === null ? {} : { assignedOn }),
        dueOn,
        isKeySupervised,
        ...(officeId === null ? {} : { officeId }),
      },
    });
    const missing = lacks.map((each) => (each === 'dueOn' ? '办结时限' : '责任单位')).join('和');
    notifications.show({
      message:
        state === 'draft'
          ? `已登记，还没有明确${missing}，先放在“待明确”里`
          : `已交办${dueFinding === null ? '' : `。${dueFinding}`}`,
    });
    onClose();
  }

  return (
    <FormDialog
      title={from === undefined ? '新增督办事项' : `交办：${from.name}`}
      submitLabel="保存"
      command={save}
      isReady={content.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      size={640}
    >
      <Textarea
        data-autofocus
        label="工作任务"
        description="一件事写一条，写清要达到什么结果"
        autosize
        minRows={2}
        maxLength={1000}
        value={content}
        onChange={(event) => setContent(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <ProjectSelect label="项目（可不选）" clearable value={projectId} onChange={setProject} />
        {from === undefined && (
          <Select
            label="来源"
            allowDeselect={false}
            value={origin}
            data={taskOrigins
              .filter((each) => each !== 'issue')
              .map((value) => ({ value, label: taskOriginLabels[value] }))}
            onChange={(value) => setOrigin(taskOrigins.find((each) => each === value) ?? 'own')}
          />
        )}
      </Group>
      {office.kind === 'centre' && (
        <Select
          label="承办区县"
          description="随下一份下达文件交给区县，区县的答复随报送包回来"
          clearable
          searchable
          data={(districts.data?.offices ?? [])
            .filter((each) => each.kind === 'district')
            .map((each) => ({ value: each.id, label: each.fullName }))}
          value={officeId}
          onChange={setOffice}
        />
      )}
      <Group grow align="flex-start">
        <UnitInput label="责任单位" value={unitName} onChange={setUnit} />
        <PersonInput label="责任人" value={personName} onChange={setPerson} />
      </Group>
      <TextInput
        label="配合单位"
        placeholder="多个单位用顿号隔开"
        maxLength={500}
        value={supporting}
        onChange={(event) => setSupporting(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <DayInput label="交办日期" precision="day" value={assignedOn} onSave={setAssigned} />
        <DayInput label="办结时限" precision="day" value={dueOn} onSave={setDue} />
      </Group>
      <Checkbox
        label="重点督办（办结后还要“回头看”）"
        checked={isKeySupervised}
        onChange={(event) => setKey(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
