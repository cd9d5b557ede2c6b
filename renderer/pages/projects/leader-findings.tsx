import { Text } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';

type Finding = OutputOf<'assignments.ofProject'>['findings'][number];

/** What the rules in force demand of this project: done or to be done, each with its clause. Nothing here blocks. */
export function LeaderFindings({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) return null;
  return (
    <ul aria-label="文件要求" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {findings.map((finding) => {
        const isMet = finding.state === 'met';
        return (
          <li key={finding.sentence} title={finding.rule} style={{ display: 'flex', gap: 6, alignItems: 'baseline' }}>
            {isMet ? (
              <IconCircleCheckFilled
                size={15}
                color="#3a7d44"
                style={{ flex: 'none', translate: '0 2px' }}
                aria-hidden
              />
            ) : (
              <IconCircleDashed size={15} color="#8a4b00" style={{ flex: 'none', translate: '0 2px' }} aria-hidden />
            )}
            <Text size="sm" {...(isMet ? { c: 'var(--quiet)' } : {})}>
              {finding.sentence}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}
