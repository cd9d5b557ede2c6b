import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { useUndo } from '../../use-undo.ts';
import { ListButtons } from './list-buttons.tsx';
import type { Preview } from './receive-draft.ts';

interface TakenFormsProps {
  readonly taken: OutputOf<'collections.accept'>;
  readonly preview: Preview;
  readonly period: string;
  readonly onAnother: () => void;
}

export function TakenForms({ taken, preview, period, onAnother }: TakenFormsProps): ReactNode {
  const undo = useUndo(['collections.accept']);
  return (
    <div className="collections-done">
      <Text fw={600} size="lg">
        已收下 {taken.units} 个单位的填报表
      </Text>
      <dl className="collections-figures">
        <div>
          <dt>写入项目</dt>
          <dd>{taken.rows + taken.added}</dd>
        </div>
        {taken.added > 0 && (
          <div>
            <dt>其中新增项目</dt>
            <dd>{taken.added}</dd>
          </div>
        )}
        {taken.corrections > 0 && (
          <div>
            <dt>记为更正</dt>
            <dd>{taken.corrections}</dd>
          </div>
        )}
        <div>
          <dt>未报单位</dt>
          <dd>{taken.stillMissing}</dd>
        </div>
      </dl>
      <Text size="sm" c="var(--quiet)" mb="sm">
        各项目本期都标为“已填”，接着到周报里看一遍再提交审核。收错了可以撤销，一次全部退回。
      </Text>
      <Group gap="xs">
        <Button component={Link} href={`/progress?period=${period}&state=filled`}>
          去周报核对
        </Button>
        <Button variant="default" onClick={onAnother}>
          再收一批
        </Button>
        <ListButtons period={period} label={preview.label} />
        <Button
          variant="default"
          disabled={taken.changeId === null}
          onClick={() => {
            undo(taken.changeId);
            onAnother();
          }}
        >
          撤销这次收表
        </Button>
      </Group>
    </div>
  );
}
