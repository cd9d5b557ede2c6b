/**
 * Names of persons and units as one types them, in characters, pinyin or initials: those that are known are offered once
 * something is typed, a new one is made when saved.
 */
import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQueryOf } from '../client.ts';

type NameInputProps = Omit<AutocompleteProps, 'data' | 'limit' | 'filter' | 'value'> & { readonly value: string };

interface Known {
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly mayEdit: boolean;
}

const mostOffered = 12;

export function PersonInput(props: NameInputProps): ReactNode {
  const persons = useQueryOf('persons.list', {});
  return (
    <Autocomplete maxLength={40} {...props} data={namesLike(persons.data?.rows ?? [], props.value)} filter={all} />
  );
}

export function UnitInput(props: NameInputProps): ReactNode {
  const units = useQueryOf('units.list', {});
  return <Autocomplete maxLength={100} {...props} data={namesLike(units.data?.rows ?? [], props.value)} filter={all} />;
}

/** What was typed, or nothing. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function namesLike(known: readonly Known[], typed: string): string[] {
  const wanted = typed.trim().toLowerCase();
  // An open list over an empty field would hide the fields below it.
  if (wanted === '') return [];
  const found = known.filter(
    (each) =>
      each.mayEdit &&
      each.name !== typed &&
      (each.name.includes(wanted) || each.pinyin.startsWith(wanted) || each.initials.startsWith(wanted)),
  );
  return [...new Set(found.map((each) => each.name))].slice(0, mostOffered);
}

/** Already filtered above: Mantine knows no pinyin. */
const all: NonNullable<AutocompleteProps['filter']> = ({ options }) => options;
