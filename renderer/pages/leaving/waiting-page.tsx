/** 待对方确认: what the other side has not acknowledged, the oldest first. Generated is never delivered. */
import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { WaitingRow } from '#shared/contract/leaving.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';

type Show = 'all' | 'unsent' | 'generated' | 'refused';

const columns: readonly RowListColumn<WaitingRow>[] = [
  {
    id: 'days',
    title: '已等',
    width: '76px',
    isRight: true,
    render: (row) => ((row.days ?? 0) === 0 ? '今天' : `${row.days} 天`),
  },
  { id: 'kind', title: '类别', width: '120px', render: (row) => row.entityLabel },
  {
    id: 'title',
    title: '记录',
    width: 'minmax(260px, 1.6fr)',
    render: (row) =>
      row.page === null ? (
        row.title
      ) : (
        <Anchor component={Link} href={row.page} size="sm">
          {row.title}
        </Anchor>
      ),
  },
  { id: 'state', title: '到了哪一步', width: 'minmax(260px, 1.4fr)', render: (row) => row.sentence },
  {
    id: 'since',
    title: '最早的改动',
    width: '150px',
    render: (row) => (row.since === null ? '' : instantText(row.since)),
  },
];

export function WaitingPage(): ReactNode {
  const found = useQueryOf('receipts.waiting', {});
  const [show, setShow] = useState<Show>('all');
  const { data } = found;
  const rows = (data?.rows ?? []).filter((row) => show === 'all' || row.state === show);
  const hidden = (data?.total ?? 0) - (data?.rows.length ?? 0);
  return (
    <>
      <PageHead
        title="待对方确认"
        about="改动过、对方还没有用回执确认收到的记录，等得最久的在前"
        actions={
          <Button component={Link} href="/exchange/send">
            生成报送包
          </Button>
        }
      />
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
      {data === undefined && found.error === null && <Waiting />}
      {data !== undefined && (
        <>
          <Group gap="sm" mb={6}>
            <SegmentedControl
              size="xs"
              aria-label="看哪些"
              value={show}
              onChange={(value) => setShow(isShow(value) ? value : 'all')}
              data={[
                { value: 'all', label: `全部 ${data.total.toLocaleString('zh-CN')}` },
                { value: 'unsent', label: `还没有报出 ${data.counts.unsent.toLocaleString('zh-CN')}` },
                { value: 'generated', label: `等回执 ${data.counts.generated.toLocaleString('zh-CN')}` },
                { value: 'refused', label: `对方没有采纳 ${data.counts.refused.toLocaleString('zh-CN')}` },
              ]}
            />
            {hidden > 0 && (
              <Text size="sm" c="var(--quiet)">
                列出最早的 {data.rows.length.toLocaleString('zh-CN')} 条，另有 {hidden.toLocaleString('zh-CN')} 条
              </Text>
            )}
          </Group>
          <RowList
            key={show}
            label="待对方确认的记录"
            rows={rows}
            rowKey={(row) => `${row.entity} ${row.id}`}
            columns={columns}
            emptyText={data.total === 0 ? '对方已确认收到全部内容。' : '这一类没有。'}
          />
        </>
      )}
    </>
  );
}

function isShow(value: string): value is Show {
  return value === 'all' || value === 'unsent' || value === 'generated' || value === 'refused';
}
