/** 节点 on one line, on the page and on paper: what was planned, what is reached, what is late. */
import type { ReactNode } from 'react';
import type { TimelineModel } from '#shared/report/timeline.ts';
import './timeline.css';

export function Timeline({ model }: { readonly model: TimelineModel }): ReactNode {
  const reached = model.points.findLast((point) => point.state === 'reached')?.at ?? 0;
  return (
    <div className="timeline">
      <div className="timeline-line" aria-hidden>
        <div className="timeline-bar" style={{ width: `${reached}%` }} />
        <div className="timeline-today" style={{ left: `${model.today}%` }}>
          <span>今天</span>
        </div>
      </div>
      <ol aria-label="节点推进">
        {model.points.map(({ name, day, note, state, at }) => (
          <li key={`${name}-${day}`} className={`timeline-node timeline-${state}`} style={{ left: `${at}%` }}>
            <strong>{name}</strong>
            <span className="timeline-dot" aria-hidden />
            <span>{day}</span>
            <span className="timeline-state">{note}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
