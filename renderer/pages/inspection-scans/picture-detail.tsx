import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ScanItem, ScanReading } from '#shared/contract/inspection-scans.ts';
import { door } from '../../door.ts';
import { MarkDecision } from './mark-decision.tsx';
import { isMarked, openItems, type PictureDraft, shownAnswer } from './scan-draft.ts';
import { WrittenFields } from './written-fields.tsx';

interface PictureDetailProps {
  readonly reading: ScanReading;
  readonly draft: PictureDraft;
  readonly isBusy: boolean;
  readonly onDraft: (change: (before: PictureDraft) => PictureDraft) => void;
  readonly onNumber: (number: string) => void;
}

/** One picture: what a person must decide first, each beside its piece of the paper; then handwriting; then what is plain. */
export function PictureDetail({ reading, draft, isBusy, onDraft, onNumber }: PictureDetailProps): ReactNode {
  const { sheet, refusal, straight } = reading;
  const decide = (item: ScanItem, value: ScanItem['value']) =>
    onDraft((before) => ({ ...before, answers: { ...before.answers, [item.key]: value } }));
  const marks = reading.items.filter(isMarked);
  const doubtful = marks.filter((item) => item.verdict === 'uncertain');
  const plain = marks.filter((item) => item.verdict !== 'uncertain');
  const address = straight === null ? null : door().fileAddress(straight);
  return (
    <section className="scan-detail" aria-label={reading.name}>
      <Group gap="md" className="scan-head">
        <Text fw={600}>{sheet === null ? reading.name : (sheet.projectName ?? '空白表（录入时选项目）')}</Text>
        {sheet !== null && (
          <Text size="sm" c="var(--quiet)">
            {sheet.shownNumber} 号 · {sheet.roundName}
            {(sheet.pages ?? 1) > 1 && sheet.page !== null ? ` · 第${sheet.page}页共${sheet.pages}页` : ''}
          </Text>
        )}
      </Group>
      {refusal !== null && (
        <Refused refusal={refusal} draft={draft} isBusy={isBusy} onDraft={onDraft} onNumber={onNumber} />
      )}
      {refusal === null && address !== null && (
        <>
          <h2>
            要您定的{doubtful.length === 0 ? '：没有' : `（${openItems(reading, draft).length} / ${doubtful.length}）`}
          </h2>
          {doubtful.map((item) => (
            <MarkDecision
              key={item.key}
              item={item}
              address={address}
              answer={shownAnswer(item, draft)}
              onDecide={(value) => decide(item, value)}
            />
          ))}
          <WrittenFields reading={reading} draft={draft} address={address} onDraft={onDraft} />
          <h2>读出来的</h2>
          <ul className="scan-plain">
            {plain.map((item) => (
              <PlainMark
                key={item.key}
                item={item}
                address={address}
                answer={shownAnswer(item, draft)}
                onDecide={(value) => decide(item, value)}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Refused({
  refusal,
  draft,
  isBusy,
  onDraft,
  onNumber,
}: Omit<PictureDetailProps, 'reading'> & { readonly refusal: NonNullable<ScanReading['refusal']> }): ReactNode {
  const [typed, setTyped] = useState('');
  return (
    <div className="scan-refused" role="alert">
      <Text size="sm">{refusal.sentence}</Text>
      {refusal.wantsNumber && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() !== '') onNumber(typed);
          }}
        >
          <Group gap="xs" mt="xs" align="flex-end">
            <TextInput
              label="表号（二维码下面的数字）"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={isBusy}>
              按表号识别
            </Button>
          </Group>
        </form>
      )}
      {refusal.canKeep && (
        <Checkbox
          mt="xs"
          label="作为这张检查表的原件留存"
          checked={draft.isKept}
          onChange={(event) => {
            const isKept = event.currentTarget.checked;
            onDraft((before) => ({ ...before, isKept }));
          }}
        />
      )}
    </div>
  );
}

interface PlainMarkProps {
  readonly item: ScanItem;
  readonly address: string;
  readonly answer: ScanItem['value'] | undefined;
  readonly onDecide: (value: ScanItem['value']) => void;
}

/** Read for certain, or nothing marked: one quiet line, which unfolds into the picture and the choice. */
function PlainMark({ item, address, answer, onDecide }: PlainMarkProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const label = item.options.find((option) => option.value === answer)?.label;
  return (
    <li>
      {isOpen ? (
        <MarkDecision item={item} address={address} answer={answer} onDecide={onDecide} />
      ) : (
        <>
          <span>
            {item.number}. {item.text}
          </span>
          <strong data-empty={label === undefined || undefined}>{label ?? '没有打勾'}</strong>
          <button type="button" onClick={() => setOpen(true)} aria-label={`看图或改：${item.text}`}>
            看图或改
          </button>
        </>
      )}
    </li>
  );
}
