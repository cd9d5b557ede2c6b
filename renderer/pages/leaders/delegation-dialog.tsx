import { MultiSelect, Select, SimpleGrid, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DelegationRow } from '#shared/contract/assignments.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, PersonInput } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface DelegationDialogProps {
  /** null: a new one. */
  readonly row: DelegationRow | null;
  readonly onClose: () => void;
}

export function DelegationDialog({ row, onClose }: DelegationDialogProps): ReactNode {
  const board = useQueryOf('assignments.board', {});
  const save = useCommand('delegations.save');
  const undo = useUndo(['delegations.save']);
  const [leaderId, setLeaderId] = useState(row?.leaderId ?? null);
  const [delegateName, setDelegateName] = useState(row?.delegateName ?? '');
  const [fromDay, setFromDay] = useState(row?.fromDay ?? null);
  const [untilDay, setUntilDay] = useState(row?.untilDay ?? null);
  const [reason, setReason] = useState(row?.reason ?? '');
  const [projectIds, setProjectIds] = useState<string[]>(row?.projects.map((project) => project.id) ?? []);
  const [isAsked, setAsked] = useState(false);
  const leaders = board.data?.leaders ?? [];
  const offered = leaders.map((leader) => ({
    value: leader.personId,
    label: leader.post === null ? leader.name : `${leader.name} ${leader.post}`,
  }));
  if (row !== null && !offered.some((each) => each.value === row.leaderId))
    offered.push({ value: row.leaderId, label: row.leaderName });
  const projects = leaders.find((leader) => leader.personId === leaderId)?.projects ?? [];

  async function submit(): Promise<void> {
    setAsked(true);
    if (leaderId === null || fromDay === null || untilDay === null) return;
    const made = await save.run({
      ...(row === null ? {} : { id: row.id }),
      leaderId,
      delegateName: delegateName.trim(),
      fromDay,
      untilDay,
      reason: orNull(reason),
      projectIds,
    });
    onClose();
    sayDone(`委托已登记${made.hint === null ? '' : `。${made.hint}`}`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={row === null ? '登记外出委托' : '修改外出委托'}
      submitLabel="保存"
      command={save}
      isReady={leaderId !== null && delegateName.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label="委托人"
        description="外出的分包领导"
        searchable
        limit={50}
        nothingFoundMessage="没有这位领导，请先在项目里填写分包领导"
        data={offered}
        value={leaderId}
        onChange={(value) => {
          setLeaderId(value);
          setProjectIds([]);
        }}
      />
      <PersonInput label="受托人" value={delegateName} onChange={setDelegateName} />
      <SimpleGrid cols={2}>
        <DayInput
          label="从哪天"
          precision="day"
          value={fromDay}
          onSave={setFromDay}
          error={isAsked && fromDay === null ? '请填写从哪天' : undefined}
        />
        <DayInput
          label="到哪天"
          precision="day"
          value={untilDay}
          onSave={setUntilDay}
          error={isAsked && untilDay === null ? '请填写到哪天' : undefined}
        />
      </SimpleGrid>
      <TextInput
        label="事由（可不填）"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <MultiSelect
        label="仅限这些项目（不选就是全部）"
        data={projects.map((project) => ({ value: project.projectId, label: project.name }))}
        value={projectIds}
        onChange={setProjectIds}
        searchable
        clearable
        maxValues={50}
      />
    </FormDialog>
  );
}
