import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { DuplicatePairView } from '#shared/contract/duplicates.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { duplicateVerdictLabels } from '#shared/text/labels.ts';
import { type CallProblem, runJob, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useIsCentre } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import { ApartDialog } from './apart-dialog.tsx';
import './duplicates.css';
import { MergeDialog } from './merge-dialog.tsx';
import { PairCard } from './pair-card.tsx';
import { SameDialog } from './same-dialog.tsx';

/** Cards are tall: so many at a time. */
const batch = 20;

export function DuplicatesPage(): ReactNode {
  const isCentre = useIsCentre();
  const [isAcross, setAcross] = useState(isCentre);
  const found = useQuery<OutputOf<'duplicates.find'>, CallProblem>({
    queryKey: ['duplicates.find', isAcross],
    queryFn: () => runJob('duplicates.find', { isAcross }),
  });
  useUndo(['duplicates.merge', 'duplicates.keepApart', 'duplicates.same', 'duplicates.reconsider']);
  const [shown, setShown] = useState(batch);
  const [merging, setMerging] = useState<DuplicatePairView | null>(null);
  const [apart, setApart] = useState<DuplicatePairView | null>(null);
  const [same, setSame] = useState<DuplicatePairView | null>(null);
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const { pairs, compared } = found.data;
  return (
    <>
      <PageHead
        title="查重"
        about={`比对了 ${compared} 个项目 · ${pairs.length === 0 ? '没有可能重复的' : `${pairs.length} 对可能重复，最像的在前`} · 金额单位：万元`}
      />
      {isCentre && (
        <SegmentedControl
          size="xs"
          mb="xs"
          style={{ alignSelf: 'flex-start', flex: 'none' }}
          aria-label="看哪些"
          value={isAcross ? 'across' : 'all'}
          onChange={(value) => setAcross(value === 'across')}
          data={[
            { value: 'across', label: '两个区县都报了的' },
            { value: 'all', label: '全部' },
          ]}
        />
      )}
      {pairs.length === 0 && (
        <EmptyState title={isAcross ? '没有发现两个区县都报了的项目' : '没有发现可能重复的项目'}>
          按项目代码、名称、读音、地块、建设单位、总投资和地点比对。
          {isCentre ? '接收新的报送包以后，' : '导入新台账以后，'}可以再来这里看一看。
        </EmptyState>
      )}
      {pairs.slice(0, shown).map((pair) => (
        <PairCard
          key={pair.sides.map((side) => side.row.id).join(' ')}
          pair={pair}
          onMerge={() => setMerging(pair)}
          onApart={() => setApart(pair)}
          onSame={isCentre && pair.isAcross ? () => setSame(pair) : null}
        />
      ))}
      {pairs.length > shown && (
        <Group justify="center" my="sm">
          <Button variant="default" onClick={() => setShown(shown + batch)}>
            再看 {Math.min(batch, pairs.length - shown)} 对（还有 {pairs.length - shown} 对）
          </Button>
        </Group>
      )}
      <Judged />
      {merging !== null && <MergeDialog pair={merging} onClose={() => setMerging(null)} />}
      {apart !== null && <ApartDialog pair={apart} onClose={() => setApart(null)} />}
      {same !== null && <SameDialog pair={same} onClose={() => setSame(null)} />}
    </>
  );
}

/** Pairs a person has judged, with the way back. */
function Judged(): ReactNode {
  const judged = useQueryOf('duplicates.apart', {});
  const reconsider = useCommand('duplicates.reconsider');
  const rows = judged.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="duplicate-judged" aria-label="已判定的">
      <Title order={2} size="h3" mb={4}>
        已判定的（{rows.length}）
      </Title>
      <ErrorNotice problem={reconsider.problem} onClose={reconsider.reset} />
      {rows.map((row) => (
        <Group key={row.id} gap="sm" wrap="nowrap" className="duplicate-judged-row">
          <Text size="sm" style={{ flex: 1, minWidth: 0 }}>
            <b>{duplicateVerdictLabels[row.verdict]}</b>
            {`　${withOffice(row.projectName, row.officeName)}　与　${withOffice(row.otherProjectName, row.otherOfficeName)}`}
            {row.isOpen && '　两个区县都还在报'}
            <Text span size="sm" c="var(--quiet)">
              {row.reason === null ? '' : `　${row.reason}`}　{instantText(row.at).slice(0, 10)} {row.actor}
            </Text>
          </Text>
          <Button size="xs" variant="default" onClick={() => void reconsider.run({ id: row.id }).catch(shownElsewhere)}>
            重新比对
          </Button>
        </Group>
      ))}
    </section>
  );
}

function withOffice(name: string, office: string | null): string {
  return office === null ? name : `${name}（${office}）`;
}
