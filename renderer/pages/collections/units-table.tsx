import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CollectionUnit } from '#shared/contract/collections.ts';
import { instantText } from '../../components/instant-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';

interface UnitsTableProps {
  readonly rows: readonly CollectionUnit[];
  readonly isPast: boolean;
  readonly ticked: ReadonlySet<string>;
  readonly onTicked: (ids: ReadonlySet<string>) => void;
  readonly onMake: (unitId: string) => void;
}

/** 未报: nothing has come and not everything was filled in otherwise. */
export function isMissing(unit: CollectionUnit): boolean {
  return unit.returnedAt === null && unit.filled < unit.projects;
}

const standingWords: Readonly<Record<CollectionUnit['standing'], string>> = {
  notSent: '未发',
  waiting: '等交回',
  missing: '未报',
  partial: '缺填',
  complete: '填齐',
};

export function UnitsTable({ rows, isPast, ticked, onTicked, onMake }: UnitsTableProps): ReactNode {
  const areAll = rows.length > 0 && rows.every((unit) => ticked.has(unit.unitId));

  function toggle(units: readonly CollectionUnit[], isOn: boolean): void {
    const next = new Set(ticked);
    for (const { unitId } of units) {
      if (isOn) next.add(unitId);
      else next.delete(unitId);
    }
    onTicked(next);
  }

  const columns: readonly RowListColumn<CollectionUnit>[] = [
    {
      id: 'tick',
      title: (
        <Checkbox
          size="xs"
          aria-label="勾选列出的全部单位"
          checked={areAll}
          indeterminate={!areAll && rows.some((unit) => ticked.has(unit.unitId))}
          onChange={(event) => toggle(rows, event.currentTarget.checked)}
        />
      ),
      width: '30px',
      render: (unit) => (
        <Checkbox
          size="xs"
          aria-label={`勾选${unit.name}`}
          checked={ticked.has(unit.unitId)}
          onChange={(event) => toggle([unit], event.currentTarget.checked)}
        />
      ),
    },
    { id: 'name', title: '单位', width: 'minmax(140px, 1.4fr)', render: (unit) => unit.name },
    {
      id: 'contact',
      title: '联络员',
      width: 'minmax(130px, 1.1fr)',
      render: (unit) => (
        <span className="collections-contact">
          {[unit.contactName, unit.contactPhone].filter(Boolean).join(' ') || <i>没有登记</i>}
        </span>
      ),
    },
    {
      id: 'standing',
      title: '情况',
      width: '64px',
      render: (unit) => (
        <span className={`collections-standing collections-${isPast ? unit.standing : `calm-${unit.standing}`}`}>
          {standingWords[unit.standing]}
        </span>
      ),
    },
    {
      id: 'filled',
      title: '已填',
      width: '76px',
      render: (unit) => (
        <>
          {unit.filled} / {unit.projects}
        </>
      ),
    },
    { id: 'sent', title: '发出', width: '122px', render: (unit) => shortInstant(unit.sentAt) },
    { id: 'returned', title: '交回', width: '122px', render: (unit) => shortInstant(unit.returnedAt) },
    {
      id: 'reminded',
      title: '催报',
      width: '150px',
      render: (unit) => (unit.reminders === 0 ? '' : `${unit.reminders} 次 · ${shortInstant(unit.remindedAt)}`),
    },
    {
      id: 'make',
      title: '',
      width: '64px',
      render: (unit) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`生成${unit.name}的填报表`}
          onClick={() => onMake(unit.unitId)}
        >
          生成
        </Button>
      ),
    },
  ];
  return (
    <RowList
      label="各单位填报情况"
      rows={rows}
      rowKey={(unit) => unit.unitId}
      columns={columns}
      renderDetails={(unit) => <UnitDetails unit={unit} />}
      emptyText="这一类没有单位。"
    />
  );
}

function UnitDetails({ unit }: { readonly unit: CollectionUnit }): ReactNode {
  return (
    <dl className="collections-details">
      {unit.emptyNames.length > 0 && (
        <>
          <dt>还没有填的 {unit.emptyNames.length} 个</dt>
          <dd>{unit.emptyNames.join('、')}</dd>
        </>
      )}
      {unit.fileNames.length > 0 && (
        <>
          <dt>交回的文件</dt>
          <dd>{unit.fileNames.join('、')}</dd>
        </>
      )}
      {unit.note !== null && (
        <>
          <dt>表上写明</dt>
          <dd>{unit.note}</dd>
        </>
      )}
      {unit.alsoIn > 0 && (
        <>
          <dt>另有</dt>
          <dd>参与 {unit.alsoIn} 个项目，由牵头单位填报，不在它的表里。</dd>
        </>
      )}
      {unit.emptyNames.length === 0 && unit.fileNames.length === 0 && <dd>它的项目本期都已经填好。</dd>}
    </dl>
  );
}

/** 11-19 10:05; the year is that of the period. */
function shortInstant(instant: string | null): string {
  return instant === null ? '' : instantText(instant).slice(5);
}
