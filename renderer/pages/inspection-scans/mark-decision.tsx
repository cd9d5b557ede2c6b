import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { ScanItem } from '#shared/contract/inspection-scans.ts';
import { PageCrop } from './page-crop.tsx';

interface MarkDecisionProps {
  readonly item: ScanItem;
  readonly address: string;
  /** undefined: not decided. */
  readonly answer: ScanItem['value'] | undefined;
  readonly onDecide: (value: ScanItem['value']) => void;
}

/** A mark beside its picture. Digits choose, 0 says that nothing was marked, arrows go to the next one. */
export function MarkDecision({ item, address, answer, onDecide }: MarkDecisionProps): ReactNode {
  const frame = useRef<HTMLFieldSetElement | null>(null);
  const choices = [...item.options, { value: null, label: '没有打勾' }];

  function choose(value: ScanItem['value']): void {
    onDecide(value);
    goTo(frame.current, 1);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      goTo(frame.current, event.key === 'ArrowDown' ? 1 : -1);
      return;
    }
    if (event.key === '0') return choose(null);
    const option = /^[1-9]$/.test(event.key) ? item.options[Number(event.key) - 1] : undefined;
    if (option !== undefined) choose(option.value);
  }

  return (
    <fieldset ref={frame} className="scan-mark" data-open={answer === undefined || undefined} onKeyDown={onKeyDown}>
      <legend>
        {item.number}. {item.text}
        {item.doubt !== null && <em>{item.doubt}</em>}
      </legend>
      <div className="scan-mark-row">
        <PageCrop address={address} area={item.area} label={`原件：${item.text}`} />
        <div className="scan-choices">
          {choices.map((choice, index) => (
            <button
              key={choice.label}
              type="button"
              aria-pressed={answer !== undefined && answer === choice.value}
              onClick={() => choose(choice.value)}
            >
              <kbd>{choice.value === null ? 0 : index + 1}</kbd>
              {choice.label}
            </button>
          ))}
          {item.before !== null && item.before.value !== null && (
            <span className="scan-before">
              已录入：
              {item.options.find((option) => option.value === item.before?.value)?.label ?? String(item.before.value)}
            </span>
          )}
        </div>
      </div>
    </fieldset>
  );
}

/** The first choice of the next mark of this picture. */
function goTo(from: HTMLElement | null, step: 1 | -1): void {
  const marks = [...(from?.closest('.scan-detail')?.querySelectorAll<HTMLElement>('.scan-mark') ?? [])];
  const next = from === null ? undefined : marks[marks.indexOf(from) + step];
  next?.querySelector<HTMLElement>('button[aria-pressed="true"], button')?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
