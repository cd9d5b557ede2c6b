/** 谋划、在谈、签约、落地 against the numbers and days set at the year's beginning (汴办文〔2019〕13号 四(一)). */
import type { ReserveStage } from '../domain/project.ts';

export interface FunnelStage {
  readonly stage: ReserveStage;
  /** At this stage now. */
  readonly projects: number;
  /** At this stage or beyond: who has landed was signed. */
  readonly reached: number;
  /** Integer 元, of those at this stage. */
  readonly totalInvestment: number;
  readonly target: number | null;
  readonly dueOn: string | null;
  /** The day has come and fewer have reached the stage. */
  readonly isShort: boolean;
}

export function funnelStages(
  stages: readonly ReserveStage[],
  projects: readonly { readonly stage: ReserveStage | null; readonly totalInvestment: number | null }[],
  targets: readonly { readonly stage: ReserveStage; readonly projects: number | null; readonly dueOn: string | null }[],
  today: string,
): FunnelStage[] {
  return stages.map((stage, index) => {
    const here = projects.filter((project) => project.stage === stage);
    const beyond = new Set(stages.slice(index));
    const reached = projects.filter((project) => project.stage !== null && beyond.has(project.stage)).length;
    const target = targets.find((each) => each.stage === stage);
    const wanted = target?.projects ?? null;
    const dueOn = target?.dueOn ?? null;
    return {
      stage,
      projects: here.length,
      reached,
      totalInvestment: here.reduce((sum, project) => sum + (project.totalInvestment ?? 0), 0),
      target: wanted,
      dueOn,
      isShort: wanted !== null && dueOn !== null && dueOn <= today && reached < wanted,
    };
  });
}
