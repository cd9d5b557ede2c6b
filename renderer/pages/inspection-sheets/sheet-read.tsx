import { Anchor, Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { SheetView } from '#shared/contract/inspection-sheets.ts';
import {
  answerText,
  inspectionSheetStateLabels,
  mismatchSeverityLabels,
  voidReasonLabels,
} from '#shared/text/inspection-labels.ts';
import { useCommand } from '../../client.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { instantText } from '../../components/instant-text.ts';

interface SheetReadProps {
  readonly sheet: SheetView;
  /** Given: the sheet may be taken up again from here. */
  readonly mayCorrect?: boolean;
}

/** A sheet to look at: answers beside what was reported, what was seen and asked for, who corrected it and why. */
export function SheetRead({ sheet, mayCorrect = false }: SheetReadProps): ReactNode {
  const [isCorrecting, setCorrecting] = useState(false);
  const items = sheet.content?.items ?? [];
  const answers = new Map(sheet.answers.map((answer) => [answer.key, answer]));
  const comparisons = new Map(sheet.comparisons.map((each) => [each.itemKey, each]));
  return (
    <Stack gap="xs">
      <Group gap="md">
        <Text size="sm">
          {inspectionSheetStateLabels[sheet.state]}
          {sheet.state === 'void' && sheet.voidReason !== null ? `：${voidReasonLabels[sheet.voidReason]}` : ''}
          {sheet.enteredOn === null ? '' : `，${sheet.enteredBy ?? ''}于${shownDay(sheet.enteredOn)}录入`}
          {sheet.inspectedOn === null ? '' : `，${shownDay(sheet.inspectedOn)}到现场`}
          {sheet.weather === null ? '' : `，${sheet.weather}`}
        </Text>
        {mayCorrect && sheet.isOurs && (sheet.state === 'returned' || sheet.state === 'void') && (
          <Button size="compact-xs" variant="default" onClick={() => setCorrecting(true)}>
            {sheet.state === 'void' ? '恢复录入' : '更正'}
          </Button>
        )}
      </Group>
      {items.length > 0 && (
        <Table withTableBorder verticalSpacing={4} fz="sm" aria-label={`检查表 ${sheet.shownNumber} 的检查结果`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>检查项目</Table.Th>
              <Table.Th>现场核实</Table.Th>
              <Table.Th>印表时填报</Table.Th>
              <Table.Th>比对</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => {
              const answer = answers.get(item.key);
              const comparison = comparisons.get(item.key);
              return (
                <Table.Tr key={item.key}>
                  <Table.Td>{item.text}</Table.Td>
                  <Table.Td>
                    {answerText(item, answer?.value ?? null) || <span className="quiet">未填</span>}
                    {answer?.note === null || answer?.note === undefined ? '' : ` （${answer.note}）`}
                  </Table.Td>
                  <Table.Td>
                    {comparison === undefined ? '' : comparison.reported}
                    {comparison?.asOf === null || comparison === undefined ? '' : `（${comparison.asOf}）`}
                  </Table.Td>
                  <Table.Td>{comparison === undefined ? '' : <Verdict comparison={comparison} />}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
      <Line label="现场情况" text={sheet.seen} />
      <Line
        label="整改要求"
        text={
          sheet.demands === null
            ? null
            : `${sheet.demands}${sheet.demandUnit === null ? '' : `（${sheet.demandUnit}${sheet.demandDueOn === null ? '' : `，限${shownDay(sheet.demandDueOn)}`}）`}`
        }
      />
      <Line label="督导人员" text={sheet.inspectors} />
      <Line label="陪同人员" text={sheet.companions} />
      <Line
        label="签字"
        text={
          [
            sheet.isSignedByInspector === true ? '督导人员已签' : null,
            sheet.isSignedByContact === true
              ? `项目方已签${sheet.contactName === null ? '' : `（${sheet.contactName}）`}`
              : null,
          ]
            .filter((part) => part !== null)
            .join('，') || null
        }
      />
      {sheet.corrections.map((correction) => (
        <Text key={correction.at} size="sm" className="quiet">
          {instantText(correction.at)} {correction.by}：{correction.summary}
        </Text>
      ))}
      {sheet.projectId !== null && (
        <Anchor component={Link} href={`/projects/${sheet.projectId}?tab=inspections`} size="sm">
          看“{sheet.projectName}”的全部督导
        </Anchor>
      )}
      {isCorrecting && <CorrectionDialog sheet={sheet} onClose={() => setCorrecting(false)} />}
    </Stack>
  );
}

const verdictWords = {
  agrees: '相符',
  notReported: '未填报',
  notFound: '未核实',
  byEye: '对照查看',
} as const;

export function Verdict({ comparison }: { readonly comparison: SheetView['comparisons'][number] }): ReactNode {
  if (comparison.verdict !== 'differs') return <span className="quiet">{verdictWords[comparison.verdict]}</span>;
  return (
    <span className="sheet-differs">
      不符（{mismatchSeverityLabels[comparison.severity]}，{comparison.tolerance}）
    </span>
  );
}

function Line({ label, text }: { readonly label: string; readonly text: string | null }): ReactNode {
  if (text === null || text === '') return null;
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
      <span className="quiet">{label}：</span>
      {text}
    </Text>
  );
}

function CorrectionDialog({ sheet, onClose }: { readonly sheet: SheetView; readonly onClose: () => void }): ReactNode {
  const reopen = useCommand('inspectionSheets.reopen');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={`${sheet.state === 'void' ? '恢复录入' : '更正'}检查表 ${sheet.shownNumber}`}
      submitLabel="打开录入"
      command={reopen}
      isReady={reason.trim() !== ''}
      onSubmit={async () => {
        await reopen.run({ id: sheet.id, reason });
        onClose();
      }}
      onClose={onClose}
    >
      <Text size="sm" c="var(--quiet)">
        原来的内容保留在变更记录里；写明原因后可以修改，再点“录入完成”。
      </Text>
      <TextInput
        label="更正原因"
        data-autofocus
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
