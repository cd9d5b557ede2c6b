import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ImportSheet } from '#shared/contract/ledger-imports.ts';
import { moneyUnitLabels, projectLevelLabels } from '#shared/text/labels.ts';
import type { SheetChoice } from './import-draft.ts';

/** Questions answered with one click here, for all sheets that ask; the others are answered in the sheet itself. */
const answeredHere = ['money-unit', 'money-unit-implausible', 'level', 'plan-year'] as const;
type QuestionCode = (typeof answeredHere)[number];

const severalAsk: Readonly<Record<QuestionCode, string>> = {
  'money-unit': '都没有印金额单位，先按万元读取。如果都一样，在这里一次回答：',
  'money-unit-implausible': '的金额大小不像一般的项目，请核对金额单位：',
  level: '都没有印项目级别。如果都一样，在这里一次回答；不一样的，到各张表里分别选：',
  'plan-year': '都没有印年度。如果都一样，在这里一次回答：',
};

interface OpenQuestionsProps {
  readonly sheets: readonly ImportSheet[];
  readonly onChoose: (names: readonly string[], changes: SheetChoice) => void;
}

/** What the workbook does not say. A question that several sheets ask is answered once. */
export function OpenQuestions({ sheets, onChoose }: OpenQuestionsProps): ReactNode {
  const open = answeredHere.filter((code) => sheetsAsking(sheets, code).length > 0);
  if (open.length === 0) return null;
  return (
    <Alert variant="light" color="orange" py={6} mb={6} icon={<IconHelpCircle size={18} aria-hidden />}>
      {open.map((code) => {
        const asking = sheetsAsking(sheets, code);
        const names = asking.map((sheet) => sheet.name);
        return (
          <Group key={code} gap="xs" justify="space-between" wrap="nowrap" py={2}>
            <Text size="sm" c="#4d2a00">
              {questionText(code, asking, sheets.filter((sheet) => sheet.included).length)}
            </Text>
            <Group gap={6} wrap="nowrap">
              {answersTo(code, asking).map(({ label, choice }) => (
                <Button key={label} size="compact-sm" variant="default" onClick={() => onChoose(names, choice)}>
                  {label}
                </Button>
              ))}
            </Group>
          </Group>
        );
      })}
    </Alert>
  );
}

export function isAnsweredHere(code: string): boolean {
  return answeredHere.some((each) => each === code);
}

/** What happens when a question is left open. */
export function assumptionText(sheet: ImportSheet, code: string): string {
  switch (code) {
    case 'money-unit':
    case 'money-unit-implausible':
      return `金额按${moneyUnitLabels[sheet.moneyUnit.unit]}读取`;
    case 'level':
      return '项目级别不填';
    case 'plan-year':
      return `计划年度按 ${sheet.planYear.value} 年`;
    case 'columns':
      return '没有把握的栏目照现在的对应读取';
    default:
      return sheet.questions.find((question) => question.code === code)?.sentence ?? '';
  }
}

function sheetsAsking(sheets: readonly ImportSheet[], code: QuestionCode): readonly ImportSheet[] {
  return sheets.filter((sheet) => sheet.included && sheet.questions.some((question) => question.code === code));
}

function questionText(code: QuestionCode, asking: readonly ImportSheet[], included: number): string {
  const [first] = asking;
  if (asking.length > 1 || first === undefined) return `${asking.length} 张工作表${severalAsk[code]}`;
  const sentence = first.questions.find((question) => question.code === code)?.sentence ?? '';
  return included > 1 ? `“${first.name.trim()}”：${sentence}` : sentence;
}

function answersTo(
  code: QuestionCode,
  asking: readonly ImportSheet[],
): readonly { readonly label: string; readonly choice: SheetChoice }[] {
  switch (code) {
    case 'money-unit':
    case 'money-unit-implausible':
      return (['wan', 'yuan', 'yi'] as const).map((unit) => ({
        label: moneyUnitLabels[unit],
        choice: { moneyUnit: unit },
      }));
    case 'level':
      return [
        ...(['provincial', 'municipal', 'district'] as const).map((level) => ({
          label: projectLevelLabels[level],
          choice: { level },
        })),
        { label: '不填级别', choice: { level: null } },
      ];
    case 'plan-year': {
      const assumed = asking[0]?.planYear.value ?? 0;
      return [assumed, assumed - 1].map((planYear) => ({ label: `${planYear} 年`, choice: { planYear } }));
    }
  }
}
