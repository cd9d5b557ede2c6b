import { Anchor, Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ProjectInPool } from '#shared/contract/pools.ts';
import type { ProjectPool } from '#shared/domain/project.ts';
import { wanText } from '../../components/money-text.ts';
import { rateOf, rateText } from '../../components/rate.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { daySince, poolName } from './pool-words.ts';

interface InPoolsProps {
  readonly overview: OutputOf<'pools.overview'>;
  readonly onMove: (projectId: string) => void;
}

type Chosen = ProjectPool | 'none' | null;

/** The pools as cards with their money; below the projects of the chosen one, or all. */
export function InPools({ overview, onMove }: InPoolsProps): ReactNode {
  const [chosen, setChosen] = useState<Chosen>(null);
  const { projects, rules, ledgerYear } = overview;
  const keepsPools = rules.pools.length > 0;
  const outside = projects.filter((project) => project.pool === null);
  const shown =
    chosen === null
      ? projects
      : projects.filter((project) => (chosen === 'none' ? project.pool === null : project.pool === chosen));
  const columns: readonly RowListColumn<ProjectInPool>[] = [
    {
      id: 'name',
      title: '项目名称',
      width: 'minmax(220px, 3fr)',
      render: (row) => (
        <Anchor href={`#/projects/${row.projectId}?tab=${keepsPools ? 'pools' : 'exits'}`}>{row.name}</Anchor>
      ),
    },
    ...(keepsPools
      ? [
          { id: 'pool', title: '所在库', width: '90px', render: (row: ProjectInPool) => poolName(row.pool) },
          {
            id: 'since',
            title: '转入日期',
            width: '104px',
            render: (row: ProjectInPool) => (row.pool === null ? '' : daySince(row.since)),
          },
        ]
      : []),
    { id: 'total', title: '总投资', width: '120px', isRight: true, render: (row) => wanText(row.totalInvestment) },
    {
      id: 'plan',
      title: `${ledgerYear}年计划`,
      width: '120px',
      isRight: true,
      render: (row) => wanText(row.plannedThisYear),
    },
    { id: 'done', title: '本年完成', width: '120px', isRight: true, render: (row) => wanText(row.doneThisYear) },
    {
      id: 'act',
      title: '',
      width: '76px',
      render: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onMove(row.projectId)}
          aria-label={`办理：${row.name}`}
        >
          办理
        </Button>
      ),
    },
  ];
  return (
    <>
      {keepsPools && (
        <div className="pools-cards">
          {rules.pools.map((pool) => (
            <PoolCard
              key={pool}
              name={poolName(pool)}
              projects={projects.filter((project) => project.pool === pool)}
              isChosen={chosen === pool}
              onChoose={() => setChosen(chosen === pool ? null : pool)}
            />
          ))}
          {outside.length > 0 && (
            <PoolCard
              name="未入库"
              projects={outside}
              isChosen={chosen === 'none'}
              onChoose={() => setChosen(chosen === 'none' ? null : 'none')}
            />
          )}
        </div>
      )}
      <RowList
        label={chosen === null ? '全部项目' : chosen === 'none' ? '未入库的项目' : poolName(chosen)}
        rows={shown}
        rowKey={(row) => row.projectId}
        columns={columns}
        emptyText="这里还没有项目。新增或导入的项目，点“办理”入库。"
      />
    </>
  );
}

interface PoolCardProps {
  readonly name: string;
  readonly projects: readonly ProjectInPool[];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function PoolCard({ name, projects, isChosen, onChoose }: PoolCardProps): ReactNode {
  const sum = (field: 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
    projects.reduce((total, project) => total + (project[field] ?? 0), 0);
  const planned = sum('plannedThisYear');
  const done = sum('doneThisYear');
  return (
    <button type="button" className="pools-card" aria-pressed={isChosen} onClick={onChoose}>
      <span className="pools-card-head">
        {name}
        <span>
          <span className="pools-card-count">{projects.length}</span> 个
        </span>
      </span>
      <Line label="总投资" value={wanText(sum('totalInvestment'))} />
      <Line label="本年计划" value={wanText(planned)} />
      <Line label="本年完成" value={`${wanText(done)}（${rateText(rateOf(done, planned))}）`} />
    </button>
  );
}

function Line({ label, value }: { readonly label: string; readonly value: ReactNode }): ReactNode {
  return (
    <span className="pools-card-line">
      <span>{label}</span>
      <span>{value}</span>
    </span>
  );
}
