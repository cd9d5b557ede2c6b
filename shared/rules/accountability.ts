/**
 * Who was late and how often (登项攻坚办〔2018〕1号 五(十一): 相关会议确定事项未按规定时限办结且无正当理由；二七办文〔2024〕7号 四(三)6).
 * Only proposed: whether there was a good reason a person decides.
 */
import type { ParametersOf } from './catalogue.ts';

/** One thing that was late, as the ledgers say it. */
export interface LateFact {
  readonly sourceId: string;
  readonly kind: 'task' | 'report';
  readonly unitName: string | null;
  readonly personName: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  /** The deadline that passed. */
  readonly onDay: string;
  readonly facts: string;
}

export interface AccountabilityProposal extends LateFact {
  readonly ground: string;
  /** Which time it would be for this unit, or this person where no unit is named. */
  readonly times: number;
}

interface Decided {
  readonly sourceId: string | null;
  readonly unitName: string | null;
  readonly personName: string | null;
  readonly isStruck: boolean;
}

/** What was not decided yet, earliest first; within one unit the times count on. */
export function proposeAccountability(
  facts: readonly LateFact[],
  decided: readonly Decided[],
  rule: ParametersOf<'accountability'>,
): AccountabilityProposal[] {
  const known = new Set(decided.map((entry) => entry.sourceId));
  const times = new Map<string, number>();
  return facts
    .filter((fact) => !known.has(fact.sourceId))
    .toSorted((left, right) => (left.onDay < right.onDay ? -1 : left.onDay > right.onDay ? 1 : 0))
    .map((fact) => {
      const who = nameOf(fact);
      const next = (times.get(who) ?? timesNamed(decided, fact)) + 1;
      times.set(who, next);
      return { ...fact, ground: groundOf(fact, rule), times: next };
    });
}

/** How often a unit (or a person without one) stands in the list already. */
export function timesNamed(decided: readonly Decided[], of: Pick<Decided, 'unitName' | 'personName'>): number {
  return decided.filter((entry) => !entry.isStruck && nameOf(entry) === nameOf(of)).length;
}

function nameOf({ unitName, personName }: Pick<Decided, 'unitName' | 'personName'>): string {
  return unitName ?? personName ?? '';
}

function groundOf(fact: LateFact, rule: ParametersOf<'accountability'>): string {
  if (fact.kind === 'report') return '未按时报送进展情况';
  return rule.grounds.find((ground) => /时限|纪要/u.test(ground)) ?? '议定事项未按规定时限办结';
}
