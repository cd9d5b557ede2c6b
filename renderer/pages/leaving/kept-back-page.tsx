/** 暂不报出: what stays in the office, why, since when, and the way out. */
import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { RestrictionView } from '#shared/contract/leaving.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { ReleaseForm } from '../../components/reported-line/release-form.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';

export function KeptBackPage(): ReactNode {
  const list = useQueryOf('restrictions.list', {});
  const [show, setShow] = useState<'back' | 'released'>('back');
  const [releasing, setReleasing] = useState<readonly RestrictionView[] | null>(null);
  const all = list.data?.rows ?? [];
  const back = all.filter((row) => !row.isReleased);
  const rows = show === 'back' ? back : all.filter((row) => row.isReleased);
  const columns: readonly RowListColumn<RestrictionView>[] = [
    { id: 'kind', title: '类别', width: '90px', render: (row) => row.entityLabel },
    {
      id: 'title',
      title: '记录',
      width: 'minmax(220px, 1.6fr)',
      render: (row) => (
        <>
          {row.page === null ? (
            row.title
          ) : (
            <Anchor component={Link} href={row.page} size="sm">
              {row.title}
            </Anchor>
          )}
          <span className="exchange-file">
            {row.below > 0 && `连同下面 ${row.below.toLocaleString('zh-CN')} 条。`}
            {row.mayHaveLeft ? '以前报出过，已报出的收不回来' : '从没有报出过'}
          </span>
        </>
      ),
    },
    { id: 'reason', title: '原因', width: 'minmax(180px, 1.4fr)', render: (row) => row.reason },
    {
      id: 'since',
      title: '设定',
      width: '150px',
      render: (row) => [shownDay(row.restrictedOn), row.restrictedBy].filter(Boolean).join(' '),
    },
    show === 'back'
      ? {
          id: 'release',
          title: '办理',
          width: '110px',
          isRight: true,
          render: (row) => (
            <Button size="compact-xs" variant="default" onClick={() => setReleasing([row])}>
              同意报出
            </Button>
          ),
        }
      : {
          id: 'released',
          title: '同意报出',
          width: 'minmax(170px, 1fr)',
          render: (row) =>
            [row.releasedOn === null ? null : shownDay(row.releasedOn), row.releasedBy, row.releaseNote]
              .filter(Boolean)
              .join(' '),
        },
  ];
  return (
    <>
      <PageHead
        title="暂不报出"
        about="这里的内容只留在本单位，同意报出以后才随报送包带出"
        actions={
          show === 'back' && back.length > 1 ? (
            <Button variant="default" onClick={() => setReleasing(back)}>
              全部同意报出
            </Button>
          ) : undefined
        }
      />
      <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />
      <Group gap="sm" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label="看哪些"
          value={show}
          onChange={(value) => setShow(value === 'released' ? 'released' : 'back')}
          data={[
            { value: 'back', label: `暂不报出 ${back.length}` },
            { value: 'released', label: `已同意 ${all.length - back.length}` },
          ]}
        />
        <Text size="sm" c="var(--quiet)">
          责任追究台账另有一处“同意报出”，在
          <Anchor component={Link} href="/accountability" size="sm">
            责任追究
          </Anchor>
          里办理；单位内部的查账、年终结账从不带出
        </Text>
      </Group>
      {list.data === undefined && list.error === null && <Waiting />}
      {list.data !== undefined && (
        <RowList
          key={show}
          label="暂不报出的记录"
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          emptyText={
            show === 'back'
              ? '没有暂不报出的内容。在项目、问题、督办、会议、批示、附件的页面上点“暂不报出”，写明原因即可。'
              : '还没有同意报出过的。'
          }
        />
      )}
      {releasing !== null && <ReleaseForm rows={releasing} onClose={() => setReleasing(null)} />}
    </>
  );
}
