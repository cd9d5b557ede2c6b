import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { FindingKey, FindingRow } from '#shared/contract/inspection-findings.ts';
import type { FindingHandling } from '#shared/domain/inspection-finding.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { orNull, PersonInput, UnitInput } from '../../components/register-inputs.tsx';

interface HandleDialogProps {
  readonly handling: FindingHandling;
  /** Several only where they are explained or dropped together. */
  readonly rows: readonly FindingRow[];
  readonly onClose: () => void;
}

/** What becomes of a finding, its text prefilled from what was found and reported. */
export function HandleDialog({ handling, rows, onClose }: HandleDialogProps): ReactNode {
  const [row] = rows;
  if (row === undefined) return null;
  if (handling === 'issue') return <IssueDialog row={row} onClose={onClose} />;
  if (handling === 'task') return <TaskDialog row={row} onClose={onClose} />;
  return <DecideDialog handling={handling} rows={rows} onClose={onClose} />;
}

export function keyOf({ projectId, sheetId, subject }: FindingRow): FindingKey {
  return { projectId, sheetId, subject };
}

interface OneProps {
  readonly row: FindingRow;
  readonly onClose: () => void;
}

function IssueDialog({ row, onClose }: OneProps): ReactNode {
  const make = useCommand('inspectionFindings.makeIssue');
  const ledger = useQueryOf('issues.list', {});
  const [title, setTitle] = useState(
    `${row.kind === 'mismatch' ? '现场核查与填报不符' : '填报数据需要核实'}：${row.item}`,
  );
  const [detail, setDetail] = useState(detailOf(row));
  const [grade, setGrade] = useState('');
  const [unitName, setUnit] = useState(row.units[0] ?? '');
  const [personName, setPerson] = useState('');
  const [dueOn, setDue] = useState<string | null>(null);

  async function submit(): Promise<void> {
    await make.run({
      finding: keyOf(row),
      title,
      detail: orNull(detail),
      grade: orNull(grade),
      unitName: orNull(unitName),
      personName: orNull(personName),
      ...(dueOn === null ? {} : { dueOn }),
    });
    notifications.show({ message: '已列入问题台账' });
    onClose();
  }
  return (
    <FormDialog
      title={`列为问题：${row.projectName}`}
      submitLabel="列为问题"
      command={make}
      isReady={title.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      size={640}
    >
      <TextInput
        label="存在问题"
        data-autofocus
        maxLength={500}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label="详细情况"
        autosize
        minRows={2}
        maxLength={3000}
        value={detail}
        onChange={(event) => setDetail(event.currentTarget.value)}
      />
      <UnitInput label="责任单位" value={unitName} onChange={setUnit} />
      <PersonInput label="责任人" value={personName} onChange={setPerson} />
      <NativeSelect
        label="紧急程度"
        value={grade}
        data={[
          { value: '', label: '未定' },
          ...(ledger.data?.rule.grades ?? []).map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={(event) => setGrade(event.currentTarget.value)}
      />
      <DayInput label="办结时限（不填按紧急程度推算）" precision="day" value={dueOn} onSave={setDue} />
    </FormDialog>
  );
}

function TaskDialog({ row, onClose }: OneProps): ReactNode {
  const make = useCommand('inspectionFindings.makeTask');
  const [content, setContent] = useState(
    `${row.projectName}：${row.sentence}${row.kind === 'mismatch' ? '请核实并更正填报数据，书面说明原因。' : ''}`,
  );
  const [unitName, setUnit] = useState(row.units[0] ?? '');
  const [personName, setPerson] = useState('');
  const [dueOn, setDue] = useState<string | null>(null);

  async function submit(): Promise<void> {
    const { state } = await make.run({
      finding: keyOf(row),
      content,
      unitName: orNull(unitName),
      personName: orNull(personName),
      dueOn,
    });
    notifications.show({
      message:
        state === 'draft' ? '还缺责任单位或时限，先放在督办事项的“待明确”里' : '已交办，可以到督办事项里出交办单',
    });
    onClose();
  }
  return (
    <FormDialog
      title={`交办：${row.projectName}`}
      submitLabel="交办"
      command={make}
      isReady={content.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
      size={640}
    >
      <Textarea
        label="工作任务"
        data-autofocus
        autosize
        minRows={3}
        maxLength={1000}
        value={content}
        onChange={(event) => setContent(event.currentTarget.value)}
      />
      <UnitInput label="责任单位" value={unitName} onChange={setUnit} />
      <PersonInput label="责任人" value={personName} onChange={setPerson} />
      <DayInput label="办结时限" precision="day" value={dueOn} onSave={setDue} />
    </FormDialog>
  );
}

interface DecideProps extends Omit<HandleDialogProps, 'handling'> {
  readonly handling: 'explained' | 'dropped';
}

function DecideDialog({ handling, rows, onClose }: DecideProps): ReactNode {
  const decide = useCommand('inspectionFindings.decide');
  const [explanation, setExplanation] = useState('');
  const label = handling === 'explained' ? '已说明' : '不作处理';
  async function submit(): Promise<void> {
    await decide.run({ findings: rows.map(keyOf), handling, explanation });
    notifications.show({ message: `${label} ${rows.length} 条` });
    onClose();
  }
  return (
    <FormDialog
      title={rows.length === 1 ? `${label}：${rows[0]?.item ?? ''}` : `${label}：${rows.length} 条`}
      submitLabel={label}
      command={decide}
      isReady={explanation.trim() !== ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm" c="var(--quiet)">
        {handling === 'explained' ? '单位已经说明情况、理由成立的，写明说明。' : '不需要再追的，写明理由。'}
        以后仍然可以列为问题或交办。
      </Text>
      <Textarea
        label={handling === 'explained' ? '说明' : '理由'}
        data-autofocus
        autosize
        minRows={2}
        maxLength={1000}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function detailOf(row: FindingRow): string {
  return [
    row.sentence,
    row.note === null ? null : `现场备注：${row.note}`,
    row.sheetNumber === null ? null : `检查表 ${row.sheetNumber}，${row.foundOn}核查。`,
    `依据：${row.source}`,
  ]
    .filter((part) => part !== null)
    .join('\n');
}
