import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Page } from '../../page.ts';

/** The pages of one entry side by side (项目库 · 手续 · 分包与专班); nothing where the entry has no others. */
export function SectionStrip({
  pages,
  current,
}: {
  readonly pages: readonly Page[];
  readonly current: Page | undefined;
}): ReactNode {
  if (current === undefined || (current.section === undefined && current.entry === undefined)) return null;
  const entryPath = current.section?.of ?? current.path;
  const entry = pages.find((page) => page.path === entryPath);
  const others = pages
    .filter((page) => page.section?.of === entryPath)
    .toSorted((left, right) => (left.section?.order ?? 0) - (right.section?.order ?? 0));
  if (entry === undefined || others.length === 0) return null;
  return (
    <nav className="frame-strip" aria-label={`${entry.title}的页面`}>
      {[entry, ...others].map((page) => (
        <Link
          key={page.path}
          href={page.path}
          className="frame-strip-page"
          aria-current={page.path === current.path ? 'page' : undefined}
        >
          {page.section?.name ?? page.title}
        </Link>
      ))}
    </nav>
  );
}
