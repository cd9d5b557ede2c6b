import { Group, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { orNull } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import type { Undo } from '../../use-undo.ts';

interface DialogProps {
  readonly year: number;
  readonly undo: Undo;
  readonly onClose: () => void;
}

/** One node of one project. */
export function AddDialog({ year, undo, onClose }: DialogProps): ReactNode {
  const add = useCommand('plannedNodes.add');
  const [projectId, setProject] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [plannedOn, setPlannedOn] = useState<string | null>(null);
  const [responsible, setResponsible] = useState('');
  const [note, setNote] = useState('');

  async function submit(): Promise<void> {
    if (projectId === null) return;
    const row = { projectId, name: name.trim(), plannedOn, responsible: orNull(responsible), note: orNull(note) };
    const made = await add.run({ year, rows: [row] });
    sayDone(made.added === 1 ? `已添加节点“${row.name}”` : `“${row.name}”原来就有，已改`, () => undo(made.changeId));
    onClose();
  }

  return (
    <FormDialog
      title={`添加${year}年节点`}
      submitLabel="添加"
      command={add}
      isReady={projectId !== null && name.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      size="lg"
    >
      <ProjectSelect data-autofocus label="项目" value={projectId} onChange={setProject} />
      <Group grow align="flex-start">
        <TextInput
          label="节点"
          placeholder="开工、主体封顶、竣工"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DayInput label="计划时间" value={plannedOn} onSave={setPlannedOn} />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label="责任单位（可以不写）"
          maxLength={100}
          value={responsible}
          onChange={(event) => setResponsible(event.currentTarget.value)}
        />
        <TextInput
          label="说明（可以不写）"
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Group>
    </FormDialog>
  );
}
