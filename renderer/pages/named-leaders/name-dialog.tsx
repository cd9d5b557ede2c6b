import { TagsInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { leaderTierLabels } from '#shared/text/labels.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
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
  const persons = useQueryOf('persons.list', {});
  const [names, setNames] = useState<string[]>([]);
  const { state, fields } = useNameFields();
  const known = (persons.data?.rows ?? []).filter((person) => person.mayEdit).map((person) => person.name);

  async function submit(): Promise<void> {
    const { tier, fromDay, document } = state;
    const made = await save.run({
      items: projectIds.map((projectId) => ({ projectId, tier, names })),
      fromDay,
      ...(document.trim() === '' ? {} : { note: document.trim() }),
    });
    sayDone(`${made.changed} 个项目的${leaderTierLabels[tier]}领导已明确，生成下达文件后区县才能看到`, () =>
      undo(made.changeId),
    );
    onDone();
  }

  return (
    <FormDialog
      title={`明确 ${projectIds.length} 个项目的领导`}
      submitLabel={names.length === 0 ? '不再有领导' : '明确'}
      command={save}
      isReady={names.length > 0 || state.fromDay !== null}
      onSubmit={submit}
      onClose={onClose}
      size="lg"
    >
      {fields}
      <TagsInput
        data-autofocus
        label="领导姓名"
        description="几位领导依次填写，按 Enter 分开；都不填并写明日期，就是从那天起不再联系"
        data={[...new Set(known)]}
        limit={12}
        maxTags={10}
        splitChars={['、', '，', ',']}
        acceptValueOnBlur
        value={names}
        onChange={setNames}
      />
    </FormDialog>
  );
}
