/** 缺项清单: which of 六个明确 and 五个一 each project lacks. Not applicable is grey and never a fault. */
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import type { MissingRow } from '#shared/contract/milestones.ts';
import { definitesName } from '#shared/rules/six-definites.ts';
import { useQueryOf } from '../../client.ts';
import { levelChoices } from '../../components/choices.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import type { LedgerColumn } from '../../components/ledger-grid/ledger-column.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { ListPaper } from '../../components/list-paper.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';

type List = OutputOf<'definites.list'>;

export function MissingPage(): ReactNode {
  const { office } = useOffice();
  const [, go] = useLocation();
  const [show, setShow] = useState<'missing' | 'all'>('missing');
  const list = useQueryOf('definites.list', {});
  const found = list.data;
  const columns = useMemo(
    () => (found === undefined ? [] : missingColumns(found, office.kind === 'centre')),
    [found, office.kind],
  );
  const rows = useMemo(() => (found?.rows ?? []).filter((row) => show === 'all' || row.missing > 0), [found, show]);
  if (found === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const lacking = found.rows.filter((row) => row.missing > 0).length;
  const hasFive = found.fiveOnes.labels.length > 0;
  const sixName = definitesName(found.sixDefinites.labels.length);
  const sources = [found.sixDefinites.source, ...(hasFive ? [found.fiveOnes.source] : [])].join('；');
  return (
    <>
      <PageHead
        title={`“${sixName}”${hasFive ? '“五个一”' : ''}缺项清单`}
        about={`${found.rows.length} 个项目中 ${lacking} 个有缺项（依据：${sources}）`}
        actions={<ListPaper title="缺项清单" wishes={{ list: 'missing' }} isDisabled={lacking === 0} />}
      />
      <LedgerGrid<MissingRow>
        key={show}
        gridId="missing"
        label="缺项清单"
        rows={rows}
        columns={columns}
        onOpen={(row) => go(`/projects/${row.id}`)}
        tools={
          <SegmentedControl
            size="xs"
            aria-label="显示哪些项目"
            value={show}
            onChange={(value) => setShow(value === 'all' ? 'all' : 'missing')}
            data={[
              { value: 'missing', label: `有缺项 ${lacking}` },
              { value: 'all', label: `全部 ${found.rows.length}` },
            ]}
          />
        }
        emptyState={
          <EmptyState title="没有缺项">
            每个项目的分包领导、管家、节点、周期、责任单位、投资目标都已明确。有新项目或改动后，缺什么会自动列在这里。
          </EmptyState>
        }
      />
    </>
  );
}

function missingColumns(list: List, showsOffice: boolean): readonly LedgerColumn<MissingRow>[] {
  const marks = (key: 'sixDefinites' | 'fiveOnes', group: string): LedgerColumn<MissingRow>[] =>
    list[key].labels.map((label, index) => ({
      id: `${key}${index}`,
      title: label,
      group,
      kind: 'text',
      width: 128,
      isUnsearched: true,
      value: (row) => words(row[key][index]),
      mark: (row) => {
        const definite = row[key][index];
        return definite?.state === 'missing' ? { tone: 'look', reason: definite.shown ?? `没有明确${label}` } : null;
      },
    }));
  const columns: LedgerColumn<MissingRow>[] = [
    {
      id: 'projectName',
      title: '项目名称',
      kind: 'text',
      width: 240,
      isFrozen: true,
      value: (row) => row.projectName,
      render: (row) => <a href={`#/projects/${row.id}`}>{row.projectName}</a>,
    },
    {
      id: 'missing',
      title: '缺项',
      kind: 'number',
      width: 78,
      isSummed: false,
      value: (row) => row.missing,
    },
    { id: 'level', title: '级别', kind: 'choice', width: 96, choices: levelChoices, value: (row) => row.level },
    { id: 'units', title: '责任单位', kind: 'units', width: 150, value: (row) => row.responsibleUnits },
    ...marks('sixDefinites', definitesName(list.sixDefinites.labels.length)),
    ...marks('fiveOnes', '五个一'),
  ];
  if (showsOffice)
    columns.unshift({
      id: 'office',
      title: '区县',
      kind: 'text',
      width: 90,
      isFrozen: true,
      value: (row) => row.officeName,
    });
  return columns;
}

function words(definite: MissingRow['sixDefinites'][number] | undefined): string | null {
  if (definite === undefined) return null;
  if (definite.state === 'notApplicable') return '不适用';
  return definite.state === 'missing' ? (definite.shown ?? '缺') : definite.shown;
}
