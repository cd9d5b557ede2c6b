import { Button, Group, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { MemberView } from '#shared/contract/lists.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import type { Undo } from '../../use-undo.ts';

type Changes = InputOf<'lists.save'>['changes'];

/** One project's place on the list: days, document, note; off the list where it was put by mistake. */
export function MemberDetails({ row, undo }: { readonly row: MemberView; readonly undo: Undo }): ReactNode {
  const save = useCommand('lists.save');
  const remove = useCommand('lists.remove');
  const change = (changes: Changes) => void save.run({ ids: [row.id], changes }).catch(shownElsewhere);

  async function takeOff(): Promise<void> {
    const { changeId } = await remove.run({ ids: [row.id] });
    sayDone(`已从${row.list}删除“${row.projectName}”`, () => undo(changeId));
  }
  return (
    <div>
      <Group align="flex-end" gap="sm" wrap="nowrap">
        <Words label="期次" value={row.issue} onSave={(issue) => change({ issue })} />
        <Words label="类别" value={row.part} onSave={(part) => change({ part })} />
        <DayInput label="列入日期" precision="day" value={row.fromDay} onSave={(fromDay) => change({ fromDay })} />
        <DayInput label="移出日期" precision="day" value={row.untilDay} onSave={(untilDay) => change({ untilDay })} />
        <Words label="依据文件" value={row.document} onSave={(document) => change({ document })} />
        <Words label="说明" value={row.note} onSave={(note) => change({ note })} />
        <Button
          variant="default"
          style={{ flexShrink: 0 }}
          loading={remove.isRunning}
          onClick={() => void takeOff().catch(shownElsewhere)}
        >
          删除
        </Button>
      </Group>
      <ErrorNotice problem={save.problem ?? remove.problem} onClose={save.reset} />
    </div>
  );
}

interface WordsProps {
  readonly label: string;
  readonly value: string | null;
  readonly onSave: (text: string | null) => void;
}

function Words({ label, value, onSave }: WordsProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  function finish(): void {
    if (typed === null) return;
    const text = typed.trim() === '' ? null : typed.trim();
    setTyped(null);
    if (text !== value) onSave(text);
  }
  return (
    <TextInput
      label={label}
      maxLength={label === '说明' ? 300 : 40}
      value={typed ?? value ?? ''}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
