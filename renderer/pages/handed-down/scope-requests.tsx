import { Button, Checkbox, Group, MultiSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ScopeRequestView } from '#shared/contract/handed-down.ts';
import { type ProjectLevel, projectLevels } from '#shared/domain/project.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { type Undo, useUndo } from '../../use-undo.ts';
import { askedText } from './asked-text.ts';

interface ScopeRequestsProps {
  readonly offices: readonly { readonly officeId: string; readonly shortName: string }[];
}

/** What the districts are asked to report. */
export function ScopeRequests({ offices }: ScopeRequestsProps): ReactNode {
  const list = useQueryOf('scopeRequests.list', {});
  const withdraw = useCommand('scopeRequests.withdraw');
  const undo = useUndo(['scopeRequests.save', 'scopeRequests.withdraw']);
  const [edited, setEdited] = useState<ScopeRequestView | 'new' | null>(null);
  const names = new Map(offices.map((office) => [office.officeId, office.shortName]));
  const columns: readonly RowListColumn<ScopeRequestView>[] = [
    { id: 'name', title: '名称', width: 'minmax(180px, 1fr)', render: (row) => row.name },
    { id: 'asked', title: '报哪些项目', width: 'minmax(240px, 1.6fr)', render: askedText },
    {
      id: 'to',
      title: '报送单位',
      width: 'minmax(140px, 1fr)',
      render: (row) =>
        row.toOfficeIds.length === 0 ? '全部区县' : row.toOfficeIds.map((id) => names.get(id) ?? '').join('、'),
    },
    { id: 'due', title: '时限', width: '110px', render: (row) => row.dueOn ?? '' },
    {
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
    },
  ];
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" onClick={() => setEdited('new')}>
          新增报送要求
        </Button>
        <Text size="sm" c="var(--quiet)">
          随下一份下达文件带给区县，区县生成报送包时照此选范围
        </Text>
      </Group>
      <ErrorNotice problem={list.error ?? withdraw.problem} />
      <RowList
        label="报送要求"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        columns={columns}
        isFaint={(row) => row.isWithdrawn}
        emptyText="还没有报送要求，区县自己决定报哪些项目。"
      />
      {edited !== null && (
        <RequestDialog
          undo={undo}
          request={edited === 'new' ? null : edited}
          offices={offices}
          onClose={() => setEdited(null)}
        />
      )}
    </Stack>
  );
}

interface RequestDialogProps extends ScopeRequestsProps {
  readonly undo: Undo;
  readonly request: ScopeRequestView | null;
  readonly onClose: () => void;
}

function RequestDialog({ undo, request, offices, onClose }: RequestDialogProps): ReactNode {
  const save = useCommand('scopeRequests.save');
  const lists = useQueryOf('lists.list', {});
  const [name, setName] = useState(request?.name ?? '');
  const [levels, setLevels] = useState<readonly ProjectLevel[]>(request?.levels ?? ['provincial', 'municipal']);
  const [chosenLists, setLists] = useState<readonly string[]>(request?.lists ?? []);
  const [isLeaderProjects, setLeaderProjects] = useState(request?.isLeaderProjects ?? false);
  const [toOfficeIds, setOffices] = useState<readonly string[]>(request?.toOfficeIds ?? []);
  const [dueOn, setDueOn] = useState(request?.dueOn ?? null);
  const [document, setDocument] = useState(request?.document ?? '');
  const [body, setBody] = useState(request?.body ?? '');
  const offered = [...new Set([...(lists.data?.offered ?? []).map((each) => each.name), ...chosenLists])];

  async function submit(): Promise<void> {
    const made = await save.run({
      ...(request === null ? {} : { id: request.id }),
      values: {
        name: name.trim(),
        levels: [...levels],
        lists: [...chosenLists],
        isLeaderProjects,
        toOfficeIds: [...toOfficeIds],
        dueOn,
        document: document.trim() || null,
        body: body.trim() || null,
      },
    });
    sayDone(`已保存报送要求“${name.trim()}”`, () => undo(made.changeId));
    onClose();
  }

  return (
    <FormDialog
      title={request === null ? '新增报送要求' : '修改报送要求'}
      submitLabel="保存"
      command={save}
      isReady={name.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      size="lg"
    >
      <TextInput
        label="名称"
        placeholder="省市重点项目周报"
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group
        label="级别"
        value={[...levels]}
        onChange={(chosen) => setLevels(projectLevels.filter((level) => chosen.includes(level)))}
      >
        <Group mt={4}>
          {projectLevels.map((level) => (
            <Checkbox key={level} value={level} label={projectLevelLabels[level]} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox
        label="省市领导联系的项目"
        checked={isLeaderProjects}
        onChange={(event) => setLeaderProjects(event.currentTarget.checked)}
      />
      <MultiSelect label="名单" data={offered} value={[...chosenLists]} onChange={setLists} clearable />
      <MultiSelect
        label="报送单位"
        description="不选就是全部区县"
        data={offices.map((office) => ({ value: office.officeId, label: office.shortName }))}
        value={[...toOfficeIds]}
        onChange={setOffices}
        clearable
        searchable
      />
      <Group grow>
        <DayInput label="时限" precision="day" value={dueOn} onSave={setDueOn} />
        <TextInput
          label="依据文件"
          maxLength={100}
          value={document}
          onChange={(event) => setDocument(event.currentTarget.value)}
        />
      </Group>
      <Textarea
        label="要求"
        autosize
        minRows={2}
        maxLength={1000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
