import { Button, Select, Text, Textarea } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useIsCentre } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';

type Subject = OutputOf<'questions.subjects'>['rows'][number];

/**
 * On a project's page: 询问 at the centre, 请求更改 in a district where the centre has decided something about it. Without a
 * project: about the tasks the centre has given.
 */
export function AskButton({ projectId }: { readonly projectId?: string }): ReactNode {
  const isCentre = useIsCentre();
  const subjects = useQueryOf('questions.subjects', projectId === undefined ? {} : { projectId });
  const [isAsking, setAsking] = useState(false);
  const rows = subjects.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconMessageQuestion size={15} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {isCentre ? '询问' : '请求更改'}
      </Button>
      {isAsking && <AskForm subjects={rows} isCentre={isCentre} onClose={() => setAsking(false)} />}
    </>
  );
}

/** What is not decided yet has no record, only a kind. */
function keyOf(subject: Subject | undefined): string {
  return subject === undefined ? '' : `${subject.about.entity} ${subject.about.id}`;
}

interface AskFormProps {
  readonly subjects: readonly Subject[];
  readonly isCentre: boolean;
  readonly onClose: () => void;
}

function AskForm({ subjects, isCentre, onClose }: AskFormProps): ReactNode {
  const ask = useCommand('questions.ask');
  const undo = useUndo(['questions.ask']);
  // A report is what is usually asked about.
  const [subjectId, setSubject] = useState(
    keyOf(subjects.find((each) => each.about.entity === 'progressReport') ?? subjects[0]),
  );
  const [fieldName, setField] = useState<string | null>(null);
  const [body, setBody] = useState('');
  const [proposed, setProposed] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const subject = subjects.find((each) => keyOf(each) === subjectId);
  const field = subject?.fields.find((each) => each.name === fieldName);

  async function submit(): Promise<void> {
    if (subject === undefined) return;
    const { changeId } = await ask.run({
      about: subject.about,
      ...(field === undefined ? {} : { field: field.name }),
      body,
      proposed: proposed.trim() || null,
      dueOn,
    });
    const way = isCentre ? '生成下达文件后区县才能看到' : '随下一份报送包送到市级中心';
    sayDone(`已提出，${way}`, () => undo(changeId));
    onClose();
  }

  return (
    <FormDialog
      title={isCentre ? '询问' : '请求更改'}
      submitLabel="提出"
      command={ask}
      isReady={subject !== undefined && body.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      size="lg"
    >
      <Select
        label={isCentre ? '所问的内容' : '请求更改的内容'}
        allowDeselect={false}
        searchable
        value={subjectId}
        data={subjects.map((each) => ({ value: keyOf(each), label: each.label }))}
        onChange={(value) => {
          setSubject(value ?? subjectId);
          setField(null);
        }}
      />
      {(subject?.fields.length ?? 0) > 0 && (
        <Select
          label="栏目"
          placeholder="不限栏目"
          clearable
          searchable
          value={fieldName}
          data={(subject?.fields ?? []).map((each) => ({ value: each.name, label: each.label }))}
          onChange={setField}
        />
      )}
      {field !== undefined && (
        <Text size="sm" lineClamp={4}>
          现在的内容：{field.shown ?? '（空）'}
        </Text>
      )}
      <Textarea
        data-autofocus
        label={isCentre ? '要问什么' : '请求和理由'}
        autosize
        minRows={3}
        maxLength={1000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <Textarea
        label="建议改为（可以不写）"
        autosize
        minRows={1}
        maxLength={2000}
        value={proposed}
        onChange={(event) => setProposed(event.currentTarget.value)}
      />
      <DayInput label="答复时限（可以不写）" precision="day" value={dueOn} onSave={setDueOn} />
    </FormDialog>
  );
}
