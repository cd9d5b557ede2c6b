import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { QuestionView } from '#shared/contract/questions.ts';
import { type AnswerKind, answerKinds } from '#shared/domain/answer.ts';
import { answerKindLabels, questionKindLabels } from '#shared/text/exchange-labels.ts';
import { useCommand } from '../../client.ts';
import { Facts } from '../../components/facts.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { RecordDrawer, RecordHead } from '../../components/record-drawer.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import { standingText } from './standing-text.ts';

type Act = 'answer' | 'settle' | 'withdraw';

interface QuestionDrawerProps {
  readonly row: QuestionView | null;
  readonly onClose: () => void;
}

/** One question: the value then and now, what was answered, and the next act. */
export function QuestionDrawer({ row, onClose }: QuestionDrawerProps): ReactNode {
  return (
    <RecordDrawer title="询问与答复" isOpen={row !== null} onClose={onClose}>
      {row !== null && <Question key={row.id} row={row} />}
    </RecordDrawer>
  );
}

function Question({ row }: { readonly row: QuestionView }): ReactNode {
  const [act, setAct] = useState<Act | null>(null);
  const isOpen = row.standing !== 'settled' && row.standing !== 'withdrawn';
  const close = () => setAct(null);
  return (
    <Stack gap="md">
      <RecordHead title={row.body} workingDaysLate={null}>
        {questionKindLabels[row.kind]} · {row.fromName} → {row.toName} · {standingText(row)}
        {row.isLate && <span className="late"> 过了答复时限</span>}
      </RecordHead>
      <QuestionFacts row={row} />
      {isOpen && (
        <Group gap="xs">
          {!row.isOurs && row.page !== null && (
            <Button size="xs" variant="default" component={Link} href={row.page}>
              去更正
            </Button>
          )}
          {!row.isOurs && (
            <Button size="xs" onClick={() => setAct('answer')}>
              {row.answers.length === 0 ? '答复' : '再作说明'}
            </Button>
          )}
          {row.isOurs && (
            <Button size="xs" disabled={row.answers.length === 0} onClick={() => setAct('settle')}>
              了结
            </Button>
          )}
          {row.isOurs && (
            <Button size="xs" variant="default" onClick={() => setAct('withdraw')}>
              撤回
            </Button>
          )}
        </Group>
      )}
      <div>
        <Text fw={600} mb={6}>
          答复
        </Text>
        {row.answers.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            {row.isOurs ? '对方还没有答复。答复随对方的文件送来。' : '本单位还没有答复。'}
          </Text>
        )}
        {row.answers.map((answer) => (
          <div key={answer.id} className="question-answer">
            <Text size="sm">
              <b>{answerKindLabels[answer.kind]}</b>
              {answer.body !== null && `：${answer.body}`}
            </Text>
            <Text size="sm" c="var(--quiet)">
              {[row.toName, answer.answeredBy, shownDay(answer.answeredOn)].filter(Boolean).join(' · ')}
            </Text>
          </div>
        ))}
      </div>
      {act === 'answer' && <AnswerForm row={row} onClose={close} />}
      {(act === 'settle' || act === 'withdraw') && <ClosingForm row={row} act={act} onClose={close} />}
    </Stack>
  );
}

function QuestionFacts({ row }: { readonly row: QuestionView }): ReactNode {
  const changed = <b>{row.shownNow ?? '（空）'}</b>;
  const now = row.isChanged === null ? null : row.isChanged ? changed : '没有变化';
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['项目', row.projectName],
    ['所问的内容', [row.subject, row.fieldLabel].filter(Boolean).join(' · ')],
    ['报送期', row.period === null ? null : periodLabel(row.period)],
    ['当时的内容', row.isChanged === null ? row.shown : (row.shown ?? '（空）')],
    ['现在的内容', now],
    ['建议改为', row.proposed],
    ['提出', [shownDay(row.askedOn), row.askedBy].filter(Boolean).join(' · ')],
    ['答复时限', row.dueOn === null ? null : shownDay(row.dueOn)],
    [
      row.standing === 'withdrawn' ? '撤回' : '了结',
      row.settledOn === null ? null : [shownDay(row.settledOn), row.settledBy, row.note].filter(Boolean).join(' · '),
    ],
  ];
  return <Facts facts={facts} />;
}

interface FormProps {
  readonly row: QuestionView;
  readonly onClose: () => void;
}

function AnswerForm({ row, onClose }: FormProps): ReactNode {
  const save = useCommand('questions.answer');
  const undo = useUndo(['questions.answer']);
  const [kind, setKind] = useState<AnswerKind>(row.isChanged === true ? 'corrected' : 'explained');
  const [body, setBody] = useState('');
  return (
    <FormDialog
      title="答复"
      submitLabel="答复"
      command={save}
      isReady={kind === 'corrected' || body.trim() !== ''}
      onSubmit={async () => {
        const { changeId } = await save.run({ id: row.id, kind, body: body.trim() || null });
        sayDone('已答复，随下一份文件送达对方', () => undo(changeId));
        onClose();
      }}
      onClose={onClose}
    >
      <Select
        label="答复"
        allowDeselect={false}
        value={kind}
        data={answerKinds.map((each) => ({ value: each, label: answerKindLabels[each] }))}
        onChange={(value) => setKind(answerKinds.find((each) => each === value) ?? 'explained')}
      />
      {kind === 'corrected' && row.isChanged === true && (
        <Text size="sm">
          {row.shown ?? '（空）'} → <b>{row.shownNow ?? '（空）'}</b>
        </Text>
      )}
      {kind === 'corrected' && row.isChanged === false && (
        <Text size="sm">还是提出时的内容，请先点“去更正”改好，再答复。</Text>
      )}
      <Textarea
        data-autofocus
        label={kind === 'corrected' ? '说明（可以不写）' : '说明'}
        autosize
        minRows={3}
        maxLength={2000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function ClosingForm({ row, act, onClose }: FormProps & { readonly act: 'settle' | 'withdraw' }): ReactNode {
  const procedure = `questions.${act}` as const;
  const save = useCommand(procedure);
  const undo = useUndo([procedure]);
  const [note, setNote] = useState('');
  const label = act === 'settle' ? '了结' : '撤回';
  return (
    <FormDialog
      title={label}
      submitLabel={label}
      command={save}
      isReady
      onSubmit={async () => {
        const { changeId } = await save.run({ id: row.id, note: note.trim() || null });
        sayDone(`已${label}，随下一份文件送达对方`, () => undo(changeId));
        onClose();
      }}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        label="说明（可以不写）"
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
