import {
  Alert,
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ProjectPool } from '#shared/domain/project.ts';
import { projectPoolLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { AttachmentBox } from '../../components/attachments/attachment-box.tsx';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import type { FormProps } from './move-dialog.tsx';

/** 入库: outside the window with its four papers (二七办文〔2024〕7号 四(二)1). */
export function EntryForm({ projectId, facts, onDone }: FormProps): ReactNode {
  const enter = useCommand('pools.enter');
  const undo = useUndo(['pools.enter']);
  const { rules, today } = facts;
  const { entry, pools } = rules;
  const applications = useQueryOf('attachments.list', { projectId });
  const [to, setTo] = useState<ProjectPool | null>(facts.state.pool ?? pools[0] ?? null);
  const [onDay, setOnDay] = useState<string | null>(today);
  const isKnownWindow = entry.window !== null;
  const [isLate, setLate] = useState(isKnownWindow ? !entry.isOpenToday : facts.state.state === 'exited');
  const [ground, setGround] = useState<string | null>(
    facts.state.state === 'exited' && entry.lateGrounds.some((each) => each.code === 'secondAttraction')
      ? 'secondAttraction'
      : null,
  );
  const [signedBy, setSignedBy] = useState('');
  const [consentOn, setConsentOn] = useState<string | null>(null);
  const [consentDocument, setConsentDocument] = useState('');
  const [attractionId, setAttractionId] = useState<string>(
    facts.openAttractions.find((each) => each.plot === facts.plot)?.id ?? '',
  );
  const application = applications.data?.rows
    .filter((row) => row.kind === 'application')
    .toSorted((left, right) => left.addedAt.localeCompare(right.addedAt))
    .at(-1);

  async function save(): Promise<void> {
    const papers = isLate
      ? { ground, signedBy, consentOn, consentDocument, applicationId: application?.id ?? null }
      : {};
    const made = await enter.run({
      projectId,
      to,
      onDay: onDay ?? today,
      ...papers,
      attractionId: attractionId === '' ? null : attractionId,
    });
    onDone();
    sayDone(to === null ? '已恢复在册' : `已入库：${projectPoolLabels[to]}`, () => undo(made.changeId));
  }

  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm">
        {pools.length > 0 && (
          <NativeSelect
            label="进入哪个库"
            value={to ?? ''}
            onChange={(event) => setTo(pools.find((pool) => pool === event.currentTarget.value) ?? null)}
            data={pools.map((pool) => ({ value: pool, label: projectPoolLabels[pool] }))}
          />
        )}
        <DayInput label="入库日期" precision="day" value={onDay} onSave={setOnDay} />
      </SimpleGrid>
      {entry.lateGrounds.length > 0 && (
        <div>
          <Text size="sm" fw={500} mb={4}>
            选报时间{isKnownWindow ? `（${entry.window}）` : '（起止以选报通知为准）'}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label="选报时间"
            value={isLate ? 'late' : 'open'}
            onChange={(next) => setLate(next === 'late')}
            data={[
              { value: 'open', label: '集中选报时间内' },
              { value: 'late', label: '超出选报时间' },
            ]}
          />
        </div>
      )}
      {isLate && (
        <>
          <Alert role="note" variant="light" color="gray" py={6}>
            <Text size="sm">
              {entry.shown}（依据{entry.source}）
            </Text>
          </Alert>
          <SimpleGrid cols={2} spacing="sm">
            <NativeSelect
              label="属于哪种情形"
              required
              value={ground ?? ''}
              onChange={(event) => setGround(event.currentTarget.value === '' ? null : event.currentTarget.value)}
              data={[
                { value: '', label: '请选择' },
                ...entry.lateGrounds.map((each) => ({ value: each.code, label: each.label })),
              ]}
            />
            <TextInput
              label="审核签字的责任单位主要领导"
              required
              maxLength={40}
              value={signedBy}
              onChange={(event) => setSignedBy(event.currentTarget.value)}
            />
            {entry.consentOf !== null && (
              <>
                <DayInput
                  label={`${entry.consentOf}同意日期`}
                  required
                  precision="day"
                  value={consentOn}
                  onSave={setConsentOn}
                />
                <TextInput
                  label="同意的文号或纪要号"
                  required
                  maxLength={100}
                  value={consentDocument}
                  onChange={(event) => setConsentDocument(event.currentTarget.value)}
                />
              </>
            )}
          </SimpleGrid>
          <div>
            <Text size="sm" fw={500}>
              盖章的选报申请扫描件{application === undefined ? '' : `：${application.name}`}
            </Text>
            <AttachmentBox
              projectId={projectId}
              kind="application"
              hint="加盖单位公章的选报申请，扫描件或照片"
              isCompact
            />
          </div>
        </>
      )}
      {facts.openAttractions.length > 0 && (
        <NativeSelect
          label="这个项目落在哪个再次招商的地块"
          value={attractionId}
          onChange={(event) => setAttractionId(event.currentTarget.value)}
          data={[
            { value: '', label: '不是再次招商的地块' },
            ...facts.openAttractions.map((each) => ({
              value: each.id,
              label: `${each.plot}（原项目：${each.projectName}）`,
            })),
          ]}
        />
      )}
      <ErrorNotice problem={enter.problem} onClose={enter.reset} />
      <Group justify="flex-end">
        <Button loading={enter.isRunning} onClick={() => void save().catch(shownElsewhere)}>
          {to === null ? '恢复在册' : `入库：${projectPoolLabels[to]}`}
        </Button>
      </Group>
    </Stack>
  );
}
