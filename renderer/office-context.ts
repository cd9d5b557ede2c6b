/** The office this installation belongs to, for pages inside the frame: it is always there. */
import { createContext, useContext } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';

export type CurrentOffice = OutputOf<'offices.current'> & {
  readonly office: NonNullable<OutputOf<'offices.current'>['office']>;
};

export const OfficeContext = createContext<CurrentOffice | null>(null);

export function useOffice(): CurrentOffice {
  const current = useContext(OfficeContext);
  if (current === null) throw new Error('used outside the frame');
  return current;
}

/** In an office's own words: 区县 pages and centre pages differ. */
export function useIsCentre(): boolean {
  return useOffice().office.kind === 'centre';
}
