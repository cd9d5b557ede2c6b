import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { DuplicatePairView, DuplicateSide } from '#shared/contract/duplicates.ts';
import { projectLevelLabels, projectPoolLabels } from '#shared/text/labels.ts';
import { wanText } from '../../components/money-text.ts';

interface PairCardProps {
  readonly pair: DuplicatePairView;
  readonly onMerge: () => void;
  readonly onApart: () => void;
  /** The centre’s word on two districts’ projects; null where it is not its to give. */
  readonly onSame: (() => void) | null;
}

const facts: readonly (readonly [string, (side: DuplicateSide) => string])[] = [
  ['项目代码', ({ row }) => row.code ?? ''],
  ['级别', ({ row }) => (row.level === null ? '' : projectLevelLabels[row.level])],
  ['总投资', ({ row }) => wanText(row.totalInvestment)],
  ['本年计划', ({ row }) => wanText(row.plannedThisYear)],
  ['建设单位', ({ row }) => row.owner ?? ''],
  ['责任单位', ({ row }) => row.responsibleUnits.map((unit) => unit.name).join('、')],
  ['分包领导', ({ row }) => row.responsibleLeaders.map((leader) => leader.name).join('、')],
  ['地点、地块', ({ row }) => [row.place ?? '', row.facts.plot ?? ''].filter((each) => each !== '').join(' · ')],
  ['起止年限', ({ row }) => [row.startsOn, row.completesOn].filter((each) => each !== null).join(' 至 ')],
  ['所在库', ({ row }) => (row.pool === null ? '' : projectPoolLabels[row.pool])],
  ['记录', ({ reports, attachments, permits }) => `周报 ${reports} 期 · 附件 ${attachments} 个 · 手续 ${permits} 项`],
];

/** Two projects side by side: what speaks for one, what against, and the facts that a clerk compares. */
export function PairCard({ pair, onMerge, onApart, onSame }: PairCardProps): ReactNode {
  const [left, right] = pair.sides;
  if (left === undefined || right === undefined) return null;
  return (
    <section className="duplicate-card" aria-label={`${left.row.name}与${right.row.name}`}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
        <div style={{ minWidth: 0 }}>
          <Badge variant="light" size="lg" radius="sm">
            {pair.likelihood}
          </Badge>
          <ul className="duplicate-evidence">
            {pair.evidence.map((each) => (
              <li key={each.kind} data-against={each.isAgainst || undefined}>
                {each.isAgainst ? '✕ ' : '· '}
                {each.sentence}
              </li>
            ))}
          </ul>
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={onApart}>
            不是同一个项目
          </Button>
          {pair.mayMerge && <Button onClick={onMerge}>合并</Button>}
          {onSame !== null && <Button onClick={onSame}>是同一个项目</Button>}
        </Group>
      </Group>
      <table className="duplicate-table">
        <thead>
          <tr>
            <th scope="col">栏目</th>
            {[left, right].map(({ row }) => (
              <th key={row.id} scope="col">
                <Anchor component={Link} href={`/projects/${row.id}`} size="sm" fw={600}>
                  {row.name}
                </Anchor>
                <Text span size="xs" c="var(--quiet)" ml={6}>
                  {row.officeName}
                </Text>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {facts.map(([label, text]) => {
            const [one, other] = [text(left), text(right)];
            if (one === '' && other === '') return null;
            return (
              <tr key={label} data-same={one === other || undefined}>
                <th scope="row">{label}</th>
                <td>{one}</td>
                <td>{other}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
