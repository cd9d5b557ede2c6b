/** 级别认定: what the districts claim beside what the centre has confirmed. */
import { Button, Group, Select, TextInput } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ProjectLevel } from '#shared/domain/project.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { levelChoices } from '../../components/choices.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { type LedgerColumn, LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { type Undo, useUndo } from '../../use-undo.ts';

type Row = OutputOf<'levels.list'>['rows'][number] & { readonly id: string };

const columns: readonly LedgerColumn<Row>[] = [
  { id: 'name', title: '项目名称', kind: 'text', width: 360, isFrozen: true, value: (row) => row.name },
  { id: 'officeName', title: '区县', kind: 'text', width: 110, value: (row) => row.officeName },
  { id: 'claimed', title: '区县申报', kind: 'choice', width: 110, choices: levelChoices, value: (row) => row.claimed },
  {
    id: 'confirmed',
    title: '中心认定',
    kind: 'choice',
    width: 110,
    choices: levelChoices,
    value: (row) => row.confirmed?.level ?? null,
    mark: (row) =>
      row.confirmed !== null && row.confirmed.level !== row.claimed
        ? { tone: 'look', reason: '认定与区县申报的不一致，统计表按认定的' }
        : null,
  },
  { id: 'document', title: '认定文件', kind: 'text', width: 220, value: (row) => row.confirmed?.document ?? null },
  { id: 'confirmedOn', title: '认定日期', kind: 'day', width: 120, value: (row) => row.confirmed?.confirmedOn ?? null },
];

export function LevelsPage(): ReactNode {
  const list = useQueryOf('levels.list', {});
  const undo = useUndo(['levels.confirm']);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isConfirming, setConfirming] = useState(false);
  const rows = useMemo(() => (list.data?.rows ?? []).map((row): Row => ({ ...row, id: row.projectId })), [list.data]);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { mayConfirm } = list.data;
  const confirmed = rows.filter((row) => row.confirmed !== null).length;
  const different = rows.filter((row) => row.confirmed !== null && row.confirmed.level !== row.claimed).length;
  return (
    <>
      <PageHead
        title="级别认定"
        about={`${rows.length} 个项目，已认定 ${confirmed} 个，与申报不一致 ${different} 个`}
        actions={
          mayConfirm ? (
            <Button disabled={ticked.size === 0} onClick={() => setConfirming(true)}>
              认定{ticked.size > 0 ? `所选 ${ticked.size} 个` : ''}
            </Button>
          ) : undefined
        }
      />
      {rows.length === 0 ? (
        <EmptyState title="还没有项目">接收区县的报送包以后，这里列出各区县申报的级别。</EmptyState>
      ) : (
        <LedgerGrid<Row>
          gridId="levels"
          label="级别认定"
          rows={rows}
          columns={columns}
          {...(mayConfirm ? { ticked, onTicked: (ids: ReadonlySet<string>) => setTicked(new Set(ids)) } : {})}
          searchHint="查找项目：名称、拼音或首字母"
        />
      )}
      {isConfirming && (
        <ConfirmDialog
          undo={undo}
          projectIds={[...ticked]}
          onClose={() => setConfirming(false)}
          onDone={() => {
            setConfirming(false);
            setTicked(new Set());
          }}
        />
      )}
    </>
  );
}

const asClaimed = 'asClaimed';
const takenBack = 'takenBack';

interface ConfirmDialogProps {
  readonly undo: Undo;
  readonly projectIds: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function ConfirmDialog({ undo, projectIds, onClose, onDone }: ConfirmDialogProps): ReactNode {
  const confirm = useCommand('levels.confirm');
  const [choice, setChoice] = useState<string>(asClaimed);
  const [document, setDocument] = useState('');

  async function submit(): Promise<void> {
    const level = choice === asClaimed ? {} : { level: choice === takenBack ? null : (choice as ProjectLevel) };
    const made = await confirm.run({ projectIds: [...projectIds], ...level, document: document.trim() || null });
    sayDone(`已认定 ${projectIds.length} 个项目，生成下达文件后区县才能看到`, () => undo(made.changeId));
    onDone();
  }

  return (
    <FormDialog
      title={`认定 ${projectIds.length} 个项目的级别`}
      submitLabel="认定"
      command={confirm}
      isReady
      onSubmit={submit}
      onClose={onClose}
    >
      <Group grow>
        <Select
          label="认定为"
          allowDeselect={false}
          data={[
            { value: asClaimed, label: '按区县申报的级别' },
            { value: 'provincial', label: projectLevelLabels.provincial },
            { value: 'municipal', label: projectLevelLabels.municipal },
            { value: 'district', label: projectLevelLabels.district },
            { value: takenBack, label: '取消认定' },
          ]}
          value={choice}
          onChange={(value) => setChoice(value ?? asClaimed)}
        />
        <TextInput
          label="认定文件"
          placeholder="云发改〔2026〕3号"
          maxLength={100}
          value={document}
          onChange={(event) => setDocument(event.currentTarget.value)}
        />
      </Group>
    </FormDialog>
  );
}
