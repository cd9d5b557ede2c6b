import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { Scope } from '#shared/contract/packages.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import { projectLevels } from '#shared/domain/project.ts';
import { recordKindLabels, recordKinds } from '#shared/package/record-kinds.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import { useQueryOf } from '../../client.ts';
import { levelChoices } from '../../components/choices.ts';
import { type LedgerColumn, LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { wanText } from '../../components/money-text.ts';
import { useOffice } from '../../office-context.ts';
import { askedText } from '../handed-down/asked-text.ts';
import { LeavingTable } from './leaving-table.tsx';
import type { PackagePrecheck } from './package-view.ts';

const columns: readonly LedgerColumn<ProjectRow>[] = [
  { id: 'name', title: '项目名称', kind: 'text', width: 380, isFrozen: true, value: (row) => row.name },
  { id: 'level', title: '级别', kind: 'choice', width: 110, choices: levelChoices, value: (row) => row.level },
  {
    id: 'units',
    title: '责任单位',
    kind: 'units',
    width: 220,
    value: (row) => row.responsibleUnits.map((unit) => unit.name),
  },
  { id: 'totalInvestment', title: '总投资', kind: 'money', width: 140, value: (row) => row.totalInvestment },
  { id: 'plannedThisYear', title: '年度计划', kind: 'money', width: 140, value: (row) => row.plannedThisYear },
];

interface ScopeStepProps {
  readonly precheck: PackagePrecheck;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
  readonly isCounting: boolean;
}

/** Which projects go up with their contents, what of them is left out, and what that means record by record. */
export function ScopeStep({ precheck, scope, onScope, isCounting }: ScopeStepProps): ReactNode {
  const { office } = useOffice();
  const offices = useMemo(() => [office.id], [office.id]);
  const projects = useQueryOf('projects.list', { offices }, { isEnabled: scope.kind === 'list' });
  const { counts, sums } = precheck;
  const rest = counts.projects - counts.inScope;
  const ticked = useMemo(() => new Set(scope.projectIds ?? []), [scope.projectIds]);

  function choose(kind: string): void {
    if (kind === 'all') onScope({ ...scope, kind });
    if (kind === 'levels') onScope({ ...scope, kind, levels: scope.levels ?? ['provincial', 'municipal'] });
    if (kind === 'list') onScope({ ...scope, kind, projectIds: scope.projectIds ?? [] });
  }

  return (
    <div className="exchange-scope">
      <RequestedScopes scope={scope} onScope={onScope} />
      <Radio.Group value={scope.kind} onChange={choose} aria-label="报送范围">
        <Group gap="xl" mb="xs">
          <Radio value="all" label="全部项目" />
          <Radio value="levels" label="按级别和名单" />
          <Radio value="list" label="逐个选" />
        </Group>
      </Radio.Group>
      {scope.kind === 'levels' && <LevelsAndLists scope={scope} onScope={onScope} />}
      <Checkbox.Group
        value={[...(scope.leftOut ?? [])]}
        onChange={(chosen) => onScope({ ...scope, leftOut: recordKinds.filter((kind) => chosen.includes(kind)) })}
        aria-label="不报的内容"
      >
        <Group gap="lg" mb="xs">
          <Text size="sm">不报的内容：</Text>
          {recordKinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={recordKindLabels[kind]} size="xs" />
          ))}
        </Group>
      </Checkbox.Group>
      <Stack gap={2} className="exchange-card" mb="sm" role="status" aria-busy={isCounting}>
        <Text fw={600}>
          上报 {counts.inScope.toLocaleString('zh-CN')} 个项目（全部 {counts.projects.toLocaleString('zh-CN')}{' '}
          个）：总投资 {wanText(sums.totalInvestment)} 万元，年度计划 {wanText(sums.plannedThisYear)} 万元，本年累计完成{' '}
          {wanText(sums.doneThisYear)} 万元
        </Text>
        <Text size="sm" c="var(--quiet)">
          {rest > 0
            ? `其余 ${rest.toLocaleString('zh-CN')} 个项目只报编号不报内容：对方知道有这些改动、看不到写了什么，以后需要时可以补报。`
            : '全部项目都报内容。'}
          这里的选择会记住，下期不用再选。
        </Text>
      </Stack>
      {scope.kind === 'list' && projects.data !== undefined && (
        <div className="exchange-list">
          <LedgerGrid<ProjectRow>
            gridId="exchange-scope"
            label="上报名单"
            rows={projects.data.rows}
            columns={columns}
            ticked={ticked}
            onTicked={(ids) => onScope({ ...scope, kind: 'list', projectIds: [...ids] })}
            searchHint="查找项目：名称、拼音或首字母"
          />
        </div>
      )}
      <LeavingTable scope={scope} />
    </div>
  );
}

