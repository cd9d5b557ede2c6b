/** Names of persons and units as one types them: those that are known are offered, a new one is made when saved. */
import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQueryOf } from '../client.ts';

type NameInputProps = Omit<AutocompleteProps, 'data' | 'limit'>;

export function PersonInput(props: NameInputProps): ReactNode {
  const persons = useQueryOf('persons.list', {});
  const names = (persons.data?.rows ?? []).filter((row) => row.mayEdit).map((row) => row.name);
  return <Autocomplete limit={12} maxLength={40} {...props} data={[...new Set(names)]} />;
}

export function UnitInput(props: NameInputProps): ReactNode {
  const units = useQueryOf('units.list', {});
  const names = (units.data?.rows ?? []).filter((row) => row.mayEdit).map((row) => row.name);
  return <Autocomplete limit={12} maxLength={100} {...props} data={[...new Set(names)]} />;
}

/** What was typed, or nothing. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
