import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { actsIn, type TaskAct } from '#shared/rules/tasks.ts';
import { taskOriginLabels, taskReviewResultLabels, taskStateLabels } from '#shared/text/labels.ts';
import { type CallProblem, call, problemOf, runJob, useQueryOf } from '../../client.ts';
import { AttachmentBox } from '../../components/attachments/attachment-box.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Facts } from '../../components/facts.tsx';
import { saveFile } from '../../components/files.ts';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { ActButtons, RecordDrawer, RecordHead } from '../../components/record-drawer.tsx';
import { ReportedLine } from '../../components/reported-line/reported-line.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { AnswerAbove } from './answer-above.tsx';
import { actLabels, TaskActForm, type TaskRule } from './task-act-form.tsx';

type Found = OutputOf<'tasks.get'>;

interface TaskDrawerProps {
  readonly id: string | null;
  readonly rule: TaskRule;
  readonly onClose: () => void;
}

/** One task: what it is, where it came from, everything that happened to it, and the next act. */
export function TaskDrawer({ id, rule, onClose }: TaskDrawerProps): ReactNode {
  return (
    <RecordDrawer title="督办事项" isOpen={id !== null} size={600} onClose={onClose}>
      {id !== null && <TaskView key={id} id={id} rule={rule} />}
    </RecordDrawer>
  );
}

function TaskView({ id, rule }: { readonly id: string; readonly rule: TaskRule }): ReactNode {
  const found = useQueryOf('tasks.get', { id });
  const [act, setAct] = useState<TaskAct | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const { row, chain } = found.data;
  return (
    <Stack gap="md">
      <RecordHead title={row.content} workingDaysLate={row.state === 'closed' ? null : row.workingDaysLate}>
        {row.number} · {taskStateLabels[row.state]}
        {row.reminders > 0 && ` · 已催办${row.reminders}次`}
      </RecordHead>
      <Facts facts={factsOf(row)} />
      <ReportedLine entity="task" id={row.id} title={row.content} />
      {row.isOurs && (
        <Group gap="xs">
          <ActButtons
            acts={offered(row)}
            labels={actLabels}
            chosen={act}
            isMain={(each) => isMain(each, row)}
            onChoose={setAct}
          />
        </Group>
      )}
      {row.isForUs && row.state !== 'closed' && <AnswerAbove taskId={row.id} officeName={row.officeName} />}
      {act !== null && <TaskActForm key={act} act={act} row={row} rule={rule} onDone={() => setAct(null)} />}
      <div>
        <Group justify="space-between" mb={6}>
          <Text fw={600}>来龙去脉</Text>
          <Button size="compact-xs" variant="default" onClick={() => setPrinting(true)}>
            打印办理情况
          </Button>
        </Group>
        <Chain chain={chain} />
      </div>
      <div>
        <Text fw={600} mb={6}>
          佐证材料
        </Text>
        <AttachmentBox subjectId={row.id} hint="照片、批复、会议材料" isCompact />
      </div>
      {isPrinting && (
        <PaperDialog
          title="督办事项办理情况"
          about={row.number}
          paperKey={['tasks.proof', row.id]}
          make={(options) => runJob('tasks.proof', { id: row.id }, options)}
          onClose={() => setPrinting(false)}
        />
      )}
    </Stack>
  );
}

/** What makes sense now: an answer only to a request that waits, a review only where one is due or wanted. */
function offered(row: Found['row']): readonly TaskAct[] {
  return actsIn(row.state).filter((act) => {
    if (act === 'decideExtension') return row.extensionAskedTo !== null;
    if (act === 'askExtension') return row.extensionAskedTo === null;
    return act !== 'review' || row.reviewedOn === null;
  });
}

function isMain(act: TaskAct, row: Found['row']): boolean {
  return act === 'assign' || act === 'close' || act === 'decideExtension' || (act === 'review' && row.isReviewDue);
}

function Chain({ chain }: { readonly chain: Found['chain'] }): ReactNode {
  const [problem, setProblem] = useState<CallProblem | null>(null);
  async function keep(id: string): Promise<void> {
    setProblem(null);
    try {
      const { file } = await call('attachments.file', { id });
      await saveFile(file);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  if (chain.length === 0)
    return (
      <Text size="sm" c="var(--quiet)">
        还没有办理记录。明确责任单位和办结时限后就可以交办。
      </Text>
    );
  // A list that only grows at its end: places are names enough.
  const links = chain.map((link, index) => ({ ...link, key: `${index} ${link.onDay}` }));
  return (
    <>
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      <ul className="happenings">
        {links.map(({ key, onDay, what, body, byWhom, attachment }) => (
          <li key={key}>
            <Text size="sm" c="var(--quiet)">
              {shownDay(onDay)} · {what}
              {byWhom !== null && ` · ${byWhom}`}
            </Text>
            {body !== '' && (
              <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                {body}
              </Text>
            )}
            {attachment !== null && (
              <Anchor component="button" type="button" size="sm" onClick={() => void keep(attachment.id)}>
                {attachment.name}
              </Anchor>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function factsOf(row: Found['row']): readonly (readonly [string, ReactNode])[] {
  const project = row.projectId !== null && (
    <Anchor component={Link} href={`/projects/${row.projectId}?tab=tasks`} size="sm">
      {row.projectName}
    </Anchor>
  );
  const due = row.dueOn === null ? '未明确' : shownDay(row.dueOn);
  return [
    ['来源', row.originName === null || row.originName === '' ? taskOriginLabels[row.origin] : row.originName],
    ['项目', project],
    ['承办区县', row.districtName],
    ['责任单位', row.unitName ?? (row.personName === null && row.districtName === null ? '未明确' : null)],
    ['责任人', row.personName],
    ['配合单位', row.supportingUnits.join('、')],
    ['办结时限', row.dueFinding === null ? due : `${due}（${row.dueFinding}）`],
    ['申请延至', row.extensionAskedTo === null ? null : `${shownDay(row.extensionAskedTo)}，等待答复`],
    ['退回原因', row.state === 'returned' ? row.returnedReason : null],
    ['提交会议', row.escalatedTo],
    ['办理结果', row.closingNote ?? row.replyText],
    ['移交督查', row.handedOverOn === null ? null : shownDay(row.handedOverOn)],
    ['回头看', reviewText(row)],
  ];
}

function reviewText(row: Found['row']): string | null {
  if (row.reviewResult !== null && row.reviewedOn !== null)
    return `${shownDay(row.reviewedOn)}：${taskReviewResultLabels[row.reviewResult]}`;
  return row.reviewDueOn === null ? null : `应在${shownDay(row.reviewDueOn)}回头看`;
}
