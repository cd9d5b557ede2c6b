import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { instructionStateLabels, taskStateLabels } from '#shared/text/labels.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { AttachmentBox } from '../../components/attachments/attachment-box.tsx';
import { AttachmentViewer } from '../../components/attachments/attachment-viewer.tsx';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Facts } from '../../components/facts.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { RecordDrawer, RecordHead } from '../../components/record-drawer.tsx';
import { ReportedLine } from '../../components/reported-line/reported-line.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { TaskForm } from '../tasks/task-form.tsx';
import { RecordForm } from './record-form.tsx';

type Found = OutputOf<'instructions.get'>;
type Act = 'record' | 'task' | 'feedback';

interface InstructionDrawerProps {
  readonly id: string | null;
  readonly onClose: () => void;
}

/** One paper: what was written, the scan, the tasks it made, and the next act. */
export function InstructionDrawer({ id, onClose }: InstructionDrawerProps): ReactNode {
  return (
    <RecordDrawer title="领导批示" isOpen={id !== null} onClose={onClose}>
      {id !== null && <InstructionView key={id} id={id} />}
    </RecordDrawer>
  );
}

function InstructionView({ id }: { readonly id: string }): ReactNode {
  const found = useQueryOf('instructions.get', { id });
  const [act, setAct] = useState<Act | null>(null);
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const { row, tasks } = found.data;
  const close = () => setAct(null);
  return (
    <Stack gap="md">
      <RecordHead title={row.paperTitle} workingDaysLate={row.workingDaysLate}>
        {row.number} · {row.leaderName}
        {row.leaderPost === null ? '' : `（${row.leaderPost}）`} · {instructionStateLabels[row.state]}
      </RecordHead>
      <InstructionFacts row={row} />
      <ReportedLine entity="instruction" id={row.id} title={row.paperTitle} />
      {row.isOurs && (
        <Group gap="xs">
          {row.instructedOn === null && (
            <Button size="xs" onClick={() => setAct('record')}>
              登记批示
            </Button>
          )}
          {row.instructedOn !== null && (
            <Button size="xs" variant="default" onClick={() => setAct('task')}>
              转为督办事项
            </Button>
          )}
          {row.instructedOn !== null && row.state !== 'answered' && (
            <Button size="xs" variant="light" onClick={() => setAct('feedback')}>
              反馈
            </Button>
          )}
        </Group>
      )}
      <div>
        <Text fw={600} mb={6}>
          督办事项
        </Text>
        {tasks.length === 0 ? (
          <Text size="sm" c="var(--quiet)">
            这件批示还没有转出督办事项。
          </Text>
        ) : (
          <Stack gap={6}>
            {tasks.map((task) => (
              <Text key={task.id} size="sm">
                <Anchor component={Link} href={`/tasks?task=${task.id}`} size="sm">
                  {task.content}
                </Anchor>{' '}
                <span className="quiet">
                  {[
                    task.unitName,
                    task.personName,
                    task.dueOn === null ? null : `${shownDay(task.dueOn)}前`,
                    taskStateLabels[task.state],
                  ]
                    .filter((each) => each !== null)
                    .join(' · ')}
                </span>
              </Text>
            ))}
          </Stack>
        )}
      </div>
      <div>
        <Text fw={600} mb={6}>
          扫描件和材料
        </Text>
        <AttachmentBox subjectId={row.id} hint="批示件扫描件、办理材料" isCompact />
      </div>
      {act === 'record' && <RecordForm row={row} onClose={close} />}
      {act === 'task' && (
        <TaskForm
          from={{ origin: 'instruction', originId: row.id, name: row.paperTitle }}
          projectId={row.projectId}
          unitName={row.handlingUnitName}
          dueOn={row.dueOn}
          onClose={close}
        />
      )}
      {act === 'feedback' && <FeedbackForm found={found.data} onClose={close} />}
    </Stack>
  );
}

function InstructionFacts({ row }: { readonly row: Found['row'] }): ReactNode {
  const [isShown, setShown] = useState(false);
  const files = useQueryOf(
    'attachments.list',
    row.projectId === null ? { subjectId: row.id } : { projectId: row.projectId },
    { isEnabled: row.scanId !== null },
  );
  const scan = files.data?.rows.find((file) => file.id === row.scanId);
  // A scan of its own stands among the files below.
  const scanLink =
    scan === undefined || scan.subjectId === row.id ? null : (
      <Anchor component="button" type="button" size="sm" onClick={() => setShown(true)}>
        {scan.name}
      </Anchor>
    );
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['项目', row.projectName],
    ['呈送日期', row.presentedOn === null ? null : shownDay(row.presentedOn)],
    ['批示日期', row.instructedOn === null ? null : shownDay(row.instructedOn)],
    ['批示内容', row.words],
    ['承办单位', row.handlingUnitName],
    [
      '办理时限',
      row.dueOn === null ? null : `${shownDay(row.dueOn)}${row.dueFinding === null ? '' : `（${row.dueFinding}）`}`,
    ],
    ['扫描件', scanLink],
    ['办理情况', row.feedback],
    ['反馈日期', row.feedbackOn === null ? null : shownDay(row.feedbackOn)],
  ];
  return (
    <>
      <Facts facts={facts} />
      {isShown && scan !== undefined && (
        <AttachmentViewer attachments={[scan]} first={scan.id} onClose={() => setShown(false)} />
      )}
    </>
  );
}

/** What the tasks' units answered stands there already. */
function FeedbackForm({ found, onClose }: { readonly found: Found; readonly onClose: () => void }): ReactNode {
  const { today } = useOffice();
  const save = useCommand('instructions.feedback');
  const [feedbackOn, setDay] = useState<string | null>(today);
  const [feedback, setFeedback] = useState(
    found.tasks
      .map((task) => task.replyText)
      .filter((text) => text !== null)
      .join('\n'),
  );
  const open = found.tasks.filter((task) => task.state !== 'closed').length;
  return (
    <FormDialog
      title="反馈办理情况"
      submitLabel="反馈"
      command={save}
      isReady={feedbackOn !== null && feedback.trim() !== ''}
      onSubmit={async () => {
        await save.run({ id: found.row.id, feedbackOn: feedbackOn ?? '', feedback });
        onClose();
      }}
      onClose={onClose}
    >
      {open > 0 && <Text size="sm">还有 {open} 个督办事项没有办结。</Text>}
      <Textarea
        data-autofocus
        label="办理情况"
        autosize
        minRows={3}
        maxLength={3000}
        value={feedback}
        onChange={(event) => setFeedback(event.currentTarget.value)}
      />
      <DayInput label="反馈日期" precision="day" value={feedbackOn} onSave={setDay} />
    </FormDialog>
  );
}
