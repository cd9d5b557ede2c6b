/** 入库转化: what should be moved now, the pools with their money, what has left, plots to be attracted for again. */
import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { AttractionsList } from './attractions.tsx';
import { ChooseProject } from './choose-project.tsx';
import { ExitedList } from './exited-list.tsx';
import { InPools } from './in-pools.tsx';
import { MoveDialog } from './move-dialog.tsx';
import './pools.css';
import { NotCarriedList } from './not-carried-list.tsx';
import { Proposals } from './proposals.tsx';
import { StateOnDay } from './state-on-day.tsx';

const views = ['in', 'notCarried', 'exited', 'attractions', 'day'] as const;
type View = (typeof views)[number];

const poolProcedures = [
  'pools.enter',
  'pools.transfer',
  'pools.exit',
  'pools.correct',
  'plotAttractions.save',
] as const;

export function PoolsPage(): ReactNode {
  const overview = useQueryOf('pools.overview', {});
  const [search, setSearch] = useSearchParams();
  const [moving, setMoving] = useState<string | null>(null);
  const [isEntering, setEntering] = useState(false);
  useUndo(poolProcedures);
  const asked = search.get('view');
  const view: View = views.find((each) => each === asked) ?? 'in';
  if (overview.data === undefined)
    return overview.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={overview.error} onRetry={() => void overview.refetch()} />
    );
  const { data } = overview;
  const keepsPools = data.rules.pools.length > 0;
  const notCarried = data.projects.filter((each) => each.notCarriedNote !== null);
  const open = data.attractions.filter((each) => each.closedOn === null).length;
  return (
    <>
      <PageHead
        title={keepsPools ? '入库转化' : '项目退出'}
        about={`账目年度 ${data.ledgerYear} · 金额单位：万元 · 数据日期 ${data.today}`}
        actions={
          <Button variant="default" onClick={() => setEntering(true)}>
            {keepsPools ? '办理一个项目' : '办理退出'}
          </Button>
        }
      />
      <Group gap="md" mb={8} wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="看什么"
          value={view}
          onChange={(next) => setSearch(next === 'in' ? {} : { view: next }, { replace: true })}
          data={[
            {
              value: 'in',
              label: keepsPools
                ? `在库 ${data.projects.filter((each) => each.pool !== null).length}`
                : `在册 ${data.projects.length}`,
            },
            ...(notCarried.length > 0 ? [{ value: 'notCarried', label: `未结转 ${notCarried.length}` }] : []),
            { value: 'exited', label: `已退出 ${data.exited.length}` },
            ...(keepsPools
              ? [
                  { value: 'attractions', label: `再次招商 ${open}` },
                  { value: 'day', label: '某日在库' },
                ]
              : []),
          ]}
        />
        <RuleLine overview={data} view={view} />
      </Group>
      {view === 'in' && (
        <>
          {keepsPools && <Proposals proposals={data.proposals} />}
          <InPools overview={data} onMove={setMoving} />
        </>
      )}
      {view === 'notCarried' && <NotCarriedList projects={notCarried} onMove={setMoving} />}
      {view === 'exited' && <ExitedList exited={data.exited} keepsPools={keepsPools} onMove={setMoving} />}
      {view === 'attractions' && <AttractionsList attractions={data.attractions} source={data.rules.exits.source} />}
      {view === 'day' && <StateOnDay today={data.today} />}
      {isEntering && (
        <ChooseProject
          projects={data.projects}
          exited={data.exited}
          onChoose={(id) => {
            setEntering(false);
            setMoving(id);
          }}
          onClose={() => setEntering(false)}
        />
      )}
      {moving !== null && <MoveDialog projectId={moving} onClose={() => setMoving(null)} />}
    </>
  );
}

/** What holds for the view, with its clause. */
function RuleLine({
  overview,
  view,
}: {
  readonly overview: OutputOf<'pools.overview'>;
  readonly view: View;
}): ReactNode {
  const { rules, notCarriedOver } = overview;
  const { entry, exits, transfers } = rules;
  const sentence =
    view === 'notCarried'
      ? `上年度未结转的项目：${notCarriedOver.sentence}（${notCarriedOver.source}）`
      : view === 'exited' || rules.pools.length === 0
        ? `${exits.shown}（${exits.source}）`
        : view === 'attractions'
          ? `项目退出后，同步对该地块再次招商（${exits.source}）`
          : view === 'day'
            ? '按登记的入库、转化、退库日期推算；没有登记日期的如实写明'
            : `${entry.window === null ? '集中选报起止时间以选报通知为准' : `集中选报 ${entry.window}，今天${entry.isOpenToday ? '在选报期内' : '已超出选报时间，入库要有材料'}`} · ${transfers.shown}（${transfers.source}）`;
  return (
    <Text size="sm" c="var(--quiet)" lineClamp={2} style={{ flex: 1 }} title={sentence}>
      {sentence}
    </Text>
  );
}
