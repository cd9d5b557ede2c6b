import { Anchor, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { VisitRow } from '#shared/contract/visits.ts';
import { taskStateLabels } from '#shared/text/labels.ts';
import { runJob, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { AttachmentBox } from '../../components/attachments/attachment-box.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import '../instructions/instructions.css';
import '../tasks/tasks.css';
import { VisitForm } from './visit-form.tsx';

type Coverage = OutputOf<'visits.coverage'>;
type CoverageLeader = Coverage['leaders'][number];
type Entered = { readonly row?: VisitRow; readonly leaderName?: string; readonly projectIds?: readonly string[] };

/** What leaders did on site, and where they have not been yet. `#/visits?visit=<id>` opens with one visit. */
export function VisitsPage(): ReactNode {
  const [search] = useSearchParams();
  const asked = search.get('visit');
  return <Visits key={asked ?? ''} asked={asked} />;
}

function Visits({ asked }: { readonly asked: string | null }): ReactNode {
  const [part, setPart] = useState<'coverage' | 'visits'>(asked === null ? 'coverage' : 'visits');
  const [chosen, setEntered] = useState<Entered | 'asked' | null>(asked === null ? null : 'asked');
  const [isPrinting, setPrinting] = useState(false);
  const list = useQueryOf('visits.list', {});
  const coverage = useQueryOf('visits.coverage', {});
  const failed = list.error ?? coverage.error;
  if (failed !== null) return <ErrorNotice problem={failed} onRetry={() => void list.refetch()} />;
  if (list.data === undefined || coverage.data === undefined) return <Waiting />;
  const { demand, leaders, today } = coverage.data;
  const askedRow = list.data.rows.find((row) => row.id === asked);
  const entered = chosen !== 'asked' ? chosen : askedRow === undefined ? null : { row: askedRow };
  const notYet = leaders.reduce((sum, leader) => sum + leader.notYet, 0);
  return (
    <>
      <PageHead
        title="领导调研"
        about={`调研 ${list.data.rows.length} 次 · ${spanOf(demand)}还没有调研的分包项目 ${notYet} 个 · 数据日期 ${today}`}
        actions={
          <>
            <Button
              variant="default"
              disabled={leaders.length === 0}
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => setPrinting(true)}
            >
              打印调研情况
            </Button>
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEntered({})}>
              登记调研
            </Button>
          </>
        }
      />
      <Group mb="xs" gap="md" wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="看什么"
          style={{ flexShrink: 0 }}
          value={part}
          onChange={(value) => setPart(value === 'visits' ? 'visits' : 'coverage')}
          data={[
            { value: 'coverage', label: '分包项目调研情况' },
            { value: 'visits', label: `调研记录 ${list.data.rows.length}` },
          ]}
        />
        <Text size="sm" c="var(--quiet)">
          {demand === null
            ? '适用文件没有规定领导到一线调研，下表供安排时参考。'
            : `${demand.text}（依据 ${demand.source}）`}
        </Text>
      </Group>
      {part === 'coverage' ? (
        <CoverageList coverage={coverage.data} onEnter={setEntered} />
      ) : (
        <VisitList rows={list.data.rows} onEnter={setEntered} />
      )}
      {isPrinting && (
        <PaperDialog
          title="分包领导一线调研情况"
          about=""
          paperKey={['visits.coverageTable']}
          make={(options) => runJob('visits.coverageTable', { format: 'pdf' }, options)}
          makeWorkbook={() => runJob('visits.coverageTable', { format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
      {entered !== null && <VisitForm {...entered} onClose={() => setEntered(null)} />}
    </>
  );
}

function spanOf(demand: Coverage['demand']): string {
  return demand?.every === 'month' ? '本月' : '今年';
}

interface CoverageListProps {
  readonly coverage: Coverage;
  readonly onEnter: (entered: Entered) => void;
}

function CoverageList({ coverage, onEnter }: CoverageListProps): ReactNode {
  const columns: readonly RowListColumn<CoverageLeader>[] = [
    { id: 'leader', title: '分包领导', width: '120px', render: (leader) => leader.leaderName },
    { id: 'projects', title: '分包项目', width: '90px', render: (leader) => `${leader.projects.length} 个` },
    {
      id: 'last',
      title: '最近一次',
      width: '130px',
      render: (leader) => {
        const last = leader.projects.flatMap(({ lastOn }) => (lastOn === null ? [] : [lastOn])).toSorted();
        return last.length === 0 ? '—' : shownDay(last.at(-1) ?? '');
      },
    },
    {
      id: 'notYet',
      title: `${spanOf(coverage.demand)}还没有去的`,
      width: 'minmax(200px, 1fr)',
      render: (leader) =>
        leader.notYet === 0
          ? '都去过了'
          : `${leader.notYet} 个：${leader.projects
              .filter((project) => !project.isVisited)
              .map((project) => project.name)
              .join('、')}`,
    },
    {
      id: 'enter',
      title: '',
      width: '110px',
      isRight: true,
      render: (leader) => (
        <Button size="compact-xs" variant="default" onClick={() => onEnter({ leaderName: leader.leaderName })}>
          登记调研
        </Button>
      ),
    },
  ];
  return (
    <RowList<CoverageLeader>
      label="分包项目调研情况"
      rows={coverage.leaders}
      rowKey={(leader) => leader.leaderId}
      columns={columns}
      renderDetails={(leader) => (
        <Stack gap={4}>
          {leader.projects.map((project) => (
            <Text key={project.id} size="sm">
              <Link href={`/projects/${project.id}`}>{project.name}</Link>{' '}
              <span className="quiet">
                {project.lastOn === null
                  ? '没有调研记录'
                  : `最近 ${shownDay(project.lastOn)}，今年 ${project.times} 次${project.isVisited ? '' : `，${spanOf(coverage.demand)}还没有去`}`}
              </span>
            </Text>
          ))}
        </Stack>
      )}
      emptyText={
        <EmptyState title="还没有分包领导">
          在“分包与专班”里写明哪位领导分包哪个项目，这里就能看出谁到过哪些项目、哪些还没有去。
        </EmptyState>
      }
    />
  );
}

interface VisitListProps {
  readonly rows: readonly VisitRow[];
  readonly onEnter: (entered: Entered) => void;
}

function VisitList({ rows, onEnter }: VisitListProps): ReactNode {
  const remove = useCommand('visits.remove');
  const undo = useUndo(['visits.save', 'visits.remove']);

  async function takeOut(row: VisitRow): Promise<void> {
    const { changeId } = await remove.run({ ids: [row.id] });
    sayDone('已删除这次调研，变更记录保留', () => undo(changeId));
  }

  const columns: readonly RowListColumn<VisitRow>[] = [
    { id: 'day', title: '日期', width: '130px', render: (row) => shownDay(row.onDay) },
    { id: 'leader', title: '领导', width: '110px', render: (row) => row.leaderName },
    { id: 'place', title: '地点', width: 'minmax(120px, 1fr)', render: (row) => row.place ?? '—' },
    {
      id: 'projects',
      title: '项目',
      width: 'minmax(180px, 2fr)',
      render: (row) => row.projects.map((project) => project.name).join('、') || '—',
    },
    {
      id: 'instructions',
      title: '提出要求',
      width: 'minmax(180px, 2fr)',
      render: (row) => row.instructions ?? '—',
    },
    {
      id: 'tasks',
      title: '督办事项',
      width: '100px',
      render: (row) =>
        row.tasks.length === 0
          ? '—'
          : `办结${row.tasks.filter((task) => task.state === 'closed').length}/${row.tasks.length}`,
    },
  ];
  return (
    <>
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <RowList<VisitRow>
        label="调研记录"
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        renderDetails={(row) => (
          <Stack gap={6}>
            <Line label="陪同人员" text={row.companions} />
            <Line label="调研情况" text={row.seen} />
            <Line label="提出要求" text={row.instructions} />
            {row.tasks.map((task) => (
              <Text key={task.id} size="sm">
                督办事项：
                <Anchor component={Link} href={`/tasks?task=${task.id}`} size="sm">
                  {task.content}
                </Anchor>{' '}
                <span className="quiet">
                  {[task.unitName, taskStateLabels[task.state]].filter((each) => each !== null).join(' · ')}
                </span>
              </Text>
            ))}
            {row.isOurs && <AttachmentBox subjectId={row.id} hint="现场照片" isCompact />}
            {row.isOurs && (
              <Group gap="xs">
                <Button size="compact-xs" variant="default" onClick={() => onEnter({ row })}>
                  修改或加督办事项
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => void takeOut(row).catch(shownElsewhere)}>
                  删除
                </Button>
              </Group>
            )}
          </Stack>
        )}
        emptyText={
          <EmptyState title="还没有调研记录">
            领导到现场以后点“登记调研”：写明到了哪些项目、看到什么、提了什么要求，要办的事会转成督办事项。
          </EmptyState>
        }
      />
    </>
  );
}

function Line({ label, text }: { readonly label: string; readonly text: string | null }): ReactNode {
  if (text === null) return null;
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
      <span className="quiet">{label}：</span>
      {text}
    </Text>
  );
}
