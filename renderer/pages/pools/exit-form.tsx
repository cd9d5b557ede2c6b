import {
  Alert,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import type { FormProps } from './move-dialog.tsx';

/** 退库 ①–⑥, or 登封's exit with its land: reason, consent, number; the plot goes to 再次招商 with it. */
export function ExitForm({ projectId, facts, onDone }: FormProps): ReactNode {
  const exit = useCommand('pools.exit');
  const undo = useUndo(['pools.exit']);
  const units = useQueryOf('units.list', {});
  const { exits } = facts.rules;
  const finished = facts.moves.find((move) => move.to === null);
  const [code, setCode] = useState(finished?.holds === true ? finished.ground : '');
  const reason = exits.reasons.find((each) => each.code === code);
  const [day, setDay] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [consentOn, setConsentOn] = useState<string | null>(null);
  const [consentDocument, setConsentDocument] = useState('');
  const [isLandReclaimed, setLandReclaimed] = useState(false);
  const [plot, setPlot] = useState('');
  const [hasNoPlot, setNoPlot] = useState(false);
  const [unitId, setUnitId] = useState('');
  const isFinished = finished !== undefined && reason?.code === finished.ground;
  const onDay = day ?? (isFinished && finished.holds ? finished.onDay : facts.today);

  async function save(): Promise<void> {
    const made = await exit.run({
      items: [
        {
          projectId,
          code,
          onDay,
          groundText: text.trim() === '' ? null : text,
          ...(reason?.needsConsent === true ? { consentOn, consentDocument } : {}),
          ...(reason?.mayReclaimLand === true ? { isLandReclaimed } : {}),
          ...(reason?.opensAttraction === true
            ? { plot: plot.trim() === '' ? null : plot, hasNoPlot, attractionUnitId: unitId === '' ? null : unitId }
            : {}),
        },
      ],
    });
    onDone();
    sayDone(made.attractions > 0 ? '已退出，并启动该地块的再次招商' : `已退出：${reason?.label ?? ''}`, () =>
      undo(made.changeId),
    );
  }

  return (
    <Stack gap="sm">
      <Alert role="note" variant="light" color="gray" py={6}>
        <Text size="sm">
          {exits.shown}（依据{exits.source}）
        </Text>
      </Alert>
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label="退出情形"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          data={[
            { value: '', label: '请选择' },
            ...exits.reasons.map((each, index) => ({ value: each.code, label: `${index + 1}. ${each.label}` })),
          ]}
        />
        <DayInput label="退出日期" precision="day" value={onDay} onSave={setDay} />
        {reason?.needsConsent === true && (
          <>
            <DayInput
              label={`${exits.consentOf ?? '领导小组'}同意日期`}
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
      {isFinished && !finished.holds && (
        <Alert role="note" variant="light" color="yellow" py={6}>
          <Text size="sm">{finished.why}。请先在节点里登记达效时间，或写明情况说明。</Text>
        </Alert>
      )}
      {reason?.mayReclaimLand === true && (
        <Checkbox
          label="依法收回已配置的土地"
          checked={isLandReclaimed}
          onChange={(event) => setLandReclaimed(event.currentTarget.checked)}
        />
      )}
      {reason?.opensAttraction === true && (
        <SimpleGrid cols={2} spacing="sm">
          {facts.plot === null ? (
            <div>
              <TextInput
                label="地块（同步再次招商）"
                required={!hasNoPlot}
                disabled={hasNoPlot}
                maxLength={100}
                value={plot}
                onChange={(event) => setPlot(event.currentTarget.value)}
              />
              <Checkbox
                mt={6}
                size="xs"
                label="这个项目没有地块"
                checked={hasNoPlot}
                onChange={(event) => setNoPlot(event.currentTarget.checked)}
              />
            </div>
          ) : (
            <TextInput label="地块（同步再次招商）" readOnly variant="unstyled" value={facts.plot} />
          )}
          <NativeSelect
            label="招商责任单位"
            value={unitId}
            disabled={hasNoPlot}
            onChange={(event) => setUnitId(event.currentTarget.value)}
            data={[
              { value: '', label: '以后再定' },
              ...(units.data?.rows ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
            ]}
          />
        </SimpleGrid>
      )}
      <Textarea
        label="情况说明"
        autosize
        minRows={2}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ErrorNotice problem={exit.problem} onClose={exit.reset} />
      <Group justify="flex-end">
        <Button disabled={code === ''} loading={exit.isRunning} onClick={() => void save().catch(shownElsewhere)}>
          办理退出
        </Button>
      </Group>
    </Stack>
  );
}
