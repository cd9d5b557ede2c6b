/** 询问与答复: what offices ask each other about their records, with the value then and now. */
import { Anchor, Group, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import { type QuestionShow, type QuestionView, questionShows } from '#shared/contract/questions.ts';
import { questionKindLabels } from '#shared/text/exchange-labels.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useIsCentre } from '../../office-context.ts';
import { AskButton } from './ask-button.tsx';
import { QuestionDrawer } from './question-drawer.tsx';
import './questions.css';
import { standingText } from './standing-text.ts';

const showLabels: Readonly<Record<QuestionShow, string>> = {
  open: '未了结',
  toAnswer: '待我方答复',
  toSettle: '待我方了结',
  all: '全部',
};

/** `#/questions?show=toAnswer` opens with those to be answered here. */
export function QuestionsPage(): ReactNode {
  const [search] = useSearchParams();
  const asked = questionShows.find((each) => each === search.get('show'));
  return <Questions key={asked ?? ''} initialShow={asked ?? 'open'} />;
}

function Questions({ initialShow }: { readonly initialShow: QuestionShow }): ReactNode {
  const [show, setShow] = useState(initialShow);
  const [opened, setOpened] = useState<string | null>(null);
  const isCentre = useIsCentre();
  const list = useQueryOf('questions.list', {});
  const filtered = useQueryOf('questions.list', { show });
  const failed = list.error ?? filtered.error;
  if (failed !== null) return <ErrorNotice problem={failed} onRetry={() => void filtered.refetch()} />;
  if (list.data === undefined || filtered.data === undefined) return <Waiting />;
  const { counts } = list.data;
  return (
    <>
      <PageHead
        title="询问与答复"
        about={`未了结 ${counts.open} 件 · 待我方答复 ${counts.toAnswer} 件 · 待我方了结 ${counts.toSettle} 件`}
        actions={<AskButton />}
      />
      <Group mb="xs">
        <SegmentedControl
          size="xs"
          aria-label="显示哪些"
          value={show}
          onChange={(value) => setShow(questionShows.find((each) => each === value) ?? 'all')}
          data={questionShows.map((each) => ({ value: each, label: `${showLabels[each]} ${counts[each]}` }))}
        />
      </Group>
      {counts.all === 0 ? (
        <EmptyState title="还没有询问">
          {isCentre
            ? '对区县报的数有疑问，打开那个项目点“询问”；随下达文件送到区县，区县更正或说明后随报送包回来。'
            : '市级中心的询问随下达文件送来，会列在这里。对中心定的级别、名单、节点、任务有意见，打开那个项目点“请求更改”。'}
        </EmptyState>
      ) : (
        <RowList
          label="询问与答复"
          rows={filtered.data.rows}
          rowKey={(row) => row.id}
          columns={columnsWith(setOpened)}
          emptyText="这里没有询问"
        />
      )}
      <QuestionDrawer row={list.data.rows.find((row) => row.id === opened) ?? null} onClose={() => setOpened(null)} />
    </>
  );
}

function columnsWith(open: (id: string) => void): readonly RowListColumn<QuestionView>[] {
  return [
    { id: 'kind', title: '类别', width: '84px', render: (row) => questionKindLabels[row.kind] },
    { id: 'who', title: '提出 → 答复', width: '170px', render: (row) => `${row.fromName} → ${row.toName}` },
    {
      id: 'what',
      title: '所问的内容',
      width: 'minmax(200px, 1.2fr)',
      render: (row) => (
        <>
          {row.projectName}
          <span className="question-subject">
            {row.subject}
            {row.fieldLabel === null ? '' : ` · ${row.fieldLabel}`}
          </span>
        </>
      ),
    },
    {
      id: 'body',
      title: '询问',
      width: 'minmax(220px, 1.8fr)',
      render: (row) => (
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => open(row.id)}>
          {row.body}
        </Anchor>
      ),
    },
    {
      id: 'askedOn',
      title: '提出',
      width: '120px',
      render: (row) => (
        <>
          {shownDay(row.askedOn)}
          {row.workingDays !== null && <span className="question-subject">{row.workingDays} 个工作日</span>}
        </>
      ),
    },
    {
      id: 'dueOn',
      title: '答复时限',
      width: '120px',
      render: (row) =>
        row.dueOn === null ? '—' : <span className={row.isLate ? 'late' : undefined}>{shownDay(row.dueOn)}</span>,
    },
    { id: 'standing', title: '状态', width: '160px', render: (row) => standingText(row) },
  ];
}
