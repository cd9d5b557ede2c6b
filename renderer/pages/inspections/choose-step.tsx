/** Which projects: a way of choosing, out of how many and why, then by hand. */
import { Button, Checkbox, Group, NumberInput, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { RoundCandidate } from '#shared/contract/inspection-rounds.ts';
import type { RoundWish } from '#shared/inspection/choose.ts';
import { selectionWayLabels } from '#shared/text/inspection-labels.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { useIsCentre } from '../../office-context.ts';

export type Proposal = OutputOf<'inspectionRounds.propose'>;

interface ChooseStepProps {
  readonly wish: RoundWish;
  readonly onWish: (wish: RoundWish) => void;
  readonly proposal: Proposal;
  /** The wish lacks a street, a seed or a number of days: nothing is chosen yet. */
  readonly isComplete: boolean;
  readonly isPicked: (row: RoundCandidate) => boolean;
  readonly onPick: (ids: readonly string[], isPicked: boolean) => void;
}

const ways = ['picked', 'street', 'lagging', 'random', 'fullCoverage', 'notVisited'] as const;

export function ChooseStep({ wish, onWish, proposal, isComplete, isPicked, onPick }: ChooseStepProps): ReactNode {
  const [search, setSearch] = useState('');
  const [shows, setShows] = useState<'all' | 'picked'>('all');
  const isCentre = useIsCentre();
  const { rows, outOf, shown, streets } = proposal;
  // What was chosen stands first, in the order of the ledger; ticking by hand moves nothing.
  const inOrder = isComplete ? rows.toSorted((left, right) => Number(right.isChosen) - Number(left.isChosen)) : rows;
  const picked = rows.filter(isPicked);
  const wanted = search.trim().toLowerCase();
  const visible = inOrder.filter(
    (row) =>
      (shows === 'all' || isPicked(row)) &&
      (wanted === '' || `${row.name} ${row.pinyin} ${row.initials} ${row.street}`.toLowerCase().includes(wanted)),
  );
  const byHand = rows.filter((row) => isPicked(row) !== (isComplete && row.isChosen)).length;
  return (
    <div className="inspections-choice">
      <Group gap="sm" mb="xs" align="flex-end">
        <SegmentedControl
          size="xs"
          aria-label="选取方式"
          value={wish.way}
          onChange={(way) => onWish({ ...wish, way })}
          data={ways.map((way) => ({ value: way, label: selectionWayLabels[way] }))}
        />
        <Select
          size="xs"
          aria-label={isCentre ? '区县、镇街或单位' : '镇街或单位'}
          placeholder={wish.way === 'street' ? '选镇街或单位' : '全部镇街和单位'}
          clearable
          searchable
          limit={60}
          w={190}
          nothingFoundMessage="没有这个镇街或单位"
          data={streets}
          value={wish.street}
          onChange={(street) => onWish({ ...wish, street })}
        />
        {wish.way === 'random' && (
          <>
            <NumberInput
              size="xs"
              aria-label="抽取个数"
              suffix=" 个"
              min={1}
              max={2000}
              allowDecimal={false}
              allowNegative={false}
              w={90}
              value={wish.count ?? ''}
              onChange={(count) => onWish({ ...wish, count: typeof count === 'number' && count > 0 ? count : null })}
            />
            <TextInput
              size="xs"
              aria-label="抽取号"
              leftSection={<Text size="xs">抽取号</Text>}
              leftSectionWidth={54}
              maxLength={40}
              w={210}
              value={wish.seed ?? ''}
              onChange={(event) => onWish({ ...wish, seed: event.currentTarget.value })}
              rightSection={
                <Button
                  variant="subtle"
                  size="compact-xs"
                  px={4}
                  aria-label="换一个抽取号"
                  title="换一个抽取号"
                  onClick={() => onWish({ ...wish, seed: nextSeed(wish.seed ?? proposal.proposedSeed) })}
                >
                  <IconRefresh size={14} aria-hidden />
                </Button>
              }
            />
          </>
        )}
        {wish.way === 'notVisited' && (
          <NumberInput
            size="xs"
            aria-label="多少天没有到过"
            suffix=" 天没有到过"
            min={1}
            max={3650}
            allowDecimal={false}
            allowNegative={false}
            w={140}
            value={wish.notVisitedDays ?? ''}
            onChange={(days) => onWish({ ...wish, notVisitedDays: typeof days === 'number' && days > 0 ? days : null })}
          />
        )}
      </Group>
      <Group gap="sm" mb="xs" justify="space-between">
        <Text size="sm" role="status">
          {isComplete ? `${shown}：` : `共${outOf}个项目，`}
          <b>选中 {picked.length} 个</b>
          {wish.way !== 'picked' && isComplete && byHand > 0 ? `（人工增减 ${byHand} 个，会写在备注里）` : ''}
        </Text>
        <Group gap="xs">
          <TextInput
            size="xs"
            aria-label="查找项目"
            placeholder="名称、拼音、首字母、镇街"
            w={190}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <SegmentedControl
            size="xs"
            aria-label="看哪些"
            value={shows}
            onChange={(value) => setShows(value === 'picked' ? 'picked' : 'all')}
            data={[
              { value: 'all', label: `全部 ${rows.length}` },
              { value: 'picked', label: `选中 ${picked.length}` },
            ]}
          />
          <Button
            size="compact-sm"
            variant="default"
            disabled={visible.length === 0}
            onClick={() =>
              onPick(
                visible.map((row) => row.id),
                true,
              )
            }
          >
            全部勾选
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={picked.length === 0}
            onClick={() =>
              onPick(
                visible.map((row) => row.id),
                false,
              )
            }
          >
            全部去掉
          </Button>
        </Group>
      </Group>
      <RowList<RoundCandidate>
        label="可以督导的项目"
        rows={visible}
        rowKey={(row) => row.id}
        columns={columnsOf(isCentre, isPicked, onPick)}
        emptyText={shows === 'picked' ? '还没有选中项目。' : '没有符合条件的项目。'}
      />
    </div>
  );
}

/** The running number at the end of a seed goes up by one. */
function nextSeed(seed: string): string {
  const found = /^(.*?)(\d*)$/.exec(seed.trim());
  const digits = found?.[2] ?? '';
  const isPlain = digits !== '' && digits.length < 15;
  return isPlain ? `${found?.[1] ?? ''}${String(Number(digits) + 1).padStart(digits.length, '0')}` : `${seed}-1`;
}

function columnsOf(
  isCentre: boolean,
  isPicked: (row: RoundCandidate) => boolean,
  onPick: ChooseStepProps['onPick'],
): readonly RowListColumn<RoundCandidate>[] {
  return [
    {
      id: 'pick',
      title: '选',
      width: '34px',
      render: (row) => (
        <Checkbox
          size="xs"
          aria-label={`选${row.name}`}
          checked={isPicked(row)}
          onChange={(event) => onPick([row.id], event.currentTarget.checked)}
        />
      ),
    },
    { id: 'name', title: '项目名称', width: 'minmax(200px, 2.4fr)', render: (row) => row.name },
    ...(isCentre
      ? [{ id: 'office', title: '区县', width: '90px', render: (row: RoundCandidate) => row.officeName }]
      : []),
    {
      id: 'street',
      title: '镇街（单位）',
      width: 'minmax(100px, 1fr)',
      render: (row) => row.street || row.responsibleUnits[0] || '—',
    },
    { id: 'last', title: '最近一次督导', width: '116px', render: (row) => row.lastVisitedOn ?? '没有到过' },
    {
      id: 'why',
      title: '为什么',
      width: 'minmax(280px, 3fr)',
      render: (row) => row.why ?? (row.plannedIn === null ? '' : `已列入“${row.plannedIn}”`),
    },
  ];
}
