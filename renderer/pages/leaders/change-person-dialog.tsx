import { Select, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { addDays, shownDay } from '#shared/calendar/day.ts';
import type { LeaderLoad } from '#shared/contract/assignments.ts';
import { type AssignmentRole, assignmentRoles } from '#shared/domain/assignment.ts';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, PersonInput } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';

interface ChangePersonDialogProps {
  readonly leader: LeaderLoad;
  readonly projectIds: readonly string[];
  readonly roleNames: Readonly<Record<AssignmentRole, string>>;
  readonly onClose: () => void;
}

/** On a day another takes over: the old term ends the day before, and stays as history. */
export function ChangePersonDialog({ leader, projectIds, roleNames, onClose }: ChangePersonDialogProps): ReactNode {
  const { today } = useOffice();
  const undo = useUndo(['assignments.changePerson']);
  const change = useCommand('assignments.changePerson');
  const concerned = leader.projects.filter((project) => projectIds.includes(project.projectId));
  const held = assignmentRoles.filter((role) => concerned.some((project) => project.roles.includes(role)));
  const [role, setRole] = useState<AssignmentRole>(held[0] ?? 'responsibleLeader');
  const [toName, setToName] = useState('');
  const [day, setDay] = useState<string>(today);
  const [note, setNote] = useState('');
  const count = concerned.filter((project) => project.roles.includes(role)).length;

  async function submit(): Promise<void> {
    const made = await change.run({
      projectIds: concerned.filter((project) => project.roles.includes(role)).map((project) => project.projectId),
      role,
      fromPersonId: leader.personId,
      toName: orNull(toName),
      day,
      note: orNull(note),
    });
    onClose();
    sayDone(`${made.changed} 个项目的${roleNames[role]}已更换，${shownDay(day)}起`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={`更换${leader.name}`}
      submitLabel={`更换 ${count} 个项目`}
      command={change}
      isReady={count > 0 && toName.trim() !== leader.name}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label="角色"
        allowDeselect={false}
        value={role}
        data={held.map((each) => ({ value: each, label: roleNames[each] }))}
        onChange={(value) => setRole(held.find((each) => each === value) ?? role)}
      />
      <PersonInput
        data-autofocus
        label="由谁接任"
        description="名单里没有的人，填上姓名即新增；暂时没有人接就留空"
        value={toName}
        onChange={setToName}
      />
      <DayInput label="从哪一天起" precision="day" value={day} onSave={(next) => setDay(next ?? today)} />
      <TextInput
        label="说明（可不填）"
        placeholder="文号、原因"
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Text size="sm" c="var(--quiet)">
        {leader.name}的分包到{shownDay(addDays(day, -1))}为止，留在历史里；以前日期的表仍然印他的名字。
      </Text>
    </FormDialog>
  );
}
