import { Anchor, CopyButton, Group, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { sizeText } from '#shared/text/size.ts';
import type { CallProblem } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';

type Row = OutputOf<'quarantine.list'>['rows'][number];

const columns: readonly RowListColumn<Row>[] = [
  { id: 'at', title: '时间', width: '140px', render: (row) => instantText(row.at) },
  {
    id: 'file',
    title: '文件',
    width: 'minmax(180px, 1fr)',
    render: (row) => (
      <>
        {row.fileName}
        <span className="exchange-file">{sizeText(row.bytes)}</span>
      </>
    ),
  },
  { id: 'why', title: '为什么、怎么办', width: 'minmax(300px, 2.4fr)', render: (row) => row.sentence },
  {
    id: 'copy',
    title: '操作',
    width: '150px',
    render: (row) => (
      <Group gap="sm" wrap="nowrap">
        <Anchor
          component={Link}
          href={`/exchange/receive?aside=${row.id}`}
          size="xs"
          title="升级程序、登记对方以后，不用重拷"
        >
          再读一次
        </Anchor>
        <CopyButton value={`${row.fileName}：${row.sentence}（代码 ${row.code}）`}>
          {({ copied, copy }) => (
            <Anchor component="button" type="button" size="xs" title={`代码 ${row.code}`} onClick={copy}>
              {copied ? '已复制' : '复制这句话'}
            </Anchor>
          )}
        </CopyButton>
      </Group>
    ),
  },
];

/** Files that were refused: kept aside, nothing of them written. */
export function Quarantine({
  list,
}: {
  readonly list: UseQueryResult<OutputOf<'quarantine.list'>, CallProblem>;
}): ReactNode {
  if (list.data === undefined) {
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  }
  return (
    <>
      <RowList
        label="隔离区"
        rows={list.data.rows}
        rowKey={(row) => row.id}
        columns={columns}
        emptyText="隔离区是空的。有问题的文件会放在这里，里面的内容没有写入。"
      />
      {list.data.rows.length > 0 && (
        <Text size="xs" c="var(--quiet)" mt={4}>
          这些文件没有写入任何内容，留着备查。与对方通电话时，把“为什么、怎么办”读给对方听即可。
        </Text>
      )}
    </>
  );
}
