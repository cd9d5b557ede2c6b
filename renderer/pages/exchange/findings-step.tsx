import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import type { PackagePrecheck } from './package-view.ts';

type Finding = PackagePrecheck['findings'][number];
type Tone = Finding['tone'];

const weeklyCodes = new Set(['NOT_FILLED', 'NOT_REVIEWED']);
const weeklyFields = new Set(['doneThisYear', 'physicalProgress', 'progressText', 'problems', 'coordination']);

interface FindingsStepProps {
  readonly precheck: PackagePrecheck;
  readonly onScope: () => void;
}

/** What must be put right, and what is worth a look: each a click away. */
export function FindingsStep({ precheck, onScope }: FindingsStepProps): ReactNode {
  const { findings, mustCount, counts, sums, period } = precheck;
  const shouldCount = findings.length - mustCount;
  const [wish, setWish] = useState<Tone | 'all'>('all');
  const [search, setSearch] = useState('');
  const wanted = search.trim();
  const rows = findings
    .map((finding, index) => ({ ...finding, key: String(index) }))
    .filter(
      (finding) =>
        (wish === 'all' || finding.tone === wish) &&
        (wanted === '' || `${finding.projectName ?? ''}${finding.sentence}`.includes(wanted)),
    )
    .toSorted((left, right) => Number(left.tone === 'should') - Number(right.tone === 'should'));

  const columns: readonly RowListColumn<(typeof rows)[number]>[] = [
    {
      id: 'tone',
      title: '轻重',
      width: '76px',
      render: (finding) => (finding.tone === 'must' ? <b className="exchange-must">必须改</b> : '建议看'),
    },
    { id: 'project', title: '项目', width: 'minmax(200px, 1fr)', render: (finding) => finding.projectName ?? '' },
    { id: 'sentence', title: '说明', width: 'minmax(260px, 1.6fr)', render: (finding) => finding.sentence },
    {
      id: 'go',
      title: '办理',
      width: '100px',
      isRight: true,
      render: (finding) => (
        <GoThere finding={finding} period={period} hasProjects={counts.projects > 0} onScope={onScope} />
      ),
    },
  ];

  return (
    <>
      <Text size="sm" mb={6} role="status">
        本次上报 <b>{counts.inScope.toLocaleString('zh-CN')}</b> 个项目（全部 {counts.projects.toLocaleString('zh-CN')}{' '}
        个），总投资 {wanText(sums.totalInvestment)} 万元，年度计划 {wanText(sums.plannedThisYear)} 万元，本年累计完成{' '}
        {wanText(sums.doneThisYear)} 万元。周报：未填 {counts.empty}，已填未审 {counts.filled}，已审 {counts.reviewed}
        ，已报 {counts.reported}。
      </Text>
      <Group gap="sm" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label="看哪一类"
          value={wish}
          onChange={(value) => setWish(value === 'must' || value === 'should' ? value : 'all')}
          data={[
            { value: 'all', label: `全部 ${findings.length}` },
            { value: 'must', label: `必须改 ${mustCount}` },
            { value: 'should', label: `建议看 ${shouldCount}` },
          ]}
        />
        <TextInput
          size="xs"
          w={200}
          placeholder="查找项目或说明"
          aria-label="查找项目或说明"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Text size="sm" c={mustCount > 0 ? '#8a4b00' : 'var(--quiet)'}>
          {mustCount > 0
            ? `有 ${mustCount} 处必须先改，改完才能生成`
            : shouldCount > 0
              ? '没有必须改的，可以直接往下走；建议看的不改也能报'
              : '没有发现问题'}
        </Text>
      </Group>
      <RowList
        key={`${wish}-${wanted}`}
        label="检查结果"
        rows={rows}
        rowKey={(finding) => finding.key}
        columns={columns}
        emptyText={findings.length === 0 ? '检查没有发现问题，可以往下走。' : '这一类没有。'}
      />
    </>
  );
}

interface GoThereProps {
  readonly finding: Finding;
  readonly period: string;
  readonly hasProjects: boolean;
  readonly onScope: () => void;
}

function GoThere({ finding, period, hasProjects, onScope }: GoThereProps): ReactNode {
  if (finding.code === 'NOTHING_IN_SCOPE' && hasProjects) {
    return (
      <Button size="compact-xs" variant="default" onClick={onScope}>
        改范围
      </Button>
    );
  }
  const place = placeOf(finding, period);
  if (place === null) return null;
  return (
    <Button
      component={Link}
      href={place.href}
      size="compact-xs"
      variant="default"
      aria-label={`${place.label}：${finding.projectName ?? finding.sentence}`}
    >
      {place.label}
    </Button>
  );
}

function placeOf(finding: Finding, period: string): { readonly href: string; readonly label: string } | null {
  if (finding.code === 'NOTHING_IN_SCOPE') return { href: '/import', label: '去导入' };
  if (finding.code === 'CONFLICT') return { href: '/conflicts', label: '去选定' };
  if (finding.code === 'NO_RECIPIENT') return { href: '/exchange/offices', label: '去登记' };
  if (finding.projectId === null) return null;
  if (weeklyCodes.has(finding.code) || weeklyFields.has(finding.field ?? ''))
    return { href: `/progress?period=${period}&project=${finding.projectId}`, label: '去周报' };
  return { href: `/projects/${finding.projectId}`, label: '去项目' };
}
