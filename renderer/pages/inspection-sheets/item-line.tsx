import { Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { SheetAnswer } from '#shared/domain/inspection-sheet.ts';
import type { InspectionItem } from '#shared/domain/inspection-template.ts';
import type { Comparison } from '#shared/rules/mismatches.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { ChoiceKeys } from './choice-keys.tsx';

interface ItemLineProps {
  readonly number: number;
  readonly item: InspectionItem;
  readonly answer: SheetAnswer;
  readonly comparison: Comparison | undefined;
  readonly onValue: (value: SheetAnswer['value']) => void;
  readonly onNote: (note: string | null) => void;
  readonly onPhotos: (typed: string) => void;
}

/** One question of the paper: its text, what was reported, the answer, a note. */
export function ItemLine(props: ItemLineProps): ReactNode {
  const { number, item, answer, comparison } = props;
  return (
    <div className="sheet-item" data-item={item.key} data-differs={comparison?.verdict === 'differs' || undefined}>
      <span className="sheet-item-number">{number}</span>
      <div className="sheet-item-text">
        <Text size="sm">{item.text}</Text>
        {comparison !== undefined && comparison.reported !== '' && (
          <Text size="xs" c="var(--quiet)">
            填报：{comparison.reported}
            {comparison.asOf === null ? '' : `（${comparison.asOf}）`}
          </Text>
        )}
      </div>
      <div data-step className="sheet-item-answer">
        <Answer {...props} />
      </div>
      {item.kind === 'photo' || item.kind === 'text' ? (
        <span />
      ) : (
        <TextInput
          size="xs"
          aria-label={`${item.text}：备注`}
          placeholder="备注"
          maxLength={1000}
          value={answer.note ?? ''}
          onChange={(event) => props.onNote(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      )}
      {comparison?.verdict === 'differs' && (
        <Text size="xs" className="sheet-item-differs">
          {comparison.sentence}
        </Text>
      )}
    </div>
  );
}

function Answer({ item, answer, onValue, onPhotos }: ItemLineProps): ReactNode {
  const { value } = answer;
  switch (item.kind) {
    case 'yesNo':
      return (
        <ChoiceKeys
          label={item.text}
          options={yesNo}
          value={typeof value === 'boolean' ? (value ? '是' : '否') : null}
          onChange={(chosen) => onValue(chosen === null ? null : chosen === '是')}
        />
      );
    case 'choice':
      return (
        <ChoiceKeys
          label={item.text}
          options={item.options}
          value={typeof value === 'string' ? value : null}
          onChange={onValue}
        />
      );
    case 'amount':
      return (
        <MoneyInput
          aria-label={item.text}
          size="xs"
          value={typeof value === 'number' ? value : null}
          onSave={(yuan) => onValue(yuan)}
        />
      );
    case 'number':
      return <NumberInput item={item} value={typeof value === 'number' ? value : null} onSave={onValue} />;
    case 'text':
      return (
        <TextInput
          aria-label={item.text}
          size="xs"
          maxLength={1000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onValue(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      );
    case 'photo':
      return (
        <TextInput
          aria-label={`${item.text}：照片编号`}
          size="xs"
          placeholder="照片编号，如 1-3、5"
          maxLength={200}
          rightSection={typeof value === 'number' ? <Text size="xs">{value}张</Text> : undefined}
          rightSectionWidth={44}
          value={answer.note ?? ''}
          onChange={(event) => onPhotos(event.currentTarget.value)}
        />
      );
  }
}

const yesNo: readonly string[] = ['是', '否'];

interface NumberInputProps {
  readonly item: InspectionItem;
  readonly value: number | null;
  readonly onSave: (value: number | null) => void;
}

/** A plain number, its unit beside it; what is none stays, marked, until it is put right. */
function NumberInput({ item, value, onSave }: NumberInputProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [isUnread, setUnread] = useState(false);

  function finish(): void {
    if (typed === null) return;
    const clean = typed.normalize('NFKC').replaceAll(/[\s,]/g, '');
    const number = clean === '' ? null : Number(clean);
    const isBad = number !== null && !Number.isFinite(number);
    setUnread(isBad);
    if (isBad) return;
    setTyped(null);
    if (number !== value) onSave(number);
  }
  return (
    <TextInput
      aria-label={item.text}
      size="xs"
      inputMode="decimal"
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      rightSection={<Text size="xs">{item.unit}</Text>}
      rightSectionWidth={44}
      error={isUnread ? `“${typed ?? ''}”不是数字` : undefined}
      value={typed ?? (value === null ? '' : String(value))}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
      }}
    />
  );
}
