/** 节点 as one horizontal line: above it what was planned, on it what is reached; red is late. */
import type { ReactNode } from 'react';
import { dayNumber, earliestDay, latestDay, shownDay } from '#shared/calendar/day.ts';
import type { ScheduleNodeRow } from '#shared/contract/milestones.ts';
import './timeline.css';

interface TimelineProps {
  readonly nodes: readonly ScheduleNodeRow[];
  readonly today: string;
}

interface Point {
  readonly node: ScheduleNodeRow;
  readonly day: number;
}

export function Timeline({ nodes, today }: TimelineProps): ReactNode {
  const points = nodes
    .flatMap((node): Point[] => {
      const day = node.actualOn ?? node.plannedOn;
      return day === null ? [] : [{ node, day: middleOf(day) }];
    })
    .toSorted((left, right) => left.day - right.day);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return null;
  const now = dayNumber(today);
  const from = Math.min(first.day, now);
  const span = Math.max(1, Math.max(last.day, now) - from);
  const places = spread(points.map((point) => ((point.day - from) / span) * 100));
  const todayAt = ((now - from) / span) * 100;
  const reached = points.findLastIndex((point) => point.node.actualOn !== null);
  return (
    <div className="timeline">
      <div className="timeline-line" aria-hidden>
        <div className="timeline-bar" style={{ width: `${reached < 0 ? 0 : (places[reached] ?? 0)}%` }} />
        <div className="timeline-today" style={{ left: `${todayAt}%` }}>
          <span>今天</span>
        </div>
      </div>
      <ol aria-label="节点推进">
        {points.map(({ node }, index) => (
          <li
            key={node.id}
            className={`timeline-node timeline-${stateOf(node)}`}
            style={{ left: `${places[index] ?? 0}%` }}
            data-edge={(places[index] ?? 0) < 6 ? 'start' : (places[index] ?? 0) > 94 ? 'end' : undefined}
          >
            <strong>{node.name}</strong>
            <span className="timeline-dot" aria-hidden />
            <span>{node.actualOn === null ? `计划${shownDay(node.plannedOn ?? '')}` : shownDay(node.actualOn)}</span>
            <span className="timeline-state">{wordsOf(node)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function stateOf(node: ScheduleNodeRow): 'reached' | 'late' | 'planned' {
  if (node.actualOn !== null) return 'reached';
  return node.isLate ? 'late' : 'planned';
}

function wordsOf(node: ScheduleNodeRow): string {
  if (node.actualOn === null) return node.isLate ? '逾期' : '';
  if (node.plannedOn === null) return '已实现';
  const isAfter = earliestDay(node.actualOn) > latestDay(node.plannedOn);
  const isBefore = latestDay(node.actualOn) < earliestDay(node.plannedOn);
  return isAfter ? `晚于计划（${node.plannedOn}）` : isBefore ? `早于计划（${node.plannedOn}）` : '按计划实现';
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
    moved[index] = Math.min(moved[index] ?? 0, edge);
  return moved;
}
