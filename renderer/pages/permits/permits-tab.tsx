/** 手续 of a project: land and clock above, the ledger as a grid, templates one click away. */

import { Button, Group, Menu, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconPlus, IconTemplate, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { PermitChanges, PermitRowOfProject } from '#shared/contract/permits.ts';
import { landTenureLabels } from '#shared/text/labels.ts';
import { call, sentenceOf, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { choicesOf } from '../../components/choices.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { changesByRow } from '../../components/ledger-grid/changes-by-row.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { ListPaper } from '../../components/list-paper.tsx';
import { RowChoice, RowDay } from '../../components/row-fields.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndoRedo } from '../../use-undo.ts';
import type { FoundProject } from '../projects/tabs.ts';
import { clockLabels, permitColumns } from './permit-columns.tsx';
import './permits.css';

type Facts = OutputOf<'permits.ofProject'>;

const procedures = [
  'permits.save',
  'permits.saveMany',
  'permits.instantiate',
  'permits.remove',
  'projects.save',
] as const;

export function PermitsTab({ found }: { readonly found: FoundProject }): ReactNode {
  const { id, name } = found.row;
  const asked = useQueryOf('permits.ofProject', { projectId: id });
  const units = useQueryOf('units.list', {}, { isEnabled: found.mayEdit });
  const persons = useQueryOf('persons.list', {}, { isEnabled: found.mayEdit });
  const { undo, redo } = useUndoRedo(procedures);
  const remove = useCommand('permits.remove');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isAdding, setAdding] = useState(false);
  const facts = asked.data;
  const names = facts?.rows.map((row) => row.name).join('\n') ?? '';
  const hasSpeedUp = (facts?.speedUp.percent ?? 0) > 0;
  const columns = useMemo(
    () =>
      permitColumns({
        units: units.data?.rows ?? [],
        persons: persons.data?.rows ?? [],
        names: names === '' ? [] : names.split('\n'),
        hasSpeedUp,
      }),
    [units.data, persons.data, names, hasSpeedUp],
  );
  if (facts === undefined)
    return asked.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={asked.error} onRetry={() => void asked.refetch()} />
    );

  async function removeTicked(): Promise<void> {
    const made = await remove.run({ projectId: id, ids: [...ticked] });
    sayDone(`已删除 ${ticked.size} 项手续`, () => undo(made.changeId));
    setTicked(new Set());
  }

  const addButton = facts.mayEdit && (
    <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      新增手续
    </Button>
  );
  return (
    <>
      <Land projectId={id} facts={facts} />
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <LedgerGrid<PermitRowOfProject>
        gridId="projectPermits"
        label="手续办理台账"
        rows={facts.rows}
        columns={columns}
        searchHint="查找手续、单位、文号"
        {...(facts.mayEdit
          ? {
              ticked,
              onTicked: setTicked,
              onUndo: () => undo(),
              onRedo: redo,
              onSave: async (permitId, field, value) => {
                await call('permits.save', { projectId: id, id: permitId, changes: { [field]: value } });
              },
              onSaveMany: async (changes) => {
                await call('permits.saveMany', { projectId: id, items: changesByRow<PermitChanges>(changes) });
                return [];
              },
            }
          : {})}
        sentenceOf={sentenceOf}
        tools={
          <Group gap="xs" wrap="nowrap">
            {ticked.size > 0 && (
              <Button
                variant="default"
                leftSection={<IconTrash size={16} aria-hidden />}
                loading={remove.isRunning}
                onClick={() => void removeTicked().catch(shownElsewhere)}
              >
                删除所选 {ticked.size} 项
              </Button>
            )}
            {facts.rows.length > 0 && facts.mayEdit && <Templates projectId={id} facts={facts} undo={undo} />}
            {addButton}
            <ListPaper
              title="手续办理台账"
              about={name}
              wishes={{ list: 'permits', projectId: id }}
              isDisabled={facts.rows.length === 0}
            />
          </Group>
        }
        emptyState={
          <EmptyState
            title="还没有手续台账"
            actions={
              facts.mayEdit && (
                <>
                  <Templates projectId={id} facts={facts} undo={undo} />
                  {addButton}
                </>
              )
            }
          >
            选一个模板，要办的手续连同先后关系一次列好；不涉及的填“不适用”，就不再等它。（{facts.templatesSource}）
          </EmptyState>
        }
      />
      {isAdding && <AddPermit projectId={id} onClose={() => setAdding(false)} />}
    </>
  );
}

