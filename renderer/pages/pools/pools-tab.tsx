/** 入库转化 of one project: its state, what is proposed, its dated moves. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { KnownAt } from './known-at.tsx';
import { actsOf, MoveDialog, type PoolAct } from './move-dialog.tsx';
import { PoolSteps } from './pool-steps.tsx';
import { stateWords } from './pool-words.ts';
import './pools.css';

const actWords: Readonly<Record<PoolAct, string>> = {
  enter: '入库',
  transfer: '转化',
  exit: '退出',
  correct: '更正',
};

export function PoolsTab({ found }: { readonly found: { readonly row: { readonly id: string } } }): ReactNode {
  const { id } = found.row;
  const facts = useQueryOf('pools.ofProject', { id });
  const [act, setAct] = useState<PoolAct | null>(null);
  useUndo(['pools.enter', 'pools.transfer', 'pools.exit', 'pools.correct']);
  if (facts.data === undefined)
    return facts.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={facts.error} onRetry={() => void facts.refetch()} />
    );
  const { state, steps, moves, attractions, mayEdit } = facts.data;
  const keepsPools = facts.data.rules.pools.length > 0;
  const proposed = moves.filter((move) => move.holds && !move.isBackward);
  return (
    <Stack gap="md" pb="xl">
      <Group justify="space-between">
        <Text>
          现在：<b>{stateWords(state, keepsPools)}</b>
        </Text>
        {mayEdit && (
          <Group gap="xs">
            {actsOf(facts.data).map((each) => (
              <Button key={each} size="xs" variant="default" onClick={() => setAct(each)}>
                {actWords[each]}
              </Button>
            ))}
          </Group>
        )}
      </Group>
      {mayEdit &&
        proposed.map((move) => (
          <Alert key={move.label} role="note" variant="light" py={8} icon={<IconArrowRight size={18} aria-hidden />}>
            <Group justify="space-between" wrap="nowrap">
              <div>
                建议{move.to === null ? '退出' : '转化'}：{move.label}——{move.why}
                <div className="pools-why">依据：{move.source}</div>
              </div>
              <Button size="xs" onClick={() => setAct(move.to === null ? 'exit' : 'transfer')}>
                去办理
              </Button>
            </Group>
          </Alert>
        ))}
      <section>
        <Title order={2} size="h3" mb="xs">
          历次变动
        </Title>
        {steps.length === 0 ? (
          <EmptyState title={keepsPools ? '还没有登记过入库、转化或退出' : '没有退出记录'}>
            {keepsPools
              ? '现在的所在库是录入或导入时填的，入库日期不详。可以点“入库”补记一次；以后每次转化按实际日期登记，任何一天在哪个库都查得到。'
              : '这个项目在册。报请研究同意退出的，点“退出”登记情形、同意日期和文号。'}
          </EmptyState>
        ) : (
          <PoolSteps steps={steps} keepsPools={keepsPools} />
        )}
      </section>
      {attractions.map((each) => (
        <Text key={each.id} size="sm">
          再次招商：地块 {each.plot}，{each.openedOn} 启动
          {each.unitName === null ? '' : `，${each.unitName}负责`}
          {each.closedOn === null
            ? '，正在进行'
            : `，${each.closedOn} 办结（${each.newProjectName ?? '没有写明新项目'}）`}
        </Text>
      ))}
      <KnownAt projectId={id} />
      {act !== null && <MoveDialog projectId={id} act={act} onClose={() => setAct(null)} />}
    </Stack>
  );
}
