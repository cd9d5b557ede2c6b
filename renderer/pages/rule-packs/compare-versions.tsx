import { Button, Group, Select, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { useQueryOf } from '../../client.ts';
import { DifferencesTable } from '../../components/differences-table.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { type PackRow, packTitle } from './pack-words.ts';

interface CompareVersionsProps {
  readonly rows: readonly PackRow[];
  readonly before: string;
  readonly after: string;
  readonly onChoose: (before: string, after: string) => void;
  readonly onClose: () => void;
}

export function CompareVersions({ rows, before, after, onChoose, onClose }: CompareVersionsProps): ReactNode {
  const found = useQueryOf('rulePacks.compare', { before, after }, { keepsLast: true });
  const choices = rows.map((row) => ({ value: row.id, label: packTitle(row) }));
  return (
    <>
      <PageHead
        title="两个版本比较"
        about="只列不同的地方；某一份没有写到的，按它的默认做法比较"
        actions={
          <Button variant="default" onClick={onClose}>
            回到适用文件
          </Button>
        }
      />
      <Group grow mb="sm" align="flex-end">
        <Select
          label="原来"
          data={choices}
          value={before}
          allowDeselect={false}
          onChange={(id) => id !== null && onChoose(id, after)}
        />
        <Select
          label="这次"
          data={choices}
          value={after}
          allowDeselect={false}
          onChange={(id) => id !== null && onChoose(before, id)}
        />
      </Group>
      <ErrorNotice problem={found.error} />
      {found.data === undefined && found.error === null && <Waiting />}
      {found.data !== undefined && <Differences kinds={found.data.kinds} />}
    </>
  );
}

export function Differences({ kinds }: { readonly kinds: OutputOf<'rulePacks.compare'>['kinds'] }): ReactNode {
  if (kinds.length === 0) return <Text>规定完全相同。</Text>;
  return (
    <div className="packs-differences">
      {kinds.map((each) => (
        <section key={each.kind} aria-label={each.label}>
          <Title order={3}>{each.label}</Title>
          <DifferencesTable rows={each.rows} />
        </section>
      ))}
    </div>
  );
}
