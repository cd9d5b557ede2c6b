import { Anchor, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { useOffice } from '../../office-context.ts';

type Change = OutputOf<'changes.list'>['rows'][number];
type Kept = OutputOf<'changes.undo'>['changedSince'];

const shownFirst = 6;
const shownAll = 50;
/** From so many operations on, what an undo touches is said before it is done. */
const manyOperations = 20;
/** Setting up and what has left or entered the office cannot be taken back from here. */
const lasting: ReadonlySet<string> = new Set([
  'offices.setUp',
  'offices.loadDemonstration',
  'packages.export',
  'packages.import',
]);

export function RecentChanges(): ReactNode {
  const { today } = useOffice();
  const [isAll, setAll] = useState(false);
  const changes = useQueryOf('changes.list', { limit: isAll ? shownAll : shownFirst + 1 }, { keepsLast: true });
  const undo = useCommand('changes.undo');
  const redo = useCommand('changes.redo');
  const [asked, setAsked] = useState<Change | null>(null);
  const [kept, setKept] = useState<Kept>([]);

  async function undoIt(change: Change): Promise<void> {
    const undone = await undo.run({ changeId: change.changeId });
    const isKept = undone.undone === 0;
    notifications.show({
      message: isKept
        ? `“${change.summary}”里的内容之后都改过，没有可以恢复的`
        : `已撤销“${change.summary}”，恢复 ${undone.undone} 处`,
    });
    setKept(undone.changedSince);
  }

  async function restoreIt(change: Change): Promise<void> {
    const restored = await redo.run({ changeId: change.changeId });
    notifications.show({ message: `已恢复“${change.summary}”，${restored.redone} 处` });
    setKept(restored.changedSince);
  }

  function takeBack(change: Change): void {
    setAsked(null);
    undoIt(change).catch(shownElsewhere);
  }

  const rows = changes.data?.rows ?? [];
  const shown = isAll ? rows : rows.slice(0, shownFirst);
  return (
    <section className="desk-box" aria-labelledby="desk-changes">
      <h2 id="desk-changes">最近改动</h2>
      <ErrorNotice
        problem={changes.error ?? undo.problem ?? redo.problem}
        onClose={() => {
          undo.reset();
          redo.reset();
        }}
      />
      {changes.data !== undefined && rows.length === 0 && (
        <p className="desk-why">还没有改动。之后的每一次填写、导入都列在这里，填错了可以从这里撤销。</p>
      )}
      <ul className="desk-changes">
        {shown.map((change) => (
          <ChangeLine
            key={change.changeId}
            change={change}
            today={today}
            isBusy={undo.isRunning || redo.isRunning}
            onUndo={() => (change.operations >= manyOperations ? setAsked(change) : takeBack(change))}
            onRedo={() => void restoreIt(change).catch(shownElsewhere)}
          />
        ))}
      </ul>
      {rows.length > shownFirst && (
        <Anchor component="button" type="button" size="sm" onClick={() => setAll(!isAll)}>
          {isAll ? '只看最近几次' : '更早的改动'}
        </Anchor>
      )}
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title="撤销这次改动" centered>
        {asked !== null && (
          <Stack gap="sm">
            <Text size="sm">
              撤销“{asked.summary}”会把其中 {asked.operations.toLocaleString('zh-CN')} 处内容恢复成之前的样子；
              之后又改过的内容保留不动，并会列给您看。
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsked(null)}>
                不撤销
              </Button>
              <Button data-autofocus onClick={() => takeBack(asked)}>
                撤销这次改动
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
      <Modal opened={kept.length > 0} onClose={() => setKept([])} title="有些内容保留不动" centered>
        <Stack gap="sm">
          <Text size="sm">下面 {kept.length} 处在那之后又改过，没有动。需要时请到项目里改。</Text>
          <List size="sm" mah={320} style={{ overflowY: 'auto' }}>
            {byRecord(kept).map((one) => (
              <List.Item key={one.id}>
                {one.title}：{one.labels.join('、')}
              </List.Item>
            ))}
          </List>
        </Stack>
      </Modal>
    </section>
  );
}

function byRecord(kept: Kept): readonly { readonly id: string; readonly title: string; readonly labels: string[] }[] {
  const records = new Map<string, { id: string; title: string; labels: string[] }>();
  for (const { id, title, label } of kept) {
    const record = records.get(id) ?? { id, title, labels: [] };
    record.labels.push(label);
    records.set(id, record);
  }
  return [...records.values()];
}

/** “今天 09:05”, “11-17 10:24”; with the year when it was another one. */
function shortInstant(instant: string, today: string): string {
  const text = instantText(instant);
  if (text.startsWith(today)) return `今天${text.slice(10)}`;
  return text.slice(0, 4) === today.slice(0, 4) ? text.slice(5) : text;
}

/** Who took it back and when; nothing where that left no trace of its own. */
function undoneBy(change: Change, today: string): string {
  return change.undoneAt === null ? '' : `（${shortInstant(change.undoneAt, today)} ${change.undoneBy ?? ''}）`;
}

interface ChangeLineProps {
  readonly change: Change;
  readonly today: string;
  readonly isBusy: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

function ChangeLine({ change, today, isBusy, onUndo, onRedo }: ChangeLineProps): ReactNode {
  return (
    <li>
      <div className="desk-change-words">
        <div
          className={change.isUndone ? 'desk-change-summary desk-undone' : 'desk-change-summary'}
          title={change.summary}
        >
          {change.summary}
        </div>
        <div className="desk-why">
          {shortInstant(change.at, today)} · {change.actor}
          {change.operations > 1 && ` · ${change.operations.toLocaleString('zh-CN')} 处`}
          {change.isUndone && ` · 已撤销${undoneBy(change, today)}`}
        </div>
      </div>
      {change.isUndone ? (
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={isBusy}
          leftSection={<IconArrowForwardUp size={15} aria-hidden />}
          aria-label={`恢复：${change.summary}`}
          onClick={onRedo}
        >
          恢复
        </Button>
      ) : lasting.has(change.procedure) ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={isBusy}
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          aria-label={`撤销：${change.summary}`}
          onClick={onUndo}
        >
          撤销
        </Button>
      )}
    </li>
  );
}
