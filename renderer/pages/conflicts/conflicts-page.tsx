/** 两处改动不一致: both values, person and day of each, chosen by a click or typed anew. */
import { Button, Checkbox, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { ConflictCard } from './conflict-card.tsx';
import './conflicts.css';

export type Conflict = OutputOf<'conflicts.list'>['rows'][number];
type Choice = InputOf<'conflicts.resolve'>['choices'][number]['choice'];
export type Choose = (conflict: Conflict, choice: Choice) => void;

export function ConflictsPage(): ReactNode {
  const [search] = useSearchParams();
  const projectId = search.get('project');
  const list = useQueryOf('conflicts.list', projectId === null ? {} : { projectId });
  const resolve = useCommand('conflicts.resolve');
  const undo = useUndo(['conflicts.resolve']);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, ours } = list.data;
  const chosen = rows.filter((row) => row.isOurs && marked.has(keyOf(row)));

  async function decide(choices: readonly (readonly [Conflict, Choice])[]): Promise<void> {
    const { changeId } = await resolve.run({
      choices: choices.map(([{ entity, recordId, field }, choice]) => ({ entity, recordId, field, choice })),
    });
    setMarked(new Set());
    sayDone(choices.length === 1 ? '已选定 1 处' : `已选定 ${choices.length} 处`, () => undo(changeId));
  }
  const decideAll = (choiceOf: (conflict: Conflict) => Choice) =>
    void decide(chosen.map((each) => [each, choiceOf(each)] as const)).catch(shownElsewhere);

  return (
    <>
      <PageHead
        title="两处改动不一致"
        about="同一处在两台电脑上改得不一样：两种内容都留着，由您选定用哪一个"
        actions={
          <Button component={Link} href="/desks" variant="default">
            本单位各台电脑
          </Button>
        }
      />
      <ErrorNotice problem={resolve.problem} onClose={resolve.reset} />
      {rows.length === 0 ? (
        <EmptyState title="没有不一致的改动">
          两台电脑改了同一处、内容又不一样时，会列在这里。没有选定以前，现在的内容照旧，不会互相覆盖。
        </EmptyState>
      ) : (
        <>
          <Group gap="sm" mb="xs" className="conflict-tools">
            <Checkbox
              size="sm"
              label="全选"
              checked={ours > 0 && chosen.length === ours}
              indeterminate={chosen.length > 0 && chosen.length < ours}
              onChange={(event) =>
                setMarked(
                  event.currentTarget.checked ? new Set(rows.filter((row) => row.isOurs).map(keyOf)) : new Set(),
                )
              }
            />
            <Button
              size="xs"
              variant="default"
              disabled={chosen.length === 0}
              loading={resolve.isRunning}
              onClick={() => decideAll(() => ({ kind: 'inForce' }))}
            >
              都用现在的
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={chosen.length === 0}
              loading={resolve.isRunning}
              onClick={() => decideAll(({ offers }) => ({ kind: 'offered', position: offers.at(-1)?.position ?? 0 }))}
            >
              都用另一种
            </Button>
            <Text size="sm" c="var(--quiet)" role="status">
              {chosen.length > 0 ? `已勾选 ${chosen.length} 处` : `共 ${ours} 处要选定`}
            </Text>
          </Group>
          <div className="conflict-list" role="list" aria-label="不一致的改动">
            {rows.map((row) => (
              <ConflictCard
                key={keyOf(row)}
                conflict={row}
                isMarked={marked.has(keyOf(row))}
                isBusy={resolve.isRunning}
                onMark={(isMarked) => setMarked(toggled(marked, keyOf(row), isMarked))}
                onChoose={(conflict, choice) => void decide([[conflict, choice]]).catch(shownElsewhere)}
              />
            ))}
          </div>
        </>
      )}
    </>
  );
}

function keyOf({ entity, recordId, field }: Conflict): string {
  return `${entity} ${recordId} ${field}`;
}

function toggled(marked: ReadonlySet<string>, key: string, isMarked: boolean): ReadonlySet<string> {
  const next = new Set(marked);
  if (isMarked) next.add(key);
  else next.delete(key);
  return next;
}
