import { Group, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { InstructionRow } from '#shared/contract/instructions.ts';
import { useCommand } from '../../client.ts';
import { AttachmentDrop } from '../../components/attachments/attachment-drop.tsx';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { PersonInput, UnitInput } from '../../components/register-inputs.tsx';
import { useOffice } from '../../office-context.ts';
import { askedTasks, type TaskLine, TaskLines } from './task-lines.tsx';

interface RecordFormProps {
  /** The paper that came back; absent: one that was never entered. */
  readonly row?: InstructionRow;
  readonly onClose: (recordedId: string | null) => void;
}

/** 登记批示: the leader's words, the scan, who handles it until when, and what becomes a task. */
export function RecordForm({ row, onClose }: RecordFormProps): ReactNode {
  const { today } = useOffice();
  const record = useCommand('instructions.record');
  const [paperTitle, setTitle] = useState(row?.paperTitle ?? '');
  const [leaderName, setLeader] = useState(row?.leaderName ?? '');
  const [projectId, setProject] = useState<string | null>(row?.projectId ?? null);
  const [instructedOn, setDay] = useState<string | null>(today);
  const [words, setWords] = useState('');
  const [unitName, setUnit] = useState('');
  const [dueOn, setDue] = useState<string | null>(null);
  const [scan, setScan] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const [lines, setLines] = useState<readonly TaskLine[]>([]);
  const isNew = row === undefined;

  async function submit(): Promise<void> {
    const tasks = askedTasks(lines);
    const made = await record.run({
      ...(isNew ? { paper: { paperTitle, leaderName, projectId } } : { id: row.id }),
      instructedOn: instructedOn ?? '',
      words,
      handlingUnitName: unitName,
      dueOn,
      scanId: scan?.id ?? null,
      tasks,
    });
    const told = tasks.length === 0 ? '已登记批示' : `已登记批示，转出 ${tasks.length} 个督办事项`;
    notifications.show({ message: `${told}${made.dueFinding === null ? '' : `。${made.dueFinding}`}` });
    onClose(made.id);
  }

  return (
    <FormDialog
      title={isNew ? '登记批示' : `登记批示：${row.paperTitle}`}
      submitLabel="登记"
      command={record}
      isReady={instructedOn !== null && words.trim() !== '' && paperTitle.trim() !== '' && leaderName.trim() !== ''}
      onSubmit={submit}
      onClose={() => onClose(null)}
      size={900}
    >
      {isNew && (
        <>
          <TextInput
            data-autofocus
            label="文件标题"
            description="批示写在哪一份文件上"
            maxLength={200}
            value={paperTitle}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Group grow align="flex-start">
            <PersonInput label="批示领导" value={leaderName} onChange={setLeader} />
            <ProjectSelect
              label="项目（可不选）"
              clearable
              value={projectId}
              onChange={(next) => {
                setProject(next);
                setScan(null);
              }}
            />
          </Group>
        </>
      )}
      <Textarea
        label="批示内容"
        description="照领导的原话填写"
        autosize
        minRows={2}
        maxLength={3000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        {...(isNew ? {} : { 'data-autofocus': true })}
      />
      <Group grow align="flex-start">
        <DayInput label="批示日期" precision="day" value={instructedOn} onSave={setDay} />
        <UnitInput label="承办单位" value={unitName} onChange={setUnit} />
        <DayInput label="办理时限" precision="day" value={dueOn} onSave={setDue} />
      </Group>
      {scan !== null ? (
        <Text size="sm">批示件扫描件：{scan.name}</Text>
      ) : isNew && projectId === null ? (
        <Text size="sm" c="var(--quiet)">
          登记以后，批示件扫描件放在打开的批示里。
        </Text>
      ) : (
        <AttachmentDrop
          {...(isNew ? { projectId: projectId ?? '' } : { subjectId: row.id })}
          hint="把批示件扫描件拖到这里"
          isCompact
          onAdded={(added) => setScan(added[0] ?? null)}
        />
      )}
      <TaskLines lines={lines} onChange={setLines} />
    </FormDialog>
  );
}
