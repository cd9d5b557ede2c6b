import { Spotlight } from '@mantine/spotlight';
import {
  IconAlertTriangle,
  IconBuilding,
  IconCalendarEvent,
  IconChecklist,
  IconFileText,
  IconLayoutSidebar,
  IconLicense,
  IconListDetails,
  IconPaperclip,
  IconSearch,
  IconUser,
  IconUsersGroup,
  IconWriting,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { assertNever } from '#shared/error.ts';
import { useQueryOf } from '../../client.ts';
import type { Page } from '../../page.ts';

type Hit = OutputOf<'search.find'>['hits'][number];

const hitGroups: readonly { readonly entity: Hit['entity']; readonly label: string; readonly icon: typeof IconUser }[] =
  [
    { entity: 'project', label: '项目', icon: IconFileText },
    { entity: 'person', label: '人员', icon: IconUser },
    { entity: 'unit', label: '单位', icon: IconBuilding },
    { entity: 'group', label: '小组与专班', icon: IconUsersGroup },
    { entity: 'permit', label: '手续文号', icon: IconLicense },
    { entity: 'issue', label: '问题', icon: IconAlertTriangle },
    { entity: 'meeting', label: '会议', icon: IconCalendarEvent },
    { entity: 'task', label: '督办事项', icon: IconChecklist },
    { entity: 'instruction', label: '领导批示', icon: IconWriting },
    { entity: 'list', label: '名单', icon: IconListDetails },
    { entity: 'attachment', label: '附件', icon: IconPaperclip },
  ];

/** Ctrl+K: anything that has a name or a number, and every page, by Chinese, pinyin, initials or code; in groups. */
export function Search({ pages }: { readonly pages: readonly Page[] }): ReactNode {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [, go] = useLocation();
  const wanted = text.trim();
  const found = useQueryOf('search.find', { text: wanted, limit: 24 }, { isEnabled: wanted !== '', keepsLast: true });
  const hits = wanted === '' ? [] : (found.data?.hits ?? []);
  const shownPages = pages.filter((page) => page.words !== undefined && isPageFound(page, wanted));

  // Enter opens the best hit; Spotlight itself chooses before the answer is there.
  useEffect(() => {
    const list = document.querySelector('.frame-search');
    const first = list?.querySelector('[data-action]') ?? null;
    for (const chosen of list?.querySelectorAll('[data-selected]') ?? [])
      if (chosen !== first) chosen.removeAttribute('data-selected');
    first?.setAttribute('data-selected', 'true');
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
        placeholder="查找项目、人员、单位、会议、督办、文号、附件、页面：名称、拼音、首字母或代码"
        aria-label="查找"
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList className="frame-search">
        {hitGroups.map(({ entity, label, icon: Icon }) => {
          const ofGroup = hits.filter((hit) => hit.entity === entity);
          if (ofGroup.length === 0) return null;
          return (
            <Spotlight.ActionsGroup key={entity} label={label}>
              {ofGroup.map((hit) => (
                <Spotlight.Action
                  key={hit.id}
                  label={hit.title}
                  {...(hit.detail === null ? {} : { description: hit.detail })}
                  leftSection={<Icon size={18} aria-hidden />}
                  onClick={() => go(addressOf(hit))}
                />
              ))}
            </Spotlight.ActionsGroup>
          );
        })}
        {shownPages.length > 0 && (
          <Spotlight.ActionsGroup label="页面">
            {shownPages.map((page) => (
              <Spotlight.Action
                key={page.path}
                label={page.title}
                leftSection={<IconLayoutSidebar size={18} aria-hidden />}
                onClick={() => go(page.path)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
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

/** Where a hit is looked at: what belongs to a project in its tab, a unit or person by its projects. */
function addressOf({ entity, id, title, projectId, subject }: Hit): string {
  switch (entity) {
    case 'project':
      return `/projects/${id}`;
    case 'unit':
      return `/people?search=${encodeURIComponent(title)}`;
    case 'person':
      return `/people?tab=persons&search=${encodeURIComponent(title)}`;
    case 'group':
      return '/leaders?tab=groups';
    case 'permit':
      return `/projects/${projectId ?? ''}?tab=permits`;
    case 'issue':
      return `/projects/${projectId ?? ''}?tab=issues`;
    case 'meeting':
    case 'task':
    case 'instruction':
      return addressOfSubject({ kind: entity, id });
    case 'attachment':
      if (subject !== undefined) return addressOfSubject(subject);
      return `/projects/${projectId ?? ''}?tab=attachments`;
    case 'list': {
      const [year = '', ...list] = id.split(' ');
      return `/lists?year=${year}&list=${encodeURIComponent(list.join(' '))}`;
    }
    default:
      return assertNever(entity);
  }
}

function addressOfSubject({ kind, id }: NonNullable<Hit['subject']>): string {
  switch (kind) {
    case 'meeting':
      return `/meetings/${id}`;
    case 'instruction':
      return `/instructions?instruction=${id}`;
    case 'task':
      return `/tasks?task=${id}`;
    case 'visit':
      return `/visits?visit=${id}`;
    default:
      return assertNever(kind);
  }
}
