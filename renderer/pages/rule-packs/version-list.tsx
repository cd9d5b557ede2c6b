import { Badge, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { instantText } from '../../components/instant-text.ts';
import { type PackRow, packTitle, standingWords, validityWords } from './pack-words.ts';

interface VersionListProps {
  readonly rows: readonly PackRow[];
  readonly history: OutputOf<'rulePacks.list'>['history'];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

const shownHistory = 8;

/** The office's own versions first, then the notices that came with the program; below, which was in force from when. */
export function VersionList({ rows, history, chosen, onChoose }: VersionListProps): ReactNode {
  return (
    <nav className="packs-list" aria-label="文件和版本">
      {rows.map((row) => (
        <button
          key={row.id}
          type="button"
          className="packs-item"
          aria-current={row.id === chosen ? 'true' : undefined}
          onClick={() => onChoose(row.id)}
        >
          <span className="packs-item-name">{packTitle(row)}</span>
          <span className="packs-item-about">
            {[row.documentNumber, validityWords(row)].filter((text) => text !== '').join(' · ')}
          </span>
          <Marks row={row} />
        </button>
      ))}
      {history.length > 1 && (
        <div className="packs-history">
          <Title order={3}>启用记录</Title>
          {history.slice(0, shownHistory).map((each) => (
            <Text key={`${each.at}-${each.id}`} size="sm">
              {instantText(each.at)} {each.name}
              <Text span size="sm" c="var(--quiet)">
                {' '}
                {each.actor}
              </Text>
            </Text>
          ))}
        </div>
      )}
    </nav>
  );
}

export function Marks({ row }: { readonly row: PackRow }): ReactNode {
  const standing = standingWords[row.standing];
  if (!row.isInForce && standing === null) return null;
  return (
    <span className="packs-marks">
      {row.isInForce && <Badge size="sm">执行中</Badge>}
      {standing !== null && (
        <Badge size="sm" variant="outline" color={row.isInForce ? 'orange' : 'gray'}>
          {standing}
        </Badge>
      )}
    </span>
  );
}
