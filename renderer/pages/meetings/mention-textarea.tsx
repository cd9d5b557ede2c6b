import { Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useQueryOf } from '../../client.ts';

interface MentionTextareaProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

const mostOffered = 8;

/** Running text in which `@` and characters, pinyin or initials find persons and units; Enter takes the marked one. */
export function MentionTextarea(props: MentionTextareaProps): ReactNode {
  const { label, placeholder, value, isReadOnly, maxLength, onChange, onLeave } = props;
  const area = useRef<HTMLTextAreaElement | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const [marked, setMarked] = useState(0);
  const isAsked = wanted !== null;
  const persons = useQueryOf('persons.list', {}, { isEnabled: isAsked });
  const units = useQueryOf('units.list', {}, { isEnabled: isAsked });
  const names = isAsked ? namesLike([...(persons.data?.rows ?? []), ...(units.data?.rows ?? [])], wanted) : [];

  function look(text: string, caret: number): void {
    const found = /@([^\s@，。；、：]{0,20})$/u.exec(text.slice(0, caret));
    setWanted(found?.[1] ?? null);
    setMarked(0);
  }
  function take(name: string): void {
    const caret = area.current?.selectionStart ?? value.length;
    const at = value.lastIndexOf('@', caret - 1);
    if (at < 0) return;
    // At once: what is typed a moment later must stand behind the name.
    flushSync(() => {
      onChange(`${value.slice(0, at)}${name}${value.slice(caret)}`);
      setWanted(null);
    });
    area.current?.setSelectionRange(at + name.length, at + name.length);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (names.length === 0 || event.nativeEvent.isComposing) return;
    const name = names[marked];
    if (event.key === 'ArrowDown') setMarked((marked + 1) % names.length);
    else if (event.key === 'ArrowUp') setMarked((marked + names.length - 1) % names.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && name !== undefined) take(name);
    else if (event.key === 'Escape') setWanted(null);
    else return;
    event.preventDefault();
  }

  return (
    <div style={{ position: 'relative' }}>
      <Textarea
        ref={area}
        label={label}
        placeholder={placeholder}
        autosize
        minRows={1}
        maxRows={16}
        maxLength={maxLength}
        readOnly={isReadOnly}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look(event.currentTarget.value, event.currentTarget.selectionStart);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setWanted(null);
          onLeave();
        }}
      />
      {names.length > 0 && (
        <ul className="meetings-mentions" role="listbox" aria-label="人员和单位">
          {names.map((name, index) => (
            <li
              key={name}
              role="option"
              aria-selected={index === marked}
              // The text keeps the keyboard.
              onMouseDown={(event) => {
                event.preventDefault();
                take(name);
              }}
            >
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface Known {
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
}

function namesLike(known: readonly Known[], typed: string): string[] {
  const wanted = typed.toLowerCase();
  const found = known.filter(
    (each) => each.name.includes(wanted) || each.pinyin.startsWith(wanted) || each.initials.startsWith(wanted),
  );
  return [...new Set(found.map((each) => each.name))].slice(0, mostOffered);
}
