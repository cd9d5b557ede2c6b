import { PasswordInput, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { passphraseStrength, shortestPassphrase } from '../setup/passphrase-strength.ts';

/** A passphrase that is to be, typed twice. */
export interface TypedPassphrase {
  readonly passphrase: string;
  readonly again: string;
}

export const noPassphrase: TypedPassphrase = { passphrase: '', again: '' };

export function isPassphraseReady({ passphrase, again }: TypedPassphrase): boolean {
  return [...passphrase].length >= shortestPassphrase && passphrase === again;
}

interface NewPassphraseProps {
  readonly label: string;
  readonly againLabel: string;
  readonly description?: string;
  readonly typed: TypedPassphrase;
  readonly onTyped: (changes: Partial<TypedPassphrase>) => void;
}

export function NewPassphrase({ label, againLabel, description, typed, onTyped }: NewPassphraseProps): ReactNode {
  const { passphrase, again } = typed;
  const strength = passphraseStrength(passphrase);
  return (
    <>
      <div>
        <PasswordInput
          label={label}
          description={description ?? `至少 ${shortestPassphrase} 个字符，可以是一句自己记得住的话`}
          autoComplete="off"
          value={passphrase}
          onChange={(event) => onTyped({ passphrase: event.currentTarget.value })}
        />
        {passphrase !== '' && (
          <>
            <Progress value={strength.level} size="sm" mt={6} aria-label="口令强度" />
            <Text size="xs" c="var(--quiet)">
              {strength.words}
            </Text>
          </>
        )}
      </div>
      <PasswordInput
        label={againLabel}
        autoComplete="off"
        value={again}
        error={again !== '' && passphrase !== again ? '两次输入的不一样' : null}
        onChange={(event) => onTyped({ again: event.currentTarget.value })}
      />
    </>
  );
}
