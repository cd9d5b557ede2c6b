import { Button, Group, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ChangedSince } from './changed-since.tsx';
import type { Committed } from './import-draft.ts';

interface DoneStepProps {
  readonly committed: Committed;
  readonly fileName: string;
  readonly onAnother: () => void;
}

export function DoneStep({ committed, fileName, onAnother }: DoneStepProps): ReactNode {
  const undo = useCommand('ledgerImports.undo');
  const [undone, setUndone] = useState<OutputOf<'ledgerImports.undo'> | null>(null);
  const { created, changed, same, ignored, leftOut } = committed;
  const figures = [
    ['新增', created],
    ['变更', changed],
    ['相同，没有写', same],
    ['您决定不导入', leftOut],
    ['忽略的行', ignored],
  ] as const;
  return (
    <section className="imports-done">
      <Group gap="xs" mb="xs">
        <IconCircleCheck size={26} color="#1f3a68" aria-hidden />
        <Title order={2} role="status">
          {undone === null ? '已写入项目库' : '已撤销'}
        </Title>
      </Group>
      {undone === null && (
        <dl className="imports-figures">
          {figures.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value.toLocaleString('zh-CN')}</dd>
            </div>
          ))}
        </dl>
      )}
      {undone !== null && <ChangedSince fileName={fileName} undone={undone} />}
      <ErrorNotice problem={undo.problem} onClose={undo.reset} />
      {undone === null && (
        <Text size="sm" c="var(--quiet)" mb="sm">
          每一处都记在经办人名下，在项目的“变更记录”里可以查到。导错了可以整批撤销，之后又改过的内容会保留。
        </Text>
      )}
      <Group>
        <Button component={Link} href="/projects">
          去项目库
        </Button>
        <Button variant="default" onClick={onAnother}>
          再导入一个文件
        </Button>
        {undone === null && created + changed > 0 && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            loading={undo.isRunning}
            onClick={() => void undo.run({ importId: committed.importId }).then(setUndone, shownElsewhere)}
          >
            撤销这次导入
          </Button>
        )}
      </Group>
    </section>
  );
}
