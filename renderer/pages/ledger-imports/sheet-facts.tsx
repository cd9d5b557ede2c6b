import { Group, NumberInput, Select, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportSheet } from '#shared/contract/ledger-imports.ts';
import type { ProjectLevel } from '#shared/domain/project.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import {
  isMoneyUnit,
  isOpen,
  levelByRow,
  levelChoices,
  moneyUnitChoices,
  noLevel,
  sourceText,
} from './fact-choices.ts';
import type { SheetChoice } from './import-draft.ts';

interface SheetFactsProps {
  readonly sheet: ImportSheet;
  readonly choice: SheetChoice;
  readonly onChoose: (changes: SheetChoice) => void;
}

/** What the sheet is, and where that is known from; each can be put right. */
export function SheetFacts({ sheet, choice, onChoose }: SheetFactsProps): ReactNode {
  const rows = choice.headerRows ?? sheet.headerRows;
  const unit = choice.moneyUnit ?? sheet.moneyUnit.unit;
  const isByRow = sheet.level.source === 'column' && choice.level === undefined;
  const level = isByRow
    ? levelByRow
    : ((choice.level === undefined ? sheet.level.value : choice.level) ?? openLevel(sheet, choice));

  /** Other header rows have other heads: what was said about the columns is void. */
  function chooseHeader(first: number, last: number): void {
    onChoose({ headerRows: { first: first - 1, last: last - 1 }, mapping: {} });
  }

  return (
    <div className="imports-facts">
      <Group gap="lg" align="flex-start" wrap="nowrap">
        <div className="imports-sheet-title">
          <Text size="sm" fw={600} lineClamp={2} title={sheet.title ?? ''}>
            {sheet.title ?? '（表上没有标题）'}
          </Text>
          <Switch
            size="sm"
            mt={6}
            label="导入这张表"
            checked={choice.include ?? sheet.included}
            onChange={(event) => onChoose({ include: event.currentTarget.checked })}
          />
        </div>
        <div>
          <Text size="sm" fw={600}>
            表头在第几行
          </Text>
          <Group gap={6} wrap="nowrap">
            <RowNumber
              label="表头从第几行"
              value={rows === null ? null : rows.first + 1}
              onSave={(first) => chooseHeader(first, Math.max(first, (rows?.last ?? first - 1) + 1))}
            />
            <Text size="sm">至</Text>
            <RowNumber
              label="表头到第几行"
              value={rows === null ? null : rows.last + 1}
              onSave={(last) => chooseHeader(Math.min(last, (rows?.first ?? last - 1) + 1), last)}
            />
          </Group>
          <Source
            source={rows === null ? '没有找到表头，请填写' : choice.headerRows === undefined ? '自动找到' : '您填的'}
            isOpen={rows === null}
          />
        </div>
        <div>
          <Select
            label="金额单位"
            w={110}
            allowDeselect={false}
            data={moneyUnitChoices}
            value={unit}
            onChange={(value) => isMoneyUnit(value) && onChoose({ moneyUnit: value })}
          />
          <Source {...shownSource(choice.moneyUnit !== undefined, sheet.moneyUnit.source)} />
        </div>
        <div>
          <Select
            label="项目级别"
            w={150}
            allowDeselect={false}
            placeholder="请选择"
            data={
              sheet.level.source === 'column'
                ? [{ value: levelByRow, label: '按表中各行' }, ...levelChoices]
                : levelChoices
            }
            value={level}
            onChange={(value) =>
              value !== null && value !== levelByRow && onChoose({ level: isLevel(value) ? value : null })
            }
          />
          <Source {...shownSource(choice.level !== undefined, sheet.level.source)} />
        </div>
        <div>
          <NumberInput
            label="计划年度"
            w={100}
            min={1990}
            max={2100}
            allowDecimal={false}
            clampBehavior="none"
            value={choice.planYear ?? sheet.planYear.value}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1990 && value <= 2100 && value !== sheet.planYear.value)
                onChoose({ planYear: value });
            }}
          />
          <Source {...shownSource(choice.planYear !== undefined, sheet.planYear.source)} />
        </div>
      </Group>
    </div>
  );
}

function RowNumber({
  label,
  value,
  onSave,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly onSave: (row: number) => void;
}): ReactNode {
  return (
    <NumberInput
      aria-label={label}
      w={70}
      min={1}
      max={200}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(typed) => typeof typed === 'number' && typed >= 1 && typed !== value && onSave(typed)}
    />
  );
}

function Source({ source, isOpen: isAsking }: { readonly source: string; readonly isOpen: boolean }): ReactNode {
  return (
    <Text size="xs" c={isAsking ? '#8a4b00' : 'var(--quiet)'} fw={isAsking ? 600 : 400} mt={2}>
      {source}
    </Text>
  );
}

function shownSource(isChosenNow: boolean, source: string): { readonly source: string; readonly isOpen: boolean } {
  return isChosenNow ? { source: '您选的', isOpen: false } : { source: sourceText(source), isOpen: isOpen(source) };
}

/** Said to be none, or not yet said. */
function openLevel(sheet: ImportSheet, choice: SheetChoice): string | null {
  return choice.level === null || sheet.level.source === 'chosen' ? noLevel : null;
}

function isLevel(text: string): text is ProjectLevel {
  return Object.hasOwn(projectLevelLabels, text);
}
