import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { InspectionTemplateHead } from '#shared/contract/inspection-templates.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';

/** Checklists: the built-in ones, each with its clause, then the office’s own. */
export function TemplatesPage(): ReactNode {
  const list = useQueryOf('inspectionTemplates.list', {});
  const withdraw = useCommand('inspectionTemplates.withdraw');
  const undo = useUndo(['inspectionTemplates.save', 'inspectionTemplates.copy', 'inspectionTemplates.withdraw']);
  const [copied, setCopied] = useState<InspectionTemplateHead | null>(null);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows } = list.data;

  async function take(row: InspectionTemplateHead): Promise<void> {
    const { changeId } = await withdraw.run({ id: row.id, isWithdrawn: !row.isWithdrawn });
    sayDone(row.isWithdrawn ? `“${row.name}”恢复使用` : `“${row.name}”已停用`, () => undo(changeId));
  }

  const columns: readonly RowListColumn<InspectionTemplateHead>[] = [
    {
      id: 'name',
      title: '模板名称',
      width: 'minmax(180px, 2fr)',
      render: (row) => (
        <Anchor component={Link} size="sm" href={`/inspection-templates/${row.id}`}>
          {row.name}
        </Anchor>
      ),
    },
    { id: 'purpose', title: '用途', width: 'minmax(200px, 3fr)', render: (row) => row.purpose ?? '' },
    { id: 'source', title: '依据', width: 'minmax(140px, 1.6fr)', render: (row) => row.source ?? '—' },
    {
      id: 'items',
      title: '项目（比对）',
      width: '100px',
      isRight: true,
      render: (row) => `${row.itemCount} 项（${row.comparedCount}）`,
    },
    { id: 'rounds', title: '用过', width: '64px', isRight: true, render: (row) => `${row.rounds} 次` },
    {
      id: 'kind',
      title: '来源',
      width: 'minmax(90px, 1.1fr)',
      render: (row) =>
        row.isBuiltIn
          ? '内置'
          : `${row.isWithdrawn ? '已停用 · ' : ''}${row.basedOnName === null ? '自编' : `改自“${row.basedOnName}”`}`,
    },
    {
      id: 'acts',
      title: '',
      width: '118px',
      isRight: true,
      render: (row) => (
        <Group gap={6} justify="flex-end" wrap="nowrap">
          <Button size="compact-xs" variant="default" onClick={() => setCopied(row)}>
            复制
          </Button>
          {!row.isBuiltIn && (
            <Button size="compact-xs" variant="default" onClick={() => void take(row).catch(shownElsewhere)}>
              {row.isWithdrawn ? '恢复' : '停用'}
            </Button>
          )}
        </Group>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title="检查表模板"
        about={`内置 ${rows.filter((row) => row.isBuiltIn).length} 个 · 自编 ${rows.filter((row) => !row.isBuiltIn).length} 个 · 每个模板最多十二项，一个项目一页纸`}
        actions={
          <Button component={Link} href="/inspection-templates/new" leftSection={<IconPlus size={16} aria-hidden />}>
            新编模板
          </Button>
        }
      />
      <ErrorNotice problem={withdraw.problem} onClose={withdraw.reset} />
      <RowList<InspectionTemplateHead>
        label="检查表模板"
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        isFaint={(row) => row.isWithdrawn}
        emptyText="没有模板。"
      />
      {copied !== null && <CopyTemplate from={copied} onClose={() => setCopied(null)} />}
    </>
  );
}

interface CopyTemplateProps {
  readonly from: InspectionTemplateHead;
  readonly onClose: () => void;
}

export function CopyTemplate({ from, onClose }: CopyTemplateProps): ReactNode {
  const copy = useCommand('inspectionTemplates.copy');
  const [, go] = useLocation();
  const [name, setName] = useState(`${from.name}（本单位）`.slice(0, 60));
  return (
    <FormDialog
      title={`复制：${from.name}`}
      submitLabel="复制并修改"
      command={copy}
      isReady={name.trim() !== ''}
      onSubmit={async () => {
        const { id } = await copy.run({ id: from.id, name: name.trim() });
        onClose();
        go(`/inspection-templates/${id}`);
      }}
      onClose={onClose}
    >
      <TextInput
        label="新模板名称"
        maxLength={60}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Text size="sm" c="var(--quiet)">
        原来的模板不变；复制的这一份可以增减检查项目、改比对和误差。
      </Text>
    </FormDialog>
  );
}
