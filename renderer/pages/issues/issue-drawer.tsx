import { Anchor, Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { issueEntryKindLabels, issueStateLabels, reviewResultLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { AttachmentBox } from '../../components/attachments/attachment-box.tsx';
import { EvidenceSelect } from '../../components/attachments/evidence-select.tsx';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Facts } from '../../components/facts.tsx';
import { ActButtons, RecordDrawer, RecordHead } from '../../components/record-drawer.tsx';
import { ReportedLine } from '../../components/reported-line/reported-line.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { TaskForm } from '../tasks/task-form.tsx';

type Found = OutputOf<'issues.get'>;
type Act = 'progress' | 'extend' | 'close' | 'reopen' | 'review';

const actLabels: Readonly<Record<Act, string>> = {
  progress: '记办理进展',
  extend: '延期',
  close: '销号',
  reopen: '重新打开',
  review: '回头看',
};

interface IssueDrawerProps {
  readonly id: string | null;
  readonly rule: OutputOf<'issues.list'>['rule'];
  readonly onClose: () => void;
}

/** One issue: what it is, everything that happened to it, and the next act. */
export function IssueDrawer({ id, rule, onClose }: IssueDrawerProps): ReactNode {
  return (
    <RecordDrawer title="问题办理" isOpen={id !== null} onClose={onClose}>
      {id !== null && <IssueView key={id} id={id} rule={rule} />}
    </RecordDrawer>
  );
}

function IssueView({ id, rule }: { readonly id: string; readonly rule: IssueDrawerProps['rule'] }): ReactNode {
  const found = useQueryOf('issues.get', { id });
  const [act, setAct] = useState<Act | null>(null);
  const [isTasking, setTasking] = useState(false);
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const { row, entries, inspection } = found.data;
  return (
    <Stack gap="md">
      <RecordHead title={row.title} workingDaysLate={row.workingDaysLate}>
        {row.number} ·{' '}
        <Anchor component={Link} href={`/projects/${row.projectId}`} size="sm">
          {row.projectName}
        </Anchor>{' '}
        · {issueStateLabels[row.state]}
        {row.reopenings > 0 && ` · 重新打开${row.reopenings}次`}
      </RecordHead>
      <Facts facts={factsOf(row, rule.grades.find((grade) => grade.code === row.grade)?.name ?? null)} />
      <ReportedLine entity="issue" id={row.id} title={row.title} />
      {row.isOurs && (
        <Group gap="xs">
          <ActButtons
            acts={actsOf(row)}
            labels={actLabels}
            chosen={act}
            isMain={(each) => each === 'close' || each === 'review'}
            onChoose={setAct}
          />
          {row.state !== 'closed' && (
            <Button size="xs" variant="default" onClick={() => setTasking(true)}>
              交办
            </Button>
          )}
        </Group>
      )}
      {isTasking && (
        <TaskForm
          from={{ origin: 'issue', originId: row.id, name: row.title }}
          projectId={row.projectId}
          content={row.title}
          unitName={row.unitName}
          personName={row.personName}
          dueOn={row.dueOn}
          isKeySupervised={row.isKeySupervised}
          onClose={() => setTasking(false)}
        />
      )}
      {act !== null && <ActForm key={act} act={act} row={row} rule={rule} onDone={() => setAct(null)} />}
      <div>
        <Text fw={600} mb={6}>
          办理经过
        </Text>
        {inspection !== null && (
          <Text size="sm" mb={6}>
            来自现场督导：
            <Anchor component={Link} href={`/inspection-sheets?sheet=${inspection.sheetId}`} size="sm">
              {inspection.roundName}检查表 {inspection.sheetNumber}
            </Anchor>
            {inspection.photos.length === 0 ? '' : `，现场照片${inspection.photos.length}张`}
          </Text>
        )}
        {entries.length === 0 ? (
          <Text size="sm" c="var(--quiet)">
            还没有办理记录。{shownDay(row.foundOn)}由{row.foundBy ?? '本单位'}提出。
          </Text>
        ) : (
          <ul className="happenings">
            {entries.map((entry) => (
              <li key={entry.id}>
                <Text size="sm" c="var(--quiet)">
                  {shownDay(entry.onDay)} · {issueEntryKindLabels[entry.kind]}
                  {entry.byWhom !== null && ` · ${entry.byWhom}`}
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {entry.body}
                </Text>
              </li>
            ))}
          </ul>
        )}
      </div>
      {row.isOurs && (
        <div>
          <Text fw={600} mb={6}>
            佐证材料
          </Text>
          <AttachmentBox projectId={row.projectId} subjectId={row.id} hint="照片、批复、会议材料" isCompact />
        </div>
      )}
    </Stack>
  );
}

function actsOf(row: Found['row']): readonly Act[] {
  if (row.state !== 'closed') return ['progress', 'extend', 'close'];
  return row.reviewDueOn !== null && row.reviewedOn === null ? ['review', 'reopen'] : ['reopen'];
}

function factsOf(row: Found['row'], gradeName: string | null): readonly (readonly [string, string | null])[] {
  return [
    ['类别', row.issueClass],
    ['紧急程度', gradeName],
    ['责任单位', row.unitName],
    ['责任人', row.personName],
    ['配合单位', row.supportingUnits.join('、') || null],
    ['解决措施', row.measure],
    ['办结时限', row.dueOn === null ? null : shownDay(row.dueOn)],
    ['办结情况', row.closingNote],
    ['回头看', reviewText(row)],
  ];
}

function reviewText(row: Found['row']): string | null {
  if (row.reviewResult !== null && row.reviewedOn !== null)
    return `${shownDay(row.reviewedOn)}：${reviewResultLabels[row.reviewResult]}`;
  return row.reviewDueOn === null ? null : `应在${shownDay(row.reviewDueOn)}前回头看`;
}

interface ActFormProps {
  readonly act: Act;
  readonly row: Found['row'];
  readonly rule: IssueDrawerProps['rule'];
  readonly onDone: () => void;
}

function ActForm({ act, row, rule, onDone }: ActFormProps): ReactNode {
  const { today } = useOffice();
  const session = useQueryOf('sessions.state', {});
  const [day, setDay] = useState(act === 'extend' ? '' : today);
  const [words, setWords] = useState('');
  const [who, setWho] = useState<string | null>(null);
  const [evidenceId, setEvidence] = useState<string | null>(row.evidenceId);
  const [result, setResult] = useState<'solved' | 'recurred'>('solved');
  const addEntry = useCommand('issues.addEntry');
  const extend = useCommand('issues.extend');
  const close = useCommand('issues.close');
  const reopen = useCommand('issues.reopen');
  const review = useCommand('issues.review');
  const commands = [addEntry, extend, close, reopen, review];
  const person = who ?? session.data?.operator ?? '';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { id } = row;
    if (act === 'progress') await addEntry.run({ id, kind: act, onDay: day, body: words, byWhom: person });
    else if (act === 'extend') await extend.run({ id, dueOn: day, reason: words });
    else if (act === 'close') await close.run({ id, closedOn: day, closedBy: person, closingNote: words, evidenceId });
    else if (act === 'reopen') await reopen.run({ id, onDay: day, reason: words });
    else await review.run({ id, onDay: day, reviewedBy: person, result, note: words });
    onDone();
  }

  const wordsLabel: Readonly<Record<Act, string>> = {
    progress: '办理情况',
    extend: '延期理由',
    close: '办结情况',
    reopen: '重新打开的原因',
    review: '回头看情况',
  };
  const asksPerson = act !== 'extend' && act !== 'reopen';
  return (
    <form onSubmit={(event) => void submit(event).catch(shownElsewhere)}>
      <Stack gap="xs" className="act-form">
        <Group grow align="flex-start">
          <DayInput
            label={act === 'extend' ? '新的办结时限' : '日期'}
            precision="day"
            value={day === '' ? null : day}
            onSave={(next) => setDay(next ?? '')}
          />
          {asksPerson && (
            <TextInput
              label={act === 'close' ? '销号人' : act === 'review' ? '回头看人' : '填写人'}
              value={person}
              maxLength={40}
              onChange={(event) => setWho(event.currentTarget.value)}
            />
          )}
          {act === 'review' && (
            <Select
              label="结果"
              value={result}
              allowDeselect={false}
              data={[
                { value: 'solved', label: reviewResultLabels.solved },
                { value: 'recurred', label: `${reviewResultLabels.recurred}（重新打开）` },
              ]}
              onChange={(value) => setResult(value === 'recurred' ? 'recurred' : 'solved')}
            />
          )}
        </Group>
        <Textarea
          data-autofocus
          label={wordsLabel[act]}
          autosize
          minRows={2}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {act === 'close' && <EvidenceSelect subjectId={row.id} value={evidenceId} onChange={setEvidence} />}
        {act === 'close' && row.isKeySupervised && (
          <Text size="xs" c="var(--quiet)">
            重点督办问题，销号后还要“回头看”（{rule.source}）。
          </Text>
        )}
        {commands.map((command, index) => (
          // The forms are a fixed few.
          <ErrorNotice key={actOrder[index]} problem={command.problem} onClose={command.reset} />
        ))}
        <Group justify="flex-end">
          <Button size="xs" variant="default" onClick={onDone}>
            取消
          </Button>
          <Button
            size="xs"
            type="submit"
            disabled={
              day === '' ||
              (act !== 'review' && act !== 'close' && words.trim() === '') ||
              (asksPerson && person.trim() === '')
            }
            loading={commands.some((command) => command.isRunning)}
          >
            {actLabels[act]}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const actOrder = ['addEntry', 'extend', 'close', 'reopen', 'review'] as const;
