/** Nodes on one horizontal line, for the page and the paper alike: planned, reached, late, and where today stands. */
import { z } from 'zod';
import { dayNumber, earliestDay, latestDay, shownDay } from '../calendar/day.ts';

export const timelineModel = z.strictObject({
  points: z.array(
    z.strictObject({
      name: z.string(),
      /** 计划2026年5月 or the actual day. */
      day: z.string(),
      /** 逾期, 晚于计划（2026-05） …; empty where nothing is to be said. */
      note: z.string(),
      state: z.enum(['reached', 'late', 'planned']),
      /** Percent of the line. */
      at: z.number().min(0).max(100),
    }),
  ),
  today: z.number().min(0).max(100),
});
export type TimelineModel = z.infer<typeof timelineModel>;

interface TimelineNode {
  readonly name: string;
  readonly plannedOn: string | null;
  readonly actualOn: string | null;
  readonly isLate: boolean;
}

/** null where fewer than two nodes have a day: there is no line to draw. */
export function timelineOf(nodes: readonly TimelineNode[], today: string): TimelineModel | null {
  const placed = nodes
    .flatMap((node) => {
      const day = node.actualOn ?? node.plannedOn;
      return day === null ? [] : [{ node, day, middle: middleOf(day) }];
    })
    .toSorted((left, right) => left.middle - right.middle);
  const [first] = placed;
  const last = placed.at(-1);
  if (first === undefined || last === undefined || placed.length < 2) return null;
  const now = dayNumber(today);
  const from = Math.min(first.middle, now);
  const span = Math.max(1, Math.max(last.middle, now) - from);
  const places = spread(placed.map((each) => ((each.middle - from) / span) * 100));
  return {
    today: ((now - from) / span) * 100,
    points: placed.map(({ node, day }, index) => ({
      name: node.name,
      day: node.actualOn === null ? `计划${shownDay(day)}` : shownDay(day),
      note: noteOf(node),
      state: node.actualOn === null ? (node.isLate ? 'late' : 'planned') : 'reached',
      at: places[index] ?? 0,
    })),
  };
}

function noteOf({ actualOn, plannedOn, isLate }: TimelineNode): string {
  if (actualOn === null) return isLate ? '逾期' : '';
  if (plannedOn === null) return '已实现';
  if (earliestDay(actualOn) > latestDay(plannedOn)) return `晚于计划（${plannedOn}）`;
  return latestDay(actualOn) < earliestDay(plannedOn) ? `早于计划（${plannedOn}）` : '按计划实现';
}

/** A day known to the month stands in its middle. */
function middleOf(day: string): number {
  return Math.round((dayNumber(earliestDay(day)) + dayNumber(latestDay(day))) / 2);
}

/** Words of neighbours must not lie over each other: at least so many percent between two nodes. */
function spread(places: readonly number[]): number[] {
  const room = Math.min(13, 100 / Math.max(1, places.length - 1));
  const moved: number[] = [];
  for (const place of places) moved.push(Math.max(place, (moved.at(-1) ?? -room) + room));
  for (let index = moved.length - 1, edge = 100; index >= 0; index -= 1, edge -= room)
    moved[index] = Math.max(0, Math.min(moved[index] ?? 0, edge));
  return moved;
}
