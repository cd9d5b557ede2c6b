import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconEdit, IconFileExport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useJob, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { Waiting } from '../../components/waiting.tsx';
import { type PackRow, packTitle, validityWords } from './pack-words.ts';
import { Marks } from './version-list.tsx';

type PackRule = OutputOf<'rulePacks.get'>['rules'][number];

interface PackVersionProps {
  readonly head: PackRow;
  readonly inForce: PackRow | undefined;
  /** null: from the top. */
  readonly onEdit: (kind: string | null) => void;
  readonly onCompare: () => void;
}

/** One version: what it is, what can be done with it, every rule with its clause. */
export function PackVersion({ head, inForce, onEdit, onCompare }: PackVersionProps): ReactNode {
  const pack = useQueryOf('rulePacks.get', { id: head.id });
  const use = useCommand('rulePacks.use');
  const exported = useJob('rulePacks.exportFile');
  const rules = pack.data?.rules ?? [];
  const stated = rules.filter((rule) => rule.isStated);

  async function putInForce(): Promise<void> {
    await use.run({ id: head.id });
    notifications.show({ message: `从现在起执行${packTitle(head)}，各页的依据随之改变` });
  }

  async function exportFile(): Promise<void> {
    const { file } = await exported.run({ id: head.id });
    await saveFile(file);
  }

  return (
    <section className="packs-version" aria-label={packTitle(head)}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
        <div>
          <Group gap="xs">
            <Title order={2}>{packTitle(head)}</Title>
            <Marks row={head} />
          </Group>
          <Text size="sm" c="var(--quiet)">
            {aboutWords(head)}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          {!head.isInForce && (
            <Button
              leftSection={<IconCheck size={16} aria-hidden />}
              loading={use.isRunning}
              onClick={() => void putInForce().catch(shownElsewhere)}
            >
              启用这一版
            </Button>
          )}
          <Button
            variant={head.isInForce ? 'filled' : 'default'}
            leftSection={<IconEdit size={16} aria-hidden />}
            onClick={() => onEdit(null)}
          >
            修改，另存为新版本
          </Button>
        </Group>
      </Group>
      <Group gap="md" my={6}>
        {inForce !== undefined && !head.isInForce && (
          <Anchor component="button" type="button" size="sm" onClick={onCompare}>
            与执行中的比较
          </Anchor>
        )}
        {head.isInForce && (
          <Anchor component="button" type="button" size="sm" onClick={onCompare}>
            与别的版本比较
          </Anchor>
        )}
        <Anchor component="button" type="button" size="sm" onClick={() => void exportFile().catch(shownElsewhere)}>
          <IconFileExport size={14} aria-hidden /> 导出文件
        </Anchor>
      </Group>
      <ErrorNotice problem={use.problem ?? exported.problem ?? pack.error} onClose={use.reset} />
      {pack.data === undefined && pack.error === null && <Waiting />}
      <RuleCards rules={stated} onEdit={onEdit} />
      {pack.data !== undefined && stated.length < rules.length && (
        <>
          <Title order={3} mt="md">
            这份文件没有写到的，按默认
          </Title>
          <RuleCards rules={rules.filter((rule) => !rule.isStated)} onEdit={onEdit} />
        </>
      )}
    </section>
  );
}

function RuleCards({
  rules,
  onEdit,
}: {
  readonly rules: readonly PackRule[];
  readonly onEdit: (kind: string) => void;
}): ReactNode {
  return (
    <ul className="packs-rules">
      {rules.map((rule) => (
        <li key={rule.kind}>
          <b>{rule.label}</b>
          <div>
            {rule.shown}
            <details>
              <summary>具体内容</summary>
              <dl>
                {rule.lines.map((line) => (
                  <div key={line.label}>
                    <dt>{line.label}</dt>
                    <dd>{line.text === '' ? '（没有）' : line.text}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </div>
          <span className="packs-source">{rule.source}</span>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => onEdit(rule.kind)}
            aria-label={`修改${rule.label}`}
          >
            修改
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

function aboutWords(head: PackRow): string {
  const parts = [
    head.documentNumber,
    validityWords(head),
    head.basedOn === null ? '' : `修改自：${head.basedOn}`,
    head.note ?? '',
    head.isBuiltIn ? '随软件提供，按通知原文整理' : '本单位的版本',
  ];
  return parts.filter((text) => text !== '').join(' · ');
}
