import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { SheetRow } from '#shared/contract/inspection-sheets.ts';
import { inspectionSheetStateLabels } from '#shared/text/inspection-labels.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { FindingList } from '../inspection-findings/finding-list.tsx';
import type { FoundProject } from '../projects/tabs.ts';
import { SheetFiles } from './sheet-files.tsx';
import { SheetRead } from './sheet-read.tsx';
import './sheets.css';

/** Every visit to a project: answers, mismatches, photos; and what became of what was found. */
export function ProjectInspectionsTab({ found }: { readonly found: FoundProject }): ReactNode {
  const { id } = found.row;
  const sheets = useQueryOf('inspectionSheets.list', { projectId: id });
  const findings = useQueryOf('inspectionFindings.list', { projectId: id });
  const failed = sheets.error ?? findings.error;
  if (failed !== null) return <ErrorNotice problem={failed} onRetry={() => void sheets.refetch()} />;
  if (sheets.data === undefined || findings.data === undefined) return <Waiting />;
  const { rows } = findings.data;
  return (
    <div className="sheet-history">
      {rows.length > 0 && (
        <section aria-label="核查情况">
          <Title order={2} size="h3" mb={6}>
            与填报不符和疑点（{rows.filter((row) => row.state !== 'settled').length} 条没有了结）
          </Title>
          <FindingList rows={rows} isOneProject emptyText="" />
        </section>
      )}
      <section aria-label="督导记录">
        <Title order={2} size="h3" mb={6}>
          督导记录（{sheets.data.rows.length}）
        </Title>
        <RowList<SheetRow>
          label="督导记录"
          rows={sheets.data.rows}
          rowKey={(row) => row.id}
          columns={columns}
          hasDetails={(row) => row.state === 'returned'}
          renderDetails={(row) => <SheetDetails id={row.id} />}
          emptyText={
            <EmptyState title="还没有到这个项目督导">
              在<Link href="/inspections">现场督导</Link>
              里安排；检查表录入以后，每次到现场看到什么、与填报是不是一致、照片，都列在这里。
            </EmptyState>
          }
        />
      </section>
    </div>
  );
}

const columns: readonly RowListColumn<SheetRow>[] = [
  {
    id: 'day',
    title: '日期',
    width: '130px',
    render: (row) => {
      const day = row.inspectedOn ?? row.plannedOn;
      return day === null ? '—' : shownDay(day);
    },
  },
  {
    id: 'number',
    title: '表号',
    width: '104px',
    render: (row) => <Link href={`/inspection-sheets?sheet=${row.id}`}>{row.shownNumber}</Link>,
  },
  { id: 'round', title: '督导', width: 'minmax(150px, 2fr)', render: (row) => row.roundName },
  { id: 'inspectors', title: '督导人员', width: 'minmax(110px, 1.4fr)', render: (row) => row.inspectors ?? '—' },
  { id: 'office', title: '单位', width: '90px', render: (row) => row.officeName },
  { id: 'state', title: '状态', width: '80px', render: (row) => inspectionSheetStateLabels[row.state] },
  {
    id: 'mismatches',
    title: '与填报不符',
    width: '120px',
    render: (row) =>
      row.state === 'returned'
        ? row.mismatches === 0
          ? '没有'
          : `${row.mismatches}处${row.serious === 0 ? '' : `，严重${row.serious}`}`
        : '',
  },
  { id: 'photos', title: '照片', width: '60px', isRight: true, render: (row) => String(row.photos) },
];

function SheetDetails({ id }: { readonly id: string }): ReactNode {
  const found = useQueryOf('inspectionSheets.get', { id });
  if (found.data === undefined)
    return found.error === null ? <Text size="sm">…</Text> : <ErrorNotice problem={found.error} />;
  return (
    <div className="sheet-desk">
      <div className="sheet-main">
        <SheetRead sheet={found.data} />
      </div>
      <SheetFiles sheet={{ ...found.data, isOurs: false }} />
    </div>
  );
}
