/** 单位填报: who was sent a form, who returned it, what is still missing. `#/collections?period=2026-11-20` */
import { Anchor, Button, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileExport, IconFileImport, IconPhoneCall } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { CollectionUnit } from '#shared/contract/collections.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { CollectedFiles } from './collected-files.tsx';
import './collections.css';
import { ListButtons } from './list-buttons.tsx';
import { isMissing, UnitsTable } from './units-table.tsx';

type Collection = OutputOf<'collections.units'>;
type Wish = 'all' | 'missing' | 'partial' | 'complete';
const isWish = (text: string): text is Wish => ['all', 'missing', 'partial', 'complete'].includes(text);

export function CollectionsPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('period');
  const units = useQueryOf('collections.units', asked === null ? {} : { period: asked }, { refetchEvery: 60_000 });
  const periods = useQueryOf('progress.periods', {});
  if (units.data === undefined)
    return units.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={units.error} onRetry={() => void units.refetch()} />
    );
  const { data } = units;
  return (
    <>
      <PageHead
        title={`单位填报 · ${data.label}`}
        about={
          <>
            各单位 <b className={data.isPast ? 'late' : undefined}>{data.deadlineText}</b> 前交回
            {data.isPast && '（已过）'}　{data.rule.sentence}
            <span className="collections-source">（{data.rule.source}）</span>
          </>
        }
        actions={
          <>
            <Select
              aria-label="报送期"
              w={170}
              allowDeselect={false}
              value={data.period}
              data={(periods.data?.periods ?? [{ period: data.period, label: data.label, filled: 0 }]).map((one) => ({
                value: one.period,
                label: `${one.period.slice(0, 4)}年${one.label}`,
              }))}
              onChange={(period) => setSearch(period === null ? {} : { period })}
            />
            <Button
              component={Link}
              href={asked === null ? '/progress/returned' : `/progress/returned?period=${data.period}`}
              leftSection={<IconFileImport size={16} aria-hidden />}
            >
              收回填报表
            </Button>
          </>
        }
      />
      {data.rows.length === 0 ? <NoUnits withoutUnit={data.withoutUnit} /> : <Units key={data.period} data={data} />}
    </>
  );
}

function Units({ data }: { readonly data: Collection }): ReactNode {
  const [wish, setWish] = useState<Wish>('all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const making = useJob('collections.export');
  const reminding = useCommand('collections.remind');
  const undo = useUndo(['collections.remind', 'collections.accept', 'collections.export']);
  const { period, rows } = data;
  const missing = rows.filter(isMissing);
  const groups: Readonly<Record<Wish, readonly CollectionUnit[]>> = {
    all: rows,
    missing,
    partial: rows.filter((unit) => unit.returnedAt !== null && unit.filled < unit.projects),
    complete: rows.filter((unit) => unit.filled === unit.projects),
  };
  const projects = rows.reduce((sum, unit) => sum + unit.projects, 0);
  const filled = rows.reduce((sum, unit) => sum + unit.filled, 0);
  const toRemind = ticked.size > 0 ? [...ticked] : missing.map((unit) => unit.unitId);

  async function make(unitIds: readonly string[] | null): Promise<void> {
    const made = await making.run(unitIds === null ? { period } : { period, unitIds: [...unitIds] });
    if (await saveFile(made.file))
      notifications.show({ message: `${made.units} 个单位 ${made.projects} 个项目的填报表已生成，发给单位后等收回` });
  }

  async function remind(): Promise<void> {
    const made = await reminding.run({ period, unitIds: toRemind });
    setTicked(new Set());
    sayDone(`已记催报 ${made.reminded} 个单位`, () => undo(made.changeId));
  }

  return (
    <>
      <dl className="collections-figures">
        <Figure label="应报单位" value={rows.length} />
        <Figure label="已交" value={rows.filter((unit) => unit.returnedAt !== null).length} />
        <Figure label="未报" value={missing.length} isLate={data.isPast && missing.length > 0} />
        <Figure label="已填项目" value={filled} of={projects} />
      </dl>
      <ErrorNotice problem={making.problem} onClose={making.reset} />
      <ErrorNotice problem={reminding.problem} onClose={reminding.reset} />
      {data.withoutUnit.length > 0 && (
        <Text size="sm" c="#8a4b00" mb={6}>
          有 {data.withoutUnit.length} 个项目没有责任单位，不在任何填报表里：{shortList(data.withoutUnit)}。
          <Anchor component={Link} href="/projects" size="sm">
            去项目库补填
          </Anchor>
        </Text>
      )}
      <Group gap="xs" mb={6} wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="按交表情况查看"
          value={wish}
          onChange={(value) => setWish(isWish(value) ? value : 'all')}
          data={[
            { value: 'all', label: `全部 ${rows.length}` },
            { value: 'missing', label: `未报 ${missing.length}` },
            { value: 'partial', label: `交了缺填 ${groups.partial.length}` },
            { value: 'complete', label: `填齐 ${groups.complete.length}` },
          ]}
        />
        <div style={{ flex: 1 }} />
        <Button
          variant={rows.every((unit) => unit.sentAt === null) ? 'filled' : 'default'}
          leftSection={<IconFileExport size={16} aria-hidden />}
          loading={making.isRunning}
          onClick={() => void make(ticked.size > 0 ? [...ticked] : null).catch(shownElsewhere)}
        >
          {ticked.size > 0 ? `生成所选 ${ticked.size} 份填报表` : '生成全部填报表'}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPhoneCall size={16} aria-hidden />}
          disabled={toRemind.length === 0}
          loading={reminding.isRunning}
          title="记一次催报，日期和次数会印在名单上"
          onClick={() => void remind().catch(shownElsewhere)}
        >
          催报{ticked.size > 0 ? `所选 ${ticked.size} 个` : `未报的 ${missing.length} 个`}
        </Button>
        <ListButtons period={period} label={data.label} />
      </Group>
      <UnitsTable
        key={wish}
        rows={groups[wish]}
        isPast={data.isPast}
        ticked={ticked}
        onTicked={setTicked}
        onMake={(unitId) => void make([unitId]).catch(shownElsewhere)}
      />
      <CollectedFiles files={data.files} />
      <JobDialog job={making} title="正在生成填报表" />
    </>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: number;
  readonly of?: number;
  readonly isLate?: boolean;
}

function Figure({ label, value, of, isLate = false }: FigureProps): ReactNode {
  return (
    <div data-late={isLate || undefined}>
      <dt>{label}</dt>
      <dd>
        {value}
        {of !== undefined && <small> / {of}</small>}
      </dd>
    </div>
  );
}

function NoUnits({ withoutUnit }: { readonly withoutUnit: readonly string[] }): ReactNode {
  return (
    <EmptyState
      title="还没有单位要填报"
      actions={
        <Button component={Link} href="/projects">
          去项目库
        </Button>
      }
    >
      填报表按项目的责任单位一个单位一份。
      {withoutUnit.length > 0
        ? `项目库里的 ${withoutUnit.length} 个项目都还没有填责任单位，填好以后这里会自动列出。`
        : '先在项目库里导入台账或新增项目，并填写责任单位，这里会自动列出。'}
    </EmptyState>
  );
}

function shortList(names: readonly string[]): string {
  return `${names.slice(0, 3).join('、')}${names.length > 3 ? '等' : ''}`;
}
