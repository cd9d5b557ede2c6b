import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import type { MeetingTypeRow } from '#shared/contract/meetings.ts';
import { meetingRhythmLabels } from '#shared/text/rule-words.ts';
import './meetings.css';
import type { MeetingStart } from './meeting-form.tsx';

/** What the rules demand of each type of meeting, what was missed, when the next one is proposed. */
export function TypesTable({
  types,
  name = '规定的会议',
  onPlan,
}: {
  readonly types: readonly MeetingTypeRow[];
  readonly name?: string;
  readonly onPlan: (start: MeetingStart) => void;
}): ReactNode {
  return (
    <section className="meetings-section" aria-label={name}>
      <table className="meetings-table">
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">频次</th>
            <th scope="col">召集人</th>
            <th scope="col">最近一次</th>
            <th scope="col">没有召开记录</th>
            <th scope="col">下一次</th>
            <th scope="col">依据</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <tr key={type.code}>
              <td>{type.name}</td>
              <td className="meetings-day">{meetingRhythmLabels[type.rhythm] ?? type.rhythm}</td>
              <td>{type.chair ?? '—'}</td>
              <td className="meetings-day">{type.lastOn === null ? '—' : shownDay(type.lastOn)}</td>
              <td>
                {type.missed.length === 0 ? (
                  <span className="quiet">—</span>
                ) : (
                  <span className="late">{missedText(type.missed)}</span>
                )}
              </td>
              <td className="meetings-day">
                {type.plannedOn !== null ? `已安排${shownDay(type.plannedOn)}` : nextText(type)}
                {type.proposedWhy !== null && (
                  <Text size="xs" c="var(--quiet)">
                    {type.proposedWhy}
                  </Text>
                )}
              </td>
              <td className="quiet">{type.source}</td>
              <td>
                {type.plannedOn === null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => onPlan({ type: type.code, onDay: type.proposedOn })}
                    aria-label={`安排${type.name}`}
                  >
                    安排
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The host tells of the last few only. */
function missedText(missed: readonly string[]): string {
  const [newest = ''] = missed;
  if (missed.length === 1) return newest;
  return missed.length < 6 ? `${newest}等${missed.length}次` : `${newest}等${missed.length}次以上`;
}

function nextText(type: MeetingTypeRow): string {
  return type.proposedOn === null ? '需要时召开' : `建议${shownDay(type.proposedOn)}`;
}
