import { Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { useJob } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { PersonInput } from '../../components/register-inputs.tsx';
import { useOffice } from '../../office-context.ts';

type About = InputOf<'instructions.paper'>['about'];
type Content = 'project' | 'lagging' | 'tasksLate' | 'tasksOpen';

const contents: readonly { readonly value: Content; readonly label: string; readonly title: string }[] = [
  { value: 'project', label: '一个项目', title: '' },
  { value: 'lagging', label: '进度滞后项目', title: '关于进度滞后项目有关情况的汇报' },
  { value: 'tasksLate', label: '逾期督办事项', title: '关于逾期督办事项的汇报' },
  { value: 'tasksOpen', label: '未办结督办事项', title: '关于督办事项办理情况的汇报' },
];

interface PaperFormProps {
  /** Of this project; absent: asked. */
  readonly project?: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** 呈阅件: what, for whom; recorded as presented only when ticked. Then it is looked at and printed. */
export function PaperForm({ project, onClose }: PaperFormProps): ReactNode {
  const { today } = useOffice();
  const job = useJob('instructions.paper');
  const [content, setContent] = useState<Content>('project');
  const [projectId, setProject] = useState<string | null>(project?.id ?? null);
  const [title, setTitle] = useState(project === undefined ? '' : titleOf(project.name));
  const [leaderName, setLeader] = useState('');
  const [request, setRequest] = useState('');
  const [isPresented, setPresented] = useState(false);
  const [presentedOn, setDay] = useState<string | null>(today);
  const [made, setMade] = useState<OutputOf<'instructions.paper'> | null>(null);

  if (made !== null)
    return (
      <PaperDialog
        title={made.instructionId === null ? '呈阅件' : '呈阅件（已登记为呈送）'}
        about={title}
        paperKey={['instructions.paper', made.file.handle]}
        make={() => Promise.resolve(made)}
        onClose={onClose}
      />
    );

  async function submit(): Promise<void> {
    const about = aboutOf(content, projectId);
    if (about === null) return;
    setMade(
      await job.run({
        title,
        about,
        request,
        ...(leaderName.trim() === '' ? {} : { leaderName }),
        ...(isPresented && presentedOn !== null ? { presentedOn } : {}),
      }),
    );
  }

  return (
    <FormDialog
      title="呈阅件"
      submitLabel={isPresented ? '生成并登记' : '生成'}
      command={job}
      isReady={title.trim() !== '' && aboutOf(content, projectId) !== null && (!isPresented || presentedOn !== null)}
      onSubmit={submit}
      onClose={onClose}
      size={640}
    >
      {project === undefined && (
        <Group grow align="flex-start">
          <Select
            label="内容"
            allowDeselect={false}
            value={content}
            data={contents.map(({ value, label }) => ({ value, label }))}
            onChange={(value) => {
              const next = contents.find((each) => each.value === value);
              setContent(next?.value ?? 'project');
              setTitle(next?.title ?? '');
            }}
          />
          {content === 'project' && (
            <ProjectSelect
              label="项目"
              value={projectId}
              onChange={(id, option) => {
                setProject(id);
                setTitle(option === null ? '' : titleOf(option.label));
              }}
            />
          )}
        </Group>
      )}
      <TextInput
        label="标题"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
      />
      <PersonInput label="呈送领导" value={leaderName} onChange={setLeader} />
      <Textarea
        label="请示事项（可不填）"
        description="印在最后，请领导批示的事"
        autosize
        minRows={2}
        maxLength={2000}
        value={request}
        onChange={(event) => setRequest(event.currentTarget.value)}
      />
      <Group align="flex-end">
        <Checkbox
          label="登记为已呈送"
          description="记入领导批示台账，等批示拿回来"
          checked={isPresented}
          onChange={(event) => setPresented(event.currentTarget.checked)}
        />
        {isPresented && <DayInput label="呈送日期" precision="day" value={presentedOn} onSave={setDay} />}
      </Group>
    </FormDialog>
  );
}

function titleOf(projectName: string): string {
  return `关于${projectName}有关情况的汇报`.slice(0, 200);
}

function aboutOf(content: Content, projectId: string | null): About | null {
  switch (content) {
    case 'project':
      return projectId === null ? null : { kind: 'project', projectId };
    case 'lagging':
      return { kind: 'lagging' };
    case 'tasksLate':
      return { kind: 'tasks', show: 'late' };
    case 'tasksOpen':
      return { kind: 'tasks', show: 'open' };
  }
}
