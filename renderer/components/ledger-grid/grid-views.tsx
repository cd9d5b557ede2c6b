/** 视图: choosing one, keeping the present one under a name, renaming and deleting one's own. */
import { Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { IconBookmark, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { GridView } from './grid-view.ts';
import type { GridRow } from './ledger-column.ts';
import { isSameState, longestViewName, type SavedView, stateOf, whyNotNamed } from './saved-views.ts';

interface GridViewMenuProps<Row extends GridRow> {
  readonly view: GridView<Row>;
  readonly label: string;
}

export function GridViewMenu<Row extends GridRow>({ view, label }: GridViewMenuProps<Row>): ReactNode {
  const { state, views } = view;
  const { builtIn, own, current } = views;
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const isOwn = current !== null && own.some((one) => one.id === current.id);
  const isChanged = current !== null && !isSameState(stateOf(current, state), state);
  const { search, filters, sorting, hidden } = state;

  function keepAs(name: string): void {
    if (naming === 'rename' && current !== null) {
      views.keep(
        own.map((one) => (one.id === current.id ? { ...one, name } : one)),
        current.id,
      );
    } else {
      // Unique among one's own without a clock or dice.
      const number = Math.max(0, ...own.map((one) => Number(/^own-(\d+)$/.exec(one.id)?.[1] ?? 0))) + 1;
      const id = `own-${number}`;
      views.keep([...own, { id, name, search, filters, sorting, hidden }], id);
    }
    setNaming(null);
  }

  const item = (one: SavedView) => (
    <Menu.Item
      key={one.id}
      leftSection={one.id === current?.id ? <IconCheck size={14} aria-hidden /> : <span className="lg-no-icon" />}
      onClick={() => views.choose(one)}
    >
      {one.name}
    </Menu.Item>
  );
  return (
    <>
      <Menu position="bottom-start" shadow="md" width={230} withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            aria-label={`视图：${current?.name ?? '全部'}${isChanged ? '，已改动' : ''}`}
            leftSection={<IconBookmark size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {current?.name ?? '全部'}
            {isChanged && ' *'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={current === null ? <IconCheck size={14} aria-hidden /> : <span className="lg-no-icon" />}
            onClick={() => views.choose(null)}
          >
            全部
          </Menu.Item>
          {builtIn.map(item)}
          {own.length > 0 && <Menu.Label>自己的视图</Menu.Label>}
          {own.map(item)}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming('new')}>把现在的样子存为视图…</Menu.Item>
          {isOwn && isChanged && current !== null && (
            <Menu.Item
              onClick={() =>
                views.keep(
                  own.map((one) => (one.id === current.id ? { ...one, search, filters, sorting, hidden } : one)),
                  current.id,
                )
              }
            >
              按现在的样子更新“{current.name}”
            </Menu.Item>
          )}
          {isOwn && current !== null && (
            <>
              <Menu.Item onClick={() => setNaming('rename')}>改名…</Menu.Item>
              <Menu.Item
                onClick={() =>
                  views.keep(
                    own.filter((one) => one.id !== current.id),
                    null,
                  )
                }
              >
                删除视图“{current.name}”
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={naming !== null}
        onClose={() => setNaming(null)}
        title={naming === 'rename' ? '视图改名' : '存为视图'}
        centered
      >
        {naming !== null && (
          <NameForm
            label={label}
            initial={naming === 'rename' ? (current?.name ?? '') : ''}
            whyNot={(name) => whyNotNamed(name, [...builtIn, ...own], naming === 'rename' ? current?.id : undefined)}
            onName={keepAs}
            onClose={() => setNaming(null)}
          />
        )}
      </Modal>
    </>
  );
}

interface NameFormProps {
  readonly label: string;
  readonly initial: string;
  readonly whyNot: (name: string) => string | null;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

function NameForm({ label, initial, whyNot, onName, onClose }: NameFormProps): ReactNode {
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const why = whyNot(name);
    if (why === null) onName(name.trim());
    else setProblem(why);
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          data-autofocus
          label="视图名称"
          description={`记住${label}现在的查找、筛选、排序和显示的栏目，只在这台电脑上`}
          value={name}
          maxLength={longestViewName}
          error={problem}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button type="submit">保存</Button>
        </Group>
      </Stack>
    </form>
  );
}
