import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ScanField, ScanItem, ScanReading } from '#shared/contract/inspection-scans.ts';
import { DayInput } from '../../components/day-input.tsx';
import { MoneyInput } from '../../components/money-input.tsx';
import { PageCrop } from './page-crop.tsx';
import { fieldsInOrder, isMarked, type PictureDraft } from './scan-draft.ts';

interface WrittenFieldsProps {
  readonly reading: ScanReading;
  readonly draft: PictureDraft;
  readonly address: string;
  readonly onDraft: (change: (before: PictureDraft) => PictureDraft) => void;
}

/** Handwriting is shown and typed, never read. What looks empty is folded away. */
export function WrittenFields({ reading, draft, address, onDraft }: WrittenFieldsProps): ReactNode {
  const [showsEmpty, setShowsEmpty] = useState(false);
  const { written, empty } = fieldsInOrder(reading.fields);
  const items = reading.items.filter((item) => !isMarked(item));
  const filled = items.filter((item) => item.verdict === 'written');
  const rest = items.filter((item) => item.verdict !== 'written');
  const remarks = reading.items.filter((item) => item.remark?.isWritten === true);
  const answer = (item: ScanItem, value: ScanItem['value']) =>
    onDraft((before) => ({ ...before, answers: { ...before.answers, [item.key]: value } }));
  const change = (field: ScanField, value: string | null) =>
    onDraft((before) => ({ ...before, changes: { ...before.changes, [field.name]: value } }));
  const written1 = [...filled, ...(showsEmpty ? rest : [])];
  const fields = [...written, ...(showsEmpty ? empty : [])];
  const folded = rest.length + empty.length;
  return (
    <>
      <h2>手写的，照着录</h2>
      {written1.map((item) => (
        <div className="scan-written" key={item.key}>
          <PageCrop address={address} area={item.area} label={`原件：${item.text}`} />
          <ItemInput item={item} draft={draft} onAnswer={(value) => answer(item, value)} />
        </div>
      ))}
      {remarks.map((item) => (
        <div className="scan-written" key={`remark-${item.key}`}>
          {item.remark !== null && (
            <PageCrop address={address} area={item.remark.area} label={`原件：${item.text} 照片编号和备注`} />
          )}
          <TextInput
            label={`${item.number}. ${item.text}：照片编号、备注`}
            defaultValue={draft.notes[item.key] ?? item.before?.note ?? ''}
            onBlur={(event) => {
              const text = event.currentTarget.value.trim();
              const note = text === '' ? null : text;
              if (note !== (draft.notes[item.key] ?? item.before?.note ?? null))
                onDraft((before) => ({ ...before, notes: { ...before.notes, [item.key]: note } }));
            }}
          />
        </div>
      ))}
      {fields.map((field) => (
        <div className="scan-written" key={field.name}>
          <PageCrop address={address} area={field.area} label={`原件：${field.label}`} scale={4} />
          <FieldInput field={field} draft={draft} onChange={(value) => change(field, value)} />
        </div>
      ))}
      {folded > 0 && (
        <button
          type="button"
          className="scan-fold"
          aria-expanded={showsEmpty}
          onClick={() => setShowsEmpty(!showsEmpty)}
        >
          {showsEmpty ? '收起看起来没有写的' : `看起来没有写的还有 ${folded} 处，展开看看`}
        </button>
      )}
    </>
  );
}

interface ItemInputProps {
  readonly item: ScanItem;
  readonly draft: PictureDraft;
  readonly onAnswer: (value: ScanItem['value']) => void;
}

function ItemInput({ item, draft, onAnswer }: ItemInputProps): ReactNode {
  const value = item.key in draft.answers ? (draft.answers[item.key] ?? null) : (item.before?.value ?? null);
  const label = `${item.number}. ${item.text}`;
  switch (item.kind) {
    case 'amount':
      return <MoneyInput label={label} value={typeof value === 'number' ? value : null} onSave={onAnswer} />;
    case 'number':
    case 'photo':
      return (
        <NumberInput
          label={label}
          suffix={item.unit === null ? '' : ` ${item.unit}`}
          hideControls
          value={typeof value === 'number' ? value : ''}
          min={0}
          allowDecimal={item.kind === 'number'}
          onChange={(next) => onAnswer(typeof next === 'number' ? next : null)}
        />
      );
    default:
      return (
        <TextInput
          label={label}
          defaultValue={typeof value === 'string' ? value : ''}
          onBlur={(event) => {
            const text = event.currentTarget.value.trim();
            if (text !== (value ?? '')) onAnswer(text === '' ? null : text);
          }}
        />
      );
  }
}

interface FieldInputProps {
  readonly field: ScanField;
  readonly draft: PictureDraft;
  readonly onChange: (value: string | null) => void;
}

function FieldInput({ field, draft, onChange }: FieldInputProps): ReactNode {
  const value = field.name in draft.changes ? (draft.changes[field.name] ?? null) : field.before;
  if (field.name === 'inspectedOn' || field.name === 'demandDueOn')
    return <DayInput label={field.label} value={value} precision="day" onSave={onChange} />;
  const common = {
    label: field.label,
    defaultValue: value ?? '',
    onBlur: (event: { currentTarget: { value: string } }) => {
      const text = event.currentTarget.value.trim();
      if (text !== (value ?? '')) onChange(text === '' ? null : text);
    },
  };
  return field.name === 'seen' || field.name === 'demands' ? (
    <Textarea {...common} autosize minRows={2} />
  ) : (
    <TextInput {...common} />
  );
}
