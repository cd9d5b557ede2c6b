/** 储备项目落地计划: stages against their targets, the reserve projects with their stage. */
import { Anchor, NativeSelect, NumberInput, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { reserveStages } from '#shared/domain/project.ts';
import { reserveStageLabels } from '#shared/text/labels.ts';
import { call, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { wanText } from '../../components/money-text.ts';
import { PageHead } from '../../components/page-head.tsx';
import { RowChoice, RowDay, RowNumber } from '../../components/row-fields.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import './pools.css';

type Funnel = OutputOf<'funnel.get'>;
type FunnelProject = Funnel['projects'][number];

const stageChoices = reserveStages.map((stage) => ({ value: stage, label: reserveStageLabels[stage] }));

export function FunnelPage(): ReactNode {
  const { office } = useOffice();
  const [year, setYear] = useState(office.ledgerYear);
  const funnel = useQueryOf('funnel.get', { year }, { keepsLast: true });
  const projects = useQueryOf('projects.list', {});
  useUndo(['funnel.save', 'projects.save']);
  if (funnel.data === undefined)
    return funnel.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={funnel.error} onRetry={() => void funnel.refetch()} />
    );
  const { data } = funnel;
  const listed = new Set(data.projects.map((project) => project.projectId));
  const others = (projects.data?.rows ?? []).filter((row) => row.exitedOn === null && !listed.has(row.id));
  const columns: readonly RowListColumn<FunnelProject>[] = [
    {
      id: 'name',
      title: '储备项目',
      width: 'minmax(240px, 3fr)',
      render: (row) => <Anchor href={`#/projects/${row.projectId}`}>{row.name}</Anchor>,
    },
    { id: 'total', title: '总投资', width: '130px', isRight: true, render: (row) => wanText(row.totalInvestment) },
    {
      id: 'stage',
      title: '阶段',
      width: '150px',
      render: (row) => (
        <RowChoice
          label={`${row.name}的阶段`}
          value={row.stage}
          isReadOnly={false}
          choices={stageChoices}
          emptyLabel="未定"
          onSave={(stage) =>
            call('projects.save', {
              id: row.projectId,
              changes: { reserveStage: reserveStages.find((each) => each === stage) ?? null },
            })
          }
        />
      ),
    },
  ];
  return (
    <>
      <PageHead
        title="储备项目落地计划"
        about={`金额单位：万元 · 数据日期 ${data.today} · 依据：${data.source}`}
        actions={
          <NumberInput
            aria-label="年度"
            w={110}
            min={1990}
            max={2100}
            allowDecimal={false}
            suffix=" 年"
            value={year}
            onChange={(next) => Number(next) >= 1990 && setYear(Number(next))}
          />
        }
      />
      <StageTable funnel={data} year={year} />
      <RowList
        label="储备项目"
        rows={data.projects}
        rowKey={(row) => row.projectId}
        columns={columns}
        emptyText={
          <EmptyState title="还没有储备项目">
            在下面选一个项目，定下它现在到了谋划、在谈、签约、落地的哪一步。
          </EmptyState>
        }
      />
      {others.length > 0 && (
        <NativeSelect
          mt={8}
          maw={420}
          aria-label="加入储备项目"
          value=""
          onChange={(event) => {
            const id = event.currentTarget.value;
            if (id !== '') void call('projects.save', { id, changes: { reserveStage: 'planned' } });
          }}
          data={[
            { value: '', label: '加入一个储备项目…' },
            ...others.map((row) => ({ value: row.id, label: row.name })),
          ]}
        />
      )}
    </>
  );
}

interface StageTableProps {
  readonly funnel: Funnel;
  readonly year: number;
}

function StageTable({ funnel, year }: StageTableProps): ReactNode {
  return (
    <Table className="figures" withTableBorder mb="md" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>阶段</Table.Th>
          <Table.Th className="figure">现在在这一步</Table.Th>
          <Table.Th className="figure">总投资</Table.Th>
          <Table.Th className="figure">已到达（含以后各步）</Table.Th>
          <Table.Th w={130}>计划个数</Table.Th>
          <Table.Th w={170}>时间节点</Table.Th>
          <Table.Th>差多少</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {funnel.stages.map((each) => (
          <Table.Tr key={each.stage}>
            <Table.Td>{reserveStageLabels[each.stage]}</Table.Td>
            <Table.Td className="figure">{each.projects}</Table.Td>
            <Table.Td className="figure">{wanText(each.totalInvestment)}</Table.Td>
            <Table.Td className="figure">{each.reached}</Table.Td>
            <Table.Td>
              <RowNumber
                label={`${reserveStageLabels[each.stage]}的计划个数`}
                value={each.target}
                isReadOnly={false}
                onSave={(projects) => call('funnel.save', { year, stage: each.stage, projects })}
              />
            </Table.Td>
            <Table.Td>
              <RowDay
                label={`${reserveStageLabels[each.stage]}的时间节点`}
                value={each.dueOn}
                isReadOnly={false}
                precision="day"
                onSave={(dueOn) => call('funnel.save', { year, stage: each.stage, dueOn })}
              />
            </Table.Td>
            <Table.Td>
              {each.target === null ? (
                <Text size="sm" c="var(--quiet)">
                  没有定计划
                </Text>
              ) : each.reached >= each.target ? (
                '已完成'
              ) : (
                <span className={each.isShort ? 'late' : undefined}>
                  {each.isShort ? '已到时间，' : ''}还差 {each.target - each.reached} 个
                </span>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
