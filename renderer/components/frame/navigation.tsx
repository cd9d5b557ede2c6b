import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Page } from '../../page.ts';

/** Entries from this order on stand in the corner below. */
const cornerFrom = 90;

export function Navigation({
  pages,
  location,
}: {
  readonly pages: readonly Page[];
  readonly location: string;
}): ReactNode {
  const entries = pages
    .filter((page) => page.entry !== undefined)
    .toSorted((left, right) => (left.entry?.order ?? 0) - (right.entry?.order ?? 0));
  const entry = (page: Page) => <Entry key={page.path} page={page} isCurrent={isInside(page.path, location)} />;
  return (
    <nav className="frame-nav" aria-label="主要页面">
      {entries.filter((page) => (page.entry?.order ?? 0) < cornerFrom).map(entry)}
      <span className="frame-nav-space" />
      {entries.filter((page) => (page.entry?.order ?? 0) >= cornerFrom).map(entry)}
    </nav>
  );
}

function Entry({ page, isCurrent }: { readonly page: Page; readonly isCurrent: boolean }): ReactNode {
  const Icon = page.entry?.icon;
  return (
    <Link href={page.path} className="frame-entry" aria-current={isCurrent ? 'page' : undefined}>
      {Icon !== undefined && <Icon size={18} stroke={1.7} />}
      {page.entry?.name ?? page.title}
    </Link>
  );
}

/** A project's page belongs to 项目库. */
function isInside(path: string, location: string): boolean {
  return path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);
}
