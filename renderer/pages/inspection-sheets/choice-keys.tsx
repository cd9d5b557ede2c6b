import type { KeyboardEvent, ReactNode } from 'react';

interface ChoiceKeysProps {
  readonly label: string;
  readonly options: readonly string[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** Boxes as on the paper, chosen by their number: 1, 2 …; 0 or Backspace takes the answer back, Enter goes on. */
export function ChoiceKeys({ label, options, value, onChange }: ChoiceKeysProps): ReactNode {
  function onKeyDown(event: KeyboardEvent): void {
    const digit = Number(event.key.normalize('NFKC'));
    const chosen = options[digit - 1];
    if (Number.isInteger(digit) && chosen !== undefined) onChange(chosen);
    else if (event.key === '0' || event.key === 'Backspace' || event.key === 'Delete') onChange(null);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const step = event.key === 'ArrowRight' ? 1 : -1;
      const at = value === null ? (step === 1 ? -1 : options.length) : options.indexOf(value);
      onChange(options[Math.max(0, Math.min(options.length - 1, at + step))] ?? null);
    } else return;
    event.preventDefault();
  }
  return (
    <div className="sheet-choice" role="radiogroup" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      {options.map((option, index) => (
        <button
          key={option}
          type="button"
          role="radio"
          aria-checked={option === value}
          tabIndex={-1}
          onClick={() => onChange(option === value ? null : option)}
        >
          <kbd aria-hidden>{index + 1}</kbd>
          {option}
        </button>
      ))}
    </div>
  );
}
