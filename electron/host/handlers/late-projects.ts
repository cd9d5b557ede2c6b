/** Which projects are late on a day, with why: behind the plan by the pack's rule, or a milestone missed. */
import { laggingPlans } from '#db/queries/lagging.ts';
import { missedNodes } from '#db/queries/milestones.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { shownDay } from '#shared/calendar/day.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import { proposeLagging } from '#shared/rules/lagging.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';

/** The reasons of a project, each a sentence; empty where it is not late. Looked up once for all projects. */
export function lateReasons(reading: Reading, day: string): (row: ProjectRow) => readonly string[] {
  const rule = ruleOf(rulePackInForce(reading), 'lagging');
  const plansOf = laggingPlans(reading, Number(day.slice(0, 4)), rule.parameters.basis);
  const missed = new Map<string, string[]>();
  for (const { projectId, kind, name, plannedOn } of missedNodes(reading, day)) {
    // A missed start is already a reason of the lagging rule.
    if (kind === 'start' && plansOf(projectId).missedStart) continue;
    const sentence = `${name}原定${shownDay(plannedOn)}，至今没有完成。`;
    const found = missed.get(projectId);
    if (found === undefined) missed.set(projectId, [sentence]);
    else found.push(sentence);
  }
  return (row) => {
    const finding = proposeLagging({ ...row, ...plansOf(row.id) }, day, rule.parameters);
    return [...(finding.isProposed ? [finding.why] : []), ...(missed.get(row.id) ?? [])];
  };
}
