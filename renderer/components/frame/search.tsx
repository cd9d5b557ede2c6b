import { Spotlight } from '@mantine/spotlight';
import { IconBuilding, IconFileText, IconLayoutSidebar, IconSearch, IconUser } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useQueryOf } from '../../client.ts';
import type { Page } from '../../page.ts';

const hitIcons = { project: IconFileText, unit: IconBuilding, person: IconUser } as const;

/** Ctrl+K: any project, unit, person or page by name, pinyin or initials. */
export function Search({ pages }: { readonly pages: readonly Page[] }): ReactNode {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [, go] = useLocation();
  const wanted = text.trim();
  const found = useQueryOf('search.find', { text: wanted, limit: 20 }, { isEnabled: wanted !== '', keepsLast: true });
  const hits = wanted === '' ? [] : (found.data?.hits ?? []);
  const shownPages = pages.filter((page) => page.words !== undefined && isPageFound(page, wanted));

  // Enter opens the best hit; Spotlight itself chooses before the answer is there.
  useEffect(() => {
    const list = document.querySelector('.frame-search');
    if (list?.querySelector('[data-selected]') === null) {
      list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    }
  }, [found.data]);

  // Who types on after Ctrl+K is faster than the field: the first letters must neither be lost nor begin a cell behind.
  useEffect(() => {
    if (!isOpen) return;
    function onKey(event: KeyboardEvent): void {
      const isInField = event.target instanceof Element && event.target.matches('.mantine-Spotlight-search');
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isInField || !isLetter || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      setText((typed) => typed + event.key);
    }
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [isOpen]);

  return (
    <Spotlight.Root
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      scrollable
      maxHeight={420}
      clearQueryOnClose
      attributes={{ content: { 'aria-label': '查找' } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <Spotlight.Search
        placeholder="查找项目、单位、人员、页面：名称、拼音或首字母"
        aria-label="查找"
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList className="frame-search">
        {hits.map((hit) => {
          const Icon = hitIcons[hit.entity];
          return (
            <Spotlight.Action
              key={`${hit.entity}-${hit.id}`}
              label={hit.title}
              {...(hit.detail === null ? {} : { description: hit.detail })}
              leftSection={<Icon size={18} aria-hidden />}
              onClick={() => go(addressOf(hit.entity, hit.id, hit.title))}
            />
          );
        })}
        {shownPages.map((page) => (
          <Spotlight.Action
            key={page.path}
            label={page.title}
            description="页面"
            leftSection={<IconLayoutSidebar size={18} aria-hidden />}
            onClick={() => go(page.path)}
          />
        ))}
        {hits.length === 0 && shownPages.length === 0 && (
          <Spotlight.Empty>
            {found.isFetching ? '正在查找' : '没有找到。可以换名称里的其他字，或用拼音首字母。'}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function isPageFound(page: Page, wanted: string): boolean {
  const text = wanted.toLowerCase();
  return text === '' || [page.title, ...(page.words ?? [])].some((word) => word.toLowerCase().includes(text));
}

/** Units and persons have no page of their own yet: their projects are shown. */
function addressOf(entity: 'project' | 'unit' | 'person', id: string, title: string): string {
  return entity === 'project' ? `/projects/${id}` : `/projects?${entity}=${encodeURIComponent(title)}`;
}
