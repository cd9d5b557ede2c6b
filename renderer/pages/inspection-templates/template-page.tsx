import { Anchor, Button, Group, Loader, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { TypedTemplate } from '#shared/contract/inspection-templates.ts';
import { mostItems } from '#shared/inspection/template-rules.ts';
import { type CallProblem, runJob, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { OrderedRows } from '../../components/ordered-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PdfPreview } from '../../components/pdf-preview/pdf-preview.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { door } from '../../door.ts';
import { useUndo } from '../../use-undo.ts';
import { ItemFields } from './item-fields.tsx';
import { type DraftItem, draftOf, emptyItem, emptyTemplate, type TemplateDraft, valuesOf } from './template-draft.ts';
import './templates.css';
import { CopyTemplate } from './templates-page.tsx';

type Found = OutputOf<'inspectionTemplates.get'>;

/** `#/inspection-templates/<id>`, or `new`: a checklist beside the paper it will be. */
export function TemplatePage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const isNew = id === 'new';
  const found = useQueryOf('inspectionTemplates.get', { id }, { isEnabled: !isNew });
  if (isNew) return <TemplateEditor key="new" found={null} />;
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const { template } = found.data;
  return <TemplateEditor key={`${id} ${template.version ?? 0} ${template.name}`} found={found.data} />;
}

function TemplateEditor({ found }: { readonly found: Found | null }): ReactNode {
  const [, go] = useLocation();
  const save = useCommand('inspectionTemplates.save');
  useUndo(['inspectionTemplates.save', 'inspectionTemplates.copy']);
  const template = found?.template ?? null;
  const stored = found === null ? emptyTemplate() : draftOf({ ...found.template, items: found.items });
  const [draft, setDraft] = useState<TemplateDraft>(stored);
  const [made, setMade] = useState(1);
  const [isCopying, setCopying] = useState(false);
  const values = valuesOf(draft);
  const isChanged = JSON.stringify(values) !== JSON.stringify(valuesOf(stored));
  const isReadOnly = template?.isBuiltIn === true;
  const groups = [...new Set(draft.items.map((item) => item.group).filter((group) => group.trim() !== ''))];
  const set = (changes: Partial<TemplateDraft>) => setDraft({ ...draft, ...changes });

  function change(item: DraftItem): void {
    set({ items: draft.items.map((each) => (each.row === item.row ? item : each)) });
  }
  function add(): void {
    const row = `new-${made + 1}`;
    setMade(made + 1);
    set({ items: [...draft.items, emptyItem(row, draft.items.at(-1)?.group ?? '')] });
  }
  async function submit(): Promise<void> {
    const { id } = await save.run({ ...(template === null ? {} : { id: template.id }), values });
    notifications.show({ message: '已保存检查表模板' });
    if (template === null) go(`/inspection-templates/${id}`);
  }

  return (
    <>
      <PageHead
        title={template?.name ?? '新编模板'}
        about={
          <>
            <Anchor component={Link} href="/inspection-templates" size="sm" underline="always">
              检查表模板
            </Anchor>{' '}
            · {aboutText(template)} · {draft.items.length}/{mostItems} 项
            {isChanged && !isReadOnly ? ' · 有改动没有保存' : ''}
          </>
        }
        actions={
          template !== null && isReadOnly ? (
            <Button onClick={() => setCopying(true)}>复制一份再改</Button>
          ) : (
            <>
              <Button variant="default" disabled={!isChanged} onClick={() => setDraft(stored)}>
                放弃改动
              </Button>
              <Button
                disabled={!isChanged || values.name === ''}
                loading={save.isRunning}
                onClick={() => void submit().catch(shownElsewhere)}
              >
                保存
              </Button>
            </>
          )
        }
      />
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      <div className="template-editor">
        <div className="template-fields">
          {isReadOnly ? (
            <BuiltIn draft={draft} />
          ) : (
            <>
              <Group grow align="flex-start" mb="xs">
                <TextInput
                  size="xs"
                  label="模板名称"
                  maxLength={60}
                  value={draft.name}
                  onChange={(event) => set({ name: event.currentTarget.value })}
                />
                <TextInput
                  size="xs"
                  label="依据"
                  placeholder="文号和条款，可以空着"
                  maxLength={100}
                  value={draft.source}
                  onChange={(event) => set({ source: event.currentTarget.value })}
                />
              </Group>
              <TextInput
                size="xs"
                mb="xs"
                label="用途（印在标题下面）"
                maxLength={200}
                value={draft.purpose}
                onChange={(event) => set({ purpose: event.currentTarget.value })}
              />
              <OrderedRows<DraftItem>
                label="检查项目"
                rows={draft.items}
                rowKey={(item) => item.row}
                rowName={(item) => (item.text.trim() === '' ? '未写内容' : item.text)}
                onOrder={(items) => set({ items })}
                render={(item, index) => (
                  <ItemFields
                    item={item}
                    place={index + 1}
                    groups={groups}
                    onChange={change}
                    onRemove={() => set({ items: draft.items.filter((each) => each.row !== item.row) })}
                  />
                )}
              />
              <Group mt="xs" gap="sm">
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={draft.items.length >= mostItems}
                  leftSection={<IconPlus size={14} aria-hidden />}
                  onClick={add}
                >
                  加一项
                </Button>
                {draft.items.length >= mostItems && (
                  <Text size="sm" c="var(--quiet)">
                    已经有{mostItems}项，再多一页纸就印不下了。
                  </Text>
                )}
              </Group>
            </>
          )}
        </div>
        <SheetPreview values={values} />
      </div>
      {template !== null && isCopying && <CopyTemplate from={template} onClose={() => setCopying(false)} />}
    </>
  );
}

function aboutText(template: Found['template'] | null): string {
  if (template === null) return '还没有保存';
  if (template.isBuiltIn) return `内置模板，依据 ${template.source ?? '—'}`;
  const origin = template.basedOnName === null ? '自编' : `改自“${template.basedOnName}”`;
  return `${origin}，第 ${template.version ?? 1} 版${template.isWithdrawn ? '，已停用' : ''}，用过 ${template.rounds} 次`;
}

/** The items of a built-in checklist to read: the paper beside shows the rest. */
function BuiltIn({ draft }: { readonly draft: TemplateDraft }): ReactNode {
  return (
    <>
      <Text size="sm" mb="xs">
        {draft.purpose}
      </Text>
      <ol className="template-list">
        {draft.items.map((item) => (
          <li key={item.row}>
            <Text span size="sm" c="var(--quiet)">
              {item.group}
            </Text>{' '}
            {item.text}
            {item.options.length > 0 && <span className="quiet">（{item.options.join('、')}）</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

/** Typing goes on for so long before the paper is laid out again. */
const pause = 900;

function SheetPreview({ values }: { readonly values: TypedTemplate }): ReactNode {
  // An item that was just added has no words yet: it is no mistake while one types.
  const items = values.items.filter((item) => item.text !== '');
  const settled = useSettled({ ...values, items, name: values.name === '' ? '未命名' : values.name });
  const paper = useQuery<FileHandle, CallProblem>({
    queryKey: ['inspectionTemplates.preview', settled],
    queryFn: async ({ signal }) => (await runJob('inspectionTemplates.preview', { values: settled }, { signal })).file,
    staleTime: 'static',
    gcTime: 60_000,
    enabled: settled.items.length > 0,
  });
  const last = useRef<FileHandle | null>(null);
  if (paper.data !== undefined) last.current = paper.data;
  const shown = paper.data ?? last.current;
  return (
    <div className="template-paper" role="region" aria-label="印出来的样子">
      <ErrorNotice problem={paper.error} />
      {shown === null && paper.error === null && (
        <Group gap="xs" justify="center" pt={60}>
          {settled.items.length > 0 && <Loader size="sm" aria-hidden />}
          <Text size="sm" role="status">
            {settled.items.length > 0 ? '正在排版' : '写了检查内容，这里就能看到印出来的样子。'}
          </Text>
        </Group>
      )}
      {shown !== null && <PdfPreview source={door().fileAddress(shown)} />}
    </div>
  );
}

function useSettled(values: TypedTemplate): TypedTemplate {
  const text = JSON.stringify(values);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(settled) as TypedTemplate;
}
