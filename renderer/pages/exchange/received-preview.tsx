import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { sizeText } from '#shared/text/size.ts';
import type { CallProblem } from '../../client.ts';
import { DifferencesTable } from '../../components/differences-table.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { EightGroups } from './eight-groups.tsx';
import type { PackagePreview } from './package-view.ts';
import { kindText, periodText } from './package-words.ts';

type Difference = PackagePreview['differences'][number];
type Status = Difference['status'];

const statusLabels: Readonly<Record<Status, string>> = {
  new: '新增',
  changed: '变更',
  removed: '删除',
  conflict: '冲突',
  refused: '拒绝',
  waiting: '等待',
};
const statusWhy: Readonly<Record<Status, string>> = {
  new: '',
  changed: '',
  removed: '对方已删除，记录和历史都保留',
  conflict: '两边都改过：现在的内容不动，两种内容都保留，由人决定',
  refused: '不归对方填写，不写入，并在回执里告诉对方',
  waiting: '所属的内容还没有到，到了再写入',
};
const statuses = ['new', 'changed', 'removed', 'conflict', 'refused', 'waiting'] as const;
const isStatus = (text: string): text is Status => Object.hasOwn(statusLabels, text);

interface ReceivedPreviewProps {
  readonly preview: PackagePreview;
  readonly problem: CallProblem | null;
  readonly isTaking: boolean;
  readonly onTake: () => void;
  readonly onReadAgain: () => void;
}

/** What the file is and what taking it in would do. */
export function ReceivedPreview({ preview, problem, isTaking, onTake, onReadAgain }: ReceivedPreviewProps): ReactNode {
  const { records, operations, acknowledges } = preview;
  const isReceipt = preview.kind === 'receipt';
  const figures = [
    ['新增', records.new],
    ['变更', records.changed],
    ['相同', records.same],
    ['冲突', records.conflict],
    ['拒绝', records.refused],
    ['等待', records.waiting],
  ] as const;
  return (
    <>
      <section className="exchange-card exchange-preview">
        <div>
          <Group gap={6} mb={6} wrap="nowrap">
            <IconCircleCheck size={20} color="#1f3a68" aria-hidden />
            <Text fw={600}>{preview.sentence}</Text>
          </Group>
          {preview.keyChange !== null && (
            <Text mb={6} className="exchange-must">
              对方换了新密钥，有原来的密钥签字为证。确认接收以后，今后只认新密钥。
            </Text>
          )}
          <dl className="exchange-facts">
            <dt>来自</dt>
            <dd>
              {preview.office.fullName} 的{kindText(preview.kind)}（第 {preview.seq} 号，
              {instantText(preview.createdAt)} 生成）
            </dd>
            {preview.keyChange !== null && (
              <>
                <dt>新的八组数</dt>
                <dd>
                  <EightGroups groups={preview.keyChange.after} />
                </dd>
              </>
            )}
            {preview.period !== null && (
              <>
                <dt>报送期</dt>
                <dd>{periodText(preview.period)}</dd>
              </>
            )}
            {(preview.reviewedBy !== null || preview.issuedBy !== null) && (
              <>
                <dt>审核 / 签发</dt>
                <dd>
                  {preview.reviewedBy ?? '—'} / {preview.issuedBy ?? '—'}
                </dd>
              </>
            )}
            {(preview.files.here > 0 || preview.files.heldBack > 0) && (
              <>
                <dt>附件</dt>
                <dd>
                  {preview.files.here > 0
                    ? `${preview.files.here.toLocaleString('zh-CN')} 个，共 ${sizeText(preview.files.bytes)}`
                    : '这次没有带'}
                  {preview.files.heldBack > 0 &&
                    `；另有 ${preview.files.heldBack.toLocaleString('zh-CN')} 个${preview.part === null ? '随后再交' : '在其余各份里，或随后再交'}`}
                </dd>
              </>
            )}
            {isReceipt && preview.files.wanted > 0 && (
              <>
                <dt>对方还缺</dt>
                <dd>
                  {preview.files.wanted.toLocaleString('zh-CN')}{' '}
                  个照片和文件：分几份交的，把没交到的那一份再存一次交去； 不然下次报送自动带上
                </dd>
              </>
            )}
            {preview.isEncrypted && (
              <>
                <dt>加密</dt>
                <dd>已加密，只有对方和本单位能打开</dd>
              </>
            )}
            {acknowledges.length > 0 && preview.kind !== 'desk' && (
              <>
                <dt>确认收到</dt>
                <dd>本单位第 {acknowledges.map(({ seq }) => seq).join('、')} 号报送包</dd>
              </>
            )}
          </dl>
        </div>
        <div className="exchange-confirm">
          <Button size="md" onClick={onTake} loading={isTaking}>
            {isReceipt ? '确认读入回执' : '确认接收'}
          </Button>
          <Text size="sm" c="var(--quiet)" role="status">
            什么都还没有写入
          </Text>
        </div>
      </section>
      <ErrorNotice problem={problem} {...(problem?.code.startsWith('PREVIEW_') ? { onRetry: onReadAgain } : {})} />
      {!isReceipt && (
        <>
          <dl className="exchange-counts">
            {figures.map(([label, value]) => (
              <div key={label} data-zero={value === 0 || undefined}>
                <dt>{label}</dt>
                <dd>{value.toLocaleString('zh-CN')}</dd>
              </div>
            ))}
            {operations.withheld > 0 && (
              <div>
                <dt>对方没有报内容的</dt>
                <dd>{operations.withheld.toLocaleString('zh-CN')}</dd>
              </div>
            )}
          </dl>
          <Differences preview={preview} />
        </>
      )}
    </>
  );
}

