import { Anchor, Button, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import type { CoverageRow } from '#shared/contract/inspection-rounds.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { DemandLine } from './demand-line.tsx';
import './inspections.css';

type Coverage = OutputOf<'inspectionRounds.coverage'>;
const shows = ['all', 'open', 'never'] as const;
type Show = (typeof shows)[number];

/** `#/inspection-coverage?show=open&group=石桥镇`: who was visited when. */
export function CoveragePage(): ReactNode {
  const found = useQueryOf('inspectionRounds.coverage', {});
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState('');
  const [isPrinting, setPrinting] = useState(false);
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const { rows, groups, groupedBy, demand, standing, today } = found.data;
  const show = shows.find((each) => each === search.get('show')) ?? 'all';
  const group = search.get('group');
  const words = typed.trim().toLowerCase();
  const isShown: Readonly<Record<Show, (row: CoverageRow) => boolean>> = {
    all: () => true,
    open: (row) => row.timesThisMonth === 0,
    never: (row) => row.lastOn === null,
  };
  const count = (each: Show) => rows.filter(isShown[each]).length;
  const visible = rows.filter(
    (row) =>
      isShown[show](row) &&
      (group === null || groupOf(row, groupedBy) === group) &&
      (words === '' || `${row.name} ${row.pinyin} ${row.initials}`.toLowerCase().includes(words)),
  );

  function look(next: { readonly show?: Show; readonly group?: string | null }): void {
    const params = new URLSearchParams(search);
    if (next.show !== undefined) params.set('show', next.show);
    if (next.group === null) params.delete('group');
    else if (next.group !== undefined) params.set('group', next.group);
    setSearch(params);
  }

  return (
    <>
      <PageHead
        title="督导覆盖"
        about={
          <>
            项目 {standing.projects} 个 · 本月已到 {standing.visitedThisMonth} 个 · 数据日期 {today}
            <DemandLine demand={demand} />
          </>
        }
        actions={
          <>
            <Button
              variant="default"
              disabled={rows.length === 0}
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => setPrinting(true)}
            >
              打印覆盖情况
            </Button>
            <Button
              component={Link}
              href="/inspections/new?way=fullCoverage"
              disabled={standing.openThisMonth === 0}
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              安排督导
            </Button>
          </>
        }
      />
      <div className="inspections-bar">
        <SegmentedControl
          size="xs"
          aria-label="看哪些项目"
          value={show}
          onChange={(value) => look({ show: shows.find((each) => each === value) ?? 'all' })}
          data={[
            { value: 'all', label: `全部 ${count('all')}` },
            { value: 'open', label: `本月没有到 ${count('open')}` },
            { value: 'never', label: `没有到过 ${count('never')}` },
          ]}
        />
        <TextInput
          size="xs"
          aria-label="查找项目"
          placeholder="名称、拼音、首字母"
          w={170}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Groups groups={groups} groupedBy={groupedBy} group={group} onGroup={(name) => look({ group: name })} />
      </div>
      <RowList<CoverageRow>
        label="督导覆盖"
        rows={visible}
        rowKey={(row) => row.projectId}
        columns={columnsOf(groupedBy)}
        emptyText={
          rows.length === 0 ? (
            <EmptyState title="还没有项目">项目库里有了项目，这里就能看出哪些到过、哪些多久没有去。</EmptyState>
          ) : (
            '这里没有项目。'
          )
        }
      />
      {isPrinting && (
        <PaperDialog
          title="现场督导覆盖情况"
          about=""
          paperKey={['inspectionRounds.coverageTable']}
          make={(options) => runJob('inspectionRounds.coverageTable', { format: 'pdf' }, options)}
          makeWorkbook={() => runJob('inspectionRounds.coverageTable', { format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

interface GroupsProps {
  readonly groups: Coverage['groups'];
  readonly groupedBy: Coverage['groupedBy'];
  readonly group: string | null;
  readonly onGroup: (name: string | null) => void;
}

/** Rates by street, or by district: each narrows the list. */
function Groups({ groups, groupedBy, group, onGroup }: GroupsProps): ReactNode {
  if (groups.length < 2) return null;
  return (
    <div
      className="inspections-groups"
      role="group"
      aria-label={groupedBy === 'district' ? '按区县' : '按镇街（单位）'}
    >
      {groups.map((each) => (
        <button
          key={each.name}
          type="button"
          className="inspections-group"
          aria-pressed={group === each.name}
          title={`${each.name}：${each.projects}个项目，本月到${each.thisMonth}个，今年到${each.thisYear}个`}
          onClick={() => onGroup(group === each.name ? null : each.name)}
        >
          {each.name}{' '}
          <Text span size="xs" inherit>
            {each.thisMonth}/{each.projects}
          </Text>
        </button>
      ))}
    </div>
  );
}

/** As the host groups them. */
function groupOf(row: CoverageRow, groupedBy: Coverage['groupedBy']): string {
  return (groupedBy === 'district' ? row.officeName : row.street || row.responsibleUnits[0]) || '未写明镇街';
}

function columnsOf(groupedBy: Coverage['groupedBy']): readonly RowListColumn<CoverageRow>[] {
  return [
    {
      id: 'name',
      title: '项目名称',
      width: 'minmax(220px, 3fr)',
      render: (row) => (
        <Anchor component={Link} size="sm" href={`/projects/${row.projectId}`}>
          {row.name}
        </Anchor>
      ),
    },
    {
      id: 'group',
      title: groupedBy === 'district' ? '区县' : '镇街（单位）',
      width: 'minmax(100px, 1.1fr)',
      render: (row) => groupOf(row, groupedBy),
    },
    { id: 'last', title: '最近一次', width: '104px', render: (row) => row.lastOn ?? '没有到过' },
    {
      id: 'days',
      title: '距今',
      width: '70px',
      isRight: true,
      render: (row) => (row.daysSince === null ? '' : `${row.daysSince} 天`),
    },
    { id: 'month', title: '本月', width: '56px', isRight: true, render: (row) => `${row.timesThisMonth} 次` },
    { id: 'year', title: '今年', width: '56px', isRight: true, render: (row) => `${row.timesThisYear} 次` },
    {
      id: 'inspectors',
      title: '谁去的',
      width: 'minmax(110px, 1.3fr)',
      render: (row) =>
        row.lastRoundId === null ? (
          ''
        ) : (
          <Anchor component={Link} size="sm" href={`/inspections/${row.lastRoundId}`}>
            {row.lastInspectors ?? row.lastRoundName}
          </Anchor>
        ),
    },
    {
      id: 'remark',
      title: '备注',
      width: 'minmax(120px, 1.5fr)',
      render: (row) =>
        [
          row.plannedIn === null ? null : `已列入“${row.plannedIn}”`,
          row.othersLastOn === null ? null : `区县自查 ${row.othersLastOn}`,
        ]
          .filter((part) => part !== null)
          .join('；'),
    },
  ];
}
