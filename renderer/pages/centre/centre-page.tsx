/** 区县总览: one row a district – who has reported this period, and the figures of its projects. */
import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconArrowsSort, IconInbox, IconReportAnalytics } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { timeLeft } from '../../components/frame/deadline.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { DistrictOrder } from './district-order.tsx';
import { DistrictsTable } from './districts-table.tsx';

/** All of them stand in the table below. */
const namesShown = 8;

type Overview = OutputOf<'overviews.centre'>;

export function CentrePage(): ReactNode {
  const { today } = useOffice();
  const overview = useQueryOf('overviews.centre', {}, { refetchEvery: 60_000 });
  const [isOrdering, setOrdering] = useState(false);
  if (overview.data === undefined) {
    return overview.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={overview.error} onRetry={() => void overview.refetch()} />
    );
  }
  const { offices } = overview.data;
  return (
    <>
      <PageHead
        title="区县总览"
        about={`金额单位：万元 · 数据日期 ${today}`}
        actions={
          offices.length === 0 ? undefined : (
            <>
              {offices.length > 1 && (
                <Button
                  variant="default"
                  leftSection={<IconArrowsSort size={16} aria-hidden />}
                  onClick={() => setOrdering(true)}
                >
                  区县次序
                </Button>
              )}
              <Button
                component={Link}
                href="/reports"
                variant="default"
                leftSection={<IconReportAnalytics size={16} aria-hidden />}
              >
                周五报表
              </Button>
              <Button component={Link} href="/exchange" leftSection={<IconInbox size={16} aria-hidden />}>
                接收报送包
              </Button>
            </>
          )
        }
      />
      {overview.data.reminders.map((each) => (
        <Text key={`${each.code}${each.subject ?? ''}`} size="sm" mb={4}>
          {each.sentence}
          <Text span size="sm" c="var(--quiet)">
            （依据 {each.why}）
          </Text>{' '}
          <Anchor component={Link} href={each.action.page} size="sm" underline="always">
            {each.action.label}
          </Anchor>
        </Text>
      ))}
      {offices.length === 0 ? <NoDistrict /> : <Districts overview={overview.data} />}
      {isOrdering && <DistrictOrder onClose={() => setOrdering(false)} />}
    </>
  );
}

function Districts({ overview }: { readonly overview: Overview }): ReactNode {
  const { now, period } = useOffice();
  const [shown, setShown] = useState<'all' | 'waiting'>('all');
  const waiting = overview.offices.filter((office) => !office.hasReported);
  const left = timeLeft(now, period.deadline);
  return (
    <>
      <Group justify="space-between" align="center" wrap="nowrap" mb={8}>
        <Text role="status">
          {overview.label}：共 {overview.offices.length} 个区县，
          {waiting.length === 0
            ? '全部已报。'
            : `已报 ${overview.offices.length - waiting.length} 个，未报 ${waiting.length} 个：`}
          <b>{namesInWords(waiting.map((office) => office.shortName))}</b>
          {waiting.length > 0 && (
            <Text span c={left.isLate ? 'var(--late)' : 'var(--quiet)'}>
              （{left.text}）
            </Text>
          )}
        </Text>
        <SegmentedControl
          aria-label="显示哪些区县"
          size="sm"
          style={{ flex: 'none' }}
          value={shown}
          onChange={(value) => setShown(value === 'waiting' ? 'waiting' : 'all')}
          data={[
            { value: 'all', label: '全部区县' },
            { value: 'waiting', label: `只看未报（${waiting.length}）` },
          ]}
        />
      </Group>
      {shown === 'waiting' && waiting.length === 0 ? (
        <EmptyState title="本期全部已报">{overview.label}各区县的报送包都已接收，可以去出附件2了。</EmptyState>
      ) : (
        <DistrictsTable offices={shown === 'all' ? overview.offices : waiting} label={overview.label} />
      )}
    </>
  );
}

function namesInWords(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).join('、');
  return names.length > namesShown ? `${shown}等` : shown;
}

function NoDistrict(): ReactNode {
  return (
    <EmptyState
      title="还没有登记区县"
      actions={
        <Button component={Link} href="/exchange">
          登记第一个区县
        </Button>
      }
    >
      请区县在“报送接收”里生成登记文件和盖章的登记单，用U盘或政务内网附件送来。在这里的“报送接收”选择登记文件，按登记单电话核对两组数，登记就完成了；之后接收它的报送包，项目和数据会自动出现在这张表里。
    </EmptyState>
  );
}