function Differences({ preview }: { readonly preview: PackagePreview }): ReactNode {
  const { differences, records } = preview;
  const [wish, setWish] = useState<Status | 'all'>('all');
  const count = (status: Status) => differences.filter((each) => each.status === status).length;
  const rows = wish === 'all' ? differences : differences.filter((each) => each.status === wish);
  const all = records.new + records.changed + records.conflict + records.refused + records.waiting;
  const columns: readonly RowListColumn<Difference>[] = [
    {
      id: 'status',
      title: '结果',
      width: '60px',
      render: (row) => <span className={`exchange-status exchange-${row.status}`}>{statusLabels[row.status]}</span>,
    },
    { id: 'title', title: '内容', width: 'minmax(240px, 1.4fr)', render: (row) => row.title },
    {
      id: 'fields',
      title: '涉及的栏目',
      width: 'minmax(240px, 1.6fr)',
      render: (row) => (
        <span className="exchange-fields">
          {statusWhy[row.status] !== '' && <b>{statusWhy[row.status]}。</b>}
          {row.fields.map(({ label }) => label).join('、')}
        </span>
      ),
    },
  ];
  return (
    <>
      <Group gap="sm" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label="按结果查看"
          value={wish}
          onChange={(value) => setWish(isStatus(value) ? value : 'all')}
          data={[
            { value: 'all', label: `全部 ${differences.length}` },
            ...statuses
              .filter((status) => count(status) > 0)
              .map((status) => ({ value: status, label: `${statusLabels[status]} ${count(status)}` })),
          ]}
        />
        <Text size="sm" c="var(--quiet)">
          展开一行，看改动前后
          {all > differences.length &&
            `；这里列出前 ${differences.length.toLocaleString('zh-CN')} 条，其余 ${(all - differences.length).toLocaleString('zh-CN')} 条已计入上面的数`}
        </Text>
      </Group>
      <RowList
        key={wish}
        label="接收后的变化"
        rows={rows}
        rowKey={(row) => `${row.entity}-${row.id}`}
        columns={columns}
        hasDetails={(row) => row.fields.length > 0}
        renderDetails={(row) => <DifferencesTable rows={row.fields} />}
        emptyText="没有变化。"
      />
    </>
  );
}