/** Any of them: a project of one of the levels, on one of the lists, or led by a 省/市 leader. */
function LevelsAndLists({ scope, onScope }: Pick<ScopeStepProps, 'scope' | 'onScope'>): ReactNode {
  const found = useQueryOf('lists.list', {});
  const year = found.data?.ledgerYear;
  const names = [
    ...new Set([
      ...(found.data?.rows ?? []).filter((row) => row.year === year && row.projects > 0).map((row) => row.list),
      ...(scope.lists ?? []),
    ]),
  ];
  return (
    <>
      <Checkbox.Group
        value={[...(scope.levels ?? [])]}
        onChange={(chosen) => onScope({ ...scope, levels: projectLevels.filter((level) => chosen.includes(level)) })}
        aria-label="上报哪些级别"
      >
        <Group gap="lg" mb="xs">
          {projectLevels.map((level) => (
            <Checkbox key={level} value={level} label={projectLevelLabels[level]} />
          ))}
          <Checkbox
            label="省市领导联系项目"
            checked={scope.isLeaderProjects === true}
            onChange={(event) => onScope({ ...scope, isLeaderProjects: event.currentTarget.checked })}
          />
        </Group>
      </Checkbox.Group>
      {names.length > 0 && (
        <Checkbox.Group
          value={[...(scope.lists ?? [])]}
          onChange={(lists) => onScope({ ...scope, lists })}
          aria-label="上报哪些名单"
        >
          <Group gap="lg" mb="xs">
            {names.map((name) => (
              <Checkbox key={name} value={name} label={name} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </>
  );
}

/** What the centre has asked for, and one click to report exactly that: the district sees it and consents. */
function RequestedScopes({ scope, onScope }: Pick<ScopeStepProps, 'scope' | 'onScope'>): ReactNode {
  const requests = useQueryOf('scopeRequests.list', {});
  const rows = requests.data?.rows ?? [];
  if (rows.length === 0) return null;
  const asked = {
    levels: projectLevels.filter((level) => rows.some((row) => row.levels.includes(level))),
    lists: [...new Set(rows.flatMap((row) => row.lists))].toSorted(),
    isLeaderProjects: rows.some((row) => row.isLeaderProjects),
  };
  const count = new Set(rows.flatMap((row) => row.projectIds)).size;
  const isThat =
    scope.kind === 'levels' &&
    (scope.levels ?? []).join() === asked.levels.join() &&
    (scope.lists ?? []).toSorted().join('\n') === asked.lists.join('\n') &&
    (scope.isLeaderProjects ?? false) === asked.isLeaderProjects;
  return (
    <Stack gap={4} className="exchange-card" mb="sm">
      {rows.map((row) => (
        <Text key={row.id} size="sm">
          {row.officeName}要求报送“{row.name}”：{askedText(row)}，本单位有 {row.projectIds.length} 个
          {row.dueOn === null ? '' : `，${row.dueOn} 前`}
          {row.body === null ? '' : `。${row.body}`}
          {row.document === null ? '' : `（${row.document}）`}
        </Text>
      ))}
      <Group gap="sm">
        <Button
          size="compact-sm"
          variant="default"
          disabled={isThat || count === 0}
          onClick={() => onScope({ ...scope, kind: 'levels', ...asked })}
        >
          {isThat ? '已按要求选好' : `按要求选这 ${count} 个项目`}
        </Button>
        <Text size="sm" c="var(--quiet)">
          也可以多报；少报时对方看不到没有选的项目写了什么
        </Text>
      </Group>
    </Stack>
  );
}
