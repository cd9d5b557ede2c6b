/** 节点 of a project: the line, the table, 倒排工期, who answers for the stages, stops, capacity and statistics. */
import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { timelineOf } from '#shared/report/timeline.ts';
import { call, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ListPaper } from '../../components/list-paper.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { FieldEditor } from '../projects/field-editor.tsx';
import type { FoundProject } from '../projects/tabs.ts';
import './milestones.css';
import { HandedDownNodes } from './handed-down-nodes.tsx';
import { NodeTable } from './node-table.tsx';
import { ScheduleButton } from './schedule-dialog.tsx';
import { StageTable } from './stage-table.tsx';
import { SuspensionTable } from './suspension-table.tsx';

export type Nodes = OutputOf<'milestones.ofProject'>;

export function MilestonesTab({ found }: { readonly found: FoundProject }): ReactNode {
  const { id, name } = found.row;
  const asked = useQueryOf('milestones.ofProject', { projectId: id });
  const units = useQueryOf('units.list', {}, { isEnabled: found.mayEdit });
  const persons = useQueryOf('persons.list', {}, { isEnabled: found.mayEdit });
  useUndo([
    'milestones.save',
    'milestones.remove',
    'milestones.applySchedule',
    'milestones.saveStage',
    'milestones.saveSuspension',
    'milestones.removeSuspension',
    'projects.save',
  ]);
  if (asked.data === undefined)
    return asked.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={asked.error} onRetry={() => void asked.refetch()} />
    );
  const facts = asked.data;
  const timeline = timelineOf(facts.nodes, facts.today);
  const names = {
    units: units.data?.rows.map((unit) => unit.name) ?? [],
    persons: persons.data?.rows.map((person) => person.name) ?? [],
  };
  return (
    <Stack gap="lg" pb="xl">
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h3">
            建设节点{' '}
            <Text span size="xs" c="var(--quiet)" fw={400}>
              {facts.rule.shown}（{facts.rule.source}）
            </Text>
          </Title>
          <Group gap="xs">
            {facts.mayEdit && <ScheduleButton projectId={id} nodes={facts.nodes} />}
            <ListPaper title="建设节点计划表" about={name} wishes={{ list: 'milestones', projectId: id }} />
          </Group>
        </Group>
        {timeline !== null && <Timeline model={timeline} />}
        <NodeTable projectId={id} facts={facts} {...names} />
      </section>
      <HandedDownNodes projectId={id} facts={facts} />
      <StageTable projectId={id} facts={facts} {...names} />
      <SuspensionTable projectId={id} facts={facts} />
      <section>
        <Title order={2} size="h3" mb="xs">
          达产和统计入库{' '}
          <Text span size="xs" c="var(--quiet)" fw={400}>
            {facts.statistics.sentence}（{facts.statistics.source}）
          </Text>
        </Title>
        <div className="milestones-fields">
          {projectFields.map(({ field, label, kind }) => (
            <FieldEditor
              key={`${id}-${field}`}
              kind={kind}
              label={label}
              value={fieldValue(found.project[field])}
              isReadOnly={!facts.mayEdit}
              onSave={async (value) => {
                await call('projects.save', { id, changes: { [field]: value } });
              }}
            />
          ))}
        </div>
        <Text size="xs" c="var(--quiet)" mt={6}>
          统计入库只记是否入库、哪天入库和未入库原因；金额以统计部门为准，不与
          <Anchor href="#/progress" size="xs">
            调度数据
          </Anchor>
          混在一起。
        </Text>
      </section>
    </Stack>
  );
}

const projectFields = [
  { field: 'capacityPercent', label: '达产率（%）', kind: 'integer' },
  { field: 'capacityNote', label: '未达产原因', kind: 'text' },
  { field: 'isStatisticalRegistrationDue', label: '应统计入库', kind: 'yesNo' },
  { field: 'statisticallyRegisteredOn', label: '统计入库日期', kind: 'day' },
  { field: 'statisticalNote', label: '未入库原因', kind: 'text' },
] as const;

function fieldValue(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
