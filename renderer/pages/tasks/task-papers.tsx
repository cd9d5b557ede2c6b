import { Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { SlipKind, TaskRow } from '#shared/contract/tasks.ts';
import { runJob, shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import type { TaskRule } from './task-act-form.tsx';

const slips: readonly (readonly [SlipKind, string])[] = [
  ['assignment', '交办单'],
  ['reminder', '提醒函'],
  ['notice', '督办通知单'],
];

interface TaskPapersProps {
  /** The ticked ones, or all that are shown where none is ticked. */
  readonly rows: readonly TaskRow[];
  readonly rule: TaskRule;
}

/** 出单: slips for the units, and the list of decisions for the supervising body. */
export function TaskPapers({ rows, rule }: TaskPapersProps): ReactNode {
  const [slip, setSlip] = useState<SlipKind | null>(null);
  const [isHandingOver, setHandingOver] = useState(false);
  const assigned = rows.filter((row) => row.state !== 'draft');
  const decided = assigned.filter((row) => row.origin === 'meeting' && row.isOurs);
  const ids = assigned.map((row) => row.id);
  const whyNoNotice = rule.mayIssueNotices
    ? null
    : `${rule.supervisor === null ? '适用文件没有给本单位督办权' : `由${rule.supervisor}发`}（${rule.supervisionSource}）`;
  const slipName = slips.find(([kind]) => kind === slip)?.[1] ?? '';
  return (
    <>
      <Menu position="bottom-end" width={360}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconFileText size={16} aria-hidden />}>
            出单
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {slips.map(([kind, name]) => (
            <Menu.Item
              key={kind}
              disabled={assigned.length === 0 || (kind === 'notice' && whyNoNotice !== null)}
              onClick={() => setSlip(kind)}
            >
              {name}
              <Text size="xs" component="div">
                {kind === 'notice' && whyNoNotice !== null
                  ? whyNoNotice
                  : `每个事项一张，共${assigned.length}张；先勾选，只出勾选的`}
              </Text>
            </Menu.Item>
          ))}
          <Menu.Item disabled={rule.supervisor === null || decided.length === 0} onClick={() => setHandingOver(true)}>
            议定事项清单（移交督查）
            <Text size="xs" component="div">
              {rule.supervisor === null
                ? `适用文件没有写明督查机构（${rule.supervisionSource}）`
                : decided.length === 0
                  ? '显示的事项里没有会议议定的'
                  : `${decided.length}项，移交${rule.supervisor}（${rule.supervisionSource}）`}
            </Text>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {slip !== null && (
        <PaperDialog
          title={slipName}
          about={`${ids.length}个事项`}
          paperKey={['tasks.slips', slip, ids]}
          make={(options) => runJob('tasks.slips', { ids, kind: slip }, options)}
          onClose={() => setSlip(null)}
        />
      )}
      {isHandingOver && <HandOver rows={decided} rule={rule} onClose={() => setHandingOver(false)} />}
    </>
  );
}

interface HandOverProps extends TaskPapersProps {
  readonly onClose: () => void;
}

/** Printed first, then noted that it was handed over. */
function HandOver({ rows, rule, onClose }: HandOverProps): ReactNode {
  const { today } = useOffice();
  const [day, setDay] = useState<string | null>(today);
  const [isPrinting, setPrinting] = useState(false);
  const handOver = useCommand('tasks.handOver');
  const undo = useUndo(['tasks.handOver']);
  const waiting = rows.filter((row) => row.handedOverOn === null);
  // Printed again where all of them were handed over before.
  const chosen = waiting.length > 0 ? waiting : rows;
  const ids = chosen.map((row) => row.id);

  async function note(): Promise<void> {
    if (day === null) return;
    const { changeId, changed } = await handOver.run({ ids, onDay: day });
    sayDone(`已登记移交${rule.supervisor ?? ''}：${changed}项`, () => undo(changeId));
    onClose();
  }

  if (isPrinting)
    return (
      <PaperDialog
        title="议定事项清单"
        about={`${ids.length}项`}
        paperKey={['tasks.decisions', ids]}
        make={(options) => runJob('tasks.decisions', { ids, format: 'pdf' }, options)}
        makeWorkbook={() => runJob('tasks.decisions', { ids, format: 'xlsx' })}
        onClose={() => setPrinting(false)}
      />
    );
  return (
    <Modal opened onClose={onClose} title={`议定事项移交${rule.supervisor ?? ''}`} centered size={620}>
      <Stack gap="sm">
        <Text size="sm" c="var(--quiet)">
          {rule.supervisionShown}（{rule.supervisionSource}）
          {waiting.length === 0 && '这些事项都移交过了，可以再打印一份。'}
        </Text>
        <ol style={{ margin: 0, paddingLeft: '1.6em', maxHeight: 260, overflow: 'auto', fontSize: 14 }}>
          {chosen.map((row) => (
            <li key={row.id}>
              {row.content}（{row.unitName ?? row.personName}）
            </li>
          ))}
        </ol>
        <ErrorNotice problem={handOver.problem} onClose={handOver.reset} />
        <Group justify="space-between" align="flex-end">
          <DayInput label="移交日期" precision="day" value={day} onSave={setDay} w={180} />
          <Group gap="xs">
            <Button variant="default" onClick={() => setPrinting(true)}>
              看清单、打印
            </Button>
            <Button
              disabled={day === null || waiting.length === 0}
              loading={handOver.isRunning}
              onClick={() => void note().catch(shownElsewhere)}
            >
              登记已移交
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
