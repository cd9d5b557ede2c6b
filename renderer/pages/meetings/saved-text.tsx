import { type ReactNode, useState } from 'react';
import { shownElsewhere } from '../../client.ts';
import { orNull } from '../../components/register-inputs.tsx';
import { MentionTextarea } from './mention-textarea.tsx';

interface SavedTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | null;
  readonly isReadOnly: boolean;
  readonly maxLength: number;
  /** A refusal is shown by whoever owns the command; what was typed stays. */
  readonly onSave: (value: string | null) => Promise<void>;
}

/** Running text that is saved when one leaves it. */
export function SavedText({ label, placeholder, value, isReadOnly, maxLength, onSave }: SavedTextProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  async function finish(): Promise<void> {
    if (typed === null) return;
    if (orNull(typed) !== value) await onSave(orNull(typed));
    setTyped(null);
  }
  return (
    <MentionTextarea
      label={label}
      placeholder={isReadOnly ? '' : placeholder}
      value={typed ?? value ?? ''}
      isReadOnly={isReadOnly}
      maxLength={maxLength}
      onChange={setTyped}
      onLeave={() => void finish().catch(shownElsewhere)}
    />
  );
}
