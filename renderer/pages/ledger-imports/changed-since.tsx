import { Alert, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';

interface ChangedSinceProps {
  readonly fileName: string;
  readonly undone: OutputOf<'ledgerImports.undo'>;
}

/** What undoing took back, and what it left because somebody changed it afterwards. */
export function ChangedSince({ fileName, undone }: ChangedSinceProps): ReactNode {
  const { changedSince } = undone;
  return (
    <Alert variant="light" color="navy" role="status" mb="xs">
      <Text size="sm">
        已撤销导入“{fileName}”，恢复了 {undone.undone.toLocaleString('zh-CN')} 处。
        {changedSince.length > 0 &&
          `下面 ${changedSince.length.toLocaleString('zh-CN')} 处导入以后又改过，保留现在的内容：`}
      </Text>
      {changedSince.length > 0 && (
        <List size="sm" mt={4} className="imports-since">
          {changedSince.map((each) => (
            <List.Item key={`${each.id}-${each.field}`}>
              {each.entity === 'project' ? <Link href={`/projects/${each.id}`}>{each.title}</Link> : each.title}：
              {each.label}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
