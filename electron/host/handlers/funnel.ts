/** 储备项目落地计划: stages against their targets (汴办文〔2019〕13号 四(一)). */
import type { Draft } from '#db/ledger/append.ts';
import { funnelTargets } from '#db/queries/funnel.ts';
import { poolProjects } from '#db/queries/pools.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { reserveStages } from '#shared/domain/project.ts';
import { funnelStages } from '#shared/rules/funnel.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { reserveStageLabels } from '#shared/text/labels.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { trimmed } from './projects.ts';

export const funnelQueries = {
  'funnel.get'({ reading, now }, input) {
    const office = requireOffice(reading);
    const rule = ruleOf(rulePackInForce(reading), 'reserveFunnel');
    const year = input.year ?? office.ledgerYear;
    const today = businessDay(now);
    const isStage = (stage: string | null) => reserveStages.find((each) => each === stage) ?? null;
    const projects = poolProjects(reading, office.id, year, [])
      .filter((project) => project.exitedOn === null && (project.reserveStage !== null || project.pool === 'reserve'))
      .map((project) => ({
        projectId: project.id,
        name: project.name,
        stage: isStage(project.reserveStage),
        totalInvestment: project.totalInvestment,
      }));
    const targets = funnelTargets(reading, office.id, year);
    return {
      year,
      source: rule.source,
      shown: rule.shown,
      today,
      stages: funnelStages(rule.parameters.stages, projects, targets, today),
      unstaged: projects.filter((project) => project.stage === null).length,
      projects,
    };
  },
} satisfies Partial<QueryHandlers>;

export const funnelCommands = {
  'funnel.save'(context, { year, stage, ...changes }) {
    const office = requireOffice(context.writing);
    const draft: Draft = {
      entity: 'funnelTarget',
      id: recordId('funnelTarget', office.id, year, stage),
      kind: 'put',
      values: { year, stage, ...trimmed(changes) },
    };
    const summary = `${year}年储备项目落地计划：${reserveStageLabels[stage]}`;
    return changeMade(makeChange(context, 'funnel.save', summary, [draft]));
  },
} satisfies Partial<CommandHandlers>;
