import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { parseDay } from '#shared/text/typed.ts';
import { useCommand } from '../../client.ts';
import { PasteByProject, type PastedRow } from '../../components/paste-by-project.tsx';
import { orNull } from '../../components/register-inputs.tsx';
import { sayDone } from '../../components/say-done.tsx';
import type { Undo } from '../../use-undo.ts';

interface DialogProps {
  readonly year: number;
  readonly undo: Undo;
  readonly onClose: () => void;
}

/** The chart as it was printed: project, node, day, responsible unit, note. */
export function PasteDialog({ year, undo, onClose }: DialogProps): ReactNode {
  const add = useCommand('plannedNodes.add');
  const [unread, setUnread] = useState<readonly string[]>([]);

  async function take(rows: readonly PastedRow[]): Promise<void> {
    const read = rows.map(({ projectId, cells: [name = '', day = '', responsible = '', note = ''] }) => ({
      projectId,
      name: name.slice(0, 100),
      day: parseDay(day, 'partial'),
      typed: day,
      responsible: orNull(responsible),
      note: orNull(note),
    }));
    const wrong = read.flatMap(({ name, typed, day }) =>
      name === '' ? [`${typed}没有节点名称`] : day.ok ? [] : [`“${name}”的时间“${typed}”`],
    );
    setUnread(wrong);
    if (wrong.length > 0) return;
    const made = await add.run({
      year,
      rows: read.map(({ projectId, name, day, responsible, note }) => ({
        projectId,
        name,
        plannedOn: day.ok ? day.value : null,
        responsible,
        note,
      })),
    });
    const same = made.changed === 0 ? '' : `，${made.changed} 个原来就有，已按新的改`;
    sayDone(`已填入 ${made.added} 个节点${same}`, () => undo(made.changeId));
    onClose();
  }

  return (
    <PasteByProject
      title={`粘贴${year}年节点`}
      columns={['节点', '计划时间', '责任单位', '说明']}
      example={'青石大桥\t主体完工\t2026年6月\t区交通局\n青石大桥\t竣工\t2026-12-31\t区交通局'}
      command={add}
      onTake={take}
      onClose={onClose}
    >
      {unread.length > 0 && (
        <Text size="sm" className="late" role="alert">
          这些看不懂，没有填入，请改好再填：{unread.slice(0, 5).join('、')}
          {unread.length > 5 ? `等 ${unread.length} 处` : ''}
        </Text>
      )}
    </PasteByProject>
  );
}
