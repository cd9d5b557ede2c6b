import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { MeetingStart } from './meeting-form.tsx';

interface ConsultationsProps {
  readonly found: NonNullable<OutputOf<'meetings.list'>['consultations']>;
  readonly onPlan: (start: MeetingStart) => void;
}

/** Which county was consulted when; those never or longest ago stand first, each one click from being planned. */
export function Consultations({ found, onPlan }: ConsultationsProps): ReactNode {
  const { thisMonth, districts, notYet, unnamed, source, type, today } = found;
  const month = `${Number(today.slice(5, 7))}月`;
  return (
    <section className="meetings-section" aria-label="县（区）会商">
      <Text size="sm" mb={6}>
        <b>县（区）会商</b>　
        {thisMonth.length === 0 ? (
          <span className="meetings-open">{month}还没有会商</span>
        ) : (
          `${month}已会商：${thisMonth.join('、')}`
        )}
        ，今年还没有会商的 {notYet.length} 个（依据 {source}，每月至少一个县区）
        {unnamed > 0 && `；有 ${unnamed} 次没有写明会商哪个县区，没有算进来`}
      </Text>
      <ul className="meetings-districts">
        {districts.map((each) => (
          <li key={each.name}>
            <b>{each.name}</b>
            <span className="meetings-quiet">
              {each.lastOn === null ? '没有会商记录' : `最近 ${shownDay(each.lastOn)}，今年 ${each.timesThisYear} 次`}
            </span>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`安排与${each.name}会商`}
              onClick={() => onPlan({ type, onDay: null, districtName: each.name })}
            >
              安排
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
