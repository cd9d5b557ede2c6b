/** The paper itself: what is printed is what is shown here. */
import { Button, Checkbox, Group, Loader, SegmentedControl, Text } from '@mantine/core';
import { IconFileTypePdf, IconPrinter, IconTableExport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { OutputOf, Progress } from '#shared/contract/index.ts';
import type { FridayTable } from '#shared/report/friday-tables.ts';
import { type CallProblem, runJob, shownElsewhere, useJob, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { printFile, saveFile } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PdfPreview } from '../../components/pdf-preview/pdf-preview.tsx';
import { useRemembered } from '../../components/remember.ts';
import { door } from '../../door.ts';
import { useOffice } from '../../office-context.ts';
import { InvestmentToDate } from './investment-to-date.tsx';

type PaperSize = 'A4' | 'A3';
type Rendered = OutputOf<'reports.render'>;

interface PaperViewProps {
  readonly table: FridayTable;
  readonly period: string;
  readonly investmentToDate: 'thisYear' | 'sinceStart';
  readonly isMeaningFromAbove: boolean;
  /** Projects on the paper. */
  readonly listed: number;
  readonly onList: () => void;
}

export function PaperView(props: PaperViewProps): ReactNode {
  const { table, period, investmentToDate, isMeaningFromAbove, listed, onList } = props;
  const { today, position } = useOffice();
  const offices = useQueryOf('offices.list', {});
  const [page, setPage] = useRemembered<PaperSize>(`${table}.page`, 'A4', isPaperSize);
  const [hasTotal, setTotal] = useRemembered<boolean>(`${table}.total`, false, isYesNo);
  const [hasDataDay, setDataDay] = useRemembered<boolean>(`${table}.dataDay`, true, isYesNo);
  const [hasSignatures, setSignatures] = useRemembered<boolean>(`${table}.signatures`, true, isYesNo);
  const [fillDay, setFillDay] = useState(today);
  const [progress, setProgress] = useState<Progress | null>(null);
  const workbook = useJob('reports.render');
  const isOwn = table === 'whiteList';
  const choices = { report: table, period, fillDay, page, hasTotal, ...(isOwn && { hasDataDay, hasSignatures }) };
  const paper = useQuery<Rendered, CallProblem>({
    // Laid out again when records, the choice of figures or the order of districts changed, not after every export.
    queryKey: [
      'reports.render',
      choices,
      position,
      investmentToDate,
      (offices.data?.offices ?? []).map((office) => office.id).join(' '),
    ],
    queryFn: ({ signal }) =>
      runJob('reports.render', { ...choices, format: 'pdf' }, { signal, onProgress: setProgress }),
    staleTime: 'static',
    enabled: offices.data !== undefined && listed > 0,
  });

  async function exportWorkbook(): Promise<void> {
    const { file } = await workbook.run({ ...choices, format: 'xlsx' });
    if (file !== null) await saveFile(file);
  }

  if (listed === 0) return <NothingToPrint table={table} onList={onList} />;
  const file = paper.isError ? null : (paper.data?.file ?? null);
  return (
    <>
      <Group gap="sm" mb={8} wrap="nowrap" align="center">
        <SegmentedControl
          aria-label="纸张"
          value={page}
          onChange={(value) => isPaperSize(value) && setPage(value)}
          data={[
            { value: 'A4', label: 'A4 横向' },
            { value: 'A3', label: 'A3 横向' },
          ]}
        />
        <Text size="sm" component="label" htmlFor="fill-day">
          填表日期
        </Text>
        <DayInput id="fill-day" w={130} precision="day" value={fillDay} onSave={(day) => setFillDay(day ?? today)} />
        <InvestmentToDate chosen={investmentToDate} isFromAbove={isMeaningFromAbove} />
        <Checkbox label="合计" checked={hasTotal} onChange={(event) => setTotal(event.currentTarget.checked)} />
        <Text size="sm" c="var(--quiet)" role="status" style={{ flex: 1, whiteSpace: 'nowrap' }}>
          {listed} 个项目
          {file !== null && paper.data?.pages !== null && paper.data !== undefined && `，${paper.data.pages} 页`}
        </Text>
        <Button
          variant="default"
          leftSection={<IconTableExport size={16} aria-hidden />}
          loading={workbook.isRunning}
          onClick={() => void exportWorkbook().catch(shownElsewhere)}
        >
          导出 Excel
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} aria-hidden />}
          disabled={file === null || paper.isFetching}
          onClick={() => file !== null && void saveFile(file)}
        >
          导出 PDF
        </Button>
        <Button
          leftSection={<IconPrinter size={16} aria-hidden />}
          disabled={file === null || paper.isFetching}
          onClick={() => file !== null && void printFile(file)}
        >
          打印
        </Button>
      </Group>
      {isOwn && (
        <Group gap="md" mb={8} wrap="nowrap">
          <Text size="sm" c="var(--quiet)">
            这张表的样式通知没有规定，表下这两项可以不要：
          </Text>
          <Checkbox
            label="数据日期"
            checked={hasDataDay}
            onChange={(event) => setDataDay(event.currentTarget.checked)}
          />
          <Checkbox
            label="签字栏"
            checked={hasSignatures}
            onChange={(event) => setSignatures(event.currentTarget.checked)}
          />
        </Group>
      )}
      <ErrorNotice problem={workbook.problem} onClose={workbook.reset} />
      <JobDialog job={workbook} title="正在生成 Excel" />
      <div className="reports-paper">
        {paper.isFetching ? (
          <div className="reports-making" role="status">
            <Loader size="sm" aria-hidden />
            {progress?.text ?? '正在排版'}
          </div>
        ) : paper.error !== null ? (
          <div className="reports-no-paper">
            <ErrorNotice problem={paper.error} onRetry={() => void paper.refetch()} />
            {paper.error.code === 'BROWSER_NOT_FOUND' && (
              <Text mt="sm">现在仍可以点上方“导出 Excel”，用 Excel 或 WPS 打印，内容与这张表相同。</Text>
            )}
          </div>
        ) : (
          file !== null && <PdfPreview source={door().fileAddress(file)} />
        )}
      </div>
    </>
  );
}

function NothingToPrint({ table, onList }: Pick<PaperViewProps, 'table' | 'onList'>): ReactNode {
  const isLagging = table === 'annex2';
  return (
    <EmptyState
      title={isLagging ? '这一期没有列入附件2的项目' : '这张表还没有项目'}
      actions={
        <Button variant="default" onClick={onList}>
          {isLagging ? '回到认定名单' : '回到名单'}
        </Button>
      }
    >
      {isLagging
        ? '没有建议列入、也没有认定列入的省市重点项目，所以没有表可以打印。要加入某个项目，请在“认定名单”里把它填成列入。'
        : '名单里有了项目，这里就能预览和打印。名单页说明了怎样让项目列进来。'}
    </EmptyState>
  );
}

function isPaperSize(value: unknown): value is PaperSize {
  return value === 'A4' || value === 'A3';
}

function isYesNo(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
