import { Autocomplete, Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { useOffice } from '../../office-context.ts';

interface NewIssueProps {
  readonly rule: OutputOf<'issues.list'>['rule'];
  /** Given: of this project, which is not asked. */
  readonly projectId?: string;
  readonly onClose: () => void;
}

/** The few things an issue starts with; the rest is typed in the ledger. */
export function NewIssue({ rule, projectId, onClose }: NewIssueProps): ReactNode {
  const { today } = useOffice();
  const save = useCommand('issues.save');
  const units = useQueryOf('units.list', {});
  const [project, setProject] = useState<string | null>(projectId ?? null);
  const [title, setTitle] = useState('');
  const [issueClass, setIssueClass] = useState<string | null>(null);
  const [grade, setGrade] = useState<string | null>(null);
  const [unitName, setUnitName] = useState('');
  const [foundOn, setFoundOn] = useState<string | null>(today);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (project === null || title.trim() === '' || foundOn === null) return;
    await save.run({ projectId: project, changes: { title: title.trim(), issueClass, grade, unitName, foundOn } });
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title="登记问题" centered size={560}>
      <form onSubmit={(event) => void submit(event).catch(shownElsewhere)}>
        <Stack gap="sm">
          {projectId === undefined && (
            <ProjectSelect data-autofocus label="项目" value={project} onChange={setProject} />
          )}
          <Textarea
            label="存在问题"
            description="一句话说清，会印在周报的“存在问题及涉及单位”里"
            autosize
            minRows={2}
            maxLength={500}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            {...(projectId === undefined ? {} : { 'data-autofocus': true })}
          />
          <Group grow align="flex-start">
            <Select label="类别" data={rule.classes} value={issueClass} onChange={setIssueClass} clearable />
            <Select
              label="紧急程度"
              data={rule.grades.map(({ code, name, workingDays }) => ({
                value: code,
                label: workingDays === null ? `${name}（即时）` : `${name}（${workingDays}个工作日）`,
              }))}
              value={grade}
              onChange={setGrade}
              clearable
            />
          </Group>
          <Group grow align="flex-start">
            <Autocomplete
              label="责任单位"
              data={(units.data?.rows ?? []).map((unit) => unit.name)}
              limit={20}
              value={unitName}
              onChange={setUnitName}
            />
            <DayInput label="发现日期" precision="day" value={foundOn} onSave={setFoundOn} />
          </Group>
          <ErrorNotice problem={save.problem} onClose={save.reset} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button
              type="submit"
              disabled={project === null || title.trim() === '' || foundOn === null}
              loading={save.isRunning}
            >
              登记
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
