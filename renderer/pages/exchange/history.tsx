import { Button, Group, Text } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { sizeText } from '#shared/text/size.ts';
import { type CallProblem, shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { ImportReport } from './import-report.tsx';
import type { PackageView } from './package-view.ts';
import { kindText, periodText, stateText } from './package-words.ts';
import { TakeBackDialog } from './take-back-dialog.tsx';
import { TransmittalSheet } from './transmittal-sheet.tsx';

/** What went and what came, newest first. */
export function History({
  list,
}: {
  readonly list: UseQueryResult<OutputOf<'packages.list'>, CallProblem>;
}): ReactNode {
  const again = useJob('packages.file');
  const [sheetOf, setSheetOf] = useState<PackageView | null>(null);
  const [reportOf, setReportOf] = useState<PackageView | null>(null);
  const [takingBack, setTakingBack] = useState<PackageView | null>(null);
  if (list.data === undefined) {
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  }

  async function keepAgain(row: PackageView): Promise<void> {
    const { file } = await again.run({ packageId: row.id });
    await saveFile(file);
  }

  const columns: readonly RowListColumn<PackageView>[] = [
    { id: 'at', title: '时间', width: '128px', render: (row) => instantText(row.at) },
    { id: 'way', title: '往来', width: '96px', render: (row) => <Way row={row} /> },
    {
      id: 'office',
      title: '对方单位 / 文件',
      width: 'minmax(230px, 2.4fr)',
      render: (row) => (
        <>
          {row.officeName}
          <span className="exchange-file">
            {row.fileName}（{sizeText(row.bytes)}
            {row.isEncrypted && '，已加密'}
            {row.files > 0 && `，附件 ${row.files.toLocaleString('zh-CN')} 个`}）
          </span>
          {row.part !== null && row.part.missing.length > 0 && (
            <span className="exchange-file exchange-must">
              共 {row.part.of} 份，还缺第 {row.part.missing.join('、')} 份
            </span>
          )}
        </>
      ),
    },
    { id: 'period', title: '报送期', width: '136px', render: (row) => periodText(row.period) },
    {
      id: 'people',
      title: '审核 / 签发',
      width: 'minmax(104px, 0.8fr)',
      render: (row) => [row.reviewedBy, row.issuedBy].filter(Boolean).join(' / '),
    },
    { id: 'state', title: '状态', width: '180px', render: (row) => <PackageState row={row} /> },
    {
      id: 'actions',
      title: '操作',
      isRight: true,
      width: '226px',
      render: (row) => (
        <Group gap={6} wrap="nowrap" justify="flex-end">
          {row.direction === 'sent' && row.kind === 'report' && (
            <Button size="compact-xs" variant="default" onClick={() => setSheetOf(row)}>
              报送单
            </Button>
          )}
          {row.hasReport && (
            <Button
              size="compact-xs"
              variant="default"
              title="收到了什么、改动前后、没有采纳的，打印存档"
              onClick={() => setReportOf(row)}
            >
              接收报告
            </Button>
          )}
          {row.mayUndo && (
            <Button
              size="compact-xs"
              variant="default"
              title="退回接收以前的样子，原来的回执作废"
              onClick={() => setTakingBack(row)}
            >
              撤销接收
            </Button>
          )}
          {row.hasFile && (
            <Button
              size="compact-xs"
              variant="default"
              title={`另存“${row.fileName}”`}
              onClick={() => void keepAgain(row).catch(shownElsewhere)}
            >
              {row.direction === 'received' ? '回执另存' : '再存到U盘'}
            </Button>
          )}
        </Group>
      ),
    },
  ];
  return (
    <>
      <ErrorNotice problem={again.problem} onClose={again.reset} />
      <RowList
        label="来往记录"
        rows={list.data.rows}
        rowKey={(row) => row.id}
        columns={columns}
        emptyText="还没有来往记录。生成的、收到的每一份文件都会列在这里，随时可以再存一份。"
      />
      <JobDialog job={again} title="正在取出文件" />
      {reportOf !== null && (
        <ImportReport
          packageId={reportOf.id}
          about={`${reportOf.officeName}第 ${reportOf.seq} 号`}
          onClose={() => setReportOf(null)}
        />
      )}
      {takingBack !== null && <TakeBackDialog row={takingBack} onClose={() => setTakingBack(null)} />}
      {sheetOf !== null && <TransmittalSheet packageId={sheetOf.id} onClose={() => setSheetOf(null)} />}
    </>
  );
}

function Way({ row }: { readonly row: PackageView }): ReactNode {
  const isSent = row.direction === 'sent';
  const Icon = isSent ? IconArrowUpRight : IconArrowDownLeft;
  return (
    <span className="exchange-way">
      <Icon size={16} aria-hidden />
      {isSent ? '交出' : '收到'}
      {kindText(row.kind)}
    </span>
  );
}

/** 已生成 → 对方已收 → 有疑问: only what has been reached is written, so that generated is never read as delivered. */
function PackageState({ row }: { readonly row: PackageView }): ReactNode {
  const state = stateText(row);
  if (row.direction !== 'sent' || row.kind !== 'report') {
    return (
      <Text size="sm" title={state.about}>
        {state.text}
      </Text>
    );
  }
  const steps = [
    '已生成',
    ...(row.state === 'generated' ? [] : ['对方已收']),
    ...(row.state === 'questioned' ? ['有疑问'] : []),
  ];
  return (
    <span title={state.about}>
      <span className="exchange-state">
        {steps.map((step) => (
          <span key={step} data-look={step === '有疑问' || undefined}>
            {step}
          </span>
        ))}
      </span>
      <span className="exchange-file">
        {row.stateChangedAt === null ? '等对方的回执' : `${instantText(row.stateChangedAt)} 读入回执`}
      </span>
    </span>
  );
}
