import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { RoundCandidate } from '#shared/contract/inspection-rounds.ts';
import type { RoundWish } from '#shared/inspection/choose.ts';
import { selectionWayLabels } from '#shared/text/inspection-labels.ts';
import { type CallProblem, call, problemOf, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { OrderedRows } from '../../components/ordered-rows.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Steps } from '../../components/steps.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { ChooseStep } from './choose-step.tsx';
import { DemandLine } from './demand-line.tsx';
import './inspections.css';
import { changesOf, emptyDraft, type RoundDraft, RoundFields } from './round-fields.tsx';

const steps = ['选项目', '人员和日期', '线路'];
const usualCount = 5;
const usualDays = 30;

/** `#/inspections/new?way=fullCoverage`: three steps to a round. */
export function NewRoundPage(): ReactNode {
  const { today } = useOffice();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const [wish, setWish] = useState<RoundWish>({
    way: wayOf(search.get('way')),
    street: search.get('street'),
    seed: null,
    count: usualCount,
    notVisitedDays: usualDays,
  });
  const [byHand, setByHand] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState<RoundDraft | null>(null);
  const [route, setRoute] = useState<readonly RoundCandidate[]>([]);
  const [blankSheets, setBlankSheets] = useState(0);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const save = useCommand('inspectionRounds.save');

  // An incomplete wish chooses nothing and is not asked: its fields are still being filled.
  const isComplete = isWishComplete(wish);
  const asked: RoundWish = isComplete ? only(wish) : { ...noWish, street: wish.street };
  const found = useQueryOf('inspectionRounds.propose', asked, { keepsLast: true });
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const proposal = found.data;
  const isPicked = (row: RoundCandidate) => byHand.get(row.id) ?? (isComplete && row.isChosen);
  const picked = proposal.rows.filter(isPicked);
  const fields =
    draft ??
    emptyDraft(today, proposal.demand.isMonthly || proposal.demand.topics.length > 0 ? proposal.demand.source : '');

  function wishChanged(next: RoundWish): void {
    const isFirstDraw = next.way === 'random' && next.seed === null;
    setWish(isFirstDraw ? { ...next, seed: proposal.proposedSeed } : next);
    // What was ticked by hand belongs to the choice it corrected; picking one by one keeps it.
    if (next.way !== 'picked') setByHand(new Map());
  }

  function goTo(next: number): void {
    setProblem(null);
    if (next === 2) {
      const places = new Map(route.map((row, index) => [row.id, index]));
      setRoute(picked.toSorted((left, right) => (places.get(left.id) ?? 9999) - (places.get(right.id) ?? 9999)));
      if (route.length === 0) void proposeRoute(picked);
    }
    setStep(next);
  }

  async function proposeRoute(rows: readonly RoundCandidate[]): Promise<void> {
    setProblem(null);
    try {
      const { projectIds } = await call('inspectionRounds.route', { projectIds: rows.map((row) => row.id) });
      const places = new Map(projectIds.map((id, index) => [id, index]));
      setRoute(rows.toSorted((left, right) => (places.get(left.id) ?? 0) - (places.get(right.id) ?? 0)));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  async function submit(): Promise<void> {
    const { id } = await save.run({
      changes: changesOf(fields),
      wish: asked,
      projectIds: route.map((row) => row.id),
      blankSheets,
    });
    go(`/inspections/${id}`);
  }

  const isReady = [picked.length > 0, fields.templateId !== null, route.length + blankSheets > 0][step] === true;
  return (
    <>
      <PageHead
        title="新建督导"
        about={<DemandLine demand={proposal.demand} />}
        actions={
          <>
            {step > 0 && (
              <Button variant="default" onClick={() => goTo(step - 1)}>
                上一步
              </Button>
            )}
            {step < 2 ? (
              <Button disabled={!isReady && !(step === 0)} onClick={() => goTo(step + 1)}>
                下一步
              </Button>
            ) : (
              <Button disabled={!isReady} loading={save.isRunning} onClick={() => void submit().catch(shownElsewhere)}>
                保存并编表号
              </Button>
            )}
          </>
        }
      />
      <Steps label="新建督导" steps={steps} current={step} onGo={goTo} />
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      <ErrorNotice problem={found.error} />
      {step === 0 && (
        <ChooseStep
          wish={wish}
          onWish={wishChanged}
          proposal={proposal}
          isComplete={isComplete}
          isPicked={isPicked}
          onPick={(ids, isOn) => setByHand(new Map([...byHand, ...ids.map((id) => [id, isOn] as const)]))}
        />
      )}
      {step === 1 && (
        <Stack gap="sm" maw={1040} mt="sm">
          <RoundFields draft={fields} onChange={setDraft} />
          <NumberInput
            label="另带空白表"
            description="没有项目、不带数字的检查表，现场临时用；录入时再写是哪个项目"
            suffix=" 张"
            min={0}
            max={200}
            allowDecimal={false}
            allowNegative={false}
            w={420}
            value={blankSheets}
            onChange={(count) => setBlankSheets(typeof count === 'number' ? count : 0)}
          />
        </Stack>
      )}
      {step === 2 && (
        <>
          <Group gap="sm" my="xs">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRoute size={14} aria-hidden />}
              onClick={() => void proposeRoute(route)}
            >
              按镇街排线路
            </Button>
            <Text size="sm" c="var(--quiet)">
              {route.length} 个项目{blankSheets === 0 ? '' : `，另带空白表 ${blankSheets} 张`}
              。拖动左边的序号，或在序号上按上下键，调整先后。
            </Text>
          </Group>
          <div className="inspections-route">
            <OrderedRows<RoundCandidate>
              label="督导线路"
              rows={route}
              rowKey={(row) => row.id}
              rowName={(row) => row.name}
              onOrder={setRoute}
              render={(row) => (
                <div className="inspections-stop">
                  <span>{row.name}</span>
                  <span className="quiet">{row.street || row.responsibleUnits[0] || '—'}</span>
                  <span className="quiet">{row.place ?? '没有填建设地点'}</span>
                </div>
              )}
            />
          </div>
        </>
      )}
    </>
  );
}

const noWish: RoundWish = { way: 'picked', street: null, seed: null, count: null, notVisitedDays: null };

/** Only what belongs to the way: a seed of an abandoned draw is not kept with the round. */
function only({ way, street, seed, count, notVisitedDays }: RoundWish): RoundWish {
  return {
    way,
    street,
    seed: way === 'random' ? seed : null,
    count: way === 'random' ? count : null,
    notVisitedDays: way === 'notVisited' ? notVisitedDays : null,
  };
}

function isWishComplete({ way, street, seed, count, notVisitedDays }: RoundWish): boolean {
  if (way === 'street') return street !== null;
  if (way === 'random') return seed !== null && seed.trim() !== '' && count !== null;
  return way !== 'notVisited' || notVisitedDays !== null;
}

function wayOf(text: string | null): RoundWish['way'] {
  return text !== null && Object.hasOwn(selectionWayLabels, text) ? (text as RoundWish['way']) : 'picked';
}
