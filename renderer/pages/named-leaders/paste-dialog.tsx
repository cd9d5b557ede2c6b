import type { ReactNode } from 'react';
import { useCommand } from '../../client.ts';
import { splitNames } from '../../components/ledger-grid/cell-value.ts';
import { PasteByProject } from '../../components/paste-by-project.tsx';
import { sayDone } from '../../components/say-done.tsx';
import type { Undo } from '../../use-undo.ts';
import { useNameFields } from './name-fields.tsx';

/** A list from a document: project and leaders. */
export function PasteDialog({ undo, onClose }: { readonly undo: Undo; readonly onClose: () => void }): ReactNode {
  const save = useCommand('namedLeaders.name');
  const { state, fields } = useNameFields();
  return (
    <PasteByProject
      title="粘贴领导名单"
      columns={['领导姓名']}
      example={'青石大桥\t张某某\n白桦湾水厂\t李某某、王某某'}
      command={save}
      onClose={onClose}
      onTake={async (rows) => {
        const { tier, fromDay, document } = state;
        const made = await save.run({
          items: rows.map(({ projectId, cells }) => ({ projectId, tier, names: [...splitNames(cells[0] ?? '')] })),
          fromDay,
          ...(document.trim() === '' ? {} : { note: document.trim() }),
        });
        sayDone(`${made.changed} 个项目的领导已明确，生成下达文件后区县才能看到`, () => undo(made.changeId));
        onClose();
      }}
    >
      {fields}
    </PasteByProject>
  );
}
