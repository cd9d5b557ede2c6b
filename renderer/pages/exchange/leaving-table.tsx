import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { useQueryOf } from '../../client.ts';
import { DifferencesTable } from '../../components/differences-table.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';

type Leaving = OutputOf<'packages.leaving'>;
type Kind = Leaving['kinds'][number];
type Stays = Leaving['stays'][number];

const whyTexts: Readonly<Record<Stays['why'], string>> = {
  ownBookkeeping: '本单位自己的记录，从不带出',
  keptBack: '设了“暂不报出”，同意报出后才带出',
  outOfScope: '不在这次的范围里，对方只知道有改动',
  leftOut: '这次选了不报的内容',
};

/** What the package carries that the other side has not acknowledged, down to the field, and what stays. */
export function LeavingTable({ scope }: { readonly scope: Scope }): ReactNode {
  const leaving = useQueryOf('packages.leaving', { scope }, { keepsLast: true });
  const [shown, setShown] = useState<{ readonly kind: Kind; readonly field: string | null } | null>(null);
  const { data } = leaving;
  if (data === undefined)
    return leaving.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={leaving.error} onRetry={() => void leaving.refetch()} />
    );
  const records = data.kinds.reduce((sum, kind) => sum + kind.records, 0);
  const columns: readonly RowListColumn<Kind>[] = [
    { id: 'label', title: '带出的内容', width: '150px', render: (kind) => kind.label },
    {
      id: 'records',
      title: '条数',
      width: '84px',
      isRight: true,
      render: (kind) => (
        <Anchor component="button" type="button" size="sm" onClick={() => setShown({ kind, field: null })}>
          {kind.records.toLocaleString('zh-CN')} 条
        </Anchor>
      ),
    },
    {
      id: 'fields',
      title: '其中改动的栏目（点开看原来和这次）',
      width: 'minmax(300px, 1fr)',
      render: (kind) => (
        <span className="leaving-fields">
          {kind.fields.map((field) => (
            <Anchor
              key={field.name}
              component="button"
              type="button"
              size="sm"
              onClick={() => setShown({ kind, field: field.name })}
            >
              {field.label} {field.records.toLocaleString('zh-CN')}
            </Anchor>
          ))}
        </span>
      ),
    },
  ];
  return (
    <Stack gap={6} aria-busy={leaving.isPlaceholderData}>
      <Text size="sm">
        {records === 0
          ? '对方已确认收到全部内容，这次没有新的内容要带出。'
          : `对方还没有确认收到的 ${records.toLocaleString('zh-CN')} 条会带出`}
        {data.follows > 0 && `，其中 ${data.follows.toLocaleString('zh-CN')} 条以前只报了编号，这次补报内容`}
        {records > 0 && '。'}
        {data.levels.length > 0 &&
          `范围内：${data.levels.map(({ label, projects, totalInvestment }) => `${label} ${projects} 个（总投资 ${wanText(totalInvestment)} 万元）`).join('，')}。`}
        {data.lists.length > 0 &&
          `名单：${data.lists.map(({ label, projects }) => `${label} ${projects} 个`).join('，')}。`}
      </Text>
      {data.kinds.length > 0 && (
        <RowList
          label="带出的内容"
          rows={data.kinds}
          rowKey={(kind) => kind.entity}
          columns={columns}
          emptyText="没有新的内容要带出。"
        />
      )}
      <StaysTable rows={data.stays} />
      {shown !== null && (
        <RecordsDialog scope={scope} kind={shown.kind} field={shown.field} onClose={() => setShown(null)} />
      )}
    </Stack>
  );
}

function StaysTable({ rows }: { readonly rows: readonly Stays[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <Stack gap={2}>
      {rows.map((row) => (
        <Text key={row.why} size="sm" c="var(--quiet)">
          留下 {row.records.toLocaleString('zh-CN')} 条：{whyTexts[row.why]}（
          {row.kinds.map(({ label, records }) => `${label} ${records.toLocaleString('zh-CN')}`).join('、')}）
          {row.why === 'keptBack' && (
            <Anchor component={Link} href="/exchange/kept-back" size="sm" ml={6}>
              去看
            </Anchor>
          )}
        </Text>
      ))}
    </Stack>
  );
}

interface RecordsDialogProps {
  readonly scope: Scope;
  readonly kind: Kind;
  readonly field: string | null;
  readonly onClose: () => void;
}

function RecordsDialog({ scope, kind, field, onClose }: RecordsDialogProps): ReactNode {
  const found = useQueryOf('packages.leavingRecords', {
    scope,
    entity: kind.entity,
    ...(field === null ? {} : { field }),
  });
  const label = kind.fields.find(({ name }) => name === field)?.label;
  const columns: readonly RowListColumn<OutputOf<'packages.leavingRecords'>['rows'][number]>[] = [
    { id: 'title', title: '记录', width: 'minmax(260px, 1fr)', render: (row) => row.title },
    {
      id: 'what',
      title: label ?? '改动的栏目',
      width: 'minmax(260px, 1.2fr)',
      render: (row) => {
        const of = row.fields.find((each) => each.label === label);
        return of === undefined
          ? row.fields.map((each) => each.label).join('、')
          : `${of.before ?? '（空）'} → ${of.after ?? '（空）'}`;
      },
    },
  ];
  const more = (found.data?.total ?? 0) - (found.data?.rows.length ?? 0);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`带出的内容：${kind.label}${label === undefined ? '' : ` · ${label}`}`}
      size={920}
      centered
    >
      <Stack gap="sm" h="60vh">
        <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
        {found.data === undefined && found.error === null && <Waiting />}
        {found.data !== undefined && (
          <RowList
            label="带出的记录"
            rows={found.data.rows}
            rowKey={(row) => row.id}
            columns={columns}
            hasDetails={(row) => row.fields.length > 0}
            renderDetails={(row) => <DifferencesTable rows={row.fields} />}
            emptyText="没有。"
          />
        )}
        {more > 0 && (
          <Text size="sm" c="var(--quiet)">
            另有 {more.toLocaleString('zh-CN')} 条没有列出
          </Text>
        )}
      </Stack>
    </Modal>
  );
}
