import { Button, Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { parseDay } from '../day-text.ts';
import { plainWanText } from '../money-text.ts';
import { blankValue, type CellFilter } from './cell-filter.ts';
import { isBlank, isFigure, namesOf, parseCellText, shownText } from './cell-value.ts';
import type { CellValue, GridRow, LedgerColumn } from './ledger-column.ts';

interface FilterFormProps<Row extends GridRow> {
  readonly column: LedgerColumn<Row>;
  readonly data: readonly Row[];
  readonly filter: CellFilter | null;
  readonly onApply: (filter: CellFilter | null) => void;
}

/** More kinds of value than this are searched by words instead of ticked. */
const mostTicks = 60;

export function FilterForm<Row extends GridRow>(props: FilterFormProps<Row>): ReactNode {
  const { column, filter, onApply } = props;
  const values = useMemo(() => tickValues(column, props.data), [column, props.data]);
  return (
    <Stack gap="xs" w={240}>
      <Text size="sm" fw={600}>
        筛选：{column.title}
      </Text>
      {isFigure(column) || column.kind === 'day' ? (
        <BoundsForm {...props} />
      ) : values !== null ? (
        <TicksForm column={column} values={values} filter={filter} onApply={onApply} />
      ) : (
        <WordsForm filter={filter} onApply={onApply} />
      )}
      <Group gap="xs">
        <Button size="compact-xs" variant="default" onClick={() => onApply({ kind: 'blank' })}>
          只看空白
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onApply({ kind: 'filled' })}>
          只看非空
        </Button>
        {filter !== null && (
          <Button size="compact-xs" variant="subtle" onClick={() => onApply(null)}>
            取消筛选
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function WordsForm({ filter, onApply }: Pick<FilterFormProps<GridRow>, 'filter' | 'onApply'>): ReactNode {
  const [text, setText] = useState(filter?.kind === 'contains' ? filter.text : '');
  return (
    <form onSubmit={submitting(() => onApply(text.trim() === '' ? null : { kind: 'contains', text: text.trim() }))}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          data-autofocus
          aria-label="含有"
          placeholder="含有的字"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">筛选</Button>
      </Group>
    </form>
  );
}

function BoundsForm<Row extends GridRow>({ column, filter, onApply }: FilterFormProps<Row>): ReactNode {
  const isDay = column.kind === 'day';
  const shown = (value: string | number | null) =>
    value === null ? '' : column.kind === 'money' ? plainWanText(Number(value)) : String(value);
  const known = filter?.kind === 'between' || filter?.kind === 'days' ? filter : null;
  const [from, setFrom] = useState(shown(known?.from ?? null));
  const [to, setTo] = useState(shown(known?.to ?? null));
  const [problem, setProblem] = useState<string | null>(null);

  function apply(): void {
    if (isDay) {
      const start = parseDay(from, 'partial');
      const end = parseDay(to, 'partial');
      if (!start.ok) return setProblem(start.reason);
      if (!end.ok) return setProblem(end.reason);
      const isEmpty = start.value === null && end.value === null;
      return onApply(isEmpty ? null : { kind: 'days', from: start.value, to: end.value });
    }
    const start = parseCellText(column, from);
    const end = parseCellText(column, to);
    if (!start.ok) return setProblem(start.reason);
    if (!end.ok) return setProblem(end.reason);
    const isEmpty = start.value === null && end.value === null;
    const numberOf = (value: CellValue) => (value === null ? null : Number(value));
    return onApply(isEmpty ? null : { kind: 'between', from: numberOf(start.value), to: numberOf(end.value) });
  }

  const hint = isDay
    ? '2018 或 2018-05'
    : column.kind === 'money'
      ? '万元，或 1亿'
      : column.kind === 'percent'
        ? '50%'
        : '';
  return (
    <form onSubmit={submitting(apply)}>
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap">
          <TextInput
            data-autofocus
            aria-label="从"
            placeholder={hint}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <Text size="sm">至</Text>
          <TextInput
            aria-label="到"
            placeholder={hint}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </Group>
        {problem !== null && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
        <Button type="submit">筛选</Button>
      </Stack>
    </form>
  );
}

interface TicksFormProps<Row extends GridRow> extends Omit<FilterFormProps<Row>, 'data'> {
  readonly values: readonly string[];
}

function TicksForm<Row extends GridRow>({ column, values, filter, onApply }: TicksFormProps<Row>): ReactNode {
  const [ticked, setTicked] = useState<readonly string[]>(filter?.kind === 'among' ? filter.values : []);
  const [word, setWord] = useState('');
  const shown = values.filter((value) => labelOf(column, value).includes(word.trim()));
  return (
    <form onSubmit={submitting(() => onApply(ticked.length === 0 ? null : { kind: 'among', values: ticked }))}>
      <Stack gap="xs">
        {values.length > 9 && (
          <TextInput
            data-autofocus
            aria-label="查找"
            placeholder="查找"
            value={word}
            onChange={(event) => setWord(event.currentTarget.value)}
          />
        )}
        <ScrollArea.Autosize mah={220} type="auto">
          <Checkbox.Group value={[...ticked]} onChange={setTicked}>
            <Stack gap={6}>
              {shown.map((value) => (
                <Checkbox key={value} value={value} label={labelOf(column, value)} size="xs" />
              ))}
            </Stack>
          </Checkbox.Group>
        </ScrollArea.Autosize>
        <Button type="submit">筛选</Button>
      </Stack>
    </form>
  );
}

function submitting(act: () => void): (event: FormEvent) => void {
  return (event) => {
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}

function labelOf<Row extends GridRow>(column: LedgerColumn<Row>, value: string): string {
  if (value === blankValue) return '（空白）';
  return column.kind === 'units' ? value : shownText(column, value);
}

/** The values that occur, in the order of the choices; null when there are too many to tick. */
function tickValues<Row extends GridRow>(column: LedgerColumn<Row>, data: readonly Row[]): readonly string[] | null {
  if (column.kind === 'longText') return null;
  const found = new Set<string>();
  for (const row of data) {
    const value: CellValue = column.value(row);
    if (isBlank(value)) found.add(blankValue);
    else for (const name of namesOf(value)) found.add(name);
    if (found.size > mostTicks && column.kind === 'text') return null;
  }
  const choices = column.choices?.map((choice) => choice.value) ?? [];
  return [...found].toSorted(
    (left, right) =>
      Number(left === blankValue) - Number(right === blankValue) ||
      choices.indexOf(left) - choices.indexOf(right) ||
      left.localeCompare(right, 'zh-CN'),
  );
}
