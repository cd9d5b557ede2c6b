import { ActionIcon, Anchor, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { AgendaRow, MeetingRow } from '#shared/contract/meetings.ts';
import { agendaReasonLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowText } from '../../components/row-fields.tsx';
import { Decisions } from './decisions.tsx';
import { ProposalsDialog } from './proposals-dialog.tsx';
import { SavedText } from './saved-text.tsx';

interface AgendaProps {
  readonly row: MeetingRow;
  readonly agenda: readonly AgendaRow[];
  readonly isOpen: boolean;
  readonly wasHeld: boolean;
}

/** The topics in their order; after the meeting each with what was heard, said and decided. */
export function Agenda({ row, agenda, isOpen, wasHeld }: AgendaProps): ReactNode {
  const [isProposing, setProposing] = useState(false);
  const [title, setTitle] = useState('');
  const add = useCommand('meetings.addItem');
  const order = useCommand('meetings.orderItems');
  const save = useCommand('meetings.saveItem');
  const remove = useCommand('meetings.removeItem');
  const units = useQueryOf('units.list', {});
  const unitNames = (units.data?.rows ?? []).filter((unit) => unit.mayEdit).map((unit) => unit.name);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (title.trim() === '') return;
    await add.run({ id: row.id, title: title.trim() });
    setTitle('');
  }
  function move(index: number, step: 1 | -1): void {
    const ids = agenda.map((item) => item.id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + step, 0, moved);
    void order.run({ id: row.id, itemIds: ids }).catch(shownElsewhere);
  }

  return (
    <section className="meetings-section" aria-label="议程">
      <Group justify="space-between">
        <Text fw={600}>{wasHeld ? '议题和议定事项' : '议程'}</Text>
        {isOpen && (
          <Button size="xs" variant="light" onClick={() => setProposing(true)}>
            从台账提议题
          </Button>
        )}
      </Group>
      {[add, order, save, remove].map((command, index) => (
        // The commands are a fixed few.
        <ErrorNotice key={commandNames[index]} problem={command.problem} onClose={command.reset} />
      ))}
      {agenda.length === 0 && (
        <Text size="sm" c="var(--quiet)" my="xs">
          还没有议题。点“从台账提议题”，看看有哪些逾期的督办事项、紧急问题、滞后项目和没完成的节点；也可以自己写一个。
        </Text>
      )}
      {agenda.map((item, index) => (
        <article
          key={item.id}
          className="meetings-topic"
          data-dropped={item.isDropped || undefined}
          aria-label={item.title}
        >
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0 }}>
              <Text fw={500} td={item.isDropped ? 'line-through' : undefined}>
                {index + 1}. {item.title}
                {item.reason !== null && (
                  <Badge ml={8} size="sm" variant="light" color="gray">
                    {agendaReasonLabels[item.reason]}
                  </Badge>
                )}
              </Text>
              <Text size="sm" c="var(--quiet)">
                {item.projectId !== null && item.projectName !== null && (
                  <>
                    <Anchor component={Link} href={`/projects/${item.projectId}`} size="sm" underline="always">
                      {item.projectName}
                    </Anchor>{' '}
                  </>
                )}
                {!isOpen && item.reportingUnitName !== null && `汇报单位：${item.reportingUnitName}　`}
                {item.facts}
              </Text>
            </div>
            {isOpen && (
              <Group gap={4} wrap="nowrap">
                <div className="meetings-unit">
                  <RowText
                    label={`汇报单位：${item.title}`}
                    placeholder="汇报单位"
                    value={item.reportingUnitName}
                    isReadOnly={false}
                    suggestions={unitNames}
                    onSave={(reportingUnitName) => save.run({ itemId: item.id, changes: { reportingUnitName } })}
                  />
                </div>
                <ActionIcon
                  variant="subtle"
                  aria-label={`上移：${item.title}`}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={`下移：${item.title}`}
                  disabled={index === agenda.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() =>
                    void save.run({ itemId: item.id, changes: { isDropped: !item.isDropped } }).catch(shownElsewhere)
                  }
                >
                  {item.isDropped ? '重新上会' : '不上会'}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => void remove.run({ itemId: item.id }).catch(shownElsewhere)}
                >
                  删除
                </Button>
              </Group>
            )}
          </Group>
          {wasHeld && !item.isDropped && (
            <Stack gap={6} mt={6}>
              <SavedText
                label="听取"
                placeholder="会议听取了××关于……的汇报。（键入 @ 找人和单位）"
                value={item.heard}
                isReadOnly={!isOpen}
                maxLength={5000}
                onSave={async (heard) => void (await save.run({ itemId: item.id, changes: { heard } }))}
              />
              <SavedText
                label="意见"
                placeholder="会议指出，……"
                value={item.opinions}
                isReadOnly={!isOpen}
                maxLength={5000}
                onSave={async (opinions) => void (await save.run({ itemId: item.id, changes: { opinions } }))}
              />
              <Decisions item={item} isOpen={isOpen} />
            </Stack>
          )}
        </article>
      ))}
      {isOpen && (
        <form onSubmit={(event) => void submit(event).catch(shownElsewhere)}>
          <Group gap="xs" mt="xs">
            <TextInput
              aria-label="新议题"
              placeholder="自己加一个议题，写好按 Enter"
              style={{ flex: 1 }}
              maxLength={300}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={title.trim() === ''} loading={add.isRunning}>
              加议题
            </Button>
          </Group>
        </form>
      )}
      {isProposing && <ProposalsDialog id={row.id} onClose={() => setProposing(false)} />}
    </section>
  );
}

const commandNames = ['add', 'order', 'save', 'remove'] as const;
