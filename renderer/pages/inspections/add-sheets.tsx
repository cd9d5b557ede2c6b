import { MultiSelect, NumberInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InspectionRoundRow, RoundSheetRow } from '#shared/contract/inspection-rounds.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface AddSheetsProps {
  readonly row: InspectionRoundRow;
  /** Those that are not void. */
  readonly sheets: readonly RoundSheetRow[];
  readonly onClose: () => void;
}

/** Projects that come into a round on the way, and blank sheets to take along. */
export function AddSheets({ row, sheets, onClose }: AddSheetsProps): ReactNode {
  const add = useCommand('inspectionRounds.addSheets');
  const undo = useUndo(['inspectionRounds.addSheets']);
  const all = useQueryOf('inspectionRounds.propose', {
    way: 'picked',
    street: null,
    seed: null,
    count: null,
    notVisitedDays: null,
  });
  const [projectIds, setProjectIds] = useState<readonly string[]>([]);
  const [blankSheets, setBlankSheets] = useState(0);
  const there = new Set(sheets.map((sheet) => sheet.projectId));
  const rows = (all.data?.rows ?? []).filter((project) => !there.has(project.id));
  const words = new Map(rows.map((each) => [each.id, `${each.name} ${each.pinyin} ${each.initials}`.toLowerCase()]));
  return (
    <FormDialog
      title={`加入项目：${row.name}`}
      submitLabel="加入"
      command={add}
      isReady={projectIds.length + blankSheets > 0}
      onSubmit={async () => {
        const made = await add.run({ roundId: row.id, projectIds: [...projectIds], blankSheets });
        sayDone(`已加入 ${made.added} 张检查表`, () => undo(made.changeId));
        onClose();
      }}
      onClose={onClose}
      size={640}
    >
      <MultiSelect
        label="项目"
        placeholder={projectIds.length === 0 ? '输入名称、拼音或首字母，可以选多个' : ''}
        searchable
        limit={50}
        hidePickedOptions
        nothingFoundMessage="没有这个项目，或已经在这次督导里"
        filter={({ options, search }) => {
          const wanted = search.trim().toLowerCase();
          return options.filter((option) => 'value' in option && (words.get(option.value) ?? '').includes(wanted));
        }}
        data={rows.map((each) => ({ value: each.id, label: each.name }))}
        value={[...projectIds]}
        onChange={setProjectIds}
        data-autofocus
      />
      <NumberInput
        label="空白表"
        suffix=" 张"
        min={0}
        max={200}
        allowDecimal={false}
        allowNegative={false}
        value={blankSheets}
        onChange={(count) => setBlankSheets(typeof count === 'number' ? count : 0)}
      />
    </FormDialog>
  );
}
