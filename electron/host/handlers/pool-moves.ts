/** The acts of 四库: entry, transfer, exit, correction, each one change with one undo. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import type { PoolProject } from '#db/queries/pools.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { ProjectPool } from '#shared/domain/project.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { requireEntry } from '#shared/rules/pool-entry.ts';
import {
  groundLabel,
  moveLabel,
  type PoolRules,
  poolRulesOf,
  requireCorrection,
  requireExit,
  requireTransfer,
} from '#shared/rules/pools.ts';
import { projectPoolLabels } from '#shared/text/labels.ts';
import type { CommandContext, CommandHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { officeProjects } from './pools.ts';
import { trimmed } from './projects.ts';

export const poolCommands = {
  'pools.enter'(context, input) {
    const moving = openMoving(context);
    const project = moving.project(input.projectId);
    const request = {
      to: input.to,
      onDay: input.onDay,
      ground: textOrNull(input.ground),
      signedBy: textOrNull(input.signedBy),
      consentOn: input.consentOn ?? null,
      consentDocument: textOrNull(input.consentDocument),
      applicationId: textOrNull(input.applicationId),
    };
    const kind = requireEntry(project, request, moving.today, moving.rules);
    if (request.applicationId !== null) requireApplication(context, request.applicationId, project.id);
    const { to, onDay, ...papers } = request;
    const drafts: Draft[] = [
      stepDraft(context, moving.rules, project, {
        kind,
        // Of an imported project what it was imported with, so that taking back the entry finds it again.
        fromPool: project.pool,
        toPool: to,
        onDay,
        ...papers,
        groundText: textOrNull(input.groundText),
        source: moving.rules.entry.source,
      }),
    ];
    const attractionId = textOrNull(input.attractionId);
    if (attractionId !== null) {
      const attraction = readRecord(context.writing, 'plotAttraction', attractionId);
      if (attraction === undefined || attraction.isDeleted || attraction.homeOffice !== moving.officeId)
        throw problem('RECORD_NOT_FOUND', { noun: '再次招商' });
      requireClosedAfterOpened(onDay, textOf(attraction, 'openedOn'));
      drafts.push({
        entity: 'plotAttraction',
        id: attractionId,
        kind: 'put',
        values: { newProjectId: project.id, closedOn: onDay },
      });
    }
    const where = to === null ? '' : projectPoolLabels[to];
    const change = makeChange(context, 'pools.enter', `入库：${project.name} ${where}`.trim(), drafts);
    return { ...changeMade(change), kind };
  },
  'pools.transfer'(context, { items }) {
    const moving = openMoving(context);
    const drafts = items.map((item) => {
      const project = moving.project(item.projectId);
      const request = { to: item.to, onDay: item.onDay, groundText: textOrNull(item.groundText) };
      const move = requireTransfer(project, request, moving.today, moving.year, moving.rules);
      return stepDraft(context, moving.rules, project, {
        kind: 'transfer',
        fromPool: project.pool,
        toPool: item.to,
        onDay: item.onDay,
        ground: move.ground,
        groundText: request.groundText ?? (move.holds ? move.why : null),
        source: move.source,
      });
    });
    const [only] = items;
    const one = only === undefined ? undefined : moving.project(only.projectId);
    const summary =
      items.length === 1 && one !== undefined && only !== undefined
        ? `转化：${one.name} ${moveLabel(one.pool, only.to)}`
        : `转化${items.length}个项目`;
    return { ...changeMade(makeChange(context, 'pools.transfer', summary, drafts)), moved: drafts.length };
  },
  'pools.exit'(context, { items }) {
    const moving = openMoving(context);
    const drafts: Draft[] = [];
    let attractions = 0;
    for (const item of items) {
      const project = moving.project(item.projectId);
      const made = exitDrafts(context, moving, project, item);
      attractions += made.length - 1;
      drafts.push(...made);
    }
    const [only] = items;
    const summary =
      items.length === 1 && only !== undefined
        ? `退库：${moving.project(only.projectId).name} ${groundLabel(moving.rules, only.code) ?? ''}`.trim()
        : `退库${items.length}个项目`;
    return { ...changeMade(makeChange(context, 'pools.exit', summary, drafts)), exited: items.length, attractions };
  },
  'pools.correct'(context, { projectId, to, onDay, groundText }) {
    const moving = openMoving(context);
    const project = moving.project(projectId);
    requireCorrection({ to, onDay, groundText: textOrNull(groundText) }, moving.today, moving.rules);
    const draft = stepDraft(context, moving.rules, project, {
      kind: 'correction',
      fromPool: project.pool,
      toPool: to,
      onDay,
      groundText: textOrNull(groundText),
      source: moving.rules.poolsSource,
    });
    const where = to === null ? '不在库' : projectPoolLabels[to];
    const summary = `更正：${project.name} ${shownDay(onDay)}起${where}`;
    return changeMade(makeChange(context, 'pools.correct', summary, [draft]));
  },
  'plotAttractions.save'(context, { id, changes }) {
    const office = requireOffice(context.writing);
    const record = readRecord(context.writing, 'plotAttraction', id);
    if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '再次招商' });
    requireHome(context.writing, record.homeOffice, office.id);
    if (typeof changes.newProjectId === 'string') {
      const taken = readRecord(context.writing, 'project', changes.newProjectId);
      if (taken === undefined || taken.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '新项目' });
    }
    if (typeof changes.closedOn === 'string') requireClosedAfterOpened(changes.closedOn, textOf(record, 'openedOn'));
    const draft: Draft = { entity: 'plotAttraction', id, kind: 'put', values: trimmed(changes) };
    return changeMade(makeChange(context, 'plotAttractions.save', `再次招商：${textOf(record, 'plot')}`, [draft]));
  },
} satisfies Partial<CommandHandlers>;

interface Moving {
  readonly officeId: string;
  readonly today: string;
  readonly year: number;
  readonly rules: PoolRules;
  project(id: string): PoolProject;
}

function openMoving(context: CommandContext): Moving {
  const office = requireOffice(context.writing);
  const rules = poolRulesOf(rulePackInForce(context.writing));
  const known = new Map<string, PoolProject>();
  return {
    officeId: office.id,
    today: businessDay(context.now),
    year: office.ledgerYear,
    rules,
    project(id) {
      const before = known.get(id);
      if (before !== undefined) return before;
      const record = readRecord(context.writing, 'project', id);
      if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
      requireHome(context.writing, record.homeOffice, office.id);
      const [found] = officeProjects(context.writing, office, rules, id);
      if (found === undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
      known.set(id, found);
      return found;
    },
  };
}

type ExitItem = ParsedInputOf<'pools.exit'>['items'][number];

/** The exit, and where the reason says so the plot's new attraction (二七办文〔2024〕7号 四(二)3: 同步启动). */
function exitDrafts(context: CommandContext, moving: Moving, project: PoolProject, item: ExitItem): Draft[] {
  const request = {
    code: item.code,
    onDay: item.onDay,
    groundText: textOrNull(item.groundText),
    consentOn: item.consentOn ?? null,
    consentDocument: textOrNull(item.consentDocument),
    isLandReclaimed: item.isLandReclaimed === true,
  };
  const exit = requireExit(project, request, moving.today, moving.year, moving.rules);
  const { code, isLandReclaimed, ...papers } = request;
  const step = stepDraft(context, moving.rules, project, {
    kind: 'exit',
    fromPool: project.pool,
    toPool: null,
    ...papers,
    ground: code,
    ...(isLandReclaimed ? { isLandReclaimed } : {}),
    source: exit.source,
  });
  if (!exit.opensAttraction) return [step];
  const plot = project.plot ?? textOrNull(item.plot);
  if (plot === null) {
    if (item.hasNoPlot === true) return [step];
    throw problem('POOL_PLOT_MISSING', { source: exit.source });
  }
  const attraction: Draft = {
    entity: 'plotAttraction',
    id: context.newId(),
    kind: 'put',
    values: {
      projectId: project.id,
      plot,
      openedOn: item.onDay,
      ...trimmed({ unitId: item.attractionUnitId ?? null }),
    },
  };
  return [step, attraction];
}

function stepDraft(
  context: CommandContext,
  rules: PoolRules,
  project: PoolProject,
  values: Readonly<Record<string, JsonValue>> & { readonly fromPool: ProjectPool | null },
): Draft {
  return {
    entity: 'poolTransition',
    id: context.newId(),
    kind: 'put',
    values: { projectId: project.id, ...values, rulePack: rules.packId },
  };
}

function requireApplication(context: CommandContext, id: string, projectId: string): void {
  const attachment = readRecord(context.writing, 'attachment', id);
  if (attachment === undefined || attachment.isDeleted || textOf(attachment, 'projectId') !== projectId)
    throw problem('POOL_APPLICATION_UNKNOWN');
}

function requireClosedAfterOpened(closedOn: string, openedOn: string): void {
  if (closedOn < openedOn)
    throw problem('ATTRACTION_DAY_REVERSED', { closedOn: shownDay(closedOn), openedOn: shownDay(openedOn) });
}

function textOrNull(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}
