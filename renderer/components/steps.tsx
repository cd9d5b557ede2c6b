import type { ReactNode } from 'react';
import './steps.css';

interface StepsProps {
  readonly label: string;
  readonly steps: readonly string[];
  /** From 0. */
  readonly current: number;
  /** Given: steps already passed can be gone back to. */
  readonly onGo?: (step: number) => void;
}

/** Where one is in a task of a few steps, in one line. */
export function Steps({ label, steps, current, onGo }: StepsProps): ReactNode {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === current ? 'step' : undefined} data-done={index < current || undefined}>
          {onGo !== undefined && index < current ? (
            <button type="button" onClick={() => onGo(index)}>
              <span>{index + 1}</span>
              {step}
            </button>
          ) : (
            <>
              <span>{index + 1}</span>
              {step}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