interface TemplatesProps {
  readonly projectId: string;
  readonly facts: Facts;
  readonly undo: (changeId?: string | null) => void;
}

/** One click: the chosen template’s steps; those that are there stay as they are. */
function Templates({ projectId, facts, undo }: TemplatesProps): ReactNode {
  const instantiate = useCommand('permits.instantiate');
  async function take(template: Facts['templates'][number]): Promise<void> {
    const made = await instantiate.run({ projectId, template: template.code });
    const kept = made.kept > 0 ? `，已有的 ${made.kept} 项不变` : '';
    sayDone(`已按“${template.name}”列出 ${made.added} 项手续${kept}`, () => undo(made.changeId));
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant={facts.rows.length === 0 ? 'filled' : 'default'}
          loading={instantiate.isRunning}
          leftSection={<IconTemplate size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          套用模板
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {facts.templates.map((template) => (
          <Menu.Item
            key={template.code}
            disabled={template.missing === 0}
            onClick={() => void take(template).catch(shownElsewhere)}
          >
            {template.name}（{template.steps}项
            {template.missing === 0
              ? '，都已列出'
              : template.missing < template.steps
                ? `，补 ${template.missing} 项`
                : ''}
            ）
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where the 80/50/30 clock begins and where it stands. Districts without the clause see only how the land came. */
function Land({ projectId, facts }: { readonly projectId: string; readonly facts: Facts }): ReactNode {
  const { land, clock } = facts;
  if (clock.state === 'noRule') return null;
  const isReadOnly = !facts.mayEdit;
  const save = (changes: Partial<Facts['land']>) => call('projects.save', { id: projectId, changes });
  const isLate = clock.state === 'late';
  return (
    <div className="permits-land">
      <LandField label="供地方式">
        <RowChoice
          label="供地方式"
          value={land.landTenure}
          choices={tenureChoices}
          emptyLabel="待填"
          isReadOnly={isReadOnly}
          onSave={(value) => save({ landTenure: tenures.find((tenure) => tenure === value) ?? null })}
        />
      </LandField>
      <LandField label="土地摘牌日期">
        <RowDay
          label="土地摘牌日期"
          precision="day"
          value={land.landAuctionDay}
          isReadOnly={isReadOnly}
          onSave={(landAuctionDay) => save({ landAuctionDay })}
        />
      </LandField>
      <LandField label="自贸区项目">
        <YesNo
          label="自贸区项目"
          value={land.isInFreeTradeZone}
          isReadOnly={isReadOnly}
          onSave={(isInFreeTradeZone) => save({ isInFreeTradeZone })}
        />
      </LandField>
      <LandField label="承诺制">
        <YesNo
          label="承诺制"
          value={land.usesCommitment}
          isReadOnly={isReadOnly}
          onSave={(usesCommitment) => save({ usesCommitment })}
        />
      </LandField>
      <div className="permits-clock" data-late={isLate || undefined} role="status">
        <strong>审批时限 · {clockLabels[clock.state]}</strong>
        <span>{clock.sentence}</span>
        <small>依据：{clock.source}</small>
      </div>
    </div>
  );
}

const tenureChoices = choicesOf(landTenureLabels);
const tenures = ['granted', 'allocated', 'leased', 'none'] as const;
const yesNoChoices = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];

function LandField({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <Text size="xs" c="var(--quiet)" mb={2}>
        {label}
      </Text>
      {children}
    </div>
  );
}

interface YesNoProps {
  readonly label: string;
  readonly value: boolean | null;
  readonly isReadOnly: boolean;
  readonly onSave: (value: boolean | null) => Promise<unknown>;
}

function YesNo({ label, value, isReadOnly, onSave }: YesNoProps): ReactNode {
  return (
    <RowChoice
      label={label}
      value={value === null ? null : value ? 'yes' : 'no'}
      choices={yesNoChoices}
      emptyLabel="未填"
      isReadOnly={isReadOnly}
      onSave={(next) => onSave(next === null ? null : next === 'yes')}
    />
  );
}

interface AddPermitProps {
  readonly projectId: string;
  readonly onClose: () => void;
}

function AddPermit({ projectId, onClose }: AddPermitProps): ReactNode {
  const save = useCommand('permits.save');
  const [name, setName] = useState('');
  return (
    <FormDialog
      title="新增手续"
      submitLabel="新增"
      command={save}
      isReady={name.trim() !== ''}
      onSubmit={async () => {
        await save.run({ projectId, changes: { name: name.trim() } });
        onClose();
      }}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="手续名称"
        description="阶段、前置手续和时限在表里填"
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
