import { Autocomplete, Group, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AccountabilityRow } from '#shared/contract/accountability.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ProjectSelect } from '../../components/project-select.tsx';
import { orNull, PersonInput, UnitInput } from '../../components/register-inputs.tsx';
import { useOffice } from '../../office-context.ts';

type List = OutputOf<'accountability.list'>;

interface EntryDialogProps {
  readonly rule: List['rule'];
  /** Given: what the ledgers say is taken over; only the handling is asked besides. */
  readonly proposal?: List['proposals'][number];
  /** Given: an entry that is changed. */
  readonly entry?: AccountabilityRow;
  readonly onClose: () => void;
}

/** Somebody is entered: who, what for, the facts, what is proposed to be done. */
export function EntryDialog({ rule, proposal, entry, onClose }: EntryDialogProps): ReactNode {
  const { today } = useOffice();
  const save = useCommand('accountability.save');
  const from = entry ?? proposal;
  const [unitName, setUnit] = useState(from?.unitName ?? '');
  const [personName, setPerson] = useState(from?.personName ?? '');
  const [projectId, setProject] = useState<string | null>(from?.projectId ?? null);
  const [ground, setGround] = useState(from?.ground ?? '');
  const [onDay, setDay] = useState<string | null>(from?.onDay ?? today);
  const [facts, setFacts] = useState(from?.facts ?? '');
  const [handling, setHandling] = useState(entry?.handling ?? '');

  async function submit(): Promise<void> {
    await save.run({
      ...(entry === undefined ? {} : { id: entry.id }),
      ...(proposal === undefined ? {} : { sourceId: proposal.sourceId }),
      changes: {
        unitName: orNull(unitName),
        personName: orNull(personName),
        projectId,
        ground,
        ...(onDay === null ? {} : { onDay }),
        facts: orNull(facts),
        handling: orNull(handling),
      },
    });
    onClose();
  }

  return (
    <FormDialog
      title={entry === undefined ? '列入责任追究台账' : '修改责任追究记录'}
      submitLabel={entry === undefined ? '列入' : '保存'}
      command={save}
      isReady={ground.trim() !== '' && (unitName.trim() !== '' || personName.trim() !== '')}
      onSubmit={submit}
      onClose={onClose}
      size={620}
    >
      <Group grow align="flex-start">
        <UnitInput label="单位" value={unitName} onChange={setUnit} />
        <PersonInput label="责任人" value={personName} onChange={setPerson} />
      </Group>
      <Autocomplete label="情形" data={[...rule.grounds]} maxLength={200} value={ground} onChange={setGround} />
      <Group grow align="flex-start">
        <ProjectSelect label="项目（可不选）" clearable value={projectId} onChange={setProject} />
        <DayInput label="日期" precision="day" value={onDay} onSave={setDay} />
      </Group>
      <Textarea
        label="具体情况"
        autosize
        minRows={2}
        maxLength={2000}
        value={facts}
        onChange={(event) => setFacts(event.currentTarget.value)}
      />
      <Textarea
        label="处理建议"
        autosize
        minRows={2}
        maxLength={1000}
        value={handling}
        onChange={(event) => setHandling(event.currentTarget.value)}
      />
      <Text size="xs" c="var(--quiet)">
        {rule.shown}（{rule.source}）{rule.by === null ? '' : `由${rule.by}按程序处理。`}
      </Text>
    </FormDialog>
  );
}
