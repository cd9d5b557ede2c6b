import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ImportSheet } from '#shared/contract/ledger-imports.ts';
import { moneyUnitLabels, projectLevelLabels } from '#shared/text/labels.ts';
import type { SheetChoice, SheetChoices } from './import-draft.ts';

type QuestionCode = 'money-unit' | 'level';

const questionTexts: Readonly<Record<QuestionCode, (count: number) => string>> = {
  'money-unit': (count) => `${count} 张工作表都没有印金额单位，先按万元读取。如果都一样，在这里一次回答：`,
  level: (count) => `${count} 张工作表都没有印项目级别。如果都一样，在这里一次回答；不一样的，到各张表里分别选：`,
};

interface OpenQuestionsProps {
  readonly sheets: readonly ImportSheet[];
  readonly choices: SheetChoices;
  readonly onChoose: (names: readonly string[], changes: SheetChoice) => void;
}

/** Questions that several sheets ask are answered once. */
export function OpenQuestions({ sheets, choices, onChoose }: OpenQuestionsProps): ReactNode {
  const shared = askedEverywhere(sheets);
  if (shared.length === 0) return null;
  return (
    <Alert variant="light" color="orange" py={8} mb={6} icon={<IconHelpCircle size={18} aria-hidden />}>
      {shared.map((code) => {
        const names = namesAsking(sheets, code);
        return (
          <Group key={code} gap="xs" justify="space-between" wrap="nowrap">
            <Text size="sm" c="#4d2a00">
              {questionTexts[code](names.length)}
            </Text>
            <Group gap={6} wrap="nowrap">
              {answersTo(code).map(({ label, choice }) => (
                <Button
                  key={label}
                  size="compact-sm"
                  variant="default"
                  aria-pressed={names.every((name) => isChosen(choices[name], choice))}
                  onClick={() => onChoose(names, choice)}
                >
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

/** The questions at least two sheets ask. */
export function askedEverywhere(sheets: readonly ImportSheet[]): readonly QuestionCode[] {
  return (['money-unit', 'level'] as const).filter((code) => namesAsking(sheets, code).length > 1);
}

function namesAsking(sheets: readonly ImportSheet[], code: QuestionCode): readonly string[] {
  return sheets
    .filter((sheet) => sheet.included && sheet.questions.some((question) => question.code === code))
    .map((sheet) => sheet.name);
}

function answersTo(code: QuestionCode): readonly { readonly label: string; readonly choice: SheetChoice }[] {
  if (code === 'money-unit')
    return (['wan', 'yuan', 'yi'] as const).map((unit) => ({
      label: moneyUnitLabels[unit],
      choice: { moneyUnit: unit },
    }));
  return [
    ...(['provincial', 'municipal', 'district'] as const).map((level) => ({
      label: projectLevelLabels[level],
      choice: { level },
    })),
    { label: '不填级别', choice: { level: null } },
  ];
}

function isChosen(choice: SheetChoice | undefined, answer: SheetChoice): boolean {
  return (
    choice !== undefined && Object.entries(answer).every(([key, value]) => choice[key as keyof SheetChoice] === value)
  );
}
