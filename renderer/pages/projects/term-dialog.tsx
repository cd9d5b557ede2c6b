import { Button, Select, SimpleGrid, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { TermRow } from '#shared/contract/assignments.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { leaderTiers } from '#shared/domain/assignment.ts';
import { leaderTierLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, PersonInput } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface TermDialogProps {
  readonly projectId: string;
  readonly roles: OutputOf<'assignments.ofProject'>['roles'];
  /** null: a new one. */
  readonly term: TermRow | null;
  readonly onClose: () => void;
}

/** A person in a role from a day until a day. */
export function TermDialog({ projectId, roles, term, onClose }: TermDialogProps): ReactNode {
  const save = useCommand('assignments.save');
  const remove = useCommand('assignments.remove');
  const undo = useUndo(['assignments.save', 'assignments.remove']);
  const [personName, setPersonName] = useState(term?.personName ?? '');
  const [role, setRole] = useState(term?.role ?? 'responsibleLeader');
  const [tier, setTier] = useState(term?.tier ?? null);
  const [fromDay, setFromDay] = useState(term?.fromDay ?? null);
  const [untilDay, setUntilDay] = useState(term?.untilDay ?? null);
  const [note, setNote] = useState(term?.note ?? '');

  async function submit(): Promise<void> {
    const made = await save.run({
      ...(term === null ? {} : { id: term.id }),
      projectId,
      personName: personName.trim(),
      role,
      tier,
      fromDay,
      untilDay,
      note: orNull(note),
    });
    onClose();
    sayDone(`${personName.trim()}已保存`, () => undo(made.changeId));
  }

  async function takeAway(id: string): Promise<void> {
    const made = await remove.run({ ids: [id] });
    onClose();
    sayDone(`已删除${personName}的这一段`, () => undo(made.changeId));
  }

  return (
    <FormDialog
      title={term === null ? '添加人员' : `${term.roleName}${term.personName}`}
      submitLabel="保存"
      command={save}
      isReady={personName.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm">
        <Select
          label="角色"
          allowDeselect={false}
          value={role}
          data={roles.map((each) => ({ value: each.role, label: each.name }))}
          onChange={(value) => setRole(roles.find((each) => each.role === value)?.role ?? role)}
        />
        <PersonInput data-autofocus label="姓名" value={personName} onChange={setPersonName} />
        <DayInput label="从哪天（可不填）" precision="day" value={fromDay} onSave={setFromDay} />
        <DayInput label="到哪天" description="还在负责就不填" precision="day" value={untilDay} onSave={setUntilDay} />
        <Select
          label="领导层级"
          clearable
          value={tier}
          data={leaderTiers.map((each) => ({ value: each, label: leaderTierLabels[each] }))}
          onChange={(value) => setTier(leaderTiers.find((each) => each === value) ?? null)}
        />
        <TextInput label="说明" maxLength={300} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </SimpleGrid>
      {term !== null && (
        <Button
          variant="subtle"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          loading={remove.isRunning}
          onClick={() => void takeAway(term.id).catch(shownElsewhere)}
        >
          填错了，删除这一段
        </Button>
      )}
      <ErrorNotice problem={remove.problem} />
    </FormDialog>
  );
}
