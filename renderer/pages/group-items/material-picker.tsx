import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MaterialRow } from '#shared/contract/reporting-items.ts';
import type { ReportingItemKind } from '#shared/domain/reporting-item.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import './group-items.css';

interface MaterialPickerProps {
  readonly groupId: string;
  readonly kind: ReportingItemKind;
  readonly period: string;
  readonly onTake: (row: MaterialRow) => void;
}

/** The projects of the group's district that this kind is about, with what the district has reported of them. */
export function MaterialPicker({ groupId, kind, period, onTake }: MaterialPickerProps): ReactNode {
  const found = useQueryOf('reportingItems.material', { groupId, kind, period });
  const rows = found.data?.rows ?? [];
  return (
    <div className="item-material" role="group" aria-label="区县所报">
      <ErrorNotice problem={found.error} />
      {found.data !== undefined && rows.length === 0 && (
        <Text size="sm" p="xs">
          {found.data.districtName ?? '这个组联系的区县'}没有可以带入的内容：{nothingHere[kind]}。
        </Text>
      )}
      {rows.map((row) => (
        <Group
          key={`${row.projectId} ${row.text}`}
          className="item-material-row"
          wrap="nowrap"
          align="flex-start"
          gap="sm"
        >
          <div style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" fw={600}>
              {row.name}
              <Text span size="xs" c="var(--quiet)" ml={8}>
                {[row.note, row.reportedFor].filter(Boolean).join(' · ')}
              </Text>
            </Text>
            <Text size="sm" lineClamp={2}>
              {row.text}
            </Text>
          </div>
          <Button size="compact-xs" variant="default" aria-label={`带入${row.name}`} onClick={() => onTake(row)}>
            带入
          </Button>
        </Group>
      ))}
    </div>
  );
}

const nothingHere: Readonly<Record<ReportingItemKind, string>> = {
  leaderProjects: '还没有省、市领导联系的项目，或没有注明领导是省级还是市级',
  lagging: '没有省市重点项目，或都认定为不列入',
  whitelist: '没有列入“白名单”的项目',
  monthly: '还没有报来省市重点项目，本月也没有销号的问题',
};
