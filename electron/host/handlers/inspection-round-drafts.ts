/** What makes or changes a round of on-site inspection: its record and the numbered sheets of its projects. */
import type { Draft } from '#db/ledger/append.ts';
import { lastSheetNumber, nextRoundNumber, sheetsOfRound } from '#db/queries/inspection-rounds.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { RoundSelection } from '#shared/domain/inspection-round.ts';
import { problem } from '#shared/error.ts';
import { choosableCount, chooseProjects, type RoundWish } from '#shared/inspection/choose.ts';
import { sheetNumber } from '#shared/inspection/sheet-number.ts';
import { isLeftOpen } from '#shared/rules/catalogue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandContext } from '../context.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { choosables, projectsToVisit } from './inspection-ground.ts';
import { requireOpenRound } from './inspection-round-rows.ts';
import { usedTemplate } from './inspection-templates.ts';
import { trimmed } from './projects.ts';

type SaveInput = ParsedInputOf<'inspectionRounds.save'>;

export function makeRound(
  context: CommandContext,
  { changes, wish, projectIds = [], blankSheets = 0 }: SaveInput,
): { id: string; changeId: string | null; position: number } {
  const { writing } = context;
  const office = requireOffice(writing);
  const today = businessDay(context.now);
  const fromDay = changes.fromDay ?? today;
  const untilDay = changes.untilDay ?? fromDay;
  requireDays(fromDay, untilDay);
  const template = usedTemplate(writing, changes.templateId ?? '');
  if (template.isWithdrawn) throw problem('INSPECTION_TEMPLATE_WITHDRAWN', { name: template.name });
  if (projectIds.length === 0 && blankSheets === 0) throw problem('ROUND_WITHOUT_PROJECTS');
  const pack = rulePackInForce(writing);
  const rule = ruleOf(pack, 'inspections');
  const choice = wish === undefined ? null : repeatedChoice(writing, office, wish, projectIds, today);
  const id = context.newId();
  const name = changes.name?.trim() || `${today.slice(0, 4)}年${Number(today.slice(5, 7))}月${template.name}`;
  const drafts: Draft[] = [
    {
      entity: 'inspectionRound',
      id,
      kind: 'put',
      values: {
        ...trimmed(changes),
        name,
        number: nextRoundNumber(writing, office.id, fromDay.slice(0, 4)),
        fromDay,
        untilDay,
        source: changes.source?.trim() || (isLeftOpen(rule) ? null : rule.source),
        selection: choice === null ? [] : [{ ...choice.selection }],
        note: [changes.note?.trim() || null, choice?.note ?? null].filter((part) => part !== null).join('\n') || null,
        state: 'planned',
        rulePack: pack.id,
      },
    },
    ...sheetDrafts(context, { roundId: id, fromDay, projectIds, blankSheets, after: 0 }),
  ];
  const summary = `新建现场督导：${name}（${projectIds.length}个项目${blankSheets === 0 ? '' : `、${blankSheets}张空白表`}）`;
  return { ...changeMade(makeChange(context, 'inspectionRounds.save', summary, drafts)), id };
}

export function changeRound(
  context: CommandContext,
  { id, changes }: SaveInput & { readonly id: string },
): { id: string; changeId: string | null; position: number } {
  const { writing } = context;
  const round = requireOpenRound(writing, id, requireOffice(writing).id);
  requireDays(changes.fromDay ?? round.fromDay, changes.untilDay ?? round.untilDay);
  if (changes.templateId !== undefined && changes.templateId !== round.templateId) {
    const template = usedTemplate(writing, changes.templateId);
    if (template.isWithdrawn) throw problem('INSPECTION_TEMPLATE_WITHDRAWN', { name: template.name });
  }
  const moved = changes.fromDay !== undefined && changes.fromDay !== round.fromDay ? changes.fromDay : null;
  const drafts: Draft[] = [
    { entity: 'inspectionRound', id, kind: 'put', values: trimmed(changes) },
    // What is printed says its day; only sheets still to be printed follow.
    ...(moved === null
      ? []
      : sheetsOfRound(writing, id)
          .filter((sheet) => sheet.state === 'planned')
          .map((sheet): Draft => {
            return { entity: 'inspectionSheet', id: sheet.id, kind: 'put', values: { plannedOn: moved } };
          })),
  ];
  const summary = `修改现场督导：${changes.name ?? round.name}`;
  return { ...changeMade(makeChange(context, 'inspectionRounds.save', summary, drafts)), id };
}

/**
 * The choice made again on the writer: what is kept of it is true, and a hand that added or took out projects afterwards is
 * said in the note.
 */
function repeatedChoice(
  reading: Reading,
  office: ReturnType<typeof requireOffice>,
  wish: RoundWish,
  projectIds: readonly string[],
  today: string,
): { readonly selection: RoundSelection; readonly note: string | null } {
  const from = choosables(reading, projectsToVisit(reading, office), today, wish.way === 'lagging');
  const chosen = chooseProjects(from, wish, today);
  const selection = { ...wish, outOf: choosableCount(from, wish.street) };
  if (wish.way === 'picked') return { selection, note: null };
  const proposed = new Set(from.filter((_, index) => chosen[index]?.isChosen === true).map(({ id }) => id));
  const added = projectIds.filter((id) => !proposed.has(id)).length;
  const left = [...proposed].filter((id) => !projectIds.includes(id)).length;
  const words = [...(added === 0 ? [] : [`加入${added}个`]), ...(left === 0 ? [] : [`去掉${left}个`])];
  return { selection, note: words.length === 0 ? null : `选取后人工${words.join('、')}项目。` };
}

interface NewSheets {
  readonly roundId: string;
  readonly fromDay: string;
  readonly projectIds: readonly string[];
  readonly blankSheets: number;
  /** The last place of the route that is taken. */
  readonly after: number;
}

export function sheetDrafts(
  context: CommandContext,
  { roundId, fromDay, projectIds, blankSheets, after }: NewSheets,
): Draft[] {
  const { writing } = context;
  const office = requireOffice(writing);
  const year = Number(fromDay.slice(0, 4));
  const reachable = new Map(projectsToVisit(writing, office).map(({ row }) => [row.id, row.name]));
  const unknown = projectIds.find((id) => !reachable.has(id));
  if (unknown !== undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  const twice = projectIds.find((id, index) => projectIds.indexOf(id) !== index);
  if (twice !== undefined) throw problem('ROUND_PROJECT_TWICE', { name: reachable.get(twice) ?? '' });
  const last = lastSheetNumber(writing, office.id, year);
  const subjects: readonly (string | null)[] = [...projectIds, ...Array<null>(blankSheets).fill(null)];
  return subjects.map((projectId, index): Draft => {
    return {
      entity: 'inspectionSheet',
      id: context.newId(),
      kind: 'put',
      values: {
        roundId,
        projectId,
        number: sheetNumber(year, last + index + 1),
        routeOrder: after + index + 1,
        plannedOn: fromDay,
        state: 'planned',
      },
    };
  });
}

function requireDays(from: string, until: string): void {
  if (until < from) throw problem('ROUND_DAYS_REVERSED', { from, until });
}
