import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { type FindingRow, type FindingShow, findingShows } from '#shared/contract/inspection-findings.ts';
import { findingFilter } from '#shared/rules/finding-filter.ts';
import { findingShowLabels } from '#shared/text/inspection-labels.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { FindingList } from './finding-list.tsx';
import { StatisticsView } from './statistics-view.tsx';

/** `?show=serious` opens with these, `?sheet=<id>` with what one sheet found. */
export function FindingsPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const [part, setPart] = useState<'findings' | 'statistics'>('findings');
  const sheetId = search.get('sheet');
  const list = useQueryOf('inspectionFindings.list', sheetId === null ? {} : { sheetId });
  useUndo(['inspectionFindings.decide', 'inspectionFindings.makeIssue', 'inspectionFindings.makeTask']);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { counts, rule, fromDay, today } = list.data;
  const asked = findingShows.find((each) => each === search.get('show'));
  return (
    <>
      <PageHead
        title="核查比对"
        about={`待处理 ${counts.open} 处（严重 ${counts.serious}） · 疑点 ${counts.questions} 条 · ${fromDay}以来 · 数据日期 ${today} · 依据 ${rule.source}`}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="看什么"
            value={part}
            onChange={(value) => setPart(value === 'statistics' ? 'statistics' : 'findings')}
            data={[
              { value: 'findings', label: '比对情况' },
              { value: 'statistics', label: '统计' },
            ]}
          />
        }
      />
      {part === 'statistics' ? (
        <StatisticsView />
      ) : (
        <Findings
          key={`${asked ?? ''} ${sheetId ?? ''}`}
          found={list.data}
          initialShow={asked ?? (sheetId === null ? 'open' : 'all')}
          sheetId={sheetId}
          onWhole={() => setSearch({})}
        />
      )}
    </>
  );
}

interface FindingsProps {
  readonly found: OutputOf<'inspectionFindings.list'>;
  readonly initialShow: FindingShow;
  readonly sheetId: string | null;
  readonly onWhole: () => void;
}

function Findings({ found, initialShow, sheetId, onWhole }: FindingsProps): ReactNode {
  const [show, setShow] = useState(initialShow);
  const [words, setWords] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const { rows, counts, rule } = found;
  const units = [...new Set(rows.flatMap((row) => [...row.units, ...row.streets]))].toSorted((left, right) =>
    left.localeCompare(right, 'zh'),
  );
  const shown = rows.filter(findingFilter(show)).filter((row) => matches(row, words, unit));
  const scope = { show, ...(sheetId === null ? {} : { sheetId }) };
  return (
    <>
      <Group gap="sm" mb="xs" wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="显示哪些情况"
          style={{ flexShrink: 0 }}
          value={show}
          onChange={(value) => setShow(findingShows.find((each) => each === value) ?? 'open')}
          data={findingShows.map((each) => ({ value: each, label: `${findingShowLabels[each]} ${counts[each]}` }))}
        />
        <TextInput
          size="xs"
          aria-label="查找"
          placeholder="查找：项目、事项"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Select
          size="xs"
          aria-label="责任单位或镇街"
          placeholder="责任单位或镇街"
          clearable
          searchable
          data={units}
          value={unit}
          onChange={setUnit}
        />
        <Button
          size="xs"
          variant="default"
          style={{ flexShrink: 0 }}
          disabled={shown.length === 0}
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => setPrinting(true)}
        >
          打印清单
        </Button>
        {sheetId !== null && (
          <Button size="xs" variant="subtle" onClick={onWhole}>
            看全部
          </Button>
        )}
      </Group>
      <FindingList
        rows={shown}
        emptyText={
          <EmptyState title={show === 'questions' ? '没有要核实的疑点' : '这里没有与填报不符的情况'}>
            检查表录入完成后，与印表时填报的数逐项比对，超出允许误差的列在这里；{rule.patterns}（{rule.patternSource}
            ）。
          </EmptyState>
        }
      />
      {isPrinting && (
        <PaperDialog
          title="现场核查与填报比对清单"
          about={findingShowLabels[show]}
          paperKey={['inspectionFindings.paper', scope]}
          make={(options) => runJob('inspectionFindings.paper', { ...scope, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('inspectionFindings.paper', { ...scope, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

function matches(row: FindingRow, words: string, unit: string | null): boolean {
  const wanted = words.trim();
  return (
    (wanted === '' || row.projectName.includes(wanted) || row.item.includes(wanted)) &&
    (unit === null || row.units.includes(unit) || row.streets.includes(unit))
  );
}
