import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface TableNoteProps {
  /** What stands in the table and by which document. */
  readonly sentence: string;
  readonly source: string;
  readonly notReported: readonly { readonly officeName: string }[];
  readonly children?: ReactNode;
}

/** Above every list behind a table: what belongs in it, by which clause, and whose figures may be old. */
export function TableNote({ sentence, source, notReported, children }: TableNoteProps): ReactNode {
  return (
    <div className="reports-rule">
      <p>
        <b>列入范围</b>　{sentence}
        <span className="reports-source">（{source}）</span>
      </p>
      {notReported.length > 0 && (
        <p>
          <b>本期未报</b>　{notReported.map((office) => office.officeName).join('、')}
          。这些区县的项目用的是以前报来的数据。
          <Anchor component={Link} href="/" size="sm">
            看区县总览
          </Anchor>
        </p>
      )}
      {children}
    </div>
  );
}
