import { Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { UnitRow } from '#shared/contract/people.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, UnitInput } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';

interface MergeUnitsDialogProps {
  readonly units: readonly UnitRow[];
  readonly onClose: (isDone: boolean) => void;
}

/** Several units become one that is there or a new one; what follows is counted before anybody says yes. */
export function MergeUnitsDialog({ units, onClose }: MergeUnitsDialogProps): ReactNode {
  const { today } = useOffice();
  const list = useQueryOf('units.list', {});
  const merge = useCommand('units.merge');
  const undo = useUndo(['units.merge']);
  const [intoName, setIntoName] = useState('');
  const [day, setDay] = useState<string>(today);
  const [document, setDocument] = useState('');
  const name = intoName.trim();
  const target = (list.data?.rows ?? []).find((row) => row.name === name && row.mayEdit);
  const leaving = units.filter((unit) => unit.id !== target?.id);
  const uses = useQueryOf(
    'units.uses',
    { ids: leaving.map((unit) => unit.id) },
    { isEnabled: leaving.length > 0, keepsLast: true },
  );

  async function submit(): Promise<void> {
    const made = await merge.run({
      ids: leaving.map((unit) => unit.id),
      into: target === undefined ? { name } : { id: target.id },
      day,
      document: orNull(document),
    });
    onClose(true);
    sayDone(`已并入${name}，${made.moved} 处随之转过去`, () => undo(made.changeId));
  }

  const counted = (uses.data?.rows ?? []).map((row) => `${row.label} ${row.count} 处`).join('、');
  return (
    <FormDialog
      title="合并单位"
      submitLabel={`合并 ${leaving.length} 个单位`}
      command={merge}
      isReady={name !== '' && leaving.length > 0}
      onSubmit={submit}
      onClose={() => onClose(false)}
    >
      <Text size="sm">要并掉的单位：{leaving.map((unit) => unit.name).join('、')}</Text>
      <UnitInput
        data-autofocus
        label="并入哪个单位"
        description="可以选已有的单位（包括勾选的其中一个），也可以填新单位的名称"
        value={intoName}
        onChange={setIntoName}
      />
      <DayInput label="从哪一天起" precision="day" value={day} onSave={(next) => setDay(next ?? today)} />
      <TextInput
        label="依据文件（可不填）"
        maxLength={100}
        value={document}
        onChange={(event) => setDocument(event.currentTarget.value)}
      />
      <Text size="sm" c="var(--quiet)">
        {counted === '' ? '没有记录要随之转移。' : `随之转到新单位：${counted}。`}
        任职经历和以前的填报表留在原单位。整个合并可以一次撤销。
      </Text>
    </FormDialog>
  );
}
