/** 下达: one row a district – what waits since its last receipt – and what the centre asks to be reported. */
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { sizeText } from '#shared/text/size.ts';
import { shownElsewhere, useCommand, useJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useRemembered } from '../../components/remember.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { CarrierChoice, useCarrier } from '../exchange/carrier-choice.tsx';
import '../exchange/exchange.css';
import { stateText } from '../exchange/package-words.ts';
import { leftOutText, saveParts } from '../exchange/parts-made.tsx';
import { UnfinishedMakings } from '../exchange/unfinished-makings.tsx';
import { ScopeRequests } from './scope-requests.tsx';

type Row = OutputOf<'packages.down'>['rows'][number];

const isText = (value: unknown): value is string => typeof value === 'string';

export function HandDownPage(): ReactNode {
  const list = useQueryOf('packages.down', {});
  const job = useJob('packages.exportDown');
  const [issuedBy, setIssuedBy] = useRemembered('exchange.issuedBy', '', isText);
  const [made, setMade] = useState<readonly string[]>([]);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const carrier = useCarrier();
  const keep = useCommand('packages.keepParts');
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows } = list.data;
  const due = rows.filter((row) => row.changed.length > 0);
  const most = rows.reduce<Row | null>(
    (last, row) => (row.files.dueBytes > (last?.files.dueBytes ?? 0) ? row : last),
    null,
  );

  async function send(which: readonly Row[]): Promise<void> {
    for (const row of which) {
      const whole = await job.run({
        recipient: row.officeId,
        issuedBy: issuedBy.trim(),
        ...(carrier.carrying === null ? {} : { parts: carrier.carrying }),
      });
      await saveParts(whole);
      noteMade(row.shortName, whole);
    }
    await list.refetch();
  }

  function noteMade(shortName: string, whole: OutputOf<'packages.exportDown'>): void {
    const count = whole.others.length + 1;
    setMade((names) => [...names, count === 1 ? shortName : `${shortName}（${count} 份）`]);
    if (whole.leftOut.length > 0) setLeftOut((before) => [...before, `${shortName}：${leftOutText(whole.leftOut)}`]);
  }

  const isReady = issuedBy.trim() !== '' && !job.isRunning;
  const columns: readonly RowListColumn<Row>[] = [
    { id: 'office', title: '区县', width: 'minmax(180px, 1fr)', render: (row) => row.fullName },
    {
      id: 'changed',
      title: '等待下达',
      width: 'minmax(280px, 2fr)',
      render: (row) =>
        row.changed.length === 0 ? (
          <Text span size="sm" c="var(--quiet)">
            没有新的内容
          </Text>
        ) : (
          <>
            {row.changed.map(({ label, count }) => `${label} ${count}`).join('、')}
            {row.files.due > 0 && `；带文件 ${row.files.due} 个，${sizeText(row.files.dueBytes)}`}
          </>
        ),
    },
    {
      id: 'last',
      title: '上次下达',
      width: '230px',
      render: (row) => (row.last === null ? '—' : `${instantText(row.last.at)}，${stateText(row.last).text}`),
    },
    {
      id: 'act',
      title: '操作',
      isRight: true,
      width: '150px',
      render: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          disabled={!isReady}
          onClick={() => void send([row]).catch(shownElsewhere)}
        >
          生成下达文件
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title="下达"
        about="中心决定的事项按区县做成文件带下去，区县接收后把回执带回来"
        actions={
          <Button component={Link} href="/exchange" variant="default">
            回到报送接收
          </Button>
        }
      />
      {rows.length === 0 ? (
        <EmptyState title="还没有登记区县">先在“单位登记”里登记区县，才能给它们下达。</EmptyState>
      ) : (
        <Stack gap="lg">
          <div>
            <Group mb="xs" align="flex-end">
              <TextInput
                label="签发人"
                w={200}
                maxLength={40}
                value={issuedBy}
                onChange={(event) => setIssuedBy(event.currentTarget.value)}
              />
              <Button
                leftSection={<IconPackageExport size={18} aria-hidden />}
                disabled={!isReady || due.length === 0}
                onClick={() => void send(due).catch(shownElsewhere)}
              >
                {due.length === 0 ? '没有要下达的' : `为 ${due.length} 个有变化的区县生成`}
              </Button>
              {issuedBy.trim() === '' && (
                <Text size="sm" c="var(--quiet)">
                  写明签发人后可以生成
                </Text>
              )}
              {made.length > 0 && (
                <Text size="sm" role="status">
                  已生成：{made.join('、')}。请分别存到各区县的U盘。
                </Text>
              )}
            </Group>
            <Group gap="sm" mb="xs" align="flex-start" wrap="nowrap">
              <Text size="sm" pt={5}>
                怎么交
              </Text>
              <div>
                <CarrierChoice carrier={carrier} files={most?.files ?? null} />
              </div>
            </Group>
            {leftOut.map((text) => (
              <Text key={text} size="sm" className="exchange-must">
                {text}
              </Text>
            ))}
            <UnfinishedMakings
              kind="directive"
              onMade={(whole, making) => {
                noteMade(rows.find((row) => row.officeId === making.officeId)?.shortName ?? making.officeName, whole);
                void saveParts(whole).then(() => list.refetch());
              }}
            />
            <ErrorNotice problem={job.problem} onClose={job.reset} />
            <RowList
              label="各区县等待下达的内容"
              rows={rows}
              rowKey={(row) => row.officeId}
              columns={columns}
              emptyText=""
            />
          </div>
          <div>
            <Title order={2} mb={4}>
              报送要求
            </Title>
            <ScopeRequests offices={rows} />
          </div>
        </Stack>
      )}
      <JobDialog job={job} title="正在生成下达文件" onKeep={() => keep.run({})} />
    </>
  );
}
