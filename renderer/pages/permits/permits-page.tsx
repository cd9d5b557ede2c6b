/** 手续: every project with the progress of its steps and its clock, or every step that is open. */
import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import type { OpenPermitRow, PermitLedgerRow } from '#shared/contract/permits.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { ListPaper } from '../../components/list-paper.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { ledgerColumns, openColumns } from './permit-columns.tsx';

type Ledger = OutputOf<'permits.ledger'>;

const shows = [
  ['all', '全部'],
  ['late', '逾期'],
  ['inHand', '在办'],
  ['canBegin', '可以办'],
] as const;
type Show = (typeof shows)[number][0];

export function PermitsPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const ledger = useQueryOf('permits.ledger', {});
  const view = search.get('view') === 'open' ? 'open' : 'projects';
  const unit = search.get('unit');
  const show = shows.find(([key]) => key === search.get('show'))?.[0] ?? 'all';
  if (ledger.data === undefined)
    return ledger.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={ledger.error} onRetry={() => void ledger.refetch()} />
    );
  function ask(changes: Readonly<Record<string, string | null>>): void {
    const next = { view, show, unit, ...changes };
    setSearch(
      Object.fromEntries(Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== null)),
      { replace: true },
    );
  }
  return (
    <>
      <PageHead
        title="手续"
        about={
          ledger.data.hasClock
            ? `土地摘牌到开工的审批时限按工作日计算（${ledger.data.clockSource}）`
            : '适用文件没有规定土地摘牌到开工的时限'
        }
        actions={
          <SegmentedControl
            aria-label="按项目看或按手续看"
            value={view}
            onChange={(value) => ask({ view: value })}
            data={[
              { value: 'projects', label: '按项目' },
              { value: 'open', label: '要办的手续' },
            ]}
          />
        }
      />
      {view === 'projects' ? (
        <Projects ledger={ledger.data} />
      ) : (
        <OpenSteps ledger={ledger.data} unit={unit} show={show} onAsk={ask} />
      )}
    </>
  );
}

function Projects({ ledger }: { readonly ledger: Ledger }): ReactNode {
  const { office } = useOffice();
  const [, go] = useLocation();
  const columns = useMemo(
    () => ledgerColumns(ledger.hasClock, office.kind === 'centre'),
    [ledger.hasClock, office.kind],
  );
  return (
    <LedgerGrid<PermitLedgerRow>
      gridId="permits"
      label="各项目手续"
      rows={ledger.rows}
      columns={columns}
      onOpen={(row) => go(`/projects/${row.id}?tab=permits`)}
      tools={<WithoutSteps ledger={ledger} />}
      emptyState={
        <EmptyState title="还没有项目">
          先在项目库里导入台账。然后打开一个项目的“手续”，点“套用模板”就有了手续台账。
        </EmptyState>
      }
    />
  );
}

function WithoutSteps({ ledger }: { readonly ledger: Ledger }): ReactNode {
  const without = ledger.rows.filter((row) => row.total === 0).length;
  return without === 0 ? null : (
    <Text size="sm" c="var(--quiet)">
      {without} 个项目还没有手续台账：打开项目的“手续”套用模板
    </Text>
  );
}

interface OpenStepsProps {
  readonly ledger: Ledger;
  readonly unit: string | null;
  readonly show: Show;
  readonly onAsk: (changes: Readonly<Record<string, string | null>>) => void;
}

function OpenSteps({ ledger, unit, show, onAsk }: OpenStepsProps): ReactNode {
  const ofUnit = useMemo(
    () => (unit === null ? ledger.open : ledger.open.filter((row) => row.holderUnitName === unit)),
    [ledger.open, unit],
  );
  const rows = useMemo(() => ofUnit.filter((row) => isShown(row, show)), [ofUnit, show]);
  return (
    <LedgerGrid<OpenPermitRow>
      key={`${unit}-${show}`}
      gridId="openPermits"
      label="要办的手续"
      rows={rows}
      columns={openColumns}
      tools={
        <Group gap="xs" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label="显示哪些手续"
            value={show}
            onChange={(value) => onAsk({ show: value })}
            data={shows.map(([key, label]) => ({
              value: key,
              label: `${label} ${ofUnit.filter((row) => isShown(row, key)).length}`,
            }))}
          />
          <Select
            aria-label="办理单位"
            placeholder="全部办理单位"
            w={190}
            clearable
            searchable
            checkIconPosition="right"
            data={ledger.units.map((each) => ({ value: each.unitName, label: `${each.unitName}（${each.open}）` }))}
            value={unit}
            onChange={(value) => onAsk({ unit: value })}
          />
          <ListPaper
            title="手续办理台账"
            about={unit ?? ''}
            label={unit === null ? '选单位后打印' : '打印台账'}
            wishes={{ list: 'holderPermits', unitName: unit ?? '' }}
            isDisabled={unit === null}
          />
        </Group>
      }
      emptyState={
        <EmptyState title="没有要办的手续">
          在办的、前面手续已办结可以接着办的、超过时限的手续都列在这里。先打开项目的“手续”套用模板。
        </EmptyState>
      }
    />
  );
}

function isShown(row: OpenPermitRow, show: Show): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'late':
      return row.isLate;
    case 'inHand':
      return row.state === 'inHand';
    case 'canBegin':
      return row.canBegin;
  }
}
