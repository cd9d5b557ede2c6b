import { Group, MultiSelect, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useMemo, useState } from 'react';
import type { VisitRow } from '#shared/contract/visits.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { AttachmentBox } from '../../components/attachments/attachment-box.tsx';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, PersonInput } from '../../components/register-inputs.tsx';
import { useOffice } from '../../office-context.ts';
import { askedTasks, type TaskLine, TaskLines } from '../instructions/task-lines.tsx';

interface VisitFormProps {
  /** The visit that is changed; absent: a new one. */
  readonly row?: VisitRow;
  readonly leaderName?: string;
  readonly projectIds?: readonly string[];
  readonly onClose: () => void;
}

/** A leader on site: when, where, what was seen, what was asked for. */
export function VisitForm({ row, onClose, ...known }: VisitFormProps): ReactNode {
  const { today } = useOffice();
  const save = useCommand('visits.save');
  const [leaderName, setLeader] = useState(row?.leaderName ?? known.leaderName ?? '');
  const [onDay, setDay] = useState<string | null>(row?.onDay ?? today);
  const [place, setPlace] = useState(row?.place ?? '');
  const [projectIds, setProjects] = useState<readonly string[]>(
    row?.projects.map((project) => project.id) ?? known.projectIds ?? [],
  );
  const [companions, setCompanions] = useState(row?.companions ?? '');
  const [seen, setSeen] = useState(row?.seen ?? '');
  const [instructions, setInstructions] = useState(row?.instructions ?? '');
  const [lines, setLines] = useState<readonly TaskLine[]>([]);

  async function submit(): Promise<void> {
    if (onDay === null) return;
    const tasks = askedTasks(lines);
    await save.run({
      ...(row === undefined ? {} : { id: row.id }),
      changes: {
        leaderName,
        onDay,
        place: orNull(place),
        projectIds: [...projectIds],
        companions: orNull(companions),
        seen: orNull(seen),
        instructions: orNull(instructions),
      },
      tasks,
    });
    notifications.show({
      message: tasks.length === 0 ? '已保存调研记录' : `已保存调研记录，转出 ${tasks.length} 个督办事项`,
    });
    onClose();
  }

  return (
    <FormDialog
      title={row === undefined ? '登记调研' : '修改调研记录'}
      submitLabel="保存"
      command={save}
      isReady={leaderName.trim() !== '' && onDay !== null && (projectIds.length > 0 || place.trim() !== '')}
      onSubmit={submit}
      onClose={onClose}
      size={900}
    >
      <Group grow align="flex-start">
        <PersonInput label="领导" value={leaderName} onChange={setLeader} data-autofocus />
        <DayInput label="日期" precision="day" value={onDay} onSave={setDay} />
        <TextInput
          label="地点"
          maxLength={200}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
      </Group>
      <ProjectsSelect value={projectIds} onChange={setProjects} />
      <TextInput
        label="陪同人员"
        maxLength={500}
        value={companions}
        onChange={(event) => setCompanions(event.currentTarget.value)}
      />
      <Textarea
        label="调研情况"
        autosize
        minRows={2}
        maxLength={3000}
        value={seen}
        onChange={(event) => setSeen(event.currentTarget.value)}
      />
      <Textarea
        label="提出要求"
        autosize
        minRows={2}
        maxLength={3000}
        value={instructions}
        onChange={(event) => setInstructions(event.currentTarget.value)}
      />
      <TaskLines lines={lines} onChange={setLines} />
      {row === undefined ? (
        <Text size="sm" c="var(--quiet)">
          现场照片在保存以后，展开这次调研的记录放入。
        </Text>
      ) : (
        <AttachmentBox subjectId={row.id} hint="现场照片" isCompact />
      )}
    </FormDialog>
  );
}

interface ProjectsSelectProps {
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Several projects, each found in characters, pinyin or initials. */
function ProjectsSelect({ value, onChange }: ProjectsSelectProps): ReactNode {
  const projects = useQueryOf('projects.list', {});
  const rows = projects.data?.rows;
  const wordsOf = useMemo(
    () => new Map((rows ?? []).map((row) => [row.id, `${row.name} ${row.pinyin} ${row.initials}`.toLowerCase()])),
    [rows],
  );
  return (
    <MultiSelect
      label="项目"
      placeholder={value.length === 0 ? '输入名称、拼音或首字母，可以选多个' : undefined}
      nothingFoundMessage="没有这个项目"
      searchable
      limit={50}
      hidePickedOptions
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase();
        return options.filter((option) => 'value' in option && (wordsOf.get(option.value) ?? '').includes(wanted));
      }}
      data={(rows ?? []).map((row) => ({ value: row.id, label: row.name }))}
      value={[...value]}
      onChange={onChange}
    />
  );
}
