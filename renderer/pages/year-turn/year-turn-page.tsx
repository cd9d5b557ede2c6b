/** 年度结转: check, close, carry over, open the new year, print; later corrections. Each step can be undone. */
import { Button, Group, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Steps } from '../../components/steps.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { CarryStep } from './carry-step.tsx';
import { CloseStep } from './close-step.tsx';
import { OpenStep } from './open-step.tsx';
import './year-turn.css';

export type YearTurn = OutputOf<'yearTurn.get'>;

const steps = ['检查与结账', '结转', '开新账与结账表'];

export function YearTurnPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get('year'));
  const turn = useQueryOf('yearTurn.get', asked >= 1990 && asked <= 2100 ? { year: asked } : {});
  const [chosen, setChosen] = useState<number | null>(null);
  useUndo(['yearTurn.close', 'yearTurn.carryOver', 'yearTurn.open']);
  if (turn.data === undefined)
    return turn.error === null ? <Waiting /> : <ErrorNotice problem={turn.error} onRetry={() => void turn.refetch()} />;
  const { data } = turn;
  const reached = reachedStep(data);
  const step = Math.min(chosen ?? reached, data.closing === null ? 0 : 2);
  const years = [...new Set([data.ledgerYear, data.ledgerYear - 1, data.year, ...data.closedYears])].toSorted(
    (a, b) => b - a,
  );

  function goTo(year: number): void {
    setChosen(null);
    setSearch({ year: String(year) }, { replace: true });
  }
  /** The wizard stays with the year that is turned, also when the next one is open. */
  function goOn(next: number): void {
    setChosen(next);
    setSearch({ year: String(data.year) }, { replace: true });
  }

  return (
    <>
      <PageHead
        title="年度结转"
        about={`${data.year}年 → ${data.year + 1}年 · 金额单位：万元 · 账目年度 ${data.ledgerYear} · 依据：${data.rule.source}`}
        actions={
          <Select
            aria-label="年度"
            w={120}
            allowDeselect={false}
            value={String(data.year)}
            onChange={(year) => year !== null && goTo(Number(year))}
            data={years.map((year) => ({ value: String(year), label: `${year}年` }))}
          />
        }
      />
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Steps label="年度结转的步骤" steps={steps} current={step} onGo={setChosen} />
        {data.closing !== null && step < 2 && (
          <Button size="xs" variant="default" onClick={() => goOn(step + 1)}>
            下一步：{steps[step + 1]}
          </Button>
        )}
      </Group>
      {step === 0 && <CloseStep turn={data} onNext={() => goOn(1)} />}
      {step === 1 && <CarryStep key={data.year} turn={data} onNext={() => goOn(2)} />}
      {step === 2 && <OpenStep turn={data} />}
    </>
  );
}

function reachedStep(turn: YearTurn): number {
  if (turn.closing === null) return 0;
  return turn.isOpened || (turn.rows.length > 0 && turn.rows.every((row) => row.isDecided)) ? 2 : 1;
}
