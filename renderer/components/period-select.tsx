/** Which period is looked at: the open one first. */
import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { addDays } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import { useOffice } from '../office-context.ts';

/** Half a year back; older periods by their address. */
const periodsOffered = 26;

interface PeriodSelectProps {
  /** The closing day of the period. */
  readonly period: string;
  readonly onChange: (period: string) => void;
}

export function PeriodSelect({ period, onChange }: PeriodSelectProps): ReactNode {
  const { period: open } = useOffice();
  return (
    <Select
      aria-label="报送期"
      w={220}
      checkIconPosition="right"
      allowDeselect={false}
      value={period}
      data={offeredPeriods(open.closesOn, period)}
      onChange={(value) => value !== null && onChange(value)}
    />
  );
}

function offeredPeriods(open: string, chosen: string): { readonly value: string; readonly label: string }[] {
  const days = Array.from({ length: periodsOffered }, (_, index) => addDays(open, -7 * index));
  if (!days.includes(chosen)) days.push(chosen);
  return days.map((day) => ({
    value: day,
    label: `${day.slice(0, 4)}年${periodLabel(day)}${day === open ? '（本期）' : ''}`,
  }));
}
