/** One item of a checklist: what is asked, how it is answered, and what it is held against. */
import { ActionIcon, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import {
  type InspectionItemKind,
  inspectionItemKinds,
  type MismatchSeverity,
  mismatchSeverities,
  reportedFigures,
  type Tolerance,
} from '#shared/domain/inspection-template.ts';
import { canHaveTolerance, figuresFor, mostOptions } from '#shared/inspection/template-rules.ts';
import {
  inspectionItemKindLabels,
  mismatchSeverityLabels,
  reportedFigureLabels,
} from '#shared/text/inspection-labels.ts';
import { type DraftItem, withKind } from './template-draft.ts';

interface ItemFieldsProps {
  readonly item: DraftItem;
  /** From 1. */
  readonly place: number;
  readonly groups: readonly string[];
  readonly onChange: (item: DraftItem) => void;
  readonly onRemove: () => void;
}

export function ItemFields({ item, place, groups, onChange, onRemove }: ItemFieldsProps): ReactNode {
  const figures = figuresFor(item.kind);
  const set = (changes: Partial<DraftItem>) => onChange({ ...item, ...changes });
  const named = (field: string) => `第${place}项${field}`;
  return (
    <div className="template-item">
      <div className="template-item-line">
        <TextInput
          size="xs"
          aria-label={named('检查内容')}
          placeholder="检查内容，例如：现场是否正在施工"
          maxLength={120}
          value={item.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          aria-label={named('类型')}
          data={inspectionItemKinds.map((kind) => ({ value: kind, label: inspectionItemKindLabels[kind] }))}
          value={item.kind}
          onChange={(event) => onChange(withKind(item, event.currentTarget.value as InspectionItemKind))}
        />
        <TextInput
          size="xs"
          aria-label={named('分组')}
          placeholder="分组"
          maxLength={40}
          list="template-groups"
          value={item.group}
          onChange={(event) => set({ group: event.currentTarget.value })}
        />
        <ActionIcon variant="subtle" color="gray" aria-label={`去掉第${place}项`} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className="template-item-line template-item-more">
        {item.kind === 'choice' && <Options place={place} item={item} onChange={(options) => set({ options })} />}
        {item.kind === 'number' && (
          <TextInput
            size="xs"
            aria-label={named('单位')}
            placeholder="单位：人、台、层"
            maxLength={10}
            w={130}
            value={item.unit}
            onChange={(event) => set({ unit: event.currentTarget.value })}
          />
        )}
        {figures.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label={named('与所报比对')}
            data={[
              { value: '', label: '不与所报比对' },
              ...figures.map((figure) => ({ value: figure, label: `比对：${reportedFigureLabels[figure]}` })),
            ]}
            value={item.against ?? ''}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              set({ against: reportedFigures.find((each) => each === chosen) ?? null });
            }}
          />
        )}
        {item.against !== null && canHaveTolerance(item.kind) && (
          <ToleranceFields place={place} item={item} onChange={(tolerance) => set({ tolerance })} />
        )}
        {item.against !== null && (
          <NativeSelect
            size="xs"
            aria-label={named('不符时的程度')}
            data={mismatchSeverities.map((each) => ({ value: each, label: `不符：${mismatchSeverityLabels[each]}` }))}
            value={item.severity}
            onChange={(event) => set({ severity: event.currentTarget.value as MismatchSeverity })}
          />
        )}
      </div>
      {place === 1 && (
        <datalist id="template-groups">
          {groups.map((group) => (
            <option key={group} value={group} />
          ))}
        </datalist>
      )}
    </div>
  );
}

interface PartProps<Value> {
  readonly place: number;
  readonly item: DraftItem;
  readonly onChange: (value: Value) => void;
}

/** Typed in one field, parted by 、 or commas. */
function Options({ place, item, onChange }: PartProps<string[]>): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      size="xs"
      aria-label={`第${place}项选项`}
      placeholder={`选项，用顿号隔开，最多${mostOptions}个：齐全、部分、没有`}
      style={{ flex: 1, minWidth: 200 }}
      maxLength={140}
      value={typed ?? item.options.join('、')}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(optionsIn(event.currentTarget.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function optionsIn(text: string): string[] {
  return text
    .split(/[、,，;；]/)
    .map((part) => part.trim().slice(0, 20))
    .filter((part) => part !== '');
}

function ToleranceFields({ place, item, onChange }: PartProps<Tolerance>): ReactNode {
  const { tolerance } = item;
  const isMoney = item.kind === 'amount';
  // An absolute tolerance of money is kept in 元 and typed in 万元.
  const shown =
    tolerance.kind === 'exact'
      ? 0
      : tolerance.kind === 'absolute' && isMoney
        ? tolerance.value / 10_000
        : tolerance.value;
  const unit = tolerance.kind === 'percent' ? '%' : isMoney ? '万元' : item.unit;
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={`第${place}项允许误差`}
        data={[
          { value: 'exact', label: '须一致' },
          { value: 'percent', label: '误差按百分比' },
          { value: 'absolute', label: isMoney ? '误差按金额' : '误差按数量' },
        ]}
        value={tolerance.kind}
        onChange={(event) => onChange(toleranceOf(event.currentTarget.value, 0))}
      />
      {tolerance.kind !== 'exact' && (
        <NumberInput
          size="xs"
          aria-label={`第${place}项误差`}
          prefix="±"
          suffix={unit === '' ? '' : ` ${unit}`}
          min={0}
          {...(tolerance.kind === 'percent' ? { max: 100 } : {})}
          allowNegative={false}
          w={110}
          value={shown}
          onChange={(value) => {
            const number = typeof value === 'number' ? value : 0;
            onChange(
              toleranceOf(
                tolerance.kind,
                tolerance.kind === 'absolute' && isMoney ? Math.round(number * 10_000) : number,
              ),
            );
          }}
        />
      )}
    </>
  );
}

function toleranceOf(kind: string, value: number): Tolerance {
  if (kind === 'percent') return { kind, value: Math.min(100, value) };
  return kind === 'absolute' ? { kind, value } : { kind: 'exact' };
}
