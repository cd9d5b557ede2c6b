import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { officeKindLabels } from '#shared/text/labels.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { EnrolledDetails } from './enrolled-details.tsx';

type Enrolled = OutputOf<'offices.list'>['offices'][number];

const columns: readonly RowListColumn<Enrolled>[] = [
  { id: 'name', title: '单位', width: 'minmax(240px, 2fr)', render: (office) => office.fullName },
  { id: 'short', title: '简称', width: 'minmax(120px, 1fr)', render: (office) => office.shortName },
  { id: 'kind', title: '类别', width: '120px', render: (office) => officeKindLabels[office.kind] },
  { id: 'at', title: '登记时间', width: '150px', render: (office) => instantText(office.enrolledAt) },
  {
    id: 'key',
    title: '密钥',
    width: '150px',
    render: ({ keys }) =>
      keys.some((key) => key.isNewest && key.stopped !== null) ? (
        <span className="exchange-must">已停用</span>
      ) : keys.length > 1 ? (
        `换过 ${keys.length - 1} 次`
      ) : (
        '有效'
      ),
  },
  { id: 'by', title: '经办人', width: '120px', render: (office) => office.enrolledBy },
];

/** Whom files are taken from and sent to. The eight groups are folded: they are for comparing, not for looking at. */
export function EnrolledOffices(): ReactNode {
  const list = useQueryOf('offices.list', {});
  return (
    <>
      <Title order={2} mt="md" mb={6}>
        已登记的单位
      </Title>
      <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />
      <RowList
        label="已登记的单位"
        rows={list.data?.offices ?? []}
        rowKey={(office) => office.id}
        columns={columns}
        renderDetails={(office) => <EnrolledDetails office={office} />}
        emptyText="还没有登记任何单位。没有登记的单位交来的文件，一律不读取。"
      />
    </>
  );
}
