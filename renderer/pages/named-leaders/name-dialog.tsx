import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { leaderTierLabels } from '#shared/text/labels.ts';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { splitNames } from '../../components/ledger-grid/cell-value.ts';
import { sayDone } from '../../components/say-done.tsx';
import type { Undo } from '../../use-undo.ts';
import { useNameFields } from './name-fields.tsx';

interface NameDialogProps {
  readonly projectIds: readonly string[];
  readonly undo: Undo;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The same leaders for all projects that are ticked. */
export function NameDialog({ projectIds, undo, onClose, onDone }: NameDialogProps): ReactNode {
  const save = useCommand('namedLeaders.name');
  const [typed, setTyped] = useState('');
  const { state, fields } = useNameFields();
  const names = splitNames(typed);

  async function submit(): Promise<void> {
    const { tier, fromDay, document } = state;
    const made = await save.run({
      items: projectIds.map((projectId) => ({ projectId, tier, names: [...names] })),
      fromDay,
      ...(document.trim() === '' ? {} : { note: document.trim() }),
    });
    sayDone(`${made.changed} 个项目的${leaderTierLabels[tier]}已明确，生成下达文件后区县才能看到`, () =>
      undo(made.changeId),
    );
    onDone();
  }

  return (
    <FormDialog
      title={`明确 ${projectIds.length} 个项目的领导`}
      submitLabel={names.length === 0 && state.fromDay !== null ? '不再联系' : '明确'}
      command={save}
      isReady={names.length > 0 || state.fromDay !== null}
      onSubmit={submit}
      onClose={onClose}
      size="lg"
    >
      {fields}
      <TextInput
        data-autofocus
        label="领导姓名"
        description="几位领导用顿号隔开，排在前面的先印；空着并写明日期，就是从那天起不再联系"
        placeholder="周某某、吴某某"
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
