import { Anchor, Button, Group, Select } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { MemberView } from '#shared/contract/lists.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { wanText } from '../../components/money-text.ts';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import { AddToList } from './add-to-list.tsx';
import { MemberDetails } from './member-details.tsx';

/** `#/lists?year=2026&list=三个一批&issue=第五期`: a list of a year, project by project. */
export function ListsPage(): ReactNode {
  const { office } = useOffice();
  const isCentre = office.kind === 'centre';
  const [search, setSearch] = useSearchParams();
  const lists = useQueryOf('lists.list', {});
  const undo = useUndo(['lists.addMany', 'lists.save', 'lists.remove']);
  const [isAdding, setAdding] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const rows = lists.data?.rows ?? [];
  const years = [...new Set(rows.map((row) => row.year))];
  const year = Number(search.get('year') ?? years[0] ?? lists.data?.ledgerYear ?? 0);
  const ofYear = rows.filter((row) => row.year === year);
  const current = ofYear.find((row) => row.list === search.get('list')) ?? ofYear[0];
  const issue = search.get('issue');
  const which = {
    list: current?.list ?? '',
    year,
    ...(issue === null || issue === '' ? {} : { issue }),
  };
  const members = useQueryOf('lists.members', which, { isEnabled: current !== undefined });

  function show(next: { readonly year?: string; readonly list?: string; readonly issue?: string }): void {
    setSearch(next, { replace: true });
  }
  if (lists.data === undefined)
    return lists.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={lists.error} onRetry={() => void lists.refetch()} />
    );
  const shown = members.data?.rows ?? [];
  return (
    <>
      <PageHead
        title="名单"
        about={current === undefined ? '三个一批、三个一百、白名单等' : `${shown.length} 个项目 · 金额单位：万元`}
        actions={
          <>
            {current !== undefined && (
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} aria-hidden />}
                onClick={() => setPrinting(true)}
              >
                打印名单
              </Button>
            )}
            {!isCentre && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
                列入项目
              </Button>
            )}
          </>
        }
      />
      {current === undefined ? (
        <EmptyState
          title="还没有名单"
          actions={isCentre ? undefined : <Button onClick={() => setAdding(true)}>列入项目</Button>}
        >
          {lists.data.offered.length === 0
            ? '把发文里的项目名称粘贴进来，就能列成名单，按年度和期次查看、打印。'
            : `适用文件里有${lists.data.offered.map((each) => `“${each.name}”`).join('、')}（${lists.data.source}）。把发文里的项目名称粘贴进来即可列入。`}
        </EmptyState>
      ) : (
        <>
          <Group gap="sm" mb="sm" align="flex-end">
            <Select
              label="年度"
              w={110}
              allowDeselect={false}
              data={years.map((each) => ({ value: String(each), label: `${each}年` }))}
              value={String(year)}
              onChange={(next) => next !== null && show({ year: next })}
            />
            <Select
              label="名单"
              w={300}
              allowDeselect={false}
              data={ofYear.map((row) => ({ value: row.list, label: `${row.list}（${row.projects}）` }))}
              value={current.list}
              onChange={(next) => next !== null && show({ year: String(year), list: next })}
            />
            {current.issues.length > 0 && (
              <Select
                label="期次"
                w={140}
                clearable
                placeholder="全部"
                data={current.issues}
                value={issue}
                onChange={(next) =>
                  show({ year: String(year), list: current.list, ...(next === null ? {} : { issue: next }) })
                }
              />
            )}
          </Group>
          <ErrorNotice problem={members.error} onRetry={() => void members.refetch()} />
          <RowList<MemberView>
            label={current.list}
            rows={shown}
            rowKey={(row) => row.id}
            columns={columnsOf(isCentre, current.issues.length > 0, shown)}
            isFaint={(row) => row.untilDay !== null}
            renderDetails={(row) => <MemberDetails key={row.id} row={row} undo={undo} />}
            hasDetails={(row) => row.mayEdit}
            emptyText="这一期还没有项目"
          />
        </>
      )}
      {isAdding && (
        <AddToList
          lists={lists.data}
          {...(current === undefined ? {} : { list: current.list })}
          onAdded={(added) => show({ year: String(added.year), list: added.list })}
          undo={undo}
          onClose={() => setAdding(false)}
        />
      )}
      {isPrinting && current !== undefined && (
        <PaperDialog
          title="名单"
          about={`${year}年${current.list}${which.issue ?? ''}`}
          paperKey={['lists.render', which]}
          make={(options) => runJob('lists.render', { ...which, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('lists.render', { ...which, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

function columnsOf(
  isCentre: boolean,
  hasIssues: boolean,
  rows: readonly MemberView[],
): readonly RowListColumn<MemberView>[] {
  const columns: (RowListColumn<MemberView> | null)[] = [
    isCentre ? { id: 'office', title: '区县', width: '90px', render: (row) => row.officeName } : null,
    {
      id: 'name',
      title: '项目名称',
      width: 'minmax(220px, 3fr)',
      render: (row) => (
        <Anchor component={Link} href={`/projects/${row.projectId}`} size="sm">
          {row.projectName}
        </Anchor>
      ),
    },
    hasIssues ? { id: 'issue', title: '期次', width: '90px', render: (row) => row.issue } : null,
    rows.some((row) => row.part !== null)
      ? { id: 'part', title: '类别', width: '80px', render: (row) => row.part }
      : null,
    {
      id: 'level',
      title: '级别',
      width: '88px',
      render: (row) => (row.level === null ? '' : projectLevelLabels[row.level]),
    },
    { id: 'total', title: '总投资', width: '110px', isRight: true, render: (row) => wanText(row.totalInvestment) },
    { id: 'planned', title: '年度计划', width: '110px', isRight: true, render: (row) => wanText(row.plannedThisYear) },
    { id: 'done', title: '本年累计', width: '110px', isRight: true, render: (row) => wanText(row.doneThisYear) },
    { id: 'units', title: '责任单位', width: 'minmax(120px, 1.4fr)', render: (row) => row.unitNames.join('、') },
    {
      id: 'note',
      title: '备注',
      width: 'minmax(90px, 1fr)',
      render: (row) =>
        [row.untilDay === null ? null : `${row.untilDay} 移出`, row.note].filter((each) => each !== null).join('；'),
    },
  ];
  return columns.filter((column) => column !== null);
}
