import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { businessClock, shownDay, weekday } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { timeLeft } from '../../components/frame/deadline.ts';
import { useOffice } from '../../office-context.ts';

type Period = OutputOf<'overviews.district'>['period'];

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** Until when, and how far this period's reports are. */
export function DeadlineBox({ period }: { readonly period: Period }): ReactNode {
  const { now } = useOffice();
  const left = timeLeft(now, period.deadline);
  const { total, empty, filled, reviewed, reported } = period.counts;
  const parts = [
    { key: 'reported', label: '已报', count: reported },
    { key: 'reviewed', label: '已审', count: reviewed },
    { key: 'filled', label: '已填', count: filled },
    { key: 'empty', label: '未填', count: empty },
  ];
  return (
    <section className="desk-box" aria-labelledby="desk-deadline">
      <h2 id="desk-deadline">{period.label}</h2>
      <p className={left.isLate ? 'desk-left late' : 'desk-left'}>{left.text}</p>
      <p className="desk-why">{deadlineWords(period.deadline)}截止</p>
      {total > 0 && (
        <>
          <div className="desk-parts" aria-hidden>
            {parts.map((part) => (
              <span key={part.key} className={`desk-part desk-part-${part.key}`} style={{ flexGrow: part.count }} />
            ))}
          </div>
          <dl className="desk-states">
            {parts.map((part) => (
              <div key={part.key}>
                <dt>
                  <span className={`desk-dot desk-part-${part.key}`} aria-hidden />
                  {part.label}
                </dt>
                <dd>{part.count}</dd>
              </div>
            ))}
          </dl>
          <Anchor component={Link} href="/progress" size="sm">
            打开本期周报（{total} 个项目）
          </Anchor>
        </>
      )}
    </section>
  );
}

/** “2026年11月20日 星期五 12:00” */
function deadlineWords(deadline: string): string {
  const { day, minute } = businessClock(deadline);
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${shownDay(day)} 星期${weekdays[weekday(day) - 1]} ${clock}`;
}
