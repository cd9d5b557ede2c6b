import { Anchor, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';

interface TakenScansProps {
  readonly taken: OutputOf<'inspectionScans.take'>;
  readonly names: readonly string[];
  readonly onAnother: () => void;
}

/** What was put where, and the way on: each sheet is completed where sheets are entered. */
export function TakenScans({ taken, names, onAnother }: TakenScansProps): ReactNode {
  return (
    <div className="scan-taken">
      <Text fw={600} role="status">
        {taken.sheets.length === 0 ? '没有放入任何检查表' : `已放入${taken.sheets.length}张检查表`}
      </Text>
      <ul>
        {taken.sheets.map((sheet) => (
          <li key={sheet.id}>
            <span>
              {sheet.shownNumber} 号：{sheet.answers > 0 ? `放入${sheet.answers}项结果` : '没有新的结果'}
              {sheet.files > 0 ? `，留存原件${sheet.files}个` : ''}
            </span>
            <Anchor component={Link} href={`/inspection-sheets?sheet=${sheet.id}`} size="sm">
              去录入完成
            </Anchor>
          </li>
        ))}
        {taken.refused.map((refusal) => (
          <li key={refusal.picture} data-refused>
            {names[refusal.picture]}：{refusal.sentence}
          </li>
        ))}
      </ul>
      <Group gap="xs">
        <Button onClick={onAnother}>再识别一批</Button>
        <Button component={Link} href="/inspection-sheets" variant="default">
          录入检查表
        </Button>
      </Group>
    </div>
  );
}
