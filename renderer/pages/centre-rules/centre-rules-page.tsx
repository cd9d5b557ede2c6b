/** 时限和编码: the centre's own deadlines, codes and what its tables mean; in a district as they were handed down. */
import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CentreRuleView } from '#shared/contract/centre-rules.ts';
import { centreRuleKindLabels } from '#shared/text/exchange-labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { AskButton } from '../questions/ask-button.tsx';
import { RuleDialog } from './rule-dialog.tsx';

export function CentreRulesPage(): ReactNode {
  const list = useQueryOf('centreRules.list', {});
  const withdraw = useCommand('centreRules.withdraw');
  const undo = useUndo(['centreRules.save', 'centreRules.withdraw']);
  const [edited, setEdited] = useState<CentreRuleView | 'new' | null>(null);
  const mayEdit = list.data?.mayEdit === true;
  const offices = useQueryOf('packages.down', {}, { isEnabled: mayEdit });
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, offered } = list.data;
  const districts = offices.data?.rows ?? [];
  const names = new Map(districts.map((office) => [office.officeId, office.shortName]));
  const forWhom: RowListColumn<CentreRuleView> = {
    id: 'to',
    title: '适用区县',
    width: 'minmax(110px, 0.8fr)',
    render: (row) =>
      row.toOfficeIds.length === 0 ? '全部区县' : row.toOfficeIds.map((id) => names.get(id) ?? '').join('、'),
  };
  const acts: RowListColumn<CentreRuleView> = {
    id: 'act',
    title: '操作',
    isRight: true,
    width: '130px',
    render: (row) => (
      <Group gap={6} wrap="nowrap" justify="flex-end">
        <Button size="compact-xs" variant="default" onClick={() => setEdited(row)}>
          修改
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void withdraw.run({ id: row.id, isWithdrawn: !row.isWithdrawn }).catch(shownElsewhere)}
        >
          {row.isWithdrawn ? '恢复' : '停用'}
        </Button>
      </Group>
    ),
  };
  return (
    <>
      <PageHead
        title="时限、编码和口径"
        about={
          mayEdit
            ? '市级中心自己的报送时限、编码和统计口径；生成下达文件后区县照此提醒、选填和出表'
            : '由市级中心下达，只能查看：提醒、选填和出表照此办理，本区的适用文件不变'
        }
        actions={
          mayEdit ? (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
              新增
            </Button>
          ) : (
            <AskButton />
          )
        }
      />
      <ErrorNotice problem={withdraw.problem} onClose={withdraw.reset} />
      {rows.length === 0 ? (
        <EmptyState title={mayEdit ? '还没有下达时限、编码和口径' : '市级中心还没有下达时限、编码和口径'}>
          {mayEdit
            ? '没有下达的，区县按自己的适用文件和本软件的规定。例如：省市重点项目周报每周五 12:00 前；“截至完成投资”从何时算起；行业只从哪些词里选。'
            : '没有下达的，按本区的适用文件。'}
        </EmptyState>
      ) : (
        <RowList
          label="时限、编码和口径"
          rows={rows}
          rowKey={(row) => row.id}
          columns={mayEdit ? [...columns, forWhom, acts] : columns}
          isFaint={(row) => row.isWithdrawn}
          renderDetails={(row) => <Details row={row} />}
          emptyText=""
        />
      )}
      {edited !== null && (
        <RuleDialog
          rule={edited === 'new' ? null : edited}
          offered={offered}
          districts={districts}
          undo={undo}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

const columns: readonly RowListColumn<CentreRuleView>[] = [
  { id: 'kind', title: '类别', width: '150px', render: (row) => centreRuleKindLabels[row.kind] },
  { id: 'name', title: '名称', width: 'minmax(180px, 1.4fr)', render: (row) => row.name },
  { id: 'shown', title: '内容', width: 'minmax(150px, 1fr)', render: (row) => row.shown },
  { id: 'source', title: '依据文件', width: 'minmax(150px, 1fr)', render: (row) => row.source ?? '' },
  { id: 'issuedOn', title: '下达日期', width: '110px', render: (row) => row.issuedOn },
];

function Details({ row }: { readonly row: CentreRuleView }): ReactNode {
  return (
    <>
      {row.note !== null && <Text size="sm">{row.note}</Text>}
      {row.codes.length > 0 && (
        <Text size="sm">{row.codes.map(({ code, name }) => `${code}${code === '' ? '' : ' '}${name}`).join('、')}</Text>
      )}
      {row.note === null && row.codes.length === 0 && (
        <Text size="sm" c="var(--quiet)">
          没有补充说明
        </Text>
      )}
    </>
  );
}
