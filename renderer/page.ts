/**
 * How a page presents itself to the frame, to Ctrl+K and to F1. A page lives in `pages/<noun>/`, exports one Page and is
 * listed in `pages/index.ts`; nothing else has to know it.
 */
import type { ComponentType } from 'react';
import type { OfficeKind } from '#shared/domain/office.ts';
import type { CurrentOffice } from './office-context.ts';

export interface HelpPage {
  readonly title: string;
  /** One or two sentences: what this page is for. */
  readonly about: string;
  readonly steps: readonly string[];
  /** Key and what it does. */
  readonly keys?: readonly (readonly [string, string])[];
  readonly notes?: readonly string[];
}

export interface Page {
  /** wouter pattern: `/projects`, `/projects/:id`. */
  readonly path: string;
  readonly title: string;
  readonly component: ComponentType;
  readonly help: HelpPage;
  /** Present: has an entry in the navigation, in this order. */
  readonly entry?: {
    readonly order: number;
    /** What the navigation says where the entry holds more than its first page; the title otherwise. */
    readonly name?: string;
    readonly icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  };
  /**
   * Belongs to an entry (its path) and stands in the strip of pages above it: 项目库 → 手续, 分包与专班 … The entry's own page
   * is the first; `name` is what the strip says.
   */
  readonly section?: { readonly of: string; readonly name: string; readonly order: number };
  /** Only where this is true of the office: a district without pools sees no page of them. */
  readonly isShown?: (current: CurrentOffice) => boolean;
  /** Only in an office of this kind; absent: in both. */
  readonly office?: OfficeKind;
  /** Ctrl+K finds the page by these besides its title: pinyin, initials, other names. Absent: not offered. */
  readonly words?: readonly string[];
}
